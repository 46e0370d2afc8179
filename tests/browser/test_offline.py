"""After one visit the course works with the server off; a page never gets parts of two editions; a course that is taken back goes.

Most tests read a small book made for them, each file of which tells the edition it is of.
"""

import http.server
import os
import re
import threading
import time
from functools import partial
from http.client import responses
from pathlib import Path

import pytest
from playwright.sync_api import expect

import editions
from essor.book.pages.short_links import path as short_path
from essor.book.site import offline
from essor.book.site.scripts import put
from essor.tools import archive
from essor.tools.chromium import serve

from .conftest import PHONE, PLACES, ROOT, WIDE
from .driver import SimulatorInPage, keep
from .test_progress import PROGRESS

HOME = "book/index.html"
KEPT = "Ce cours est gardé dans ce navigateur"
SPARED = "seules les pages ouvertes sont gardées"
NEW_EDITION = "Une nouvelle édition du cours est prête."
OTHER_PAGES = "D’autres pages de ce cours sont ouvertes dans ce navigateur."
SIMULATED = next(place for place in PLACES if "bousol-circuits" in place.simulators)
OTHER = next(place for place in PLACES if "bousol-bonus" in place.simulators and place.path.startswith("exercises/"))
WORKED = next(place for place in PLACES if place.exercises)

# The filling waits for some quiet seconds; here, for none.
AT_ONCE = "{ const given = setTimeout; window.setTimeout = (call, wait, ...rest) => given(call, wait === 5000 ? 0 : wait, ...rest); }"
SPARE = "Object.defineProperty(navigator.connection, 'saveData', { get: () => true });"

