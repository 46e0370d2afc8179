"""The group activities: pages that share a skeleton, minutes that add up, and expected results that hold."""

import random
import re
from itertools import combinations
from operator import mul

import pytest

from essor.places import COURSE
from essor.portable.french import euros, number, percent, quantity
from essor.portable.models.deliberation import SPLIT, borda, majority_gauge, weighted_vote
from essor.portable.models.sharing import Workshop, costs_of_groups
from essor.portable.simulators.deliberation_rules import MENTIONS, OPINIONS
from essor.portable.simulators.registry import load
from essor.portable.simulators.scic_votes import DEFAULT as SCIC_COLLEGES
from essor.portable.simulators.shared_workshop import NAMES as WORKSHOP
from essor.portable.simulators.shared_workshop import NEEDS
from essor.portable.simulators.stakeholder_map import PARTNERS
from essor.readers import running_order
from quoted import between, heard, plain, preset, share, shown

ACTIVITIES = COURSE / "book" / "formateur" / "activites"
DAY = {activity.key: activity for activity in running_order.load(COURSE / "data" / "deroules.csv")[running_order.DAY]}
PAGES = sorted(path.stem for path in ACTIVITIES.glob("*.md") if path.stem != "index")
SECTIONS = ["But", "Durée, groupes et matériel", "Consignes", "Résultats attendus", "Débriefing", "À imprimer"]


def source(page):
    return plain((ACTIVITIES / f"{page}.md").read_text("utf8"))


@pytest.mark.parametrize("page", PAGES)
def test_an_activity_has_its_sections(page):
    assert re.findall(r"^## (.+)$", source(page), re.MULTILINE) == SECTIONS
    assert "{a-imprimer}" in source(page).partition("## À imprimer")[2]


@pytest.mark.parametrize("page", PAGES)
def test_the_minutes_of_the_steps_are_those_of_the_activity(page):
    steps = re.search(r"^## Consignes\n(.*?)^## ", source(page), re.DOTALL | re.MULTILINE)[1]
    minutes = [int(found) for found in re.findall(r"^\d+\. [^\n]*?(\d+) min", steps, re.MULTILINE)]
    assert len(minutes) == len(re.findall(r"^\d+\. ", steps, re.MULTILINE))
    assert sum(minutes) == DAY[page].duration


def test_the_index_has_each_activity_with_its_duration():
    rows = re.findall(r"^\* - \{doc\}`[^<]+<([\w-]+)>`\n  - .+\n  - (\d+) min$", source("index"), re.MULTILINE)
    assert dict(rows) == {key: str(activity.duration) for key, activity in DAY.items() if "/activites/" in activity.page}


def test_a_page_says_how_long_its_activity_lasts_and_what_it_takes_wherever_it_is_played():
    printed = dict(re.findall(r"^\* - \{doc\}`[^<]+<([\w-]+)>`\n(?:  - .+\n){3}  - (.+)$", source("index"), re.MULTILINE))
    assert set(printed) == set(PAGES)
    for variant, activities in running_order.load(COURSE / "data" / "deroules.csv").items():
        for activity in activities:
            if "/activites/" in activity.page:
                if activity.duration != DAY[activity.key].duration:
                    told = re.search(r"\*\*Durée\*\* : (.+)", source(activity.key))[1]
                    where = "à distance" if "distance" in variant else "demi-journée"
                    assert f"; {activity.duration} " in told and where in told, activity
                assert plain(activity.material).removesuffix(", simulateur") == printed[activity.key], activity


# A table per page: simulator, values, place (see `quoted.shown`), how the page writes it.

NOBODY = [0] * 6


def full(departments):
    """A matrix whose first departments all work together and whose others are left blank."""
    return {"matrix": [[2] * 5 + [0]] * departments + [NOBODY] * (7 - departments)}


THREE_ACTIONS = {"matrix": [[3, 3, 3, 0, 0, 10], *[NOBODY] * 6]}
EXAGGERATED = {"opinions": [[25, 1, 3, 2], [20, 3, 0, 2], [30, 1, 0, 4], [15, 4, 2, 3], [10, 4, 3, 0]]}
EQUAL = preset("deliberation-rules", "poids-egaux")

