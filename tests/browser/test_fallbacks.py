"""What a browser lacks or forbids takes away one thing, says so in French, and leaves the rest readable.

What fails around the engine is in test_failures.py, what needs no JavaScript in test_pages.py and test_progress.py.
"""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import PHONE, WIDE, new_context
from .driver import SimulatorInPage
from .test_progress import CHAPTERS, PROGRESS, QuestionInPage, load, page_of, right

PLAN = "book/conclusion.html"
# A browser that has no room left, from a moment on; one whose reader, or whose network, forbids to keep anything.
FULL = """
  const given = Storage.prototype.setItem;
  Storage.prototype.setItem = function (...pair) {
    if (this === localStorage && sessionStorage.getItem("full") === "1") throw new DOMException("full", "QuotaExceededError");
    return given.apply(this, pair);
  };
"""
FORBIDDEN = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });"
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


@pytest.mark.parametrize("script", [f"{FULL}sessionStorage.setItem('full', '1');", FORBIDDEN], ids=["full", "forbidden"])
def test_storage_refused(visit, script):
    """The page works, keeps what is done while it is open, and the pages that keep things say that they cannot."""
    page = visit(page_of(CHAPTERS[0]), script=script)
    questions = load(CHAPTERS[0]).questions[:2]
    for question in questions:
        asked = answered(page, question)
        expect(asked.root.locator(".essor-done")).to_contain_text("réussi, mais pas gardé")
    lost = asked.root.locator(".essor-lost")
    expect(lost).to_contain_text("Ce navigateur n’a pas pu garder")
    with page.expect_download() as download:
        lost.get_by_role("button", name="Enregistrer dans un fichier").click()
    saved = json.loads(Path(download.value.path()).read_text("utf8"))
    assert [saved["questions"][question["id"]]["right"] for question in questions] == [True, True]
    seen = set()
    for _ in range(3):
        page.locator(".theme-toggle").click()
        seen.add(page.locator("body").get_attribute("data-theme"))
    assert seen == {"auto", "light", "dark"}
    for path in (PROGRESS, PLAN):
        page = visit(path, script=script)
        if path == PLAN:
            page.locator("textarea").first.fill("Écrire au département.")
        expect(page.locator("[data-forgets]")).to_be_visible()


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


def test_in_a_frame_without_an_origin(browser, addresses, witness, a_simulator_at):
    """As a learning platform may show a page: nothing is kept, no integrity can be checked, and the rest works."""
    path, slug = a_simulator_at
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
        simulator = SimulatorInPage(frame, slug)
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
    page = visit("book/index.html", viewport=viewport, java_script_enabled=False)
    if viewport is PHONE:
        page.locator(".mobile-header button").first.click()  # a popover needs no script
    expect(page.locator("#essor-nav").get_by_role("link").first).to_be_visible()
    for path in ("search.html?q=association", PROGRESS):
        page = visit(path, viewport=viewport, java_script_enabled=False)
        expect(page.locator("article noscript p").first).to_be_visible()
        expect(page.locator(".essor-progress-bar:visible")).to_have_count(0)
