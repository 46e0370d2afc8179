// The page that holds the book in a learning platform (SCORM 1.2): it opens the session, gives the book a shelf in memory, and has the
// platform keep what is put there. Where no platform answers, the book is as anywhere else.
import { KEY as READING } from "./common/reading.js";
import { KEY } from "./common/shelf.js";
import { attempt, element, part, plural } from "./common/tools.js";
import { countsOf, lacking, summed } from "./progress/attestation.js";
import { platform, Session } from "./scorm/api.js";
import { clock, written as duration } from "./scorm/clock.js";
import { pack, read, written } from "./scorm/memo.js";

const EVERY = 10_000; // ms between two commits at least
const DONE = ["completed", "passed"];
const SAID = {
  alone: "Aucune plateforme de formation ne répond\u00a0: le cours marche, et vos réponses restent dans ce navigateur.",
  closed: "Votre plateforme de formation n’a pas ouvert de session\u00a0: rien ne sera gardé après la fermeture de cette page.",
  refused: "Votre plateforme n’a pas pris votre progression. Le prochain essai se fera à votre prochaine réponse.",
  kept: "Progression gardée par votre plateforme.",
  file: "Pour ne rien perdre, enregistrez un fichier depuis la page «\u00a0Votre progression\u00a0».",
  long: "Vos textes sont trop longs pour la plateforme. Elle garde vos réponses et votre score, mais pas",
  unread: "Une partie de ce que la plateforme avait gardé ne se lit plus\u00a0: votre prochaine réponse la remplacera.",
};
const PLANNED = ["promises", "texts"];

const { home, pages, chapters, threshold } = JSON.parse(document.body.dataset.session);
const checks = chapters.flatMap((chapter) => chapter.checks);
const api = platform();
const session = api && new Session(api);
const opened = Boolean(session?.opens());
const seconds = clock();
const memory = new Map();
let place = home;
let memo = { rest: "", lost: [] };
let said = "";
let restored = ""; // what is to be said of what the platform gave back
let [changes, packing, timer, last] = [0, null, 0, -EVERY];

const state = () => attempt(() => JSON.parse(memory.get(KEY)), null) ?? {};
const frame = element("iframe", { title: document.title });

// Says it once: what is said again would be heard again.
function say(...texts) {
  const text = texts.filter(Boolean).join(" ");
  if (text !== said) part(document, "line").textContent = text;
  said = text;
}

// What found no room: how much of it, and what to do.
function tooLong(lost) {
  if (!lost.length) return "";
  const all = PLANNED.flatMap((name) => Object.keys(state()[name] ?? {})).length;
  const texts = lost.filter(([name]) => PLANNED.includes(name)).length;
  const others = lost.length - texts;
  const told = [
    texts && `${plural(texts, "texte")} sur ${all} de votre plan d’action et de vos documents`,
    others && plural(others, "autre saisie", "autres saisies"),
  ];
  return `${SAID.long} ${told.filter(Boolean).join(", ni ")}. ${SAID.file}`;
}

// How far the reader is, in what this package counts.
function standing() {
  const kept = { exercises: {}, questions: {}, ...state() };
  const named = ({ checks }) => checks.map(([part, key]) => ({ part, key }));
  const counts = chapters.filter(({ counts }) => counts).map((chapter) => countsOf(named(chapter), kept));
  const { quizzes, right } = lacking(threshold, counts);
  return { score: Math.floor((100 * summed(counts, "right")) / summed(counts, "all")), done: quizzes <= 0 && right <= 0 };
}

function gives() {
  const { score, done } = standing();
  if (done && !DONE.includes(session.get("core.lesson_status"))) session.set({ "core.lesson_status": "completed" });
  session.set({ "core.score.raw": score, "core.score.min": 0, "core.score.max": 100 });
  return session.set({ suspend_data: written(state(), checks, memo.rest) }).suspend_data;
}

// Gives the platform all that it keeps; once completed, a course stays so. What it kept before is replaced once the reader acts.
function push() {
  if (session.finished) return;
  clearTimeout(timer);
  [timer, last] = [0, performance.now()];
  session.set({ "core.lesson_location": place, "core.session_time": duration(seconds()), "core.exit": "suspend" });
  const taken = !changes || gives();
  if (session.commits() && taken) say(restored, tooLong(memo.lost) || SAID.kept);
  else say(SAID.refused, SAID.file);
}

// Packs what changed, as often as it does, and gives it away as often as is allowed.
async function packs() {
  for (let seen = -1; seen !== changes; ) {
    seen = changes;
    memo = await pack(state(), checks).catch(() => memo);
  }
  packing = null;
  timer ||= setTimeout(push, Math.max(0, last + EVERY - performance.now()));
}

function changed(key) {
  if (key !== KEY || !opened) return;
  changes++;
  packing ??= packs();
}

const shelf = {
  getItem: (key) => memory.get(key) ?? null,
  setItem: (key, text) => (memory.set(key, text), changed(key)),
  removeItem: (key) => (memory.delete(key), changed(key)),
};

// A link that leaves the course would leave the session too: it opens beside.
function beside({ target }) {
  const link = target.closest("a[href]");
  if (!/^https?:$/.test(link?.protocol) || link.origin === location.origin) return;
  link.target = "_blank";
  link.rel = "noopener";
}

// Every page of the book asks for the shelf as it starts.
window.essorHolds = (page) => {
  if (page !== frame.contentWindow) return undefined;
  page.document.addEventListener("click", beside, true);
  const path = page.location.pathname.slice(new URL(".", location.href).pathname.length).replace(/\.html$/, "");
  if (pages.includes(path)) place = path;
  return api ? shelf : undefined;
};

async function restore() {
  const { state: given, gone, unread } = await read(session.get("suspend_data"), checks);
  if (given) memory.set(KEY, JSON.stringify(given));
  memo = await pack(state(), checks).catch(() => memo);
  if (gone) restored = `Cette édition du cours a changé\u00a0: ${plural(gone, "réponse")} à ce qu’elle ne demande plus ne sont pas reprises.`;
  if (unread) restored = SAID.unread;
  const left = session.get("core.lesson_location");
  if (pages.includes(left)) place = left;
  if (!DONE.includes(session.get("core.lesson_status"))) session.set({ "core.lesson_status": "incomplete" });
}

// On a computer that others use, the browser is left as it was found: Furo's script keeps the theme, and a page opened beside its answers.
function tidies() {
  const found = [KEY, READING, "theme"].map((key) => [key, attempt(() => localStorage.getItem(key), null)]);
  return () => found.forEach(([key, text]) => attempt(() => (text === null ? localStorage.removeItem(key) : localStorage.setItem(key, text))));
}

function follow() {
  const tidy = tidies();
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && opened && push());
  addEventListener("pagehide", () => {
    if (opened) {
      push();
      session.finish();
    }
    tidy();
  });
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload()); // its session is finished
}

function start() {
  frame.src = `${place}.html`;
  part(document, "book").append(frame);
  part(document, "more").hidden = !opened;
  if (opened) push();
  else say(api ? SAID.closed : SAID.alone, api && SAID.file);
}

if (api) follow();
if (opened) restore().then(start);
else start();
