"""A map of the departments: classes told by shade and by hatching, one department outlined and named, its neighbours by code.

Overseas departments, which the outlines do not have, are squares; Paris and its neighbours, too small to see, are drawn again larger.
"""

from collections import namedtuple

from essor.portable.french import NBSP, typeset
from essor.portable.pictures.drawing import GAP, SAMPLE, Box, Drawing, colour, coordinate, corners, frame, polyline
from essor.portable.pictures.outlines import HEIGHT, OUTLINES, WIDTH
from essor.portable.pictures.plot import Chart, said

# A department to paint: `level` is its class, from 0 for the strongest, or None for one left blank; `text` is its value, shown
# under the pointer.
Area = namedtuple("Area", ["code", "name", "level", "text"])

# Paint made once for many drawings: departments with an outline, the same for the close-up, the outlines of each class, and
# the departments without one.
Painted = namedtuple("Painted", ["whole", "close", "classes", "squares", "areas"])

SHADES = ("1", ".5", ".28", ".12", ".04")
# Over each shade: how far apart its lines are, and how thick, in px; « dots » are lines of dots.
HATCHES = (None, ("lines", 4.5, 1.6), ("lines", 8, 1.2), ("dots", 6, 1.8), None)
CLOSE = ("75", "92", "93", "94")
# Those around them, and where the frame names them, in shares of its width and height.
AROUND = (("95", 0.3, 0.1), ("78", 0.09, 0.45), ("91", 0.42, 0.9), ("77", 0.91, 0.45))
IN_CLOSE = CLOSE + tuple([code for code, _, _ in AROUND])
FAR = 40  # px, between the chosen department and its name, where its neighbours take the room around it
MARGIN = 2  # units of the outlines, around the close-up

TALLEST = 400  # px, of the map, where the height is free
STACKED = 500  # px: below, the key is under the map, where the height is free
CLOSE_WIDE, CLOSE_HIGH = 110, 90  # px: a smaller close-up says nothing
FULL = 140  # px: from this height, the close-up has a line of its own


def paint(areas):
    """The paint of every department, to give to `department_map`. Nothing is drawn while the outlines are unknown."""
    whole = [[] for _ in SHADES]
    close = [[] for _ in SHADES]
    classes = ["" for _ in SHADES]
    squares = []
    for area in areas:
        if area.code not in OUTLINES:
            squares.append(area)
            continue
        if area.level is None:
            whole[0].append(f'<path d="{OUTLINES[area.code][0]}" fill-opacity="0">{_title(area)}</path>')
            continue
        shape = f'<path d="{OUTLINES[area.code][0]}">{_title(area)}</path>'
        whole[area.level].append(shape)
        classes[area.level] += OUTLINES[area.code][0]
        if area.code in IN_CLOSE:
            close[area.level].append(shape)
    return Painted(_groups(whole), _groups(close), classes, squares, areas)


def department_map(view, painted, chosen, label, named, key):
    """A Chart: the code `chosen` is outlined and has its `label`, lines; the codes of `named` are outlined and written;
    `key` is a list of lines: a title, then one per class from the strongest."""
    data = said("Département", [(key[0], [area.name for area in painted.areas], [area.text for area in painted.areas])])
    return Chart(_Map(view, painted, chosen, label=label, named=named, key=key).svg, data)


def message(view, lines):
    """A Chart of what stands in the map's place: sentences."""
    probe = Drawing(view, 1)
    lines = [line for sentence in lines for line in probe.lines(typeset(sentence), view.width)]
    drawing = Drawing(view, view.height or probe.line_height * len(lines))
    drawing.block(0, probe.line_height * len(lines) / 2, lines)
    return Chart(drawing.svg, said("", [("Carte", ["France"], lines[:1])]))


def _title(area):
    return f"<title>{area.name}{NBSP}: {area.text}</title>"


def _groups(levels):
    return "".join([f'<g fill-opacity="{shade}">{"".join(shapes)}</g>' for shade, shapes in zip(SHADES, levels)])


