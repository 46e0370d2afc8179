"""Every page of the book: quiet, accessible by axe's rules, readable without JavaScript, and worked by keyboard alone."""

from io import BytesIO
from unicodedata import normalize

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from essor.portable.french import typeset
from essor.portable.simulators.controls import Slider
from essor.portable.simulators.registry import load

from .conftest import EVERY, PHONE, PLACES, ROOT, WHOLE, WIDE
from .driver import ExerciseInPage, SimulatorInPage, refusal

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What may differ between the colour schemes, and between a wide screen and a phone.
COLOURS = ["color-contrast", "link-in-text-block"]
SIZES = ["target-size", "scrollable-region-focusable"]
VIEWPORTS = {"wide": WIDE, "phone": PHONE}

# Where a Tab leads: what has the focus, whether the focus is seen, and whether something hides it.
FOCUS = """
() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const box = element.getClientRects()[0]; // the first line of a link that has several
  const style = getComputedStyle(element);
  const [x, y] = [box.x + Math.min(box.width, innerWidth) / 2, box.y + box.height / 2];
  const top = document.elementFromPoint(x, y);
  const control = element.closest("[data-control]")?.dataset.control;
  const part = element.closest(".essor-sim, .essor-exercise");
  return {
    name: `${element.tagName} ${element.id || element.className || element.textContent.trim().slice(0, 40)}`,
    part: part?.dataset.slug ?? null,
    is: control ? `${control} ${element.type}` : element.name || element.textContent.trim(),
    outline: element.matches(":focus-visible") && style.outlineStyle !== "none" ? parseFloat(style.outlineWidth) : 0,
    covered: !top || !(element.contains(top) || top.contains(element) || top.closest("label")?.contains(element)),
  };
}
"""


def start_all(page, place, dark=False):
    return [SimulatorInPage(page, slug, dark).come_near() for slug in place.simulators]


def test_on_http(visit, place):
    """Every simulator of a chapter starts; all is accessible and fits the screen, wide, then a phone's.

    Where a page is looked at in every way, simulators move, exercises are answered, and axe comes before, in the other
    colour scheme and on the phone too. No request elsewhere, no complaint, nothing missing: the witness of `visit` sees to it.
    """
    page = visit(place.path)
    page.evaluate(AXE.read_text("utf8"))
    whole = place in WHOLE
    if place.simulators and whole:
        _expect_no_violation(page, f"{place.path}, as it opens", within=".essor-sim, .essor-waits")
    simulators = start_all(page, place) if whole or not place.repeats else []
    for simulator in simulators if whole else ():
        simulator.nudge()
    for slug in place.exercises if whole else ():
        exercise = ExerciseInPage(page, slug)
        exercise.answer(exercise.right())
        assert exercise.expect_feedback(exercise.right()).right
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    if not EVERY:  # a long table repeats its rows
        page.evaluate("for (const row of document.querySelectorAll('tbody > tr:nth-child(n + 30)')) row.remove()")
    for viewport, scheme, rules in (("wide", "light", None), ("wide", "dark", COLOURS), ("phone", "light", SIZES)):
        if scheme == "dark" and not whole:
            continue
        page.set_viewport_size(VIEWPORTS[viewport])
        page.emulate_media(color_scheme=scheme)
        page.evaluate("scrollTo(0, 0)")  # axe measures a target that the window's edge cuts as it is seen
        for simulator in simulators:
            simulator.dark = scheme == "dark"
            # From its top: the strip of indicators, stuck to the window's foot, would be over the header's button.
            simulator.root.evaluate("root => root.scrollIntoView()")
            if whole and (viewport, scheme) != ("wide", "light"):  # where they were when they started
                simulator.expect_pictures()
        # The parts of an exercise page are in its chapter too.
        if whole or (viewport == "wide" and not place.repeats):
            _expect_no_violation(page, f"{place.path}, {viewport}, {scheme}", rules)
        if scheme == "light":
            _expect_to_fit(page)


