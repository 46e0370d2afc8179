"""Voting cards read by a camera: how well, in pictures made here; what counts; and what is said when no camera opens."""

from contextlib import contextmanager
from urllib.parse import urlsplit

import numpy as np
import pytest
from playwright.sync_api import expect

import card_scenes as scenes
from essor.book.site.browser import CARDS_READER, cards_bundle
from essor.book.site.scripts import bundled, ensure_packages
from essor.book.trainer import vote_cards
from essor.tools.chromium import FLAGS, chromium_path, serve
from rooms import write_deck

from .conftest import Witness, new_context, picture
from .look import expect_no_violation

QUESTION = {"id": "essai", "text": "Combien ?", "kind": "choix", "choices": [{"key": key, "text": key} for key in "abc"]}
ENTRY = 'import { cards } from "./src/essor/browser/deck/cards.js"; window.cards = cards;'

# The share of cards read in one picture, at least, by the size of their markers in px.
LEAST = {40: 0.97, 32: 0.95, 28: 0.85}

OPEN = """
async (question) => {
  document.querySelector("[data-part=slide]").append(cards.panel());
  window.changes = 0;
  return cards.open(question, 1, () => (window.changes += 1)).then(() => "", ({ message }) => message);
}
"""
# What the camera gave, to see that it is off.
STREAMS = """
window.streams = [];
const ask = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
if (ask) navigator.mediaDevices.getUserMedia = async (wanted) => (streams.push(await ask(wanted)), streams.at(-1));
"""
LIVE = "() => streams.flatMap((stream) => stream.getTracks()).filter(({ readyState }) => readyState === 'live').length"
# A reader that says of each picture what the test tells it.
TOLD = """
window.Worker = class { postMessage(picture) { picture.close(); window.waiting = this; } terminate() { window.waiting = null; } };
window.tell = async (read) => {
  while (!window.waiting) await new Promise((go) => setTimeout(go, 10));
  const worker = window.waiting;
  window.waiting = null;
  const corners = [[100, 100], [200, 100], [200, 200], [100, 200]];
  worker.onmessage({ data: read.map(([number, edge]) => ({ number, edge, corners })) });
  return cards.counts().choices;
};
"""

# Of each card, the width of its marker and the least distance from it to a letter, both in mm.
BOXES = """
() => [...document.querySelectorAll(".vote-card:not(.back)")].map((card) => {
  const marker = card.querySelector(".marker").getBoundingClientRect();
  const gaps = [...card.querySelectorAll("b, i, h1, h2, .words, .side")].map((text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    const { left, right, top, bottom } = (text.firstChild ? range : text).getBoundingClientRect();
    return Math.max(marker.left - right, left - marker.right, marker.top - bottom, top - marker.bottom);
  });
  return [marker.width, Math.min(...gaps)].map((px) => (px * 25.4) / 96);
})
"""


@pytest.fixture(scope="module")
def printed(browser):
    return scenes.fronts(browser)


@pytest.fixture(scope="module")
def reader(browser, tmp_path_factory):
    reader = scenes.Reader(browser, tmp_path_factory.mktemp("reader"))
    yield reader
    reader.page.close()


@pytest.fixture(scope="module")
def ballot(tmp_path_factory):
    """A page that takes votes by cards, as the deck does."""
    folder = tmp_path_factory.mktemp("deck")
    static = write_deck(folder, ENTRY)
    (static / CARDS_READER).write_bytes(cards_bundle(ensure_packages(), folder).script)
    return folder


@contextmanager
def camera(browser, *flags):
    """A Chromium whose camera is what the flags say."""
    launched = browser.browser_type.launch(executable_path=chromium_path(), args=[*FLAGS, *flags])
    yield launched
    launched.close()


FAKE = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")


@pytest.fixture(scope="module")
def with_camera(browser):
    with camera(browser, *FAKE) as launched:
        yield launched


@contextmanager
def vote(browser, ballot, address="", script="", viewport=(1280, 720)):
    context = new_context(browser, viewport={"width": viewport[0], "height": viewport[1]})
    witness = Witness(ballot.as_uri(), address or "file:")
    witness.watch(context)
    context.add_init_script(STREAMS + script)
    page = context.new_page()
    page.goto(f"{address or ballot.as_uri()}/book/deck.html")
    yield page
    assert witness.faults() == []
    context.close()


