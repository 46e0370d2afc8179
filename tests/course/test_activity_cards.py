"""What participants of an activity hold: ballots, cards, baskets, lots, roles and the board of a game."""

import random
import re
from itertools import combinations
from operator import mul

import pytest

from activities import AXES, LOTS, WEIGHTINGS, source
from essor.portable.french import euros, number
from essor.portable.models.deliberation import SPLIT, borda, majority_gauge, weighted_vote
from essor.portable.models.sharing import Workshop, costs_of_groups
from essor.portable.simulators.deliberation_rules import MENTIONS, OPINIONS
from essor.portable.simulators.registry import load
from essor.portable.simulators.scic_votes import DEFAULT as SCIC_COLLEGES
from essor.portable.simulators.shared_workshop import NAMES as WORKSHOP, NEEDS
from essor.portable.simulators.stakeholder_map import PARTNERS
from quoted import plain

BALLOTS = [
    (college, [int(grade) for grade in grades.split("|")])
    for college, grades in re.findall(r"^\| \d+ \| (\w+) \| (\d \| \d \| \d \| \d) \|$", source("d4-vote"), re.MULTILINE)
]

GRADES = [grades for _, grades in BALLOTS]
VOICES = [1] * len(GRADES)
MARKS = load("axis-portfolio").controls[0].default
COSTS = [int(cost.replace(" ", "")) for cost in re.findall(r"^\| \d[.] [^|]+(?: \| \d){4} \| ([\d ]+) €", source("d1-axes"), re.MULTILINE)]
ENVELOPE = 800000
SHOPS = ("l’épicerie", "la librairie", "coiffeur", "l’atelier vélo")


def row(name):
    return [cell.strip() for cell in re.search(rf"^\| {name} \|(.+)\|$", source("d4-vote"), re.MULTILINE)[1].split("|")]


def test_a_ballot_grades_each_project_differently():
    assert len(BALLOTS) == 15
    assert all(len(set(grades)) == 4 for grades in GRADES)


def test_printed_ballots_are_those_of_the_list():
    found = re.findall(r"Bulletin (\d+) : collège « (\w+) »\n(.*?)\n:::", source("d4-vote"), re.DOTALL)
    grades = [[(int(grade), mention) for grade, mention in re.findall(r"\| (\d), ([\w ]+) \|", text)] for _, _, text in found]
    assert [int(rank) for rank, _, _ in found] == list(range(1, 16))
    assert [(college, [grade for grade, _ in row]) for (_, college, _), row in zip(found, grades, strict=True)] == BALLOTS
    assert all(mention == MENTIONS[grade] for row in grades for grade, mention in row)


