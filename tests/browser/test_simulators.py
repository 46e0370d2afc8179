"""Every simulator of the book, by keyboard and by pointer, on http and by double-click: the page gives what CPython gives.

What the reader changes while the engine computes is kept, in the order in which they left it.
"""

from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from essor.portable.french import typeset
from essor.portable.simulators.controls import Choice, Grid, Number, Slider, Switch
from essor.portable.simulators.registry import slugs

from .conftest import LONG_SIMULATORS, PHONE, PLACES, WIDE, sampled
from .driver import enter, refusal, refused_texts, with_cell

# By double-click, the same files: what it takes to start, the prediction, tells.
_BY = [*((slug, "http") for slug in LONG_SIMULATORS), *((slug, "file") for slug in LONG_SIMULATORS[:1])]
SPOKEN = 1_000  # ms, after the last move
each_by, each_moved = (pytest.mark.parametrize("slug, by", cases) for cases in (_BY, sampled(_BY, lambda case: case[1] == "http")))


def test_every_simulator_is_in_the_book(book):
    assert sorted({slug for place in PLACES for slug in place.simulators}) == sorted(slugs())


@each_moved
def test_sliders(simulate, slug, by):
    simulator = simulate(slug, by).come_near()
    mouse = simulator.page.mouse
    for slider in simulator.controls(Slider):
        simulator.reveal(slider)
        handle = simulator.range(slider)
        simulator.press(slider, "Home")
        # Faster than the engine answers: no press may be lost.
        handle.evaluate("range => range.focus()")
        for _ in range(8):
            simulator.page.keyboard.press("ArrowRight")
        eighth = min(slider.low + 8 * slider.step, slider.high)
        simulator.take(slider, round(eighth, 9))
        simulator.press(slider, "ArrowLeft", round(eighth - slider.step, 9))
        simulator.press(slider, "End")
        simulator.expect_pictures()

        handle.evaluate("range => range.scrollIntoView({ block: 'center' })")
        box = handle.bounding_box()
        third, half, late = ((box["x"] + box["width"] * share, box["y"] + box["height"] / 2) for share in (0.3, 0.5, 0.7))
        assert handle.evaluate("(range, [x, y]) => document.elementFromPoint(x, y) === range", third)
        mouse.move(*third)
        mouse.down()
        _moved_to(simulator, slider, 0.3)
        mouse.move(*half)
        mouse.move(*late)
        mouse.up()
        _moved_to(simulator, slider, 0.7)
    simulator.expect_pictures()


def _moved_to(simulator, slider, fraction):
    value = simulator.range(slider).evaluate("range => range.valueAsNumber")
    # The thumb's own width makes its travel a little shorter than the track.
    loose = 0.08 + slider.step / (slider.high - slider.low) / 2
    assert abs((value - slider.low) / (slider.high - slider.low) - fraction) < loose, slider.name
    simulator.take(slider, value)


@each_moved
def test_choices_switches_presets_and_reset(simulate, slug, by):
    simulator = simulate(slug, by).come_near()
    for choice in simulator.controls(Choice):
        simulator.reveal(choice)
        options = [value for value, _ in choice.options]
        for value in [*options, options[0]]:
            simulator.choose(choice, value)
        simulator.box(choice).locator("[type=radio]").first.press("ArrowDown")
        simulator.values[choice.name] = options[1]
        simulator.expect_outcome()
        simulator.expect_pictures()
    for switch in simulator.controls(Switch):
        simulator.reveal(switch)
        value = simulator.values[switch.name]
        simulator.choose(switch, not value)
        simulator.expect_pictures()
        simulator.box(switch).locator("[type=checkbox]").press("Space")
        simulator.values[switch.name] = value
        simulator.expect_outcome()
    for rank, preset in enumerate(simulator.simulator.presets):
        button = simulator.root.locator("[data-preset]").nth(rank)
        note = simulator.root.get_by_text(typeset(preset.note), exact=True)
        button.click()
        simulator.values = simulator.simulator.values(preset.values)
        simulator.expect_outcome()
        simulator.expect_pictures()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(note).to_be_visible()
        simulator.press(simulator.active_slider(), "End")
        expect(button).to_have_attribute("aria-pressed", "false")
        expect(note).to_be_hidden()
    # What a screen reader hears, once the reader stops: what changed since they last stopped.
    expect(simulator.root.locator("[data-part=spoken]")).to_contain_text("au lieu de")
    simulator.page.wait_for_timeout(SPOKEN)
    before = simulator.said()
    simulator.reset()
    simulator.expect_pictures()
    expect(simulator.root.locator("[data-part=spoken]")).to_have_text(simulator.changed(before))


