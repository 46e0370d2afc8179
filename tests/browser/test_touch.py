"""Fingers, on a phone: they scroll the page wherever they come down, and set a slider only by moving along it."""

from collections import defaultdict

import pytest
from playwright.sync_api import expect

from essor.portable.simulators.controls import Slider

from .conftest import PAGE_OF, sampled
from .driver import SimulatorInPage
from .touch import SWIPE, TOUCH, Finger, place

# Between them, every frame of a picture (axes, polar, flows, cells, a drawing) and a slider, in pages that are visited
# once each. All simulators take fingers by the same code.
_KINDS = ("ptce-radar", "scic-capital", "esr-bond", "transversality-matrix", "missing-link")
_PAGES = defaultdict(list)
for _slug in sampled(PAGE_OF, _KINDS):
    _PAGES[PAGE_OF[_slug]].append(_slug)

# An iPhone enlarges the page around these.
SMALL_FIELDS = """
() => [...document.querySelectorAll("input:not([type=radio], [type=checkbox], [type=range], [type=file]), select, textarea")]
  .filter((field) => parseFloat(getComputedStyle(field).fontSize) < 16)
  .map((field) => field.outerHTML.slice(0, 90))
"""


def expect_to_scroll(finger, simulator):
    """From each picture and from the first slider, which keeps its value."""
    finger.page.mouse.move(0, 0)  # a click left it where it may stand over a slider
    expect(simulator.root.locator(".essor-picture:empty")).to_have_count(0)
    for rank, picture in enumerate(simulator.root.locator(".essor-picture").all()):
        assert finger.swipe_up(picture) > SWIPE / 2, f"{simulator.simulator.slug}: figure {rank}"
    for slider in simulator.controls(Slider)[:1]:
        simulator.reveal(slider)
        assert finger.swipe_up(simulator.range(slider), 0.8) > SWIPE / 2, f"{simulator.simulator.slug}: {slider.label}"
        simulator.expect_outcome()


@pytest.mark.parametrize("path", _PAGES)
def test_a_finger_scrolls_the_page_and_slides_only_along(visit, path):
    page = visit(path, **TOUCH)
    finger = Finger(page)
    for slug in _PAGES[path]:
        simulator = SimulatorInPage(page, slug).approach()
        expect_to_scroll(finger, simulator)
        for slider in simulator.controls(Slider)[:1]:
            # Not by its thumb: from one point of the track to another.
            handle = simulator.range(slider)
            finger.drag(place(handle, 0.3), handle.bounding_box()["width"] * 0.4, 5)
            expect_at(simulator, slider, 0.7)
            simulator.expect_pictures()  # all drawn: nothing moves under the finger any more
            spot = place(handle, 0.2)
            page.wait_for_timeout(100)  # the page was brought there: a finger that comes at once stops it
            page.touchscreen.tap(*spot)
            expect_at(simulator, slider, 0.2)
    assert page.evaluate(SMALL_FIELDS) == []


# Taps a track at a fifth of its width, as a finger that comes down while the page moves or, without `moving`, on a page at rest.
TAP = """
(range, moving) => {
  const track = range.parentElement;
  const { left, width } = track.getBoundingClientRect();
  if (moving) dispatchEvent(new Event("scroll"));
  for (const kind of ["pointerdown", "pointerup"]) track.dispatchEvent(new PointerEvent(kind, { clientX: left + width / 5, isPrimary: true, bubbles: true }));
  return range.value;
}
"""


def test_a_finger_that_stops_the_page_sets_nothing(visit):
    page = visit(PAGE_OF["scic-ten-years"], **TOUCH)
    simulator = SimulatorInPage(page, "scic-ten-years").approach()
    slider = simulator.range(simulator.controls(Slider)[0])
    before = slider.input_value()
    assert slider.evaluate(TAP, True) == before
    page.wait_for_timeout(100)  # nothing moves any more
    assert slider.evaluate(TAP, False) != before


