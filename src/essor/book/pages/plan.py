"""The action plan: {demain}, the sentence that each page asks for; {plan-action}, which gathers them above its own fields; {revoir}.

What the reader writes never leaves the browser (page/promise.js, progress/plan.js).
"""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from essor.book.pages.path import on_path
from essor.book.rendering import rendered

TOMORROW = "Demain, je…"
EXAMPLE = "demain-exemple"  # id of the example, which describes the field


def demain_field(docname: str, title: str = TOMORROW, example=()) -> list[nodes.Node]:
    """The field of a page's promise, kept under its `docname`. `title` is its label, which the heading above shows; `example`, nodes."""
    described = [nodes.container("", *example, ids=[EXAMPLE], classes=["essor-help"])] if example else []
    field = rendered("promise.html", page=docname, title=title, described=EXAMPLE if example else "")
    return [nodes.container("", *described, nodes.raw("", field, format="html"), classes=["essor-plan"])]


class TomorrowDirective(SphinxDirective):
    """Its body is the example: « Par exemple : … »."""

    has_content = True

    def run(self):
        held = self.env.metadata[self.env.docname]
        if "essor_promise" in held:
            raise self.error("a page has one {demain}")
        held["essor_promise"] = True
        held.setdefault("essor_parts", [])  # page.js keeps the field, even where nothing moves
        return demain_field(self.env.docname, example=self.parse_content_to_nodes())


class PlanDirective(SphinxDirective):
    """A form that the reader fills and prints: the body's lines are its questions, « label | help | example »."""

    has_content = True

    def run(self):
        self.env.metadata[self.env.docname]["essor_kept"] = "plan"
        questions = [[part.strip() for part in line.split("|", 2)] for line in self.content if line.strip()]
        if any(len(question) != 3 or not all(question) for question in questions):
            raise self.error("each line is « label | help | example »")
        return [on_path(self.env, "plan.html", questions=questions)]


class ReviewDirective(SphinxDirective):
    """The chapters to review today, and their dates for a calendar."""

    has_content = False

    def run(self):
        return [on_path(self.env, "review.html", always=True)]


def setup(app):
    app.add_directive("demain", TomorrowDirective)
    app.add_directive("plan-action", PlanDirective)
    app.add_directive("revoir", ReviewDirective)
