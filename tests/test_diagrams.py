"""The diagram of each chapter: every word in its frame, wide and on a phone, and all of it said."""

import pytest

from drawings import faults, texts
from essor.diagrams import NARROW, WIDE, Diagram, all_words, described
from prose import CHAPTERS, cells
from quoted import plain

DIAGRAMS = all_words()


def test_each_chapter_has_its_own_and_shows_it():
    assert sorted(DIAGRAMS) == sorted(chapter.stem for chapter in CHAPTERS)
    assert [chapter.stem for chapter in CHAPTERS if [f'schema("{chapter.stem}")'] not in [cell["source"] for cell in cells(chapter)]] == []


@pytest.mark.parametrize("view", [WIDE, NARROW], ids=str)
@pytest.mark.parametrize("name", DIAGRAMS)
def test_words_are_read_in_their_boxes(name, view):
    diagram = Diagram(DIAGRAMS[name], view)
    svg = diagram.svg()
    assert not faults(svg)
    inside = [(left, top, left + wide, top + high) for left, top, wide, high in diagram.boxes.values()]
    for text, left, top, right, bottom in texts(svg)[0]:
        assert any(box[0] <= left and box[1] <= top and right <= box[2] and bottom <= box[3] for box in inside), text


@pytest.mark.parametrize("name", DIAGRAMS)
def test_all_is_said_and_what_leads_nowhere_is_there(name):
    words, said = DIAGRAMS[name], plain(described(DIAGRAMS[name]))
    boxes = [box for column in words["colonnes"] for box in column]
    assert all(plain(text) in said for box in boxes for text in box)
    assert {*words.get("sans-suite", ()), *filter(None, [words.get("retour")])} <= {box for box, _ in boxes}


def test_arrows_lead_from_each_column_to_the_next():
    law = Diagram(DIAGRAMS["loi-2014"], WIDE).links()
    assert [(start[1], end[1]) for start, end in law] == [
        ("Par la forme", "Entreprise de l’ESS"),
        ("Sous conditions", "Entreprise de l’ESS"),
        ("Entreprise de l’ESS", "Agréée ESUS"),
    ]
    for view in (WIDE, NARROW):
        pairs = Diagram(DIAGRAMS["cooperer"], view).links()
        assert [(start[1], end[1]) for start, end in pairs] == [("Réunir", "Des entreprises qui tiennent ensemble"), ("Acheter", "Des heures d’insertion")]
