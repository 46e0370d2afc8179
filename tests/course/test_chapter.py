"""The numbers that a chapter quotes are those that its simulators show."""

import json

import pytest

from essor.places import COURSE
from essor.portable.french import euros, number, percent, quantity
from essor.portable.simulators.registry import load
from quoted import between, plain, preset, share, shown

BOOK = COURSE / "book"
SLOW = {"hold_solistes": 10.75, "hold_prestataires": 10.75}

# A table per chapter: simulator, values, indicator (by rank), cell of a table (table, row, column) or sentence (None),
# how the chapter writes it.
BOUSOL = [
    ("bousol-circuits", {"phase": "1"}, 0, lambda n: f"- {number(n, 2)}"),
    ("bousol-circuits", {"phase": "1"}, 1, lambda n: f"- {number(n, 0)}"),
    ("bousol-circuits", {"phase": "1"}, 2, lambda n: f"- {number(n, 1)}"),
    ("bousol-circuits", {"phase": "1"}, 3, lambda n: f"- {number(n, 1)}"),
    ("bousol-circuits", {"phase": "2"}, 0, lambda n: f"- {number(n, 2)}"),
    ("bousol-circuits", {"phase": "2"}, 1, lambda n: f"- {number(n, 0)}"),
    ("bousol-circuits", {"phase": "2"}, 2, lambda n: f"- {number(n, 1)}"),
    ("bousol-circuits", {"phase": "2"}, 3, lambda n: f"- {number(n, 2)}"),
    ("bousol-circuits", {"phase": "3"}, 1, lambda n: f"- {number(n, 0)}"),
    ("bousol-circuits", {"phase": "3"}, 2, lambda n: f"- {number(n, 0)}"),
    ("bousol-circuits", {"phase": "3"}, 3, lambda n: f"- {number(n, 1)}"),
    ("bousol-circuits", {"reuse": 60}, 0, lambda n: quantity(n, ("paiement", "paiements"), 1)),
    ("bousol-circuits", SLOW, 1, lambda n: quantity(n, "Bou’Sols", 0)),
    ("bousol-bonus", {}, 0, lambda n: quantity(n, "%", 3)),
    ("bousol-bonus", {}, 1, lambda n: euros(n, 2)),
    ("bousol-bonus", {}, 2, lambda n: euros(n)),
    ("bousol-bonus", {}, 3, lambda n: euros(n)),
    ("bousol-bonus", {"hold": 10.75}, 3, lambda n: euros(n)),
    ("bousol-bonus", {"fee": 0}, 2, lambda n: euros(-n)),
    ("bousol-bonus", {"lost": 10}, 0, lambda n: quantity(n, "%", 2)),
    ("bousol-agents", {}, 0, lambda n: quantity(n, "Bou’Sols", 0)),
    ("bousol-agents", {}, 1, lambda n: f"l’écart est de {quantity(n, '%', 1)}"),
    ("bousol-agents", {}, (0, 3, 3), lambda low: f"entre {low} et"),
    ("bousol-agents", {}, (0, 3, 4), lambda high: f"et {high}, 95 fois sur 100"),
    ("bousol-agents", {"solistes": 50, "prestataires": 10}, 1, lambda n: f"l’écart monte à {quantity(n, '%', 1)}"),
    ("bousol-agents", {"solistes": 1000, "prestataires": 240}, 1, lambda n: f"il tombe à {quantity(n, '%', 1)}"),
    ("bousol-agents", {"rule": "suppliers", "prestataires": 300}, None, lambda told: f"300 prestataires, {between(told, ' et ', ' dans')}"),
    ("bousol-agents", {"rule": "suppliers", "prestataires": 300}, None, lambda told: f"réemploie {between(told, 'réemploie ', ' de ce')}"),
    ("bousol-agents", {"rule": "suppliers"}, None, lambda told: f"avec 60 prestataires, {between(told, 'réemploie ', ' de ce')}"),
]

STILL = [[0, 0, 0, 0]] * 4
WEIGHTS = [[10000, 12, 20, 100], [20000, 60, 10, 60], [50000, 3, 50, 0], [15000, 8, 10, 40], [5000, 25, 10, 60]]
LINES = [[260, 90, 0, 300], [150, 40, 60, 260], [120, 20, 0, 160], [70, 30, 20, 90], [50, 0, 0, 50]]


