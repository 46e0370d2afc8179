// « À revoir »: the chapters whose quiz is to be asked again today, and all their dates as a file for a calendar.
import { day } from "../common/days.js";
import * as store from "../common/store.js";
import { download, element, part, steps } from "../common/tools.js";
import { calendar } from "./calendar.js";
import { DAYS, datesOf, isDue, nextOf } from "./dates.js";

const FILE = "a-revoir-ess.ics";
const quizOf = ({ href }) => href + "#questions";

// A page opened from a disk has an address that only this machine knows.
function addressOf(chapter) {
  const { protocol, href } = new URL(quizOf(chapter), location.href);
  return /^https?:$/.test(protocol) ? href : "";
}

const eventsOf = (chapter) =>
  datesOf(chapter).map((date, rank) => ({
    id: `revoir-${chapter.page.replaceAll("/", "-")}-${DAYS[rank]}@essor`,
    date,
    title: `À revoir\u00a0: ${chapter.title}`,
    text: "Répondez de nouveau aux questions du quiz de ce chapitre.",
    url: addressOf(chapter),
  }));

function dueItem(chapter) {
  const link = element("a", { href: quizOf(chapter), textContent: chapter.title });
  return element("li", {}, link, ` (quiz fini le ${day(chapter.on)})`);
}

// Gives what shows it anew.
export function reviewer(root) {
  const chapters = steps().filter(({ questions }) => questions.length);
  const always = root.hasAttribute("data-always");
  const button = part(root, "calendar");
  const finished = () => chapters.map((chapter) => ({ ...chapter, ...store.studied(chapter) })).filter(({ on }) => on);
  const show = () => {
    const all = finished();
    const due = all.filter(isDue);
    const next = all.map(nextOf).filter(Boolean).sort()[0];
    part(root, "due").replaceChildren(...due.map(dueItem));
    part(root, "next").textContent = due.length ? "" : next ? `Rien à revoir aujourd’hui. Prochaine révision\u00a0: le ${day(next)}.` : "Rien à revoir aujourd’hui.";
    button.hidden = !all.length;
    root.hidden = !always && !due.length;
  };
  button.addEventListener("click", () => {
    download(calendar(finished().flatMap(eventsOf)), FILE);
    part(root, "told").textContent = `Le fichier ${FILE} est enregistré\u00a0: ouvrez-le avec votre agenda.`;
  });
  return show;
}
