"""After one visit the course works with the server off, and never shows parts of two editions together.

Every file of an edition is signed, in a copy of the book, so that each response tells which edition it is from.
"""

import re
import shutil
import time
import zipfile
from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

import editions
from essor.surfaces.chromium import serve
from essor.surfaces import archive
from essor.surfaces.book import offline
from essor.surfaces.book.short_links import path as short_path

from .conftest import PHONE, PLACES, WIDE
from .driver import SimulatorInPage
from .test_progress import PROGRESS

HOME = "book/index.html"
KEPT = "Ce cours est gardé dans ce navigateur"
SPARED = "seules les pages ouvertes sont gardées"
NEW_EDITION = "Une nouvelle édition du cours est prête."
SIGNATURES = {".html": "<!--{}-->", ".js": "\n/*{}*/", ".css": "\n/*{}*/"}
SIMULATED = next(place for place in PLACES if "bousol-circuits" in place.simulators)
OTHER = next(place for place in PLACES if "bousol-bonus" in place.simulators and place.path.startswith("exercises/"))
WORKED = next(place for place in PLACES if place.exercises)

# The filling waits for some quiet seconds; here, for none.
AT_ONCE = "{ const given = setTimeout; window.setTimeout = (call, wait, ...rest) => given(call, wait === 5000 ? 0 : wait, ...rest); }"
SPARE = "Object.defineProperty(navigator.connection, 'saveData', { get: () => true });"


class Site:
    """A copy of the book on a server that can be turned off, and a browser that remembers."""

    def __init__(self, folder, context, servers):
        self.folder, self.context, self._servers = folder, context, servers
        self.address = servers.enter_context(serve(folder))

    def publish(self, edition):
        """Put another edition in the place of the one served."""
        for file in self.folder.rglob("*"):
            if file.suffix in SIGNATURES and file.name != offline.WORKER:
                text = file.read_text("utf8").split("édition n° ")[0]
                if file.name == "page.js":
                    text = re.sub(r"PINNED = {.*}", "PINNED = {}", text)  # of files just signed
                opening, closing = SIGNATURES[file.suffix].split("{}")
                file.write_text(text.removesuffix(opening) + f"{opening}édition n° {edition}{closing}", "utf8")
        return offline.write_worker(self.folder)

    def open(self, path):
        page = self.context.new_page()
        page.seen = {}
        page.on("response", lambda response: page.seen.setdefault(response.url.removeprefix(self.address), response))
        page.goto(f"{self.address}/{path}")
        return page

    def visit_first(self, path, says=KEPT):
        page = self.open(path)
        expect(page.locator(".essor-offline")).to_contain_text(says, timeout=60_000)
        return page

    def stop(self):
        self._servers.close()

    def caches(self):
        page = self.open("book/index.html")
        names = page.evaluate("caches.keys()")
        page.close()
        return [name for name in names if name.startswith("essor /")]


def editions_seen(page):
    """The editions of everything the page received."""
    texts = [response.text() for url, response in list(page.seen.items()) if url.split("?")[0].endswith(tuple(SIGNATURES)) and response.ok]
    assert texts
    return {text.split("édition n° ")[1][0] if "édition n° " in text else "unsigned" for text in texts}


@pytest.fixture(params=[AT_ONCE], ids=[""])
def site(request, browser, book, tmp_path):
    folder = tmp_path / "book"
    shutil.copytree(book, folder)
    with ExitStack() as servers:
        context = browser.new_context(viewport=WIDE, locale="fr-FR", reduced_motion="reduce")
        context.set_default_timeout(10_000)
        context.add_init_script(request.param)
        site = Site(folder, context, servers)
        site.publish(1)
        yield site
        context.close()


def move(page, slug):
    simulator = SimulatorInPage(page, slug).come_near()
    simulator.nudge()
    simulator.expect_pictures()
    return simulator


def test_one_visit_then_no_server(site):
    site.visit_first(HOME)
    site.stop()
    page = site.open(SIMULATED.path)
    assert page.evaluate("navigator.serviceWorker.controller !== null")
    move(page, "bousol-circuits")
    # an address with settings, in a page not visited yet
    simulator = SimulatorInPage(site.open(OTHER.path), "bousol-bonus")
    slider = simulator.active_slider()
    page = site.open(f"{OTHER.path}?simulateur=bousol-bonus&{slider.name}={slider.high}#{simulator.root.get_attribute('id')}")
    simulator = SimulatorInPage(page, "bousol-bonus").approach()
    simulator.values[slider.name] = slider.parse(slider.high)
    simulator.expect_outcome()
    # an exercise's short address, with or without the last slash
    for short in (short_path(WORKED.exercises[0]), short_path(WORKED.exercises[0]).rstrip("/")):
        page = site.open(short)
        page.wait_for_url(f"**/*.html#exercice-{WORKED.exercises[0]}")
        expect(page.locator("h1")).to_be_visible()
    page = site.open("")  # the front door
    page.wait_for_url(f"**/{HOME}")
    page = site.open("search.html?q=departement")
    expect(page.locator("#search-results .search li").first).to_be_visible()
    expect(page.locator("#search-results")).to_contain_text("département")
    expect(site.open("book/absente.html").get_by_role("heading")).to_have_text("Cette page n’est pas gardée sur cet appareil")


