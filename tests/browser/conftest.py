"""The built book, a Chromium, and a witness that no page may upset.

Pages, simulators and exercises are found by walking the learner's edition; of the trainer's, decks and its own pages.
"""

import json
import os
import re
from collections import namedtuple
from contextlib import contextmanager
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect, sync_playwright

import editions
from essor.portable.simulators.controls import Grid
from essor.portable.simulators.registry import load
from essor.readers.assessment import exercise
from essor.tools.chromium import launch, serve

from .deck import ROOM
from .driver import SimulatorInPage
from .site import AT_ONCE
from .votes import BOUSOL, ask, vote, write_slides_with_a_way

expect.set_options(timeout=15_000)  # what fails is late by more: two browsers share two cores with their pages
BOOK = editions.LEARNERS
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
HOME, CHAPTER = "book/index.html", "book/debat-3/bousol.html"
PROGRESS, PLAN, MINE = (f"book/{name}.html" for name in ("progression", "conclusion", "collectivite"))
REGISTER, CLAUSE = "book/annexes/registre.html", "book/outils/clause-insertion.html"

# `make test EVERY=1` looks at everything; otherwise what repeats is sampled. Every page of the book is visited all the same, every
# simulator starts in its chapter, and test_parity.py holds the engine to CPython at every value tried.
EVERY = bool(os.environ.get("ESSOR_EVERY"))


def sampled(every, some):
    """All the cases with EVERY; without it, those that represent them, by a test or a list of some."""
    if EVERY:
        return list(every)
    return [case for case in every if (some(case) if callable(some) else case in some)]


# Where a part of the course is: the page's path in the book, and the slugs of what it holds.
# `repeats`: it shows simulators, and all of them are in a chapter too.
Place = namedtuple("Place", ["path", "simulators", "exercises", "repeats"])


def _find_places() -> list[Place]:
    places, in_chapters = [], set()
    for file in sorted(BOOK.rglob("*.html")):
        page = file.read_text("utf8")
        if 'id="furo-main-content"' not in page and file.name != "404.html":
            continue  # the front door, which has a test of its own, and the like
        held = [re.findall(rf'<div [^>]*class="{kind}\b[^>]* data-slug="([^"]+)"', page) for kind in ("essor-sim", "essor-exercise")]
        path = file.relative_to(BOOK).as_posix()
        if not path.startswith("exercises/"):
            in_chapters.update(held[0])
        places.append(Place(path, *held, repeats=path.startswith("exercises/") and bool(held[0]) and in_chapters.issuperset(held[0])))
    return places


PLACES = _find_places()

# each simulator where it comes first
PAGE_OF = {slug: place.path for place in reversed(PLACES) for slug in place.simulators}

# Long tests take the chapter's own simulators: each costs them half a minute.
LONG = ("bousol-circuits", "bousol-bonus")
LONG_SIMULATORS = sampled([slug for slug in LONG if slug in PAGE_OF], LONG[:1])
LONG_PLACES = [place for place in PLACES if set(place.simulators) & set(LONG)]
# Pages looked at in every way: two chapters (sliders and drawings, then tables), one exercise page in eight, those that
# act without simulators, and one more of each folder.
_ALIVE = (CHAPTER, "book/debat-4/transversalite.html", *[place.path for place in PLACES if place.repeats][::8])
_FIRST = {place.path.rpartition("/")[0]: place for place in reversed(PLACES) if not place.simulators}.values()
_ACTING = (REGISTER, "book/annexes/glossaire.html", PROGRESS, MINE, HOME, "search.html")
WHOLE = sampled(PLACES, lambda place: place in _FIRST or place.path in (*_ALIVE, *_ACTING))

ALL_DECKS = [
    deck.relative_to(editions.TRAINERS).as_posix()
    for deck in sorted(editions.TRAINERS.rglob("diapositives.html"))
    if 'class="essor-deck"' in deck.read_text("utf8")
]
DECKS = [deck for deck in ALL_DECKS if "formateur" not in deck]  # of the day: shorter versions show their slides
# Of the trainer's edition, what is neither a deck nor a page to print.
TRAINERS_PAGES = [
    path for page in editions.trainers_pages() if not (path := page.relative_to(editions.TRAINERS).as_posix()).startswith("papier/") and path not in ALL_DECKS
]

