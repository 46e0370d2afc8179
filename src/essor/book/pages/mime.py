"""Renders simulators, exercises and quizzes of notebooks as page markup, with the outcome computed while building."""

import json
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from markupsafe import Markup

from essor.book.edition import is_trainers
from essor.book.rendering import rendered
from essor.book.site.browser import PORTABLE_SOURCES, TABLES, charts_script
from essor.notebook import EXERCISE_MIME, QUIZ_MIME, SIMULATOR_MIME
from essor.places import PACKAGE
from essor.portable import markup, quiz
from essor.portable.exercises.registry import load as load_exercise
from essor.portable.simulators.controls import MOST_RADIOS, Choice
from essor.portable.simulators.declaration import View
from essor.portable.simulators.registry import load as load_simulator
from essor.readers.assessment import load as load_assessment

# Pages are written anew when one of these changes.
SHOWN_FROM = [*PORTABLE_SOURCES, *(file for table in TABLES for file in table.FILES), *sorted((PACKAGE / "book" / "templates").glob("*.html"))]

# What begins the ids of a page's parts: addresses that other pages link to.
PREFIXES = {SIMULATOR_MIME: "simulateur", EXERCISE_MIME: "exercice"}


def simulator_html(slug: str, given: dict, predict: bool, key: str, shown=None) -> str:
    """One simulator's markup: controls, and the outcome at the values given.

    `predict` asks for a prediction first; `key` makes the ids unique in the page. `shown`, if given, are the
    controls and presets that a slide shows at first.
    """
    simulator = load_simulator(slug)
    values = simulator.values(given)
    outcome = simulator.run(values)
    return rendered(
        "simulator.html",
        key=key,
        simulator=simulator,
        prediction=simulator.prediction if predict else None,
        given=json.dumps(values, ensure_ascii=False),
        values=values,
        charts=charts_script(outcome.figures),
        hidden=simulator.hidden(values),
        controls=[(c, _kind(c)) for c in simulator.controls],
        presets=[(p, json.dumps(simulator.values(p.values), ensure_ascii=False)) for p in simulator.presets],
        shown=shown,
        figures=[(f, [Markup(f.draw(View(narrow, False))) for narrow in (False, True)] if f.kind == "svg" else None) for f in outcome.figures],
        indicators=Markup(markup.indicators(outcome)),
        reading=Markup(markup.reading(outcome)),
        tables=Markup(markup.tables(outcome)),
        method=Markup(markup.method(simulator)),
    )


def exercise_html(slug: str, key: str, solved: bool = False) -> str:
    """One exercise's markup. Unless `solved`, the solution is not in it: the page asks for it after an attempt."""
    exercise = load_exercise(slug)
    return rendered("exercise.html", key=key, exercise=exercise, settings=json.dumps(exercise.settings, ensure_ascii=False), solved=solved)


def quiz_html(questions, key: str, solved: bool = False) -> str:
    """A chapter's questions. Without JavaScript each shows its choices, and its answers folded unless `solved`."""
    return rendered(
        "quiz.html",
        key=key,
        solved=solved,
        questions=[
            (
                question,
                json.dumps(question, ensure_ascii=False),
                quiz.shown(question),
                quiz.control(question) if question["genre"] == "nombre" else None,
                Markup(markup.answers(question)),
            )
            for question in questions
        ],
    )


def _kind(control) -> str:
    if isinstance(control, Choice) and len(control.options) > MOST_RADIOS:
        return "select"
    return control.kind


class EssorMimeRenderer:
    """MyST-NB plugin, found through the package's entry points."""

    mime_priority_overrides: ClassVar = [("*", mime, 0) for mime in (SIMULATOR_MIME, EXERCISE_MIME, QUIZ_MIME)]

    @staticmethod
    def handle_mime(renderer, data, inline):
        if inline or data.mime_type not in (SIMULATOR_MIME, EXERCISE_MIME, QUIZ_MIME):
            return None
        content = data.content if isinstance(data.content, dict) else json.loads(data.string)
        env = renderer.renderer.sphinx_env
        metadata = env.metadata[env.docname]
        parts = metadata.setdefault("essor_parts", [])
        for source in SHOWN_FROM:
            env.note_dependency(str(source))
        key = "quiz" if data.mime_type == QUIZ_MIME else f"{PREFIXES[data.mime_type]}-{content['slug']}"
        if key in parts:
            key = f"{key}-{len(parts)}"  # the same, shown again further down
        parts.append(key)
        if data.mime_type == SIMULATOR_MIME:
            html = simulator_html(content["slug"], content["values"], content["predict"], key)
        elif data.mime_type == EXERCISE_MIME:
            html = exercise_html(content["slug"], key, is_trainers(env.config))
        else:
            file = Path(env.doc2path(env.docname)).parent / content["file"]
            env.note_dependency(str(file))
            html = quiz_html(load_assessment(file).questions, key, is_trainers(env.config))
        return [nodes.raw("", html, format="html")]
