"""Engine A of the local currency, against numbers found otherwise: the reference table, arithmetic by hand, the weekly
power series, and units followed one by one."""

from fractions import Fraction as F
from itertools import pairwise
from math import nan as NAN

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from essor.portable.models import currency as model
from towns import FOUR, SHARE, bousol, circuits

# models.md, §1.2. M⁺ is M⁻ − Φ, with Φ = 250 × 0.25 × 21 = 1 312.5 and, in phase 3, + 60 × 50 × 1.05 / 4 = 787.5.
# phase, n, L, M⁻, M⁺, V, velocity
REFERENCE = [(1, 1.000, 4.000, 5250, 3937.5, 1312.5, 13.0), (2, 1.667, 5.333, 7000, 5687.5, 2187.5, 16.25), (3, 1.667, 5.052, 10609, 8509, 3500, 17.2)]
GOOD = {"phase": 3, "issued_to_solistes": 100, "reuse": 0.4, "act_solistes": 0.5, "act_prestataires": 0.5, "sector_shares": FOUR}


@pytest.mark.parametrize("phase, n, life, before, after, volume, velocity", REFERENCE)
@pytest.mark.parametrize("shares", [FOUR, [1.0], [0.2] * 5])
def test_reference_table(phase, n, life, before, after, volume, velocity, shares):
    state = model.steady_state(bousol(phase, shares=shares))
    assert (state.payments, state.life) == pytest.approx((n, life), abs=5e-4)
    assert (state.mass_before, state.mass_after) == pytest.approx((before, after), abs=0.5)
    assert state.volume == pytest.approx(volume, abs=1e-6)
    assert state.velocity == pytest.approx(velocity, abs=0.05)
    assert (state.reconverted, state.melted) == (pytest.approx(1), pytest.approx(0, abs=1e-12))
    # What is paid arrives at prestataires, and nothing stops: all that is issued is reconverted.
    assert sum(state.received) == pytest.approx(volume)
    assert sum(state.masses) == pytest.approx(before, abs=0.5)


# n = 1/(1 − p); 1 + n; 1.05 n; LM3 = 2 + p.
@pytest.mark.parametrize(
    "p, n, full, turnover, lm3",
    [(0.0, F(1), F(2), F(105, 100), 2.0), (0.4, F(5, 3), F(8, 3), F(7, 4), 2.4), (0.5, F(2), F(3), F(21, 10), 2.5), (0.75, F(4), F(5), F(42, 10), 2.75)],
)
def test_multipliers(p, n, full, turnover, lm3):
    payments = model.steady_state(bousol(2, p)).payments
    assert (payments, 1 + payments, 1.05 * payments) == pytest.approx((float(n), float(full), float(turnover)))
    assert model.local_multiplier_3(p) == pytest.approx(lm3) and lm3 >= 2


# By hand, with a = 1/2 and δ = 1/3: g = (2/3 · 1/2) / (1 − 2/3 · 1/2) = 1/2 and h = 1 / (2/3) = 3/2.
# Phase 1: n = g = 1/2, ρ = g² = 1/4, L = h (1 + g) = 9/4.
# Phase 2, p = 1/2: v_P = g / (1 − g p) = 2/3, n = v_P, ρ = v_P g (1 − p) = 1/6, L = h (1 + v_P) = 5/2.
@pytest.mark.parametrize("phase, n, rho, life", [(1, F(1, 2), F(1, 4), F(9, 4)), (2, F(2, 3), F(1, 6), F(5, 2))])
def test_melt_by_hand(phase, n, rho, life):
    state = model.steady_state(model.circuit(phase, 1, 0.5, 0.5, 0.5, [1.0], melt=1 / 3))
    assert (state.payments, state.reconverted, state.melted, state.life) == pytest.approx((float(n), float(rho), 1 - float(rho), float(life)))


