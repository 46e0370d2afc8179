"""What axe does not see: the tree that assistive technologies read, zoom, forced colours, and whole journeys by keyboard."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from essor.portable.french import typeset

from .conftest import CHAPTER, PHONE
from .driver import SimulatorInPage
from .look import BEYOND, FOCUS, open_details
from .questions import ExerciseInPage

SNAPSHOTS = Path(__file__).with_name("snapshots")
EXERCISES = "exercises/debat-3/bousol-circuits.html"
# One page of each kind, the trainer's after.
KINDS = (
    *(f"book/{name}.html" for name in ("index", "debat-3/bousol", "fiches/lorraine", "annexes/registre", "annexes/glossaire", "annexes/publier")),
    *("book/progression.html", "book/conclusion.html", EXERCISES, "search.html?q=association", "404.html"),
    *("book/formateur/deroule.html", "book/formateur/activites/d3-ag.html", "book/debat-3/diapositives.html"),
)
NARROWEST = {"width": 320, "height": 640}  # 1280 px enlarged four times: WCAG 2.2, 1.4.10
ENLARGED = {"width": 640, "height": 450}  # 1280 × 900 enlarged twice: 1.4.4

# WCAG 2.2, 1.4.12. Text drawn in a picture has no such properties.
SPACED = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:not(svg, svg *) { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}
"""
# Text cut by its own box, and not one that scrolls.
CUT = """
() => [...document.querySelectorAll("body *")]
  .filter((e) => {
    const { overflowX, overflowY, position } = getComputedStyle(e);
    const hides = (overflow) => overflow === "hidden" || overflow === "clip";
    return e.clientHeight > 2 && e.tagName !== "INPUT" && position !== "absolute" && !e.closest(".essor-picture, svg") &&
      (hides(overflowY) && e.scrollHeight > e.clientHeight + 2 || hides(overflowX) && e.scrollWidth > e.clientWidth + 2);
  })
  .map((e) => `${e.tagName}.${e.className} « ${e.textContent.trim().slice(0, 40)} » ${e.scrollWidth}×${e.scrollHeight} in ${e.clientWidth}×${e.clientHeight}`)
"""


def expect_snapshot(locator, name):
    """The accessibility tree is the one stored, but for what a chart's drawing holds: its image has a name.

    When a change is wanted, delete the file: the test writes it again, fails once, and the change is read in git.
    """
    lines, inside = [], None
    for line in locator.aria_snapshot().splitlines():
        depth = len(line) - len(line.lstrip())
        if inside is not None and depth > inside:
            continue
        inside = depth if re.match(r"\s*- '?img ", line) else None
        lines.append(line.rstrip(":") if inside is not None else line)
    seen = "\n".join(lines) + "\n"
    stored = SNAPSHOTS / f"{name}.yml"
    if not stored.exists():
        stored.parent.mkdir(exist_ok=True)
        stored.write_text(seen, "utf8")
        pytest.fail(f"no snapshot {name}: written, to be read")
    assert seen == stored.read_text("utf8")


def test_tree_of_a_simulator(simulate):
    simulator = simulate("bousol-circuits")
    simulator.root.scroll_into_view_if_needed()
    expect(simulator.root.locator(".essor-predict")).to_be_visible()
    expect_snapshot(simulator.root, "simulateur-avant")
    simulator.come_near()
    for summary in simulator.root.locator("details:not([data-part=data]) > summary").all():
        summary.click()
    figure = simulator.root.locator(".essor-figure").first
    figure.locator("summary").click()
    expect(figure.get_by_role("table")).to_be_visible()
    expect_snapshot(simulator.root, "simulateur")
    simulator.type_wrong(simulator.active_slider(), "beaucoup")
    expect_snapshot(simulator.box(simulator.active_slider()), "reglage-refuse")


def test_tree_of_a_page(visit):
    """Its landmarks: what a screen reader's user jumps to."""
    marks = visit(CHAPTER).evaluate(
        """() => [...document.querySelectorAll("nav, main, aside, footer, [role=search], search")].filter((e) => e.checkVisibility())
          .map((e) => [e.getAttribute("role") ?? e.tagName.toLowerCase(), e.getAttribute("aria-label") ?? ""].join(" ").trim())"""
    )
    assert marks == ["nav Navigation du cours", "search", "main", "nav Pages voisines", "footer", "nav Sur cette page"]


