"""SCIC and de minimis, case by case: codes SCIC-xx of the legal reference, models.md §2, fractions and brute force."""

from fractions import Fraction as F
from itertools import combinations
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essor.portable.models.power import banzhaf
from essor.portable.models.scic import REDUCED, REFUSED, capital_table, public_share_over_years, revisions
from essor.portable.rules import scic as law
from essor.portable.rules import state_aid
from essor.portable.rules.dated import CHECKED, DAY_OF_2014, UnknownAt
from essor.portable.simulators import registry
from essor.readers import assessment

YEAR_2013, EVE, FIRST_DAY, TODAY = "2013-11-30", "2014-08-01", "2014-08-02", CHECKED


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


# --- SCIC-01, 10, 11, 52, 60: forms, categories, members, payment, revision ---------------------------------------------


@pytest.mark.parametrize(
    "form, date, valid",
    [
        ("SA", YEAR_2013, True),
        ("SARL", YEAR_2013, True),
        ("SAS", YEAR_2013, False),
        ("SAS", EVE, False),
        ("SAS", FIRST_DAY, True),
        ("SAS", TODAY, True),
        ("SA", TODAY, True),
        ("SNC", TODAY, False),
        ("association", TODAY, False),
    ],
)
def test_forms(form, date, valid):
    assert law.valid_form(form, date) is valid  # SCIC-01


@pytest.mark.parametrize(
    "categories, has_employees, date, valid",
    [
        # SCIC-10. Employees, beneficiaries and a third.
        (["salaries", "beneficiaires", "collectivites"], True, TODAY, True),
        (["salaries", "beneficiaires", "collectivites"], True, YEAR_2013, True),
        (["salaries", "beneficiaires"], True, TODAY, False),
        (["salaries", "salaries", "beneficiaires"], True, TODAY, False),
        (["salaries", "collectivites", "benevoles"], True, TODAY, False),
        (["beneficiaires", "collectivites", "benevoles"], True, TODAY, False),
        # Producers take the place of employees only where there are none, and only since 2014.
        (["producteurs", "beneficiaires", "collectivites"], False, TODAY, True),
        (["producteurs", "beneficiaires", "collectivites"], True, TODAY, False),
        (["producteurs", "beneficiaires", "collectivites"], False, EVE, False),
        (["benevoles", "beneficiaires", "collectivites"], False, TODAY, False),
        # A local authority is never required.
        (["salaries", "beneficiaires", "benevoles"], True, TODAY, True),
    ],
)
def test_categories(categories, has_employees, date, valid):
    assert law.valid_categories(categories, has_employees, date) is valid


@pytest.mark.parametrize("form, date, least", [("SA", DAY_OF_2014, 7), ("SA", TODAY, 3), ("SARL", DAY_OF_2014, 3), ("SAS", TODAY, 3)])
def test_least_members(form, date, least):
    assert law.least_members(form, date) == least  # SCIC-11


@pytest.mark.parametrize("share, years, enough", [(0.25, 0, True), (0.24, 0, False), (0.9, 4, True), (0.9, 5, False), (1, 5, True)])
def test_payment_of_shares(share, years, enough):
    assert law.paid_up_enough(share, years, TODAY) is enough  # SCIC-52


@pytest.mark.parametrize(
    "changed, due",
    [
        ({}, False),
        ({"years_since_last": 5}, True),
        ({"years_since_last": 4.9}, False),
        ({"losing_years": 3}, True),
        ({"losing_years": 2}, False),
        ({"loss": 50000}, True),
        ({"loss": 49999}, False),
        ({"asking_members": 0.1}, True),
        ({"asking_directors": 0.34}, True),
        ({"asking_directors": 0.33}, False),
        ({"asked_by_authority": True}, True),
    ],
)
def test_revision(changed, due):
    # SCIC-60, whatever the size.
    quiet = {
        "years_since_last": 1,
        "losing_years": 0,
        "loss": 0,
        "highest_capital": 100000,
        "asking_members": 0,
        "asking_directors": 0,
        "asked_by_authority": False,
        "date": TODAY,
    }
    assert bool(law.revision_reasons(**(quiet | changed))) is due


@pytest.mark.parametrize(
    "changed, reasons",
    [
        ({}, []),
        ({"years_since_last": 5, "losing_years": 3}, ["years", "losing"]),
        ({"loss": 50000}, ["loss"]),
        ({"asking_members": 0.1}, ["members"]),
        ({"asking_directors": 1 / 3}, ["directors"]),
        ({"asked_by_authority": True}, ["authority"]),
        ({"loss": 0, "highest_capital": 0}, []),  # without a loss, half of nothing is not reached
    ],
)
def test_revision_gives_its_reasons(changed, reasons):
    quiet = {
        "years_since_last": 1,
        "losing_years": 0,
        "loss": 0,
        "highest_capital": 100000,
        "asking_members": 0,
        "asking_directors": 0,
        "asked_by_authority": False,
        "date": TODAY,
    }
    assert law.revision_reasons(**(quiet | changed)) == reasons  # SCIC-60


def test_revision_is_not_dated_before_its_decrees():
    with pytest.raises(UnknownAt):
        law.revision_reasons(6, 0, 0, 0, 0, 0, False, DAY_OF_2014)


# --- SCIC-20 and 21: public ceiling, advances -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "public, capital, date, room",
    [
        (20000, 100000, TODAY, 60000),  # SCIC-20 [D]: 80 000 / 160 000
        (20000, 100000, YEAR_2013, 0),
        (0, 100000, TODAY, 100000),  # the denominator trap: not 50 000
        (0, 100000, EVE, 25000),  # 25 000 / 125 000
        (50000, 100000, FIRST_DAY, 0),
        (60000, 100000, TODAY, 0),
        (0, 0, TODAY, 0),
    ],
)
def test_largest_public_subscription(public, capital, date, room):
    assert law.largest_public_subscription(public, capital, date) == pytest.approx(room, abs=1e-9)