INVESTIR = [
    ("scic-capital", {"movements": [[0, 0, 0, 0], *STILL]}, 1, lambda n: f"Les collectivités peuvent ajouter {euros(n)}."),
    ("scic-capital", {"movements": [[30000, 0, 0, 0], *STILL]}, 0, lambda n: f"leur part ne serait que de {share(n)}"),
    ("scic-capital", {}, (0, 1, 1), lambda cell: f"un capital qui est passé à {cell}"),
    ("scic-capital", {}, (0, 2, 1), lambda cell: f"Le capital tombe de {cell}"),
    ("scic-capital", {}, (0, 3, 1), lambda cell: f"à {cell} ;"),
    ("scic-capital", {}, (0, 2, 3), lambda cell: f"leur part passe de {cell}"),
    ("scic-capital", {}, (0, 3, 3), lambda cell: f"à {cell}."),
    ("scic-capital", {}, (0, 4, 3), lambda cell: f"ramène la part à {cell}"),
    ("scic-capital", {}, (0, 3, 6), lambda cell: f"ici, {cell}."),
    ("scic-result", {}, 0, lambda n: f"en tout {euros(n)}, soit 57,5 %"),
    ("scic-result", {}, (0, 1, 1), lambda cell: f"la réserve légale prend {cell}"),
    ("scic-result", {}, (0, 2, 1), lambda cell: f"la réserve statutaire {cell}"),
    ("scic-result", {}, (0, 3, 1), lambda cell: f"Il reste {cell}"),
    ("scic-result", {"aids": 0}, 1, lambda n: f"ces {euros(n)} sont bien versés"),
    ("scic-result", {"aids": 0}, 3, lambda n: f"il reste {euros(n)} à la société"),
    ("scic-result", {"aids": 0, "other_reserves": 80000}, 0, lambda n: f"il n’en va plus que {euros(n)} en réserve, soit 50 %"),
    ("scic-result", {"aids_reading": "B"}, 1, lambda n: f"B permet les {euros(n)}"),
    ("scic-result", {}, 2, lambda n: f"il est de {quantity(n, '%', 2)}"),
    ("scic-ten-years", {}, 0, lambda n: f"la collectivité récupère {euros(n)}, alors"),
    ("scic-ten-years", {}, 3, lambda n: f"a mis {euros(n)} en réserve"),
    ("scic-ten-years", {"growth": 15}, 3, lambda n: f"les réserves montent à {euros(n)}"),
    ("scic-ten-years", {"growth": 15}, 0, lambda n: f"récupère toujours {euros(n)}"),
    ("scic-ten-years", {"result": -6500}, 0, lambda n: f"la collectivité récupère {euros(n)}."),
    ("scic-ten-years", {"result": -6500}, (0, 10, 4), lambda cell: f"a perdu {cell}"),
    ("scic-ten-years", {}, 1, lambda n: f"en valent {number(n, 0)}"),
    ("scic-ten-years", {"inflation": 3}, 1, lambda n: f"avec 3 %, {number(n, 0)}"),
    ("scic-ten-years", {}, 2, lambda n: f"reçu {euros(n)} d’intérêts"),
    ("scic-ten-years", {"regime": "2014"}, 2, lambda n: f"les intérêts de {euros(n)}"),
    ("scic-votes", {}, 0, lambda n: f"détiennent {share(n)} du capital"),
    ("scic-votes", {}, 1, lambda n: f"{share(n)} des voix et"),
    ("scic-votes", {}, 2, lambda n: f"{share(n)} du pouvoir."),
    ("scic-votes", {"rule": "heads"}, 1, lambda n: f"ont {share(n)} des voix"),
    ("scic-votes", {"colleges": WEIGHTS}, 2, lambda n: f"les collectivités ont {share(n)} du pouvoir"),
    ("scic-votes", {"rule": "heads"}, 3, lambda n: f"recueille {share(n)} si chaque associé"),
    ("scic-votes", {}, 3, lambda n: f"{share(n)} si chaque collège"),
    ("scic-votes", {"rule": "proportional"}, 3, lambda n: f"{share(n)} si les voix"),
    ("grant-or-contract", {"amount": 8000, "already": 16000}, 1, lambda n: f"font ensemble {euros(n)}"),
    ("de-minimis", {}, 0, lambda n: f"Les autres comptent pour {euros(n)}"),
    ("de-minimis", {}, 1, lambda n: f"il reste {euros(n)}."),
    ("esr-bond", {"projects": LINES}, 0, lambda n: f"il manque {number(6 * n - 600, 0)} M€"),
    ("esr-bond", {}, 1, lambda n: f"ici, {share(n)}."),
    ("esr-bond", {}, 3, lambda n: f"{number(n, 2)} sur 100"),
]

