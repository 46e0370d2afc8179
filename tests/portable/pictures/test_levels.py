"""Marks by cells: as many filled as points, what is under the floor told apart, the means where they are."""

from xml.etree import ElementTree

import pytest

from drawings import FRAMES, faults, texts, words
from essor.portable.pictures.levels import levels

NAMES, MARKS = ["contrats", "entre collectivités", "immobilier"], [5, 0, 1]


@pytest.mark.parametrize("view", FRAMES)
@pytest.mark.parametrize("means", [(2, 0), (5, 5), (2.75, 2.54)])
def test_cells_are_as_many_as_points(view, means):
    svg = levels(
        view, NAMES, marks=MARKS, highest=5, floor=2, means=[(f"moyenne {means[0]}", means[0], "5 4"), (f"géométrique {means[1]}", means[1], "")]
    ).svg()
    cells = [(float(cell.get("x")), float(cell.get("y")), "ochre" in cell.get("fill")) for cell in ElementTree.fromstring(svg).iter("rect")]
    rows = sorted({y for _, y, _ in cells})
    assert [len([y for _, y, _ in cells if y == row]) for row in rows] == [5, 1] and [ochre for _, y, ochre in cells if y == rows[1]] == [True]
    assert words(svg).count("sous 2") == 2
    assert not faults(svg)


@pytest.mark.parametrize("view", FRAMES)
def test_a_name_stands_left_of_its_mark_and_cells(view):
    svg = levels(view, NAMES, marks=MARKS, highest=5, floor=0, means=[("moyenne 2", 2, "")]).svg()
    placed = {text: (left, right, top) for text, left, top, right, _ in texts(svg)[0]}
    first = min(float(cell.get("x")) for cell in ElementTree.fromstring(svg).iter("rect"))
    for name, mark in zip(NAMES, MARKS, strict=True):
        assert placed[name][1] < placed[str(mark)][0] < first and placed[name][2] == placed[str(mark)][2]
