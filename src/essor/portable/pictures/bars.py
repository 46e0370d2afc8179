"""Horizontal bars from zero: names on the left or, in a narrow frame, above; values on the bars; limits as named lines."""

from collections import namedtuple

from essor.portable.french import typeset
from essor.portable.pictures.drawing import DASHED, GAP, NARROW, SAMPLE, Drawing, heading, legend
from essor.portable.pictures.held import RADIUS, grip
from essor.portable.pictures.plot import BARS, STACK, Chart, Plot, Trace

# A series of values, one per row. `label` names it; `colour` is a role of the palette; `texts` is what is written on each bar, with
# its unit: once stacked, it may be « name<br>amount ».
Series = namedtuple("Series", ["label", "values", "colour", "texts"])

THICK, THIN = 22, 17  # px, a bar alone and one among several
BETWEEN, LEAST_BETWEEN = 12, 4  # px, between two rows
MOST_THICK = 3  # times what suits a bar, in a high frame
LEAST = 0.92  # of a line of text, the thickness of a bar in a low one: letters still stand apart
NAMES = 0.36  # of the width, at most, for names on the left


def bar_chart(view, rows, series, x_title, unit="", marks=(), stacked=False, within=False, held=(), key=True):
    """A Chart of horizontal bars: `rows` are their names, top to bottom; several series stand side by side
    or, `stacked`, end to end. `within`: values are written where the bars that have room begin, away from a limit near their ends.
    `held`: (row, rank of a series, Held), by their ranks, of ends that slide. Without `key`, the texts name the series."""
    drawn = _Bars(view, rows, series=series, title=typeset(x_title), marks=marks, stacked=stacked, within=within, held=held, key=key)
    traces = [Trace(one.label, rows, one.values, [text.replace("<br>", " ") for text in one.texts], one.colour) for one in series]
    return Chart(drawn.svg, Plot(STACK if stacked else BARS, traces, x_title, "", unit, "", marks))


