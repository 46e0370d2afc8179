// The room's vote, on the slide that asks: a question, a vote, a discussion, a second vote, then the simulator or the answer, and a
// twin question. Never imposed: each stage may be skipped, taken again or left. Votes stay in memory.
import { asTyped, element, minutesAndSeconds, part } from "../common/tools.js";
import { simulators } from "../page/simulator.js";
import { note } from "./counts.js";
import { hands, typed } from "./hands.js";
import { added, advice, byValue, LEAST, nothing, voices } from "./tally.js";
import { body, leadsTo, nameOf, STAGES, toSpeaker } from "./vote-view.js";
import { choose, chosen, ways } from "./ways.js";

const OPEN = { vote: 0, again: 1 }; // the round that a stage takes
const AFTER = { question: "vote", vote: "first", discuss: "again", again: "both", both: "answer", twin: "end" };
const TOLD = { first: "closed", both: "closed", discuss: "discuss", answer: "answer", twin: "over" }; // what voters' devices show
const ROOT = `
  <div class="essor-vote-head"><p role="status" data-part="stage"></p><p data-part="count"></p></div>
  <p data-part="failure" class="essor-error" role="alert" hidden></p>
  <div data-fits data-part="asked" class="essor-vote-body"></div>
  <div data-part="entry" class="essor-vote-entry"></div>
  <div class="essor-vote-actions"><button type="button" data-vote="next"></button> <button type="button" data-vote="solve" hidden>Voir la réponse</button>
    <span data-part="ways" role="group" aria-label="Moyen de vote"></span>
    <button type="button" data-vote="back">Retour</button> <button type="button" data-vote="options">Options</button> <button type="button" data-vote="quit">Quitter</button></div>
  <ol data-part="stages" class="essor-vote-stages"></ol>`;

const ballots = new Map(); // by slide
const others = typed("Répondre pour quelqu’un"); // answers entered beside another way
let deck; // what `votesOf` is given
let sessions = 0;
let way = null; // the one that takes votes, or took the last

const ballot = () => ballots.get(deck.slides[deck.here()]);
const shown = () => (ballot()?.seen ? ballot() : null);

// What a way in is told of a question: not its answer.
const plain = ({ id, text, kind, choices, unit, min, max, step }) => ({ id, text, kind, choices: choices.map(({ key, text: said }) => ({ key, text: said })), unit, min, max, step });

// ——— From a stage to another ———

export function begin(question) {
  const slide = deck.slides[deck.here()];
  settle();
  ballots.get(slide)?.root.remove();
  const root = element("div", { className: "essor-vote", innerHTML: ROOT, data: { part: "vote" } });
  const made = { question, slide, root, session: ++sessions, stage: "question", trail: [], rounds: [], twin: deck.votes[question.twin], seen: true, since: 0, counted: 0 };
  root.addEventListener("click", ({ target }) => pressed(made, target.closest("button")));
  new ResizeObserver(() => shown() === made && deck.fit()).observe(part(root, "entry")); // what is refused, a code, take room
  ballots.set(slide, made);
  slide.append(root);
  show(made);
}

function next(current) {
  if (current.stage === "first") return advice(current.question, current.rounds[0] ?? nothing(current.question)).next;
  if (current.stage === "answer") return current.twin ? "twin" : "end";
  return AFTER[current.stage];
}

// Takes the votes of the round that is open, if any: nothing that was counted is lost, nor what is on its way while it closes.
let settling = null;
const settle = () => (settling ??= take().finally(() => (settling = null)));

async function take() {
  const open = [...ballots.values()].find(({ opened }) => opened);
  if (!open) return;
  const round = OPEN[open.stage];
  await way.close();
  others.close();
  const counts = counted(open);
  open.opened = false;
  open.stage = ["first", "both"][round];
  if (counts.voters || !open.rounds[round]) {
    open.rounds[round] = counts;
    note(open.session, open.question, round + 1, counts);
  }
  render(open);
}

