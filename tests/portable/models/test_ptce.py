"""Census and levers of a cluster."""

from fractions import Fraction as F

import pytest
from hypothesis import given, strategies as st

from essor.portable.models.ptce import LEVERS, arithmetic_mean, census, geometric_mean, weakest
from essor.portable.simulators import ptce_radar


def test_census_of_the_goutte_dor():
    # 2014 file: 63 + 33 + 5 + 20, about 330 jobs
    result = census((63, 33, 5, 20), (1, 1, 1, 1), 330)
    assert (result.units, result.jobs) == (121, 330)
    assert result.jobs_per_unit == pytest.approx(float(F(330, 121))) and round(result.jobs_per_unit, 2) == 2.73
    assert result.jobs_reached == pytest.approx(330)
    half = census((63, 33, 5, 20), (0, F(1, 2), 0, F(1, 2)), 330)
    assert half.taking_part == F(53, 2) and half.jobs_reached == pytest.approx(float(F(53, 2) * F(330, 121)))
    # Nobody has no mean.
    assert census((0, 0, 0, 0), (1, 1, 1, 1), 330) == (0, 0, 330, None, 0.0)


@pytest.mark.parametrize(
    "marks, usual, geometric",
    [((4, 2, 3, 1, 3, 2, 4, 3), 2.75, 2.54), ((3,) * 8, 3, 3), ((4,) * 7 + (0,), 3.5, 0), ((0,) * 8, 0, 0), ((5,) * 8, 5, 5), ((1, 4), 2.5, 2)],
)
def test_means(marks, usual, geometric):
    assert (round(arithmetic_mean(marks), 2), round(geometric_mean(marks), 2)) == (usual, geometric)  # models.md §3


@given(st.lists(st.integers(0, 5), min_size=8, max_size=8))
def test_the_geometric_mean_lies_between_the_least_and_the_mean(marks):
    geometric = geometric_mean(marks)
    assert min(marks) - 1e-9 <= geometric <= arithmetic_mean(marks) + 1e-9
    assert (geometric == 0) is (min(marks) == 0)
    assert geometric_mean(marks[::-1]) == pytest.approx(geometric)
    assert {marks[rank] for rank in weakest(marks)} == {min(marks)} and len(weakest(marks)) == marks.count(min(marks))


def test_there_are_eight_levers_and_no_mark_below_zero():
    assert len(LEVERS) == len(ptce_radar.CONTROLS) == 8
    with pytest.raises(ValueError):
        geometric_mean([3, -1])