def test_each_rule_chooses_another_project():
    votes = [votes // SPLIT for votes in weighted_vote(VOICES, GRADES)]
    assert row("Un tour, en voix") == [*map(str, votes), "**Recyclerie**"] and max(votes) == votes[0]
    duel = [votes // SPLIT for votes in weighted_vote(VOICES, [[grades[0], grades[3]] for grades in GRADES])]
    assert sorted(votes)[-2:] == [votes[3], votes[0]]
    assert row("Deux tours, en voix") == [str(duel[0]), "–", "–", str(duel[1]), "**Garage**"] and duel[1] > duel[0]
    points = [points // 2 for points in borda(VOICES, GRADES)]
    assert row("Borda, en points") == [*map(str, points), "**Café**"] and max(points) == points[2]
    assert sum(points) == 90 and points.count(max(points)) == 1
    mentions = [majority_gauge(VOICES, GRADES, option)[0] for option in range(4)]
    assert row("Mention majoritaire") == [*(MENTIONS[grade] for grade in mentions), "**Épicerie**"]
    assert [option for option in range(4) if mentions[option] == max(mentions)] == [1]
    assert [option for option in range(4) if mentions[option] == min(mentions)] == [0]
    assert sum(grades[1] >= 3 for grades in GRADES) == 8


def test_the_opinions_of_the_colleges_are_those_of_the_simulator():
    names = list(dict.fromkeys(college for college, _ in BALLOTS))
    for name, (weight, *opinions) in zip(names, OPINIONS, strict=True):
        own = [grades for college, grades in BALLOTS if college == name]
        middle = [sorted(grades[option] for grades in own)[1] for option in range(4)]
        assert len(own) == 3 and middle[:3] == opinions and middle[3] < max(opinions)
        assert row(name) == [f"{weight} %", *map(str, middle)]


def test_each_structure_has_a_card_and_an_answer():
    answers = re.findall(r"^\| ([^|]+) \| (de plein droit|sous conditions|hors) \|", source("conf-ess-ou-non"), re.MULTILINE)
    cards = re.findall(r"\{a-imprimer\} Carte : ([^\n(]+?)(?: \(fictif\)| \(fictive\))?\n", source("conf-ess-ou-non"))
    assert sorted(name.lower() for name, _ in answers) == sorted(cards)
    assert [door for _, door in answers].count("de plein droit") == 4 and "Quatre entrent par leur forme" in source("conf-ess-ou-non")


def test_cards_of_actors_are_the_partners_of_the_simulator():
    assert re.findall(r"\{a-imprimer\} Carte (A|\d+) :", source("d1-acteurs")) == ["A", *map(str, range(1, len(PARTNERS) + 1))]


def baskets(size):
    return list(combinations(range(5), size))


def cost(basket):
    return sum(COSTS[axis] for axis in basket)


def best_basket(points):
    """The baskets within the envelope that score most, any size, as the page names them."""
    marks = [sum(map(mul, points, row)) for row in MARKS]
    within = [basket for size in range(1, 6) for basket in baskets(size) if cost(basket) <= ENVELOPE]
    most = max(sum(marks[axis] for axis in basket) for basket in within)
    return [basket for basket in within if sum(marks[axis] for axis in basket) == most]


def test_printed_marks_are_those_of_the_simulator():
    rows = re.findall(r"^\| \d[.] [^|]+ \| (\d) \| (\d) \| (\d) \| (\d) \|", source("d1-axes"), re.MULTILINE)
    assert [[*map(int, row)] for row in rows] == MARKS
    assert len(COSTS) == 5 and all(cost == 550000 - 50000 * row[3] for cost, row in zip(COSTS, MARKS, strict=True))


@pytest.mark.parametrize("points", WEIGHTINGS)
def test_each_weighting_has_one_first_axis_and_one_best_basket(points):
    marks = [sum(map(mul, points, row)) for row in MARKS]
    (basket,) = best_basket(points)
    assert marks.count(max(marks)) == 1
    line = next(line for line in source("d1-axes").split("\n") if line.startswith(f"| {', '.join(map(str, points))} |"))
    assert line.endswith(f"| {AXES[marks.index(max(marks))]} | {', '.join(AXES[axis] for axis in basket)} : {plain(euros(cost(basket)))} |")


def test_the_envelope_makes_a_table_choose():
    page = source("d1-axes")
    assert f"Les cinq axes coûtent {plain(euros(sum(COSTS)))}" in page
    assert f"les moins chers font déjà {plain(euros(min(map(cost, baskets(4)))))}" in page
    means = sorted(range(5), key=lambda axis: -sum(MARKS[axis]))
    assert f"Les trois meilleures moyennes coûtent {plain(euros(cost(means[:3])))} : il manque {plain(euros(cost(means[:3]) - ENVELOPE))}" in page
    assert len([basket for basket in baskets(3) if cost(basket) <= ENVELOPE]) == 6 and "Six paniers de trois axes tiennent" in page
    (equal,) = best_basket((1, 1, 1, 1))
    left = ENVELOPE - cost(equal)
    assert f"« {', '.join(AXES[axis] for axis in equal)} », laisse {plain(euros(left))} qui ne paient aucun autre axe" in page
    assert all(COSTS[axis] > left for axis in range(5) if axis not in equal)
    firsts = [max(range(5), key=lambda axis: sum(map(mul, points, MARKS[axis]))) for points in WEIGHTINGS[:4]]
    assert len(set(firsts)) == 4 and len({best_basket(points)[0] for points in WEIGHTINGS[:4]}) == 4


def test_printed_lots_are_those_of_the_calendar():
    cards = re.findall(r"Lot (\d) : .*?\n(.*?)\n:::", source("d2-achat").partition("## À imprimer")[2], re.DOTALL)
    assert [int(rank) for rank, _ in cards] == list(range(1, 8))
    for (rank, card), (amount, labour, rate, first, months) in zip(cards, LOTS[: len(cards)], strict=True):
        when = f"{months} mois, du mois {first} au mois {first + months - 1}\n"
        for told in (plain(euros(amount)), f"main-d’œuvre** : {labour:g} %", f"envisagé** : {rate:g} %", when):
            assert told in card, rank
    assert f"une seule opération, {plain(euros(sum(lot[0] for lot in LOTS[:4])))}" in source("d2-achat")


def test_half_of_a_reserved_lot_in_hours_and_posts():
    half = 180000 * 0.8 / 30 / 2
    told = f"cela fait {plain(number(half))} heures, soit {number(half / 1607, 2)} ETP sur un an, ou {number(half / 1607 / 2, 2)} pendant deux ans"
    assert told in source("d2-achat")
    assert half > 3 * 720


def test_a_fair_share_is_between_a_floor_and_a_ceiling():
    """What the others save when a member leaves, and what the member would pay alone."""
    values = {control.name: control.default for control in load("shared-workshop").controls}
    costs = costs_of_groups(Workshop(values["rent"], values["post"], values["capacity"], values["outside"]), [need for (need,) in NEEDS])
    everyone = len(costs) - 1
    for rank, name in enumerate(WORKSHOP):
        floor, ceiling = costs[everyone] - costs[everyone - (1 << rank)], costs[1 << rank]
        assert plain(f"| {name} | {euros(floor)} | {euros(ceiling)} |") in source("d2-atelier")
        role = rf"(?is)Rôle : \w+, [^\n]*{name.split()[-1].lower()}.*?\*\*{plain(euros(ceiling))} par mois"
        assert re.search(role, source("d2-atelier"))
    # Without the largest member, the four others pay less than four equal shares.
    assert costs[everyone - (1 << 4)] == 2700 < 4 * costs[everyone] / 5 == 2880


def test_roles_that_keep_to_their_cards_vote_as_the_simulator_starts():
    cards = re.findall(r"\*\*Collège : (\w+) \((\d)\)\*\*.*?Vous penchez \*\*(pour|contre)\*\*", source("d3-ag"), re.DOTALL)
    assert len(cards) == source("d3-ag").count("{a-imprimer} Carte de rôle") == 22
    for name, row in zip(("salariés", "usagers", "collectivités", "producteurs", "bénévoles"), SCIC_COLLEGES, strict=True):
        own = [(int(rank), side) for college, rank, side in cards if college == name]
        assert [rank for rank, _ in own] == list(range(1, len(own) + 1))
        assert 100 * sum(side == "pour" for _, side in own) / len(own) == row[3]


def bought(place):
    """What the list of a place of the board buys in each shop, in tokens."""
    listed = re.search(rf"Plateau : {place}\n.*?Votre liste : ([^\n]+)", source("d3-monnaie"), re.DOTALL)[1]
    return [int(re.search(rf"\*\*(\d)\*\* (?:à |au ){shop}", listed)[1]) for shop in SHOPS]


def game(chance, tokens, left=0):
    """Payments of phase 2, wave by wave, played with the cards: `tokens` are those of each shop after the first wave."""
    waves = [sum(tokens)]
    while sum(tokens):
        received = [0] * len(SHOPS)
        for shop, held in enumerate(tokens):
            while held:
                drawn = chance.sample(range(10), min(held, 10))
                for card in drawn:
                    if card < 4:
                        received[card if card != shop else (card + 1) % 4] += 1
                held -= len(drawn)
        waves.append(sum(received))
        for _ in range(left if sum(received) else 0):
            received[received.index(max(received))] -= 1
        tokens = received
    return [wave for wave in waves if wave]


def test_the_lists_of_the_board_spend_its_tokens():
    assert [sum(bought(place)) for place in ("soliste A", "soliste B", "bénéficiaire d’une aide")] == [10, 11, 6]


def test_the_game_gives_the_payments_it_expects():
    chance = random.Random(1)
    start = [a + b for a, b in zip(bought("soliste A"), bought("soliste B"), strict=True)]
    games = [game(chance, start) for _ in range(6000)]
    counts = sorted(map(sum, games))
    assert sum(counts) / len(counts) == pytest.approx(35, abs=0.2)
    page = source("d3-monnaie")
    low, high = map(int, re.search(r"une table seule compte de (\d+) à (\d+) paiements", page).groups())
    assert 0.93 < sum(low <= count <= high for count in counts) / len(counts) < 0.98
    assert f"de {number(low / 21, 1)} à {number(high / 21, 1)} par Bou’Sol" in page
    rooms = sorted(sum(counts_of) / 126 for counts_of in zip(*[iter(map(sum, games))] * 6, strict=True))
    assert [number(rooms[int(len(rooms) * part)], 1) for part in (0.025, 0.975)] == ["1,5", "1,8"] and "entre 1,5 et 1,8" in page
    assert sum(3 <= len(waves) <= 7 for waves in games) / len(games) > 0.9
    means = [sum(waves[rank] if rank < len(waves) else 0 for waves in games) / len(games) for rank in range(4)]
    assert means == pytest.approx([21, 8.4, 3.36, 1.34], abs=0.1) and "21 paiements, puis 8,4, puis 3,4, puis 1,3" in page
    assert f"fait {number(21 * (1 + 0.4 + 0.16) / 21, 2)} en moyenne" in page
    melted = [sum(game(chance, start, left=1)) for _ in range(6000)]
    assert sum(melted) / len(melted) == pytest.approx(33.3, abs=0.2) and "| 33,3 | 1,58 |" in page