const counted = ({ question }) => added(way.counts(), way === hands ? nothing(question) : others.counts());

async function to(current, stage, back = false) {
  if (current.opening) return;
  await settle();
  if (stage === "end") return quit();
  if (!back && stage !== current.stage) current.trail.push(current.stage);
  if (stage in OPEN && !(await open(current, OPEN[stage]))) {
    if (!back) current.trail.pop();
    return void (current.seen && show(current));
  }
  current.stage = stage;
  current.solved = false;
  if (stage === "discuss") current.since = Date.now();
  if (TOLD[stage]) way?.reveal?.({ stage: TOLD[stage], right: stage === "answer" ? current.question.answer : null });
  show(current);
  if (stage === "answer" && simulatorOf(current)) reveal(current);
}

// Whether the way chosen takes votes; its sentence is shown when it cannot.
async function open(current, round) {
  const wanted = chosen();
  if (way !== wanted) way?.stop();
  current.failure = "";
  const attempt = (current.opening = {});
  part(current.root, "count").textContent = "Ouverture…";
  part(current.root, "ways").replaceChildren(...ways.map(pickable));
  const question = plain(current.question);
  const changed = () => tell(current);
  try {
    way = wanted;
    await way.open(question, round + 1, changed);
    if (wanted !== hands) await others.open(question, round + 1, changed);
    current.opened = current.opening === attempt;
  } catch (error) {
    if (current.opening === attempt) current.failure = error.message;
  }
  if (current.opening === attempt) current.opening = null;
  else if (way !== wanted) wanted.stop(); // the trainer did not wait
  return Boolean(current.opened);
}

async function quit() {
  const current = shown();
  if (!current) return;
  await settle();
  current.opening = null;
  way?.reveal?.({ stage: "over" });
  way?.stop();
  way = null;
  conceal(current);
  bare(current);
}

function conceal(current) {
  current.seen = false;
  current.root.hidden = true;
  current.slide.removeAttribute("data-voting");
  done(current);
}

// ——— The simulator, with the room's votes on its picture ———

const simulatorOf = ({ question, slide }) => question.slug && simulators.find(({ root }) => root.dataset.slug === question.slug && slide.contains(root));

function reveal(current) {
  const simulator = simulatorOf(current);
  const given = current.rounds.filter((round) => round?.voters >= LEAST);
  current.root.hidden = true;
  current.slide.removeAttribute("data-voting");
  simulator.room = given.length ? given.map((round) => byValue(current.question, round)) : null;
  simulator.root.toggleAttribute("data-room", Boolean(given.length));
  // What most chose is the room's guess, where the picture marks one.
  if (given.length) simulator.run({ guess: mostly(current.question, given.at(-1)) });
  else if (simulator.root.classList.contains("essor-veiled")) part(simulator.root, "predict").querySelector("[data-skip]").click();
  done(current);
}

function mostly(question, round) {
  const [value] = byValue(question, round).reduce((most, one) => (one[1] > most[1] ? one : most));
  return question.choices.find((choice) => choice.value === value)?.field ?? asTyped(value);
}

function bare(current) {
  const simulator = simulatorOf(current);
  if (!simulator?.room) return;
  simulator.room = null;
  simulator.root.removeAttribute("data-room");
  simulator.redraw();
}

// ——— What is seen ———

function done({ slide }) {
  deck.fit();
  deck.tell();
  slide.focus({ preventScroll: true });
}

function show(current) {
  current.root.hidden = false;
  current.slide.setAttribute("data-voting", "");
  render(current);
  done(current);
}

