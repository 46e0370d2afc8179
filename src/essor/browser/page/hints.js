// Hints by degrees: each press shows the next, and the list tells it. The button goes with the last offered, which takes its focus.
import { element } from "../common/tools.js";

// `offered` says how many may be asked for at first; gives what offers one more.
export function hintable(zone, hints, offered = hints.length) {
  const list = zone.querySelector("ol");
  const button = zone.querySelector("button");
  const show = () => {
    zone.hidden = !offered;
    button.hidden = list.children.length >= Math.min(offered, hints.length);
  };
  button.addEventListener("click", () => {
    const hint = element("li", { textContent: hints[list.children.length], tabIndex: -1 });
    list.append(hint);
    show();
    if (button.hidden) hint.focus();
  });
  show();
  return () => {
    offered += 1;
    show();
  };
}