class _Map:
    def __init__(self, view, painted, chosen, label, named, key):
        self.view, self.painted, self.chosen, self.named = view, painted, chosen, named
        self.label, self.key = [typeset(text) for text in label], [typeset(text) for text in key]
        self.probe = Drawing(view, 1)
        self.line = max(self.probe.line_height, 17)
        self.wide = max([self.probe.wide(self.key[0], True)] + [SAMPLE + GAP + self.probe.wide(text) for text in self.key[1:]])
        self.square = SAMPLE + 3 * GAP + max([self.probe.wide(area.name, True) for area in painted.squares])

    def svg(self):
        view, keys = self.view, self.line * len(self.key)
        room = view.width - max(self.wide, self.square) - 4 * GAP
        rows = self._rows(view.width)
        under = keys + 2 * GAP + self.line * rows
        beside = min(room, (view.height or TALLEST) * WIDTH / HEIGHT)
        stacked = min(view.width, ((view.height or 10000) - under - GAP) * WIDTH / HEIGHT)
        if (beside >= stacked) if view.height else view.width >= STACKED:
            return self._beside(beside, keys)
        return self._stacked(stacked, keys, under=under)

    def _columns(self, wide):
        """How many overseas departments stand side by side: all, two or one."""
        return next(count for count in (4, 2, 1) if count * self.square <= wide or count == 1)

    def _rows(self, wide):
        return -(-len(self.painted.squares) // self._columns(wide))

    def _beside(self, wide, keys):
        """The key, overseas and the close-up in a column, or in two where the frame is low."""
        high, gap = wide * HEIGHT / WIDTH, 4 * GAP
        drawing = Drawing(self.view, self.view.height or high)
        room = self.view.width - wide - gap
        squares = keys + 2 * GAP
        column = min(room, max(2 * self.square, drawing.height))
        bottom = squares + self.line * self._rows(column) + 2 * GAP
        close = 0
        if drawing.height - bottom < CLOSE_HIGH:
            column = max(self.wide, self.square)
            close = min(room - column - gap, 1.6 * drawing.height)
            close = close if close >= CLOSE_WIDE else 0
        left = (room - column - (close + gap if close else 0)) / 2
        x = left + wide + gap
        self._map(drawing, left, (drawing.height - high) / 2, wide)
        if close:
            self._close_up(drawing, x + column + gap, 1, close - 1, drawing.height - 2)
        elif drawing.height - bottom >= CLOSE_HIGH:
            self._close_up(drawing, x, bottom, column - 1, drawing.height - bottom - 1)
        self._key(drawing, x, 0)
        self._squares(drawing, x, squares, column)
        return self._named(drawing)

    def _stacked(self, wide, keys, under):
        """The map, then its key beside the close-up, which has a line of its own where the frame is high; then overseas."""
        view, high = self.view, wide * HEIGHT / WIDTH
        close = view.width - self.wide - 4 * GAP
        more = view.height - high - under - GAP if view.height else 0 if close >= CLOSE_WIDE else FULL
        drawing = Drawing(view, view.height or high + under + GAP + more)
        y = high + GAP
        self._map(drawing, (view.width - wide) / 2, 0, wide)
        if more >= FULL:
            self._close_up(drawing, 1, drawing.height - more + 2 * GAP, view.width - 2, more - 2 * GAP - 1)
            more = 0
        elif close >= CLOSE_WIDE:
            self._close_up(drawing, view.width - close, y, close - 1, keys + more)
        self._key(drawing, 0, y)
        self._squares(drawing, 0, y + keys + more + 2 * GAP, view.width)
        return self._named(drawing)

    def _map(self, drawing, left, top, wide):
        self.left, self.top, self.unit = left, top, WIDTH / wide
        drawing.shape(self._clips() + self._window(self.painted.whole, left, top, wide, wide / WIDTH * HEIGHT, box=(0, 0, WIDTH, HEIGHT)))

    def _clip(self, level):
        """A name for the outlines of a class, which no other drawing of the page has."""
        return f"essor-map-{int(self.view.width)}-{int(self.view.height)}-{level}-{len(self.painted.classes[level])}"

    def _clips(self):
        ranks = [level for level, hatch in enumerate(HATCHES) if hatch]
        return "".join([f'<clipPath id="{self._clip(level)}"><path d="{self.painted.classes[level]}"/></clipPath>' for level in ranks])

    def _window(self, paint, x, y, wide, high, box):
        """The painted shapes that fall in `box` (left, top, width, height of the outlines), in a window of the drawing."""
        unit = box[2] / wide  # units of the outlines for one of the drawing
        places = " ".join([coordinate(edge) for edge in box])
        parts = [
            f'<svg {frame(x, y, wide, high)} viewBox="{places}" stroke-linejoin="round">'
            f'<g fill="{colour("petrol")}" stroke="{colour("soft")}" stroke-opacity=".7" stroke-width="{coordinate(0.8 * unit)}">{paint}</g>'
        ]
        for level, hatch in enumerate(HATCHES):
            if hatch:
                parts.append(f'<g clip-path="url(#{self._clip(level)})" pointer-events="none">{_hatched(hatch, box, unit)}</g>')
        parts += [_outline(code, "ink", 1.5 * unit) for code in self.named if code in OUTLINES]
        if self.chosen in OUTLINES:
            # A rim of paper keeps the outline apart from the fullest shade.
            parts.append(_outline(self.chosen, "paper", 7 * unit) + _outline(self.chosen, "ink", 3.5 * unit))
        return f"{''.join(parts)}</svg>"

    def _close_up(self, drawing, x, y, wide, high):
        """Paris and its neighbours, larger, in a frame."""
        lefts, tops, rights, bottoms = zip(*[OUTLINES[code][3] for code in CLOSE])
        left, top, right, bottom = min(lefts), min(tops), max(rights), max(bottoms)
        unit = max((bottom - top + 2 * MARGIN) / high, (right - left + 2 * MARGIN) / wide)
        box = ((left + right) / 2 - wide * unit / 2, (top + bottom) / 2 - high * unit / 2, wide * unit, high * unit)
        drawing.shape(self._window(self.painted.close, x, y, wide, high, box=box))
        edge = corners(x, y, wide, high)
        drawing.stroke(edge + edge[:1], "soft", 1)
        for code in CLOSE:
            self._code(drawing, code, x + (OUTLINES[code][1] - box[0]) / unit, y + (OUTLINES[code][2] - box[1]) / unit)
        for code, across, down in AROUND:
            self._code(drawing, code, x + wide * across, y + high * down)

    def _code(self, drawing, code, x, y):
        strong = code == self.chosen
        if drawing.is_free(drawing.box(x, y, code, "middle", strong)):
            drawing.write(x, y, code, "ink", "middle", strong, halo="paper")

    def _named(self, drawing):
        """Names on the map, once all other texts have their place; the drawing, done."""
        if self.chosen in OUTLINES:
            self._label(drawing)
        for code in self.named:
            # In and around Paris there is room for one name: the close-up has the others.
            if code in OUTLINES and code not in CLOSE and not (self.chosen in CLOSE and code in IN_CLOSE):
                self._code(drawing, code, *self._at(OUTLINES[code][1], OUTLINES[code][2]))
        return drawing.svg()

    def _at(self, x, y):
        return self.left + x / self.unit, self.top + y / self.unit

    def _label(self, drawing):
        """The chosen department's name beside it, where it hides the fewest others."""
        lines = self.label if max([drawing.wide(text, True) for text in self.label]) < WIDTH / self.unit else [self.chosen] + self.label[1:]
        wide, high = max([drawing.wide(text, True) for text in lines]), self.line * len(lines)
        box = OUTLINES[self.chosen][3]
        (x0, y0), (x1, y1) = self._at(box[0], box[1]), self._at(box[2], box[3])
        x, y = self._at(OUTLINES[self.chosen][1], OUTLINES[self.chosen][2])
        across = [x0 - GAP - wide, x1 + GAP, x - wide / 2, x - wide, x, x0 - FAR - wide, x1 + FAR]
        down = [y - high / 2, y0 - high, y1, y0 - high / 2, y1 - high / 2, y0 - FAR - high, y1 + FAR]
        # What a place hides weighs more where it is to be written too.
        others = [(self._at(one[1], one[2]), 15 if code in self.named else 1) for code, one in OUTLINES.items() if code != self.chosen]
        best = None
        for rank, (left, top) in enumerate([(left, top) for left in across for top in down]):
            left = max(self.left, min(self.left + WIDTH / self.unit - wide, left))
            top = max(self.top, min(self.top + HEIGHT / self.unit - high, top))
            place = Box(left, top, left + wide, top + high)
            on_it = left - 2 < x1 and place.right + 2 > x0 and top + 3 < y1 and place.bottom - 3 > y0
            inside = [weight for (a, b), weight in others if left - 2 * GAP < a < place.right + 2 * GAP and top - GAP < b < place.bottom + GAP]
            cost = (100 * (not drawing.is_free(place)) + 30 * on_it + sum(inside), rank)
            if best is None or cost < best[0]:
                best = (cost, place)
        place = best[1]
        end = max(place.left, min(place.right, x)), max(place.top, min(place.bottom, y))
        if max(x0 - end[0], end[0] - x1, y0 - end[1], end[1] - y1) > 2 * GAP:
            for role, thick in (("paper", 4.5), ("ink", 1.5)):
                drawing.stroke([end, (x, y)], role, thick)
        drawing.block((place.left + place.right) / 2, (place.top + place.bottom) / 2, lines, "ink", "middle", True, halo="paper", step=self.line)

    def _swatch(self, drawing, x, y, level, strong=False, area=None):
        """A square of a class, in its shade and its hatching, whose middle is at height `y`."""
        high = min(SAMPLE - 6, self.line - 3)
        edge, thick = ("ink", "3.5") if strong else ("soft", "1")
        title = _title(area) if area else ""
        place = frame(x + 2, y - high / 2, SAMPLE - 4, high)
        drawing.shape(f'<rect {place} fill="{colour("petrol")}" fill-opacity="{SHADES[level]}" stroke="{colour(edge)}" stroke-width="{thick}">{title}</rect>')
        if HATCHES[level]:
            box = (0, 0, SAMPLE - 4, high)
            edges = " ".join([coordinate(side) for side in box])
            drawing.shape(f'<svg {place} viewBox="{edges}" pointer-events="none">{_hatched(HATCHES[level], box, 1)}</svg>')

    def _key(self, drawing, x, y):
        drawing.write(x, y + self.line / 2, self.key[0], "ink", "start", True)
        for level, text in enumerate(self.key[1:]):
            middle = y + self.line * (level + 1.5)
            self._swatch(drawing, x, middle, level)
            drawing.write(x + SAMPLE + GAP, middle, text)

    def _squares(self, drawing, x, y, wide):
        columns = self._columns(wide)
        for rank, area in enumerate(self.painted.squares):
            left, middle = x + self.square * (rank % columns), y + self.line * (rank // columns + 0.5)
            self._swatch(drawing, left, middle, area.level, strong=area.code == self.chosen, area=area)
            drawing.write(left + SAMPLE + GAP, middle, area.name, "ink", "start", area.code == self.chosen)


def _outline(code, role, thick):
    return f'<path d="{OUTLINES[code][0]}" fill="none" stroke="{colour(role)}" stroke-width="{coordinate(thick)}" pointer-events="none"/>'


def _hatched(hatch, box, unit):
    """Slanted lines, or lines of dots, all over a box: left, top, width, height; `unit` is that of a px."""
    kind, step, thick = hatch[0], hatch[1] * unit, hatch[2] * unit
    left, top, wide, high = box
    course, shift = "", step / 2
    while shift < wide + high:
        if kind == "lines":
            course += polyline([(left + shift, top), (left + shift - high, top + high)])
        elif shift < wide:
            course += polyline([(left + shift, top + step / 2), (left + shift, top + high)])
        shift += step * (1.4 if kind == "lines" else 1)
    style = "" if kind == "lines" else f' stroke-linecap="round" stroke-dasharray="0 {coordinate(step)}"'
    return f'<path d="{course}" fill="none" stroke="{colour("petrol")}" stroke-width="{coordinate(thick)}"{style}/>'
