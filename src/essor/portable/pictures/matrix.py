"""A matrix of who does what: a disc a cell, the fuller the more it is involved; rows that count for nothing stand out."""

from essor.portable.french import typeset
from essor.portable.pictures.drawing import GAP, SAMPLE, Drawing, colour, corners, curve, legend, start
from essor.portable.pictures.held import pressed
from essor.portable.pictures.plot import Chart, said

ROW = 2.1  # in type sizes, in a frame that leaves its height to the picture
NAMES = 0.42  # of the width, at most, for names of rows
LARGEST = 1.6  # in type sizes: the radius of a disc
DISC = 0.38  # of a cell: the same
TIGHT = 1.07  # in type sizes: from a line to the next, in a frame that is very low
KEY = 2  # lines, at most
RING = 0.6  # of the radius: that of a level that does not count
CURVE = 0.5523  # of the radius: a quarter of a circle as a Bézier curve
SHOWN = 0.5  # in type sizes: the radius of a disc of the key
COUNTED = 2  # the level from which a row counts


def matrix_picture(view, rows, columns, values, levels, empty, name=""):
    """A Chart. `values` has a row of levels from 0 to 3 per name of `rows`; `levels` names these four: a dash, a ring, a
    half disc, a disc. `empty` says of a row that it has no level from COUNTED on.
    `name` is that of the table, whose cells go one level up at each press, and back to nothing."""
    columns_said = [(name, rows, [levels[level] for level in column]) for name, column in zip(columns, zip(*values))]
    return Chart(_Matrix(view, rows, columns=columns, values=values, levels=levels, empty=empty, name=name).svg, said("", columns_said))


class _Matrix:
    def __init__(self, view, rows, columns, values, levels, empty, name):
        self.view, self.columns, self.values, self.levels, self.empty = view, [typeset(name) for name in columns], values, levels, empty
        self.name = name
        self.drawing = probe = Drawing(view, 10000)
        self.line = probe.line_height
        widest = max([probe.wide(typeset(name), True) for name in rows])
        self.left = min(widest, NAMES * view.width) + 2 * GAP
        self.column = (view.width - self.left) / len(columns)
        self.names = [probe.lines(typeset(name), self.left - 2 * GAP, True) for name in rows]
        self.heads = [probe.lines(name, self.column - GAP) for name in self.columns]
        # A name that does not fit over its column has a line of its own, led to it.
        self.stairs = any(probe.wide(text) > self.column - GAP for lines in self.heads for text in lines)
        heads, deep = len(columns) if self.stairs else max([len(lines) for lines in self.heads]), max([len(lines) for lines in self.names])
        self.blank = [max(row) < COUNTED for row in values]
        self.tight = 0 < view.height < self.line * (heads + deep * len(rows) + KEY)
        self.pitch = TIGHT * view.text if self.tight else self.line
        self.top, key = self.pitch * heads + 2, self._key(probe, 0)
        high = view.height or self.top + ROW * view.text * deep * len(rows) + key
        if deep > 1:  # names on several lines keep the room that they take
            high = max(high, self.top + self.line * deep * len(rows) + key)
        self.row = (high - self.top - key) / len(rows)
        self.radius = min(DISC * self.row, DISC * self.column, LARGEST * view.text)
        self.drawing = Drawing(view, high)

    def _key(self, drawing, top):
        entries = [(lambda d, x, y, level=level: self._disc(d, x + SAMPLE / 2, y, self.view.text * SHOWN, level), self.levels[level]) for level in (3, 2, 1)]
        if any(self.blank) and not self.tight:
            entries.append((lambda d, x, y: self._band(d, x, y - 7, SAMPLE, 14), typeset(self.empty)))
        return legend(drawing, top + (0 if self.tight else 4), entries)

    def svg(self):
        drawing, right = self.drawing, self.view.width
        bottom = self.top + self.row * len(self.values)
        for rank, lines in enumerate(self.heads):
            x = self.left + self.column * (rank + 0.5)
            if self.stairs:
                y = self.pitch * (len(self.columns) - rank - 0.5)
                drawing.write(x + GAP / 2, y, self.columns[rank], "ink", "end")
                drawing.stroke([(x, y + self.pitch / 2 - 1), (x, bottom)], "line", 1)
            else:
                drawing.block(x, self.top - 2 - self.pitch * len(lines) / 2, lines, "ink", "middle", step=self.pitch)
        for rank, (lines, row) in enumerate(zip(self.names, self.values)):
            y = self.top + self.row * rank
            if self.blank[rank]:
                self._band(drawing, 0, y + 1, right, self.row - 2)
            drawing.stroke([(0, y), (right, y)], "line", 1)
            y += self.row / 2
            drawing.block(self.left - 2 * GAP, y, lines, "ochre" if self.blank[rank] else "ink", "end", self.blank[rank])
            for at, level in enumerate(row):
                self._disc(drawing, self.left + self.column * (at + 0.5), y, self.radius, level)
                if self.name:
                    place = (self.left + self.column * at, y - self.row / 2, self.column, self.row)
                    pressed(drawing, f"{self.name}:{rank},{at}", (level + 1) % len(self.levels), place)
        self._key(drawing, bottom)
        return drawing.svg()

    def _band(self, drawing, left, top, wide, high):
        drawing.area(corners(left, top, wide, high), "ochre", ".16")

    def _disc(self, drawing, x, y, radius, level):
        if level == 0:
            drawing.stroke([(x - 3, y), (x + 3, y)], "soft", 1.5)
        elif level < COUNTED:
            drawing.dot(x, y, RING * radius, "soft", hollow=True)
        else:
            drawing.dot(x, y, radius + (-1 if level == COUNTED else 1), "petrol", hollow=level == COUNTED)
        if level == COUNTED:
            reach = radius * CURVE
            x0, x1, y1 = x - radius, x + radius, y + radius
            left, right = curve((x0, y + reach), (x - reach, y1), (x, y1)), curve((x + reach, y1), (x1, y + reach), (x1, y))
            drawing.shape(f'<path d="{start(x0, y)}{left}{right}Z" fill="{colour("petrol")}"/>')