# Two sectors, 1/4 and 3/4 of any payment, reusing 4/5 and 2/5: a payment is followed by another with probability
# 1/4 · 4/5 + 3/4 · 2/5 = 1/2, so n = 2 ; the first sector receives a quarter of it.
def test_reuse_by_sector_by_hand():
    state = model.steady_state(model.circuit(2, 100, [0.8, 0.4], 0.5, 0.5, [0.25, 0.75]))
    assert state.payments == pytest.approx(2) and state.received == pytest.approx([0, 50, 150])


def weekly_series(c):
    """n, L, ρ and weeks spent with each holder, from Σ e Wᵏ: the week by week walk, summed until nothing is left."""
    size = len(c.holders)
    kept = [(1 - c.melt[i]) * (1 - c.act[i]) for i in range(size)]
    spent = [(1 - c.melt[i]) * c.act[i] for i in range(size)]
    walk = np.array([[spent[i] * c.pays[i][j] + (kept[i] if i == j else 0) for j in range(size)] for i in range(size)])
    there = np.array(c.issued) / sum(c.issued)
    total, power = np.eye(size), walk.copy()
    # Σ Wᵏ by doubling: (I + W)(I + W²)(I + W⁴)…
    while power.max() > 1e-18:
        total = total + total @ power
        power = power @ power
    weeks = there @ total
    paid = np.array([sum(row) for row in c.pays])
    acted = weeks * np.array(spent)
    return (acted * paid).sum(), weeks.sum(), (acted * (1 - paid)).sum(), weeks


@given(circuits())
def test_agrees_with_the_weekly_power_series(c):
    n, life, rho, weeks = weekly_series(c)
    state = model.steady_state(c)
    assert state.payments == pytest.approx(n, rel=1e-8)
    assert state.life == pytest.approx(life, rel=1e-8)
    assert state.reconverted == pytest.approx(rho, rel=1e-8, abs=1e-10)
    assert state.masses == pytest.approx(list(sum(c.issued) * weeks), rel=1e-8)


@given(circuits())
def test_identities_of_the_steady_state(c):
    state = model.steady_state(c)
    assert state.issued == pytest.approx(sum(c.issued))
    assert state.mass_before - state.mass_after == pytest.approx(state.issued)
    assert state.volume == pytest.approx(sum(state.received))
    assert sum(state.masses) == pytest.approx(state.mass_before)
    assert state.velocity == pytest.approx(52 * state.volume / state.mass_before)
    assert state.reconverted + state.melted == pytest.approx(1)
    assert -1e-9 <= state.melted <= 1
    if not any(c.melt):
        assert state.reconverted == pytest.approx(1)
    if not any(sum(row) for row in c.pays[1:]) and not any(c.melt):
        assert state.payments == pytest.approx(1)


@given(st.sampled_from([2, 3]), st.floats(0, 0.9), st.floats(0.001, 0.05), st.sampled_from([0.0, 0.002]))
def test_more_reuse_means_more_payments(phase, p, more, melt):
    assert model.steady_state(bousol(phase, p + more, melt)).payments > model.steady_state(bousol(phase, p, melt)).payments


@given(st.permutations(range(4)), st.lists(st.floats(0, 0.9), min_size=4, max_size=4), st.sampled_from([0.0, 0.01]))
def test_the_order_of_sectors_does_not_matter(order, reuse, melt):
    straight = model.steady_state(bousol(3, reuse, melt))
    moved = model.steady_state(bousol(3, [reuse[i] for i in order], melt, shares=[FOUR[i] for i in order]))
    for name in ("payments", "life", "mass_before", "volume", "reconverted"):
        assert getattr(moved, name) == pytest.approx(getattr(straight, name))
    assert moved.received[2:] == pytest.approx([straight.received[2 + i] for i in order])


