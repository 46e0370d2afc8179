"""What readers choose of how they read: note calls out of the way, numbers typed without sliders, the result said again."""

import re

from playwright.sync_api import expect

from essor.portable.simulators.controls import Slider

from .conftest import CHAPTER, PHONE
from .driver import SimulatorInPage

STOPS = """
() => [...document.querySelectorAll("main :is(a[href], button, input, select, summary, [tabindex])")]
  .filter((e) => e.tabIndex >= 0 && e.checkVisibility()).length
"""


def choose(page, name):
    page.get_by_text("Options de lecture").press("Enter")
    page.get_by_role("checkbox", name=name).press("Space")


def test_note_calls_are_put_away_and_stay_so(visit, scheme):
    page = visit(CHAPTER, scheme)
    calls = page.locator("[role=doc-noteref]:visible")
    said, stops, many = page.locator("main").inner_text(), page.evaluate(STOPS), calls.count()
    assert many > 20 and "\u202f1" in page.locator("main .fait").first.text_content()
    expect(calls.first).to_have_accessible_name(re.compile(r"^Note\s\d+$"))
    choose(page, "Masquer les appels de note")
    expect(calls).to_have_count(0)
    assert page.evaluate(STOPS) == stops - many and len(page.locator("main").inner_text()) < len(said)
    page.reload()
    expect(page.locator("main h1")).to_be_visible()
    expect(calls).to_have_count(0)
    choose(page, "Masquer les appels de note")
    expect(calls).to_have_count(many)


def test_numbers_are_typed_without_sliders_to_go_through(simulate):
    simulator = simulate("bousol-circuits").come_near()
    page, sliders = simulator.page, simulator.root.get_by_role("slider")
    shown, stops = sliders.count(), page.evaluate(STOPS)
    assert shown == len(simulator.controls(Slider)) - len(simulator.simulator.hidden(simulator.values)) > 3
    choose(page, "Saisir des nombres")
    expect(sliders).to_have_count(0)
    assert page.evaluate(STOPS) <= stops - shown
    page.reload()
    simulator = SimulatorInPage(page, "bousol-circuits").come_near()
    expect(simulator.root.get_by_role("slider")).to_have_count(0)
    first = simulator.active_slider()
    simulator.type(first, first.field(first.high))
    assert simulator.range(first).is_visible()  # still there for a hand
    choose(page, "Saisir des nombres")
    expect(simulator.root.get_by_role("slider")).to_have_count(shown)


def test_the_result_is_said_again(simulate):
    """By its button, as often as it is asked for; on a phone, where it takes no room until the keyboard is on it."""
    for options in ({}, {"viewport": PHONE}):
        simulator = simulate("bousol-circuits", **options).come_near()
        spoken = simulator.root.locator("[data-part=spoken]")
        button = simulator.root.get_by_role("button", name="Répéter le résultat")
        outcome = simulator.simulator.run(simulator.values)
        for _ in range(2):
            button.press("Enter")
            expect(spoken).to_contain_text(simulator.root.locator("[data-part=headline]").text_content())
            for indicator in outcome.indicators:
                expect(spoken).to_contain_text(indicator.text)
            spoken.evaluate("spoken => (spoken.textContent = '')")
        box = button.bounding_box()
        assert box["height"] >= 24 and box["width"] >= 24


def test_the_result_said_again_is_what_later_moves_are_compared_with(simulate):
    simulator = simulate("bousol-circuits").come_near()
    slider, before = simulator.active_slider(), simulator.said()
    simulator.root.get_by_role("button", name="Répéter le résultat").press("Enter")
    simulator.press(slider, "End")
    expect(simulator.root.locator("[data-part=spoken]")).to_have_text(simulator.changed(before))