CORE = [[63, 10], [33, 50], [5, 10], [20, 50]]
HALF_THE_MERCHANTS = [[63, 50], [33, 100], [5, 100], [20, 100]]
WORKS_ONLY = [[1200000, 50, 5, 1, 8], [500000, 20, 5, 6, 4], [250000, 70, 10, 10, 4], [800000, 30, 5, 12, 6]]
WORKS_ONLY += [[180000, 80, 0, 1, 24], [240000, 80, 0, 1, 24], [600000, 50, 0, 9, 16]]
ONE_ABSENT = {f"lever{rank}": 0 if rank == 4 else 4 for rank in range(1, 9)}
SPREAD = {f"lever{rank}": 2 if rank in (4, 6) else 3 for rank in range(1, 9)}

COOPERER = [
    ("ptce-radar", ONE_ABSENT, 0, lambda n: f"une moyenne habituelle de {number(n, 2)}"),
    ("ptce-radar", ONE_ABSENT, 1, lambda n: f"La moyenne géométrique vaut {number(n, 2)}"),
    ("ptce-radar", {}, 0, lambda n: f"une moyenne de {number(n, 2)}."),
    ("ptce-radar", SPREAD, 0, lambda n: f"une moyenne de {number(n, 2)}."),
    ("ptce-radar", {}, 1, lambda n: f"de {number(n, 2)} pour le premier"),
    ("ptce-radar", SPREAD, 1, lambda n: f"de {number(n, 2)} pour le second"),
    ("ptce-radar", {}, 3, lambda n: f"un point de plus fait gagner {number(n, 2)}"),
    ("ptce-radar", {"lever1": 5}, 1, lambda n: f"il n’en fait gagner que {number(n - load('ptce-radar').run({}).indicators[1].number, 2)}"),
    ("goutte-dor-census", {}, 1, lambda n: f"La moyenne est de {number(n, 2)} emplois"),
    ("goutte-dor-census", {"kinds": HALF_THE_MERCHANTS}, 2, lambda n: f"environ {number(n, 0)} emplois sur 330"),
    ("goutte-dor-census", {"kinds": CORE}, 2, lambda n: f"il en touche {number(n, 0)}"),
    ("goutte-dor-census", {"kinds": CORE}, (0, 4, 4), lambda cell: f"dans {cell} unités"),
    ("shared-workshop", {}, 0, lambda n: f"ensemble, {euros(n)}."),
    ("shared-workshop", {}, 1, lambda n: f"les cinq paieraient {euros(3600 + n)}"),
    ("shared-workshop", {}, (0, 0, 2), lambda cell: f"achetées dehors coûtent {cell}"),
    ("shared-workshop", {}, (0, 0, 3), lambda cell: f"Pour la mercerie : {cell} à parts égales"),
    ("shared-workshop", {}, (0, 0, 4), lambda cell: f"{cell} au prorata des heures"),
    ("shared-workshop", {}, (0, 0, 5), lambda cell: f"{cell} selon la valeur de Shapley"),
    ("shared-workshop", {}, (0, 4, 4), lambda cell: f"le plus gros : 720 €, {cell} ou"),
    ("shared-workshop", {}, (0, 4, 5), lambda cell: f"ou {cell}."),
    ("shared-workshop", {"aid": 1950}, (1, 0, 1), lambda stable: {"oui": "il faut 1 950 € par mois"}[stable]),
    ("shared-workshop", {"aid": 1900}, (1, 0, 1), lambda stable: {"non": "il faut 1 950 € par mois"}[stable]),
    ("insertion-hours", {}, 0, lambda n: f"Le marché porte {quantity(n, 'heures', 0)}"),
    ("insertion-hours", {}, 1, lambda n: f"font {number(n, 2)} équivalent temps plein"),
    ("insertion-hours", {}, (0, 1, 2), lambda cell: f"si vous aviez répondu {cell}"),
    ("insertion-hours", {"labour": 100}, 0, lambda n: f"Si vous aviez répondu {number(n, 0)}"),
    ("insertion-hours", {"labour": 20}, 0, lambda n: f"ne porte que {quantity(n, 'heures', 0)}"),
    ("insertion-hours", {"labour": 70}, 0, lambda n: f"en portent {number(n, 0)}"),
    ("insertion-hours", {"cost": 37.5}, 0, lambda n: f"il n’en reste que {number(n, 0)}"),
    ("clause-planner", {"lots": WORKS_ONLY}, 0, lambda n: f"les clauses donnent {quantity(n, 'heures', 0)}"),
    ("clause-planner", {"lots": WORKS_ONLY}, 2, lambda n: f"{24 - n} mois sur 24"),
    ("clause-planner", {}, 3, lambda n: f"plus de la moitié des heures gardées, {quantity(n, '%', 0)}"),
    ("clause-planner", {}, 0, lambda n: f"le plan garde {quantity(n, 'heures', 0)}"),
    ("clause-planner", {"posts": 2.5}, 0, lambda n: f"Toutes les clauses feraient {quantity(n, 'heures', 0)}"),
    ("spaser", {}, 1, lambda n: f"depuis {number(n, 1)} ans"),
]

