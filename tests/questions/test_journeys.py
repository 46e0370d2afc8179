"""Files to follow: each way says what it causes, and where it went wrong."""

import pytest

from essor.portable.questions import check
from essor.readers import assessment
from journeys import ways

JOURNEYS = [exercise for exercise in assessment.exercises().values() if exercise["genre"] == "parcours"]

# By hand, for each file: the ways that end right, then for ways that do not, the decision that they owe it to.
RIGHT = {"parcours-elue-presidente": ["1121", "10021"], "parcours-dgs-scic": ["22012", "112012"], "parcours-pole-marche": ["1121", "01121"]}
LOST = {
    "parcours-elue-presidente": {"0": 1, "2": 1, "101": 3, "110": 3, "111": 3, "1120": 4, "1122": 4, "10022": 5},
    "parcours-dgs-scic": {"0": 1, "10": 2, "20": 2, "21": 2, "221": 3, "222": 3, "2200": 4, "2202": 4, "22010": 5, "22011": 5},
    "parcours-pole-marche": {"2": 1, "00": 2, "10": 2, "12": 2, "110": 3, "111": 3, "1120": 4, "1122": 4},
}


@pytest.mark.parametrize("exercise", JOURNEYS, ids=lambda exercise: exercise["id"])
def test_every_way_says_what_it_causes_and_where_it_went_wrong(exercise):
    for ranks, taken, end in ways(exercise):
        heard = check(exercise, ranks)
        if end:
            assert heard.right is end["juste"] and heard.text.startswith(f"{taken[-1]['explication']} {end['texte']}")
        else:
            assert heard == (None, taken[-1]["explication"])
    assert sorted("".join(ranks) for ranks, _, end in ways(exercise) if end and end["juste"]) == sorted(RIGHT[exercise["id"]])


@pytest.mark.parametrize("exercise", JOURNEYS, ids=lambda exercise: exercise["id"])
def test_a_file_went_wrong_where_no_right_end_was_left(exercise):
    texts = {"".join(ranks): (check(exercise, ranks).text, taken) for ranks, taken, _ in ways(exercise)}
    for way, place in LOST[exercise["id"]].items():
        text, taken = texts[way]
        assert text.endswith(f"Le dossier a dévié à la décision {place}, « {taken[place - 1]['texte']} »."), way


@pytest.mark.parametrize("exercise", JOURNEYS, ids=lambda exercise: exercise["id"])
def test_the_place_of_a_choice_does_not_give_the_way_away(exercise):
    assert all(len(set(way)) > 1 for way in RIGHT[exercise["id"]])
    choices = [choice["texte"] for step in exercise["etape"] for choice in step["choix"]]
    assert len(set(choices)) == len(choices)