def test_tree_of_an_exercise(visit):
    page = visit(EXERCISES)
    exercise = ExerciseInPage(page, page.locator(".essor-exercise[data-slug]").first.get_attribute("data-slug"))
    exercise.root.scroll_into_view_if_needed()
    expect_snapshot(exercise.root, "exercice-avant")
    exercise.judge(exercise.wrong())
    expect_snapshot(exercise.root, "exercice-faux")


def test_tree_of_a_quiz(visit):
    page = visit(CHAPTER)
    question = page.locator(".essor-question-box").first
    question.scroll_into_view_if_needed()
    expect(question.get_by_role("button", name="Vérifier")).to_be_visible()
    expect_snapshot(question, "question-avant")
    question.get_by_role("radio").first.press("Space")
    question.get_by_role("button", name="Vérifier").press("Enter")
    expect(question.locator(".essor-verdict-zone > *").first).to_be_visible()
    expect_snapshot(question, "question-faux")
    for rank, name in ((1, "question-multiple"), (3, "question-ordre")):
        expect_snapshot(page.locator(".essor-question-box").nth(rank), name)


@pytest.mark.parametrize("path", KINDS)
def test_enlarged(visit, visit_trainers, path):
    """A page at its narrowest, spaced, then enlarged twice: nothing is cut, nothing is out of reach."""
    of_trainer = "formateur" in path or "diapositives" in path
    page = (visit_trainers if of_trainer else visit)(path, viewport=NARROWEST)
    for root in page.locator(".essor-sim").all():
        SimulatorInPage(page, root.get_attribute("data-slug")).approach()
    open_details(page)
    page.wait_for_load_state("networkidle")  # what a search finds comes late
    pictures = page.locator(".essor-sim, [data-part=picture]").count()
    for where, size, change in (("320 px", NARROWEST, None), ("320 px, spaced", NARROWEST, SPACED), ("640 px, spaced", ENLARGED, None)):
        page.set_viewport_size(size)
        if change:
            page.evaluate(change)
        if pictures:
            page.wait_for_timeout(700)  # they take their new size
        wider, beyond = page.evaluate(BEYOND)
        # Once spaced, a table may scroll in its frame.
        assert wider <= 0 and ("spaced" in where or not beyond), f"{where}: {wider} px, {beyond[:8]}"
        cut = page.evaluate(CUT)
        assert not cut, where + "\n" + "\n".join(cut)


@pytest.mark.parametrize("ground", ["light", "dark"])
def test_forced_colours(simulate, ground):
    """With the system's own colours: what acts has an edge, what is chosen and where the focus is show, without a background."""
    simulator = simulate("bousol-circuits", forced_colors="active", color_scheme=ground)
    page = simulator.come_near().page
    edges = page.evaluate(
        """() => [...document.querySelectorAll("button, input:not([type=range], [type=radio], [type=checkbox]), select")]
          .filter((e) => e.checkVisibility())
          .map((e) => [e.outerHTML.slice(0, 80), parseFloat(getComputedStyle(e).borderTopWidth)]).filter(([, width]) => width < 1)"""
    )
    assert not edges
    pressed, free = (simulator.root.locator(f"[aria-pressed={state}]").first for state in ("true", "false"))
    border = "button => getComputedStyle(button).borderTopWidth"
    assert pressed.evaluate(border) > free.evaluate(border)
    free.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["outline"] >= 2


def test_more_contrast(visit):
    """Asked for by the system: secondary text and edges take the ink's colour."""
    page = visit(CHAPTER, contrast="more")
    for part in (".essor-kicker", "figcaption", ".essor-sim .essor-help", ".essor-sim button:visible"):
        colour = "borderTopColor" if "button" in part else "color"
        softer, ink = page.locator(part).first.evaluate(f"e => [getComputedStyle(e).{colour}, getComputedStyle(document.body).color]")
        assert softer == ink, part


