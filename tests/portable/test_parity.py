"""The page's MicroPython gives what CPython gives, at golden points of every simulator and question."""

import json
from itertools import permutations

import pytest

import micropython
from essor.given.documents import load
from essor.places import COURSE
from essor.portable.pictures.plot import SAID
from essor.portable.session import respond
from essor.portable.simulators import registry as simulators
from essor.portable.simulators.controls import Switch
from essor.portable.simulators.declaration import View
from essor.portable.telling import shown
from essor.readers import assessment
from golden import RANDOM_POINTS, golden_values
from journeys import ways

RELATIVE = 1e-9
FRAMES = ({"width": 330}, {"width": 640, "height": 300}, {"width": 863}, {"width": 1000, "height": 430, "text": 24})
QUESTIONS = {question["id"]: question for found in map(assessment.load, assessment.files()) for question in [*found.questions, *found.exercises]}
DOCUMENTS = [load(path) for path in sorted((COURSE / "book" / "outils").glob("*.toml"))]

# Refused by every control, but for a yes, which a switch takes.
BAD_VALUES = ["", None, "abc", "1e400", [1], {"a": 1}, True, 1e12, -1e12, "<b>", "½", "9" * 60, "100.000"]


def requests():
    rank = 0
    for slug in simulators.slugs():
        simulator = simulators.load(slug)
        for values in golden_values(simulator):
            rank += 1
            bet = simulator.prediction.control
            guess = None if rank % 3 == 0 else bet.field((bet.low, bet.default, bet.high)[rank // 3 % 3])
            yield {"do": "run", "slug": slug, "values": values, "guess": guess, **FRAMES[rank % len(FRAMES)]}
        for control in simulator.controls:
            for bad in BAD_VALUES:
                yield {"do": "run", "slug": slug, "values": {control.name: bad}}
        yield {"do": "run", "slug": slug, "values": {"unknown": 1}}
        bet = simulator.prediction.control
        spread = [int(bet.low + (bet.high - bet.low) * rank / 12) for rank in range(13)]
        for rounds in ([spread], [bet.choices or spread[:4], spread[:6]]):
            votes = [[(value, 1 + rank) for rank, value in enumerate(values)] for values in rounds]
            yield {"do": "run", "slug": slug, "values": {}, "guess": None, "room": votes, **FRAMES[3]}
        there = list(golden_values(simulator))[-1]
        ranks = [rank for rank, figure in enumerate(simulator.run().figures) if figure.draw(View()).plot.kind != SAID]
        behind = {"data": list(range(4)), "explore": ranks, "before": shown(simulator, simulator.values(there), simulator.run(there)), "start": there}
        yield {"do": "run", "slug": slug, "values": {}, "figures": [], "tables": False, "why": simulator.run().why is not None, **behind}
        yield {"do": "spreadsheet", "slug": slug, "values": {}, "address": f"https://cours.example/?simulateur={slug}"}
    for question in QUESTIONS.values():
        for answer in answers(question):
            yield {"do": "question", "question": question, "answer": answer}
    for document in DOCUMENTS:
        for typed in ("", "1 000,5", "50", "oui", "non", "É & <b> « œ » {x}\x0b", "abc"):
            yield {"do": "document", "document": document, "values": {field["nom"]: typed for field in document["champ"]}}


def answers(question):
    """Answers to a question: what is right and what is not, what is refused."""
    if question["genre"] == "nombre":
        right, traps = question["reponse"], [trap["valeur"] for trap in question.get("piege", [])]
        return [right, right + 2 * question["tolerance"], "3,14", "", "abc", None, "1.500", "1,500", "1.234,5", *traps]
    ranks = [str(rank) for rank in range(5)]
    if question["genre"] == "parcours":
        return [None, [], "abc", ["9"], *(ranks for ranks, _, _ in ways(question))]
    orders = [order for few in (ranks[:3], ranks[:4], ranks[1:4], ranks[1:5]) for order in permutations(few)]
    return [None, "", "abc", *ranks, [], ranks[:2], *orders]


def differences(path, page, here):
    """Where two JSON values part: floats within 1e-9, relative; everything else equal."""
    if isinstance(here, dict) and isinstance(page, dict) and set(here) == set(page):
        for key in here:
            yield from differences(f"{path}.{key}", page[key], here[key])
    elif isinstance(here, list) and isinstance(page, list) and len(here) == len(page):
        for rank, (one, other) in enumerate(zip(page, here, strict=True)):
            yield from differences(f"{path}[{rank}]", one, other)
    elif isinstance(here, float) and isinstance(page, (int, float)) and not isinstance(page, bool):
        if abs(page - here) > RELATIVE * max(1.0, abs(here)):
            yield f"{path}: {page!r} in the page, {here!r} here"
    elif page != here:
        yield f"{path}: {page!r} in the page, {here!r} here"


@pytest.fixture(scope="module")
def pairs(packages):
    """Each request with the page engine's answer and CPython's."""
    asked = list(requests())
    answers = micropython.answers(asked)
    assert len(answers) == len(asked)
    return [(request, page, json.loads(respond(json.dumps(request)))) for request, page in zip(asked, answers, strict=True)]


@pytest.mark.parametrize("slug", [*simulators.slugs(), *QUESTIONS])
def test_same_answers(pairs, slug):
    mine = [pair for pair in pairs if slug in (pair[0].get("slug"), pair[0].get("question", {}).get("id"))]
    assert len(mine) > RANDOM_POINTS
    for request, page, here in mine:
        found = list(differences("answer", page, here))
        assert not found, (request, found[:3])


def is_a_yes(request):
    """Whether a request only sets a switch to a yes."""
    switches = [c.name for c in simulators.load(request["slug"]).controls if isinstance(c, Switch)]
    ((name, value),) = request["values"].items()
    return value is True and name in switches


def test_bad_values_are_refused_and_good_ones_are_not(pairs):
    for request, page, _ in pairs:
        if request["do"] == "run":
            refused = "guess" not in request and "before" not in request and not is_a_yes(request)
            assert page["ok"] is not refused, request
            assert page["ok"] or page["message"]
