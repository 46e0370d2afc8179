"""What a reader holds in a picture: a grip that slides along an axis, a place to press, two to press one after the other.

Only the page moves them (page/hold.js, essor.css): elsewhere they do not show. What each sets has a field beside the picture.
"""

from collections import namedtuple

from essor.portable.pictures.drawing import colour, coordinate, frame, polyline

# What a grip sets: the control's `name`, or « name:row,column » of a table; its value and step; `scale` are (quantity drawn,
# value) pairs from one end to the other, the nearest pairs giving what is between.
Held = namedtuple("Held", ["name", "value", "step", "scale"])

RADIUS = 8  # px, of a grip as seen
REACH = 14  # px, of what may be taken around it


def grip(drawing, held, x, y, axis, at):
    """A grip at a point, which slides along axis « x » or « y »; `at` places a quantity drawn on it."""
    seen = f'<circle cx="{coordinate(x)}" cy="{coordinate(y)}" r="{RADIUS}" fill="{colour("paper")}" stroke="{colour("ink")}" stroke-width="2"/>'
    arrows = [[(side * 2, -3), (side * 5, 0), (side * 2, 3)] for side in (-1, 1)]  # along the axis, and across it
    lines = "".join([polyline([(x + a, y + b) if axis == "x" else (x + b, y + a) for a, b in arrow]) for arrow in arrows])
    seen += f'<path d="{lines}" fill="none" stroke="{colour("ink")}" stroke-width="1.5"/>'
    around = f'<circle cx="{coordinate(x)}" cy="{coordinate(y)}" r="{REACH}" fill-opacity="0"/>'
    drawing.over(f'<g visibility="hidden" class="essor-grip" {_sliding(held, axis, at)}>{seen}{around}</g>')


def bar_grip(drawing, held, place, at):
    """A whole bar, from (left, top, wide, high) of `place`, which slides from left to right."""
    _zone(drawing, _sliding(held, "x", at), place)


def pressed(drawing, name, value, place):
    """A place, (left, top, wide, high), that gives this value to a control or a cell."""
    _zone(drawing, f'data-press="{name}" data-value="{value}"', place)


def _zone(drawing, data, place):
    drawing.over(f'<rect visibility="hidden" class="essor-grip" {data} {frame(*place)} fill-opacity="0"/>')


def joined(drawing, name, rank, place):
    """A disc, (x, y, radius), which joins with another, or parts from it, in a table of pairs."""
    x, y, radius = [coordinate(one) for one in place]
    box = f'cx="{x}" cy="{y}" r="{radius}"'
    drawing.over(f'<circle visibility="hidden" class="essor-grip" data-join="{name}" data-rank="{rank}" {box} fill-opacity="0"/>')


def _sliding(held, axis, at):
    scale = " ".join([f"{coordinate(at(quantity))} {_text(value)}" for quantity, value in held.scale])
    return f'data-held="{held.name}" data-axis="{axis}" data-value="{_text(held.value)}" data-step="{held.step}" data-scale="{scale}"'


def _text(value):
    """A number as both Pythons write it."""
    return "%.2f" % (value + 1e-9)
