"""Marks on one short scale: as many cells as points, what is missing in sight, and means as upright lines through all rows."""

from essor.portable.french import number, typeset
from essor.portable.pictures.drawing import GAP, NARROW, Drawing, corners
from essor.portable.pictures.plot import Chart, said

ROW, NARROW_ROW = 32, 28  # px, where no height is asked for
CELL, THICK = 22, 0.55  # the height of a cell: px, or a share of its row where that is more
NAMES = 0.46  # of the width, at most, for names


def levels(view, names, marks, highest, floor, means):
    """A Chart. `marks` are whole, from 0 to `highest`; those under `floor` stand out. `means` are (label, value, dash)."""
    data = said("", [("Note", names + [label for label, _, _ in means], [number(value) for value in list(marks) + [mean for _, mean, _ in means]])])
    return Chart(lambda: _drawn(view, names, marks=marks, highest=highest, floor=floor, means=means), data)


def _drawn(view, names, marks, highest, floor, means):
    probe = Drawing(view, 1)
    names = [typeset(name) for name in names]
    digit = probe.wide(number(highest), True)
    left = min(max([probe.wide(name, True) for name in names]), NAMES * view.width) + digit + 3 * GAP
    cell = (view.width - left - 2) / highest
    # Means are named on as many lines as they take: rows share the rest.
    top = _draw_means(Drawing(view, 10000), left, cell, means)
    natural = top + len(marks) * (NARROW_ROW if view.width < NARROW else ROW)
    drawing = Drawing(view, view.height or natural)
    row = (drawing.height - top) / len(marks)
    for rank, mark in enumerate(marks):
        _cells(drawing, left, top + row * (rank + 0.5), cell=cell, high=min(row - 4, max(CELL, THICK * row)), mark=mark, highest=highest, floor=floor)
    _draw_means(drawing, left, cell, means)
    for rank, mark in enumerate(marks):
        middle, weak = top + row * (rank + 0.5), mark < floor
        role = "ochre" if weak else "ink"
        lines = drawing.lines(names[rank], left - digit - 3 * GAP, weak)
        drawing.block(left - digit - 2 * GAP, middle, lines, role, "end", weak)
        drawing.write(left - GAP, middle, number(mark), role, "end", strong=True)
        if weak:
            places = [(left + cell * floor + GAP, middle, "start"), (view.width - GAP, middle, "end")]
            drawing.label(places, f"sous {number(floor)}", role, strong=True)
    return drawing.svg()


def _cells(drawing, left, middle, cell, high, mark, highest, floor):
    top = middle - high / 2
    for rank in range(highest):
        x, wide = left + cell * rank + 1, cell - 2
        if rank < mark:
            drawing.rect(x, top, wide, high, "ochre" if mark < floor else "petrol")
            if mark < floor:
                drawing.hatch(x, top, wide, high)
        else:
            edge, owed = corners(x, top, wide, high), rank < floor
            drawing.stroke(edge + edge[:1], "ochre" if owed else "line", 2 if owed else 1, "4 3" if owed else "")


def _draw_means(drawing, left, cell, means):
    """Lines named at their heads, the lower mean on the left of its own; the height after the names."""
    line, heads = drawing.line_height, []
    order = sorted(range(len(means)), key=lambda rank: (means[rank][1], rank))
    for rank in order:
        label, value, dash = means[rank]
        x = left + cell * value
        sides = [(x - 4, "end"), (x + 4, "start")] if rank == order[0] else [(x + 4, "start"), (x - 4, "end")]
        places = [(at, line * (row + 0.5), anchor) for row in range(len(means)) for at, anchor in sides]
        heads.append((x, drawing.label(places, typeset(label), "ink", strong=not dash), dash))
    for x, named, _ in heads:
        drawing.stroke([(x, named.top + 2), (x, drawing.height)], "paper", 6)
        drawing.take(x - 3, named.bottom, x + 3, drawing.height)
    for x, named, dash in heads:
        drawing.stroke([(x, named.top + 2), (x, drawing.height)], "ink", 2 if dash else 3.5, dash)
    return max([named.bottom for _, named, _ in heads]) + 4
