"""The group activities: pages that share a skeleton, minutes that add up, and expected results that hold."""

import re
from pathlib import Path

import pytest

from essor import running_order
from essor.french import euros, number, percent
from essor.models.deliberation import SPLIT, borda, majority_gauge, weighted_vote
from essor.models.sharing import Workshop, costs_of_groups
from essor.simulators.deliberation_rules import MENTIONS, OPINIONS
from essor.simulators.registry import load
from essor.simulators.shared_workshop import NAMES as WORKSHOP
from essor.simulators.shared_workshop import NEEDS
from quoted import between, plain, preset, share, shown

ROOT = Path(__file__).parents[1]
ACTIVITIES = ROOT / "book" / "formateur" / "activites"
DAY = {activity.key: activity for activity in running_order.load(ROOT / "data" / "deroules.csv")[running_order.DAY]}
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


# A table per page: simulator, values, place (see `quoted.shown`), how the page writes it.

NOBODY = [0] * 6


def full(departments):
    """A matrix whose first departments all work together and whose others are left blank."""
    return {"matrix": [[2] * 5 + [0]] * departments + [NOBODY] * (7 - departments)}


THREE_ACTIONS = {"matrix": [[3, 3, 3, 0, 0, 10], *[NOBODY] * 6]}
EXAGGERATED = {"opinions": [[25, 1, 3, 2], [20, 3, 0, 2], [30, 1, 0, 4], [15, 4, 2, 3], [10, 4, 3, 0]]}
EQUAL = preset("deliberation-rules", "poids-egaux")

D4_MATRICE = [
    *[
        ("transversality-matrix", preset("transversality-matrix", one.key), place, lambda n, label=one.label, place=place: (f"| {label} " + "| [^|]+ " * place + f"| {share(n)} |"))
        for one in load("transversality-matrix").presets
        for place in range(4)
    ],
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
    ("deliberation-rules", {}, None, lambda told: {True: "le café, avec 1,20"}[told.endswith("Vote pondéré : Recyclerie ; Borda : Café associatif ; Jugement majoritaire : Épicerie solidaire.")]),
    ("deliberation-rules", EQUAL, 0, lambda n: f"gagne au vote pondéré, {percent(n / 100)}, et selon Borda"),
    ("deliberation-rules", EQUAL, None, lambda told: {True: "elle partage la première place au jugement"}[told.endswith("Borda : Recyclerie ; Jugement majoritaire : Recyclerie et Épicerie solidaire.")]),
    ("deliberation-rules", EXAGGERATED, None, lambda told: {True: "gagne au jugement majoritaire, et rejoint la recyclerie selon Borda"}[told.endswith("Borda : Recyclerie et Café associatif ; Jugement majoritaire : Café associatif.")]),
]

LOTS = [control for control in load("clause-planner").controls if control.name == "lots"][0].default


def clauses(without=(), start=()):
    """The lots of d2-achat: those that have no clause, and (lot, first month) where it is moved."""
    moved = dict(start)
    return {"lots": [[a, p, 0 if rank in without else t, moved.get(rank, first), m] for rank, (a, p, t, first, m) in enumerate(LOTS, 1)]}


def of_lot(rank):
    """The settings of the hours of a lot: works are parts of one operation, each service is a contract."""
    amount, labour, rate, _, _ = LOTS[rank - 1]
    return {"kind": "travaux" if rank <= 4 else "services", "whole": rank > 4, "amount": amount, "labour": labour, "rate": rate}


D2_ACHAT = [
    *[("insertion-hours", of_lot(rank), 0, lambda n, rank=rank: rf"\| {rank}[.] [^|]+ \| {number(n, 0)} \|") for rank in range(1, 8)],
    *[("insertion-hours", of_lot(rank), 1, lambda n, rank=rank: rf"\| {rank}[.] [^|]+ \| [^|]+ \| {number(n, 2)} \|") for rank in range(1, 8)],
    ("insertion-hours", of_lot(5), (0, 3, 2), lambda cell: f"Le lot 5 compte {cell} heures de main-d’œuvre"),
    ("clause-planner", clauses(), None, lambda told: f"feraient {between(told, ' sur ', ' ;')} heures"),
    ("clause-planner", clauses(), 0, lambda n: f"avec deux postes en même temps, le calendrier en garde {number(n)} et écarte la voirie"),
    ("clause-planner", clauses(), None, lambda told: {True: "écarte la voirie"}[told.endswith("il faut écarter : voirie.")]),
    ("clause-planner", clauses(start=[(4, 17)]), None, lambda told: {True: "Commencer la voirie au mois 17 fait tout tenir"}["toutes les clauses tiennent" in told]),
    ("clause-planner", clauses(without=(5, 6, 7)), 0, lambda n: f"Les clauses de travaux seules donnent {number(n)} heures"),
    ("clause-planner", clauses(without=(5, 6, 7)), 2, lambda n: f"laissent {number(24 - n)} mois sans un poste"),
    ("clause-planner", clauses(without=(2, 5, 7)), 0, lambda n: f"Quatre clauses, {number(n)} heures, toutes tenues"),
    ("clause-planner", clauses(without=(2, 5, 7)), 0, lambda n: f"environ {number(n + 2400)} heures"),
    ("clause-planner", clauses(without=(2, 5, 7)), None, lambda told: {True: "la voirie passe même sans être décalée"}["toutes les clauses tiennent" in told]),
    ("clause-planner", clauses(without=(2, 5, 7), start=[(4, 17)]), None, lambda told: {True: "Clause, au mois 17"}["toutes les clauses tiennent" in told]),
]

