"""The trainer's guide: a section for each simulator, whose numbers are those that it shows, and sourced answers."""

import re

import pytest

from essor.places import COURSE
from essor.portable.french import euros, number
from essor.portable.simulators.registry import load, slugs
from prose import bare_numbers, of_weight, told
from quoted import between, each, heard, plain, preset, written

GUIDE = COURSE / "book" / "formateur"
SIMULATORS = (GUIDE / "simulateurs.md").read_text("utf8")
SECTIONS = dict(re.findall(r"^\(sim-([\w-]+)\)=\n(.*?)(?=^\(sim-|^## |\Z)", SIMULATORS, re.DOTALL | re.MULTILINE))
LABELS = ["La question.", "Prédire.", "Le geste.", "La surprise.", "À dire.", "Ne pas cacher.", "Durée."]


def section_of(slug):
    assert slug in SECTIONS, f"no section (sim-{slug})= in book/formateur/simulateurs.md"
    return SECTIONS[slug]


def part_of(slug, label):
    """What a section says under one of its labels, but the last."""
    found = re.search(rf"\*\*{re.escape(label)}\*\*(.*?)^- ", section_of(slug), re.DOTALL | re.MULTILINE)
    assert found, f"no « - **{label}** » in the section (sim-{slug})= of book/formateur/simulateurs.md"
    return found[1]


def test_every_simulator_has_its_section_in_the_order_of_the_course():
    assert sorted(set(slugs()) - set(SECTIONS)) == [], "no section (sim-slug)= in book/formateur/simulateurs.md"
    assert sorted(set(SECTIONS) - set(slugs())) == [], "a section of book/formateur/simulateurs.md is that of no simulator"
    places = [load(slug).place for slug in SECTIONS]
    assert list(dict.fromkeys(places)) == ["Conférence", "Débat 1", "Débat 2", "Débat 3", "Débat 4"] and sorted(places[1:]) == places[1:], (
        f"the sections of book/formateur/simulateurs.md are in the order of the course: {places}"
    )


@pytest.mark.parametrize("slug", slugs())
def test_a_section_says_how_to_use_a_simulator_in_public(slug):
    section = section_of(slug)
    assert plain(section).startswith(f"### {plain(load(slug).title)}\n"), f"after (sim-{slug})=, its title: « ### {load(slug).title} »"
    assert re.findall(r"^- \*\*([^*]+)\*\*", section, re.MULTILINE) == LABELS, "what a section says, in this order"
    assert re.search(r"\*\*Durée\.\*\* \d+ minutes", section), "« - **Durée.** 5 minutes »"


@pytest.mark.parametrize("slug", slugs())
def test_a_section_names_situations_that_the_simulator_offers(slug):
    """What the gesture puts between quotation marks is a label of the simulator, or the beginning of one."""
    simulator = load(slug)
    labels = [one.label for one in simulator.presets] + [control.label for control in simulator.controls]
    labels += [label for control in simulator.controls for _, label in getattr(control, "options", ())]
    gesture = part_of(slug, "Le geste.")
    unknown = [name for name in re.findall(r"« ([^»]+) »", gesture) if not any(plain(name).lower() in plain(label).lower() for label in labels)]
    assert unknown == [], f"« Le geste » names what is no situation nor setting of {slug}"


# What the section of a simulator writes (see `quoted`).

STILL = [[0, 0, 0, 0]] * 5
SOBER_IN_2015 = {**preset("esus-approval", "capital-sobre"), "regime": "2015"}
SPLIT = {"to_fund": 8000, "kept_otherwise": 17000}
WOVEN = preset("missing-link", "tissage")["links"]
LAST_LINK = {"links": [*WOVEN[:14], [8, 9], [0, 0]]}
EXAGGERATED = {"opinions": [[25, 1, 3, 2], [20, 3, 0, 2], [30, 1, 0, 4], [15, 4, 2, 3], [10, 4, 3, 0]]}

