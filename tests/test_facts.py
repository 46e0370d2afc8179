"""The register of facts, and how the pages quote it."""

from datetime import date
from pathlib import Path

import book_site
import pytest
from book_site import FACTS_HEADER

from essor import facts
from essor.surfaces.book.facts import SECTION_TITLE, written_date, written_value

SHIPPED = Path(__file__).parents[1] / "data" / "faits.csv"
GOOD = {
    "cle": "un-fait", "libelle": "Un fait", "valeur": "5", "unite": "%", "periode": "2014", "source": "Dossier",
    "adresse": "https://example.org/", "statut": "vérifié", "verifie_le": "2026-11-24", "note": "",
}  # fmt: skip


def loaded(tmp_path, *rows):
    path = tmp_path / "faits.csv"
    path.write_text(FACTS_HEADER + "".join(",".join(row.values()) + "\n" for row in rows), encoding="utf-8")
    return facts.load(path)


def test_reads_an_entry(tmp_path):
    fact = loaded(tmp_path, GOOD)["un-fait"]
    assert fact == facts.Fact(
        "un-fait", "Un fait", "5", "%", "2014", "Dossier", "https://example.org/", "vérifié", date(2026, 11, 24), ""
    )


@pytest.mark.parametrize(
    "change, reason",
    [
        ({"cle": "Un_Fait"}, "faits.csv:2: cle is 'Un_Fait', expected lower-case words"),
        ({"cle": ""}, "cle is ''"),
        ({"libelle": ""}, "libelle is '', expected a value"),
        ({"valeur": " "}, "valeur is ''"),
        ({"source": ""}, "source is ''"),
        ({"statut": "sûr"}, "statut is 'sûr', expected one of déclaré en 2014"),
        ({"adresse": "example.org"}, "adresse is 'example.org'"),
        ({"verifie_le": "24/11/2026"}, "verifie_le is '24/11/2026'"),
        ({"verifie_le": "2026-02-30"}, "verifie_le is '2026-02-30'"),
        ({"verifie_le": ""}, "the date of the check"),
        ({"note": "a,b"}, "expected 10 values"),
    ],
)
def test_refuses_an_entry_that_cannot_be_trusted(tmp_path, change, reason):
    with pytest.raises(facts.FactsError) as refusal:
        loaded(tmp_path, GOOD | change)
    assert reason in str(refusal.value)


def test_refuses_a_key_taken_twice(tmp_path):
    with pytest.raises(facts.FactsError, match="faits.csv:3: cle 'un-fait' is already taken"):
        loaded(tmp_path, GOOD, GOOD)


def test_refuses_other_columns(tmp_path):
    path = tmp_path / "faits.csv"
    path.write_text("cle,valeur\n", encoding="utf-8")
    with pytest.raises(facts.FactsError, match="columns are"):
        facts.load(path)


def test_the_shipped_register_is_sound():
    assert facts.load(SHIPPED)


@pytest.mark.parametrize(
    "value, unit, written",
    [
        ("161000", "habitants", "161\u202f000\u00a0habitants"),
        ("0.2", "%", "0,2\u00a0%"),
        ("2.50", "€", "2,50\u00a0€"),
        ("17 mai 2013", "", "17 mai 2013"),
        ("2015", "", "2015"),
        ("2500", "", "2\u202f500"),
        ("2015", "Bou’Sols", "2\u202f015\u00a0Bou’Sols"),
        ("-3", "%", "\u22123\u00a0%"),
    ],
)
def test_values_in_french(value, unit, written):
    assert written_value(facts.Fact("f", "F", value, unit, "", "S", "", facts.DECLARED, None, "")) == written


@pytest.mark.parametrize("day, written", [(date(2014, 8, 1), "1er août 2014"), (date(2026, 11, 24), "24 novembre 2026")])
def test_dates_in_french(day, written):
    assert written_date(day).replace("\u00a0", " ") == written


