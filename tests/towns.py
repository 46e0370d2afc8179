"""The local currency: its reference circuit, circuits and towns at random, and towns small enough to follow every note."""

import math
from collections import defaultdict
from statistics import mean

from hypothesis import strategies as st

from essor.portable.models import currency as model
from essor.portable.models.currency_agents import Agents
from essor.portable.models.currency_cohorts import town

FOUR = [0.40, 0.20, 0.25, 0.15]
SHARE = r"{} must be in \[0, 1\), got {}"  # what is said of a share out of its range


def within_chance(counts, chances, most=5):
    """Whether counts fit probabilities (chi-square, cells of at least 10 expected, `most` standard deviations)."""
    total, chi, cells, seen, expected = sum(counts.values()), 0.0, 0, 0, 0.0
    for value in sorted(chances):
        seen, expected = seen + counts.get(value, 0), expected + total * chances[value]
        if expected >= 10:
            chi, cells, seen, expected = chi + (seen - expected) ** 2 / expected, cells + 1, 0, 0.0
    assert set(counts) <= set(chances)
    return cells < 2 or (chi - (cells - 1)) / math.sqrt(2 * (cells - 1)) < most


def spread(law, moves):
    """A law of states after a random move: `moves(state)` lists (probability, state)."""
    after = defaultdict(float)
    for state, chance in law.items():
        for share, moved in moves(state):
            if share:
                after[moved] += chance * share
    return after


def changed(purses, rank, by):
    return (*purses[:rank], purses[rank] + by, *purses[rank + 1 :])


def every_outcome(people, shops, chance, act_people, act_shops, reuse, melt, weeks, to_self):
    """The law of (mass before acting, paid), in notes, in the last week, by following every purse and every note."""
    law = {((0,) * people, (0,) * shops): 1.0}
    for _ in range(weeks):
        for i in range(people):
            law = spread(law, lambda s, i=i: [(chance, (changed(s[0], i, 1), s[1])), (1 - chance, s)])
        law = {(*s, (0,) * shops, sum(s[0]) + sum(s[1]), 0): c for s, c in law.items()}  # + inbox, mass, paid
        for side, count in ((0, people), (1, shops)):
            for i in range(count):
                law = spread(law, lambda s, side=side, i=i: one_holder(s, side, i, act_shops if side else act_people, reuse, melt, to_self))
        final, law = law, defaultdict(float)
        for (purses, tills, inbox, _, _), c in final.items():
            law[purses, tuple(a + b for a, b in zip(tills, inbox, strict=True))] += c
    result = defaultdict(float)
    for (*_, mass, paid), c in final.items():
        result[mass, paid] += c
    return result


def one_holder(state, side, rank, act, reuse, melt, to_self):
    """Melt and act, for one holder of a state (purses, tills, inbox, mass, paid)."""
    held, shops = state[side][rank], len(state[1])

    def kept(notes):
        return (*state[:side], changed(state[side], rank, notes - held), *state[side + 1 :])

    after_melt = defaultdict(float)
    for lost in range(held + 1):
        after_melt[kept(held - lost)] += math.comb(held, lost) * melt**lost * (1 - melt) ** (held - lost)
    payees = [i for i in range(shops) if to_self or side == 0 or i != rank]

    def acts(s):
        paths = {(*s[:side], changed(s[side], rank, -s[side][rank]), *s[side + 1 :]): 1.0}
        for _ in range(s[side][rank]):
            paths = spread(
                paths,
                lambda t: (
                    [((reuse if side else 1) / len(payees), (t[0], t[1], changed(t[2], i, 1), t[3], t[4] + 1)) for i in payees]
                    + ([(1 - reuse, t)] if side else [])
                ),
            )
        return [(1 - act, s)] + [(act * c, t) for t, c in paths.items()]

    return [(c, t) for t, c in spread(after_melt, acts).items()]


TINY = [(1, 2, 0.0, 4), (2, 2, 0.0, 3), (1, 3, 0.0, 4), (2, 2, 0.2, 3)]


def averages(path):
    return [mean(w.volume for w in path) / 100, mean(w.mass_before for w in path) / 100, mean(w.mass_after for w in path) / 100]


def agents_path(place, weeks, seed, **rules):
    run = Agents(place, seed, **rules)
    return [run.week() for _ in range(weeks)]


# Books, purses and seeds


@st.composite
def towns(draw):
    count = draw(st.integers(1, 4))
    weights = draw(st.lists(st.integers(1, 9), min_size=count, max_size=count))
    rate = st.floats(0.05, 1)
    return town(
        draw(st.integers(1, 25)),
        draw(st.integers(2 * count, 15)),
        draw(st.lists(st.floats(0, 0.95), min_size=count, max_size=count)),
        draw(rate),
        draw(rate),
        [w / sum(weights) for w in weights],
        draw(rate),
        draw(st.integers(0, 10)),
        draw(st.sampled_from([0, 20, 50, 35])),
        draw(rate),
        draw(st.sampled_from([0.0, 0.001, 0.05, 0.4])),
    )


_RULES = {"communes": st.integers(1, 74), "near": st.floats(0, 1), "most_notes": st.integers(1, 4), "coverage": st.floats(0, 1)}
RULES = st.fixed_dictionaries({}, optional={**_RULES, "names": st.integers(0, 6), "fee": st.floats(0, 0.2)})


def whole(*amounts):
    return all(isinstance(amount, int) for amount in amounts)


def bousol(phase, reuse=0.4, melt=0.0, solistes=250, shares=FOUR):
    """The reference setting: a 20 € tranche with probability 0.25 a week, a = 0.5; 60 × 50 € every four weeks, held
    1.25 weeks on average."""
    return model.circuit(phase, solistes * 0.25 * 21, reuse, 0.5, 0.5, shares, 60 * 50 / 4 * 21 / 20, 0.8, melt)


@st.composite
def circuits(draw, slowest=1 / 26, most_reuse=0.95):
    weights, act = draw(st.lists(st.integers(1, 9), min_size=1, max_size=5)), st.floats(slowest, 1)
    reuse = draw(st.lists(st.floats(0, most_reuse), min_size=len(weights), max_size=len(weights)))
    shares, melt = [w / sum(weights) for w in weights], draw(st.sampled_from([0.0]) | st.floats(0, 0.2))
    phase, to_solistes, to_others = draw(st.sampled_from([1, 2, 3])), draw(st.floats(0.1, 1e5)), draw(st.floats(0, 1e5))
    return model.circuit(phase, to_solistes, reuse, draw(act), draw(act), shares, to_others, draw(act), melt)
