"""A picture as SVG text, laid out for one frame: shapes in the page's colours, and texts that find a free place."""

from collections import namedtuple

from essor.portable.kept import kept
from essor.portable.pictures.metrics import width, wrapped
from essor.portable.pictures.palette import LIGHT

LINE = 1.25  # height of a line of text, in type sizes
DROP = 0.34  # from the middle of a line down to its baseline
TEXT = 14  # px, the smallest of a picture
GAP = 6  # px, between a mark and its label
SAMPLE = 22  # px, the width of what a key shows
NARROW = 460  # px: below, names stand above what they name
STRONG = 650
DASHED = "6 4"  # a limit

Box = namedtuple("Box", ["left", "top", "right", "bottom"])


NUDGE = 1e-6  # px: the two Pythons round a tie apart, and none is left


def coordinate(value):
    """A coordinate with one decimal."""
    return "%.1f" % (value + NUDGE)


def place_of(x, y):
    """A point of a path."""
    return "%.1f %.1f" % (x + NUDGE, y + NUDGE)  # noqa: UP031 (three times as fast in MicroPython)


def polyline(points):
    """The path of a broken line through (x, y) points."""
    return "M" + "L".join(["%.1f %.1f" % (x + NUDGE, y + NUDGE) for x, y in points])  # noqa: UP031 (as above)


def start(x, y):
    """Where a path begins, or begins again."""
    return f"M{place_of(x, y)}"


def curve(one, two, end):
    """A curve of a path: its two handles, and where it ends."""
    return f"C{place_of(*one)} {place_of(*two)} {place_of(*end)}"


def frame(left, top, wide, high):
    """Where a rectangle is, as attributes."""
    return 'x="%.1f" y="%.1f" width="%.1f" height="%.1f"' % (left + NUDGE, top + NUDGE, wide + NUDGE, high + NUDGE)  # noqa: UP031 (as above)


def corners(left, top, wide, high):
    """The points of a rectangle, from its top left, to the right."""
    return [(left, top), (left + wide, top), (left + wide, top + high), (left, top + high)]


@kept
def colour(role):
    """A role of the palette as the page, the notebook or the paper defines it; by itself, the light one."""
    return f"var(--essor-{role},{LIGHT[role]})"


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