def give(page, count):
    page.get_by_label("Cartes distribuées").fill(str(count))
    page.get_by_label("Cartes distribuées").press("Enter")


# ——— How well cards are read ———


@pytest.mark.parametrize("size", LEAST)
def test_a_noisy_room_is_read_and_nothing_is_read_wrong(printed, reader, size):
    rng, right, wrong, counted, before = np.random.default_rng(size), [], 0, {}, {}
    held = scenes.votes(rng)
    for _ in range(6):
        read, _ = reader.read(scenes.room(printed, held, size, rng))
        counted |= scenes.agreed(before, read)
        before = read
        right.append(scenes.judged(read, held)[0] / len(held))
        wrong += scenes.judged(read, held)[2]
    assert np.mean(right) >= LEAST[size] and wrong == 0, right
    assert counted.items() <= held.items() and len(counted) >= 0.97 * len(held)


def test_every_card_is_read_on_every_edge(printed, reader):
    rng = np.random.default_rng(1)
    for turn in range(4):
        held = {number: (number + turn) % 4 for number in range(1, vote_cards.CARDS + 1)}
        picture = scenes.room(printed, held, 50, rng, noise=2, tilt=5, lean=5)
        assert reader.read(picture)[0] == held


def test_near_cards_out_of_focus_are_read(printed, reader):
    rng = np.random.default_rng(2)
    held = scenes.votes(rng, 6)
    assert scenes.judged(reader.read(scenes.room(printed, held, 160, rng, blur=3, noise=4))[0], held) == (6, 0, 0)


def test_furniture_is_no_card_and_one_that_leans_answers_nothing(printed, reader):
    rng = np.random.default_rng(3)
    for _ in range(4):
        assert reader.read(scenes.room(printed, {}, 40, rng))[0] == {}
    plain = {"noise": 2, "tilt": 0, "lean": 0}
    upright = scenes.room(printed, {1: 0}, 200, rng, **plain)
    assert reader.read(upright)[0] == {1: 0}
    assert reader.read(np.ascontiguousarray(upright[::-1]))[0] == {}  # as in a mirror
    assert reader.read(scenes.room(printed, {1: 0.5}, 200, rng, **plain))[0] == {1: None}  # half way from A to B


def test_a_marker_has_twelve_centimetres_and_white_around(browser, tmp_path):
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto(scenes.page(tmp_path).as_uri())
    page.wait_for_selector("html[data-drawn]", state="attached")
    boxes = page.evaluate(BOXES)
    page.close()
    assert len(boxes) == vote_cards.CARDS
    for size, around in boxes:
        assert size == pytest.approx(scenes.MARKER, abs=0.1) and around >= 5


# ——— What counts ———


def test_a_film_of_a_room_is_counted_by_double_click(browser, ballot, printed, tmp_path):
    rng = np.random.default_rng(4)
    held = {number: int(rng.integers(0, 3)) for number in range(1, 21)}
    film = scenes.video([scenes.room(printed, held, 44, rng, noise=4) for _ in range(4)], tmp_path / "room.y4m")
    with camera(browser, *FAKE, f"--use-file-for-fake-video-capture={film}") as filmed, vote(filmed, ballot) as page:
        assert page.evaluate(OPEN, QUESTION) == ""
        expect(page.get_by_role("status")).to_have_text("Dites combien de cartes sont distribuées.")
        assert page.evaluate("cards.counts()") == {"voters": 0, "choices": [0, 0, 0]}
        give(page, 20)
        expect(page.get_by_role("status")).to_have_text("20\u00a0cartes lues sur 20", timeout=60_000)
        assert page.evaluate("cards.counts()") == {"voters": 20, "choices": [list(held.values()).count(edge) for edge in range(3)]}
        expect(page.locator("polygon").first).to_be_attached()
        picture(page, "cards-film")
        page.evaluate("cards.close()")
        assert page.evaluate(LIVE) == 0
        assert page.evaluate("cards.counts().voters") == 20


