"""What authors type for paper: `{a-imprimer} title` frames, in an activity, something to print and cut out, `gros-caracteres`
if a room reads it; `` {lignes}`3` `` leaves lines to write on.
"""

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective, SphinxRole

from essor.book.rendering import framed
from essor.portable import markup
from essor.portable.french import curled, typeset

ON_A_SHEET = (1, 2, 4)


class ToPrint(nodes.General, nodes.Element):
    """Something to print and cut out: its content as children; `title`, `on_a_sheet`, how many an A4 sheet holds, and `large`,
    whether its first paragraph fills it."""


class ToPrintDirective(SphinxDirective):
    """`{a-imprimer} title`: `par-page` is 1, 2 or 4; with `gros-caracteres`, the first paragraph is as large as the card allows."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = {"par-page": directives.positive_int, "gros-caracteres": directives.flag}

    def run(self):
        self.assert_has_content()
        on_a_sheet = self.options.get("par-page", 1)
        if on_a_sheet not in ON_A_SHEET:
            raise self.error(f"par-page is {on_a_sheet}, expected one of {', '.join(map(str, ON_A_SHEET))}")
        block = ToPrint(title=typeset(curled(self.arguments[0])), on_a_sheet=on_a_sheet, large="gros-caracteres" in self.options)
        self.state.nested_parse(self.content, self.content_offset, block)
        return [block]


class Lines(nodes.Inline, nodes.Element):
    """`count` blank lines to write on."""


class LinesRole(SphinxRole):
    def run(self):
        if not self.text.strip().isdigit() or not int(self.text):
            message = self.inliner.reporter.error(f"lignes: {self.text!r} is not a number of lines", line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        return [Lines(count=int(self.text))], []


def mark_boxes_to_tick(app, doctree):
    """A list whose every item begins with a box to tick has no bullet besides."""
    for items in doctree.findall(nodes.bullet_list):
        if all(item.astext().startswith("☐") for item in items.children):
            items["classes"].append("cases")


def _opening(node) -> str:
    many = node["on_a_sheet"]
    size = "une page A4" if many == 1 else f"{many} par page A4"
    return f'<div class="essor-to-print"><p class="essor-to-print-title">{markup.written(node["title"])} <span>({size})</span></p>\n'


def visit_lines(self, node):
    self.body.append(f'<span class="essor-lines">{"<span></span>" * node["count"]}</span>')
    raise nodes.SkipNode


def setup(app):
    app.add_node(ToPrint, html=framed(_opening, "</div>\n"))
    app.add_node(Lines, html=(visit_lines, None))
    app.add_directive("a-imprimer", ToPrintDirective)
    app.add_role("lignes", LinesRole())
    app.connect("doctree-read", mark_boxes_to_tick)
