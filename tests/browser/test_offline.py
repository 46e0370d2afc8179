"""After one visit the course works with the server off; a page never gets parts of two editions; a course that is taken back goes.

Most tests read a small book made for them (site.py).
"""

from pathlib import Path

import pytest
from playwright.sync_api import expect

import editions
from essor.book.pages.short_links import path as short_path
from essor.book.site import offline
from essor.places import COURSE
from essor.tools import archive
from essor.tools.chromium import serve

from .conftest import HOME, PHONE, PLACES, PROGRESS, Witness
from .driver import SimulatorInPage, enter
from .site import COURSES_OWN, FILES, KEPT, PAGE, TOLD, WHOLE, Site, another_page, switched_off
from .store import keep

SPARED = "seules les pages ouvertes sont gardées"
NEW_EDITION = "Une nouvelle édition du cours est prête."
OTHER_PAGES = "D’autres pages de ce cours sont ouvertes dans ce navigateur."
ABSENT = "Cette page n’est pas gardée sur cet appareil"
SIMULATED = next((place for place in PLACES if "bousol-circuits" in place.simulators), None)
OTHER = next((place for place in PLACES if "bousol-bonus" in place.simulators and place.path.startswith("exercises/")), None)
WORKED = next((place for place in PLACES if place.exercises), None)

SPARE = "Object.defineProperty(navigator.connection, 'saveData', { get: () => true });"
REGISTER = "if (navigator.serviceWorker) navigator.serviceWorker.register = () => "
SETTLED = "navigator.serviceWorker.getRegistration().then((registration) => !registration?.installing)"
GONE = (
    "Promise.all([navigator.serviceWorker.getRegistration(), caches.keys()]).then(([registration, names]) => !registration && "
    "!names.some((name) => name.startsWith('essor')))"
)


def proxied(file):
    return file + b"\n/* proxy */"


def wait_until(page, promised):
    """`wait_for_function` takes a promise for a truth."""
    tries = f"for (let tries = 0; tries < 200; tries++) {{ if (await {promised}) return true; await new Promise((done) => setTimeout(done, 50)); }}"
    assert page.evaluate(f"async () => {{ {tries} return false; }}"), promised


def updated(page):
    """The page once its browser has looked for a new edition."""
    page.evaluate("navigator.serviceWorker.ready.then((registration) => registration.update()).catch(() => {})")
    wait_until(page, SETTLED)
    return page


def boxes(page):
    return page.locator(".essor-edition")


@pytest.fixture(params=[""], ids=[""])
def site(request, reader, tmp_path, monkeypatch):
    reader.add_init_script(request.param)
    site = Site(tmp_path, reader, monkeypatch)
    site.publish(1)
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.mark.parametrize("changed", [proxied, lambda file: file[:-1]], ids=["comment", "partial"])
def test_file_changed_on_its_way(site, changed):
    """What the network gives is given as it is, and not kept; once it is what was published, the book is kept."""
    site.change(changed, r"(css|script|part)(\.js)?$")
    site.open().evaluate("navigator.serviceWorker.ready.then(() => true)")
    page = site.expect_edition(1)
    assert page.evaluate("navigator.serviceWorker.controller !== null")
    expect(page.locator(".essor-offline")).to_have_count(0)
    assert not [path for path in site.kept() if "static" in path and "essor" not in path]
    site.answer()
    site.visit()
    assert len(site.kept()) == WHOLE


def test_edition_half_replaced(site):
    """Files of another edition are put in place before its worker: a book already kept stays whole, a page that it lacks comes whole from the server."""
    site.visit()
    worker = (site.folder / offline.WORKER).read_text("utf8")
    site.publish(2, {**FILES, "nouvelle.html": PAGE})
    (site.folder / offline.WORKER).write_text(worker, "utf8")
    site.expect_edition(1, path="index.html")
    site.expect_edition(2, path="nouvelle.html")
    site.answer(switched_off)
    site.expect_edition(1)