MATRICES = load("transversality-matrix").presets


def cell(name, before, written):
    """A cell of a table of a page: the row's name, how many cells stand before, and what is written."""
    return f"| {name} {'| [^|]+ ' * before}| {written} |"


D4_MATRICE = [
    *[("transversality-matrix", one.values, at, lambda n, one=one, at=at: cell(one.label, at, share(n))) for one in MATRICES for at in range(4)],
    ("transversality-matrix", full(6), 1, lambda n: f"À la prédiction.. : {share(n)}, soit 15 paires sur 21"),
    ("transversality-matrix", full(6), 0, lambda n: f"Ceux qui répondent {share(n)} ont compté les directions"),
    ("transversality-matrix", full(6), 1, lambda n: f"elle ne dépassera pas {share(n)} de densité"),
    ("transversality-matrix", full(5), 1, lambda n: f"avec cinq directions, {share(n)} ;"),
    ("transversality-matrix", full(4), 1, lambda n: f"avec quatre, {share(n)}[.]"),
    ("transversality-matrix", THREE_ACTIONS, 2, lambda n: f"il affiche {percent(n / 100)} de dépendance et non 100 %"),
]

D4_VOTE = [
    ("deliberation-rules", {}, 0, lambda n: f"vote pondéré.. : la recyclerie, avec {percent(n / 100)} ;"),
    ("deliberation-rules", {}, 1, lambda n: f"Borda.. : le café, avec {number(n, 2)} point par voix"),
    ("deliberation-rules", {}, 2, lambda n: f"l’épicerie, avec « {MENTIONS[n]} »"),
    (
        "deliberation-rules",
        {},
        None,
        heard("Vote pondéré : Recyclerie ; Borda : Café associatif ; Jugement majoritaire : Épicerie solidaire.", "le café, avec 1,20"),
    ),
    ("deliberation-rules", EQUAL, 0, lambda n: f"gagne au vote pondéré, {percent(n / 100)}, et selon Borda"),
    (
        "deliberation-rules",
        EQUAL,
        None,
        heard("Borda : Recyclerie ; Jugement majoritaire : Recyclerie et Épicerie solidaire.", "la première place au jugement"),
    ),
    ("deliberation-rules", EXAGGERATED, None, heard("Borda : Recyclerie et Café associatif ;", "et rejoint la recyclerie selon Borda")),
    ("deliberation-rules", EXAGGERATED, None, heard("Jugement majoritaire : Café associatif.", "gagne au jugement majoritaire, et")),
]

ALL_HOLD = "toutes les clauses tiennent"
LOTS = next(control for control in load("clause-planner").controls if control.name == "lots").default


def clauses(without=(), start=()):
    """The lots of d2-achat: those that have no clause, and (lot, first month) where it is moved."""
    moved = dict(start)
    return {"lots": [[a, p, 0 if rank in without else t, moved.get(rank, first), m] for rank, (a, p, t, first, m) in enumerate(LOTS, 1)]}


def of_lot(rank):
    """The settings of the hours of a lot: works are parts of one operation, each service is a contract."""
    amount, labour, rate, _, _ = LOTS[rank - 1]
    return {"kind": "travaux" if rank <= 4 else "services", "whole": rank > 4, "amount": amount, "labour": labour, "rate": rate}


