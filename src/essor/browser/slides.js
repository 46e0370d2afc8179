// A deck: one slide at a time, by keyboard and by buttons; its place is in the address. On a narrow window, a document.
import * as store from "./common/store.js";
import { element, FRAME, isDark, part, parts } from "./common/tools.js";
import "./deck/invite.js";
import { optionsOf } from "./deck/options.js";
import { speakerOf } from "./deck/speaker.js";
import { votesOf } from "./deck/vote.js";
import "./page.js";

const SIZES = [6.6, 6, 5.4]; // hundredths of the slide's height
const READABLE = 1 / 22; // of the screen's height
const slides = parts(document, "slide");
const bar = part(document, "bar");
const byName = (selector, key) => Object.fromEntries([...document.querySelectorAll(selector)].map((found) => [found.dataset[key], found]));
const buttons = byName("[data-part=bar] [data-do]", "do");
const dialogs = byName("[data-dialog]", "dialog");
const letters = document.querySelector("[data-letters]");
const LOOK = "diapositives-apparence"; // light or dark, kept for decks apart from pages: a room is not a desk
const LEAST_SWIPE = 60; // px
const title = document.title;
let here = -1;

const titleOf = (slide) => part(slide, "title").textContent;

// ——— Where we are ———

function go(rank) {
  rank = Math.max(0, Math.min(slides.length - 1, rank));
  if (rank !== here) {
    slides[here]?.classList.remove("essor-current");
    here = rank;
    slides[here].classList.add("essor-current");
    history.replaceState(null, "", "#" + slides[here].id);
    document.title = `${here + 1}. ${titleOf(slides[here])} · ${title}`;
    comeBack(slides[here]);
    fit();
  }
  slides[here].focus({ preventScroll: FRAME.matches });
  tell();
}

// The slide of an address: its number, or the name of what is in it, as a chapter's notes have it.
function addressed() {
  const target = document.getElementById(location.hash.slice(1)); // as it is: our names are plain
  return Math.max(0, slides.indexOf(target?.closest("[data-part=slide]")));
}

// Text as large as the slide allows; at its smallest, when a reader spaces it, the slide scrolls.
function fit() {
  const slide = slides[here];
  const held = heldBy(slide);
  slide.removeAttribute("data-overflows");
  const unit = Math.min(slide.clientHeight, 0.5625 * slide.clientWidth) / 100;
  const least = Math.min(4.9, (innerHeight * READABLE) / unit + 0.01);
  const fits = () => !FRAME.matches || held.every((part) => part.scrollHeight <= part.clientHeight + 1);
  const found = [...SIZES, least].some((size) => (slide.style.setProperty("--essor-size", size), fits()));
  slide.toggleAttribute("data-overflows", !found);
  fitted = String(heights(slide));
}

const heldBy = (slide) => [slide, ...slide.querySelectorAll("[data-fits], [data-part=simulator]")];
const heights = (slide) => heldBy(slide).map(({ scrollHeight }) => scrollHeight);
let fitted = ""; // what was found
// The reader's own style sheet may come at any time, and says nothing.
const spaced = new ResizeObserver(() => requestAnimationFrame(() => fitted !== String(heights(slides[here])) && fit()));
for (const text of slides.flatMap((slide) => [...slide.querySelectorAll("[data-part=title], [data-fits] > *, [data-part=headline]")])) spaced.observe(text);

// A pause says when it ends.
function comeBack(slide) {
  const place = slide.querySelector("[data-back]");
  const back = new Date(Date.now() + place?.dataset.back * 60000);
  if (place) place.textContent = `${place.dataset.back}\u00a0min · reprise à ${back.getHours()}\u00a0h\u00a0${String(back.getMinutes()).padStart(2, "0")}`;
}

function tell() {
  part(bar, "place").textContent = `Diapositive ${here + 1} sur ${slides.length}`;
  part(bar, "pace").textContent = speaker.pace();
  buttons.reveal.hidden = !revealed();
  buttons.unvote.hidden = !voting.following();
  part(bar, "vote").textContent = voting.following() ?? "Voter";
  buttons.previous.setAttribute("aria-disabled", String(here === 0));
  buttons.next.setAttribute("aria-disabled", String(here === slides.length - 1));
  speaker.follow();
}

// ——— What keys and buttons do ———

// Whatever is asked for while the screen is black brings the slide back, and does nothing else.
function act(action) {
  if (dialogs.black.open) dialogs.black.close();
  else actions[action]();
}

// What the slide keeps for later: a simulator's result, or an answer; nothing once it is shown.
const revealed = () => voting.hides() || slides[here].querySelector(".essor-veiled [data-skip], [data-part=answer]:not([open]) > summary");

