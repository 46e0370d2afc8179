// Sphinx's search, in French, without accents, and with numbers. Loaded after its engine, some parts of which it replaces.
import { element } from "./common/tools.js";
import { isSought, splitText, stem, written } from "./search/words.js";

// Terms are not kept in the browser, and a page without an origin (by double-click, or in a frame that is denied one)
// cannot read the other pages' text.
window.SPHINX_HIGHLIGHT_ENABLED = false;
DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = self.origin !== "null";
// Not `addTranslations`: it makes its plural rule out of text, which the page's policy forbids.
Object.assign(Documentation.TRANSLATIONS, {
  "Searching": "Recherche en cours",
  "Preparing search...": "Préparation de la recherche…",
  "Search Results": "Résultats",
  ", in ": ", dans ",
  "Search finished, found ${resultCount} page(s) matching the search query.": "Nombre de pages trouvées\u00a0: ${resultCount}.",
  "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
    "Aucune page ne contient tous ces mots. Vérifiez l’orthographe ou essayez un mot de moins.",
});
Documentation.PLURAL_EXPR = (n) => (n > 1 ? 1 : 0);

Search._parseQuery = (query) => {
  const terms = new Set(splitText(query).map(stem));
  return [query, terms, new Set(), terms, new Set()];
};

// What the search does without: words too common or too short, but for what an apostrophe elides, and signs that stand alone.
function ignoredIn(query) {
  const text = query.normalize("NFC");
  const words = [...written(text)].filter(({ words, end }) => words.length && !words.some(isSought) && !/['’]/.test(text[end] ?? ""));
  const signs = text.split(/\s+/).filter((chunk) => /^[\p{S}%\u2030&§@#]+$/u.test(chunk));
  return { words: [...new Set(words.map(({ said }) => said))], signs: [...new Set(signs)] };
}

const quoted = (words) => words.map((word) => `«\u00a0${word}\u00a0»`).join(", ");

function sayIgnored({ words, signs }) {
  const said = [];
  if (words.length) said.push(`${words.length > 1 ? "Mots ignorés, trop courants ou trop courts" : "Mot ignoré, trop courant ou trop court"}\u00a0: ${quoted(words)}.`);
  if (signs.length) said.push(`${signs.length > 1 ? "Signes ignorés" : "Signe ignoré"}\u00a0: ${quoted(signs)}.`);
  if (!said.length) return;
  Search.status.after(element("p", { className: "essor-soft essor-ignored", role: "status", textContent: said.join(" ") }));
}

const sphinxQuery = Search.query;
Search.query = (query) => {
  sayIgnored(ignoredIn(query));
  if (splitText(query).length) return sphinxQuery(query);
  Search.stopPulse();
  Search.title.textContent = "Résultats";
  Search.status.textContent = "Il ne reste aucun mot à chercher.";
};

// The same article written otherwise: with the letter of its code, after « art. », or bare.
const PREFIXES = ["l", "r", "d", "lo", "art"];
function otherwise(term) {
  const [, prefix, number] = term.match(/^(lo|[lrd]|art)?([0-9]+(?:-[0-9]+)*)$/) ?? [];
  if (!number) return [];
  return prefix ? [number] : PREFIXES.map((letters) => letters + number);
}

// Whether a word of the index holds the term, which is no word of it: its start, or whole figures of a number.
function partOf(term) {
  if (/^[0-9]/.test(term)) return new RegExp(`(^|[^0-9])${_escapeRegExp(term)}($|[^0-9])`);
  return term.length > 2 ? new RegExp(`^${_escapeRegExp(term)}`) : /$^/;
}

// How well each page answers one term. A part of a word counts only where nothing is the word itself.
function pagesWith(term) {
  const scores = new Map();
  const add = (pages, score) => [pages].flat().forEach((page) => scores.set(page, Math.max(score, scores.get(page) ?? 0)));
  const lists = [
    [Search._index.terms, Scorer.term, Scorer.partialTerm],
    [Search._index.titleterms, Scorer.title, Scorer.partialTitle],
  ];
  for (const [pages, score, partial] of lists) {
    if (Object.hasOwn(pages, term)) add(pages[term], score);
    otherwise(term).filter((word) => Object.hasOwn(pages, word)).forEach((word) => add(pages[word], partial));
  }
  if (scores.size) return scores;
  const part = partOf(term);
  for (const [pages, , partial] of lists)
    Object.keys(pages).filter((word) => part.test(word)).forEach((word) => add(pages[word], partial));
  return scores;
}

Search.performTermsSearch = (terms) => {
  const { docnames, titles, filenames } = Search._index;
  const [first, ...others] = [...terms].map(pagesWith);
  return [...first.keys()]
    .filter((page) => others.every((scores) => scores.has(page)))
    .map((page) => {
      const score = [first, ...others].reduce((sum, scores) => sum + scores.get(page), 0) / terms.size;
      return [docnames[page], titles[page], "", null, score, filenames[page]];
    });
};

// Sphinx's text of a page, without the note calls that would stick to what they follow, nor one block stuck to the next.
const UNREAD = ".headerlink, script, style, noscript, sup:has([role=doc-noteref])";
const BLOCKS = "p, div, section, h1, h2, h3, h4, h5, h6, li, dt, dd, td, th, caption, figcaption, summary, label, button, option, legend, pre, .essor-verdict";
Search.htmlToText = (html, anchor) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  page.querySelectorAll(UNREAD).forEach((node) => node.remove());
  page.querySelectorAll(BLOCKS).forEach((node) => [node.before("\n"), node.after("\n")]);
  const main = page.querySelector("main");
  const text = ((anchor && main?.querySelector(anchor)) || main)?.textContent ?? "";
  return text.normalize("NFC").replace(/[ \t]*\n\s*/g, "\n").trim();
};

const SHOWN = 240; // characters of an extract
const BEFORE = 60; // of which before the first word found

Search.makeSearchSummary = (html, terms, anchor) => {
  const text = Search.htmlToText(html, anchor);
  const summary = element("p", { className: "context" });
  // The year that a number of law begins with is shown with it.
  const start = extractStart(text, [...terms].filter((term, _, all) => !all.some((other) => other !== term && other.startsWith(`${term}-`))));
  const end = start + text.slice(start, start + SHOWN).replace(text.length > start + SHOWN ? /\s\S*$/ : "", "").length;
  summary.textContent = (start ? "… " : "") + text.slice(start, end).trim() + (end < text.length ? " …" : "");
  return summary;
};

const stems = new Map(); // the same words come again from page to page
const reduced = (word) => stems.get(word) ?? stems.set(word, stem(word)).get(word);

// Where to begin so that the extract shows most of the terms.
function extractStart(text, terms) {
  const sought = new Map(terms.flatMap((term) => [term, ...otherwise(term)].map((word) => [word, term])));
  const parts = terms.map((term) => [partOf(term), term]);
  const places = (answers) =>
    [...written(text)].flatMap(({ at, words }) => words.map((word) => ({ at, term: answers(reduced(word)) })).filter(({ term }) => term));
  let found = places((word) => sought.get(word));
  if (!found.length) found = places((word) => parts.find(([part]) => part.test(word))?.[1]);
  let best = { at: 0, count: 0 };
  for (let first = 0; first < found.length && best.count < terms.length; first++) {
    const { at } = found[first];
    const near = new Set();
    for (let next = first; next < found.length && found[next].at < at + SHOWN - BEFORE; next++) near.add(found[next].term);
    if (near.size > best.count) best = { at, count: near.size };
  }
  const from = Math.max(0, best.at - BEFORE);
  return from && text.slice(from, best.at).search(/\s/) + from + 1;
}
