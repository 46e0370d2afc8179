"""The challenges of a simulator as a room takes them up: what a team must reach, and the hint that unblocks it."""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from essor.book import edition
from essor.book.pages.mime import SHOWN_FROM
from essor.portable.french import typeset
from essor.portable.simulators.registry import load, slugs


class ChallengesDirective(SphinxDirective):
    """``{defis} slug``: that simulator's challenges; nothing in the learners' edition, where each stands under the simulator."""

    required_arguments = 1

    def run(self):
        if not edition.is_trainers(self.config):
            return []
        (slug,) = self.arguments
        if slug not in slugs():
            raise self.error(f"no simulator is called {slug!r}")
        for source in SHOWN_FROM:
            self.env.note_dependency(str(source))
        shown = nodes.bullet_list(classes=["essor-team"])
        for asked in load(slug).asked.values():
            head = nodes.paragraph("", "", nodes.strong("", typeset("À trois. ")), nodes.Text(typeset(asked["texte"])))
            unblocked = nodes.paragraph("", "", nodes.emphasis("", typeset("Pour débloquer : ")), nodes.Text(typeset(asked["indices"][-1])))
            shown += nodes.list_item("", head, unblocked)
        return [shown]


def setup(app):
    app.add_directive("defis", ChallengesDirective)