D2_ACHAT = [
    *[("insertion-hours", of_lot(rank), 0, lambda n, rank=rank: rf"| {rank}[.] [^|]+ | {number(n, 0)} |") for rank in range(1, 8)],
    *[("insertion-hours", of_lot(rank), 1, lambda n, rank=rank: rf"| {rank}[.] [^|]+ | [^|]+ | {number(n, 2)} |") for rank in range(1, 8)],
    ("insertion-hours", of_lot(5), (0, 3, 2), lambda cell: f"Le lot 5 compte {cell} heures de main-d’œuvre"),
    ("clause-planner", clauses(), None, lambda told: f"feraient {between(told, ' sur ', ' ;')} heures"),
    ("clause-planner", clauses(), 0, lambda n: f"avec deux postes en même temps, le calendrier en garde {number(n)} et écarte la voirie"),
    ("clause-planner", clauses(), None, heard("il faut écarter : voirie.", "écarte la voirie")),
    ("clause-planner", clauses(start=[(4, 17)]), None, heard(ALL_HOLD, "Commencer la voirie au mois 17 fait tout tenir")),
    ("clause-planner", clauses(without=(5, 6, 7)), 0, lambda n: f"Les clauses de travaux seules donnent {number(n)} heures"),
    ("clause-planner", clauses(without=(5, 6, 7)), 2, lambda n: f"laissent {number(24 - n)} mois sans un poste"),
    ("clause-planner", clauses(without=(2, 5, 7)), 0, lambda n: f"Quatre clauses, {number(n)} heures, toutes tenues"),
    ("clause-planner", clauses(without=(2, 5, 7)), 0, lambda n: f"environ {number(n + 2400)} heures"),
    ("clause-planner", clauses(without=(2, 5, 7)), None, heard(ALL_HOLD, "la voirie passe même sans être décalée")),
    ("clause-planner", clauses(without=(2, 5, 7), start=[(4, 17)]), None, heard(ALL_HOLD, "Clause, au mois 17")),
]

D2_ATELIER = [
    *[
        ("shared-workshop", {}, (0, rank, column), lambda told, name=name, column=column: cell(name, column - 1, told))
        for rank, name in enumerate(WORKSHOP[:5])
        for column in range(1, 6)
    ],
    ("shared-workshop", {}, 0, lambda n: f"quatre postes et {euros(n)} par mois"),
    ("shared-workshop", {}, 1, lambda n: f"séparément, les cinq paieraient {euros(3600 + n)}"),
    ("shared-workshop", {}, 3, lambda n: f"la mercerie, de {euros(n)}"),
    ("shared-workshop", {"aid": 1950}, None, heard("sans que personne", "il faut 1 950 € par mois pour que la mercerie reste")),
    ("shared-workshop", {"aid": 1900}, 3, lambda n: f"à 1 900 €, elle gagnerait encore {euros(n)}"),
    ("shared-workshop", preset("shared-workshop", "same-needs"), (0, 0, 5), lambda cell: f"les trois règles donnent {cell}"),
    ("goutte-dor-census", preset("goutte-dor-census", "core"), (0, 4, 4), lambda cell: f"{cell} unités participent : six ou sept ateliers"),
    ("goutte-dor-census", preset("goutte-dor-census", "core"), 2, lambda n: f"environ {number(n, 0)} emplois touchés"),
]

BY_HEADS, BY_WEIGHTS, BY_COLLEGES = (1, 0, 1), (1, 1, 1), (1, 2, 1)  # the three counts of scic-votes, as cells


def voted(*in_favour):
    """The colleges of scic-votes as they start, with these shares in favour."""
    return {"colleges": [[*row[:3], share] for row, share in zip(SCIC_COLLEGES, in_favour, strict=True)]}


ROOMS = {
    "Chacun suit sa carte": voted(100, 60, 0, 40, 60),
    "Un producteur de plus vote pour": voted(100, 60, 0, 60, 60),
    "Un bénévole de moins vote pour": voted(100, 60, 0, 40, 40),
    "Un usager de moins vote pour": voted(100, 40, 0, 40, 60),
    "Les collectivités votent pour": voted(100, 60, 100, 40, 60),
}

D3_AG = [
    *[
        ("scic-votes", values, count, lambda told, room=room, place=place: cell(room, place, told))
        for room, values in ROOMS.items()
        for place, count in enumerate((BY_HEADS, BY_WEIGHTS, BY_COLLEGES))
    ],
    *[
        ("scic-votes", {}, (0, rank, column), lambda told, name=name, place=place: cell(name, place, told))
        for rank, name in enumerate(("Salariés", "Usagers", "Collectivités", "Producteurs", "Bénévoles"))
        for place, column in enumerate((1, 3, 4))
    ],
    ("scic-votes", preset("scic-votes", "heads"), 1, lambda n: f"n’ont plus que {share(n)} des voix"),
    ("scic-votes", preset("scic-votes", "heads"), 2, lambda n: {0: "et aucun pouvoir si les usagers votent d’un bloc"}[n]),
    ("scic-votes", preset("scic-votes", "half"), 2, lambda n: f"{share(n)} du pouvoir"),
]

