"""The simulator of axes: its triangles, against every weighting."""

import math
from fractions import Fraction as F

import pytest
from hypothesis import given, strategies as st

from essor.portable.models.territory import SHARED_WIN, first, win_parts
from essor.portable.simulators import axis_portfolio

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
