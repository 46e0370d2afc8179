"""A map of the departments drawn as SVG text: shades for classes, one outline thick, some departments named by code.

Shades are one hue, from pale to full, so that they keep their order for colour-blind readers and in print. Overseas
departments, which the outlines do not have, are squares; Paris and its neighbours, too small to see, are drawn again larger.
"""

from collections import namedtuple

from essor.portable.charts.outlines import HEIGHT, OUTLINES, WIDTH
from essor.portable.charts.svg import coordinate, text_element
from essor.portable.french import NBSP

# A department to paint: `level` is its class, from 0 for the strongest shade; `text` is its value, shown under the pointer.
Area = namedtuple("Area", ["code", "name", "level", "text"])

# Paint made once for many drawings: departments with an outline, the same for the close-up, and those without one.
Painted = namedtuple("Painted", ["whole", "close", "squares"])

OPACITIES = ("1", ".72", ".46", ".24", ".07")
CLOSE = ("75", "92", "93", "94")
# Those around them, and where the frame names them, in shares of its width and height.
AROUND = (("95", 0.3, 0.1), ("78", 0.07, 0.45), ("91", 0.42, 0.94), ("77", 0.93, 0.45))
IN_CLOSE = CLOSE + tuple([code for code, _, _ in AROUND])
MARGIN = 2  # units of the outlines, around the close-up

Layout = namedtuple("Layout", ["width", "height", "map", "key", "close", "squares", "columns"])
# Each is (left, top, width[, height]) in the drawing.
LAYOUT_WIDE = Layout(560, 388, map=(3, 4, 346), key=(372, 16), close=(371, 192, 188, 146), squares=(0, 358, 140), columns=4)
LAYOUT_NARROW = Layout(340, 586, map=(3, 4, 334), key=(0, 350), close=(181, 354, 158, 150), squares=(0, 526, 170), columns=2)
KEY_STEP = 24
SWATCH = 22
PAPER = "var(--color-background-primary,#fff)"
INK = "var(--color-foreground-primary,#16202b)"


def paint(areas):
    """The paint of every department, to give to `department_map`. Nothing is drawn while the outlines are unknown."""
    whole = [[] for _ in OPACITIES]
    close = [[] for _ in OPACITIES]
    squares = []
    for area in areas:
        if area.code not in OUTLINES:
            squares.append(area)
            continue
        shape = f'<path d="{OUTLINES[area.code][0]}">{_title(area)}</path>'
        whole[area.level].append(shape)
        if area.code in IN_CLOSE:
            close[area.level].append(shape)
    return Painted(_groups(whole), _groups(close), squares)


def department_map(view, painted, chosen, named, key):
    """An SVG drawing (text): `chosen` is outlined, it and the codes of `named` are written, `key` names the classes.

    `key` is a list of lines: the title's, then one per class from the strongest."""
    place = LAYOUT_NARROW if view.narrow else LAYOUT_WIDE
    left, top, width = place.map
    scale = width / WIDTH
    parts = [
        f'<svg class="essor-flows" viewBox="0 0 {coordinate(place.width)} {coordinate(place.height)}" style="max-width:640px" aria-hidden="true" '
        'focusable="false">',
        _drawn(painted.whole, chosen, named=named, x=left, y=top, width=width, height=HEIGHT * scale, box=(0, 0, WIDTH, HEIGHT)),
    ]
    for code in [chosen] + list(named):
        # In and around Paris there is room for one name: the frame has the others.
        if code in OUTLINES and code not in CLOSE and not (chosen in CLOSE and code in IN_CLOSE):
            _, x, y, _ = OUTLINES[code]
            parts.append(_text(left + x * scale, top + y * scale + 5, text=code, anchor="middle", strong=code == chosen))
    parts.append(_close_up(painted.close, place.close, chosen=chosen, named=named))
    parts.append(_key(place.key, key))
    parts.append(_squares(painted.squares, place, chosen))
    return f"{''.join(parts)}</svg>"


def message(lines):
    """What stands in the map's place: lines of text."""
    texts = [_text(4, 20 + 20 * rank, text=line, anchor="start", strong=False) for rank, line in enumerate(lines)]
    height = coordinate(20 * len(lines) + 10)
    return f'<svg class="essor-flows" style="max-width:340px" viewBox="0 0 340 {height}">{"".join(texts)}</svg>'


def _title(area):
    return f"<title>{area.name}{NBSP}: {area.text}</title>"


def _groups(levels):
    return "".join([f'<g fill-opacity="{opacity}">{"".join(shapes)}</g>' for opacity, shapes in zip(OPACITIES, levels)])


