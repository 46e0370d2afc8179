"""Pictures hold in their frame: every text is inside it, large enough, and over no other, by the book's own metrics."""

import io
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from drawings import faults, texts
from essor.book.site import font
from essor.places import COURSE
from essor.portable.pictures.bars import Series, bar_chart
from essor.portable.pictures.drawing import STRONG
from essor.portable.pictures.lines import Line, line_chart
from essor.portable.pictures.metrics import width, wrapped
from essor.portable.pictures.scales import ticks
from essor.portable.simulators.controls import Grid, Name
from essor.portable.simulators.declaration import View
from essor.portable.simulators.registry import load, slugs

FRAMES = [*(View(wide) for wide in (300, 360, 520, 800, 1600)), View(300, height=200), View(460, height=300), View(640, height=200), View(1600, height=900)]


def long_names(simulator):
    """The longest that the reader may give."""
    named = [control for control in simulator.controls if isinstance(control, Grid) and isinstance(control.columns[0], Name)]
    return {control.name: [[control.columns[0].high]] * len(control.rows) for control in named}


@pytest.mark.parametrize("slug", slugs())
def test_every_text_is_read_in_every_frame(slug):
    simulator, wrong = load(slug), []
    for key, values in [("start", {}), *((preset.key, preset.values) for preset in simulator.presets), ("long names", long_names(simulator))]:
        for figure in simulator.run(values).figures:
            for view in FRAMES:
                wrong += [f"{key}, {figure.title}, {view.width}: {fault}" for fault in faults(figure.draw(view).svg())]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("weight, strong", [(400, False), (STRONG, True)])
def test_widths_are_those_of_the_book_s_letters(packages, weight, strong):
    file = TTFont(io.BytesIO((COURSE / "node_modules" / font.PACKAGE / font.FILE).read_bytes()))
    letters = instancer.instantiateVariableFont(file, {"wght": weight})
    names, lookups = letters.getBestCmap(), letters["GSUB"].table.LookupList.Lookup
    features = [record.Feature for record in letters["GSUB"].table.FeatureList.FeatureRecord if record.FeatureTag == "tnum"]
    tabular = {}
    for rank in {rank for feature in features for rank in feature.LookupListIndex}:
        for table in lookups[rank].SubTable:
            tabular.update(getattr(getattr(table, "ExtSubTable", table), "mapping", {}))
    scale = 1000 / letters["head"].unitsPerEm
    for sign in font.SIGNS:
        if ord(sign) in names:
            name = tabular.get(names[ord(sign)], names[ord(sign)])
            assert width(sign, 1000, strong) == pytest.approx(letters["hmtx"][name][0] * scale, abs=0.51), sign


def test_lines_are_cut_between_words():
    room = width("Fonds de développement", 14)
    assert wrapped("Fonds de développement territorial", room, 14) == ["Fonds de développement", "territorial"]
    assert wrapped("indivisible", 1, 14) == ["indivisible"] and wrapped("50\u00a0% du capital", 40, 14) == ["50\u00a0%", "du", "capital"]


@pytest.mark.parametrize(
    "low, high, expected",
    [(0, 100, [0, 25, 50, 75, 100]), (-3271, 3500, [-2000, 0, 2000]), (0, 0.5, [0, 0.2, 0.4]), (7, 7, [7]), (0, 165000, [0, 50000, 100000, 150000])],
)
def test_ticks_are_round_and_hold_zero(low, high, expected):
    assert ticks(low, high) == pytest.approx(expected)


def test_amounts_stand_beyond_their_bars():
    svg = bar_chart(View(600), ["gain", "perte"], [Series("emplois", [10, -5], "petrol", ["+10", "−5"])], x_title="Emplois").svg()
    gain, loss = [(float(bar.get("x")), float(bar.get("x")) + float(bar.get("width"))) for bar in ElementTree.fromstring(svg).iter("rect")]
    placed = {text: (left, right) for text, left, _, right, _ in texts(svg)[0]}
    assert placed["+10"][0] >= gain[1] and placed["−5"][1] <= loss[0] and placed["gain"][1] <= loss[0]


def test_names_stand_beyond_the_ends_of_their_lines():
    shown = [Line("capital", [0, 5], [0, 100], "petrol", True), Line("plancher", [0, 5], [0, 20], "ochre", False)]
    svg = line_chart(View(800), shown, x_title="Années", y_title="Euros").svg()
    placed = {text: (left, (top + bottom) / 2) for text, left, top, _, bottom in texts(svg)[0]}
    lines = [path for path in ElementTree.fromstring(svg).iter("path") if path.get("stroke-width") in ("3.5", "2")]
    for name, line in zip(("capital", "plancher"), lines[-2:], strict=True):
        x, y = map(float, line.get("d").split("L")[-1].split())
        assert placed[name][0] > x and abs(placed[name][1] - y) < 10
