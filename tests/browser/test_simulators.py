"""Every simulator of the book, by keyboard and by pointer, on http and by double-click: the page gives what CPython gives."""

import pytest
from playwright.sync_api import expect

from essor.portable.french import typeset
from essor.portable.simulators.controls import Choice, Grid, Number, Slider, Switch
from essor.portable.simulators.registry import slugs

from .conftest import _LONG, PHONE, PLACES, SCHEMES, WIDE, sampled
from .driver import SimulatorInPage, refusal, refused_texts

# By double-click, the same files: what it takes to start, the prediction, tells.
_BY = [(by, at) for by in SCHEMES for at in (_LONG if by == "http" else _LONG[:1])]


def each(cases):
    return pytest.mark.parametrize("by, at", cases, ids=[f"{at[1]}-{by}" for by, at in cases])


each_by, each_moved = each(_BY), each(sampled(_BY, lambda case: case[0] == "http"))


@pytest.fixture
def simulator(visit, by, at):
    path, slug = at
    return SimulatorInPage(visit(path, by), slug).come_near()


def test_every_simulator_is_in_the_book(book):
    assert sorted({slug for place in PLACES for slug in place.simulators}) == sorted(slugs())


@each_moved
def test_sliders(simulator):
    for slider in simulator.controls(Slider):
        simulator.reveal(slider)
        low, high, step = slider.low, slider.high, slider.step
        handle = simulator.range(slider)
        simulator.press(slider, "Home", low)
        # Faster than the engine answers: no press may be lost.
        handle.evaluate("range => range.focus()")
        for _ in range(8):
            simulator.page.keyboard.press("ArrowRight")
        eighth = min(low + 8 * step, high)
        simulator.values[slider.name] = slider.parse(round(eighth, 9))
        simulator.expect_outcome()
        simulator.press(slider, "ArrowLeft", slider.parse(round(eighth - step, 9)))
        simulator.press(slider, "End", slider.parse(high))
        simulator.expect_pictures()

        handle.evaluate("range => range.scrollIntoView({ block: 'center' })")
        box = handle.bounding_box()
        mouse = simulator.page.mouse
        y = box["y"] + box["height"] / 2
        assert handle.evaluate("(range, [x, y]) => document.elementFromPoint(x, y) === range", [box["x"] + box["width"] * 0.3, y])
        mouse.move(box["x"] + box["width"] * 0.3, y)
        mouse.down()
        _moved_to(simulator, slider, 0.3)
        mouse.move(box["x"] + box["width"] * 0.5, y)
        mouse.move(box["x"] + box["width"] * 0.7, y)
        mouse.up()
        _moved_to(simulator, slider, 0.7)
    simulator.expect_pictures()


def _moved_to(simulator, slider, fraction):
    value = simulator.range(slider).evaluate("range => range.valueAsNumber")
    # The thumb's own width makes its travel a little shorter than the track.
    loose = 0.08 + slider.step / (slider.high - slider.low) / 2
    assert abs((value - slider.low) / (slider.high - slider.low) - fraction) < loose, slider.name
    simulator.values[slider.name] = slider.parse(value)
    simulator.expect_outcome()


@each_moved
def test_choices_switches_presets_and_reset(simulator):
    for choice in simulator.controls(Choice):
        simulator.reveal(choice)
        for value, _ in [*choice.options, choice.options[0]]:
            simulator.choose(choice, value)
        options = [value for value, _ in choice.options]
        radios = simulator.box(choice).locator("[type=radio]")
        radios.first.press("ArrowDown")
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
        button.click()
        simulator.values = simulator.simulator.values(preset.values)
        simulator.expect_outcome()
        simulator.expect_pictures()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(simulator.root.get_by_text(typeset(preset.note), exact=True)).to_be_visible()
        slider = simulator.active_slider()
        simulator.press(slider, "End", slider.parse(slider.high))
        expect(button).to_have_attribute("aria-pressed", "false")
        expect(simulator.root.get_by_text(typeset(preset.note), exact=True)).to_be_hidden()
    simulator.root.get_by_role("button", name="Valeurs de départ").click()
    simulator.values = dict(simulator.initial)
    simulator.expect_outcome()
    simulator.expect_pictures()
    # What a screen reader hears, once the reader stops.
    outcome = simulator.simulator.run(simulator.values)
    expect(simulator.root.locator(".essor-spoken")).to_have_text(typeset(outcome.sentence))