def test_units_followed_one_by_one():
    """60 000 units of phase 3 with melt and unequal reuse, drawn week by week; the means lie within 4 standard errors."""
    draws, count = np.random.default_rng(2014), 60_000
    melt, reuse = 0.01, np.array([0.7, 0.1, 0.4, 0.55])
    act = np.array([0.4, 0.8, 0.3, 0.3, 0.3, 0.3])  # soliste, beneficiary, four sectors
    holder = (draws.random(count) < 0.375).astype(int)  # 787.5 of 2 100 go to beneficiaries
    weeks, payments, came_back = (np.zeros(count) for _ in range(3))
    alive = np.arange(count)
    while alive.size:
        weeks[alive] += 1
        alive = alive[draws.random(alive.size) >= melt]
        acting = draws.random(alive.size) < act[holder[alive]]
        here = holder[alive]
        goes_on = (here < 2) | (draws.random(alive.size) < reuse[np.maximum(here - 2, 0)])
        pays = alive[acting & goes_on]
        holder[pays] = 2 + draws.choice(4, pays.size, p=FOUR)
        payments[pays] += 1
        came_back[alive[acting & ~goes_on]] = 1
        alive = alive[~(acting & ~goes_on)]
    state = model.steady_state(model.circuit(3, 1312.5, list(reuse), 0.4, 0.3, FOUR, 787.5, 0.8, melt))
    for sample, mean in ((weeks, state.life), (payments, state.payments), (came_back, state.reconverted)):
        assert abs(sample.mean() - mean) < 4 * sample.std() / np.sqrt(count)


@settings(max_examples=40)
@given(circuits(slowest=0.2, most_reuse=0.8))
def test_the_mean_path_loses_nothing_and_settles(c):
    path = model.mean_path(c, 900)
    out = 0.0
    for week, now in enumerate(path, 1):
        out += now.reconverted + now.melted
        assert now.mass_after + out == pytest.approx(week * sum(c.issued))
        assert now.mass_before - now.mass_after == pytest.approx(now.reconverted + now.melted, rel=1e-6, abs=1e-6)
    state, last = model.steady_state(c), path[-1]
    assert (last.mass_before, last.volume) == pytest.approx((state.mass_before, state.volume), rel=1e-6)
    assert last.reconverted == pytest.approx(state.issued * state.reconverted, rel=1e-6)
    assert (last.mass_after, last.melted) == pytest.approx((state.mass_after, state.issued * state.melted), rel=1e-6, abs=1e-4)


# 105 units a week to solistes, everybody acts one week in two, p = 0.4. Before acting: 105 ; then 52.5 kept and 105
# more, and so on. Week 2: solistes 157.5, prestataires 52.5, so 210 ; they spend 78.75 and 26.25, of which 40 % is
# paid on (10.5) and 15.75 reconverted. Week 3: solistes 78.75 + 105, prestataires 26.25 + 78.75 + 10.5.
def test_the_first_weeks_by_hand():
    path = model.mean_path(model.circuit(2, 105, 0.4, 0.5, 0.5, [1.0]), 3)
    assert [week.mass_before for week in path] == pytest.approx([105, 210, 183.75 + 115.5])
    assert [week.volume for week in path] == pytest.approx([52.5, 78.75 + 10.5, 91.875 + 0.4 * 57.75])
    assert [week.reconverted for week in path] == pytest.approx([0, 15.75, 0.6 * 57.75])
    assert [week.mass_after for week in path] == pytest.approx([105, 194.25, 299.25 - 34.65])


@given(st.sampled_from([2, 3]), st.floats(0, 0.97), st.sampled_from([0.0, 0.005]), st.floats(0.05, 1))
def test_reuse_for_payments_inverts_the_steady_state(phase, p, melt, act):
    c = model.circuit(phase, 100, p, act, 0.5, [0.3, 0.7], 50, 0.8, melt)
    assert model.reuse_for_payments(c, model.steady_state(c).payments) == pytest.approx(p, abs=1e-9)


