"""Waterfalls: each step starts where the last one stops, as long as what it adds; a broken axis says where it starts."""

from xml.etree import ElementTree

import pytest

from drawings import FRAMES, faults, texts, words
from essor.portable.pictures.waterfall import Step, waterfall
from essor.portable.simulators.declaration import View
from essor.portable.simulators.registry import load


def picture(view, start, *changes):
    steps = [Step(f"pas {rank}", change, f"{change}") for rank, change in enumerate(changes)]
    end = start + sum(changes)
    return waterfall(view, Step("départ", start, f"{start}"), steps, Step("arrivée", end, f"{end}"), "Emplois").svg()


def bars(svg):
    """(left, right) of the bars, in their order, but for the steps up that the picture is not about, which are areas."""
    return [(float(bar.get("x")), float(bar.get("x")) + float(bar.get("width"))) for bar in ElementTree.fromstring(svg).iter("rect")]


@pytest.mark.parametrize(
    "start, changes", [(0, [0, 0, 0]), (100, [-100, 0, 0]), (40000, [1829, -159, 430]), (5, [1e6, -1e6, 3]), (40000, [0, 0, 0]), (7, [-2, -2, -2])]
)
def test_waterfalls_are_read_in_every_frame(start, changes):
    for view in FRAMES:
        svg = picture(view, start, *changes)
        assert not faults(svg, view), view
        assert all(0 <= left <= right <= view.width for left, right in bars(svg))


def test_steps_start_where_the_last_one_stops():
    before, down, up, after = bars(picture(View(), 100, 0, -60, 20))
    assert down[1] == pytest.approx(before[1], abs=0.2) and up[0] == pytest.approx(down[0], abs=0.2) and after[1] == pytest.approx(up[1], abs=0.2)
    assert (down[1] - down[0]) / (up[1] - up[0]) == pytest.approx(3, rel=0.01)
    assert (before[1] - before[0]) / (after[1] - after[0]) == pytest.approx(100 / 60, rel=0.01)


@pytest.mark.parametrize("start, broken", [(100, False), (40000, True)])
def test_an_axis_that_does_not_start_from_zero_says_so(start, broken):
    svg = picture(View(), start, 100, -20, 10)
    title = texts(svg)[0][0][0]
    assert ("l’axe commence à" in title) is broken
    zigzags = [path for path in ElementTree.fromstring(svg).iter("path") if path.get("stroke-width") == "5"]
    assert bool(zigzags) is broken


def test_the_staircase_ends_where_the_jobs_do():
    svg = load("shift-share").run().figures[0].draw(View()).svg()
    assert {"40\u202f000", "+1\u202f829", "−159", "+430", "42\u202f100 (+2\u202f100)"} < set(words(svg))
