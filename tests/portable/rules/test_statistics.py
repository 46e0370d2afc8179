"""What may be compared: codes ST-01 to ST-05 of the legal reference."""

import pytest
from hypothesis import given, strategies as st

from essor.portable.models.territory import excess_jobs, per_inhabitant, shift_share
from essor.portable.rules.dated import UnknownAt
from essor.portable.rules.statistics import ALL_JOBS, PRIVATE_JOBS, Share, implied_employment, obstacles, same_series, series, share, specific_index


@pytest.mark.parametrize(
    "one, other, expected",
    [
        ((ALL_JOBS, "postes", 2014), (ALL_JOBS, "postes", 2014), []),
        ((ALL_JOBS, "postes", 2008), (ALL_JOBS, "postes", 2015), []),
        ((ALL_JOBS, "postes", 2016), (ALL_JOBS, "postes", 2022), []),
        ((ALL_JOBS, "postes", 2019), (PRIVATE_JOBS, "postes", 2019), ["ST-01"]),
        ((ALL_JOBS, "ETP", 2022), (ALL_JOBS, "postes", 2022), ["ST-04"]),
        ((ALL_JOBS, "postes", 2015), (ALL_JOBS, "postes", 2016), ["ST-05"]),
        ((ALL_JOBS, "ETP", 2015), (PRIVATE_JOBS, "postes", 2019), ["ST-01", "ST-04", "ST-05"]),
    ],
)
def test_obstacles(one, other, expected):
    assert obstacles(Share(0.1, *one), Share(0.12, *other)) == obstacles(Share(0.12, *other), Share(0.1, *one)) == expected


@pytest.mark.parametrize("year, name", [(2008, "Clap"), (2015, "Clap"), (2016, "Flores"), (2025, "Flores"), (2026, "Flores")])
def test_series(year, name):
    assert series(year) == name
    for outside in (1999, 2007, 2027):
        with pytest.raises(UnknownAt):
            series(outside)


@given(st.integers(2008, 2026), st.integers(2008, 2026))
def test_series_break_between_2015_and_2016_only(a, b):
    assert same_series(a, b) is ((a <= 2015) == (b <= 2015))


# Reference ST-02, ST-03; models.md §3. The published 13 and 9.8 % are shares of the same definition.
@pytest.mark.parametrize("part, reference, expected", [(0.13, 0.098, 1.327), (0.13, 0.113, 1.150), (0.2796, 0.10483, 2.667), (0.0491, 0.10483, 0.468)])
def test_specific_index(part, reference, expected):
    assert specific_index(part, reference) == pytest.approx(expected, abs=5e-4)


def test_implied_employment_and_excess_jobs():
    assert implied_employment(48390, 0.13) == pytest.approx(372231, abs=1)
    assert excess_jobs(48390, 0.13, 0.098) == pytest.approx(11911, abs=0.5)


@pytest.mark.parametrize(
    "rule, given",
    [
        *[(share, given) for given in ((10, 0), (11, 10), (-1, 10))],
        *[(specific_index, given) for given in ((0.1, 0), (-0.1, 0.1))],
        *[(implied_employment, given) for given in ((10, 0), (10, 1.1))],
        (per_inhabitant, (10, 0)),
        *[(shift_share, given) for given in (([1], [1], [0], [1]), ([], [], [], []))],
    ],
)
def test_what_cannot_be_divided_is_refused(rule, given):
    with pytest.raises(ValueError):
        rule(*given)
