"""The trainer's guide: a section for each simulator, whose numbers are those that it shows, and sourced answers."""

import re
import tomllib

import pytest

from essor.places import COURSE
from essor.portable.french import euros, number, percent, quantity
from essor.portable.simulators.registry import load, slugs
from prose import bare_numbers, told
from prose import plain as joined
from quoted import between, plain, preset, share, shown

GUIDE = COURSE / "book" / "formateur"
SIMULATORS = (GUIDE / "simulateurs.md").read_text("utf8")
SECTIONS = dict(re.findall(r"^\(sim-([\w-]+)\)=\n(.*?)(?=^\(sim-|^## |\Z)", SIMULATORS, re.DOTALL | re.MULTILINE))
LABELS = ["La question.", "Prédire.", "Le geste.", "La surprise.", "À dire.", "Ne pas cacher.", "Durée."]


def test_every_simulator_has_its_section_in_the_order_of_the_course():
    assert sorted(SECTIONS) == slugs()
    places = [load(slug).place for slug in SECTIONS]
    assert list(dict.fromkeys(places)) == ["Conférence", "Débat 1", "Débat 2", "Débat 3", "Débat 4"] and sorted(places[1:]) == places[1:]


@pytest.mark.parametrize("slug", slugs())
def test_a_section_says_how_to_use_a_simulator_in_public(slug):
    section = SECTIONS[slug]
    assert plain(section).startswith(f"### {plain(load(slug).title)}\n")
    assert re.findall(r"^- \*\*([^*]+)\*\*", section, re.MULTILINE) == LABELS
    assert re.search(r"\*\*Durée\.\*\* \d+ minutes", section)


@pytest.mark.parametrize("slug", slugs())
def test_a_section_names_situations_that_the_simulator_offers(slug):
    """What the gesture puts between quotation marks is a label of the simulator, or the beginning of one."""
    simulator = load(slug)
    labels = [one.label for one in simulator.presets] + [control.label for control in simulator.controls]
    labels += [label for control in simulator.controls for _, label in getattr(control, "options", ())]
    gesture = re.search(r"\*\*Le geste\.\*\*(.*?)^- ", SECTIONS[slug], re.DOTALL | re.MULTILINE)[1]
    unknown = [name for name in re.findall(r"« ([^»]+) »", gesture) if not any(plain(name).lower() in plain(label).lower() for label in labels)]
    assert unknown == []


# Simulator, values, place (see `quoted.shown`), how the section of that simulator writes it.

STILL = [[0, 0, 0, 0]] * 5
SPLIT = {"to_fund": 8000, "kept_otherwise": 17000}
WOVEN = preset("missing-link", "tissage")["links"]
LAST_LINK = {"links": [*WOVEN[:14], [8, 9], [0, 0]]}
EXAGGERATED = {"opinions": [[25, 1, 3, 2], [20, 3, 0, 2], [30, 1, 0, 4], [15, 4, 2, 3], [10, 4, 3, 0]]}

COFFEE = ("Jugement majoritaire : Café associatif", "Les trois règles retiennent Café associatif")


def coffee_by_judgement(told):
    assert any(words in told for words in COFFEE)
    return "fait gagner le café au jugement majoritaire"


