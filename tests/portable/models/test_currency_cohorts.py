"""Engine B of the local currency, by cohorts."""

import math
from collections import Counter
from statistics import mean, stdev

import pytest
from hypothesis import given, strategies as st

from essor.portable.models.currency import mean_path, steady_state
from essor.portable.models.currency_cohorts import Cohorts, cohorts_path, mean_circuit, town
from essor.portable.models.currency_spread import spread_path
from towns import FOUR, TINY, agents_path, averages, every_outcome, towns, whole, within_chance

SEEDS, WEEKS = 30, 208


@pytest.mark.parametrize("people, shops, melt, weeks", TINY)
def test_cohorts_have_exactly_the_law_of_their_agents(people, shops, melt, weeks):
    law = every_outcome(people, shops, 0.25, 0.5, 0.6, 0.4, melt, weeks, to_self=True)
    place = town(people, shops, 0.4, 0.5, 0.6, melt=melt)
    last = [cohorts_path(place, weeks, seed)[-1] for seed in range(6000)]
    assert within_chance(Counter((w.mass_before // 2100, w.volume // 2100) for w in last), law)


@pytest.mark.parametrize("people, shops, melt, weeks", TINY)
def test_the_spread_is_that_of_every_outcome(people, shops, melt, weeks):
    law = every_outcome(people, shops, 0.25, 0.5, 0.6, 0.4, melt, weeks, to_self=True)
    exact = sum(chance * mass for (mass, _), chance in law.items())
    variance = sum(chance * (mass - exact) ** 2 for (mass, _), chance in law.items())
    last = spread_path(town(people, shops, 0.4, 0.5, 0.6, melt=melt), weeks)[-1]
    assert last.mean == pytest.approx(21 * exact) and last.deviation == pytest.approx(21 * math.sqrt(variance))


def test_the_liberty_of_the_cohorts_leaves_the_means():
    one, other = (every_outcome(1, 2, 0.25, 0.5, 0.6, 0.4, 0.0, 4, to_self) for to_self in (True, False))
    assert one != pytest.approx(other)
    for rank in (0, 1):
        assert sum(k[rank] * c for k, c in one.items()) == pytest.approx(sum(k[rank] * c for k, c in other.items()))


PLACES = {
    "phase 1": (town(60, 20, 0.0, 0.5, 0.5), {}),
    "phase 2": (town(250, 60, 0.4, 0.5, 0.5), {}),
    "phase 2, as slow as the eusko": (town(120, 30, 0.4, 4 / 43, 4 / 43), {}),
    "phase 3, four sectors, melt": (town(100, 30, [0.7, 0.1, 0.4, 0.55], 0.4, 0.3, FOUR, beneficiaries=40, aid_euros=50, melt=0.005), {}),
    "near home, a fee": (town(100, 60, [0.3, 0.6], 0.5, 0.3, [0.5, 0.5]), {"near": 0.6, "communes": 5, "fee": 0.05}),
}


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("engine", ["B", "C"])
def test_engines_agree_with_the_exact_mean(name, engine):
    place, rules = PLACES[name]
    exact = mean_path(mean_circuit(place), WEEKS)
    expected = [mean(w.volume for w in exact), mean(w.mass_before for w in exact), mean(w.mass_after for w in exact)]
    run = cohorts_path if engine == "B" else lambda *run: agents_path(*run, **rules)
    sample = [averages(run(place, WEEKS, seed)) for seed in range(SEEDS)]
    for rank, value in enumerate(expected):
        found = [one[rank] for one in sample]
        assert abs(mean(found) - value) < 4 * stdev(found) / math.sqrt(SEEDS), (rank, value, mean(found))


@pytest.mark.parametrize("name", PLACES)
def test_cohorts_spread_as_computed(name):
    # Of a nearly normal law, the variance of 300 runs is known to √(2/300), relatively.
    place, _ = PLACES[name]
    masses = [[w.mass_before / 100 for w in cohorts_path(place, 60, seed)] for seed in range(300)]
    for rank in (0, 5, 59):
        exact = spread_path(place, 60)[rank]
        assert stdev(run[rank] for run in masses) ** 2 == pytest.approx(exact.deviation**2, rel=4 * math.sqrt(2 / 300))


def test_the_whole_boulonnais_settles_on_the_steady_state():
    place = town(161_000, 7350, 0.4, 0.5, 0.5)
    path, state = cohorts_path(place, 520, 1)[104:], steady_state(mean_circuit(place))
    # Where a band of 250 solistes is a seventh of the mass wide, week by week.
    assert max(abs(w.mass_before / 100 / state.mass_before - 1) for w in path) < 0.02
    assert mean(w.volume for w in path) / 100 == pytest.approx(state.volume, rel=1e-3)


def test_the_reference_table_through_the_mean_circuit():
    # models.md §1.2: phase 3, 250 solistes, p = 0.4, 60 × 50 € every four weeks.
    state = steady_state(mean_circuit(town(250, 60, 0.4, 0.5, 0.5, FOUR, beneficiaries=60, aid_euros=50)))
    assert state.issued == pytest.approx(1312.5 + 787.5)
    assert (state.life, state.mass_before, state.volume) == (pytest.approx(5.052, abs=1e-3), pytest.approx(10609, abs=1), pytest.approx(3500))


@given(towns(), st.integers(0, 10**6))
def test_cohorts_lose_no_centime(place, seed):
    issued = ended = 0
    for week in cohorts_path(place, 30, seed):
        assert whole(*week) and min(week) >= 0 and not any(n % place.note for n in week)
        issued, ended = issued + week.issued, ended + week.reconverted + week.melted
        assert issued == week.mass_after + ended  # 1: issued = mass + reconverted + melted; 3: none of them below 0
        assert week.mass_before == week.mass_after + week.reconverted + week.melted
        assert place.melt or not week.melted  # 7


@given(towns())
def test_the_mean_of_the_spread_is_engine_a(place):
    spread, exact = spread_path(place, 30), mean_path(mean_circuit(place), 30)
    assert [w.mean for w in spread] == pytest.approx([w.mass_before for w in exact])
    assert all(0 <= w.deviation < math.inf for w in spread)


def test_the_order_of_sectors_does_not_matter():
    # 8 again, for sectors that differ: the list in either order, the same law.
    reuse, shares = [0.8, 0.1, 0.4], [0.5, 0.2, 0.3]
    sample = []
    for order in ([0, 1, 2], [2, 0, 1]):
        place = town(100, 30, [reuse[i] for i in order], 0.5, 0.4, [shares[i] for i in order])
        sample.append([averages(cohorts_path(place, 104, seed)) for seed in range(60)])
    for rank in range(3):
        one, other = ([values[rank] for values in half] for half in sample)
        assert abs(mean(one) - mean(other)) < 4 * math.sqrt(stdev(one) ** 2 / 60 + stdev(other) ** 2 / 60)


def test_cohorts_are_followed_week_by_week_and_other_seeds_are_other_runs():
    place = town(250, 60, 0.4, 0.5, 0.5)
    run = Cohorts(place, 8)
    assert [run.week() for _ in range(30)] == cohorts_path(place, 30, 8)
    assert len({tuple(cohorts_path(place, 20, seed)) for seed in range(50)}) == 50


@pytest.mark.parametrize("total, shares, parts", [(60, FOUR, [23, 12, 15, 10]), (8, FOUR, [2, 2, 2, 2]), (7350, [1.0], [7350])])
def test_prestataires_are_split_as_the_shares(total, shares, parts):
    # 60: two each, then 52 × (0.40, 0.20, 0.25, 0.15) by cumulated rounding: 21, 10, 13, 8.
    assert [sector.members for sector in town(10, total, 0.4, 0.5, 0.5, shares).sectors] == parts


# A note is the largest face value that makes a tranche of 21 and an aid of 1.05 g alike.
@pytest.mark.parametrize("aid, note", [(0, 2100), (20, 2100), (50, 1050), (35, 525), (7, 105)])
def test_the_face_value_of_a_note(aid, note):
    place = town(10, 4, 0.4, 0.5, 0.5, beneficiaries=5, aid_euros=aid)
    assert place.note == note
    assert [group.lot * note for group in place.groups] == [2100] + [105 * aid] * (aid > 0)


@pytest.mark.parametrize(
    "wrong, message",
    [
        *[(wrong, "one soliste") for wrong in ({"solistes": 0}, {"beneficiaries": -1})],
        ({"prestataires": 1}, "two prestataires"),
        *[({"shares": shares}, "shares must be positive") for shares in ([0.5, 0.4], [1.5, -0.5])],
        ({"reuse": 1}, r"reuse must be in \[0, 1\)"),
        ({"reuse": [0.1, 0.2]}, "one value per sector"),
        ({"act_solistes": 0}, r"act_solistes must be in \(0, 1\]"),
        ({"act_prestataires": 1.1}, r"act_prestataires must be in \(0, 1\]"),
        ({"chance": float("nan")}, r"chance must be in \(0, 1\]"),
        ({"aid_euros": 0.5}, "whole number of euros"),
        ({"melt": 1}, r"melt must be in \[0, 1\)"),
    ],
)
def test_a_town_refuses_values_outside_their_range(wrong, message):
    good = {"solistes": 10, "prestataires": 4, "reuse": 0.4, "act_solistes": 0.5, "act_prestataires": 0.5}
    town(**good)
    with pytest.raises(ValueError, match=message):
        town(**{**good, **wrong})
