"""The circuit: to one scale, nothing lost on the way, and legible in any frame."""

import re
from xml.etree import ElementTree

import pytest

from drawings import VIEWS, faults, texts, words
from essor.portable.pictures.circuit import EDGE, Stage, circuit
from essor.portable.simulators.declaration import View
from essor.portable.simulators.registry import load

CASES = [
    {},
    {"phase": "1", "melt": 20, "hold_solistes": 26},
    {"reuse": 95, "solistes": 5000, "tranches": 4},
    {"phase": "3", "melt": 20},
    {"reuse": 0},
    {"reuse": 95, "melt": 20, "hold_prestataires": 26},
]


def drawn(view, **values):
    return load("bousol-circuits").run(values).figures[0].draw(view).svg()


def bands(svg, role):
    """(width, the points of its path) of each band of that colour, the first lap first."""
    found = [path for path in ElementTree.fromstring(svg).iter("path") if f"--essor-{role}," in path.get("stroke") and not path.get("stroke-opacity")]
    return [(float(path.get("stroke-width")), [float(n) for n in re.findall(r"-?[\d.]+", path.get("d"))]) for path in found]


@pytest.mark.parametrize("view", VIEWS, ids=str)
@pytest.mark.parametrize("values", CASES, ids=str)
def test_every_text_holds_in_every_frame(view, values):
    svg = drawn(view, **values)
    _, wide, high, _ = texts(svg)
    assert not faults(svg, view)
    for role in ("petrol", "ochre", "soft"):
        for thick, points in bands(svg, role):
            assert max(points[::2]) + thick / 2 <= wide + 0.2 and max(points[1::2]) + thick / 2 <= high, (role, thick, points)


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_one_scale_whatever_the_reader_sets(view):
    """Without melt, all that sets out comes back, always as wide."""
    settings = ({"reuse": 20}, {"reuse": 90}, {"solistes": 100}, {"solistes": 5000, "tranches": 4}, {"phase": "1"}, {"phase": "3"})
    wide = [sum(one for one, _ in bands(drawn(view, **values), "ochre")) for values in settings]
    assert wide == pytest.approx([wide[0]] * len(settings), abs=0.4)


@pytest.mark.parametrize("phase, reuse", [("1", 40), ("2", 40), ("2", 75), ("3", 60)])
def test_what_leaves_at_each_payment_is_as_wide_as_its_share(phase, reuse):
    p = reuse / 100 if phase != "1" else 0
    wide = [one for one, _ in bands(drawn(View(width=1200), phase=phase, reuse=reuse), "ochre")]
    shares = [(1 - p) * p**rank for rank in range(5)] + [p**5]
    assert wide == pytest.approx([share * sum(wide) for share in shares if share], abs=0.1)


def test_laps_are_inside_one_another_and_come_back():
    laps = [points for _, points in bands(drawn(View(width=900)), "ochre")]
    furthest = [max(points[::2]) for points in laps]
    assert furthest == sorted(furthest)
    assert all(points[-1] > points[1] and points[-2] < points[0] for points in laps)
    assert [points[-1] for points in laps] == sorted(points[-1] for points in laps)


def test_the_amounts_are_those_of_the_law_of_circulation():
    written = words(drawn(View(width=900)))
    assert written.count("100") == 1 and {"40", "16", "6,4", "2,6"} <= set(written)
    assert any("875" in text for text in written) and any("167" in text for text in written)


def test_nothing_that_is_nothing_is_drawn():
    svg = circuit(View(width=600), [Stage("1", 1, back=1, lost=0), Stage("2", 0, back=0, lost=0)], [("a", 1)], ("b",), ("t",), (("p",), ("q",)), ("r",)).svg()
    assert len(bands(svg, "ochre")) == 1 and "dash" in svg and EDGE > 0
