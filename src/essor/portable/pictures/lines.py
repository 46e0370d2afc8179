"""Lines over a scale: each named at its end, limits across, points to point at, a band where chance leaves a quantity."""

from collections import namedtuple

from essor.portable.french import number, typeset
from essor.portable.pictures.drawing import DASHED, GAP, SAMPLE, Drawing, corners, heading, legend
from essor.portable.pictures.held import RADIUS, grip
from essor.portable.pictures.plot import LINES, STAIRS, Chart, Mark, Plot, Trace
from essor.portable.pictures.scales import apart, suffix, ticks

# A line: `label` is written at its end. `colour` is a role of the palette; `strong` draws it thick and solid.
Line = namedtuple("Line", ["label", "xs", "ys", "colour", "strong"])

# A point to point at.
Point = namedtuple("Point", ["x", "y", "label"])

# What chance leaves of a quantity: `lows` and `highs` over `xs`, and what it is, in a few words.
Band = namedtuple("Band", ["xs", "lows", "highs", "meaning"])

SHARE = 0.62  # height over width, between the two heights below
LOWEST, HIGHEST = 230, 330  # px
BESIDE = 0.34  # of the width, at most, for names at the lines' ends
MOST_TICKS = 5
EVERY = 10  # px, along a line that texts keep off
ROUND_LABELS = 7  # of the horizontal axis, at most
UNDER = 9  # px, between the axis and its numbers: the lowest level is beside it
DOTTED = "2 5"


def line_chart(view, shown, x_title, y_title, marks=(), points=(), x_unit="", y_unit="", **more):
    """A Chart of lines. `more` may say: `x_step` between two numbers of the axis, `x_range`; `stairs`, where a value holds until
    the next one; `years`, where xs are years; `band`, a Band, and `faint`, lists of values on the xs of the first line, drawn thin
    and without a name; `held`, (x, y, Held) of points that slide up and down.
    """
    drawn = _Lines(view, shown, x_title=typeset(x_title), y_title=typeset(y_title), marks=marks, points=points, x_unit=x_unit, y_unit=y_unit, **more)
    return Chart(drawn.svg, _plot(drawn, x_title, y_title, x_unit, y_unit))


def step_chart(view, shown, y_title, span, marks=(), y_unit=""):
    """A Chart of lines whose xs are ISO dates, over a `span` of years; a value holds until the next; dates may be marked."""
    moved = [Line(one.label, [_year(x) for x in one.xs], one.ys, one.colour, one.strong) for one in shown]
    placed = [Mark("x", _year(mark.value), mark.label) for mark in marks]
    scale = {"x_step": 3 if view.narrow else 2, "x_range": list(span), "years": True}
    drawn = line_chart(view, moved, x_title="", y_title=y_title, marks=placed, y_unit=y_unit, stairs=True, **scale)
    traces = [Trace(one.label, one.xs, one.ys, (), one.colour) for one in shown]
    return Chart(drawn.svg, Plot(STAIRS, traces, "Date", y_title, "", y_unit, marks))


def _year(date):
    """A date as a number of years: the day's place in its year is near enough for a picture."""
    return int(date[:4]) + (int(date[5:7]) - 1) / 12 + (int(date[8:10]) - 1) / 365


def _plot(drawn, x_title, y_title, x_unit, y_unit):
    traces = [Trace(one.label, one.xs, one.ys, (), one.colour) for one in drawn.shown]
    if drawn.band:
        xs, lows, highs, _ = drawn.band
        traces += [Trace("bas de la bande", xs, lows, (), "soft"), Trace("haut de la bande", xs, highs, (), "soft")]
    traces += [Trace(f"parcours {rank + 1}", drawn.shown[0].xs, ys, (), "petrol") for rank, ys in enumerate(drawn.faint)]
    traces += [Trace(point.label, [point.x], [point.y], (), "ochre") for point in drawn.points]
    if drawn.years and not x_title:  # whole years: names, without a space among their digits
        traces = [Trace(one.label, [str(x) for x in one.xs], one.ys, one.texts, one.colour) for one in traces]
        x_title = "Année"
    return Plot(STAIRS if drawn.stairs else LINES, traces, x_title, y_title, x_unit, y_unit, drawn.marks)


def _named(line):
    return Line(typeset(line.label.replace("<br>", " ")), line.xs, line.ys, line.colour, line.strong)


