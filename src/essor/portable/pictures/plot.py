"""What a picture shows, as data: the Plotly figure of « Explorer » and the table of the figure are made from it."""

from collections import namedtuple

from essor.portable.french import NBSP, NNBSP, date_in_words, quantity, typeset
from essor.portable.pictures.drawing import TEXT
from essor.portable.pictures.palette import DARK, LIGHT
from essor.portable.pictures.scales import suffix

# A drawing, as a function that makes its SVG text, and the Plot behind it.
Chart = namedtuple("Chart", ["svg", "plot"])

# `kind` is one of those below; `traces` its series; titles say what is measured, with their unit.
Plot = namedtuple("Plot", ["kind", "traces", "x_title", "y_title", "x_unit", "y_unit", "marks"])
BARS, STACK, LINES, STAIRS, DOTS = "bars", "stack", "lines", "stairs", "dots"
SAID = "said"  # nothing to explore: a table of what is said

# A series: `xs` are numbers, ISO dates or names, `ys` numbers, `texts` what is said of each, or nothing. `colour` is a role of
# the palette. Bars lie: their values are along x.
Trace = namedtuple("Trace", ["label", "xs", "ys", "texts", "colour"])

# A straight mark across a picture, such as a limit set by law: axis « x » or « y », its value, and what it means.
Mark = namedtuple("Mark", ["axis", "value", "label"])

FONT = "'Essor Sans', system-ui, sans-serif"  # the book's (book/site/font.py); a notebook has its own
ROW = 34  # px, for each bar
HEIGHT = 360  # px
PATTERNS = ("", "/", "x", "\\", "|", ".")  # one a series, so that colour is never alone
DASHES = ("solid", "dot", "dash", "longdash", "dashdot", "longdashdot")
SYMBOLS = ("circle", "diamond", "square", "triangle-up", "star", "x")


def said(along, columns):
    """The Plot of a drawing that there is nothing to explore of: `columns` are (what it says, names, texts)."""
    return Plot(SAID, [Trace(label, names, (), texts, "") for label, names, texts in columns], along, "", "", "", ())


def explored(plot, dark=False):
    """A Plotly figure (dict), to hover and to zoom, of any Plot but what is only SAID."""
    ink = DARK if dark else LIGHT
    lying = plot.kind in (BARS, STACK)
    data = [_trace(plot, trace, rank, ink) for rank, trace in enumerate(plot.traces)]
    count = len(plot.traces[0].xs) * (1 if plot.kind == STACK else len(plot.traces)) if lying else 0
    across = {"title": {"text": typeset(plot.x_title)}, "ticksuffix": suffix(plot.x_unit)}
    up = {"title": {"text": typeset(plot.y_title)}, "ticksuffix": suffix(plot.y_unit)}
    if lying:
        up["autorange"] = "reversed"
    for axis in (across, up):
        axis.update({"color": ink["soft"], "gridcolor": ink["line"], "zerolinecolor": ink["soft"], "automargin": True})
    return {
        "data": data,
        "layout": {
            "font": {"family": FONT, "size": TEXT, "color": ink["ink"]},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "separators": f",{NNBSP}",
            "showlegend": len(data) > 1,
            "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom"},
            "hoverlabel": {"bgcolor": ink["paper"], "font": {"color": ink["ink"], "size": TEXT}},
            "hovermode": "x" if plot.kind in (LINES, STAIRS) else "closest",
            "barmode": "relative" if plot.kind == STACK else "group",
            "height": max(HEIGHT, 120 + ROW * count),
            "margin": {"l": 56, "r": 12, "t": 30, "b": 52},
            "xaxis": across,
            "yaxis": up,
            "shapes": [_line(mark, ink) for mark in plot.marks],
            "annotations": [_name(mark, ink) for mark in plot.marks],
        },
    }


def _trace(plot, trace, rank, ink):
    colour = ink[trace.colour]
    made = {"name": typeset(trace.label), "x": trace.xs, "y": trace.ys, "hovertemplate": f"%{{x}}{NBSP}:{NBSP}%{{y:,.2f}}{NBSP}{plot.y_unit}"}
    if trace.texts:
        made.update({"text": [typeset(text) for text in trace.texts], "hovertemplate": f"%{{x}}{NBSP}:{NBSP}%{{text}}"})
    if plot.kind in (BARS, STACK):
        pattern = {"shape": PATTERNS[rank % len(PATTERNS)], "fillmode": "overlay", "fgcolor": ink["paper"], "solidity": 0.08}
        made.update({"type": "bar", "orientation": "h", "x": trace.ys, "y": trace.xs, "textposition": "auto", "marker": {"color": colour, "pattern": pattern}})
        made["hovertemplate"] = f"%{{y}}{NBSP}:{NBSP}%{{text}}"
    elif plot.kind == DOTS or len(trace.xs) == 1:
        marker = {"color": colour, "size": 7 if len(trace.xs) > 1 else 13, "symbol": SYMBOLS[rank % len(SYMBOLS)]}
        made.update({"type": "scatter", "mode": "markers", "marker": marker})
    else:
        line = {"color": colour, "width": 3, "dash": DASHES[rank % len(DASHES)], "shape": "hv" if plot.kind == STAIRS else "linear"}
        made.update({"type": "scatter", "mode": "lines", "line": line})
    return made


def _line(mark, ink):
    along = "y" if mark.axis == "x" else "x"
    line = {"type": "line", "line": {"color": ink["soft"], "width": 1.5, "dash": "dash"}, f"{along}ref": "paper", f"{along}0": 0, f"{along}1": 1}
    line[f"{mark.axis}0"] = line[f"{mark.axis}1"] = mark.value
    return line


def _name(mark, ink):
    along = "y" if mark.axis == "x" else "x"
    name = {"text": typeset(mark.label), "showarrow": False, "font": {"color": ink["soft"], "size": TEXT}, "yanchor": "bottom"}
    name.update({f"{along}ref": "paper", along: 1, mark.axis: mark.value, "xanchor": "left" if mark.axis == "x" else "right"})
    return name


def rows(plot):
    """The data of a picture: headers, and rows of texts. Series that share what they run along are columns of one table."""
    first = plot.traces[0]
    lying = plot.kind in (BARS, STACK)
    along, unit, measured = (plot.y_title, plot.x_unit, plot.x_title) if lying else (plot.x_title, plot.y_unit, plot.y_title)
    columns = [trace.texts if plot.kind == SAID else [quantity(y, unit) for y in trace.ys] for trace in plot.traces]
    if all(trace.xs == first.xs for trace in plot.traces):
        names = [trace.label or measured for trace in plot.traces]
        lines = [[_said(x)] + [cells[rank] for cells in columns] for rank, x in enumerate(first.xs)]
        return [along or "Nom"] + names, lines
    lines = [[trace.label or measured, _said(x), cell] for trace, cells in zip(plot.traces, columns) for x, cell in zip(trace.xs, cells)]
    return ["Série", along or "Nom", measured or "Valeur"], lines


def _said(x):
    if not isinstance(x, str):
        return quantity(x)
    return date_in_words(x) if len(x) == 10 and x[4] == x[7] == "-" else x
