"""What the reader changes while the engine computes is kept, in the order in which they left it."""

from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from .driver import SimulatorInPage, refusal

PAGE = "book/debat-3/investir.html"

# An engine that can be made to wait.
SLOW_ENGINE = """
const post = Worker.prototype.postMessage;
let held = null;
window.hold = () => (held = []);
window.release = () => { for (const send of held.splice(0)) send(); held = null; };
Worker.prototype.postMessage = function (message) {
  if (held && message.request) held.push(() => post.call(this, message));
  else post.call(this, message);
};
"""


@pytest.fixture
def votes(visit):
    page = visit(PAGE, prepare=lambda page: page.add_init_script(SLOW_ENGINE))
    return SimulatorInPage(page, "scic-votes").come_near()


@contextmanager
def computing(simulator):
    """The engine answers nothing meanwhile."""
    simulator.page.evaluate("hold()")
    yield
    simulator.page.evaluate("release()")


def cell(simulator, row, column):
    return simulator.box(simulator.simulator.control("colleges")).locator(f'[data-cell="{row},{column}"]')


def leave(field, text):
    field.fill(text)
    field.press("Tab")


def test_two_quick_changes_are_both_kept(votes):
    colleges = votes.simulator.control("colleges")
    preset = next(preset for preset in votes.simulator.presets if preset.key == "half")

    with computing(votes):
        leave(cell(votes, 0, 1), "13")
        leave(cell(votes, 1, 1), "70")
    rows = [list(row) for row in votes.values["colleges"]]
    rows[0][1], rows[1][1] = 13, 70
    votes.values["colleges"] = rows
    votes.expect_outcome()

    # A situation, then a cell: the rest of the situation stays.
    with computing(votes):
        votes.root.get_by_role("button", name="Un collège public à 50").click()
        leave(cell(votes, 4, 1), "26")
        votes.root.locator('[data-control="rule"] label').nth(1).click()
    votes.values = votes.simulator.values(preset.values)
    rows = [list(row) for row in votes.values["colleges"]]
    rows[4][1] = 26
    votes.values["colleges"] = colleges.parse(rows)
    votes.values["rule"] = votes.simulator.control("rule").options[1][0]
    votes.expect_outcome()

    # What is being typed is not written over by an answer.
    typed = cell(votes, 3, 1)
    with computing(votes):
        leave(cell(votes, 2, 1), "4")
        typed.fill("9")
    rows[2][1] = 4
    votes.values["colleges"] = colleges.parse(rows)
    votes.expect_result()
    expect(typed).to_have_value("9")
    typed.press("Tab")
    rows[3][1] = 9
    votes.values["colleges"] = colleges.parse(rows)
    votes.expect_outcome()


def test_nothing_is_lost_with_a_value_that_is_refused(votes):
    colleges = votes.simulator.control("colleges")
    error = votes.box(colleges).locator(".essor-error")
    invalid = votes.box(colleges).locator("[aria-invalid]")
    rows = [list(row) for row in votes.values["colleges"]]

    def refused(row, column, text):
        wrong = [list(cells) for cells in rows]
        wrong[row][column] = text
        return refusal(colleges, wrong)

    with computing(votes):
        leave(cell(votes, 0, 1), "douze")
        leave(cell(votes, 1, 1), "70")
    rows[1][1] = 70
    expect(error).to_have_text(refused(0, 1, "douze"))
    # The other one, and one more, count; the cell that is refused keeps what was typed, and why.
    leave(cell(votes, 2, 1), "4")
    rows[2][1] = 4
    votes.values["colleges"] = colleges.parse(rows)
    votes.expect_result()
    expect(cell(votes, 0, 1)).to_have_value("douze")
    expect(error).to_have_text(refused(0, 1, "douze"))
    expect(invalid).to_have_count(1)
    # Two are refused: each is said while it stands.
    leave(cell(votes, 3, 1), "huit")
    expect(error).to_have_text(refused(3, 1, "huit"))
    expect(invalid).to_have_count(2)
    leave(cell(votes, 3, 1), "9")
    expect(error).to_have_text(refused(0, 1, "douze"))
    leave(cell(votes, 0, 1), "13")
    rows[3][1], rows[0][1] = 9, 13
    votes.values["colleges"] = colleges.parse(rows)
    votes.expect_outcome()
    expect(error).to_be_hidden()
    expect(invalid).to_have_count(0)
