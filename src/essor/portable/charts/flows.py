"""A circuit drawn as SVG text: boxes, and bands as wide as what flows through them.

The picture is text made of style classes and CSS variables, so that it follows the page's colours, prints as
vectors and needs no script. Its dashes move for less than five seconds, and not at all under reduced motion.
"""

from collections import namedtuple

from essor.portable.charts.svg import coordinate, text_element

# A place where units stop: centre x, y; `name` and `detail` are its two lines.
Box = namedtuple("Box", ["x", "y", "name", "detail"])

# A band from box to box (their ranks), or from a box to itself. `amount` sets its width; `label` has two lines;
# `colour` is a role of the palette; `course` is how it runs and where its label stands:
# « right » (label below), « down » (label on its right), « down-left » (label on its left), « corner » (leaves to the
# right, arrives from below), « loop » (above its box), « loop-right » (beside it).
Band = namedtuple("Band", ["start", "end", "amount", "label", "colour", "course"])

BOX_WIDTH = 118
BOX_HEIGHT = 60
WIDEST = 36
NARROWEST = 3
LINE = 17


def flow_picture(boxes, bands, width, height):
    """An SVG drawing (text) of `boxes` joined by `bands`, in a frame of `width` × `height` units."""
    most = max(max(band.amount for band in bands), 1e-9)
    parts = [f'<svg class="essor-flows" viewBox="0 0 {coordinate(width)} {coordinate(height)}" aria-hidden="true" focusable="false">']
    texts = []
    for band in bands:
        if band.amount <= 0:
            continue
        thick = max(NARROWEST, WIDEST * band.amount / most)
        path, at_x, at_y, anchor = _course(band.course, boxes[band.start], end=boxes[band.end], thick=thick)
        style = f' style="stroke:var(--essor-{band.colour})"'
        parts.append(f'<path class="band" d="{path}" stroke-width="{coordinate(thick)}"{style}/>')
        parts.append(f'<path class="dash" d="{path}"{style}/>')
        for rank, line in enumerate(band.label):
            texts.append(_text(at_x, at_y + LINE * rank, text=line, style="amount" if rank == 0 else "detail", anchor=anchor))
    for box in boxes:
        parts.append(
            f'<rect class="box" x="{coordinate(box.x - BOX_WIDTH / 2)}" y="{coordinate(box.y - BOX_HEIGHT / 2)}'
            f'" width="{coordinate(BOX_WIDTH)}" height="{coordinate(BOX_HEIGHT)}" rx="8"/>'
        )
        texts.append(_text(box.x, box.y - 4, text=box.name, style="name", anchor="middle"))
        texts.append(_text(box.x, box.y + 15, text=box.detail, style="detail", anchor="middle"))
    return f"{''.join(parts + texts)}</svg>"


def _course(course, start, end, thick):
    """The path of a band and where its label goes: (path, x, y of the first line, text anchor)."""
    left, right = end.x - BOX_WIDTH / 2, start.x + BOX_WIDTH / 2
    top, bottom = end.y - BOX_HEIGHT / 2, start.y + BOX_HEIGHT / 2
    if course == "loop":
        points = (start.x + 34, top), (start.x + 62, top - 52), (start.x - 62, top - 52), (start.x - 34, top)
        label = start.x, top - 39 - thick / 2 - 8 - LINE, "middle"
    elif course == "loop-right":
        points = (right, start.y - 18), (right + 52, start.y - 40), (right + 52, start.y + 40), (right, start.y + 18)
        label = right + 39 + thick / 2 + 6, start.y, "start"
    elif course == "right":
        middle = (left + right) / 2
        points = (right, start.y), (middle, start.y), (middle, end.y), (left, end.y)
        label = middle, bottom + LINE, "middle"
    elif course == "corner":
        points = (right, start.y), (end.x - 40, start.y), (end.x, start.y - 20), (end.x, end.y + BOX_HEIGHT / 2)
        label = (right + end.x) / 2, start.y + thick / 2 + LINE, "middle"
    else:
        middle = (top + bottom) / 2
        points = (start.x, bottom), (start.x, middle), (end.x, middle), (end.x, top)
        side, anchor = (-1, "end") if course == "down-left" else (1, "start")
        # A leaning band is wider across than its stroke.
        label = (start.x + end.x) / 2 + side * (thick / 2 + 8 + abs(end.x - start.x) / 5), middle - 1, anchor
    a, b, c, d = (f"{coordinate(x)} {coordinate(y)}" for x, y in points)
    return f"M{a}C{b} {c} {d}", label[0], label[1], label[2]


def _text(x, y, text, style, anchor):
    return text_element(x, y, text=text, anchor=anchor, attributes=f'class="{style}"')
