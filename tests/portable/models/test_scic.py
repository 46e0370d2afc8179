"""The capital of a SCIC and ten years of a public share: models.md §2, by hand."""

from fractions import Fraction as F

import pytest
from hypothesis import given, strategies as st

from essor.portable.models.scic import REDUCED, REFUSED, capital_table, public_share_over_years, revisions
from essor.portable.rules import scic as law
from essor.portable.rules.dated import CHECKED, DAY_OF_2014, UnknownAt

NOMINAL, GROWTH, DIFFICULTY = [12000] * 10, [12000 * 1.15**rank for rank in range(10)], [-6500] * 10


def table(start, movements, form="SARL", statutory=0, date=CHECKED):
    return capital_table(start, movements, 0, form, statutory, date)


def test_a_private_withdrawal_crosses_the_ceiling():
    steps = table([20000, 10000, 30000, 40000], [[60000, 0, 0, 0], [0, 5000, 0, 0], [0, 0, 0, -20000], [0, 0, 15000, 0]])
    assert [step.capital for step in steps] == [100000, 160000, 165000, 145000, 160000]
    assert [step.within for step in steps] == [True, True, True, False, True]
    assert [step.room for step in steps] == pytest.approx([60000, 0, 5000, 0, 0])
    assert [step.floor for step in steps] == [25000, 40000, 41250, 41250, 41250]
    assert steps[3].missing == pytest.approx(15000)


def test_withdrawals_stop_at_the_floor_and_at_what_is_held():
    steps = table([0, 20000, 30000, 50000], [[0, 0, 0, -50000], [0, 0, -25000, 0], [0, -1, 0, 0], [0, 9000, 0, -5]])
    assert [step.capital for step in steps] == [100000, 50000, 25000, 25000, 34000]
    assert [step.withdrawal for step in steps] == [None, None, None, REFUSED, REDUCED]


@given(
    st.lists(st.integers(0, 10**5), min_size=4, max_size=4),
    st.lists(st.lists(st.integers(-(10**5), 10**5), min_size=4, max_size=4), max_size=6),
    st.sampled_from(["SA", "SARL"]),
)
def test_the_capital_table_stays_sound(start, movements, form):
    steps = table(start, movements, form)
    highest = 0
    for before, step in zip([None, *steps], steps, strict=False):
        assert min(step.holdings) >= 0 and step.capital == sum(step.holdings)
        assert step.within is (2 * step.holdings[0] <= step.capital)
        # Nothing is paid back below the floor set by the highest capital so far.
        if before and any(now < then for now, then in zip(step.holdings, before.holdings, strict=True)):
            assert step.capital >= max(F(highest, 4), 18500 if form == "SA" else 0)
        highest = max(highest, step.capital)
        assert step.floor == pytest.approx(max(highest / 4, 18500 if form == "SA" else 0))


def ten_years(results, target=0.02, cap=0.03, inflation=0.02, entries=5000, statutory=0.5, reading=law.ALL_RESERVES):
    return public_share_over_years(50000, 50000, entries, results, target, cap, inflation, statutory, reading, CHECKED)


@pytest.mark.parametrize("results, back, lost", [(NOMINAL, 50000, 8983), (GROWTH, 50000, 8983), (DIFFICULTY, 28333, None)])
def test_ten_year_scenarios(results, back, lost):
    last = ten_years(results)[-1]
    assert last.back == pytest.approx(back, abs=0.5)
    if lost:
        assert 50000 - last.real == pytest.approx(lost, abs=0.5)


def test_ten_years_by_hand():
    years = ten_years(NOMINAL)
    # Nothing leaves but interest: 2 % of 100 000, 105 000… 145 000, 24 500 in all; 2 % of the public 50 000 is 1 000 a year.
    assert years[-1].reserves == pytest.approx(120000 - 24500)
    assert sum(year.public_interest for year in years) == pytest.approx(10000)
    assert years[-1].capital == 150000 and years[-1].public_share == pytest.approx(1 / 3)


def test_a_lower_cap_lowers_interest():
    assert sum(year.public_interest for year in ten_years(NOMINAL, cap=0.01)) == pytest.approx(5000)  # 2014: TMO without premium


def test_losses_are_made_up_before_anything_is_kept():
    years = ten_years([-10000, 6000, 9000])
    assert [year.losses for year in years] == pytest.approx([0, 10000, 4000, 0])
    assert [year.interest for year in years] == pytest.approx([0, 0, 0, 2125])  # 42.5 % of 5 000, below 2 % of 110 000
    assert years[-1].equity == pytest.approx(115000 + 5000 - 2125)


@pytest.mark.parametrize(
    "results, due",
    [
        (NOMINAL, [(5, ["years"]), (10, ["years"])]),
        (DIFFICULTY, [(3, ["losing"]), (6, ["losing"]), (9, ["losing"])]),
        ([1] * 3 + [-1] * 3, [(5, ["years"])]),  # the revision of year 5 starts the count of losses again
        ([-1, -1, 1, -1, 1, 1, 1], [(5, ["years"])]),  # three losses, not in a row
        ([-50000, 1, 1, 1, 1, 1], [(1, ["loss"]), (6, ["years"])]),  # half of 100 000, the highest capital before that year
        ([0, -52499, 0], []),  # 105 000 after the first entries
        ([0, -52500, 0], [(2, ["loss"])]),
    ],
)
def test_revisions_over_the_years(results, due):
    assert [(found.year, found.reasons) for found in revisions(ten_years(results), CHECKED)] == due  # SCIC-60


def test_revisions_of_2014_are_unknown():
    with pytest.raises(UnknownAt):
        revisions(ten_years(NOMINAL), DAY_OF_2014)


@given(st.lists(st.integers(-20000, 40000), min_size=1, max_size=12), st.integers(0, 8), st.sampled_from([law.ALL_RESERVES, law.LEGAL_RESERVE_ALONE]))
def test_a_public_share_never_gains(results, inflation, reading):
    interest = [year.interest for year in ten_years(results, reading=reading)]  # whatever the inflation
    for year in ten_years(results, inflation=inflation / 100, reading=reading):
        assert 0 <= year.real <= year.back <= 50000
        assert year.equity == pytest.approx(year.capital + year.reserves - year.losses)
        assert year.equity == pytest.approx(year.capital + sum(results[: year.year]) - sum(interest[: year.year + 1]))