def test_an_answer_counts_once_two_pictures_agree_and_the_last_that_did_stands(with_camera, ballot):
    with vote(with_camera, ballot, script=TOLD) as page:
        page.evaluate(OPEN, QUESTION)
        give(page, 12)
        told = lambda *read: page.evaluate("(read) => tell(read)", read)  # noqa: E731
        assert told([1, 0], [2, 1]) == [0, 0, 0]
        assert told([1, 0], [2, 2]) == [1, 0, 0]
        assert told([2, 2], [3, 1]) == [1, 0, 1]  # lowered, 1 stands
        assert told() == told([3, 1]) == [1, 0, 1]  # seen again, but not twice in a row
        assert told([1, 1], [3, None]) == told([1, None], [3, None]) == [1, 0, 1]
        assert told([1, 2]) == [1, 0, 1] and told([1, 2]) == [0, 0, 2]  # changed
        assert told([13, 0], [60, 0]) == told([13, 0], [60, 0]) == [0, 0, 2]  # not given out
        told([4, 3])
        assert told([4, 3]) == [0, 0, 2]  # D, which is no answer
        status = page.get_by_role("group", name="Lecture des cartes")
        expect(status).to_contain_text("2\u00a0cartes lues sur 12")
        expect(status).to_contain_text("1\u00a0carte montre une lettre sans réponse.")
        changes = page.evaluate("changes")
        told([4, 3])
        assert page.evaluate("changes") == changes
        give(page, 4)
        expect(status).to_contain_text("Pas encore lues\u00a0: 3.")
        give(page, 1)
        assert page.evaluate("cards.counts()") == {"voters": 1, "choices": [0, 0, 1]}
        page.evaluate(OPEN, QUESTION)  # a second round begins with nothing
        assert page.evaluate("cards.counts().voters") == 0 and told([1, 0]) == [0, 0, 0]
        page.evaluate("cards.stop()")
        assert page.evaluate("[cards.counts(), cards.panel().isConnected]") == [{"voters": 0, "choices": []}, False]


def test_the_number_of_cards_is_asked_strictly_and_remembered_in_the_tab(with_camera, ballot):
    with vote(with_camera, ballot, script=TOLD) as page:
        page.evaluate(OPEN, QUESTION)
        give(page, 20)
        for typed in ("0", "61", "douze", "-3", "2,5", "", "1e1"):
            give(page, typed)
            expect(page.get_by_label("Cartes distribuées")).to_have_attribute("aria-invalid", "true")
            expect(page.locator("form")).to_contain_text(f"« {typed} » ne convient pas\u00a0: écrivez un nombre entier de 1 à 60.")
        expect(page.get_by_role("status")).to_have_text("0\u00a0carte lue sur 20")
        picture(page, "cards-nonsense")
        page.reload()
        page.evaluate(OPEN, QUESTION)
        expect(page.get_by_label("Cartes distribuées")).to_have_value("20")
        expect(page.get_by_role("status")).to_have_text("0\u00a0carte lue sur 20")


@pytest.mark.parametrize("viewport", [(1280, 720), (360, 740)], ids=["room", "phone"])
def test_the_panel_is_accessible(with_camera, ballot, viewport):
    with serve(ballot) as address, vote(with_camera, ballot, address, TOLD, viewport) as page:
        page.evaluate(OPEN, QUESTION)
        give(page, 20)
        page.evaluate("tell([[1, 0]])")
        expect_no_violation(page, "panel of cards")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        small = 24 if viewport[0] > 1000 else 14
        sizes = "() => [...cards.panel().querySelectorAll('p, label, input, button')].map((text) => parseFloat(getComputedStyle(text).fontSize))"
        assert min(page.evaluate(sizes)) >= small
        assert page.evaluate("getComputedStyle(document.querySelector('video')).transform") == "matrix(-1, 0, 0, 1, 0, 0)"
        picture(page, f"cards-panel-{viewport[0]}")


# ——— The camera ———


