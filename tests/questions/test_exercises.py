"""Exercises: right within the tolerance, each foreseen wrong turn explained, the simulator put at the solution."""

import re
import tomllib
from fractions import Fraction as F
from importlib import import_module

import pytest
from hypothesis import given, strategies as st

from essor.portable.questions import check, control
from essor.portable.simulators import registry as simulators
from essor.portable.simulators.controls import InputError
from essor.readers import assessment
from quoted import plain

EXERCISES = list(assessment.exercises().values())
NUMBERS = [exercise for exercise in EXERCISES if exercise["genre"] == "nombre"]
every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise["id"])
every_number = pytest.mark.parametrize("exercise", NUMBERS, ids=lambda exercise: exercise["id"])

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
    "aquitaine-other-population": F(4150000, 3343326),
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
    "goutte-dor-jobs-reached": F(330 * (33 + 20), 121),
    "goutte-dor-cloth-share": F(6300, 121),
    "workshop-shapley-of-two": F(330 + 0, 2),
    "workshop-aid-for-equal-shares": F(3600 - 5 * 440),
    "insertion-hours-of-a-contract": F(1500000) * F(70, 100) * F(10, 100) / 30,
    "insertion-rate-for-hours": 100 * F(500 * 30) / (400000 * F(70, 100)),
    "lorraine-hours-per-contract": F(300000, 600),
    "clause-posts-of-a-lot": F(583, 4) / F(1607, 12),
    "clauses-due-in-2026": F(3),
    "spaser-first-year": F(2015),
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

# Answers that a reader may type, right then wrong. Rounded to the unit, 67 ; to 0.05 point, 4.71 to 4.81.
JUDGED = [
    ("bousol-three-payments", ["66,7", "67", "66", "66,66 %"], ["65", "68", "0,667"]),
    ("bousol-money-pump", ["4,76", "4,8 %", "4.7619"], ["4,82", "4,7", "5", 0]),
    ("eusko-stable-mass", ["1 431 791", "1432000"], ["706 558", "725 233", "2 138 349"]),
]

# What the texts show of it, by hand: 1 − (1 − 300/7 350)^16 and ^17; 706 558 / 1 431 791; 3.80 % in 2024.
BOUSOL = {"network": "300", "businesses": "7 350", "found_by_16": "48,7 %", "found_by_17": "50,8 %", "eusko_mass": "1 270 000", "eusko_fund": "1 995 233"}
BOUSOL |= {"closing_fee_text": "4,76 %", "bonus_a_year": "3 250 €", "fees_a_year": "3 413 €", "advance": "242 €", "member_share": "4,08 %"}
BOUSOL |= {"suppliers_for_half": "17"}  # 68 250 at 5 % is 3 412.50 € ; 300/7 350
BOUSOL |= {"eusko_exchanged": "1 431 791", "eusko_reconverted": "706 558", "eusko_reconverted_share": "49,3 %"}
SHOWN = {"bousol": BOUSOL, "investir": {"last_meeting": "2024", "interest_cap": "3,80 %", "largest_interest": "6 250"}}


def test_every_number_is_checked_here():
    assert {exercise["id"] for exercise in NUMBERS} == set(EXPECTED)


@every_number
def test_expected_answer(exercise):
    assert exercise["reponse"] == pytest.approx(float(EXPECTED[exercise["id"]]), rel=1e-12)


@pytest.mark.parametrize("file", assessment.files(), ids=lambda file: file.stem)
def test_what_exercises_expect_is_computed_and_what_is_computed_is_named(file):
    text, computed = file.read_text("utf8"), import_module(f"essor.questions.{file.stem.replace('-', '_')}").VALUES
    typed = [exercise for exercise in tomllib.loads(text)["exercice"] if exercise["genre"] == "nombre"]
    assert all(isinstance(exercise["reponse"], str) for exercise in typed)
    put = set(re.findall(r"\{(\w+)\}", text))
    assert put | set(re.findall(r'(?:reponse|valeur) = "(\w+)"', text)) == set(computed)
    shown = {name: plain(assessment.written(computed[name])) for name in put}
    assert shown == SHOWN.get(file.stem, {})


