// Same words as the index: see `words`, `split` and `stem` in site/search.py, and `folded` in glossary.py. What the index is
// made with comes from Sphinx, in language_data.js.
const LETTER = "[\\p{Letter}\\p{Number}_]";
const WORD = new RegExp(ESSOR_WORD.replaceAll("LETTER", LETTER), "giu");
const YEAR = /^(19|20)[0-9]{2}$/;
const stemmer = new Stemmer();
const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replaceAll("œ", "oe").replaceAll("æ", "ae");
export const stem = (word) => (/[0-9]/.test(word) ? fold(word) : stemmer.stemWord(fold(word)));
export const isSought = (word) => !stopwords.includes(word) && (word.length > 1 || /[0-9]/.test(word));

// What is found in `text` one after another: where, what was written there, and the words it makes.
export function* written(text) {
  const plain = text.replace(/[\t\u00a0\u2009\u202f]/g, " ").replace(/[\u2010\u2011]/g, "-");
  for (const found of plain.matchAll(WORD)) {
    const whole = fold(found.slice(1).filter(Boolean).join("")).replace(/[ .]/g, "");
    const parts = whole.split(/[-/]/);
    const years = parts.filter((part) => YEAR.test(part));
    const words = years.length === parts.length ? years : [whole, ...years];
    yield { at: found.index, end: found.index + found[0].length, said: found[0], words: whole ? words : [] };
  }
}

export const splitText = (text) => [...written(text.normalize("NFC"))].flatMap((place) => place.words).filter(isSought);
