"""SCIC, case by case: codes SCIC-xx of the legal reference, fractions."""

from fractions import Fraction as F
from math import isclose

import pytest
from hypothesis import given, strategies as st

from essor.portable.rules import scic as law
from essor.portable.rules.dated import CHECKED, DAY_OF_2014, UnknownAt

YEAR_2013, EVE, FIRST_DAY, TODAY = "2013-11-30", "2014-08-01", "2014-08-02", CHECKED
READINGS = st.sampled_from([law.ALL_RESERVES, law.LEGAL_RESERVE_ALONE])
amounts = st.integers(0, 10**6)
# SCIC-30, doc.scani.fr: weights of the colleges, what is wrong with them.
COLLEGES = [([0.4, 0.25, 0.25, 0.1], []), ([0.5, 0.4, 0.1], []), ([0.5, 0.5], ["count"]), ([0.51, 0.39, 0.1], ["high"]), ([0.5, 0.41, 0.09], ["low"])]
COLLEGES += [([0.4, 0.3, 0.2], ["sum"]), ([0.9, 0.05], ["count", "low", "high", "sum"])]
QUIET = {"years_since_last": 1, "losing_years": 0, "loss": 0, "highest_capital": 100000, "asking_members": 0, "asking_directors": 0}


@pytest.mark.parametrize(
    "form, valid_in, not_in",
    [
        ("SA", [YEAR_2013, TODAY], []),
        ("SARL", [YEAR_2013], []),
        ("SAS", [FIRST_DAY, TODAY], [YEAR_2013, EVE]),
        *[(form, [], [TODAY]) for form in ("SNC", "association")],
    ],
)
def test_forms(form, valid_in, not_in):
    assert [law.valid_form(form, date) for date in valid_in + not_in] == [True] * len(valid_in) + [False] * len(not_in)  # SCIC-01


@pytest.mark.parametrize(
    "categories, has_employees, date, valid",
    [
        # SCIC-10. Employees, beneficiaries and a third.
        *[("salaries beneficiaires collectivites", True, date, True) for date in (TODAY, YEAR_2013)],
        *[(two, True, TODAY, False) for two in ("salaries beneficiaires", "salaries salaries beneficiaires")],
        *[(f"{one} collectivites benevoles", True, TODAY, False) for one in ("salaries", "beneficiaires")],
        # Producers take the place of employees only where there are none, and only since 2014.
        ("producteurs beneficiaires collectivites", False, TODAY, True),
        ("producteurs beneficiaires collectivites", True, TODAY, False),
        ("producteurs beneficiaires collectivites", False, EVE, False),
        ("benevoles beneficiaires collectivites", False, TODAY, False),
        # A local authority is never required.
        ("salaries beneficiaires benevoles", True, TODAY, True),
    ],
)
def test_categories(categories, has_employees, date, valid):
    assert law.valid_categories(categories.split(), has_employees, date) is valid


@pytest.mark.parametrize("form, date, least", [("SA", DAY_OF_2014, 7), ("SA", TODAY, 3), ("SARL", DAY_OF_2014, 3), ("SAS", TODAY, 3)])
def test_least_members(form, date, least):
    assert law.least_members(form, date) == least  # SCIC-11


@pytest.mark.parametrize("share, years, enough", [(0.25, 0, True), (0.24, 0, False), (0.9, 4, True), (0.9, 5, False), (1, 5, True)])
def test_payment_of_shares(share, years, enough):
    assert law.paid_up_enough(share, years, TODAY) is enough  # SCIC-52


@pytest.mark.parametrize(
    "changed, reasons",
    [
        # SCIC-60, whatever the size.
        *[(changed, []) for changed in ({}, {"years_since_last": 4.9}, {"losing_years": 2}, {"loss": 49999}, {"asking_directors": 0.33})],
        ({"years_since_last": 5}, ["years"]),
        ({"losing_years": 3}, ["losing"]),
        ({"years_since_last": 5, "losing_years": 3}, ["years", "losing"]),
        ({"loss": 50000}, ["loss"]),
        ({"loss": 0, "highest_capital": 0}, []),  # without a loss, half of nothing is not reached
        ({"asking_members": 0.1}, ["members"]),
        ({"asking_directors": 1 / 3}, ["directors"]),
        ({"asked_by_authority": True}, ["authority"]),
    ],
)
def test_revision_gives_its_reasons(changed, reasons):
    assert law.revision_reasons(**{**QUIET, "asked_by_authority": False, "date": TODAY, **changed}) == reasons


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
        *[(50000 + more, 100000, TODAY, not more) for more in (0, 1)],
        *[(20000 + more, 100000, EVE, not more) for more in (0, 1)],
        (20001, 100000, FIRST_DAY, True),
        (0, 0, TODAY, True),
        (1, 1, TODAY, False),
    ],
)
def test_public_ceiling(public, capital, date, within):
    assert law.within_public_ceiling(public, capital, date) is within


