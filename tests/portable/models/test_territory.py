"""The models of a territory, by fractions and brute force."""

import itertools
import math
from fractions import Fraction as F

import pytest
from hypothesis import given, strategies as st

from essor.portable.models import departments as figures
from essor.portable.models.territory import SHARED_WIN, dominated, excess_jobs, rank, shift_share, total, win_parts
from essor.portable.simulators import axis_portfolio

jobs = st.integers(0, 10**6)
some_jobs = st.integers(1, 10**6)
marks = st.lists(st.lists(st.integers(0, 10), min_size=4, max_size=4), min_size=1, max_size=6)


def test_ranks_are_a_count():
    for at in range(3):
        everywhere = [d.shares[at] for d in figures.DEPARTMENTS]
        ordered = sorted(everywhere, reverse=True)
        for value in everywhere:
            assert rank(everywhere, value) == ordered.index(value) + 1


@given(st.integers(1, 10**6), st.integers(1, 600), st.integers(1, 600))
def test_excess_jobs_by_fractions(jobs, part, reference):
    exact = jobs - F(reference, 1000) * jobs / F(part, 1000)
    assert excess_jobs(jobs, part / 1000, reference / 1000) == pytest.approx(float(exact), rel=1e-9, abs=1e-6)
    # More present than the reference, jobs in excess: the two say the same.
    assert (exact > 0) is (part > reference)


@given(st.lists(st.tuples(jobs, jobs, some_jobs, jobs), min_size=1, max_size=6))
def test_effects_by_fractions_sum_to_the_change(families):
    parts = shift_share(*[list(column) for column in zip(*families, strict=True)])
    whole = F(sum(f[3] for f in families), sum(f[2] for f in families)) - 1
    for (before, after, there_before, there_after), part in zip(families, parts, strict=True):
        family = F(there_after, there_before) - 1
        exact = (before * whole, before * (family - whole), after - before * (1 + family))
        assert sum(exact) == after - before
        for found, expected in zip(part, exact, strict=True):
            assert found == pytest.approx(float(expected), rel=1e-9, abs=1e-3)
    assert sum(total(parts)) == pytest.approx(sum(f[1] - f[0] for f in families), rel=1e-9, abs=1e-2)


def test_a_territory_like_its_reference_owes_nothing_to_itself():
    parts = shift_share([10, 20], [12, 22], [100, 200], [120, 220])
    assert total(parts).local == pytest.approx(0)


@given(marks)
def test_wins_by_brute_force(scores):
    grid = [weights for weights in itertools.product(range(11), repeat=4) if sum(weights) == 10]
    assert len(grid) == math.comb(13, 3) == 286
    wins = [F(0)] * len(scores)
    for weights in grid:
        totals = [sum(w * s for w, s in zip(weights, row, strict=True)) for row in scores]
        winners = [i for i, one in enumerate(totals) if one == max(totals)]
        for i in winners:
            wins[i] += F(1, len(winners))
    assert [F(parts, SHARED_WIN) for parts in win_parts(scores)] == wins and sum(wins) == 286


@given(marks)
def test_a_dominated_axis_never_wins_alone_and_only_it_can_be_dominated(scores):
    for row, is_beaten, won in zip(scores, dominated(scores), win_parts(scores), strict=True):
        better = [other for other in scores if other != row and all(a >= b for a, b in zip(other, row, strict=True))]
        assert is_beaten is bool(better)
        if is_beaten and all(a > b for other in better[:1] for a, b in zip(other, row, strict=True)):
            assert won == 0


@pytest.mark.parametrize("criteria, weightings", [(1, 1), (2, 11), (3, 66), (4, 286)])
def test_number_of_weightings(criteria, weightings):
    assert sum(win_parts([[1] * criteria])) == weightings * SHARED_WIN == math.comb(9 + criteria, criteria - 1) * SHARED_WIN


def test_the_best_mean_is_not_always_first():
    parts = win_parts(axis_portfolio.SPECIALISTS)
    means = [sum(row) for row in axis_portfolio.SPECIALISTS]
    assert means.index(max(means)) == 4 and F(parts[4], sum(parts)) == F(10, 286)
