"""Radar charts as plain Plotly dictionaries."""

from essor.portable.charts.frame import layout
from essor.portable.french import NBSP
from essor.portable.pictures.palette import colours


def radar_chart(view, names, values, highest):
    """A Plotly figure of one closed outline: `values` from 0 to `highest`, one per name."""
    ink = colours(view)
    frame = layout(view, {"visible": False}, {"visible": False}, height=340 if view.narrow else 400)
    side = 40 if view.narrow else 130  # px, for the names
    frame["margin"] = {"l": side, "r": side, "t": 40, "b": 40}
    frame["polar"] = {
        "bgcolor": "rgba(0,0,0,0)",
        "radialaxis": {"range": [0, highest], "dtick": 1, "gridcolor": ink["line"], "color": ink["soft"], "angle": 90, "tickangle": 90},
        "angularaxis": {"type": "category", "gridcolor": ink["line"], "color": ink["ink"], "direction": "clockwise", "rotation": 90},
    }
    del frame["xaxis"], frame["yaxis"]
    data = {
        "type": "scatterpolar",
        "r": list(values) + [values[0]],
        "theta": list(names) + [names[0]],
        "mode": "lines+markers",
        "fill": "toself",
        "line": {"color": ink["petrol"], "width": 3},
        "marker": {"size": 9, "color": ink["petrol"]},
        "opacity": 0.85,
        "hovertemplate": f"%{{theta}}{NBSP}:{NBSP}%{{r}}<extra></extra>",
    }
    return {"data": [data], "layout": frame}
