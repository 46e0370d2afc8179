"""What a browser lacks or forbids takes away one thing, says so in French, and leaves the rest readable.

What fails around the engine is in test_failures.py, what needs no JavaScript in test_pages.py and test_progress.py.
ESSOR_SCREENSHOTS names a folder where each fallback is photographed.
"""

import json
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import PHONE, PLACES, WIDE
from .driver import SimulatorInPage
from .test_failures import AGAIN, KEEP_WORKERS, LIMIT, NO_ENGINE, expect_failure, failure, prepared, try_again
from .test_progress import CHAPTERS, PROGRESS, QuestionInPage, load, page_of, right

PLAN = "book/conclusion.html"
HOME = "book/index.html"
# A browser that has no room left, from a moment on; one whose reader, or whose network, forbids to keep anything.
FULL = """
  const given = Storage.prototype.setItem;
  Storage.prototype.setItem = function (...pair) {
    if (this === localStorage && sessionStorage.getItem("full") === "1") throw new DOMException("full", "QuotaExceededError");
    return given.apply(this, pair);
  };
"""
FORBIDDEN = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });"
# Ends the worker in the task that follows the one that asked it something; not by the clock, which tests hold.
KILL_ONCE_BEGUN = """() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => workers.at(-1).terminate();
  window.altered = (message) => (port2.postMessage(0), message);
}"""
NO_POPOVER = "for (const name of ['showPopover', 'hidePopover', 'togglePopover', 'popover']) delete HTMLElement.prototype[name];"


def photograph(page, name):
    if folder := os.environ.get("ESSOR_SCREENSHOTS"):
        page.screenshot(path=Path(folder, f"{name}.png"))


def without_popover(page):
    """As a browser from before 2023: the attributes and the pseudo-class mean nothing to it."""

    def answer(route):
        response = route.fetch()
        unknown = re.sub(r"\bpopover(?=target|[ >=])", "unknown", response.text()).replace(":popover-open", ":unknown-state")
        route.fulfill(response=response, body=unknown)

    page.add_init_script(NO_POPOVER)
    page.route(re.compile(r"\.(html|css)(\?|$)"), answer)


def full(page, is_full):
    page.evaluate("is => sessionStorage.setItem('full', is ? '1' : '0')", is_full)


def test_worker_killed_in_the_middle_of_a_calculation(visit, a_simulator_at):
    path, slug = a_simulator_at

    def prepare(page):
        page.clock.install()
        page.add_init_script(f"{KEEP_WORKERS}window.workers = workers;")

    page = visit(path, prepare=prepare)
    simulator = SimulatorInPage(page, slug).come_near()
    slider = simulator.active_slider()
    page.evaluate(KILL_ONCE_BEGUN)
    simulator.range(slider).press("End")
    page.clock.run_for(500)
    page.clock.run_for(LIMIT + 1000)
    expect_failure_at(simulator, slider)
    photograph(page, "worker-killed")
    page.evaluate("window.altered = null")
    page.clock.resume()
    simulator.values[slider.name] = slider.parse(slider.high)
    try_again(simulator)


def expect_failure_at(simulator, slider):
    """The failure is told; the result is the last one computed, the slider is where the reader put it."""
    expect(failure(simulator)).to_contain_text(NO_ENGINE)
    expect(failure(simulator).get_by_role("button", name=AGAIN)).to_be_visible()
    expect(simulator.range(slider)).to_have_value(f"{slider.high:g}")


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("missing", ["WebAssembly", "Worker"])
def test_no_engine_in_this_browser(visit, a_simulator_at, missing, viewport):
    path, slug = a_simulator_at
    page = visit(path, prepare=prepared(f"delete window.{missing}"), viewport=viewport)
    simulator = SimulatorInPage(page, slug).approach()
    expect_failure(simulator, NO_ENGINE)
    failure(simulator).scroll_into_view_if_needed()
    photograph(page, f"no-{missing.lower()}-{viewport['width']}")
    # A quiz says the same, and shows its answers all the same.
    root = page.locator(".essor-quiz [data-question]").first
    root.get_by_role("button", name="Vérifier").click()
    expect(root.locator(".essor-failure")).to_contain_text(NO_ENGINE)
    photograph(page, f"no-{missing.lower()}-{viewport['width']}-quiz")


@pytest.mark.parametrize("storage", [f"{FULL}sessionStorage.setItem('full', '1');", FORBIDDEN], ids=["full", "forbidden"])
def test_storage_refused(visit, storage):
    """The page works, keeps what is done while it is open, and the pages that keep things say that they cannot."""
    kind = "forbidden" if storage is FORBIDDEN else "full"
    page = visit(page_of(CHAPTERS[0]), prepare=prepared(storage))
    answered = [QuestionInPage(page, question) for question in load(CHAPTERS[0]).questions[:2]]
    for asked in answered:
        question = asked.question
        asked.give(right(question))
        asked.expect_feedback(right(question))
        expect(asked.root.locator(".essor-done")).to_contain_text("réussi, mais pas gardé")
    lost = asked.root.locator(".essor-lost")
    expect(lost).to_contain_text("Ce navigateur n’a pas pu garder")
    lost.scroll_into_view_if_needed()
    photograph(page, f"storage-{kind}-quiz")
    with page.expect_download() as download:
        lost.get_by_role("button", name="Enregistrer dans un fichier").click()
    saved = json.loads(Path(download.value.path()).read_text("utf8"))
    assert [saved["questions"][question.root.get_attribute("id").removeprefix("question-")]["right"] for question in answered] == [True, True]
    scheme = page.locator("body")
    seen = set()
    for _ in range(3):
        page.locator(".theme-toggle").click()
        seen.add(scheme.get_attribute("data-theme"))
    assert seen == {"auto", "light", "dark"}
    for name, path in (("progress", PROGRESS), ("plan", PLAN)):
        page = visit(path, prepare=prepared(storage))
        if path == PLAN:
            page.locator("textarea").first.fill("Écrire au département.")
        notice = page.locator("[data-forgets]")
        expect(notice).to_be_visible()
        notice.scroll_into_view_if_needed()
        photograph(page, f"storage-{kind}-{name}")