# What goes to the development fund and what is kept otherwise; three years of costs that are mostly social, or too little.
FEW = [[310, 520], [340, 525], [365, 530]]
SHORT, ENOUGH = [FEW[0], FEW[1], [389, 530]], [FEW[0], FEW[1], [390, 530]]
FULL = {"reserves": 12000, "to_fund": 0, "kept_otherwise": 25000}


def row(start, cells):
    """A line of a list-table: its first cell, then the others."""
    return "\n  - ".join([f"* - {start}", *cells])


def allocation(start, answer, fund, kept):
    return lambda told: row(start, [fund, kept, ("oui, si le reste est rempli" if told.startswith("Cette société remplit") else f"non : {answer}")])


LOI = [
    ("ess-or-not", {}, None, allocation("10 000 € au fonds, 10 000 € au reste (départ)", "la moitié n’est pas gardée", "20,0 %", "40,0 %")),
    ("ess-or-not", {"kept_otherwise": 15000}, None, allocation("10 000 € au fonds, 15 000 € au reste", "", "20,0 %", "50,0 %")),
    (
        "ess-or-not",
        {"to_fund": 8000, "kept_otherwise": 17000},
        None,
        allocation("8 000 € au fonds, 17 000 € au reste", "le fonds n’a pas son cinquième", "16,0 %", "50,0 %"),
    ),
    ("ess-or-not", {"to_fund": 25000, "kept_otherwise": 0}, None, allocation("25 000 € au fonds, rien au reste", "", "50,0 %", "50,0 %")),
    ("ess-or-not", FULL, None, allocation("Rien au fonds, 25 000 € au reste, avec 12 000 € de réserves", "", "0,0 %", "50,0 %")),
    ("ess-or-not", {}, 1, lambda n: f"au reste (départ)\n  - {share(n)}"),
    ("ess-or-not", {}, 2, lambda n: f"elle gardait {share(n)}"),
    ("ess-or-not", {"to_fund": 8000, "kept_otherwise": 17000}, 1, lambda n: f"17 000 € au reste\n  - {share(n)}"),
    ("ess-or-not", {"to_fund": 8000, "kept_otherwise": 17000}, 2, lambda n: f"- 16,0 %\n  - {share(n)}"),
    ("ess-or-not", {"regime": "2014"}, None, lambda told: {True: "déjà écartée"}[told.startswith("Cette société ne relève pas")]),
    ("ess-or-not", {"regime": "2014", "kept_otherwise": 15000}, None, lambda told: {True: "on ne pouvait pas conclure"}["on ne peut pas conclure" in told]),
    ("esus-approval", {}, 1, lambda n: f"Des charges surtout sociales\n  - {share(n)}"),
    ("esus-approval", {"costs": FEW}, 1, lambda n: f"Un capital peu rémunéré\n  - {share(n)}"),
    ("esus-approval", {"costs": FEW}, None, lambda told: {True: "le simulateur refuse de conclure"}["peut-être supprimé" in told]),
    ("esus-approval", {"costs": FEW, "dividends": 6, "regime": "2015"}, None, lambda told: {True: "à 6,0 %, le critère tombe"}["il manque" in told]),
    ("esus-approval", {"costs": SHORT, "dividends": 7}, 1, lambda n: f"À 389, l’affichage dit déjà {share(n)}"),
    ("esus-approval", {"costs": SHORT, "dividends": 7}, None, lambda told: {True: "le critère n’est pas rempli"}["il manque" in told]),
    ("esus-approval", {"costs": ENOUGH, "dividends": 7}, None, lambda told: {False: "monte de 365 à 390"}["il manque" in told]),
    ("esus-approval", {"mean_pay": 6, "top_pay": 11}, None, lambda told: {True: "n’excuse pas un maximum de 11"}["rémunérations" in told]),
]


