"""Who belongs to the ESS and who may be ESUS: codes ESS-01, ESS-02 and ESS-10 of the legal reference, case by case."""

from fractions import Fraction as F
from itertools import product

import pytest
from hypothesis import given, strategies as st

from essor.portable.rules import ess
from essor.portable.rules.dated import CHECKED, DAY_OF_2014
from essor.portable.rules.ess import Allocation

FIRST_DAY, ORDER, DECREE, TODAY = "2014-08-02", "2015-08-12", "2015-07-01", CHECKED
euros = st.integers(0, 10**7)


# ESS-02: four forms by right; companies on conditions; nothing else.
@pytest.mark.parametrize("date", [FIRST_DAY, DAY_OF_2014, TODAY])
@pytest.mark.parametrize(
    "form, right", [("association", True), ("cooperative", True), ("mutual", True), ("foundation", True), ("company", False), ("public", False)]
)
def test_forms_that_belong_by_right(form, right, date):
    assert ess.belongs_by_right(form, date) is right


@pytest.mark.parametrize("answers", list(product([True, False], repeat=3)))
def test_principles_are_cumulative(answers):
    assert ess.respects_the_principles(*answers) is all(answers)  # ESS-01


# Order of 3 August 2015 (JO of the 11th): 1/5 of the profit while reserves < 1/5 of the capital, 1/2 kept in all.
@pytest.mark.parametrize(
    "profit, capital, reserves, owed, kept",
    [
        *[(30000, 80000, reserves, 6000, 15000) for reserves in (12000, 15999)],
        *[(30000, 80000, reserves, 0, 15000) for reserves in (16000, 20000)],  # a fifth of 80 000 is reached
        (0, 80000, 0, 0, 0),
        (50000, 60000, 6000, 10000, 25000),
        (50000, 0, 0, 0, 25000),  # no capital: nothing is below a fifth of nothing
    ],
)
def test_what_the_profit_owes(profit, capital, reserves, owed, kept):
    a = Allocation(profit, capital, reserves, 0, 0)
    assert (ess.fund_owed(a, TODAY), ess.kept_owed(a, TODAY)) == pytest.approx((owed, kept))


@given(euros, euros, euros, euros, euros)
def test_allocation_against_exact_arithmetic(profit, capital, reserves, fund, other):
    exact_fund = F(profit, 5) if profit and F(reserves) < F(capital, 5) else F(0)
    a = Allocation(profit, capital, reserves, fund, other)
    assert ess.feeds_the_fund(a, TODAY) is (F(fund) >= exact_fund)
    assert ess.keeps_enough(a, TODAY) is (F(fund + other) >= F(profit, 2))


@given(euros, euros, euros, euros, euros, euros)
def test_keeping_more_never_breaks_the_rule(profit, capital, reserves, fund, other, more):
    less = Allocation(profit, capital, reserves, fund, other)
    for date in (DAY_OF_2014, TODAY):
        for a in (less._replace(to_fund=fund + more), less._replace(kept_otherwise=other + more)):
            for rule in (ess.feeds_the_fund, ess.keeps_enough):
                assert rule(less, date) is False or rule(a, date) is rule(less, date)


# Law of 31 July 2014, art. 1er, II, 2°, c (version of 2 August 2014): « au moins égale à 20 % », « au moins égale à 50 % ».
# Below a floor, nobody needs the order; at or above it, nobody knows. The share of capital had no figure.
@pytest.mark.parametrize("date", [FIRST_DAY, DAY_OF_2014, "2015-08-11"])
@pytest.mark.parametrize(
    "reserves, fund, other, fed, kept, belongs",
    [
        (12000, 6000, 8999, None, False, False),
        (12000, 6000, 9000, None, None, None),
        (12000, 0, 15000, None, None, None),  # whether reserves of 12 000 close the fund, only the order says
        (0, 5999, 9001, False, None, False),  # without reserves, it is due
        (0, 6000, 9000, None, None, None),
        (0, 0, 0, False, False, False),
    ],
)
def test_the_floors_of_the_law(reserves, fund, other, fed, kept, belongs, date):
    a = Allocation(30000, 80000, reserves, fund, other)
    assert ess.rates_are_set(date) is False
    assert (ess.feeds_the_fund(a, date), ess.keeps_enough(a, date)) == (fed, kept)
    assert ess.belongs_on_conditions("company", True, True, True, a, date) is belongs


