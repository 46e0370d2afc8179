"""A network: one member in the middle, the others around, named beside their discs; what a departure takes away is dashed."""

from collections import namedtuple
from math import sqrt

from essor.portable.french import listed, typeset
from essor.portable.pictures.drawing import GAP, NARROW, TEXT, Drawing, curve, polyline, start
from essor.portable.pictures.held import REACH, joined
from essor.portable.pictures.plot import Chart, said

# A member: a short mark written in its disc, its name, how far others depend on it (0 to 1, the area of its disc), and
# whether it is gone.
Node = namedtuple("Node", ["mark", "name", "weight", "gone"])

SMALLEST, LARGEST = 13 / TEXT, 30 / TEXT  # radii, in type sizes: a disc holds its mark
ROW, TALLEST = 3.5, 430  # of a member, in type sizes, and of the picture, in px, where the height is free
CLOSE = 1.1  # height of a line of a name, in type sizes
SHARE = 0.62  # height over width
FLAT = 1.5  # width over height of the ring of members, at most
PULL, MOST = 0.4, 36  # how far to the middle a link between two members that are not side by side bends: a share, and px at most
AWAY = 8  # px, between a link and the disc in the middle
LOST = "3 6"


def network(view, nodes, edges, strong=(), name=""):
    """A Chart of `nodes`, the first in the middle, joined by `edges`, pairs of ranks; those also in `strong` are thick.

    `name` is that of the table of pairs that joins two members, pressed one after the other. A member that nothing joins to those who stay is hollow."""
    names = [node.name for node in nodes]
    tied = [[names[b if rank == a else a] for a, b in edges if rank in (a, b)] for rank in range(len(nodes))]
    data = said("Membre", [("Lié à", names, [listed(others) if others else "personne" for others in tied])])
    return Chart(_Network(view, nodes, edges, strong, name).svg, data)


class _Network:
    def __init__(self, view, nodes, edges, strong, name):
        self.nodes, self.edges, self.strong, self.name = nodes, edges, strong, name
        around = len(nodes) - 1
        self.rows = (around + 1) // 2
        self.drawing = drawing = Drawing(view, view.height or max(self.rows * ROW * view.text, min(TALLEST, SHARE * view.width)))
        self.line, self.middle = drawing.line_height, view.width / 2
        self.head = drawing.lines(typeset(f"{nodes[0].mark} : {nodes[0].name}"), view.width, True) if view.width < NARROW else []
        self.top = self.line * len(self.head)
        self.row = (drawing.height - self.top) / self.rows
        self.centre = self.top + (drawing.height - self.top) / 2
        self.least, self.most = SMALLEST * view.text, LARGEST * view.text
        self.radii = [self._radius(node) for node in nodes]
        # Names first: the ring is as wide as they let it be.
        beside = [self.middle - self._narrowest(node) - 2 * GAP - radius for node, radius in zip(nodes, self.radii)]
        wide = min(FLAT * (drawing.height - self.top) / 2, max(min(beside[1:]), 1.2 * self.most))
        self.places = [(self.middle, self.centre)]
        for rank in range(around):
            right = rank < self.rows
            count = self.rows if right else around - self.rows
            down = (rank if right else around - 1 - rank) + 0.5
            y = self.top + (drawing.height - self.top) * down / count
            out = min(wide * sqrt(1 - (2 * down / count - 1) ** 2), beside[rank + 1])
            self.places.append((self.middle + (out if right else -out), y))
        free = [sqrt((x - self.middle) ** 2 + (y - self.centre) ** 2) - radius - GAP for (x, y), radius in zip(self.places[1:], self.radii[1:])]
        self.radii[0] = max(min(self.radii[0], min(free)), min(self.least, self.radii[0]))

    def _radius(self, node):
        most = min(self.most, self.row / 2 - 1)
        least = min(self.least, most)
        return sqrt(least**2 + (most**2 - least**2) * node.weight)

    def _narrowest(self, node):
        """The least width on which a name takes no more lines than its row has."""
        name, most = typeset(node.name), 1 + max(0, int((self.row + 3 - self.line) / (CLOSE * self.drawing.text)))
        room = max([self.drawing.wide(word, node.gone) for word in name.split(" ")])
        while len(self.drawing.lines(name, room, node.gone)) > most:
            room += 2
        return room

    def svg(self):
        drawing = self.drawing
        lost = [edge for edge in self.edges if self.nodes[edge[0]].gone or self.nodes[edge[1]].gone]
        tied = [rank for edge in self.edges if edge not in lost for rank in edge]
        for edge in lost:
            drawing.path(self._link(edge), "ochre", thick=2, dash=LOST)
        for edge in self.edges:
            if edge not in lost:
                drawing.path(self._link(edge), "petrol", thick=5 if edge in self.strong else 2)
        for rank, node in enumerate(self.nodes):
            x, y = self.places[rank]
            role = "ochre" if node.gone else "petrol" if rank in tied else "soft"
            hollow = role != "petrol"
            drawing.dot(x, y, self.radii[rank], role, hollow=hollow, dash="4 4" if node.gone else "")
            drawing.write(x, y, node.mark, role if hollow else "paper", "middle", strong=True)
            if rank:
                self._name(rank, "ink" if role == "petrol" else role)
            if self.name:
                joined(drawing, self.name, rank + 1, (x, y, max(self.radii[rank], REACH)))
        self._name_middle("ochre" if self.nodes[0].gone else "ink")
        return drawing.svg()

    def _link(self, edge):
        """A straight spoke, or a link between two members that bends to the middle, and around who stands there."""
        (x1, y1), (x2, y2) = [self.places[rank] for rank in edge]
        if 0 in edge or abs(edge[0] - edge[1]) in (1, len(self.nodes) - 2):
            return polyline([(x1, y1), (x2, y2)])
        # A curve is halfway between its ends' middle and its handle.
        x, y = (x1 + x2) / 2 - self.middle, (y1 + y2) / 2 - self.centre
        far = sqrt(x**2 + y**2)
        near = max(far - min(PULL * far, MOST), self.radii[0] + AWAY)
        across, down = (x / far, y / far) if far > 1 else ((y2 - y1) / sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2), (x1 - x2) / sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2))
        x, y = self.middle + 2 * near * across - x, self.centre + 2 * near * down - y
        return start(x1, y1) + curve((x1 + 2 * (x - x1) / 3, y1 + 2 * (y - y1) / 3), (x2 + 2 * (x - x2) / 3, y2 + 2 * (y - y2) / 3), (x2, y2))

    def _name(self, rank, role):
        (x, y), name = self.places[rank], typeset(self.nodes[rank].name)
        side, anchor = (1, "start") if rank <= self.rows else (-1, "end")
        edge = self.radii[rank] + GAP
        room = (self.drawing.width - x if side > 0 else x) - edge
        gone, step = self.nodes[rank].gone, CLOSE * self.drawing.text
        lines = self.drawing.lines(name, room, gone)
        self.drawing.block(x + side * edge, y, lines, role, anchor, gone, halo="paper", step=step)

    def _name_middle(self, role):
        """Under its disc; in a narrow frame, above the picture, after its mark."""
        drawing, name = self.drawing, typeset(self.nodes[0].name)
        lines = self.head or drawing.lines(name, 0.6 * self.middle, True)
        top = 0 if self.head else self.centre + self.radii[0] + 3
        drawing.block(self.middle, top + self.line * len(lines) / 2, lines, role, "middle", True, halo="paper")
