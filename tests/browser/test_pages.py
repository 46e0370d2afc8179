"""Every page of both editions: quiet, accessible by axe's rules, readable without JavaScript, and worked by keyboard alone."""

from io import BytesIO
from unicodedata import normalize

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from essor.portable.french import typeset
from essor.portable.simulators.controls import Slider
from essor.portable.simulators.registry import load
from essor.readers.assessment import exercise

from .conftest import CASES, EVERY, LONG_PLACES, PHONE, PLACES, TRAINERS_PAGES, WHOLE, WIDE, sampled
from .driver import SimulatorInPage, enter, refusal
from .look import COLOURS, FOCUS, SIZES, expect_no_violation, expect_to_fit, open_details
from .questions import ExerciseInPage

VIEWPORTS = {"wide": WIDE, "phone": PHONE}
TRAINERS_DARK = sampled(TRAINERS_PAGES, CASES["trainers_page"][::4])


def start_all(page, place):
    return [SimulatorInPage(page, slug).come_near() for slug in place.simulators]


def misuse(simulator):
    """Have a value refused, and the prediction."""
    simulator.type_wrong(simulator.active_slider(), "x" * 200)
    if simulator.root.locator(".essor-predict [type=text]").count():
        enter(simulator.root.locator("[name=guess]"), "?")
        expect(simulator.root.locator(".essor-predict .essor-error")).to_have_text(refusal(simulator.simulator.prediction.control, "?"))


def numbers_of(place):
    """The exercises of a page that are answered by a number; the others are answered in test_progress and test_journeys."""
    return [slug for slug in place.exercises if exercise(slug)["genre"] == "nombre"]


def test_on_http(visit, place):
    """Every simulator of a chapter starts; all is accessible and fits the screen, wide, then a phone's.

    Where a page is looked at in every way, simulators move, exercises are answered (in some, wrongly), and axe comes before,
    in the other colour scheme and on the phone too. No request elsewhere, no complaint, nothing missing: the witness of
    `visit` sees to it.
    """
    page = visit(place.path)
    whole = place in WHOLE
    if place.simulators and whole:
        expect_no_violation(page, f"{place.path}, as it opens", within=".essor-sim, .essor-waits")
    simulators = start_all(page, place) if whole or not place.repeats else []
    for simulator in simulators if whole else ():
        if place in LONG_PLACES:
            misuse(simulator)
        else:
            simulator.nudge()
    for rank, slug in enumerate(numbers_of(place) if whole else ()):
        exercise = ExerciseInPage(page, slug)
        if place in LONG_PLACES and rank % 3 < 2:
            exercise.answer(("?", "1")[rank % 3])
            expect(exercise.zone.locator("> *")).to_be_visible()
        else:
            assert exercise.judge(exercise.right()).right
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    open_details(page)
    if not EVERY:  # a long table repeats its rows
        page.evaluate("for (const row of document.querySelectorAll('tbody > tr:nth-child(n + 30)')) row.remove()")
    for viewport, scheme, rules in (("wide", "light", None), ("wide", "dark", COLOURS), ("phone", "light", SIZES)):
        if scheme == "dark" and not whole:
            continue
        page.set_viewport_size(VIEWPORTS[viewport])
        page.emulate_media(color_scheme=scheme)
        page.evaluate("scrollTo(0, 0)")  # axe measures a target that the window's edge cuts as it is seen
        for simulator in simulators:
            # From its top: the strip of indicators, stuck to the window's foot, would be over the header's button.
            simulator.root.evaluate("root => root.scrollIntoView()")
            if whole and (viewport, scheme) != ("wide", "light"):  # where they were when they started
                simulator.expect_pictures()
        # The parts of an exercise page are in its chapter too.
        if whole or (viewport == "wide" and not place.repeats):
            expect_no_violation(page, f"{place.path}, {viewport}, {scheme}", rules)
        if scheme == "light":
            expect_to_fit(page)


def test_of_the_trainer(visit_trainers, trainers_page):
    page = visit_trainers(trainers_page)
    open_details(page)
    # Of a page of the learner's edition, what trainers read besides.
    within = "html" if "formateur/" in trainers_page else ".essor-trainer, .essor-trainer-solution, .essor-answers"
    expect_no_violation(page, f"{trainers_page}, light", within=within)
    if trainers_page in TRAINERS_DARK:
        page.emulate_media(color_scheme="dark")
        expect_no_violation(page, f"{trainers_page}, dark", COLOURS, within)
    page.set_viewport_size(PHONE)
    expect_to_fit(page)


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


