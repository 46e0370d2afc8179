"""French typography for pages whose authors type plain spaces and straight apostrophes."""

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from essor.book.edition import is_within
from essor.portable.french import curled, typeset

# What is quoted to the letter, or is not text.
LITERAL = (nodes.literal, nodes.FixedTextElement, nodes.raw, nodes.math, nodes.math_block, nodes.Invisible, addnodes.toctree)


class Typography(SphinxTransform):
    """Typeset every text of a page, its titles and the texts of its pictures included."""

    default_priority = 710  # once the list of facts is there

    def apply(self, **kwargs):
        for text in list(self.document.findall(nodes.Text)):
            if not is_literal(text):
                set_text = typeset(curled(str(text)))
                if set_text != text:
                    text.parent.replace(text, nodes.Text(set_text))
        for image in self.document.findall(nodes.image):
            if "alt" in image:
                image["alt"] = typeset(curled(image["alt"]))


def is_literal(node) -> bool:
    """Whether a node stands inside code, a formula, or markup that is not the author's prose."""
    return is_within(node, LITERAL)


def setup(app):
    app.add_transform(Typography)
