"""Who pays for the bonus: the yearly account, the cash week by week, and a tranche to the centime."""

from fractions import Fraction as F
from math import nan as NAN

import pytest
from hypothesis import assume, given, settings, strategies as st

from essor.portable.models import currency as model
from towns import SHARE, bousol, circuits

# Who brings euros from outside, or makes Bou'Sols: only they may be below zero.
SOURCES = {("soliste", "€"), ("CCAS", "€"), ("collectivité", "€"), (model.BANK, "Bou’Sols")}


def state_with(reconverted, issued=100.0):
    """A state of which the bonus only reads three numbers."""
    blank = dict.fromkeys(model.SteadyState._fields)
    return model.SteadyState(**{**blank, "issued": issued, "reconverted": reconverted, "melted": 1 - reconverted})


@pytest.mark.parametrize(
    "bonus, lost, reconverted, fee",
    [
        (0.05, 0, 1, F(1, 21)),  # 4.762 %
        (0.05, 0.10, 1, F(1, 21) / F(9, 10)),  # 5.29 %: a tenth never comes back
        (0.05, 0, F(99, 100), (F(1, 21) - F(1, 100)) / F(99, 100)),  # what melts pays its share
        (0.05, 0, F(9, 10), F(0)),  # melt alone pays more than the bonus
        (0.05, 0.5, F(98, 100), (F(1, 21) - F(1, 100)) / F(49, 100)),
        (0, 0, 1, F(0)),
        (0.25, 0, 1, F(1, 5)),
        (0.05, 0, 0, None),  # nothing is ever reconverted: no fee can pay
    ],
)
def test_break_even_fee(bonus, lost, reconverted, fee):
    account = model.bonus_account(state_with(float(reconverted)), bonus, 0.05, lost)
    assert account.break_even_fee is None if fee is None else account.break_even_fee == pytest.approx(float(fee))


# 100 Bou'Sols a week, 5 200 a year: bonus 5 200 / 21 = 247.62 € ; at 5 %, nothing lost: 260 € of fees.
# With 2 % melted and 10 % lost: 5 200 × 0.9 × 0.98 × 5 % = 229.32 € of fees, 5 200 × 0.9 × 0.02 = 93.60 € released, 520 dormant.
@pytest.mark.parametrize("lost, reconverted, bonus_paid, fees, released, dormant", [(0, 1, 247.62, 260, 0, 0), (0.1, 0.98, 247.62, 229.32, 93.60, 520)])
def test_yearly_account_by_hand(lost, reconverted, bonus_paid, fees, released, dormant):
    account = model.bonus_account(state_with(reconverted), 0.05, 0.05, lost)
    assert (account.bonus_paid, account.fees, account.released, account.dormant) == pytest.approx((bonus_paid, fees, released, dormant), abs=0.005)
    assert account.balance == pytest.approx(fees + released - bonus_paid, abs=0.01)


@given(circuits(), st.floats(0, 0.1), st.floats(0, 0.2))
def test_at_the_break_even_fee_the_account_balances(c, bonus, lost):
    state = model.steady_state(c)
    fee = model.bonus_account(state, bonus, 0, lost).break_even_fee
    assume(0 < fee < 1)
    account = model.bonus_account(state, bonus, fee, lost)
    assert account.balance == pytest.approx(0, abs=1e-6 * account.bonus_paid + 1e-9)


@settings(max_examples=30)
@given(circuits(slowest=0.2, most_reuse=0.8), st.floats(0, 0.1), st.floats(0, 0.1), st.floats(0, 0.2))
def test_cash_ends_with_the_slope_of_the_account(c, bonus, fee, lost):
    points = model.cash_path(model.mean_path(c, 900), bonus, fee, lost)
    account = model.bonus_account(model.steady_state(c), bonus, fee, lost)
    assert len(points) == 900
    assert points[-1] - points[-2] == pytest.approx(account.balance / 52, abs=1e-6 * sum(c.issued))


@given(st.floats(0, 0.1), st.integers(0, 103))
def test_cash_is_what_is_not_yet_in_circulation(fee, week):
    # Without melt nor loss, reconverted so far = issued so far − M⁺.
    c = bousol(2)
    path = model.mean_path(c, 104)
    issued = 1312.5 * (week + 1)
    expected = fee * (issued - path[week].mass_after) - issued / 21
    assert model.cash_path(path, 0.05, fee)[week] == pytest.approx(expected, abs=1e-6)