CASES = [
    ("ess-or-not", {}, "Elle gardait {2:1 %}"),
    ("ess-or-not", {"kept_otherwise": 15000}, "à 15 000 €, elle garde {2:1 %} et"),
    ("ess-or-not", {"kept_otherwise": 15000}, (None, lambda told: {True: "et remplit les conditions"}[told.startswith("Cette société remplit")])),
    ("ess-or-not", SPLIT, "le fonds n’a que {1:1 %}", (2, lambda n: {50: "le total est le même et elle est refusée"}[n])),
    ("esus-approval", "capital-sobre", "Avec {1:1 %} de charges", heard("Demandez au préfet", "le simulateur renvoie au préfet")),
    ("esus-approval", SOBER_IN_2015, (None, lambda told: {False: "sont remplies en 2015"}["ne peut pas recevoir" in told])),
    ("my-departement", {}, "{1:0}e rang sur 100", "et {2:2} fois la France"),
    ("my-departement", {"reference": "voisins"}, "{2:2} fois ses voisins"),
    ("my-departement", {"reference": "region"}, "{2:2} fois sa région"),
    ("my-departement", {"reference": "prive"}, "tombe à {2:2}"),
    ("location-quotient", {}, "passe de {0:2} à", "L’écart de {1:0} emplois"),
    ("location-quotient", {"retained": "1"}, "à {0:2}, puis"),
    ("location-quotient", "insee", "puis {0:2}."),
    ("location-quotient", {"part": 12}, "tombe à {1:0} pour"),
    ("budget-per-inhabitant", {}, "L’Aquitaine est à {0:2 €}", "le Pas-de-Calais à {1:2 €}", "{3:1} fois plus"),
    ("budget-per-inhabitant", {"perimeter": "wide"}, "passe à {1:2 €}"),
    ("shift-share", {}, "Sur {0:0} emplois", "plus {0:0} un résultat ordinaire", "{1:0} viennent du mouvement", "et {3:0} seulement"),
    ("shift-share", "mix", (0, lambda n: f"perd {number(-n, 0)} emplois"), (0, lambda n: f"Moins {number(-n, 0)} peut"), "pourtant {3:0} de mieux"),
    ("axis-portfolio", {}, "ne gagne que dans {1:1 %}"),
    ("axis-portfolio", {"w1": 4}, (None, lambda told: {"coopérer, mutualiser": "« coopérer » prend la tête"}[between(told, "poids, « ", " »")])),
    ("axis-portfolio", "specialists", "ne gagne plus que dans {1:1 %}"),
    ("stakeholder-map", {}, "{0:1 %} des liens"),
    ("stakeholder-map", {"state": "gone"}, (3, lambda n: {11: "onze groupes d’un partenaire"}[n])),
    ("stakeholder-map", "five", "portent la densité à {0:1 %}"),
    ("stakeholder-map", {**preset("stakeholder-map", "five"), "state": "gone"}, (3, lambda n: {6: "il reste six groupes"}[n])),
    ("stakeholder-map", "ring", "La ronde, à {0:1 %}", (3, lambda n: {1: "tient sans lui"}[n])),
    ("ptce-radar", "hole", "reste à {0:2}", "tombe à {1:2}"),
    ("ptce-radar", "example", "fait gagner {3:2}"),
    ("goutte-dor-census", {}, "« {0:0} unités", "environ {2:0} emplois", "{1:2} emplois par unité", "et non {2:0}."),
    ("goutte-dor-census", "core", "n’en touche plus que {2:0}, et"),
    ("shared-workshop", {}, "« {0:0 €} à parts égales", "paierait {2:0 €}", "lui coûte {cells[0][0][2]} seule", "Au prorata, elle paie {cells[0][0][4]}"),
    ("shared-workshop", {}, "avec Shapley, {cells[0][0][5]}"),
    ("shared-workshop", {"aid": 1950}, ((1, 0, 1), lambda stable: {"oui": "il faut 1 950 € d’aide"}[stable])),
    ("shared-workshop", {"aid": 1900}, ((1, 0, 1), lambda stable: {"non": "il faut 1 950 € d’aide"}[stable])),
    ("insertion-hours", {}, "{0:0 heures}, la moitié d’un temps plein", (1, lambda n: {1: "la moitié d’un temps plein"}[round(2 * n)])),
    ("insertion-hours", "steel", "n’en porte que {0:0}"),
    ("insertion-hours", "cost-today", "il en reste {0:0}"),
    ("clause-planner", {}, "le plan garde {0:0 heures} sur"),
    ("clause-planner", {}, (None, lambda told: f"sur {between(told, 'heures sur ', ' ;')} et écarte {'la ' + between(told, 'le lot « ', ' ».').lower()}")),
    ("clause-planner", "staggered", "les {0:0 heures} passent"),
    ("spaser", "training-day", heard("on ne peut pas dire", "Fin 2014, on ne peut pas conclure")),
    ("spaser", "in-2020", heard("facultatif", "en 2020, rien n’est dû")),
    ("spaser", {}, "depuis {1:1} ans"),
    ("scic-capital", {}, "{1:0 €}, parce que chaque euro"),
    ("scic-capital", "withdrawal", "passe de {cells[0][2][3]}", "à {cells[0][3][3]} sans que"),
    ("scic-result", {}, (1, lambda n: {0: "Rien, au départ"}[n]), "{0:0 €} vont en réserve"),
    ("scic-result", {"aids": 0}, "Sans aide, {1:0 €} sont versés"),
    ("scic-result", {"aids": 0, "other_reserves": 80000}, "il n’en va plus que {0:0 €} en réserve"),
    ("scic-ten-years", {}, "{0:0 €}, que les réserves", "soient de {3:0 €}", "ne valent plus que {1:0 €}"),
    ("scic-ten-years", "growth", "ou de {3:0 €}", "{0:0 €}, que les réserves"),
    ("scic-ten-years", "difficulty", "Dans la difficulté, {0:0 €}"),
    ("scic-votes", {}, "{0:1 %} du capital", "{1:1 %} des voix", "{2:1 %} du pouvoir", ", {3:1 %} ou"),
    ("scic-votes", "heads", "Sans collèges, {1:1 %}"),
    ("scic-votes", "half", "{2:1 %} du pouvoir"),
    ("scic-votes", {"rule": "heads"}, "recueille {3:1 %}"),
    ("scic-votes", {"rule": "proportional"}, "ou {3:1 %} selon"),
    ("bousol-circuits", {"phase": "1"}, "{0:2} paiement en phase 1"),
    ("bousol-circuits", {}, "{0:2} en phase 2", "passe de {1:0} à"),
    ("bousol-circuits", {"reuse": 60}, "{0:1} à 60 %"),
    ("bousol-circuits", "eusko", "à {1:0} Bou’Sols"),
    ("bousol-bonus", {}, "{0:3 %}, et non 5"),
    ("bousol-bonus", "no-fee", "en rendent {1:0}", (2, lambda n: f"il manque {euros(-n)} par an")),
    ("bousol-agents", {}, "{1:1 %} d’écart"),
    ("bousol-agents", "start", "de 50 solistes, {1:1 %}"),
    ("de-minimis", {}, "Il reste {1:0 €}, et non zéro", (3, lambda n: {4: "attendre quatre mois suffit"}[n])),
    ("de-minimis", "later", "En mars 2027, il reste {1:0 €}"),
    ("de-minimis", "rule-2014", (1, lambda n: {0: "Avec la règle de 2014, rien"}[n])),
    ("grant-or-contract", "etude", (0, lambda n: {2: "deux conditions sur trois ne suffisent pas"}[n])),
    ("esr-bond", {}, "L’indice vaut {3:2}"),
    ("esr-bond", "double", (None, lambda told: f"dans les {between(told, 'dans « ', ' en commun').lower()}")),
    ("esr-bond", "reste", (None, lambda told: f"garder {between(told, 'il reste ', ' à affecter')} à affecter")),
    ("transversality-matrix", {}, "{0:1 %} de couverture", "seulement {1:1 %} de densité"),
    ("transversality-matrix", "ligne", "porte la densité à {1:1 %}"),
    ("transversality-matrix", "partage", "pilotes partagés, {1:1 %}", "{3:0 %} des crédits"),
    ("missing-link", "etoile", (1, lambda n: {8: "Huit groupes."}[n])),
    ("missing-link", "depart", (1, lambda n: {6: "six groupes et"}[n]), "{2:1 %} des paires reliées"),
    ("missing-link", "tissage", "avec six, {2:1 %}"),
    ("missing-link", LAST_LINK, "bien placé, {2:0 %}"),
    ("deliberation-rules", {}, (3, lambda n: {3: "Trois projets pour trois règles"}[n]), "la recyclerie avec {0:0 %} des voix", "avec {0:0 %}, une décision"),
    ("deliberation-rules", {}, "le café avec {1:2} point par voix", (2, lambda n: {3: "l’épicerie avec la mention « bien »"}[n])),
    ("deliberation-rules", EXAGGERATED, heard("Jugement majoritaire : Café associatif", "fait gagner le café au jugement majoritaire")),
]


