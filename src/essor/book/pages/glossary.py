"""The glossary: the {glossaire} page, and in the others a link at the first use of each term."""

import hashlib
from itertools import groupby

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from essor.book.edition import OffPage
from essor.book.pages import facts
from essor.book.pages.tables import TableDirective, loaded
from essor.book.pages.typography import is_literal
from essor.portable.french import NBSP
from essor.readers import glossary, sources

# Where a link would be in the way: a heading, another link, a figure with its source, the head of a table.
NOT_LINKED = (nodes.title, nodes.caption, nodes.rubric, nodes.reference, nodes.thead, facts.FactMention, OffPage)


class GlossaryDirective(TableDirective):
    """The terms as definition lists, a section per letter, after links to the letters."""

    setting = "essor_glossary"
    load = staticmethod(glossary.load)

    def render(self, entries):
        sections = [_section(letter, of_letter) for letter, of_letter in groupby(entries, lambda entry: glossary.folded(entry.term)[0].upper())]
        links = [nodes.reference("", section[0].astext(), refid=section["ids"][0], internal=True) for section in sections]
        items = [nodes.list_item("", nodes.paragraph("", "", link)) for link in links]
        return [nodes.bullet_list("", *items, classes=["lettres"]), *sections]


def _section(letter, entries):
    listed = nodes.definition_list(classes=["glossaire"])
    for entry in entries:
        read = "Sens courant, non relu dans un texte." if entry.source == sources.UNREAD else f"Source{NBSP}: {entry.source}, {entry.status}."
        standing = nodes.paragraph("", read, classes=["glossaire-source"])
        meaning = nodes.definition("", nodes.paragraph("", entry.definition), standing)
        listed += nodes.definition_list_item("", nodes.term("", entry.term, ids=[entry.anchor]), meaning)
    name = f"lettre-{letter.lower()}"
    return nodes.section("", nodes.title("", letter), listed, ids=[name], names=[name])


class TermLinks(SphinxPostTransform):
    """Link the first use of each term in the paragraphs of a page.

    Done while writing: a new term does not make pages be read, nor notebooks be executed, again.
    """

    default_priority = 600  # once references are links
    formats = ("html",)

    def run(self, **kwargs):
        page = self.config.essor_glossary_page
        if self.env.docname == page or page not in self.env.found_docs:
            return
        address = self.app.builder.get_relative_uri(self.env.docname, page)
        find, linked = loaded(self.env, "essor_glossary", _finder).find, set()
        for text in list(self.document.findall(nodes.Text)):
            if not _may_link(text):
                continue
            said, parts, at = str(text), [], 0
            for start, end, entry in find(said):
                if entry.anchor in linked:
                    continue
                linked.add(entry.anchor)
                link = nodes.reference("", said[start:end], refuri=f"{address}#{entry.anchor}", internal=True, classes=["terme"])
                parts += [nodes.Text(said[at:start]), link]
                at = end
            if parts:
                text.parent.replace(text, [*parts, nodes.Text(said[at:])])


def _may_link(text) -> bool:
    in_paragraph = False
    node = text.parent
    while node is not None:
        if isinstance(node, NOT_LINKED) or facts.SECTION_ID in node.get("ids", ()) or "cell_output" in node.get("classes", ()):
            return False
        in_paragraph = in_paragraph or isinstance(node, nodes.paragraph)
        node = node.parent
    return in_paragraph and not is_literal(text)


def _finder(path) -> glossary.Finder:
    return glossary.Finder(glossary.load(path))


def rewrite_when_terms_change(app, env):
    """Every page, when what the links depend on changed since the last build."""
    if app.config.essor_glossary_page not in env.found_docs:
        return []
    known = hashlib.sha256(repr([(entry.anchor, entry.forms) for entry in loaded(env, "essor_glossary", glossary.load)]).encode()).hexdigest()
    if getattr(env, "essor_terms", None) == known:
        return []
    env.essor_terms = known
    return env.found_docs


def setup(app):
    app.add_config_value("essor_glossary", "data/glossaire.csv", "env", str)
    app.add_config_value("essor_glossary_page", "book/annexes/glossaire", "env", str)
    app.add_directive("glossaire", GlossaryDirective)
    app.add_post_transform(TermLinks)
    app.connect("env-get-updated", rewrite_when_terms_change)
