"""The glossary: its entries, how its terms are found in a text, and the links to them."""

import pytest

import book_site
from essor.readers import glossary
from samples import table

SMALL = table(
    "glossaire",
    """Monnaie locale complémentaire (MLC),monnaie locale complémentaire | monnaies locales complémentaires | monnaie locale | MLC,Un moyen.,Code,vérifié
Économie sociale et solidaire (ESS),économie sociale et solidaire | ESS,Des organisations privées.,Loi,vérifié
Commission d’appel,commission d’appel | commissions d’appel,Un groupe.,Connaissance générale,source secondaire
Avise,Avise,Une agence.,Connaissance générale,source secondaire
De minimis,de minimis,Une petite aide.,Règlement,vérifié
""",
)


@pytest.fixture(scope="module")
def finder(tmp_path_factory):
    path = tmp_path_factory.mktemp("glossary") / "glossaire.csv"
    path.write_text(SMALL, "utf8")
    return glossary.Finder(glossary.load(path))


@pytest.mark.parametrize(
    "text, found",
    [
        *[(f"avec {form}", [form]) for form in ("monnaie locale", "monnaies locales complémentaires", "monnaie locale complémentaire")],
        # Any case for words, not for names and acronyms.
        ("Monnaie locale et Économie Sociale et Solidaire", ["Monnaie locale", "Économie Sociale et Solidaire"]),
        ("l’ESS, une ess, des MLC", ["ESS", "MLC"]),
        ("il avise ; l’Avise", ["Avise"]),
        # Whole words: an apostrophe ends one, a hyphen does not.
        *[(text, ["ESS"]) for text in ("d’ESS", "d'ESS", "(ESS)", "ESS.")],
        *[(text, []) for text in ("hors-ESS, ESS-2, ESSE, MESS", "monnaie localement", "la paramonnaie locale", "")],
        # Whatever space and apostrophe were typed.
        ("de\u00a0minimis", ["de\u00a0minimis"]),
        ("une monnaie\nlocale", ["monnaie\nlocale"]),
        ("commission d'appel et commission d’appel", ["commission d'appel", "commission d’appel"]),
    ],
)
def test_finds_terms(finder, text, found):
    assert [text[start:end] for start, end, _ in finder.find(text)] == found


def test_the_longest_form_wins_and_says_its_entry(finder):
    ((_, _, entry),) = finder.find("une monnaie locale complémentaire")
    assert entry.term == "Monnaie locale complémentaire (MLC)" and entry.anchor == "terme-monnaie-locale-complementaire-mlc"


PAGE = """# Une monnaie locale

La **monnaie locale** n’est pas une monnaie locale complémentaire : lisez `ESS` puis [ESS](https://example.org/).

{fait}`mlc` circulent.

## L’ESS

- L’ESS, puis l’ESS ; les monnaies locales complémentaires.

| Aide de minimis | B |
|---|---|
| aide de minimis | $MLC$ |
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("terms")
    pages = {"index": PAGE, "sans": "# Sans\n\nUne agence.\n", "annexes/glossaire": "# Glossaire\n\nL’ESS.\n\n```{glossaire}\n```\n"}
    data = {"data/glossaire.csv": SMALL, "data/faits/partie.csv": table("faits", "mlc,MLC,5,MLC,,Dossier,,déclaré en 2014,,\n")}
    book_site.write(folder, {f"book/{name}.md": page for name, page in pages.items()} | data)
    return folder


@pytest.fixture(scope="module")
def out(folder):
    return book_site.build(folder)


def links(out, name):
    return [(link.get_text(), link["href"]) for link in book_site.page(out, name).find_all("a", class_="terme")]


def test_a_page_links_the_first_use_of_each_term(out):
    assert links(out, "book/index.html") == [
        ("monnaie locale", "annexes/glossaire.html#terme-monnaie-locale-complementaire-mlc"),
        ("ESS", "annexes/glossaire.html#terme-economie-sociale-et-solidaire-ess"),
        ("de minimis", "annexes/glossaire.html#terme-de-minimis"),
    ]


def test_links_stand_in_the_text_only(out):
    page = book_site.page(out, "book/index.html")
    monnaie, ess, aid = page.find_all("a", class_="terme")
    assert monnaie.parent.name == "strong"
    assert ess.find_parent("li") and aid.find_parent("td")
    for link in (monnaie, ess, aid):
        assert link.find_parent(["h1", "h2", "code", "th", "nav"]) is None and link.find_parent(class_="fait") is None


def test_the_glossary_is_alphabetical_and_every_link_arrives(out):
    page = book_site.page(out, "book/annexes/glossaire.html")
    terms = [term.get_text() for term in page.select("dl.glossaire > dt")]
    assert terms == ["Avise", "Commission d’appel", "De minimis", "Économie sociale et solidaire (ESS)", "Monnaie locale complémentaire (MLC)"]
    assert [letter.get_text() for letter in page.select(".lettres a")] == ["A", "C", "D", "E", "M"]
    for letter in page.select(".lettres a"):
        assert page.find(id=letter["href"][1:]).find("h2").get_text() == letter.get_text()
    assert all(page.find(id=address.partition("#")[2]) for _, address in links(out, "book/index.html"))
    assert links(out, "book/annexes/glossaire.html") == []


def test_each_definition_gives_its_source_and_status(out):
    page = book_site.page(out, "book/annexes/glossaire.html")
    assert next(p.get_text() for p in page.select(".glossaire-source")) == "Sens courant, non relu dans un texte."


def test_a_new_term_is_linked_without_reading_pages_again(folder, out):
    glossary_file = folder / "data" / "glossaire.csv"
    glossary_file.write_text(f"{SMALL}Agence,agence | agences,Un bureau.,Loi,vérifié\n", encoding="utf-8")
    book_site.build(folder)
    assert links(out, "book/sans.html") == [("agence", "annexes/glossaire.html#terme-agence")]


def test_a_book_without_glossary_has_no_link(tmp_path):
    assert links(book_site.built(tmp_path, {"book/index.md": "# Accueil\n\nL’ESS.\n"}), "book/index.html") == []
