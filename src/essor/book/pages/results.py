"""The {resultat} role: a result in the text, held to what its simulator shows, and a link to that simulator in that scenario.

`text <slug?setting=value&…>`: the settings as a reader types them, those left out at their defaults; `situation=key` is one of the
simulator's situations. A text that the simulator does not show there, whole, is a warning, which fails the build. In a page that has
the simulator, the link sets it (browser/page/explorable.js).
"""

import json
import re
from urllib.parse import parse_qsl, urlencode

from docutils import nodes
from markupsafe import escape
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from essor.book.site.browser import PORTABLE_SOURCES
from essor.given import words
from essor.portable.french import MINUS, NNBSP, listed, number, parse_number, typeset
from essor.portable.simulators.controls import Grid, InputError, Switch, shown
from essor.portable.simulators.registry import load, slugs

logger = logging.getLogger(__name__)

_ASKED = re.compile(r"(.*\S)\s*<([\w-]+)\?(.*)>", re.DOTALL)
_NUMBER = re.compile(rf"{MINUS}?\d+(?:{NNBSP}\d{{3}})*(?:,\d+)?")
# A number, which no letter nor digit continues; a unit that is a sign; a word or a reference, « L. 311-5 »; any other sign.
_TOKEN = re.compile(rf"{_NUMBER.pattern}(?!\w|[-–/.,]\w)|[^\W\d]*[%€]|\w+(?:[-–/.]\w+)*|\S")
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
        except ValueError as refusal:
            self._warn(f"{slug}: {refusal}")
            return [nodes.inline("", text)], []
        if not is_shown(text, slug, values):
            self._warn(f"{text!r} is not shown by {slug} at {query or 'its defaults'}, which shows {summary(slug, values)}")
        return [ResultLink("", typeset(text), slug=slug, values=values)], []

    def _warn(self, told):
        logger.warning("%s", told, location=self.get_location(), type="essor", subtype="resultat")


def scenario(slug: str, query: str) -> dict:
    """The values that a scenario sets, as the controls hold them. ValueError for what is no query, and in words, InputError, for what is refused."""
    simulator = load(slug)
    situations = {preset.key: preset.values for preset in simulator.presets}
    given: dict = {}
    for name, typed in parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query)):
        if name == SITUATION:
            if typed not in situations:
                raise InputError(None, f"Situation inconnue : « {shown(typed)} ». Il y a : {listed(situations)}.")
            given.update(situations[typed])
            continue
        control = simulator.control(name)
        grid = [row.split("_") for row in typed.split("~")] if isinstance(control, Grid) else typed
        given[name] = control.parse(SWITCHES.get(typed, typed) if isinstance(control, Switch) else grid)
    return given


def is_shown(text: str, slug: str, given: dict) -> bool:
    """Whether a simulator shows a text at these values: whole in what it says, its numbers to the decimals that the text has."""
    sought = _tokens(text)
    return any(_holds(_tokens(told), sought) for told in said(slug, given))


def said(slug: str, given: dict) -> list[str]:
    """All that a simulator says at these values: headline, indicators, sentence, pictures' readings, tables, reasons, and the settings given."""
    simulator = load(slug)
    outcome = simulator.run(given)
    told = [outcome.headline, outcome.sentence, *(figure.reading for figure in outcome.figures)]
    told += [simulator.control(name).text(value) for name, value in given.items()]
    told += [part for item in outcome.indicators for part in (item.text, item.verdict.text if item.verdict else "")]
    told += [str(cell) for table in outcome.tables for row in table.rows for cell in row]
    told += outcome.why.steps() if outcome.why else []
    return told


def summary(slug: str, given: dict) -> str:
    """What a simulator shows first at these values, for who quotes it: « headline ; indicator : value ; … »."""
    outcome = load(slug).run(given)
    return " ; ".join([outcome.headline, *(f"{item.label} : {item.text}" for item in outcome.indicators)])


def _tokens(text):
    return _TOKEN.findall(typeset(text).replace("'", "’"))


def _holds(told, sought) -> bool:
    """Whether some words in a row are those sought. A last number sought without a unit is not one that « % » or « € » follows."""
    bare = _NUMBER.fullmatch(sought[-1])
    for start in range(len(told) - len(sought) + 1):
        end = start + len(sought)
        unit = bare and told[end : end + 1] and told[end][-1] in "%€"
        if not unit and all(map(_stands_for, sought, told[start:end])):
            return True
    return False


def _stands_for(sought, told) -> bool:
    """Whether a word is the one told, or a number what that becomes with fewer decimals; without its minus too, which a sentence may say in words."""
    if not (_NUMBER.fullmatch(sought) and _NUMBER.fullmatch(told)):
        return sought == told
    value, exact = parse_number(sought), parse_number(told)
    decimals = len(sought.partition(",")[2])
    rounded = number(exact if value < 0 else abs(exact), decimals)
    return decimals <= len(told.partition(",")[2]) and rounded == number(value, decimals)


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
