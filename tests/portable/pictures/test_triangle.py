"""The triangle of weightings: every cell in its place, the border where the first changes, names inside their zone."""

import re
from collections import Counter
from itertools import accumulate
from math import dist
from xml.etree import ElementTree

import pytest

from drawings import VIEWS, faults, texts, words
from essor.portable.pictures.triangle import Cell, triangle
from essor.portable.simulators import axis_portfolio
from essor.portable.simulators.declaration import View
from essor.portable.simulators.registry import load

NAMES = ["un", "deux", "trois"]


def hexagons(svg, role):
    """The middle of each cell of a colour."""
    found = []
    for path in ElementTree.fromstring(svg).iter("path"):
        if f"--essor-{role}," in path.get("fill", ""):
            for ring in path.get("d").split("Z")[:-1]:
                numbers = [float(n) for n in re.findall(r"-?[\d.]+", ring)]
                # Each point but the first is given from the one before.
                across, down = (list(accumulate(numbers[axis::2])) for axis in (0, 1))
                found.append((sum(across) / 6, sum(down) / 6))
    return found


def drawn(cells, points, view=None, chosen=0, point=None):
    view = view or View(width=640)
    return triangle(view, points, cells, corners=["A", "B", "C"], names=NAMES, chosen=chosen, point=point, point_name="ici", title="Cases").svg()


@pytest.mark.parametrize("cost", range(11))
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view.width}x{view.height}")
def test_each_way_to_weigh_has_its_cell_in_every_frame(cost, view):
    for values in ({"w0": 3, "w1": 10 - cost, "w2": 0, "w3": cost}, {"w0": 0, "w1": 0, "w2": 0, "w3": cost}):
        weights = list(values.values())
        cells = axis_portfolio._slice(axis_portfolio.DEFAULT, axis_portfolio._points_kept(weights))
        svg = load("axis-portfolio").run(values).figures[0].draw(view).svg()
        assert not faults(svg, view)
        _, wide, high, _ = texts(svg)
        middles = [middle for role in ("line", "petrol", "paper") for middle in hexagons(svg, role)]
        assert len(middles) == len(cells) and len(hexagons(svg, "paper")) == len([cell for cell in cells if cell.winner is None])
        assert all(0 < x < wide and 0 < y < high for x, y in middles)
        written = set(words(svg))
        won = Counter(cell.winner for cell in cells)
        assert all(f"{name}\u00a0: {won[rank]}".replace(" ", " ") in written for rank, name in enumerate(axis_portfolio.AXES))
        assert ("vos poids" in written) == (sum(weights) > 0)


def test_corners_are_where_each_criterion_has_it_all():
    cells = [Cell(first, second, 0 if first == 3 else 1 if second == 3 else 2) for first in range(4) for second in range(4 - first)]
    placed = {text: (left, top) for text, left, top, *_ in texts(drawn(cells, 3))[0]}
    ((x, y),) = hexagons(drawn(cells, 3), "petrol")
    others = hexagons(drawn(cells, 3), "line")
    assert all(x < a and y >= b - 0.1 for a, b in others)
    assert placed["A"][1] > y and placed["C"][1] < min(b for _, b in others) and placed["A"][0] < placed["C"][0] < placed["B"][0]
    # The name of a zone of one cell stands in that cell.
    assert x - 32 < placed["1 un"][0] < x and abs(placed["1 un"][1] + 9 - y) < 12


def test_the_border_goes_between_zones_and_around_them():
    same, two = [[Cell(1, 0, 0), Cell(0, 1, other), Cell(0, 0, 0)] for other in (0, 1)]
    sides = [drawn(cells, 1).split('stroke="var(--essor-ink')[0].rsplit('d="', 1)[1].count("M") for cells in (same, two)]
    # Three cells that touch two by two: 18 sides, of which three are shared; two of those part the zones.
    assert sides == [12, 14]


@pytest.mark.parametrize("shares", [(1, 0, 0), (0, 1, 0), (0, 0, 1), (0.5, 0.25, 0.25)])
def test_the_reader_s_point_stands_at_its_weights(shares):
    cells = [Cell(first, second, 2) for first in range(5) for second in range(5 - first)]
    svg = drawn(cells, 4, point=shares)
    rings = [one for one in ElementTree.fromstring(svg).iter("circle") if one.get("fill") == "none"]
    place = {(float(one.get("cx")), float(one.get("cy"))) for one in rings}
    assert len(place) == 1 and "ici" in svg
    order = sorted((cell.second, 4 - cell.first - cell.second) for cell in cells)
    wanted = order.index((4 * shares[1], 4 * shares[2]))
    assert dist(place.pop(), hexagons(svg, "line")[wanted]) < 0.2


def test_a_name_is_written_inside_its_zone_or_its_number_is():
    figure = load("axis-portfolio").run().figures[0]
    wide, small = [words(figure.draw(view).svg()) for view in (View(width=900), View(width=300, height=200))]
    assert "2 coopérer, mutualiser" in wide and wide.count("2") == 1
    assert not [text for text in small if text.startswith("2 ")] and small.count("2") <= 2