def test_by_double_click(visit, double_clicked):
    """The same answers, the same quiet: nothing asked elsewhere, no complaint."""
    page = visit(double_clicked.path, "file")
    for simulator in start_all(page, double_clicked):
        simulator.nudge()
        simulator.expect_pictures()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator("html")).to_have_attribute("lang", "fr")


def test_front_door(visit, scheme):
    page = visit("index.html", scheme)
    page.wait_for_url("**/book/index.html")
    expect(page.locator("h1")).to_be_visible()


def test_accessible_once_used(visit, long_place):
    """The same, with refused values, a prediction refused, and exercises answered."""
    page = visit(long_place.path)
    simulators = start_all(page, long_place)
    for simulator in simulators:
        slider = simulator.active_slider()
        simulator.type_wrong(slider, "x" * 200)
        if simulator.root.locator(".essor-predict").count():
            simulator.root.locator("[name=guess]").fill("?")
            simulator.root.locator("[name=guess]").press("Enter")
            expect(simulator.root.locator(".essor-predict .essor-error")).to_have_text(refusal(simulator.simulator.prediction.control, "?"))
    for rank, slug in enumerate(long_place.exercises):
        exercise = page.locator(f'.essor-exercise[data-slug="{slug}"]')
        exercise.locator("input").fill(("?", "1", "2,5")[rank % 3])
        exercise.locator("input").press("Enter")
        expect(exercise.locator(".essor-verdict-zone > *")).to_be_visible()
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    page.evaluate(AXE.read_text("utf8"))
    _expect_no_violation(page, f"{long_place.path}, light, used")
    page.emulate_media(color_scheme="dark")
    for simulator in simulators:
        simulator.dark = True
        simulator.expect_pictures()
    _expect_no_violation(page, f"{long_place.path}, dark, used", COLOURS)
    page.set_viewport_size(PHONE)
    for simulator in simulators:
        simulator.expect_pictures()
    _expect_no_violation(page, f"{long_place.path}, phone, used", SIZES)
    _expect_to_fit(page)


def violations(page, rules=None, within="html"):
    """What axe, already in the page, finds in a part of it, against RULES, or against these rules alone."""
    return page.evaluate(
        """async ([within, runOnly]) => (await axe.run(within, { runOnly, resultTypes: ["violations"] })).violations.flatMap((rule) =>
          rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.failureSummary}`))""",
        [within, {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}],
    )


def _expect_no_violation(page, where, rules=None, within="html"):
    found = violations(page, rules, within)
    assert not found, where + "\n" + "\n".join(found)


# How much wider than the window the page is, and what is beyond the right edge, cut or not, but what the keyboard can
# scroll in its own frame, and what a drawing cuts in one.
BEYOND = """
() => [
  document.documentElement.scrollWidth - innerWidth,
  [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.parentElement.closest("[tabindex='0']") && !e.closest("svg svg"))
    .map((e) => `${e.tagName}.${e.getAttribute("class")}`),
]
"""


def _expect_to_fit(page):
    wider, beyond = page.evaluate(BEYOND)
    if beyond:
        page.wait_for_timeout(1_000)  # a flow diagram glides to its new place
        wider, beyond = page.evaluate(BEYOND)
    assert wider <= 0 and not beyond, f"the page is {wider} px too wide; beyond the edge: {beyond[:8]}"


