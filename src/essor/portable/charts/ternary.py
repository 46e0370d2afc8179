"""Who is first in a triangle of weightings, drawn as SVG text: each way to share points between three criteria is a cell.

A cell carries the number of the option that is first there, and its hue; « = » where several are.
"""

from collections import namedtuple

from essor.portable.charts.svg import coordinate, text_element

# A cell: the points of the first two criteria (the third has the rest), and the rank of the option that is first, or None.
Cell = namedtuple("Cell", ["first", "second", "winner"])

HUES = ("petrol", "ochre", "violet", "green", "edge, #7d8b99")
ROOT = 3**0.5
WIDEST_STEP = 64  # units between two cells, when few remain
TOP = 46
LINE = 22
PAPER = "var(--color-background-primary,#fff)"
INK = "var(--color-foreground-primary,#16202b)"

Layout = namedtuple("Layout", ["width", "side", "middle", "key"])  # key: (left, top) of its first line, top from the base on a phone
LAYOUT_WIDE = Layout(560, 330, middle=185, key=(316, 24))
LAYOUT_NARROW = Layout(340, 290, middle=170, key=(6, 74))


def ternary(view, points, cells, corners, mark, key):
    """An SVG drawing (text) of the ways to share `points` between three criteria.

    `corners` names the left, right and top corners. `mark` is None or the shares of the three criteria where a ring is
    drawn. `key` has a title, then one text per option, one for ties and one for the ring.
    """
    place = LAYOUT_NARROW if view.narrow else LAYOUT_WIDE
    step = min(WIDEST_STEP, place.side / max(points, 1))
    base = TOP + place.side * ROOT / 2 + 22
    rise = (base - TOP - 22 - points * step * ROOT / 2) / 2  # a small triangle stands in the middle

    def across(second, third):
        return place.middle + step * (second - (points - third) / 2)

    def down(third):
        return base - 22 - rise - step * third * ROOT / 2

    groups = [[] for _ in HUES]
    texts = []
    tied = []
    half, tip, side = coordinate(step / 2), coordinate(step / (2 * ROOT)), coordinate(step / ROOT)
    around = f"l{half} {tip}v{side}l-{half} {tip}l-{half} -{tip}v-{side}z"
    # Cells of a row stand at the same height: written once for all of them.
    heights = [(f' {coordinate(down(third) - step / ROOT)}{around}"/>', down(third) + 5) for third in range(points + 1)]
    for cell in cells:
        third = points - cell.first - cell.second
        x = across(cell.second, third)
        rest, y = heights[third]
        (tied if cell.winner is None else groups[cell.winner]).append(f'<path d="M{coordinate(x)}{rest}')
        texts.append(_text(x, y, text="=" if cell.winner is None else str(cell.winner + 1), anchor="middle", weight="400"))
    names = [
        _text(place.middle, 16, text=corners[2], anchor="middle", weight="650"),
        _text(4, base + 20, text=corners[0], anchor="start", weight="650"),
        _text(2 * place.middle - 4, base + 20, text=corners[1], anchor="end", weight="650"),
    ]
    left, top = place.key
    top += base if view.narrow else 0
    names.append(_text(left, top, text=key[0], anchor="start", weight="650"))
    for rank, line in enumerate(key[1:]):
        y = top + LINE * (rank + 1)
        names.append(_text(left + 26, y, text=line, anchor="start", weight="400"))
        if rank < len(key) - 3:
            groups[rank].append(f'<circle cx="{coordinate(left + 10)}" cy="{coordinate(y - 5)}" r="10"/>')
        if rank < len(key) - 2:
            names.append(_text(left + 10, y, text=str(rank + 1) if rank < len(key) - 3 else "=", anchor="middle", weight="400"))
    end = top + LINE * (len(key) - 1)
    rings = [_ring(left + 10, end - 5, 8)]
    if mark:
        rings.append(_ring(across(mark[1] * points, mark[2] * points), down(mark[2] * points), max(13, step * 0.44)))
    height = max(base + 28, end + 10)
    return (
        '<svg class="essor-flows" viewBox="0 0 '
        + coordinate(place.width)
        + " "
        + coordinate(height)
        + '" style="max-width:640px" aria-hidden="true" focusable="false"><g style="stroke:'
        + PAPER
        + '" stroke-width="2">'
        + "".join([f'<g style="fill:var(--essor-{hue})" fill-opacity=".34">{"".join(group)}</g>' for hue, group in zip(HUES, groups)])
        + '<g style="fill:none;stroke:var(--essor-edge,#7d8b99)" stroke-dasharray="3 3" stroke-width="1">'
        + "".join(tied)
        + "</g></g>"
        + "".join(texts + rings + names)
        + "</svg>"
    )


def _ring(x, y, radius):
    at = f'<circle cx="{coordinate(x)}" cy="{coordinate(y)}" r="{coordinate(radius)}" style="fill:none;stroke:'
    return f'{at}{PAPER}" stroke-width="6.5"/>{at}{INK}" stroke-width="3.5"/>'


def _text(x, y, text, anchor, weight):
    return text_element(x, y, text=text, anchor=anchor, attributes=f'style="font-weight:{weight}"')
