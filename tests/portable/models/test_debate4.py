"""Transversality (TR-01 to TR-05), the missing link and the rules of deliberation, against brute force and hand counts."""

import random
from fractions import Fraction as F
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essor.portable.models import deliberation, transversality
from essor.portable.models.networks import betweenness, components
from essor.portable.simulators import registry
from essor.portable.simulators.declaration import View


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def presets(slug):
    simulator = registry.load(slug)
    return {p.key: [plain(i.text) for i in simulator.run(p.values).indicators] for p in simulator.presets}


# --- transversality -------------------------------------------------------------------------------------------------

matrices = st.integers(1, 5).flatmap(lambda actions: st.lists(st.lists(st.integers(0, 3), min_size=actions, max_size=actions), min_size=2, max_size=7))


@given(matrices)
def test_coverage_and_density_by_sets(matrix):
    n = len(matrix)
    active = {d for d in range(n) if any(level >= 2 for level in matrix[d])}
    assert transversality.coverage(matrix) == pytest.approx(len(active) / n)  # TR-01
    teams = [{d for d in range(n) if matrix[d][a] >= 2} for a in range(len(matrix[0]))]
    pairs = {pair for team in teams for pair in combinations(sorted(team), 2)}
    assert set(transversality.working_pairs(matrix)) == pairs
    assert transversality.density(matrix) == pytest.approx(float(F(2 * len(pairs), n * (n - 1))))  # TR-02


@given(matrices)
def test_an_empty_row_caps_the_density(matrix):
    # « One empty row weighs more than many links » (models.md §3): n − 1 departments make (n−1)(n−2) of n(n−1) pairs.
    emptied = [[0] * len(matrix[0]), *matrix[1:]]
    n = len(matrix)
    assert transversality.density(emptied) <= (n - 2) / n + 1e-12
    assert transversality.coverage(emptied) <= 1 - 1 / n + 1e-12


@pytest.mark.parametrize(
    "matrix, ess, alone, orphans",
    [
        ([[3, 3, 3], [0, 0, 0]], 0, F(1), []),
        ([[3, 3, 2], [0, 3, 3]], 0, F(1, 3), []),  # the second is led by two
        ([[2, 2, 2], [3, 1, 0]], 0, F(0), [1, 2]),
        ([[3, 3, 2], [0, 3, 3]], 1, F(1, 3), []),
    ],
)
def test_dependence(matrix, ess, alone, orphans):
    assert transversality.dependence(matrix, ess) == pytest.approx(float(alone))  # TR-03
    assert transversality.without_leader(matrix) == orphans


@pytest.mark.parametrize(
    "budgets, elsewhere, index",
    [
        ([260, 0, 0, 90, 20, 30, 0], F(140, 400), F(260**2 + 90**2 + 20**2 + 30**2, 400**2)),
        ([400, 0], F(0), F(1)),
        ([0, 400], F(1), F(1)),
        ([0, 0], F(0), F(0)),
        ([100, 100], F(1, 2), F(1, 2)),
    ],
)
def test_money(budgets, elsewhere, index):
    assert transversality.budget_elsewhere(budgets, 0) == pytest.approx(float(elsewhere))  # TR-04
    assert transversality.concentration(budgets) == pytest.approx(float(index))  # TR-05


def test_one_department():
    assert transversality.density([[3]]) == 0


# By hand on the default table: 6 of 7 contribute; pairs EA, ES, AS, EF, EC, EM, CM of 21; 3 of 5 led alone; 140 of 400.
def test_matrix_presets():
    assert presets("transversality-matrix") == {
        "depart": ["85,7 %", "33,3 %", "60,0 %", "35,0 %"],
        "tuyau": ["14,3 %", "0,0 %", "100,0 %", "0,0 %"],
        "ligne": ["100,0 %", "42,9 %", "60,0 %", "35,0 %"],
        "partage": ["100,0 %", "71,4 %", "20,0 %", "70,0 %"],
    }


@pytest.mark.parametrize("key, silo", [("depart", True), ("tuyau", True), ("partage", False)])
def test_the_silo_is_named(key, silo):
    simulator = registry.load("transversality-matrix")
    (preset,) = [p for p in simulator.presets if p.key == key]
    assert ("La lecture est celle d’un tuyau d’orgue" in simulator.run(preset.values).sentence) is silo


