// A phone in the room: it hears what is asked, sends an answer, and may change it until the vote closes. Its random name and its last
// answer stay in this tab (a page reloaded is the same phone), and go with it.
import { attempt, element, invalid, onSubmit, part } from "./common/tools.js";

const STAGES = {
  waiting: ["En attente de la question", "Gardez cette page ouverte\u00a0: la question viendra d’elle-même."],
  open: ["Sondage ouvert", "Vous pouvez changer de réponse jusqu’à la clôture."],
  again: ["Deuxième tour", "La même question, après la discussion\u00a0: répondez de nouveau, pareil ou autrement."],
  closed: ["Clos", "Le sondage est clos. Regardez l’écran de la salle."],
  discuss: ["Discutez", "Cherchez quelqu’un qui a répondu autrement, et dites-lui pourquoi vous avez répondu ainsi."],
  answer: ["Réponse à l’écran", "Regardez l’écran de la salle."],
  over: ["Terminé", "Gardez cette page ouverte\u00a0: une autre question peut venir."],
};
const MESSAGES = {
  coming: "Connexion à la salle…",
  lost: "Connexion perdue. Cette page essaie de revenir\u00a0: ne faites rien.",
  back: "Connexion rétablie.",
  gone: "Toujours pas de connexion. Vérifiez le Wi-Fi, puis rechargez la page.",
  elsewhere: "Ce sondage est ouvert dans un autre onglet de ce téléphone\u00a0: répondez là-bas.",
  sending: "Envoi…",
  waits: "Pas encore envoyée\u00a0: votre réponse partira au retour de la connexion.",
  counted: "Réponse comptée\u00a0: ",
  kept: "Votre réponse\u00a0: ",
  asked: "À vous de répondre.", // as long as what takes its place: nothing moves under the thumb
  none: "Vous n’avez pas répondu.",
};
const LETTERS = "ABCDEF";
const KEPT = "essor-sondage";
const AGAIN = 1500; // ms before another try, and as much again by chance: not all phones at once
const LATE = 8000; // ms for a reply
const SILENCE = 25_000; // ms without a sign of life from the server, which gives one every ten seconds
const PATIENCE = 15 * 60_000; // ms of tries

const [stage, link, given, late, advice, vote, choices, form, error] = [
  "stage", "link", "given", "late", "advice", "vote", "choices", "number", "error",
].map((name) => part(document, name));
const field = form.querySelector("input");
// What the tab keeps. `answer`: what was last answered, to which vote of which server, its `state` (new, waits, counted), what the room
// calls it once counted, and the one counted before it.
const mine = { phone: crypto.getRandomValues(new Uint32Array(4)).join("-"), answer: null, ...attempt(() => JSON.parse(sessionStorage.getItem(KEPT)), {}) };
let asked = null; // what the server says is going on
let drawn = ""; // the question and round that the controls are of
let source = null;
let heard = Date.now();
let tried = 0;
let isLost = false;
let isSending = false;

const keep = () => attempt(() => sessionStorage.setItem(KEPT, JSON.stringify(mine)));
const isOpen = () => asked?.stage === "open";
const own = () => (asked && mine.answer?.server === asked.server && mine.answer.asked === asked.asked ? mine.answer : null);
const soon = () => AGAIN * (1 + Math.random());

// ——— What shows ———

function draw({ question }) {
  part(document, "question").textContent = question.text;
  choices.hidden = question.kind !== "choix";
  form.hidden = !choices.hidden;
  const buttons = (question.choices ?? []).map(({ key, text }, rank) => {
    const letter = element("b", { textContent: LETTERS[rank] });
    return element("button", { type: "button", data: { key } }, letter, element("span", { textContent: text }));
  });
  choices.replaceChildren(...buttons);
  if (form.hidden) return;
  part(form, "bounds").textContent = `(${question.bounds})`;
  part(form, "unit").textContent = question.unit;
  field.inputMode = question.signed ? "text" : "decimal"; // an iPhone's digits come without a minus
  field.value = own()?.answer ?? "";
}

