"""What the whole course holds, for who takes a part of it: its chapters with their pages, its day's activities with their chapters.

A chapter is called by its page without `book/`: « debat-3/investir ». Its pages are those that `_toc.yml` puts under it.
"""

import json
import re
from pathlib import Path
from typing import NamedTuple

import yaml

from essor.readers import running_order
from essor.readers.running_order import Activity

_SLIDE = re.compile(r"^[:`]{3,}\{diapo\}.*\n((?::[\w-]+:.*\n)*)", re.MULTILINE)
_OPTION = re.compile(r"^:([\w-]+): *(.*?) *$", re.MULTILINE)
APART = "hors-journee"  # the option of a slide that only shorter versions of the day show
_TITLE = re.compile(r"^# +(.+?) *$", re.MULTILINE)
_TOOL = re.compile(r"outils/([a-z][\w-]*)")


class Contents(NamedTuple):
    """The course: `chapters`, the pages of each, its own first; `day`, the activities by key; `minutes`, of slides, by key and chapter."""

    root: Path
    chapters: dict[str, tuple[str, ...]]
    day: dict[str, Activity]
    minutes: dict[str, dict[str, int]]

    def episodes(self, chapters) -> dict[str, str]:
        """The pages of exercises/ of these chapters, by name: « scic-result »."""
        return {Path(page).name: page for chapter in chapters for page in self.chapters[chapter] if page.startswith("exercises/")}

    def tools(self, chapters) -> set[str]:
        """The pages of the toolbox that these chapters or their pages lead to."""
        return {f"book/outils/{name}" for chapter in chapters for page in self.chapters[chapter] for name in _TOOL.findall(self.text(page))}

    def text(self, page: str) -> str:
        """What a page says, as Markdown."""
        notebook = (self.root / page).with_suffix(".ipynb")
        if not notebook.exists():
            return (self.root / page).with_suffix(".md").read_text("utf8")
        cells = json.loads(notebook.read_text("utf8"))["cells"]
        return "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")

    def title(self, page: str) -> str:
        found = _TITLE.search(self.text(page))
        return found[1] if found else page


def entries(toc: dict):
    """Each page of a table of contents with those under it, in order."""
    for part in toc["parts"]:
        for entry in part["chapters"]:
            yield entry["file"], [section["file"] for section in entry.get("sections", [])]


def load(root: Path) -> Contents:
    """What the course in this folder holds. OSError, TableError if it cannot be read."""
    toc = yaml.safe_load((root / "_toc.yml").read_text("utf8"))
    chapters = {page.removeprefix("book/"): (page, *under) for page, under in entries(toc) if (root / page).with_suffix(".ipynb").exists()}
    day = {activity.key: activity for activity in running_order.load(root / "data" / "deroules.csv")[running_order.DAY]}
    return Contents(root, chapters, day, _minutes(root, chapters))


def _minutes(root, chapters) -> dict[str, dict[str, int]]:
    """The minutes of the slides of each activity, by chapter."""
    found: dict[str, dict[str, int]] = {}
    key = ""  # a slide without activity is of the one before, in its deck
    for chapter in chapters:
        notes = root / "book" / f"{chapter}.formateur.md"
        for slide in _SLIDE.findall(notes.read_text("utf8")) if notes.exists() else ():
            options = dict(_OPTION.findall(slide))
            if APART in options:
                continue
            key = options.get("activite", key)
            of_key = found.setdefault(key, {})
            of_key[chapter] = of_key.get(chapter, 0) + int(options["duree"])
    return found
