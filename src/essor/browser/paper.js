// Prepares a page to print: sizes what has to fill a given place, a one-page sheet or a card to cut out. What still does not fit
// stays too large, and is refused.

const SMALLEST = 0.84;
const LARGEST = 1.3;
const HUGE = 20;

// The largest size, from `largest` down, at which a box holds its content; the smallest if none does.
function fitting(box, largest) {
  let zoom = largest;
  const overflows = () => {
    box.style.zoom = zoom;
    return box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;
  };
  while (overflows() && zoom > SMALLEST) zoom -= 0.02;
  return zoom;
}

async function prepare() {
  await document.fonts.load('1em "Essor Sans"'); // boxes are measured with its letters
  for (const box of document.querySelectorAll("[data-fits]:not(.card)")) fitting(box, 1);
  for (const said of document.querySelectorAll(".card.large .said")) fitting(said, HUGE);
  // Cards of one kind are of one size.
  const kinds = Map.groupBy(document.querySelectorAll(".card"), (card) => card.dataset.kind);
  for (const cards of kinds.values()) {
    const zoom = Math.min(...cards.map((card) => fitting(card, LARGEST)));
    for (const card of cards) card.style.zoom = card.matches(".large") ? 1 : zoom;
  }
  document.documentElement.dataset.drawn = "";
}

prepare();
