"""Who belongs to the ESS and who may be ESUS: codes ESS-01, ESS-02 and ESS-10 of the legal reference, case by case."""

from fractions import Fraction as F
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essor.rules import ess
from essor.rules.dated import UnknownAt
from essor.rules.ess import Allocation
from essor.simulators import registry

BEFORE, FIRST_DAY, TRAINING_DAY, ORDER, DECREE, TODAY = "2014-08-01", "2014-08-02", "2014-11-30", "2015-08-12", "2015-07-01", "2026-11-24"
euros = st.integers(0, 10**7)


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


# ESS-02: four forms by right; companies on conditions; nothing else.
@pytest.mark.parametrize("date", [FIRST_DAY, TRAINING_DAY, TODAY])
@pytest.mark.parametrize(
    "form, right",
    [("association", True), ("cooperative", True), ("mutual", True), ("foundation", True), ("company", False), ("public", False)],
)
def test_forms_that_belong_by_right(form, right, date):
    assert ess.belongs_by_right(form, date) is right


def test_nothing_belongs_before_the_law():
    with pytest.raises(UnknownAt, match=FIRST_DAY):
        ess.belongs_by_right("association", BEFORE)


@pytest.mark.parametrize("answers", list(product([True, False], repeat=3)))
def test_principles_are_cumulative(answers):
    assert ess.respects_the_principles(*answers) is all(answers)  # ESS-01


# Order of 3 August 2015 (JO of the 11th): 1/5 of the profit while reserves < 1/5 of the capital, 1/2 kept in all.
@pytest.mark.parametrize(
    "profit, capital, reserves, owed, kept",
    [
        (30000, 80000, 12000, 6000, 15000),
        (30000, 80000, 15999, 6000, 15000),
        (30000, 80000, 16000, 0, 15000),  # a fifth of 80 000 is reached
        (30000, 80000, 20000, 0, 15000),
        (0, 80000, 0, 0, 0),
        (50000, 60000, 6000, 10000, 25000),
        (50000, 0, 0, 0, 25000),  # no capital: nothing is below a fifth of nothing
    ],
)
def test_what_the_profit_owes(profit, capital, reserves, owed, kept):
    a = Allocation(profit, capital, reserves, 0, 0)
    assert ess.fund_owed(a, TODAY) == pytest.approx(owed)
    assert ess.kept_owed(a, TODAY) == pytest.approx(kept)


@given(euros, euros, euros, euros, euros)
def test_allocation_against_exact_arithmetic(profit, capital, reserves, fund, other):
    exact_fund = F(profit, 5) if profit and F(reserves) < F(capital, 5) else F(0)
    exact = F(fund) >= exact_fund and F(fund + other) >= F(profit, 2)
    assert ess.allocates_as_required(Allocation(profit, capital, reserves, fund, other), TODAY) is exact


@given(euros, euros, euros, euros, euros, euros)
def test_keeping_more_never_breaks_the_rule(profit, capital, reserves, fund, other, more):
    if ess.allocates_as_required(Allocation(profit, capital, reserves, fund, other), TODAY):
        assert ess.allocates_as_required(Allocation(profit, capital, reserves, fund + more, other), TODAY)
        assert ess.allocates_as_required(Allocation(profit, capital, reserves, fund, other + more), TODAY)


@pytest.mark.parametrize("date", [TRAINING_DAY, "2015-08-11"])
def test_rates_are_unknown_until_the_order(date):
    assert ess.rates_are_set(date) is False
    with pytest.raises(UnknownAt, match=ORDER):
        ess.belongs_on_conditions("company", True, True, True, Allocation(1, 1, 1, 1, 1), date)


@pytest.mark.parametrize("answers", list(product([True, False], repeat=3)))
@pytest.mark.parametrize("kept", [15000, 9000])
def test_a_company_belongs_on_all_conditions(answers, kept):
    principles, utility, no_buyback = answers
    a = Allocation(30000, 80000, 12000, 6000, kept)
    assert ess.belongs_on_conditions("company", principles, utility, no_buyback, a, ORDER) is all(answers)
    assert ess.belongs_on_conditions("company", True, True, True, a._replace(kept_otherwise=8999), TODAY) is False
    assert ess.belongs_on_conditions("public", True, True, True, a, TODAY) is False


