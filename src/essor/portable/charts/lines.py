"""Line charts as plain Plotly dictionaries: each line has its name at its end."""

from collections import namedtuple

from essor.portable.charts.frame import Chart, add_marks, heading, layout, text_at
from essor.portable.charts.palette import colours
from essor.portable.french import NBSP
from essor.portable.pictures import lines as drawing
from essor.portable.pictures.scales import apart, suffix

Line = drawing.Line

LETTER = 8  # px, of a bold label

# A point to point at.
Point = namedtuple("Point", ["x", "y", "label"])


def line_chart(view, shown, x_title, y_title, marks=(), points=(), x_unit="", y_unit="", x_step=None, x_range=None, stairs=False, years=False):
    """A Chart of lines. With `stairs`, a value holds until the next one; with `years`, xs are years."""
    said = {"x_title": x_title, "y_title": y_title, "marks": marks, "points": points}
    said.update({"x_unit": x_unit, "y_unit": y_unit, "x_step": x_step, "x_range": x_range, "stairs": stairs})
    return Chart(lambda: drawing.lines(view, shown, years=years, **said), lambda: line_figure(view, shown, **said))


def line_figure(view, lines, x_title, y_title, marks=(), points=(), x_unit="", y_unit="", x_step=None, x_range=None, stairs=False):
    """The Plotly figure of such a chart."""
    ink = colours(view)
    shown = [mark.value for mark in marks if mark.axis == "y"] + [point.y for point in points]
    low = min([0] + [min(line.ys) for line in lines] + shown)
    high = max([0] + [max(line.ys) for line in lines] + shown)
    span = (high - low) or 1
    x_axis = {"title": x_title, "showgrid": False, "ticksuffix": suffix(x_unit)}
    if x_step:
        x_axis["dtick"] = x_step
    if x_range:
        x_axis["range"] = x_range
    y_axis = {
        "title": "" if view.narrow else y_title,
        "range": [low - span * (0.06 if low < 0 else 0), high + span * 0.14],
        "tickformat": ",~f",
        "ticksuffix": suffix(y_unit),
        "nticks": 6,
    }
    frame = layout(
        view,
        x_axis,
        y_axis,
        right=12 if view.narrow else max(96, 20 + LETTER * max(len(line.label) for line in lines)),
        hover="x unified" if len(lines) > 1 else "closest",
    )
    if view.narrow:
        frame["title"] = heading(view, y_title)
    hover = f"%{{y:,.1f}}{NBSP}{y_unit}"
    data = []
    for line in lines:
        style = {"color": ink[line.colour], "width": 4 if line.strong else 2, "dash": "solid" if line.strong else "dot"}
        if stairs:
            style["shape"] = "hv"
        data.append({"type": "scatter", "mode": "lines", "name": line.label, "x": line.xs, "y": line.ys, "line": style, "hovertemplate": hover})
    ends = apart([line.ys[-1] for line in lines], span * (0.11 if view.narrow else 0.08))
    for line, y in zip(lines, ends):
        if line.label:
            colour = ink[line.colour]
            if view.narrow:
                label = text_at(line.xs[-1], y, text=line.label, colour=colour, xanchor="right", yanchor="bottom", bold=line.strong)
            else:
                label = text_at(line.xs[-1], y, text=line.label, colour=colour, xanchor="left", yanchor="middle", bold=line.strong)
                label["xshift"] = 8
            frame["annotations"].append(label)
    add_marks(view, frame, marks)
    for point in points:
        marker = {"color": ink["ochre"], "size": 13, "line": {"color": ink["paper"], "width": 2}}
        data.append({"type": "scatter", "mode": "markers", "name": point.label, "x": [point.x], "y": [point.y], "marker": marker, "hovertemplate": hover})
        label = text_at(point.x, point.y, text=point.label, colour=ink["ochre"], bold=True)
        label["yshift"] = 18
        frame["annotations"].append(label)
    return {"data": data, "layout": frame}
