// Makes the page's simulators move and its questions answer. No rule of law, no figure and no result is computed here: a worker
// runs the course's Python, and this script carries values there and fragments back.
import * as store from "./common/store.js";
import { here, parts, wholeOnPaper } from "./common/tools.js";
import { start } from "./page/engine.js";
import { followResults } from "./page/explorable.js";
import { keepable } from "./path/promises.js";
import { question, showAll } from "./page/question.js";
import { SimulatorOnPage, simulators } from "./page/simulator.js";

// A frame may forbid to submit forms, and then no « submit » comes: the button of a form that scripts answer sends it.
document.addEventListener("click", (event) => {
  const form = event.target.closest("[type=submit]")?.form;
  if (!form || form.hasAttribute("action")) return;
  event.preventDefault();
  form.dispatchEvent(new Event("submit", { cancelable: true }));
});

for (const root of parts(document, "simulator")) new SimulatorOnPage(root);
const questions = parts(document, "question");
for (const root of questions) question(root);
followResults();
// Another day, or another tab, may have changed what is done.
for (const event of ["pageshow", "storage"]) addEventListener(event, showAll);
showAll();

for (const root of parts(document, "promise")) keepable(root, root.dataset.page);
document.querySelector("article")?.addEventListener("change", () => store.began(here()));

// An address of what still waits leads to the title that says so: the browser finds nothing to show.
const arrive = () => document.getElementById(location.hash.slice(1))?.closest(".essor-waits")?.scrollIntoView();
addEventListener("hashchange", arrive);
arrive();

const seen = new IntersectionObserver(
  (entries) => {
    for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
      seen.unobserve(target);
      simulators.find(({ root }) => root === target).approach();
    }
  },
  { rootMargin: "300px" },
);
for (const { root } of simulators) seen.observe(root);
for (const root of questions) root.addEventListener("focusin", () => start().catch(() => {}), { once: true });

// On paper, the data of the charts that the reader did not come near enough to draw.
wholeOnPaper(() => {
  const bare = simulators.filter(({ root }) => root.querySelector("[data-part=picture]:empty"));
  return bare.flatMap(({ root }) => [...root.querySelectorAll("details:has(table):not([open])")]);
});

const redraw = () => simulators.forEach((simulator) => simulator.redraw());
new MutationObserver(redraw).observe(document.body, { attributeFilter: ["data-theme"] });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