@given(amounts, amounts, st.sampled_from([(YEAR_2013, F(1, 5)), (TODAY, F(1, 2))]))
def test_the_largest_subscription_reaches_the_ceiling_and_one_euro_more_passes_it(public, others, dated):
    (date, cap), capital = dated, public + others
    room, missing = law.largest_public_subscription(public, capital, date), law.private_capital_missing(public, capital, date)
    assert room == pytest.approx(float(max(F(0), (cap * capital - public) / (1 - cap))), abs=1e-6)
    assert law.within_public_ceiling(public + room, capital + room, date) or public > cap * capital
    assert not law.within_public_ceiling(public + room + 1, capital + room + 1, date)
    assert law.within_public_ceiling(public, capital + missing, date)
    assert (missing > 0) is (public > cap * capital)


@pytest.mark.parametrize(
    "years, advances, outstanding, date, renewed, faults",
    [
        (2, 50000, False, TODAY, False, []),  # SCIC-21: 5 % of one million, two years, renewable once
        (2, 50001, False, TODAY, False, ["ceiling"]),
        (2.5, 50000, False, TODAY, False, ["years"]),
        (2, 50000, True, TODAY, False, ["outstanding"]),
        (4, 50000, False, TODAY, True, []),
        (4.5, 50000, False, TODAY, True, ["years"]),
        (3, 50000, False, TODAY, False, ["years"]),
        (5, 50001, True, TODAY, True, ["years", "ceiling", "outstanding"]),
        (2, 50000, False, "2022-02-22", False, ["law"]),
        (5, 50001, True, "2022-02-22", True, ["law"]),
        (1, 1, False, DAY_OF_2014, False, ["law"]),
    ],
)
def test_advance_faults(years, advances, outstanding, date, renewed, faults):
    assert law.advance_faults(years, advances, 1000000, outstanding, date, renewed) == faults
    # Update of 29 November 2026, SCIC-21: a current account is a member's (CGCT, art. L. 1522-5).
    assert law.advance_faults(years, advances, 1000000, outstanding, date, renewed, member=False) == (faults if "law" in faults else ["member", *faults])


# Update, SCIC-21: no advance once losses have brought the equity below half of the capital (L. 1522-5).
@pytest.mark.parametrize("equity, faults", [(50000, []), (49999, ["equity"]), (-1, ["equity"]), (200000, [])])
def test_no_advance_to_a_company_that_lost_half_of_its_capital(equity, faults):
    assert law.advance_faults(2, 10000, 1000000, False, TODAY, equity=equity, capital=100000) == faults


@pytest.mark.parametrize("weights, faults", COLLEGES)
def test_colleges(weights, faults):
    assert law.college_faults(weights, TODAY) == faults


# Weights 25/20/30/15/10, in favour 100/60/0/40/60 %: 25 + 12 + 0 + 6 + 6 = 49 ; majorities 25 + 20 + 10 = 55. A tie is not adopted.
@pytest.mark.parametrize("rule, share, passes", [(law.proportional_vote, 0.49, False), (law.majority_vote, 0.55, True)])
def test_two_ways_of_counting_a_vote(rule, share, passes):
    counted = rule([25, 20, 30, 15, 10], [1, 0.6, 0, 0.4, 0.6])
    assert counted == pytest.approx(share) and law.adopted(counted) is passes
    assert not law.adopted(0.5) and law.adopted(0.5001)
    assert law.majority_vote([1, 1], [0.5, 1]) == 0.5


def shared(result=40000, losses=0, due=True, statutory=0.5, aids=0, paid_up=10**6, rate=1.0, reading=law.FROM_BALANCE, missing=None):
    return law.allocate(result, losses, due, statutory, aids, paid_up, rate, TODAY, reading, *([] if missing is None else [missing]))


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
    assert (*found[1:4], found.interest, found.rest) == pytest.approx((legal, statutory, balance, interest, rest))


