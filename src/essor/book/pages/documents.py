"""Directive {outil}: a document of the toolbox, to fill, to download and to copy.

Its words are in the text file beside the page (`essor.given.documents`). The build shows it with nothing filled; in the page, the
engine fills it with what is typed, which never leaves the browser (document.js). Its page leads back to the toolbox and to the
chapters that lead to it.
"""

import json
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from essor.book.pages.register import reading_order
from essor.book.pages.steps import is_chapter
from essor.book.rendering import rendered
from essor.book.site.browser import PORTABLE_SOURCES
from essor.given import documents, words
from essor.places import PACKAGE
from essor.portable.documents import control, lines, page
from essor.portable.french import typeset

MADE_FROM = [*PORTABLE_SOURCES, Path(words.__file__), Path(documents.__file__), PACKAGE / "book" / "templates" / "document.html"]
LED_TO = "essor_led_to"  # in a page's metadata: the pages that its plain links lead to


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


def _note_links(app, doctree):
    links = {link["reftarget"] for link in doctree.findall(addnodes.pending_xref) if link["reftype"] == "myst"}
    app.env.metadata[app.env.docname][LED_TO] = sorted(links)


def _lead_back(app, doctree, docname):
    env = app.env
    if "essor_document" not in env.metadata.get(docname, {}):
        return
    chapters = [page for page in reading_order(env) if is_chapter(env, page) and docname in env.metadata[page].get(LED_TO, [])]
    back = nodes.paragraph("", typeset("Retour : "), classes=["essor-soft"])
    for place in (f"{docname.rpartition('/')[0]}/index", *chapters):
        if place in env.found_docs:
            title, separator = typeset(env.titles[place].astext()), " · " if len(back) > 1 else ""
            back += [nodes.Text(separator), nodes.reference("", title, internal=True, refuri=app.builder.get_relative_uri(docname, place))]
    if len(back) > 1:  # after what the page is for, before what is filled
        top = next(doctree.findall(nodes.section))
        top.insert(top.first_child_matching_class(nodes.section) or len(top), back)


def setup(app):
    app.add_directive("outil", DocumentDirective)
    app.connect("doctree-read", _note_links)
    app.connect("doctree-resolved", _lead_back)
