"""What a room sees: the decks of the trainer's edition, and « Présenter »; readable from afar, on http and by double-click."""

import re

import pytest
from playwright.sync_api import expect

import editions
from essor.portable.simulators.controls import Slider

from .conftest import ALL_DECKS, CHAPTER, DECKS, EVERY, PHONE, sampled
from .deck import LOOKS, ROOM, current, each_slide, go_to, predicting, settled, slides
from .driver import SimulatorInPage, enter
from .look import expect_no_violation, expect_to_fit
from .store import keep, kept
from .test_access import CUT, SPACED

# The richest is looked at in every way; the others are made of the same parts.
WHOLE = sampled(DECKS, lambda deck: "debat-3" in deck)
VERSIONS = sampled([deck for deck in ALL_DECKS if "formateur" in deck], lambda deck: "heure-3" in deck or "demi" in deck)
LARGER = {"width": 1920, "height": 1080}
LIVE = CHAPTER  # a page with simulators, two of them with sliders


@pytest.mark.parametrize("path", DECKS)
def test_every_slide_fits_and_is_read_from_afar(visit_trainers, path):
    """In both looks, and on a larger screen, where live pictures of the richest deck only are drawn anew; it is held to axe's rules
    too, whose contrast is below that of LOOKS."""
    page = visit_trainers(path, viewport=ROOM)
    whole = path in WHOLE
    expect_no_violation(page, path)
    faults = []
    for where in each_slide(page):
        live = current(page).locator(".essor-sim").count()
        for look in ("light", "dark"):
            expect(page.locator("body")).to_have_attribute("data-theme", re.compile(f"{look}|auto"))
            faults += [f"{where}, {look}: {fault}" for fault in page.evaluate(LOOKS)]
            page.keyboard.press("d")
        if not live or (whole and EVERY):
            page.set_viewport_size(LARGER)
            page.wait_for_timeout(1_000) if live else settled(page)
            faults += [f"{where}, larger: {fault}" for fault in page.evaluate(LOOKS)]
            page.set_viewport_size(ROOM)
        if whole and not page.locator(".essor-bar [data-do=reveal]").is_visible():
            expect_no_violation(page, f"{path}, {where}", within=".essor-current")
    assert not faults, "\n".join(faults)
    for key in ("o", "?") if whole else ():
        page.keyboard.press(key)
        expect_no_violation(page, f"{path}, {key}")
        page.keyboard.press("Escape")


@pytest.mark.parametrize("path", VERSIONS)
def test_a_version_shows_slides_of_the_decks_and_its_own(visit_trainers, path):
    """What only it shows is looked at as they are; what it takes from them starts in it, and their notes lead to the same places."""
    page = visit_trainers(path, viewport=ROOM)
    seen = {name for deck in DECKS for name in re.findall(r'<h2 [^>]*id="([^"]+)"', (editions.TRAINERS / deck).read_text("utf8"))}
    own = [slide for slide in slides(page).all() if slide.get_attribute("aria-labelledby") not in seen]
    assert own
    for slide in own:
        go_to(page, slide)
        for _ in ("light", "dark"):
            assert page.evaluate(LOOKS) == []
            expect_no_violation(page, path, within=".essor-current")
            page.keyboard.press("d")
    live = page.locator(".essor-slide-live").last
    go_to(page, live)
    page.keyboard.press("r")
    expect(live.locator(".essor-headline")).to_be_visible()
    addresses = page.locator("[data-part=said] a").evaluate_all("links => links.filter((link) => link.host === location.host).map((link) => link.pathname)")
    assert [address for address in addresses if not (editions.TRAINERS / address.lstrip("/")).is_file()] == []


def test_cards_leave_the_code_of_an_exercise_whole(visit_trainers):
    page = visit_trainers("book/debat-2/diapositives.html", viewport=ROOM)
    slide = page.locator(".essor-slide", has=page.locator(".essor-cards ~ .essor-invite")).first
    go_to(page, slide)
    slide.get_by_role("button", name="Saisir l’adresse").click()
    enter(slide.get_by_label("Adresse du cours pour les participants"), "https://cours.exemple.fr/ess/")
    expect(slide.get_by_role("img", name="Code à photographier")).to_be_visible()
    page.wait_for_timeout(300)
    assert page.evaluate(LOOKS) == []