@pytest.mark.parametrize(
    "public, capital, date, within",
    [
        (50000, 100000, TODAY, True),
        (50001, 100000, TODAY, False),
        (20000, 100000, EVE, True),
        (20001, 100000, EVE, False),
        (20001, 100000, FIRST_DAY, True),
        (0, 0, TODAY, True),
        (1, 1, TODAY, False),
    ],
)
def test_public_ceiling(public, capital, date, within):
    assert law.within_public_ceiling(public, capital, date) is within


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from([YEAR_2013, TODAY]))
def test_the_largest_subscription_reaches_the_ceiling_and_one_euro_more_passes_it(public, others, date):
    cap = {YEAR_2013: F(1, 5), TODAY: F(1, 2)}[date]
    capital = public + others
    exact = max(F(0), (cap * capital - public) / (1 - cap))
    room = law.largest_public_subscription(public, capital, date)
    assert room == pytest.approx(float(exact), abs=1e-6)
    if public <= cap * capital:
        assert law.within_public_ceiling(public + room, capital + room, date)
    assert not law.within_public_ceiling(public + room + 1, capital + room + 1, date)
    missing = law.private_capital_missing(public, capital, date)
    assert law.within_public_ceiling(public, capital + missing, date)
    assert (missing > 0) is (public > cap * capital)


@pytest.mark.parametrize("date", ["2001-07-17", "9999-12-31"])
def test_the_ceiling_is_not_known_outside_what_was_checked(date):
    with pytest.raises(UnknownAt):
        law.within_public_ceiling(0, 1, date)


@pytest.mark.parametrize(
    "years, advances, revenue, outstanding, date, allowed",
    [
        (2, 50000, 1000000, False, TODAY, True),  # SCIC-21: 5 % of one million
        (2, 50001, 1000000, False, TODAY, False),
        (2.5, 50000, 1000000, False, TODAY, False),
        (2, 50000, 1000000, True, TODAY, False),
        (2, 50000, 1000000, False, "2022-02-22", False),
        (1, 1, 1000000, False, DAY_OF_2014, False),
    ],
)
def test_advances(years, advances, revenue, outstanding, date, allowed):
    assert (law.advance_faults(years, advances, revenue, outstanding, date) == []) is allowed


@pytest.mark.parametrize(
    "years, advances, outstanding, date, renewed, faults",
    [
        (2, 50000, False, TODAY, False, []),
        (4, 50000, False, TODAY, True, []),  # SCIC-21: two years, renewable once
        (4.5, 50000, False, TODAY, True, ["years"]),
        (3, 50000, False, TODAY, False, ["years"]),
        (5, 50001, True, TODAY, True, ["years", "ceiling", "outstanding"]),
        (5, 50001, True, "2022-02-22", True, ["law"]),
    ],
)
def test_advance_faults(years, advances, outstanding, date, renewed, faults):
    assert law.advance_faults(years, advances, 1000000, outstanding, date, renewed) == faults
    # Update of 29 November 2026, SCIC-21: a current account is a member's (CGCT, art. L. 1522-5).
    assert law.advance_faults(years, advances, 1000000, outstanding, date, renewed, member=False) == (faults if "law" in faults else ["member", *faults])


def test_what_was_read_in_an_old_version_says_so():
    for parameter in (law.ADVANCE_YEARS, law.ADVANCE_RENEWALS, law.ADVANCE_CEILING):
        assert parameter.entry(TODAY)[3] == "?"
    assert law.HIGHEST_COLLEGE.entry(TODAY)[3] == "G" and law.LOWEST_COLLEGE.entry(TODAY)[3] == "V"


# --- SCIC-30: colleges ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "weights, faults",
    [
        ([0.4, 0.25, 0.25, 0.1], []),  # doc.scani.fr
        ([0.5, 0.4, 0.1], []),
        ([0.5, 0.5], ["count"]),
        ([0.51, 0.39, 0.1], ["high"]),
        ([0.5, 0.41, 0.09], ["low"]),
        ([0.4, 0.3, 0.2], ["sum"]),
        ([0.9, 0.05], ["count", "low", "high", "sum"]),
    ],
)
def test_colleges(weights, faults):
    assert law.college_faults(weights, TODAY) == faults


# Weights 25/20/30/15/10, in favour 100/60/0/40/60 %: 25 + 12 + 0 + 6 + 6 = 49 ; majorities 25 + 20 + 10 = 55.
@pytest.mark.parametrize("rule, share, passes", [(law.proportional_vote, F(49, 100), False), (law.majority_vote, F(55, 100), True)])
def test_two_ways_of_counting_a_vote(rule, share, passes):
    counted = rule([25, 20, 30, 15, 10], [1, 0.6, 0, 0.4, 0.6])
    assert counted == pytest.approx(float(share))
    assert law.adopted(counted) is passes


def test_a_tie_is_not_adopted():
    assert not law.adopted(0.5) and law.adopted(0.5001)
    assert law.majority_vote([1, 1], [0.5, 1]) == 0.5


# --- SCIC-40 and 42: the result ----------------------------------------------------------------------------------------


def shared(result=40000, losses=0, due=True, statutory=0.5, aids=0, paid_up=10**6, rate=1.0, reading=law.FROM_BALANCE):
    return law.allocate(result, losses, due, statutory, aids, paid_up, rate, TODAY, reading)


@pytest.mark.parametrize(
    "given_, legal, statutory, balance, interest, rest",
    [
        # SCIC-40 [D]: E = 40 000, RES < K.
        ({}, 6000, 17000, 17000, 17000, 0),
        ({"aids": 20000}, 6000, 17000, 17000, 0, 17000),
        ({"aids": 5000}, 6000, 17000, 17000, 12000, 5000),
        ({"due": False}, 0, 20000, 20000, 20000, 0),
        ({"statutory": 1}, 6000, 34000, 0, 0, 0),
        ({"paid_up": 100000, "rate": 0.02}, 6000, 17000, 17000, 2000, 15000),
        ({"losses": 30000}, 1500, 4250, 4250, 4250, 0),
        ({"losses": 40000}, 0, 0, 0, 0, 0),
        ({"result": -1}, 0, 0, 0, 0, 0),
        ({"rate": -0.0002}, 6000, 17000, 17000, 0, 17000),
        # Reading B only takes aids from what pays interest (reference, §9, 2): reserves stay at 57.5 %, half of the balance is left.
        ({"aids": 20000, "reading": law.FROM_RESULT}, 6000, 17000, 17000, 8500, 8500),
        ({"aids": 50000, "reading": law.FROM_RESULT}, 6000, 17000, 17000, 0, 17000),
        ({"aids": 20000, "reading": law.FROM_RESULT, "paid_up": 100000, "rate": 0.02}, 6000, 17000, 17000, 2000, 15000),
        ({"result": 50000, "aids": 15000, "reading": law.FROM_RESULT}, 7500, 21250, 21250, 14875, 6375),
    ],
)
def test_allocation(given_, legal, statutory, balance, interest, rest):
    found = shared(**given_)
    assert found[1:4] == pytest.approx((legal, statutory, balance))
    assert (found.interest, found.rest) == pytest.approx((interest, rest))


