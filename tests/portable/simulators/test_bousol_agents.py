"""The simulator of chance: its band holds what the engines draw."""

from statistics import mean

import pytest

from essor.portable.models.currency_cohorts import cohorts_path, town
from essor.portable.models.currency_spread import spread_path
from essor.portable.simulators import bousol_agents
from essor.portable.simulators.declaration import View
from essor.readers.assessment import exercise


def share_of_chance(values):
    return bousol_agents.SIMULATOR.run(values).indicators[1].number


def test_more_people_narrow_the_band():
    few, many = share_of_chance({}), share_of_chance(exercise("bousol-band-width")["reglages"])
    assert few / many == pytest.approx(2, abs=0.01)
    for width in (few, many):
        assert f"{width:.1f}".replace(".", ",") + " %" in exercise("bousol-band-width")["solution"]


def test_the_simulator_draws_nothing_unless_asked(monkeypatch):
    monkeypatch.setattr(bousol_agents, "cohorts_path", None)
    for preset in ({}, *(preset.values for preset in bousol_agents.PRESETS)):
        assert len(bousol_agents.SIMULATOR.run(preset).indicators) == 3


# The defaults, then the smallest networks: quick and slow, with much reuse. 200 runs: 95 % ± 4.6 % at three deviations.
@pytest.mark.parametrize("values", [{}, {"solistes": 50, "prestataires": 10}, {"solistes": 50, "prestataires": 10, "reuse": 90, "hold": 11}])
def test_the_band_holds_ninety_five_runs_in_a_hundred(values):
    full = bousol_agents.SIMULATOR.values(values)
    rate = 1 / full["hold"]
    place = town(full["solistes"], full["prestataires"], full["reuse"] / 100, rate, rate)
    final = spread_path(place, 104)[-1]
    lasts = [cohorts_path(place, 104, seed)[-1].mass_before / 100 for seed in range(200)]
    assert mean(abs(last - final.mean) <= bousol_agents.DEVIATIONS * final.deviation for last in lasts) == pytest.approx(0.95, abs=0.046)


def test_the_simulator_shows_the_engines():
    outcome = bousol_agents.SIMULATOR.run({"seed": 12, "runs": 3})
    place = town(250, 60, 0.4, 0.5, 0.5)
    paths = [cohorts_path(place, 104, seed) for seed in (12, 13, 14)]
    band = spread_path(place, 104)
    assert outcome.indicators[0].number == pytest.approx(7000, abs=0.5)  # models.md §1.2, phase 2
    assert share_of_chance({}) == pytest.approx(200 * sum(w.deviation for w in band[52:]) / sum(w.mean for w in band[52:]))
    assert outcome.indicators[2].number == paths[0][-1].mass_before / 100
    assert outcome.indicators[3].number == paths[0][-1].mass_after / 100
    assert outcome.indicators[3].verdict.ok is True
    assert len(outcome.tables[0].rows) == 4
    assert len(outcome.figures[0].draw(View()).plot.traces) == 2 + 2 + 2  # mean and run, the band's edges, two thin runs


def test_suppliers_make_the_reuse_of_the_simulator():
    settings_ = exercise("bousol-known-suppliers")["reglages"]
    shown = bousol_agents.SIMULATOR.run(settings_).sentence
    assert "50,8" in shown and "17" in shown  # 1 − (1 − 300/7 350)^17