@pytest.mark.parametrize("path", WHOLE)
def test_a_phone_shows_a_document(visit_trainers, path):
    page = visit_trainers(path, viewport=PHONE)
    expect(page.locator(".essor-slide:visible")).to_have_count(slides(page).count())
    expect_to_fit(page)
    expect_no_violation(page, f"{path}, phone")


@pytest.mark.parametrize("path", DECKS)
@pytest.mark.parametrize("screen", [ROOM, LARGER], ids=["1280", "1920"])
def test_text_that_a_reader_spaces_is_not_lost(visit_trainers, path, screen):
    """WCAG 2.2, 1.4.12, on each slide: it is laid out anew, and scrolls where it must. From the keyboard, as what is read does."""
    page = visit_trainers(path, viewport=screen)
    page.evaluate(SPACED)
    faults, scrolled = [], 0
    for where in each_slide(page):
        settled(page)
        faults += [f"{where}: {cut}" for cut in page.evaluate(CUT)]
        if current(page).get_attribute("data-overflows") is not None and not scrolled:
            current(page).focus()
            page.keyboard.press("ArrowDown")
            page.wait_for_function("() => document.querySelector('.essor-current').scrollTop > 0")
            scrolled += 1
    assert not faults, "\n".join(faults)
    assert scrolled


def test_a_deck_leads_back_to_its_chapter(visit_trainers):
    page = visit_trainers(DECKS[0], viewport=ROOM)
    page.get_by_role("navigation").get_by_role("link", name="Chapitre").click()
    expect(page.locator("main h1")).to_be_visible()


def show_all(root):
    """Settings that the slide did not choose are one click away."""
    other = root.locator(".essor-control[data-extra]:not([hidden])").first
    for shown in (False, True, False):
        expect(other).to_be_visible(visible=shown)
        root.locator("[data-all]").click()
    expect(other).to_be_visible()


def test_sliders_move_python(visit_trainers, scheme):
    moved = shown = 0
    for deck in DECKS if scheme == "http" else WHOLE:
        page = visit_trainers(deck, scheme, viewport=ROOM)
        found = [SimulatorInPage(page, root.get_attribute("data-slug")) for root in page.locator(".essor-slide .essor-sim").all()]
        simulator = next((one for one in found if {slider.name for slider in one.controls(Slider)} - set(one.simulator.hidden(one.values))), None)
        if not simulator:
            continue
        go_to(page, simulator.root)
        page.keyboard.press("r")
        simulator.expect_outcome()
        if simulator.root.locator("[data-all]").is_visible():
            show_all(simulator.root)
            shown += 1
        slider = simulator.active_slider()
        simulator.press(slider, "End")
        simulator.range(slider).press("ArrowLeft")  # the slider's key, not the deck's
        expect(simulator.root).to_be_visible()
        simulator.root.get_by_role("button", name="Outils").click()
        simulator.root.get_by_role("button", name="Revenir au départ").click()
        simulator.values = dict(simulator.initial)
        simulator.expect_outcome()
        moved += 1
    assert moved and shown


def test_the_room_predicts_anew(visit_trainers):
    """A guess kept by the reader's page does not open the slide, and the room's is not kept as the reader's."""
    page = visit_trainers(DECKS[-1], viewport=ROOM)
    guesses = {predicting(page).locator(".essor-sim").get_attribute("data-slug"): "12"}
    keep(page, guesses=guesses)
    page.goto(page.url.split("#")[0] + f"?encore#{predicting(page).get_attribute('id')}")
    assert "essor-veiled" in current(page).locator(".essor-sim").get_attribute("class")
    expect(current(page).get_by_role("button", name="Révéler")).to_be_visible()
    offered = current(page).locator("[name=guess]").first
    offered.press("Space") if offered.get_attribute("type") == "radio" else offered.fill("2")
    offered.press("Enter")
    expect(current(page).locator(".essor-frozen strong")).to_have_text(re.compile(r"^\d"))
    assert kept(page)["guesses"] == guesses


