"""The path of a case: thick up to its framed end, dotted beyond; all of it or, in a small frame, counted."""

from xml.etree import ElementTree

import pytest

from drawings import FRAMES, faults, texts, words
from essor.portable.pictures.decision import Question, decision
from essor.portable.simulators.declaration import View
from quoted import plain

THICK = "5"
EXITS = ("trop loin", "trop cher", "trop tard")
FINAL = "On y va"


def path(answers):
    asked = ("Est-ce loin ?", "Est-ce cher ?", "Est-ce tard ?")
    return [Question(text, answer, leaves_on=True, exit=out) for text, answer, out in zip(asked, answers, EXITS, strict=True)]


def strokes(svg, thick):
    """The ends of each line, thick or not."""
    lines = [line.get("d") for line in ElementTree.fromstring(svg).iter("path") if (line.get("stroke-width") == THICK) == thick]
    return [tuple(tuple(map(float, point.split())) for point in line.removeprefix("M").split("L")) for line in lines]


def framed(svg):
    """What is written in the only frame, and the frame."""
    (box,) = ElementTree.fromstring(svg).iter("rect")
    left, top = float(box.get("x")), float(box.get("y"))
    right, bottom = left + float(box.get("width")), top + float(box.get("height"))
    inside = [text for text, x1, y1, x2, y2 in texts(svg)[0] if left <= x1 and x2 <= right and top <= y1 and y2 <= bottom]
    return " ".join(inside), (left, top, right, bottom)


@pytest.mark.parametrize("view", FRAMES)
@pytest.mark.parametrize(
    "answers, end", [((True, None, None), EXITS[0]), ((False, True, None), EXITS[1]), ((False, False, True), EXITS[2]), ((False,) * 3, FINAL)]
)
def test_a_thick_line_leads_to_the_only_frame(view, answers, end):
    svg = decision(view, path(answers), FINAL).svg()
    said, (left, top, right, bottom) = framed(svg)
    assert said.endswith(end) and not faults(svg)
    # In one piece: each part begins where one ends, and the last one ends at the frame.
    thick = strokes(svg, thick=True)
    for part in thick[1:]:
        assert any(part[0] == point for other in thick for point in other if other is not part)
    x, y = thick[-1][-1]
    assert left - 1 <= x <= right and top - 1 <= y <= bottom + 1


@pytest.mark.parametrize("view", FRAMES)
def test_nobody_s_answer_ends_the_path_without_a_frame(view):
    svg = decision(view, path((False, None, None)), FINAL).svg()
    assert not list(ElementTree.fromstring(svg).iter("rect")) and not faults(svg)
    if view.height != 200 or view.width != 300:
        assert "sans réponse" in words(svg)


@pytest.mark.parametrize(
    "answers, counted",
    [((True,) + (None,) * 8, ["8 questions de plus"]), ((False,) * 4 + (True,) + (None,) * 4, ["4 questions passées", "4 questions de plus"])],
)
def test_a_small_frame_counts_what_it_does_not_show(answers, counted):
    asked = [Question(f"Première question, ou bien la suivante, numéro {rank} ?", answer, leaves_on=True, exit="dehors") for rank, answer in enumerate(answers)]
    svg = decision(View(width=300, height=200), asked, FINAL).svg()
    assert [plain(text) for text in words(svg) if text[0].isdigit()] == counted and not faults(svg)
    assert framed(svg)[0].endswith("dehors")
