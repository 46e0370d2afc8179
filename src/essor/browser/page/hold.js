// By hand, in the picture: a grip slides along its axis, a cell is pressed, two discs are joined or parted. What each sets has a
// field beside the picture, for the keyboard; the marks come from the engine with the picture (portable/pictures/held.py).
import { part } from "../common/tools.js";

// The value where a point stands on a scale of places and values, between the two nearest places or beyond the last.
function valueAt(scale, place) {
  const rising = scale.at(-1)[0] > scale[0][0];
  const reached = scale.findIndex(([at]) => (rising ? at >= place : at <= place));
  const after = reached < 0 ? scale.length - 1 : Math.max(1, reached);
  const [[from, low], [to, high]] = [scale[after - 1], scale[after]];
  return low + ((place - from) / (to - from || 1)) * (high - low);
}

export function hold(simulator) {
  const pictures = part(simulator.root, "pictures");
  let slide = null; // what follows the pointer

  function take(grip, event) {
    const { held, axis, step } = grip.dataset;
    const numbers = grip.dataset.scale.split(" ").map(Number);
    const scale = numbers.filter((_, rank) => rank % 2 === 0).map((place, rank) => [place, numbers[2 * rank + 1]]);
    // Pictures are drawn anew while they are held: what is measured is the one that was taken.
    const svg = grip.ownerSVGElement;
    const box = svg.getBoundingClientRect();
    const ratio = svg.viewBox.baseVal.width / box.width;
    const place = ({ clientX, clientY }) => ratio * (axis === "x" ? clientX - box.left : clientY - box.top);
    const values = scale.map(([, value]) => value);
    const shift = Number(grip.dataset.value) - valueAt(scale, place(event));
    let last = null;
    return (moved) => {
      const exact = valueAt(scale, place(moved)) + shift;
      const value = Math.min(Math.max(...values), Math.max(Math.min(...values), Math.round(exact / step) * step));
      if (value !== last) simulator.fields.give(held, Number(value.toFixed(6)));
      last = value;
    };
  }

  pictures.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-held]");
    if (!grip || event.button) return;
    event.preventDefault();
    slide = take(grip, event);
    pictures.setPointerCapture(event.pointerId); // the grip itself goes with the picture
    pictures.classList.add("essor-holding");
  });
  pictures.addEventListener("pointermove", (event) => slide?.(event));
  for (const end of ["pointerup", "pointercancel"]) {
    pictures.addEventListener(end, () => {
      slide = null;
      pictures.classList.remove("essor-holding");
    });
  }
  pictures.addEventListener("click", ({ target }) => {
    const place = target.closest("[data-press], [data-join]");
    if (!place) return;
    const { press, join } = place.dataset;
    if (press) simulator.fields.give(press, Number(place.dataset.value));
    if (!join) return;
    const rank = Number(place.dataset.rank);
    const first = place.ownerSVGElement.querySelector("[data-taken]");
    if (!first) return void place.toggleAttribute("data-taken", true);
    first.toggleAttribute("data-taken", false);
    if (first !== place) simulator.set({ [join]: paired(simulator.left()[join], Number(first.dataset.rank), rank) });
  });
}

// A table of pairs with this one in the first free line or, if it is there, without it.
function paired(rows, one, other) {
  const is = (row) => [String(one), String(other)].every((rank) => row.map(String).includes(rank));
  if (rows.some(is)) return rows.map((row) => (is(row) ? [0, 0] : row));
  const free = rows.findIndex(([a, b]) => !Number(a) && !Number(b));
  return rows.map((row, rank) => (rank === free ? [one, other] : row));
}
