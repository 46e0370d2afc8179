// A file to follow: one step at a time, what each choice causes, the way back to the last crossing. Python says what a way causes.
import { element, part } from "../common/tools.js";

const MESSAGES = { crossing: "Décision\u00a0", end: "Fin du dossier" };

// `judge` asks the engine about the choices taken since the first step.
export function journey(root, question, judge) {
  const zone = part(root, "journey");
  const list = part(root, "taken");
  const heading = part(root, "crossing");
  const verdict = part(root, "verdict");
  const back = part(root, "back");
  const restart = part(root, "restart");
  const shown = [...zone.querySelectorAll("[data-step]")];
  const steps = new Map(question.etape.map((step) => [step.id, step.choix]));
  const taken = []; // ranks of choices
  // The step, or the end, that choices lead to.
  const at = (ranks) => ranks.reduce((id, rank) => steps.get(id)[rank].vers, question.etape[0].id);
  let busy = false;
  let left = false; // whoever goes back knows what a choice caused: the next end is a retry

  const button = (id, rank) => shown.find((step) => step.dataset.step === id).querySelectorAll("[value]")[rank];

  const show = () => {
    const here = at(taken);
    for (const step of shown) step.hidden = step.dataset.step !== here;
    const said = taken.map((rank, place) => button(at(taken.slice(0, place)), rank).cloneNode(true).childNodes);
    list.replaceChildren(...said.map((words) => element("li", {}, ...words)));
    heading.textContent = steps.has(here) ? MESSAGES.crossing + (taken.length + 1) : MESSAGES.end;
    list.hidden = back.hidden = !taken.length;
    restart.hidden = taken.length < 2;
  };

  const choose = async (rank) => {
    if (busy) return;
    busy = true;
    const told = await judge([...taken, rank], () => choose(rank), left);
    busy = false;
    if (!told) return;
    taken.push(rank);
    show();
    heading.focus();
    verdict.innerHTML = told.feedback;
  };

  const leave = (count) => () => {
    if (busy) return;
    left = true;
    taken.splice(-count());
    verdict.replaceChildren();
    show();
    heading.focus();
  };

  // A double press chooses once: the next step's buttons come where the first were.
  for (const choice of zone.querySelectorAll("[value]")) choice.addEventListener("click", ({ detail }) => detail < 2 && choose(choice.value));
  zone.addEventListener("mousedown", (event) => event.detail > 1 && event.preventDefault()); // the focus stays on the new step
  back.addEventListener("click", leave(() => 1));
  restart.addEventListener("click", leave(() => taken.length));
  zone.hidden = false;
  show();
}
