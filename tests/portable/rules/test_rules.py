"""Local-currency law, case by case (codes MLC-xx of the legal reference), and dated parameters."""

from fractions import Fraction
from itertools import product

import pytest

from essor.portable.rules import local_currency as rules
from essor.portable.rules.dated import CHECKED, Dated, UnknownAt
from essor.portable.simulators import registry

# Published on 1 August 2014, the law of 31 July took effect on the 2nd.
BEFORE, FIRST_DAY, LAST_CHECK, AFTER_CHECK = "2014-08-01", "2014-08-02", CHECKED, "9999-12-31"


@pytest.mark.parametrize("date", [FIRST_DAY, "2019-10-25", LAST_CHECK])
@pytest.mark.parametrize(
    "local_authority, social_economy_body, sole_purpose, allowed",
    [
        # MLC-01: a body of article 1 whose sole purpose it is; all three cases where one condition fails.
        (False, True, True, True),
        (False, True, False, False),
        (False, False, True, False),
        (False, False, False, False),
        # MLC-03: never a local authority, whatever it claims to be.
        (True, True, True, False),
        (True, True, False, False),
        (True, False, True, False),
        (True, False, False, False),
    ],
)
def test_who_may_issue(local_authority, social_economy_body, sole_purpose, allowed, date):
    assert rules.may_issue(local_authority, social_economy_body, sole_purpose, date) is allowed


@pytest.mark.parametrize("date, told", [(BEFORE, FIRST_DAY), ("2013-05-17", FIRST_DAY), (AFTER_CHECK, LAST_CHECK)])
def test_the_law_does_not_answer_before_it_exists_nor_after_the_last_check(date, told):
    with pytest.raises(UnknownAt, match=told):
        rules.may_issue(False, True, True, date)


# MLC-20: deliberation, act of the « régie de recettes », agreement: all three.
@pytest.mark.parametrize("conditions", list(product([True, False], repeat=3)))
def test_collecting_takes_all_three_conditions(conditions):
    assert rules.may_collect(*conditions, LAST_CHECK) is (sum(conditions) == 3)


@pytest.mark.parametrize("date", ["2019-10-25", LAST_CHECK])
def test_paying_directly_is_out(date):
    assert rules.may_pay_directly(date) is False  # MLC-21


@pytest.mark.parametrize(
    "call, first_day",
    [
        (lambda date: rules.may_collect(True, True, True, date), "2016-10-31"),  # MLC-20: the note is of October 2016
        (rules.may_pay_directly, "2019-10-25"),  # MLC-21 and 22: the ministerial answer
        (lambda date: rules.may_pay_by_mandate(True, False, date), "2019-10-25"),
    ],
)
def test_collecting_and_paying_are_known_from_their_source_on(call, first_day):
    call(first_day)
    call(LAST_CHECK)
    for date in ("2014-11-30", AFTER_CHECK):
        with pytest.raises(UnknownAt):
            call(date)


@pytest.mark.parametrize(
    "creditor_agrees, statutory_benefit, allowed",
    [
        (True, False, True),  # MLC-22: a willing creditor
        (False, False, False),
        (True, True, False),  # MLC-21 and 22: a benefit due by law is paid without choice
        (False, True, False),
    ],
)
def test_paying_by_mandate(creditor_agrees, statutory_benefit, allowed):
    assert rules.may_pay_by_mandate(creditor_agrees, statutory_benefit, LAST_CHECK) is allowed


def test_tranche():
    # MLC-11: 20 € → 21, b = 1/20.
    assert (rules.TRANCHE_EUROS, rules.TRANCHE_UNITS) == (20, 21)
    assert rules.BONUS == 0.05
    assert rules.RESERVE_PER_UNIT == 1  # MLC-10


@pytest.mark.parametrize(
    "computed, exact",
    [
        (rules.cover_without_support(0.05), Fraction(20, 21)),  # MLC-11: 95.24 %
        (rules.cover_without_support(0), Fraction(1)),
        (rules.bonus_per_unit(0.05), Fraction(1, 21)),  # MLC-12: c* = b/(1+b) = 4.76 %
        (rules.bonus_per_unit(0), Fraction(0)),
        (rules.bonus_per_unit(0.25), Fraction(1, 5)),
        (rules.round_trip(20, 0.05, 0.05), Fraction(1995, 100)),  # MLC-12: 21 → 19.95 €
        (rules.round_trip(20, 0.05, 0), Fraction(21)),
        (rules.round_trip(20, 0, 0.05), Fraction(19)),
        (rules.round_trip(40, 0.05, 0.10), Fraction(378, 10)),
    ],
)
def test_bonus_and_reconversion(computed, exact):
    assert computed == pytest.approx(float(exact), rel=1e-12)