SHARES = range(5)
D2_ATELIER = [
    *[
        ("shared-workshop", {}, (0, member, column), lambda cell, member=member, column=column: rf"\| {WORKSHOP[member]} " + r"\| [^|]+ " * (column - 1) + rf"\| {cell} \|")
        for member in SHARES
        for column in range(1, 6)
    ],
    ("shared-workshop", {}, 0, lambda n: f"quatre postes et {euros(n)} par mois"),
    ("shared-workshop", {}, 1, lambda n: f"séparément, les cinq paieraient {euros(3600 + n)}"),
    ("shared-workshop", {}, 3, lambda n: f"la mercerie, de {euros(n)}"),
    ("shared-workshop", {"aid": 1950}, None, lambda told: {True: "il faut 1 950 € par mois pour que la mercerie reste"}["sans que personne" in told]),
    ("shared-workshop", {"aid": 1900}, 3, lambda n: f"à 1 900 €, elle gagnerait encore {euros(n)}"),
    ("shared-workshop", preset("shared-workshop", "same-needs"), (0, 0, 5), lambda cell: f"les trois règles donnent {cell}"),
    ("goutte-dor-census", preset("goutte-dor-census", "core"), (0, 4, 4), lambda cell: f"{cell} unités participent : six ou sept ateliers"),
    ("goutte-dor-census", preset("goutte-dor-census", "core"), 2, lambda n: f"environ {number(n, 0)} emplois touchés"),
]

QUOTED = [("d4-matrice", *case) for case in D4_MATRICE] + [("d4-vote", *case) for case in D4_VOTE]
QUOTED += [("d2-achat", *case) for case in D2_ACHAT] + [("d2-atelier", *case) for case in D2_ATELIER]


@pytest.mark.parametrize(("page", "slug", "values", "place", "written"), QUOTED)
def test_expected_result(page, slug, values, place, written):
    """What a page expects is what the simulator shows; `written` is a regular expression."""
    assert re.search(plain(written(shown(load(slug).run(values), place))), source(page))


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


# The lots of d2-achat and the shares of d2-atelier.


def test_printed_lots_are_those_of_the_calendar():
    cards = re.findall(r"Lot (\d) : .*?\n(.*?)\n:::", source("d2-achat").partition("## À imprimer")[2], re.DOTALL)
    assert [int(rank) for rank, _ in cards] == list(range(1, 8))
    for (rank, card), (amount, labour, rate, first, months) in zip(cards, LOTS, strict=True):
        for told in (plain(euros(amount)), f"main-d’œuvre | {labour:g} %", f"envisagé | {rate:g} %", f"{months} mois, du mois {first} au mois {first + months - 1} "):
            assert told in card, rank
    assert f"une seule opération, {plain(euros(sum(lot[0] for lot in LOTS[:4])))}" in source("d2-achat")


def test_half_of_a_reserved_lot_in_hours_and_posts():
    half = 180000 * 0.8 / 30 / 2
    assert f"cela fait {plain(number(half))} heures, soit {number(half / 1607, 2)} ETP sur un an, ou {number(half / 1607 / 2, 2)} pendant deux ans" in source("d2-achat")
    assert half > 3 * 720


def test_a_fair_share_is_between_a_floor_and_a_ceiling():
    """What the others save when a member leaves, and what the member would pay alone."""
    values = {control.name: control.default for control in load("shared-workshop").controls}
    costs = costs_of_groups(Workshop(values["rent"], values["post"], values["capacity"], values["outside"]), [need for (need,) in NEEDS])
    everyone = len(costs) - 1
    for rank, name in enumerate(WORKSHOP):
        floor, ceiling = costs[everyone] - costs[everyone - (1 << rank)], costs[1 << rank]
        assert plain(f"| {name} | {euros(floor)} | {euros(ceiling)} |") in source("d2-atelier")
        assert re.search(rf"Rôle : \w+, [^\n]*{name.split()[-1].lower()}.*?\*\*{plain(euros(ceiling))} par mois", source("d2-atelier"), re.DOTALL | re.IGNORECASE)
    # Without the largest member, the four others pay less than four equal shares.
    assert costs[everyone - (1 << 4)] == 2700 < 4 * costs[everyone] / 5 == 2880