class _Bars:
    def __init__(self, view, rows, series, title, marks, stacked, within, held, key):
        self.view, self.rows, self.series, self.title = view, [typeset(name) for name in rows], series, title
        self.marks, self.stacked, self.within = [mark for mark in marks if mark.axis == "x"], stacked, within
        self.held = {(row, rank): one for row, rank, one in held}
        self.narrow, self.key = view.width < NARROW, key
        self.probe = Drawing(view, 1)
        self.line = self.probe.line_height
        self.left = 0 if self.narrow else self._names_wide() + 2 * GAP
        self.names = [self.probe.lines(name, (view.width if self.narrow else self.left - 2 * GAP)) for name in self.rows]
        self.scale, self.zero = self._scaled()
        self.thick = 0.0

    def _names_wide(self):
        longest = max([self.probe.wide(name) for name in self.rows] + [0])
        return min(longest, NAMES * self.view.width)

    def _ends(self):
        """(value, width of the text written beyond it) of everything that the axis must hold."""
        found = [(0, 0)] + [(mark.value, 2) for mark in self.marks]
        for row in range(len(self.rows)):
            values = [one.values[row] for one in self.series]
            if self.stacked:
                found += [(sum([v for v in values if v > 0]), 2), (sum([v for v in values if v < 0]), 2)]
            else:
                found += [(v, self._beyond(row, rank)) for rank, v in enumerate(values)]
        return found

    def _beyond(self, row, rank):
        """The width of what stands beyond the end of a bar: what may be held, and its text."""
        text = 0 if self.within else self.probe.wide(typeset(self.series[rank].texts[row])) + GAP
        return 2 + text + (RADIUS if (row, rank) in self.held else 0)

    def _scaled(self):
        """px for one unit, and where zero is: everything fits in the frame."""
        ends = self._ends()
        low = min([value for value, _ in ends])
        before = max([beyond for value, beyond in ends if value < 0] + [0])
        room = self.view.width - self.left - before
        scales = [(room - beyond) / (value - low) for value, beyond in ends if value > low]
        scale = min(scales) if scales else 0
        return scale, self.left + before - low * scale

    def _at(self, value):
        return self.zero + value * self.scale

    def _row_high(self, rank):
        """Height of a row without the room around it."""
        thick = self.thick * (1 if self.stacked else len(self.series))
        names = self.line * len(self.names[rank])
        return thick + names if self.narrow else max(thick, names)

    def svg(self):
        named = self.key and (self.stacked or len(self.series) > 1)
        entries = [(self._sample(rank), typeset(one.label)) for rank, one in enumerate(self.series)] if named else []
        # The key and the names of the limits are measured first: the picture is as high as what it holds.
        top = self._head(Drawing(self.view, 10000), entries)
        self.thick, between = self._sized(top)
        rows = [self._row_high(rank) + between for rank in range(len(self.rows))]
        drawing = Drawing(self.view, max(self.view.height, top + sum(rows) + 2))
        self._head(drawing, entries)
        y = top
        for rank, high in enumerate(rows):
            self._row(drawing, rank, top=y + between / 2, high=high - between)
            y += high
        if not self.narrow:
            drawing.stroke([(self.zero, top), (self.zero, y)], "soft", 1.5)
        for mark in self.marks:
            # Apart from the bars that it cuts: who passes a limit is seen.
            limit = [(self._at(mark.value), top - 2), (self._at(mark.value), y)]
            drawing.stroke(limit, "paper", 5)
            drawing.stroke(limit, "ink", 1.5, DASHED)
        return drawing.svg()

    def _sized(self, top):
        """Thickness of a bar and room between rows: those that suit, or what fills the height asked for, as near as text allows."""
        each = 1 if self.stacked else len(self.series)
        usual = max(THICK if each == 1 else THIN, self.line * (1.1 if each == 1 else 0.95))
        if not self.view.height:
            return usual, BETWEEN
        above = sum([self.line * len(lines) for lines in self.names]) if self.narrow else 0
        room = (self.view.height - top - above - 2) / len(self.rows)
        thick = max(LEAST * self.line, min(MOST_THICK * usual, 0.75 * room / each))
        return thick, max(LEAST_BETWEEN, room - thick * each)

    def _head(self, drawing, entries):
        """What is measured, the key, and the names of the limits; the height after them."""
        y = heading(drawing, self.title)
        if entries:
            y = legend(drawing, y, entries)
        y += 4
        deepest = y
        for mark in sorted(self.marks, key=lambda one: (one.value, one.label)):
            text, x = typeset(mark.label), self._at(mark.value)
            places = [(x + dx, y + self.line * (0.5 + row), anchor) for row in range(4) for dx, anchor in ((-2, "start"), (2, "end"), (0, "middle"))]
            deepest = max(deepest, drawing.label(places, text, "ink").bottom)
        return deepest + 2

    def _sample(self, rank):
        return lambda drawing, x, y: self._bar(drawing, rank, x, y - 6, SAMPLE, 12)

    def _bar(self, drawing, rank, left, top, wide, high):
        role = self.series[rank].colour
        drawing.rect(left, top, wide, high, role, outlined=rank % 3 == 2)
        if rank % 3 == 1 and wide > 4:
            drawing.hatch(left, top, wide, high)

    def _row(self, drawing, row, top, high):
        lines = self.names[row]
        if self.narrow:
            drawing.block(0, top + self.line * len(lines) / 2, lines, halo="paper" if self.marks else "")
            top += self.line * len(lines)
            high -= self.line * len(lines)
            # Names stand above: what bars start from is drawn beside each.
            drawing.stroke([(self.zero, top - 1), (self.zero, top + high + 1)], "soft", 1.5)
        else:
            drawing.block(self.left - 2 * GAP, top + high / 2, lines, anchor="end")
        if self.stacked:
            self._stack(drawing, row, top + (high - self.thick) / 2)
            return
        thick = self.thick
        y = top + (high - thick * len(self.series)) / 2
        for rank, one in enumerate(self.series):
            value, text = one.values[row], typeset(one.texts[row])
            start, end = min(self._at(0), self._at(value)), max(self._at(0), self._at(value))
            self._bar(drawing, rank, start, y + 1, end - start, thick - 2)
            middle = y + thick / 2
            if self.within and end - start > drawing.wide(text) + 2 * GAP:
                drawing.write(start + GAP, middle, text, "paper")
            elif value < 0:
                drawing.write(start - GAP, middle, text, "ink", "end", halo="paper" if self.marks else "")
            else:
                beyond = RADIUS if (row, rank) in self.held else 0
                drawing.write(end + beyond + GAP, middle, text, "ink", halo="paper" if self.marks else "")
            if (row, rank) in self.held:
                grip(drawing, self.held[row, rank], end, middle, axis="x", at=self._at)
            y += thick

    def _stack(self, drawing, row, top):
        forward = backward = 0
        for rank, one in enumerate(self.series):
            value = one.values[row]
            begin = forward if value >= 0 else backward + value
            if value >= 0:
                forward += value
            else:
                backward += value
            start, wide = self._at(begin), abs(value) * self.scale
            if wide <= 0:
                continue
            self._bar(drawing, rank, start + 0.5, top + 1, max(0.5, wide - 1), self.thick - 2)
            # The key names the series: the amount alone is enough where there is no room for both.
            words = typeset(one.texts[row]).split("<br>")
            text = " ".join(words) if drawing.wide(" ".join(words), True) + GAP <= wide else words[-1]
            if text and drawing.wide(text, True) + GAP <= wide:
                role, halo = ("ink", "") if rank % 3 == 2 else ("paper", one.colour)
                drawing.write(start + wide / 2, top + self.thick / 2, text, role, "middle", strong=True, halo=halo)