FIVE = preset("stakeholder-map", "five")

DIAGNOSTIC = [
    ("my-departement", {}, 1, lambda n: f"le {number(n, 0)}e rang sur 100"),
    ("my-departement", {}, 2, lambda n: f"vaut {number(n, 2)} face à la France"),
    ("my-departement", {"reference": "voisins"}, 2, lambda n: f"{number(n, 2)} face à ses voisins"),
    ("my-departement", {"reference": "region"}, 2, lambda n: f"{number(n, 2)} face aux Hauts-de-France"),
    ("my-departement", {"reference": "prive"}, 2, lambda n: f"tombe alors à {number(n, 2)}"),
    ("my-departement", {"departement": "48"}, 2, lambda n: f"soit {number(n, 2)} fois la France"),
    ("my-departement", {"departement": "92"}, 2, lambda n: f"soit {number(n, 2)} fois."),
    ("location-quotient", {}, 0, lambda n: f"13 / 9,8 donne {number(n, 2)}"),
    ("location-quotient", {"retained": "1"}, 0, lambda n: f"il ne reste que {number(n, 2)}"),
    ("location-quotient", preset("location-quotient", "insee"), 0, lambda n: f"on lit {number(n, 2)}"),
    ("location-quotient", {}, 2, lambda n: f"supposent {number(n, 0)} emplois salariés"),
    ("location-quotient", {}, 1, lambda n: f"l’ESS en aurait {number(48390 - n, 0)}"),
    ("location-quotient", {}, 1, lambda n: f"le département en a {number(n, 0)} de plus"),
    ("location-quotient", {"part": 12}, 1, lambda n: f"l’écart descend à {number(n, 0)}"),
    ("budget-per-inhabitant", {}, 3, lambda n: f"{number(n, 1)} fois plus"),
    ("shift-share", {}, 0, lambda n: f"Sur les {number(n, 0)} emplois gagnés"),
    ("shift-share", {}, 1, lambda n: f"{number(n, 0)} viennent du mouvement du pays : {percent(n / 2100, 0)}"),
    ("shift-share", {}, 2, lambda n: f"en retire {number(-n, 0)}"),
    ("shift-share", {}, 3, lambda n: f"Il reste {number(n, 0)} emplois"),
    ("shift-share", preset("shift-share", "mix"), 0, lambda n: f"le territoire perd {number(-n, 0)} emplois"),
    ("shift-share", preset("shift-share", "mix"), 3, lambda n: f"de {number(n, 0)}."),
    ("axis-portfolio", {}, 0, lambda n: f"la meilleure moyenne, {number(n, 2)} sur 10"),
    ("axis-portfolio", {}, 1, lambda n: f"ne gagne que dans {percent(n, 1)}"),
    ("axis-portfolio", {}, None, lambda told: f"c’est « {between(told, 'poids, « ', ' »')} » qui l’emporte"),
    ("axis-portfolio", {"w1": 4}, None, lambda told: {"coopérer, mutualiser": "et « coopérer » passe devant"}[between(told, "poids, « ", " »")]),
    ("axis-portfolio", preset("axis-portfolio", "specialists"), 1, lambda n: f"gagne dans {percent(n, 1)} des cas"),
    ("stakeholder-map", {}, 0, lambda n: f"Onze liens sur soixante-six : {percent(n, 1)}"),
    ("stakeholder-map", FIVE, 0, lambda n: f"portent la densité à {percent(n, 1)}"),
    ("stakeholder-map", {**FIVE, "state": "gone"}, 3, lambda n: {6: "se casse encore en six groupes"}[n]),
    ("stakeholder-map", preset("stakeholder-map", "ring"), 0, lambda n: f"double la densité, à {percent(n, 1)}"),
    ("stakeholder-map", preset("stakeholder-map", "ring"), 3, lambda n: {1: "et tient sans lui"}[n]),
]