@given(st.integers(1, 10**6), st.booleans(), st.integers(50, 100), amounts, amounts, st.integers(0, 1000))
def test_allocation_loses_nothing(result, due, percent, aids, paid_up, rate):
    strict, loose = (shared(result, 0, due, percent / 100, aids, paid_up, rate / 10000, reading) for reading in (law.FROM_BALANCE, law.FROM_RESULT))
    # SCIC-40: the least reserves are a share of the whole result, whichever reading is made of the aids.
    least = F(percent, 100) if not due else F(15, 100) + F(percent, 100) * F(85, 100)
    for found in (strict, loose):
        assert isclose(found.legal + found.statutory + found.interest + found.rest, result, rel_tol=1e-9)
        assert min(found) >= -1e-6
        assert found.interest <= max(0, result - aids) + 1e-6  # aids never pay interest
        assert isclose(found.legal + found.statutory, float(least * result), rel_tol=1e-9)
        assert found.legal + found.statutory >= (0.575 if due else 0.5) * result - 1e-6
    assert strict.interest <= loose.interest + 1e-6  # A is the stricter reading


@pytest.mark.parametrize("rate", [0.49, 0, 1.01])
def test_a_statutory_reserve_below_one_half_is_refused(rate):
    with pytest.raises(ValueError, match="statutory_rate"):
        shared(statutory=rate)


# SCIC-40, prudent rounding: min(0.15·E ; K − RES).
@pytest.mark.parametrize("missing, legal, statutory", [(80000, 6000, 17000), (6000, 6000, 17000), (2000, 2000, 19000), (0, 0, 20000)])
def test_statutes_may_stop_the_legal_reserve_at_the_capital(missing, legal, statutory):
    assert shared(missing=missing)[1:3] == pytest.approx((legal, statutory))


@given(st.integers(1, 10**6), amounts, amounts, amounts, READINGS)
def test_the_prudent_rounding_never_passes_the_capital(result, capital, legal, other, reading):
    missing = law.legal_reserve_missing(capital, legal, other, reading)
    due = law.legal_reserve_due(capital, legal, other, reading)
    assert due is (missing > 0)
    assert shared(result, due=due, paid_up=capital, rate=0.0, missing=missing).legal == pytest.approx(float(min(F(15, 100) * result, missing)))


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


@pytest.mark.parametrize("notice, rate", [(law.NOTICE_OF_2014_1, 0.0228), (law.NOTICE_OF_2013_2, 0.0262), ("2014-11-30", 0.0150)])
def test_cap_before_2017(notice, rate):
    assert law.interest_cap_before_2017(notice) == pytest.approx(rate)


def test_half_years_read_in_one_source_only():
    assert [law.TMO.at(day) for day in ("2014-01-01", "2020-07-01")] == pytest.approx([0.0228, -0.0002])
    once = [start for start, _, source, _, _ in law.TMO.entries[:-1] if "arapl" not in source]
    assert len(law.TMO.entries[:-1]) == 24 and len(once) == 7 and sum(start[:4] in ("2021", "2022", "2023") for start in once) == 4  # as the method says


# SCIC-50 and 51
@pytest.mark.parametrize(
    "highest, form, statutory, floor",
    [(100000, "SARL", 0, 25000), (40000, "SA", 0, 18500), (40000, "SAS", 0, 10000), (100000, "SA", 60000, 60000), (0, "SARL", 0, 0)],
)
def test_capital_floor(highest, form, statutory, floor):
    assert law.capital_floor(highest, form, statutory, TODAY) == floor


# SCIC-53
@pytest.mark.parametrize(
    "nominal, capital, equity, back", [(50000, 100000, 300000, 50000), (50000, 150000, 85000, F(85, 150) * 50000), (50000, 100000, -1, 0), (0, 0, 0, 0)]
)
def test_exit_value(nominal, capital, equity, back):
    assert law.exit_value(nominal, capital, equity) == pytest.approx(float(back))


def test_shares_are_probably_revalued_since_2024():
    # SCIC-40 and 53: art. 19 nonies and amendement I-680; then amendement n° 15 of the Senate, loi n° 2024-537 (update, SCIC-40).
    assert [law.SHARES_GROW.at(day) for day in (DAY_OF_2014, "2024-06-12", "2024-06-13", TODAY)] == [False, False, True, True]
