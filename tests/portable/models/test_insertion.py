"""Insertion hours and their calendar."""

from fractions import Fraction as F
from itertools import combinations
from math import ceil

import pytest
from hypothesis import given, strategies as st

from essor.portable.models.insertion import Lot, best_plan, full_time_years, insertion_hours, loads, monthly_capacity, monthly_load, rate_for_hours

lots = st.lists(st.builds(Lot, st.just("lot"), st.integers(0, 2000), st.integers(0, 11), st.integers(1, 12), st.booleans()), min_size=1, max_size=6)


@pytest.mark.parametrize(
    "amount, labour, rate, cost, hours",
    [
        (1_000_000, 0.50, 0.05, 30, 2500 / 3),  # mefsud77.fr: 833 h
        (1_500_000, 0.70, 0.10, 30, 3500),  # mde-alescevennes: 3 500 h
        (1_500_000, 0.70, 1, 30, 35000),
        (0, 0.5, 0.05, 30, 0),
        (1_000_000, 0, 0.05, 30, 0),
    ],
)
def test_hours(amount, labour, rate, cost, hours):
    assert insertion_hours(amount, labour, rate, cost) == pytest.approx(hours)


@given(st.integers(1, 10**7), st.floats(0.05, 1), st.floats(0, 1), st.floats(10, 60))
def test_the_rate_gives_back_the_hours(amount, labour, rate, cost):
    hours = insertion_hours(amount, labour, rate, cost)
    assert rate_for_hours(hours, amount, labour, cost) == pytest.approx(rate, abs=1e-9)
    assert insertion_hours(2 * amount, labour, rate, cost) == pytest.approx(2 * hours)
    assert insertion_hours(amount, labour, rate, 2 * cost) == pytest.approx(hours / 2)


@pytest.mark.parametrize("bad", [(-1, 0.5, 0.05, 30), (1, 1.1, 0.05, 30), (1, 0.5, -0.1, 30), (1, 0.5, 0.05, 0), (float("nan"), 0.5, 0.05, 30)])
def test_hours_refuse_what_is_out_of_range(bad):
    with pytest.raises(ValueError):
        insertion_hours(*bad)


@given(lots, st.integers(0, 4000))
def test_the_plan_is_the_best_of_all(lots, capacity):
    plan = best_plan(lots, 12, capacity)
    assert max(plan.loads) <= capacity or not plan.kept
    assert plan.hours == sum(lots[rank].hours for rank in plan.kept)
    best, live = 0, [lot for lot in lots if lot.hours]
    for kept in (kept for size in range(len(live) + 1) for kept in combinations(live, size)):
        months = [sum(ceil(F(10 * lot.hours, lot.months)) for lot in kept if lot.start <= m < lot.start + lot.months) for m in range(12)]
        if max(months) <= capacity:
            best = max(best, sum(lot.hours for lot in kept))
    assert plan.hours == best


@given(lots, st.integers(0, 4000), st.integers(0, 4000))
def test_more_capacity_never_loses_hours(lots, less, more):
    less, more = sorted((less, more))
    assert best_plan(lots, 12, less).hours <= best_plan(lots, 12, more).hours


def test_loads_and_capacity_by_hand():
    lot = Lot("peinture", 583, 9, 4, True)
    assert monthly_load(lot) == 1458  # 583 / 4 = 145.75 h, rounded up to the tenth
    assert loads([lot], [0], 12) == [0] * 9 + [1458] * 3  # the fourth month is beyond the horizon
    assert monthly_capacity(1) == 1339  # 1 607 / 12 = 133.9 h
    assert full_time_years(1607) == 1 and round(full_time_years(3500), 2) == 2.18
    assert rate_for_hours(100, 1000, 0, 30) is None  # no labour, no rate
    # Equal plans keep the first lots.
    assert best_plan([Lot(name, 100, 0, 4, True) for name in "abc"], 12, 500).kept == [0, 1]
