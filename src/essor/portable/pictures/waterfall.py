"""Waterfalls: from one level to another by steps, each starting where the last one stops. The steps are the subject."""

from collections import namedtuple

from essor.portable.french import number, typeset
from essor.portable.pictures.drawing import GAP, NARROW, TEXT, Drawing, corners, heading
from essor.portable.pictures.plot import Chart, said
from essor.portable.pictures.scales import ticks

# A step: its name, how much it adds (negative: takes away) and what is written beside its bar.
Step = namedtuple("Step", ["name", "change", "text"])

ROW, NARROW_ROW = 42, 46  # px, in a frame that leaves its height to the picture
THICKEST = 4.5  # in type sizes: a bar
SMALL = 0.4  # of the levels: steps below it are shown on a broken axis
BEFORE = 0.5, 0.15  # of the steps: what a broken axis shows below the lowest level, at most and at least
AROUND = ".65"  # opacity of the steps that the picture is not about
TEETH = 5  # px, of a break


def waterfall(view, start, steps, end, title):
    """A Chart. `start` and `end` are Steps whose change is the level itself, at least 0; `steps` lead from one to
    the other, and the last of them is what the picture is about."""
    rows = [start] + list(steps) + [end]
    return Chart(_Waterfall(view, rows, title).svg, said("", [(title, [row.name for row in rows], [row.text for row in rows])]))


class _Waterfall:
    def __init__(self, view, rows, title):
        self.rows, self.above = rows, view.width < NARROW
        level, self.spans = rows[0].change, [(0, rows[0].change)]
        for step in rows[1:-1]:
            self.spans.append((level, level + step.change))
            level += step.change
        self.spans.append((0, rows[-1].change))
        levels = [end for _, end in self.spans]
        low, high = min(levels), max(levels)
        reach = high - low
        self.floor = ticks(low - BEFORE[0] * reach, low - BEFORE[1] * reach, 3)[0] if 0 < reach < SMALL * low else 0
        self.drawing = probe = Drawing(view, 1)
        title = typeset(f"{title} ; l’axe commence à {number(self.floor)}" if self.floor else title)
        self.line, self.top = probe.line_height, heading(probe, title) + 2
        least = NARROW_ROW if self.above else ROW
        self.row = (view.height - self.top) / len(rows) if view.height else least * view.text / TEXT
        self.drawing = Drawing(view, self.top + self.row * len(rows))
        heading(self.drawing, title)
        self.left = TEETH if self.above else max([probe.wide(typeset(one.name), True) for one in rows]) + 2 * GAP
        ends = [(max(span) - self.floor, probe.wide(typeset(one.text), True) + GAP) for one, span in zip(rows, self.spans)]
        self.scale = min([(view.width - self.left - beyond) / reach for reach, beyond in ends if reach > 0] + [view.width])
        self.thick = min(self.row - self.line - 4 if self.above else 0.62 * self.row, THICKEST * view.text)

    def svg(self):
        begun, last = self._x(self.spans[0][1]), len(self.rows) - 1
        self.drawing.stroke([(begun, self._y(0)), (begun, self._y(last) + self.thick)], "soft", 1, "2 4")
        for rank in range(1, last + 1):
            x = self._x(self.spans[rank - 1][1])
            self.drawing.stroke([(x, self._y(rank - 1)), (x, self._y(rank) + self.thick)], "soft", 1.5)
        for rank, one in enumerate(self.rows):
            y, strong = self._y(rank), rank in (0, last - 1, last)
            low, high = sorted([self._x(value) for value in self.spans[rank]])
            if rank in (0, last):
                self._level(y, high)
            elif one.change < 0 or strong:
                self.drawing.rect(low, y, max(1.5, high - low), self.thick, "ochre" if one.change < 0 else "petrol")
                if one.change < 0:
                    self.drawing.hatch(low, y, high - low, self.thick)
            else:
                self.drawing.area(corners(low, y, high - low, self.thick), "soft", AROUND)
            name = (0, y - self.line / 2, "start") if self.above else (self.left - 2 * GAP, y + self.thick / 2, "end")
            self.drawing.write(name[0], name[1], typeset(one.name), "ink", name[2], strong, halo="paper")
            self.drawing.write(high + GAP, y + self.thick / 2, typeset(one.text), "ink", strong=strong, halo="paper")
        return self.drawing.svg()

    def _x(self, value):
        return self.left + max(0, value - self.floor) * self.scale

    def _y(self, rank):
        """Where a row's bar begins."""
        name = self.line if self.above else 0
        return self.top + self.row * rank + name + (self.row - name - self.thick) / 2

    def _level(self, y, end):
        """A level, from the axis; cut by a zigzag where the axis is broken."""
        self.drawing.rect(self.left, y, max(1.5, end - self.left), self.thick, "soft", outlined=True)
        if self.floor:
            count = max(2, int(self.thick / TEETH))
            for shift in (0, TEETH):
                teeth = [(self.left + TEETH + shift + (TEETH if rank % 2 else 0), y - 2 + rank * (self.thick + 4) / count) for rank in range(count + 1)]
                self.drawing.stroke(teeth, "paper", 5)
                self.drawing.stroke(teeth, "soft", 1.5)