def balances(entries):
    """Everybody's balance in centimes after each entry: {(who, currency): amount}, as a running copy."""
    held = {}
    for e in entries:
        held[e.payer, e.currency] = held.get((e.payer, e.currency), 0) - e.amount
        held[e.payee, e.currency] = held.get((e.payee, e.currency), 0) + e.amount
        yield e, dict(held)


@pytest.mark.parametrize("phase", [1, 2, 3])
@given(st.floats(0, 0.99), st.floats(0, 0.99))
def test_every_centime_of_a_tranche_is_accounted_for(phase, reuse, fee):
    entries = model.tranche_ledger(phase, reuse, fee, "collectivité")
    for e, held in balances(entries):
        assert type(e.amount) is int and e.amount > 0
        assert e.payer != e.payee
        assert e.currency in ("€", "Bou’Sols")
        assert all(amount >= 0 for who, amount in held.items() if who not in SOURCES), e
        # The fund always covers what circulates, one for one.
        assert held[model.FUND, "€"] >= -held.get((model.BANK, "Bou’Sols"), 0)
    units = {who: amount for (who, currency), amount in held.items() if currency == "Bou’Sols"}
    assert set(units.values()) == {0}  # issued = reconverted
    assert sum(e.amount for e in entries if e.payer == model.BANK) == 2100
    assert sum(e.amount for e in entries if e.payee == model.BANK) == 2100
    assert held[model.FUND, "€"] == 0
    buyer = "CCAS" if phase == 3 else "soliste"
    assert held[buyer, "€"] == -2000 and held["collectivité", "€"] == -100
    shops = sum(amount for (who, currency), amount in held.items() if currency == "€" and who.startswith("prestataire"))
    assert shops + held.get((model.ASSOCIATION, "€"), 0) == 2100
    assert held.get((model.ASSOCIATION, "€"), 0) <= fee * 2100 + 1e-6
    if phase == 1:
        assert {who for who, _ in held if who.startswith("prestataire")} == {"prestataire 1"}


# p = 0.4, f = 5 %: 21.00 received, 8.40 paid on, 12.60 given back for 11.97 € and 0.63 € of fee.
# Then 8.40 → 3.36 on, 5.04 back for 4.79 € (fee 0.252, rounded down to 0.25).
def test_the_tranche_by_hand():
    names = {"s": "soliste", "a": "association", "f": "fonds de garantie", "b": "banque Sol", "1": "prestataire 1", "2": "prestataire 2"}
    told = "s>f€2000 a>f€100 b>sB2100 s>1B2100 1>bB1260 f>1€1197 f>a€63 1>2B840 2>bB504 f>2€479 f>a€25"
    expected = [(names[one[0]], names[one[2]], "€" if one[3] == "€" else "Bou’Sols", int(one[4:])) for one in told.split()]
    assert model.tranche_ledger(2, 0.4, 0.05, "association")[:11] == expected


# f = 5 % and everything reconverted at once: 21 → 19.95 €. At p = 70 %, 21.00 → 14.70 → 10.29 → 7.20 → 5.04, although
# 0.7 × 720 falls short of 504 in binary ; each passage takes three entries after the first three.
@pytest.mark.parametrize("phase, reuse, fee, rank, amount", [(1, 0.9, 0.05, 5, 1995), (2, 0, 0, 5, 2100), (2, 0.7, 0, 15, 504)])
def test_amounts_of_a_tranche(phase, reuse, fee, rank, amount):
    assert model.tranche_ledger(phase, reuse, fee, "association")[rank].amount == amount


@pytest.mark.parametrize(
    "rule, given, message",
    [
        (model.steady_state, (bousol(2, solistes=0),), "nothing is issued"),
        (model.steady_state, (model.Circuit(["a"], [1.0], [0.5], [[1.0]], [0.0]),), "circulate for ever"),
        *[(model.weekly_melt, (rate,), SHARE.format("semester_rate", rate)) for rate in (1, -0.1)],
        (model.bonus_account, (state_with(1), 1, 0.05), SHARE.format("bonus", 1)),
        (model.bonus_account, (state_with(1), 0.05, -0.05), SHARE.format("fee", -0.05)),
        (model.bonus_account, (state_with(1), 0.05, 0.05, NAN), SHARE.format("lost", "nan")),
        (model.tranche_ledger, (2, 1, 0.05, "x"), SHARE.format("reuse", 1)),
        (model.tranche_ledger, (2, 0.4, 1, "x"), SHARE.format("fee", 1)),
    ],
)
def test_errors_name_the_parameter_and_its_range(rule, given, message):
    with pytest.raises(ValueError, match=message):
        rule(*given)
