"""Networks, against brute force."""

import math
from fractions import Fraction as F
from itertools import combinations

import pytest
from hypothesis import given, strategies as st

from essor.portable.models.networks import betweenness, centralisation, components, density, neighbours, star, without


def edges_of(n):
    pairs = list(combinations(range(n), 2))
    return st.lists(st.sampled_from(pairs), max_size=2 * n) if pairs else st.just([])


networks = st.integers(2, 7).flatmap(lambda n: st.tuples(st.just(n), edges_of(n)))


def paths_between(near, a, b):
    """Every shortest path from a to b, by trying paths of growing length."""
    paths = [[a]]
    while paths:
        arrived = [path for path in paths if path[-1] == b]
        if arrived:
            return arrived
        paths = [[*path, other] for path in paths for other in near[path[-1]] if other not in path]
    return []


@given(networks)
def test_betweenness_by_brute_force(network):
    n, edges = network
    near = neighbours(n, edges)
    scores = betweenness(n, edges)
    for member in range(n):
        others = [m for m in range(n) if m != member]
        through = F(0)
        for a, b in combinations(others, 2):
            paths = paths_between(near, a, b)
            if paths:
                through += F(len([path for path in paths if member in path]), len(paths))
        pairs = math.comb(n - 1, 2)
        assert scores[member] == pytest.approx(float(through / pairs) if pairs else 0, abs=1e-8)
    highest = max(scores)
    assert centralisation(n, edges) == pytest.approx(sum(highest - s for s in scores) / (n - 1) if n > 2 else 0, abs=1e-8)


@given(networks)
def test_density_and_components_by_definition(network):
    n, edges = network
    distinct = {tuple(sorted(edge)) for edge in edges}
    assert density(n, edges) == pytest.approx(len(distinct) / math.comb(n, 2))
    groups = components(n, edges)
    assert sorted(member for group in groups for member in group) == list(range(n))
    assert [len(group) for group in groups] == sorted((len(group) for group in groups), reverse=True)
    place = {member: rank for rank, group in enumerate(groups) for member in group}
    for a, b in combinations(range(n), 2):
        assert (place[a] == place[b]) is bool(paths_between(neighbours(n, edges), a, b))


@given(networks)
def test_a_member_leaves_with_its_links(network):
    n, edges = network
    left, rest = without(n, edges, 0)
    assert left == n - 1 and len(rest) == len([edge for edge in edges if 0 not in edge])
    assert all(0 <= a < left and 0 <= b < left for a, b in rest)


@pytest.mark.parametrize("n", [3, 4, 12])
def test_a_star_leans_on_its_centre_and_a_ring_on_nobody(n):
    assert centralisation(n, star(n)) == 1 and betweenness(n, star(n)) == [1] + [0] * (n - 1)
    ring = [(i, (i + 1) % n) for i in range(n)]
    assert centralisation(n, ring) == pytest.approx(0)


@pytest.mark.parametrize("n, edges", [(0, []), (1, []), (2, []), (2, [(0, 1)])])
def test_small_networks(n, edges):
    assert betweenness(n, edges) == [0] * n and centralisation(n, edges) == 0
    assert density(n, edges) == (1 if edges else 0)


@pytest.mark.parametrize("edge", [(0, 0), (0, 3), (-1, 1)])
def test_a_link_to_nobody_is_refused(edge):
    with pytest.raises(ValueError):
        density(3, [edge])
