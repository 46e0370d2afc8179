"""Bar charts as plain Plotly dictionaries: horizontal, values written at the bars' ends, limits as labelled lines."""

from collections import namedtuple

from essor.portable.charts.frame import Chart, add_marks, layout, rows_axis
from essor.portable.charts.palette import colours
from essor.portable.french import NBSP
from essor.portable.pictures.bars import bars
from essor.portable.pictures.scales import suffix

# A series of values, one per row. `label` names it in the hover and, when stacked, inside its bars; `colour` is a
# role of the palette; `texts` is what is written on each bar.
Series = namedtuple("Series", ["label", "values", "colour", "texts"])

ROW = 34  # px
WRAPPED_ROW = 46  # px, on a phone: names take two lines
STACKED_ROW = 60  # px: two lines inside each bar
SMALLEST = 12  # px: a text that does not fit at this size is left to the hover and the table
LETTER = (0.023, 0.042)  # a letter's width as a share of the axis, wide and narrow
PATTERNS = ("", "/", "x", "\\", "|", ".")  # one per series, so that colour is never alone


def bar_chart(view, rows, series, x_title, unit="", marks=(), stacked=False, within=False):
    """A Chart of horizontal bars: `rows` are their names, top to bottom; several series stand side by side
    or, `stacked`, end to end. `within`: values are written where the bars that have room begin, away from a limit near their ends."""
    return Chart(
        lambda: bars(view, rows, series, x_title=x_title, marks=marks, stacked=stacked, within=within),
        lambda: _figure(view, rows, series, x_title=x_title, unit=unit, marks=marks, stacked=stacked, within=within),
    )


def _figure(view, rows, series, x_title, unit, marks, stacked, within):
    ink = colours(view)
    ends = [0.0]
    for row in range(len(rows)):
        values = [one.values[row] for one in series]
        if stacked:
            ends += [sum(v for v in values if v > 0), sum(v for v in values if v < 0)]
        else:
            ends += values
    ends += [mark.value for mark in marks if mark.axis == "x"]
    low, high = min(ends), max(ends)
    span = (high - low) or 1
    # Room for the text at a bar's end, as a share of the bars.
    longest = max([len(text) for one in series for text in one.texts] + [0])
    taken = 0.06 if stacked else min(0.6, max(0.12, LETTER[view.narrow] * longest))
    room = taken / (1 - taken)
    x_axis = {
        "title": x_title,
        "range": [low - (span * room if low < 0 else 0), high + span * room],
        "tickformat": ",~f",
        "ticksuffix": suffix(unit),
        "nticks": 4 if view.narrow else 7,
    }
    y_axis = rows_axis(view, len(rows))
    height = 90 + len(rows) * (STACKED_ROW if stacked else max(ROW * len(series), WRAPPED_ROW if view.narrow else ROW))
    frame = layout(view, x_axis, y_axis, height=max(170, height))
    frame["barmode"] = "relative" if stacked else "group"
    frame["bargap"] = 0.3
    if stacked:
        frame["uniformtext"] = {"minsize": SMALLEST, "mode": "hide"}
    data = []
    names = [wrapped(name, 16 if view.narrow else 30) for name in rows]
    for rank, one in enumerate(series):
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": one.label,
                "y": names,
                "x": one.values,
                "text": one.texts,
                "textposition": "inside" if stacked else "auto" if within else "outside",
                "insidetextanchor": "start" if within else "middle",
                "textangle": 0,
                "cliponaxis": False,
                "insidetextfont": {"color": ink["paper"]},
                "outsidetextfont": {"color": ink["ink"]},
                "marker": {
                    "color": ink[one.colour],
                    "pattern": {"shape": PATTERNS[rank % len(PATTERNS)], "fillmode": "overlay", "fgcolor": ink["paper"], "size": 9, "solidity": 0.08},
                },
                "hovertemplate": f"%{{y}}<br>{one.label}{NBSP}:{NBSP}%{{text}}<extra></extra>",
            }
        )
    add_marks(view, frame, marks)
    if marks:
        _raise_labels(frame, marks, (low + high) / 2)
    return {"data": data, "layout": frame}


def _raise_labels(frame, marks, middle):
    """Name limits above the bars rather than on the first of them; a single one on the side that has room."""
    frame["margin"]["t"] = 40
    for label in frame["annotations"]:
        label["yanchor"] = "bottom"
        if len(marks) == 1 and label["x"] > middle:
            label["xanchor"] = "right"
            label["xshift"] = 4


def wrapped(name, width):
    """The name on several lines of at most `width` characters, words whole."""
    lines = [""]
    for word in name.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = (f"{lines[-1]} {word}") if lines[-1] else word
    return "<br>".join(lines)
