"""Exercises: right within the tolerance, each foreseen wrong turn explained, the simulator put at the solution."""

import re
import tomllib
from fractions import Fraction

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

# What each chapter's file says of its numbers, worked out by hand.
BY_HAND = {slug: text for file in assessment.files() for slug, text in assessment.load(file).by_hand.items()}


def by_hand(exercise):
    """The number that `attendu` makes, exact where it can be: « 100 * (15 + 1) / 28 »."""
    text = BY_HAND[exercise["id"]]
    fractions = re.sub(r"\d+(?:\.\d+)?", r'F("\g<0>")', text)
    try:
        assert re.fullmatch(r"[\d\s.+*/()-]+", text)
        return float(eval(fractions, {"F": Fraction}))
    except (AssertionError, SyntaxError, TypeError):
        pytest.fail(f"{exercise['id']}: attendu is {text!r}, expected an arithmetic such as '100 * (15 + 1) / 28', with + - * / ** and decimal points")


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


@every_number
def test_expected_answer(exercise):
    computed, expected = exercise["reponse"], by_hand(exercise)
    assert computed == pytest.approx(expected, rel=1e-12), f"VALUES computes {computed}, attendu = {BY_HAND[exercise['id']]!r} makes {expected}"


@pytest.mark.parametrize("text", ["", "trois", "1 431 791", "100 *", "66,7", "3(4)", "F(3)"])
def test_what_is_no_arithmetic_is_refused(monkeypatch, text):
    monkeypatch.setitem(BY_HAND, "a", text)
    with pytest.raises(pytest.fail.Exception, match=r"a: attendu is '.*', expected an arithmetic"):
        by_hand({"id": "a"})


@pytest.mark.parametrize("file", assessment.files(), ids=lambda file: file.stem)
def test_what_exercises_expect_is_computed_and_what_is_computed_is_named(file):
    text, module, computed = file.read_text("utf8"), assessment.module_of(file.stem), assessment.computed(file.stem)
    typed = [exercise for exercise in tomllib.loads(text).get("exercice", []) if exercise["genre"] == "nombre"]
    assert [exercise["id"] for exercise in typed if not isinstance(exercise["reponse"], str)] == [], f"name the value of reponse, in VALUES of {module}"
    put = set(re.findall(r"\{(\w+)\}", text))
    named = put | set(re.findall(r'(?:reponse|valeur) = "(\w+)"', text))
    assert sorted(set(computed) - named) == [], f"VALUES of {module} computes what {file.name} does not name"
    shown = {name: plain(assessment.written(computed[name])) for name in put}
    assert shown == SHOWN.get(file.stem, {}), f"what a text of {file.name} shows as {{name}} is worked out by hand in SHOWN"


@pytest.mark.parametrize("slug, right, wrong", JUDGED)
def test_answers_are_judged(slug, right, wrong):
    judged = {answer: check(assessment.exercise(slug), answer).right for answer in right + wrong}
    assert judged == dict.fromkeys(right, True) | dict.fromkeys(wrong, False)


@every_number
def test_right_up_to_the_tolerance_and_no_further(exercise):
    expected, tolerance = by_hand(exercise), exercise["tolerance"]
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
    places = [by_hand(exercise), *[value for value, _ in traps]]
    for i, one in enumerate(places):
        for other in places[i + 1 :]:
            assert abs(one - other) > 2 * exercise["tolerance"]


@every_number
@given(data=st.data())
def test_any_number_in_range_is_answered(exercise, data):
    read = control(exercise)
    answer = data.draw(st.integers(read.low, read.high) if read.integer else st.floats(read.low, read.high))
    heard = check(exercise, answer)
    assert heard.right is (abs(answer - by_hand(exercise)) <= exercise["tolerance"] + 1e-9)
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
