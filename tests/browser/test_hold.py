"""What is held in a picture: it sets what its field beside the picture would, and the page shows what CPython computes there."""

import pytest

from .touch import TOUCH, Finger

STEPS = 5
AT_REST = 300  # ms
# A simulator; the control, and the cell of a table, that a grip sets; how far it is taken, in px; which way its value goes.
GRIPS = [
    ("bousol-circuits", "reuse", None, (0, 15), 1),
    ("bousol-circuits", "reuse", None, (0, -12), -1),
    ("scic-votes", "colleges", (2, 2), (60, 0), 1),
    ("scic-capital", "start", (0, 0), (0, 30), -1),
    ("scic-capital", "movements", (0, 0), (0, -40), 1),
    ("clause-planner", "lots", (0, 3), (90, 0), 1),
]


def there(simulate, slug, **window):
    simulator = simulate(slug, **window).reach()
    simulator.expect_pictures()
    simulator.root.locator(".essor-picture").first.evaluate("picture => picture.scrollIntoView({ block: 'center' })")
    return simulator


def middle(place):
    box = place.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def value(simulator, name, cell):
    """What its field says."""
    if cell:
        return simulator.box(simulator.simulator.control(name)).locator(f'[data-cell="{cell[0]},{cell[1]}"]').input_value()
    return simulator.typed(simulator.simulator.control(name)).input_value()


def take(simulator, name, cell):
    """The values are those of the fields; the page shows what CPython computes from them."""
    control = simulator.simulator.control(name)
    text = None
    while text != (text := value(simulator, name, cell)):
        simulator.page.wait_for_timeout(AT_REST)
    if cell:
        rows = [list(row) for row in control.field(simulator.values[name])]
        rows[cell[0]][cell[1]] = text
        simulator.values[name] = control.parse(rows)
    else:
        simulator.values[name] = control.parse(text)
    simulator.expect_outcome()
    simulator.expect_pictures()


@pytest.mark.parametrize("slug, name, cell, by, way", GRIPS)
def test_a_grip_slides_and_sets_its_field(simulate, slug, name, cell, by, way):
    simulator = there(simulate, slug)
    control = simulator.simulator.control(name)
    number = control.columns[cell[1]] if cell else control
    before = number.parse(value(simulator, name, cell))
    key = f"{name}:{cell[0]},{cell[1]}" if cell else name
    x, y = middle(simulator.root.locator(f'[data-held="{key}"]'))
    mouse = simulator.page.mouse
    mouse.move(x, y)
    mouse.down()
    for step in range(1, STEPS + 1):
        mouse.move(x + by[0] * step / STEPS, y + by[1] * step / STEPS)
    mouse.up()
    simulator.page.wait_for_function("root => !root.querySelector('.essor-holding')", arg=simulator.root.element_handle())
    take(simulator, name, cell)
    after = number.parse(value(simulator, name, cell))
    assert (after - before) * way > 0 and round(after / number.step, 6) % 1 == 0
    mouse.move(x, y)  # let go: nothing follows any more
    assert number.parse(value(simulator, name, cell)) == after


def test_a_grip_goes_no_further_than_its_scale(simulate):
    simulator = there(simulate, "bousol-circuits")
    x, y = middle(simulator.root.locator("[data-held=reuse]"))
    mouse = simulator.page.mouse
    for down, end in ((600, "95"), (-600, "0")):
        mouse.move(*middle(simulator.root.locator("[data-held=reuse]")))
        mouse.down()
        mouse.move(x, y + down, steps=STEPS)
        mouse.up()
        take(simulator, "reuse", None)
        assert value(simulator, "reuse", None) == end


def test_a_finger_slides_a_grip_without_the_page(simulate):
    simulator = there(simulate, "bousol-circuits", **TOUCH)
    at = middle(simulator.root.locator("[data-held=reuse]"))
    scrolled = simulator.page.evaluate("scrollY")
    Finger(simulator.page).drag(at, 0, 12)
    simulator.page.wait_for_function(
        "([root, was]) => root.querySelector('[data-control=reuse] [data-typed]').value !== was", arg=[simulator.root.element_handle(), "40"]
    )
    take(simulator, "reuse", None)
    assert simulator.page.evaluate("scrollY") == scrolled


def test_a_cell_pressed_goes_to_its_next_level(simulate):
    simulator = there(simulate, "transversality-matrix")
    matrix = simulator.simulator.control("matrix")
    for level in [(matrix.default[3][3] + times) % 4 for times in (1, 2, 3)]:
        simulator.page.mouse.click(*middle(simulator.root.locator('[data-press="matrix:3,3"]')))
        simulator.values["matrix"] = [
            [level if (row, column) == (3, 3) else cell for column, cell in enumerate(cells)] for row, cells in enumerate(simulator.values["matrix"])
        ]
        simulator.expect_outcome()


def test_two_members_pressed_are_joined_then_parted(simulate):
    simulator = there(simulate, "missing-link")
    links = [list(row) for row in simulator.values["links"]]
    free = links.index([0, 0])
    for pair in ([4, 7], [0, 0]):
        for rank in (4, 7):
            simulator.page.mouse.click(*middle(simulator.root.locator(f'[data-join][data-rank="{rank}"]')))
        links[free] = pair
        simulator.values["links"] = [list(row) for row in links]
        simulator.expect_outcome()


def test_a_member_pressed_twice_is_let_go(simulate):
    simulator = there(simulate, "missing-link")
    disc = simulator.root.locator('[data-join][data-rank="4"]')
    for taken in (True, False):
        simulator.page.mouse.click(*middle(disc))
        assert disc.evaluate("disc => 'taken' in disc.dataset") is taken
    simulator.expect_outcome()
