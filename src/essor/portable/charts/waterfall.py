"""Waterfalls as plain Plotly dictionaries: from a start to an end by steps up and down, each bar where the last one stops."""

from collections import namedtuple

from essor.portable.charts.frame import layout, rows_axis
from essor.portable.french import NBSP
from essor.portable.pictures.bars import ROW
from essor.portable.pictures.palette import colours

# A step: its name, how much it adds (negative: takes away) and what is written beside its bar.
Step = namedtuple("Step", ["name", "change", "text"])


def waterfall(view, start, steps, end, x_title):
    """A Plotly figure. `start` and `end` are Steps whose change is the level itself; `steps` lead from one to the other."""
    ink = colours(view)
    bars = [(start.name, 0, start.change, start.text, "soft", "")]
    level = start.change
    for step in steps:
        colour, pattern = ("petrol", "") if step.change >= 0 else ("ochre", "/")
        bars.append((step.name, min(level, level + step.change), abs(step.change), step.text, colour, pattern))
        level += step.change
    bars.append((end.name, 0, end.change, end.text, "soft", ""))
    low = min([bar[1] for bar in bars[1:-1]] + [start.change, end.change])
    high = max([bar[1] + bar[2] for bar in bars] + [1])
    # The levels are far from zero and the steps small: the axis starts below the lowest step, and says so.
    floor = max(0, low - (high - low) * 1.0)
    x_axis = {"title": x_title, "range": [floor, high + (high - floor) * 0.3], "tickformat": ",~f", "nticks": 4 if view.narrow else 7, "zeroline": floor == 0}
    y_axis = rows_axis(view, len(bars))
    frame = layout(view, x_axis, y_axis, height=90 + ROW * len(bars))
    frame["bargap"] = 0.3
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "y": [bar[0] for bar in bars],
            "x": [bar[2] for bar in bars],
            "base": [bar[1] for bar in bars],
            "text": [bar[3] for bar in bars],
            "textposition": "outside",
            "cliponaxis": False,
            "textfont": {"color": ink["ink"]},
            "marker": {
                "color": [ink[bar[4]] for bar in bars],
                "pattern": {"shape": [bar[5] for bar in bars], "fillmode": "overlay", "fgcolor": ink["paper"], "size": 7, "solidity": 0.2},
            },
            "hovertemplate": f"%{{y}}{NBSP}:{NBSP}%{{text}}<extra></extra>",
        }
    ]
    return {"data": data, "layout": frame}
