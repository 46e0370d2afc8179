"""What rooms vote on: each bet and each question of a quiz, with what is right, and a twin for almost each."""

import pytest

from essor.book.trainer import votes
from essor.book.trainer.votes import Asks
from essor.portable.simulators import registry
from essor.readers import assessment

CHAPTERS = {file.stem: assessment.load(file) for file in assessment.files()}
CHOICE = {"id": "q", "objectif": "o", "texte": "Que faire ?", "source": "s"}


@pytest.mark.parametrize("slug", registry.slugs())
def test_a_bet_has_one_right_answer(slug):
    vote = votes.of_bet(slug, registry.load(slug).values())
    assert vote["min"] <= vote["right"] <= vote["max"] and vote["step"] > 0 and vote["answer"]
    if vote["kind"] == "choix":
        (right,) = [choice for choice in vote["choices"] if choice["right"]]
        assert right["key"] in "ABCD" and all(isinstance(choice["value"], (int, float)) for choice in vote["choices"])
    else:
        assert not vote["choices"] and vote["tolerance"] > 0


def test_a_number_is_right_as_near_as_the_simulator_says():
    bet = votes.of_bet("bousol-circuits", registry.load("bousol-circuits").values())
    assert bet["right"] == pytest.approx(5 / 3) and bet["tolerance"] == pytest.approx(0.05, abs=0.001)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_question_of_a_quiz_can_be_voted_on(chapter):
    for question in CHAPTERS[chapter].questions:
        vote = votes.of_question(question, f"quiz/{chapter}")
        assert vote["id"] == f"quiz/{chapter}/{question['id']}"
        if vote["kind"] == "choix":
            assert 2 <= len(vote["choices"]) <= 6 and any(choice["right"] for choice in vote["choices"]) and vote["answer"]
        else:
            assert vote["min"] <= vote["right"] <= vote["max"] and vote["why"]


def test_what_is_put_in_order_or_in_pairs_is_asked_by_its_first():
    order = {**CHOICE, "genre": "ordre", "melange": [1, 0], "element": [{"texte": "Compter", "explication": "e"}, {"texte": "Voter", "explication": "e"}]}
    vote = votes.of_question(order, "quiz/x")
    assert vote["text"].endswith("Votez pour ce qui vient en premier.") and vote["answer"] == "B"
    pairs = {**CHOICE, "genre": "association", "melange": [1, 0], "paire": [{"gauche": "a", "droite": one, "explication": one} for one in "mn"]}
    vote = votes.of_question(pairs, "quiz/x")
    assert "a" in vote["text"] and [choice["text"] for choice in vote["choices"]] == ["n", "m"] and vote["answer"] == "B"


def test_too_many_choices_and_a_file_to_follow_are_no_vote():
    many = {**CHOICE, "genre": "unique", "choix": [{"texte": str(rank), "juste": not rank, "explication": "e"} for rank in range(7)]}
    assert votes.of_question(many, "quiz/x") is None
    assert votes.of_question({**CHOICE, "genre": "parcours"}, "quiz/x") is None


def test_a_twin_is_of_the_same_objective_and_short():
    slugs = ("bousol-circuits", "scic-votes")
    chapters = {name: CHAPTERS[name] for name in ("bousol", "investir")}
    found = votes.of_deck([None, *(Asks(slug, slug, registry.load(slug).values()) for slug in slugs)], chapters)
    goals = {entry["id"]: entry["objectif"] for chapter in chapters.values() for entry in (*chapter.questions, *chapter.exercises)}
    assert list(found)[:2] == list(slugs)
    for vote in found.values():
        if vote["twin"]:
            twin = found[vote["twin"]]
            assert twin["id"] != vote["id"] and len(twin["text"]) <= votes.LONGEST_TWIN
            assert not vote["goal"] or goals[twin["id"].split("/")[-1]] == vote["goal"]
    assert found["bousol-circuits"]["twin"] == "quiz/bousol/mlc-paiements-par-unite" and all(found[slug]["twin"] for slug in slugs)


def test_a_slide_asks_its_simulator_or_its_question():
    slide = {"simulateur": "", "question": "", "settings": {}}
    assert votes.asked_by(slide, "book/x/y") is None
    assert votes.asked_by({**slide, "question": "q"}, "book/x/y") == Asks("quiz/y/q", "", {})
    assert votes.asked_by({**slide, "simulateur": "spaser"}, "book/x/y").slug == "spaser"
