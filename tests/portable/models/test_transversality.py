"""Transversality: codes TR-01 to TR-05, against sets and by hand."""

from fractions import Fraction as F
from itertools import combinations

import pytest
from hypothesis import given, strategies as st

from essor.portable.models import transversality

matrices = st.integers(1, 5).flatmap(lambda actions: st.lists(st.lists(st.integers(0, 3), min_size=actions, max_size=actions), min_size=2, max_size=7))
# Budgets, the share that is elsewhere, the index of concentration; the last from models.md §3: 600 M€, 0.2456.
MONEY = [([400, 0], 0, 1), ([0, 400], 1, 1), ([0, 0], 0, 0), ([100, 100], F(1, 2), F(1, 2)), ([1] * 7, F(6, 7), F(1, 7)), ([3, 1], F(1, 4), F(10, 16))]
MONEY += [([260, 0, 0, 90, 20, 30, 0], F(140, 400), F(260**2 + 90**2 + 20**2 + 30**2, 400**2))]
MONEY += [([210, 150, 120, 70, 50], F(390, 600), F(88400, 360000))]


@given(matrices)
def test_coverage_and_density_by_sets(matrix):
    n = len(matrix)
    active = {d for d in range(n) if any(level >= 2 for level in matrix[d])}
    assert transversality.coverage(matrix) == pytest.approx(len(active) / n)  # TR-01
    teams = [{d for d in range(n) if matrix[d][a] >= 2} for a in range(len(matrix[0]))]
    pairs = {pair for team in teams for pair in combinations(sorted(team), 2)}
    assert set(transversality.working_pairs(matrix)) == pairs
    assert transversality.density(matrix) == pytest.approx(float(F(2 * len(pairs), n * (n - 1))))  # TR-02


@given(matrices)
def test_an_empty_row_caps_the_density(matrix):
    # « One empty row weighs more than many links » (models.md §3): n − 1 departments make (n−1)(n−2) of n(n−1) pairs.
    emptied, n = [[0] * len(matrix[0]), *matrix[1:]], len(matrix)
    assert transversality.density(emptied) <= (n - 2) / n + 1e-12
    assert transversality.coverage(emptied) <= 1 - 1 / n + 1e-12
    assert transversality.density([[3]]) == 0  # one department


@pytest.mark.parametrize(
    "matrix, ess, alone, orphans",
    [
        ([[3, 3, 3], [0, 0, 0]], 0, F(1), []),
        ([[3, 3, 2], [0, 3, 3]], 0, F(1, 3), []),  # the second is led by two
        ([[2, 2, 2], [3, 1, 0]], 0, F(0), [1, 2]),
        ([[3, 3, 2], [0, 3, 3]], 1, F(1, 3), []),
    ],
)
def test_dependence(matrix, ess, alone, orphans):
    assert transversality.dependence(matrix, ess) == pytest.approx(float(alone))  # TR-03
    assert transversality.without_leader(matrix) == orphans


@pytest.mark.parametrize("budgets, elsewhere, index", MONEY)
def test_money(budgets, elsewhere, index):
    assert transversality.budget_elsewhere(budgets, 0) == pytest.approx(float(elsewhere))  # TR-04
    assert transversality.concentration(budgets) == pytest.approx(float(index), rel=1e-12)  # TR-05


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=9).filter(any))
def test_concentration_is_between_equal_and_alone(parts):
    assert 1 / len(parts) - 1e-12 <= transversality.concentration(parts) <= 1 + 1e-12
