"""Directive {collectivite}: the form where readers describe their collectivité, once for every simulator that can use it.

A simulator's text file says what its settings take of it, under « collectivite »: a setting, or a cell of a table as
`"name:row,column"`, then a key of ENTRIES. A field takes its unit and its range from these settings. What is typed never leaves the
browser (progress/mine.js, page/mine.js).
"""

from collections import namedtuple

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from essor.book import tailoring
from essor.book.rendering import rendered
from essor.book.site.browser import PORTABLE_SOURCES
from essor.given import words
from essor.places import PACKAGE
from essor.portable.simulators.controls import Number
from essor.portable.simulators.registry import load, module_of

# Something to say of a collectivité. `rounds` are its orders of magnitude, offered before any exact amount.
Entry = namedtuple("Entry", ["key", "label", "help", "rounds"])

NAME = "nom"  # the one entry that no setting takes: what is printed is for that collectivité
ENTRIES = (
    Entry(NAME, "Nom de la collectivité", "Pour le titre de vos notes imprimées et de votre plan d’action.", ()),
    Entry("departement", "Département", "Le vôtre, ou celui où vous agissez. Les chiffres du cours ne couvrent pas Mayotte.", ()),
    Entry("habitants", "Habitants", "La population de votre territoire.", (1_000, 5_000, 20_000, 100_000, 500_000, 1_500_000)),
    Entry("credits-ess", "Crédits pour l’ESS, par an", "Ce que vous consacrez directement à l’ESS.", (0, 10_000, 50_000, 150_000, 500_000, 2_000_000)),
    Entry(
        "credits-solidarite",
        "Crédits de solidarité, par an",
        "S’ils soutiennent aussi l’ESS : pour un département surtout. Zéro veut dire « non déclaré ».",
        (0, 100_000, 1_000_000, 10_000_000, 100_000_000),
    ),
    Entry("emplois-ess", "Emplois de l’ESS dans le territoire", "En postes salariés, comme les compte l’Insee.", (100, 500, 2_000, 10_000, 50_000)),
    Entry("part-ess", "Part de l’ESS dans l’emploi du territoire", "En pourcentage des emplois salariés, publics et privés.", (6, 8, 10, 12, 14)),
    Entry("achats", "Achats de l’année, hors taxes", "En millions d’euros : marchés de travaux, de fournitures et de services.", (1, 5, 20, 50, 100, 200)),
    Entry("recettes", "Recettes réelles de fonctionnement", "Celles du dernier compte approuvé.", (500_000, 1_000_000, 5_000_000, 10_000_000, 20_000_000)),
)

SHOWN_FROM = [*PORTABLE_SOURCES, *words.FILES, *(PACKAGE / "book" / "templates" / name for name in ("mine.html", "confirm.html"))]


def declared(slug: str) -> dict[str, str]:
    """What the settings of a simulator take of a collectivité: keys of ENTRIES, by setting or cell."""
    return words.words_of(module_of(slug)).get("collectivite", {})


def control_of(slug: str, setting: str):
    """The control that takes this setting, or the column of the cell."""
    name, _, cell = setting.partition(":")
    control = load(slug).control(name)
    if not cell:
        return control
    column = int(cell.split(",")[1])
    return control.columns[column]


def controls(slugs) -> dict:
    """By entry, the first control of these simulators that takes it."""
    found: dict = {}
    for slug in slugs:
        for setting, key in declared(slug).items():
            found.setdefault(key, control_of(slug, setting))
    return found


class MineDirective(SphinxDirective):
    has_content = False

    def run(self):
        self.env.metadata[self.env.docname]["essor_kept"] = "collectivite"
        for source in SHOWN_FROM:
            self.env.note_dependency(str(source))
        taking = controls(tailoring.slugs(self.config))
        fields = [(entry, taking.get(entry.key)) for entry in ENTRIES if entry.key == NAME or entry.key in taking]
        return [nodes.raw("", rendered("mine.html", fields=[(entry, control, isinstance(control, Number)) for entry, control in fields]), format="html")]


def setup(app):
    app.add_directive("collectivite", MineDirective)