@pytest.mark.parametrize("ten_thousandths", range(0, 1001, 7))
def test_below_one_twenty_first_the_exchange_is_a_money_pump(ten_thousandths):
    fee = Fraction(ten_thousandths, 10000)
    assert (rules.round_trip(20, 0.05, float(fee)) > 20) is (fee < Fraction(1, 21))


@pytest.mark.parametrize("bad", [-0.01, 1, 1.05, float("nan"), float("inf")])
@pytest.mark.parametrize(
    "name, call",
    [
        ("bonus", lambda bad: rules.cover_without_support(bad)),
        ("bonus", lambda bad: rules.bonus_per_unit(bad)),
        ("bonus", lambda bad: rules.round_trip(20, bad, 0.05)),
        ("fee", lambda bad: rules.round_trip(20, 0.05, bad)),
    ],
)
def test_shares_outside_their_range_are_named(name, call, bad):
    with pytest.raises(ValueError, match=rf"^{name} must be in \[0, 1\)"):
        call(bad)


# SCIC ceiling of public capital, with a gap, as an example: 20 % before 2014-08-02, 50 % since.
CEILING = [("2001-07-17", 0.20, "loi 2001-624", "V"), ("2014-08-02", 0.50, "loi 2014-856", "V"), ("2020-01-01", None, "", "?")]


@pytest.mark.parametrize("date, value", [("2001-07-17", 0.20), ("2014-08-01", 0.20), ("2014-08-02", 0.50), ("2019-12-31", 0.50)])
def test_a_dated_parameter_changes_on_the_day(date, value):
    assert Dated("ceiling", CEILING, CHECKED).at(date) == value


@pytest.mark.parametrize("date", ["2001-07-16", "2020-01-01", CHECKED, "9999-12-31"])
def test_a_dated_parameter_says_when_it_does_not_know(date):
    with pytest.raises(UnknownAt, match="ceiling"):
        Dated("ceiling", CEILING, CHECKED).at(date)


def test_a_dated_parameter_gives_its_source():
    assert Dated("ceiling", CEILING, CHECKED).entry("2015-01-01") == ("2014-08-02", 0.50, "loi 2014-856", "V")


@pytest.mark.parametrize(
    "date",
    [
        "",
        "2014",
        "2014-8-2",
        "02/08/2014",
        "2014-13-01",
        "2014-00-10",
        "2014-01-32",
        "2014-01-00",
        "20140802",
        "2014-08-02T",
        "२०१४-०८-०२",
        "2014-08-0x",
        None,
        20140802,
    ],
)
def test_a_bad_date_is_refused(date):
    with pytest.raises(ValueError, match="ISO date"):
        Dated("ceiling", CEILING, CHECKED).at(date)


@pytest.mark.parametrize("entries", [[], CEILING[::-1], [CEILING[1], CEILING[0]]])
def test_entries_out_of_order_are_refused(entries):
    with pytest.raises(ValueError, match="ceiling: entries"):
        Dated("ceiling", entries, CHECKED)


def shown(slug, values, caption):
    (table,) = [table for table in registry.load(slug).run(values).tables if table.caption.startswith(caption)]
    return [(row[1].replace("\u00a0", " "), row[2]) for row in table.rows]


def test_what_a_local_authority_may_do_with_a_local_currency_is_shown():
    rows = shown("bousol-circuits", {}, "Ce qu’une collectivité")
    # MLC-03, MLC-20, MLC-21, MLC-22, and what follows from it.
    assert [answer.split(",")[0] for answer, _ in rows] == ["non", "oui", "non", "oui", "non", "non"]
    assert rows[1][0].endswith("délibération, régie de recettes et convention")
    assert "L. 311-5" in rows[0][1] and "25 octobre 2019" in rows[2][1]


@pytest.mark.parametrize(
    "regime, leads, source, region",
    [("2014", "oui", "à vérifier", "Nord-Pas-de-Calais"), ("today", "non", "NOTRe", "Hauts-de-France")],  # ESS-07, ESS-08
)
def test_who_may_do_what_in_a_territory_is_shown(regime, leads, source, region):
    rows = shown("stakeholder-map", {"regime": regime}, "Qui peut quoi")
    assert [answer for answer, _ in rows] == ["oui", "oui", "oui", leads, "au moins tous les 2 ans", region]  # ESS-04, 05
    assert source in rows[3][1]
