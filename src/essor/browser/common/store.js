// What the reader has done, kept on the shelf: in this browser and nowhere else, but in a learning platform. Where a browser refuses
// to keep anything the page says so (`keeps` is false) and works on.
import { isDay, today } from "./days.js";
import { KEY as READING } from "./reading.js";
import { KEY, shelf } from "./shelf.js";
import { attempt, download, succeeds } from "./tools.js";

// Pages are named by their addresses in the book, without « .html ».
const EMPTY = {
  version: 1, last: "", exercises: {}, questions: {}, guesses: {}, texts: {}, challenges: {}, mine: {}, finished: {}, promises: {}, tools: {},
};
const NAME = /^[a-z][\w-]*$/;
const PAGE = /^[a-z][\w/-]*$/;
let state = structuredClone(EMPTY);
let kept = true;

// Only what this edition knows, of the shape it knows: a file from elsewhere cannot bring anything else in.
function understood(raw) {
  const clean = structuredClone(EMPTY);
  if (raw?.version !== EMPTY.version) return null;
  const each = (part, fits, named = NAME) => {
    for (const [key, value] of Object.entries(raw[part] ?? {})) if (named.test(key) && fits(value)) clean[part][key] = value;
  };
  const text = (most, least = 0) => (v) => typeof v === "string" && v.length < most && v.length >= least;
  // Answers kept before first tries were counted have no `first`.
  const result = (v) => typeof v?.right === "boolean" && Number.isInteger(v?.tries) && isDay(v?.on) && ["boolean", "undefined"].includes(typeof v.first);
  each("exercises", result);
  each("questions", result);
  each("challenges", isDay);
  each("guesses", text(100));
  each("texts", text(20000));
  each("mine", text(100, 1));
  each("finished", (v) => isDay(v?.on) && isDay(v?.seen), PAGE);
  each("promises", text(20000, 1), PAGE);
  each("tools", isDay, PAGE);
  if (PAGE.test(raw.last ?? "")) clean.last = raw.last;
  return clean;
}

const parsed = (text) => attempt(() => understood(JSON.parse(text)), null);
const there = () => attempt(() => parsed(shelf().getItem(KEY)), null);

// What this page knows stands where nothing is readable there, or where it is newer and could not replace what is.
export function read() {
  if (kept) state = there() ?? state;
  return state;
}

// Shows what is kept: now, whenever the reader comes back to the page, maybe another day, and when they do something in another tab.
export function follow(show) {
  for (const event of ["pageshow", "storage"]) addEventListener(event, show);
  show();
}

function write(change) {
  read();
  change(state);
  keep(KEY, JSON.stringify(state));
}

function keep(key, text) {
  kept = succeeds(() => shelf().setItem(key, text));
}

// Whether this browser keeps what it is given, now that it is asked.
export function keeps() {
  if (kept) {
    keep("essor-essai", "1");
    if (kept) shelf().removeItem("essor-essai");
  } else keep(KEY, JSON.stringify(state)); // there may be room again
  return kept;
}

// What is said of a field once it is left: nothing where this browser keeps nothing.
export const said = (text) => (keeps() ? (text.trim() ? "C’est gardé." : "C’est effacé.") : "");

// Whether this browser holds this right answer: what the page knows may not have been kept.
export const holds = (part, key) => Boolean(there()?.[part][key]?.right);

// An answer given to an exercise or a question, after a hint or not: once right, it stays right; whether it was right at the first
// try, with no hint, stays too, if it was counted.
export const answered = (part, key, right, helped) =>
  write((state) => {
    const before = state[part][key] ?? { right: false, tries: 0, on: today(), first: right && !helped };
    state[part][key] = { ...before, right: before.right || right, tries: before.tries + 1, on: before.right ? before.on : today() };
  });

// When the questions of a page's quiz had all been answered (`on`) and were last asked again (`seen`), or null.
export function studied({ page, questions }) {
  const { finished, questions: answers } = read();
  if (finished[page]) return finished[page];
  const days = questions.map((id) => answers[id]?.on);
  if (!days.length || days.includes(undefined)) return null;
  const on = days.sort().at(-1);
  return { on, seen: on };
}

export function finish(quiz) {
  const found = studied(quiz);
  if (found) write(({ finished }) => (finished[quiz.page] ??= found));
}

export function reviewed(quiz) {
  const { on } = studied(quiz);
  write(({ finished }) => (finished[quiz.page] = { on, seen: today() }));
}

// Where the reader acts.
export const began = (page) => read().last === page || write((state) => (state.last = page));
export const won = (key) => write((state) => (state.challenges[key] = today()));
export const guessed = (slug, guess) => write((state) => (state.guesses[slug] = guess));
export const wrote = (key, text) => write((state) => (state.texts[key] = text));

// What was promised on a page; an empty text takes it away.
export const promised = (page, text) => write(({ promises }) => (text.trim() ? (promises[page] = text) : delete promises[page]));

// Whether a tool will serve on Monday.
export const chose = (page, is) => write(({ tools }) => (is ? (tools[page] = today()) : delete tools[page]));

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
  kept = succeeds(() => {
    for (const key of [KEY, READING]) shelf().removeItem(key);
    localStorage.removeItem("theme"); // Furo's script keeps it
  });
}
