// A question, in a chapter or in its quiz: answered in the page, judged by the engine, kept in this browser.
import { day } from "../common/days.js";
import * as store from "../common/store.js";
import { invalid, element, onSubmit, part } from "../common/tools.js";
import { hintable } from "./hints.js";
import { ask } from "./engine.js";
import { journey } from "./journey.js";
import { follow, isAskedAgain, takes } from "./quiz.js";
import { simulators } from "./simulator.js";

const MESSAGES = {
  lost:
    "Ce navigateur n’a pas pu garder cette réussite : elle sera perdue quand vous quitterez la page. " +
    "Enregistrez vos réponses dans un fichier ; la page « Votre progression » le reprend.",
  save: "Enregistrer dans un fichier",
};
const shownDone = []; // what shows, for each, whether it is done

export function showAll() {
  follow();
  for (const show of shownDone) show();
}

// « Réussi le … » is a promise to find it again: made only of what this browser holds.
function doneShower(done, verdict, kind, key) {
  let notice = null;
  return () => {
    const result = store.read()[kind][key];
    const lost = Boolean(result?.right) && !store.holds(kind, key);
    done.hidden = !result?.right || isAskedAgain(key);
    const retried = result?.first === false ? ", après plusieurs essais" : "";
    if (result?.right) done.textContent = lost ? " · réussi, mais pas gardé" : ` · réussi le ${day(result.on)}${retried}`;
    notice?.remove();
    notice = null;
    if (!lost) return;
    const save = element("button", { type: "button", textContent: MESSAGES.save });
    save.addEventListener("click", store.save);
    notice = element("p", { className: "essor-lost" }, MESSAGES.lost + " ", save);
    verdict.after(notice);
  };
}

// Offers to put a simulator of the page at the solution.
function placeable(root, { simulateur, reglages }) {
  const place = root.querySelector("[data-place]");
  const simulator = simulators.find((simulator) => simulator.root.dataset.slug === simulateur);
  if (!place || !simulator) return;
  place.hidden = false;
  place.addEventListener("click", () => {
    simulator.set({ ...simulator.initial, ...reglages });
    simulator.root.scrollIntoView();
    simulator.reach();
  });
}

const valuesOf = (form, fields) => [...form.querySelectorAll(fields)].map((field) => field.value);

// What is given to a question, by kind.
const GIVEN = {
  unique: (form) => valuesOf(form, "input:checked")[0] ?? null,
  multiple: (form) => valuesOf(form, "input:checked"),
  nombre: (form) => valuesOf(form, "input")[0],
  ordre: (form) => valuesOf(form, "select"),
  association: (form) => valuesOf(form, "select"),
};

// Lets the reader answer. What explains the right answer shows after an attempt, a hint after each that was wrong.
export function question(root) {
  const question = JSON.parse(root.dataset.question);
  const { kept } = root.dataset;
  const after = part(root, "after");
  part(root, "plain").hidden = true;
  after.hidden = true;
  shownDone.push(doneShower(part(root, "done"), part(root, "verdict"), kept, question.id));
  const offer = question.indices.length ? hintable(part(root, "hints"), question.indices, 0) : () => {};
  // What the engine says to an answer, kept where it ends an attempt; null where it says nothing.
  const judge = async (answer, retry, helped = false) => {
    const told = await ask(root, { do: "question", question, answer }, retry);
    if (!told?.ok || told.right === null) return told;
    store.answered(kept, question.id, told.right, helped);
    takes(question.id);
    showAll(); // room found for one is found for all
    if (question.solution) part(root, "solution").textContent = question.solution;
    after.hidden = false;
    if (!told.right) offer();
    return told;
  };
  (question.genre === "parcours" ? journey : typed)(root, question, judge);
  placeable(root, question);
}

// Answered in a form.
function typed(root, question, judge) {
  const form = root.querySelector("form");
  const verdict = part(root, "verdict");
  const fields = [...form.querySelectorAll("input, select")];
  form.hidden = false;
  const check = async () => {
    const told = await judge(GIVEN[question.genre](form), check);
    if (!told) return;
    for (const field of fields) invalid(field, !told.ok);
    if (told.ok) verdict.innerHTML = told.feedback;
    else verdict.replaceChildren(element("p", { className: "essor-error", textContent: told.message }));
  };
  onSubmit(form, check);
}