def test_the_camera_is_off_once_the_slide_is_left(with_camera, ballot):
    with vote(with_camera, ballot, script=TOLD) as page:
        page.evaluate(OPEN, QUESTION)
        give(page, 3)
        page.evaluate("tell([[1, 0]]).then(() => tell([[1, 0]]))")
        assert page.evaluate(LIVE) == 1
        page.wait_for_timeout(1200)
        page.evaluate("document.querySelector('[data-part=slide]').hidden = true")
        page.wait_for_function(f"() => ({LIVE})() === 0")
        page.evaluate("document.querySelector('[data-part=slide]').hidden = false")
        expect(page.get_by_role("alert").first).to_have_text("Caméra éteinte\u00a0: vous avez quitté la diapositive.")
        picture(page, "cards-left")
        page.get_by_role("button", name="Rallumer la caméra").click()
        expect(page.get_by_role("button", name="Rallumer la caméra")).to_be_hidden()
        assert page.evaluate("tell([[2, 1]])") == [1, 0, 0] and page.evaluate("tell([[2, 1]])") == [1, 1, 0]  # the vote went on
        page.evaluate("streams.at(-1).getTracks()[0].dispatchEvent(new Event('ended'))")
        expect(page.get_by_role("alert").first).to_contain_text("La caméra s’est arrêtée")
        assert page.evaluate(LIVE) == 0
        page.evaluate("() => { cards.open({ kind: 'choix', choices: [1] }, 1, () => {}); cards.close(); }")  # closed before it opens
        page.wait_for_function("() => streams.length === 3")
        page.wait_for_function(f"() => ({LIVE})() === 0")


def test_what_cards_cannot_answer_is_said(with_camera, ballot):
    with vote(with_camera, ballot) as page:
        assert page.evaluate(OPEN, {**QUESTION, "kind": "nombre", "choices": []}).startswith("Une carte donne une lettre, pas un nombre")
        assert "cette question a 5 réponses" in page.evaluate(OPEN, {**QUESTION, "choices": QUESTION["choices"] + QUESTION["choices"][:2]})
        assert page.evaluate("streams.length") == 0


REFUSING = "if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = async () => {{ throw new DOMException('', '{}'); }};"


@pytest.mark.parametrize(
    "flags, script, said",
    [
        ((f"{FAKE[0]}=deny", FAKE[1]), "", "La caméra est refusée. Autorisez-la"),
        (FAKE[:1], "", "Cet ordinateur n’a pas de caméra"),
        (FAKE, REFUSING.format("NotReadableError"), "un autre logiciel s’en sert peut-être"),
        (FAKE, REFUSING.format("Inconnue"), "La caméra ne donne pas d’image"),
        (FAKE, "window.Worker = class { constructor() { throw new Error(); } };", "La lecture des cartes ne fonctionne pas"),
    ],
    ids=["refused", "none", "busy", "unknown", "no-worker"],
)
def test_a_camera_that_does_not_open_is_said(browser, ballot, flags, script, said):
    with camera(browser, *flags) as launched, vote(launched, ballot, script=script) as page:
        assert said in page.evaluate(OPEN, QUESTION)
        assert page.evaluate(LIVE) == 0


@pytest.mark.parametrize(
    "address, headers, said",
    [
        ("http://salle.test", {}, "qui n’est pas en https. Ouvrez les diapositives par un double-clic"),
        ("https://salle.test", {"Permissions-Policy": "camera=()"}, "Le serveur qui publie ces diapositives y interdit la caméra"),
        ("https://salle.test", {"Permissions-Policy": "camera=(self)"}, ""),
    ],
    ids=["insecure", "forbidden", "allowed"],
)
def test_a_server_may_keep_the_camera_shut(with_camera, ballot, address, headers, said):
    def answer(route):
        route.fulfill(path=ballot / urlsplit(route.request.url).path.lstrip("/"), headers=headers)

    context = new_context(with_camera)
    context.route("**/*", answer)
    context.add_init_script(STREAMS)
    page = context.new_page()
    page.goto(f"{address}/book/deck.html")
    answered = page.evaluate(OPEN, QUESTION)
    context.close()
    assert said in answered and bool(said) == bool(answered)


def test_the_deck_that_nobody_asks_loads_no_reader():
    assert b"js-aruco" not in bundled(("slides.js",))["slides.js"] and b"codeList" not in bundled(("slides.js",))["slides.js"]