@pytest.mark.parametrize("slug, right, wrong", JUDGED)
def test_answers_are_judged(slug, right, wrong):
    judged = {answer: check(assessment.exercise(slug), answer).right for answer in right + wrong}
    assert judged == dict.fromkeys(right, True) | dict.fromkeys(wrong, False)


@every_number
def test_right_up_to_the_tolerance_and_no_further(exercise):
    expected, tolerance = float(EXPECTED[exercise["id"]]), exercise["tolerance"]
    whole = control(exercise).integer
    hair = 1 if whole else 1e-6
    for sign in (-1, 1):
        inside = check(exercise, expected + sign * (tolerance - hair * (not whole)))
        assert inside.right and inside.text == exercise["explication"]
        assert not check(exercise, expected + sign * (tolerance + hair)).right


@every_number
def test_each_trap_has_its_own_explanation(exercise):
    traps = [(trap["valeur"], trap["explication"]) for trap in exercise["piege"]]
    heard = [check(exercise, value) for value, _ in traps]
    assert [h.text for h in heard] == [explanation for _, explanation in traps]
    assert not any(h.right for h in heard)
    texts = [h.text for h in heard] + [exercise["explication"], exercise["sinon"]]
    assert len(set(texts)) == len(texts) and all(texts)
    # No answer can fall in two of them.
    places = [float(EXPECTED[exercise["id"]]), *[value for value, _ in traps]]
    for i, one in enumerate(places):
        for other in places[i + 1 :]:
            assert abs(one - other) > 2 * exercise["tolerance"]


@every_number
@given(data=st.data())
def test_any_number_in_range_is_answered(exercise, data):
    read = control(exercise)
    answer = data.draw(st.integers(read.low, read.high) if read.integer else st.floats(read.low, read.high))
    heard = check(exercise, answer)
    assert heard.right is (abs(answer - float(EXPECTED[exercise["id"]])) <= exercise["tolerance"] + 1e-9)
    assert heard.text


@every_number
def test_what_is_not_an_answer_is_refused_in_french(exercise):
    for answer in ["", None, "abc", "deux tiers", "2/3", "1e1", -1, 10**9, float("nan"), [66.7], "<b>66</b>"]:
        with pytest.raises(InputError) as refused:
            check(exercise, answer)
        assert refused.value.control == "answer"
        assert str(refused.value).startswith("Votre réponse\u00a0: ")
        assert "Indiquez un nombre" in str(refused.value)


# Facts of the wrong turns, by hand: 1/(1 − 0.60) = 2.5 ; 1/(1 − 0.75) = 4 ; 1/(1 − 0.50) = 2 ; 1 − 2/3 = 33 %.
# 20/21 = 95.24 %. Eusko 2020: 1 431 791 − 706 558 = 725 233 ; sum 2 138 349 ; ratio 49.3 %. Its fund, from 1 270 000.
@pytest.mark.parametrize(
    "slug, values",
    [
        ("bousol-three-payments", {0.67, 33, 60, 75, 50}),
        ("bousol-money-pump", {5, 0, 95.24, 1}),
        ("eusko-stable-mass", {706558, 725233, 2138349}),
        ("eusko-fund-end-2020", {2701791, 563442, 725233, 1270000}),
    ],
)
def test_wrong_turns(slug, values):
    assert {trap["valeur"] for trap in assessment.exercise(slug)["piege"]} == values


@every_exercise
def test_settings_are_accepted_by_the_simulator(exercise):
    if "simulateur" not in exercise:
        assert "reglages" not in exercise  # nothing to set
        return
    simulator = simulators.load(exercise["simulateur"])
    values = simulator.values(exercise["reglages"])
    # A control that is hidden would show nothing of the solution.
    assert not set(exercise["reglages"]) & set(simulator.hidden(values))
