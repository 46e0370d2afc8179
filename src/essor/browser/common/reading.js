// How the reader chose to read, kept on the shelf: the names of their choices stand on the page's body, where style sheets
// and scripts find them.
import { shelf } from "./shelf.js";
import { attempt, part } from "./tools.js";

export const KEY = "essor-lecture";
let chosen = []; // as long as this page is open, where the browser keeps nothing

export const chooses = (name) => document.body.dataset.reading.split(" ").includes(name);

export function apply() {
  document.body.dataset.reading = attempt(() => shelf().getItem(KEY)) ?? chosen.join(" ");
}

// The boxes to tick, which only a script can answer.
export function offer() {
  const place = part(document, "reading");
  if (!place) return; // a deck has none
  place.hidden = false;
  const boxes = [...place.querySelectorAll("[data-reading]")];
  for (const box of boxes) {
    box.checked = chooses(box.dataset.reading);
    box.addEventListener("change", () => {
      chosen = boxes.filter(({ checked }) => checked).map(({ dataset }) => dataset.reading);
      attempt(() => shelf().setItem(KEY, chosen.join(" ")));
      document.body.dataset.reading = chosen.join(" ");
    });
  }
}
