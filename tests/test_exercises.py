"""Exercises: right within the tolerance, each foreseen wrong turn explained, the simulator put at the solution."""

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essor.exercises import registry
from essor.simulators import registry as simulators
from essor.simulators.declaration import InputError

EXERCISES = [registry.load(slug) for slug in registry.slugs()]

# n = 1/(1 − p) = 3 → p = 2/3 ; 21 (1 − f) = 20 → f = 1/21 ; a stable mass gives back all that is exchanged (Euskal
# Moneta, 2020: 1 431 791).
EXPECTED = {
    "bousol-three-payments": F(200, 3),
    "bousol-money-pump": F(100, 21),
    "eusko-stable-mass": F(1431791),
}

# Answers a reader may type, and whether they are right. Rounded to the unit, 67 ; to 0.05 point, 4.71 to 4.81.
JUDGED = [
    ("bousol-three-payments", "66,7", True),
    ("bousol-three-payments", "67", True),
    ("bousol-three-payments", "66", True),
    ("bousol-three-payments", "66,66 %", True),
    ("bousol-three-payments", "65", False),
    ("bousol-three-payments", "68", False),
    ("bousol-three-payments", "0,667", False),
    ("bousol-money-pump", "4,76", True),
    ("bousol-money-pump", "4,8 %", True),
    ("bousol-money-pump", "4.7619", True),
    ("bousol-money-pump", "4,82", False),
    ("bousol-money-pump", "4,7", False),
    ("bousol-money-pump", "5", False),
    ("bousol-money-pump", 0, False),
    ("eusko-stable-mass", "1 431 791", True),
    ("eusko-stable-mass", "1432000", True),
    ("eusko-stable-mass", "706 558", False),
    ("eusko-stable-mass", "725 233", False),
    ("eusko-stable-mass", "2 138 349", False),
]


def test_every_exercise_is_checked_here():
    assert {exercise.slug for exercise in EXERCISES} == set(EXPECTED)


@pytest.mark.parametrize("slug", EXPECTED)
def test_expected_answer(slug):
    assert registry.load(slug).expected() == pytest.approx(float(EXPECTED[slug]), rel=1e-12)


@pytest.mark.parametrize("slug, answer, right", JUDGED)
def test_answers_are_judged(slug, answer, right):
    assert registry.load(slug).check(answer).right is right


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.slug)
def test_right_up_to_the_tolerance_and_no_further(exercise):
    expected = float(EXPECTED[exercise.slug])
    hair = 1 if exercise.control.integer else 1e-6
    for sign in (-1, 1):
        inside = exercise.check(expected + sign * (exercise.tolerance - hair * (not exercise.control.integer)))
        assert inside.right and inside.text == exercise.right
        assert not exercise.check(expected + sign * (exercise.tolerance + hair)).right


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.slug)
def test_each_trap_has_its_own_explanation(exercise):
    expected = float(EXPECTED[exercise.slug])
    heard = [exercise.check(trap.value) for trap in exercise.traps]
    assert [h.text for h in heard] == [trap.explanation for trap in exercise.traps]
    assert not any(h.right for h in heard)
    texts = [h.text for h in heard] + [exercise.right, exercise.otherwise]
    assert len(set(texts)) == len(texts) and all(texts)
    # No answer can fall in two of them.
    places = [expected, *[trap.value for trap in exercise.traps]]
    for i, one in enumerate(places):
        for other in places[i + 1 :]:
            assert abs(one - other) > 2 * exercise.tolerance


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.slug)
@given(data=st.data())
def test_any_number_in_range_is_answered(exercise, data):
    control = exercise.control
    answer = data.draw(st.integers(control.low, control.high) if control.integer else st.floats(control.low, control.high))
    heard = exercise.check(answer)
    assert heard.right is (abs(answer - float(EXPECTED[exercise.slug])) <= exercise.tolerance + 1e-9)
    assert heard.text and heard.solution == exercise.solution


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.slug)
@pytest.mark.parametrize("answer", ["", None, "abc", "deux tiers", "2/3", "1e1", -1, 10**9, float("nan"), [66.7], "<b>66</b>"])
def test_what_is_not_an_answer_is_refused_in_french(exercise, answer):
    with pytest.raises(InputError) as refused:
        exercise.check(answer)
    assert refused.value.control == "answer"
    assert str(refused.value).startswith("Votre réponse\u00a0: ")
    assert "Indiquez un nombre" in str(refused.value)


# Facts of the wrong turns, by hand: 1/(1 − 0.60) = 2.5 ; 1/(1 − 0.75) = 4 ; 1/(1 − 0.50) = 2 ; 1 − 2/3 = 33 %.
# 20/21 = 95.24 %. Eusko 2020: 1 431 791 − 706 558 = 725 233 ; sum 2 138 349 ; ratio 49.3 %.
@pytest.mark.parametrize(
    "slug, values",
    [
        ("bousol-three-payments", {0.67, 33, 60, 75, 50}),
        ("bousol-money-pump", {5, 0, 95.24, 1}),
        ("eusko-stable-mass", {706558, 725233, 2138349}),
    ],
)
def test_wrong_turns(slug, values):
    assert {trap.value for trap in registry.load(slug).traps} == values


def test_the_solution_of_the_eusko_quotes_the_real_ratio():
    assert "49,3" in registry.load("eusko-stable-mass").solution


@pytest.mark.parametrize("exercise", [e for e in EXERCISES if e.simulator], ids=lambda e: e.slug)
def test_settings_are_accepted_by_the_simulator(exercise):
    simulator = simulators.load(exercise.simulator)
    values = simulator.values(exercise.settings)
    # A control that is hidden would show nothing of the solution.
    assert not set(exercise.settings) & set(simulator.hidden(values))


def test_settings_show_three_payments():
    exercise = registry.load("bousol-three-payments")
    outcome = simulators.load(exercise.simulator).run(exercise.settings)
    assert outcome.indicators[0].number == pytest.approx(3, abs=0.02)
    assert outcome.indicators[0].text == "3,00"


def test_settings_show_a_closed_pump():
    exercise = registry.load("bousol-money-pump")
    outcome = simulators.load(exercise.simulator).run(exercise.settings)
    pump = next(i for i in outcome.indicators if "reconvertis" in i.label)
    assert pump.number <= 20 and pump.verdict.ok is True
    assert pump.number == pytest.approx(20, abs=0.005)


@pytest.mark.parametrize("exercise", [e for e in EXERCISES if not e.simulator], ids=lambda e: e.slug)
def test_without_a_simulator_there_is_nothing_to_set(exercise):
    assert exercise.settings == {}