@pytest.mark.parametrize("viewport", VIEWPORTS)
def test_without_javascript(visit, long_place, viewport):
    page = visit(long_place.path, viewport=VIEWPORTS[viewport], java_script_enabled=False)
    for slug in long_place.simulators:
        root = page.locator(f'.essor-sim[data-slug="{slug}"]').first
        outcome = load(slug).run(SimulatorInPage(page, slug).initial)
        for item in outcome.indicators:
            expect(root.locator("dl > div").filter(has_text=typeset(item.label)).filter(has_text=typeset(item.text)).first).to_be_visible()
        expect(root.locator(".essor-sentence")).to_have_text(typeset(outcome.sentence))
        expect(root.locator(".essor-sentence")).to_be_visible()
        expect(root.locator("noscript p")).to_be_visible()
        for figure, frame in zip(outcome.figures, root.locator(".essor-figure").all(), strict=True):
            expect(frame.get_by_text(typeset(figure.reading))).to_be_visible()
            # One of the two drawings; a chart needs JavaScript, and its frame must not gape.
            expect(frame.locator("svg:visible")).to_have_count(1 if figure.kind == "svg" else 0)
            if figure.kind != "svg":
                assert frame.locator(".essor-picture").evaluate("picture => picture.offsetHeight") == 0
        for summary in root.locator("summary:visible").all():
            summary.click()
        for table in outcome.tables:
            expect(root.get_by_role("table", name=typeset(table.caption))).to_be_visible()
    for slug in long_place.exercises:
        expect(page.locator(f'.essor-exercise[data-slug="{slug}"]').locator("noscript p")).to_be_visible()
    dead = page.locator(":is(.essor-sim, .essor-exercise) :is(input, button, select):visible, .theme-toggle:visible")
    assert [control.evaluate("control => control.outerHTML") for control in dead.all()] == []


def test_keyboard_alone(visit, long_place):
    """A chapter on a phone's screen, its exercises on a wide one."""
    page = visit(long_place.path, viewport=WIDE if long_place.repeats else PHONE)
    reached, unseen, covered = {}, [], []
    for _ in range(400):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUS)
        if here is None:
            break
        if here["is"] == "Voir sans prédire":
            page.keyboard.press("Enter")
            here = page.evaluate(FOCUS)
        reached.setdefault(here["part"], []).append(here["is"])
        if here["outline"] < 2:
            unseen.append(here["name"])
        if here["covered"]:
            covered.append(here["name"])
    else:
        raise AssertionError("the keyboard never comes out of the page")
    for _ in range(sum(map(len, reached.values()))):
        page.keyboard.press("Shift+Tab")
        here = page.evaluate(FOCUS)
        if here and here["covered"]:
            covered.append(f"{here['name']} (going back)")
    assert not unseen, f"the focus is not seen on: {', '.join(unseen)}"
    assert not covered, f"the focus is under something on: {', '.join(covered)}"
    for slug in long_place.simulators:
        simulator = load(slug)
        stops = reached[slug]
        for slider in simulator.controls:
            if isinstance(slider, Slider) and slider.name not in simulator.hidden(simulator.values()):
                assert f"{slider.name} range" in stops and f"{slider.name} text" in stops
        assert {"Voir les données", "Comment c’est calculé"} <= set(stops)
        if page.locator(f'.essor-sim[data-slug="{slug}"] .essor-predict').count():
            assert "guess" in stops
    for slug in long_place.exercises:
        assert "Vérifier" in reached[slug]


def test_simulators_never_reached_are_printed_with_their_outcome(visit):
    """Whoever prints a chapter from its top gets every result at the starting values; a chart not drawn, as its data."""
    place = next(place for place in PLACES if "bousol-circuits" in place.simulators)
    page = visit(place.path)
    printed = "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf())).pages)

    def bare(text):
        return "".join(normalize("NFKC", text).split())  # without ligatures, and lines cut anywhere

    squeezed = bare(printed)
    for slug in place.simulators:
        simulator = SimulatorInPage(page, slug)
        assert simulator.root.evaluate("root => root.querySelector('details:has(table)').open") is False  # as it was
        outcome = simulator.simulator.run(simulator.initial)
        wanted = [outcome.sentence, *(item.label for item in outcome.indicators), *(item.text for item in outcome.indicators)]
        wanted += [figure.reading for figure in outcome.figures]
        if any(figure.kind == "plotly" for figure in outcome.figures):
            wanted += [table.caption for table in outcome.tables]
        assert not [text for text in wanted if bare(typeset(text)) not in squeezed], slug
