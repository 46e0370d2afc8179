"""Fills the templates of the course's own markup: every text typeset and escaped."""

from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup

from essor.portable import markup
from essor.portable.pictures.palette import DARK, LIGHT

# The accent: the pictures' petrol, or the colour of a public body, on its wash; `deep` is the light scheme's in both, under white letters.
_accent: dict[str, tuple[str, ...]] = {}

_templates = Environment(loader=PackageLoader("essor.book"), autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True)
_templates.filters["written"] = lambda text: Markup(markup.written(text))
# The keyboard that a phone opens for a number: an iPhone's digits come without a minus.
_templates.filters["keyboard"] = lambda control: "text" if control.kind == "name" or control.low < 0 else "decimal"
_templates.globals["unit"] = lambda unit: Markup(' <span class="essor-unit">{}</span>').format(in_plural(unit))


def in_plural(unit: str | tuple[str, str]) -> str:
    """A unit as a field shows it: the same for all numbers, or the second of singular and plural."""
    return unit if isinstance(unit, str) else unit[1]


def colour(role: str) -> str:
    """A colour of the palette, as a style sheet says it for both schemes."""
    light, dark = _accent.get(role) or (LIGHT[role], DARK[role])
    return f"light-dark({light}, {dark})" if light != dark else light


def tint(brand: tuple[str, ...] = (), wash: tuple[str, ...] = ("#e3f1f3", "#17333a")) -> None:
    """Make these colours « #rrggbb », light and dark, the accent of what is built from now on and its wash; the course's own without."""
    brand = brand or (LIGHT["petrol"], DARK["petrol"])
    _accent.update(brand=brand, brandwash=wash, deep=(brand[0], brand[0]))


def favicon() -> Markup:
    """The address of the course's icon, in the accent's light colour: without one, browsers ask for a file that does not exist."""
    mark = "<path d='M3 12l4-4 2 2 4-6' fill='none' stroke='%23fff' stroke-width='2'/>"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><rect width='16' height='16' rx='3' fill='%23{_accent['deep'][0][1:]}'/>{mark}</svg>"
    return Markup("data:image/svg+xml," + svg.replace("<", "%3C").replace(">", "%3E"))


tint()
_templates.globals.update(colour=colour, favicon=favicon)


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
