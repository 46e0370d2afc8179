"""Renders simulators and exercises of notebooks as page markup, with the outcome computed while building."""

import json
import os
from pathlib import Path

from docutils import nodes
from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup

from essor.exercises.registry import load as load_exercise
from essor.simulators.declaration import MOST_RADIOS, Choice, View
from essor.simulators.registry import load as load_simulator
from essor.surfaces import markup
from essor.surfaces.book.browser import PORTABLE_SOURCES
from essor.surfaces.notebook import EXERCISE_MIME, SIMULATOR_MIME

# Pages are written anew when one of these changes.
SHOWN_FROM = [*PORTABLE_SOURCES, *sorted((Path(__file__).parent / "templates").glob("*.html"))]

_templates = Environment(
    loader=PackageLoader("essor.surfaces.book"), autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True
)
_templates.filters["written"] = lambda text: Markup(markup.written(text))
_templates.globals["unit"] = lambda unit: Markup(' <span class="essor-unit">{}</span>').format(
    unit if isinstance(unit, str) else unit[1]
)


def simulator_html(slug: str, given: dict, predict: bool, key: str) -> str:
    """One simulator's markup: controls, and the outcome at the values given.

    `predict` asks for a prediction first; `key` makes the ids unique in the page.
    """
    simulator = load_simulator(slug)
    values = simulator.values(given)
    outcome = simulator.run(values)
    return _templates.get_template("simulator.html").render(
        key=key,
        simulator=simulator,
        prediction=simulator.prediction if predict else None,
        given=json.dumps(values, ensure_ascii=False),
        values=values,
        hidden=simulator.hidden(values),
        controls=[(c, _kind(c)) for c in simulator.controls],
        presets=[(p, json.dumps(simulator.values(p.values), ensure_ascii=False)) for p in simulator.presets],
        figures=[
            (f, [Markup(f.draw(View(narrow, False))) for narrow in (False, True)] if f.kind == "svg" else None)
            for f in outcome.figures
        ],
        indicators=Markup(markup.indicators(outcome)),
        reading=Markup(markup.reading(outcome)),
        tables=Markup(markup.tables(outcome)),
        method=Markup(markup.method(simulator)),
    )


def exercise_html(slug: str, key: str) -> str:
    """One exercise's markup. The solution is not in it: the page asks for it after an attempt."""
    exercise = load_exercise(slug)
    return _templates.get_template("exercise.html").render(
        key=key, exercise=exercise, settings=json.dumps(exercise.settings, ensure_ascii=False)
    )


def _kind(control) -> str:
    if isinstance(control, Choice) and len(control.options) > MOST_RADIOS:
        return "select"
    return control.kind


class EssorMimeRenderer:
    """MyST-NB plugin, found through the package's entry points."""

    mime_priority_overrides = [("*", SIMULATOR_MIME, 0), ("*", EXERCISE_MIME, 0)]

    @staticmethod
    def handle_mime(renderer, data, inline):
        if inline or data.mime_type not in (SIMULATOR_MIME, EXERCISE_MIME):
            return None
        content = data.content if isinstance(data.content, dict) else json.loads(data.string)
        env = renderer.renderer.sphinx_env
        metadata = env.metadata[env.docname]
        rank = metadata["essor_parts"] = metadata.get("essor_parts", 0) + 1
        key = f"essor-{rank}"
        for source in SHOWN_FROM:
            env.note_dependency(str(source))
        if data.mime_type == SIMULATOR_MIME:
            html = simulator_html(content["slug"], content["values"], content["predict"], key)
        else:
            html = exercise_html(content["slug"], key)
        return [nodes.raw("", html, format="html")]


def setup(app):
    # The book executes notebooks for their references, and shows its own controls instead of widgets.
    os.environ["ESSOR_NO_WIDGETS"] = "1"