@pytest.mark.parametrize("slug, settings, said", each(CASES))
def test_quoted_number(slug, settings, said):
    assert written(slug, settings, said) in plain(section_of(slug))


def settings_of(slug):
    """What the simulator asks, and the values that its situations and the cases above give to its settings."""
    simulator = load(slug)
    chosen = [preset.values for preset in simulator.presets] + [simulator.values(of) for case, of, _ in each(CASES) if case == slug and isinstance(of, dict)]
    texts = [control.text(simulator.values(values)[control.name]) for values in ({}, *chosen) for control in simulator.controls]
    return " ".join([simulator.prediction.question, *texts])


def test_every_number_of_a_surprise_is_guarded():
    """A number of weight that « La surprise » gives is in a case above, or is asked or set."""
    guarded = {slug: settings_of(slug) for slug in slugs()}
    for slug, settings, said in each(CASES):
        guarded[slug] += f"\n{written(slug, settings, said)}"
    missing = []
    for slug in slugs():
        surprise = part_of(slug, "La surprise.")
        known = set(bare_numbers(told(guarded[slug])))
        missing += [(slug, n) for n in bare_numbers(told(surprise)) if of_weight(n) and n not in known]
    assert missing == [], "add a case to CASES: the settings at which the simulator shows this number"


def test_frequent_questions_are_answered_with_a_source():
    text = (GUIDE / "questions.md").read_text("utf8")
    answers = dict(re.findall(r"^### (.+?)\n(.*?)(?=^##|\Z)", text, re.DOTALL | re.MULTILINE))
    assert len(answers) >= 20 and all(question.endswith("?") for question in answers)
    sourced = re.compile(r"\{fait\}`|\]\(https?://|\{ref\}`|\{doc\}`")
    assert [question for question, answer in answers.items() if not sourced.search(answer)] == []
    assert sum("{fait}`" in answer for answer in answers.values()) >= len(answers) - 2
