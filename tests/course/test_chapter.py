"""The numbers that a chapter quotes are those that its simulators show."""

from pathlib import Path

import pytest

from essor.portable.french import euros, number, percent, quantity
from essor.portable.simulators.registry import load
from prose import markdown
from quoted import between, each, heard, plain, preset, written

SLOW = {"hold_solistes": 10.75, "hold_prestataires": 10.75}

# A table per chapter of what it writes (see `quoted`).
BOUSOL = [
    ("bousol-circuits", {"phase": "1"}, "- {0:2}", "- {1:0}", "- {2:1}", "- {3:1}"),
    ("bousol-circuits", {"phase": "2"}, "- {0:2}", "- {1:0}", "- {2:1}", "- {3:2}"),
    ("bousol-circuits", {"phase": "3"}, "- {1:0}", "- {2:0}", "- {3:1}"),
    ("bousol-circuits", {"reuse": 60}, (0, lambda n: quantity(n, ("paiement", "paiements"), 1))),
    ("bousol-circuits", SLOW, "{1:0 Bou’Sols}"),
    ("bousol-bonus", {"fee": 5}, "{0:3 %}", "{1:2 €}", "{2:0 €}", "{3:0 €}"),
    ("bousol-bonus", {"fee": 5, "hold": 10.75}, "{3:0 €}"),
    ("bousol-bonus", {"fee": 0}, (2, lambda n: euros(-n))),
    ("bousol-bonus", {"lost": 10}, "{0:2 %}"),
    ("bousol-agents", {}, "{0:0 Bou’Sols}", "l’écart est de {1:1 %}", "entre {cells[0][3][3]} et", "et {cells[0][3][4]}, 95 fois sur 100"),
    ("bousol-agents", {"solistes": 50, "prestataires": 10}, "l’écart monte à {1:1 %}"),
    ("bousol-agents", {"solistes": 1000, "prestataires": 240}, "il tombe à {1:1 %}"),
    ("bousol-agents", {"rule": "suppliers", "prestataires": 300}, (None, lambda told: f"300 prestataires, {between(told, ' et ', ' dans')}")),
    ("bousol-agents", {"rule": "suppliers", "prestataires": 300}, (None, lambda told: f"réemploie {between(told, 'réemploie ', ' de ce')}")),
    ("bousol-agents", {"rule": "suppliers"}, (None, lambda told: f"avec 60 prestataires, {between(told, 'réemploie ', ' de ce')}")),
]

STILL = [[0, 0, 0, 0]] * 4
WEIGHTS = [[10000, 12, 20, 100], [20000, 60, 10, 60], [50000, 3, 50, 0], [15000, 8, 10, 40], [5000, 25, 10, 60]]
LINES = [[260, 90, 0, 300], [150, 40, 60, 260], [120, 20, 0, 160], [70, 30, 20, 90], [50, 0, 0, 50]]

INVESTIR = [
    ("scic-capital", {"movements": [[0, 0, 0, 0], *STILL]}, "Les collectivités peuvent ajouter {1:0 €}."),
    ("scic-capital", {"movements": [[30000, 0, 0, 0], *STILL]}, "leur part ne serait que de {0:1 %}"),
    (
        "scic-capital",
        "withdrawal",
        "un capital qui est passé à {cells[0][1][1]}",
        "Le capital tombe de {cells[0][2][1]}",
        "à {cells[0][3][1]} ;",
        "à {cells[0][3][3]}.",
    ),
    ("scic-capital", "withdrawal", "leur part passe de {cells[0][2][3]}", "ramène la part à {cells[0][4][3]}", "ici, {cells[0][3][6]}."),
    ("scic-result", {}, "en tout {0:0 €}, soit 57,5 %", "la réserve légale prend {cells[0][1][1]}", "la réserve statutaire {cells[0][2][1]}"),
    ("scic-result", {}, "Il reste {cells[0][3][1]}", "il est de {2:2 %}"),
    ("scic-result", {"aids": 0}, "ces {1:0 €} sont bien versés", "il reste {3:0 €} à la société"),
    ("scic-result", {"aids": 0, "other_reserves": 80000}, "il n’en va plus que {0:0 €} en réserve, soit 50 %"),
    ("scic-result", {"aids_reading": "B"}, "B permet les {1:0 €}"),
    ("scic-ten-years", {}, "la collectivité récupère {0:0 €}, alors", "a mis {3:0 €} en réserve", "ne valent plus que {1:0 €}", "reçu {2:0 €} d’intérêts"),
    ("scic-ten-years", {"growth": 15}, "les réserves montent à {3:0 €}", "récupère toujours {0:0 €}"),
    ("scic-ten-years", {"result": -6500}, "la collectivité récupère {0:0 €}.", "a perdu {cells[0][10][4]}"),
    ("scic-ten-years", {"inflation": 3}, "avec 3 %, {1:0}"),
    ("scic-ten-years", {"regime": "2014"}, "les intérêts de {2:0 €}"),
    ("scic-votes", {}, "détiennent {0:1 %} du capital", "{1:1 %} des voix et", "{2:1 %} du pouvoir.", "{3:1 %} si chaque collège"),
    ("scic-votes", {"rule": "heads"}, "ont {1:1 %} des voix", "recueille {3:1 %} si chaque associé"),
    ("scic-votes", {"colleges": WEIGHTS}, "les collectivités ont {2:1 %} du pouvoir"),
    ("scic-votes", {"rule": "proportional"}, "{3:1 %} si les voix"),
    ("grant-or-contract", {"amount": 8000, "already": 16000}, "font ensemble {1:0 €}"),
    ("de-minimis", {}, "Les autres comptent pour {0:0 €}", "il reste {1:0 €}."),
    ("esr-bond", {"projects": LINES}, (0, lambda n: f"il manque {number(6 * n - 600, 0)} M€")),
    ("esr-bond", {}, "ici, {1:1 %}.", "{3:2} sur 100"),
]