D3_MONNAIE = [
    ("bousol-circuits", {"phase": "1"}, 0, lambda n: f"| 1, circuit de base | 21 | 21 | 1 | {number(n, 2)} |"),
    ("bousol-circuits", {"phase": "2"}, 0, lambda n: f"| 2, entre entreprises | 21 | {number(21 * n, 0)} | {number(n, 2)} | {number(n, 2)} |"),
    ("bousol-circuits", {"phase": "3"}, 0, lambda n: f"| 3, l’aide seule | 6 | {number(6 * n, 0)} | {number(n, 2)} | {number(n, 2)} |"),
    ("bousol-circuits", {"reuse": 60}, 0, lambda n: f"| Réseau élargi [^\n]+ | {number(21 * n, 1)} | {number(n, 2)} |"),
    ("bousol-circuits", {"reuse": 20}, 0, lambda n: f"| Fuite : réseau réduit [^\n]+ | {number(21 * n, 1)} | {number(n, 2)} |"),
    ("bousol-circuits", {}, 0, lambda n: f"| Fuite : le tiroir [^\n]+ | {number(19 * n, 1)} | {number(19 * n / 21, 2)} |"),
    ("bousol-circuits", {"melt": 5}, 0, lambda n: f"le simulateur donne encore {number(n, 2)}"),
    ("bousol-circuits", {**preset("bousol-circuits", "eusko"), "melt": 5}, 0, lambda n: f"à la vitesse de l’eusko, {number(n, 2)}[.]"),
    ("bousol-bonus", {"lost": 10}, 0, lambda n: f"la commission d’équilibre à {quantity(n, '%', 2)}"),
]

# Allocations of the profit of the company of conf-ess-ou-non's sheet, and whether it then belongs.
ALLOCATIONS = {
    "A": ({}, "non"),
    "B": ({"kept_otherwise": 15000}, "oui"),
    "C": ({"to_fund": 8000, "kept_otherwise": 17000}, "non"),
    "D": ({"to_fund": 25000, "kept_otherwise": 0}, "oui"),
    "E": ({"to_fund": 0, "kept_otherwise": 25000, "reserves": 12000}, "oui"),
}
BY_RIGHT = "Cette forme est dans l’ESS de plein droit"

CONF_ESS_OU_NON = [
    *[("ess-or-not", values, 1, lambda n, one=one: cell(f"{one}[.] [^|]+", 0, share(n))) for one, (values, _) in ALLOCATIONS.items()],
    *[("ess-or-not", values, 2, lambda n, one=one: cell(f"{one}[.] [^|]+", 1, share(n))) for one, (values, _) in ALLOCATIONS.items()],
    *[
        (
            "ess-or-not",
            values,
            None,
            lambda told, one=one, answer=answer: {True: rf"| {one}[.] [^\n]+ | {answer}\b"}[("ne relève pas" in told) == (answer == "non")],
        )
        for one, (values, answer) in ALLOCATIONS.items()
    ],
    *[
        ("ess-or-not", {"form": form}, None, heard(BY_RIGHT, rf"| {card} | de plein droit |"))
        for form, cards in (("association", ["Le festival"]), ("cooperative", ["La fonderie", "La maison de santé"]), ("mutual", ["La mutuelle de santé"]))
        for card in cards
    ],
    ("ess-or-not", {"form": "public"}, None, heard("Une personne publique ne relève pas", "L’agglomération | hors")),
    ("ess-or-not", {"regime": "2014"}, None, heard("ne relève pas", "A est déjà écartée")),
    ("ess-or-not", {"regime": "2014", **ALLOCATIONS["B"][0]}, None, heard("on ne peut pas conclure", "pour B, le simulateur ne conclut pas")),
]


def links(other, hub=11):
    """A network of stakeholder-map: the direct link of each partner, and how many have one with the hub."""
    return {"links": [[int(rank < hub), other.get(rank + 1, 0)] for rank in range(11)]}


NETWORKS = {
    "Une étoile": {},
    "Cinq liens de plus": {"links": preset("stakeholder-map", "five")["links"]},
    "Une chaîne : dix liens de plus": links({rank: rank + 1 for rank in range(1, 11)}),
    "Une ronde : onze liens de plus": {"links": preset("stakeholder-map", "ring")["links"]},
}