def expect_at(simulator, slider, share):
    """The slider is near this share of its range, and the page shows what CPython computes there."""
    handle, travel = simulator.range(slider), slider.high - slider.low
    near = "([range, wanted, loose]) => Math.abs(range.valueAsNumber - wanted) < loose"
    wanted = [handle.element_handle(), slider.low + share * travel, 0.05 * travel + slider.step / 2]
    simulator.page.wait_for_function(near, arg=wanted, timeout=15_000)  # a tap becomes a click a moment later
    simulator.take(slider, handle.evaluate("range => range.valueAsNumber"))


def test_a_tap_on_a_chart_still_shows_a_value(visit):
    page = visit("book/debat-2/cooperer.html", **TOUCH)
    # No mouse anywhere: it would take the value away.
    root = page.locator('.essor-sim[data-slug="ptce-radar"]')
    root.scroll_into_view_if_needed()
    if (skip := root.locator("[data-skip]")).is_visible():
        skip.tap()
    root.locator("[data-explore]").first.tap()
    chart = root.locator(".js-plotly-plot").first
    at = place(chart, 0.5)
    # Seen as it comes: some headless browsers move a mouse of theirs away from the chart at once.
    chart.evaluate("""chart => new MutationObserver((_, seen) => {
      if (!chart.querySelector(".hoverlayer .hovertext")) return;
      chart.dataset.told = "";
      seen.disconnect();
    }).observe(chart, { childList: true, subtree: true })""")
    page.touchscreen.tap(*at)
    expect(chart).to_have_attribute("data-told", "")


def test_a_deck_read_on_a_phone_scrolls_too(visit_trainers):
    page = visit_trainers("book/debat-3/diapositives.html", **TOUCH)  # with charts and sliders
    for slug in ("scic-capital", "bousol-bonus"):
        expect_to_scroll(Finger(page), SimulatorInPage(page, slug).approach())
    assert page.evaluate(SMALL_FIELDS) == []


def test_no_field_makes_a_phone_enlarge_the_page(visit):
    """One page of each kind that has a field of its own."""
    for path in (
        "book/progression.html",
        "book/collectivite.html",
        "book/outils/clause-insertion.html",
        "book/conclusion.html",
        "book/annexes/registre.html",
        "search.html",
        "404.html",
    ):
        page = visit(path, **TOUCH)
        assert page.locator("input, select, textarea").count(), path
        assert page.evaluate(SMALL_FIELDS) == [], path


# In a dock, what is chosen in a list and is cut, a setting's name wider than the screen, a field over its neighbour.
CUT = """
(dock) => {
  const wide = (select) => {
    const text = document.createElement("span");
    text.style.cssText = `position: absolute; font: ${getComputedStyle(select).font}`;
    text.textContent = select.selectedOptions[0].text;
    document.body.append(text);
    const width = text.offsetWidth;
    text.remove();
    return width + ARROW > select.clientWidth;
  };
  const seen = (selector) => [...dock.querySelectorAll(selector)].filter((part) => part.getClientRects().length);
  const boxes = seen("select, input, .essor-line > button").map((part) => part.getBoundingClientRect());
  const apart = (one, other) => one.right < other.left + 1 || other.right < one.left + 1 || one.bottom < other.top + 1 || other.bottom < one.top + 1;
  const over = boxes.some((one, rank) => boxes.slice(rank + 1).some((other) => !apart(one, other)));
  const names = seen(".essor-chips button").filter((name) => name.offsetWidth > dock.clientWidth || name.scrollWidth > name.clientWidth + 1);
  return [seen("select").filter(wide).map((select) => select.value), names.map((name) => name.textContent), over];
}
""".replace("ARROW", "18")  # px, in Chromium


@pytest.mark.parametrize("slug", ["transversality-matrix", "clause-planner", "spaser"])
def test_what_is_under_the_thumb_is_read_whole(simulate, slug):
    simulator = simulate(slug, **TOUCH).come_near()
    assert simulator.root.locator("[data-part=dock]").evaluate(CUT) == [[], [], False]
