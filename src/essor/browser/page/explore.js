// « Explorer »: the same picture as one to hover and zoom; its library comes when it is asked for.
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
  const request = { do: "explore", slug: simulator.root.dataset.slug, values: simulator.left(), figure: rank, width: simulator.frame(), dark: isDark() };
  const answer = await ask(simulator.root, request, () => frame.querySelector("[data-explore]").click());
  if (!answer?.ok) return false;
  try {
    await load(CHARTS);
  } catch {
    return false;
  }
  const picture = part(frame, "picture");
  if (!("explored" in frame.dataset)) picture.replaceChildren();
  return simulator.plot(picture, answer.content).then(() => true, () => false);
}
