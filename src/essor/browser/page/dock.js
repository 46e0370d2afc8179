// On a phone, one setting stands under the thumb, below the picture; the others are a press away.
import { element, part } from "../common/tools.js";

export function dock({ root }) {
  const place = part(root, "dock");
  const boxes = [...place.querySelectorAll("[data-control]")];
  if (boxes.length < 2) return;
  const chips = boxes.map((box) => element("button", { type: "button", textContent: box.querySelector("label, legend, caption").textContent.trim() }));
  const choose = (chosen) => {
    for (const [rank, box] of boxes.entries()) {
      box.toggleAttribute("data-behind", rank !== chosen);
      chips[rank].setAttribute("aria-pressed", String(rank === chosen));
    }
  };
  for (const [rank, chip] of chips.entries()) chip.addEventListener("click", () => choose(rank));
  place.prepend(element("div", { className: "essor-chips", role: "group", ariaLabel: "Réglage à portée du pouce" }, ...chips));
  choose(0);
}
