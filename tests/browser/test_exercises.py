"""Every exercise of the book: what it answers, what it hides until an attempt, and the simulator it sets."""

import pytest
from playwright.sync_api import expect

from essor.portable.exercises.registry import slugs
from essor.portable.french import number, typeset

from .conftest import PLACES
from .driver import ExerciseInPage, SimulatorInPage, refusal, refused_texts

SHOW = "Voir la solution"
SET = "Régler le simulateur sur la solution"


@pytest.fixture
def exercise(visit, exercise_at):
    path, slug = exercise_at
    return ExerciseInPage(visit(path), slug)


def test_every_exercise_is_in_the_book(book):
    assert {slug for place in PLACES for slug in place.exercises} == set(slugs())


def test_answers(visit, scheme, exercise_at):
    path, slug = exercise_at
    exercise = ExerciseInPage(visit(path, scheme), slug)
    traps = [trap for trap in exercise.exercise.traps if trap.value >= exercise.exercise.control.low]
    assert traps, "no wrong turn is foreseen"
    for trap in traps:
        text = number(trap.value)
        exercise.answer(text)
        said = exercise.expect_feedback(text)
        assert not said.right and said.text == trap.explanation
    exercise.answer(exercise.wrong())
    assert not exercise.expect_feedback(exercise.wrong()).right
    exercise.field.fill(exercise.right())
    exercise.field.press("Enter")
    assert exercise.expect_feedback(exercise.right()).right


def test_refused_answers(exercise):
    after = exercise.root.locator(".essor-after")
    for text in refused_texts(exercise.exercise.control):
        exercise.answer(text)
        expect(exercise.zone).to_have_text(refusal(exercise.exercise.control, text))
        expect(exercise.field).to_have_attribute("aria-invalid", "true")
        expect(after).to_be_hidden()  # not an attempt
    expect(exercise.page.locator("img[src=x]")).to_have_count(0)
    exercise.answer(exercise.right())
    exercise.expect_feedback(exercise.right())
    expect(exercise.field).not_to_have_attribute("aria-invalid", "true")


def test_solution_comes_after_an_attempt(exercise, book, exercise_at):
    solution = typeset(exercise.exercise.solution)
    summary = exercise.root.get_by_text(SHOW)
    source = (book / exercise_at[0]).read_text("utf8")
    assert exercise.exercise.solution not in source and solution not in source
    expect(summary).to_be_hidden()
    assert solution not in exercise.page.locator("body").text_content()
    exercise.answer(exercise.wrong())
    summary.click()
    place = exercise.root.locator("details p")
    expect(place).to_have_text(solution)
    expect(place).to_be_visible()


def test_sets_the_simulator(exercise, exercise_at):
    path, _ = exercise_at
    here = next(place for place in PLACES if place.path == path).simulators
    slug, settings = exercise.exercise.simulator, exercise.exercise.settings
    exercise.answer(exercise.wrong())
    exercise.expect_feedback(exercise.wrong())
    button = exercise.root.get_by_role("button", name=SET)
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
