"""The decks of the trainer's edition, and « Présenter »: readable from afar, by keyboard alone, on http and by double-click."""

import re

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

import editions
from essor.portable.simulators.declaration import Slider

from .conftest import EVERY, PHONE, sampled
from .driver import SimulatorInPage, keep, kept
from .test_pages import AXE, _expect_no_violation, _expect_to_fit

DECKS = [
    deck.relative_to(editions.TRAINERS).as_posix()
    for deck in sorted(editions.TRAINERS.rglob("diapositives.html"))
    if 'class="essor-deck"' in deck.read_text("utf8")
]
# The richest is looked at in every way; the others are made of the same parts.
WHOLE = sampled(DECKS, lambda deck: "debat-3" in deck)
ROOM = {"width": 1280, "height": 720}
LARGER = {"width": 1920, "height": 1080}
LIVE = "book/debat-3/bousol.html"  # a page with simulators, two of them with sliders

# What does not fit, what is written too small, too pale: of the slide shown. Settings scroll in their own frame, and
# pictures have their own text, drawn by the charts.
LOOKS = """
() => {
  const slide = document.querySelector(".essor-current") ?? document.querySelector(".essor-stage");
  const faults = [];
  const name = (e) => `${e.tagName}.${e.className} « ${e.textContent.trim().slice(0, 30)} »`;
  const FRAMES = ".essor-slide-body, .essor-slide-question, .essor-invite, .essor-bench, .essor-strip, .essor-reading, .essor-predict, .essor-figure";
  for (const part of [slide, ...slide.querySelectorAll(FRAMES)]) {
    if (part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1)
      faults.push(`does not fit: ${name(part)} ${part.scrollWidth}×${part.scrollHeight} in ${part.clientWidth}×${part.clientHeight}`);
  }
  const panel = slide.querySelector(".essor-controls");
  if (panel?.checkVisibility() && panel.scrollHeight > panel.clientHeight + 4) {
    if (getComputedStyle(panel, "::after").content === "none") faults.push("settings scroll, and nothing says so");
    if (slide.matches(".essor-slide") && ![...panel.querySelectorAll(".essor-grid")].some((grid) => grid.checkVisibility()))
      faults.push("settings scroll, without a table that needs it: choose fewer, with `montre`");
  }
  const frame = slide.getBoundingClientRect();
  const channels = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => {
    for (; e; e = e.parentElement) { const c = channels(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] === 1) return c; }
    return [255, 255, 255];
  };
  const LARGE = "h2, h3, .essor-slide-slot, .essor-slide-body, .essor-asked, .essor-choices, .essor-reveal, " +
    ".essor-answers-list, .essor-predict label, .essor-sentence, .essor-answer, .essor-frozen, .essor-invite-address";
  const sizes = { title: 0, body: 0 };
  const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const e = text.parentElement;
    if (!text.textContent.trim() || e.closest(".essor-picture, .essor-spoken, option, noscript") || !e.checkVisibility({ visibilityProperty: true })) continue;
    const style = getComputedStyle(e);
    const size = parseFloat(style.fontSize);
    const value = e.matches("dd");
    const large = value || e.closest(LARGE);
    if (size * (large ? 22 : 54) < innerHeight - 0.5) faults.push(`too small: ${name(e)} ${size} px`);
    const key = e.closest("h2") ? "title" : "body";
    if (large) sizes[key] = Math.max(sizes[key], size);
    const range = new Range();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    if (!e.closest(".essor-controls") && (box.right > frame.right + 1 || box.bottom > frame.bottom + 1)) faults.push(`out of the slide: ${name(e)}`);
    const [over, under] = [light(channels(style.color)), light(ground(e))].sort((a, b) => b - a);
    const contrast = (over + 0.05) / (under + 0.05);
    if (contrast < 7) faults.push(`too pale: ${name(e)} ${contrast.toFixed(1)}`);
  }
  if (slide.matches(".essor-slide:not(.essor-slide-live)") && sizes.title && sizes.body > sizes.title)
    faults.push(`title smaller than the text: ${sizes.title} ${sizes.body}`);
  return faults;
}
"""


@pytest.fixture(autouse=True)
def _decks_are_there():
    assert DECKS, editions.MISSING