WOVEN = [[1, other] for other in range(2, 10)] + [[2, 3], [7, 9], [3, 4], [4, 9], [5, 6], [6, 8], [8, 9], [0, 0]]

LED_BY_CULTURE = [
    [2, 3, 3, 2, 2, 260],
    [3, 0, 0, 0, 0, 0],
    [1, 2, 0, 1, 0, 0],
    [2, 0, 0, 1, 3, 90],
    [0, 1, 2, 3, 0, 20],
    [0, 0, 2, 0, 0, 30],
    [0, 1, 0, 0, 1, 0],
]

TRANSVERSALITE = [
    ("transversality-matrix", {}, 0, lambda n: f"la couverture est de {quantity(n, '%', 1)}"),
    ("transversality-matrix", {}, 1, lambda n: f"la densité n’est que de {quantity(n, '%', 1)}"),
    ("transversality-matrix", {}, 2, lambda n: f"pilote seule {quantity(n, '%', 0)} des actions"),
    ("transversality-matrix", {}, 3, lambda n: f"{quantity(n, '%', 0)} seulement des crédits"),
    ("transversality-matrix", preset("transversality-matrix", "ligne"), 0, lambda n: f"la couverture passe à {quantity(n, '%', 0)}"),
    ("transversality-matrix", preset("transversality-matrix", "ligne"), 1, lambda n: f"et la densité à {quantity(n, '%', 1)}"),
    ("transversality-matrix", {"matrix": LED_BY_CULTURE}, 2, lambda n: f"la dépendance tombe à {quantity(n, '%', 0)}"),
    ("transversality-matrix", preset("transversality-matrix", "partage"), 1, lambda n: f"la densité atteint {quantity(n, '%', 1)}"),
    ("transversality-matrix", preset("transversality-matrix", "partage"), 3, lambda n: f"{quantity(n, '%', 0)} des crédits sont hors"),
    ("missing-link", preset("missing-link", "etoile"), 0, lambda n: f"une personne est sur {quantity(n, '%', 0)} des chemins"),
    ("missing-link", preset("missing-link", "etoile"), 1, lambda n: {8: "huit groupes d’un membre"}[n]),
    ("missing-link", {}, 1, lambda n: {6: "Il reste six groupes"}[n]),
    ("missing-link", {}, 2, lambda n: f"{quantity(n, '%', 1)} seulement des paires"),
    ("missing-link", {"links": [*WOVEN[:-2], [0, 0], [0, 0]]}, 2, lambda n: f"{quantity(n, '%', 1)} des paires restent reliées"),
    ("missing-link", {"links": WOVEN}, 2, lambda n: f"{quantity(n, '%', 0)} des paires"),
    ("missing-link", {"links": WOVEN}, (0, 8, 3), lambda text: f"les associations se trouvent sur {text} des paires"),
    ("deliberation-rules", {}, 0, lambda n: f"la recyclerie arrive première, avec {quantity(n, '%', 0)}"),
    ("deliberation-rules", {}, 1, lambda n: f"avec {number(n, 2)} point par voix"),
    ("deliberation-rules", {}, 2, lambda n: {3: "l’épicerie solidaire obtient « bien »"}[n]),
    ("deliberation-rules", {}, 3, lambda n: {3: "chaque règle retient un projet différent"}[n]),
]

QUOTED = [
    (chapter, *case)
    for chapter, cases in (
        ("debat-1/diagnostic", DIAGNOSTIC),
        ("debat-2/cooperer", COOPERER),
        ("conference/loi-2014", LOI),
        ("debat-3/bousol", BOUSOL),
        ("debat-3/investir", INVESTIR),
        ("debat-4/transversalite", TRANSVERSALITE),
    )
    for case in cases
]


@pytest.mark.parametrize("chapter, slug, values, place, written", QUOTED)
def test_quoted_number(chapter, slug, values, place, written):
    cells = json.loads((BOOK / f"{chapter}.ipynb").read_text("utf8"))["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    expected = written(shown(load(slug).run(values), place))
    assert plain(expected) in plain(text)