CASES = [
    ("ess-or-not", {}, 2, lambda n: f"Elle gardait {share(n)}"),
    ("ess-or-not", {"kept_otherwise": 15000}, 2, lambda n: f"à 15 000 €, elle garde {share(n)} et"),
    ("ess-or-not", {"kept_otherwise": 15000}, None, lambda told: {True: "et remplit les conditions"}[told.startswith("Cette société remplit")]),
    ("ess-or-not", SPLIT, 1, lambda n: f"le fonds n’a que {share(n)}"),
    ("ess-or-not", SPLIT, 2, lambda n: {50: "le total est le même et elle est refusée"}[n]),
    ("esus-approval", preset("esus-approval", "capital-sobre"), 1, lambda n: f"Avec {share(n)} de charges"),
    ("esus-approval", {**preset("esus-approval", "capital-sobre"), "regime": "2015"}, None, lambda told: {False: "sont remplies en 2015"}["il manque" in told]),
    ("esus-approval", preset("esus-approval", "capital-sobre"), None, lambda told: {True: "refuse de conclure"}["peut-être supprimé" in told]),
    ("my-departement", {}, 1, lambda n: f"{number(n, 0)}e rang sur 100"),
    ("my-departement", {}, 2, lambda n: f"et {number(n, 2)} fois la France"),
    ("my-departement", {"reference": "voisins"}, 2, lambda n: f"{number(n, 2)} fois ses voisins"),
    ("my-departement", {"reference": "region"}, 2, lambda n: f"{number(n, 2)} fois sa région"),
    ("my-departement", {"reference": "prive"}, 2, lambda n: f"tombe à {number(n, 2)}"),
    ("location-quotient", {}, 0, lambda n: f"passe de {number(n, 2)} à"),
    ("location-quotient", {"retained": "1"}, 0, lambda n: f"à {number(n, 2)}, puis"),
    ("location-quotient", preset("location-quotient", "insee"), 0, lambda n: f"puis {number(n, 2)}."),
    ("location-quotient", {}, 1, lambda n: f"L’écart de {number(n, 0)} emplois"),
    ("location-quotient", {"part": 12}, 1, lambda n: f"tombe à {number(n, 0)} pour"),
    ("budget-per-inhabitant", {}, 0, lambda n: f"L’Aquitaine est à {euros(n, 2)}"),
    ("budget-per-inhabitant", {}, 1, lambda n: f"le Pas-de-Calais à {euros(n, 2)}"),
    ("budget-per-inhabitant", {"perimeter": "wide"}, 1, lambda n: f"passe à {euros(n, 2)}"),
    ("budget-per-inhabitant", {}, 3, lambda n: f"{number(n, 1)} fois plus"),
    ("shift-share", {}, 0, lambda n: f"Sur {number(n, 0)} emplois"),
    ("shift-share", {}, 0, lambda n: f"plus {number(n, 0)} un résultat ordinaire"),
    ("shift-share", {}, 1, lambda n: f"{number(n, 0)} viennent du mouvement"),
    ("shift-share", {}, 3, lambda n: f"et {number(n, 0)} seulement"),
    ("shift-share", preset("shift-share", "mix"), 0, lambda n: f"perd {number(-n, 0)} emplois"),
    ("shift-share", preset("shift-share", "mix"), 0, lambda n: f"Moins {number(-n, 0)} peut"),
    ("shift-share", preset("shift-share", "mix"), 3, lambda n: f"de {number(n, 0)}."),
    ("axis-portfolio", {}, 1, lambda n: f"ne gagne que dans {percent(n, 1)}"),
    ("axis-portfolio", {"w1": 4}, None, lambda told: {"coopérer, mutualiser": "« coopérer » prend la tête"}[between(told, "poids, « ", " »")]),
    ("axis-portfolio", preset("axis-portfolio", "specialists"), 1, lambda n: f"ne gagne plus que dans {percent(n, 1)}"),
    ("stakeholder-map", {}, 0, lambda n: f"{percent(n, 1)} des liens"),
    ("stakeholder-map", {"state": "gone"}, 3, lambda n: {11: "onze groupes d’un partenaire"}[n]),
    ("stakeholder-map", preset("stakeholder-map", "five"), 0, lambda n: f"portent la densité à {percent(n, 1)}"),
    ("stakeholder-map", {**preset("stakeholder-map", "five"), "state": "gone"}, 3, lambda n: {6: "il reste six groupes"}[n]),
    ("stakeholder-map", preset("stakeholder-map", "ring"), 0, lambda n: f"La ronde, à {percent(n, 1)}"),
    ("stakeholder-map", preset("stakeholder-map", "ring"), 3, lambda n: {1: "tient sans lui"}[n]),
    ("ptce-radar", preset("ptce-radar", "hole"), 0, lambda n: f"reste à {number(n, 2)}"),
    ("ptce-radar", preset("ptce-radar", "hole"), 1, lambda n: f"tombe à {number(n, 2)}"),
    ("ptce-radar", {}, 3, lambda n: f"fait gagner {number(n, 2)}"),
    ("goutte-dor-census", {}, 0, lambda n: f"« {number(n, 0)} unités"),
    ("goutte-dor-census", {}, 2, lambda n: f"environ {number(n, 0)} emplois"),
    ("goutte-dor-census", {}, 1, lambda n: f"{number(n, 2)} emplois par unité"),
    ("goutte-dor-census", preset("goutte-dor-census", "core"), 2, lambda n: f"n’en touche plus que {number(n, 0)}, et"),
    ("goutte-dor-census", {}, 2, lambda n: f"et non {number(n, 0)}."),
    ("shared-workshop", {}, 0, lambda n: f"« {euros(n)} à parts égales"),
    ("shared-workshop", {}, 2, lambda n: f"paierait {euros(n)}"),
    ("shared-workshop", {}, (0, 0, 2), lambda cell: f"lui coûte {cell} seule"),
    ("shared-workshop", {}, (0, 0, 4), lambda cell: f"Au prorata, elle paie {cell}"),
    ("shared-workshop", {}, (0, 0, 5), lambda cell: f"avec Shapley, {cell}"),
    ("shared-workshop", {"aid": 1950}, (1, 0, 1), lambda stable: {"oui": "il faut 1 950 € d’aide"}[stable]),
    ("shared-workshop", {"aid": 1900}, (1, 0, 1), lambda stable: {"non": "il faut 1 950 € d’aide"}[stable]),
    ("insertion-hours", {}, 0, lambda n: f"{quantity(n, 'heures', 0)}, la moitié d’un temps plein"),
    ("insertion-hours", {}, 1, lambda n: {1: "la moitié d’un temps plein"}[round(2 * n)]),
    ("insertion-hours", preset("insertion-hours", "steel"), 0, lambda n: f"n’en porte que {number(n, 0)}"),
    ("insertion-hours", preset("insertion-hours", "cost-today"), 0, lambda n: f"il en reste {number(n, 0)}"),
    ("clause-planner", {}, 0, lambda n: f"le plan garde {quantity(n, 'heures', 0)} sur"),
    ("clause-planner", {}, None, lambda told: f"sur {between(told, 'heures sur ', ' ;')} et écarte {'la ' + between(told, 'écarter : ', '.')}"),
    ("clause-planner", preset("clause-planner", "staggered"), 0, lambda n: f"les {quantity(n, 'heures', 0)} passent"),
    ("spaser", preset("spaser", "training-day"), None, lambda told: {True: "Fin 2014, on ne peut pas conclure"}["on ne peut pas dire" in told]),
    ("spaser", preset("spaser", "in-2020"), None, lambda told: {True: "en 2020, rien n’est dû"}["facultatif" in told]),
    ("spaser", {}, 1, lambda n: f"depuis {number(n, 1)} ans"),
    ("scic-capital", {"movements": STILL}, 1, lambda n: f"{euros(n)}, parce que chaque euro"),
    ("scic-capital", {}, (0, 2, 3), lambda cell: f"passe de {cell}"),
    ("scic-capital", {}, (0, 3, 3), lambda cell: f"à {cell} sans que"),
    ("scic-result", {}, 1, lambda n: {0: "Rien, au départ"}[n]),
    ("scic-result", {}, 0, lambda n: f"{euros(n)} vont en réserve"),
    ("scic-result", {"aids": 0}, 1, lambda n: f"Sans aide, {euros(n)} sont versés"),
    ("scic-result", {"aids": 0, "other_reserves": 80000}, 0, lambda n: f"il n’en va plus que {euros(n)} en réserve"),
    ("scic-ten-years", {}, 0, lambda n: f"{euros(n)}, que les réserves"),
    ("scic-ten-years", {}, 3, lambda n: f"soient de {euros(n)}"),
    ("scic-ten-years", preset("scic-ten-years", "growth"), 3, lambda n: f"ou de {euros(n)}"),
    ("scic-ten-years", preset("scic-ten-years", "growth"), 0, lambda n: f"{euros(n)}, que les réserves"),
    ("scic-ten-years", preset("scic-ten-years", "difficulty"), 0, lambda n: f"Dans la difficulté, {euros(n)}"),
    ("scic-ten-years", {}, 1, lambda n: f"en valent {number(n, 0)}"),
    ("scic-votes", {}, 0, lambda n: f"{share(n)} du capital"),
    ("scic-votes", {}, 1, lambda n: f"{share(n)} des voix"),
    ("scic-votes", {}, 2, lambda n: f"{share(n)} du pouvoir"),
    ("scic-votes", preset("scic-votes", "heads"), 1, lambda n: f"Sans collèges, {share(n)}"),
    ("scic-votes", preset("scic-votes", "half"), 2, lambda n: f"{share(n)} du pouvoir"),
    ("scic-votes", {"rule": "heads"}, 3, lambda n: f"recueille {share(n)}"),
    ("scic-votes", {}, 3, lambda n: f", {share(n)} ou"),
    ("scic-votes", {"rule": "proportional"}, 3, lambda n: f"ou {share(n)} selon"),
    ("bousol-circuits", {"phase": "1"}, 0, lambda n: f"{number(n, 2)} paiement en phase 1"),
    ("bousol-circuits", {}, 0, lambda n: f"{number(n, 2)} en phase 2"),
    ("bousol-circuits", {"reuse": 60}, 0, lambda n: f"{number(n, 1)} à 60 %"),
    ("bousol-circuits", {}, 1, lambda n: f"passe de {number(n, 0)} à"),
    ("bousol-circuits", preset("bousol-circuits", "eusko"), 1, lambda n: f"à {number(n, 0)} Bou’Sols"),
    ("bousol-bonus", {}, 0, lambda n: f"{quantity(n, '%', 3)}, et non 5"),
    ("bousol-bonus", preset("bousol-bonus", "no-fee"), 1, lambda n: f"en rendent {number(n, 0)}"),
    ("bousol-bonus", preset("bousol-bonus", "no-fee"), 2, lambda n: f"il manque {euros(-n)} par an"),
    ("bousol-agents", {}, 1, lambda n: f"{quantity(n, '%', 1)} d’écart"),
    ("bousol-agents", preset("bousol-agents", "start"), 1, lambda n: f"de 50 solistes, {quantity(n, '%', 1)}"),
    ("de-minimis", {}, 1, lambda n: f"Il reste {euros(n)}, et non zéro"),
    ("de-minimis", {}, 3, lambda n: {4: "attendre quatre mois suffit"}[n]),
    ("de-minimis", preset("de-minimis", "later"), 1, lambda n: f"En mars 2027, il reste {euros(n)}"),
    ("de-minimis", preset("de-minimis", "rule-2014"), 1, lambda n: {0: "Avec la règle de 2014, rien"}[n]),
    ("grant-or-contract", preset("grant-or-contract", "etude"), 0, lambda n: {2: "deux conditions sur trois ne suffisent pas"}[n]),
    ("esr-bond", {}, 3, lambda n: f"L’indice vaut {number(n, 2)}"),
    ("esr-bond", preset("esr-bond", "double"), None, lambda told: f"dans les {between(told, 'dans « ', ' en commun').lower()}"),
    ("esr-bond", preset("esr-bond", "reste"), None, lambda told: f"garder {between(told, 'il reste ', ' à affecter')} à affecter"),
    ("transversality-matrix", {}, 0, lambda n: f"{share(n)} de couverture"),
    ("transversality-matrix", {}, 1, lambda n: f"seulement {share(n)} de densité"),
    ("transversality-matrix", preset("transversality-matrix", "ligne"), 1, lambda n: f"porte la densité à {share(n)}"),
    ("transversality-matrix", preset("transversality-matrix", "partage"), 1, lambda n: f"pilotes partagés, {share(n)}"),
    ("transversality-matrix", preset("transversality-matrix", "partage"), 3, lambda n: f"{quantity(n, '%', 0)} des crédits"),
    ("missing-link", preset("missing-link", "etoile"), 1, lambda n: {8: "Huit groupes."}[n]),
    ("missing-link", {}, 1, lambda n: {6: "six groupes et"}[n]),
    ("missing-link", {}, 2, lambda n: f"{share(n)} des paires reliées"),
    ("missing-link", preset("missing-link", "tissage"), 2, lambda n: f"avec six, {share(n)}"),
    ("missing-link", LAST_LINK, 2, lambda n: f"bien placé, {quantity(n, '%', 0)}"),
    ("deliberation-rules", {}, 3, lambda n: {3: "Trois projets pour trois règles"}[n]),
    ("deliberation-rules", {}, 0, lambda n: f"la recyclerie avec {quantity(n, '%', 0)} des voix"),
    ("deliberation-rules", {}, 0, lambda n: f"avec {quantity(n, '%', 0)}, une décision"),
    ("deliberation-rules", {}, 1, lambda n: f"le café avec {number(n, 2)} point par voix"),
    ("deliberation-rules", {}, 2, lambda n: {3: "l’épicerie avec la mention « bien »"}[n]),
    ("deliberation-rules", EXAGGERATED, None, coffee_by_judgement),
]