def add_axe(page):
    page.evaluate(AXE.read_text("utf8"))  # the page's policy refuses a script tag


def slide(page):
    return page.locator(".essor-current")


def count(page):
    return page.locator(".essor-slide").count()


def each_slide(page):
    """Goes through a deck, by keyboard; each slide as it opens, then revealed. Pictures are drawn."""
    page.keyboard.press("Home")
    for rank in range(1, count(page) + 1):
        expect(page.locator(".essor-bar [data-part=place]")).to_have_text(f"Diapositive {rank} sur {count(page)}")
        if slide(page).locator(".essor-sim:not(.essor-veiled)").count():
            drawn(page)
        yield f"slide {rank}"
        if page.locator(".essor-bar [data-do=reveal]").is_visible():
            page.keyboard.press("r")
            if slide(page).locator(".essor-sim").count():
                drawn(page)
            yield f"slide {rank}, revealed"
        page.keyboard.press("ArrowRight")


def drawn(page):
    expect(slide(page).locator(".essor-figure:not(.essor-behind) .essor-picture > *").first).to_be_visible()
    page.wait_for_timeout(250)  # the picture takes its place's size


def test_every_slide_has_notes():
    for deck in DECKS:
        slides = BeautifulSoup((editions.TRAINERS / deck).read_text("utf8"), "html.parser").select(".essor-slide")
        assert not [slide.h2.text for slide in slides if not slide.select_one(".essor-slide-notes > div > *")], deck


# Sizes are shares of the slide's height: one deck tells whether that holds on a larger screen.
_SCREENS = [*((deck, ROOM) for deck in DECKS or [None]), *((deck, LARGER) for deck in DECKS if EVERY and "debat-3" in deck)]


@pytest.mark.parametrize("deck, screen", _SCREENS, ids=str)
def test_every_slide_fits_and_is_read_from_afar(visit_trainers, deck, screen):
    """On the smaller screen, the richest in both colour schemes, and by axe's rules too, whose contrast is below that of LOOKS."""
    page = visit_trainers(deck, viewport=screen)
    smaller = screen == ROOM and deck in WHOLE
    if screen == ROOM:
        add_axe(page)
        _expect_no_violation(page, deck)
    faults = []
    for where in each_slide(page):
        for scheme in ("light", "dark") if smaller else ("light",):
            page.emulate_media(color_scheme=scheme)
            faults += [f"{where}, {scheme}: {fault}" for fault in page.evaluate(LOOKS)]
        if smaller and not page.locator(".essor-bar [data-do=reveal]").is_visible():
            _expect_no_violation(page, f"{deck}, {where}", within=".essor-current")
    assert not faults, "\n".join(faults)
    for key in ("o", "?") if smaller else ():
        page.keyboard.press(key)
        _expect_no_violation(page, f"{deck}, {key}")
        page.keyboard.press("Escape")


@pytest.mark.parametrize("deck", WHOLE or [None])
def test_a_phone_shows_a_document(visit_trainers, deck):
    page = visit_trainers(deck, viewport=PHONE)
    expect(page.locator(".essor-slide:visible")).to_have_count(count(page))
    _expect_to_fit(page)
    add_axe(page)
    _expect_no_violation(page, f"{deck}, phone")


def live_deck(page):
    """The deck's first simulator with a slider, its slide shown and revealed."""
    for root in page.locator(".essor-slide .essor-sim").all():
        simulator = SimulatorInPage(page, root.get_attribute("data-slug"))
        if simulator.controls(Slider):
            page.evaluate("id => (location.hash = id)", root.evaluate("root => root.closest('.essor-slide').id"))
            expect(root).to_be_visible()
            page.keyboard.press("r")
            return simulator
    return None


def test_sliders_move_python(visit_trainers, scheme):
    moved = 0
    for deck in DECKS if scheme == "http" else WHOLE:
        page = visit_trainers(deck, scheme, viewport=ROOM)
        simulator = live_deck(page)
        if simulator is None:
            continue
        simulator.expect_outcome()
        every = simulator.root.get_by_role("button", name="Tous les réglages")
        if every.is_visible():
            every.click()
        slider = simulator.active_slider()
        simulator.press(slider, "End", slider.parse(slider.high))
        simulator.range(slider).press("ArrowLeft")  # the slider's key, not the deck's
        expect(simulator.root).to_be_visible()
        simulator.root.get_by_role("button", name="Valeurs de départ").click()
        simulator.values = dict(simulator.initial)
        simulator.expect_outcome()
        moved += 1
    assert moved