class _Lines:
    def __init__(
        self, view, shown, x_title, y_title, marks, points, x_unit, y_unit, x_step=None, x_range=None, stairs=False, years=False, band=None, faint=(), held=()
    ):
        self.view, self.shown, self.x_title, self.y_title = view, [_named(one) for one in shown], x_title, y_title
        self.marks, self.points, self.stairs, self.years, self.band, self.faint = marks, points, stairs, years, band, faint
        self.held = held
        self.x_sign, self.y_sign, self.x_step = suffix(x_unit), suffix(y_unit), x_step
        xs = [x for line in shown for x in line.xs] + [point.x for point in points]
        self.x0, self.x1 = x_range or (min(xs), max(xs))
        ys = [0] + [y for line in shown for y in line.ys] + [mark.value for mark in marks if mark.axis == "y"] + [point.y for point in points]
        for values in faint:
            ys += values
        if band:
            ys += band[1] + band[2]
        self.levels = ticks(min(ys), max(ys), MOST_TICKS)
        self.y0, self.y1 = min(min(ys), self.levels[0]), max(max(ys), self.levels[-1])
        if self.y1 == self.y0:
            self.y1 = self.y0 + 1

    def svg(self):
        high = self.view.height or max(LOWEST, min(HIGHEST, SHARE * self.view.width))
        drawing = Drawing(self.view, high)
        line = drawing.line_height
        named = [one for one in self.shown if one.label]
        longest = max([drawing.wide(one.label, one.strong) for one in named] + [0])
        beside = not self.band and longest <= BESIDE * self.view.width
        top = heading(drawing, self.y_title)
        if not beside:
            entries = [(self._sample(one), one.label) for one in named]
            if self.band:
                entries.append((self._band_sample, typeset(self.band[3])))
            top = legend(drawing, top, entries)
        above = line if any(mark.axis == "x" for mark in self.marks) else 0
        self.top = top + above + line * (1.6 if self.points else 0.6)
        self.bottom = high - 2 * line - UNDER - 3
        self.left = max([drawing.wide(self._level(value)) for value in self.levels]) + GAP
        self.right = self.view.width - (longest + 2 * GAP if beside and named else max(RADIUS if self.held else 0, drawing.wide(self._tick(self.x1)) / 2) + 2)
        self._axes(drawing)
        self._fill(drawing)
        for mark in self.marks:
            self._limit(drawing, mark)
        for one in self.shown:
            course = self._path(one.xs, one.ys)
            if self.marks or self.points:  # whose names look for a place
                self._keep_off(drawing, course)
            drawing.stroke(course, one.colour, 3.5 if one.strong else 2, "" if one.strong else DOTTED)
        if beside:
            self._ends(drawing, named)
        for mark in self.marks:
            self._name(drawing, mark, top)
        for point in self.points:
            x, y = self._x(point.x), self._y(point.y)
            drawing.dot(x, y, 6.5, "ochre")
            drawing.take(x - 6, y - 6, x + 6, y + 6)
            places = [(x, y - 6 - line * 0.6, "middle"), (x, y + 6 + line * 0.6, "middle")] + [
                (x + dx, y + dy, anchor) for dy in (-line * 0.8, line * 0.8, 0, -line * 1.6) for dx, anchor in ((10, "start"), (-10, "end"))
            ]
            drawing.label(places, typeset(point.label), "ochre", strong=True)
        for x, y, one in self.held:
            grip(drawing, one, self._x(x), self._y(y), axis="y", at=self._y)
        return drawing.svg()

    def _x(self, value):
        return self.left + (value - self.x0) * (self.right - self.left) / ((self.x1 - self.x0) or 1)

    def _y(self, value):
        return self.bottom - (value - self.y0) * (self.bottom - self.top) / (self.y1 - self.y0)

    def _path(self, xs, ys):
        # As `_x` and `_y` say: a call for each point of two years took half of the time of a line in MicroPython.
        left, x0, across, span = self.left, self.x0, self.right - self.left, (self.x1 - self.x0) or 1
        bottom, y0, down, rise = self.bottom, self.y0, self.bottom - self.top, self.y1 - self.y0
        points = [(left + (x - x0) * across / span, bottom - (y - y0) * down / rise) for x, y in zip(xs, ys)]
        if not self.stairs:
            return points
        steps = points[:1]
        for before, point in zip(points, points[1:]):
            steps += [(point[0], before[1]), point]
        return steps

    def _level(self, value):
        return number(value) + self.y_sign

    def _tick(self, value):
        return str(int(value)) if self.years else number(value) + self.x_sign

    def _axes(self, drawing):
        line = drawing.line_height
        for value in self.levels:
            y = self._y(value)
            drawing.stroke([(self.left, y), (self.right, y)], "soft" if value == 0 else "line", 1.5 if value == 0 else 1)
            drawing.write(self.left - GAP, y, self._level(value), "soft", "end")
        places = self._x_places()
        last = -1.0
        for value, text in places:
            x, wide = self._x(value), drawing.wide(text)
            if x - wide / 2 < last:
                continue
            drawing.write(x, self.bottom + line * 0.5 + UNDER, text, "soft", "middle")
            drawing.stroke([(x, self.bottom), (x, self.bottom + 4)], "soft", 1)
            last = x + wide / 2 + 2 * GAP
        title = drawing.lines(self.x_title, self.view.width)[0] if self.x_title else ""
        if title:
            drawing.write((self.left + self.right) / 2, self.bottom + line * 1.5 + UNDER, title, "soft", "middle")

    def _x_places(self):
        if not self.x_step:
            return [(value, self._tick(value)) for value in ticks(self.x0, self.x1, ROUND_LABELS)]
        found, value = [], self.x0 - self.x0 % self.x_step
        while value <= self.x1 + 1e-9:
            if value >= self.x0:
                found.append((value, self._tick(value)))
            value += self.x_step
        return found

    def _fill(self, drawing):
        if self.band:
            xs, lows, highs, _ = self.band
            edge = self._path(xs, highs)
            drawing.area(edge + self._path(xs, lows)[::-1], "soft", ".22")
        for values in self.faint:
            drawing.stroke(self._path(self.shown[0].xs, values), "petrol", 1, opacity=".55")

    def _sample(self, one):
        return lambda drawing, x, y: drawing.stroke([(x, y), (x + SAMPLE, y)], one.colour, 3.5 if one.strong else 2, "" if one.strong else DOTTED)

    def _band_sample(self, drawing, x, y):
        drawing.area(corners(x, y - 6, SAMPLE, 12), "soft", ".22")

    def _keep_off(self, drawing, points):
        """Texts that look for a place stay off a line: a box every few px along it."""
        for (x1, y1), (x2, y2) in zip(points, points[1:]):
            far = max(abs(x2 - x1), abs(y2 - y1))
            if far < EVERY:
                drawing.take(min(x1, x2) - 1, min(y1, y2) - 1, max(x1, x2) + 1, max(y1, y2) + 1)
                continue
            steps = 1 if x1 == x2 or y1 == y2 else int(far / EVERY) + 1
            for rank in range(steps):
                a, b = rank / steps, (rank + 1) / steps
                ax, bx, ay, by = x1 + a * (x2 - x1), x1 + b * (x2 - x1), y1 + a * (y2 - y1), y1 + b * (y2 - y1)
                drawing.take(min(ax, bx) - 1, min(ay, by) - 1, max(ax, bx) + 1, max(ay, by) + 1)

    def _ends(self, drawing, named):
        """Names beside the last points, in their order, as near as their height allows."""
        step, low, high = drawing.line_height, self.top, self.bottom - drawing.line_height * 0.4
        for one, y in zip(named, apart([self._y(one.ys[-1]) for one in named], step, high)):
            drawing.write(self._x(one.xs[-1]) + GAP, max(low, y), one.label, one.colour, "start", one.strong)

    def _limit(self, drawing, mark):
        ends = [(self.left, self._y(mark.value)), (self.right, self._y(mark.value))]
        if mark.axis == "x":
            ends = [(self._x(mark.value), self.top - drawing.line_height * 0.5), (self._x(mark.value), self.bottom)]
        drawing.stroke(ends, "ink", 1.5, DASHED)

    def _name(self, drawing, mark, top):
        text, line = typeset(mark.label), drawing.line_height
        if mark.axis == "x":
            x = self._x(mark.value)
            rows = [top + line * 0.5, self.top + line * 0.7, self.bottom - line * 0.7]
            places = [(x + dx, y, anchor) for y in rows for dx, anchor in ((GAP, "start"), (-GAP, "end"))]
        else:
            y = self._y(mark.value)
            spots = [(self.right - 2, "end"), (self.left + 4, "start"), ((self.left + self.right) / 2, "middle")]
            places = [(x, y + dy, anchor) for dy in (-line * 0.6, line * 0.65, -line * 1.6, line * 1.7) for x, anchor in spots]
        drawing.label(places, text, "ink")
