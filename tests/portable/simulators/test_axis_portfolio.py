"""The simulator of axes: its triangles, against every weighting."""

import math
from fractions import Fraction as F
from xml.etree import ElementTree

import pytest
from hypothesis import given, strategies as st

from essor.portable.models.territory import SHARED_WIN, first, win_parts
from essor.portable.simulators import axis_portfolio, registry
from essor.portable.simulators.declaration import View

marks = st.lists(st.lists(st.integers(0, 10), min_size=4, max_size=4), min_size=1, max_size=6)


@given(marks)
def test_the_eleven_triangles_hold_every_weighting(scores):
    triangles = [axis_portfolio._slice(scores, kept) for kept in range(11)]
    assert [len(cells) for cells in triangles] == [math.comb(12 - kept, 2) for kept in range(11)]
    wins = [F(0)] * len(scores)
    for kept, cells in enumerate(triangles):
        assert len({(cell.first, cell.second) for cell in cells}) == len(cells)
        for cell in cells:
            winners = first(scores, [cell.first, cell.second, 10 - kept - cell.first - cell.second, kept])
            assert cell.winner == (winners[0] if len(winners) == 1 else None)
            for winner in winners:
                wins[winner] += F(1, len(winners))
    assert wins == [F(parts, SHARED_WIN) for parts in win_parts(scores)]


@pytest.mark.parametrize(
    "weights, kept", [([4, 3, 2, 1], 1), ([0, 0, 0, 0], 0), ([0, 0, 0, 7], 10), ([10, 10, 10, 1], 0), ([9, 5, 5, 1], 1), ([1, 1, 1, 10], 8)]
)
def test_points_kept_by_the_last_criterion(weights, kept):
    # 10 × 1 / 20 is a half, rounded up.
    assert axis_portfolio._points_kept(weights) == kept


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("cost", range(11))
def test_the_triangle_numbers_each_cell(cost, narrow):
    simulator = registry.load("axis-portfolio")
    figure = simulator.run({"w0": 0, "w1": 10 - cost, "w2": 0, "w3": cost}).figures[0]
    picture = ElementTree.fromstring(figure.draw(View(330 if narrow else 640)))
    cells = axis_portfolio._slice(axis_portfolio.DEFAULT, cost)
    signs = [text.text for text in picture.iter("text") if text.text in ("1", "2", "3", "4", "5", "=")]
    # The key has each sign once more.
    assert sorted(signs) == sorted(["=" if cell.winner is None else str(cell.winner + 1) for cell in cells] + list("12345="))
    assert len(picture.findall(".//path")) == len(cells)
    _left, _top, width, height = (float(edge) for edge in picture.get("viewBox").split())
    for text in picture.iter("text"):
        assert 0 <= float(text.get("x")) <= width and 0 < float(text.get("y")) <= height