CORE = [[63, 10], [33, 50], [5, 10], [20, 50]]
HALF_THE_MERCHANTS = [[63, 50], [33, 100], [5, 100], [20, 100]]
UNEVEN = preset("ptce-radar", "example")
ONE_ABSENT = {f"lever{rank}": 0 if rank == 4 else 4 for rank in range(1, 9)}
SPREAD = {f"lever{rank}": 2 if rank in (4, 6) else 3 for rank in range(1, 9)}

COOPERER = [
    ("ptce-radar", ONE_ABSENT, "une moyenne habituelle de {0:2}", "La moyenne géométrique vaut {1:2}"),
    ("ptce-radar", "example", "une moyenne de {0:2}.", "de {1:2} pour le premier", "un point de plus fait gagner {3:2}"),
    ("ptce-radar", SPREAD, "une moyenne de {0:2}.", "de {1:2} pour le second"),
    ("ptce-radar", {**UNEVEN, "lever1": 5}, (1, lambda n: f"il n’en fait gagner que {number(n - load('ptce-radar').run(UNEVEN).indicators[1].number, 2)}")),
    ("goutte-dor-census", {}, "La moyenne est de {1:2} emplois"),
    ("goutte-dor-census", {"kinds": HALF_THE_MERCHANTS}, "environ {2:0} emplois sur 330"),
    ("goutte-dor-census", {"kinds": CORE}, "il en touche {2:0}", "dans {cells[0][4][4]} unités"),
    ("shared-workshop", {}, "ensemble, {0:0 €}.", (1, lambda n: f"les cinq paieraient {euros(3600 + n)}"), "achetées dehors coûtent {cells[0][0][2]}"),
    ("shared-workshop", {}, "Pour la mercerie : {cells[0][0][3]} à parts égales", "{cells[0][0][4]} au prorata des heures", "ou {cells[0][4][5]}."),
    ("shared-workshop", {}, "{cells[0][0][5]} selon la valeur de Shapley", "le plus gros : 720 €, {cells[0][4][4]} ou"),
    ("shared-workshop", {"aid": 1950}, ((1, 0, 1), lambda stable: {"oui": "il faut 1 950 € par mois"}[stable])),
    ("shared-workshop", {"aid": 1900}, ((1, 0, 1), lambda stable: {"non": "il faut 1 950 € par mois"}[stable])),
    ("insertion-hours", {}, "Le marché porte {0:0 heures}", "font {1:2} équivalent temps plein", "si vous aviez répondu {cells[0][1][2]}"),
    ("insertion-hours", {"labour": 100}, "Si vous aviez répondu {0:0}"),
    ("insertion-hours", {"labour": 20}, "ne porte que {0:0 heures}"),
    ("insertion-hours", {"labour": 70}, "en portent {0:0}"),
    ("insertion-hours", {"cost": 37.5}, "il n’en reste que {0:0}"),
    ("clause-planner", "works", "les clauses donnent {0:0 heures}", (2, lambda n: f"{24 - n} mois sur 24")),
    ("clause-planner", {}, "plus de la moitié des heures gardées, {3:0 %}", "le plan garde {0:0 heures}"),
    ("clause-planner", {"posts": 2.5}, "Toutes les clauses feraient {0:0 heures}"),
    ("spaser", {}, "depuis {1:1} ans"),
]

