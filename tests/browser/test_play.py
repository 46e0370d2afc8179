"""What one plays with: the bet and its verdict, states to reach, why and from where, and all of it on one screen."""

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from essor.portable import markup
from essor.portable.french import typeset
from essor.portable.laws import side_by_side
from essor.portable.simulators import registry
from essor.portable.simulators.controls import Grid

from .conftest import PAGE_OF, sampled
from .driver import SimulatorInPage, enter
from .look import violations
from .store import kept
from .touch import TOUCH

# Between them: every kind of picture, tables, sliders, choices.
PLAYED = sampled(PAGE_OF, ("bousol-circuits", "scic-votes", "ess-or-not", "transversality-matrix", "clause-planner"))
SIZES = [(1280, 800), (1024, 700), (360, 740)]

# Settings that do not stand on one screen with the picture and the figures, what is docked apart; and the smallest text.
APART = """
root => {
  const span = (part) => { const { top, bottom, height } = part.getBoundingClientRect(); return height ? [top, bottom] : null; };
  const picture = root.querySelector("[data-part=picture]");
  const dock = root.querySelector("[data-part=dock]");
  const floats = getComputedStyle(dock).position === "sticky";
  const bar = document.querySelector(".mobile-header");
  const room = innerHeight - (bar && getComputedStyle(bar).display !== "none" ? bar.offsetHeight : 0) - (floats ? dock.offsetHeight : 0);
  const held = [span(picture), span(root.querySelector("[data-part=indicators]"))];
  const apart = [...root.querySelectorAll("[data-control]")].filter(span).filter((box) => {
    const spans = floats && dock.contains(box) ? held : [...held, span(box)];
    return Math.max(...spans.map(([, bottom]) => bottom)) - Math.min(...spans.map(([top]) => top)) > room;
  });
  const sizes = [...picture.querySelectorAll("text")].filter(span).map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a);
  return [apart.map((box) => box.dataset.control), Math.min(...sizes)];
}
"""
# A text pasted in a field, as from a spreadsheet.
PASTE = """
(field, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}
"""


@pytest.mark.parametrize("width, height", SIZES)
@pytest.mark.parametrize("slug", PLAYED)
def test_what_moves_is_seen_with_what_moves_it(simulate, slug, width, height):
    simulator = simulate(slug, viewport={"width": width, "height": height}).reach()
    simulator.expect_pictures()
    apart, smallest = simulator.root.evaluate(APART)
    assert apart == [] and smallest > 13.9


@pytest.mark.parametrize("slug", PLAYED)
def test_a_bet_is_answered_where_it_is_made(simulate, slug):
    simulator = simulate(slug, viewport={"width": 1280, "height": 800})
    simulator.root.scroll_into_view_if_needed()
    bet = simulator.simulator.prediction.control
    verdict = simulator.root.locator("[data-part=verdict]")
    expect(verdict).to_be_hidden()
    text = bet.field((bet.choices or [bet.low])[0])
    if bet.choices:
        simulator.root.locator(f'[name=guess][value="{text}"]').check()
        simulator.root.locator("[data-part=predict] [type=submit]").click()
    else:
        enter(simulator.root.locator("[name=guess]"), text)
    expect(verdict).to_be_in_viewport()
    simulator.has_bet(text)
    # Nobody has to look for what the bet uncovers.
    for shown in ("headline", "dock", "picture"):
        expect(simulator.root.locator(f"[data-part={shown}]").first).to_be_in_viewport(ratio=0.2 if shown == "dock" else 0.95)
    # The result has the focus, once; later moves leave the verdict as it is and say what they change.
    assert simulator.page.evaluate("document.activeElement.dataset.part") == "reached"
    simulator.open_settings().nudge()
    expect(verdict).to_have_text(simulator.verdict)
    spoken = simulator.root.locator("[data-part=spoken]")
    expect(spoken).not_to_have_text(simulator.verdict)
    expect(spoken).to_contain_text(".")


@pytest.mark.parametrize("slug", PLAYED)
def test_states_are_reached_won_and_kept(simulate, slug):
    simulator = simulate(slug).come_near()
    challenges = simulator.simulator.challenges
    won = simulator.root.locator("[data-challenge] [data-part=won]:visible")
    expect(won).to_have_count(0)
    asked = "&".join(f"{name}={written(simulator.simulator.control(name), value)}" for name, value in challenges[0].solution.items())
    page = simulator.page
    page.goto(f"{page.url.split('?')[0].split('#')[0]}?simulateur={slug}&{asked}#{simulator.root.get_attribute('id')}")
    won_there = page.locator(f'[data-slug="{slug}"] [data-challenge="{challenges[0].key}"] [data-part=won]')
    SimulatorInPage(page, slug).reach()
    expect(won_there).to_be_visible()
    expect(page.locator(f'[data-slug="{slug}"] [data-part=win]')).to_have_text(
        f"Défi réussi\u00a0: {typeset(simulator.simulator.asked[challenges[0].key]['texte'])}"
    )
    assert list(kept(page)["challenges"]) == [f"{slug}-{challenges[0].key}"]
    page.reload()
    expect(won_there).to_be_visible()


def written(control, value):
    """As an address gives it (page/scenario.js)."""
    if isinstance(control, Grid):
        return "~".join("_".join(row) for row in control.field(value))
    return control.field(value) if hasattr(control, "field") else str(value).lower() if isinstance(value, bool) else value


