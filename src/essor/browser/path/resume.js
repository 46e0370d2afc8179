// « Reprendre »: the page where the reader last acted; once it is finished, « Continuer »: the next one of the essential path.
import * as store from "../common/store.js";
import { steps } from "../common/tools.js";

// The page of the last answer: where a state was kept before pages were.
function latest(path, { exercises, questions }) {
  const answersOf = (step) => [...step.questions.map((id) => questions[id]), ...step.exercises.map((id) => exercises[id])];
  const lastOf = (step) => answersOf(step).map((result) => result?.on ?? "").sort().at(-1) ?? "";
  const days = path.map(lastOf);
  const day = [...days].sort().at(-1);
  return day ? path[days.lastIndexOf(day)] : null;
}

function isFinished(step, { exercises }) {
  if (step.questions.length) return Boolean(store.studied(step));
  return step.exercises.length > 0 && step.exercises.every((id) => exercises[id]?.right);
}

// After a chapter, the next; after an episode, its own chapter if it is not finished. Then what was left, and the plan at last.
function after(path, step, kept) {
  const chapters = path.filter(({ questions }) => questions.length);
  const before = chapters.filter((chapter) => path.indexOf(chapter) <= path.indexOf(step));
  const from = Math.max(before.length - 1, 0);
  const order = [...chapters.slice(from), ...chapters.slice(0, from)];
  return order.find((chapter) => !isFinished(chapter, kept)) ?? path.find(({ kind }) => kind === "plan");
}

export function resumes(place) {
  const path = steps();
  const kept = store.read();
  const last = path.find(({ page }) => page === kept.last) ?? latest(path, kept);
  const step = last && isFinished(last, kept) ? after(path, last, kept) : last;
  place.hidden = !step;
  if (!step) return;
  const link = place.firstElementChild;
  link.href = step.href;
  link.textContent = `${step === last ? "Reprendre" : "Continuer"}\u00a0: ${step.title}, ${step.minutes}\u00a0min`;
}
