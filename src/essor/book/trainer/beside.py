"""What only trainers read of a page, kept in a file beside it: `bousol.formateur.md` beside `bousol.ipynb`.

It repeats headings of the page, each followed by the notes and slides that come at the end of that heading's text. The learner's
edition does not open it, and the page holds none of it.
"""

import json
import logging
import re
from itertools import count
from pathlib import Path

from sphinx.errors import ExtensionError

from essor.book import edition, tailoring

SUFFIX = ".formateur.md"
_HEADING = re.compile(r"#{1,6} +(.*\S)")
# myst-nb says where a line is by ten thousands, one for each cell of the notebook; these are for what is poured in.
CELL, POURED = 10_000, 1_000
_POSITION = re.compile(r"(\S+)\.ipynb:(\d+)")
_FENCE = re.compile(r"\s*(`{3,}|:{3,}|~{3,})(.*)")


def sections(text: str) -> list[tuple[str, str]]:
    """(heading, what follows it) in the order of a Markdown text; what stands before the first heading is under ""."""
    return [(heading, part.strip("\n").partition("\n")[2].strip("\n")) if (heading := _heading_of(part)) else ("", part) for part in _parts(text)]


def with_notes(cells: list[dict], notes: list[tuple[str, str]]) -> list[dict]:
    """The cells of a notebook with, before the next heading, the notes of each, and the position at which each starts.

    ValueError for a heading that it does not have, or has twice.
    """
    noted = dict(notes)
    titles = [_heading_of(part) for cell in cells if cell["cell_type"] == "markdown" for part in _parts("".join(cell["source"]))]
    refused = {heading for heading, _ in notes if titles.count(heading) != 1}
    if refused or len(noted) < len(notes):
        raise ValueError(f"no heading of the page, or one that comes twice: {sorted(refused or noted)}")
    made: list[dict] = []
    pending = ""

    def flush():
        nonlocal pending
        if pending:
            made.append({"cell_type": "markdown", "id": f"formateur-{len(made)}", "metadata": {}, "source": pending, "starts": POURED * CELL})
        pending = ""

    for number, cell in enumerate(cells, 1):
        line = number * CELL
        if cell["cell_type"] != "markdown":
            made.append({**cell, "starts": line})
            continue
        for rank, part in enumerate(_parts("".join(cell["source"]))):
            heading = _heading_of(part)
            if heading is not None:
                flush()
                pending = noted.get(heading, "")
            made.append({**cell, "id": f"{cell.get('id', '')}-{rank}", "source": part, "starts": line})
            line += part.count("\n") + 1
    flush()
    return made


def _parts(text: str) -> list[str]:
    """A Markdown text cut before each heading; a target « (name)= » stays with the heading that it names."""
    parts: list[list[str]] = [[]]
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if not fence and _HEADING.fullmatch(line):
            targets: list[str] = []
            while parts[-1] and re.fullmatch(r"\(.*\)=|", parts[-1][-1]):
                targets.insert(0, parts[-1].pop())
            parts.append([*targets, line])
            continue
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not mark[2].strip():
            fence = ""
        parts[-1].append(line)
    return ["\n".join(lines) for lines in parts if any(line.strip() for line in lines)]


def _heading_of(part: str) -> str | None:
    for line in part.split("\n"):
        if heading := _HEADING.fullmatch(line):
            return heading[1]
        if line.strip() and not re.fullmatch(r"\(.*\)=", line):
            return None
    return None


def _ranked(text: str) -> str:
    """The text with, on each slide, its rank in the file: a deck has the order of the file, whatever that of the page."""
    ranks = count(1)
    return re.sub(r"(?m)^([`:]{3,}\{diapo\}.*)$", lambda slide: f"{slide[1]}\n:rang: {next(ranks)}", text)


def _add(app, docname, source):
    if not edition.is_trainers(app.config):
        return
    page = Path(app.env.doc2path(docname))
    file = page.with_suffix(SUFFIX)
    if not file.exists():
        return
    app.env.note_dependency(str(file))
    notes = sections(_ranked(tailoring.kept_text(tailoring.of(app.config), file.read_text("utf8"))))
    try:
        if page.suffix == ".ipynb":
            notebook = json.loads(source[0])
            cells = with_notes(notebook["cells"], notes)
            metadata = {**notebook["metadata"], "source_map": [cell.pop("starts") for cell in cells]}
            source[0] = json.dumps({**notebook, "cells": cells, "metadata": metadata})
        else:
            source[0] = "\n\n".join(cell["source"] for cell in with_notes([{"cell_type": "markdown", "source": source[0]}], notes)) + "\n"
    except ValueError as error:
        raise ExtensionError(f"{file.name}: {error}") from error


def edited(position: str) -> str:
    """A position told by myst-nb, « page.ipynb:50004 », as the author finds it."""

    def place(found):
        cell, line = divmod(int(found[2]) - 1, CELL)  # myst-nb adds one, MyST another
        return f"{found[1]}{SUFFIX}" if cell == POURED else f"{found[1]}.ipynb, cell {cell}, line {line}" if cell else found[0]

    return _POSITION.sub(place, position)


class Edited(logging.Filter):
    """Makes warnings name the file, and the cell, that the author edits."""

    def filter(self, record):
        if isinstance(getattr(record, "location", None), str):
            record.location = edited(record.location)
        return True


def setup(app):
    app.connect("source-read", _add)
    for handler in logging.getLogger("sphinx").handlers:
        handler.addFilter(Edited())  # after Sphinx's own, which write the location
