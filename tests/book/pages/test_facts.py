"""The register of facts, and how the pages quote it."""

import csv

import pytest

import book_site
from essor.book.pages.facts import SECTION_TITLE, written_value
from essor.readers import facts
from quoted import plain
from samples import table

VALUES = [("161000", "habitants", "161\u202f000\u00a0habitants"), ("0.2", "%", "0,2\u00a0%"), ("2.50", "€", "2,50\u00a0€"), ("2015", "", "2015")]
VALUES += [("17 mai 2013", "", "17\u00a0mai 2013"), ("2500", "", "2\u202f500"), ("2015", "Bou’Sols", "2\u202f015\u00a0Bou’Sols"), ("-3", "%", "\u22123\u00a0%")]
VALUES += [("art. 9 de la loi n° 2014-856", "", "art.\u00a09 de la loi n°\u00a02014-856")]


@pytest.mark.parametrize("value, unit, written", VALUES)
def test_values_in_french(value, unit, written):
    assert written_value(facts.Fact("f", "F", value, unit, "", "S", "", facts.DECLARED, None, "", "f.csv")) == written


REGISTER = table(
    "faits",
    """habitants,Habitants,161000,habitants,2014,Dossier,,déclaré en 2014,,
commission,Commission,0.5,%,,Règlement,https://example.org/r,"en vigueur, lu",2026-11-24,Au plus
lancement,Lancement,mai 2013,,,Dossier,,à vérifier,,
inutile,Jamais cité,1,,,Dossier,,calculé,,
""",
)
PAGE = """# Accueil

On compte {fait}`habitants` et {fait}`commission`, depuis {fait}`lancement`.

## Suite

| Mesure | Valeur |
|---|---|
| Encore | {fait}`habitants` |
"""
NOTEBOOK = book_site.notebook(book_site.markdown_cell("# Carnet\n\nLancé en {fait}`lancement`."))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("facts")
    pages = {"index.md": PAGE, "carnet.ipynb": NOTEBOOK, "sans.md": "# Sans\n\nRien.\n", "registre.md": "# Registre\n\n```{registre}\n```\n"}
    book_site.write(folder, {f"book/{name}": page for name, page in pages.items()} | {"data/faits/partie.csv": REGISTER})
    return folder


@pytest.fixture(scope="module")
def out(folder):
    return book_site.build(folder)


def text(node):
    return " ".join(plain(node.get_text()).split())


def test_mentions_are_numbered_by_fact_and_lead_to_their_source(out):
    page = book_site.page(out, "book/index.html")
    mentions = page.find_all(class_="fait")
    assert [text(mention) for mention in mentions] == ["161 000 habitants 1", "0,5 % 2", "mai 2013 3?", "161 000 habitants 1"]
    for mention in mentions:
        link = mention.find("a")
        assert page.find(id=link["href"][1:]).name == "li" and plain(link["aria-label"]) == f"Note {link.get_text().rstrip('?')}"
    assert [mention.a["title"] for mention in mentions] == ["déclaré en 2014", "en vigueur, lu", "à vérifier", "déclaré en 2014"]


def test_the_page_ends_with_each_fact_once(out):
    page = book_site.page(out, "book/index.html")
    section = page.find(id="chiffres-et-sources")
    assert section.find("h2").get_text() == SECTION_TITLE
    assert section.find_next_sibling("section") is None
    assert [text(entry) for entry in section.find_all("li")] == [
        "Habitants : 161 000 habitants (2014). Source : Dossier. Déclaré en 2014. ↑1 ↑2",
        "Commission : 0,5 %. Source : Règlement. En vigueur, lu (état au 24 novembre 2026). Au plus. ↑",
        "Lancement : mai 2013. Source : Dossier. À vérifier. ↑",
    ]
    assert section.find("a", class_="external")["href"] == "https://example.org/r"
    for back in section.find_all(class_="fait-retour"):
        assert page.find(id=back["href"][1:])["class"] == ["fait"]
    assert SECTION_TITLE in page.find(id="essor-toc").get_text()


