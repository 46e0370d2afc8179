// Prepares a page to print: sizes what has to fill a card to cut out, up from the style sheet's sizes, whose least is the least that
// is read on paper. What does not fit is refused.

const SMALLEST = 1;
const LARGEST = 1.6;
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