@each_by
def test_prediction(visit, by, at):
    """Where a prediction is asked for, nothing shows before it; then it is answered, and the answer follows the settings."""
    path, slug = at
    page = visit(path, by)
    simulator = SimulatorInPage(page, slug)
    form = simulator.root.locator(".essor-predict")
    result = simulator.root.locator(".essor-bench")
    if not form.count():
        expect(result).to_be_visible()
        return
    prediction = simulator.simulator.prediction
    control = prediction.control
    field = simulator.root.get_by_label(typeset(prediction.question))
    button = simulator.root.get_by_role("button", name="Je garde ma réponse")
    error = form.locator(".essor-error")
    for text in refused_texts(control):
        field.fill(text)
        button.click()
        expect(error).to_have_text(refusal(control, text))
        expect(error).to_be_visible()
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(result).to_be_hidden()
    expect(page.locator("img[src=x]")).to_have_count(0)
    for summary in simulator.root.locator("summary").all():
        expect(summary).to_be_hidden()
    for text in ("2", "1,5", control.field(control.high)):
        field.fill(text)
        field.press("Enter")
        simulator.guess = control.parse(text)
        simulator.expect_outcome()
        expect(simulator.root.locator(".essor-answer")).to_be_visible()
        expect(error).to_be_hidden()
        expect(field).not_to_have_attribute("aria-invalid", "true")
    simulator.expect_pictures()
    slider = simulator.active_slider()
    simulator.press(slider, "End", slider.parse(slider.high))


def test_no_prediction(visit, simulator_at):
    """The reader may pass; the keyboard then stands at the settings."""
    path, slug = simulator_at
    simulator = SimulatorInPage(visit(path), slug)
    skip = simulator.root.get_by_role("button", name="Voir sans prédire")
    if skip.count():
        skip.press("Enter")
        expect(skip).to_be_hidden()
        assert simulator.root.locator(".essor-controls").evaluate("form => form.contains(document.activeElement)")
    expect(simulator.root.locator(".essor-bench")).to_be_visible()
    simulator.root.scroll_into_view_if_needed()
    simulator.expect_pictures()
    simulator.expect_outcome()


def test_refused_values(visit, simulator_at):
    """Each field says what is wrong, changes nothing, and lets the rest go on."""
    path, slug = simulator_at
    page = visit(path)
    simulator = SimulatorInPage(page, slug).come_near()
    numbers = simulator.controls(Number)
    for control in numbers:
        simulator.reveal(control)
        for text in refused_texts(control):
            simulator.type_wrong(control, text)
            message = simulator.refused[control.name][1]
            assert typeset(control.label) in message and text[:40] in message and control.text(control.high) in message
        expect(simulator.box(control).locator(".essor-error")).to_be_visible()
        other = simulator.active_slider(control)
        simulator.press(other, "End", other.parse(other.high))
        simulator.press(other, "Home", other.parse(other.low))
        simulator.type(control, control.field(control.high))
    # The way back clears every error.
    for control in numbers:
        simulator.reveal(control)
        simulator.type_wrong(control, "?")
    simulator.root.get_by_role("button", name="Valeurs de départ").click()
    simulator.values, simulator.refused = dict(simulator.initial), {}
    simulator.expect_outcome()
    simulator.expect_pictures()
    expect(page.locator("img[src=x]")).to_have_count(0)


def test_french_numbers(visit, simulator_at):
    path, slug = simulator_at
    simulator = SimulatorInPage(visit(path), slug).come_near()
    for control in simulator.controls(Number):
        simulator.reveal(control)
        middle = int((control.low + control.high) / 2)
        texts = [f" {middle:,} ".replace(",", "\u202f"), f"{middle:,}".replace(",", " ")]
        if not control.integer:
            texts += [f"{middle - 1},5", f"{middle - 1}.25"]
        if control.unit in ("%", "€"):
            texts.append(f"{middle}\u00a0{control.unit}")
        for text in texts:
            simulator.type(control, text)
    simulator.expect_pictures()


def test_pictures_follow_theme_and_width(visit, simulator_at):
    path, slug = simulator_at
    page = visit(path, viewport=PHONE)
    simulator = SimulatorInPage(page, slug).come_near()
    page.set_viewport_size(WIDE)
    simulator.expect_pictures()
    toggle = page.locator("button.theme-toggle")
    for _ in range(3):
        if page.locator("body").get_attribute("data-theme") == "dark":
            break
        toggle.click()
    expect(page.locator("body")).to_have_attribute("data-theme", "dark")
    simulator.dark = True
    simulator.expect_pictures()
    simulator.expect_outcome()
    page.set_viewport_size(PHONE)
    simulator.expect_pictures()


def test_grids(visit, grid_at):
    """Each cell says what is wrong with it, and takes a right value."""
    path, slug = grid_at
    simulator = SimulatorInPage(visit(path), slug).come_near()
    for grid in simulator.controls(Grid):
        simulator.reveal(grid)
        cell = simulator.box(grid).locator('[data-cell="0,0"]')
        rows = [list(row) for row in simulator.values[grid.name]]
        for text in refused_texts(grid.columns[0]):
            rows[0][0] = text
            cell.fill(text)
            cell.press("Tab")
            expect(simulator.box(grid).locator(".essor-error")).to_have_text(refusal(grid, rows))
            expect(simulator.box(grid).locator("[aria-invalid]")).to_have_count(1)
        simulator.fill_cell(grid, grid.columns[0].field(grid.columns[0].high))
        expect(simulator.box(grid).locator("[aria-invalid]")).to_have_count(0)