def test_new_edition_never_mixed_with_the_old(site):
    site.visit_first(HOME)
    still_open = site.open(SIMULATED.path)
    site.publish(2)
    finder = site.open(HOME)  # finds the new edition, and starts installing it
    assert editions_seen(finder) == {"1"}
    expect(still_open.locator(".essor-edition")).to_contain_text(NEW_EDITION, timeout=60_000)
    # The engine, the simulator's Python and the charts come now, after the new edition took over.
    move(still_open, "bousol-circuits")
    assert any("engine.js" in url for url in still_open.seen) and any("parts/" in url for url in still_open.seen)
    assert editions_seen(still_open) == {"1"}
    page = site.open(SIMULATED.path)
    move(page, "bousol-circuits")
    assert editions_seen(page) == {"2"}
    assert len(site.caches()) == 2  # pages of the old edition are open
    finder.close()
    still_open.seen.clear()
    still_open.get_by_role("button", name="Recharger la page").click()
    expect(still_open.locator(".essor-offline")).to_be_visible()
    assert editions_seen(still_open) == {"2"}
    time.sleep(5.5)  # what a page may take to begin
    site.caches()
    assert len(site.caches()) == 1
    site.stop()
    page = site.open(OTHER.path)
    move(page, "bousol-bonus")
    assert editions_seen(page) == {"2"}


def test_edition_that_cannot_install(site):
    """A file is missing, another is not what was published: the old edition goes on; once mended, the new one comes."""
    site.visit_first(HOME)
    site.publish(2)
    broken = site.folder / "_static/essor/engine.js"
    sound = broken.read_text("utf8")
    for break_it in (broken.unlink, lambda: broken.write_text(sound[:1000], "utf8")):
        break_it()
        page = site.open(HOME)
        page.evaluate("navigator.serviceWorker.ready.then((registration) => registration.update()).catch(() => {})")
        page.wait_for_function("navigator.serviceWorker.getRegistration().then((registration) => !registration.installing)")
        page = site.open(SIMULATED.path)
        move(page, "bousol-circuits")
        assert editions_seen(page) == {"1"}
        expect(page.locator(".essor-edition")).to_have_count(0)
    broken.write_text(sound, "utf8")
    page = site.open(HOME)
    box = page.locator(".essor-edition")
    expect(box).to_contain_text(NEW_EDITION, timeout=60_000)
    page.set_viewport_size(PHONE)
    assert box.evaluate("box => { const { left, right } = box.getBoundingClientRect(); return 0 <= left && right <= innerWidth; }")
    box.get_by_role("button", name="Plus tard").click()
    expect(box).to_have_count(0)
    assert editions_seen(site.open(SIMULATED.path)) == {"2"}


def test_everything_erased(site):
    """The page « Votre progression » takes away what it kept, the copy of the book and its worker."""
    site.visit_first(HOME).locator(".theme-toggle").click()
    page = site.open(PROGRESS)
    page.evaluate("essorStore.guessed('essai', '1')")
    assert sorted(page.evaluate("Object.keys(localStorage)")) == ["essor", "theme"]
    assert site.caches()
    page.get_by_role("button", name="Tout effacer").click()
    page.get_by_role("dialog").get_by_role("button", name="Effacer").click()
    expect(page.locator("[data-told]")).to_contain_text("y compris la copie du cours")
    page.evaluate("document.head.append(Object.assign(document.createElement('script'), { src: '../_static/essor/engine.js' }))")
    page.wait_for_function("() => window.ESSOR_ENGINE")  # the worker that still serves this page keeps nothing
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("site", [AT_ONCE + SPARE], ids=["save-data"], indirect=True)
def test_reader_who_spares_data(site):
    """Only what was opened is kept, and the page says so: with the server off, the rest is said to be absent."""
    site.visit_first(HOME, SPARED)
    site.visit_first(OTHER.path, SPARED)
    kept = site.open(HOME).evaluate("caches.keys().then((names) => caches.open(names.find((name) => name.startsWith('essor /')))).then((cache) => cache.keys()).then((keys) => keys.length)")
    assert kept < 30
    site.stop()
    expect(site.open(OTHER.path).locator("h1")).to_be_visible()
    expect(site.open(SIMULATED.path).get_by_role("heading")).to_have_text("Cette page n’est pas gardée sur cet appareil")


@pytest.mark.parametrize(
    "site",
    [
        AT_ONCE + "delete Navigator.prototype.serviceWorker;",
        AT_ONCE + "navigator.serviceWorker.register = () => Promise.reject(new Error('refused'));",
        AT_ONCE + "navigator.serviceWorker.register = () => { throw new Error('refused'); };",
    ],
    ids=["none", "refused", "throws"],
    indirect=True,
)
def test_no_service_worker(site):
    page = site.open(OTHER.path)
    upset = []
    page.on("pageerror", lambda error: upset.append(error))
    page.on("console", lambda said: said.type == "error" and upset.append(said.text))
    move(page, "bousol-bonus")
    assert not upset and page.locator(".essor-offline").count() == 0


def test_by_double_click_nothing_is_registered(visit):
    page = visit(HOME, "file")
    assert page.evaluate("navigator.serviceWorker?.controller ?? null") is None
    expect(page.locator(".essor-offline")).to_have_count(0)


def test_archives_by_double_click(browser, book, tmp_path):
    """Both archives, extracted in a folder with a name as readers give: a simulator moves, the search works, nothing is asked elsewhere."""
    made = archive.write_all(book, editions.TRAINERS, tmp_path, tmp_path, "Le cours", "1.2")
    context = browser.new_context(viewport=WIDE, locale="fr-FR", reduced_motion="reduce")
    asked, upset = [], []
    context.on("request", lambda request: asked.append(request.url))
    context.on("weberror", lambda error: upset.append(error.error))
    context.on("console", lambda said: said.type in ("error", "warning") and upset.append(said.text))
    for rank, (file, door, folder) in enumerate(zip(made, (archive.LEARNERS_DOOR, archive.TRAINERS_DOOR), ("cours", "formateur"))):
        place = tmp_path / f"Clé USB n° {rank}"
        zipfile.ZipFile(file).extractall(place)
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
