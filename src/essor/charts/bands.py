"""A line chart with a shaded band: what several runs of a model span, around the line of one of them."""

from essor.charts.frame import text_at
from essor.charts.lines import Line, line_chart
from essor.charts.palette import colours
from essor.french import typeset

KEY_STEP = 0.11  # of the chart's height, between two lines of the key


def band_chart(view, xs, lows, highs, lines, x_title, y_title, y_unit="", x_step=None):
    """A Plotly figure: the band from `lows` to `highs`, its edges drawn, then the lines (charts.lines.Line).

    On a phone, names stand as a key at the bottom right: beside the ends of lines that cross, they could not be read.
    """
    everything = [Line("plus haut", xs, highs, "soft", False), Line("plus bas", xs, lows, "soft", False)] + lines
    unnamed = [Line("", line.xs, line.ys, line.colour, line.strong) for line in everything]
    figure = line_chart(view, unnamed if view.narrow else everything, x_title, y_title, y_unit=y_unit, x_step=x_step)
    ink = colours(view)
    if view.narrow:
        for line, trace in zip(everything, figure["data"]):
            trace["name"] = line.label
        key = [(line.label + (" : trait plein" if line.strong else " : pointillé"), ink[line.colour], line.strong) for line in lines]
        key.append(("bande : du plus bas au plus haut", ink["soft"], False))
        for rank, (text, colour, bold) in enumerate(key):
            label = text_at(1, KEY_STEP * (len(key) - rank), typeset(text), colour, "right", "top", bold)
            label["xref"] = label["yref"] = "paper"
            figure["layout"]["annotations"].append(label)
    band = {
        "type": "scatter",
        "mode": "lines",
        "x": xs + xs[::-1],
        "y": highs + lows[::-1],
        "fill": "toself",
        "fillcolor": _faded(ink["soft"]),
        "line": {"width": 0},
        "hoverinfo": "skip",
    }
    figure["data"].insert(0, band)
    return figure


def _faded(colour):
    """A colour of the palette, « #rrggbb », at one part in five."""
    parts = [str(int(colour[i : i + 2], 16)) for i in (1, 3, 5)]
    return "rgba(" + ",".join(parts) + ",0.2)"