def test_all_settings_are_one_click_away(visit_trainers):
    page = visit_trainers(DECKS[0], viewport=ROOM)
    live = page.locator(".essor-slide-live", has=page.locator("[data-all]")).first
    page.evaluate("id => (location.hash = id)", live.get_attribute("id"))
    expect(live).to_be_visible()
    page.keyboard.press("r")
    shown = live.locator(".essor-control:not([data-extra]):visible")
    other = live.locator(".essor-control[data-extra]:not([hidden])").first
    expect(shown.first).to_be_visible()
    expect(other).to_be_hidden()
    live.get_by_role("button", name="Tous les réglages").click()
    expect(other).to_be_visible()
    live.get_by_role("button", name="Moins de réglages").click()
    expect(other).to_be_hidden()


def test_the_room_predicts_anew(visit_trainers):
    """A guess kept by the reader's page does not open the slide, and the room's is not kept as the reader's."""
    page = visit_trainers(DECKS[-1], viewport=ROOM)
    live = page.locator(".essor-slide-live", has=page.locator(".essor-predict")).first
    slug = live.locator(".essor-sim").get_attribute("data-slug")
    keep(page, guesses={slug: "12"})
    number = live.get_attribute("id")
    page.goto(page.url.split("#")[0] + "?encore#" + number)
    assert "essor-veiled" in slide(page).locator(".essor-sim").get_attribute("class")
    expect(slide(page).get_by_role("button", name="Révéler")).to_be_visible()
    slide(page).locator("[name=guess]").fill("2")
    slide(page).locator("[name=guess]").press("Enter")
    expect(slide(page).locator(".essor-frozen strong")).to_have_text(re.compile("^2 "))
    assert kept(page)["guesses"] == {slug: "12"}


def test_keyboard_and_address(visit_trainers, scheme):
    page = visit_trainers(DECKS[0], scheme, viewport=ROOM)
    total = count(page)
    for key, rank in (
        ("ArrowRight", 2),
        ("PageDown", 3),
        (" ", 4),
        ("Shift+ ", 3),
        ("ArrowLeft", 2),
        ("PageUp", 1),
        ("PageUp", 1),
        ("End", total),
        ("ArrowRight", total),
        ("Home", 1),
    ):
        page.keyboard.press(key)
        assert page.url.endswith(f"#{rank}"), key
        expect(slide(page)).to_have_id(str(rank))
        expect(slide(page)).to_be_focused()
    expect(slide(page)).to_have_accessible_name(re.compile("."))
    for name in ("Suivante", "Précédente"):
        page.get_by_role("navigation").get_by_role("button", name=name).click()
    expect(slide(page)).to_have_id("1")
    page.keyboard.press("o")
    page.get_by_role("dialog").get_by_role("link").nth(3).click()
    expect(slide(page)).to_have_id("4")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.reload()
    expect(slide(page)).to_have_id("4")
    # As the notes of a chapter have it.
    name = page.locator(".essor-slide").nth(4).locator("h2").get_attribute("id")
    page.evaluate("name => (location.hash = name)", name)
    expect(slide(page)).to_have_id("5")
    # Letters can be turned off.
    page.keyboard.press("?")
    page.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("o")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_clicker_blackens_the_screen(visit_trainers):
    """Its key, or any other, brings the slide back, as it was; from the speaker's window too."""
    page = visit_trainers(DECKS[0], viewport=ROOM)
    page.keyboard.press("PageDown")
    black = page.get_by_role("dialog", name="Écran noir")
    for blacken, back in (("b", "b"), (".", "."), ("B", "PageDown"), ("Shift+.", "Escape"), ("b", "3"), (".", "ArrowLeft"), ("b", " ")):
        page.keyboard.press(blacken)
        expect(black).to_be_focused()
        expect(black.get_by_role("button")).to_have_css("opacity", "0")
        page.keyboard.press(back)
        expect(black).to_be_hidden()
        expect(slide(page)).to_have_id("2")
        expect(slide(page)).to_be_focused()
    page.keyboard.press("b")
    image = page.screenshot(clip={"x": 100, "y": 100, "width": 64, "height": 64})
    assert image == page.screenshot(clip={"x": 900, "y": 650, "width": 64, "height": 64})  # the bar is black too
    page.mouse.click(300, 300)
    expect(black).to_be_hidden()
    page.keyboard.press("b")
    page.keyboard.press("Tab")
    expect(black.get_by_role("button", name="Revenir à la diapositive")).to_be_focused()
    expect(black.get_by_role("button")).to_have_css("opacity", "1")
    add_axe(page)
    _expect_no_violation(page, "black screen")
    page.keyboard.press("Enter")
    expect(slide(page)).to_be_focused()

    with page.context.expect_page() as opened:
        page.keyboard.press("n")
    window = opened.value
    told = window.get_by_role("status")
    window.keyboard.press("b")
    expect(told).to_have_text("Écran noir. Une touche rend la diapositive.")
    expect(black).to_be_visible()
    window.keyboard.press("ArrowRight")
    expect(told).to_be_empty()
    expect(black).to_be_hidden()
    window.keyboard.press(".")
    window.get_by_role("button", name="Suivante").click()
    expect(black).to_be_hidden()
    expect(slide(page)).to_have_id("2")

    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Écran noir")
    page.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    for key in ("b", "."):
        page.keyboard.press(key)
        expect(black).to_be_hidden()


