"""Rules of deliberation, against voters counted one by one."""

from fractions import Fraction as F

import pytest
from hypothesis import given, strategies as st

from essor.portable.models import deliberation

ballots = st.integers(2, 4).flatmap(
    lambda options: st.lists(st.tuples(st.integers(0, 40), st.lists(st.integers(0, 4), min_size=options, max_size=options)), min_size=1, max_size=6)
)


def unzip(cast):
    return [weight for weight, _ in cast], [row for _, row in cast]


@given(ballots)
def test_weighted_vote_gives_out_all_the_weight(cast):
    weights, grades = unzip(cast)
    votes = deliberation.weighted_vote(weights, grades)
    assert sum(votes) == sum(weights) * deliberation.SPLIT
    exact = [sum(F(w, sum(g == max(row) for g in row)) for w, row in cast if row[o] == max(row)) for o in range(len(grades[0]))]
    assert [F(v, deliberation.SPLIT) for v in votes] == exact


@given(ballots)
def test_borda_by_averaged_ranks(cast):
    weights, grades = unzip(cast)
    options = len(grades[0])
    exact = [F(0)] * options
    for weight, row in cast:
        for option in range(options):
            places = [place for place, grade in enumerate(sorted(row)) if grade == row[option]]
            exact[option] += weight * F(sum(places), len(places))
    assert [F(p, 2) for p in deliberation.borda(weights, grades)] == exact


@given(ballots)
def test_majority_grade_is_the_lower_median(cast):
    weights, grades = unzip(cast)
    for option in range(len(grades[0])):
        voters = sorted(grade for weight, row in cast for grade in [row[option]] * weight)
        middle, above, below = deliberation.majority_gauge(weights, grades, option)
        assert middle == (voters[(len(voters) - 1) // 2] if voters else 0)
        assert (above, below) == (sum(v > middle for v in voters), sum(v < middle for v in voters))


@given(ballots, st.permutations(range(4)))
def test_no_rule_depends_on_the_order_of_options(cast, order):
    weights, grades = unzip(cast)
    order = [o for o in order if o < len(grades[0])]
    shuffled = [[row[o] for o in order] for row in grades]
    for rule in (deliberation.weighted_vote, deliberation.borda, deliberation.majority_judgement):
        assert [rule(weights, grades)[o] for o in order] == rule(weights, shuffled)


@given(ballots)
def test_all_rules_choose_what_everyone_prefers(cast):
    weights, grades = unzip([(weight + 1, [*row[:-1], 5]) for weight, row in cast])
    last = len(grades[0]) - 1
    for rule in (deliberation.weighted_vote, deliberation.borda, deliberation.majority_judgement):
        assert deliberation.winners(rule(weights, grades)) == [last]


# The gauge: at equal grades, more above than below comes first, then more above, or less below (Balinski and Laraki 2010).
@pytest.mark.parametrize(
    "grades, order",
    [
        ([[4, 4], [2, 2], [2, 2], [2, 1]], (0, 1)),
        ([[3, 2], [2, 2], [2, 2], [1, 1]], (0, 1)),  # 1 above and 1 below, against none and 1: equal by the gauge
        ([[2, 2], [2, 2], [2, 1]], (0, 1)),
    ],
)
def test_majority_gauge_order(grades, order):
    first, second = (deliberation.majority_judgement([1] * len(grades), grades)[o] for o in order)
    assert first >= second
