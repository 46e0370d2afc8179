"""Line charts as plain Plotly dictionaries: direct labels, French numbers, no template."""

from collections import namedtuple

from essor.charts.palette import colours
from essor.french import NBSP, NNBSP

HEIGHT = 300  # px, the same on a phone
FONT = "system-ui, 'Segoe UI', Roboto, sans-serif"

# A line: `label` is written at its end. `colour` is a role of the palette; `strong` draws it thick and solid.
Line = namedtuple("Line", ["label", "xs", "ys", "colour", "strong"])

# A straight mark across the chart: axis « x » or « y », its value, and what it means.
Mark = namedtuple("Mark", ["axis", "value", "label"])

# A point to point at.
Point = namedtuple("Point", ["x", "y", "label"])


def line_chart(view, lines, x_title, y_title, marks=(), points=(), x_unit="", y_unit="", x_step=None):
    """A Plotly figure, {"data": …, "layout": …}, of lines with their names beside them."""
    ink = colours(view)
    size = 14
    low = min(0, min(min(line.ys) for line in lines))
    high = max(0, max(max(line.ys) for line in lines))
    span = (high - low) or 1
    data = []
    notes = []
    shapes = []
    for line in lines:
        data.append(
            {
                "type": "scatter",
                "mode": "lines",
                "name": line.label,
                "x": line.xs,
                "y": line.ys,
                "line": {
                    "color": ink[line.colour],
                    "width": 4 if line.strong else 2,
                    "dash": "solid" if line.strong else "dot",
                },
                "hovertemplate": "%{y:,.1f}" + NBSP + y_unit,
            }
        )
    gap = span * (0.11 if view.narrow else 0.08)
    for line, y in zip(lines, _apart([line.ys[-1] for line in lines], gap)):
        if line.label:
            notes.append(
                {
                    "x": line.xs[-1],
                    "y": y,
                    "text": "<b>" + line.label + "</b>" if line.strong else line.label,
                    "showarrow": False,
                    "xanchor": "right" if view.narrow else "left",
                    "yanchor": "bottom" if view.narrow else "middle",
                    "xshift": 0 if view.narrow else 8,
                    "font": {"color": ink[line.colour], "size": size},
                }
            )
    for rank, mark in enumerate(marks):
        across = mark.axis == "y"
        shapes.append(
            {
                "type": "line",
                "xref": "paper" if across else "x",
                "yref": "y" if across else "paper",
                "x0": 0 if across else mark.value,
                "x1": 1 if across else mark.value,
                "y0": mark.value if across else 0,
                "y1": mark.value if across else 1,
                "line": {"color": ink["soft"], "width": 1.5, "dash": "dash"},
            }
        )
        notes.append(
            {
                "xref": "paper" if across else "x",
                "yref": "y" if across else "paper",
                "x": 0.01 if across else mark.value,
                "y": mark.value if across else 1,
                "text": mark.label,
                "showarrow": False,
                "xanchor": "left" if across or rank % 2 == 0 else "right",
                "yanchor": "bottom" if across else "top",
                "xshift": 0 if across else (6 if rank % 2 == 0 else -6),
                "font": {"color": ink["soft"], "size": size},
            }
        )
    for point in points:
        data.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": point.label,
                "x": [point.x],
                "y": [point.y],
                "marker": {"color": ink["ochre"], "size": 13, "line": {"color": ink["paper"], "width": 2}},
                "hovertemplate": "%{y:,.1f}" + NBSP + y_unit,
            }
        )
        notes.append(
            {
                "x": point.x,
                "y": point.y,
                "text": "<b>" + point.label + "</b>",
                "showarrow": False,
                "yshift": 18,
                "font": {"color": ink["ochre"], "size": size},
            }
        )
    axis = {
        "color": ink["soft"],
        "gridcolor": ink["line"],
        "zeroline": True,
        "zerolinecolor": ink["soft"],
        "zerolinewidth": 1.5,
        "tickfont": {"size": size},
        "fixedrange": True,
        "automargin": True,
    }
    x_axis = {"title": {"text": x_title, "font": {"size": size}}, "showgrid": False, "ticksuffix": x_unit}
    if x_step:
        x_axis["dtick"] = x_step
    y_axis = {
        "title": {"text": "" if view.narrow else y_title, "font": {"size": size}},
        "range": [low - span * (0.06 if low < 0 else 0), high + span * 0.14],
        "tickformat": ",~f",
        "ticksuffix": (NBSP + y_unit) if y_unit in ("€", "%") else "",
        "nticks": 6,
    }
    for key in axis:
        x_axis[key] = axis[key]
        y_axis[key] = axis[key]
    layout = {
        "font": {"family": FONT, "size": size, "color": ink["ink"]},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": "," + NNBSP,
        "showlegend": False,
        "hovermode": "x unified" if len(lines) > 1 else "closest",
        "hoverlabel": {"bgcolor": ink["paper"], "font": {"color": ink["ink"], "size": size}},
        "height": HEIGHT,
        "margin": {"l": 56, "r": 12 if view.narrow else 96, "t": 30 if view.narrow else 16, "b": 52},
        "xaxis": x_axis,
        "yaxis": y_axis,
        "shapes": shapes,
        "annotations": notes,
    }
    if view.narrow:
        layout["title"] = {
            "text": y_title,
            "font": {"size": size, "color": ink["soft"]},
            "x": 0,
            "xanchor": "left",
            "y": 0.98,
        }
    return {"data": data, "layout": layout}


def _apart(values, gap):
    """The values, in their order, moved up just enough that no two are closer than `gap`."""
    # Near-equal values keep their order: MicroPython's sort is not stable, and the last digit may differ.
    order = sorted(range(len(values)), key=lambda i: (int(values[i] / gap * 1e6 + 0.5), i))
    placed = list(values)
    for previous, current in zip(order, order[1:]):
        if placed[current] < placed[previous] + gap:
            placed[current] = placed[previous] + gap
    return placed
