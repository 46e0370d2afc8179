"""A sum shared out: thicknesses are amounts, and nothing is lost between the sum and its parts."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, strategies as st

from drawings import faults, texts
from essor.portable.pictures.sankey import BAR, BLOCK, End, sankey
from essor.portable.simulators.declaration import View
from essor.portable.simulators.registry import load

amounts = st.integers(0, 2000)


def bands(svg):
    """(thickness at the sum, thickness at its part) of each band."""
    found = []
    for band in [path for path in ElementTree.fromstring(svg).iter("path") if "C" in path.get("d")]:
        points = [float(number) for number in band.get("d").strip("MZ").replace("C", " ").replace("L", " ").split()]
        found.append((points[-1] - points[1], points[9] - points[7]))
    return found


def high(svg, wide):
    """How high the shapes of this width are."""
    return [float(box.get("height")) for box in ElementTree.fromstring(svg).iter("rect") if float(box.get("width")) == wide]


@given(st.lists(st.lists(amounts, min_size=4, max_size=4), min_size=5, max_size=5), st.integers(1, 2000))
def test_the_sankey_conserves_money(rows, proceeds):
    (figure, _) = load("esr-bond").run({"projects": rows, "proceeds": proceeds}).figures
    svg = figure.draw(View(width=640, height=900)).svg()
    given_out = sum(row[0] for row in rows)
    found = bands(svg)
    # All of the proceeds leave the loan, no more; a band keeps its thickness; a line is as high as its amount.
    assert len(found) == len([row for row in rows if row[0]]) + (given_out < proceeds)
    assert all(begin == pytest.approx(end, abs=0.21) for begin, end in found)
    scale = sum(begin for begin, _ in found) / proceeds
    for (begin, _), amount in zip(found, [row[0] for row in rows if row[0]], strict=False):
        assert begin == pytest.approx(scale * amount * min(1, proceeds / given_out), abs=0.8)
    assert not faults(svg)


def test_what_is_not_fed_is_hollow_at_both_ends():
    ends = [End("écoles", 60, marked=20, fed=50, text="60", detail="", spare=False), End("bus", 60, marked=0, fed=50, text="60", detail="", spare=False)]
    svg = sankey(View(width=640, height=400), "emprunt", ends, ("neuf", "ancien", "rien")).svg()
    plain, hollow = high(svg, BAR), high(svg, BAR - 2)
    assert hollow[0] + 2 == pytest.approx(sum(plain) / 5, abs=0.4)
    assert sum(each + 2 for each in high(svg, BLOCK - 2)) == pytest.approx(hollow[0] + 2, abs=0.6)


def test_names_stand_beside_their_blocks_in_order():
    ends = [End(name, amount, marked=0, fed=amount, text=str(amount), detail="", spare=False) for name, amount in (("a", 5), ("b", 500), ("c", 0), ("d", 40))]
    svg = sankey(View(width=300, height=300), "somme", ends, ("", "", "")).svg()
    placed = {text: (left, top) for text, left, top, _, _ in texts(svg)[0]}
    assert sorted("abcd", key=lambda name: placed[name][1]) == list("abcd")
    assert placed["5"][1] == placed["a"][1] and placed["5"][0] < placed["a"][0]
