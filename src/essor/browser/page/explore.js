// What is behind a picture: « Explorer », the same as one to hover and zoom, whose library comes when it is asked for; and its
// data, asked for when the reader opens them.
import { isDark, part, parts } from "../common/tools.js";
import { ask } from "./engine.js";
import { CHARTS, load } from "./loader.js";

const MESSAGES = {
  explore: "Explorer",
  still: "Revenir à l’image",
  failed: "Le graphique n’a pas pu être dessiné. ",
};

export function listenExplore(simulator) {
  for (const [rank, frame] of parts(simulator.root, "figure").entries()) {
    foldable(frame);
    const data = part(frame, "data");
    data.hidden = false;
    data.addEventListener("toggle", () => listData(simulator, frame, rank));
    const button = frame.querySelector("[data-explore]");
    if (!button) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      if ("explored" in frame.dataset) putBack(simulator, frame);
      else if (await explore(simulator, frame, rank)) frame.dataset.explored = "";
      else frame.querySelector("figcaption span").prepend(MESSAGES.failed);
      button.textContent = "explored" in frame.dataset ? MESSAGES.still : MESSAGES.explore;
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

// What is asked of one figure, at the values shown.
const asked = (simulator, rank, what) => ({ ...what, slug: simulator.root.dataset.slug, values: simulator.left(), figure: rank });

export async function listData(simulator, frame, rank) {
  const data = part(frame, "data");
  if (!data.open) return;
  const answer = await ask(simulator.root, asked(simulator, rank, { do: "data" }), () => listData(simulator, frame, rank));
  if (answer?.ok) data.lastElementChild.innerHTML = answer.content;
}

function putBack(simulator, frame) {
  delete frame.dataset.explored;
  const picture = part(frame, "picture");
  window.Plotly?.purge(picture);
  picture.classList.remove("js-plotly-plot");
  picture.removeAttribute("style");
  simulator.run({});
}

// Draws the figure as it is now; false if it cannot be, and the picture stays.
export async function explore(simulator, frame, rank) {
  const answer = await ask(simulator.root, asked(simulator, rank, { do: "explore", dark: isDark() }), () => frame.querySelector("[data-explore]").click());
  if (!answer?.ok) return false;
  const picture = part(frame, "picture");
  const { data, layout } = answer.content;
  try {
    await load(CHARTS);
    if (!("explored" in frame.dataset)) picture.replaceChildren();
    picture.style.height = `${layout.height}px`; // when the window changes, Plotly gives a chart the height of its place
    await window.Plotly.react(picture, data, layout, { displayModeBar: false, responsive: true, locale: "fr" });
  } catch {
    return false;
  }
  return true;
}