def test_without_profit_nothing_is_owed_even_in_2014():
    assert ess.belongs_on_conditions("company", True, True, True, Allocation(0, 80000, 0, 0, 0), DAY_OF_2014) is True
    assert ess.breaks_fund_floor(Allocation(1000, 0, 0, 0, 0), DAY_OF_2014) is False  # no capital, no share of it


# ESS-02 quotes the rates from the law itself, in 2021 (jotform.com/211256380605349): the order is their first source only.
def test_the_rates_come_from_the_order_then_from_the_law():
    for rate in (ess.FUND_SHARE, ess.FUND_CEILING, ess.KEPT_SHARE):
        assert "arrêté du 3 août 2015" in rate.entry(ORDER).article and "arrêté" not in rate.entry(TODAY).article
        assert rate.at(ORDER) == rate.at(TODAY)


@pytest.mark.parametrize("answers", list(product([True, False], repeat=3)))
@pytest.mark.parametrize("kept", [15000, 9000])
def test_a_company_belongs_on_all_conditions(answers, kept):
    principles, utility, capital_kept = answers
    a = Allocation(30000, 80000, 12000, 6000, kept)
    assert ess.belongs_on_conditions("company", principles, utility, capital_kept, a, ORDER) is all(answers)
    assert ess.belongs_on_conditions("company", True, True, True, a._replace(kept_otherwise=8999), TODAY) is False
    assert ess.belongs_on_conditions("public", True, True, True, a, TODAY) is False


# ESS-10: 66 % over three years, or a return below TMO + 5 points (decree of 23 June 2015).
@pytest.mark.parametrize("cost_share, enough", [(0.66, True), (0.6599, False), (0.10, False), (1, True)])
def test_esus_by_costs(cost_share, enough):
    assert ess.esus_by_costs(cost_share, DECREE) is enough


# Below, not at.
@pytest.mark.parametrize("return_rate, bond_rate, low", [(0.0599, 0.01, True), (0.06, 0.01, False), (0.049, 0.0, True), (0.20, 0.01, False)])
def test_esus_by_return(return_rate, bond_rate, low):
    assert ess.esus_by_return(return_rate, bond_rate, DECREE) is low


# Update, ESS-07: R. 3332-21-1 says « l'une ou l'autre », unchanged since 1 July 2015; L. 3332-17-1, in force since 1 January 2025,
# names the weight on the accounts alone. The second way, alone, is neither refused nor taken: the préfet says.
@pytest.mark.parametrize(
    "cost_share, return_rate, date, impact",
    [
        *[(0.66, 0.20, date, True) for date in (DECREE, TODAY)],
        *[(0.65, 0.06, date, False) for date in (DECREE, TODAY)],
        (0.65, 0.04, DECREE, True),
        (0.65, 0.04, "2024-12-31", True),
        (0.65, 0.04, "2025-01-01", None),
        (0.65, 0.04, TODAY, None),
    ],
)
def test_esus_impact_by_one_or_the_other(cost_share, return_rate, date, impact):
    assert ess.esus_impact(cost_share, return_rate, 0.01, date) is impact


# Update, error 1: 5° of L. 3332-17-1 asks the statutes for the objective alone, since 1 January 2025.
@pytest.mark.parametrize(
    "objective, pay, date, enough",
    [
        *[(True, True, date, True) for date in (DECREE, TODAY)],
        *[(False, True, date, False) for date in (DECREE, TODAY)],
        (True, False, DECREE, False),
        (True, False, "2024-12-31", False),
        (True, False, TODAY, True),
    ],
)
def test_esus_statutes_hold_the_objective(objective, pay, date, enough):
    assert ess.esus_statutes(objective, pay, date) is enough


def test_esus_lasts_five_years_or_two():
    # R. 3332-21-3: silence of two months accepts; two years for an enterprise of less than three years.
    assert [rule.at(TODAY) for rule in (ess.ESUS_SILENCE, ess.ESUS_LASTS, ess.ESUS_LASTS_YOUNG)] == [2, 5, 2]


@pytest.mark.parametrize("mean, top, within", [(7, 10, True), (7.1, 10, False), (7, 10.1, False), (1, 1, True)])
def test_esus_pay(mean, top, within):
    assert ess.esus_pay(mean, top, TODAY) is within


@pytest.mark.parametrize("answers", list(product([True, False], repeat=6)))
def test_esus_takes_every_condition(answers):
    assert ess.may_be_esus(*answers) is all(answers)
    doubtful = [None if rank == 2 else answer for rank, answer in enumerate(answers)]
    assert ess.may_be_esus(*doubtful) is (None if all(answer is not False for answer in doubtful) else False)