function show() {
  const { question, round } = asked;
  const [name, then] = STAGES[isOpen() && round === 2 ? "again" : asked.stage] ?? STAGES.waiting;
  stage.textContent = name;
  advice.textContent = asked.text || then;
  vote.hidden = !question;
  given.textContent = question ? told(own()) : "";
  if (!question) return refuse("");
  if (drawn !== (drawn = JSON.stringify([question, round]))) {
    refuse("");
    draw(asked);
  }
  for (const control of [...choices.children, ...form.querySelectorAll("input, button")]) control.disabled = !isOpen();
  for (const button of choices.children) button.setAttribute("aria-pressed", String(own()?.answer === button.dataset.key));
}

function told(answer) {
  if (!answer) return isOpen() ? MESSAGES.asked : MESSAGES.none;
  if (answer.state !== "counted") return answer.state === "waits" ? MESSAGES.waits : MESSAGES.sending;
  return `${isOpen() ? MESSAGES.counted : MESSAGES.kept}${answer.said}.`;
}

// Beside the field, or where it is seen whichever choice was pressed.
function refuse(text) {
  error.textContent = form.hidden ? "" : text;
  late.textContent = form.hidden ? text : "";
  invalid(field, text && !form.hidden);
}

// ——— What is sent: one answer at a time, so that the last is counted last ———

async function send(answer) {
  const { server, asked: which, round, question } = asked;
  const before = own()?.state === "counted" ? own() : own()?.before;
  mine.answer = { server, asked: which, id: question.id, round, answer, state: "new", before: before && { ...before, before: null } };
  refuse("");
  show();
  if (isSending) return;
  isSending = true;
  while (mine.answer?.state === "new") await post(mine.answer);
  isSending = false;
}

async function post(answer) {
  let refusal = "";
  try {
    const body = JSON.stringify({ phone: mine.phone, asked: answer.asked, answer: answer.answer });
    const signal = AbortSignal.timeout?.(LATE);
    const reply = await fetch("/vote", { method: "POST", headers: { "Content-Type": "application/json" }, body, signal });
    const { said, error } = await reply.json();
    if (reply.ok) Object.assign(answer, { state: "counted", said });
    else refusal = error;
  } catch {
    answer.state = "waits";
    setTimeout(sendAgain, soon());
  }
  if (mine.answer !== answer) {
    if (answer.state === "counted") mine.answer.before = { ...answer, before: null };
  } else if (refusal) {
    mine.answer = answer.before ?? null;
    refuse(refusal);
  }
  keep();
  show();
}

// An answer that did not leave, or that the server lost when it was started anew, is sent once more while its vote is open.
function sendAgain() {
  const { answer } = mine;
  if (!answer || isSending || !isOpen()) return;
  const lost = answer.server !== asked.server && answer.id === asked.question.id && answer.round === asked.round;
  if (lost || (own() && answer.state !== "counted")) send(answer.answer);
}

// ——— What is heard ———

function hear({ data }) {
  heard = Date.now();
  asked = JSON.parse(data);
  link.textContent = isLost ? MESSAGES.back : "";
  isLost = false;
  show();
  sendAgain();
}

function connect() {
  tried = Date.now();
  source?.close();
  source = new EventSource(`/stream?phone=${mine.phone}`);
  source.addEventListener("state", hear);
  source.addEventListener("beat", () => (heard = Date.now()));
  source.addEventListener("full", ({ data }) => leave(JSON.parse(data).error));
  source.addEventListener("elsewhere", () => leave(MESSAGES.elsewhere));
  source.addEventListener("error", lost);
}

// The server gives this page's place to another, or has none: it asks no more.
function leave(why) {
  source.close();
  source = null;
  link.textContent = why;
}

function lost() {
  if (Date.now() - heard > PATIENCE) return leave(MESSAGES.gone);
  source.close();
  isLost = asked?.stage !== "over";
  if (isLost) link.textContent = MESSAGES.lost;
  setTimeout(() => source?.readyState === EventSource.CLOSED && connect(), soon());
}

// A phone that slept may hold a dead connection, which says nothing.
const wake = () => document.visibilityState === "visible" && source && Date.now() - Math.max(heard, tried) > SILENCE && connect();
document.addEventListener("visibilitychange", wake);
setInterval(wake, 5000);

choices.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button && isOpen()) send(button.dataset.key);
});
onSubmit(form, () => isOpen() && send(field.value));
stage.textContent = MESSAGES.coming;
keep();
connect();
