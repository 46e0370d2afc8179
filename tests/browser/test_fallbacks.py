"""What a browser lacks or forbids takes away one thing, says so in French, and leaves the rest readable.

What fails around the engine is in test_failures.py, what needs no JavaScript in test_pages.py and test_progress.py.
"""

import json
import re

import pytest
from playwright.sync_api import expect

from essor.readers.assessment import load

from .conftest import CHAPTER, CLAUSE, HOME, MINE, PAGE_OF, PHONE, PLAN, PROGRESS, WIDE, new_context
from .driver import SimulatorInPage, enter, saved
from .questions import CHAPTERS, QuestionInPage, page_of, right
from .store import FORBIDDEN, FULL

NO_POPOVER = "for (const name of ['showPopover', 'hidePopover', 'togglePopover', 'popover']) delete HTMLElement.prototype[name];"


def without_popover(page):
    """As a browser from before 2023: the attributes and the pseudo-class mean nothing to it."""

    def answer(route):
        response = route.fetch()
        unknown = re.sub(r"\bpopover(?=target|[ >=])", "unknown", response.text()).replace(":popover-open", ":unknown-state")
        route.fulfill(response=response, body=unknown)

    page.route(re.compile(r"\.(html|css)(\?|$)"), answer)


def full(page, is_full):
    page.evaluate("is => sessionStorage.setItem('full', is ? '1' : '0')", is_full)


def answered(page, question):
    """A question that the reader has answered right."""
    asked = QuestionInPage(page, question)
    asked.give(right(question))
    return asked


refused = pytest.mark.parametrize("script", [f"{FULL}sessionStorage.setItem('full', '1');", FORBIDDEN], ids=["full", "forbidden"])


@refused
def test_storage_refused(visit, script):
    """The page works, and keeps what is done while it is open."""
    page = visit(page_of(CHAPTERS[0]), script=script)
    questions = load(CHAPTERS[0]).questions[:2]
    for question in questions:
        asked = answered(page, question)
        expect(asked.root.locator(".essor-done")).to_contain_text("réussi, mais pas gardé")
    lost = asked.root.locator(".essor-lost")
    expect(lost).to_contain_text("Ce navigateur n’a pas pu garder")
    _, content = saved(page, lost.get_by_role("button", name="Enregistrer dans un fichier"))
    exported = json.loads(content)
    assert [exported["questions"][question["id"]]["right"] for question in questions] == [True, True]
    seen = set()
    for _ in range(3):
        page.locator(".theme-toggle").click()
        seen.add(page.locator("body").get_attribute("data-theme"))
    assert seen == {"auto", "light", "dark"}


# A page that keeps what is done in it, what the reader does, and where it is said that nothing is kept.
KEEPING = (
    (PROGRESS, lambda page: None, "[data-forgets]"),
    (PLAN, lambda page: page.locator("#plan-1").fill("Écrire au département."), "[data-forgets]"),
    (MINE, lambda page: enter(page.locator("#collectivite-achats"), "12", "Tab"), "[data-forgets]"),
    (CLAUSE, lambda page: enter(page.locator("#outil-clause-insertion-lot"), "peinture", "Tab"), "[data-part=forgets]"),
    (CLAUSE, lambda page: page.get_by_role("checkbox", name="Je m’en servirai lundi").check(), "[data-part=forgets]"),
    (CHAPTER, lambda page: enter(page.get_by_label("Demain, je…"), "Un", "Tab"), "[data-part=promise] [data-part=forgets]"),
)


@refused
def test_where_nothing_can_be_kept_the_page_says_so(visit, script):
    for path, act, notice in KEEPING:
        page = visit(path, script=script)
        act(page)
        expect(page.locator(notice)).to_be_visible()
        if path == CHAPTER:
            expect(page.locator("[data-part=promise] [data-part=state]")).to_have_text("")
        if path == PLAN:
            expect(page.locator("[data-part=monday]")).to_be_hidden()
        if path == PROGRESS:
            expect(page.locator("[data-part=missing]")).to_contain_text("Il vous manque")


