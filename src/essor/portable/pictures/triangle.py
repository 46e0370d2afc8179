"""Who is first in a triangle of weightings: zones with their border, named in place, and the reader's point.

Each way to share points between three criteria is a six-sided cell; cells where the same option is first make a zone. The
zone of the option that the reader's own weights put first is the full one.
"""

from collections import namedtuple

from essor.portable.french import typeset
from essor.portable.kept import kept
from essor.portable.pictures.drawing import GAP, Drawing, coordinate, start
from essor.portable.pictures.plot import Chart, said

# A cell: the points of the first two criteria (the third has the rest), and the rank of the option that is first, or None.
Cell = namedtuple("Cell", ["first", "second", "winner"])

ROOT = 3**0.5
STEP = 64, 110  # px between two cells, at most: where the height is free, and where it is to be filled
NARROW = 480  # px: below, the key is under the triangle, where the height is free
TALLEST = 420  # px, where the height is free
BADGE = 22  # px, of a number in the key
RING = 0.44  # radius of the reader's point, in steps
EQUAL = "="
# The six cells around one, in (second, third), and which side of it they share: to the right of its top, and on.
AROUND = ((0, 1, 0), (1, 0, 1), (1, -1, 2), (0, -1, 3), (-1, 0, 4), (-1, 1, 5))

OWN = (0, 1, 5)


def triangle(view, points, cells, corners, names, chosen, point, point_name, title):
    """A Chart of the ways to share `points` between three criteria.

    `corners` names the left, right and top corners; `names` the options, and `chosen` is the rank of the one that is first
    with the reader's weights, or None; `point` is None or these weights, as the shares of the three criteria. `title` is that of the key, where
    each option has its number of cells."""
    drawn = _Triangle(view, points, cells, names=names, chosen=chosen)
    shared = [f"{cell.first}, {cell.second}, {points - cell.first - cell.second}" for cell in cells]
    first = ["à égalité" if cell.winner is None else names[cell.winner] for cell in cells]
    criteria = ", ".join([corner.split(" :")[0] for corner in corners])
    data = said(f"Points : {criteria}", [("Premier", shared, first)])
    return Chart(lambda: drawn.svg(corners, point, point_name=point_name, title=title), data)


