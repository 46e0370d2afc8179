// A question, in a chapter or in its quiz: answered in the page, judged by the engine, kept in this browser.
import { day } from "../common/days.js";
import * as store from "../common/store.js";
import { invalid, element, onSubmit, part } from "../common/tools.js";
import { hintable } from "./hints.js";
import { ask } from "./engine.js";
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
    if (result?.right) done.textContent = lost ? " · réussi, mais pas gardé" : ` · réussi le ${day(result.on)}`;
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

// Lets the reader answer. What explains the right answer shows after an attempt.
export function question(root) {
  const question = JSON.parse(root.dataset.question);
  const form = root.querySelector("form");
  const verdict = part(root, "verdict");
  const after = part(root, "after");
  const fields = [...form.querySelectorAll("input, select")];
  form.hidden = false;
  part(root, "plain").hidden = true;
  after.hidden = true;
  const check = async () => {
    const answer = await ask(root, { do: "question", question, answer: GIVEN[question.genre](form) }, check);
    if (!answer) return;
    for (const field of fields) invalid(field, !answer.ok);
    if (!answer.ok) return verdict.replaceChildren(element("p", { className: "essor-error", textContent: answer.message }));
    verdict.innerHTML = answer.feedback;
    store.answered(root.dataset.kept, question.id, answer.right);
    takes(question.id);
    showAll(); // room found for one is found for all
    if (question.solution) part(root, "solution").textContent = question.solution;
    after.hidden = false;
  };
  onSubmit(form, check);
  shownDone.push(doneShower(part(root, "done"), verdict, root.dataset.kept, question.id));
  if (question.indices.length) hintable(part(root, "hints"), question.indices);
  placeable(root, question);
}