def _drawn(paint, chosen, named, x, y, width, height, box):
    """The painted shapes that fall in `box` (left, top, width, height of the outlines), in a window of the drawing."""
    unit = box[2] / width  # units of the outlines for one of the drawing
    parts = [
        f'<svg x="{coordinate(x)}" y="{coordinate(y)}" width="{coordinate(width)}" height="{coordinate(height)}'
        f'" viewBox="{" ".join([coordinate(edge) for edge in box])}" stroke-linejoin="round"><g '
        'style="fill:var(--essor-petrol);stroke:var(--essor-edge,#7d8b99)" stroke-width="'
        f'{coordinate(0.7 * unit)}">{paint}</g>'
    ]
    parts += [_outline(code, INK, 1.5 * unit) for code in named if code in OUTLINES]
    if chosen in OUTLINES:
        # A rim of paper keeps the outline apart from the fullest shade.
        parts.append(_outline(chosen, PAPER, 6.5 * unit) + _outline(chosen, INK, 3.5 * unit))
    return f"{''.join(parts)}</svg>"


def _outline(code, colour, width):
    return f'<path d="{OUTLINES[code][0]}" style="fill:none;stroke:{colour}" stroke-width="{coordinate(width)}" pointer-events="none"/>'


def _close_up(paint, place, chosen, named):
    """Paris and its neighbours, larger, in a frame."""
    if not OUTLINES:
        return ""
    x, y, width, height = place
    boxes = [OUTLINES[code][3] for code in CLOSE]
    middle_x = (min([box[0] for box in boxes]) + max([box[2] for box in boxes])) / 2
    middle_y = (min([box[1] for box in boxes]) + max([box[3] for box in boxes])) / 2
    tall = max([box[3] for box in boxes]) - min([box[1] for box in boxes]) + 2 * MARGIN
    unit = tall / height
    box = (middle_x - width * unit / 2, middle_y - tall / 2, width * unit, tall)
    parts = [
        _drawn(paint, chosen, named=named, x=x, y=y, width=width, height=height, box=box),
        f'<rect x="{coordinate(x)}" y="{coordinate(y)}" width="{coordinate(width)}" height="{coordinate(height)}'
        '" style="fill:none;stroke:var(--essor-edge,#7d8b99)"/>',
    ]
    for code in CLOSE:
        _, at_x, at_y, _ = OUTLINES[code]
        parts.append(_text(x + (at_x - box[0]) / unit, y + (at_y - box[1]) / unit + 5, text=code, anchor="middle", strong=code == chosen))
    for code, across, down in AROUND:
        parts.append(_text(x + width * across, y + height * down + 5, text=code, anchor="middle", strong=code == chosen))
    return "".join(parts)


def _key(place, lines):
    x, y = place
    titles = len(lines) - len(OPACITIES)
    parts = [_text(x, y + 18 * rank, text=line, anchor="start", strong=rank == 0) for rank, line in enumerate(lines[:titles])]
    y += 18 * titles
    for rank, line in enumerate(lines[titles:]):
        top = y + KEY_STEP * rank - 10
        parts.append(
            _square(x, top, opacity=OPACITIES[rank], strong=False, title="") + _text(x + SWATCH + 8, top + 16, text=line, anchor="start", strong=False)
        )
    return "".join(parts)


def _squares(areas, place, chosen):
    parts = []
    left, top, step = place.squares
    for rank, area in enumerate(areas):
        x, y = left + 2 + step * (rank % place.columns), top + 30 * (rank // place.columns)
        strong = area.code == chosen
        parts.append(_square(x, y, opacity=OPACITIES[area.level], strong=strong, title=_title(area)))
        parts.append(_text(x + SWATCH + 8, y + 16, text=area.name, anchor="start", strong=strong))
    return "".join(parts)


def _square(x, y, opacity, strong, title):
    stroke = f'{INK}" stroke-width="3.5' if strong else "var(--essor-edge,#7d8b99)"
    return (
        f'<rect x="{coordinate(x)}" y="{coordinate(y)}" width="{coordinate(SWATCH)}" height="{coordinate(SWATCH)}'
        f'" fill-opacity="{opacity}" style="fill:var(--essor-petrol);stroke:{stroke}">'
        f"{title}</rect>"
    )


def _text(x, y, text, anchor, strong):
    """A text with a rim of paper, which keeps it readable on any shade."""
    rim = f"paint-order:stroke;stroke:{PAPER};stroke-width:3.5px;stroke-linejoin:round;font-weight:{'700' if strong else '500'}"
    return text_element(x, y, text=text, anchor=anchor, attributes=f'pointer-events="none" style="{rim}"')
