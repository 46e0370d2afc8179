// Hints by degrees: each press shows the next, and the list tells it. The button goes with the last, which takes its focus.
import { element } from "../common/tools.js";

export function hintable(zone, hints) {
  const list = zone.querySelector("ol");
  const button = zone.querySelector("button");
  zone.hidden = false;
  button.addEventListener("click", () => {
    const hint = element("li", { textContent: hints[list.children.length], tabIndex: -1 });
    list.append(hint);
    if (list.children.length < hints.length) return;
    button.hidden = true;
    hint.focus();
  });
}
