"""What the build adds to notebooks, which are plain Markdown for any reader of notebooks.

A link to a fact or to a simulator in a scenario becomes the role that holds its text to the register or to the computation; a cell
whose tag names a box becomes that box, headed by the cell's own title. Code is never shown but where a cell is tagged « code ».
"""

import json
import re

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from essor.book.rendering import framed
from essor.shown import PICTURE_MIME, PLOTLY_MIME

logger = logging.getLogger(__name__)

BOXES = ("a-retenir", "pour-debattre", "a-verifier")
FOLDED, PROMISE, SHOWN_CODE = "pourquoi", "demain", "code"
PARAMETERS = "parameters"  # of papermill: what its caller may set
TAGS = {*BOXES, FOLDED, PROMISE, SHOWN_CODE, PARAMETERS}

_FACT = re.compile(r"\[([^][]+)\]\((?:\.\./)*data/faits/[\w-]+\.csv#([\w-]+)\)")
_RESULT = re.compile(r"\[([^][]+)\]\((?:[\w./-]*/)?([\w-]+)\.ipynb#([^)\s]*)\)")
_TITLED = re.compile(r"(#{2,6}) +(.*\S)\n*")


class Folded(nodes.General, nodes.Element):
    """What is read only by who asks why; `title` is its summary."""


class FoldedDirective(SphinxDirective):
    has_content = True
    required_arguments = 1
    final_argument_whitespace = True

    def run(self):
        folded = Folded("", title=self.arguments[0])
        self.state.nested_parse(self.content, self.content_offset, folded)
        return [folded]


def with_roles(text: str) -> str:
    """A Markdown text whose links to facts and to scenarios are roles."""
    return _RESULT.sub(r"{resultat}`\1 <\2?\3>`", _FACT.sub(r"{fait}`\1 <\2>`", text))


def as_page(cell: dict) -> dict:
    """A cell of a plain notebook as the book reads it. ValueError for a tag that nothing answers to, or a box without a title."""
    tags = cell["metadata"].get("tags", [])
    if unknown := set(tags) - TAGS:
        raise ValueError(f"unknown tags {sorted(unknown)}; known: {sorted(TAGS)}")
    if cell["cell_type"] != "markdown":
        if "outputs" in cell:
            cell = {**cell, "outputs": list(map(_still, cell["outputs"]))}
        return cell if SHOWN_CODE in tags else {**cell, "metadata": {**cell["metadata"], "tags": ["remove-input"]}}
    text = with_roles("".join(cell["source"]))
    for tag in tags:
        text = _boxed(tag, text)
    return {**cell, "source": text}


def not_run(cells: list[dict]) -> list[str]:
    """The first line of each code cell that has nothing stored to show: it was never run, or it is to show a part of the page and did not."""
    sources = [("".join(cell["source"]), cell) for cell in cells if cell["cell_type"] == "code"]
    return [source.partition("\n")[0] for source, cell in sources if cell["execution_count"] is None or not (cell["outputs"] or _is_silent(source, cell))]


def _is_silent(source, cell) -> bool:
    return source.startswith(("from ", "import ")) or SHOWN_CODE in cell["metadata"].get("tags", [])


def _still(output):
    """An output without its Plotly figure, where a still picture of it is beside."""
    data = output.get("data", {})
    return {**output, "data": {mime: held for mime, held in data.items() if mime != PLOTLY_MIME}} if PICTURE_MIME in data else output


def _boxed(tag, text):
    titled = _TITLED.match(text)
    if not titled:
        raise ValueError(f"the cell tagged {tag!r} does not begin with a title")
    title, body = titled[2], text[titled.end() :]
    if tag == PROMISE:
        return f"{titled[0].strip()}\n\n`````{{demain}}\n{body}\n`````"
    opening = f"`````{{replie}} {title}" if tag == FOLDED else f"`````{{admonition}} {title}\n:class: {tag}"
    return f"{opening}\n\n{body}\n`````"


def _read(app, docname, source):
    if not app.env.doc2path(docname).endswith(".ipynb"):
        return
    notebook = json.loads(source[0])
    for line in not_run(notebook["cells"]):
        logger.warning("%s: nothing is stored of the cell %r; run `make notebooks`", f"{docname}.ipynb", line, type="essor", subtype="notebook")
    try:
        source[0] = json.dumps({**notebook, "cells": [as_page(cell) for cell in notebook["cells"]]})
    except ValueError as error:
        raise ExtensionError(f"{docname}: {error}") from error


def setup(app):
    app.add_node(Folded, html=framed(lambda node: f'<details class="essor-why" data-whole><summary>{node["title"]}</summary>\n', "</details>\n"))
    app.add_directive("replie", FoldedDirective)
    app.connect("source-read", _read, priority=600)  # once what trainers read stands in its place