@pytest.mark.parametrize("width", [1280, 700, 360])
def test_the_contents_open_at_the_page_that_is_read(visit, width):
    page = visit("exercises/debat-4/missing-link.html", viewport={"width": width, "height": 740})
    if width < 1000:
        page.get_by_role("button", name="Sommaire").click()
    current = page.locator("#essor-nav [aria-current=page]")
    expect(current).to_be_in_viewport(ratio=1)
    inside = "(link) => link.getBoundingClientRect().bottom < link.closest('[data-part=contents]').getBoundingClientRect().bottom"
    assert current.evaluate(inside)


def test_only_trainers_see_notes_and_solutions(visit, visit_trainers):
    page = visit("book/index.html")
    expect(page.locator(".essor-trainer")).to_have_count(0)
    expect(page.get_by_text("ormateur", exact=False).filter(has_text="édition du formateur")).to_have_count(0)
    asked = visit_trainers("exercises/debat-3/bousol-circuits.html", "file").locator(".essor-exercise").first
    solution = exercise(asked.get_attribute("data-slug"))["solution"]
    expect(asked.locator(".essor-trainer-solution")).to_contain_text(typeset(solution))


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
            expect(frame.locator("svg:visible")).to_have_count(1)  # one of the two drawings
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
    stops, unseen, covered = {}, [], []
    for _ in range(400):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUS)
        if here is None:
            break
        if here["is"] == "Voir sans prédire":
            page.keyboard.press("Enter")
            here = page.evaluate(FOCUS)
            assert page.evaluate("Boolean(document.activeElement.closest('.essor-result'))")  # at the result
            for more in page.locator("[data-all][aria-expanded=false]:visible").all():
                more.evaluate("button => button.click()")
        stops.setdefault(here["part"], []).append(here["is"])
        if here["outline"] < 2:
            unseen.append(here["name"])
        if here["covered"]:
            covered.append(here["name"])
    else:
        raise AssertionError("the keyboard never comes out of the page")
    for _ in range(sum(map(len, stops.values()))):
        page.keyboard.press("Shift+Tab")
        here = page.evaluate(FOCUS)
        if here and here["covered"]:
            covered.append(f"{here['name']} (going back)")
    assert not unseen, f"the focus is not seen on: {', '.join(unseen)}"
    assert not covered, f"the focus is under something on: {', '.join(covered)}"
    for slug in long_place.simulators:
        simulator = load(slug)
        hidden = simulator.hidden(simulator.values())
        sliders = [control.name for control in simulator.controls if isinstance(control, Slider) and control.name not in hidden]
        within = page.locator(f'.essor-sim[data-slug="{slug}"]').first
        sliders = [name for name in sliders if within.locator(f'[data-control="{name}"] [type=range]').is_visible()]  # one under the thumb
        wanted = {f"{name} {kind}" for name in sliders for kind in ("range", "text")} | {"Voir les données", "Comment c’est calculé"}
        if page.locator(f'.essor-sim[data-slug="{slug}"] .essor-predict [type=text]').count():
            wanted.add("guess")
        assert wanted <= set(stops[slug])
    for slug in long_place.exercises:
        assert "Vérifier" in stops[slug]


def test_simulators_never_reached_are_printed_with_their_outcome(visit):
    """Whoever prints a chapter from its top gets every result at the starting values."""
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
        assert not [text for text in wanted if bare(typeset(text)) not in squeezed], slug


def test_a_picture_is_explored_when_asked(visit):
    """The library of charts comes with the button, and no sooner; the picture comes back with the values of then."""
    page = visit("exercises/debat-3/bousol-bonus.html")
    simulator = SimulatorInPage(page, "bousol-bonus").come_near()
    assert page.evaluate("typeof Plotly") == "undefined"
    figure = simulator.root.locator(".essor-figure").first
    button = figure.locator("[data-explore]")
    button.press("Enter")
    expect(figure.locator(".main-svg").first).to_be_visible()
    expect(button).to_have_text("Revenir à l’image")
    figure.locator("summary").press("Enter")
    expect(figure.get_by_role("table")).to_contain_text("ici")
    slider = simulator.active_slider()
    simulator.press(slider, "End")
    button.press("Enter")
    expect(figure.locator(".main-svg")).to_have_count(0)
    simulator.expect_pictures()