@each_by
def test_prediction(simulate, slug, by):
    """Where a prediction is asked for, nothing shows before it; then it is answered, and the answer follows the settings."""
    simulator = simulate(slug, by)
    form = simulator.root.locator(".essor-predict")
    result = simulator.root.locator(".essor-bench")
    prediction = simulator.simulator.prediction
    if not prediction:
        expect(result).to_be_visible()
        return
    control = prediction.control
    if control.choices:
        expect(result).to_be_hidden()
        for choice in control.choices:
            simulator.predict(control.field(choice))
        return
    field = simulator.root.get_by_label(typeset(prediction.question))
    error = form.locator(".essor-error")
    for text in refused_texts(control):
        field.fill(text)
        simulator.root.get_by_role("button", name="Je garde ma réponse").click()
        expect(error).to_have_text(refusal(control, text))
        expect(error).to_be_visible()
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(result).to_be_hidden()
    expect(simulator.page.locator("img[src=x]")).to_have_count(0)
    for summary in simulator.root.locator("summary").all():
        expect(summary).to_be_hidden()
    for text in ("2", "1,5", control.field(control.high)):
        simulator.predict(text)
        expect(simulator.root.locator("[data-part=verdict]")).to_be_visible()
        expect(error).to_be_hidden()
        expect(field).not_to_have_attribute("aria-invalid", "true")
    simulator.expect_pictures()
    simulator.press(simulator.active_slider(), "End")


def french(control):
    """A number of the middle, written as readers may."""
    middle = int((control.low + control.high) / 2)
    texts = [f" {middle:,} ".replace(",", "\u202f"), f"{middle:,}".replace(",", " ")]
    if not control.integer:
        texts += [f"{middle - 1},5", f"{middle - 1}.25"]
    return [*texts, f"{middle}\u00a0{control.unit}"] if control.unit in ("%", "€") else texts


def test_typed_values(simulate, long_simulator):
    """A field takes numbers as the French write them; else it says what is wrong, changes nothing, and lets the rest go on."""
    simulator = simulate(long_simulator).come_near()
    for control in simulator.controls(Number):
        simulator.reveal(control)
        for text in french(control):
            simulator.type(control, text)
        for text in refused_texts(control):
            simulator.type_wrong(control, text)
            message = simulator.refused[control.name][1]
            assert typeset(control.label) in message and text[:40] in message and control.text(control.high) in message
        expect(simulator.box(control).locator(".essor-error")).to_be_visible()
        other = simulator.active_slider(control)
        simulator.press(other, "End")
        simulator.press(other, "Home")
        simulator.type(control, control.field(control.high))
    # The way back clears every error.
    for control in simulator.controls(Number):
        simulator.reveal(control)
        simulator.type_wrong(control, "?")
    simulator.reset()
    simulator.expect_pictures()
    expect(simulator.page.locator("img[src=x]")).to_have_count(0)


def test_pictures_follow_theme_and_width(simulate, long_simulator):
    simulator = simulate(long_simulator, viewport=PHONE).come_near()
    page = simulator.page
    page.set_viewport_size(WIDE)
    simulator.expect_pictures()
    for _ in range(3):
        if page.locator("body").get_attribute("data-theme") == "dark":
            break
        page.locator("button.theme-toggle").click()
    expect(page.locator("body")).to_have_attribute("data-theme", "dark")
    simulator.expect_pictures()
    simulator.expect_outcome()
    page.set_viewport_size(PHONE)
    simulator.expect_pictures()


def test_on_paper_it_is_its_result(simulate, long_simulator):
    simulator = simulate(long_simulator).come_near()
    simulator.page.emulate_media(media="print")
    expect(simulator.root.locator("[data-part=controls]")).to_be_hidden()
    assert not simulator.root.locator(":is(input, select, button):visible").count()
    for part in ("headline", "picture", "indicators", "reading"):
        expect(simulator.root.locator(f"[data-part={part}]").first).to_be_visible()


