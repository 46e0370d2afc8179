"""Units one by one: a disc each, by family, full for those that take part; where they are many, a disc stands for several."""

from collections import namedtuple

from essor.portable.french import quantity, typeset
from essor.portable.pictures.drawing import GAP, SAMPLE, Drawing, heading, legend
from essor.portable.pictures.plot import Chart, said

# A family: its name, how many units it has and how many take part (0 to `count`), and what is written beside its name.
Family = namedtuple("Family", ["name", "count", "part", "text"])

MOST = 200  # discs
EACH = (1, 2, 5)  # units that a disc stands for, times a power of ten
SMALLEST, USUAL, LARGEST = 7, 18, 34  # px, from a disc to the next
FILLED = 0.8  # of that: a disc


def units_picture(view, families, unit, detail, taking_part, others):
    """A Chart. `unit` is a (singular, plural) pair, and `detail` what is said of one; `taking_part` and `others` name the full and the hollow ones."""
    data = said("Famille", [("Unités", [one.name for one in families], [one.text for one in families])])
    return Chart(lambda: _Units(view, families, unit=unit, detail=detail, keys=(taking_part, others)).svg(), data)


def _each(families):
    """How many units a disc stands for, so that there are not too many."""
    power = 1
    while True:
        for factor in EACH:
            if sum([-(-one.count // (factor * power)) for one in families]) <= MOST:
                return factor * power
        power *= 10


class _Units:
    def __init__(self, view, families, unit, detail, keys):
        self.view, self.families, self.keys, self.each = view, families, keys, _each(families)
        self.title = typeset(f"Un rond : {quantity(self.each, unit)}{detail}")
        self.discs = [-(-one.count // self.each) for one in families]

    def _high(self, cell, line):
        """The height of all families, where discs are `cell` apart."""
        across = int(self.view.width / cell)
        return sum([line + cell * max(1, -(-count // across)) + GAP for count in self.discs])

    def svg(self):
        view = self.view
        probe = Drawing(view, 10000)
        top = self._head(probe)
        cell = USUAL
        if view.height:
            cell = LARGEST
            while cell > SMALLEST and top + self._high(cell, probe.line_height) > view.height:
                cell -= 0.5
        drawing = Drawing(view, max(view.height, top + self._high(cell, probe.line_height)))
        y, across = self._head(drawing), int(view.width / cell)
        for family, count in zip(self.families, self.discs):
            name = drawing.write(0, y + drawing.line_height / 2, typeset(family.name), "ink", strong=True)
            drawing.write(name.right + GAP, y + drawing.line_height / 2, typeset(family.text), "soft")
            y += drawing.line_height
            full = int(family.part / self.each + 0.5)
            for rank in range(count):
                drawing.dot((rank % across + 0.5) * cell, y + (rank // across + 0.5) * cell, FILLED * cell / 2, "petrol", hollow=rank >= full)
            y += cell * max(1, -(-count // across)) + GAP
        return drawing.svg()

    def _head(self, drawing):
        """What a disc is, and the key; the height after them."""
        return legend(drawing, heading(drawing, self.title), [(_sample(rank == 1), typeset(key)) for rank, key in enumerate(self.keys)]) + GAP


def _sample(hollow):
    return lambda drawing, x, y: drawing.dot(x + SAMPLE / 2, y, 7, "petrol", hollow=hollow)
