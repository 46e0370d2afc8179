"""Exercises: right within the tolerance, each foreseen wrong turn explained, the simulator put at the solution."""

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essor.portable.exercises import registry
from essor.portable.simulators import registry as simulators
from essor.portable.simulators.controls import InputError

EXERCISES = [registry.load(slug) for slug in registry.slugs()]

# n = 1/(1 − p) = 3 → p = 2/3 ; 21 (1 − f) = 20 → f = 1/21 ; a stable mass gives back all that is exchanged (Euskal
# Moneta, 2020: 1 431 791).
EXPECTED = {
    "ess-development-fund": F(30000, 5),
    "ess-kept-profit": F(30000, 2) - 6000,
    "esus-three-years": F(66, 100) * 1350 - 540,
    "esus-return-on-capital": F(500) * F(65, 1000),
    "grant-initiative-is-not-enough": F(3),
    "grant-agreement-room": F(23000 - 9000 - 5500),
    "esr-concentration": 100 * F(2 * 150**2 + 120**2 + 70**2 + 110**2, 600**2),
    "esr-homes": F(1800 * 70, 90),
    "tr-density": F(100 * 4, 10),
    "tr-budget-moved": F(400, 2) - 140,
    "missing-link-enough": F(7),  # a tree of eight
    "missing-link-pairs": F(100 * (15 + 1), 28),
    "deliberation-borda": F(2 * 35 + 40 + 25, 100),
    "deliberation-mention": F(2),  # 20, 45, then 60 %
    "lozere-quotient": F("27.963") / F("10.483"),
    "hauts-de-seine-quotient": F("4.91") / F("10.483"),
    "two-denominators": F(75),
    "quotient-against-the-region": F(130, 113),
    "excess-jobs": 48390 - F(48390 * 98, 130),
    "aquitaine-per-inhabitant": F(4150000, 3232352),
    "pas-de-calais-wide-budget": F(228700000, 1489209),
    "shift-share-local-effect": F(1100 - 1060),
    "shift-share-structure-effect": 3000 * (F(4, 100) + F(24156, 23100) - 1),  # 2 415 600 jobs from 2 310 000
    "weightings-of-three-criteria": F(66),  # 11 + 10 + … + 1
    "average-axis-wins": F(1000, 286),  # weights of at most 3: 3331 in 4 orders, 3322 in 6
    "network-density": F(1600, 66),
    "network-without-its-hub": F(6),
    "bousol-three-payments": F(200, 3),
    "bousol-money-pump": F(100, 21),
    "eusko-stable-mass": F(1431791),
    "ptce-geometric-mean": 1728 ** F(1, 8),
    "ptce-raise-the-weakest": 5184 ** F(1, 8),
    "goutte-dor-jobs-per-unit": F(330, 121),
    "goutte-dor-cloth-share": F(6300, 121),
    "workshop-shapley-of-two": F(330 + 0, 2),
    "workshop-aid-for-equal-shares": F(3600 - 5 * 330),
    "insertion-hours-of-a-contract": F(1500000) * F(70, 100) * F(10, 100) / 30,
    "insertion-rate-for-hours": 100 * F(500 * 30) / (400000 * F(70, 100)),
    "lorraine-hours-per-contract": F(300000, 600),
    "clause-posts-of-a-lot": F(583, 4) / F(1607, 12),
    "clauses-due-in-2026": F(3),
    "spaser-first-year": F(2023),
    "reserved-contract-hires": F(2),
    "bousol-band-width": F(4),  # 1/√N halved
    "bousol-known-suppliers": F(17),  # (1 − 300/7 350)^16 = 51.3 %, ^17 = 49.2 %
    "eusko-fund-end-2020": F(1270000 + 1431791 - 706558),
    "scic-largest-subscription": F(90000),  # 120 000 held by others, 30 000 already
    "scic-passive-crossing": F(165000 - 2 * 80000),
    "scic-least-reserve": 100 * (F(15, 100) + F(60, 100) * F(85, 100)),
    "scic-largest-interest": F(50000) * F(85, 100) / 2 - 15000,
    "scic-exit-value": F(40000) * F(84, 120),
    "scic-real-loss": 50000 - 50000 / F(103, 100) ** 10,
    "scic-small-college": F(100, 3),
    "scic-split-college": F(40) + F(35 * 4, 10) + F(25 * 3, 10),
    "de-minimis-room": F(300000 - 140000 - 70000),
    "de-minimis-wait": F(5),  # from September 2026 to February 2027
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
def test_what_is_not_an_answer_is_refused_in_french(exercise):
    for answer in ["", None, "abc", "deux tiers", "2/3", "1e1", -1, 10**9, float("nan"), [66.7], "<b>66</b>"]:
        with pytest.raises(InputError) as refused:
            exercise.check(answer)
        assert refused.value.control == "answer"
        assert str(refused.value).startswith("Votre réponse\u00a0: ")
        assert "Indiquez un nombre" in str(refused.value)


# Facts of the wrong turns, by hand: 1/(1 − 0.60) = 2.5 ; 1/(1 − 0.75) = 4 ; 1/(1 − 0.50) = 2 ; 1 − 2/3 = 33 %.
# 20/21 = 95.24 %. Eusko 2020: 1 431 791 − 706 558 = 725 233 ; sum 2 138 349 ; ratio 49.3 %.
@pytest.mark.parametrize(
    "slug, values",
    [("bousol-three-payments", {0.67, 33, 60, 75, 50}), ("bousol-money-pump", {5, 0, 95.24, 1}), ("eusko-stable-mass", {706558, 725233, 2138349})],
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
