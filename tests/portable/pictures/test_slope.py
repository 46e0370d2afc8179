"""Slopes: their ends are their amounts, their names are in the order of each side, what was not declared is dotted."""

from xml.etree import ElementTree

import pytest

from drawings import FRAMES, faults, texts, words
from essor.portable.pictures.slope import Slope, slope_picture
from essor.portable.simulators.declaration import View
from essor.portable.simulators.registry import load


def picture(view, *values):
    shown = [Slope(f"lieu {rank}", one, [f"a{rank}", f"b{rank}"], "soft", False, True, "× 2" if rank == 1 else "") for rank, one in enumerate(values)]
    return slope_picture(view, shown, ("avant", "après les réformes"), strong=1, title="Euros").svg()


def lines(svg):
    """(path, dash) of the slopes, by rank."""
    return [
        ([tuple(map(float, end.split())) for end in path.get("d")[1:].split("L")], path.get("stroke-dasharray"))
        for path in ElementTree.fromstring(svg).iter("path")
        if path.get("stroke-width") in ("2.5", "4")
    ]


@pytest.mark.parametrize("values", [[(0, 0)] * 3, [(5, 1), (1, 5), (3, 3)], [(9, 9), (9, 9), (9, 8.9)], [(1, 1), (2, 1e6), (3, 1)]])
def test_names_are_apart_in_the_order_of_their_side(values):
    for view in FRAMES:
        svg = picture(view, *values)
        assert not faults(svg, view), view
        heights = {text: top for text, _, top, _, _ in texts(svg)[0]}
        for side, mark in enumerate("ab"):
            found = [(heights[next(text for text in heights if text.endswith(f"{mark}{rank}"))], -values[rank][side]) for rank in range(3)]
            assert [value for _, value in sorted(found)] == sorted(value for _, value in found)


def test_lines_end_at_their_amounts():
    ends = [path for path, _ in lines(picture(View(), (0, 10), (5, 2.5)))]
    (_, zero), (_, ten) = ends[0]
    assert [y for _, y in ends[1]] == pytest.approx([zero + 0.5 * (ten - zero), zero + 0.25 * (ten - zero)], abs=0.1)


def test_what_was_not_declared_is_dotted():
    figure = load("budget-per-inhabitant").run().figures[0]
    svg = figure.draw(View()).svg()
    assert [dash is not None for _, dash in lines(svg)] == [True, False, False]
    assert {"Aquitaine\u00a0: non déclaré", "Pas-de-Calais\u00a0: 153,57\u00a0€"} < set(words(svg)) and "non déclarés" in figure.reading
