// « Votre collectivité »: what the reader keeps of it (progress/mine.js), given to the settings that can use it. The button says
// which: for each setting, or cell of a table, a key of what is kept.
import * as store from "../common/store.js";
import { element, part } from "../common/tools.js";
import { nameOf } from "./fields.js";

const FORM = new URL("../../book/collectivite.html", document.currentScript.src).href; // the page of that form
const MISSING = "Rien n’est encore indiqué pour ce simulateur. ";
const YOURS = "votre collectivité";

const link = (textContent) => element("a", { href: FORM, textContent });

export function offerMine(simulator) {
  const button = simulator.form.querySelector("[data-mine]");
  if (!button || simulator.root.closest("[data-part=slide]")) return;
  const said = part(simulator.form, "mine");
  button.hidden = false;
  button.addEventListener("click", () => said.replaceChildren(...given(simulator, Object.entries(JSON.parse(button.dataset.mine)))));
  // Other values to start from: these are no longer shown.
  simulator.form.addEventListener("click", ({ target }) => target.closest("[data-preset], [type=reset]") && said.replaceChildren());
}

// Gives what is known of what is wanted; what is to be said of it.
function given(simulator, wanted) {
  const { mine } = store.read();
  const known = wanted.filter(([, key]) => key in mine);
  for (const [setting, key] of known) simulator.fields.give(setting, mine[key]);
  if (!known.length) return [MISSING, link("Décrire votre collectivité"), "."];
  const names = `Valeurs de ${mine.nom ?? YOURS}\u00a0: ${namesOf(simulator, known).join(", ")}. `;
  return [names, link(known.length < wanted.length ? "Compléter ces valeurs" : "Modifier ces valeurs"), "."];
}

// What the page calls these settings, each once: a table by its own name.
function namesOf({ controls }, known) {
  const boxes = new Set(known.map(([setting]) => controls.get(setting.split(":")[0])));
  return [...boxes].map(nameOf);
}
