"""Procurement law by date: codes CP-01 to CP-20 of the legal reference."""

import pytest
from hypothesis import given, strategies as st

from essor.portable.rules import procurement as law
from essor.portable.rules.dated import CHECKED, DAY_OF_2014, UnknownAt
from essor.portable.rules.procurement import LOCAL, OTHER, SERVICES, STATE_SERVICES, STATUTORY, WORKS

M = 1_000_000


@pytest.mark.parametrize(
    "buyer, millions, date, due",
    [
        # CP-01. loi n° 2014-856, décret n° 2015-90: 100 M€ from 1 February 2015
        (LOCAL, 60, "2020-01-01", False),
        (LOCAL, 100, "2015-02-01", False),
        (LOCAL, 101, "2015-02-01", True),
        (STATUTORY, 150, "2019-06-01", True),
        (LOCAL, 60, "2022-12-31", False),
        # décret n° 2022-767: 50 M€ from 1 January 2023
        (LOCAL, 60, "2023-01-01", True),
        (LOCAL, 60, "2024-01-01", True),
        (LOCAL, 50, "2024-01-01", False),
        # loi n° 2023-973, art. 29: every buyer from 25 October 2023
        (OTHER, 60, "2020-01-01", False),
        (OTHER, 500, "2023-10-24", False),
        (OTHER, 60, "2023-10-25", True),
        (OTHER, 60, CHECKED, True),
        (OTHER, 50, CHECKED, False),
        # in 2014 the duty does not reach the State, whatever the threshold
        (OTHER, 500, DAY_OF_2014, False),
    ],
)
def test_spaser(buyer, millions, date, due):
    assert law.spaser_required(buyer, millions * M, date) is due


@pytest.mark.parametrize(
    "buyer, millions, since",
    [(LOCAL, 60, "2023-01-01"), (LOCAL, 120, "2015-02-01"), (LOCAL, 50, None), (OTHER, 60, "2023-10-25"), (OTHER, 120, "2023-10-25"), (OTHER, 0, None)],
)
def test_spaser_required_since(buyer, millions, since):
    assert law.spaser_required_since(buyer, millions * M) == since


@given(st.sampled_from([LOCAL, STATUTORY, OTHER]), st.floats(0, 300), st.floats(0, 300), st.dates())
def test_more_purchases_never_lift_the_duty(buyer, less, more, day):
    less, more = sorted((less, more))
    try:
        due = law.spaser_required(buyer, less * M, day.isoformat())
    except UnknownAt:
        return
    assert not due or law.spaser_required(buyer, more * M, day.isoformat())


@pytest.mark.parametrize(
    "rule, given",
    [
        (law.spaser_required, ("mairie", 1)),
        (law.spaser_required, (LOCAL, -1)),
        *[(law.may_reserve_for_workers, given) for given in ((5, 4), (-1, 4), (0, 0))],
        (law.article_for, ("spaser",)),
    ],
)
def test_what_is_not_a_buyer_an_amount_or_a_tool_is_refused(rule, given):
    with pytest.raises((ValueError, LookupError)):
        rule(*given, CHECKED)


# CP-10
@pytest.mark.parametrize("target, workers, may", [(24, 48, True), (23, 48, False), (24, 49, False), (25, 50, True), (1, 1, True), (0, 5, False)])
def test_reserved_for_workers_at_one_half(target, workers, may):
    assert law.may_reserve_for_workers(target, workers, CHECKED) is may


@pytest.mark.parametrize(
    "exclusively, mission, years, since_won, may",
    [
        (True, True, 3, None, True),  # CP-11: L. 2113-15, L. 2113-16
        (True, True, 3, 3, True),
        *[(*given, False) for given in ((False, True, 3, None), (True, False, 3, None), (True, True, 4, None), (True, True, 3, 2))],
    ],
)
def test_reserved_for_ess(exclusively, mission, years, since_won, may):
    assert law.may_reserve_for_ess(exclusively, mission, years, since_won, CHECKED) is may


@pytest.mark.parametrize(
    "private, required, controls, may",
    [(False, False, False, True), (True, False, False, False), (True, True, False, True), (True, True, True, False)],  # L. 2511-1, 3°
)
def test_in_house_leaves_no_room_for_private_capital(private, required, controls, may):
    assert law.may_be_in_house(private, required, controls) is may


