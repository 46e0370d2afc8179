"""The group activities: pages that share a skeleton, minutes that add up, and expected results that are what simulators show."""

import re

import pytest

from activities import ACTIVITIES, AXES, LOTS, WEIGHTINGS, source
from essor.places import COURSE
from essor.portable.french import euros, number, percent
from essor.portable.simulators.deliberation_rules import MENTIONS
from essor.portable.simulators.registry import load
from essor.portable.simulators.scic_votes import DEFAULT as SCIC_COLLEGES
from essor.portable.simulators.shared_workshop import NAMES as WORKSHOP
from essor.readers import running_order
from quoted import between, each, heard, plain, preset, written

DAY = {activity.key: activity for activity in running_order.load(COURSE / "data" / "deroules.csv")[running_order.DAY]}
PAGES = sorted(path.stem for path in ACTIVITIES.glob("*.md") if path.stem != "index")
SECTIONS = ["But", "Durée, groupes et matériel", "Consignes", "Résultats attendus", "Débriefing", "À imprimer"]


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


# A table per page of what it writes (see `quoted`).

NOBODY = [0] * 6


def full(departments):
    """A matrix whose first departments all work together and whose others are left blank."""
    return {"matrix": [[2] * 5 + [0]] * departments + [NOBODY] * (7 - departments)}


THREE_ACTIONS = {"matrix": [[3, 3, 3, 0, 0, 10], *[NOBODY] * 6]}
EXAGGERATED = {"opinions": [[25, 1, 3, 2], [20, 3, 0, 2], [30, 1, 0, 4], [15, 4, 2, 3], [10, 4, 3, 0]]}


def row(name, *cells):
    return f"| {' | '.join([name, *cells])} |"


D4_MATRICE = [
    *[("transversality-matrix", one.key, row(one.label, "{0:1 %}", "{1:1 %}", "{2:1 %}", "{3:1 %}")) for one in load("transversality-matrix").presets],
    ("transversality-matrix", {}, "À la prédiction.. : {1:1 %}, soit 7 paires sur 21", "Ceux qui répondent {0:1 %} ont compté les directions"),
    ("transversality-matrix", full(6), "on ne peut pas dépasser {1:1 %}, soit 15 paires"),
    ("transversality-matrix", full(6), "elle ne dépassera pas {1:1 %} de densité"),
    ("transversality-matrix", full(5), "avec cinq directions, {1:1 %} ;"),
    ("transversality-matrix", full(4), "avec quatre, {1:1 %}[.]"),
    ("transversality-matrix", THREE_ACTIONS, (2, lambda n: f"il affiche {percent(n / 100)} de dépendance et non 100 %")),
]

D4_VOTE = [
    ("deliberation-rules", {}, (0, lambda n: f"vote pondéré.. : la recyclerie, avec {percent(n / 100)} ;"), "Borda.. : le café, avec {1:2} point par voix"),
    ("deliberation-rules", {}, (2, lambda n: f"l’épicerie, avec « {MENTIONS[n]} »")),
    ("deliberation-rules", {}, heard("Vote pondéré : Recyclerie ; Borda : Café associatif ; Jugement majoritaire : Épicerie solidaire.", "le café, avec 1,20")),
    ("deliberation-rules", "poids-egaux", (0, lambda n: f"gagne au vote pondéré, {percent(n / 100)}, et selon Borda")),
    ("deliberation-rules", "poids-egaux", heard("Borda : Recyclerie ; Jugement majoritaire : Recyclerie et Épicerie solidaire.", "première place au jugement")),
    ("deliberation-rules", EXAGGERATED, heard("Borda : Recyclerie et Café associatif ;", "et rejoint la recyclerie selon Borda")),
    ("deliberation-rules", EXAGGERATED, heard("Jugement majoritaire : Café associatif.", "gagne au jugement majoritaire, et")),
]

ALL_HOLD = "toutes les clauses tiennent"


def clauses(without=(), start=()):
    """The lots of d2-achat: those that have no clause, and (lot, first month) where it is moved."""
    moved = dict(start)
    return {"lots": [[a, p, 0 if rank in without else t, moved.get(rank, first), m] for rank, (a, p, t, first, m) in enumerate(LOTS, 1)]}


def of_lot(rank):
    """The settings of the hours of a lot: works are parts of one operation, each service is a contract."""
    amount, labour, rate, _, _ = LOTS[rank - 1]
    return {"kind": "travaux" if rank <= 4 else "services", "whole": rank > 4, "amount": amount, "labour": labour, "rate": rate}


