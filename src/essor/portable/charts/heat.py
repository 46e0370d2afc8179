"""Heat maps as plain Plotly dictionaries: every cell says its value, so that shade is never alone."""

from essor.portable.charts.frame import layout, rows_axis
from essor.portable.french import NBSP
from essor.portable.pictures.palette import colours

CELL = 38  # px
DARKEST = 0.5  # share of the hue in the fullest cell: words stay readable on it


def heat_map(view, rows, columns, values, texts, x_title="", highest=None):
    """A Plotly figure: `values` is a list of rows of numbers ≥ 0, `texts` what each cell says."""
    ink = colours(view)
    most = highest if highest is not None else max([max(row) for row in values] + [0])
    y_axis = rows_axis(view, len(rows))
    x_axis = {"title": x_title, "showgrid": False, "zeroline": False, "color": ink["ink"], "type": "category", "tickangle": -60 if view.narrow else -30}
    frame = layout(view, x_axis, y_axis, height=130 + CELL * len(rows))
    data = {
        "type": "heatmap",
        "x": columns,
        "y": rows,
        "z": values,
        "zmin": 0,
        "zmax": most or 1,
        "text": texts,
        "texttemplate": "%{text}",
        "textfont": {"size": 14, "color": ink["ink"]},
        "colorscale": [[0, ink["paper"]], [1, _blend(ink["paper"], ink["petrol"], DARKEST)]],
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hovertemplate": f"%{{y}}<br>%{{x}}{NBSP}:{NBSP}%{{text}}<extra></extra>",
    }
    return {"data": [data], "layout": frame}


def _blend(one, other, share):
    """The colour « rgb(r,g,b) » that lies at `share` of the way from one « #rrggbb » to another."""
    channels = []
    for i in (1, 3, 5):
        start, end = int(one[i : i + 2], 16), int(other[i : i + 2], 16)
        channels.append(str(int(start + (end - start) * share + 0.5)))
    return f"rgb({','.join(channels)})"
