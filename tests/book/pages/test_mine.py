"""What simulators take of the reader's collectivité: real settings and known entries, and the form that asks for them."""

import pytest
from bs4 import BeautifulSoup

import editions
from essor.book.pages.mime import simulator_html
from essor.book.pages.mine import ENTRIES, NAME, control_of, controls, declared
from essor.book.site.browser import portable_sources, words_path
from essor.portable.simulators.controls import Choice, Grid, Number
from essor.portable.simulators.registry import load, module_of, slugs

KEYS = [entry.key for entry in ENTRIES]
TAKING = [slug for slug in slugs() if declared(slug)]


@pytest.mark.parametrize("slug", TAKING)
def test_each_setting_is_real_and_each_entry_known(slug):
    page = BeautifulSoup(simulator_html(slug, {}, False, "un"), "html.parser")
    assert page.select("[data-mine]") and page.select("[data-part=mine]")
    for setting, key in declared(slug).items():
        assert key in KEYS
        name, _, cell = setting.partition(":")
        control = load(slug).control(name)
        assert isinstance(control, Grid) == bool(cell)
        assert isinstance(control_of(slug, setting), Choice if key == "departement" else Number)
        (box,) = page.select(f'[data-control="{name}"]')
        assert len(box.select(f'[data-cell="{cell}"]' if cell else "select, [data-typed]")) == 1


def test_every_entry_but_the_name_is_taken_by_a_setting():
    assert set(controls(slugs())) == set(KEYS) - {NAME} and len(KEYS) == len(set(KEYS))


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if entry.rounds], ids=lambda entry: entry.key)
def test_every_setting_accepts_the_orders_of_magnitude(entry):
    for slug in TAKING:
        for setting, key in declared(slug).items():
            if key == entry.key:
                control = control_of(slug, setting)
                assert [control.parse(control.field(value)) for value in entry.rounds] == list(entry.rounds)
                assert (control.low, control.high) == (controls(slugs())[key].low, controls(slugs())[key].high), "the form says one range"


def test_a_simulator_that_takes_nothing_offers_nothing():
    slug = next(slug for slug in slugs() if slug not in TAKING)
    assert "data-mine" not in simulator_html(slug, {}, False, "un") and 'data-part="mine"' not in simulator_html(slug, {}, False, "un")


@pytest.mark.parametrize("slug", TAKING)
def test_the_engine_is_not_told(slug):
    assert "'collectivite': {" not in portable_sources()[words_path(module_of(slug))]


def test_the_page_leads_to_the_simulators_that_take_something():
    assert editions.built(), editions.MISSING
    page = BeautifulSoup((editions.LEARNERS / "book" / "collectivite.html").read_text("utf8"), "html.parser")
    linked = {link["href"].rpartition("/")[2].removesuffix(".html") for link in page.select("article a[href*='exercises/']")}
    assert linked == set(TAKING)
    assert [field["name"] for field in page.select("[data-describe] [name]")] == KEYS
    for field in page.select("[data-describe] input[list]"):
        assert page.find(id=field["list"]).select("option")