@given(
    st.integers(1, 10**6),
    st.booleans(),
    st.integers(50, 100),
    st.integers(0, 10**6),
    st.integers(0, 10**6),
    st.integers(0, 1000),
    st.sampled_from([law.FROM_BALANCE, law.FROM_RESULT]),
)
def test_allocation_loses_nothing(result, due, percent, aids, paid_up, rate, reading):
    found = shared(result, 0, due, percent / 100, aids, paid_up, rate / 10000, reading)
    assert isclose(found.legal + found.statutory + found.interest + found.rest, result, rel_tol=1e-9)
    assert min(found) >= -1e-6
    assert found.interest <= max(0, result - aids) + 1e-6  # aids never pay interest
    strict = shared(result, 0, due, percent / 100, aids, paid_up, rate / 10000, law.FROM_BALANCE)
    loose = shared(result, 0, due, percent / 100, aids, paid_up, rate / 10000, law.FROM_RESULT)
    assert strict.interest <= loose.interest + 1e-6  # A is the stricter reading
    # SCIC-40: the least reserves are a share of the whole result, whichever reading is made of the aids.
    least = F(percent, 100) if not due else F(15, 100) + F(percent, 100) * F(85, 100)
    assert isclose(found.legal + found.statutory, float(least * result), rel_tol=1e-9)
    assert found.legal + found.statutory >= (0.575 if due else 0.5) * result - 1e-6


@pytest.mark.parametrize("rate", [0.49, 0, 1.01])
def test_a_statutory_reserve_below_one_half_is_refused(rate):
    with pytest.raises(ValueError, match="statutory_rate"):
        shared(statutory=rate)


@pytest.mark.parametrize(
    "missing, legal, statutory",
    [(80000, 6000, 17000), (6000, 6000, 17000), (2000, 2000, 19000), (0, 0, 20000)],  # SCIC-40, prudent rounding: min(0.15·E ; K − RES)
)
def test_statutes_may_stop_the_legal_reserve_at_the_capital(missing, legal, statutory):
    found = law.allocate(40000, 0, True, 0.5, 0, 10**6, 1.0, TODAY, law.FROM_BALANCE, missing)
    assert found[1:3] == pytest.approx((legal, statutory))


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from([law.ALL_RESERVES, law.LEGAL_RESERVE_ALONE]))
def test_the_prudent_rounding_never_passes_the_capital(result, capital, legal, other, reading):
    missing = law.legal_reserve_missing(capital, legal, other, reading)
    due = law.legal_reserve_due(capital, legal, other, reading)
    assert due is (missing > 0)
    found = law.allocate(result, 0, due, 0.5, 0, capital, 0.0, TODAY, law.FROM_BALANCE, missing)
    assert found.legal == pytest.approx(float(min(F(15, 100) * result, missing)))


# The two readings do not agree on the year when 15 % are no longer due.
@pytest.mark.parametrize(
    "legal_reserve, other, all_, alone", [(20000, 50000, True, True), (20000, 80000, False, True), (100000, 0, False, False), (99999, 0, True, True)]
)
def test_two_readings_of_the_reserves(legal_reserve, other, all_, alone):
    assert law.legal_reserve_due(100000, legal_reserve, other, law.ALL_RESERVES) is all_
    assert law.legal_reserve_due(100000, legal_reserve, other, law.LEGAL_RESERVE_ALONE) is alone


@pytest.mark.parametrize("year, cap", [(2017, 3.23), (2018, 2.95), (2019, 2.92), (2020, 2.81), (2021, 2.49), (2022, 2.23), (2023, 2.75), (2024, 3.80)])
def test_interest_caps(year, cap):
    assert 100 * law.interest_cap(year) == pytest.approx(cap, abs=0.005)  # SCIC-42 [D]


@pytest.mark.parametrize("year", [2013, 2016, 2025, 2026, 2027])
def test_no_cap_is_made_up(year):
    with pytest.raises(UnknownAt):
        law.interest_cap(year)


@pytest.mark.parametrize("notice, rate", [("2014-01-01", 0.0228), ("2013-07-01", 0.0262), ("2014-11-30", 0.0150)])
def test_cap_before_2017(notice, rate):
    assert law.interest_cap_before_2017(notice) == pytest.approx(rate)


# --- SCIC-50, 51, 53: floor and exit -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "highest, form, statutory, floor",
    [(100000, "SARL", 0, 25000), (40000, "SA", 0, 18500), (40000, "SAS", 0, 10000), (100000, "SA", 60000, 60000), (0, "SARL", 0, 0)],
)
def test_capital_floor(highest, form, statutory, floor):
    assert law.capital_floor(highest, form, statutory, TODAY) == floor


@pytest.mark.parametrize(
    "nominal, capital, equity, back", [(50000, 100000, 300000, 50000), (50000, 150000, 85000, F(85, 150) * 50000), (50000, 100000, -1, 0), (0, 0, 0, 0)]
)
def test_exit_value(nominal, capital, equity, back):
    assert law.exit_value(nominal, capital, equity) == pytest.approx(float(back))


# --- The table of capital ---------------------------------------------------------------------------------------------------


def table(start, movements, form="SARL", statutory=0, date=TODAY):
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


# --- Ten years (models.md §2) -------------------------------------------------------------------------------------------------


