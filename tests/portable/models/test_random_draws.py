"""Random numbers against published ones, draws against their laws."""

import math
from collections import Counter
from itertools import pairwise, product
from statistics import mean

import pytest
from hypothesis import given, strategies as st

from essor.portable.models import random_draws
from essor.portable.models.random_draws import Draws, uniform_stream
from towns import within_chance

# L'Ecuyer's RngStreams, first stream, every seed 12345: the first five numbers that its manual prints.
PUBLISHED = [0.127011122, 0.318527565, 0.309186015, 0.825846862, 0.221629915]


def test_the_generator_gives_the_published_numbers():
    uniform = random_draws._mrg32k3a([12345.0] * 6).__next__
    assert [uniform() for _ in PUBLISHED] == pytest.approx(PUBLISHED, abs=2e-9)


def test_the_generator_in_doubles_is_the_one_in_whole_numbers():
    m1, m2 = 4294967087, 4294944443
    x, y = [12345, 23456, 34567], [45678, 56789, 67890]
    uniform = random_draws._mrg32k3a([float(n) for n in x + y]).__next__
    for _ in range(20_000):
        x = [x[1], x[2], (1403580 * x[1] - 810728 * x[0]) % m1]
        y = [y[1], y[2], (527612 * y[2] - 1370589 * y[0]) % m2]
        assert uniform() == ((x[2] - y[2]) % m1 or m1) * (1 / (m1 + 1.0))


def test_uniform_numbers_fill_the_interval_evenly():
    uniform = uniform_stream(7)
    drawn = [uniform() for _ in range(40_000)]
    assert all(0 < u < 1 for u in drawn)
    assert within_chance(Counter(int(100 * u) for u in drawn), dict.fromkeys(range(100), 0.01))
    pairs = Counter((int(10 * a), int(10 * b)) for a, b in pairwise(drawn))
    assert within_chance(pairs, dict.fromkeys(product(range(10), repeat=2), 0.01))


def test_neighbouring_seeds_share_nothing():
    streams = [uniform_stream(seed) for seed in range(200)]
    firsts = [stream() for stream in streams]
    assert len(set(firsts)) == 200
    assert within_chance(Counter(int(10 * u) for u in firsts), dict.fromkeys(range(10), 0.1))


@pytest.mark.parametrize("seed", [-1, 2**32, 1.5, float("nan")])
def test_a_seed_is_a_whole_number_of_32_bits(seed):
    with pytest.raises(ValueError, match="seed must be a whole number"):
        uniform_stream(seed)


# Below and above the mean where rejection takes over, few and many trials, each side of one half.
@pytest.mark.parametrize(
    "trials, chance", [(1, 0.3), (2, 0.5), (12, 0.25), (30, 0.4), (40, 0.5), (60, 0.25), (61, 0.25), (250, 0.9), (1000, 0.005), (3000, 0.37), (161_000, 0.25)]
)
def test_binomial_draws_follow_the_binomial_law(trials, chance):
    draws = Draws(trials)
    counts = Counter(draws.binomial(trials, chance) for _ in range(20_000))
    whole = math.lgamma(trials + 1)
    law = {
        k: math.exp(whole - math.lgamma(k + 1) - math.lgamma(trials - k + 1) + k * math.log(chance) + (trials - k) * math.log1p(-chance))
        for k in range(trials + 1)
    }
    assert within_chance(counts, law)


@given(st.integers(0, 10**6), st.floats(0, 1), st.integers(0, 999))
def test_a_binomial_draw_stays_in_its_range(trials, chance, seed):
    count = Draws(seed).binomial(trials, chance)
    assert isinstance(count, int) and 0 <= count <= trials
    assert chance not in (0, 1) or count == trials * chance


@pytest.mark.parametrize("trials, chance", [(-1, 0.5), (3, -0.1), (3, 1.1), (3, float("nan"))])
def test_a_binomial_refuses_what_is_not_a_probability(trials, chance):
    with pytest.raises(ValueError, match="binomial of"):
        Draws(1).binomial(trials, chance)


def test_multinomial_draws():
    draws, total, rounds = Draws(3), [0, 0, 0], 4000
    for _ in range(rounds):
        counts = draws.multinomial(50, [0.5, 0.2, 0.3])
        assert sum(counts) == 50 and min(counts) >= 0
        total = [a + b for a, b in zip(total, counts, strict=True)]
    for count, share in zip(total, [0.5, 0.2, 0.3], strict=True):
        trials = 50 * rounds
        assert abs(count - trials * share) < 4 * math.sqrt(trials * share * (1 - share))
    assert draws.multinomial(9, [1.0]) == [9] and draws.multinomial(0, [0.5, 0.5]) == [0, 0]


@given(st.floats(0, 1e6), st.integers(0, 99))
def test_rounding_goes_to_a_neighbour(amount, seed):
    assert Draws(seed).rounded(amount) in (math.floor(amount), math.floor(amount) + 1)


def test_rounding_keeps_the_mean():
    draws = Draws(5)
    assert abs(mean(draws.rounded(2.3) for _ in range(20_000)) - 2.3) < 4 * math.sqrt(0.3 * 0.7 / 20_000)
