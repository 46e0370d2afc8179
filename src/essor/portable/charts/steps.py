"""Step charts over the calendar as plain Plotly dictionaries: a value holds from its date until the next."""

from essor.portable.charts.frame import Chart, Mark, add_marks
from essor.portable.charts.lines import Line, line_figure
from essor.portable.pictures.lines import lines

FIRST, LAST = "2014-01-01", "2027-01-01"
MIDDLE = "2020-07-01"


def step_chart(view, shown, y_title, mark=None, y_unit=""):
    """A Chart of lines whose xs are ISO dates from 2014 to 2026, with one date marked."""
    return Chart(lambda: _drawing(view, shown, y_title, mark, y_unit), lambda: _figure(view, shown, y_title, mark, y_unit))


def _year(date):
    """A date as a number of years: the day's place in its year is near enough for a picture."""
    return int(date[:4]) + (int(date[5:7]) - 1) / 12 + (int(date[8:10]) - 1) / 365


def _drawing(view, shown, y_title, mark, y_unit):
    moved = [Line(one.label, [_year(x) for x in one.xs], one.ys, one.colour, one.strong) for one in shown]
    marks = [Mark("x", _year(mark.value), mark.label)] if mark else []
    step = 3 if view.narrow else 2
    return lines(
        view, moved, x_title="", y_title=y_title, marks=marks, y_unit=y_unit, x_step=step, x_range=[_year(FIRST), _year(LAST)], stairs=True, years=True
    )


def _figure(view, lines, y_title, mark, y_unit):
    chart = line_figure(view, lines, x_title="Année", y_title=y_title, y_unit=y_unit, stairs=True)
    frame = chart["layout"]
    if mark:
        add_marks(view, frame, [mark])
        if mark.value > MIDDLE:
            # On the left of its line, where there is room.
            frame["annotations"][-1]["xanchor"] = "right"
            frame["annotations"][-1]["xshift"] *= -1
    axis = frame["xaxis"]
    axis["type"] = "date"
    axis["range"] = [FIRST, LAST]
    axis["dtick"] = "M36" if view.narrow else "M24"
    axis["tick0"] = FIRST
    axis["tickformat"] = "%Y"
    axis["hoverformat"] = "%d/%m/%Y"
    return chart
