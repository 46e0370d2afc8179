"""A sum shared out: bands as thick as what they carry, from one bar to blocks that say their amount and name."""

from collections import namedtuple

from essor.portable.french import typeset
from essor.portable.pictures.drawing import GAP, SAMPLE, Drawing, curve, legend, place_of, start
from essor.portable.pictures.plot import Chart, said

# Where a part of the sum goes: `amount` ≥ 0, of which `marked` is hatched; what `fed` lacks to it has nothing behind. `text` is the
# amount, written; `detail` is written under the name where there is room. A `spare` one waits: it is hollow.
End = namedtuple("End", ["name", "amount", "marked", "fed", "text", "detail", "spare"])

SHARE = 0.55  # height over width, between the two heights below
LOWEST, HIGHEST = 300, 400  # px
BAR, BLOCK = 18, 30  # px, the widths of the sum and of its parts
BETWEEN, TIGHT = 6, 2  # px, between two blocks, and where words take all of the height
NAMES = 0.66  # of the width, at most, for names
WORDS = 0.85  # of the height, at most, for words: the rest makes blocks as high as their amounts
THINNEST = 1.5  # px
FILLINGS = PLAIN, HATCHED, HOLLOW = "plain", "hatched", "hollow"


def sankey(view, name, ends, keys):
    """A Chart: `name` names the sum; `keys` name what is plain, hatched and hollow, an empty text when nothing is."""
    return Chart(_Sankey(view, typeset(name), ends, keys).svg, said("", [(name, [end.name for end in ends], [end.text for end in ends])]))


class _Sankey:
    def __init__(self, view, name, ends, keys):
        self.name, self.ends, self.keys, self.between = name, ends, keys, BETWEEN
        self.drawing = Drawing(view, view.height or max(LOWEST, min(HIGHEST, SHARE * view.width)))
        drawing = self.drawing
        self.amounts = max([drawing.wide(end.text, True) for end in ends])
        longest = max([drawing.wide(typeset(text)) for end in ends for text in (end.name, end.detail)])
        room = min(longest + self.amounts + 3 * GAP, NAMES * view.width)
        self.block = view.width - room - BLOCK
        self.room = room - self.amounts - 2 * GAP - 1

    def svg(self):
        drawing, line = self.drawing, self.drawing.line_height
        samples = [(_sample(filling), typeset(key)) for filling, key in zip(FILLINGS, self.keys) if key]
        top = legend(drawing, 0, samples) + 6
        drawing.write(0, top + line / 2, self.name, "ink", strong=True, halo="paper")
        top += line + 4
        labels = self._labels(drawing.height - top)
        scale = self._scale(labels, drawing.height - top - 2)
        begin = y = top
        for end, lines in zip(self.ends, labels):
            high, fed = max(THINNEST, end.amount * scale), end.fed * scale
            slot = max(high, len(lines) * line)
            if end.fed:
                self._band(begin, y + (slot - high) / 2, fed, end.spare)
            self._block(end, y + (slot - high) / 2, high, scale)
            for rank, (text, role) in enumerate(lines):
                middle = y + slot / 2 + line * (rank - (len(lines) - 1) / 2)
                if not rank:
                    drawing.write(self.block + BLOCK + GAP + self.amounts, middle, end.text, "ochre" if end.spare else "ink", "end", strong=True)
                drawing.write(self.block + BLOCK + 2 * GAP + self.amounts, middle, text, role)
            begin += fed
            y += slot + self.between
        lacking = sum([end.amount - end.fed for end in self.ends]) * scale
        if lacking > 0.1:
            _fill(drawing, 0, begin + 2, BAR, high=lacking, filling=HOLLOW)
        return drawing.svg()

    def _labels(self, high):
        """(text, role) of each end's lines, with its details where there is room."""
        names = [[(text, "ink" if end.amount else "soft") for text in self.drawing.lines(typeset(end.name), self.room)] for end in self.ends]
        details = [[(text, "soft") for text in self.drawing.lines(typeset(end.detail), self.room)] if end.detail else [] for end in self.ends]
        full = [name + detail for name, detail in zip(names, details)]
        if self._words(names) > WORDS * high:
            self.between = TIGHT
        return full if self._words(full) <= WORDS * high else names

    def _words(self, labels):
        return sum([len(lines) * self.drawing.line_height + BETWEEN for lines in labels])

    def _scale(self, labels, high):
        """px for one unit: every end has the height of its words, and of its amount."""
        least = [len(lines) * self.drawing.line_height for lines in labels]
        high -= self.between * (len(self.ends) - 1)
        low, most = 0.0, high / max(1e-9, sum([end.amount for end in self.ends]))
        for _ in range(30):
            middle = (low + most) / 2
            if sum([max(words, THINNEST, end.amount * middle) for words, end in zip(least, self.ends)]) > high:
                most = middle
            else:
                low = middle
        return low

    def _band(self, begin, arrive, high, spare):
        _fill(self.drawing, 0, begin, BAR, high=high, filling=HOLLOW if spare else PLAIN)
        middle, low, under = (BAR + self.block) / 2, arrive + high, begin + high
        there = curve((middle, begin), (middle, arrive), (self.block, arrive))
        back = curve((middle, low), (middle, under), (BAR, under))
        path = f"{start(BAR, begin)}{there}L{place_of(self.block, low)}{back}Z"
        self.drawing.fill(path, "ochre" if spare else "petrol", ".25")

    def _block(self, end, top, high, scale):
        fed, marked = end.fed * scale, min(end.marked, end.fed) * scale
        if not end.amount:
            self.drawing.stroke([(self.block, top), (self.block + BLOCK, top)], "line", THINNEST)
            return
        for above, below, filling in ((0, marked, HATCHED), (marked, fed, HOLLOW if end.spare else PLAIN), (fed, high, HOLLOW)):
            if below - above > 0.1:
                _fill(self.drawing, self.block, top + above, BLOCK, high=below - above, filling=filling)


def _fill(drawing, left, top, wide, high, filling):
    if filling == HOLLOW:
        edge = min(2, high / 2)
        drawing.rect(left + edge / 2, top + edge / 2, wide - edge, high - edge, "ochre", outlined=True)
        return
    drawing.rect(left, top, wide, high, "petrol")
    if filling == HATCHED:
        drawing.hatch(left, top, wide, high)


def _sample(filling):
    return lambda drawing, x, y: _fill(drawing, x, y - 6, SAMPLE, high=12, filling=filling)
