"""Ranked bars: a hundred territories from the strongest to the weakest, as a skyline; a few are named, and references drawn across."""

from collections import namedtuple

from essor.portable.french import typeset
from essor.portable.pictures.drawing import GAP, SAMPLE, TEXT, Box, Drawing, colour, coordinate, heading, polyline
from essor.portable.pictures.plot import DOTS, Chart, Mark, Plot, Trace

# A territory: its rank from 1, its value and what is written of it. `colour` is a role of the palette.
Named = namedtuple("Named", ["rank", "value", "label", "colour"])

# A reference to compare with, drawn across.
Reference = namedtuple("Reference", ["value", "label"])

SHARE = 0.5  # height over width, between the two heights below
LOWEST, HIGHEST = 270, 380  # px
EVERY = 25  # ranks written under the bars
DASHES = ("8 4", "2 4")  # of references, from the highest


def ranked_bars(view, territories, named, references, title, ordinal, unit=""):
    """A Chart. `territories` are all, as Named, from the highest value to the lowest, none below 0; those that are `named` stand out,
    and the first is named where there is room. At most two `references`; `ordinal` writes a rank in words."""
    traces = [Trace("tous", [one.rank for one in territories], [one.value for one in territories], [one.label for one in territories], "soft")]
    traces += [Trace(one.label, [one.rank], [one.value], [one.label], one.colour) for one in named]
    marks = [Mark("y", one.value, one.label) for one in references]
    drawn = _Ranked(view, territories, named=named, references=references, title=typeset(title), ordinal=ordinal)
    return Chart(drawn.svg, Plot(DOTS, traces, "Rang", title, "", unit, marks))


class _Ranked:
    def __init__(self, view, territories, named, references, title, ordinal):
        self.territories, self.named, self.ordinal = territories, named, ordinal
        self.references = sorted(references, key=lambda one: (-one.value, one.label))
        self.drawing = Drawing(view, view.height or max(LOWEST, min(HIGHEST, SHARE * view.width)) * view.text / TEXT)
        self.line, self.top = self.drawing.line_height, heading(self.drawing, title)
        self.bottom, self.step = self.drawing.height - self.line - 3, view.width / len(territories)
        highest = max([one.value for one in territories + self.references]) or 1
        self.scale = (self.bottom - self.top - GAP) / highest

    def _x(self, rank):
        return self.step * (rank - 0.5)

    def _y(self, value):
        return self.bottom - self.scale * value

    def _above(self, y):
        """Middles of the lines of text that stand above a height, from the nearest up to the title."""
        return [y - self.line * (0.5 + 0.25 * row) for row in range(1 + max(0, int(4 * (y - self.top) / self.line) - 4))]

    def svg(self):
        drawing, wide = self.drawing, self.drawing.width
        thick = max(0.7 * self.step, self.step - 3)
        places = [(self._x(one.rank), self._y(one.value)) for one in self.territories]
        bars = "".join([polyline([(x, self.bottom), (x, y)]) for x, y in places])
        drawing.shape(f'<path d="{bars}" fill="none" stroke="{colour("soft")}" stroke-opacity=".5" stroke-width="{coordinate(thick)}"/>')
        drawing.stroke([(0, self.bottom), (wide, self.bottom)], "soft", 1.5)
        dashed = list(zip(self.references, DASHES))
        for one, dash in dashed:
            y = self._y(one.value)
            drawing.stroke([(0, y), (wide, y)], "ink", 1.5, dash)
            drawing.take(0, y - 1, wide, y + 1)
        for one in self.named:
            x, y = self._x(one.rank), self._y(one.value)
            drawing.stroke([(x, self.bottom), (x, y)], one.colour, max(4, thick))
            drawing.take(x - 6, y - 6, x + 6, y)
        for one in self.named:
            self._name(one, strong=True)
        for one, dash in dashed[::-1]:
            self._reference(one, dash)
        if 1 not in [one.rank for one in self.named]:
            self._name(self.territories[0], strong=False)
        self._ranks()
        return drawing.svg()

    def _written(self, places, text, role, strong=False, before=0):
        """Write the text at the first of the places that is free, off the bars and the references, with `before` px free on its left:
        where it is, or None."""
        for x, y, anchor in places:
            box = self.drawing.box(x, y, text, anchor, strong)
            # Bars fall to the right: what is above the one at its left end is above all.
            bar = self.territories[min(max(0, int((box.left - before) / self.step)), len(self.territories) - 1)]
            if box.top >= self.top and box.bottom <= self._y(bar.value) and self.drawing.is_free(Box(box.left - before, box.top, box.right, box.bottom)):
                return self.drawing.write(x, y, text, role, anchor, strong, halo="paper")
        return None

    def _name(self, one, strong):
        """Beside the top of its bar, or above it, at the end of a line that leads to it."""
        x, y, drawing, line = self._x(one.rank), self._y(one.value), self.drawing, self.line
        places = [(x + self.step / 2 + GAP, y + line / 2, "start")]
        for row in self._above(y - GAP):
            places += [(x, row, "start"), (x, row, "middle"), (min(x + 4, drawing.width), row, "end")]
        box = self._written(places, typeset(one.label), one.colour, strong)
        if box and box.bottom < y - GAP - 1:
            drawing.stroke([(x, y), (x, box.bottom)], one.colour, 1.5)
            drawing.take(x - 1, box.bottom, x + 1, y)

    def _reference(self, one, dash):
        """At the right end, where bars are low: over its line, under it, or higher, after a sample of its stroke."""
        drawing, y, sample = self.drawing, self._y(one.value), (SAMPLE + GAP) * (len(self.references) > 1)
        rows = self._above(y - 2)
        rows.insert(1, y + 2 + self.line / 2)
        places = [(drawing.width * end, row, "end") for end in (1, 0.8, 0.6) for row in rows]
        box = self._written(places, typeset(one.label), "ink", before=sample)
        if box and sample:
            middle = (box.top + box.bottom) / 2
            drawing.stroke([(box.left - sample, middle), (box.left - GAP, middle)], "ink", 1.5, dash)
            drawing.take(box.left - sample, box.top, box.left, box.bottom)

    def _ranks(self):
        """Under the bars, ranks of those that are named, then round ones where there is room."""
        last, y = len(self.territories), self.bottom + self.line / 2 + 3
        ranks = [(one.rank, one.colour) for one in self.named] + [(rank, "soft") for rank in [1, last] + list(range(EVERY, last, EVERY))]
        for rank, role in ranks:
            text, strong = self.ordinal(rank), role != "soft"
            half = self.drawing.wide(f" {text} ", strong) / 2
            x = min(max(self._x(rank), half + 0.1), self.drawing.width - half - 0.1)
            if self.drawing.is_free(self.drawing.box(x, y, f" {text} ", "middle", strong)):
                self.drawing.write(x, y, text, role, "middle", strong)
