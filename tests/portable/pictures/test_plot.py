"""What a picture draws, as data: the table of the figure, and the Plotly figure to explore."""

import math

import pytest

from essor.portable.pictures.palette import DARK, LIGHT
from essor.portable.pictures.plot import BARS, DOTS, LINES, SAID, STACK, STAIRS, Mark, Plot, Trace, explored, rows
from essor.portable.simulators.declaration import View, data_of
from essor.portable.simulators.registry import load, slugs
from quoted import plain

SPENT = Trace("dépensé", ["Lille", "Lens"], [1200, 35.5], ["1 200 €", "35,50 €"], "petrol")
PROMISED = Trace("promis", ["Lille", "Lens"], [1500, 0], ["1 500 €", "0 €"], "ochre")
RATE = Trace("taux", ["2014-08-02", "2023-01-01"], [100, 50], (), "petrol")
HERE = Trace("ici", [3], [7], (), "ochre")
CURVE = Trace("", [0, 10], [0, 25.5], (), "petrol")


def plot(kind, *traces, x_title="", y_title="", x_unit="", y_unit="", marks=()):
    return Plot(kind, traces, x_title, y_title, x_unit, y_unit, marks)


@pytest.mark.parametrize(
    "made, headers, lines",
    [
        (plot(BARS, SPENT, PROMISED, x_title="Euros", x_unit="€"), ["Nom", "dépensé", "promis"], [["Lille", "1 200 €", "1 500 €"], ["Lens", "35,5 €", "0 €"]]),
        (plot(STAIRS, RATE, x_title="Date", y_title="M€ par an", y_unit="M€"), ["Date", "taux"], [["2 août 2014", "100 M€"], ["1er janvier 2023", "50 M€"]]),
        (
            plot(LINES, CURVE, HERE, x_title="Taux", y_title="Heures"),
            ["Série", "Taux", "Heures"],
            [["Heures", "0", "0"], ["Heures", "10", "25,5"], ["ici", "3", "7"]],
        ),
        (plot(SAID, SPENT._replace(texts=["beaucoup", "non déclaré"])), ["Nom", "dépensé"], [["Lille", "beaucoup"], ["Lens", "non déclaré"]]),
        (plot(DOTS, CURVE, x_title="Rang", y_title="Part", y_unit="%"), ["Rang", "Part"], [["0", "0 %"], ["10", "25,5 %"]]),
    ],
)
def test_the_table_holds_every_series(made, headers, lines):
    said, found = rows(made)
    assert said == headers and [[plain(cell) for cell in line] for line in found] == lines


@pytest.mark.parametrize("kind, held", [(BARS, "group"), (STACK, "relative")])
def test_bars_lie_and_are_told_apart_without_colour(kind, held):
    figure = explored(plot(kind, SPENT, PROMISED, x_title="Euros", marks=[Mark("x", 1000, "plafond")]))
    one, other = figure["data"]
    assert (one["x"], one["y"], one["orientation"]) == ([1200, 35.5], ["Lille", "Lens"], "h") and list(map(plain, one["text"])) == SPENT.texts
    assert one["marker"]["pattern"]["shape"] != other["marker"]["pattern"]["shape"] and figure["layout"]["barmode"] == held
    (line,), (name,) = figure["layout"]["shapes"], figure["layout"]["annotations"]
    assert line["x0"] == line["x1"] == name["x"] == 1000 and (line["y0"], line["y1"], name["text"]) == (0, 1, "plafond")


@pytest.mark.parametrize("kind, mode, shape", [(LINES, "lines", "linear"), (STAIRS, "lines", "hv"), (DOTS, "markers", None)])
def test_lines_stairs_and_dots(kind, mode, shape):
    line, point = explored(plot(kind, CURVE, HERE), dark=True)["data"]
    assert line["mode"] == mode and line.get("line", {}).get("shape") == shape and point["mode"] == "markers"
    assert point["marker"]["color"] == DARK["ochre"] != LIGHT["ochre"]


@pytest.mark.parametrize("slug", slugs())
def test_every_series_drawn_is_in_a_table(slug):
    for figure in load(slug).run().figures:
        made, table = figure.draw(View()).plot, data_of(figure)
        assert table.caption == figure.title and all(len(row) == len(table.headers) for row in table.rows)
        drawn = [trace.texts if made.kind == SAID else trace.ys for trace in made.traces]
        assert all(len(trace.xs) == len(values) > 0 for trace, values in zip(made.traces, drawn, strict=True))
        assert sum(len(row) - 1 for row in table.rows) >= sum(map(len, drawn)) and all(math.isfinite(y) for trace in made.traces for y in trace.ys)
