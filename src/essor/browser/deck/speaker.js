// What the one who speaks sees: notes, what comes next, clocks. In a window of its own, which this page writes and
// drives; under the slide where the browser opens no window.
import { attempt, minutesAndSeconds, part } from "../common/tools.js";

const { name, minutes: planned } = document.body.dataset;
const KEPT = "essor-minuteurs-" + name;
const panel = part(document, "panel");
const VIEW = `
  <div class="essor-clocks">
    <p>Heure <strong data-part="clock"></strong></p>
    <div role="group" aria-label="Minuteur du créneau"><p>Créneau <strong data-part="slot"></strong> <span data-part="pace"></span></p>
      <button type="button" data-timer="slot"></button> <button type="button" data-reset="slot">Remettre à zéro</button></div>
    <div role="group" aria-label="Minuteur de l’activité"><p><span data-part="activity"></span> <strong data-part="spent"></strong></p>
      <button type="button" data-timer="activity"></button> <button type="button" data-reset="activity">Remettre à zéro</button></div>
  </div>
  <p role="status" data-part="black"></p>
  <div data-part="vote" class="essor-speaker-vote"></div>
  <h2 data-part="title"></h2>
  <div data-part="notes"></div>
  <p data-part="next"></p>
  <p><button type="button" data-do="previous">Précédente</button> <button type="button" data-do="next">Suivante</button>
    <button type="button" data-do="reveal">Révéler</button> <button type="button" data-do="vote">Vote</button></p>`;

let deck; // what `speakerOf` is given

// ——— Timers: of the slot, and of each activity. They live through a reload of the page. Nothing counts before the
// slot's is asked for: who leafs through the deck the day before starts nothing. ———

const timers = {};
const timer = (key) => timers[key] ?? { spent: 0, since: null, stopped: false };
const elapsed = ({ spent, since }) => spent + (since === null ? 0 : Date.now() - since);
const current = () => deck.slides[deck.here()];
const activity = () => current().dataset.key ?? "";

attempt(() => Object.assign(timers, JSON.parse(sessionStorage.getItem(KEPT)))); // nothing kept: timers start from zero
const keep = () => attempt(() => sessionStorage.setItem(KEPT, JSON.stringify(timers)));

function set(key, running, { spent, stopped } = { spent: elapsed(timer(key)), stopped: false }) {
  timers[key] = { spent, since: running ? Date.now() : null, stopped };
  keep();
}

// An activity's timer runs while its slides are shown, and the slot's with it.
function follow() {
  const runs = stateOf("slot") === "running";
  for (const [key, { since }] of Object.entries(timers)) if (key !== "slot" && since !== null && !(runs && key === activity())) set(key, false);
  if (activity() && runs && timer(activity()).since === null && !timer(activity()).stopped) set(activity(), true);
  for (const view of views) show(view);
}

function turn(key) {
  const runs = stateOf(key) === "running";
  set(key, !runs, { spent: elapsed(timer(key)), stopped: runs });
  deck.tell();
}

// The slot's timer takes the activities' with it, as before it was ever started.
function reset(key) {
  const { since, stopped } = timer(key);
  if (key === "slot") for (const other of Object.keys(timers)) delete timers[other];
  else set(key, since !== null, { spent: 0, stopped });
  keep();
  deck.tell();
}

// What a timer is doing, and what its button then offers. An activity's starts with its slide, the slot's when asked.
const stateOf = (key) => (timer(key).since !== null ? "running" : timers[key] ? "paused" : "unstarted");
const TURNS = {
  slot: { unstarted: "Démarrer le chronomètre", running: "Mettre en pause", paused: "Reprendre le chronomètre" },
  activity: { unstarted: "Démarrer", running: "Mettre en pause", paused: "Démarrer" },
};

const minutes = (time) => Math.floor(time / 60000);

// Against what is planned up to the slide shown, and through it.
function lateness() {
  const before = deck.slides.slice(0, deck.here()).reduce((sum, slide) => sum + Number(slide.dataset.minutes), 0);
  const spent = minutes(elapsed(timer("slot")));
  const late = spent - before - Number(current().dataset.minutes);
  if (late > 0) return `${late}\u00a0min de retard`;
  return spent < before ? `${before - spent}\u00a0min d’avance` : "à l’heure";
}

// What the room sees: how far the slot has gone. Early or late is the speaker's business.
const pace = () => (timers.slot ? `· ${minutes(elapsed(timer("slot")))}\u00a0min sur ${planned}` : "");

// ——— Views: a window, or the panel ———

