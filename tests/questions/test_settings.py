"""Exercises that open a simulator: what is shown there is the solution."""

import pytest

from essor.places import COURSE
from essor.portable.rules.dated import CHECKED
from essor.portable.rules.scic import within_public_ceiling
from essor.portable.simulators import axis_portfolio, shift_share
from essor.portable.simulators.registry import load
from essor.questions import diagnostic
from essor.readers import assessment
from quoted import plain

# Where the solution is told by something else than its own number: the exercise, an indicator, what it shows.
SHOWN = [("scic-largest-subscription", 0, "50,00 %"), ("scic-passive-crossing", 0, "50,00 %"), ("scic-least-reserve", 0, "39 600 €")]
SHOWN += [("scic-largest-interest", 1, "6 250 €"), ("scic-exit-value", 0, "28 000 €"), ("scic-real-loss", 1, "37 205 €")]
SHOWN += [("scic-small-college", 2, "33,3 %"), ("scic-split-college", 3, "61,5 %")]
SHOWN += [("bousol-three-payments", 0, "3,00"), ("bousol-money-pump", 1, "20,00 €")]
SHOWN += [("de-minimis-room", 2, "300 000 €"), ("de-minimis-wait", 2, "270 000 € ou 410 000 €")]
DIAGNOSTIC = assessment.load(COURSE / "book/debat-1/diagnostic.toml").exercises


def opened(exercise):
    return load(exercise["simulateur"]).run(exercise["reglages"])


@pytest.mark.parametrize("slug, rank, text", SHOWN)
def test_settings_show_the_solution(slug, rank, text):
    assert plain(opened(assessment.exercise(slug)).indicators[rank].text) == text


def test_settings_show_a_closed_pump():
    pump = opened(assessment.exercise("bousol-money-pump")).indicators[1]
    assert pump.number <= 20 and pump.verdict.ok is True


@pytest.mark.parametrize("exercise", [e for e in DIAGNOSTIC if "simulateur" in e], ids=lambda e: e["id"])
def test_the_simulator_shows_the_answer(exercise):
    outcome, expected = opened(exercise), exercise["reponse"]
    near = [item for item in outcome.indicators for shown in (item.number, 100 * item.number) if abs(shown - expected) <= exercise["tolerance"] + 1e-9]
    cells = [plain(cell) for table in outcome.tables for row in table.rows for cell in row]
    assert near or any(f"−{expected:.0f}" in cell for cell in cells)


def test_the_exercises_start_from_the_simulators_tables():
    assert diagnostic.SPECIALISTS == axis_portfolio.SPECIALISTS
    mutuals = shift_share.DEFAULT[shift_share.FAMILIES.index("mutuelles")]
    assert mutuals[:2] == [3000, 2850] and mutuals[3] / mutuals[2] == pytest.approx(0.96)


@pytest.mark.parametrize("slug", ["scic-small-college", "scic-split-college"])
def test_exercises_open_colleges_that_the_law_accepts(slug):
    verdict, rows = opened(assessment.exercise(slug)).indicators[1].verdict, assessment.exercise(slug)["reglages"]["colleges"]
    assert verdict.ok is True and "source secondaire" in verdict.text
    assert within_public_ceiling(rows[2][0], sum(row[0] for row in rows), CHECKED)
