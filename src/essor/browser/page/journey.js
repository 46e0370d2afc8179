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
  const at = (ranks) => ranks.reduce((id, rank) => steps.get(id)[rank].vers, question.etape[0].id);
  let busy = false;
  let left = false; // whoever goes back knows what a choice caused: the next end is a retry

  const show = () => {
    const here = at(taken);
    for (const step of shown) step.hidden = step.dataset.step !== here;
    list.replaceChildren(...taken.map((rank, place) => element("li", { textContent: steps.get(at(taken.slice(0, place)))[rank].texte })));
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
    left = true;
    taken.splice(-count());
    verdict.replaceChildren();
    show();
    heading.focus();
  };

  for (const step of shown) for (const button of step.querySelectorAll("button")) button.addEventListener("click", () => choose(button.value));
  back.addEventListener("click", leave(() => 1));
  restart.addEventListener("click", leave(() => taken.length));
  zone.hidden = false;
  show();
}
