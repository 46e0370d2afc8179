"""What every Plotly chart shares: French numbers, colours of the view, labels beside what they name, no template."""

from collections import namedtuple

from essor.portable.french import NNBSP
from essor.portable.pictures.palette import colours

HEIGHT = 300  # px, the same on a phone
TEXT = 14  # px, the smallest
LATE = 0.7  # share of an axis beyond which a label on the right would leave the chart
FONT = "'Essor Sans', system-ui, sans-serif"  # the book's (book/site/font.py); a notebook has its own

# One description, two drawings: functions that make SVG text for the view, and a Plotly figure to explore.
Chart = namedtuple("Chart", ["svg", "plotly"])

# A straight mark across a chart, such as a limit set by law: axis « x » or « y », its value, and what it means.
Mark = namedtuple("Mark", ["axis", "value", "label"])


def layout(view, x_axis, y_axis, height=HEIGHT, right=12, hover="closest"):
    """A Plotly layout. `x_axis` and `y_axis` complete the shared style; `right` is the margin for labels, in px."""
    ink = colours(view)
    return {
        "font": {"family": FONT, "size": TEXT, "color": ink["ink"]},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": f",{NNBSP}",
        "showlegend": False,
        "hovermode": hover,
        "hoverlabel": {"bgcolor": ink["paper"], "font": {"color": ink["ink"], "size": TEXT}},
        "height": height,
        "margin": {"l": 56, "r": right, "t": 30 if view.narrow else 16, "b": 52},
        "xaxis": _axis(ink, x_axis),
        "yaxis": _axis(ink, y_axis),
        "shapes": [],
        "annotations": [],
    }


def rows_axis(view, count):
    """A vertical axis of `count` names, read from the top."""
    # Not autorange « reversed »: Plotly rewrites it in the figure it is given.
    return {"range": [count - 0.5, -0.5], "showgrid": False, "zeroline": False, "color": colours(view)["ink"], "type": "category"}


def heading(view, text):
    """On a phone, the vertical axis is named above the chart: a Plotly title."""
    return {"text": text, "font": {"size": TEXT, "color": colours(view)["soft"]}, "x": 0, "xanchor": "left", "y": 0.98}


def add_marks(view, chart_layout, marks):
    """Draw marks as dashed lines with their label: on alternate sides when they stand upright, on the left near the
    right end of an axis whose range is known."""
    ink = colours(view)
    for rank, mark in enumerate(marks):
        across = mark.axis == "y"
        paper, own = ("xref", "yref") if across else ("yref", "xref")
        here, there = ("y", "x") if across else ("x", "y")
        line = {"type": "line", paper: "paper", own: mark.axis, "line": {"color": ink["soft"], "width": 1.5, "dash": "dash"}}
        line[f"{here}0"] = line[f"{here}1"] = mark.value
        line[f"{there}0"], line[f"{there}1"] = 0, 1
        chart_layout["shapes"].append(line)
        after = across or (rank % 2 == 0 and not _late(chart_layout["xaxis"], mark.value))
        label = text_at(0, 0, text=mark.label, colour=ink["soft"], xanchor="left" if after else "right", yanchor="bottom" if across else "top")
        label[paper], label[own] = "paper", mark.axis
        label[here], label[there] = mark.value, 0.01 if across else 1
        label["xshift"] = 0 if across else (6 if after else -6)
        chart_layout["annotations"].append(label)


def _late(axis, value):
    """Whether the value stands near the right end of an axis of numbers whose range is set."""
    ends = axis.get("range")
    return ends is not None and not isinstance(ends[0], str) and value - ends[0] >= LATE * (ends[1] - ends[0])


def text_at(x, y, text, colour, xanchor="center", yanchor="middle", bold=False):
    """A text on the chart, as a Plotly annotation."""
    return {
        "x": x,
        "y": y,
        "text": f"<b>{text}</b>" if bold else text,
        "showarrow": False,
        "xanchor": xanchor,
        "yanchor": yanchor,
        "font": {"color": colour, "size": TEXT},
    }


def _axis(ink, own):
    axis = {
        "color": ink["soft"],
        "gridcolor": ink["line"],
        "zeroline": True,
        "zerolinecolor": ink["soft"],
        "zerolinewidth": 1.5,
        "tickfont": {"size": TEXT},
        "fixedrange": True,
        "automargin": True,
    }
    for key in own:
        axis[key] = own[key]
    if isinstance(axis.get("title"), str):
        axis["title"] = {"text": axis["title"], "font": {"size": TEXT}}
    return axis