# ESS-10: 66 % over three years, or a return below TMO + 5 points (decree of 23 June 2015).
@pytest.mark.parametrize(
    "cost_share, return_rate, bond_rate, impact",
    [
        (0.66, 0.20, 0.01, True),
        (0.6599, 0.20, 0.01, False),
        (0.10, 0.0599, 0.01, True),
        (0.10, 0.06, 0.01, False),  # below, not at
        (0.10, 0.049, 0.0, True),
        (0.70, 0.0, 0.0, True),
    ],
)
def test_esus_impact(cost_share, return_rate, bond_rate, impact):
    assert ess.esus_impact(cost_share, return_rate, bond_rate, DECREE) is impact


@pytest.mark.parametrize("mean, top, within", [(7, 10, True), (7.1, 10, False), (7, 10.1, False), (1, 1, True)])
def test_esus_pay(mean, top, within):
    assert ess.esus_pay(mean, top, TODAY) is within


@pytest.mark.parametrize("date", [TRAINING_DAY, "2015-06-30"])
def test_esus_criteria_are_unknown_before_july_2015(date):
    with pytest.raises(UnknownAt, match=DECREE):
        ess.esus_impact(1, 0, 0, date)
    with pytest.raises(UnknownAt, match=DECREE):
        ess.esus_pay(1, 1, date)


@pytest.mark.parametrize("answers", list(product([True, False], repeat=6)))
def test_esus_takes_every_condition(answers):
    assert ess.may_be_esus(*answers) is all(answers)


# By hand, in the simulator: 20 000 of 50 000 kept is 40 %, 25 000 is half; reserves of 12 000 are a fifth of 60 000.
PRESETS = {
    "societe": (["6 sur 7", "20,0 %", "40,0 %", "10,0 %"], False),
    "societe-conforme": (["7 sur 7", "20,0 %", "50,0 %", "10,0 %"], True),
    "reserves": (["7 sur 7", "0,0 %", "50,0 %", "20,0 %"], True),
    "association": (["1 sur 1", "0"], True),
}


def test_ess_presets():
    simulator = registry.load("ess-or-not")
    for preset in simulator.presets:
        indicators = simulator.run(preset.values).indicators
        assert ([plain(i.text) for i in indicators], indicators[0].verdict.ok) == PRESETS[preset.key]


@pytest.mark.parametrize(
    "values, ok, words",
    [
        ({"form": "public"}, False, "personne publique"),
        ({"form": "cooperative", "regime": "2014"}, True, "de plein droit"),
        ({"regime": "2014"}, None, "août 2015"),
        ({"regime": "2014", "utility": False}, False, "ne relève pas"),  # a known failure settles it
        ({"kept_otherwise": 15000, "democratic": False}, False, "ne relève pas"),
        ({"kept_otherwise": 15000, "no_buyback": False}, False, "ne relève pas"),
        ({"profit": 0, "to_fund": 0, "kept_otherwise": 0}, True, "relève de l’ESS"),
    ],
)
def test_ess_verdicts(values, ok, words):
    verdict = registry.load("ess-or-not").run(values).indicators[0].verdict
    assert verdict.ok is ok and words in verdict.text


# 1 015 of 1 575 is 64.4 %; 1 115 of 1 575 is 70.8 %.
@pytest.mark.parametrize(
    "key, met, share, ok",
    [
        ("capital-sobre", "6 sur 6", "64,4 %", True),
        ("capital-gourmand", "5 sur 6", "64,4 %", False),
        ("charges", "6 sur 6", "70,8 %", True),
        ("salaires", "5 sur 6", "64,4 %", False),
    ],
)
def test_esus_presets(key, met, share, ok):
    simulator = registry.load("esus-approval")
    (preset,) = [p for p in simulator.presets if p.key == key]
    first, costs, *_ = simulator.run(preset.values).indicators
    assert (plain(first.text), plain(costs.text), first.verdict.ok) == (met, share, ok)


def test_esus_does_not_conclude_in_2014():
    first, *others = registry.load("esus-approval").run({"regime": "2014"}).indicators
    assert first.verdict.ok is None and "1er juillet 2015" in first.verdict.text
    assert all(item.verdict.ok is None for item in others)
