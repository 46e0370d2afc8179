"""Directive {outil}: a document of the toolbox, to fill, to download and to copy.

Its words are in the text file beside the page (`essor.given.documents`). The build shows it with nothing filled; in the page, the
engine fills it with what is typed, which never leaves the browser (document.js).
"""

import json
from pathlib import Path

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from essor.book.rendering import rendered
from essor.book.site.browser import PORTABLE_SOURCES
from essor.given import documents, words
from essor.places import PACKAGE
from essor.portable.documents import control, lines, page

MADE_FROM = [*PORTABLE_SOURCES, Path(words.__file__), Path(documents.__file__), PACKAGE / "book" / "templates" / "document.html"]


class DocumentDirective(SphinxDirective):
    has_content = False

    def run(self):
        self.env.metadata[self.env.docname]["essor_document"] = True
        file = Path(self.env.doc2path(self.env.docname)).with_suffix(".toml")
        for source in (file, *MADE_FROM):
            self.env.note_dependency(str(source))
        return [nodes.raw("", html(file), format="html")]


def html(file: Path) -> str:
    """The form and the document of that text file. ExtensionError, which stops the build, if it cannot be made."""
    try:
        document = documents.load(file)
        blank = page(lines(document, {})[0])
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise ExtensionError(f"{file.name}: {error!r}") from error
    fields = [(field, control(field)) for field in document["champ"]]
    return rendered("document.html", document=document, fields=fields, blank=blank, data=json.dumps(document, ensure_ascii=False))


def setup(app):
    app.add_directive("outil", DocumentDirective)
