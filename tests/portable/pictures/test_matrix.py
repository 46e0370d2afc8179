"""The matrix of discs: a cell says its level by its shape, a row that counts for nothing is told, names stand over their columns."""

from xml.etree import ElementTree

import pytest

from drawings import texts, words
from essor.portable.pictures.matrix import matrix_picture
from essor.portable.simulators.declaration import View

LEVELS = ("rien", "un peu", "assez", "tout")


def marks(svg):
    """How many discs, half discs, rings and dashes there are."""
    root = ElementTree.fromstring(svg)
    paths = [path for path in root.iter("path") if "C" in path.get("d")]
    circles = list(root.iter("circle"))
    hollow = [circle for circle in circles if "paper" in circle.get("fill")]
    dashes = [path for path in root.iter("path") if path.get("stroke-width") == "1.5"]
    return len(circles) - len(hollow), len(paths), len(hollow) - len(paths), len(dashes)


@pytest.mark.parametrize("wide", [300, 900])
def test_each_level_has_a_shape_and_rows_that_count_for_nothing_are_told(wide):
    svg = matrix_picture(View(width=wide), ("une", "autre"), ("a", "b", "c"), values=[[3, 3, 2], [0, 1, 0]], levels=LEVELS, empty="vide").svg()
    # With the key: one of each but the dash.
    assert marks(svg) == (3, 2, 2, 2)
    strong = [text.text for text in ElementTree.fromstring(svg).iter("text") if text.get("font-weight")]
    assert strong == ["autre"] and "vide" in words(svg)


@pytest.mark.parametrize("wide", [300, 640])
def test_names_of_columns_are_over_their_discs(wide):
    names = ("clauses sociales", "monnaie locale", "pôle", "appel", "épicerie")
    svg = matrix_picture(View(width=wide), ("une direction",), names, values=[[3] * 5], levels=LEVELS, empty="vide").svg()
    discs = [float(circle.get("cx")) for circle in list(ElementTree.fromstring(svg).iter("circle"))[:5]]
    placed = {text: (left, right) for text, left, _, right, _ in texts(svg)[0]}
    for x, name in zip(discs, ("sociales", "locale", "pôle", "appel", "épicerie"), strict=True):
        left, right = next(ends for text, ends in placed.items() if text.endswith(name))
        assert left <= x <= right, name