D2_ACHAT = [
    *[("insertion-hours", of_lot(rank), row(f"{rank}[.] [^|]+", "{0:0}", "{1:2}")) for rank in range(1, 8)],
    ("insertion-hours", of_lot(5), "Le lot 5 compte {cells[0][3][2]} heures de main-d’œuvre"),
    ("clause-planner", clauses(), (None, lambda told: f"feraient {between(told, ' sur ', ' ;')} heures")),
    ("clause-planner", clauses(), (0, lambda n: f"avec deux postes en même temps, le calendrier en garde {number(n)} et écarte la voirie")),
    ("clause-planner", clauses(), heard("il faut écarter le lot « Voirie ».", "écarte la voirie")),
    ("clause-planner", clauses(start=[(4, 17)]), heard(ALL_HOLD, "Commencer la voirie au mois 17 fait tout tenir")),
    ("clause-planner", clauses(without=(5, 6, 7)), (0, lambda n: f"Les clauses de travaux seules donnent {number(n)} heures")),
    ("clause-planner", clauses(without=(5, 6, 7)), (2, lambda n: f"laissent {number(24 - n)} mois sans un poste")),
    ("clause-planner", clauses(without=(2, 5, 7)), (0, lambda n: f"Quatre clauses, {number(n)} heures, toutes tenues")),
    ("clause-planner", clauses(without=(2, 5, 7)), (0, lambda n: f"environ {number(n + 2400)} heures")),
    ("clause-planner", clauses(without=(2, 5, 7)), heard(ALL_HOLD, "la voirie passe même sans être décalée")),
    ("clause-planner", clauses(without=(2, 5, 7), start=[(4, 17)]), heard(ALL_HOLD, "Clause, au mois 17")),
]

D2_ATELIER = [
    *[("shared-workshop", {}, row(name, *(f"{{cells[0][{rank}][{at}]}}" for at in range(1, 6)))) for rank, name in enumerate(WORKSHOP[:5])],
    ("shared-workshop", {}, "quatre postes et {0:0 €} par mois", (1, lambda n: f"séparément, les cinq paieraient {euros(3600 + n)}")),
    ("shared-workshop", {}, "la mercerie, de {3:0 €}"),
    ("shared-workshop", {"aid": 1950}, heard("sans que personne", "il faut 1 950 € par mois pour que la mercerie reste")),
    ("shared-workshop", {"aid": 1900}, "à 1 900 €, elle gagnerait encore {3:0 €}"),
    ("shared-workshop", "same-needs", "les trois règles donnent {cells[0][0][5]}"),
    ("goutte-dor-census", "core", "{cells[0][4][4]} unités participent : six ou sept ateliers", "environ {2:0} emplois touchés"),
]


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
    *[("scic-votes", values, row(room, "{cells[1][0][1]}", "{cells[1][1][1]}", "{cells[1][2][1]}")) for room, values in ROOMS.items()],
    *[
        ("scic-votes", {}, row(name, *(f"{{cells[0][{rank}][{at}]}}" for at in (1, 3, 4))))
        for rank, name in enumerate(("Salariés", "Usagers", "Collectivités", "Producteurs", "Bénévoles"))
    ],
    ("scic-votes", "heads", "n’ont plus que {1:1 %} des voix", (2, lambda n: {0: "et aucun pouvoir si les usagers votent d’un bloc"}[n])),
    ("scic-votes", "half", "{2:1 %} du pouvoir"),
]

D3_MONNAIE = [
    ("bousol-circuits", {"phase": "1"}, "| 1, circuit de base | 21 | 21 | 1 | {0:2} |"),
    ("bousol-circuits", {"phase": "2"}, (0, lambda n: f"| 2, entre entreprises | 21 | {number(21 * n, 0)} | {number(n, 2)} | {number(n, 2)} |")),
    ("bousol-circuits", {"phase": "3"}, (0, lambda n: f"| 3, l’aide seule | 6 | {number(6 * n, 0)} | {number(n, 2)} | {number(n, 2)} |")),
    ("bousol-circuits", {"reuse": 60}, (0, lambda n: f"| Réseau élargi [^\n]+ | {number(21 * n, 1)} | {number(n, 2)} |")),
    ("bousol-circuits", {"reuse": 20}, (0, lambda n: f"| Fuite : réseau réduit [^\n]+ | {number(21 * n, 1)} | {number(n, 2)} |")),
    ("bousol-circuits", {}, (0, lambda n: f"| Fuite : le tiroir [^\n]+ | {number(19 * n, 1)} | {number(19 * n / 21, 2)} |")),
    ("bousol-circuits", {"melt": 5}, "le simulateur donne encore {0:2}"),
    ("bousol-circuits", {**preset("bousol-circuits", "eusko"), "melt": 5}, "à la vitesse de l’eusko, {0:2}[.]"),
    ("bousol-bonus", {"lost": 10}, "la commission d’équilibre à {0:2 %}"),
]