def ten_years(results, target=0.02, cap=0.03, inflation=0.02, entries=5000, statutory=0.5, reading=law.ALL_RESERVES):
    return public_share_over_years(50000, 50000, entries, results, target, cap, inflation, statutory, reading, TODAY)


NOMINAL, GROWTH, DIFFICULTY = [12000] * 10, [12000 * 1.15**rank for rank in range(10)], [-6500] * 10


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
    assert [(found.year, found.reasons) for found in revisions(ten_years(results), TODAY)] == due  # SCIC-60


def test_revisions_of_2014_are_unknown():
    with pytest.raises(UnknownAt):
        revisions(ten_years(NOMINAL), DAY_OF_2014)


@given(st.lists(st.integers(-20000, 40000), min_size=1, max_size=12), st.integers(0, 8), st.sampled_from([law.ALL_RESERVES, law.LEGAL_RESERVE_ALONE]))
def test_a_public_share_never_gains(results, inflation, reading):
    for year in ten_years(results, inflation=inflation / 100, reading=reading):
        assert 0 <= year.real <= year.back <= 50000
        assert year.equity == pytest.approx(year.capital + year.reserves - year.losses)
        assert year.equity == pytest.approx(
            year.capital + sum(results[: year.year]) - sum(y.interest for y in ten_years(results, reading=reading)[: year.year + 1])
        )


# --- Banzhaf ---------------------------------------------------------------------------------------------------------------------


def brute_banzhaf(weights):
    """Coalitions as sets, one voter at a time."""
    total, swings = sum(weights), []
    for voter, weight in enumerate(weights):
        others = [i for i in range(len(weights)) if i != voter]
        swings.append(
            sum(
                1
                for size in range(len(others) + 1)
                for coalition in combinations(others, size)
                if F(total, 2) - weight < sum(weights[i] for i in coalition) <= F(total, 2)
            )
        )
    return swings


@pytest.mark.parametrize(
    "weights, voter, share",
    [
        # models.md §2.
        ([40, 30, 30], 0, F(1, 3)),
        ([40, 30, 30], 2, F(1, 3)),
        ([50, 20, 10, 10, 10], 0, F(15, 19)),
        ([25, 20, 30, 15, 10], 2, F(1, 3)),
        ([51, 49], 0, F(1)),
        ([51, 49], 1, F(0)),
        ([50, 50], 0, F(1, 2)),
        ([0, 0], 0, F(0)),
        ([45, 35, 20], 2, F(1, 3)),
    ],
)
def test_power(weights, voter, share):
    assert banzhaf(weights).shares[voter] == pytest.approx(float(share))


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6))
def test_power_by_brute_force(weights):
    power = banzhaf(weights)
    assert power.swings == brute_banzhaf(weights)
    assert sum(power.shares) == pytest.approx(1 if sum(weights) else 0)
    for one, weight in enumerate(weights):
        for other, more in enumerate(weights):
            assert weight > more or power.swings[one] <= power.swings[other]


@pytest.mark.parametrize("weights", [[0.5, 1], [-1, 2], [1] * 13])
def test_power_refuses_what_it_cannot_count_exactly(weights):
    with pytest.raises(ValueError):
        banzhaf(weights)


# --- SCIC-71: de minimis --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind, date, ceiling",
    [
        ("general", "2014-01-01", 200000),
        ("general", "2023-12-31", 200000),
        ("general", "2024-01-01", 300000),
        ("general", TODAY, 300000),
        ("sieg", DAY_OF_2014, 500000),
        ("sieg", "2023-12-31", 500000),
        ("sieg", "2024-01-01", 750000),
    ],
)
def test_de_minimis_ceilings(kind, date, ceiling):
    assert state_aid.ceiling(kind, date) == ceiling


@pytest.mark.parametrize("date", ["2013-12-31", "9999-12-31"])
def test_de_minimis_ceilings_are_not_known_elsewhere(date):
    with pytest.raises(UnknownAt):
        state_aid.ceiling("general", date)


@pytest.mark.parametrize(
    "granted, date, rolling, fiscal",
    [
        # Three years end at the last hour of the anniversary (règlement n° 1182/71, art. 3): it counts that day, not the day after.
        ("2021-01-30", "2024-01-30", True, False),
        ("2021-01-30", "2024-01-31", False, False),
        ("2024-02-29", "2027-02-28", True, False),
        ("2024-02-29", "2027-03-01", False, False),
        ("2023-11-23", "2026-11-24", False, False),
        ("2024-01-01", "2026-11-24", True, True),
        ("2026-11-24", "2026-11-24", True, True),
        ("2026-11-25", "2026-11-24", False, False),
        # A fiscal year counts as a whole.
        ("2024-01-01", "2026-12-31", True, True),
        ("2024-01-01", "2027-01-01", True, False),
        ("2024-12-31", "2027-01-01", True, False),
        ("2025-02-28", "2028-02-29", False, False),
        ("2025-03-01", "2028-02-29", True, False),
    ],
)
def test_de_minimis_windows(granted, date, rolling, fiscal):
    assert state_aid.in_rolling_window(granted, date) is rolling
    assert state_aid.in_fiscal_window(granted, date, 1) is fiscal


@pytest.mark.parametrize("granted, counts", [("2023-08-31", False), ("2023-09-01", True)])
def test_a_fiscal_year_may_start_in_september(granted, counts):
    # On 30 June 2026 the fiscal year is the one opened on 1 September 2025.
    assert state_aid.in_fiscal_window(granted, "2026-06-30", 9) is counts


AIDS = [("2024-03-01", 120000), ("2025-01-15", 90000), ("2026-06-01", 60000)]


@pytest.mark.parametrize(
    "date, new, allowed",
    [
        ("2026-11-01", 30000, True),
        ("2026-11-01", 30001, False),
        ("2027-02-28", 30001, False),
        ("2027-03-01", 30001, False),
        ("2027-03-02", 150000, True),
        ("2028-01-15", 240000, False),
        ("2028-01-16", 240000, True),
    ],
)
def test_de_minimis_aid_is_allowed_when_it_fits(date, new, allowed):
    assert state_aid.allowed(AIDS, new, date, "general", state_aid.ROLLING, 1, TODAY) is allowed


