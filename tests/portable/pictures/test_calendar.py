"""A calendar: bars begin and end at their months; what is off is hollow, and crowded months run through all rows."""

from xml.etree import ElementTree

import pytest

from drawings import faults, words
from essor.portable.pictures.calendar import Task, calendar
from essor.portable.simulators.declaration import View

TASKS = [
    Task("Gros œuvre", 0, months=8, text="1 000 h", state="on"),
    Task("Voirie", 11, months=6, text="400 h écartées", state="off"),
    Task("Peinture", 20, months=10, text="90 h", state="on"),
    Task("Transport", 3, months=2, text="sans clause", state="none"),
]
FRAMES = [View(width=wide, height=high) for wide in (300, 640, 1200) for high in (0, 330, 900)]


@pytest.mark.parametrize("view", FRAMES)
def test_bars_are_as_long_as_their_months(view):
    svg = calendar(view, TASKS, horizon=24, step=6, crowded=[(11, 13)], meaning="trop").svg()
    # Two are full; the last one goes on beyond the end, and says so.
    first, last = [(float(bar.get("x")), float(bar.get("width"))) for bar in ElementTree.fromstring(svg).iter("rect")]
    month = first[1] / 8
    assert last == (pytest.approx(first[0] + 20 * month, abs=0.3), pytest.approx(4 * month, abs=0.3))
    assert {"90\u00a0h\u00a0→", "trop"} < set(words(svg)) and not faults(svg)


def test_crowded_months_are_hatched_on_what_is_kept():
    task = [TASKS[0]]
    plain, crowded = [calendar(View(width=640), task, horizon=24, step=6, crowded=found, meaning="trop").svg() for found in ([], [(2, 4)])]
    assert 'stroke-opacity=".6"' in crowded and 'stroke-opacity=".6"' not in plain


def test_a_low_narrow_frame_writes_over_the_bars():
    svg = calendar(View(width=300, height=140), TASKS, horizon=24, step=6).svg()
    assert not faults(svg) and not list(ElementTree.fromstring(svg).iter("rect"))
