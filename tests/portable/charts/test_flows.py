"""Flows: as wide as what flows."""

from xml.etree import ElementTree

import pytest

from essor.portable.charts.flows import Band, Box, flow_picture
from essor.portable.simulators.declaration import View
from essor.portable.simulators.registry import load


def widths(drawn):
    return [float(path.get("stroke-width")) for path in ElementTree.fromstring(drawn).iter("path") if path.get("class") == "band"]


@pytest.mark.parametrize("phase, bands", [("1", 3), ("2", 4), ("3", 6)])
def test_flows_are_as_wide_as_what_flows(phase, bands):
    wide = widths(load("bousol-circuits").run({"phase": phase}).figures[0].draw(View()))
    assert len(wide) == bands
    if phase == "2":
        # 1 312.5 issued, spent and reconverted; 875 between prestataires: two thirds.
        assert wide == pytest.approx([36, 36, 36, 24])


def test_an_empty_flow_is_not_drawn_and_a_thin_one_is_still_seen():
    bands = [Band(0, 1, amount, ("", ""), "petrol", "right") for amount in (1000, 0, 1e-3)]
    assert widths(flow_picture([Box(70, 40, "a", "b"), Box(300, 40, "c", "d")], bands, 400, 100)) == [36, 3]
