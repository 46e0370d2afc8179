"""The page's MicroPython gives what CPython gives, at golden points of every simulator and exercise."""

import json

import pytest

import micropython
from essor.portable.exercises import registry as exercises
from essor.portable.session import respond
from essor.portable.simulators import registry as simulators
from essor.portable.simulators.controls import Switch
from golden import RANDOM_POINTS, golden_values

RELATIVE = 1e-9

# Refused by every control, but for a yes, which a switch takes.
BAD_VALUES = ["", None, "abc", "1e400", [1], {"a": 1}, True, 1e12, -1e12, "<b>", "½", "9" * 60, "100.000"]


def requests():
    rank = 0
    for slug in simulators.slugs():
        simulator = simulators.load(slug)
        for values in golden_values(simulator):
            rank += 1
            guess = None if simulator.prediction is None or rank % 3 == 0 else f"{1 + rank % 7},5"
            yield {"do": "run", "slug": slug, "values": values, "guess": guess, "narrow": rank % 2 == 0, "dark": rank % 4 > 1}
        for control in simulator.controls:
            for bad in BAD_VALUES:
                yield {"do": "run", "slug": slug, "values": {control.name: bad}}
        yield {"do": "run", "slug": slug, "values": {"unknown": 1}}
        yield {"do": "spreadsheet", "slug": slug, "values": {}, "address": f"https://cours.example/?simulateur={slug}"}
    for slug in exercises.slugs():
        exercise = exercises.load(slug)
        answers = [exercise.expected(), exercise.expected() + 2 * exercise.tolerance, "3,14", "", "abc", None, "1.500", "1,500", "1.234,5"]
        for answer in answers + [trap.value for trap in exercise.traps]:
            yield {"do": "check", "slug": slug, "answer": answer}


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


@pytest.mark.parametrize("slug", simulators.slugs() + exercises.slugs())
def test_same_answers(pairs, slug):
    mine = [pair for pair in pairs if pair[0]["slug"] == slug]
    assert len(mine) > (RANDOM_POINTS if slug in simulators.slugs() else 5)
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
            refused = "guess" not in request and not is_a_yes(request)
            assert page["ok"] is not refused, request
            assert page["ok"] or page["message"]