const views = new Set();
const told = new WeakMap(); // what each says of the vote

function build(root) {
  root.innerHTML = VIEW;
  root.addEventListener("click", ({ target }) => {
    const { timer: turned, reset: emptied, do: action } = target.closest("button")?.dataset ?? {};
    const key = (turned ?? emptied) === "activity" ? activity() : "slot";
    if (turned) turn(key);
    if (emptied) reset(key);
    if (action) deck.act(action);
  });
  views.add(root);
  show(root);
}

function show(root) {
  const slide = current();
  root.ownerDocument.body.dataset.theme = document.body.dataset.theme;
  part(root, "black").textContent = deck.black() ? "Écran noir. Une touche rend la diapositive." : "";
  part(root, "title").textContent = `${deck.here() + 1}. ${deck.titleOf(slide)}`;
  const notes = part(root, "notes");
  notes.innerHTML = part(slide, "said").innerHTML;
  for (const link of notes.querySelectorAll("a")) {
    link.href = new URL(link.getAttribute("href"), location.href).href;
    link.target = "_blank";
  }
  const next = deck.slides[deck.here() + 1];
  if (root !== panel) root.ownerDocument.title = "Notes · " + document.title;
  part(root, "next").textContent = next ? "Ensuite\u00a0: " + deck.titleOf(next) : "Dernière diapositive.";
  root.querySelector("[data-do=reveal]").hidden = !deck.revealed();
  tick(root);
}

function tick(root) {
  const slide = current();
  const write = (key, text) => (part(root, key).textContent = text);
  const vote = deck.vote();
  if (told.get(root) !== vote) part(root, "vote").innerHTML = vote;
  told.set(root, vote);
  write("clock", new Date().toLocaleTimeString("fr"));
  write("slot", minutesAndSeconds(elapsed(timer("slot"))));
  write("pace", timers.slot ? `sur ${planned}\u00a0min, ${lateness()}` : `sur ${planned}\u00a0min`);
  write("activity", activity() ? `${slide.dataset.activity} (${slide.dataset.activityMinutes}\u00a0min)` : "");
  write("spent", minutesAndSeconds(elapsed(timer(activity()))));
  for (const button of root.querySelectorAll("[data-timer]")) {
    const ofSlot = button.dataset.timer === "slot";
    button.textContent = TURNS[ofSlot ? "slot" : "activity"][stateOf(ofSlot ? "slot" : activity())];
    if (!ofSlot) button.parentElement.hidden = !activity() || !timers.slot;
  }
}

let opened = null;
const reachable = (other) => attempt(() => Boolean(other.document), false);

function open() {
  const features = "popup,width=900,height=720";
  let other = window.open("", KEPT, features);
  // On file://, a window left by this page before it was reloaded is no longer ours.
  if (other && !reachable(other)) other = window.open("", "", features);
  if (!other) {
    panel.hidden = !panel.hidden;
    views.delete(panel);
    if (!panel.hidden) build(panel);
    return dispatchEvent(new Event("resize"));
  }
  opened = other;
  compose(other.document);
  dropWindows();
  build(other.document.querySelector("main > div"));
  other.focus();
}

// The window's page.
function compose(page) {
  page.open();
  page.write('<!doctype html><html lang="fr"><head><meta charset="utf-8"></head><body class="essor-speaker"><main><h1 class="essor-spoken">Notes</h1><div></div></main></body></html>');
  page.close();
  for (const sheet of document.querySelectorAll("link[rel=stylesheet]")) {
    page.head.append(Object.assign(page.createElement("link"), { rel: "stylesheet", href: sheet.href }));
  }
  page.addEventListener("keydown", deck.key);
}

// No window is shown any more.
const dropWindows = () => views.forEach((view) => view !== panel && views.delete(view));

export function speakerOf(given) {
  deck = given;
  setInterval(() => {
    if (opened?.closed) {
      dropWindows();
      opened = null;
    }
    for (const view of views) tick(view);
    part(part(document, "bar"), "pace").textContent = pace();
  }, 1000);

  // The window cannot go on without this page: it says so.
  addEventListener("pagehide", () => {
    const last = opened?.document?.querySelector("main");
    if (!last) return;
    const told = Object.assign(opened.document.createElement("p"), { className: "essor-orphan" });
    told.textContent = "Les diapositives ont été fermées ou rechargées : ces notes ne suivent plus. Dans les diapositives, appuyez sur N.";
    last.prepend(told);
  });
  return { follow, open, pace, turn: () => turn("slot") };
}