# The first purchase always takes place. With δ = 1/3, a = 1/2, g = 1/2: p = 0 gives 1/2, p = 1 would give 1.
@pytest.mark.parametrize(
    "melt, payments, reuse",
    [
        *[(0, payments, reuse) for payments, reuse in ((3, F(2, 3)), (1, F(0)), (2.5, F(3, 5)), (0.99, None), (0, None))],
        *[(1 / 3, payments, reuse) for payments, reuse in ((0.5, F(0)), (2 / 3, F(1, 2)), (0.49, None), (1.001, None), (5, None))],
    ],
)
def test_reuse_for_payments(melt, payments, reuse):
    found = model.reuse_for_payments(model.circuit(2, 1, 0, 0.5, 0.5, [1.0], melt=melt), payments)
    assert found is None if reuse is None else found == pytest.approx(float(reuse), abs=1e-12)


@given(st.floats(1, 26), st.floats(0, 0.95))
def test_holding_time_and_velocity_are_two_names_of_one_thing(hold, p):
    state = model.steady_state(model.circuit(2, 100, p, 1 / hold, 1 / hold, FOUR))
    # With one holding time h for all, life = h (1 + n) and velocity = 52 n / life: 3 a year with n = 5/3 are 10.83 weeks.
    assert model.WEEKS_PER_YEAR * state.payments / (state.velocity * (1 + state.payments)) == pytest.approx(hold)


@given(st.floats(0, 0.99))
def test_weekly_melt_compounds_to_the_semester(rate):
    left = 1.0
    for _ in range(26):
        left *= 1 - model.weekly_melt(rate)
    assert left == pytest.approx(1 - rate)


@pytest.mark.parametrize(
    "changed, message",
    [
        *[({"phase": phase}, f"phase must be 1, 2 or 3, got {phase}") for phase in (0, 4, "2")],
        *[({"sector_shares": shares}, "sector_shares must be non-negative and sum to 1") for shares in ([], [0.5, 0.4], [1.5, -0.5], [NAN])],
        ({"reuse": [0.1, 0.2]}, "reuse must have one value per sector"),
        *[({"reuse": value}, SHARE.format("reuse", value)) for value in (1, -0.1)],
        ({"reuse": [0.1, 0.2, 0.3, NAN]}, SHARE.format("reuse", "nan")),
        *[({"melt": value}, SHARE.format("melt", value)) for value in (1, -0.01)],
        *[({"act_solistes": value}, rf"act_solistes must be in \(0, 1\], got {value}") for value in (0, 1.01)],
        *[({"act_prestataires": value}, rf"act_prestataires must be in \(0, 1\], got {value}") for value in (-1, NAN)],
        ({"act_beneficiaries": 2}, r"act_beneficiaries must be in \(0, 1\], got 2"),
        *[({"issued_to_solistes": value}, f"issued_to_solistes must be at least 0, got {value}") for value in (-1, NAN)],
        ({"issued_to_beneficiaries": -0.5}, "issued_to_beneficiaries must be at least 0, got -0.5"),
    ],
)
def test_a_circuit_refuses_values_outside_their_range(changed, message):
    model.circuit(**GOOD)
    with pytest.raises(ValueError, match=message):
        model.circuit(**{**GOOD, **changed})


@given(circuits(), st.integers(0, 6))
def test_turns_hold_the_whole_life_of_a_unit(c, count):
    state, turns = model.steady_state(c), model.turns(c, count)
    assert len(turns) == count + 1
    assert sum(turn.reconverted for turn in turns) == pytest.approx(state.reconverted)
    for one, other in pairwise(turns):
        assert one.paid - one.reconverted - one.melted == pytest.approx(other.paid)
    assert sum(turn.melted for turn in turns) + 1 - turns[0].paid == pytest.approx(state.melted, abs=1e-9)
    assert sum(turn.paid for turn in model.turns(c, 4000 if state.payments > 20 else 400)[:-1]) == pytest.approx(state.payments, rel=1e-3)


def test_turns_by_hand():
    assert [turn.paid for turn in model.turns(bousol(2), 4)] == pytest.approx([1, 0.4, 0.16, 0.064, 0.0256])
    assert [turn.reconverted for turn in model.turns(bousol(2), 1)] == pytest.approx([0.6, 0.4])