def test_heat_map_says_each_level_in_words_or_digits():
    figure = registry.load("transversality-matrix").run().figures[0]
    for narrow in (False, True):
        (trace,) = figure.draw(View(narrow, False))["data"]
        assert len(trace["z"]) == len(trace["text"]) == 7
        for levels, texts in zip(trace["z"], trace["text"], strict=True):
            words = ["0", "informée", "contribue", "pilote"] if not narrow else ["0", "1", "2", "3"]
            assert texts == [words[level] for level in levels]


# --- the missing link -----------------------------------------------------------------------------------------------

graphs = st.integers(3, 7).flatmap(lambda n: st.tuples(st.just(n), st.sets(st.sampled_from(list(combinations(range(n), 2))), max_size=14)))


def walks(n, edges, start, end):
    """All shortest paths, by breadth, each a tuple of members."""
    paths, done = [(start,)], []
    while paths and not done:
        longer = []
        for path in paths:
            for other in range(n):
                if other not in path and ((path[-1], other) in edges or (other, path[-1]) in edges):
                    (done if other == end else longer).append((*path, other))
        paths = longer
    return done


@given(graphs)
def test_betweenness_by_enumerating_shortest_paths(graph):
    n, edges = graph
    for member in range(n):
        share = F(0)
        for a, b in combinations([m for m in range(n) if m != member], 2):
            found = walks(n, edges, a, b)
            if found:
                share += F(sum(member in path for path in found), len(found))
        exact = share / F((n - 1) * (n - 2), 2)
        assert betweenness(n, sorted(edges))[member] == pytest.approx(float(exact), abs=1e-8)


def test_star():
    assert betweenness(9, [(0, other) for other in range(1, 9)]) == [1] + [0] * 8


# Star and 2-3, 7-9: 28 pairs of others, two of them linked directly; two pairs and four alone are left.
def test_link_presets():
    assert presets("missing-link") == {
        "depart": ["92,9 %", "6", "7,1 %", "7,1 %"],
        "etoile": ["100,0 %", "8", "0,0 %", "0,0 %"],
        "tissage": ["71,4 %", "2", "46,4 %", "21,4 %"],
        "autre": ["0,0 %", "1", "100,0 %", "28,6 %"],
    }


@pytest.mark.parametrize("seed", range(40))
def test_the_simulator_against_union_find(seed):
    draw = random.Random(seed)
    simulator = registry.load("missing-link")
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


@pytest.mark.parametrize(
    "leaver, links, ok, words",
    [
        ("9", [[1, 2], [2, 3]], None, "il était déjà en morceaux"),
        ("9", [], None, "il était déjà en morceaux"),
        ("1", [[1, 2]], None, "il était déjà en morceaux"),
        ("9", [[1, other] for other in range(2, 10)], True, "le réseau tient"),
        ("1", [[1, other] for other in range(2, 10)], False, "le réseau se casse"),
    ],
)
def test_a_network_already_broken_is_not_broken_by_a_departure(leaver, links, ok, words):
    lines = links + [[0, 0]] * (16 - len(links))
    groups = registry.load("missing-link").run({"leaver": leaver, "links": lines}).indicators[1]
    assert words in groups.verdict.text
    assert groups.verdict.ok is ok and (groups.number == 1) is (ok is True)


def test_seven_links_are_the_least_that_hold_eight():
    # Every set of six links leaves at least two groups; brute force on four members, three links.
    everyone = list(combinations(range(4), 2))
    assert all(len(components(4, chosen)) > 1 for chosen in combinations(everyone, 2))
    assert any(len(components(4, chosen)) == 1 for chosen in combinations(everyone, 3))


# --- deliberation ---------------------------------------------------------------------------------------------------

WEIGHTS = [25, 20, 30, 15, 10]  # models.md §3
ballots = st.integers(2, 4).flatmap(
    lambda options: st.lists(st.tuples(st.integers(0, 40), st.lists(st.integers(0, 4), min_size=options, max_size=options)), min_size=1, max_size=6)
)


def unzip(cast):
    return [weight for weight, _ in cast], [row for _, row in cast]


@given(ballots)
def test_weighted_vote_gives_out_all_the_weight(cast):
    weights, grades = unzip(cast)
    votes = deliberation.weighted_vote(weights, grades)
    assert sum(votes) == sum(weights) * deliberation.SPLIT
    exact = [sum(F(w, sum(g == max(row) for g in row)) for w, row in cast if row[o] == max(row)) for o in range(len(grades[0]))]
    assert [F(v, deliberation.SPLIT) for v in votes] == exact


@given(ballots)
def test_borda_by_averaged_ranks(cast):
    weights, grades = unzip(cast)
    options = len(grades[0])
    exact = [F(0)] * options
    for weight, row in cast:
        for option in range(options):
            places = [place for place, grade in enumerate(sorted(row)) if grade == row[option]]
            exact[option] += weight * F(sum(places), len(places))
    assert [F(p, 2) for p in deliberation.borda(weights, grades)] == exact