def written_in_the_guide(slug, values, place, written):
    return plain(written(shown(load(slug).run(values), place)))


@pytest.mark.parametrize("slug, values, place, written", CASES)
def test_quoted_number(slug, values, place, written):
    assert written_in_the_guide(slug, values, place, written) in plain(SECTIONS[slug])


def test_every_number_of_a_surprise_is_guarded():
    """A number that « La surprise » gives is in a case above, or is a setting declared as such."""
    guarded = dict.fromkeys(slugs(), "")
    for slug, *case in CASES:
        guarded[slug] += f"\n{written_in_the_guide(slug, *case)}"
    settings = {
        joined(n) for reason, ns in tomllib.loads((GUIDE / "nombres.toml").read_text("utf8"))["simulateurs"].items() if reason != "résultats" for n in ns
    }
    missing = []
    for slug in slugs():
        surprise = re.search(r"\*\*La surprise\.\*\*(.*?)^- ", SECTIONS[slug], re.DOTALL | re.MULTILINE)[1]
        known = set(bare_numbers(told(guarded[slug]))) | settings
        missing += [(slug, n) for n in bare_numbers(told(surprise)) if n not in known]
    assert missing == []


# The questions.


def test_frequent_questions_are_answered_with_a_source():
    text = (GUIDE / "questions.md").read_text("utf8")
    answers = dict(re.findall(r"^### (.+?)\n(.*?)(?=^##|\Z)", text, re.DOTALL | re.MULTILINE))
    assert len(answers) >= 20 and all(question.endswith("?") for question in answers)
    sourced = re.compile(r"\{fait\}`|\]\(https?://|\{ref\}`|\{doc\}`")
    assert [question for question, answer in answers.items() if not sourced.search(answer)] == []
    assert sum("{fait}`" in answer for answer in answers.values()) >= len(answers) - 2
