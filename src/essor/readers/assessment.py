"""What a chapter teaches and how it is assessed: objectives, and the exercises and questions that check each.

Reads the TOML file beside a chapter, which bears its name (`bousol.toml` beside `bousol.ipynb`), and refuses it,
naming the file, the entry and the key, when a reader could be misled: a question without a right answer, a choice
without an explanation, an objective that nothing checks. What the models and the rules compute is never typed there: it is
named, and comes from the module of `essor.questions` of the same name. An exercise that asks a number also says it worked out
by hand (`attendu`), which only tests read.
"""

import random
import re
import tomllib
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from essor.places import COURSE
from essor.portable.french import number
from essor.readers import journeys

# The list that each kind of question holds, and what each of its entries must say.
LISTS = {
    "unique": ("choix", {"texte", "juste", "explication"}),
    "multiple": ("choix", {"texte", "juste", "explication"}),
    "ordre": ("element", {"texte", "explication"}),
    "association": ("paire", {"gauche", "droite", "explication"}),
    "nombre": ("piege", {"valeur", "explication"}),
    "parcours": ("etape", {"id", "texte", "choix"}),
}
OF_ALL = {"id", "genre", "objectif", "texte"}
# A question of the quiz says what its answers come from; an exercise, how one finds.
OF_PLACE = {"exercice": {"solution"}, "question": {"source"}}
OF_NUMBERS = {"reponse", "tolerance", "bas", "haut", "explication", "sinon"}
BY_HAND = "attendu"  # the number of an exercise as an arithmetic worked out by hand: « 30000 / 5 »
OF_JOURNEYS = {"role", "dossier", "etape", "fin"}
OPTIONAL = {"dossier", "solution", "source", "indices", "simulateur", "reglages"}
OPTIONAL_OF_NUMBERS = {"piege", "unite", "decimales", "entier", "annee"}

NUMBER, YES_OR_NO, LIST = (int, float), (bool,), (list,)
# What a key holds, where it is not a text.
HELD: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("reponse", "valeur", "tolerance", "bas", "haut", "decimales"), NUMBER),
    **dict.fromkeys(("juste", "entier", "annee"), YES_OR_NO),
    **dict.fromkeys(("choix", "element", "paire", "piege", "indices", "etape", "fin"), LIST),
    "unite": (str, list),  # the same for all numbers, or singular and plural
    "reglages": (dict,),
}
COMPUTED = ("reponse", "valeur")  # a number typed, or the name of a value


class AssessmentError(ValueError):
    """The file breaks its contract. `str()` names the file, the entry and what is expected."""


class Objective(NamedTuple):
    """An infinitive that the chapter promises."""

    id: str
    text: str


class Assessment(NamedTuple):
    """A chapter's objectives, exercises and questions (dicts, see `essor.portable.questions`), in the order of the file.

    `by_hand` gives the numbers of exercises as worked out by hand, by slug: apart, for exercises go to the page as they are.
    """

    objectives: tuple[Objective, ...]
    exercises: tuple[dict, ...]
    questions: tuple[dict, ...]
    by_hand: dict[str, str]


def files() -> list[Path]:
    """The files of the course, in the order of its chapters."""
    return sorted(path for path in (COURSE / "book").rglob("*.toml") if "[[objectif]]" in path.read_text("utf8"))


@cache
def exercises() -> dict[str, dict]:
    """Every exercise of the course by its slug, in the order of the chapters."""
    return {exercise["id"]: exercise for file in files() for exercise in load(file).exercises}


def exercise(slug: str) -> dict:
    """The exercise of that slug. LookupError if there is none."""
    if slug not in exercises():
        raise LookupError(f"unknown exercise: {slug}")
    return exercises()[slug]


def load(path) -> Assessment:
    """Read a chapter's file. OSError if there is none; AssessmentError at the first entry that is wrong."""
    path = Path(path)
    try:
        content = tomllib.loads(path.read_text("utf8"))
    except tomllib.TOMLDecodeError as error:
        raise AssessmentError(f"{path.name}: {error}") from error
    _keys(content, {"objectif", "question"}, {"exercice"}, path.name, dict.fromkeys(("objectif", "exercice", "question"), LIST))
    values = computed(path.stem)
    objectives = tuple(_objective(entry, path.name) for entry in content["objectif"])
    known = [objective.id for objective in objectives]
    asked = {place: tuple(_question(entry, place, known, values, path.name) for entry in content.get(place, [])) for place in OF_PLACE}
    for name, ids in (("objectif", known), *((place, [question["id"] for question in found]) for place, found in asked.items())):
        if repeated := {id for id in ids if ids.count(id) > 1}:
            raise AssessmentError(f"{path.name}: {name} {min(repeated)!r} is there twice")
    if unchecked := set(known) - {question["objectif"] for found in asked.values() for question in found}:
        raise AssessmentError(f"{path.name}: objectif {min(unchecked)!r} is checked by no exercise and no question")
    by_hand = {exercise["id"]: exercise.pop(BY_HAND) for exercise in asked["exercice"] if BY_HAND in exercise}
    return Assessment(objectives, asked["exercice"], asked["question"], by_hand)