# Allocations of the profit of the company of conf-ess-ou-non's sheet, and whether it then belongs.
ALLOCATIONS = {"A": ({}, "non"), "B": ({"kept_otherwise": 15000}, "oui"), "C": ({"to_fund": 8000, "kept_otherwise": 17000}, "non")}
ALLOCATIONS["D"] = ({"to_fund": 25000, "kept_otherwise": 0}, "oui")
ALLOCATIONS["E"] = ({"to_fund": 0, "kept_otherwise": 25000, "reserves": 12000}, "oui")

BY_RIGHT = "Cette forme est dans l’ESS de plein droit"

CONF_ESS_OU_NON = [
    *[("ess-or-not", values, row(f"{one}[.] [^|]+", "{1:1 %}", "{2:1 %}")) for one, (values, _) in ALLOCATIONS.items()],
    *[
        ("ess-or-not", values, (None, lambda told, one=one, answer=answer: {answer == "non": rf"| {one}[.] [^\n]+ | {answer}\b"}["ne relève pas" in told]))
        for one, (values, answer) in ALLOCATIONS.items()
    ],
    *[
        ("ess-or-not", {"form": form}, heard(BY_RIGHT, rf"| {card} | de plein droit |"))
        for form, cards in (("association", ["Le festival"]), ("cooperative", ["La fonderie", "La maison de santé"]), ("mutual", ["La mutuelle de santé"]))
        for card in cards
    ],
    ("ess-or-not", {"form": "public"}, heard("Une personne publique ne relève pas", "L’agglomération | hors")),
    ("ess-or-not", {"regime": "2014"}, heard("ne relève pas", "A est déjà écartée")),
    ("ess-or-not", {"regime": "2014", **ALLOCATIONS["B"][0]}, heard("on ne peut pas conclure", "pour B, le simulateur ne conclut pas")),
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
    *[
        ("stakeholder-map", values, (0, lambda n, name=name: f"| {name} | {number(66 * n / 100, 0)} | {percent(n / 100, 1)} |"))
        for name, values in NETWORKS.items()
    ],
    *[("stakeholder-map", values, f"| {name} | [^|]+ | [^|]+ | {{3:0}} |") for name, values in NETWORKS.items()],
    ("stakeholder-map", {}, "À la prédiction.. : {0:1 %}, soit 11 liens sur 66"),
    ("stakeholder-map", links({}, hub=8), "il affiche {0:1 %} et 11 groupes", (3, lambda n: {11: "et 11 groupes"}[n])),
]


def weights(*points):
    return {f"w{rank}": one for rank, one in enumerate(points)}


D1_AXES = [
    *[("axis-portfolio", weights(*points), row(", ".join(map(str, points)), *(f"{{cells[0][{axis}][7]}}" for axis in range(5)))) for points in WEIGHTINGS],
    *[("axis-portfolio", weights(10, 10, 10, 10), f"{{cells[0][{axis}][7]}} pour « {name} »") for axis, name in enumerate(AXES)],
    ("axis-portfolio", weights(4, 4, 2, 1), "passe devant, {cells[0][1][7]} contre {cells[0][0][7]}[.]"),
    ("axis-portfolio", weights(4, 3, 3, 0), "passe à {cells[0][0][7]}, loin", "« coopérer », {cells[0][1][7]}[.]"),
    ("axis-portfolio", {}, "« faire connaître », avec {0:2} sur 10", "À la prédiction.. : {1:1 %},"),
    ("axis-portfolio", {}, (None, lambda told: {False: "« innover » en tête"}["innover" in told])),
    ("axis-portfolio", "specialists", "que dans {1:1 %} des cas"),
]

QUOTED = {"conf-ess-ou-non": CONF_ESS_OU_NON, "d1-acteurs": D1_ACTEURS, "d1-axes": D1_AXES, "d2-achat": D2_ACHAT, "d2-atelier": D2_ATELIER}
QUOTED |= {"d3-ag": D3_AG, "d3-monnaie": D3_MONNAIE, "d4-matrice": D4_MATRICE, "d4-vote": D4_VOTE}


@pytest.mark.parametrize("page, slug, settings, said", [(page, *case) for page, cases in QUOTED.items() for case in each(cases)])
def test_expected_result(page, slug, settings, said):
    """What a page expects is what the simulator shows; what is said is a regular expression, where a bar is one of a table."""
    assert re.search(written(slug, settings, said).replace("|", r"\|"), source(page))