# --- Simulators ------------------------------------------------------------------------------------------------------------------

SHOWN = {
    ("scic-capital", "withdrawal"): ["50,00 %", "0 €", "1", "118 750 €"],
    ("scic-capital", "before-law"): ["20,00 %", "0 €", "0", "75 000 €"],
    ("scic-capital", "founding"): ["50,00 %", "0 €", "0", "150 000 €"],
    ("scic-capital", "advance"): ["50,00 %", "0 €", "1", "118 750 €"],
    ("scic-capital", "floor"): ["0,00 %", "25 000 €", "0", "0 €"],
    ("scic-result", "subsidised"): ["23 000 €", "0 €", "3,80 %", "17 000 €"],
    ("scic-result", "no-aid"): ["23 000 €", "2 000 €", "3,80 %", "15 000 €"],
    ("scic-result", "full-reserves"): ["20 000 €", "2 000 €", "3,80 %", "18 000 €"],
    ("scic-result", "last-step"): ["21 000 €", "2 000 €", "3,80 %", "17 000 €"],  # 2 000 + 50 % of 38 000
    ("scic-result", "unpaid"): ["23 000 €", "1 000 €", "3,80 %", "16 000 €"],  # 2 % of 50 000
    ("scic-result", "loss"): ["0 €", "0 €", "3,80 %", "0 €"],
    ("scic-ten-years", "nominal"): ["50 000 €", "41 017 €", "10 000 €", "95 500 €"],
    ("scic-ten-years", "growth"): ["50 000 €", "41 017 €", "10 000 €", None],
    ("scic-ten-years", "difficulty"): ["28 333 €", "23 243 €", "0 €", "0 €"],  # 28 333 / 1.02^10
    ("scic-votes", "thirty"): ["50,0 %", "30,0 %", "33,3 %", "55,0 %"],
    ("scic-votes", "heads"): ["50,0 %", "2,8 %", "0,0 %", "61,3 %"],  # 3 of 108 ; (12 + 36 + 3.2 + 15) / 108
    ("scic-votes", "half"): ["50,0 %", "50,0 %", "78,9 %", "40,0 %"],  # 15/19
    ("scic-votes", "three"): ["50,0 %", "30,0 %", "33,3 %", "70,0 %"],
    ("de-minimis", "waiting"): ["260 000 €", "40 000 €", "340 000 €", "mars 2027"],
    ("de-minimis", "rule-2014"): ["250 000 €", "0 €", "330 000 €", "janvier 2028"],
    ("de-minimis", "sieg"): ["260 000 €", "490 000 €", "340 000 €", "novembre 2026"],
    ("de-minimis", "later"): ["150 000 € ou 250 000 €", "150 000 € ou 50 000 €", "230 000 € ou 330 000 €", "mars 2027"],
}
SLUGS = sorted({slug for slug, _ in SHOWN})


def test_every_preset_is_here():
    assert set(SHOWN) == {(slug, preset.key) for slug in SLUGS for preset in registry.load(slug).presets}


@pytest.mark.parametrize("slug, key", SHOWN)
def test_presets_show(slug, key):
    simulator = registry.load(slug)
    (preset,) = [p for p in simulator.presets if p.key == key]
    texts = [plain(item.text) for item in simulator.run(preset.values).indicators]
    assert [text for text, known in zip(texts, SHOWN[slug, key], strict=True) if known] == [known for known in SHOWN[slug, key] if known]


@pytest.mark.parametrize(
    "slug, values, guess, heard",
    [
        ("scic-capital", {}, "60 000", "vu juste"),
        ("scic-capital", {}, "30 000", "chaque euro souscrit"),
        ("scic-capital", {}, "100 000", "60,0 %"),  # 120 000 / 200 000
        ("scic-capital", {"start": [[0, 0, 0, 0]]}, "10", "accompagné"),
        ("scic-result", {}, "0", "vu juste"),
        ("scic-result", {}, "2 000", "n’y suffit pas"),
        ("scic-result", {"result": -1}, "5", "Sans bénéfice"),
        ("scic-ten-years", {}, "50 000", "vu juste"),
        ("scic-ten-years", {}, "100 000", "une revalorisation encadrée : à vérifier"),
        ("scic-ten-years", {"regime": "2014"}, "100 000", "En 2014, une part de SCIC n’était pas revalorisée"),
        ("scic-ten-years", {"result": -6500}, "50 000", "au prorata"),
        ("scic-votes", {}, "33", "vu juste"),
        ("scic-votes", {}, "30", "part des voix"),
        ("scic-votes", {}, "50", "indispensable"),
        ("de-minimis", {}, "40 000", "vu juste"),
        ("de-minimis", {}, "0", "compté toutes les aides"),
        ("de-minimis", {}, "250 000", "Seules comptent"),
        ("de-minimis", {"year": 2027, "month": 3}, "50 000", "le calcul donne 150 000 € ou 50 000 €, selon le jour. Vous aviez vu juste."),
    ],
)
def test_guesses_are_answered(slug, values, guess, heard):
    assert heard in plain(registry.load(slug).run(values, guess).answer)


@pytest.mark.parametrize("regime, ceiling, advance", [("2013", "20 %", "impossible"), ("2014", "50 %", "impossible"), ("today", "50 %", "à vérifier")])
def test_law_then_and_now(regime, ceiling, advance):
    outcome = registry.load("scic-capital").run({"regime": regime})
    assert ceiling in plain(outcome.indicators[0].verdict.text)
    assert any(advance in cell for cell in outcome.tables[2].rows[0])


@pytest.mark.parametrize(
    "values, said",
    [
        ({}, "assez : il en faut 3"),
        ({"form": "SA", "regime": "2014"}, "pas assez : il en faut 7"),  # SCIC-11
        ({"form": "SA", "regime": "2014", "members": 7}, "assez : il en faut 7"),
        ({"form": "SA", "members": 3}, "assez : il en faut 3"),
        ({"members": 2}, "pas assez : il en faut 3"),
        ({"form": "SAS", "regime": "2013"}, "pas ouverte aux SCIC"),
    ],
)
def test_the_number_of_members_is_judged(values, said):
    words = registry.load("scic-capital").run(values).tables[1].rows[-1][3]
    assert words.startswith(said)
    assert ("vérifier" in words) is ("faut" in said)