BOOK = "cours/"  # not at the root of its server
PAGE = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="_static/essor/theme.css"><link rel="stylesheet" href="_static/style.css">
<script defer src="_static/script.js"></script>
<script defer src="_static/essor/offline.js"></script><h1>{}</h1><footer data-part="footer" class="essor-footer"></footer>"""
FILES = {
    "index.html": PAGE,
    "page.html": PAGE,
    "_static/style.css": "h1 {{ --told: {} }}",
    "_static/script.js": "window.script = {};",
    "_static/part.js": "window.part = {};",
}
COURSES_OWN = ("offline.js", "theme.css")
WHOLE = len(FILES) + len(COURSES_OWN) + 1  # the mark of a complete cache
# What a page got: itself, its style, its script, and a part that it asks for late. Null: it got none.
TOLD = """async () => {
  await new Promise((done) => document.head.append(Object.assign(document.createElement("script"), { src: "_static/part.js", onload: done, onerror: done })));
  const heading = document.querySelector("h1");
  return [heading.textContent, getComputedStyle(heading).getPropertyValue("--told"), window.script ?? null, window.part ?? null]
    .map((told) => told && Number(told));
}"""
CACHED = "caches.keys().then((names) => Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url))))"
SETTLED = "navigator.serviceWorker.getRegistration().then((registration) => !registration?.installing)"
GONE = (
    "Promise.all([navigator.serviceWorker.getRegistration(), caches.keys()]).then(([registration, names]) => !registration && "
    "!names.some((name) => name.startsWith('essor')))"
)


def wait_until(page, promised):
    """`wait_for_function` takes a promise for a truth."""
    tries = f"for (let tries = 0; tries < 200; tries++) {{ if (await {promised}) return true; await new Promise((done) => setTimeout(done, 50)); }}"
    assert page.evaluate(f"async () => {{ {tries} return false; }}"), promised


class _Handler(http.server.SimpleHTTPRequestHandler):
    def do_GET(self):
        status, headers, body = self.server.answer(self.path.split("?")[0]) or (None, {}, b"")
        if not status:
            super().do_GET()
        elif status > 0:
            self.send_response(status, responses[status])
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *args):
        pass


def nothing_special(path):
    return None


def switched_off(path):
    return -1, {}, b""  # the connection is closed without a word


class Site:
    """A small book in a folder of a server, and a browser that remembers. `answer` may give something else than the file of a path."""

    def __init__(self, root, context, monkeypatch):
        self.root, self.context, self._monkeypatch = root, context, monkeypatch
        self.folder = root / BOOK
        self._time = time.time()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(root)))
        self.answer(nothing_special)
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def answer(self, answer):
        self.server.answer = answer

    def change(self, changed, names):
        """Something on the way changes the bytes of the files with such names."""
        self.answer(lambda path: (200, {"Content-Type": self.type_of(path)}, changed((self.root / path[1:]).read_bytes())) if re.search(names, path) else None)

    def type_of(self, path):
        return {"html": "text/html", "css": "text/css", "js": "text/javascript"}[path.rpartition(".")[2]]

    def publish(self, edition, files=FILES):
        for path, text in files.items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_text(text.format(edition), "utf8")
        put(self.folder / "_static/essor", *COURSES_OWN)
        self._monkeypatch.setenv("SOURCE_DATE_EPOCH", str(edition))
        offline.write_worker(self.folder)
        # A server tells files apart by the second: those of two publications are never of the same.
        self._time += 10
        for path in self.folder.rglob("*"):
            os.utime(path, (self._time, self._time))

    def open(self, path="index.html"):
        page = self.context.new_page()
        page.goto(f"http://127.0.0.1:{self.server.server_port}/{BOOK}{path}")
        return page

    def visit(self, says=KEPT, path="index.html"):
        page = self.open(path)
        expect(page.locator(".essor-offline")).to_contain_text(says)
        page.close()

    def kept(self):
        """The paths of what the browser keeps, in one cache at most."""
        page = self.open("../")
        kept = page.evaluate(CACHED)
        page.close()
        assert len(kept) <= 1
        return sorted(url.partition(BOOK)[2].partition("?")[0] for urls in kept for url in urls)


@pytest.fixture(params=[AT_ONCE], ids=[""])
def site(request, browser, tmp_path, monkeypatch):
    context = browser.new_context(viewport=WIDE, locale="fr-FR", reduced_motion="reduce")
    context.set_default_timeout(10_000)
    context.add_init_script(request.param)
    site = Site(tmp_path, context, monkeypatch)
    site.publish(1)
    yield site
    context.close()
    site.server.shutdown()
    site.server.server_close()


@pytest.mark.parametrize("changed", [lambda file: file + b"\n/* proxy */", lambda file: file[:-1]], ids=["comment", "partial"])
def test_file_changed_on_its_way(site, changed):
    """What the network gives is given as it is, and not kept; once it is what was published, the book is kept."""
    site.change(changed, r"(css|script|part)(\.js)?$")
    site.open().evaluate("navigator.serviceWorker.ready.then(() => true)")
    page = site.open("page.html")
    assert page.evaluate("navigator.serviceWorker.controller !== null")
    assert page.evaluate(TOLD) == [1, 1, 1, 1]
    expect(page.locator(".essor-offline")).to_have_count(0)
    assert not [path for path in site.kept() if "static" in path and "essor" not in path]
    site.answer(nothing_special)
    site.visit()
    assert len(site.kept()) == WHOLE


def test_edition_half_replaced(site):
    """Files of another edition are put in place before its worker: a book already kept stays whole, a page that it lacks comes whole from the server."""
    site.visit()
    worker = (site.folder / offline.WORKER).read_text("utf8")
    site.publish(2, {**FILES, "nouvelle.html": PAGE})
    (site.folder / offline.WORKER).write_text(worker, "utf8")
    assert site.open().evaluate(TOLD) == [1, 1, 1, 1]
    assert site.open("nouvelle.html").evaluate(TOLD) == [2, 2, 2, 2]
    site.answer(switched_off)
    assert site.open("page.html").evaluate(TOLD) == [1, 1, 1, 1]


def test_new_edition_waits_to_be_asked_for(site):
    site.visit()
    other = site.open("page.html")
    site.publish(2)
    page = site.open()
    box = page.locator(".essor-edition")
    expect(box).to_contain_text(NEW_EDITION)
    expect(other.locator(".essor-edition")).to_contain_text(NEW_EDITION)
    third = site.open("page.html")
    assert third.evaluate(TOLD) == page.evaluate(TOLD) == [1, 1, 1, 1]
    third.close()
    reload = box.get_by_role("button", name="Recharger la page")
    reload.click()
    expect(box).to_contain_text(OTHER_PAGES)
    page.set_viewport_size(PHONE)
    assert box.evaluate("box => { const { left, right } = box.getBoundingClientRect(); return 0 <= left && right <= innerWidth; }")
    assert other.evaluate(TOLD) == [1, 1, 1, 1]
    other.get_by_role("button", name="Plus tard").click()
    expect(other.locator(".essor-edition")).to_have_count(0)
    other.close()
    with page.expect_navigation():
        reload.click()
    assert page.evaluate(TOLD) == [2, 2, 2, 2]
    expect(page.locator(".essor-offline")).to_contain_text(KEPT)
    expect(box).to_have_count(0)
    assert len(site.kept()) == WHOLE  # nothing of the edition before
    site.answer(switched_off)
    assert site.open("page.html").evaluate(TOLD) == [2, 2, 2, 2]


def test_new_edition_comes_once_the_pages_are_closed(site):
    """A file of it was missing at first: the edition before went on alone."""
    site.visit()
    site.publish(2)
    part = site.folder / "_static/part.js"
    part.rename(part.with_suffix(".later"))
    page = site.open()
    page.evaluate("navigator.serviceWorker.ready.then((registration) => registration.update()).catch(() => {})")
    wait_until(page, SETTLED)
    expect(page.locator(".essor-edition")).to_have_count(0)
    page.close()
    assert site.open("page.html").evaluate(TOLD) == [1, 1, 1, 1]
    part.with_suffix(".later").rename(part)
    page = site.open()
    expect(page.locator(".essor-edition")).to_contain_text(NEW_EDITION)
    for page in site.context.pages:
        page.close()
    assert site.open().evaluate(TOLD) == [2, 2, 2, 2]


def test_same_edition_is_not_a_new_one(site):
    """The worker's script comes with a comment that something on the way added."""
    site.visit()
    site.change(lambda file: file + b"\n/* proxy */", r"worker\.js$")
    page = site.open()
    page.evaluate("navigator.serviceWorker.ready.then((registration) => registration.update()).catch(() => {})")
    wait_until(page, SETTLED)
    expect(page.locator(".essor-offline")).to_contain_text(KEPT)
    assert page.locator(".essor-edition").count() == 0


