"""A line chart with a shaded band: where chance leaves a quantity, around its mean, and runs drawn over it."""

from essor.portable.charts.frame import Chart, text_at
from essor.portable.charts.lines import Line, line_figure
from essor.portable.charts.palette import colours
from essor.portable.french import typeset
from essor.portable.pictures.lines import lines as drawn_lines

KEY_STEP = 0.11  # of the chart's height, between two lines of the key
HEADROOM = 1.05  # above the highest value


def band_chart(view, xs, lows, highs, meaning, lines, others, x_title, y_title, y_unit="", x_step=None):
    """A Chart: the band from `lows` to `highs`, its edges drawn, `others` (lists of values) as thin nameless
    lines, then the lines (charts.lines.Line). `meaning` says what the band is, in a few words.

    On a phone, names stand as a key at the bottom right: beside the ends of lines that cross, they could not be read.
    """
    said = {"x_title": x_title, "y_title": y_title, "y_unit": y_unit, "x_step": x_step}
    return Chart(
        lambda: drawn_lines(view, lines, band=(xs, lows, highs, meaning), faint=others, x_range=[xs[0], xs[-1]], **said),
        lambda: _figure(view, xs, lows, highs=highs, meaning=meaning, lines=lines, others=others, **said),
    )


def _figure(view, xs, lows, highs, meaning, lines, others, x_title, y_title, y_unit, x_step):
    everything = [
        Line("haut de la bande", xs, ys=highs, colour="soft", strong=False),
        Line("bas de la bande", xs, ys=lows, colour="soft", strong=False),
    ] + lines
    unnamed = [Line("", line.xs, ys=line.ys, colour=line.colour, strong=line.strong) for line in everything]
    figure = line_figure(view, unnamed if view.narrow else everything, x_title=x_title, y_title=y_title, y_unit=y_unit, x_step=x_step, x_range=[xs[0], xs[-1]])
    ink = colours(view)
    if view.narrow:
        for line, trace in zip(everything, figure["data"]):
            trace["name"] = line.label
        key = [(line.label + (" : trait plein" if line.strong else " : pointillé"), ink[line.colour], line.strong) for line in lines]
        key.append((f"bande : {meaning}", ink["soft"], False))
        for rank, (text, colour, bold) in enumerate(key):
            label = text_at(1, KEY_STEP * (len(key) - rank), text=typeset(text), colour=colour, xanchor="right", yanchor="top", bold=bold)
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
    thin = {"color": ink["petrol"], "width": 1}
    runs = [{"type": "scatter", "mode": "lines", "x": xs, "y": ys, "line": thin, "hoverinfo": "skip"} for ys in others]
    figure["data"] = [band] + runs + figure["data"]
    ends = figure["layout"]["yaxis"]["range"]
    ends[1] = max([ends[1]] + [max(ys) * HEADROOM for ys in others])
    return figure


def _faded(colour):
    """A colour of the palette, « #rrggbb », at one part in five."""
    parts = [str(int(colour[i : i + 2], 16)) for i in (1, 3, 5)]
    return f"rgba({','.join(parts)},0.2)"