def test_new_edition_waits_to_be_asked_for(site):
    site.visit()
    other = site.open("page.html")
    site.publish(2)
    page = site.open()
    for each in (page, other):
        expect(boxes(each)).to_contain_text(NEW_EDITION)
    site.expect_edition(1).close()
    assert page.evaluate(TOLD) == [1, 1, 1, 1]
    reload = boxes(page).get_by_role("button", name="Recharger la page")
    reload.click()
    expect(boxes(page)).to_contain_text(OTHER_PAGES)
    page.set_viewport_size(PHONE)
    assert boxes(page).evaluate("box => { const { left, right } = box.getBoundingClientRect(); return 0 <= left && right <= innerWidth; }")
    assert other.evaluate(TOLD) == [1, 1, 1, 1]
    other.get_by_role("button", name="Plus tard").click()
    expect(boxes(other)).to_have_count(0)
    other.close()
    with page.expect_navigation():
        reload.click()
    assert page.evaluate(TOLD) == [2, 2, 2, 2]
    expect(page.locator(".essor-offline")).to_contain_text(KEPT)
    expect(boxes(page)).to_have_count(0)
    assert len(site.kept()) == WHOLE  # nothing of the edition before
    site.answer(switched_off)
    site.expect_edition(2)


def test_new_edition_comes_once_the_pages_are_closed(site):
    """A file of it was missing at first: the edition before went on alone."""
    site.visit()
    site.publish(2)
    part = site.folder / "_static/part.js"
    part.rename(part.with_suffix(".later"))
    page = updated(site.open())
    expect(boxes(page)).to_have_count(0)
    page.close()
    site.expect_edition(1)
    part.with_suffix(".later").rename(part)
    expect(boxes(site.open())).to_contain_text(NEW_EDITION)
    for page in site.context.pages:
        page.close()
    site.expect_edition(2, path="index.html")


def test_same_edition_is_not_a_new_one(site):
    """The worker's script comes with a comment that something on the way added."""
    site.visit()
    site.change(proxied, r"worker\.js$")
    page = updated(site.open())
    expect(page.locator(".essor-offline")).to_contain_text(KEPT)
    assert boxes(page).count() == 0


def moved(path):
    return (301, {"Location": "https://exemple.fr/"}, b"") if path.endswith(offline.WORKER) else another_page(200)(path)


def disowned(path):
    worker = (COURSE / "publier" / "service-worker.js").read_bytes()
    return (200, {"Content-Type": "text/javascript"}, worker) if path.endswith(offline.WORKER) else another_page(200)(path)


@pytest.mark.parametrize(
    "answer", [another_page(404), another_page(410), another_page(200), moved, disowned], ids=["404", "410", "another site", "moved", "disowned"]
)
def test_withdrawn_course(site, answer):
    """The copy is removed at the next visit; from then on the server answers."""
    site.visit()
    site.answer(answer)
    page = site.open()
    expect(page.locator("h1")).to_have_text("1")
    wait_until(page, GONE)
    page.reload()
    for each in (page, site.open("page.html")):
        expect(each.locator("h1")).to_have_text("2")


@pytest.mark.parametrize("answer, absent", [(switched_off, ABSENT), (another_page(503), "2")], ids=["no network", "trouble"])
def test_course_out_of_reach_is_kept(site, answer, absent):
    site.visit()
    site.answer(answer)
    for _ in range(2):
        expect(site.expect_edition(1, path="index.html").locator(".essor-offline")).to_contain_text(KEPT)
    expect(site.open("absente.html").get_by_role("heading")).to_have_text(absent)


def test_older_edition_put_back(site):
    """It never takes over from a newer one: that one is removed, and the server answers; then the older one is kept afresh."""
    site.publish(3)
    site.visit()
    site.publish(2)
    page = site.open()
    wait_until(page, "caches.keys().then((names) => !names.length)")
    page.close()
    site.expect_edition(2)
    site.visit()


@pytest.mark.parametrize("site", [SPARE], ids=["save-data"], indirect=True)
def test_reader_who_spares_data(site):
    """Only what was opened is kept, and the page says so: with the server off, the rest is said to be absent."""
    site.visit(SPARED)
    site.visit(SPARED)
    assert site.kept() == sorted(["index.html", "_static/script.js", "_static/style.css", *(f"_static/essor/{name}" for name in COURSES_OWN)])
    site.answer(switched_off)
    site.expect_edition(1, 1, 1, None, path="index.html")
    expect(site.open("page.html").get_by_role("heading")).to_have_text(ABSENT)


@pytest.mark.parametrize(
    "site",
    ["delete Navigator.prototype.serviceWorker;", f"{REGISTER}Promise.reject(new Error('refused'));", f"{REGISTER}{{ throw new Error('refused'); }};"],
    ids=["none", "refused", "throws"],
    indirect=True,
)
def test_no_service_worker(site):
    witness = Witness("http://127.0.0.1")
    witness.watch(site.context)
    page = site.expect_edition(1)
    assert not witness.faults() and page.locator(".essor-offline").count() == 0


