"""Every exercise of the book: what it answers, what it hides until an attempt, and the simulator it sets."""

import pytest
from playwright.sync_api import expect

from essor.portable.french import number, typeset
from essor.readers.assessment import exercises

from .conftest import PLACES
from .driver import SimulatorInPage, refusal, refused_texts
from .questions import ExerciseInPage

HINT = "Un indice"


@pytest.fixture
def exercise(visit, exercise_at):
    path, slug = exercise_at
    return ExerciseInPage(visit(path), slug)


def test_every_exercise_is_in_the_book(book):
    assert {slug for place in PLACES for slug in place.exercises} == set(exercises())


def test_answers(visit, scheme, exercise_at):
    path, slug = exercise_at
    exercise = ExerciseInPage(visit(path, scheme), slug)
    traps = [trap for trap in exercise.exercise["piege"] if trap["valeur"] >= exercise.control.low]
    assert traps, "no wrong turn is foreseen"
    for trap in traps:
        said = exercise.judge(number(trap["valeur"]))
        assert not said.right and said.text == trap["explication"]
    assert not exercise.judge(exercise.wrong()).right
    exercise.field.fill(exercise.right())
    exercise.field.press("Enter")
    assert exercise.expect_feedback(exercise.right()).right


def test_refused_answers(exercise):
    after = exercise.root.locator(".essor-after")
    for text in refused_texts(exercise.control):
        exercise.answer(text)
        expect(exercise.zone).to_have_text(refusal(exercise.control, text))
        expect(exercise.field).to_have_attribute("aria-invalid", "true")
        expect(after).to_be_hidden()  # not an attempt
    expect(exercise.page.locator("img[src=x]")).to_have_count(0)
    exercise.judge(exercise.right())
    expect(exercise.field).not_to_have_attribute("aria-invalid", "true")


def test_solution_comes_after_an_attempt(exercise):
    solution = typeset(exercise.exercise["solution"])
    summary = exercise.root.get_by_text("Voir la solution")
    expect(summary).to_be_hidden()
    assert solution not in exercise.page.locator("body").text_content()
    exercise.answer(exercise.wrong())
    summary.click()
    place = exercise.root.locator("details p")
    expect(place).to_have_text(solution)
    expect(place).to_be_visible()


def test_a_hint_is_offered_after_each_wrong_answer_by_keyboard(visit, scheme):
    slug, hints = next((slug, exercise["indices"]) for slug, exercise in exercises().items() if "indices" in exercise and exercise["genre"] == "nombre")
    exercise = ExerciseInPage(visit(next(place.path for place in PLACES if slug in place.exercises), scheme), slug)
    assert typeset(hints[0]) not in exercise.root.text_content()
    shown, more = exercise.root.get_by_role("status").get_by_role("listitem"), exercise.root.get_by_role("button", name=HINT)
    for rank in range(1, len(hints) + 1):
        expect(more).to_be_hidden()
        exercise.judge(exercise.wrong())
        more.press("Enter")
        expect(shown).to_have_text([typeset(hint) for hint in hints[:rank]])
        # The button is gone, and the focus is not lost.
        expect(shown.last).to_be_focused()
    exercise.judge(exercise.wrong())
    expect(more).to_be_hidden()


def test_sets_the_simulator(exercise, exercise_at):
    path, _ = exercise_at
    here = next(place for place in PLACES if place.path == path).simulators
    slug, settings = exercise.exercise.get("simulateur"), exercise.exercise.get("reglages")
    exercise.judge(exercise.wrong())
    button = exercise.root.get_by_role("button", name="Régler le simulateur sur la solution")
    if slug not in here:
        expect(button).to_be_hidden()
        return
    simulator = SimulatorInPage(exercise.page, slug)
    button.click()
    simulator.values = simulator.simulator.values({**simulator.initial, **settings})
    simulator.expect_outcome()
    simulator.expect_pictures()
    expect(simulator.root).to_be_in_viewport()
    assert simulator.root.evaluate("root => root.contains(document.activeElement)")
