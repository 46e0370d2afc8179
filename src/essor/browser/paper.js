// Prepares a page to print: draws its charts as still vectors, at the width they have on paper, and sizes what has to
// fill a given place: a one-page sheet, a card to cut out. What still does not fit stays too large, and is refused.

const PX = 96 / 25.4; // CSS pixels in a millimetre
const SMALLEST = 0.84;
const LARGEST = 1.3;
const HUGE = 20;
const number = (element, name) => parseFloat(getComputedStyle(element).getPropertyValue(name));

async function draw(place) {
  const { data, layout } = JSON.parse(place.dataset.chart);
  // Drawn as on a screen, then made smaller as a whole: letters and strokes keep their proportions.
  const zoom = number(place, "--zoom") || 1;
  const width = (number(place, "--width") * PX) / zoom;
  const height = (number(place, "--height") * PX) / zoom || layout.height;
  await window.Plotly.newPlot(place, data, { ...layout, width, height }, { staticPlot: true, locale: "fr" });
  place.firstElementChild.style.zoom = zoom;
  place.firstElementChild.setAttribute("aria-hidden", "true"); // the place has a name; its parts would be pictures without one
}

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
  await document.fonts.load('1em "Essor Sans"'); // charts and boxes are measured with its letters
  for (const place of document.querySelectorAll("[data-chart]")) await draw(place);
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
