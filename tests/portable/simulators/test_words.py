"""Words that judge: for each simulator, the cases of words/<slug>.txt and what a reader hears in each.

A case is a line of settings that differ from the defaults, a prediction, then the verdicts, the sentence and the answer, as
they are said. A change of law, of threshold or of wording shows as a difference to be read. To accept it, delete the file,
run the test, read what it wrote. Every branch of a verdict, an answer or a sentence is heard in some case, or the test says
which is not: add it to BY_HAND.
"""

import ast
import json
import random
from functools import cache
from pathlib import Path

import pytest

from essor.places import PORTABLE
from essor.portable.french import typeset
from essor.portable.session import respond
from essor.portable.simulators import registry
from essor.portable.simulators.controls import Choice, Grid, Name, Number, Switch
from essor.portable.simulators.declaration import RIGHT
from golden import golden_values, on_step, random_value

FOLDER = Path(__file__).parent / "words"
# Cases that neither golden points nor draws reach: settings, and a prediction as typed.
BY_HAND = {
    "location-quotient": [({}, "1,33"), ({"part": 9.8}, "3,2")],
    "deliberation-rules": [({"opinions": [[20, 2, 2, 2]] * 5}, None)],
    "ess-or-not": [
        ({"regime": "amendment", "amended_fund": 30, "amended_full": 40, "amended_kept": 30}, "30"),
        ({"regime": "amendment", "amended_kept": 40}, None),
        ({"capital": 0, "reserves": 0}, None),
    ],
    "scic-votes": [({"regime": "amendment", "amended_count": 4, "amended_lowest": 15, "amended_highest": 25}, None)],
    "insertion-hours": [({"regime": "amendment", "amended_works": 900000}, None)],
    "spaser": [({"regime": "amendment", "amended_threshold": 20, "amended_years": 3}, None)],
    "de-minimis": [({"regime": "amendment", "amended_general": 400000}, None)],
    "esus-approval": [({"regime": "amendment", "amended_costs": 75, "amended_margin": 2, "amended_mean": 3}, "66")],
    "grant-or-contract": [({"regime": "amendment", "amended_threshold": 30000}, None)],
    "goutte-dor-census": [({}, "0,4"), ({}, "2,7")],
    "budget-per-inhabitant": [({}, "1,28"), ({}, "0,78")],
    "scic-capital": [({"regime": "amendment", "amended_ceiling": 33, "amended_floor": 50, "amended_advance": 2}, None), ({"start": [[0, 0, 0, 0]]}, "1")],
    # 2000: the rate voted on the capital.
    "scic-result": [({"regime": "amendment", "amended_legal": 20, "amended_statutory": 60, "amended_premium": 0}, None), ({}, "2000")],
    "missing-link": [({"links": [[2, 3]] + [[0, 0]] * 15}, None)],
    "esr-bond": [({"projects": [[210, 90, 0, 0], [150, 40, 60, 260], [120, 20, 0, 160], [70, 30, 20, 90], [50, 0, 0, 50]]}, None)],
    "transversality-matrix": [
        ({"matrix": [[2, 3, 3, 3, 2, 0], [3, 0, 0, 0, 0, 0], [1, 2, 0, 1, 0, 0], [2, 0, 0, 1, 3, 0], [0, 1, 2, 1, 0, 0], *[[0, 0, 2, 0, 1, 0]] * 2]}, None)
    ],
}

JUDGING = ("verdict", "answer", "sentence", "words", "reason", "why")  # in the name of a function
GUESSES = 200
DRAWS = 2000  # at most, to reach the branches that the golden points do not
SHORTEST = 4  # letters of a fragment that is looked for


@cache
def fragments(slug):
    """The texts that a branch of a judging function may say, each with its line."""
    name = slug.replace("-", "_")
    sources = [(PORTABLE / "simulators" / f"{module}.py") for module in (name, f"{name}_words")]
    return {text: line for source in sources if source.exists() for text, line in _fragments(ast.parse(source.read_text("utf8"))).items()}


def _judges(node):
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Verdict", "note")


def _branches(tree):
    return [node for node in ast.walk(tree) if isinstance(node, (ast.If, ast.IfExp))]


