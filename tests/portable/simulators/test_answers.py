"""What a reader who predicted hears: that it is right, or what that number would take; words/ holds more of it."""

import pytest

from essor.portable.simulators.registry import load
from quoted import plain

RIGHT = "Vous aviez vu juste."
HEARD = [
    # p = 2/3 ; p = 0 is enough for the first purchase alone.
    ("bousol-circuits", {}, {"1,67": RIGHT, "3": "66,7 %", "1": "0,0 %", "0,5": "Aucune part réemployée"}),
    ("bousol-circuits", {"hold_solistes": 10.75}, {"1": "0,0 %"}),
    ("bousol-circuits", {"reuse": 0}, {"4": "75,0 %"}),
    ("bousol-circuits", {"phase": "1"}, {"2": "En phase 1", "1": RIGHT}),
    ("bousol-bonus", {}, {"4,76": RIGHT, "10": "rapporterait plus", "1": "il resterait une part"}),
    ("bousol-bonus", {"payer": "prestataires", "lost": 10}, {"5,29": RIGHT}),
    ("ptce-radar", {}, {"3,5": "elle cache le trou"}),
    ("goutte-dor-census", {}, {"2,73": RIGHT, 12: "plus petites", "5,2": "une seule famille", "0,4": "les unités par les emplois"}),
    ("shared-workshop", {}, {1: RIGHT}),
    ("ess-or-not", {}, {50: RIGHT, 20: "fonds de développement", 70: "ajouté les deux règles"}),
    ("grant-or-contract", {}, {3: RIGHT, 1: "une seule permet"}),
    ("missing-link", {}, {8: RIGHT, 2: "chacun se retrouve seul"}),
    ("insertion-hours", {}, {833: RIGHT, 1000: "6,00 %"}),
    ("clause-planner", {}, {3610: RIGHT, 4010: "un seul mois trop chargé", 3214: "le reste tient"}),
    ("spaser", {}, {"3,9": RIGHT, 12: "c’est le seuil"}),
    ("scic-capital", {}, {"60 000": RIGHT, "100 000": "60,0 %"}),  # 120 000 / 200 000
    ("scic-capital", {"start": [[0, 0, 0, 0]]}, {"10": "accompagné"}),
    ("scic-result", {"result": -1}, {"5": "Sans bénéfice"}),
    ("scic-ten-years", {}, {"50 000": RIGHT, "100 000": "permet probablement une revalorisation encadrée"}),
    ("scic-ten-years", {"regime": "2014"}, {"100 000": "En 2014, une part de SCIC n’était pas revalorisée"}),
    ("scic-ten-years", {"result": -6500}, {"50 000": "au prorata"}),
    ("scic-votes", {}, {"33": RIGHT, "50": "indispensable"}),
    ("de-minimis", {}, {"40 000": RIGHT, "250 000": "Seules comptent"}),
    ("de-minimis", {"year": 2027, "month": 3}, {"50 000": "le calcul donne 150 000 € ou 50 000 €, selon le jour. Vous aviez vu juste."}),
]


@pytest.mark.parametrize("slug, values, guess, heard", [(slug, values, *said) for slug, values, answers in HEARD for said in answers.items()])
def test_a_prediction_is_answered(slug, values, guess, heard):
    assert heard in plain(load(slug).run(values, guess).answer)
