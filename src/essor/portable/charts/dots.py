"""Ranked dots as plain Plotly dictionaries: every territory by rank and value, some of them named, references as lines."""

from collections import namedtuple

from essor.portable.charts.frame import heading, layout, text_at
from essor.portable.french import NBSP
from essor.portable.pictures.palette import colours
from essor.portable.pictures.scales import suffix

# A dot to name: its rank from 1, its value and its name. `colour` is a role of the palette; `symbol` is Plotly's.
Named = namedtuple("Named", ["rank", "value", "label", "colour", "symbol"])

# A reference to compare with, drawn across.
Reference = namedtuple("Reference", ["value", "label"])

# How references are drawn, and the sample of it before their name.
STROKES = (("dash", "– –"), ("dot", "· · ·"))
LABEL_LINE = 20  # px


def ranked_dots(view, names, values, named, references, x_title, y_title, unit=""):
    """A Plotly figure: `names` and `values` from the highest value to the lowest; at most two references.

    References are named in the upper right corner, which the falling dots leave free, with a sample of their stroke.
    """
    ink = colours(view)
    highest = max(values + [reference.value for reference in references])
    x_axis = {"title": x_title, "showgrid": False, "zeroline": False, "range": [-1, len(values) + 2]}
    y_axis = {"title": "" if view.narrow else y_title, "range": [0, highest * 1.12], "ticksuffix": suffix(unit), "nticks": 6}
    frame = layout(view, x_axis, y_axis, height=340)
    if view.narrow:
        frame["title"] = heading(view, y_title)
    data = [
        {
            "type": "scatter",
            "mode": "markers",
            "name": "",
            "x": list(range(1, len(values) + 1)),
            "y": values,
            "text": names,
            "marker": {"color": ink["soft"], "size": 5 if view.narrow else 7, "opacity": 0.7},
            "hovertemplate": f"%{{text}}{NBSP}:{NBSP}%{{y:,.2f}}{suffix(unit)}<extra></extra>",
        }
    ]
    for order, reference in enumerate(sorted(references, key=lambda one: (-one.value, one.label))):
        frame["shapes"].append(
            {
                "type": "line",
                "xref": "paper",
                "yref": "y",
                "x0": 0,
                "x1": 1,
                "y0": reference.value,
                "y1": reference.value,
                "line": {"color": ink["ink"], "width": 1.5, "dash": STROKES[order][0]},
            }
        )
        label = text_at(1, 1, text=f"{STROKES[order][1]} {reference.label}", colour=ink["ink"], xanchor="right", yanchor="top")
        label["xref"] = label["yref"] = "paper"
        label["yshift"] = -LABEL_LINE * (order + 1)
        frame["annotations"].append(label)
    for order, one in enumerate(named):
        marker = {"color": ink[one.colour], "size": 14, "symbol": one.symbol, "line": {"color": ink["paper"], "width": 2}}
        data.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": one.label,
                "x": [one.rank],
                "y": [one.value],
                "text": [one.label],
                "marker": marker,
                "hovertemplate": f"%{{text}}{NBSP}:{NBSP}%{{y:,.2f}}{suffix(unit)}<extra></extra>",
            }
        )
        # The falling dots leave room above to the right and below to the left: the second name goes below.
        left = one.rank <= len(values) / 2
        below = order > 0
        label = text_at(
            one.rank, one.value, text=one.label, colour=ink[one.colour], xanchor="left" if left else "right", yanchor="top" if below else "bottom", bold=True
        )
        label["xshift"] = 8 if left else -2
        label["yshift"] = (-6 if left else -10) if below else (6 if left else 12)
        frame["annotations"].append(label)
    return {"data": data, "layout": frame}
