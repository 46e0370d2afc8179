"""The notebook of a page, to download: it opens in any folder, and says what it needs to run.

Alone, it has no neighbours: a link to a file that does not come with it keeps its words.
"""

import json
import re
from pathlib import Path

from essor.portable.french import NBSP, number, typeset

_LINK = re.compile(r"\[([^][]+)\]\((?!https?:)([^)#\s]*)[^)\s]*\)")
NEEDED = """\
> **Pour exécuter ce carnet**, il faut Python et le paquet `essor` du cours.
> L’archive « carnets » les réunit et dit comment les installer : demandez-la à votre formateur, ou à l’organisme qui publie le cours."""


def unlinked(notebook: dict, comes) -> dict:
    """The notebook, whose links lead only to files that come with it: `comes` is told the path as it is typed."""

    def kept(link):
        return link[0] if comes(link[2]) else link[1]

    def shown(cell):
        return {**cell, "source": _LINK.sub(kept, "".join(cell["source"]))} if cell["cell_type"] == "markdown" else cell

    return {**notebook, "cells": list(map(shown, notebook["cells"]))}


def alone(notebook: dict) -> dict:
    """The notebook as it is downloaded: without a link to a file, and with what it needs under its title."""
    title, *cells = unlinked(notebook, lambda path: False)["cells"]
    return {**notebook, "cells": [title, {"cell_type": "markdown", "id": "il-faut", "metadata": {}, "source": typeset(NEEDED)}, *cells]}


def written(notebook: dict) -> bytes:
    """As Jupyter writes it."""
    return f"{json.dumps(notebook, ensure_ascii=False, indent=1)}\n".encode()


def _offer(app, pagename, templatename, context, doctree):
    page = Path(app.env.doc2path(pagename)) if pagename in app.env.found_docs else Path()
    if page.suffix == ".ipynb":
        held = written(alone(json.loads(page.read_text("utf8"))))
        place = Path(app.outdir, f"{pagename}.ipynb")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(held)
        context["essor_notebook"] = {"link": place.name, "size": f"{number(max(1, round(len(held) / 1000)))}{NBSP}ko"}


def setup(app):
    app.connect("html-page-context", _offer)
