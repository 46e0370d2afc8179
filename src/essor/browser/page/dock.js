// What comes first, by hand: a table shows one row at a time beside the picture, and whole when asked for.
// On a phone, one setting stands under the thumb, below the picture; the others are a press away.
import { element, part } from "../common/tools.js";

export function dock({ root }) {
  const place = part(root, "dock");
  const boxes = [...place.querySelectorAll("[data-control]")];
  for (const box of boxes) if (box.dataset.kind === "grid") byRow(box);
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

function byRow(box) {
  const table = box.querySelector("table");
  const rows = [...table.querySelectorAll("tbody tr")];
  if (rows.length * rows[0].cells.length < 5) return; // two fields or three are seen at once
  const names = rows.map((row) => element("option", { textContent: row.cells[0].textContent }));
  const chooser = element("select", { ariaLabel: table.caption.textContent + "\u00a0: ligne" }, ...names);
  const whole = element("button", { type: "button", textContent: "Tout le tableau" });
  const show = () => {
    const all = box.hasAttribute("data-whole");
    for (const [rank, row] of rows.entries()) row.toggleAttribute("data-off", !all && rank !== chooser.selectedIndex);
    whole.setAttribute("aria-expanded", String(all));
  };
  chooser.addEventListener("change", (event) => (event.stopPropagation(), show()));
  whole.addEventListener("click", () => (box.toggleAttribute("data-whole"), show()));
  chooser.dataset.rows = "";
  box.toggleAttribute("data-by-row", true);
  table.closest("[role=group]").before(element("div", { className: "essor-line" }, chooser, whole));
  show();
}