def of_another_site(path):
    return 200, {"Content-Type": "text/html"}, b"<h1>2</h1>"


def gone(status):
    return lambda path: (status, {"Content-Type": "text/html"}, b"<h1>2</h1>")


def moved(path):
    return (301, {"Location": "https://exemple.fr/"}, b"") if path.endswith(offline.WORKER) else of_another_site(path)


def disowned(path):
    worker = (ROOT / "publier" / "service-worker.js").read_bytes()
    return (200, {"Content-Type": "text/javascript"}, worker) if path.endswith(offline.WORKER) else of_another_site(path)


@pytest.mark.parametrize("answer", [gone(404), gone(410), of_another_site, moved, disowned], ids=["404", "410", "another site", "moved", "disowned"])
def test_withdrawn_course(site, answer):
    """The copy is removed at the next visit; from then on the server answers."""
    site.visit()
    site.answer(answer)
    page = site.open()
    expect(page.locator("h1")).to_have_text("1")
    wait_until(page, GONE)
    page.reload()
    expect(page.locator("h1")).to_have_text("2")
    assert site.open("page.html").locator("h1").inner_text() == "2"


@pytest.mark.parametrize("answer", [switched_off, gone(503)], ids=["no network", "trouble"])
def test_course_out_of_reach_is_kept(site, answer):
    site.visit()
    site.answer(answer)
    for _ in range(2):
        page = site.open()
        expect(page.locator(".essor-offline")).to_contain_text(KEPT)
        assert page.evaluate(TOLD) == [1, 1, 1, 1]
    assert site.open("absente.html").get_by_role("heading").inner_text() == (
        "2" if answer is not switched_off else "Cette page n’est pas gardée sur cet appareil"
    )


