"""The {resultat} role: a result in the text, held to what its simulator shows, and a link to that simulator in that scenario.

`text <slug?setting=value&…>`: the settings as a reader types them, those left out at their defaults; `situation=key` is one of the
simulator's situations. A text that the simulator does not
show there is a warning, which fails the build. In a page that has the simulator, the link sets it (browser/page/explorable.js).
"""

import json
import re
from urllib.parse import parse_qsl, urlencode

from docutils import nodes
from markupsafe import escape
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from essor.book.pages.facts import same
from essor.book.site.browser import PORTABLE_SOURCES
from essor.given import words
from essor.portable.french import typeset
from essor.portable.simulators.controls import Grid, InputError, Switch
from essor.portable.simulators.registry import load, slugs

logger = logging.getLogger(__name__)

_ASKED = re.compile(r"(.*\S)\s*<([\w-]+)\?(.*)>", re.DOTALL)
_NUMBER = re.compile(r"\d[\d\s]*(?:,\d+)?")
SITUATION = "situation"
SWITCHES = {"true": True, "false": False}


class ResultLink(nodes.Inline, nodes.TextElement):
    """A result: `slug`, `values` as the controls hold them."""


class ResultRole(SphinxRole):
    def run(self):
        asked = _ASKED.fullmatch(self.text.strip())
        if not asked or asked[2] not in slugs():
            self._warn(f"no simulator in {self.text!r}")
            return [nodes.inline("", self.text)], []
        text, slug, query = asked[1], asked[2], asked[3]
        for source in [*PORTABLE_SOURCES, *words.FILES]:
            self.env.note_dependency(str(source))
        try:
            values = scenario(slug, query)
        except (InputError, StopIteration) as refusal:
            self._warn(f"{slug}: {refusal}")
            return [nodes.inline("", text)], []
        if not is_shown(text, slug, values):
            self._warn(f"{text!r} is not shown by {slug} at {query or 'its defaults'}")
        return [ResultLink("", typeset(text), slug=slug, values=values)], []

    def _warn(self, told):
        logger.warning("%s", told, location=self.get_location(), type="essor", subtype="resultat")


def scenario(slug: str, query: str) -> dict:
    """The values that a scenario sets, as the controls hold them. InputError for what is refused, StopIteration for an unknown situation."""
    simulator = load(slug)
    given: dict = {}
    for name, typed in parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query)):
        if name == SITUATION:
            given.update(next(preset.values for preset in simulator.presets if preset.key == typed))
            continue
        control = simulator.control(name)
        grid = [row.split("_") for row in typed.split("~")] if isinstance(control, Grid) else typed
        given[name] = control.parse(SWITCHES.get(typed, typed) if isinstance(control, Switch) else grid)
    return given


def is_shown(text: str, slug: str, given: dict) -> bool:
    """Whether a simulator shows a text, or each number of it to the decimals that it has, at these values."""
    told = said(slug, given)
    if same(text) in told:
        return True
    numbers = [_number(found) for found in _NUMBER.findall(text)]
    there = [_number(found) for found in _NUMBER.findall(told)]
    return bool(numbers) and all(any(_stands_for(number, other) for other in there) for number in numbers)


def said(slug: str, given: dict) -> str:
    """All that a simulator says at these values, without spaces: settings, headline, indicators, sentence, pictures' readings, tables, reasons."""
    simulator = load(slug)
    values = simulator.values(given)
    outcome = simulator.run(values)
    told = [outcome.headline, outcome.sentence, *(figure.reading for figure in outcome.figures)]
    told += [control.text(values[control.name]) for control in simulator.controls]
    told += [part for item in outcome.indicators for part in (item.text, item.verdict.text if item.verdict else "")]
    told += [cell for table in outcome.tables for row in table.rows for cell in row]
    told += outcome.why.steps() if outcome.why else []
    return " | ".join(same(str(text)) for text in told)


def _number(found):
    digits = "".join(found.split())
    return digits, len(digits.partition(",")[2]), float(digits.replace(",", "."))


def _stands_for(number, other) -> bool:
    """Whether `number` is `other`, or what it becomes with fewer decimals."""
    text, decimals, value = number
    shown, more, exact = other
    return text == shown or (more > decimals and abs(value - exact) <= 0.5000001 / 10**decimals)


def _typed(value) -> str:
    """A value as an address says it (browser/page/scenario.js)."""
    if isinstance(value, list):
        return "~".join("_".join(map(_typed, row)) for row in value)
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value) if isinstance(value, float) and value == int(value) else value).replace(".", ",")


def visit_result(self, node):
    page = next((name for name in sorted(self.builder.env.found_docs) if name.startswith("exercises/") and name.rpartition("/")[2] == node["slug"]), "")
    target = f"simulateur-{node['slug']}"
    query = urlencode([("simulateur", node["slug"]), *((name, _typed(value)) for name, value in node["values"].items())])
    address = f"{self.builder.get_relative_uri(self.builder.current_docname, page)}?{query}#{target}" if page else f"?{query}#{target}"
    values = escape(json.dumps(node["values"], ensure_ascii=False))
    self.body.append(f'<a class="essor-result" href="{escape(address)}" data-result="{node["slug"]}" data-scenario="{values}">')


def depart_result(self, node):
    self.body.append("</a>")


def setup(app):
    app.add_node(ResultLink, html=(visit_result, depart_result))
    app.add_role("resultat", ResultRole())