# ——— The course itself ———


def move(page, slug):
    simulator = SimulatorInPage(page, slug).come_near()
    simulator.nudge()
    simulator.expect_pictures()


def test_one_visit_then_no_server(reader, book):
    """All of the course is there; « Votre progression » then takes away what it kept, the copy of the book and its worker."""

    def open_page(path):
        page = reader.new_page()
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
    SimulatorInPage(page, "bousol-bonus").approach().take(slider, slider.high)
    # an exercise's short address, with or without the last slash
    for short in (short_path(WORKED.exercises[0]), short_path(WORKED.exercises[0]).rstrip("/")):
        page = open_page(short)
        page.wait_for_url(f"**/*.html#exercice-{WORKED.exercises[0]}")
        expect(page.locator("h1")).to_be_visible()
    open_page("").wait_for_url(f"**/{HOME}")  # the front door
    page = open_page("search.html?q=departement")
    expect(page.locator("#search-results .search li").first).to_be_visible()
    expect(page.locator("#search-results")).to_contain_text("département")
    # everything erased
    page = open_page(PROGRESS)
    page.locator(".theme-toggle").click()
    page.get_by_text("Options de lecture").click()
    page.get_by_label("Masquer les appels de note").check()
    keep(page, guesses={"essai": "1"})
    assert sorted(page.evaluate("Object.keys(localStorage)")) == ["essor", "essor-lecture", "theme"]
    page.get_by_role("button", name="Tout effacer").click()
    page.get_by_role("dialog").get_by_role("button", name="Effacer").click()
    expect(page.locator("[data-told]")).to_contain_text("y compris la copie du cours")
    assert page.evaluate(GONE) and page.evaluate("localStorage.length") == 0
    with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
        page.reload()


def test_trainers_edition_is_not_kept(reader):
    with serve(editions.TRAINERS) as address:
        page = reader.new_page()
        page.goto(f"{address}/{HOME}")
        page.wait_for_timeout(300)
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
        assert page.request.get(f"{address}/{offline.WORKER}").status == 404


def test_archives_by_double_click(reader, book, tmp_path):
    """Both archives, extracted in a folder with a name as readers give: a simulator moves, the search works, nothing is asked elsewhere, nor kept."""
    given = tmp_path / "essor.zip"
    given.write_bytes(b"")
    contents = (archive.learners(book, "Le cours", "1.2"), archive.trainers(editions.TRAINERS, "Le cours", "1.2", given, tmp_path / "carnets.zip", tmp_path))
    witness = Witness("file://")
    witness.watch(reader)
    for rank, (files, door, folder) in enumerate(zip(contents, (archive.LEARNERS_DOOR, archive.TRAINERS_DOOR), ("cours", "formateur"), strict=True)):
        place = tmp_path / f"Clé USB n° {rank}"
        for path, content in files.items():
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_bytes(content)
        assert [path.name for path in place.iterdir() if path.suffix == ".html"] == [door]
        page = reader.new_page()
        page.goto((place / door).as_uri())
        page.wait_for_url(f"**/{folder}/{HOME}")
        enter(page.get_by_role("searchbox"), "departement")
        expect(page.locator("#search-results")).to_contain_text("département", ignore_case=True)
        page.goto((place / folder / OTHER.path).as_uri())
        move(page, "bousol-bonus")
        assert page.evaluate("navigator.serviceWorker?.controller ?? null") is None
        expect(page.locator(".essor-offline")).to_have_count(0)
    assert not witness.faults()


def test_page_opened_in_an_archive_that_is_not_extracted(reader, book, tmp_path):
    """The system extracts it alone, in a folder of its own."""
    files = archive.learners(book, "Le cours", "1.2")
    for number, path in enumerate((archive.LEARNERS_DOOR, "cours/index.html")):
        alone = tmp_path / str(number) / Path(path).name
        alone.parent.mkdir()
        alone.write_bytes(files[path])
        page = reader.new_page()
        page.set_viewport_size(PHONE)
        page.goto(alone.as_uri())
        page.wait_for_timeout(200)
        assert page.url == alone.as_uri()
        expect(page.get_by_role("heading", name="Extrayez d’abord l’archive")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