# What a test asks for, and the cases found in the book. Without a case, the test runs once and fails.
CASES = {
    # The other exercise pages are made of the same parts: one in three is visited at all.
    "place": sampled(PLACES, [place for rank, place in enumerate(PLACES) if not place.repeats or place in WHOLE or rank % 3 == 0]),
    # By double-click, the same files, the same scripts.
    "double_clicked": sampled(PLACES, lambda place: place in _FIRST or place.path in _ALIVE[:3]),
    "long_simulator": LONG_SIMULATORS,
    "with_grid": [slug for slug in PAGE_OF if any(isinstance(control, Grid) for control in load(slug).controls)][:2],
    "long_place": LONG_PLACES,
    "a_simulator": LONG_SIMULATORS[:1],  # for what does not depend on the simulator
    "exercise_at": [(place.path, slug) for place in LONG_PLACES for slug in place.exercises if exercise(slug)["genre"] == "nombre"],
    "journey_at": [(place.path, slug) for place in PLACES for slug in place.exercises if exercise(slug)["genre"] == "parcours"],
    "deck": DECKS,
    # Chapters and exercises have notes and solutions of one make.
    "trainers_page": sampled(TRAINERS_PAGES, [path for rank, path in enumerate(TRAINERS_PAGES) if "formateur/" in path or rank % 4 == 0]),
    "scheme": ["http", "file"],
}


def name_of(case):
    """A page by its path, a part of one by its slug."""
    if isinstance(case, tuple):
        return case.path if isinstance(case, Place) else case[1]
    return str(case)[:12] if len(str(case)) > 200 else str(case)


def pytest_generate_tests(metafunc):
    for name, cases in CASES.items():
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, cases or [None], ids=name_of if cases else ["none-in-the-book"])


@pytest.fixture(scope="session")
def book() -> Path:
    if not (BOOK / "index.html").is_file():
        pytest.fail(editions.MISSING, pytrace=False)
    return BOOK


@pytest.fixture(autouse=True)
def _found_in_the_book(request, book):
    for name in CASES:
        if name in request.fixturenames and request.getfixturevalue(name) is None:
            pytest.fail(f"the book in {book} has nothing for this test ({name})", pytrace=False)


@pytest.fixture(scope="session")
def steps(book):
    """The path that the home page is told."""
    page = BeautifulSoup((book / HOME).read_text("utf8"), "html.parser")
    return json.loads(page.select_one("[data-path]")["data-path"])


@pytest.fixture(scope="session")
def chapters(steps):
    return [step for step in steps if step["kind"] == "chapter"]


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def addresses(book):
    """The learner's edition's address, without a final slash, by scheme."""
    with serve(book) as address:
        yield {"http": address, "file": book.as_uri()}


@pytest.fixture(scope="session")
def trainers_addresses(book):
    """The same for the trainer's edition."""
    with serve(editions.TRAINERS) as address:
        yield {"http": address, "file": editions.TRAINERS.as_uri()}


def _given_up(request):
    """Whether it is the engine, its script or its worker (a blob), of a page that was left while it started."""
    return "ABORTED" in (request.failure or "") and (request.url.startswith("blob:") or "/engine.js?" in request.url)


class Witness:
    """Notes what no page may do: ask another origin, complain on the console, fail a request, open a dialog."""

    def __init__(self, *own):
        self._own = (*own, "data:", "blob:")
        self._allowed = []
        self._noted = []

    def watch(self, context):
        note = self._noted.append
        context.on("request", lambda request: request.url.startswith(self._own) or note(f"third party: {request.url}"))
        context.on("requestfailed", lambda request: _given_up(request) or note(f"failed: {request.url} {request.failure}"))
        context.on("response", lambda response: response.status < 400 or note(f"{response.status}: {response.url}"))
        context.on("weberror", lambda error: note(f"uncaught: {error.error}"))
        context.on("console", lambda said: said.type in ("error", "warning") and note(f"{said.type}: {said.text} {said.location}"))
        context.on("dialog", lambda dialog: (note(f"dialog: {dialog.message}"), dialog.dismiss()))

    def allow(self, *texts):
        """Accept the faults that hold one of these texts: the test provokes them."""
        self._allowed += texts

    def faults(self):
        return [fault for fault in self._noted if not any(text in fault for text in self._allowed)]


