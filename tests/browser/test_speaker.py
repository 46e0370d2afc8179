"""What the one who speaks has: keys, a black screen, notes in a window of their own or under the slide, clocks."""

import re

from playwright.sync_api import expect

from .conftest import DECKS
from .deck import ROOM, current, drawn, go_to, slides, speakers_window
from .look import expect_no_violation

KEYS = (
    *[("ArrowRight", 2), ("PageDown", 3), (" ", 4), ("Shift+ ", 3), ("ArrowLeft", 2), ("PageUp", 1), ("PageUp", 1)],
    *[("End", None), ("ArrowRight", None), ("Home", 1)],
)


def turn(page, key, number, deck=None):
    """Press a key, in the deck or in the speaker's window: the deck shows the slide of this number."""
    page.keyboard.press(key)
    expect(current(deck or page)).to_have_id(str(number))


def test_keyboard_and_address(visit_trainers, scheme):
    page = visit_trainers(DECKS[0], scheme, viewport=ROOM)
    for key, rank in KEYS:
        rank = rank or slides(page).count()
        turn(page, key, rank)
        assert page.url.endswith(f"#{rank}"), key
        expect(current(page)).to_be_focused()
    expect(current(page)).to_have_accessible_name(re.compile("."))
    for name in ("Suivante", "Précédente"):
        page.get_by_role("navigation").get_by_role("button", name=name).click()
    expect(current(page)).to_have_id("1")
    page.keyboard.press("o")
    page.get_by_role("dialog").get_by_role("link").nth(3).click()
    expect(current(page)).to_have_id("4")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.reload()
    expect(current(page)).to_have_id("4")
    # As the notes of a chapter have it.
    name = slides(page).nth(4).locator("h2").get_attribute("id")
    page.evaluate("name => (location.hash = name)", name)
    expect(current(page)).to_have_id("5")


