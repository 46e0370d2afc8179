"""A circuit as it is lived: a river of what circulates, thinner at each stage, and what leaves it, back to where it came from.

All is drawn to one scale, the share of what sets out: that width never changes with what the reader changes. The river runs
from left to right, or downwards in a frame that is much higher than wide.
"""

from collections import namedtuple

from essor.portable.french import NBSP, number, typeset
from essor.portable.pictures.drawing import GAP, SAMPLE, Drawing, colour, curve, frame, legend, place_of
from essor.portable.pictures.held import grip
from essor.portable.pictures.plot import Chart, said

# A stage, in shares (0 to 1) of what sets out: what reaches it, what goes back from it and what is lost there; the rest goes on.
Stage = namedtuple("Stage", ["name", "kept", "back", "lost"])

FIRST = 1.5  # the first stage is longer than the others, for the name of what sets out
MOST_ROWS = 8.4  # lines of text above and below the river, at most
WIDEST = 90  # px, of all that sets out, where the height is free
THINNEST = 0.15  # px: below, nothing is drawn
DOTTED = 5  # px: from this width, dots show which way a stream goes
UPRIGHT = 1.3  # height over width, from which the river runs downwards
EDGE = 1.2  # px, around what goes back
ROUND = 0.55  # of the radius, where the handles of a curve stand that looks like a quarter of circle


def circuit(view, stages, sources, source, title, payers, back, lost="", held=None):
    """A Chart. `sources` are (name, share) of who sets out, named when they are two; `source` is what the river leaves and
    comes back to: lines, the first its name. Texts are tuples, the longest that fits is written: `title`; `payers`, at the first
    stage then at the others; `back`, what goes back; `lost` is what melts away. `held` (a Held) slides what goes on
    after the first stage."""
    drawn, names = _Circuit(view, stages, sources, source=source), [stage.name for stage in stages]
    shares = [[of_hundred(stage[rank]) for stage in stages] for rank in (1, 2, 3)]
    labels = ("Servent à payer, sur 100 émis", "En repartent", "Fondent")
    data = said("Étape", [(label, names, column) for label, column in zip(labels, shares)])
    return Chart(lambda: drawn.svg(title, payers, back=back, lost=lost, held=held), data)


def of_hundred(share):
    """A share (0 to 1) as so many of a hundred that set out: « 40 », « 6,4 »."""
    value = int(1000 * share + 0.5) / 10
    return number(value, 0 if value >= 10 or value == int(value) else 1)


