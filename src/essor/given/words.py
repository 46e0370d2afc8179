"""The words of a simulator: the text file beside its module, where what stands between braces is computed.

    {scic.PUBLIC_CEILING}         a value of portable/rules/, as it is in force on the day of checking, with its unit
    {scic.PUBLIC_CEILING 2014}    on the training day; any ISO date may be given
    {scic.MAJORITY %}             a plain number of the rules, as a percentage; « € » and nothing else are the other ways
    {dated.CHECKED jour}          a date of the rules, in words
    {STATED}                      a name of the simulator's own module: a text, or a number

In a page, which has no file, `of_page` is what the module holds.
"""

import re
import tomllib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from essor.places import PORTABLE
from essor.portable import rules
from essor.portable.french import date_in_words, euros, number, percent
from essor.portable.rules.dated import CHECKED, DATES, Dated

FILES = sorted((PORTABLE / "simulators").glob("*.toml"))
PLACE = re.compile(r"\{([A-Za-z_.\d]+)(?: ([^}]+))?\}")
WAYS: dict[str | None, Callable[[Any], str]] = {"%": percent, "€": euros, "jour": date_in_words, None: number}
IN_PAGE = ("titre", "indicateurs", "reglages", "droits")  # what the engine says; the rest is in the page already


def slugs():
    """Every simulator's slug: each has a file of words."""
    return [path.stem.replace("_", "-") for path in FILES]


def words_of(module):
    """The words of the simulator in the module of that name, which may be being imported. ValueError if one cannot be computed."""
    known = vars(import_module(module))
    return read(Path(known["__file__"]).with_suffix(".toml"), lambda text: PLACE.sub(lambda found: computed(known, *found.groups()), text))


def read(path, fill):
    """A text file, `fill` applied to whatever it says. ValueError, which names the file, if it is no TOML or a value cannot be computed."""
    try:
        return _filled(tomllib.loads(path.read_text("utf8")), fill)
    except (tomllib.TOMLDecodeError, LookupError, AttributeError, ImportError, TypeError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def for_page(module):
    """The module of that simulator's words for the page: without what the page shows by itself."""
    words = {key: value for key, value in words_of(module).items() if key in IN_PAGE}
    words["reglages"] = {name: {key: said for key, said in of.items() if key != "aide"} for name, of in words.get("reglages", {}).items()}
    return f"WORDS = {words!r}\n"


def of_page():
    """What stands for this module in a page."""
    return f"""import sys

SLUGS = {tuple(slugs())!r}

def slugs():
    return list(SLUGS)

def words_of(module):
    name = "essor.given.words_of_" + module.split(".")[-1]
    __import__(name)
    return sys.modules[name].WORDS
"""


def _filled(said, fill):
    if isinstance(said, dict):
        return {key: _filled(part, fill) for key, part in said.items()}
    if isinstance(said, list):
        return [_filled(part, fill) for part in said]
    return fill(said)


def computed(known, path, way):
    *module, name = path.split(".")
    value = vars(import_module(f"{rules.__name__}.{module[0]}"))[name] if module else known[name]
    if isinstance(value, Dated):
        return value.text(DATES.get(way, way or CHECKED))
    return value if isinstance(value, str) and not way else WAYS[way](value)