# What goes to the development fund and what is kept otherwise; three years of costs that are mostly social, or too little.
FEW = [[310, 520], [340, 525], [365, 530]]
SHORT, ENOUGH = [FEW[0], FEW[1], [389, 530]], [FEW[0], FEW[1], [390, 530]]
FULL, SPLIT = {"reserves": 12000, "to_fund": 0, "kept_otherwise": 25000}, {"to_fund": 8000, "kept_otherwise": 17000}


def allocation(start, answer, fund, kept):
    """A line of a list-table: an allocation, the shares that it makes, and whether the company then belongs."""
    shares = f"* - {start}\n  - {fund}\n  - {kept}\n  - "
    return None, lambda told: shares + ("oui, si le reste est rempli" if told.startswith("Cette société remplit") else f"non : {answer}")


LOI = [
    ("ess-or-not", {}, allocation("10 000 € au fonds, 10 000 € au reste (départ)", "la moitié n’est pas gardée", "20,0 %", "40,0 %")),
    ("ess-or-not", {"kept_otherwise": 15000}, allocation("10 000 € au fonds, 15 000 € au reste", "", "20,0 %", "50,0 %")),
    ("ess-or-not", SPLIT, allocation("8 000 € au fonds, 17 000 € au reste", "le fonds n’a pas son cinquième", "16,0 %", "50,0 %")),
    ("ess-or-not", {"to_fund": 25000, "kept_otherwise": 0}, allocation("25 000 € au fonds, rien au reste", "", "50,0 %", "50,0 %")),
    ("ess-or-not", FULL, allocation("Rien au fonds, 25 000 € au reste, avec 12 000 € de réserves", "", "0,0 %", "50,0 %")),
    ("ess-or-not", {}, "au reste (départ)\n  - {1:1 %}", "elle gardait {2:1 %}"),
    ("ess-or-not", SPLIT, "17 000 € au reste\n  - {1:1 %}", "- 16,0 %\n  - {2:1 %}"),
    ("ess-or-not", {"regime": "2014"}, (None, lambda told: {True: "déjà écartée"}[told.startswith("Cette société ne relève pas")])),
    ("ess-or-not", {"regime": "2014", "kept_otherwise": 15000}, heard("on ne peut pas conclure", "on ne pouvait pas conclure")),
    ("esus-approval", {}, "Des charges surtout sociales\n  - {1:1 %}"),
    ("esus-approval", {"costs": FEW}, "Un capital peu rémunéré\n  - {1:1 %}", heard("Demandez au préfet", "le simulateur renvoie au préfet")),
    ("esus-approval", {"costs": FEW, "dividends": 6, "regime": "2015"}, heard("ne peut pas recevoir", "à 6,0 %, le critère tombe")),
    ("esus-approval", {"costs": SHORT, "dividends": 7}, "À 389, l’affichage dit déjà {1:1 %}", heard("ne peut pas recevoir", "le critère n’est pas rempli")),
    ("esus-approval", {"costs": ENOUGH, "dividends": 7}, (None, lambda told: {False: "monte de 365 à 390"}["ne peut pas recevoir" in told])),
    ("esus-approval", {"mean_pay": 6, "top_pay": 11}, heard("rémunérations", "n’excuse pas un maximum de 11")),
]

FIVE = preset("stakeholder-map", "five")

