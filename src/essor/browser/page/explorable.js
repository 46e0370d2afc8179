// A result in the text is a link to its simulator in a scenario. Where the page has that simulator, the link sets it and leads to
// it: « back » returns to the text. Elsewhere it is a link like another.
import { simulators } from "./simulator.js";

export function followResults() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-result]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const simulator = simulators.find(({ root }) => root.dataset.slug === link.dataset.result && !root.closest("[data-part=slide]"));
    if (!simulator) return;
    event.preventDefault();
    simulator.set({ ...simulator.initial, ...JSON.parse(link.dataset.scenario) });
    if (location.hash === `#${simulator.root.id}`) simulator.root.scrollIntoView();
    else location.hash = simulator.root.id;
    simulator.reach();
  });
}