def test_storage_full_then_room_again(visit):
    """What could not be kept is neither lost nor replaced by what was kept before, and is kept once there is room."""
    page = visit(PLAN, script=FULL)
    fields, notice = page.locator("textarea"), page.locator("[data-forgets]")
    for text, is_full in (("avant", False), ("pendant", True)):
        full(page, is_full)
        fields.first.fill(text)
        expect(notice).to_be_visible(visible=is_full)
    full(page, False)
    fields.nth(1).fill("après")
    expect(notice).to_be_hidden()
    page.reload()
    for rank, text in enumerate(("pendant", "après")):
        expect(fields.nth(rank)).to_have_value(text)
    page = visit(page_of(CHAPTERS[0]), script=FULL)
    questions = load(CHAPTERS[0]).questions
    full(page, True)
    first = answered(page, questions[0])
    expect(first.root.locator(".essor-lost")).to_be_visible()
    full(page, False)
    for asked in (answered(page, questions[1]), first):
        expect(asked.root.locator(".essor-done")).to_contain_text("réussi le")
        expect(asked.root.locator(".essor-lost")).to_have_count(0)


def test_in_a_frame_without_an_origin(browser, addresses, witness, a_simulator):
    """As a learning platform may show a page: nothing is kept, no integrity can be checked, and the rest works."""
    path = PAGE_OF[a_simulator]
    with new_context(browser) as context:
        witness.watch(context)

        def framed(shown):
            content = f'<!doctype html><iframe sandbox="allow-scripts" src="{shown}" width="1200" height="850"></iframe>'
            page = context.new_page()
            page.route("**/frame.html", lambda route: route.fulfill(content_type="text/html", body=content))
            page.goto(f"{addresses['http']}/frame.html")
            return page.frames[1]

        frame = framed(path)
        assert frame.evaluate("self.origin") == "null"
        simulator = SimulatorInPage(frame, a_simulator)
        simulator.root.scroll_into_view_if_needed()
        simulator.predict(simulator.a_bet())
        simulator.expect_pictures()
        asked = answered(frame, load(CHAPTERS[[page_of(file) for file in CHAPTERS].index(path)]).questions[0])
        expect(asked.root.locator(".essor-done")).to_contain_text("réussi, mais pas gardé")
        expect(framed("search.html?q=association").locator("#search-results li a").first).to_be_visible()
        assert not witness.faults()


@pytest.mark.parametrize("viewport", [WIDE, {"width": 800, "height": 900}, PHONE], ids=["wide", "tablet", "phone"])
def test_no_popover(visit, viewport):
    """The contents of the book and of the page are in the page; no button pretends to open them."""
    page = visit(page_of(CHAPTERS[0]), script=NO_POPOVER, prepare=without_popover, viewport=viewport)
    assert not page.evaluate("'popover' in HTMLElement.prototype || CSS.supports('selector(:unknown-state)')")
    expect(page.locator("[unknowntarget]:visible")).to_have_count(0)
    for drawer in ("#essor-nav", "#essor-toc"):
        expect(page.locator(drawer).get_by_role("link").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("article h1").evaluate("title => title.offsetWidth") >= min(400, 0.8 * viewport["width"])
    page.locator("#essor-toc a").last.click()  # its link leads down the page, and nothing throws
    page.locator("#essor-nav").get_by_role("link", name=re.compile("Votre progression|Progression")).first.click()
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_javascript(visit, viewport):
    """Contents, search and progress say what they cannot do; the book can be read from one page to the next."""
    page = visit(HOME, viewport=viewport, java_script_enabled=False)
    if viewport is PHONE:
        page.locator(".mobile-header button").first.click()  # a popover needs no script
    expect(page.locator("#essor-nav").get_by_role("link").first).to_be_visible()
    for path in ("search.html?q=association", PROGRESS):
        page = visit(path, viewport=viewport, java_script_enabled=False)
        expect(page.locator("article noscript p").first).to_be_visible()
        expect(page.locator(".essor-progress-bar:visible, [data-part=review]:visible")).to_have_count(0)
