"""The time line of the law and the lists of sources: their files, and what a page shows of them."""

import re

import pytest

import book_site
from essor.places import COURSE
from essor.portable.french import MONTHS
from essor.readers import chronology, facts, sources

DATA = COURSE / "data"
EVENTS = chronology.load(DATA / "chronologie.csv")
REGISTER = facts.load(DATA / "faits")
# What supports an event is often a date, or says when it begins: both tell the same day.
_DAY = re.compile(r"(?:(\d{1,2})(?:er)? )?(" + "|".join(MONTHS) + r") (\d{4})")
DATED = [(event, said) for event in EVENTS for said in [_DAY.search(REGISTER[event.key].value)] if said]


def test_the_time_line_goes_from_the_law_to_2026():
    assert EVENTS[0].date == "2014-07-31" and EVENTS[0].key.startswith("loi-ess")
    assert EVENTS[-1].year == "2026"


@pytest.mark.parametrize("event, said", DATED, ids=lambda value: getattr(value, "key", ""))
def test_an_event_keeps_the_date_of_its_fact_or_one_that_follows(event, said):
    """A law is dated by its signature; what it changes may come later."""
    day, month, year = said.groups()
    signed = f"{year}-{MONTHS.index(month) + 1:02d}" + (f"-{int(day):02d}" if day else "")
    assert not chronology.comes_before(event.date, signed)
    if REGISTER[event.key].value == said[0]:
        assert signed.startswith(event.date) or event.date == signed


@pytest.fixture(scope="module")
def line(out):
    return book_site.page(out, "book/index.html").find("ol", class_="chronologie")


def test_years_hold_their_events_as_lists(line):
    years = line.find_all("li", recursive=False)
    assert [year.p.get_text() for year in years] == ["2014", "2015", "2019", "2023"]
    assert [len(year.ol.find_all("li", recursive=False)) for year in years] == [2, 1, 1, 1]
    assert line.find_previous_sibling("p").get_text() == "5\u00a0dates, de 2014 à 2023\u202f; 1\u00a0reste à vérifier."


def test_an_event_says_when_what_where_it_was_read_and_whether_that_is_in_doubt(line):
    event = line.find_all("li", recursive=False)[1].ol.li
    assert event.time["datetime"] == "2015-02-01" and event.time.get_text() == "1er\u00a0février 2015"
    assert event.find(class_="chronologie-theme").get_text() == "achats"
    assert event.strong.get_text() == "Un seuil"
    assert event.find(class_="fait").find("a", attrs={"role": "doc-noteref"})["href"] == "#source-seuil"
    assert event.find(class_="fait").get_text().startswith("Banque"), "the source of a figure"
    law = line.find_all("li", recursive=False)[0].ol.li
    assert law.find(class_="fait").get_text().startswith("loi n°\u00a01"), "the name of a law"
    (doubtful,) = line.find_all("li", class_="chronologie-doute")
    assert doubtful.find(class_="statut-a-verifier").get_text() == "à vérifier"


def test_a_page_may_keep_some_themes(out):
    kept = book_site.page(out, "book/achats.html").find("ol", class_="chronologie")
    assert [title.get_text() for title in kept.select(".chronologie-titre")] == ["Un seuil", "Un décompte"]
    assert kept.find(class_="chronologie-theme") is None, "one theme needs no name"


def test_sources_are_three_lists(out):
    lists = book_site.page(out, "book/sources.html").find_all("ul", class_="sources")
    law, read, data = [[item.get_text() for item in found.find_all("li")] for found in lists]
    assert law == ["Loi n°\u00a01\u00a0: La loi. Lu dans\u00a0: Légifrance\u202f; vérifié.", "2019\u00a0: Une retouche. Texte non lu\u202f; à vérifier."]
    assert read == ["Banque (1\u00a0fait)."]
    assert data == ["Atlas. Licence\u00a0: non précisée.", "Zèbre, lu dans\u00a0: un relais. Licence\u00a0: Licence Ouverte 2.0. Provisoire."]


def test_what_was_not_read_is_no_publication():
    assert sources.UNREAD in {fact.source for fact in REGISTER.values()}
    assert sources.UNREAD not in {publication.title for publication in sources.publications(REGISTER)}
    total = sum(publication.facts for publication in sources.publications(REGISTER))
    assert total == sum(not sources.is_law(fact) and fact.source != sources.UNREAD for fact in REGISTER.values())