def new_context(browser, **options):
    return browser.new_context(**{"viewport": WIDE, "locale": "fr-FR", "reduced_motion": "reduce", **options})


@pytest.fixture
def reader(browser):
    """A context that keeps the course's copy, at once."""
    context = new_context(browser)
    context.set_default_timeout(20_000)
    context.add_init_script(AT_ONCE)
    yield context
    context.close()


def picture(page, name):
    """A picture of the page, where ESSOR_SCREENSHOTS names a folder."""
    if folder := os.environ.get("ESSOR_SCREENSHOTS"):
        page.screenshot(path=Path(folder, f"{name}.png"))


def photograph(request, *pages):
    """Keep what a test ends on."""
    name = re.sub(r"\W+", "-", request.node.name)
    for rank, page in enumerate(pages):
        picture(page, f"{name}-{rank}")


@contextmanager
def watched(request, browser, witness):
    """Opens contexts. When the test ends, nothing may have upset the witness."""
    contexts = []

    def open_context(**options):
        contexts.append(new_context(browser, **options))
        contexts[-1].set_default_timeout(20_000)
        witness.watch(contexts[-1])
        return contexts[-1]

    yield open_context
    photograph(request, *(page for context in contexts for page in context.pages))
    # Asked before closing: what a closing page interrupts is no fault.
    faults = witness.faults()
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


def _visits(request, browser, addresses, witness):
    """Opens a page of the book in a fresh context. `script` runs before those of the page, `prepare(page)` before it loads."""

    def open_page(path, scheme="http", script="", prepare=None, **options):
        context = open_context(**options)
        # The headless shell asks nobody whether a page may copy, and never answers it.
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        # Nothing is fetched behind these tests' backs; test_offline.py has contexts of its own.
        context.add_init_script("delete Navigator.prototype.serviceWorker")
        page = context.new_page()
        page.add_init_script(script)
        if prepare:
            prepare(page)
        page.goto(f"{addresses[scheme]}/{path}")
        return page

    with watched(request, browser, witness) as open_context:
        yield open_page


@pytest.fixture
def witness(addresses):
    return Witness(*addresses.values())


@pytest.fixture
def visit(request, browser, addresses, witness):
    yield from _visits(request, browser, addresses, witness)


@pytest.fixture
def visit_trainers(request, browser, trainers_addresses):
    """The same as `visit`, in the trainer's edition."""
    yield from _visits(request, browser, trainers_addresses, Witness(*trainers_addresses.values()))


@pytest.fixture(scope="session")
def with_fake_way(tmp_path_factory):
    made = tmp_path_factory.mktemp("votes") / "slides.js"
    write_slides_with_a_way(made)
    return made


@pytest.fixture
def room(visit_trainers, with_fake_way):
    """A deck at its slide that asks this, the fake way chosen; `rounds` are the counts it gives."""

    def open_deck(asks, deck=BOUSOL, rounds=((), ())):
        def prepare(page):
            page.route("**/slides.js*", lambda route: route.fulfill(path=with_fake_way, content_type="text/javascript"))

        counted = [counts if isinstance(counts, dict) else {"voters": sum(counts), "choices": list(counts)} for counts in rounds]
        page = visit_trainers(deck, script=f"window.counted = {json.dumps(counted)}", prepare=prepare, viewport=ROOM)
        ask(page, asks)
        page.keyboard.press(page.evaluate("key"))
        expect(vote(page).locator("[data-way=faux]")).to_have_attribute("aria-pressed", "true")
        return page

    return open_deck


@pytest.fixture
def simulate(visit):
    """Opens a simulator where it comes first, or on this page, at an address that may go on."""

    def open_simulator(slug, scheme="http", after="", path="", **options):
        return SimulatorInPage(visit((path or PAGE_OF[slug]) + after, scheme, **options), slug)

    return open_simulator
