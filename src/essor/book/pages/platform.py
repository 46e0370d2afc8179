"""The `{plateforme}` role: what a page says otherwise in a learning platform, which keeps what the reader does instead of the browser."""

from html import escape

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from essor.book.rendering import framed
from essor.portable.french import curled, typeset


class SaidOtherwise(nodes.Inline, nodes.TextElement):
    """A text; theme.js puts `otherwise` in its place where the window above holds the shelf (browser/common/shelf.js)."""


class PlatformRole(SphinxRole):
    """« text | text in a platform »."""

    def run(self):
        here, bar, there = (part.strip() for part in self.text.partition("|"))
        if not (here and bar and there):
            message = self.inliner.reporter.error(f"plateforme: {self.text!r} is not « text | text in a platform »", line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        return [SaidOtherwise("", here, otherwise=typeset(curled(there)))], []


def setup(app):
    app.add_node(SaidOtherwise, html=framed(lambda node: f'<span data-platform="{escape(node["otherwise"])}">', "</span>"))
    app.add_role("plateforme", PlatformRole())
