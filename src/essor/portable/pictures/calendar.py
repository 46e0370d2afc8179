"""A calendar: one bar per task over the months, what it says written on it or beside it, and the months that hold too much."""

from collections import namedtuple

from essor.portable.french import NBSP, typeset
from essor.portable.pictures.drawing import GAP, NARROW, Drawing, corners
from essor.portable.pictures.held import bar_grip
from essor.portable.pictures.plot import Chart, said

# A task: `start` month from 0, length in months, what is written. `state`: « on » is full, « off » hollow, « none » a thin line.
Task = namedtuple("Task", ["name", "start", "months", "text", "state"])

ROW, NARROW_ROW = 34, 44  # px, where no height is asked for
THICK, THIN, SHARE = 24, 16, 0.55  # a bar, wide and narrow: px, or a share of its row where that is more
THINNEST = 8  # px: where there is less under the words, they stand over the bar
NAMES = 0.3  # of the width, at most, for names on the left
TICK = 5  # px
DASHED = "6 3"


def calendar(view, tasks, horizon, step, crowded=(), meaning="", held=()):
    """A Chart of `tasks`, top to bottom, over `horizon` months with a tick every `step`; `crowded` are ranges (from,
    to) of months, which `meaning` names; `held` has a Held a task, whose bar slides."""
    drawn = _Calendar(view, tasks, horizon=horizon, step=step, crowded=crowded, meaning=typeset(meaning), held=held)
    names = [task.name for task in tasks]
    spans = [f"de {task.start + 1} à {task.start + task.months}" for task in tasks]
    return Chart(drawn.svg, said("", [("Mois", names, spans), ("Heures", names, [task.text for task in tasks])]))


class _Calendar:
    def __init__(self, view, tasks, horizon, step, crowded, meaning, held):
        self.tasks, self.horizon, self.step, self.crowded, self.meaning = tasks, horizon, step, crowded, meaning
        self.held = held
        self.narrow = view.width < NARROW
        probe = Drawing(view, 1)
        line = probe.line_height
        self.top = line + 4 if crowded else 2
        natural = self.top + len(tasks) * (NARROW_ROW if self.narrow else ROW) + line + TICK + 2
        self.drawing = Drawing(view, view.height or natural)
        self.bottom = self.drawing.height - line - TICK - 2
        self.row = (self.bottom - self.top) / len(tasks)
        names = min(max([probe.wide(typeset(task.name)) for task in tasks]), NAMES * view.width)
        self.left = 1 if self.narrow else names + 2 * GAP

    def _x(self, month):
        return self.left + month * (self.drawing.width - 1 - self.left) / self.horizon

    def svg(self):
        drawing = self.drawing
        for begin, end in self.crowded:
            drawing.area(corners(self._x(begin), self.top - 2, self._x(end) - self._x(begin), self.bottom - self.top + 2), "ochre", ".2")
        if self.crowded:
            begin, end = max(self.crowded, key=lambda ends: (ends[1] - ends[0], -ends[0]))
            drawing.label([((self._x(begin) + self._x(end)) / 2, drawing.line_height / 2, "middle")], self.meaning, "ochre", strong=True)
        self._axis()
        for rank, task in enumerate(self.tasks):
            top, start, end = self.top + self.row * rank, self._x(task.start), self._x(min(self.horizon, task.start + task.months))
            self._task(task, start, end, top=top)
            if self.held:
                bar_grip(drawing, self.held[rank], (start, top, end - start, self.row), self._x)
        return drawing.svg()

    def _axis(self):
        drawing, y = self.drawing, self.bottom + TICK + self.drawing.line_height / 2
        for month in range(0, self.horizon + 1, self.step):
            x, last = self._x(month), month + self.step > self.horizon
            drawing.stroke([(x, self.top), (x, self.bottom + TICK)], "line", 1)
            text = f"{month}{NBSP}mois" if last else str(month)
            drawing.write(drawing.width if last else x, y, text, "soft", "end" if last else "middle" if month and x > drawing.wide(text) else "start")
        drawing.stroke([(self.left, self.bottom), (drawing.width, self.bottom)], "soft", 1.5)

    def _task(self, task, start, end, top):
        drawing = self.drawing
        name, text = typeset(task.name), typeset(task.text) + (f"{NBSP}→" if task.start + task.months > self.horizon else "")
        role = "soft" if task.state == "none" else "ink"
        if self.narrow:
            self._over(task, name, text=text, start=start, end=end, top=top)
            return
        middle, thick = top + self.row / 2, min(self.row - 4, max(THICK, SHARE * self.row))
        lines = drawing.lines(name, self.left - 2 * GAP)
        drawing.block(self.left - 2 * GAP, middle, lines, role, "end")
        self._bar(task, start, end, top=middle - thick / 2, high=thick)
        wide = drawing.wide(text, True) + 2 * GAP
        on = task.state == "on"
        if wide < end - start:
            drawing.write(start + GAP, middle, text, "paper" if on else role, strong=True, halo="petrol" if on else "paper")
        elif end + wide < drawing.width:
            drawing.write(end + GAP, middle, text, role, strong=True, halo="paper")
        else:
            drawing.write(start - GAP, middle, text, role, "end", strong=True, halo="paper")

    def _over(self, task, name, text, start, end, top):
        """The name begins where its bar does, as far as there is room, above it; over it where rows are low."""
        drawing, line, role = self.drawing, self.drawing.line_height, "soft" if task.state == "none" else "ink"
        high = min(self.row - line - 4, max(THIN, SHARE * (self.row - line)))
        over = high < THINNEST
        x = min(start + (GAP if over else 0), drawing.width - drawing.wide(name) - GAP - drawing.wide(text, True))
        middle, halo = top + (self.row if over else line) / 2, "" if over and task.state == "on" else "paper"
        drawing.write(x, middle, name, role, halo=halo)
        drawing.write(x + drawing.wide(name) + GAP, middle, text, role, strong=True, halo=halo)
        if over and task.state == "on":
            drawing.area(corners(start, top + 1, end - start, self.row - 2), "petrol", ".35")
        elif over:
            self._bar(task, start, end, top=top + 1, high=self.row - 2)
        else:
            self._bar(task, start, end, top=top + line + 1, high=high)

    def _bar(self, task, left, right, top, high):
        drawing = self.drawing
        if task.state == "none":
            drawing.stroke([(left, top + high / 2), (right, top + high / 2)], "soft", 2, "2 4")
        elif task.state == "off":
            edge = corners(left + 1, top + 1, right - left - 2, high - 2)
            drawing.area(edge, "paper", "1")
            drawing.stroke(edge + edge[:2], "ochre", 2, DASHED)
        else:
            drawing.rect(left, top, right - left, high, "petrol")
            for begin, end in self.crowded:
                begin, end = max(left, self._x(begin)), min(right, self._x(end))
                if begin < end:
                    drawing.hatch(begin, top, end - begin, high, 7)