STILL = [[0, 0, 0, 0]] * 5
NO_PUBLIC = {"start": [[0, 10000, 30000, 60000]], "movements": STILL}
MEMBER_FIRST = "non permise : il faut d’abord être associé"
NO_LOAN = "Elles ne peuvent pas lui prêter : une avance en compte courant est réservée aux associés, il faut d’abord souscrire."


@pytest.mark.parametrize(
    "values, states, back",
    [
        ({}, ["respectée"] * 4 + ["permise à une associée, à vérifier"], "0 € au plus"),
        ({"advance": 50000, "advance_years": 4}, ["respectée"] * 4 + ["permise à une associée, à vérifier"], "0 € au plus"),
        ({"advance": 51000, "advance_years": 5, "outstanding": True}, ["respectée"] + ["non respectée"] * 3 + ["non permise"], "0 € au plus"),
        ({"movements": STILL, "advance": 40000}, ["respectée"] * 4 + ["permise à une associée, à vérifier"], "40 000 € au plus"),
        ({"movements": STILL, "advance": 90000, "revenue": 2000000}, ["respectée"] * 4 + ["permise à une associée, à vérifier"], "60 000 € au plus"),
        (NO_PUBLIC, ["non respectée"] + ["respectée"] * 3 + [MEMBER_FIRST], "30 000 € au plus"),
        (NO_PUBLIC | {"advance": 51000, "advance_years": 5, "outstanding": True}, ["non respectée"] * 4 + [MEMBER_FIRST], "51 000 € au plus"),
        (
            {"start": [[20000, 10000, 30000, 40000]], "movements": [[-20000, 0, 0, 0], *STILL[1:]]},
            ["non respectée"] + ["respectée"] * 3 + [MEMBER_FIRST],
            "30 000 € au plus",
        ),
    ],
)
def test_an_advance_is_judged_condition_by_condition(values, states, back):
    rows = registry.load("scic-capital").run(values).tables[2].rows
    assert [row[1] for row in rows[:5]] == states  # SCIC-21
    assert plain(rows[5][1]) == back  # what may become shares keeps to the ceiling: 60 000 of SCIC-20 [D]
    assert all("vérifier" in row[2] for row in rows[:4])
    assert "capitaux propres valent au moins la moitié du capital" in rows[4][2]


# Update of 29 November 2026, SCIC-21: an advance is for authorities that are members already (CGCT, art. L. 1522-5).
@pytest.mark.parametrize(
    "values, said",
    [
        ({"movements": STILL}, "elles peuvent encore souscrire 60 000 € ensemble."),
        (NO_PUBLIC, f"elles peuvent encore souscrire 100 000 € ensemble. {NO_LOAN}"),
        (NO_PUBLIC | {"advance": 0}, "elles peuvent encore souscrire 100 000 € ensemble."),
        (NO_PUBLIC | {"regime": "2014"}, "elles peuvent encore souscrire 100 000 € ensemble."),
    ],
)
def test_who_holds_no_share_is_told_not_to_lend(values, said):
    assert plain(registry.load("scic-capital").run(values).sentence).endswith(f" : {said}")


@pytest.mark.parametrize(
    "values, words, ok",
    [
        ({}, "respecté : au moins 25 %", True),
        ({"paid": 25, "shares_age": 0}, "respecté : au moins 25 %", True),
        ({"paid": 20, "shares_age": 0}, "non respecté : au moins 25 %", False),
        ({"paid": 95, "shares_age": 5}, "non respecté : tout, après 5 ans", False),
        ({"paid": 100, "shares_age": 5, "regime": "2014"}, "respecté : tout", True),
    ],
)
def test_payment_of_shares_is_judged(values, words, ok):
    outcome = registry.load("scic-result").run(values)
    assert plain(outcome.tables[0].rows[-1][2]).startswith(words)  # SCIC-52
    assert ("art. 12" in outcome.sentence) is not ok


@pytest.mark.parametrize("values, said", [({}, "2 : années 5 et 10"), ({"result": -6500}, "3 : années 3, 6 et 9"), ({"regime": "2014"}, "–")])
def test_revisions_are_told(values, said):
    outcome = registry.load("scic-ten-years").run(values)
    assert outcome.tables[1].rows[-1][1] == said
    told = [row[0] for row in outcome.tables[0].rows if row[-1].startswith("due")]
    assert said == "–" or (all(year in said for year in told) and len(told) == int(said[0]))


@pytest.mark.parametrize(
    "values, cap",
    [
        ({"regime": "2014"}, "2,62 %"),
        ({"regime": "2014", "notice": "2014-01-01"}, "2,28 %"),
        ({"meeting": "2022"}, "2,23 %"),
        ({"meeting": "typed", "typed_cap": "4,1"}, "4,10 %"),
    ],
)
def test_cap_shown(values, cap):
    item = registry.load("scic-result").run(values).indicators[2]
    assert plain(item.text) == cap
    assert ("vérifier" in item.verdict.text) is (values.get("meeting") != "2022")


# Nobody votes, nothing is held, an aid that never fits: a sentence rather than a number that does not exist.
@pytest.mark.parametrize(
    "slug, values, said",
    [
        ("scic-capital", {"start": [[0, 0, 0, 0]], "movements": [[0, 0, 0, 0]] * 5}, "Aucun capital"),
        ("scic-votes", {"colleges": [[0, 0, 0, 0]] * 5}, "Personne ne vote"),
        ("scic-result", {"losses": 40000}, "pas de bénéfice"),
        ("de-minimis", {"new_aid": 300001}, "Aucune date"),
    ],
)
def test_empty_cases_are_said(slug, values, said):
    assert said in registry.load(slug).run(values).sentence


