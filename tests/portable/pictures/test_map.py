"""The map of departments: five classes told by shade and hatching, one department outlined and named, in any frame."""

from xml.etree import ElementTree

import pytest

from drawings import VIEWS, faults, texts, words
from essor.portable.models import departments as figures
from essor.portable.pictures.map import CLOSE, HATCHES, SHADES
from essor.portable.simulators import department_figures
from essor.portable.simulators.declaration import View
from essor.portable.simulators.registry import load

CODES = ("62", "75", "92", "77", "2A", "29", "06", "04", "974")


def drawn(view, code):
    return load("my-departement").run({"departement": code, "reference": "departement", "autre": "48"}).figures[0].draw(view).svg()


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view.width}x{view.height}")
def test_the_map_holds_in_every_frame(packages, view, code):
    svg = drawn(view, code)
    assert not faults(svg, view)
    written = words(svg)
    name = figures.department(code).name
    # Where the map is small, its code stands for a name.
    assert name in written or (code in written and view.width == 300)
    for high, low in figures.BOUNDS[1]:
        assert any(department_figures.percentage(high) in text for text in written), (high, low)
    root = ElementTree.fromstring(svg)
    for inner in root.iter("{*}svg"):
        left, top, across, down = (float(inner.get(side, 0)) for side in ("x", "y", "width", "height"))
        assert left >= 0 and top >= 0 and left + across <= view.width + 0.1 and top + down <= float(root.get("height")) + 0.1


@pytest.mark.parametrize("wide", [330, 640])
@pytest.mark.parametrize("code", CODES)
def test_every_department_is_painted_and_its_neighbours_named(packages, code, wide):
    figure = load("my-departement").run({"departement": code, "reference": "departement", "autre": "48"}).figures[0]
    picture = ElementTree.fromstring(figure.draw(View(width=wide)).svg())
    names = [title.text.split("\u00a0")[0] for title in picture.iter("title")]
    assert set(names) == {d.name for d in figures.DEPARTMENTS} and len(names) == 100 + 8
    strong = [text.text for text in picture.iter("text") if text.get("font-weight")]
    assert figures.department(code).name in strong and "Part de l’ESS" in strong
    near = figures.neighbours(code)
    assert all(f"{d.name} ({d.code})" in figure.reading for d in near) and "CC BY 4" in figure.reading
    written = [text.text for text in picture.iter("text")]
    # A code that would hide another is left to the hover and the table.
    missing = {d.code for d in near} - set(written)
    assert len(missing) <= (0 if wide > 330 else 2), missing
    assert set(CLOSE) <= set(written)


def test_classes_are_told_apart_without_their_hue(packages):
    picture = ElementTree.fromstring(drawn(View(width=640), "62"))
    assert len(picture.findall(".//g[@fill-opacity]")) == 2 * len(SHADES)
    looks = [(shade, hatch) for shade, hatch in zip(SHADES, HATCHES, strict=True)]
    assert len(set(looks)) == 5 and [float(shade) for shade in SHADES] == sorted(map(float, SHADES), reverse=True)
    assert len({hatch for hatch in HATCHES if hatch}) == 3
    clips = {clip.get("id") for clip in picture.iter("clipPath")}
    used = {group.get("clip-path").strip("url(#)") for group in picture.iter("g") if group.get("clip-path")}
    assert clips == used and len(clips) == 3


def test_two_drawings_of_a_page_do_not_share_their_outlines(packages):
    ids = [{clip.get("id") for clip in ElementTree.fromstring(drawn(View(width=wide), "62")).iter("clipPath")} for wide in (330, 640)]
    assert not ids[0] & ids[1]


def test_the_name_is_beside_what_it_names(packages):
    svg = drawn(View(width=640), "29")
    left, top, right, bottom = next(box for text, *box in texts(svg)[0] if text == "Finistère")
    # At the western end, in the sea or on the coast.
    assert right < 200 and 60 < top < bottom < 260 and left >= 0