def test_a_control_keeps_its_keys(visit_trainers):
    page = visit_trainers(DECKS[-1], viewport=ROOM)
    live = page.locator(".essor-slide-live", has=page.locator(".essor-predict")).first
    number = live.get_attribute("id")
    page.evaluate("id => (location.hash = id)", number)
    field = slide(page).locator("[name=guess]")
    field.press_sequentially("1 or ?")
    field.press("Home")
    expect(field).to_have_value("1 or ?")
    expect(slide(page)).to_have_id(number)
    slide(page).get_by_role("button", name="Révéler").press(" ")
    expect(slide(page)).to_have_id(number)
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    expect(slide(page)).to_have_id(str(int(number) + 1))


def test_speakers_window(visit_trainers, scheme):
    page = visit_trainers(DECKS[0], scheme, viewport=ROOM)
    noted = page.locator(".essor-slide[data-key]").first
    number, title = int(noted.get_attribute("id")), noted.locator("h2").text_content()
    page.evaluate("id => (location.hash = id)", str(number))
    with page.context.expect_page() as opened:
        page.keyboard.press("n")
    window = opened.value
    expect(window.get_by_role("heading", level=2)).to_have_text(f"{number}. {title}")
    expect(window.locator("[data-part=notes]")).to_have_text(noted.locator(".essor-slide-notes > div").inner_text(), use_inner_text=True)
    expect(window.locator("[data-part=next]")).to_contain_text(page.locator(".essor-slide").nth(number).locator("h2").text_content())
    window.keyboard.press("ArrowRight")
    expect(slide(page)).to_have_id(str(number + 1))
    window.get_by_role("button", name="Précédente").click()
    expect(slide(page)).to_have_id(str(number))
    page.keyboard.press("PageDown")
    expect(window.get_by_role("heading", level=2)).to_have_text(re.compile(rf"^{number + 1}\. "))

    slot = window.get_by_role("group", name="Minuteur du créneau")
    activity = window.get_by_role("group", name="Minuteur de l’activité")
    expect(activity).to_be_hidden()
    slot.get_by_role("button", name="Démarrer le chronomètre").click()
    expect(slot).to_contain_text("0\u00a0min 02\u00a0s")
    expect(activity).to_contain_text(re.compile(r"\(\d+\smin\)"))
    expect(window.locator("[data-part=clock]")).to_have_text(re.compile(r"^\d\d:\d\d:\d\d$"))
    if scheme == "http":  # on file://, axe cannot read the style sheets, and complains
        add_axe(window)
        _expect_no_violation(window, "speaker's window")

    window.close()
    page.wait_for_timeout(500)  # a busy browser gives the window that it is closing, when asked for it at once
    page.keyboard.press("ArrowRight")
    expect(slide(page)).to_have_id(str(number + 2))
    with page.context.expect_page() as opened:
        page.keyboard.press("n")
    expect(opened.value.get_by_role("heading", level=2)).to_have_text(re.compile(rf"^{number + 2}\. "))
    if slide(page).locator(".essor-sim").count():  # what starts is not interrupted
        page.keyboard.press("r")
        drawn(page)
    page.reload()
    expect(opened.value.locator(".essor-orphan")).to_be_visible()
    page.keyboard.press("n")
    page.wait_for_timeout(500)
    last = page.context.pages[-1]
    expect(last.locator(".essor-orphan")).to_have_count(0)
    page.keyboard.press("ArrowLeft")
    expect(last.get_by_role("heading", level=2)).to_have_text(re.compile(rf"^{number + 1}\. "))


