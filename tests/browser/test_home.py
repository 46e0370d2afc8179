"""The home page: its circuit moved by keyboard, what stands on its first screen, and where it leads the reader who has begun."""

import pytest
from playwright.sync_api import expect

from essor.book.pages.home import FIRST
from essor.portable.french import typeset
from essor.portable.simulators.registry import load

from .conftest import HOME, PHONE
from .look import come_to_rest, each_look, expect_no_violation, expect_to_fit
from .store import FORBIDDEN
from .touch import SWIPE, TOUCH, Finger

SIZES = [{"width": 1280, "height": 800}, {"width": 1024, "height": 700}, PHONE]

# Texts that are seen smaller than 14 px, those of pictures as they are drawn.
SMALL = """
() => {
  const small = [];
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: holder, data } = walker.currentNode;
    if (!data.trim() || !holder.checkVisibility()) continue;
    const size = parseFloat(getComputedStyle(holder).fontSize) * (holder.getScreenCTM?.().a ?? 1);
    if (size < 13.99) small.push(`${data.trim()}: ${size}`);
  }
  return small;
}
"""
# Every text of the pictures stands inside its drawing.
INSIDE = """
(picture) => [...picture.querySelectorAll("svg")].filter((svg) => svg.checkVisibility()).map((svg) => {
  const frame = svg.getBoundingClientRect();
  const out = ({ left, right, top, bottom }) => left < frame.left - 1 || right > frame.right + 1 || top < frame.top - 1 || bottom > frame.bottom + 1;
  return [...svg.querySelectorAll("text")].filter((text) => out(text.getBoundingClientRect())).map((text) => text.textContent);
})
"""


class Circuit:
    def __init__(self, page):
        self.root = page.locator("[data-part=circuit]")
        self.slider = self.root.get_by_role("slider")
        self.picture = self.root.locator("[data-part=picture]")

    def expect_what_is_computed(self, value):
        """The page says and draws what CPython does at this value."""
        outcome = load("bousol-circuits").run({"reuse": value})
        expect(self.root.get_by_role("status")).to_have_text(typeset(outcome.headline))
        expect(self.picture).to_have_attribute("aria-label", typeset(outcome.figures[0].reading))
        expect(self.slider).to_have_attribute("aria-valuetext", f"{value} sur 100")
        assert self.slider.input_value() == str(value)

    def drawn(self):
        """The texts of the picture that is seen; none stands out of its frame."""
        assert self.picture.evaluate(INSIDE) == [[]]
        return self.picture.locator("svg:visible text").all_text_contents()


@pytest.mark.parametrize("viewport", SIZES, ids=lambda size: str(size["width"]))
def test_the_slider_moves_the_circuit_by_keyboard(visit, viewport):
    circuit = Circuit(visit(HOME, viewport=viewport))
    circuit.expect_what_is_computed(FIRST)
    seen = [circuit.drawn()]
    for key, value in (("ArrowRight", FIRST + 5), ("End", 95), ("ArrowLeft", 90), ("Home", 0)):
        circuit.slider.press(key)
        circuit.expect_what_is_computed(value)
        seen.append(circuit.drawn())
    assert len(set(map(tuple, seen))) == len(seen)


@pytest.mark.parametrize("viewport", SIZES, ids=lambda size: str(size["width"]))
def test_what_invites_stands_on_the_first_screen(visit, viewport):
    page = visit(HOME, viewport=viewport)
    circuit = Circuit(page)
    question, begin = page.locator(".essor-question"), page.get_by_role("link", name="Commencer par le Bou’Sol")
    for part in (question, begin, circuit.root.get_by_role("status"), circuit.picture, circuit.slider):
        box = part.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= viewport["height"] and box["x"] + box["width"] <= viewport["width"], part
    expect_to_fit(page)
    assert page.evaluate(SMALL) == []


def test_axe_finds_nothing(visit):
    page = visit(HOME)
    for look in each_look(page, *SIZES):
        expect_no_violation(page, look)
    Circuit(page).slider.press("End")
    for look in each_look(page, *SIZES):
        expect_no_violation(page, f"{look}, moved")


def test_a_finger_slides_along_and_scrolls_across(visit):
    page = visit(HOME, **TOUCH)
    slider, finger = Circuit(page).slider, Finger(page)
    box = slider.bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    finger.drag(middle, 0, -SWIPE)
    come_to_rest(page, "scrollY")
    assert page.evaluate("scrollY") > 0 and slider.input_value() == str(FIRST)
    page.evaluate("scrollTo(0, 0)")
    finger.drag(middle, box["width"] / 2, 0)
    expect(slider).to_have_value("95")


def test_the_slider_has_its_place_before_its_script_and_is_not_seen_without_it(visit, witness):
    witness.allow("home.js", "net::ERR_FAILED")
    late = Circuit(visit(HOME, prepare=lambda page: page.route("**/home.js*", lambda route: route.abort())))
    expect(late.slider).to_have_count(0)
    alive = Circuit(visit(HOME))
    expect(alive.slider).to_be_enabled()
    assert late.root.bounding_box() == alive.root.bounding_box()


def test_without_script_the_first_state_stands_and_no_slider(visit):
    page = visit(HOME, java_script_enabled=False)
    expect(page.locator("[data-part=headline]")).to_have_text(typeset(load("bousol-circuits").run({"reuse": FIRST}).headline))
    expect(page.locator("[data-part=picture] svg:visible")).to_have_count(1)
    expect(page.get_by_role("slider")).to_have_count(0)
    for part in ("resume", "review"):
        expect(page.locator(f"[data-part={part}]")).to_be_hidden()


def test_where_storage_is_refused_nothing_is_said_and_all_works(visit):
    page = visit(HOME, script=FORBIDDEN)
    for part in ("resume", "review"):
        expect(page.locator(f"[data-part={part}]")).to_be_hidden()
    circuit = Circuit(page)
    circuit.slider.press("End")
    circuit.expect_what_is_computed(95)