class Drawing:
    """Shapes first, texts over them; `text` is the type size, in px, of every text."""

    def __init__(self, view, height):
        self.width, self.height, self.text = view.width, height, view.text
        self._shapes, self._texts, self._over, self._taken = [], [], [], []

    @property
    def line_height(self):
        return self.text * LINE

    def wide(self, text, strong=False):
        """The width of a text here."""
        return width(text, self.text, strong)

    def lines(self, text, room, strong=False):
        """The text on lines that fit in `room`."""
        return wrapped(text, room, self.text, strong)

    def rect(self, left, top, wide, high, role, outlined=False):
        """A bar, filled, or outlined over a faint filling."""
        ink = colour(role)
        style = f'fill="{ink}"'
        if outlined:
            style = f'fill="{ink}" fill-opacity=".18" stroke="{ink}" stroke-width="2"'
        self._shapes.append(f"<rect {frame(left, top, wide, high)} {style}/>")

    def hatch(self, left, top, wide, high, step=9):
        """Slanted lines over a bar: told apart without its hue."""
        parts = []
        shift = step / 2
        while shift < wide + high:
            x1, y1 = (shift, 0) if shift <= wide else (wide, shift - wide)
            x2, y2 = (shift - high, high) if shift >= high else (0, shift)
            parts.append(polyline([(left + x1, top + y1), (left + x2, top + y2)]))
            shift += step
        self._shapes.append(f'<path d="{"".join(parts)}" fill="none" stroke="{colour("paper")}" stroke-width="2" stroke-opacity=".6"/>')

    def stroke(self, points, role, thick=1.5, dash="", opacity=""):
        """A broken line through (x, y) points."""
        self.path(polyline(points), role, thick=thick, dash=dash, opacity=opacity)

    def path(self, course, role, thick, dash="", opacity="", moves=False):
        """A line along any path (SVG text); with `moves`, its dashes go along it for a while, where the page's style sheet lets them."""
        style = (f' stroke-dasharray="{dash}"' if dash else "") + (f' stroke-opacity="{opacity}"' if opacity else "")
        style += ' class="dash" stroke-linecap="round"' if moves else ""
        self._shapes.append(f'<path d="{course}" fill="none" stroke="{colour(role)}" stroke-width="{coordinate(thick)}" stroke-linejoin="round"{style}/>')

    def area(self, points, role, opacity):
        """A polygon, filled."""
        self.fill(f"{polyline(points)}Z", role, opacity)

    def fill(self, course, role, opacity):
        """What any closed path (SVG text) holds, filled."""
        self._shapes.append(f'<path d="{course}" fill="{colour(role)}" fill-opacity="{opacity}"/>')

    def ring(self, x, y, radius, role, thick):
        """A circle that hides nothing."""
        place = f'cx="{coordinate(x)}" cy="{coordinate(y)}" r="{coordinate(radius)}"'
        self._shapes.append(f'<circle {place} fill="none" stroke="{colour(role)}" stroke-width="{coordinate(thick)}"/>')

    def shape(self, markup):
        """Any other shape, as SVG text."""
        self._shapes.append(markup)

    def over(self, markup):
        """What stands over all, texts too, as SVG text."""
        self._over.append(markup)

    def dot(self, x, y, radius, role, hollow=False, dash=""):
        fill = colour("paper") if hollow else colour(role)
        edge = colour(role) if hollow else colour("paper")
        style = f'fill="{fill}" stroke="{edge}" stroke-width="2"' + (f' stroke-dasharray="{dash}"' if dash else "")
        place = 'cx="%.1f" cy="%.1f" r="%.1f"' % (x + NUDGE, y + NUDGE, radius + NUDGE)  # noqa: UP031 (as above)
        self._shapes.append(f"<circle {place} {style}/>")

    def box(self, x, y, text, anchor, strong=False):
        """What a line of text takes, whose middle is at height `y`."""
        wide = self.wide(text, strong)
        left = x if anchor == "start" else x - wide if anchor == "end" else x - wide / 2
        return Box(left, y - self.line_height / 2, left + wide, y + self.line_height / 2)

    def write(self, x, y, text, role="ink", anchor="start", strong=False, halo=""):
        """A line of text whose middle is at height `y`; `halo` is the role of what it stands on, which then keeps off its letters.
        Gives the place it takes."""
        box = self.box(x, y, text, anchor, strong)
        self._taken.append(box)
        style = (f' font-weight="{STRONG}"' if strong else "") + (f' text-anchor="{anchor}"' if anchor != "start" else "")
        if halo:
            style += f' paint-order="stroke" stroke="{colour(halo)}" stroke-width="4" stroke-linejoin="round"'
        place = 'x="%.1f" y="%.1f"' % (x + NUDGE, y + DROP * self.text + NUDGE)  # noqa: UP031 (as above)
        self._texts.append(f'<text {place} fill="{colour(role)}"{style}>{escaped(text)}</text>')
        return box

    def block(self, x, middle, lines, role="ink", anchor="start", strong=False, halo="", step=0.0):
        """Lines of text about a height, `step` px from one to the next."""
        step = step or self.line_height
        for rank, text in enumerate(lines):
            self.write(x, middle + step * (rank - (len(lines) - 1) / 2), text, role, anchor, strong, halo)

    def take(self, left, top, right, bottom):
        """Keep a place from texts that look for one."""
        self._taken.append(Box(left, top, right, bottom))

    def is_free(self, box):
        inside = box.left >= 0 and box.right <= self.width and box.top >= 0 and box.bottom <= self.height
        return inside and not any(box.left < b.right and b.left < box.right and box.top < b.bottom and b.top < box.bottom for b in self._taken)

    def label(self, places, text, role="ink", strong=False):
        """Write the text at the first of the places (x, y, anchor) that is free; without any, at the first, moved into the frame."""
        for x, y, anchor in places:
            if self.is_free(self.box(x, y, text, anchor, strong)):
                return self.write(x, y, text, role, anchor, strong, halo="paper")
        x, y, anchor = places[0]
        box = self.box(x, y, text, anchor, strong)
        x += max(0, -box.left) - max(0, box.right - self.width)
        y += max(0, -box.top) - max(0, box.bottom - self.height)
        return self.write(x, y, text, role, anchor, strong, halo="paper")

    def svg(self):
        shapes = "".join(self._shapes).replace(".0 ", " ").replace('.0"', '"').replace(".0L", "L")
        wide, high, size = [coordinate(one).replace(".0", "") for one in (self.width, self.height, self.text)]
        return (
            f'<svg class="essor-drawing" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" font-size="{size}"'
            f' text-rendering="geometricPrecision" aria-hidden="true" focusable="false">{shapes}{"".join(self._texts + self._over)}</svg>'
        )


def heading(drawing, text):
    """What is measured, on as many lines as it takes, from the top. The height after it."""
    lines = drawing.lines(text, drawing.width) if text else []
    drawing.block(0, drawing.line_height * len(lines) / 2, lines, "soft")
    return drawing.line_height * len(lines)


def legend(drawing, top, entries):
    """A key, on as many lines as it takes, from height `top`: entries are (draw in it a sample, SAMPLE wide, at x, y; name). The height after it."""
    x, y = 0, top + drawing.line_height / 2
    for sample, name in entries:
        wide = SAMPLE + GAP + drawing.wide(name)
        if x and x + wide > drawing.width:
            x, y = 0, y + drawing.line_height
        sample(drawing, x, y)
        drawing.write(x + SAMPLE + GAP, y, name, "ink")
        x += wide + 3 * GAP
    return y + drawing.line_height / 2