REGISTER = FACTS_HEADER + (
    "habitants,Habitants,161000,habitants,2014,Dossier,,déclaré en 2014,,\n"
    "commission,Commission,0.5,%,,Règlement,https://example.org/r,vérifié,2026-11-24,Au plus\n"
    "lancement,Lancement,mai 2013,,,Dossier,,à vérifier,,\n"
    "inutile,Jamais cité,1,,,Dossier,,calculé,,\n"
)
PAGE = """# Accueil

On compte {fait}`habitants` et {fait}`commission`, depuis {fait}`lancement`.

## Suite

| Mesure | Valeur |
|---|---|
| Encore | {fait}`habitants` |
"""
NOTEBOOK = {
    "nbformat": 4, "nbformat_minor": 5,
    "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    "cells": [{"id": "a", "cell_type": "markdown", "metadata": {}, "source": "# Carnet\n\nLancé en {fait}`lancement`."}],
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("facts")
    book_site.write(
        folder,
        {"book/index.md": PAGE, "book/carnet.ipynb": NOTEBOOK, "book/sans.md": "# Sans\n\nRien.\n", "data/faits.csv": REGISTER},
    )
    return folder


@pytest.fixture(scope="module")
def out(folder):
    return book_site.build(folder)


def text(node):
    return " ".join(node.get_text().replace("\u00a0", " ").replace("\u202f", " ").split())


def test_mentions_are_numbered_by_fact_and_lead_to_their_source(out):
    page = book_site.page(out, "book/index.html")
    mentions = page.find_all(class_="fait")
    assert [text(mention) for mention in mentions] == [
        "161 000 habitants1", "0,5 %2", "mai 2013 à vérif.3", "161 000 habitants1",
    ]  # fmt: skip
    for mention in mentions:
        link = mention.find("a")
        assert page.find(id=link["href"][1:]).name == "li"
        assert link["aria-label"].startswith(link.get_text())
    assert text_of_label(mentions[0]) == "1, source : Habitants"
    assert mentions[2].find("abbr")["title"] == "à vérifier"


def text_of_label(mention):
    return mention.find("a")["aria-label"].replace("\u00a0", " ")


def test_the_page_ends_with_each_fact_once(out):
    page = book_site.page(out, "book/index.html")
    section = page.find(id="chiffres-et-sources")
    assert section.find("h2").get_text() == SECTION_TITLE
    assert section.find_next_sibling("section") is None
    assert [text(entry) for entry in section.find_all("li")] == [
        "Habitants : 161 000 habitants (2014). Source : Dossier. Déclaré en 2014. ↩1 ↩2",
        "Commission : 0,5 %. Source : Règlement. Vérifié (lu dans la source) le 24 novembre 2026. Au plus. ↩",
        "Lancement : mai 2013. Source : Dossier. À vérifier. ↩",
    ]
    assert section.find("a", class_="external")["href"] == "https://example.org/r"
    for back in section.find_all(class_="fait-retour"):
        assert page.find(id=back["href"][1:])["class"] == ["fait"]
    assert SECTION_TITLE in page.find(id="essor-toc").get_text()


def test_ids_are_unique(out):
    ids = [node["id"] for node in book_site.page(out, "book/index.html").find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_notebooks_quote_facts_too(out):
    page = book_site.page(out, "book/carnet.html")
    assert text(page.find(class_="fait")) == "mai 2013 à vérif.1"
    assert len(page.find(id="chiffres-et-sources").find_all("li")) == 1


def test_a_page_without_facts_has_no_list(out):
    assert book_site.page(out, "book/sans.html").find(id="chiffres-et-sources") is None


def test_a_correction_of_the_register_reaches_the_pages(folder, out):
    register = folder / "data" / "faits.csv"
    register.write_text(REGISTER.replace("161000", "162000"), encoding="utf-8")
    book_site.build(folder)
    assert text(book_site.page(out, "book/index.html").find(class_="fait")).startswith("162 000")


def test_an_unknown_fact_is_a_warning_that_says_where(tmp_path, capsys):
    book_site.write(tmp_path, {"book/index.md": "# Accueil\n\nUn {fait}`inconnu`.\n", "data/faits.csv": REGISTER})
    book_site.build(tmp_path, strict=False)
    assert "index.md:3: WARNING: unknown fact 'inconnu'" in capsys.readouterr().err


def test_a_broken_register_stops_the_build(tmp_path):
    book_site.write(
        tmp_path, {"book/index.md": "# Accueil\n\nUn {fait}`habitants`.\n", "data/faits.csv": REGISTER.replace("calculé", "sûr")}
    )
    with pytest.raises(Exception, match="faits.csv:5: statut is 'sûr'"):
        book_site.build(tmp_path)
