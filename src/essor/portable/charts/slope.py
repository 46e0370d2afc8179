"""Slope charts as plain Plotly dictionaries: each line goes from its value under one heading to its value under the other."""

from collections import namedtuple

from essor.portable.charts.frame import heading, layout, text_at
from essor.portable.pictures.palette import colours
from essor.portable.pictures.scales import apart

# A line: its two values and what is written beside each. `colour` is a role of the palette; `certain` is False when the
# second value stands for something unknown: the line is then dotted and its end hollow.
Slope = namedtuple("Slope", ["name", "start", "end", "start_text", "end_text", "colour", "symbol", "certain"])

HEIGHT = (380, 420)  # px, wide and narrow
GAP = (0.085, 0.15)  # share of the chart's height between two texts, of one line and of two
ROOM = (0.75, 1.45)  # beside the lines, for texts, in widths of what they cross


def slope_chart(view, slopes, headings, strong, y_title):
    """A Plotly figure. `headings` name the two sides, and `strong` is the rank of the one in bold.

    Texts and headings hold one line, or two where the view is narrow.
    """
    ink = colours(view)
    highest = max([max(one.start, one.end) for one in slopes] + [1])
    texts = [f"<b>{text}</b>" if rank == strong else text for rank, text in enumerate(headings)]
    room = ROOM[view.narrow]
    gap = highest * GAP[view.narrow]
    x_axis = {
        "range": [-room, 1 + room],
        "tickvals": [0, 1],
        "ticktext": texts,
        "showgrid": False,
        "zeroline": False,
        "side": "top",
        "color": ink["ink"],
        "tickangle": 0,
    }
    y_axis = {"range": [-highest * 0.04, highest * 1.1], "showgrid": False, "zeroline": False, "showticklabels": False}
    frame = layout(view, x_axis, y_axis, height=HEIGHT[view.narrow])
    frame["margin"] = {"l": 4, "r": 4, "t": 84 if view.narrow else 64, "b": 12}
    frame["title"] = heading(view, y_title)
    for side in (0, 1):
        frame["shapes"].append(
            {"type": "line", "x0": side, "x1": side, "y0": 0, "y1": highest * 1.06, "layer": "below", "line": {"color": ink["line"], "width": 1}}
        )
    data = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": one.name,
            "x": [0, 1],
            "y": [one.start, one.end],
            "text": [one.start_text, one.end_text],
            "line": {"color": ink[one.colour], "width": 3, "dash": "solid" if one.certain else "dot"},
            "marker": {
                "size": 11,
                "symbol": [one.symbol, one.symbol if one.certain else f"{one.symbol}-open"],
                "color": ink[one.colour],
                "line": {"width": 2, "color": ink[one.colour]},
            },
            "hovertemplate": "%{text}<extra></extra>",
        }
        for one in slopes
    ]
    starts = apart([one.start for one in slopes], gap)
    ends = apart([one.end for one in slopes], gap)
    for one, start, end in zip(slopes, starts, ends):
        for x, y, text, anchor, shift in ((0, start, one.start_text, "right", -10), (1, end, one.end_text, "left", 10)):
            label = text_at(x, y, text=text, colour=ink[one.colour], xanchor=anchor)
            label["align"] = anchor
            label["xshift"] = shift
            frame["annotations"].append(label)
    return {"data": data, "layout": frame}