class _Triangle:
    def __init__(self, view, points, cells, names, chosen):
        self.view, self.points, self.chosen, self.names = view, points, chosen, [typeset(name) for name in names]
        self.winners = {(cell.second, points - cell.first - cell.second): cell.winner for cell in cells}
        self.probe = Drawing(view, 1)
        self.line = self.probe.line_height
        won = [cell.winner for cell in cells]
        self.key = [typeset(f"{name} : {won.count(rank)}") for rank, name in enumerate(self.names)]
        self.key.append(typeset(f"à égalité : {won.count(None)}"))

    def _place(self, corners, title):
        """Where the triangle and its key go: beside or below, whichever lets the cells be larger. The drawing."""
        view, probe, line = self.view, self.probe, self.line
        wide = max([probe.wide(text, True) for text in self.key]) + BADGE + GAP
        self.title = probe.lines(typeset(title), wide, True)
        high = line * (len(self.title) + len(self.key))
        around = 2 * line + 2 * GAP  # the names of the corners
        self.named = probe.wide(corners[0], True) + probe.wide(corners[1], True) + 3 * GAP
        room = view.width - wide - 4 * GAP
        beside = self._step(room, (view.height or TALLEST) - around)
        below = self._step(view.width, (view.height or 10000) - around - high - GAP)
        if not view.height:
            beside, below = (beside, 0) if view.width >= NARROW else (0, below)
        self.step = max(beside, below)
        across, down = (self.points + 1) * self.step, (self.points * ROOT / 2 + 2 / ROOT) * self.step
        if beside >= below:
            drawing = Drawing(view, view.height or max(around + down, high))
            span = max(across, self.named) if room >= self.named else across
            begin = (room - span) / 2
            # Names that are wider than the triangle go under the key, which then stands as high as it can.
            self.corner = begin + span + 4 * GAP, max(0, (drawing.height - high) / 2) if room >= self.named else 0
        else:
            drawing = Drawing(view, view.height or around + down + high + GAP)
            span, begin = across, (view.width - across) / 2
            self.corner = (view.width - wide) / 2, drawing.height - high
            around += high + GAP
        self.top = line + GAP + max(0, drawing.height - around - down) / 2
        self.base = self.top + down
        self.left = begin + (span - across) / 2
        self.right = self.left + across
        return drawing

    def _step(self, across, down):
        return max(1, min(STEP[self.view.height > 0], across / (self.points + 1), down / (self.points * ROOT / 2 + 2 / ROOT)))

    def _at(self, second, third):
        return _placed(second, third, step=self.step, left=self.left, base=self.base)

    def _winner(self, x, y):
        """Who is first in the cell around a point; False out of the triangle."""
        third = int((self.base - y) / self.step / ROOT * 2 - 2 / 3 + 0.5 + 1000) - 1000
        second = int((x - self.left) / self.step - third / 2 + 1000) - 1000
        return self.winners.get((second, third), False)

    def svg(self, corners, point, point_name, title):
        corners = [typeset(text) for text in corners]
        drawing = self._place(corners, title)
        fills, borders, zones = _ground((tuple(sorted(self.winners.items())), self.step, self.left, self.base, self.chosen))
        for course, role, opacity in fills:
            drawing.fill(course, role, opacity)
        for course, role, thick, opacity in borders:
            drawing.path(course, role, thick=thick, opacity=opacity)
        self._key(drawing)
        self._corners(drawing, corners)
        if point:
            self._ring(drawing, self._at(point[1] * self.points, point[2] * self.points), point_name)
        for zone in zones:
            self._name(drawing, zone)
        return drawing.svg()

    def _name(self, drawing, zone):
        """The option's number and name where its zone has room for them, or its number."""
        winner = self.winners[zone[0]]
        places = [self._at(*cell) for cell in zone]
        x0, y0 = sum([x for x, _ in places]) / len(zone), sum([y for _, y in places]) / len(zone)
        places = [(x, y) for _, _, x, y in sorted([(int((x - x0) ** 2 + (y - y0) ** 2), rank, x, y) for rank, (x, y) in enumerate(places)])]
        number = EQUAL if winner is None else str(winner + 1)
        role, halo = ("paper", "petrol") if winner is not None and winner == self.chosen else ("ink", "")
        if winner is not None:
            whole = f"{number} {self.names[winner]}"
            for lines in [[whole], drawing.lines(whole, drawing.wide(whole) * 0.6), drawing.lines(whole, drawing.wide(whole) * 0.4)]:
                for x, y in places:
                    boxes = [drawing.box(x, y + self.line * (rank - (len(lines) - 1) / 2), text, "middle", True) for rank, text in enumerate(lines)]
                    if all(self._holds(box, winner) and drawing.is_free(box) for box in boxes):
                        for box, text in zip(boxes, lines):
                            drawing.write(x, (box.top + box.bottom) / 2, text, role, "middle", True, halo=halo)
                        return
        free = [(x, y) for x, y in places if drawing.is_free(drawing.box(x, y, number, "middle", True))]
        if free:
            drawing.write(free[0][0], free[0][1], number, role, "middle", True, halo=halo)

    def _holds(self, box, winner):
        xs = [box.left + (box.right - box.left) * part / 4 for part in range(5)]
        return all(self._winner(x, y) == winner and self._winner(x, y) is not False for x in xs for y in (box.top + 2, box.bottom - 2))

    def _ring(self, drawing, place, name):
        """The reader's point: a ring that the outlines of zones do not hide, and its name."""
        (x, y), radius = place, max(6, min(16, RING * self.step))
        for role, thick in (("paper", 7), ("ink", 3.5)):
            drawing.ring(x, y, radius, role, thick=thick)
        drawing.take(x - radius - 3, y - radius - 3, x + radius + 3, y + radius + 3)
        far, line = radius + GAP, self.line
        places = [(x + far, y, "start"), (x - far, y, "end"), (x, y - far - line / 2, "middle"), (x, y + far + line / 2, "middle")]
        drawing.label(places, name, "ink", strong=True)

    def _corners(self, drawing, corners):
        left, right, top = corners
        wide = drawing.wide(top, True) / 2
        middle = (self.left + self.right) / 2
        drawing.write(max(wide, min(self.view.width - wide, middle)), self.top - GAP - self.line / 2, top, "ink", "middle", True)
        # The two names below share a line.
        y, half = self.base + GAP + self.line / 2, max(self.right - self.left, self.named) / 2
        middle = max(half, min(self.view.width - half, middle))
        drawing.write(middle - half, y, left, "ink", "start", True)
        drawing.write(middle + half, y, right, "ink", "end", True)

    def _key(self, drawing):
        x, y = self.corner
        drawing.block(x, y + self.line * len(self.title) / 2, self.title, strong=True)
        y += self.line * len(self.title)
        for rank, text in enumerate(self.key):
            here = rank == self.chosen
            middle = y + self.line / 2
            if rank < len(self.names):
                drawing.dot(x + BADGE / 2, middle, self.line / 2 - 0.5, "petrol" if here else "line")
            drawing.write(x + BADGE / 2, middle, str(rank + 1) if rank < len(self.names) else EQUAL, "paper" if here else "ink", "middle", here)
            drawing.write(x + BADGE + GAP, middle, text, "ink", "start", here)
            y += self.line


