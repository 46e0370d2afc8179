"""The keyboard that a phone opens for a number: an iPhone's digits (`inputmode="decimal"`) come without a minus."""

from bs4 import BeautifulSoup

from essor.book.pages.mime import quiz_html, simulator_html
from essor.portable import questions
from essor.portable.simulators.controls import Grid, Name, Number
from essor.portable.simulators.registry import load, slugs
from essor.readers import assessment


def field_of(question):
    return BeautifulSoup(quiz_html(assessment.Assessment((), (), (question,), {}), "q"), "html.parser").input


def numbers():
    """Every number that the course asks for: where, what reads it, and its field."""
    for slug in slugs():
        simulator = load(slug)
        page = BeautifulSoup(simulator_html(slug, {}, True, "s"), "html.parser")
        for control in simulator.controls:
            fields = page.select(f'[data-control="{control.name}"] [data-typed]')
            if isinstance(control, Grid):
                for field in fields:
                    column = control.columns[int(field["data-cell"].split(",")[1])]
                    if not isinstance(column, Name):
                        yield slug, column, field
            elif isinstance(control, Number):
                yield slug, control, fields[0]
        if simulator.prediction and not simulator.prediction.control.choices:
            yield slug, simulator.prediction.control, page.select_one("[name=guess]")
    for file in assessment.files():
        found = assessment.load(file)
        for question in (*found.exercises, *found.questions):
            if question["genre"] == "nombre":
                yield question["id"], questions.control(question), field_of(question)


def test_a_field_that_takes_a_negative_number_opens_a_keyboard_with_a_minus_and_others_digits():
    opened = {(where, control.label, control.low < 0): field["inputmode"] for where, control, field in numbers()}
    assert ("scic-ten-years", "Évolution du résultat par an", True) in opened and ("scic-capital", "Salariés", True) in opened
    assert {(negative, keyboard) for (_, _, negative), keyboard in opened.items()} == {(True, "text"), (False, "decimal")}, opened


def test_a_negative_answer_can_be_typed():
    """No question of the course has one today."""
    asked = {"id": "q", "objectif": "o", "texte": "Combien ?", "source": "art. 1er", "explication": "c’est cela", "sinon": "recommencez"}
    question = {**asked, "genre": "nombre", "reponse": -2, "tolerance": 0, "bas": -5, "haut": 5}
    assert field_of(question)["inputmode"] == "text"