function render(current) {
  const { root, question, stage, twin, failure } = current;
  root.dataset.stage = stage;
  part(root, "stage").textContent = STAGES[stage][1];
  part(root, "failure").textContent = failure ? `${failure} Choisissez un autre moyen, puis ouvrez le vote.` : "";
  part(root, "failure").hidden = !failure;
  part(root, "asked").innerHTML = body(current, deck.past(question));
  const panels = stage in OPEN ? [way.panel?.(), way === hands ? null : others.panel()] : [];
  part(root, "entry").replaceChildren(...panels.filter(Boolean).map((panel, rank) => (rank ? element("details", {}, element("summary", { textContent: "Répondre pour quelqu’un" }), panel) : panel)));
  const press = (name) => root.querySelector(`[data-vote=${name}]`);
  press("next").textContent = leadsTo(next(current), question);
  press("solve").hidden = stage !== "twin" || current.solved;
  press("options").hidden = stage in OPEN;
  press("back").hidden = !current.trail.length;
  const pick = ["question", "discuss"].includes(stage) || failure;
  part(root, "ways").replaceChildren(...(pick ? ways.map(pickable) : []));
  const stages = Object.keys(STAGES).filter((name) => name !== "twin" || twin);
  part(root, "stages").replaceChildren(...stages.map((name) => {
    const button = element("button", { type: "button", textContent: nameOf(name, question), data: { stage: name } });
    if (name === stage) button.setAttribute("aria-current", "step");
    return element("li", {}, button);
  }));
  tell(current);
}

function pickable({ key, label }, rank) {
  const button = element("button", { type: "button", textContent: `${rank + 1}\u00a0${label}`, data: { way: key } });
  button.setAttribute("aria-pressed", String(chosen().key === key));
  return button;
}

// How many have voted, or for how long the room has talked; nothing else of a vote under way.
function tell(current) {
  if (current.opened) current.counted = counted(current).voters;
  const round = current.rounds[current.stage === "first" ? 0 : 1] ?? { voters: 0 };
  const said = {
    vote: voices(current.counted), again: voices(current.counted), first: voices(round.voters), discuss: minutesAndSeconds(Date.now() - current.since),
  };
  part(current.root, "count").textContent = said[current.stage] ?? "";
}

function pressed(current, button) {
  const { vote, stage, way: picked } = button?.dataset ?? {};
  if (stage) to(current, stage);
  if (picked) pick(ways.findIndex(({ key }) => key === picked));
  if (vote === "next") to(current, next(current));
  if (vote === "back") act.unvote();
  if (vote === "quit") quit();
  if (vote === "options") deck.options();
  if (vote === "solve") {
    current.solved = true;
    show(current);
  }
}

// Another way in; one that fails while the vote is open is closed, and the vote opened again.
function pick(rank) {
  const current = shown();
  if (!current || !ways[rank]) return false;
  turn(current, ways[rank]);
  return true;
}

async function turn(current, wanted) {
  const again = current.opened && current.stage;
  await settle();
  choose(wanted);
  current.opening = null; // a way that is long to open is left for another
  current.failure = "";
  if (again && wanted !== way) to(current, again, true);
  else show(current);
}

// What the deck's keys and buttons do.
const act = {
  // Begins, comes back to, or goes on with the vote of this slide.
  vote() {
    const current = ballot();
    const asked = deck.votes[deck.slides[deck.here()].dataset.asks];
    if (!current) return asked ? begin(asked) : deck.options();
    if (current.seen) return void to(current, next(current));
    current.seen = true;
    show(current);
    if (current.stage === "answer" && simulatorOf(current)) reveal(current);
  },
  unvote() {
    const current = shown();
    if (!current) return;
    if (current.trail.length) to(current, current.trail.pop(), true);
    else quit();
  },
};

export function votesOf(given) {
  deck = given;
  setInterval(() => shown()?.stage === "discuss" && tell(shown()), 1000);
  addEventListener("pagehide", () => way?.stop());
  return {
    ...act,
    pick,
    begin,
    question: () => ballot()?.question,
    redo: () => shown() && show(shown()),
    following: () => (shown() ? leadsTo(next(shown()), shown().question) : null),
    // What R reveals, once a vote is on the slide: its answer.
    hides: () => Boolean(shown() && !["answer", "twin"].includes(shown().stage)),
    reveal: () => to(shown(), "answer"),
    toSpeaker: () => (shown() ? toSpeaker(shown()) : ""),
  };
}