const fill = () => document.documentElement.requestFullscreen?.().catch(() => {});
const actions = {
  previous: () => go(here - 1),
  next: () => go(here + 1),
  first: () => go(0),
  last: () => go(slides.length - 1),
  vote: () => voting.vote(),
  unvote: () => voting.unvote(),
  reveal: () => {
    if (voting.hides()) return void voting.reveal();
    revealed()?.click();
    fit();
    tell();
    slides[here].focus({ preventScroll: true });
  },
  notes: () => speaker.open(),
  timer: () => speaker.turn(),
  full: () => (document.fullscreenElement ? document.exitFullscreen() : fill()),
  // What a clicker sends to begin, or to go on; once begun, nothing.
  begin: () => document.fullscreenElement || (fill(), go(0)),
  resume: () => document.fullscreenElement || fill(),
  look: () => {
    document.body.dataset.theme = isDark() ? "light" : "dark";
    store.wrote(LOOK, document.body.dataset.theme);
    tell();
  },
  list: () => dialogs.list.showModal(),
  help: () => dialogs.help.showModal(),
  black: () => {
    dialogs.black.showModal();
    dialogs.black.focus(); // not its button, which the room would see
    tell();
  },
};
const KEYS = { ArrowLeft: "previous", PageUp: "previous", ArrowRight: "next", PageDown: "next", Home: "first", End: "last", " ": "next", F5: "begin" };
const SHIFTED = { " ": "previous", F5: "resume", V: "unvote" };
const LETTERS = { v: "vote", r: "reveal", n: "notes", c: "timer", o: "list", d: "look", f: "full", "?": "help", b: "black", ".": "black" };

// A control keeps its keys: arrows move a slider, letters are typed, a space presses a button.
function key(event) {
  const { target } = event;
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  if (dialogs.black.open) {
    if (event.repeat || ["Shift", "Tab"].includes(event.key)) return; // on the way to another key, or to the button
    event.preventDefault();
    return act();
  }
  if (target.closest("dialog")) return;
  if (event.key === "Escape" && target !== slides[here]) slides[here].focus({ preventScroll: true });
  if (target.closest("input, select, textarea, [tabindex='0']")) return;
  if (event.key === " " && target.closest("button, a, summary")) return;
  const inDocument = !FRAME.matches && target.ownerDocument === document; // there, these keys scroll
  if (letters.checked && /^[1-9]$/.test(event.key) && voting.pick(event.key - 1)) return event.preventDefault();
  const action = (inDocument ? null : KEYS[event.key]) ?? (letters.checked ? LETTERS[event.key.toLowerCase()] : null);
  if (!action) return;
  event.preventDefault();
  if (!event.repeat || action === "next" || action === "previous") act((event.shiftKey && SHIFTED[event.key]) || action);
}

// A finger that crosses the slide turns it, unless it holds a control or what a picture lets one hold.
let touched = null;
function touch({ type, touches, changedTouches: [{ clientX, clientY }], target }) {
  const from = touched;
  const alone = type === "touchstart" && touches.length === 1 && FRAME.matches && !target.closest("input, select, textarea, label, button, [data-held]");
  touched = alone ? { clientX, clientY } : null;
  if (type !== "touchend" || !from) return;
  const across = clientX - from.clientX;
  if (Math.abs(across) > Math.max(LEAST_SWIPE, 2 * Math.abs(clientY - from.clientY))) act(across < 0 ? "next" : "previous");
}

const votes = JSON.parse(part(document, "deck").dataset.votes);
const voting = votesOf({
  slides, votes, fit, tell, here: () => here, past: (question) => options.past(question), options: () => options.open(slides[here].dataset.asks),
});
const options = optionsOf({ ...voting, votes, dialog: dialogs.votes });
const speaker = speakerOf({ slides, titleOf, act, key, tell, here: () => here, revealed, black: () => dialogs.black.open, vote: voting.toSpeaker });

document.addEventListener("keydown", key);
for (const type of ["touchstart", "touchend", "touchcancel"]) document.querySelector("main").addEventListener(type, touch, { passive: true });
for (const [name, button] of Object.entries(buttons)) button.addEventListener("click", () => act(name));
dialogs.black.addEventListener("click", () => dialogs.black.close());
dialogs.black.addEventListener("close", tell);
slides.forEach((slide, rank) => {
  const link = element("a", { href: "#" + slide.id, textContent: titleOf(slide) });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    dialogs.list.close();
    go(rank);
  });
  dialogs.list.querySelector("ol").append(element("li", {}, link));
  for (const skip of slide.querySelectorAll("[data-skip]")) skip.textContent = "Révéler";
  slide.addEventListener("toggle", () => (fit(), tell()), true);
  for (const simulator of parts(slide, "simulator")) {
    new MutationObserver(() => rank === here && tell()).observe(simulator, { attributeFilter: ["class"] });
  }
});
addEventListener("hashchange", () => go(addressed()));
addEventListener("resize", fit);
FRAME.addEventListener("change", fit);

// The screen stays lit while the deck is seen, where the browser can.
const stayLit = () => document.visibilityState === "visible" && navigator.wakeLock?.request("screen").catch(() => {});
document.addEventListener("visibilitychange", stayLit);
stayLit();

document.body.dataset.theme = store.read().texts[LOOK] ?? document.body.dataset.theme;
document.body.classList.add("essor-deck-on");
bar.hidden = false;
go(addressed());
