"""Networks drawn as SVG text: members on a circle, one of them at the centre, links between them.

Like the flows, the picture is made of the page's style classes and colours and needs no script.
"""

from collections import namedtuple
from math import cos, pi, sin

from essor.portable.charts.svg import coordinate, text_element

# A member: a short mark drawn in its disc, its name written beside it, how far others depend on it (0 to 1, the size
# of its disc), and whether it is drawn as gone.
Node = namedtuple("Node", ["mark", "name", "weight", "gone"])

SMALLEST = 14
LARGEST = 30
LINE = 15
NARROW = (340, 360)
WIDE = (640, 430)
NAME_WIDTH = 20  # characters of a line of a name


def network_picture(view, nodes, edges, strong=()):
    """An SVG drawing (text) of `nodes`, the first at the centre, joined by `edges`, pairs of ranks.

    Edges also in `strong` are drawn thick. On a phone the names are left to the table: discs carry their mark.
    """
    width, height = NARROW if view.narrow else WIDE
    middle = width / 2, height / 2
    reach = (width / 2 - 40, height / 2 - 40) if view.narrow else (width / 2 - 170, height / 2 - 50)
    places = [middle]
    around = len(nodes) - 1
    for rank in range(around):
        angle = 2 * pi * rank / around - pi / 2
        places.append((middle[0] + reach[0] * cos(angle), middle[1] + reach[1] * sin(angle)))
    parts = [f'<svg class="essor-flows" viewBox="0 0 {coordinate(width)} {coordinate(height)}" aria-hidden="true" focusable="false">']
    for a, b in edges:
        gone = nodes[a].gone or nodes[b].gone
        thick = (a, b) in strong
        colour = "edge, #7d8b99" if gone else "ochre" if thick else "petrol"
        style = f"stroke:var(--essor-{colour})"
        parts.append(
            '<line x1="'
            + coordinate(places[a][0])
            + '" y1="'
            + coordinate(places[a][1])
            + '" x2="'
            + coordinate(places[b][0])
            + '" y2="'
            + coordinate(places[b][1])
            + '" stroke-width="'
            + ("3.5" if thick else "2")
            + '"'
            + (' stroke-dasharray="3 6"' if gone else "")
            + ' style="'
            + style
            + '"/>'
        )
    for rank, node in enumerate(nodes):
        x, y = places[rank]
        radius = SMALLEST + (LARGEST - SMALLEST) * node.weight
        parts.append(
            '<circle class="box" cx="'
            + coordinate(x)
            + '" cy="'
            + coordinate(y)
            + '" r="'
            + coordinate(radius)
            + '"'
            + (' stroke-dasharray="3 4"' if node.gone else "")
            + "/>"
        )
        parts.append(_text(x, y + 5, text=node.mark, style="name", anchor="middle"))
        if not view.narrow and node.name:
            parts.append(_beside(x, y, middle=middle, radius=radius, name=node.name, centre=rank == 0))
    return f"{''.join(parts)}</svg>"


def _beside(x, y, middle, radius, name, centre):
    """The name of a member, outside the circle; that of the centre, under it."""
    lines = _wrapped(name)
    if centre or abs(x - middle[0]) < 1:
        above = not centre and y < middle[1]
        top = y - radius - 6 - LINE * (len(lines) - 1) if above else y + radius + LINE
        return "".join([_text(x, top + LINE * rank, text=line, style="detail", anchor="middle") for rank, line in enumerate(lines)])
    side, anchor = (1, "start") if x > middle[0] else (-1, "end")
    top = y + 5 - LINE * (len(lines) - 1) / 2
    return "".join([_text(x + side * (radius + 6), top + LINE * rank, text=line, style="detail", anchor=anchor) for rank, line in enumerate(lines)])


def _wrapped(name):
    lines = [""]
    for word in name.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > NAME_WIDTH:
            lines.append(word)
        else:
            lines[-1] = (f"{lines[-1]} {word}") if lines[-1] else word
    return lines


def _text(x, y, text, style, anchor):
    return text_element(x, y, text=text, anchor=anchor, attributes=f'class="{style}"')
