"""What a chapter teaches and how it is assessed: objectives, the exercises and the quiz that check each.

Reads the TOML file beside a chapter, which bears its name (`bousol.toml` beside `bousol.ipynb`), and refuses it,
naming the file, the entry and the key, when a reader could be misled: a question without a right answer, a choice
without an explanation, an objective that nothing checks.
"""

import random
import tomllib
from pathlib import Path
from typing import NamedTuple

from essor.portable.exercises.registry import slugs as exercise_slugs

KINDS = ("unique", "multiple", "nombre", "ordre", "association")

# The list that each kind of question holds, and what each of its entries must say.
LISTS = {
    "unique": ("choix", ("texte", "juste", "explication")),
    "multiple": ("choix", ("texte", "juste", "explication")),
    "ordre": ("element", ("texte", "explication")),
    "association": ("paire", ("gauche", "droite", "explication")),
    "nombre": ("piege", ("valeur", "explication")),
}
OF_ALL = {"id", "genre", "objectif", "texte", "source"}
OF_NUMBERS = {"reponse", "tolerance", "bas", "haut", "explication", "sinon"}
OPTIONAL = {"unite", "decimales"}


class AssessmentError(ValueError):
    """The file breaks its contract. `str()` names the file, the entry and what is expected."""


class Objective(NamedTuple):
    """An infinitive that the chapter promises; `exercises` are the slugs that check it."""

    id: str
    text: str
    exercises: tuple[str, ...]


class Assessment(NamedTuple):
    """A chapter's objectives and questions (dicts, see `essor.portable.quiz`), in the order of the file."""

    objectives: tuple[Objective, ...]
    questions: tuple[dict, ...]


def load(path) -> Assessment:
    """Read a chapter's file. OSError if there is none; AssessmentError at the first entry that is wrong."""
    path = Path(path)
    try:
        content = tomllib.loads(path.read_text("utf8"))
    except tomllib.TOMLDecodeError as error:
        raise AssessmentError(f"{path.name}: {error}") from error
    _keys(content, {"objectif", "question"}, set(), path.name)
    objectives = tuple(_objective(entry, path.name) for entry in content["objectif"])
    known = [objective.id for objective in objectives]
    questions = tuple(_question(entry, known, path.name) for entry in content["question"])
    for name, ids in (("objectif", known), ("question", [question["id"] for question in questions])):
        repeated = {id for id in ids if ids.count(id) > 1}
        if repeated:
            raise AssessmentError(f"{path.name}: {name} {min(repeated)!r} is there twice")
    for objective in objectives:
        if not objective.exercises and objective.id not in [question["objectif"] for question in questions]:
            raise AssessmentError(f"{path.name}: objectif {objective.id!r} is checked by no exercise and no question")
    return Assessment(objectives, questions)


def _objective(entry, file) -> Objective:
    where = f"{file}: objectif {entry.get('id')!r}"
    _keys(entry, {"id", "texte", "exercices"}, set(), where)
    unknown = set(entry["exercices"]) - set(exercise_slugs())
    if unknown:
        raise AssessmentError(f"{where}: no exercise {min(unknown)!r}")
    return Objective(entry["id"], entry["texte"], tuple(entry["exercices"]))


def _question(entry, objectives, file) -> dict:
    where = f"{file}: question {entry.get('id')!r}"
    kind = entry.get("genre")
    if kind not in KINDS:
        raise AssessmentError(f"{where}: genre is {kind!r}, expected one of {', '.join(KINDS)}")
    name, keys = LISTS[kind]
    _keys(entry, OF_ALL | ({name} if kind != "nombre" else OF_NUMBERS), OPTIONAL | {name} if kind == "nombre" else set(), where)
    if entry["objectif"] not in objectives:
        raise AssessmentError(f"{where}: objectif is {entry['objectif']!r}, expected one of {', '.join(objectives)}")
    for rank, item in enumerate(entry.get(name, []), 1):
        _keys(item, set(keys), set(), f"{where}, {name} {rank}")
    if kind == "nombre":
        if not entry["bas"] <= entry["reponse"] <= entry["haut"]:
            raise AssessmentError(f"{where}: reponse {entry['reponse']} is outside {entry['bas']} to {entry['haut']}")
        return entry
    if len(entry[name]) < 2:
        raise AssessmentError(f"{where}: expected at least two {name}")
    right = sum(item.get("juste", False) for item in entry[name])
    if kind == "unique" and right != 1:
        raise AssessmentError(f"{where}: {right} choices are right, expected one")
    if kind == "multiple" and not right:
        raise AssessmentError(f"{where}: no choice is right")
    if kind in ("ordre", "association"):
        entry["melange"] = _shuffled(len(entry[name]), entry["id"])
    return entry


def _shuffled(count, seed) -> list[int]:
    """Ranks in an order that is not theirs, always the same for one question."""
    ranks = list(range(count))
    draw = random.Random(seed)
    while ranks == sorted(ranks):
        draw.shuffle(ranks)
    return ranks


def _keys(entry, needed, optional, where):
    missing, unknown = needed - set(entry), set(entry) - needed - optional
    if missing:
        raise AssessmentError(f"{where}: {min(missing)} is missing")
    if unknown:
        raise AssessmentError(f"{where}: unknown key {min(unknown)!r}")
    for key in needed:
        if entry[key] == "":
            raise AssessmentError(f"{where}: {key} is empty")