def test_code_of_an_exercise(visit_trainers, scheme):
    """The first deck that invites to one."""
    inviting = next(deck for deck in DECKS if 'data-part="invite"' in (editions.TRAINERS / deck).read_text("utf8"))
    page = visit_trainers(inviting, scheme, viewport=ROOM)
    if page.locator("meta[name=essor-learner]").count():
        pytest.skip("this build knows the course's address")
    invite = page.locator(".essor-invite").first
    image = invite.get_by_role("img", name="Code à photographier")
    go_to(page, invite)
    expect(invite.locator(".essor-invite-address")).to_contain_text("Sans code")
    expect(image).to_have_count(0)
    invite.get_by_role("button", name="Saisir l’adresse").click()
    field = invite.get_by_label("Adresse du cours pour les participants")
    for wrong in ("", "cours", "javascript:alert(1)", "file:///index.html", "data:text/html,x", f"https://cours.exemple.fr/{3000 * 'e'}"):
        enter(field, wrong)
        expect(invite.get_by_role("alert")).to_contain_text("https://")
        expect(image).to_have_count(0)
    enter(field, "https://cours.exemple.fr/ess/book/index.html#haut")
    for _ in range(2):
        expect(invite.locator("strong")).to_have_text(f"cours.exemple.fr/ess/{invite.get_attribute('data-short')}")
        modules = image.evaluate("svg => svg.viewBox.baseVal.width - 8")
        assert modules >= 25 and (modules - 17) % 4 == 0
        assert image.bounding_box()["height"] >= 200
        page.reload()


def test_without_javascript(visit_trainers):
    page = visit_trainers(DECKS[0], java_script_enabled=False, viewport=ROOM)
    expect(page.locator(".essor-slide:visible")).to_have_count(slides(page).count())
    expect(page.locator(".essor-bar")).to_be_hidden()
    notes = page.locator(".essor-slide-notes").first
    expect(notes.locator("div").first).to_be_hidden()
    notes.locator("summary").click()
    expect(notes.locator("div").first).to_be_visible()


def test_every_slide_has_notes_and_its_page(visit_trainers, deck):
    page = visit_trainers(deck, viewport=ROOM)
    assert page.locator(".essor-slide:not(:has(.essor-slide-notes > div > *)) h2").all_text_contents() == []
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == slides(page).count()
    page.emulate_media(media="print")
    assert page.locator(".essor-slide :is(button, input):visible").count() == 0


# ——— « Présenter », on a page ———


@pytest.mark.parametrize("by, full", sampled([("http", True), ("http", False), ("file", True), ("file", False)], [("http", True), ("file", False)]), ids=str)
def test_present_a_simulator(visit_trainers, by, full):
    page = visit_trainers(LIVE, by, "" if full else "delete Element.prototype.requestFullscreen;", viewport=ROOM)
    simulator = SimulatorInPage(page, page.locator(".essor-sim").first.get_attribute("data-slug")).come_near()
    root = simulator.root
    press = {name: root.get_by_role("button", name=name) for name in ("Présenter", "Quitter", "Masquer le résultat", "Montrer le résultat")}
    press["Présenter"].click()
    expect(root).to_be_focused()
    box = root.bounding_box()
    assert (box["width"], box["height"]) == (ROOM["width"], ROOM["height"])
    page.wait_for_timeout(500)
    assert not page.evaluate(LOOKS)
    slider = simulator.active_slider()
    simulator.press(slider, "End")

    expect(press["Quitter"]).to_be_hidden()
    root.get_by_role("button", name="Outils").press("Enter")
    press["Masquer le résultat"].click()
    for part in (".essor-headline", ".essor-picture", ".essor-indicators"):
        expect(root.locator(part).first).to_be_hidden()
    root.get_by_label("Prédiction de la salle").fill("deux <b>fois</b> plus")
    root.get_by_role("button", name="Figer une prédiction").click()
    frozen = root.locator(".essor-frozen strong")
    expect(frozen).to_have_text("deux <b>fois</b> plus")
    press["Montrer le résultat"].click()
    expect(root.locator(".essor-headline")).to_be_visible()
    simulator.press(slider, "Home")
    expect(frozen).to_be_visible()
    root.get_by_role("button", name="Effacer la prédiction").click()
    expect(frozen).to_be_hidden()
    if by == "http":
        expect_no_violation(page, "presented")

    page.keyboard.press("Escape")
    if full:  # a true Escape is the browser's: it leaves the full screen without telling the page a key
        page.evaluate("document.fullscreenElement && document.exitFullscreen()")
    expect(press["Présenter"]).to_be_focused()
    expect(press["Quitter"]).to_be_hidden()
    assert page.locator("[inert]").count() == 0
    simulator.expect_pictures()


def test_only_pages_with_simulators_load_what_presents():
    for path, loads in ((LIVE, True), ("book/mode-emploi.html", False)):
        assert ("essor/page.js" in (editions.TRAINERS / path).read_text("utf8")) == loads
