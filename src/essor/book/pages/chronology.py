"""The {chronologie} directive: the dates of the law as a time line, from `data/chronologie.csv`.

A list of years, each with the list of its events: the line and its dots are drawn by the style sheet, over plain lists.
The option `:theme:` keeps the events of some themes, joined by commas.
"""

from html import escape
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from essor.book.pages import facts
from essor.book.pages.tables import TableDirective
from essor.book.rendering import framed
from essor.portable.french import NBSP, NNBSP, date_in_words, quantity
from essor.readers import chronology, sources
from essor.readers.facts import TO_CHECK


class Moment(nodes.Inline, nodes.TextElement):
    """A date in words; `datetime` is the same for machines."""


class ChronologyDirective(TableDirective):
    setting = "essor_chronology"
    load = staticmethod(chronology.load)
    option_spec: ClassVar = {"theme": directives.unchanged_required}

    def render(self, events):
        known = facts.register(self.env)
        if "theme" in self.options:
            events = chronology.of_themes(events, [theme.strip() for theme in self.options["theme"].split(",")])
        if not all(facts.quoted(self.env, event.key, self.get_location(), " in the chronology") for event in events):
            return []
        with_theme = len(chronology.themes(events)) > 1
        years = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".", classes=["chronologie"])
        for year, of_year in chronology.by_year(events):
            listed = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".")
            listed += [_item(event, known[event.key], with_theme) for event in of_year]
            years += nodes.list_item("", nodes.paragraph("", year, classes=["chronologie-annee"]), listed)
        return [nodes.paragraph("", told(events)), years]


def told(events) -> str:
    """One sentence: how many dates, over which years, and how many are to be checked."""
    first, last = events[0].year, events[-1].year
    span = f"de {first} à {last}" if first != last else f"en {first}"
    doubtful = sum(event.to_check for event in events)
    doubt = f"{NNBSP}; {quantity(doubtful, ('reste', 'restent'), 0)} à vérifier" if doubtful else ""
    return f"{quantity(len(events), ('date', 'dates'), 0)}, {span}{doubt}."


def _item(event, fact, with_theme) -> nodes.list_item:
    head = nodes.paragraph("", "", Moment("", date_in_words(event.date), datetime=event.date), classes=["chronologie-date"])
    if with_theme:
        head += [nodes.Text(" "), nodes.inline("", event.theme, classes=["chronologie-theme"])]
    if event.to_check:
        head += [nodes.Text(" "), nodes.inline("", TO_CHECK, classes=["statut-a-verifier"])]
    said = nodes.paragraph("", f"{event.text} Source{NBSP}: ")
    said += [facts.FactMention("", _support(fact), key=fact.key), nodes.Text(".")]
    title = nodes.paragraph("", "", nodes.strong("", event.title), classes=["chronologie-titre"])
    return nodes.list_item("", head, title, said, classes=["chronologie-doute"] if event.to_check else [])


def _support(fact) -> str:
    """What names the source: a text of law by its value; of other facts, whose value may be the same date, their source."""
    if sources.is_law(fact):
        return facts.written_value(fact)
    return "aucune lue" if fact.source == sources.UNREAD else fact.source


def setup(app):
    app.add_config_value("essor_chronology", "data/chronologie.csv", "env", str)
    app.add_node(Moment, html=framed(lambda node: f'<time datetime="{escape(node["datetime"])}">', "</time>"))
    app.add_directive("chronologie", ChronologyDirective)
