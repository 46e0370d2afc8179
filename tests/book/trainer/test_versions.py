"""Versions: slides of the book, each once, whose minutes are those of the activities; what is wrong is said in words."""

import re

import pytest
from bs4 import BeautifulSoup
from sphinx.errors import ExtensionError

from editions import TRAINERS
from essor.book.trainer import versions
from essor.book.trainer.versions import Known, Planned, Version
from essor.places import COURSE
from essor.readers import running_order
from essor.readers.running_order import Activity

SHIPPED = COURSE / "book" / "formateur" / "versions.toml"
ORDERS = running_order.load(COURSE / "data" / "deroules.csv")
ACTIVITIES = [
    Activity("bet", 540, 5, "exposé", "Le pari", "Parier", "", ""),
    Activity("rest", 545, 10, "pause", "Pause", "Souffler", "", ""),
    Activity("talk", 555, 7, "débat", "Le débat", "Parler", "", ""),
]
KNOWN = {"Combien ?": Known("book/a", "a-1", 5, False), "Les étapes": Known("book/a", "a-2", 4, True), "Et vous ?": Known("book/b", "b-1", 3, False)}
BET, TALK = [(5, "Combien ?")], [(4, "Les étapes"), (3, "Et vous ?")]


def version(minutes=22, **chosen):
    return Version("heure-1", "Une heure", minutes, "loi", chosen or {"bet": BET, "talk": TALK})


def test_slides_follow_the_activities_and_a_pause_has_its_own():
    bet, rest, talk = ACTIVITIES
    assert versions.plan(version(), ACTIVITIES, KNOWN) == [
        Planned(bet, KNOWN["Combien ?"], 5),
        Planned(rest, None, 10),
        Planned(talk, KNOWN["Les étapes"], 4),
        Planned(talk, KNOWN["Et vous ?"], 3),
    ]


@pytest.mark.parametrize(
    "given, said",
    [
        (version(bet=[(5, "Combien")], talk=TALK), "no slide 'Combien'; the nearest is 'Combien ?'"),
        (version(bet=[(5, "xyz")], talk=TALK), "no slide 'xyz'; there is ['Combien ?', 'Les étapes', 'Et vous ?']"),
        (version(bet=BET, tolk=TALK), "no activity 'tolk'; the nearest is 'talk'"),
        (version(bet=BET, talk=[(4, "Combien ?"), (3, "Et vous ?")]), "slide 'Combien ?' comes twice"),
        (version(bet=[(4, "Combien ?")], talk=TALK), "bet: 4 min of slides for 5"),
        (version(bet=BET), "talk: 0 min of slides for 7"),
        (version(bet=[(5, "Les étapes")], talk=TALK), "slide 'Les étapes': 5 min, but its steps take 4"),
        (version(60), "the activities take 22 min, pauses included, for a sitting of 60"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_does_not_add_up_is_refused(given, said):
    with pytest.raises((LookupError, ValueError), match=re.escape(said)):
        versions.plan(given, ACTIVITIES, KNOWN)


GIVEN = 'deroule = "heure-1"\ntitre = "T"\nminutes = 60\npictogramme = "loi"\n[version.diapositives]\nbet = ["5 | Combien ?"]\n'


@pytest.mark.parametrize(
    "old, new, said",
    [
        ('"heure-1"', '"heure-9"', "no version 'heure-9'; the nearest is"),
        ('"heure-1"', '"journee"', "no version 'journee'"),
        ('"loi"', '"lois"', "no pictogram 'lois'; the nearest is 'loi'"),
        ("minutes = 60\n", "", "minutes is missing or unknown"),
        ("5 | Combien", "Combien", "'Combien ?': a slide is written « minutes | its title »"),
        ("= 60", "= soixante", "versions.toml: "),
    ],
)
def test_a_file_that_is_not_written_as_it_should_is_refused(tmp_path, old, new, said):
    path = tmp_path / "versions.toml"
    path.write_text("[[version]]\n" + GIVEN, "utf8")
    assert versions.load(path) == [Version("heure-1", "T", 60, "loi", {"bet": [(5, "Combien ?")]})]
    path.write_text("[[version]]\n" + GIVEN.replace(old, new), "utf8")
    with pytest.raises(ExtensionError, match=re.escape(said)):
        versions.load(path)
    path.write_text(("[[version]]\n" + GIVEN) * 2, "utf8")
    with pytest.raises(ExtensionError, match="twice"):
        versions.load(path)


@pytest.mark.parametrize(
    "link, moved",
    [
        ("investir.html#x", "../../debat-3/investir.html#x"),
        ("../formateur/activites/d3-ag.html", "../activites/d3-ag.html"),
        ("../../exercises/a.html?s=1", "../../../exercises/a.html?s=1"),
        ("#notes", "../../debat-3/investir.html#notes"),
        ("https://example.org/a", "https://example.org/a"),
    ],
)
def test_links_lead_to_the_same_places(link, moved):
    html = '<use href="#hatch"/><a class="x" href="{}">là</a>'
    assert versions.rebased(html.format(link), "book/debat-3/investir", "book/formateur/heure-3") == html.format(moved)


@pytest.mark.built
@pytest.mark.parametrize("shipped", versions.load(SHIPPED), ids=lambda shipped: shipped.key)
def test_a_shipped_deck_fills_its_sitting(shipped):
    deck = BeautifulSoup((TRAINERS / "book" / "formateur" / shipped.key / "diapositives.html").read_text("utf8"), "html.parser")
    slides = deck.select("[data-part=slide]")
    assert sum(int(slide["data-minutes"]) for slide in slides) == shipped.minutes
    keys = list(dict.fromkeys(slide["data-key"] for slide in slides[1:-1]))
    assert keys == [activity.key for activity in ORDERS[shipped.key]]
    assert all(slide.select_one("[data-part=said]") for slide in slides)


def test_a_version_predicts_decides_and_ends_on_monday():
    """A short version bets before it shows, and its last activity is what each will do."""
    assert {shipped.key for shipped in versions.load(SHIPPED)} == {"demi-journee", "heure-1", "heure-2", "heure-3", "heure-4"}
    for shipped in versions.load(SHIPPED):
        assert ORDERS[shipped.key][-1].key == "conclusion" and shipped.chosen["conclusion"][0][1].startswith("Lundi matin")
        assert {activity.form for activity in ORDERS[shipped.key]} >= {"groupe", "débat"}
