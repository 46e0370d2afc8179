// What is behind a picture: « Explorer », the same as one to hover and zoom, whose library comes when it is asked for; its data;
// and what it shows, in words. The engine gives what is open with the rest of its answer (page/simulator.js).
import { part, parts } from "../common/tools.js";
import { CHARTS, load } from "./loader.js";

const MESSAGES = {
  explore: "Explorer",
  still: "Revenir à l’image",
  failed: "Le graphique n’a pas pu être dessiné. ",
};

export function listenExplore(simulator) {
  for (const frame of parts(simulator.root, "figure")) {
    foldable(frame);
    const data = part(frame, "data");
    data.hidden = false;
    data.addEventListener("toggle", () => data.open && simulator.run({}));
    const button = frame.querySelector("[data-explore]");
    if (!button) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      delete frame.dataset.failed;
      if ("explored" in frame.dataset) putBack(frame);
      else frame.dataset.explored = "asked";
      simulator.run({});
    });
  }
}

// What the picture shows, in words: always there for who does not see it, and shown when asked for.
function foldable(frame) {
  const button = frame.querySelector("[data-read]");
  frame.classList.add("essor-folded");
  button.hidden = false;
  button.addEventListener("click", () => button.setAttribute("aria-expanded", String(!frame.classList.toggle("essor-folded"))));
}

function putBack(frame) {
  delete frame.dataset.explored;
  const picture = part(frame, "picture");
  window.Plotly?.purge(picture);
  picture.classList.remove("js-plotly-plot");
  picture.removeAttribute("style");
  frame.querySelector("[data-explore]").textContent = MESSAGES.explore;
}

// Draws the figure to explore; where it cannot be, the picture stays.
export async function explore(simulator, frame, { data, layout }) {
  const picture = part(frame, "picture");
  try {
    await load(CHARTS);
    if (frame.dataset.explored === "asked") picture.replaceChildren();
    picture.style.height = `${layout.height}px`; // when the window changes, Plotly gives a chart the height of its place
    await window.Plotly.react(picture, data, layout, { displayModeBar: false, responsive: true, locale: "fr" });
    frame.dataset.explored = "drawn";
    frame.querySelector("[data-explore]").textContent = MESSAGES.still;
  } catch {
    putBack(frame);
    frame.dataset.failed = MESSAGES.failed;
    frame.classList.remove("essor-folded");
    simulator.run({}); // its picture, and why it is back
  }
}
