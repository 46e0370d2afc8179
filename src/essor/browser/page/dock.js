// What comes first, by hand: a table shows one row at a time beside the picture, and whole when asked for. On a phone one
// setting stands under the thumb, below the picture, and of a table one cell; the others are a press away.
import { element, part } from "../common/tools.js";
import { nameOf } from "./fields.js";

const FEW = 5; // fields that are seen at once: no need to choose among fewer

export function dock({ root }) {
  const place = part(root, "dock");
  const boxes = [...place.querySelectorAll("[data-control]")];
  for (const box of boxes) if (box.dataset.kind === "grid") byRow(box);
  if (boxes.length < 2) return;
  // Choices on one line slide on a phone: the one made is seen.
  const strips = [...place.querySelectorAll("fieldset")];
  const slide = () => {
    for (const strip of strips) strip.scrollLeft = (strip.querySelector(":checked")?.parentElement.offsetLeft ?? strip.offsetLeft) - strip.offsetLeft;
  };
  new ResizeObserver(slide).observe(place);
  const chips = boxes.map((box) => element("button", { type: "button", textContent: nameOf(box) }));
  const choose = (chosen) => {
    for (const [rank, box] of boxes.entries()) {
      box.toggleAttribute("data-behind", rank !== chosen);
      chips[rank].setAttribute("aria-pressed", String(rank === chosen));
    }
  };
  for (const [rank, chip] of chips.entries()) {
    chip.addEventListener("click", () => choose(rank));
    chip.addEventListener("focus", () => chip.scrollIntoView({ block: "nearest", inline: "nearest" })); // Chromium leaves it half out
  }
  const row = element("div", { className: "essor-chips", role: "group", spoken: "Réglage à portée du pouce", data: { slides: "" } }, ...chips);
  place.prepend(row);
  choose(0);
}

function byRow(box) {
  const table = box.querySelector("table");
  const { caption, tHead } = table;
  const rows = [...table.tBodies[0].rows];
  if (rows.length * rows[0].cells.length < FEW) return;
  const chooser = (what, cells) => {
    const names = cells.map((cell) => element("option", { textContent: cell.firstChild.textContent }));
    return element("select", { spoken: `${caption.textContent}\u00a0: ${what}`, className: `essor-${what}`, data: { rows: what } }, ...names);
  };
  const row = chooser("ligne", rows.map(({ cells }) => cells[0]));
  const column = chooser("colonne", [...tHead.rows[0].cells].slice(1));
  const whole = element("button", { type: "button", textContent: "Tout le tableau" });
  const show = (event) => {
    event?.stopPropagation(); // no value changes
    const all = box.hasAttribute("data-whole");
    for (const [rank, { cells }] of rows.entries()) {
      rows[rank].toggleAttribute("data-off", !all && rank !== row.selectedIndex);
      for (const [at, cell] of [...cells].slice(1).entries()) cell.toggleAttribute("data-aside", at !== column.selectedIndex);
    }
    whole.setAttribute("aria-expanded", String(all));
  };
  for (const select of [row, column]) select.addEventListener("change", show);
  whole.addEventListener("click", () => (box.toggleAttribute("data-whole"), show()));
  box.toggleAttribute("data-by-row", true);
  table.closest("[role=group]").before(element("div", { className: "essor-line" }, row, column, whole));
  show();
}
