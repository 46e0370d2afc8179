"""The simulators of networks: links given twice, and who is reached, against union-find."""

import random
from itertools import combinations

import pytest

from essor.portable.simulators.registry import load


def test_a_link_given_twice_or_to_oneself_counts_once_or_not():
    links = [[1, 2], [1, 1], [1, 3]] + [[1, 0]] * 8
    assert load("stakeholder-map").run({"links": links}).indicators[0].number == pytest.approx(100 * 12 / 66)


@pytest.mark.parametrize("seed", range(40))
def test_the_simulator_against_union_find(seed):
    draw = random.Random(seed)
    simulator = load("missing-link")
    rows = len(simulator.control("links").rows)
    links = [[draw.randint(0, 9), draw.randint(0, 9)] for _ in range(rows)]
    leaver = draw.randint(1, 9)
    parent = {m: m for m in range(1, 10) if m != leaver}

    def root(m):
        while parent[m] != m:
            m = parent[m]
        return m

    kept = {tuple(sorted(link)) for link in links if 0 not in link and leaver not in link and link[0] != link[1]}
    for a, b in kept:
        parent[root(a)] = root(b)
    roots = [root(m) for m in parent]
    joined = sum(root(a) == root(b) for a, b in combinations(parent, 2))
    outcome = simulator.run({"leaver": str(leaver), "links": links})
    _, groups, reached, dense = outcome.indicators
    assert groups.number == len(set(roots))
    assert reached.number == pytest.approx(100 * joined / 28)
    assert dense.number == pytest.approx(100 * len(kept) / 28)