def test_storage_full_then_room_again(visit):
    """What could not be kept is neither lost nor replaced by what was kept before, and is kept once there is room."""
    page = visit(PLAN, prepare=prepared(FULL))
    field, notice = page.locator("textarea").first, page.locator("[data-forgets]")
    field.fill("avant")
    expect(notice).to_be_hidden()
    full(page, True)
    field.fill("pendant")
    expect(notice).to_be_visible()
    assert page.evaluate("essorStore.read().texts[document.querySelector('textarea').id]") == "pendant"
    full(page, False)
    page.locator("textarea").nth(1).fill("après")
    expect(notice).to_be_hidden()
    page.reload()
    expect(page.locator("textarea").first).to_have_value("pendant")
    expect(page.locator("textarea").nth(1)).to_have_value("après")


def test_answer_kept_once_there_is_room(visit):
    page = visit(page_of(CHAPTERS[0]), prepare=prepared(FULL))
    full(page, True)
    first, second = [QuestionInPage(page, question) for question in load(CHAPTERS[0]).questions[:2]]
    first.give(right(first.question))
    expect(first.root.locator(".essor-lost")).to_be_visible()
    full(page, False)
    second.give(right(second.question))
    for asked in (first, second):
        expect(asked.root.locator(".essor-done")).to_contain_text("réussi le")
        expect(asked.root.locator(".essor-lost")).to_have_count(0)


def test_in_a_frame_without_an_origin(browser, addresses, witness, a_simulator_at):
    """As a learning platform may show a page: nothing is kept, no integrity can be checked, and the rest works."""
    path, slug = a_simulator_at
    with browser.new_context(viewport=WIDE, locale="fr-FR", reduced_motion="reduce") as context:
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
        simulator.root.locator("[name=guess]").fill("2,5")
        simulator.root.locator("[name=guess]").press("Enter")
        simulator.guess = simulator.simulator.prediction.control.parse("2,5")
        simulator.expect_outcome()
        simulator.expect_pictures()
        asked = QuestionInPage(frame, load(CHAPTERS[[page_of(file) for file in CHAPTERS].index(path)]).questions[0])
        asked.give(right(asked.question))
        asked.expect_feedback(right(asked.question))
        expect(asked.root.locator(".essor-done")).to_contain_text("réussi, mais pas gardé")
        expect(framed("search.html?q=association").locator("#search-results li a").first).to_be_visible()
        assert not witness.faults()


@pytest.mark.parametrize("viewport", [WIDE, {"width": 800, "height": 900}, PHONE], ids=["wide", "tablet", "phone"])
def test_no_popover(visit, viewport):
    """The contents of the book and of the page are in the page; no button pretends to open them."""
    page = visit(page_of(CHAPTERS[0]), prepare=without_popover, viewport=viewport)
    assert not page.evaluate("'popover' in HTMLElement.prototype || CSS.supports('selector(:unknown-state)')")
    photograph(page, f"no-popover-{viewport['width']}")
    expect(page.locator("[unknowntarget]:visible")).to_have_count(0)
    for drawer in ("#essor-nav", "#essor-toc"):
        expect(page.locator(drawer).get_by_role("link").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("article h1").evaluate("title => title.offsetWidth") >= min(400, 0.8 * viewport["width"])
    page.locator("#furo-main-content h1").scroll_into_view_if_needed()
    photograph(page, f"no-popover-{viewport['width']}-text")
    page.locator("#essor-toc a").last.click()  # its link leads down the page, and nothing throws
    page.locator("#essor-nav").get_by_role("link", name=re.compile("Votre progression|Progression")).first.click()
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_javascript(visit, viewport):
    """Contents, search and progress say what they cannot do; the book can be read from one page to the next."""
    page = visit(HOME, viewport=viewport, java_script_enabled=False)
    photograph(page, f"no-javascript-{viewport['width']}-home")
    if viewport is PHONE:
        page.locator(".mobile-header button").first.click()  # a popover needs no script
    expect(page.locator("#essor-nav").get_by_role("link").first).to_be_visible()
    photograph(page, f"no-javascript-{viewport['width']}-contents")
    for path in ("search.html?q=association", PROGRESS):
        page = visit(path, viewport=viewport, java_script_enabled=False)
        expect(page.locator("article noscript p").first).to_be_visible()
        expect(page.locator(".essor-progress-bar:visible")).to_have_count(0)
        photograph(page, f"no-javascript-{viewport['width']}-{Path(path.split('?')[0]).stem}")
    place = next(place for place in PLACES if place.simulators)
    page = visit(place.path, viewport=viewport, java_script_enabled=False)
    page.locator(".essor-sim").first.scroll_into_view_if_needed()
    photograph(page, f"no-javascript-{viewport['width']}-simulator")
