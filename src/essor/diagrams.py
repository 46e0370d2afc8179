"""The diagram of a chapter: columns of boxes that lead to one another, drawn for a wide place and for a phone.

The words are in `book/schemas.toml`, by the name of the chapter's file.
"""

import tomllib
from functools import cache

from essor.places import COURSE
from essor.portable.french import listed, typeset
from essor.portable.markup import written
from essor.portable.pictures.drawing import Drawing, coordinate
from essor.portable.simulators.declaration import View

WORDS = COURSE / "book" / "schemas.toml"
WIDE, NARROW = View(612), View(287)  # the text beside, and a phone
ARROW, BETWEEN, INSIDE = 40, 14, 10  # px: along which boxes lead to one another, between boxes of a column, around words
HEAD = 6  # px, of an arrow
LOOP = 26  # px, above a box that leads back to itself


@cache
def all_words() -> dict[str, dict]:
    """What each diagram says, by its name."""
    return tomllib.loads(WORDS.read_text("utf8"))


class Diagram:
    """Lays out the boxes of one diagram in one frame; `boxes` is where each stands, once drawn."""

    def __init__(self, words, view):
        self.words, self.view, self.upright = words, view, view is NARROW
        self.columns = [[(typeset(name), typeset(text)) for name, text in column] for column in words["colonnes"]]
        self.pairs = self.upright and "droites" in words
        if self.pairs:  # each with what it leads to, one pair under the other
            self.columns = [[box] for start, end in zip(*self.columns, strict=True) for box in (start, end)]
        self.back = typeset(words.get("retour", ""))
        self.probe = Drawing(view, 1)
        count = len(self.columns)
        self.wide = view.width - LOOP - 2 if self.upright else (view.width - 2 - (count - 1) * ARROW) / count
        self.boxes: dict = {}

    def _lines(self, box):
        room = self.wide - 2 * INSIDE
        return self.probe.lines(box[0], room, True), self.probe.lines(box[1], room) if box[1] else []

    def _high(self, box):
        return sum(map(len, self._lines(box))) * self.probe.line_height + 2 * INSIDE

    def _tall(self, column):
        return sum(map(self._high, column)) + (len(column) - 1) * BETWEEN

    def svg(self):
        tall = list(map(self._tall, self.columns))
        above = LOOP if self.back and not self.upright else 1
        height = sum(tall) + (len(tall) - 1) * ARROW + 2 if self.upright else max(tall) + above + 1
        drawing = Drawing(self.view, height)
        top = 1.0
        for rank, column in enumerate(self.columns):
            left = 1 if self.upright else 1 + rank * (self.wide + ARROW)
            if not self.upright:
                top = above + (height - above - 1 - tall[rank]) / 2
            for box in column:
                self.boxes[rank, box[0]] = (left, top, self.wide, self._high(box))
                self._box(drawing, box, left, top)
                top += self._high(box) + BETWEEN
            top += ARROW - BETWEEN
        for start, end in self.links():
            self._arrow(drawing, self.boxes[start], self.boxes[end])
        if self.back:
            self._loop(drawing, next(place for (_, name), place in self.boxes.items() if name == self.back))
        return drawing.svg()

    def _box(self, drawing, box, left, top):
        high = self._high(box)
        drawing.rect(left, top, self.wide, high, "petrol" if box[0] not in self.ends() else "soft", outlined=True)
        names, said = self._lines(box)
        y = top + INSIDE + drawing.line_height / 2
        for text, strong in [*((name, True) for name in names), *((line, False) for line in said)]:
            drawing.write(left + self.wide / 2, y, text, anchor="middle", strong=strong)
            y += drawing.line_height

    def ends(self):
        """Names of the boxes that lead nowhere."""
        return [typeset(name) for name in self.words.get("sans-suite", ())]

    def links(self):
        """(start, end) of each arrow: (rank of the column, name)."""
        found = []
        for rank, (column, following) in enumerate(zip(self.columns, self.columns[1:], strict=False)):
            for place, (name, _) in enumerate(column):
                if name in self.ends() or (self.pairs and rank % 2):
                    continue
                ends = [following[place]] if self.words.get("droites") else following
                found += [((rank, name), (rank + 1, end)) for end, _ in ends]
        return found

    def _arrow(self, drawing, start, end):
        left, top, wide, high = start
        to_left, to_top, to_wide, to_high = end
        if self.upright:
            x, y, to_x, to_y = left + wide / 2, top + high, to_left + to_wide / 2, to_top
            if to_y - y > ARROW + 1:  # past the boxes of its own column
                x = left + wide + LOOP / 2
                middle = top + high / 2
                course = f"M{coordinate(left + wide)} {coordinate(middle)}H{coordinate(x)}V{coordinate(to_y - ARROW / 2)}H{coordinate(to_left + to_wide / 2)}"
                drawing.path(course, "soft", thick=2)
                x, to_x, y = to_left + to_wide / 2, to_left + to_wide / 2, to_y - ARROW / 2
            points = [(to_x - HEAD, to_y - HEAD), (to_x, to_y), (to_x + HEAD, to_y - HEAD)]
        else:
            x, y, to_x, to_y = left + wide, top + high / 2, to_left, to_top + to_high / 2
            points = [(to_x - HEAD, to_y - HEAD), (to_x, to_y), (to_x - HEAD, to_y + HEAD)]
        drawing.stroke([(x, y), (to_x, to_y)] if self.upright else [(x, y), (x + ARROW / 2, y), (x + ARROW / 2, to_y), (to_x, to_y)], "soft", thick=2)
        drawing.stroke(points, "soft", thick=2)

    def _loop(self, drawing, box):
        left, top, wide, high = box
        if self.upright:
            x, y, out = left + wide, top + high / 2, LOOP - 2
            course = f"M{coordinate(x)} {coordinate(y - 14)}h{out / 2}a14 14 0 0 1 0 28h-{out / 2}"
            points = [(x + HEAD, y + 14 - HEAD), (x, y + 14), (x + HEAD, y + 14 + HEAD)]
        else:
            x, y = left + wide / 2, top
            course = f"M{coordinate(x - 22)} {coordinate(y)}v-8a22 14 0 0 1 44 0v8"
            points = [(x + 22 - HEAD, y - HEAD), (x + 22, y), (x + 22 + HEAD, y - HEAD)]
        drawing.path(course, "violet", thick=3)
        drawing.stroke(points, "violet", thick=3)


def described(words) -> str:
    """The diagram in words."""
    columns = [listed([f"{name}, {text}" if text else name for name, text in column]) for column in words["colonnes"]]
    text = "De gauche à droite, ou de haut en bas : " + " ; puis ".join(columns) + "."
    if "retour" in words:
        text += f" Une flèche revient de « {words['retour']} » à « {words['retour']} »."
    if "sans-suite" in words:
        text += f" Sans suite : {listed(list(words['sans-suite']))}."
    return typeset(text)


def diagram_html(words) -> str:
    title = written(words["titre"])
    return picture_html(title, written(described(words)), [Diagram(words, view).svg() for view in (WIDE, NARROW)], f"<strong>{title}</strong>")


def picture_html(title, said, drawings, caption) -> str:
    """A picture in a page: drawings for a wide place and a phone, `said` for who does not see them, all texts escaped."""
    wide, narrow = drawings
    both = f'<div class="essor-when-wide">{wide}</div><div class="essor-when-narrow">{narrow}</div>'
    picture = f'<div class="essor-picture" role="img" aria-label="{said}">{both}</div>'
    return f'<figure class="essor-diagram" role="figure" aria-label="{title}">{picture}<figcaption>{caption}</figcaption></figure>'
