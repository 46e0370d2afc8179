"""Local-currency law, case by case: codes MLC-xx of the legal reference."""

from fractions import Fraction
from itertools import product

import pytest

from essor.portable.rules import local_currency as rules
from essor.portable.rules.dated import CHECKED


@pytest.mark.parametrize("date", ["2014-08-02", "2019-10-25", CHECKED])
@pytest.mark.parametrize("conditions", list(product([True, False], repeat=3)))
def test_who_may_issue(conditions, date):
    # MLC-01: a body of article 1 whose sole purpose it is. MLC-03: never a local authority, whatever it claims to be.
    local_authority, social_economy_body, sole_purpose = conditions
    assert rules.may_issue(*conditions, date) is (not local_authority and social_economy_body and sole_purpose)


# MLC-20: deliberation, act of the « régie de recettes », agreement: all three.
@pytest.mark.parametrize("conditions", list(product([True, False], repeat=3)))
def test_collecting_takes_all_three_conditions(conditions):
    assert rules.may_collect(*conditions, CHECKED) is (sum(conditions) == 3)


# MLC-21: never directly. MLC-22: by mandate to a willing creditor; a benefit due by law is paid without choice.
@pytest.mark.parametrize("creditor_agrees, statutory_benefit, allowed", [(True, False, True), (False, False, False), (True, True, False), (False, True, False)])
def test_paying_by_mandate(creditor_agrees, statutory_benefit, allowed):
    assert rules.may_pay_by_mandate(creditor_agrees, statutory_benefit, CHECKED) is allowed


@pytest.mark.parametrize("date", ["2019-10-25", CHECKED])
def test_paying_directly_is_out(date):
    assert rules.may_pay_directly(date) is False


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
        *[("bonus", rule) for rule in (rules.cover_without_support, rules.bonus_per_unit)],
        ("bonus", lambda bad: rules.round_trip(20, bad, 0.05)),
        ("fee", lambda bad: rules.round_trip(20, 0.05, bad)),
    ],
)
def test_shares_outside_their_range_are_named(name, call, bad):
    with pytest.raises(ValueError, match=rf"^{name} must be in \[0, 1\)"):
        call(bad)