def test_notes_under_the_slide_where_no_window_opens(visit_trainers):
    page = visit_trainers(DECKS[0], viewport=ROOM, prepare=lambda page: page.add_init_script("window.open = () => null"))
    page.evaluate("location.hash = 4")
    page.keyboard.press("n")
    panel = page.get_by_role("complementary", name="Notes du formateur")
    expect(panel).to_be_visible()
    expect(panel.get_by_role("heading")).to_have_text(re.compile(r"^4\. "))
    add_axe(page)
    _expect_no_violation(page, "notes under the slide")
    page.keyboard.press("n")
    expect(panel).to_be_hidden()


def test_progress_in_words(visit_trainers):
    """The room sees how far the slot has gone, once the speaker starts it; the speaker, whether they are late."""
    page = visit_trainers(DECKS[0], viewport=ROOM, prepare=lambda page: page.add_init_script("window.open = () => null"))
    pace = page.locator(".essor-bar [data-part=pace]")
    planned = page.locator("body").get_attribute("data-minutes")
    page.clock.install()
    page.reload()
    page.keyboard.press("n")
    panel = page.get_by_role("complementary", name="Notes du formateur")
    slot = panel.get_by_role("group", name="Minuteur du créneau")
    taught = page.locator(".essor-slide:not([data-minutes='0'])").first
    for place in ("End", "Home"):  # leafed through the day before
        page.keyboard.press(place)
        page.clock.run_for(60_000)
        expect(pace).to_be_empty()
    page.evaluate("id => (location.hash = id)", taught.get_attribute("id"))
    page.keyboard.press("c")
    expect(pace).to_have_text(f"· 0\u00a0min sur {planned}")
    expect(slot).to_contain_text("à l’heure")
    late = int(taught.get_attribute("data-minutes")) + 3
    page.clock.run_for(late * 60_000)
    expect(slot).to_contain_text("3\u00a0min de retard")
    page.keyboard.press("c")
    page.clock.run_for(60_000)
    expect(pace).to_have_text(f"· {late}\u00a0min sur {planned}")
    expect(slot.get_by_role("button", name="Reprendre le chronomètre")).to_be_visible()
    page.keyboard.press("End")
    expect(slot).to_contain_text("d’avance")
    slot.get_by_role("button", name="Remettre à zéro").click()
    expect(pace).to_be_empty()
    expect(slot).to_contain_text("0\u00a0min 00\u00a0s")


def _invited(visit_trainers, **options):
    for deck in DECKS:
        page = visit_trainers(deck, viewport=ROOM, **options)
        invite = page.locator(".essor-slide", has=page.locator(".essor-invite")).first
        if invite.count():
            page.evaluate("id => (location.hash = id)", invite.get_attribute("id"))
            return page
    raise AssertionError("no deck invites to an exercise")


