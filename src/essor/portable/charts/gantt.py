"""Calendars as plain Plotly dictionaries: one bar per task over the months, what it says written on it or beside it."""

from collections import namedtuple

from essor.portable.charts.frame import layout, rows_axis, text_at
from essor.portable.pictures.bars import ROW, wrapped
from essor.portable.pictures.palette import colours

# A task: `start` month from 0, length in months, what is written, and whether it is on: a task that is off is hollow.
Task = namedtuple("Task", ["name", "start", "months", "text", "on"])

NEEDED = (5, 8)  # months that a short text takes, wide and narrow; it stands beside a shorter bar


def gantt_chart(view, tasks, horizon, x_title, step):
    """A Plotly figure of `tasks`, top to bottom, over `horizon` months numbered from 1, with a tick every `step`."""
    ink = colours(view)
    ticks = list(range(0, horizon + 1, step))
    x_axis = {"title": x_title, "range": [0, horizon], "tickvals": ticks, "ticktext": [str(tick) for tick in ticks]}
    names = [wrapped(task.name, 14 if view.narrow else 26) for task in tasks]
    y_axis = rows_axis(view, len(tasks))
    frame = layout(view, x_axis, y_axis, height=100 + ROW * len(tasks))
    frame["bargap"] = 0.3
    frame["barmode"] = "overlay"
    lengths = [max(0, min(horizon, task.start + task.months) - task.start) for task in tasks]
    data = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": lengths,
        "base": [task.start for task in tasks],
        "hovertext": [task.text for task in tasks],
        "hovertemplate": "%{y}<br>%{hovertext}<extra></extra>",
        "marker": {"color": [ink["petrol"] if task.on else "rgba(0,0,0,0)" for task in tasks], "line": {"color": ink["petrol"], "width": 2}},
    }
    needed = NEEDED[view.narrow]
    for rank, task in enumerate(tasks):
        end = task.start + lengths[rank]
        if lengths[rank] >= needed:
            label = text_at(task.start + lengths[rank] / 2, names[rank], text=task.text, colour=ink["paper"] if task.on else ink["ink"])
        elif horizon - end >= needed:
            label = text_at(end, names[rank], text=task.text, colour=ink["ink"], xanchor="left")
            label["xshift"] = 6
        else:
            label = text_at(task.start, names[rank], text=task.text, colour=ink["ink"], xanchor="right")
            label["xshift"] = -6
        frame["annotations"].append(label)
    return {"data": [data], "layout": frame}
