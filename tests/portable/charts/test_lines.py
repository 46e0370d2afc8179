"""Lines: their names apart."""

import itertools

import pytest

from essor.portable.charts.lines import Line, line_chart
from essor.portable.simulators.declaration import View


@pytest.mark.parametrize("ends", [[0, 0, 0], [10, 10.1, 9.9], [-5, 0, 5], [1e6, 1e6, 1e6]])
def test_names_beside_lines_do_not_overlap(ends):
    layout = line_chart(View(False, False), [Line(str(rank), [0, 1], [0, end], "petrol", False) for rank, end in enumerate(ends)], "x", "y").plotly()["layout"]
    low, high = layout["yaxis"]["range"]
    # 300 px high less the margins: 14 px of text need about 6 % of the height.
    assert all(b - a >= 0.06 * (high - low) for a, b in itertools.pairwise(sorted(note["y"] for note in layout["annotations"])))
