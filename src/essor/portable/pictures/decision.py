"""A decision: questions along a line, each with a way out. The path that a case takes is thick, up to its framed end; the rest is dotted.

From top to bottom, with the ways out beside or, in a narrow frame, below; from left to right in a wide and low frame. In one that
is too small for all, questions that were passed and questions that are not reached are counted.
"""

from collections import namedtuple

from essor.portable.french import quantity, typeset
from essor.portable.pictures.drawing import GAP, Drawing, colour, frame
from essor.portable.pictures.plot import Chart, said

# A question. `answer` is True or False, or None when the case never reaches it or nobody can answer; the case leaves by
# `exit` when its answer equals `leaves_on`, and goes on to the next question otherwise.
Question = namedtuple("Question", ["text", "answer", "leaves_on", "exit"])

# What stands on the line: lines of text, the lines of its way out (or none), what is written on the way out and on the way on,
# and whether the case comes here, leaves here, goes on from here.
_Stop = namedtuple("_Stop", ["lines", "out", "words", "here", "leaves", "goes_on"])

RAIL = 9  # px, from the left to the line
INDENT = 26  # px, to the questions
PAD = 9  # px, within a frame
NARROW = 480  # px: below, ways out are under their questions
ACROSS = 900  # px: above, a low frame is read from left to right
LOW = 0.3  # height over width, of a low frame
BRANCH, REACH = 190, 0.3  # px or share of the width, at most, from the questions to their ways out
UNANSWERED = "sans réponse"
PASSED = ("question passée", "questions passées")
LEFT = ("question de plus", "questions de plus")


def decision(view, questions, final):
    """A Chart: `final` is where a case arrives that leaves by no question."""
    answers = [{True: "oui", False: "non", None: UNANSWERED}[question.answer] for question in questions]
    data = said("Question", [("Réponse", [question.text for question in questions], answers)])
    return Chart(lambda: _drawn(view, questions, final), data)


def _drawn(view, questions, final):
    down, across = _Down(view, questions, typeset(final)), _Across(view, questions, typeset(final))
    wide = view.width >= ACROSS and (view.height or 0) < LOW * view.width and across.fits()
    if wide or (not down.fits() and across.fits()):
        return across.svg()
    return (down if down.fits() else _Down(view, questions, typeset(final), folded=True)).svg()


class _Path:
    def __init__(self, view, questions, final, folded=False):
        self.view, self.probe = view, Drawing(view, 1)
        self.line = self.probe.line_height
        self.measure([typeset(question.exit) for question in questions])
        self.stops, here, reached = [], True, 0
        for rank, question in enumerate(questions):
            leaves = here and question.answer is question.leaves_on
            goes_on = here and question.answer is (not question.leaves_on)
            words = ("oui", "non") if question.leaves_on else ("non", "oui")
            text, out = typeset(question.text), typeset(question.exit)
            self.stops.append(_Stop(self.cut(text), self.cut_out(out, words[0]), words=words, here=here, leaves=leaves, goes_on=goes_on))
            reached, here = rank if self.stops[-1].here else reached, goes_on
        self.arrives = here
        self.final = self.cut_out(final, "")
        if folded:
            self._fold(len(questions) if here else reached)

    def _fold(self, passed):
        """Count the questions before and after the one where the path ends."""
        left = len(self.stops) - passed - 1
        kept = self.stops[passed : passed + 1]
        if passed:
            kept = [_Stop([quantity(passed, PASSED)], [], words=("", ""), here=True, leaves=False, goes_on=True)] + kept
        if left > 0:
            self.final = []
            kept = kept + [_Stop([quantity(left, LEFT)], [], words=("", ""), here=False, leaves=False, goes_on=False)]
        self.stops = kept

    def fits(self):
        return not self.view.height or self.least() <= self.view.height

    def way(self, drawing, points, taken):
        if taken:
            drawing.stroke(points, "petrol", 5)
        else:
            drawing.stroke(points, "soft", 1.5, "1.5 4.5")

    def ending(self, drawing, left, middle, lines, taken, centred=False):
        """A way out, or the end: framed when the case arrives there."""
        high, wide = self.high(lines), self.widest(lines)
        if taken:
            drawing.shape(f'<rect {frame(left, middle - high / 2, wide, high)} rx="6" fill="{colour("petrol")}"/>')
        x, anchor = (left + wide / 2, "middle") if centred else (left + PAD, "start")
        drawing.block(x, middle, lines, "paper" if taken else "soft", anchor, strong=taken)

    def high(self, lines):
        return len(lines) * self.line + PAD

    def widest(self, lines):
        return max([self.probe.wide(text, True) for text in lines] + [0]) + 2 * PAD

    def stop(self, drawing, x, y, stop):
        """The dot of a question; what is written on the way on, and its role."""
        unanswered = stop.here and not stop.leaves and not stop.goes_on
        drawing.dot(x, y, 7 if stop.here else 4.5, "ochre" if unanswered else "petrol" if stop.here else "soft", hollow=unanswered or not stop.here)
        return (UNANSWERED, "ochre") if unanswered else (stop.words[1], "ink" if stop.goes_on else "soft")


