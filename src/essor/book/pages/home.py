"""The home page: {accueil}, a question and the circuit that answers it, and {cartes}, a list whose items are cards.

The circuit has one setting. Its states are computed here, by the simulator's own Python, and lie in the page: home.js only
shows one or another. Without JavaScript the first one stands, and no slider. An edition without that chapter opens on its own first one:
what its first simulator asks, and its diagram.
"""

from collections import namedtuple
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from markupsafe import Markup
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from essor.book import tailoring
from essor.book.pages.mime import SHOWN_FROM
from essor.book.pages.path import on_path
from essor.book.pages.pictograms import PATHS, pictogram
from essor.book.rendering import rendered
from essor.book.site.scripts import copied
from essor.diagrams import NARROW as NARROW_DIAGRAM, Diagram, all_words, described
from essor.portable.french import typeset
from essor.portable.simulators.declaration import View
from essor.portable.simulators.registry import load as load_simulator

SHEET, SCRIPT = "home.css", "home.js"
SHOWN = "essor_home"  # in a page's metadata: it shows the circuit

CHAPTER, SLUG, SETTING, STEP = "book/debat-3/bousol", "bousol-circuits", "reuse", 5
FIRST = 20  # another than the start of the chapter, whose bet it would answer
# The frames that home.css keeps for the picture.
WIDE, NARROW = View(460, 310, 15), View(320, 212, 15)
DIAGRAM = View(460)
BEGIN = "Commencer par ce chapitre"

# One position of the slider, and what the simulator says and draws there.
State = namedtuple("State", ["value", "spoken", "headline", "reading", "wide", "narrow"])


def states() -> list[State]:
    """The circuit at every position of the slider."""
    setting = load_simulator(SLUG).control(SETTING)
    return [_state(value) for value in range(setting.low, setting.high + 1, STEP)]


def _state(value: int) -> State:
    simulator = load_simulator(SLUG)
    outcome = simulator.run({SETTING: value})
    figure = outcome.figures[0]
    wide, narrow = (Markup(figure.draw(view).svg()) for view in (WIDE, NARROW))
    return State(value, f"{value} sur 100", outcome.headline, figure.reading, wide, narrow)


def circuit_html() -> str:
    """The picture, its headline, its slider, and every state that it may take."""
    shown = states()
    return rendered("home.html", states=shown, first=next(state for state in shown if state.value == FIRST), step=STEP)


class HomeDirective(SphinxDirective):
    """The first paragraph of the body is the question; the others say, after the circuit, where to begin."""

    has_content = True

    def run(self):
        for source in SHOWN_FROM:
            self.env.note_dependency(str(source))
        self.env.metadata[self.env.docname][SHOWN] = True
        question, *begin = self.parse_content_to_nodes()
        shown, tailored = "", tailoring.of(self.config)
        if tailored and tailoring.is_left_out(tailored, CHAPTER):
            question, shown, start = self._first_chapter(tailored)
            begin = [start, begin[1]]
        question["classes"].append("essor-question")
        begin.insert(2, on_path(self.env, "resume.html"))  # after the start and its minutes
        parts = [question, nodes.raw("", shown or circuit_html(), format="html"), nodes.container("", *begin, classes=["essor-begin"])]
        review = on_path(self.env, "review.html", always=False)
        return [nodes.container("", nodes.container("", *parts, classes=["essor-opening"]), review, classes=["essor-home"])]

    def _first_chapter(self, tailored):
        """The question, the picture and the door of an edition that has not the circuit's chapter."""
        chapter = tailored.edition.chapters[0]
        asked = load_simulator(tailored.episodes[0]).prediction.question
        words = all_words()[chapter.rpartition("/")[2]]
        drawings = [Markup(Diagram(words, view).svg()) for view in (DIAGRAM, NARROW_DIAGRAM)]
        shown = rendered("home-chapter.html", said=f"{words['titre']}. {described(words)}", wide=drawings[0], narrow=drawings[1])
        link = addnodes.pending_xref("", nodes.inline("", BEGIN), refdomain="std", reftype="doc", reftarget=f"/book/{chapter}", refdoc=self.env.docname)
        link["refexplicit"] = link["refwarn"] = True
        return nodes.paragraph("", "", nodes.strong("", typeset(asked))), shown, nodes.paragraph("", "", link)


class CardsDirective(SphinxDirective):
    """A list; its option says which pictogram each item has. A card with a pictogram is a link all over."""

    has_content = True
    option_spec: ClassVar = {"pictogrammes": directives.unchanged_required}

    def run(self):
        found = self.parse_content_to_nodes()
        if len(found) != 1 or not isinstance(found[0], nodes.bullet_list):
            raise self.error("{cartes} holds one list, and nothing else")
        names = self.options.get("pictogrammes", "").split()
        if names and (len(names) != len(found[0]) or not set(names) <= set(PATHS)):
            raise self.error(f"{len(found[0])} cards want as many pictograms among: {', '.join(PATHS)}")
        found[0]["classes"] += ["essor-cards", *(["essor-questions"] if names else [])]
        for item, name in zip(found[0], names, strict=False):
            item.insert(0, nodes.raw("", pictogram(name), format="html"))
        return found


def add_assets(app, pagename, templatename, context, doctree):
    if app.env.metadata.get(pagename, {}).get(SHOWN):
        app.add_css_file(f"essor/{SHEET}", priority=810)  # after the theme's
        app.add_js_file(f"essor/{SCRIPT}", loading_method="defer")


def setup(app):
    app.add_directive("accueil", HomeDirective)
    app.add_directive("cartes", CardsDirective)
    app.connect("builder-inited", copied(SHEET, SCRIPT))
    app.connect("html-page-context", add_assets)
