"""Slopes: each line goes from its amount under one heading to its amount under the other; each side is a ranking, read downwards."""

from collections import namedtuple

from essor.portable.french import NBSP, typeset
from essor.portable.pictures.drawing import GAP, TEXT, Drawing
from essor.portable.pictures.plot import Chart, said
from essor.portable.pictures.scales import apart

# A line: `values` and what is written of them, one a side, at least 0; `note` is written along it. `colour` is a role of the
# palette, and `strong` draws it thick. Without `certain`, the second value stands for something unknown: the line is dotted and
# its end hollow.
Slope = namedtuple("Slope", ["name", "values", "texts", "colour", "strong", "certain", "note"])

SHARE = 0.55  # height over width, between the two heights below
LOWEST, HIGHEST = 300, 380  # px
ONE_LINE = 0.62  # of the width, at most, for names and amounts on one line on both sides
LEAD = 20  # px, from a dot to its label
SIDES = (0, "end", -1), (1, "start", 1)


def slope_picture(view, slopes, headings, strong, title):
    """A Chart: `headings` name the two sides, and `strong` is the rank of the one that is in bold."""
    return Chart(
        _Slopes(view, slopes, headings=headings, strong=strong, title=typeset(title)).svg, said(title, [(one.name, headings, one.texts) for one in slopes])
    )


class _Slopes:
    def __init__(self, view, slopes, headings, strong, title):
        self.slopes, self.strong = slopes, strong
        self.drawing = drawing = Drawing(view, view.height or max(LOWEST, min(HIGHEST, SHARE * view.width)) * view.text / TEXT)
        self.line = drawing.line_height
        # What is written beside each dot, by side: one line of text, or two.
        self.said = [[[f"{one.name}{NBSP}: {one.texts[side]}"] for one in slopes] for side in (0, 1)]
        if sum(self._widest()) > ONE_LINE * view.width:
            self.said = [[[one.name, one.texts[side]] for one in slopes] for side in (0, 1)]
        before, after = self._widest()
        self.xs = before + LEAD + GAP, view.width - after - LEAD - GAP
        drawing.write(0, self.line / 2, title, "soft")
        rooms = self.xs[0], view.width - self.xs[1]
        lines = [drawing.lines(typeset(heading), room, side == strong) for side, (heading, room) in enumerate(zip(headings, rooms))]
        deep = max([len(one) for one in lines])
        for side, anchor, way in SIDES:
            middle = self.line * (1 + deep - len(lines[side]) / 2)
            drawing.block(self.xs[side] - way, middle, lines[side], "ink" if side == strong else "soft", anchor, side == strong)
        half = self.line * len(self.said[0][0]) / 2
        self.top, self.bottom = self.line * (1 + deep) + max(half, self.line * 0.6) + 1, drawing.height - half - 1
        self.highest = max([max(one.values) for one in slopes]) or 1

    def _widest(self):
        return [max([self.drawing.wide(text, True) for lines in side for text in lines]) for side in self.said]

    def _y(self, value):
        return self.bottom - (self.bottom - self.top) * value / self.highest

    def svg(self):
        drawing, line = self.drawing, self.line
        for x in self.xs:
            drawing.stroke([(x, self.top - line * 0.5), (x, self.bottom)], "line", 1)
        drawing.stroke([(self.xs[0], self.bottom), (self.xs[1], self.bottom)], "line", 1)
        for one in self.slopes:
            drawing.stroke([(x, self._y(value)) for x, value in zip(self.xs, one.values)], one.colour, 4 if one.strong else 2.5, "" if one.certain else "2 5")
        for side, anchor, way in SIDES:
            self._names(side, anchor, way)
        for one in self.slopes:
            for side, x in enumerate(self.xs):
                drawing.dot(x, self._y(one.values[side]), 6 if one.strong else 5, one.colour, hollow=side == 1 and not one.certain)
            self._note(one)
        return drawing.svg()

    def _note(self, one):
        """Over the middle of the line, or under it."""
        start, end = [self._y(value) for value in one.values]
        way, anchor = (-1, "end") if end < start else (1, "start")
        x, climb = sum(self.xs) / 2, way * GAP * (end - start) / (self.xs[1] - self.xs[0])
        over, under = (start + end) / 2 + climb - self.line / 2 - 2, (start + end) / 2 - climb + self.line / 2 + 2
        if one.note:
            places = [(x + way * GAP, over, anchor), (x - way * GAP, under, "start" if way < 0 else "end")]
            self.drawing.label(places, one.note, one.colour, strong=True)

    def _names(self, side, anchor, way):
        """Names and amounts beside the dots of a side, led to them where they had to be moved to keep apart."""
        drawing, said = self.drawing, self.said[side]
        deep = self.line * len(said[0])
        levels = apart([self.bottom - self._y(one.values[side]) for one in self.slopes], deep, self.bottom - self.top)
        for one, lines, level in zip(self.slopes, said, levels):
            x, y = self.xs[side], self.bottom - level
            drawing.stroke([(x, self._y(one.values[side])), (x + way * LEAD, y)], one.colour, 1)
            for rank, text in enumerate(lines):
                bold = side == self.strong and rank == len(lines) - 1
                drawing.write(x + way * (LEAD + GAP / 2), y + self.line * (rank - (len(lines) - 1) / 2), text, one.colour, anchor, bold)
