"""A circuit drawn as SVG text: boxes, and bands as wide as what flows through them.

The picture is text made of style classes and CSS variables, so that it follows the page's colours, prints as
vectors and needs no script. Its dashes move for less than five seconds, and not at all under reduced motion.
"""

from collections import namedtuple

# A place where units stop: centre x, y; `name` and `detail` are its two lines.
Box = namedtuple("Box", ["x", "y", "name", "detail"])

# A band from box to box (their ranks). `amount` sets its width; `label` has one or two lines. `colour` is a role.
Band = namedtuple("Band", ["start", "end", "amount", "label", "colour"])

BOX_WIDTH = 124
BOX_HEIGHT = 58
WIDEST = 36
NARROWEST = 3


def flow_picture(boxes, bands, width, height):
    """An SVG drawing (text) of `boxes` joined by `bands`, in a frame of `width` × `height` units."""
    most = max(max(band.amount for band in bands), 1e-9)
    parts = ['<svg class="essor-flows" viewBox="0 0 ' + _n(width) + " " + _n(height) + '" aria-hidden="true" focusable="false">']
    texts = []
    for band in bands:
        if band.amount <= 0:
            continue
        thick = max(NARROWEST, WIDEST * band.amount / most)
        path, at_x, at_y, anchor = _course(boxes[band.start], boxes[band.end], band.start == band.end, thick)
        style = ' style="stroke:var(--essor-' + band.colour + ')"'
        parts.append('<path class="band" d="' + path + '" stroke-width="' + _n(thick) + '"' + style + "/>")
        parts.append('<path class="dash" d="' + path + '"' + style + "/>")
        for rank, line in enumerate(band.label):
            texts.append(_text(at_x, at_y + 16 * rank, line, "amount" if rank == 0 else "detail", anchor))
    for box in boxes:
        parts.append(
            '<rect class="box" x="' + _n(box.x - BOX_WIDTH / 2) + '" y="' + _n(box.y - BOX_HEIGHT / 2)
            + '" width="' + _n(BOX_WIDTH) + '" height="' + _n(BOX_HEIGHT) + '" rx="8"/>'
        )
        texts.append(_text(box.x, box.y - 4, box.name, "name", "middle"))
        texts.append(_text(box.x, box.y + 15, box.detail, "detail", "middle"))
    return "".join(parts + texts) + "</svg>"


def _course(start, end, loop, thick):
    """The path of a band and where its label goes: (path, x, y, text anchor)."""
    if loop:
        top = start.y - BOX_HEIGHT / 2
        rise = top - 46
        left, right = start.x - 34, start.x + 34
        path = "M" + _p(right, top) + "C" + _p(right + 26, rise) + " " + _p(left - 26, rise) + " " + _p(left, top)
        return path, start.x, rise - thick / 2 - 10, "middle"
    if abs(end.x - start.x) < BOX_WIDTH:  # downwards
        x1, y1, x2, y2 = start.x, start.y + BOX_HEIGHT / 2, end.x, end.y - BOX_HEIGHT / 2
        middle = (y1 + y2) / 2
        path = "M" + _p(x1, y1) + "C" + _p(x1, middle) + " " + _p(x2, middle) + " " + _p(x2, y2)
        return path, (x1 + x2) / 2 + thick / 2 + 8, middle - 2, "start"
    x1, y1, x2, y2 = start.x + BOX_WIDTH / 2, start.y, end.x - BOX_WIDTH / 2, end.y
    middle = (x1 + x2) / 2
    path = "M" + _p(x1, y1) + "C" + _p(middle, y1) + " " + _p(middle, y2) + " " + _p(x2, y2)
    return path, middle, (y1 + y2) / 2 + thick / 2 + 17, "middle"


def _text(x, y, text, style, anchor):
    return (
        '<text class="' + style + '" x="' + _n(x) + '" y="' + _n(y) + '" text-anchor="' + anchor + '">' + text + "</text>"
    )


def _p(x, y):
    return _n(x) + " " + _n(y)


def _n(value):
    """A coordinate with at most one decimal, the same text in both Pythons."""
    tenths = int(abs(value) * 10 + 0.5)
    text = str(tenths // 10) + ("." + str(tenths % 10) if tenths % 10 else "")
    return "-" + text if value < 0 and tenths else text
