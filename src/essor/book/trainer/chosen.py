"""What is printed of each chapter: the file `book/formateur/papier.toml`."""

import tomllib
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup
from sphinx.errors import ExtensionError

from essor.book.pages.pictograms import of_page
from essor.portable.simulators.registry import load as load_simulator
from essor.readers import assessment


class Picture(NamedTuple):
    """A simulator to print: its slug, and the ranks of the figure and of the table shown."""

    slug: str
    figure: int
    table: int


class Choice(NamedTuple):
    """What paper takes from a chapter, besides what it always takes."""

    page: str
    pictogram: Markup
    pictures: tuple[Picture, ...]
    exercises: tuple[dict, ...]


def choices(path: Path) -> list[Choice]:
    """Read the file of what is printed. ExtensionError, naming the page, if it names something that does not exist."""
    found = []
    for entry in tomllib.loads(path.read_text("utf8"))["chapitre"]:
        where = f"{path.name}: {entry.get('page')}"
        if unknown := set(entry) ^ {"page", "images", "exercices"}:
            raise ExtensionError(f"{where}: {min(unknown)} is missing or unknown")
        try:
            exercises = tuple(assessment.exercise(slug) for slug in entry["exercices"])
            pictures = tuple(_picture(image) for image in entry["images"])
            found.append(Choice(entry["page"], of_page(entry["page"]), pictures, exercises))
        except LookupError as error:
            raise ExtensionError(f"{where}: {error}") from error
    return found


def _picture(entry: dict) -> Picture:
    picture = Picture(entry["simulateur"], entry.get("image", 0), entry.get("tableau", 0))
    outcome = load_simulator(picture.slug).run()
    if picture.figure >= len(outcome.figures) or picture.table >= len(outcome.tables):
        raise LookupError(f"{picture.slug} has {len(outcome.figures)} images and {len(outcome.tables)} tables")
    return picture