@pytest.mark.parametrize("regime", ["2014", "today"])
@given(data=st.data())
def test_the_first_date_possible_is_the_first(regime, data):
    simulator = registry.load("de-minimis")
    row = st.tuples(st.integers(2020, 2027), st.integers(1, 12), st.integers(0, 150000))
    aids = data.draw(st.lists(row, min_size=6, max_size=6))
    new = data.draw(st.integers(0, 320000))
    first_month = data.draw(st.integers(1, 12))
    values = {"regime": regime, "aids": aids, "new_aid": new, "first_month": first_month, "year": 2025, "month": 6}
    found = simulator.run(values).indicators[3].number
    limit = 200000 if regime == "2014" else 300000

    def fits(months):
        now = 2025 * 12 + 5 + months
        counted = 0
        for year, month, amount in aids:
            then = year * 12 + month - 1
            oldest = (now - first_month + 1) // 12 * 12 + first_month - 1 - 24 if regime == "2014" else now - 35
            counted += amount if oldest <= then <= now else 0
        return counted + new <= limit

    waits = [months for months in range(49) if fits(months)]
    assert found == (waits[0] if waits else -1)


@pytest.mark.parametrize(
    "exercise, rank, text",
    [
        ("scic-largest-subscription", 0, "50,00 %"),
        ("scic-passive-crossing", 0, "50,00 %"),
        ("scic-least-reserve", 0, "39 600 €"),
        ("scic-largest-interest", 1, "6 250 €"),
        ("scic-exit-value", 0, "28 000 €"),
        ("scic-real-loss", 1, "37 205 €"),
        ("scic-small-college", 2, "33,3 %"),
        ("scic-split-college", 3, "61,5 %"),
        ("de-minimis-room", 2, "300 000 €"),
        ("de-minimis-wait", 2, "270 000 € ou 410 000 €"),
    ],
)
def test_settings_show_the_solution(exercise, rank, text):
    item = assessment.exercise(exercise)
    outcome = registry.load(item["simulateur"]).run(item["reglages"])
    assert plain(outcome.indicators[rank].text) == text


# --- What the pages may not say with more assurance than the reference ---------------------------------------------------


def test_the_revaluation_of_shares_is_known_in_2014_only():
    assert law.SHARES_GROW.at(DAY_OF_2014) is False  # SCIC-40 and 53: art. 19 nonies, amendement I-680
    with pytest.raises(UnknownAt):  # reference, §10
        law.SHARES_GROW.at(TODAY)


@pytest.mark.parametrize(
    "values, ok, words",
    [
        ({"regime": "2014"}, True, "sans revalorisation (art. 18 et 19 nonies)"),
        ({}, None, "revalorisation depuis 2024 à vérifier"),
        ({"result": -6500}, False, "les pertes se partagent"),
    ],
)
def test_paying_back_at_nominal_is_sure_in_2014_only(values, ok, words):
    outcome = registry.load("scic-ten-years").run(values)
    assert outcome.indicators[0].verdict.ok is ok and words in outcome.indicators[0].verdict.text
    assert ("à vérifier" in outcome.indicators[3].verdict.text) is (values.get("regime") != "2014")


@pytest.mark.parametrize(
    "public, private, kept_at_start, kept_at_end",
    [(50000, 50000, True, True), (51000, 50000, False, True), (200000, 1000, False, False), (150000, 50000, False, False), (1000, 200000, True, True)],
)
def test_a_subscription_above_the_ceiling_is_said(public, private, kept_at_start, kept_at_end):
    for regime in ("2014", "today"):  # SCIC-20
        outcome = registry.load("scic-ten-years").run({"public": public, "private": private, "regime": regime})
        start, end = (plain(row[2]) for row in outcome.tables[1].rows[:2])
        assert start.startswith("dans le plafond de 50 %") is kept_at_start and end.startswith("dans le plafond de 50 %") is kept_at_end
        assert ("interdite" in start) is not kept_at_start and ("interdite" in end) is not kept_at_end
        assert outcome.sentence.startswith("Attention : la part de départ dépasse le plafond") is not kept_at_start


@pytest.mark.parametrize("aids, kept, interest", [(20000, "23 000 €", "2 000 €"), (40000, "23 000 €", "0 €"), (0, "23 000 €", "2 000 €")])
def test_reading_b_leaves_the_reserves_alone(aids, kept, interest):
    outcome = registry.load("scic-result").run({"aids": aids, "aids_reading": law.FROM_RESULT})
    assert [plain(item.text) for item in outcome.indicators[:2]] == [kept, interest]  # SCIC-40: 57.5 % of 40 000
    assert {row[2] for row in outcome.tables[1].rows if row[1] == "oui"} == {outcome.indicators[0].text}


@pytest.mark.parametrize(
    "values, words",
    [
        ({"result": 5000, "aids": 100, "voted_rate": 3}, "le solde après réserves n’y suffit pas"),  # 2 125 for 3 000
        ({"aids": 20000}, "les aides ne peuvent pas le payer"),  # 17 000 for 2 000
        ({"result": 4000, "aids": 0}, "le solde après réserves n’y suffit pas"),
    ],
)
def test_what_keeps_the_interest_down_is_named(values, words):
    assert words in registry.load("scic-result").run(values).indicators[1].verdict.text


def test_half_years_read_in_one_source_only():
    assert [law.TMO.at(day) for day in ("2014-01-01", "2020-07-01")] == pytest.approx([0.0228, -0.0002])
    once = [start for start, _, source, _ in law.TMO.entries[:-1] if "arapl" not in source]
    assert len(law.TMO.entries[:-1]) == 24 and len(once) == 8 and sum(start[:4] in ("2021", "2022", "2023") for start in once) == 4  # as METHOD says


def test_the_typed_cap_starts_from_the_last_one_known():
    assert registry.load("scic-result").control("typed_cap").default == 3.8  # 3.80 % in 2024 (SCIC-42)


@pytest.mark.parametrize("rule, ok", [("proportional", False), ("majority", False), ("heads", True)])
def test_members_without_a_college_have_no_vote(rule, ok):
    colleges = [[10000, 12, 40, 100], [20000, 60, 30, 60], [50000, 3, 30, 0], [15000, 8, 0, 40], [0, 0, 0, 0]]
    verdict = registry.load("scic-votes").run({"rule": rule, "colleges": colleges}).indicators[1].verdict
    assert verdict.ok is ok and ("sans collège, donc sans voix" in verdict.text) is not ok  # SCIC-30