def computed(chapter: str) -> dict:
    """What the chapter's module of `essor.questions` computes, by name; nothing for a chapter without one."""
    module = module_of(chapter)
    return import_module(module).VALUES if find_spec(module) else {}


def module_of(chapter: str) -> str:
    """Where its VALUES are, if it has any: « essor.questions.loi_2014 »."""
    return f"essor.questions.{chapter.replace('-', '_')}"


def _put(values, part):
    """A part of the file with the values that it names. KeyError if one is unknown."""
    if isinstance(part, dict):
        return {key: values[item] if key in COMPUTED and isinstance(item, str) else _put(values, item) for key, item in part.items()}
    if isinstance(part, list):
        return [_put(values, item) for item in part]
    return re.sub(r"\{(\w+)\}", lambda name: written(values[name[1]]), part) if isinstance(part, str) else part


def written(value) -> str:
    """A value as a text shows it."""
    return value if isinstance(value, str) else number(value)


def _objective(entry, file) -> Objective:
    _keys(entry, {"id", "texte"}, set(), f"{file}: objectif {entry.get('id')!r}")
    return Objective(entry["id"], entry["texte"])


def _question(entry, place, objectives, values, file) -> dict:
    where = f"{file}: {place} {entry.get('id')!r}"
    try:
        entry = _put(values, entry)
    except KeyError as error:
        raise AssessmentError(f"{where}: the chapter computes no {error}, add it to VALUES of {module_of(Path(file).stem)}") from error
    kind = entry.get("genre")
    kinds = [kind for kind in LISTS if kind != "parcours" or place == "exercice"]
    if kind not in kinds:
        raise AssessmentError(f"{where}: genre is {kind!r}, expected one of {', '.join(kinds)}")
    name, keys = LISTS[kind]
    of_kind = {"nombre": OF_NUMBERS, "parcours": OF_JOURNEYS}.get(kind, {name})
    if kind == "nombre" and place == "exercice":
        of_kind = of_kind | {BY_HAND}
    optional = OPTIONAL | OPTIONAL_OF_NUMBERS if kind == "nombre" else OPTIONAL
    _keys(entry, OF_ALL | OF_PLACE[place] | of_kind, optional, where)
    if entry["objectif"] not in objectives:
        raise AssessmentError(f"{where}: objectif is {entry['objectif']!r}, expected one of {', '.join(objectives)}")
    for rank, item in enumerate(entry.get(name, []), 1):
        _keys(item, keys, set(), f"{where}, {name} {rank}")
    if kind == "nombre":
        if not entry["bas"] <= entry["reponse"] <= entry["haut"]:
            raise AssessmentError(f"{where}: reponse {entry['reponse']} is outside {entry['bas']} to {entry['haut']}")
        return entry
    if kind == "parcours":
        return _journey(entry, where)
    if len(entry[name]) < 2:
        raise AssessmentError(f"{where}: expected at least two {name}")
    right = sum(item.get("juste", False) for item in entry[name])
    if kind == "unique" and right != 1:
        raise AssessmentError(f"{where}: {right} choices are right, expected one")
    if kind == "multiple" and not right:
        raise AssessmentError(f"{where}: no choice is right")
    return {**entry, "melange": _shuffled(len(entry[name]), entry["id"])} if kind in ("ordre", "association") else entry


def _journey(entry, where) -> dict:
    for step in entry["etape"]:
        for rank, choice in enumerate(step["choix"], 1):
            _keys(choice, {"texte", "vers", "explication"}, set(), f"{where}, etape {step['id']!r}, choix {rank}")
    for end in entry["fin"]:
        _keys(end, {"id", "texte", "juste"}, set(), f"{where}, fin {end.get('id')!r}")
    if not entry["etape"] or not entry["fin"]:
        raise AssessmentError(f"{where}: expected an etape and a fin")
    if fault := journeys.fault(entry["etape"], entry["fin"]):
        raise AssessmentError(f"{where}: {fault}")
    return entry


def _shuffled(count, seed) -> list[int]:
    """Ranks in an order that is not theirs, always the same for one question."""
    ranks = list(range(count))
    draw = random.Random(seed)
    while ranks == sorted(ranks):
        draw.shuffle(ranks)
    return ranks


def _keys(entry, needed, optional, where, held=HELD):
    missing, unknown = needed - set(entry), set(entry) - needed - optional
    if missing:
        raise AssessmentError(f"{where}: {min(missing)} is missing")
    if unknown:
        raise AssessmentError(f"{where}: unknown key {min(unknown)!r}")
    for key, value in entry.items():
        kinds = held.get(key, (str,))
        if not isinstance(value, kinds):
            raise AssessmentError(f"{where}: {key} is {value!r}, expected {' or '.join(kind.__name__ for kind in kinds)}")
        if isinstance(value, str) and not value.strip():
            raise AssessmentError(f"{where}: {key} is empty")
