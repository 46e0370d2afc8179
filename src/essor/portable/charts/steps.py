"""Step charts over the calendar as plain Plotly dictionaries: a value holds from its date until the next."""

from essor.portable.charts.frame import add_marks
from essor.portable.charts.lines import line_chart

FIRST, LAST = "2014-01-01", "2027-01-01"
MIDDLE = "2020-07-01"


def step_chart(view, lines, y_title, mark=None, y_unit=""):
    """A Plotly figure of `lines` whose xs are ISO dates from 2014 to 2026, with one date marked."""
    chart = line_chart(view, lines, x_title="Année", y_title=y_title, y_unit=y_unit, stairs=True)
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
