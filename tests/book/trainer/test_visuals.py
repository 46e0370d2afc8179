"""What slides give to see is read by a room, and made of as many parts as it needs."""

import re

import pytest
from docutils import nodes

from essor.book.pages.pictograms import of_page
from essor.book.trainer import slides, visuals
from essor.diagrams import all_words
from essor.places import COURSE
from essor.portable.simulators.registry import load
from essor.readers import programme

QUESTION = {"genre": "unique", "texte": "Que faites-vous ?", "choix": [{"texte": "Signer demain", "juste": True, "explication": "Oui."}]}


@pytest.mark.parametrize("name", all_words())
def test_every_diagram_fits_a_slide(name):
    assert all_words()[name]["titre"] in visuals.diagram(name).replace("\N{NO-BREAK SPACE}", " ")


def test_every_deck_has_its_pictogram():
    pages = [slot.page for slot in programme.load(COURSE / "data" / "programme.csv") if slides.has_deck(slot)]
    assert pages and all(of_page(page).startswith("<svg") for page in pages)


def test_a_still_picture_is_drawn_at_its_settings_for_the_slide():
    simulator = load("insertion-hours")
    low, high = (visuals.still("insertion-hours", simulator.values({"rate": rate}), 1) for rate in ("5", "10"))
    assert low != high and f'width="{visuals.WIDE}' in low
    with pytest.raises(ValueError, match="no picture 9"):
        visuals.still("insertion-hours", simulator.values({}), 9)


def test_a_still_picture_leaves_room_to_cards_and_a_live_one_has_its_own_on_paper():
    values = load("deliberation-rules").values({})
    assert f'height="{visuals.OVER_CARDS}"' in visuals.still("deliberation-rules", values, 1, visuals.OVER_CARDS)
    shown = visuals.on_paper("deliberation-rules", values)
    outcome = load("deliberation-rules").run(values)
    assert (shown["headline"], shown["reading"]) == (outcome.headline, outcome.figures[0].reading)
    assert 'role="img"' in shown["picture"] and "aria-hidden" not in shown["picture"].split(">")[1]


def test_cards_have_a_pictogram_each():
    assert [drawn[:4] for drawn in visuals.above_cards("oui | non", "Pour | Contre")] == ["<svg", "<svg"]
    with pytest.raises(ValueError, match="as many pictograms"):
        visuals.above_cards("oui", "Pour | Contre")
    with pytest.raises(LookupError):
        visuals.above_cards("oui | nom", "Pour | Contre")


def test_a_drawing_that_a_room_cannot_read_is_refused():
    drawing = '<svg viewBox="0 0 600 {0}" width="600" height="{0}" font-size="14"><text>A</text></svg>'
    assert "--least:" in visuals.picture(drawing.format(280), "Haut", "")
    with pytest.raises(ValueError, match="under 24 px"):
        visuals.picture(drawing.format(281), "Haut", "")


def test_what_changed_has_as_many_texts_of_each_day():
    texts = [[nodes.Text(letter)] for letter in "abcd"]
    shown = visuals.then_and_now(texts[:2], texts[2:])
    assert [part.astext() for part in shown.findall(nodes.paragraph)] == [visuals.THEN, visuals.NOW, "a", "c", "b", "d"]
    for before, after in ((texts[:1], texts[:2]), (texts, texts)):
        with pytest.raises(ValueError, match="as many of each"):
            visuals.then_and_now(before, after)


def test_steps_follow_each_other_along_their_minutes():
    made = visuals.steps(["2 prédire", "10 poser, 3 par 3"])
    assert made == [(2, "prédire"), (10, "poser, 3 par 3")]
    drawn = "".join(raw.astext() for raw in visuals.time_line([(minutes, [nodes.Text(text)]) for minutes, text in made]).findall(nodes.raw))
    assert re.findall(r'x="(\d+)" width="(\d+)"', drawn) == [("0", "2"), ("2", "10")]
    with pytest.raises(ValueError, match="without its minutes: poser"):
        visuals.steps(["2 prédire", "poser"])


def test_a_question_is_asked_in_few_words_and_told_in_full():
    assert [(choice["short"], choice["text"]) for choice in slides._asked(QUESTION, ["Signer"])["choices"]] == [("Signer", "Signer demain")]
    assert slides._asked(QUESTION)["choices"][0]["short"] == ""