D1_ACTEURS = [
    *[("stakeholder-map", values, 0, lambda n, name=name: rf"| {name} | {number(66 * n, 0)} | {percent(n, 1)} |") for name, values in NETWORKS.items()],
    *[("stakeholder-map", values, 3, lambda n, name=name: rf"| {name} | [^|]+ | [^|]+ | {number(n)} |") for name, values in NETWORKS.items()],
    ("stakeholder-map", {}, 0, lambda n: f"À la prédiction.. : {percent(n, 1)}, soit 11 liens sur 66"),
    ("stakeholder-map", links({}, hub=8), 0, lambda n: f"il affiche {percent(n, 1)} et 11 groupes"),
    ("stakeholder-map", links({}, hub=8), 3, lambda n: {11: "et 11 groupes"}[n]),
]

AXES = ("créer", "coopérer", "consolider", "faire connaître", "innover")
WEIGHTINGS = ((7, 1, 1, 1), (1, 7, 1, 1), (1, 1, 7, 1), (1, 1, 1, 7), (4, 3, 2, 1), (3, 3, 2, 2))


def weights(*points):
    return {f"w{rank}": one for rank, one in enumerate(points)}


D1_AXES = [
    *[
        ("axis-portfolio", weights(*points), (0, axis, 7), lambda told, points=points, axis=axis: cell(", ".join(map(str, points)), axis, told))
        for points in WEIGHTINGS
        for axis in range(5)
    ],
    *[("axis-portfolio", weights(10, 10, 10, 10), (0, axis, 7), lambda cell, name=name: f"{cell} pour « {name} »") for axis, name in enumerate(AXES)],
    *[("axis-portfolio", weights(4, 4, 2, 1), (0, axis, 7), told.format) for axis, told in ((0, "contre {}[.]"), (1, "passe devant, {} contre"))],
    *[("axis-portfolio", weights(4, 3, 3, 0), (0, axis, 7), told.format) for axis, told in ((0, "passe à {}, loin"), (1, "« coopérer », {}[.]"))],
    ("axis-portfolio", {}, 0, lambda n: f"« faire connaître », avec {number(n, 2)} sur 10"),
    ("axis-portfolio", {}, 1, lambda n: f"À la prédiction.. : {percent(n, 1)},"),
    ("axis-portfolio", {}, None, lambda told: {False: "« innover » en tête"}["innover" in told]),
    ("axis-portfolio", preset("axis-portfolio", "specialists"), 1, lambda n: f"que dans {percent(n, 1)} des cas"),
]

QUOTED = {"conf-ess-ou-non": CONF_ESS_OU_NON, "d1-acteurs": D1_ACTEURS, "d1-axes": D1_AXES, "d2-achat": D2_ACHAT, "d2-atelier": D2_ATELIER}
QUOTED |= {"d3-ag": D3_AG, "d3-monnaie": D3_MONNAIE, "d4-matrice": D4_MATRICE, "d4-vote": D4_VOTE}


@pytest.mark.parametrize("page, slug, values, place, written", [(page, *case) for page, cases in QUOTED.items() for case in cases])
def test_expected_result(page, slug, values, place, written):
    """What a page expects is what the simulator shows; `written` is a regular expression, where a bar is one of a table."""
    assert re.search(plain(written(shown(load(slug).run(values), place))).replace("|", r"\|"), source(page))


# The ballots of d4-vote.

BALLOTS = [
    (college, [int(grade) for grade in grades.split("|")])
    for college, grades in re.findall(r"^\| \d+ \| (\w+) \| (\d \| \d \| \d \| \d) \|$", source("d4-vote"), re.MULTILINE)
]
GRADES = [grades for _, grades in BALLOTS]
VOICES = [1] * len(GRADES)


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


# The cards of conf-ess-ou-non and d1-acteurs, and the baskets of d1-axes.