def test_grids(simulate, with_grid):
    """Each cell says what is wrong with it, and takes a right value."""
    simulator = simulate(with_grid).come_near()
    for grid in simulator.controls(Grid):
        simulator.reveal(grid)
        invalid = simulator.box(grid).locator("[aria-invalid]")
        for text in refused_texts(grid.columns[0]):
            leave(simulator.cell(grid), text)
            wrong = with_cell(simulator.values[grid.name], 0, 0, text)
            expect(simulator.box(grid).locator(".essor-error")).to_have_text(refusal(grid, wrong))
            expect(invalid).to_have_count(1)
        simulator.fill_cell(grid, grid.columns[0].field(grid.columns[0].high))
        expect(invalid).to_have_count(0)


# ——— While the engine computes ———

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
def votes(simulate):
    simulator = simulate("scic-votes", path="exercises/debat-3/scic-votes.html", script=SLOW_ENGINE).come_near()
    simulator.colleges = simulator.simulator.control("colleges")
    return simulator


@contextmanager
def computing(simulator):
    """The engine answers nothing meanwhile."""
    simulator.page.evaluate("hold()")
    yield
    simulator.page.evaluate("release()")


def leave(field, text):
    enter(field, text, "Tab")


def counts(votes, *cells):
    """These cells, (row, value) of the second column, are among what the page computes with."""
    for row, value in cells:
        votes.values["colleges"] = votes.colleges.parse(with_cell(votes.values["colleges"], row, 1, value))


def test_two_quick_changes_are_both_kept(votes):
    with computing(votes):
        leave(votes.cell(votes.colleges, 0, 1), "13")
        leave(votes.cell(votes.colleges, 1, 1), "70")
    counts(votes, (0, 13), (1, 70))
    votes.expect_outcome()

    # A situation, then a cell: the rest of the situation stays.
    with computing(votes):
        votes.root.get_by_role("button", name="Un collège public à 50").click()
        leave(votes.cell(votes.colleges, 4, 1), "26")
        votes.root.locator('[data-control="rule"] label').nth(1).click()
    votes.values = votes.simulator.values(next(preset for preset in votes.simulator.presets if preset.key == "half").values)
    counts(votes, (4, 26))
    votes.values["rule"] = votes.simulator.control("rule").options[1][0]
    votes.expect_outcome()

    # What is being typed is not written over by an answer.
    typed = votes.cell(votes.colleges, 3, 1)
    with computing(votes):
        leave(votes.cell(votes.colleges, 2, 1), "4")
        typed.fill("9")
    counts(votes, (2, 4))
    votes.expect_result()
    expect(typed).to_have_value("9")
    typed.press("Tab")
    counts(votes, (3, 9))
    votes.expect_outcome()


def test_nothing_is_lost_with_a_value_that_is_refused(votes):
    error = votes.box(votes.colleges).locator(".essor-error")
    invalid = votes.box(votes.colleges).locator("[aria-invalid]")

    def expect_refused(row, text, count=1):
        expect(error).to_have_text(refusal(votes.colleges, with_cell(votes.values["colleges"], row, 1, text)))
        expect(invalid).to_have_count(count)

    with computing(votes):
        leave(votes.cell(votes.colleges, 0, 1), "douze")
        leave(votes.cell(votes.colleges, 1, 1), "70")
    counts(votes, (1, 70))
    expect_refused(0, "douze")
    # The other one, and one more, count; the cell that is refused keeps what was typed, and why.
    leave(votes.cell(votes.colleges, 2, 1), "4")
    counts(votes, (2, 4))
    votes.expect_result()
    expect(votes.cell(votes.colleges, 0, 1)).to_have_value("douze")
    expect_refused(0, "douze")
    # Two are refused: each is said while it stands.
    leave(votes.cell(votes.colleges, 3, 1), "huit")
    expect_refused(3, "huit", 2)
    leave(votes.cell(votes.colleges, 3, 1), "9")
    expect_refused(0, "douze")
    leave(votes.cell(votes.colleges, 0, 1), "13")
    counts(votes, (3, 9), (0, 13))
    votes.expect_outcome()
    expect(error).to_be_hidden()
    expect(invalid).to_have_count(0)
