"""The {licences} directive: what others wrote and the built book holds, with version, licence and notice.

Names, versions, licences and texts are read from the packages themselves: those that esbuild bundles, from its own
account of it. A package without a text of licence shows its README's or, if it is MIT, the text of that licence in its
author's name; under any other licence, it fails the build.
"""

import json
import re
from html import unescape
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from essor.book.edition import is_trainers
from essor.book.rendering import rendered
from essor.book.site import browser, font
from essor.outlines import PACKAGE as OUTLINES
from essor.places import COURSE

MIT = COURSE / "LICENSE"  # ours, whose terms are the standard ones

# What is in the pages for its own sake, and what for. What plotly.js draws in with it is found, not listed.
FOUND_IN_PYTHON = (
    ("furo", "mise en page de chaque page"),
    ("sphinx-basic-ng", "squelette de cette mise en page"),
    ("sphinx", "recherche dans le cours"),
    ("snowballstemmer", "réduction des mots à leur racine, pour la recherche"),
    ("pygments", "couleurs du code"),
    ("accessible-pygments", "choix des couleurs du code"),
    ("myst-nb", "styles des carnets"),
)
IN_EVERY_PAGE = ((font.PACKAGE, f"lettres des pages, des diapositives et du papier, réduites aux signes du cours et renommées « {font.FAMILY} »"),)
FOUND_IN_NODE = ((browser.MICROPYTHON, "moteur de calcul des simulateurs et des exercices"), (OUTLINES, "contours des départements, simplifiés pour ce cours"))
# An author that the package does not name: the one that its repository does.
AUTHORS = {browser.MICROPYTHON: "Damien P. George"}

_NOTICE = re.compile(r"(un)?licen[cs]e|copying|notice", re.IGNORECASE)
_README = re.compile(r"readme", re.IGNORECASE)
_LICENCE_SECTION = re.compile(r"^#+\s*licen[cs]e\b.*", re.IGNORECASE | re.MULTILINE | re.DOTALL)
_KEPT_COMMENT = re.compile(r"/\*!.*?\*/", re.DOTALL)  # what minifiers leave: the notices of what a file was made of


class Notice(NamedTuple):
    """A component: its package's name, version and licence as it states them, what it does here, and its notice."""

    name: str
    version: str
    licence: str
    role: str
    text: str


def of_node(node_modules: Path, folder: str, role: str = "") -> Notice:
    """The notice of an npm package, by its folder below node_modules."""
    package = json.loads((node_modules / folder / "package.json").read_text("utf8"))
    name, licence = package["name"], package.get("license")
    if not isinstance(licence, str):
        raise ExtensionError(f"licences: {name} names no licence in its package.json")
    files = sorted(path for path in (node_modules / folder).iterdir() if path.is_file())
    texts = [_read(path) for path in files if _NOTICE.match(path.name)]
    readmes = [_read(path) for path in files if _README.match(path.name)]
    sections = [unescape(found[0]) for readme in readmes if (found := _LICENCE_SECTION.search(readme)) and "Permission is hereby granted" in found[0]]
    text = "\n\n".join(texts) or "\n\n".join(sections) or _standard(name, licence, package.get("author"))
    return Notice(name, package["version"], licence, role, text.strip())


def _read(path: Path) -> str:
    """A text in UTF-8 or, like js-aruco2’s, as Windows wrote it."""
    try:
        return path.read_text("utf8")
    except UnicodeDecodeError:
        return path.read_text("cp1252")


def _standard(name, licence, author) -> str:
    holder = AUTHORS.get(name) or (author.get("name") if isinstance(author, dict) else author)
    if licence != "MIT" or not holder:
        raise ExtensionError(f"licences: no text found for {name} ({licence}, author {author!r})")
    return re.sub(r"Copyright \(c\) .*", f"Copyright (c) {holder}", MIT.read_text("utf8"))


def of_python(name: str, role: str) -> Notice:
    """The notice of an installed Python distribution, with those kept in the styles and scripts that it ships."""
    package = metadata.distribution(name)
    said: Any = package.metadata
    classified = [entry.split(" :: ")[-1] for entry in said.get_all("Classifier") or () if entry.startswith("License :: OSI Approved ::")]
    licence = next(filter(None, (said.get("License-Expression"), *classified, said.get("License"))), "")
    texts = [file.read_text("utf8") for file in package.files or () if "LICENSE" in file.name or file.name == "COPYING"]
    kept = [note for file in package.files or () if file.suffix == ".css" for note in _KEPT_COMMENT.findall(file.read_text("utf8"))]
    if not (licence and texts):
        raise ExtensionError(f"licences: {name} names no licence, or gives no text of it")
    return Notice(said["Name"], package.version, licence, role, "\n\n".join(text.strip() for text in [*texts, *kept]))


def shipped(node_modules: Path, cache: Path, trainers: bool) -> list[tuple[str, list[Notice]]]:
    """What the book holds, by part: title, and notices."""
    drawn = browser.plotly_bundle(node_modules, cache).packages
    everywhere = [*(of_node(node_modules, *component) for component in IN_EVERY_PAGE), *(of_python(*component) for component in FOUND_IN_PYTHON)]
    groups = [
        ("Dans toutes les pages", everywhere),
        ("Dans les pages qui calculent", [of_node(node_modules, *component) for component in FOUND_IN_NODE]),
        ("Dans les pages qui dessinent des graphiques", [of_node(node_modules, folder) for folder in sorted(drawn, key=_main_first)]),
    ]
    if trainers:
        used = browser.qr_bundle(node_modules, cache).packages | browser.cards_bundle(node_modules, cache).packages
        groups.append(("Dans les diapositives", [of_node(node_modules, folder) for folder in sorted(used)]))
    return groups


def _main_first(folder):
    return folder != "plotly.js", folder


class LicencesDirective(SphinxDirective):
    has_content = False

    def run(self):
        self.env.note_reread()  # packages may change under an unchanged page
        modules = browser.ensure_packages(Path(self.env.srcdir))
        groups = shipped(modules, browser.cache_of(self.env.app), is_trainers(self.config))
        return [nodes.raw("", rendered("licences.html", groups=groups), format="html")]


def setup(app):
    app.add_directive("licences", LicencesDirective)
