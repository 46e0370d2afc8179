"""The course in Firefox and in WebKit, as a reader meets it: on a server, by double-click, and with the server off.

What each part must do is tested in Chromium, case by case; here, once, that the others do it too.
"""

import pytest

from essor.portable.questions import check
from essor.readers.assessment import load as load_assessment
from essor.tools.chromium import serve

from .conftest import HOME, PLACES, PROGRESS, photograph
from .driver import SimulatorInPage, enter
from .other_browsers import firefox, webkit
from .questions import CHAPTERS, ExerciseInPage, page_of, right, told, wrong
from .site import KEPT
from .test_offline import OTHER, SIMULATED

WIDE, NARROW = (1280, 900), (360, 740)
DECK = "book/debat-3/diapositives.html"
WORKED = next((place for place in PLACES if place.exercises and place.simulators), None)
BOUSOL = next(file for file in CHAPTERS if file.stem == "bousol")
# The theme looks for the heading of a link that leads to the top: told by Firefox alone, and harmless.
TOLERATED = "Empty string passed to getElementById()"


@pytest.fixture(scope="module", params=[firefox, webkit], ids=lambda launch: launch.__name__)
def driven(request):
    with request.param() as page:
        yield page


@pytest.fixture
def page(request, driven):
    """A page of a size known, in front of an empty console, which must stay so, in a browser that has kept nothing."""
    driven.goto("about:blank")
    driven.resize(*WIDE)
    driven.complaints()
    yield driven
    photograph(request, driven)
    driven.evaluate("() => localStorage.clear()")
    assert not [said for said in driven.complaints() if TOLERATED not in said]


def test_a_chapter_computes_and_draws_what_python_does(page, addresses, scheme):
    page.goto(f"{addresses[scheme]}/{HOME}")
    assert page.locator("h1").is_visible()
    page.goto(f"{addresses[scheme]}/{SIMULATED.path}")
    for slug in SIMULATED.simulators if scheme == "http" else SIMULATED.simulators[:1]:
        simulator = SimulatorInPage(page, slug).come_near()
        simulator.press(simulator.active_slider(), "End")
        simulator.expect_pictures()


def test_dark_and_narrow(page, addresses):
    page.resize(*NARROW)
    page.goto(f"{addresses['http']}/{SIMULATED.path}")
    simulator = SimulatorInPage(page, SIMULATED.simulators[0]).come_near()
    page.locator(".mobile-header button").click()
    while page.locator("body").get_attribute("data-theme") != "dark":
        page.locator(".theme-toggle").press("Enter")
    page.locator(".theme-toggle").press("Escape")
    assert not page.locator(".theme-toggle").is_visible()
    simulator.expect_pictures()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    assert max(ground) < 80, ground


def test_answers_are_judged_and_kept(page, addresses, scheme):
    slug = WORKED.exercises[0]
    page.goto(f"{addresses[scheme]}/{WORKED.path}")
    exercise = ExerciseInPage(page, slug)
    for text in (exercise.wrong(), exercise.right()):
        enter(exercise.field, text)
        exercise.zone.expect_text(told(check(exercise.exercise, text)))
    exercise.root.locator(".essor-done").expect_text("réussi le")
    page.goto(f"{addresses[scheme]}/{page_of(BOUSOL)}")
    question = next(question for question in load_assessment(BOUSOL).questions if question["genre"] == "unique")
    root = page.locator(f"#question-{question['id']}")
    for answer, opening in ((wrong(question), "Pas encore."), (right(question), "Juste.")):
        root.locator(f"[value='{answer}']").press("Space")
        root.locator("[type=submit]").press("Enter")
        root.locator(".essor-verdict-zone").expect_text(opening)
    page.goto(f"{addresses[scheme]}/{PROGRESS}")
    page.locator(".essor-progress-total").expect_text(": 2 sur ")


def test_search(page, addresses, scheme):
    page.goto(f"{addresses[scheme]}/{HOME}")
    enter(page.locator(".sidebar-drawer [type=search]"), "departement")
    page.locator("#search-results").expect_text("département")


def test_a_deck_turns_by_keyboard(page, trainers_addresses, scheme):
    page.goto(f"{trainers_addresses[scheme]}/{DECK}")
    place = page.locator(".essor-bar [data-part=place]")
    place.expect_text("Diapositive 1 sur ")
    page.locator("body").press("ArrowRight")
    place.expect_text("Diapositive 2 sur ")


def test_one_visit_then_no_server(page, book):
    with serve(book) as address:
        page.goto(f"{address}/{HOME}")
        page.locator(".essor-offline").expect_text(KEPT, 60_000)
    page.goto(f"{address}/{OTHER.path}")
    simulator = SimulatorInPage(page, OTHER.simulators[0]).come_near()
    simulator.press(simulator.active_slider(), "End")
