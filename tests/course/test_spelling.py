"""Every word a reader may see is French, or one of ours: names, acronyms and terms listed in orthographe.txt.

The words come from the built pages, from the texts of simulators whatever their settings, from what questions
answer, and from the messages of the page's scripts. The dictionary is Grammalecte's (npm: dictionary-fr), read by Spylls.
"""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from spylls.hunspell import Dictionary

import editions
from essor.places import BROWSER, COURSE, PORTABLE
from essor.readers.assessment import files
from leaves import literals

OURS = Path(__file__).parent / "orthographe.txt"
DICTIONARY = COURSE / "node_modules" / "dictionary-fr" / "index"
SCRIPTS = sorted(BROWSER.rglob("*.js"))
# Their texts reach readers; those of the registries and of the declarations are for who writes a simulator.
SOURCES = [
    *(path for path in sorted((PORTABLE / "simulators").glob("*.py")) if path.stem not in ("__init__", "registry", "controls", "declaration")),
    *sorted((PORTABLE / "simulators").glob("*.toml")),
    *files(),
]

# A line with a space is a title or a command left in its language; it is taken out of a text as a whole.
LISTED = OURS.read_text(encoding="utf-8").splitlines()
WORDS = {line for line in LISTED if " " not in line}
TITLES = [line for line in LISTED if " " in line]

_ADDRESS = re.compile(r"\b[\w.-]+\.(?:fr|com|org|net|info|eu|re|coop|gouv|csv|json|md|py)\b[^\s)»,;]*")
_ELIDED = re.compile(r"\b(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=[^\W\d_]|«)", re.IGNORECASE)
_WORD = re.compile(r"(?<![\w&])[^\W\d_]+(?:[-’'][^\W\d_]+)*(?!\w)")
_TAG = re.compile(r"<(code|style)>.*?</\1>|<[^>]*>")
_LITERAL = re.compile(r"\"([^\"\n]*)\"|`([^`]*)`")
_KEY = re.compile(r"^\s*\"[^\"\n]*\":", re.MULTILINE)  # of a table of translations


def words(text: str) -> set[str]:
    """The words of a text, without elided articles, addresses and titles."""
    for title in TITLES:
        text = text.replace(title, " ")
    return {word for word in _WORD.findall(_ELIDED.sub(" ", _ADDRESS.sub(" ", text))) if word.isalpha() or not word.isalnum()}


def script_texts(source: str):
    """Literals that look like sentences: a capital and a space, or a letter that English lacks."""
    for quoted, template in _LITERAL.findall(_KEY.sub("", re.sub(r"//.*", "", source))):
        text = re.sub(r"\$\{[^}]*\}", " ", quoted or template).replace(r"\u00a0", " ").replace(r"\u202f", " ")
        if re.match(r"[A-ZÀ-Ý]\w* ", text) or re.search(r"[à-ÿ’œ]", text):
            yield _TAG.sub(" ", text)


def source_texts(source: str):
    """The literals of a Python module that hold several words."""
    return [_TAG.sub(" ", text) for text in literals(source) if " " in text.strip()]


def said_texts(source: str):
    """The texts of a file of words or of questions, without what is computed."""
    return [re.sub(r"\{[^}]*\}", " ", text) for text in re.findall(r'"([^"\n]*)"', source) if " " in text]


TEXTS_OF = {".py": source_texts, ".toml": said_texts}


@pytest.fixture(scope="module")
def seen():
    """Each word with the first place where it is read."""
    assert editions.built(), editions.MISSING
    found: dict[str, str] = {}
    texts = [(editions.name(page), text) for page in editions.built() for text in editions.texts(page)]
    texts += [(path.name, text) for path in SOURCES for text in TEXTS_OF[path.suffix](path.read_text(encoding="utf-8"))]
    texts += [(path.name, text) for path in SCRIPTS for text in script_texts(path.read_text(encoding="utf-8"))]
    # Texts repeat from page to page, and titles are searched in each: read each text once.
    for text, place in {text: place for place, text in reversed(texts)}.items():
        for word in words(text.replace("\u00a0", " ").replace("\u202f", " ")):
            found.setdefault(word, place)
    return found


@pytest.fixture(scope="module")
def french():
    return Dictionary.from_files(str(DICTIONARY))


def test_every_word_is_french_or_ours(seen, french):
    unknown = [f"{word}, in {place}" for word, place in sorted(seen.items()) if word not in WORDS and not french.lookup(word)]
    assert not unknown, "\n".join(["neither French nor in orthographe.txt:", *unknown])


def test_our_words_are_needed(seen, french):
    unsaid = sorted(WORDS - set(seen))
    assert unsaid == [], f"no page of {editions.LEARNERS} and {editions.TRAINERS}, no simulator says these: take them out, if both editions are whole"
    assert [word for word in sorted(WORDS) if french.lookup(word)] == [], "the dictionary knows these: take them out of orthographe.txt"


def test_our_list_is_sorted():
    misplaced = [f"« {one} » comes after « {other} »" for one, other in pairwise(LISTED) if one >= other]
    assert misplaced == [], "keep orthographe.txt sorted, capitals first, each word once"


def test_our_titles_are_needed():
    assert editions.built(), editions.MISSING
    told = "\n".join(path.read_text("utf-8") for path in [*editions.built(), *SOURCES, *files()])
    assert [title for title in TITLES if title not in told] == [], "no page, no simulator says these: take them out of orthographe.txt"


@pytest.mark.parametrize(
    "text, found",
    [
        ("L’école d'été jusqu’à l’« ESS »", {"école", "été", "à", "ESS"}),
        ("Aujourd’hui, rendez-vous au 1er étage, 3DS, CO2", {"Aujourd’hui", "rendez-vous", "au", "étage"}),
        ("voir exemple.fr/page et donnees.csv", {"voir", "et"}),
    ],
)
def test_reads_words(text, found):
    assert words(text) == found


def test_reads_the_sentences_of_a_script():
    script = 'const a = "Un calcul"; b("input, button"); c(`réussi le ${day}`); // "Un commentaire"'
    assert list(script_texts(script)) == ["Un calcul", "réussi le  "]


@pytest.mark.parametrize("word, known", [("monnaie", True), ("monaie", False), ("currency", False), ("Économie", True)])
def test_the_dictionary_is_french(french, word, known):
    assert french.lookup(word) == known