def test_hints_come_by_degrees(simulate):
    simulator = simulate("bousol-circuits").come_near()
    first = simulator.root.locator("[data-challenge]").first
    hints = simulator.simulator.asked[simulator.simulator.challenges[0].key]["indices"]
    for count in range(1, len(hints) + 1):
        first.get_by_role("button").click()
        expect(first.locator("li")).to_have_text([typeset(hint) for hint in hints[:count]])
    expect(first.locator("li").last).to_be_focused()


@pytest.mark.parametrize("slug", PLAYED)
def test_why_and_from_where(simulate, slug):
    """Both follow what is moved while they are open."""
    simulator = simulate(slug).come_near()
    why, compared = (simulator.root.locator(f"details:has(> [data-part={name}])") for name in ("why", "compared"))
    why.locator("summary").click()
    compared.locator("summary").click()
    for move in (lambda: None, simulator.nudge):
        move()
        outcome = simulator.simulator.run(simulator.values, simulator.guess)
        expect(why.locator("li")).to_have_text([typeset(step) for step in outcome.why.steps()])
        rows = compared.locator("tbody tr")
        expect(rows.last.locator("td").last).to_have_text(typeset(outcome.indicators[-1].text))
        assert rows.count() >= len(outcome.indicators)
    assert markup.steps(outcome).count("<li>") == why.locator("li").count()


def test_laws_side_by_side(simulate):
    """What is proposed is asked only under an amendment, and the panel follows it; the page stays accessible."""
    simulator = simulate("scic-capital").come_near()
    laws = simulator.root.locator("details:has(> [data-part=laws])")
    proposed = simulator.root.locator('[data-control="amended_ceiling"]')
    simulator.open_settings()
    laws.locator("summary").click()
    expect(laws.locator("thead").first.locator("th")).to_have_count(5)
    expect(proposed).to_be_hidden()
    simulator.root.locator('[data-control="regime"] [value="amendment"]').check()
    enter(proposed.locator("[data-typed]"), "33")
    told, tables = side_by_side(simulator.simulator, simulator.simulator.values({"regime": "amendment", "amended_ceiling": 33}))
    expect(laws.locator("p")).to_have_text([typeset(sentence) for sentence in told])
    expect(laws.locator("tbody").last.locator("tr").last.locator("td").last).to_have_text(typeset(tables[-1].rows[-1][-1]))
    expect(laws.locator("tr")).to_have_count(sum(1 + len(table.rows) for table in tables))
    assert violations(simulator.page, within=f"#{simulator.root.get_attribute('id')}") == []


def test_cells_of_a_spreadsheet_are_pasted_in_a_table(simulate):
    simulator = simulate("scic-votes").come_near()
    grid = simulator.simulator.control("colleges")
    simulator.cell(grid, 1, 0).evaluate(PASTE, "25 000 €\t70\t30 %\r\n55\u202f000\t\t20\r\n")
    rows = [list(row) for row in simulator.values["colleges"]]
    rows[1][:3], rows[2][0], rows[2][2] = [25000, 70, 30], 55000, 20
    simulator.values["colleges"] = rows
    simulator.expect_outcome()
    # What is refused is told at its cell, and stays.
    simulator.cell(grid, 0, 0).evaluate(PASTE, "beaucoup\t3")
    expect(simulator.box(grid).locator(".essor-error")).to_be_visible()
    expect(simulator.cell(grid, 0, 0)).to_have_attribute("aria-invalid", "true")
    expect(simulator.cell(grid, 0, 1)).to_have_value("3")


def test_a_table_shows_a_row_then_all(simulate):
    simulator = simulate("scic-votes")
    simulator.root.locator("[data-skip]").click()
    box = simulator.box(simulator.simulator.control("colleges"))
    expect(box.locator("[data-cell]:visible")).to_have_count(4)
    box.locator("select").first.select_option(index=2)
    expect(box.locator("[data-cell]:visible").first).to_have_attribute("data-cell", "2,0")
    box.locator("button").click()
    expect(box.locator("[data-cell]:visible")).to_have_count(20)


def test_one_setting_is_under_the_thumb(simulate):
    simulator = simulate("scic-votes", **TOUCH)
    simulator.root.locator("[data-skip]").tap()
    dock = simulator.root.locator("[data-part=dock]")
    chips = dock.locator(".essor-chips button")
    expect(chips).to_have_count(2)
    for rank, (shown, fields) in enumerate([("rule", 0), ("colleges", 1)]):
        chips.nth(rank).tap()
        expect(chips.nth(rank)).to_have_attribute("aria-pressed", "true")
        expect(dock.locator("[data-control]:visible")).to_have_attribute("data-control", shown)
        expect(dock.locator("[data-cell]:visible")).to_have_count(fields)
    # A row, a column, and the cell where they meet.
    for select in dock.locator("select").all():
        select.select_option(index=2)
    expect(dock.locator("[data-cell]:visible")).to_have_attribute("data-cell", "2,2")


@pytest.mark.parametrize("slug", registry.slugs())
def test_each_field_is_described_by_its_range(book, slug):
    root = BeautifulSoup((book / PAGE_OF[slug]).read_text("utf8"), "html.parser").select_one(f'.essor-sim[data-slug="{slug}"]')
    for control in registry.load(slug).controls:
        box = root.select_one(f'[data-control="{control.name}"]')
        for field in box.select("[data-typed]"):
            described = " ".join(root.select_one(f"[id='{key}']").get_text() for key in field["aria-describedby"].split())
            number = control.columns[int(field["data-cell"].split(",")[1])] if isinstance(control, Grid) else control
            assert typeset(number.bounds()) in described