def test_older_edition_put_back(site):
    """It never takes over from a newer one: that one is removed, and the server answers; then the older one is kept afresh."""
    site.publish(3)
    site.visit()
    site.publish(2)
    page = site.open()
    wait_until(page, "caches.keys().then((names) => !names.length)")
    page.close()
    assert site.open("page.html").evaluate(TOLD) == [2, 2, 2, 2]
    site.visit()


@pytest.mark.parametrize("site", [AT_ONCE + SPARE], ids=["save-data"], indirect=True)
def test_reader_who_spares_data(site):
    """Only what was opened is kept, and the page says so: with the server off, the rest is said to be absent."""
    site.visit(SPARED)
    site.visit(SPARED)
    assert site.kept() == sorted(["index.html", "_static/script.js", "_static/style.css", *(f"_static/essor/{name}" for name in COURSES_OWN)])
    site.answer(switched_off)
    assert site.open().evaluate(TOLD) == [1, 1, 1, None]
    expect(site.open("page.html").get_by_role("heading")).to_have_text("Cette page n’est pas gardée sur cet appareil")


@pytest.mark.parametrize(
    "site",
    [
        f"{AT_ONCE}delete Navigator.prototype.serviceWorker;",
        f"{AT_ONCE}if (navigator.serviceWorker) navigator.serviceWorker.register = () => Promise.reject(new Error('refused'));",
        f"{AT_ONCE}if (navigator.serviceWorker) navigator.serviceWorker.register = () => {{ throw new Error('refused'); }};",
    ],
    ids=["none", "refused", "throws"],
    indirect=True,
)
def test_no_service_worker(site):
    upset = []
    site.context.on("weberror", lambda error: upset.append(error.error))
    site.context.on("console", lambda said: said.type == "error" and upset.append(said.text))
    page = site.open()
    assert page.evaluate(TOLD) == [1, 1, 1, 1]
    assert not upset and page.locator(".essor-offline").count() == 0


# ——— The course itself ———


def move(page, slug):
    simulator = SimulatorInPage(page, slug).come_near()
    simulator.nudge()
    simulator.expect_pictures()
    return simulator


def test_one_visit_then_no_server(browser, book):
    """All of the course is there; « Votre progression » then takes away what it kept, the copy of the book and its worker."""
    context = browser.new_context(viewport=WIDE, locale="fr-FR", reduced_motion="reduce")
    context.set_default_timeout(10_000)
    context.add_init_script(AT_ONCE)

    def open_page(path):
        page = context.new_page()
        page.goto(f"{address}/{path}")
        return page

    with serve(book) as address:
        page = open_page(HOME)
        expect(page.locator(".essor-offline")).to_contain_text(KEPT, timeout=60_000)
    page = open_page(SIMULATED.path)
    assert page.evaluate("navigator.serviceWorker.controller !== null")
    move(page, "bousol-circuits")
    # an address with settings, in a page not visited yet
    simulator = SimulatorInPage(open_page(OTHER.path), "bousol-bonus")
    slider = simulator.active_slider()
    page = open_page(f"{OTHER.path}?simulateur=bousol-bonus&{slider.name}={slider.high}#{simulator.root.get_attribute('id')}")
    simulator = SimulatorInPage(page, "bousol-bonus").approach()
    simulator.values[slider.name] = slider.parse(slider.high)
    simulator.expect_outcome()
    # an exercise's short address, with or without the last slash
    for short in (short_path(WORKED.exercises[0]), short_path(WORKED.exercises[0]).rstrip("/")):
        page = open_page(short)
        page.wait_for_url(f"**/*.html#exercice-{WORKED.exercises[0]}")
        expect(page.locator("h1")).to_be_visible()
    page = open_page("")  # the front door
    page.wait_for_url(f"**/{HOME}")
    page = open_page("search.html?q=departement")
    expect(page.locator("#search-results .search li").first).to_be_visible()
    expect(page.locator("#search-results")).to_contain_text("département")
    # everything erased
    page = open_page(PROGRESS)
    page.locator(".theme-toggle").click()
    keep(page, guesses={"essai": "1"})
    assert sorted(page.evaluate("Object.keys(localStorage)")) == ["essor", "theme"]
    page.get_by_role("button", name="Tout effacer").click()
    page.get_by_role("dialog").get_by_role("button", name="Effacer").click()
    expect(page.locator("[data-told]")).to_contain_text("y compris la copie du cours")
    assert page.evaluate(GONE) and page.evaluate("localStorage.length") == 0
    with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
        page.reload()
    context.close()