class _Down(_Path):
    """From top to bottom: a question stands on the branch that leads to its way out."""

    def measure(self, exits):
        self.below = self.view.width < NARROW
        self.out_wide = 0 if self.below else min(max([self.probe.wide(out, True) for out in exits]) + 2 * PAD, 0.42 * self.view.width)
        self.room = self.view.width - INDENT - (0 if self.below else self.out_wide + 60)

    def cut(self, text):
        return self.probe.lines(text, self.room, True)

    def cut_out(self, text, word):
        if word and self.below:
            return self.probe.lines(typeset(f"{word} : {text}"), self.view.width - 2 * INDENT - 2 * PAD, True)
        return self.probe.lines(text, (self.out_wide if word else self.view.width) - 2 * PAD, True)

    def _above(self, stop):
        """From the top of a question to its branch."""
        return len(stop.lines) * self.line + (0 if not stop.out else self.high(stop.out) / 2 + 2 if self.below else 5)

    def _under(self, stop):
        """From the branch to what its way out leaves free."""
        return self.high(stop.out) / 2 if stop.out else 0

    def _fixed(self):
        return sum([self._above(stop) + self._under(stop) for stop in self.stops]) + (self.high(self.final) if self.final else 8)

    def least(self):
        return self._fixed() + len(self.stops) * (GAP if self.view.height else self.line + 10)

    def svg(self):
        drawing = Drawing(self.view, self.view.height or self.least())
        gap = (drawing.height - self._fixed()) / max(1, len(self.stops))
        longest = max([self.probe.wide(text, True) for stop in self.stops for text in stop.lines] + [0])
        out = min(self.view.width - self.out_wide, INDENT + longest + max(BRANCH, REACH * self.view.width))
        y = 0
        for rank, stop in enumerate(self.stops):
            branch = y + self._above(stop)
            dot = branch if stop.out else y + self.line / 2
            after = branch + self._under(stop)
            if rank:
                self.way(drawing, [(RAIL, y), (RAIL, dot)], stop.here)
            self.way(drawing, [(RAIL, dot), (RAIL, after + gap)], stop.goes_on)
            drawing.block(INDENT, y + self.line * len(stop.lines) / 2, stop.lines, "ink" if stop.here else "soft", strong=stop.leaves)
            if stop.out:
                left = 2 * INDENT if self.below else out
                self.way(drawing, [(RAIL, dot), (left, branch)], stop.leaves)
                self.ending(drawing, left, branch, lines=stop.out, taken=stop.leaves)
                if not self.below:
                    drawing.write(left - GAP, branch - self.line / 2 - 3, stop.words[0], "ink" if stop.leaves else "soft", "end", stop.leaves)
            word, role = self.stop(drawing, RAIL, dot, stop)
            if word and gap >= self.line:
                drawing.write(RAIL + 10, after + gap / 2, word, role, strong=word == UNANSWERED)
            y = after + gap
        if self.final:
            self.ending(drawing, 0, y + self.high(self.final) / 2, lines=self.final, taken=self.arrives)
        return drawing.svg()


class _Across(_Path):
    """From left to right: questions above the line, ways out below."""

    def measure(self, exits):
        self.column = self.view.width / (len(exits) + 1)

    def cut(self, text):
        return self.probe.lines(text, self.column - 2 * GAP, True)

    def cut_out(self, text, word):
        return self.probe.lines(text, self.column - 2 * GAP - 2 * PAD, True)

    def _above(self):
        return max([len(stop.lines) * self.line + 14 for stop in self.stops] + [self.high(self.final) / 2])

    def _below(self):
        return max([self.high(stop.out) for stop in self.stops])

    def least(self):
        words = [text for stop in self.stops for text in stop.lines + stop.out] + self.final
        broken = max([self.probe.wide(text, True) for text in words]) > self.column - 2 * GAP
        return 10000 if broken else self._above() + self._below() + self.line + 14

    def svg(self):
        drawing = Drawing(self.view, self.view.height or self.least() + self.line)
        spare = drawing.height - self.least()
        y = self._above() + spare * 0.4
        exits = y + self.line + 14 + min(spare * 0.4, self.line * 2)
        for rank, stop in enumerate(self.stops):
            x = self.column * (rank + 0.5)
            end = x + self.column - (self.widest(self.final) / 2 if stop is self.stops[-1] else 0)
            self.way(drawing, [(x, y), (end, y)], stop.goes_on)
            self.way(drawing, [(x, y), (x, exits)], stop.leaves)
            self.ending(drawing, x - self.widest(stop.out) / 2, exits + self.high(stop.out) / 2, lines=stop.out, taken=stop.leaves, centred=True)
            drawing.block(x, y - 14 - self.line * len(stop.lines) / 2, stop.lines, "ink" if stop.here else "soft", "middle", strong=stop.leaves)
            (word, role), label = self.stop(drawing, x, y, stop), y + 6 + self.line / 2
            if word == UNANSWERED:
                drawing.write(x, label, word, role, "middle", strong=True, halo="paper")
                continue
            drawing.write(x + 8, label, stop.words[0], "ink" if stop.leaves else "soft", strong=stop.leaves)
            drawing.write(x + self.column / 2, label, word, role, "middle")
        x = self.column * (len(self.stops) + 0.5)
        self.ending(drawing, x - self.widest(self.final) / 2, y, lines=self.final, taken=self.arrives, centred=True)
        return drawing.svg()
