"""A decision drawn as SVG text: questions from top to bottom, each with a way out, and the path that a case takes.

The picture is text made of style classes and CSS variables, so that it follows the page's colours and prints as vectors.
The path taken is thick and continuous, its way out framed and named; what is not reached is thin and dotted.
"""

from collections import namedtuple

from essor.portable.charts.svg import coordinate, text_element
from essor.portable.french import typeset

# A question. `answer` is True or False, or None when the case never reaches it or nobody can answer; the case leaves by
# `exit` when its answer equals `leaves_on`, and goes on to the next question otherwise.
Question = namedtuple("Question", ["text", "answer", "leaves_on", "exit"])

LINE = 17
PAD = 11
GAP = 30
EDGE = 4
CHARACTER = 7.8  # units, the mean width of a character at the picture's size
WIDE = 620, 330, 190  # the drawing, a question, a way out
NARROW = 340, 176, 112


def decision_path(view, questions, final):
    """An SVG drawing (text): `final` is where a case arrives that leaves by no question."""
    width, question_width, exit_width = NARROW if view.narrow else WIDE
    left = EDGE + question_width / 2
    right = width - EDGE - exit_width / 2
    shapes, texts = [], []
    y = EDGE
    here = True  # whether the case is still on its way
    for question in questions:
        lines = _wrapped(typeset(question.text), question_width)
        out = _wrapped(typeset(question.exit), exit_width)
        tall = max(len(lines), len(out)) * LINE + 2 * PAD
        middle = y + tall / 2
        leaves = here and question.answer is question.leaves_on
        goes_on = here and question.answer is (not question.leaves_on)
        words = ("oui", "non") if question.leaves_on else ("non", "oui")
        edge = left + question_width / 2
        shapes.append(_stroke(edge, middle, x2=right - exit_width / 2, y2=middle, taken=leaves))
        shapes.append(_stroke(left, y + tall, x2=left, y2=y + tall + GAP, taken=goes_on))
        _box(shapes, texts, x=left, y=middle, width=question_width, tall=tall, lines=lines, reached=here)
        _box(shapes, texts, x=right, y=middle, width=exit_width, tall=tall, lines=out, reached=leaves)
        texts.append(_text((edge + right - exit_width / 2) / 2, middle - 6, text=words[0], strong=leaves))
        texts.append(_text(left + 20, y + tall + GAP / 2 + 5, text=words[1], strong=goes_on))
        here = goes_on
        y += tall + GAP
    lines = _wrapped(typeset(final), question_width)
    tall = len(lines) * LINE + 2 * PAD
    _box(shapes, texts, x=left, y=y + tall / 2, width=question_width, tall=tall, lines=lines, reached=here)
    return (
        f'<svg class="essor-flows" viewBox="0 0 {coordinate(width)} {coordinate(y + tall + EDGE)}" aria-hidden="true" focusable="false">'
        f"{''.join(shapes + texts)}</svg>"
    )


def _box(shapes, texts, x, y, width, tall, lines, reached):
    style = "stroke:var(--essor-petrol);stroke-width:3" if reached else "stroke-dasharray:3 4"
    shapes.append(
        f'<rect class="box" x="{coordinate(x - width / 2)}" y="{coordinate(y - tall / 2)}" width="{coordinate(width)}" height="{coordinate(tall)}'
        f'" rx="8" style="{style}"/>'
    )
    top = y - (len(lines) - 1) * LINE / 2 + 5
    for rank, line in enumerate(lines):
        texts.append(_text(x, top + LINE * rank, text=line, strong=reached))


def _stroke(x1, y1, x2, y2, taken):
    style = "stroke:var(--essor-petrol);stroke-width:4" if taken else "stroke:var(--essor-edge,#8a98a6);stroke-width:1.5;stroke-dasharray:3 4"
    a, b = f"{coordinate(x1)} {coordinate(y1)}", f"{coordinate(x2)} {coordinate(y2)}"
    return f'<path d="M{a}C{a} {b} {b}" style="fill:none;{style}"/>'


def _text(x, y, text, strong):
    weight = "650" if strong else "400"
    safe = text.replace("&", "&amp;").replace("<", "&lt;")
    return text_element(x, y, text=safe, anchor="middle", attributes=f'class="detail" style="font-weight:{weight}"')


def _wrapped(text, width):
    """The text on lines that fit in `width` units, words whole; no-break spaces hold."""
    room = int((width - 2 * PAD) / CHARACTER)
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > room:
            lines.append(word)
        else:
            lines[-1] = (f"{lines[-1]} {word}") if lines[-1] else word
    return lines
