// Sphinx's search, in French and without accents. Loaded between its stemmer and its engine, which read these names.

// Terms are not kept in the browser, and a page without an origin (by double-click, or in a frame that is denied one)
// cannot read the other pages' text.
const SPHINX_HIGHLIGHT_ENABLED = false;
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

// Same folding as the index: see `folded` in glossary.py.
const FrenchStemmerOnly = Stemmer;
Stemmer = function () {
  const stemmer = new FrenchStemmerOnly();
  const fold = (word) => word.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replaceAll("œ", "oe").replaceAll("æ", "ae");
  this.stemWord = (word) => stemmer.stemWord(fold(word));
};