def test_a_clicker_blackens_the_screen(visit_trainers):
    """Its key, or any other, brings the slide back, as it was; from the speaker's window too. Letters can be turned off."""
    page = visit_trainers(DECKS[0], viewport=ROOM)
    page.keyboard.press("PageDown")
    black = page.get_by_role("dialog", name="Écran noir")
    for blacken, back in (("b", "b"), (".", "."), ("B", "PageDown"), ("Shift+.", "Escape"), ("b", "3"), (".", "ArrowLeft"), ("b", " ")):
        page.keyboard.press(blacken)
        expect(black).to_be_focused()
        expect(black.get_by_role("button")).to_have_css("opacity", "0")
        page.keyboard.press(back)
        expect(black).to_be_hidden()
        expect(current(page)).to_have_id("2")
        expect(current(page)).to_be_focused()
    page.keyboard.press("b")
    image = page.screenshot(clip={"x": 100, "y": 100, "width": 64, "height": 64})
    assert image == page.screenshot(clip={"x": 900, "y": 650, "width": 64, "height": 64})  # the bar is black too
    page.mouse.click(300, 300)
    expect(black).to_be_hidden()
    page.keyboard.press("b")
    page.keyboard.press("Tab")
    expect(black.get_by_role("button", name="Revenir à la diapositive")).to_be_focused()
    expect(black.get_by_role("button")).to_have_css("opacity", "1")
    expect_no_violation(page, "black screen")
    page.keyboard.press("Enter")
    expect(current(page)).to_be_focused()

    window = speakers_window(page)
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
    expect(current(page)).to_have_id("2")

    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Écran noir")
    page.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    for key in ("b", ".", "o"):
        page.keyboard.press(key)
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_look_is_chosen_by_a_key_and_kept(visit_trainers):
    """For decks alone: the page that a reader left in the light is still so."""
    page = visit_trainers(DECKS[0], viewport=ROOM, color_scheme="light")
    window = speakers_window(page)
    grounds = []
    for key, look in (("d", "dark"), ("D", "light"), ("d", "dark")):
        page.keyboard.press(key)
        for shown in (page, window):
            expect(shown.locator("body")).to_have_attribute("data-theme", look)
        grounds.append(page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor"))
    assert grounds[0] != grounds[1] and grounds[0] == grounds[2]
    window.close()
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-theme", "dark")
    page.get_by_role("navigation").get_by_role("link", name="Chapitre").click()
    expect(page.locator("body")).to_have_attribute("data-theme", "auto")


def test_a_clicker_begins_and_goes_on(visit_trainers):
    """F5 fills the screen from the first slide, Shift+F5 from the one shown; once filled, neither does anything."""
    page = visit_trainers(DECKS[0], viewport=ROOM)
    for key, number in (("Shift+F5", 3), ("F5", 1)):
        go_to(page, 3)
        page.keyboard.press(key)
        page.wait_for_function("() => document.fullscreenElement")
        expect(current(page)).to_have_id(str(number))
        turn(page, "PageDown", number + 1)
        page.keyboard.press("F5")
        expect(current(page)).to_have_id(str(number + 1))
        page.evaluate("() => document.exitFullscreen()")
        page.wait_for_function("() => !document.fullscreenElement")


SWIPE = """
(slide, [across, down]) => {
  const finger = (x, y) => new Touch({ identifier: 1, target: slide, clientX: x, clientY: y });
  const fire = (type, touches, changed) => slide.dispatchEvent(new TouchEvent(type, { bubbles: true, touches, changedTouches: [changed] }));
  const [from, to] = [finger(600, 300), finger(600 + across, 300 + down)];
  fire("touchstart", [from], from);
  fire("touchend", [], to);
}
"""


def test_a_finger_turns_slides(visit_trainers):
    """Across, not down nor hardly; and a control keeps its finger."""
    page = visit_trainers(next(deck for deck in DECKS if "debat-1" in deck), viewport=ROOM, has_touch=True)
    for across, down, number in ((-200, 20, 2), (-200, 0, 3), (200, 30, 2), (-40, 0, 2), (-100, 90, 2), (0, -300, 2)):
        current(page).evaluate(SWIPE, [across, down])
        expect(current(page)).to_have_id(str(number))
    number = go_to(page, page.locator(".essor-slide:has([name=guess][type=text])").first)
    current(page).locator("[name=guess]").evaluate(SWIPE, [-300, 0])
    expect(current(page)).to_have_id(str(number))


def test_a_control_keeps_its_keys(visit_trainers):
    page = visit_trainers(next(deck for deck in DECKS if "debat-1" in deck), viewport=ROOM)
    number = go_to(page, page.locator(".essor-slide:has([name=guess][type=text])").first)
    field = current(page).locator("[name=guess]")
    field.press_sequentially("1 or ?")
    field.press("Home")
    expect(field).to_have_value("1 or ?")
    expect(current(page)).to_have_id(str(number))
    current(page).get_by_role("button", name="Révéler").press(" ")
    expect(current(page)).to_have_id(str(number))
    page.keyboard.press("Escape")
    turn(page, "ArrowRight", number + 1)


def expect_titled(notes, number):
    expect(notes.get_by_role("heading", level=2)).to_have_text(re.compile(rf"^{number}\. "))


def test_speakers_window(visit_trainers, scheme):
    page = visit_trainers(DECKS[0], scheme, viewport=ROOM)
    noted = page.locator(".essor-slide[data-key]").first
    number, title = go_to(page, noted), noted.locator("h2").text_content()
    window = speakers_window(page)
    expect(window.get_by_role("heading", level=2)).to_have_text(f"{number}. {title}")
    expect(window.locator("[data-part=notes]")).to_have_text(noted.locator(".essor-slide-notes > div").inner_text(), use_inner_text=True)
    expect(window.locator("[data-part=next]")).to_contain_text(slides(page).nth(number).locator("h2").text_content())
    turn(window, "ArrowRight", number + 1, page)
    window.get_by_role("button", name="Précédente").click()
    expect(current(page)).to_have_id(str(number))
    page.keyboard.press("PageDown")
    expect_titled(window, number + 1)
    expect(window).to_have_title(re.compile(rf"^Notes · {number + 1}\. "))

    slot = window.get_by_role("group", name="Minuteur du créneau")
    activity = window.get_by_role("group", name="Minuteur de l’activité")
    expect(activity).to_be_hidden()
    slot.get_by_role("button", name="Démarrer le chronomètre").click()
    expect(slot).to_contain_text("0\u00a0min 02\u00a0s")
    expect(activity).to_contain_text(re.compile(r"\(\d+\smin\)"))
    expect(window.locator("[data-part=clock]")).to_have_text(re.compile(r"^\d\d:\d\d:\d\d$"))
    if scheme == "http":  # on file://, axe cannot read the style sheets, and complains
        expect_no_violation(window, "speaker's window")

    window.close()
    page.wait_for_timeout(500)  # a busy browser gives the window that it is closing, when asked for it at once
    turn(page, "ArrowRight", number + 2)
    window = speakers_window(page)
    expect_titled(window, number + 2)
    if current(page).locator(".essor-sim").count():  # what starts is not interrupted
        page.keyboard.press("r")
        drawn(page)
    page.reload()
    expect(window.locator(".essor-orphan")).to_be_visible()
    page.keyboard.press("n")
    page.wait_for_timeout(500)
    last = page.context.pages[-1]
    expect(last.locator(".essor-orphan")).to_have_count(0)
    page.keyboard.press("ArrowLeft")
    expect_titled(last, number + 1)


def test_notes_under_the_slide_where_no_window_opens(visit_trainers):
    """The room sees how far the slot has gone, once the speaker starts it; the speaker, whether they are late."""
    page = visit_trainers(DECKS[0], script="window.open = () => null;", viewport=ROOM)
    panel = page.get_by_role("complementary", name="Notes du formateur")
    go_to(page, 4)
    page.keyboard.press("n")
    expect(panel).to_be_visible()
    expect_titled(panel, 4)
    expect_no_violation(page, "notes under the slide")
    page.keyboard.press("n")
    expect(panel).to_be_hidden()

    pace = page.locator(".essor-bar [data-part=pace]")
    planned = page.locator("body").get_attribute("data-minutes")
    page.clock.install()
    page.reload()
    page.keyboard.press("n")
    slot = panel.get_by_role("group", name="Minuteur du créneau")
    taught = page.locator(".essor-slide:not([data-minutes='0'])").first
    for place in ("End", "Home"):  # leafed through the day before
        page.keyboard.press(place)
        page.clock.run_for(60_000)
        expect(pace).to_be_empty()
    go_to(page, taught)
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
