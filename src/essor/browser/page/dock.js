// What comes first, by hand: a table shows one row at a time beside the picture, and whole when asked for.
import { element, part } from "../common/tools.js";

export function dock({ root }) {
  const place = part(root, "dock");
  for (const box of place.querySelectorAll("[data-control]")) if (box.dataset.kind === "grid") byRow(box);
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
