// What the reader has done, kept in this browser and nowhere else. Where a browser refuses to keep anything the page says
// so (`keeps` is false) and works on.
import { KEY as READING } from "./reading.js";
import { attempt, download, succeeds } from "./tools.js";

const KEY = "essor";
const EMPTY = { version: 1, exercises: {}, questions: {}, guesses: {}, texts: {}, challenges: {}, mine: {} };
let state = structuredClone(EMPTY);
let kept = true;

// Only what this edition knows, of the shape it knows: a file from elsewhere cannot bring anything else in.
function understood(raw) {
  const clean = structuredClone(EMPTY);
  if (raw?.version !== EMPTY.version) return null;
  const each = (part, fits) => {
    for (const [key, value] of Object.entries(raw[part] ?? {})) if (/^[a-z][\w-]*$/.test(key) && fits(value)) clean[part][key] = value;
  };
  const result = (v) => typeof v?.right === "boolean" && Number.isInteger(v?.tries) && /^\d{4}-\d\d-\d\d$/.test(v?.on);
  each("exercises", result);
  each("questions", result);
  each("challenges", (v) => /^\d{4}-\d\d-\d\d$/.test(v));
  each("guesses", (v) => typeof v === "string" && v.length < 100);
  each("texts", (v) => typeof v === "string" && v.length < 20000);
  each("mine", (v) => typeof v === "string" && v.length > 0 && v.length < 100);
  return clean;
}

const parsed = (text) => attempt(() => understood(JSON.parse(text)), null);
const there = () => attempt(() => parsed(localStorage.getItem(KEY)), null);

// What this page knows stands where nothing is readable there, or where it is newer and could not replace what is.
export function read() {
  if (kept) state = there() ?? state;
  return state;
}

function write(change) {
  read();
  change(state);
  keep(KEY, JSON.stringify(state));
}

function keep(key, text) {
  kept = succeeds(() => localStorage.setItem(key, text));
}

const today = () => new Date().toLocaleDateString("sv"); // 2026-11-25, in the reader's own time

// A day kept, as a French reader writes it.
export const day = (iso) => new Date(iso + "T12:00").toLocaleDateString("fr");

// Whether this browser keeps what it is given, now that it is asked.
export function keeps() {
  if (kept) {
    keep("essor-essai", "1");
    if (kept) localStorage.removeItem("essor-essai");
  } else keep(KEY, JSON.stringify(state)); // there may be room again
  return kept;
}

// Whether this browser holds this right answer: what the page knows may not have been kept.
export const holds = (part, key) => Boolean(there()?.[part][key]?.right);

// An answer given to an exercise or a question: once right, it stays right.
export const answered = (part, key, right) =>
  write((state) => {
    const before = state[part][key] ?? { right: false, tries: 0, on: today() };
    state[part][key] = { right: before.right || right, tries: before.tries + 1, on: before.right ? before.on : today() };
  });

export const won = (key) => write((state) => (state.challenges[key] = today()));
export const guessed = (slug, guess) => write((state) => (state.guesses[slug] = guess));
export const wrote = (key, text) => write((state) => (state.texts[key] = text));

// What the reader says of their collectivité, as typed; an empty text takes it away.
export const described = (key, text) => write(({ mine }) => (text ? (mine[key] = text) : delete mine[key]));

// Gives the reader a file of all this, to be taken back on the page « Votre progression ».
export const save = () => download(new Blob([JSON.stringify(read(), null, 1)], { type: "application/json" }), "progression-ess.json");

// False if the text is no progress of this course.
export function imported(text) {
  const clean = parsed(text);
  if (clean) write((state) => Object.assign(state, clean));
  return Boolean(clean);
}

export function erase() {
  state = structuredClone(EMPTY);
  kept = succeeds(() => [KEY, READING, "theme"].forEach((key) => localStorage.removeItem(key)));
}