def test_a_moving_slider_does_not_chatter(simulate):
    """Eight quick presses: what is spoken changes once, after the last."""
    simulator = simulate("bousol-circuits").come_near()
    page = simulator.page
    # On a slow machine, it is also said that the engine starts.
    page.evaluate("""() => {
      window.spoken = [];
      for (const region of document.querySelectorAll(":is([role=status], [role=alert], [aria-live]):not([data-part=engine])"))
        new MutationObserver(() => region.checkVisibility() && region.textContent.trim() && spoken.push(region.textContent))
          .observe(region, { childList: true, characterData: true, subtree: true });
    }""")
    slider = simulator.active_slider()
    before = simulator.said()
    simulator.range(slider).focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    simulator.take(slider, simulator.range(slider).evaluate("range => range.valueAsNumber"))
    spoken = simulator.changed(before)
    expect(simulator.root.locator("[data-part=spoken]")).to_have_text(spoken)
    page.wait_for_timeout(1_000)
    assert page.evaluate("spoken") == [spoken]


def focused(page):
    """The element that has the focus, seen and uncovered."""
    here = page.evaluate(FOCUS)
    assert here, "nothing has the focus"
    assert here["outline"] >= 2 and not here["covered"], here
    return here


def enter_at(page, text, most=120):
    """Press Tab until the element that reads `text`, then Enter."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused(page)["is"].startswith(text):
            return page.keyboard.press("Enter")
    raise AssertionError(f"« {text} » is not reached")


def test_journey_from_the_home_page_to_an_answer(visit, addresses, scheme):
    """Without a mouse: skip to the content, search, open a chapter, predict, move a slider, copy its link, print its note, answer a quiz."""
    page = visit("book/index.html", scheme, "window.print = () => {};")
    enter_at(page, "Aller au contenu", most=1)
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")

    page.get_by_role("searchbox").focus()
    page.keyboard.type("departement")  # no accent
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html*")
    first = page.locator("#search-results li a").first
    expect(first).to_be_visible()
    page.wait_for_load_state("networkidle")  # summaries come from the pages found
    enter_at(page, first.inner_text()[:20])
    expect(page.locator("h1")).to_be_visible()
    page.wait_for_load_state("networkidle")  # what is left half-way is told as a fault

    page.goto(f"{addresses[scheme]}/{CHAPTER}")
    simulator = SimulatorInPage(page, "bousol-circuits")
    simulator.root.locator("[name=guess]").first.press("Space")
    page.keyboard.press("Enter")
    simulator.has_bet(simulator.a_bet())
    simulator.expect_outcome()
    simulator.open_settings()
    slider = simulator.active_slider()
    simulator.press(slider, "End")
    tools = simulator.root.locator(".essor-tools")
    tools.locator("summary").focus()
    page.keyboard.press("Enter")
    enter_at(page, "Copier le lien de ce scénario", most=1)
    expect(tools.get_by_role("status")).to_contain_text("Lien copié.")
    assert f"{slider.name}=" in tools.locator("input").input_value()

    enter_at(page, "Imprimer une note pour les élus", most=4)
    expect(page.locator(".essor-note-sheet")).to_contain_text(typeset(simulator.simulator.run(simulator.values, simulator.guess).sentence))
    page.evaluate("dispatchEvent(new Event('afterprint'))")

    question = page.locator(".essor-question-box").first
    question.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    enter_at(page, "Vérifier", most=1)
    expect(question.locator(".essor-verdict-zone")).to_contain_text("Juste.")
    assert focused(page)["is"] == "Vérifier"  # the focus stays where the reader is


def test_journey_in_the_drawers_of_a_phone(visit):
    """The menu opens, keeps the focus near, and gives it back with Escape; so does full screen."""
    page = visit(CHAPTER, viewport=PHONE)
    enter_at(page, "Sommaire", most=6)
    expect(page.get_by_role("searchbox")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest(':popover-open')")
    page.keyboard.press("Escape")
    expect(page.get_by_role("searchbox")).to_be_hidden()
    focused(page)
