"""Power in a vote (Banzhaf), against coalitions counted one by one."""

from fractions import Fraction as F
from itertools import combinations

import pytest
from hypothesis import given, strategies as st

from essor.portable.models.power import banzhaf

# models.md §2: weights, the share of some voters.
SHARES = [([40, 30, 30], {0: F(1, 3), 2: F(1, 3)}), ([50, 20, 10, 10, 10], {0: F(15, 19)}), ([25, 20, 30, 15, 10], {2: F(1, 3)})]
SHARES += [([51, 49], {0: 1, 1: 0}), ([50, 50], {0: F(1, 2)}), ([0, 0], {0: 0}), ([45, 35, 20], {2: F(1, 3)})]


def swings(weights, voter):
    """The coalitions of others that this voter makes win, counted one by one."""
    others, half = weights[:voter] + weights[voter + 1 :], F(sum(weights), 2)
    totals = [sum(coalition) for size in range(len(others) + 1) for coalition in combinations(others, size)]
    return sum(half - weights[voter] < total <= half for total in totals)


@pytest.mark.parametrize("weights, shares", SHARES)
def test_power(weights, shares):
    assert {voter: banzhaf(weights).shares[voter] for voter in shares} == pytest.approx({voter: float(share) for voter, share in shares.items()})


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6))
def test_power_by_brute_force(weights):
    power = banzhaf(weights)
    assert power.swings == [swings(weights, voter) for voter in range(len(weights))]
    assert sum(power.shares) == pytest.approx(1 if sum(weights) else 0)
    for one, weight in enumerate(weights):
        for other, more in enumerate(weights):
            assert weight > more or power.swings[one] <= power.swings[other]


@pytest.mark.parametrize("weights", [[0.5, 1], [-1, 2], [1] * 13])
def test_power_refuses_what_it_cannot_count_exactly(weights):
    with pytest.raises(ValueError):
        banzhaf(weights)