def test_code_of_an_exercise(visit_trainers, scheme):
    page = _invited(visit_trainers, scheme=scheme)
    invite = slide(page).locator(".essor-invite")
    if page.locator("meta[name=essor-learner]").count():
        pytest.skip("this build knows the course's address")
    expect(invite.locator(".essor-invite-address")).to_contain_text("Sans code")
    expect(invite.locator(".essor-asked")).to_be_visible()
    expect(invite.get_by_role("img")).to_have_count(0)
    invite.get_by_role("button", name="Saisir l’adresse").click()
    field = invite.get_by_label("Adresse du cours pour les participants")
    for wrong in ("", "cours", "javascript:alert(1)", "file:///tmp/index.html", "data:text/html,x", f"https://cours.exemple.fr/{3000 * 'e'}"):
        field.fill(wrong)
        field.press("Enter")
        expect(invite.get_by_role("alert")).to_contain_text("https://")
        expect(invite.get_by_role("img")).to_have_count(0)
    field.fill("https://cours.exemple.fr/ess/book/index.html#haut")
    field.press("Enter")
    short = invite.get_attribute("data-short")
    for _ in range(2):
        expect(invite.locator("strong")).to_have_text(f"cours.exemple.fr/ess/{short}")
        modules = invite.get_by_role("img", name="Code à photographier").evaluate("svg => svg.viewBox.baseVal.width - 8")
        assert modules >= 25 and (modules - 17) % 4 == 0
        assert invite.get_by_role("img").bounding_box()["height"] >= 200
        page.reload()


def test_without_javascript(visit_trainers):
    page = visit_trainers(DECKS[0], java_script_enabled=False, viewport=ROOM)
    expect(page.locator(".essor-slide:visible")).to_have_count(count(page))
    expect(page.locator(".essor-bar")).to_be_hidden()
    notes = page.locator(".essor-slide-notes").first
    expect(notes.locator("summary")).to_be_visible()
    expect(notes.locator("div").first).to_be_hidden()
    notes.locator("summary").click()
    expect(notes.locator("div").first).to_be_visible()


@pytest.mark.parametrize("deck", DECKS or [None])
def test_prints_one_slide_a_page(visit_trainers, deck):
    page = visit_trainers(deck, viewport=ROOM)
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == count(page)
    page.emulate_media(media="print")
    assert page.locator(".essor-slide :is(button, input):visible").count() == 0


# ——— « Présenter », on a page ———


@pytest.mark.parametrize("by, full", sampled([("http", True), ("http", False), ("file", True), ("file", False)], [("http", True), ("file", False)]), ids=str)
def test_present_a_simulator(visit_trainers, by, full):
    refuse = "delete Element.prototype.requestFullscreen"
    page = visit_trainers(LIVE, by, viewport=ROOM, prepare=None if full else lambda page: page.add_init_script(refuse))
    simulator = SimulatorInPage(page, page.locator(".essor-sim").first.get_attribute("data-slug")).come_near()
    root = simulator.root
    opener = root.get_by_role("button", name="Présenter")
    opener.click()
    expect(root).to_be_focused()
    box = root.bounding_box()
    assert (box["width"], box["height"]) == (ROOM["width"], ROOM["height"])
    page.wait_for_timeout(500)
    assert not page.evaluate(LOOKS)
    slider = simulator.active_slider()
    simulator.press(slider, "End", slider.parse(slider.high))

    root.get_by_role("button", name="Masquer le résultat").click()
    expect(root.locator(".essor-sentence")).to_be_hidden()
    expect(root.locator(".essor-picture").first).to_be_hidden()
    expect(root.locator(".essor-indicators")).to_be_hidden()
    root.get_by_label("Prédiction de la salle").fill("deux <b>fois</b> plus")
    root.get_by_role("button", name="Figer une prédiction").click()
    frozen = root.locator(".essor-frozen strong")
    expect(frozen).to_have_text("deux <b>fois</b> plus")
    root.get_by_role("button", name="Montrer le résultat").click()
    expect(root.locator(".essor-sentence")).to_be_visible()
    simulator.press(slider, "Home", slider.parse(slider.low))
    expect(frozen).to_be_visible()
    root.get_by_role("button", name="Effacer la prédiction").click()
    expect(frozen).to_be_hidden()
    if by == "http":
        add_axe(page)
        _expect_no_violation(page, "presented")

    page.keyboard.press("Escape")
    if full:  # a true Escape is the browser's: it leaves the full screen without telling the page a key
        page.evaluate("document.fullscreenElement && document.exitFullscreen()")
    expect(opener).to_be_focused()
    expect(root.get_by_role("button", name="Quitter")).to_be_hidden()
    assert page.locator("[inert]").count() == 0
    simulator.expect_pictures()


def test_only_pages_with_simulators_load_what_presents():
    for path, loads in ((LIVE, True), ("book/mode-emploi.html", False)):
        assert ("essor/page.js" in (editions.TRAINERS / path).read_text("utf8")) == loads