def test_notebooks_quote_facts_too_and_a_page_without_has_no_list(out):
    page = book_site.page(out, "book/carnet.html")
    assert text(page.find(class_="fait")) == "mai 2013 1?"
    assert len(page.find(id="chiffres-et-sources").find_all("li")) == 1
    assert book_site.page(out, "book/sans.html").find(id="chiffres-et-sources") is None


def register_rows(out):
    table = book_site.page(out, "book/registre.html").find("table", class_="registre")
    return [[text(cell) for cell in row.find_all(["th", "td"])] for row in table.tbody.find_all("tr")]


def test_the_register_lists_every_fact_with_its_pages(out):
    assert register_rows(out) == [
        ["Commission Au plus", "0,5 %", "–", "Règlement", "en vigueur, lu", "24/11/2026", "Accueil"],
        ["Habitants", "161 000 habitants", "2014", "Dossier", "déclaré en 2014", "–", "Accueil"],
        ["Lancement", "mai 2013", "–", "Dossier", "à vérifier", "–", "Accueil Carnet"],
        ["Jamais cité", "1", "–", "Dossier", "calculé", "–", "pas encore cité"],
    ]
    page = book_site.page(out, "book/registre.html")
    assert "4 faits : 1 lu en vigueur, 1 calculé, 1 déclaré en 2014 et 1 à vérifier ; aucune page n’en cite encore 1." in text(page.article)
    for link in page.select(".registre td:last-child a"):
        name, _, mention = link["href"].partition("#")
        assert book_site.page(out, f"book/{name}").find(id=mention)["class"] == ["fait"]


def test_the_register_can_be_downloaded(out):
    address = book_site.page(out, "book/registre.html").find("a", download=True)["href"]
    written = (out / "book" / address).read_bytes()
    assert written.startswith(b"\xef\xbb\xbf") and b"\r\n" in written
    rows = csv.DictReader(written.decode("utf-8-sig").splitlines(), delimiter=";")
    claims = [(row["cle"], row["valeur"], row["unite"], row["page"], row["adresse_page"], row["statut"]) for row in rows]
    assert claims == [
        ("commission", "0,5", "%", "Accueil", "book/index.html#fait-commission-1", "en vigueur, lu"),
        ("habitants", "161000", "habitants", "Accueil", "book/index.html#fait-habitants-1", "déclaré en 2014"),
        ("lancement", "mai 2013", "", "Accueil", "book/index.html#fait-lancement-1", "à vérifier"),
        ("lancement", "mai 2013", "", "Carnet", "book/carnet.html#fait-lancement-1", "à vérifier"),
        ("inutile", "1", "", "", "", "calculé"),
    ]


def test_only_the_register_loads_its_script(out):
    loaded = {name for name in ("index", "sans", "registre") if "tables.js" in (out / "book" / f"{name}.html").read_text("utf-8")}
    assert loaded == {"registre"}


def test_the_register_follows_the_pages(folder, out):
    page = folder / "book" / "sans.md"
    page.write_text("# Sans plus\n\nUn {fait}`inutile`.\n", encoding="utf-8")
    book_site.build(folder)
    assert register_rows(out)[3][-1] == "Sans plus"


def test_a_correction_of_the_register_reaches_the_pages(folder, out):
    register = folder / "data" / "faits" / "partie.csv"
    register.write_text(REGISTER.replace("161000", "162000"), encoding="utf-8")
    book_site.build(folder)
    assert text(book_site.page(out, "book/index.html").find(class_="fait")).startswith("162 000")


def test_an_unknown_fact_is_a_warning_that_says_where(tmp_path, capsys):
    book_site.built(tmp_path, {"book/index.md": "# Accueil\n\nUn {fait}`inconnu`.\n", "data/faits/partie.csv": REGISTER}, strict=False)
    assert "index.md:3: WARNING: unknown fact 'inconnu'" in capsys.readouterr().err


def test_a_broken_register_stops_the_build(tmp_path):
    book_site.write(tmp_path, {"book/index.md": "# Accueil\n\nUn {fait}`habitants`.\n", "data/faits/partie.csv": REGISTER.replace("calculé", "sûr")})
    with pytest.raises(Exception, match=r"partie.csv:5: statut is 'sûr'"):
        book_site.build(tmp_path)