def _fragments(tree):
    """The texts of the branches of a judging function, of those in a verdict, and of those around one."""
    judging = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and any(word in node.name for word in JUDGING)]
    judging += filter(_judges, ast.walk(tree))
    branches = [branch for part in judging for branch in _branches(part)]
    branches += [branch for branch in _branches(tree) if any(map(_judges, ast.walk(branch)))]
    said = [
        ast.Constant(RIGHT, lineno=node.lineno) if isinstance(node, ast.Name) and node.id == "RIGHT" else node
        for branch in branches
        for side in (branch.body, branch.orelse)
        for top in (side if isinstance(side, list) else [side])
        for node in ast.walk(top)
    ]
    said = [node for node in said if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return {node.value: node.lineno for node in said if sum(map(str.isalpha, node.value)) >= SHORTEST and " " in node.value.strip()}


def heard(simulator, values, guess):
    """What a reader hears of these settings: verdicts with their sign, sentence, answer; a line each."""
    outcome = simulator.run(simulator.values(values), guess if guess is None else simulator.prediction.control.parse(guess))
    lines = []
    for item in outcome.indicators:
        sign = {True: "oui", False: "non", None: "–"}[item.verdict.ok] + " : " + item.verdict.text if item.verdict else ""
        lines.append(f"{item.label} = {item.text} | {sign}")
    cells = [cell for table in outcome.tables for row in table.rows for cell in row]
    judged = [cell for cell in cells if any(text in cell for text in fragments(simulator.slug))]
    why = [f"pourquoi : {step}" for step in outcome.why.steps()] if outcome.why else []
    return [*lines, outcome.sentence, outcome.answer, *why, *(f"tableau : {cell}" for cell in dict.fromkeys(judged))]


def written(case, lines):
    return "\n".join([json.dumps(case, ensure_ascii=False), *(f"    {line}" for line in lines)]) + "\n"


def cases_of(text):
    return [json.loads(line) for line in text.splitlines() if line.startswith("[")]


def changes(simulator):
    """Each choice and switch the other way, each table emptied, and all tables."""
    empty = {}
    for control in simulator.controls:
        if isinstance(control, Choice):
            yield from ({control.name: value} for value, _ in control.options)
        elif isinstance(control, Switch):
            yield from ({control.name: value} for value in (True, False))
        elif isinstance(control, Grid):
            empty[control.name] = [[column.low if isinstance(column, Name) else max(0, column.low) for column in control.columns] for _ in control.rows]
            yield {control.name: empty[control.name]}
    yield empty


def slid(control, draw):
    """A value as a reader sets it by sliding."""
    if isinstance(control, Grid):
        return [[slid(column, draw) for column in control.columns] for _ in control.rows]
    if not isinstance(control, Number):
        return random_value(control, draw)
    return round(min(control.high, on_step(control, draw)), 6)


def guesses_of(simulator):
    """Predictions from one end of their range to the other, as typed: the right one is among them where it is a round number."""
    if not simulator.prediction:
        return [None]
    control = simulator.prediction.control
    step = max(control.step, (control.high - control.low) / GUESSES)
    return [control.field(control.parse(min(control.high, round(control.low + rank * step, control.decimals)))) for rank in range(GUESSES + 1)]


def chosen(simulator, slug):
    """The fewest cases found that say every fragment: greedily, golden points first, then draws."""
    draw, guesses = random.Random(slug), guesses_of(simulator)
    points = [({}, None), *BY_HAND.get(slug, []), *((values, guesses[0]) for values in golden_values(simulator))]
    situations = [{}, *(preset.values for preset in simulator.presets)]
    points += [({**values, **change}, guesses[0]) for values in situations for change in changes(simulator)]
    points += [(values, guess) for values in situations for guess in guesses]
    points += [({c.name: slid(c, draw) for c in simulator.controls}, draw.choice(guesses)) for _ in range(DRAWS)]
    missing, cases = set(fragments(slug)), []
    for rank, (values, guess) in enumerate(points):
        told = "\n".join(heard(simulator, values, guess))
        found = {text for text in missing if text in told}
        if found or rank < 2:
            missing -= found
            cases.append([values, guess])
        if not missing and rank > 1:
            break
    return cases


@pytest.mark.parametrize(
    "source",
    [
        "def _verdict(x):\n    if x:\n        return 'deux mots'",  # in a function that judges
        "verdict = Verdict(x, 'deux mots' if x else '')",  # in a verdict
        "verdict = note('deux mots') if x else None",  # around one
        "if x:\n    verdict = note('deux mots')",
    ],
)
def test_a_branch_that_judges_is_found(source):
    assert "deux mots" in _fragments(ast.parse(source))


@pytest.mark.parametrize("source", ["verdict = note('deux mots')", "label = 'deux mots' if x else ''"])
def test_what_is_always_said_or_judges_nothing_is_no_branch(source):
    assert not _fragments(ast.parse(source))


@pytest.mark.parametrize("slug", registry.slugs())
def test_what_is_heard(slug):
    simulator, file = registry.load(slug), FOLDER / f"{slug}.txt"
    stored = file.read_text("utf8") if file.exists() else None
    cases = chosen(simulator, slug) if stored is None else cases_of(stored)
    told = [heard(simulator, values, guess) for values, guess in cases]
    text = "\n".join(written(case, lines) for case, lines in zip(cases, told, strict=True))
    if stored is None:
        FOLDER.mkdir(exist_ok=True)
        file.write_text(text, "utf8")
    everything = "\n".join(line for lines in told for line in lines)
    assert not {line: fragment for fragment, line in fragments(slug).items() if fragment not in everything}, "branches that no case reaches"
    assert stored is not None, "no cases: written, to be read"
    assert text == stored


@pytest.mark.parametrize("slug", registry.slugs())
def test_the_page_is_told_the_answer_once_something_is_predicted_and_the_headline_always(slug):
    simulator = registry.load(slug)
    for guess in (None, *guesses_of(simulator)[:1]):
        outcome = simulator.run(simulator.values(), guess and simulator.prediction.control.parse(guess))
        told = json.loads(respond(json.dumps({"do": "run", "slug": slug, "values": {}, "guess": guess})))
        assert told["answer"] == (typeset(outcome.answer) if guess else "") and told["headline"] == typeset(outcome.headline) != ""