class _Circuit:
    def __init__(self, view, stages, sources, source):
        self.view, self.stages, self.sources = view, stages, sources
        source = [typeset(text) for text in source]
        self.probe = Drawing(view, 1)
        self.line = self.probe.line_height
        self.upright = view.height > UPRIGHT * view.width
        self.shown = [of_hundred(stage.kept) for stage in stages]
        self.source = source
        self.room = max([self._wide(text) for text in source]) + 3 * GAP
        if self.upright or self.room > 0.25 * view.width:
            self.source = source[:1] if self.upright else source[0].split(" ")
            self.room = 2 * self.line if self.upright else max([self._wide(text) for text in self.source]) + 2 * GAP

    def _wide(self, text):
        return self.probe.wide(text, True)

    def _fitting(self, texts, room):
        """The first of the texts that holds in `room`, or the last."""
        said = [typeset(text) for text in texts]
        return next(text for text in said if text == said[-1] or self.probe.wide(text) <= room)

    def svg(self, title, payers, back, lost, held):
        view, line = self.view, self.line
        rows = 1 + (len(self.sources) > 1) + (0 if self.upright else 3)
        feet = self.probe.lines(self._fitting(back, view.width), view.width)
        foot = line * (len(feet) + bool(lost) + (not self.upright)) + GAP
        long = view.height - line * rows - foot - self.room if self.upright else view.width - self.room
        # The scale is that of the frame alone: what the key or a box says does not change it.
        free = view.height - MOST_ROWS * line
        self.thick = min(0.09 * view.height, 0.15 * view.width) if self.upright else min(0.1 * view.width, 0.38 * free if view.height else WIDEST)
        last = self.stages[-1]
        beyond = max(self.thick * (last.back / 2 + last.lost) + 2, self._wide("99,9") / 2) + 2
        self.step = (long - beyond) / (len(self.stages) - 1 + FIRST)
        high = view.height or rows * line + foot + GAP + 2.8 * self.thick
        drawing = Drawing(view, high)
        drawing.write(0, line / 2, self._fitting(title, view.width), "soft")
        top = line
        if len(self.sources) > 1:
            entries = [(self._sample(rank), f"{name}{NBSP}: {number(int(1000 * share + 0.5) / 10)}") for rank, (name, share) in enumerate(self.sources)]
            top = legend(drawing, top, entries)
        if self.upright:
            self.left, self.top, self.far = self._beside(), top + self.room, view.width - self._wide("99,9") - GAP
            self.deep = self.far - self.left
        else:
            self.left, self.top = self.room, top + 3 * line + GAP / 2
            self.deep = high - foot - self.top
        self._streams(drawing)
        self._box(drawing)
        self._labels(drawing, payers, top=top)
        if held:
            x, y = self._at(self._end(0), self.thick * self.stages[1].kept)
            axis, from_zero = ("x", self.left) if self.upright else ("y", self.top)
            grip(drawing, held, x, y, axis=axis, at=lambda share: from_zero + self.thick * share)
        drawing.block(0, high - line * (len(feet) / 2 + bool(lost)), feet, "ochre")
        if lost:
            drawing.write(0, high - line / 2, typeset(lost), "soft")
        return drawing.svg()

    def _beside(self):
        """The room of the labels on the left of an upright river."""
        names = max([self.probe.wide(stage.name) for stage in self.stages])
        return names + 2 * GAP + self._wide("99,9")

    def _at(self, along, across):
        """A point, from the place that the river leaves and from its flat side."""
        return (self.left + across, self.top + along) if self.upright else (self.left + along, self.top + across)

    def _end(self, rank):
        """Where a stage ends, along the river."""
        return self.step * (rank + FIRST) if rank >= 0 else self.step * 0.6

    def _path(self, points, curved):
        """Straight, but where the rank of a point is in `curved`: a quarter of circle goes from there to the next."""
        text = ""
        for rank, point in enumerate(points):
            x, y = self._at(*point)
            if rank and rank - 1 in curved:
                (a, b), corner = points[rank - 1], curved[rank - 1]
                one = (a + ROUND * (corner[0] - a), b + ROUND * (corner[1] - b))
                two = (point[0] + ROUND * (corner[0] - point[0]), point[1] + ROUND * (corner[1] - point[1]))
                text += curve(self._at(*one), self._at(*two), (x, y))
            else:
                text += ("L" if rank else "M") + place_of(x, y)
        return text

    def _streams(self, drawing):
        """Each stage's way out is a lap of its own, the first inside the next ones."""
        out = self.thick  # from the flat side of the river to its other side
        inner = self.deep - self.thick * sum([stage.back for stage in self.stages])  # the other bank of what goes back
        dots = []
        self._lost(drawing, -1, share=max(0.0, 1 - self.stages[0].kept), out=out)
        out -= self.thick * max(0.0, 1 - self.stages[0].kept)
        for rank, stage in enumerate(self.stages):
            wide = self.thick * stage.back
            if wide > THINNEST:
                end, start, finish = self._end(rank), out - wide / 2, inner + wide / 2
                bend = min(wide / 2 + GAP, (finish - start) / 2)
                drawing.path(self._path([(0, start), (end - bend, start)], {}), "petrol", thick=wide + 0.5)
                turn = [(end - bend, start), (end, start + bend), (end, finish - bend), (end - bend, finish), (0, finish)]
                corners = {0: (end, start), 2: (end, finish)}
                lap = self._path(turn, corners)
                # What leaves is hollow, for the river is the subject; the last lap is of those that leave later.
                later = rank == len(self.stages) - 1
                drawing.path(lap, "ochre", thick=wide, dash="5 4" if later else "")
                if wide >= DOTTED:
                    drawing.path(lap, "paper", thick=wide - 2 * EDGE)
                    drawing.path(lap, "ochre", thick=wide - 2 * EDGE, opacity=".1" if later else ".35")
                    dots.append(self._path([(GAP, start)] + turn, {1: corners[0], 3: corners[2]}))
            out -= wide
            inner += wide
            self._lost(drawing, rank, share=stage.lost, out=out)
            out -= self.thick * stage.lost
        for path in dots:
            drawing.path(path, "paper", thick=2.5, dash="0.1 13.9", moves=True)
        if len(self.sources) > 1:
            wide, begin = self.thick * self.sources[1][1], self.thick * self.sources[0][1]
            left, top = self._at(0, begin)
            along = self.step * 0.8
            drawing.hatch(left, top, wide if self.upright else along, along if self.upright else wide, step=7)

    def _lost(self, drawing, rank, share, out):
        """What melts away at a stage leaves the river and stops."""
        wide = self.thick * share
        if wide > THINNEST:
            begin = self._end(rank) + (self.thick * self.stages[rank].back / 2 if rank >= 0 else 0) + wide / 2 + 2
            start, fall = out - wide / 2, out + 3 * GAP
            drawing.path(self._path([(0, start), (begin - wide / 2, start)], {}), "petrol", thick=wide + 0.5)
            drawing.path(self._path([(begin - wide / 2, start), (begin, start + wide / 2), (begin, fall)], {0: (begin, start)}), "soft", thick=wide, dash="3 2")

    def _sample(self, rank):
        def draw(drawing, x, y):
            drawing.rect(x, y - 6, SAMPLE, 12, "petrol")
            if rank:
                drawing.hatch(x, y - 6, SAMPLE, 12, step=7)

        return draw

    def _box(self, drawing):
        """Where the river comes from and what leaves it goes back."""
        x, y = (self.left, self.top - self.room) if self.upright else (1, self.top)
        wide, high = (self.deep, self.room) if self.upright else (self.room, self.deep)
        drawing.shape(f'<rect {frame(x, y, wide, high)} rx="8" fill="{colour("paper")}" stroke="{colour("soft")}" stroke-width="2"/>')
        middle = y + high / 2 - self.line * (len(self.source) - 1) / 2
        for rank, text in enumerate(self.source):
            strong = text in self.source[0] or len(self.source) == 2
            drawing.write(x + wide / 2, middle + self.line * rank, text, "ink" if strong else "soft", "middle", strong)

    def _labels(self, drawing, payers, top):
        line, begin = self.line, 0
        last = [stage.kept > 0 for stage in self.stages]
        for rank, stage in enumerate(self.stages):
            end = self._end(rank)
            role = "petrol" if last[rank] else "soft"
            middle = (begin + end) / 2
            back = of_hundred(stage.back) if stage.back > 0 else ""
            if self.upright:
                y = self._at(middle, 0)[1]
                drawing.write(0, y, stage.name, "soft")
                drawing.write(self.left - GAP, y, self.shown[rank], role, "end", strong=True)
                if back:
                    drawing.write(self.far + GAP, min(self._at(end, 0)[1], self.view.height), back, "ochre", strong=True)
            else:
                x = self._at(middle, 0)[0]
                name = drawing.wide(stage.name) / 2
                drawing.write(min(x, self.view.width - name), top + line * 1.5, stage.name, "soft", "middle")
                drawing.write(x, top + line * 2.5, self.shown[rank], role, "middle", strong=True)
                later = f"{back} plus tard"
                if back and rank == len(self.stages) - 1 and self._wide(later) < 0.8 * self.step:
                    drawing.write(self.view.width, self.top + self.deep + GAP + line / 2, later, "ochre", "end", strong=True)
                elif back:
                    drawing.write(self._at(end, 0)[0], self.top + self.deep + GAP + line / 2, back, "ochre", "middle", strong=True)
            begin = end
        if not self.upright:
            first, right = self._at(self._end(0), 0)[0], self.view.width
            drawing.write(self.left, top + line / 2, self._fitting(payers[0], first - self.left - GAP), "soft")
            drawing.write(first + GAP, top + line / 2, self._fitting(payers[1], right - first - GAP), "soft")
            drawing.stroke([(first, top + 3), (first, self.top)], "line", 1.5)
