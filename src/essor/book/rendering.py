"""Fills the templates of the course's own markup: every text typeset and escaped."""

from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup

from essor.portable import markup
from essor.portable.pictures.palette import DARK, LIGHT

_templates = Environment(loader=PackageLoader("essor.book"), autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True)
_templates.filters["written"] = lambda text: Markup(markup.written(text))
# The keyboard that a phone opens for a number: an iPhone's digits come without a minus.
_templates.filters["keyboard"] = lambda control: "text" if control.kind == "name" or control.low < 0 else "decimal"
_templates.globals["unit"] = lambda unit: Markup(' <span class="essor-unit">{}</span>').format(unit if isinstance(unit, str) else unit[1])


def colour(role: str) -> str:
    """A colour of the palette, as a style sheet says it for both schemes."""
    return f"light-dark({LIGHT[role]}, {DARK[role]})"


_templates.globals["colour"] = colour


def framed(opening, closing: str) -> tuple:
    """How the HTML of a node begins and ends, for `add_node`; `opening` is a text, or what makes it of the node."""

    def visit(self, node):
        self.body.append(opening if isinstance(opening, str) else opening(node))

    def depart(self, node):
        self.body.append(closing)

    return visit, depart


def rendered(template: str, **values) -> str:
    """The template of that file name, filled. What is markup already comes as `Markup`."""
    return _templates.get_template(template).render(**values)
