// The attestation: printed once enough quizzes are finished and enough questions right; until then its button says what is missing.
import { day, today } from "../common/days.js";
import { element, onSubmit, part, plural } from "../common/tools.js";

const KINDS = ["questions", "exercises"];

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

// What is known of some checks: how many there are, were tried, are right, were right at the first try, or before first tries counted.
function counted(checks, kept) {
  const results = checks.map(({ part, key }) => kept[part][key]).filter(Boolean);
  const right = results.filter((result) => result.right);
  return {
    all: checks.length,
    tried: results.length,
    right: right.length,
    first: right.filter((result) => result.first).length,
    uncounted: right.filter((result) => result.first === undefined).length,
  };
}

// The same of a chapter's checks, by kind.
export const countsOf = (checks, kept) => Object.fromEntries(KINDS.map((kind) => [kind, counted(checks.filter(({ part }) => part === kind), kept)]));

// One of these counts, through chapters and kinds.
export const summed = (chapters, name) => sum(chapters.flatMap((chapter) => KINDS.map((kind) => chapter[kind][name])));

const total = (counts) => Object.fromEntries(["all", "tried", "right", "first", "uncounted"].map((name) => [name, sum(counts.map((count) => count[name]))]));

function told({ all, right, first, uncounted }) {
  const firsts = uncounted < right ? `, dont ${first} au premier essai` : "";
  const more = firsts ? "non compté" : "premier essai non compté";
  return `${right} sur ${all}${firsts}${uncounted ? ` (${more} pour ${uncounted})` : ""}`;
}

// How many quizzes and right questions are missing for a threshold of so many; zero or less is none.
export const lacking = (threshold, chapters) => ({
  quizzes: threshold.quizzes - chapters.filter(({ questions: { all, tried } }) => all && tried === all).length,
  right: threshold.right - sum(chapters.map(({ questions }) => questions.right)),
});

function missingOf(form, chapters) {
  const { quizzes, right } = lacking(form.dataset, chapters);
  return [
    ...(quizzes > 0 ? [plural(quizzes, "quiz", "quiz")] : []),
    ...(right > 0 ? [plural(right, "question juste", "questions justes")] : []),
  ].join(" et ");
}

// `latest` gives, for each chapter, its title and the counts of its questions and exercises.
export function attests(root, latest) {
  const form = part(root, "attestation");
  const button = form.querySelector("[type=submit]");
  const sheet = root.querySelector("[data-sheet]");
  let missing = "";
  const show = () => {
    const chapters = latest();
    missing = missingOf(form, chapters);
    part(form, "missing").textContent = missing ? `Il vous manque ${missing}.` : "Vous y êtes.";
    part(form, "told").textContent = "";
    button.setAttribute("aria-disabled", String(Boolean(missing)));
    const row = ({ title, questions, exercises }) =>
      element("tr", {}, element("th", { scope: "row", textContent: title }), ...[questions, exercises].map((count) => element("td", { textContent: told(count) })));
    const whole = { title: "En tout", ...Object.fromEntries(KINDS.map((kind) => [kind, total(chapters.map((chapter) => chapter[kind]))])) };
    sheet.querySelector("tbody").replaceChildren(...[...chapters, whole].map(row));
    sheet.querySelector("[data-today]").textContent = day(today());
  };
  onSubmit(form, ({ target }) => {
    show();
    if (missing) {
      part(form, "told").textContent = `L’attestation ne s’imprime pas encore. Il vous manque ${missing}.`;
      return;
    }
    sheet.querySelector("[data-name]").textContent = target.elements[0].value.trim() || "…………………………………";
    document.body.classList.add("essor-prints-sheet");
    window.print();
    document.body.classList.remove("essor-prints-sheet");
  });
  return show;
}