DIAGNOSTIC = [
    ("my-departement", {}, "le {1:0}e rang sur 100", "vaut {2:2} face à la France"),
    ("my-departement", {"reference": "voisins"}, "{2:2} face à ses voisins"),
    ("my-departement", {"reference": "region"}, "{2:2} face aux Hauts-de-France"),
    ("my-departement", {"reference": "prive"}, "tombe alors à {2:2}"),
    ("my-departement", {"departement": "48"}, "soit {2:2} fois la France"),
    ("my-departement", {"departement": "92"}, "soit {2:2} fois."),
    ("location-quotient", {}, "13 / 9,8 donne {0:2}", "supposent {2:0} emplois salariés", (1, lambda n: f"l’ESS en aurait {number(48390 - n, 0)}")),
    ("location-quotient", {"retained": "1"}, "il ne reste que {0:2}"),
    ("location-quotient", "insee", "on lit {0:2}"),
    ("location-quotient", {}, "le département en a {1:0} de plus"),
    ("location-quotient", {"part": 12}, "l’écart descend à {1:0}"),
    ("budget-per-inhabitant", {}, "{3:1} fois plus"),
    ("shift-share", {}, "Sur les {0:0} emplois gagnés", (1, lambda n: f"{number(n, 0)} viennent du mouvement du pays : {percent(n / 2100, 0)}")),
    ("shift-share", {}, (2, lambda n: f"en retire {number(-n, 0)}"), "Il reste {3:0} emplois"),
    ("shift-share", "mix", (0, lambda n: f"le territoire perd {number(-n, 0)} emplois"), "de {3:0}."),
    ("axis-portfolio", {}, "la meilleure moyenne, {0:2} sur 10", "ne gagne que dans {1:1 %}"),
    ("axis-portfolio", {}, (None, lambda told: f"c’est « {between(told, 'poids, « ', ' »')} » qui l’emporte")),
    ("axis-portfolio", {"w1": 4}, (None, lambda told: {"coopérer, mutualiser": "et « coopérer » passe devant"}[between(told, "poids, « ", " »")])),
    ("axis-portfolio", "specialists", "gagne dans {1:1 %} des cas"),
    ("stakeholder-map", {}, "Onze liens sur soixante-six : {0:1 %}"),
    ("stakeholder-map", FIVE, "portent la densité à {0:1 %}"),
    ("stakeholder-map", {**FIVE, "state": "gone"}, (3, lambda n: {6: "se casse encore en six groupes"}[n])),
    ("stakeholder-map", "ring", "double la densité, à {0:1 %}", (3, lambda n: {1: "et tient sans lui"}[n])),
]

WOVEN = [[1, other] for other in range(2, 10)] + [[2, 3], [7, 9], [3, 4], [4, 9], [5, 6], [6, 8], [8, 9], [0, 0]]

LED_BY_CULTURE = [[2, 3, 3, 2, 2, 260], [3, 0, 0, 0, 0, 0], [1, 2, 0, 1, 0, 0], [2, 0, 0, 1, 3, 90]]
LED_BY_CULTURE += [[0, 1, 2, 3, 0, 20], [0, 0, 2, 0, 0, 30], [0, 1, 0, 0, 1, 0]]

TRANSVERSALITE = [
    ("transversality-matrix", {}, "la couverture est de {0:1 %}", "la densité n’est que de {1:1 %}", "pilote seule {2:0 %} des actions"),
    ("transversality-matrix", {}, "{3:0 %} seulement des crédits"),
    ("transversality-matrix", "ligne", "la couverture passe à {0:0 %}", "et la densité à {1:1 %}"),
    ("transversality-matrix", {"matrix": LED_BY_CULTURE}, "la dépendance tombe à {2:0 %}"),
    ("transversality-matrix", "partage", "la densité atteint {1:1 %}", "{3:0 %} des crédits sont hors"),
    ("missing-link", "etoile", "une personne est sur {0:0 %} des chemins", (1, lambda n: {8: "huit groupes d’un membre"}[n])),
    ("missing-link", "depart", (1, lambda n: {6: "Il reste six groupes"}[n]), "{2:1 %} seulement des paires"),
    ("missing-link", {"links": [*WOVEN[:-2], [0, 0], [0, 0]]}, "{2:1 %} des paires restent reliées"),
    ("missing-link", {"links": WOVEN}, "{2:0 %} des paires", "les associations se trouvent sur {cells[0][8][3]} des paires"),
    ("deliberation-rules", {}, "la recyclerie arrive première, avec {0:0 %}", "avec {1:2} point par voix"),
    ("deliberation-rules", {}, (2, lambda n: {3: "l’épicerie solidaire obtient « bien »"}[n])),
    ("deliberation-rules", {}, (3, lambda n: {3: "chaque règle retient un projet différent"}[n])),
]

QUOTED = {"debat-1/diagnostic": DIAGNOSTIC, "debat-2/cooperer": COOPERER, "conference/loi-2014": LOI, "debat-3/bousol": BOUSOL}
QUOTED |= {"debat-3/investir": INVESTIR, "debat-4/transversalite": TRANSVERSALITE}


@pytest.mark.parametrize("chapter, slug, settings, said", [(chapter, *case) for chapter, cases in QUOTED.items() for case in each(cases)])
def test_quoted_number(chapter, slug, settings, said):
    assert written(slug, settings, said) in plain(markdown(Path("book", f"{chapter}.ipynb")))