def _placed(second, third, step, left, base):
    """The point of a sharing; numbers need not be whole."""
    return left + step * (second + third / 2 + 0.5), base - step * (1 / ROOT + third * ROOT / 2)


@kept
def _ground(given):
    """What the reader's point does not change: the shapes of the cells and of their borders, and the zones."""
    winners, step, left, base, chosen = given
    cells = [(cell, winner, _placed(cell[0], cell[1], step=step, left=left, base=base)) for cell, winner in winners]
    half, far = step / 2, step / ROOT
    # The six points of a cell, from its middle: from the top, to the right.
    corners = [(0, -far), (half, -far / 2), (half, far / 2), (0, far), (-half, far / 2), (-half, -far / 2)]
    sides = [(x0, y0, f"l{coordinate(x - x0)} {coordinate(y - y0)}") for (x0, y0), (x, y) in zip(corners, corners[1:] + corners[:1])]
    return _fills(cells, sides, chosen), _borders(dict(winners), cells, sides), _zones(winners)


def _fills(cells, sides, chosen):
    """Paths of cells, by role: (course, role, opacity)."""
    paths, around = {}, "".join([along for _, _, along in sides[:-1]]) + "Z"
    for _, winner, (x, y) in cells:
        role = "paper" if winner is None else "petrol" if winner == chosen else "line"
        paths[role] = paths.get(role, "") + start(x, y + sides[0][1]) + around
    return [(paths[role], role, opacity) for role, opacity in (("line", ".55"), ("petrol", "1"), ("paper", "1")) if role in paths]


def _borders(winners, cells, sides):
    """Between zones and around all of them; thin between two cells of a zone: (course, role, thickness, opacity)."""
    strong, thin = [], []
    for (second, third), winner, (x, y) in cells:
        # A side is drawn by the cell on its left or under it.
        for a, b, side in AROUND:
            other = winners.get((second + a, third + b), False)
            if other is False or side in OWN:
                dx, dy, along = sides[side]
                (strong if other is False or other != winner or winner is None else thin).append(start(x + dx, y + dy) + along)
    return [("".join(thin), "paper", 1.5, ".6")] * bool(thin) + [("".join(strong), "ink", 2, "")]


def _zones(winners):
    """Cells side by side with the same option first, as lists of (second, third): the largest first."""
    left, zones = dict(winners), []
    for first, _ in winners:
        if first not in left:
            continue
        winner, zone = left.pop(first), [first]
        for second, third in zone:  # grows while it is read
            for a, b, _ in AROUND:
                cell = (second + a, third + b)
                if left.get(cell, False) == winner and cell in left:
                    left.pop(cell)
                    zone.append(cell)
        zones.append(zone)
    return sorted(zones, key=lambda zone: (-len(zone), zone[0]))
