"""Ranked bars: heights are values, who is chosen is always named above its bar, and references are never left unsaid."""

from xml.etree import ElementTree

import pytest

from drawings import FRAMES, faults, texts
from essor.portable.models.departments import DEPARTMENTS, department
from essor.portable.pictures.plot import explored
from essor.portable.simulators.declaration import View
from essor.portable.simulators.registry import load

LOWEST = View(width=300, height=200)


def skyline(values):
    return load("my-departement").run(values).figures[1]


def named(svg):
    return {text.split("\u00a0:")[0]: (left, top, right, bottom) for text, left, top, right, bottom in texts(svg)[0]}


@pytest.mark.parametrize("other", ["france", "prive", "48", "59"])
def test_who_is_chosen_and_references_are_named_in_the_smallest_frame(other):
    values = {"reference": other} if other.isalpha() else {"reference": "departement", "autre": other}
    for one in DEPARTMENTS:
        svg = skyline({"departement": one.code, **values}).draw(LOWEST).svg()
        expected = {one.name, "France"} | ({"Emploi privé"} if other == "prive" else set() if other == "france" else {department(other).name})
        assert not faults(svg) and expected <= named(svg).keys(), one.name


@pytest.mark.parametrize("values", [{}, {"departement": "48"}, {"departement": "92"}, {"departement": "92", "reference": "departement", "autre": "93"}])
def test_ranks_are_read_in_every_frame(values):
    for view in FRAMES:
        assert not faults(skyline(values).draw(view).svg(), view), view


def test_bars_are_as_high_as_shares_and_the_chosen_one_is_under_its_name():
    svg = skyline({}).draw(View()).svg()
    paths = [path.get("d") for path in ElementTree.fromstring(svg).iter("path")]
    heights = [float(bar.split("L")[0].split()[1]) - float(bar.split("L")[1].split()[1]) for bar in paths[0][1:].split("M")]
    shares = sorted([one.shares[1] for one in DEPARTMENTS], reverse=True)
    assert [high / heights[0] for high in heights] == pytest.approx([share / shares[0] for share in shares], abs=0.002)
    left, _, right, bottom = named(svg)["Pas-de-Calais"]
    x, y = next(map(float, path.split("L")[1].split()) for path in paths if path.startswith("M227.2") and "L227.2" in path)
    assert left <= x <= right and bottom <= y


def test_every_territory_is_explored():
    figure = explored(skyline({}).draw(View()).plot)
    assert len(figure["data"][0]["text"]) == 100 and figure["data"][1]["text"] == ["Pas-de-Calais\u00a0: 12,34\u00a0%"]