def test_each_structure_has_a_card_and_an_answer():
    answers = re.findall(r"^\| ([^|]+) \| (de plein droit|sous conditions|hors) \|", source("conf-ess-ou-non"), re.MULTILINE)
    cards = re.findall(r"\{a-imprimer\} Carte : ([^\n(]+?)(?: \(fictif\)| \(fictive\))?\n", source("conf-ess-ou-non"))
    assert sorted(name.lower() for name, _ in answers) == sorted(cards)
    assert [door for _, door in answers].count("de plein droit") == 4 and "Quatre entrent par leur forme" in source("conf-ess-ou-non")


def test_cards_of_actors_are_the_partners_of_the_simulator():
    assert re.findall(r"\{a-imprimer\} Carte (A|\d+) :", source("d1-acteurs")) == ["A", *map(str, range(1, len(PARTNERS) + 1))]


MARKS = load("axis-portfolio").controls[0].default
COSTS = [int(cost.replace(" ", "")) for cost in re.findall(r"^\| \d[.] [^|]+(?: \| \d){4} \| ([\d ]+) €", source("d1-axes"), re.MULTILINE)]
ENVELOPE = 800000


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


# The lots of d2-achat and the shares of d2-atelier.


def test_printed_lots_are_those_of_the_calendar():
    cards = re.findall(r"Lot (\d) : .*?\n(.*?)\n:::", source("d2-achat").partition("## À imprimer")[2], re.DOTALL)
    assert [int(rank) for rank, _ in cards] == list(range(1, 8))
    for (rank, card), (amount, labour, rate, first, months) in zip(cards, LOTS, strict=True):
        for told in (
            plain(euros(amount)),
            f"main-d’œuvre** : {labour:g} %",
            f"envisagé** : {rate:g} %",
            f"{months} mois, du mois {first} au mois {first + months - 1}\n",
        ):
            assert told in card, rank
    assert f"une seule opération, {plain(euros(sum(lot[0] for lot in LOTS[:4])))}" in source("d2-achat")


def test_half_of_a_reserved_lot_in_hours_and_posts():
    half = 180000 * 0.8 / 30 / 2
    assert f"cela fait {plain(number(half))} heures, soit {number(half / 1607, 2)} ETP sur un an, ou {number(half / 1607 / 2, 2)} pendant deux ans" in source(
        "d2-achat"
    )
    assert half > 3 * 720


def test_a_fair_share_is_between_a_floor_and_a_ceiling():
    """What the others save when a member leaves, and what the member would pay alone."""
    values = {control.name: control.default for control in load("shared-workshop").controls}
    costs = costs_of_groups(Workshop(values["rent"], values["post"], values["capacity"], values["outside"]), [need for (need,) in NEEDS])
    everyone = len(costs) - 1
    for rank, name in enumerate(WORKSHOP):
        floor, ceiling = costs[everyone] - costs[everyone - (1 << rank)], costs[1 << rank]
        assert plain(f"| {name} | {euros(floor)} | {euros(ceiling)} |") in source("d2-atelier")
        assert re.search(
            rf"Rôle : \w+, [^\n]*{name.split()[-1].lower()}.*?\*\*{plain(euros(ceiling))} par mois", source("d2-atelier"), re.DOTALL | re.IGNORECASE
        )
    # Without the largest member, the four others pay less than four equal shares.
    assert costs[everyone - (1 << 4)] == 2700 < 4 * costs[everyone] / 5 == 2880


# The roles of d3-ag and the game of d3-monnaie.


def test_roles_that_keep_to_their_cards_vote_as_the_simulator_starts():
    cards = re.findall(r"\*\*Collège : (\w+) \((\d)\)\*\*.*?Vous penchez \*\*(pour|contre)\*\*", source("d3-ag"), re.DOTALL)
    assert len(cards) == source("d3-ag").count("{a-imprimer} Carte de rôle") == 22
    for name, row in zip(("salariés", "usagers", "collectivités", "producteurs", "bénévoles"), SCIC_COLLEGES, strict=True):
        own = [(int(rank), side) for college, rank, side in cards if college == name]
        assert [rank for rank, _ in own] == list(range(1, len(own) + 1))
        assert 100 * sum(side == "pour" for _, side in own) / len(own) == row[3]


SHOPS = ("l’épicerie", "la librairie", "coiffeur", "l’atelier vélo")


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