@given(ballots)
def test_majority_grade_is_the_lower_median(cast):
    weights, grades = unzip(cast)
    for option in range(len(grades[0])):
        voters = sorted(grade for weight, row in cast for grade in [row[option]] * weight)
        middle, above, below = deliberation.majority_gauge(weights, grades, option)
        assert middle == (voters[(len(voters) - 1) // 2] if voters else 0)
        assert (above, below) == (sum(v > middle for v in voters), sum(v < middle for v in voters))


@given(ballots, st.permutations(range(4)))
def test_no_rule_depends_on_the_order_of_options(cast, order):
    weights, grades = unzip(cast)
    order = [o for o in order if o < len(grades[0])]
    shuffled = [[row[o] for o in order] for row in grades]
    for rule in (deliberation.weighted_vote, deliberation.borda, deliberation.majority_judgement):
        assert [rule(weights, grades)[o] for o in order] == rule(weights, shuffled)


@given(ballots)
def test_all_rules_choose_what_everyone_prefers(cast):
    weights, grades = unzip([(weight + 1, [*row[:-1], 5]) for weight, row in cast])
    last = len(grades[0]) - 1
    for rule in (deliberation.weighted_vote, deliberation.borda, deliberation.majority_judgement):
        assert deliberation.winners(rule(weights, grades)) == [last]


# The gauge: at equal grades, more above than below comes first, then more above, or less below (Balinski and Laraki 2010).
@pytest.mark.parametrize(
    "grades, order",
    [
        ([[4, 4], [2, 2], [2, 2], [2, 1]], (0, 1)),
        ([[3, 2], [2, 2], [2, 2], [1, 1]], (0, 1)),  # 1 above and 1 below, against none and 1: equal by the gauge
        ([[2, 2], [2, 2], [2, 1]], (0, 1)),
    ],
)
def test_majority_gauge_order(grades, order):
    first, second = (deliberation.majority_judgement([1] * len(grades), grades)[o] for o in order)
    assert first >= second


# By hand, at the defaults: first places 45 / 25 / 30; Borda 0.90 / 0.90 / 1.20; bien (65 % at 3 or more), passable, insuffisant.
def test_deliberation_presets():
    assert presets("deliberation-rules") == {
        "trois-regles": ["45,0 %", "1,20", "3 (bien)", "3 sur 3"],
        "poids-egaux": ["60,0 %", "1,20", "3 (bien)", "2 sur 3"],
        "accord": ["100,0 %", "2,00", "4 (très bien)", "1 sur 3"],
    }


# SCIC-30: an ordinary meeting adopts above one half. 45 % is first, and is not adopted.
@pytest.mark.parametrize("key, missing", [("trois-regles", True), ("poids-egaux", False), ("accord", False)])
def test_first_without_a_majority_is_said(key, missing):
    simulator = registry.load("deliberation-rules")
    (preset,) = [p for p in simulator.presets if p.key == key]
    assert ("sans majorité" in simulator.run(preset.values).indicators[0].verdict.text) is missing


def test_the_three_rules_part_at_the_defaults():
    simulator = registry.load("deliberation-rules")
    opinions = simulator.values()["opinions"]
    assert [row[0] for row in opinions] == WEIGHTS
    assert [i.verdict.text for i in simulator.run().indicators[:3]] == ["Recyclerie, sans majorité", "Café associatif", "Épicerie solidaire"]


@pytest.mark.parametrize(
    "weights, ok, words",
    [
        (WEIGHTS, True, "permis"),
        ([30, 30, 30, 5, 5], False, "au moins 10"),
        ([60, 10, 10, 10, 10], False, "au plus 50"),
        ([25, 20, 30, 15, 20], False, "110"),
        ([40, 35, 25, 0, 0], True, "à vérifier"),  # no weight: no college
        ([50, 50, 0, 0, 0], False, "au moins 3 collèges (à vérifier)"),
        ([0, 0, 0, 0, 0], False, "la somme"),
    ],
)
def test_college_weights_are_judged(weights, ok, words):
    rows = [[weight, 1, 2, 3] for weight in weights]
    outcome = registry.load("deliberation-rules").run({"opinions": rows})
    verdict = outcome.indicators[3].verdict
    assert verdict.ok is ok and words in plain(verdict.text)
    if not sum(weights):
        assert outcome.sentence.startswith("Aucun collège")
