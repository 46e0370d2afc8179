"""Sankey diagrams as plain Plotly dictionaries."""

from essor.portable.charts.frame import layout
from essor.portable.french import NBSP
from essor.portable.pictures.palette import colours


def sankey_chart(view, names, links, unit):
    """A Plotly figure: `names` of the nodes, `links` as (from rank, to rank, amount > 0, colour role).

    Names are written beside their node: a phone has room for two layers of them."""
    ink = colours(view)
    frame = layout(view, {"visible": False}, {"visible": False}, height=420 if view.narrow else 360)
    del frame["xaxis"], frame["yaxis"]
    frame["margin"] = {"l": 8, "r": 8, "t": 20, "b": 20}
    data = {
        "type": "sankey",
        "orientation": "h",
        "valueformat": ",~f",
        "valuesuffix": NBSP + unit,
        "node": {"label": names, "color": ink["soft"], "pad": 18, "thickness": 16, "line": {"width": 0}},
        "link": {
            "source": [link[0] for link in links],
            "target": [link[1] for link in links],
            "value": [link[2] for link in links],
            "color": [_veiled(ink[link[3]]) for link in links],
        },
        "textfont": {"color": ink["ink"], "size": 14},
    }
    return {"data": [data], "layout": frame}


def _veiled(colour):
    """A colour « #rrggbb » at 45 % opacity."""
    channels = [str(int(colour[i : i + 2], 16)) for i in (1, 3, 5)]
    return f"rgba({','.join(channels)},0.45)"
