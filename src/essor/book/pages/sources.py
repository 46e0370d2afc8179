"""The {sources} directive: what the course was read from, one list at a time.

`droit`: the texts of law of the register of facts; `publications`: what its other facts were read in; `donnees`: the
sources of the tables of data.
"""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from essor.book.pages.facts import depend_on_register, register, status_class, written_value
from essor.book.pages.tables import loaded, path_of
from essor.portable.french import NBSP, NNBSP, quantity
from essor.readers import sources


class SourcesDirective(SphinxDirective):
    has_content = False
    required_arguments = 1

    def run(self):
        try:
            listed = LISTS[self.arguments[0]](self.env)
        except KeyError:
            raise self.error(f"sources: {self.arguments[0]!r}, expected one of {', '.join(LISTS)}") from None
        items = [nodes.list_item("", nodes.paragraph("", "", *parts)) for parts in listed]
        return [nodes.bullet_list("", *items, classes=["sources"])]


def law(env):
    depend_on_register(env)
    for fact in sources.texts_of_law(register(env)):
        status = nodes.inline("", fact.status, classes=[status_class(fact)])
        unread = fact.source == sources.UNREAD
        read = [nodes.Text("Texte non lu")] if unread else [nodes.Text(f"Lu dans{NBSP}: "), _linked(fact.source, fact.address)]
        note = f" {fact.note.rstrip('.')}." if fact.note else ""
        value = written_value(fact)
        named = [nodes.strong("", value[0].upper() + value[1:]), nodes.Text(f"{NBSP}: {fact.label}. ")]
        yield [*named, *read, nodes.Text(f"{NNBSP}; "), status, nodes.Text(f".{note}")]


def publications(env):
    depend_on_register(env)
    for publication in sources.publications(register(env)):
        count = quantity(publication.facts, ("fait", "faits"), 0)
        yield [_linked(publication.title, publication.address), nodes.Text(f" ({count}).")]


def data(env):
    env.note_dependency(str(path_of(env, "essor_sources")))
    for source in loaded(env, "essor_sources", sources.load):
        relay = f", lu dans{NBSP}: {source.read_in}" if source.read_in else ""
        note = f" {source.note.rstrip('.')}." if source.note else ""
        yield [_linked(source.title, source.address), nodes.Text(f"{relay}. Licence{NBSP}: {source.licence}.{note}")]


def _linked(title, address):
    return nodes.reference("", title, refuri=address) if address else nodes.Text(title)


LISTS = {"droit": law, "publications": publications, "donnees": data}


def setup(app):
    app.add_config_value("essor_sources", "data/sources.csv", "env", str)
    app.add_directive("sources", SourcesDirective)