@pytest.mark.parametrize("slug", ["scic-small-college", "scic-split-college"])
def test_exercises_open_colleges_that_the_law_accepts(slug):
    settings = assessment.exercise(slug)["reglages"]
    verdict = registry.load("scic-votes").run(settings).indicators[1].verdict
    assert verdict.ok is True and "maximum à vérifier" in verdict.text
    rows = settings["colleges"]
    assert law.within_public_ceiling(rows[2][0], sum(row[0] for row in rows), TODAY)


@pytest.mark.parametrize(
    "values, said",
    [
        ({}, []),
        ({"form": "SAS"}, []),
        ({"form": "SAS", "regime": "2013"}, ["forme SAS n’est ouverte"]),  # SCIC-01
        ({"form": "SA", "start": [[500, 5000, 5000, 0]], "movements": [[0, 0, 0, 0]] * 5}, ["au moins 18 500 €"]),  # SCIC-51
        ({"form": "SARL", "start": [[500, 5000, 5000, 0]], "movements": [[0, 0, 0, 0]] * 5}, []),
        ({"start": [[20000, 0, 30000, 40000]], "movements": [[0, 0, 0, 0]] * 5}, ["catégorie"]),  # SCIC-10
        ({"start": [[0, 5000, 5000, 0]], "movements": [[0, 0, 0, 0]] * 5, "form": "SA"}, ["18 500 €", "catégorie"]),
    ],
)
def test_a_company_that_cannot_be_a_scic_is_told_so(values, said):
    sentence = plain(registry.load("scic-capital").run(values).sentence)
    assert sentence.startswith("Cette société ne peut pas être une SCIC : ") is bool(said)
    assert all(words in sentence for words in said)


# SCIC-71 counts days, [d − 3 years ; d]; the simulator asks for months: where the day decides, it gives both totals.
@pytest.mark.parametrize(
    "aids, new, ok, first",
    [
        ([(2023, 10, 250000)], 100000, None, "tout de suite, au jour anniversaire près"),
        ([(2023, 10, 250000)], 50000, True, "tout de suite"),  # fits even if it still counts
        ([(2023, 9, 250000)], 100000, True, "tout de suite"),
        ([(2023, 11, 250000)], 100000, False, "dans 1 mois, au jour anniversaire près"),
    ],
)
def test_an_anniversary_in_the_same_month_is_doubtful(aids, new, ok, first):
    rows = [list(aid) for aid in aids] + [[2026, 1, 0]] * (6 - len(aids))
    outcome = registry.load("de-minimis").run({"aids": rows, "year": 2026, "month": 10, "new_aid": new})
    assert outcome.indicators[2].verdict.ok is ok
    assert plain(outcome.indicators[3].verdict.text) == first and (outcome.indicators[3].verdict.ok is True) is (ok is True)


# Update of 29 November 2026, 3.7: an aid of 30 January 2021 still counts on 30 January 2024 (règlement n° 1182/71, art. 3).
BOTH = "En janvier 2024, 0 € ou {} comptent déjà, selon le jour, pour un plafond de 300 000 € : une aide de 80 000 € "


@pytest.mark.parametrize(
    "aids, sentence, counts",
    [
        ([(2021, 1, 200000)], f"{BOTH.format('200 000 €')}y tient dans les deux cas.", ["selon le jour"]),
        (
            [(2021, 1, 250000)],
            f"{BOTH.format('250 000 €')}y tient ou n’y tient pas, selon le jour. Ce qui a été accordé en janvier 2021 compte jusqu’au soir du "
            "jour où il a trois ans (lecture prudente).",
            ["selon le jour"],
        ),
        (
            [(2021, 1, 50000), (2022, 5, 250000)],
            "En janvier 2024, 250 000 € ou 300 000 € comptent déjà, selon le jour, pour un plafond de 300 000 € : une aide de 80 000 €"
            " n’y tient dans aucun des deux cas. Elle devient possible en mai 2025, au jour anniversaire près.",
            ["selon le jour", "oui"],
        ),
        (
            [(2021, 1, 50000), (2023, 12, 250000), (2026, 11, 250000)],
            "En janvier 2024, 250 000 € ou 300 000 € comptent déjà, selon le jour, pour un plafond de 300 000 € : une aide de 80 000 €"
            " n’y tient dans aucun des deux cas. Aucune date des quatre années suivantes ne convient.",
            ["selon le jour", "oui", "non : elle est postérieure"],
        ),
        (
            [(2020, 12, 250000), (2021, 2, 250000)],
            "En janvier 2024, 250 000 € comptent déjà pour un plafond de 300 000 € : une aide de 80 000 € n’y tient pas."
            " Elle devient possible en février 2024, au jour anniversaire près.",
            ["non : sortie de la fenêtre", "oui"],
        ),
        ([(2021, 2, 200000)], "En janvier 2024, 200 000 € comptent déjà pour un plafond de 300 000 € : une aide de 80 000 € y tient.", ["oui"]),
    ],
)
def test_the_sentence_and_the_table_hesitate_as_the_verdict(aids, sentence, counts):
    rows = [list(aid) for aid in aids] + [[2026, 1, 0]] * (6 - len(aids))
    outcome = registry.load("de-minimis").run({"aids": rows, "year": 2024, "month": 1, "new_aid": 80000})
    assert plain(outcome.sentence) == sentence
    assert [row[3] for row in outcome.tables[0].rows] == [*counts, "oui"]
    both = counts[0] == "selon le jour"
    assert all((" ou " in item.text) is both for item in outcome.indicators[:3])
    assert (", selon le jour ; le plafond" in outcome.figures[0].reading) is both
    assert outcome.indicators[0].verdict.text.endswith("en janvier 2021, selon le jour") is both


def test_a_fiscal_year_does_not_hang_on_the_day():
    for month in range(1, 13):
        outcome = registry.load("de-minimis").run({"regime": "2014", "month": month, "year": 2027})
        assert all("anniversaire" not in item.verdict.text and "selon le jour" not in item.verdict.text for item in outcome.indicators)
        assert "selon le jour" not in outcome.sentence and all("selon" not in row[3] for row in outcome.tables[0].rows)