@pytest.mark.parametrize(
    "key, in_2014, in_2017, today",
    [
        ("need", "art. 5 du CMP", "ordonnance, art. 30", "L. 2111-1 du CCP"),  # reference, §3.2
        ("condition", "art. 14 du CMP", "ordonnance, art. 38", "L. 2112-2 du CCP"),
        ("reserved", "art. 15 du CMP", "ordonnance, art. 36 et 37", "L. 2113-12 à L. 2113-14 du CCP"),
        ("object", "art. 30 du CMP", "décret, art. 28", "R. 2123-1, 3° du CCP"),
        ("criterion", "art. 53 du CMP", "décret, art. 62", "R. 2152-7 du CCP"),
    ],
)
def test_articles_by_date(key, in_2014, in_2017, today):
    assert [law.article_for(key, date) for date in (DAY_OF_2014, "2017-01-01", CHECKED)] == [in_2014, in_2017, today]
    assert len({tool.key for tool in law.TOOLS}) == len(law.TOOLS) == 5


@pytest.mark.parametrize(
    "value, kind, date, clause",
    [
        *[(216000 - less, SERVICES, CHECKED, not less) for less in (0, 1)],  # CP-20
        *[(5404000 - less, WORKS, CHECKED, not less) for less in (0, 1)],
        (140000, STATE_SERVICES, CHECKED, True),
        *[(10 * M, WORKS, date, date == "2026-08-22") for date in ("2026-08-20", "2026-08-21", "2026-08-22")],  # L. 2112-2-1: the 22nd
    ],
)
def test_social_clause(value, kind, date, clause):
    assert law.social_clause_required(value, law.EUROPEAN_THRESHOLD[kind].at(date), date) is clause


# Update, CP-20: decrees on 21 August (R. 2152-7, R. 3124-4: criteria), laws on the 22nd (L. 2112-2, L. 2112-2-1, L. 3114-2-1).
@pytest.mark.parametrize(
    "duty, first", [(law.ENVIRONMENT_CRITERION, "2026-08-21"), (law.ENVIRONMENT_CONDITION, "2026-08-22"), (law.SOCIAL_CLAUSE, "2026-08-22")]
)
def test_the_two_days_of_august_2026(duty, first):
    assert [duty.at(day) for day in ("2026-08-20", "2026-08-21", "2026-08-22")] == [day >= first for day in ("2026-08-20", "2026-08-21", "2026-08-22")]


@pytest.mark.parametrize(
    "works, concession, known",
    [
        (True, False, [law.AVAILABLE, law.UNLINKED, law.DIFFICULT, law.SHORT]),  # L. 2112-2-1
        (False, False, [law.AVAILABLE, law.UNLINKED, law.DIFFICULT]),  # 4° is about works
        (True, True, [law.UNLINKED, law.DIFFICULT]),  # L. 3114-2-1
    ],
)
def test_the_exceptions_to_the_social_clause(works, concession, known):
    assert law.exceptions_met(law.EXCEPTIONS, works, concession) == known
    assert law.exceptions_met([], works, concession) == []


@pytest.mark.parametrize("months, short", [(5.9, True), (6, False), (7, False)])
def test_short_works_last_less_than_six_months(months, short):
    assert law.is_short_works(months, CHECKED) is short


@pytest.mark.parametrize(
    "kind, values", [(SERVICES, (207000, 221000, 216000)), (STATE_SERVICES, (134000, 143000, 140000)), (WORKS, (5186000, 5538000, 5404000))]
)
def test_european_thresholds(kind, values):
    assert tuple(law.EUROPEAN_THRESHOLD[kind].at(date) for date in (DAY_OF_2014, "2025-06-30", "2026-01-01")) == values
    assert law.is_formalised(values[2], kind, CHECKED) and not law.is_formalised(values[2] - 1, kind, CHECKED)
    assert law.NETWORK_THRESHOLD.at(CHECKED) == 432000  # weka.fr 208873; the reference gives no earlier one


@pytest.mark.parametrize(
    "kind, values",
    [
        (SERVICES, {DAY_OF_2014: 15000, "2016-01-01": 25000, "2020-01-01": 40000, "2026-03-31": 40000, "2026-04-01": 60000}),
        (WORKS, {"2026-01-01": 100000, "2025-12-31": 100000, "2020-08-01": 70000, DAY_OF_2014: 15000}),
    ],
)
def test_exemptions(kind, values):
    for date, value in values.items():
        assert law.EXEMPTION[kind].at(date) == value
        assert law.is_exempt(value - 1, kind, date) and not law.is_exempt(value, kind, date)


def test_labour_is_that_of_the_guides():
    assert law.HOURLY_COST.at(DAY_OF_2014) == (25, 30)
    assert dict(law.LABOUR_SHARES) == {"charpente métallique": 0.20, "maçonnerie": 0.50, "peinture": 0.70}
