"""The costs of a shared workshop, against every order and every group."""

from fractions import Fraction as F
from itertools import permutations

import pytest
from hypothesis import given, strategies as st

from essor.portable.models.sharing import (
    Workshop,
    aided,
    costs_of_groups,
    equal_shares,
    group_cost,
    leavers,
    members,
    proportional_shares,
    shapley_shares,
    strongest_objection,
)

needs = st.lists(st.integers(0, 300), min_size=2, max_size=5)
workshops = st.builds(Workshop, st.integers(0, 3000), st.integers(50, 1000), st.integers(50, 300), st.integers(5, 60))
RULES = [equal_shares, proportional_shares, shapley_shares]
# The workshop of the simulator, by hand. Alone, the haberdashery buys 15 h at 22 €: 330 €. All five need 475 h: four
# posts, 1 800 + 4 × 450 = 3 600 €.
WORKSHOP, NEEDS = Workshop(1800, 450, 130, 22), [15, 40, 80, 120, 220]


def exact(shares):
    return [F(part, shares.denominator) for part in shares.numerators]


@given(workshops, st.integers(0, 1000))
def test_the_least_cost_is_found_among_all_numbers_of_posts(workshop, hours):
    every = [workshop.outside * hours]
    every += [workshop.rent + n * workshop.post + workshop.outside * max(0, hours - n * workshop.hours) for n in range(1, 25)]
    assert group_cost(workshop, hours) == min(every)


@given(workshops, needs)
def test_joining_never_costs_more(workshop, needs):
    costs = costs_of_groups(workshop, needs)
    everyone = len(costs) - 1
    for group in range(len(costs)):
        assert costs[everyone] <= costs[group] + costs[everyone ^ group]


@pytest.mark.parametrize("rule", RULES)
@given(workshops, needs)
def test_shares_add_up_to_the_cost(rule, workshop, needs):
    costs = costs_of_groups(workshop, needs)
    assert sum(exact(rule(costs, needs))) == (costs[-1] if sum(needs) else 0)


@given(workshops, needs)
def test_shapley_is_the_mean_over_all_orders(workshop, needs):
    costs, count = costs_of_groups(workshop, needs), len(needs)
    added = [F(0)] * count
    orders = list(permutations(range(count)))
    for order in orders:
        group = 0
        for i in order:
            added[i] += costs[group | 1 << i] - costs[group]
            group |= 1 << i
    assert exact(shapley_shares(costs, needs)) == [total / len(orders) for total in added]


@pytest.mark.parametrize("rule", RULES)
@given(workshops, needs)
def test_same_needs_same_share_and_no_need_no_share(rule, workshop, needs):
    needs = [*needs, 0, needs[0]]
    shares = exact(rule(costs_of_groups(workshop, needs), needs))
    assert shares[0] == shares[-1] and shares[-2] == 0


@given(workshops, needs)
def test_nobody_pays_more_than_alone_by_shapley_nor_more_than_outside_in_proportion(workshop, needs):
    costs = costs_of_groups(workshop, needs)
    assert not leavers(costs, shapley_shares(costs, needs), len(needs))
    for share, need in zip(exact(proportional_shares(costs, needs)), needs, strict=True):
        assert share <= workshop.outside * need


@pytest.mark.parametrize("rule", RULES)
@given(workshops, needs)
def test_the_strongest_objection_is_that_of_no_other_group(rule, workshop, needs):
    costs, count = costs_of_groups(workshop, needs), len(needs)
    shares = rule(costs, needs)
    parts = exact(shares)
    savings = {g: sum(parts[i] for i in members(g, count)) - costs[g] for g in range(1, 2**count - 1)}
    found = strongest_objection(costs, shares, count)
    if found is None:
        assert max(savings.values()) <= 0
    else:
        assert savings[found.group] == F(found.saving, shares.denominator) == max(savings.values()) > 0


@given(workshops, needs, st.integers(0, 5000))
def test_aid_lowers_every_share_in_proportion(workshop, needs, aid):
    costs = costs_of_groups(workshop, needs)
    before = shapley_shares(costs, needs)
    after = exact(aided(before, costs[-1], aid))
    assert sum(after) == max(0, costs[-1] - aid)
    assert all(0 <= one <= other for one, other in zip(after, exact(before), strict=True))


def test_equal_shares_drive_the_small_one_out():
    costs = costs_of_groups(WORKSHOP, NEEDS)
    assert [costs[1 << i] for i in range(5)] == [330, 880, 1760, 2250, 2700] and costs[-1] == 3600
    shares = equal_shares(costs, NEEDS)
    assert exact(shares) == [720] * 5 and leavers(costs, shares, 5) == [0]
    objection = strongest_objection(costs, shares, 5)
    assert members(objection.group, 5) == [0] and F(objection.saving, shares.denominator) == 390
    for rule in (proportional_shares, shapley_shares):
        assert strongest_objection(costs, rule(costs, NEEDS), 5) is None


def test_the_aid_that_keeps_the_small_one():
    costs = costs_of_groups(WORKSHOP, NEEDS)
    assert strongest_objection(costs, aided(equal_shares(costs, NEEDS), 3600, 1950), 5) is None
    assert leavers(costs, aided(equal_shares(costs, NEEDS), 3600, 1949), 5) == [0]


def test_a_proportional_share_may_leave_the_core():
    # 510 h ask for a fifth post for 30 h: the four others are as well off with four, 3 350 € for 490 h against 3 362.7 €.
    costs = costs_of_groups(Workshop(1500, 400, 120, 25), [20, 60, 90, 140, 200])
    shares = proportional_shares(costs, [20, 60, 90, 140, 200])
    assert members(strongest_objection(costs, shares, 5).group, 5) == [1, 2, 3, 4]