def test_trainers_edition_is_not_kept(browser):
    context = browser.new_context()
    context.add_init_script(AT_ONCE)
    with serve(editions.TRAINERS) as address:
        page = context.new_page()
        page.goto(f"{address}/{HOME}")
        page.wait_for_timeout(300)
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
        assert page.request.get(f"{address}/{offline.WORKER}").status == 404
    context.close()


def test_by_double_click_nothing_is_registered(visit):
    page = visit(HOME, "file")
    assert page.evaluate("navigator.serviceWorker?.controller ?? null") is None
    expect(page.locator(".essor-offline")).to_have_count(0)


def test_archives_by_double_click(browser, book, tmp_path):
    """Both archives, extracted in a folder with a name as readers give: a simulator moves, the search works, nothing is asked elsewhere."""
    given = tmp_path / "essor.zip"
    given.write_bytes(b"")
    contents = (archive.learners(book, "Le cours", "1.2"), archive.trainers(editions.TRAINERS, "Le cours", "1.2", given, tmp_path))
    context = browser.new_context(viewport=WIDE, locale="fr-FR", reduced_motion="reduce")
    asked, upset = [], []
    context.on("request", lambda request: asked.append(request.url))
    context.on("weberror", lambda error: upset.append(error.error))
    context.on("console", lambda said: said.type in ("error", "warning") and upset.append(said.text))
    for rank, (files, door, folder) in enumerate(zip(contents, (archive.LEARNERS_DOOR, archive.TRAINERS_DOOR), ("cours", "formateur"), strict=True)):
        place = tmp_path / f"Clé USB n° {rank}"
        for path, content in files.items():
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_bytes(content)
        assert [path.name for path in place.iterdir() if path.suffix == ".html"] == [door]
        page = context.new_page()
        page.goto((place / door).as_uri())
        page.wait_for_url(f"**/{folder}/{HOME}")
        page.get_by_role("searchbox").fill("departement")
        page.get_by_role("searchbox").press("Enter")
        expect(page.locator("#search-results")).to_contain_text("département", ignore_case=True)
        page.goto((place / folder / OTHER.path).as_uri())
        move(page, "bousol-bonus")
    assert not upset and asked and all(url.startswith(("file://", "data:", "blob:")) for url in asked)
    context.close()


def test_page_opened_in_an_archive_that_is_not_extracted(browser, book, tmp_path):
    """The system extracts it alone, in a folder of its own."""
    files = archive.learners(book, "Le cours", "1.2")
    context = browser.new_context(viewport=PHONE)
    for number, path in enumerate((archive.LEARNERS_DOOR, "cours/index.html")):
        alone = tmp_path / str(number) / Path(path).name
        alone.parent.mkdir()
        alone.write_bytes(files[path])
        page = context.new_page()
        page.goto(alone.as_uri())
        page.wait_for_timeout(200)
        assert page.url == alone.as_uri()
        expect(page.get_by_role("heading", name="Extrayez d’abord l’archive")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
