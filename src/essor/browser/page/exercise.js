// An exercise, a question: answered in the page, judged by the engine, kept in this browser.
import * as store from "../common/store.js";
import { invalid, element, onSubmit, part } from "../common/tools.js";
import { ask } from "./engine.js";
import { simulators } from "./simulator.js";

const MESSAGES = {
  lost:
    "Ce navigateur n’a pas pu garder cette réussite : elle sera perdue quand vous quitterez la page. " +
    "Enregistrez vos réponses dans un fichier ; la page « Votre progression » le reprend.",
  save: "Enregistrer dans un fichier",
};
const shownDone = []; // what shows, for each, whether it is done

// Lets the reader answer inside `root`: `request` makes what the engine is asked, `judged` hears what it answers.
function answerable(root, kind, key, request, judged) {
  const form = root.querySelector("form");
  const verdict = part(root, "verdict");
  const fields = [...form.querySelectorAll("input, select")];
  form.hidden = false;
  const check = async () => {
    const answer = await ask(root, request(form), check);
    if (!answer) return;
    for (const field of fields) invalid(field, !answer.ok);
    if (!answer.ok) return verdict.replaceChildren(element("p", { className: "essor-error", textContent: answer.message }));
    verdict.innerHTML = answer.feedback;
    store.answered(kind, key, answer.right);
    for (const show of shownDone) show(); // room found for one is found for all
    judged(answer);
  };
  onSubmit(form, check);
  const show = doneShower(part(root, "done"), verdict, kind, key);
  shownDone.push(show);
  show();
}

// « Réussi le … » is a promise to find it again: made only of what this browser holds.
function doneShower(done, verdict, kind, key) {
  let notice = null;
  return () => {
    const result = store.read()[kind][key];
    const lost = Boolean(result?.right) && !store.holds(kind, key);
    done.hidden = !result?.right;
    if (result?.right) done.textContent = lost ? " · réussi, mais pas gardé" : ` · réussi le ${store.day(result.on)}`;
    notice?.remove();
    notice = null;
    if (!lost) return;
    const save = element("button", { type: "button", textContent: MESSAGES.save });
    save.addEventListener("click", store.save);
    notice = element("p", { className: "essor-lost" }, MESSAGES.lost + " ", save);
    verdict.after(notice);
  };
}

export function exercise(root) {
  const after = part(root, "after");
  const place = root.querySelector("[data-place]");
  const { slug } = root.dataset;
  const request = (form) => ({ do: "check", slug, answer: form.querySelector("input").value });
  answerable(root, "exercises", slug, request, (answer) => {
    after.querySelector("details p").textContent = answer.solution;
    after.hidden = false;
  });
  const simulator = simulators.find((simulator) => simulator.root.dataset.slug === root.dataset.simulator);
  place.hidden = !simulator;
  place.addEventListener("click", () => {
    simulator.set({ ...simulator.initial, ...JSON.parse(root.dataset.settings) });
    simulator.root.scrollIntoView();
    simulator.form.querySelector("input, button").focus({ preventScroll: true });
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

export function question(root) {
  const question = JSON.parse(root.dataset.question);
  const answers = part(root, "answers");
  answers.hidden = true;
  part(root, "plain").hidden = true;
  const request = (form) => ({ do: "quiz", question, answer: GIVEN[question.genre](form) });
  answerable(root, "questions", question.id, request, () => (answers.hidden = false));
}
