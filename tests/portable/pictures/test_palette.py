"""Pictures do not rest on colour: hues stay apart for colour-blind readers, and every series has another sign of its own."""

import itertools

import numpy as np
import pytest

from colours import contrast, linear
from essor.book.site.scripts import sheet
from essor.places import BROWSER
from essor.portable.pictures.palette import DARK, LIGHT
from essor.portable.pictures.plot import SAID, explored
from essor.portable.simulators.declaration import View
from essor.portable.simulators.registry import load, slugs

HUES = ("petrol", "ochre", "violet", "green")

# What a colour becomes for who lacks one kind of cone, on linear RGB: Machado, Oliveira and Fernandes, « A Physiologically-
# based Model for Simulation of Color Vision Deficiency », IEEE TVCG 15 (6), 2009, severity 1.
SEEN_BY = {
    "three cones": np.eye(3),
    "protanope": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "deuteranope": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "tritanope": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
}
TO_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])
WHITE = TO_XYZ.sum(axis=1)
APART = 10  # CIE76; about 2.3 is just noticed, side by side
TOLD_APART_ON_PAPER = 3  # contrast: WCAG 2.2, 1.4.11


def lab(rgb):
    ratio = TO_XYZ @ np.clip(rgb, 0, 1) / WHITE
    x, y, z = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio * (29 / 6) ** 2 / 3 + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_lab_is_cie_s():
    assert lab(linear("#ffffff")) == pytest.approx([100, 0, 0], abs=0.01)
    assert lab(linear("#ff0000")) == pytest.approx([53.24, 80.09, 67.20], abs=0.02)


@pytest.mark.parametrize("reader", SEEN_BY)
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_hues_stay_apart(palette, reader):
    seen = {hue: lab(SEEN_BY[reader] @ linear(palette[hue])) for hue in HUES}
    for one, other in itertools.combinations(HUES, 2):
        assert np.linalg.norm(seen[one] - seen[other]) >= APART, (one, other)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_hues_stand_out_on_their_paper(palette):
    assert all(contrast(palette[hue], palette["paper"]) >= TOLD_APART_ON_PAPER for hue in HUES)


def test_style_sheets_name_the_palette_s_colours():
    typed = "".join(path.read_text("utf8") for path in BROWSER.rglob("*.css"))
    assert not [role for role in LIGHT if f"light-dark({LIGHT[role]}, {DARK[role]})" in typed]


@pytest.mark.parametrize("name", ["theme.css", "essor.css", "slides.css", "paper.css"])
def test_the_build_writes_the_palette_s_colours(name):
    assert "palette(" not in sheet(name)


def signs(trace):
    """What tells a series from the others without colour."""
    marker, line = trace.get("marker") or {}, trace.get("line") or {}
    return (trace["type"], str((marker.get("pattern") or {}).get("shape")), line.get("dash"), trace.get("mode"), str(marker.get("symbol")))


@pytest.mark.parametrize("slug", slugs())
def test_every_series_explored_has_a_sign_of_its_own(slug):
    simulator = load(slug)
    for values in [{}, *(preset.values for preset in simulator.presets)]:
        plots = [figure.draw(View()).plot for figure in simulator.run(values).figures]
        for known in [[signs(trace) for trace in explored(plot)["data"]] for plot in plots if plot.kind != SAID]:
            assert len(set(known)) == len(known), known
