"""Renders simulators, exercises and quizzes of notebooks as page markup, with the outcome computed while building."""

import json
import re
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from markupsafe import Markup

from essor.book.edition import is_trainers
from essor.book.pages.mine import declared
from essor.book.rendering import rendered
from essor.book.site.browser import PORTABLE_SOURCES, TABLES
from essor.diagrams import WORDS as DIAGRAMS, all_words, diagram_html
from essor.given import words
from essor.notebook import DIAGRAM_MIME, EXERCISE_MIME, QUIZ_MIME, SIMULATOR_MIME
from essor.places import PACKAGE
from essor.portable import markup, questions
from essor.portable.french import typeset
from essor.portable.pictures.plot import SAID
from essor.portable.simulators.controls import MOST_RADIOS, Choice
from essor.portable.simulators.declaration import View
from essor.portable.simulators.registry import load as load_simulator
from essor.readers import assessment
from essor.shown import PICTURE_MIME, shown_html

# Pages are written anew when one of these changes.
SHOWN_FROM = [*PORTABLE_SOURCES, *words.FILES, *(file for table in TABLES for file in table.FILES), *sorted((PACKAGE / "book" / "templates").glob("*.html"))]
ASKED_FROM = [*assessment.files(), *sorted((PACKAGE / "questions").glob("*.py"))]

LONG = 1000  # signs of a drawing
ON_PAGE, ON_PHONE = 569, 287  # px, what a picture has of a window of 1280 px and of 360

MIMES = (SIMULATOR_MIME, EXERCISE_MIME, QUIZ_MIME, DIAGRAM_MIME, PICTURE_MIME)

# What begins the ids of a page's parts: addresses that other pages link to.
PREFIXES = {SIMULATOR_MIME: "simulateur", EXERCISE_MIME: "exercice"}


def simulator_html(slug: str, given: dict, predict: bool, key: str, shown=None) -> str:
    """One simulator's markup: controls, and the outcome at the values given.

    `predict` asks for a prediction first; `key` makes the ids unique in the page. `shown`, if given, are the
    controls and presets that a slide shows at first.
    """
    simulator = load_simulator(slug)
    values = simulator.values(given)
    outcome, mine = simulator.run(values), declared(slug)
    return rendered(
        "simulator.html",
        key=key,
        simulator=simulator,
        prediction=simulator.prediction if predict else None,
        given=json.dumps(values, ensure_ascii=False),
        values=values,
        hidden=simulator.hidden(values),
        controls=[(c, _kind(c)) for c in simulator.controls],
        presets=[(p, json.dumps(simulator.situation(p), ensure_ascii=False)) for p in simulator.presets],
        shown=shown,
        mine=json.dumps(mine) if mine else "",
        headline=outcome.headline,
        first=shown or simulator.first,
        more=len([c for c in simulator.controls if c.name not in (shown or simulator.first)]),
        challenges=list(simulator.asked.items()),
        figures=[_pictured(figure, f"{key}-{rank}") for rank, figure in enumerate(outcome.figures)],
        indicators=Markup(markup.indicators(outcome)),
        reading=Markup(markup.reading(outcome)),
        tables=Markup(markup.tables(outcome)),
        why=Markup(markup.steps(outcome)) if outcome.why else "",
        method=Markup(markup.method(simulator)),
    )


def _pictured(figure, key):
    """A figure, whether it may be explored, and its drawings for a wide and a narrow place."""
    wide, narrow = figure.draw(View(ON_PAGE)), figure.draw(View(ON_PHONE))
    return figure, wide.plot.kind != SAID, [Markup(svg) for svg in _once(wide.svg(), narrow.svg(), key)]


def _once(wide, narrow, key):
    """The two drawings, the second taking from the first what is long and the same in both: a map is in the page once."""
    for rank, group in enumerate(re.findall(r"<g fill-opacity=.*?</g>", wide)):
        if len(group) > LONG and group in narrow:
            wide = wide.replace(group, f'<g id="{key}-{rank}"{group[2:]}', 1)
            narrow = narrow.replace(group, f'<use href="#{key}-{rank}"/>')
    return wide, narrow


def exercise_html(slug: str, key: str, solved: bool = False) -> str:
    """One exercise's markup."""
    return _question_html(assessment.exercise(slug), key, "Exercice", in_quiz=False, solved=solved)


def quiz_html(asked: assessment.Assessment, key: str, solved: bool = False) -> str:
    """The markup of a chapter's questions, after the objectives that they check."""
    shown = [
        _question_html(question, f"question-{question['id']}", f"Question {rank} sur {len(asked.questions)}", in_quiz=True, solved=solved)
        for rank, question in enumerate(asked.questions, 1)
    ]
    checked = "".join(f"<li>{markup.written(objective.text)}</li>" for objective in asked.objectives)
    objectives = f'<details class="essor-objectives"><summary>Ce que ce quiz vérifie</summary><ul>{checked}</ul></details>'
    review = '<p data-part="review" class="essor-sentence" role="status" hidden></p>'
    return f'<div class="essor-quiz" id="{key}" data-part="quiz">{review}{objectives}{"".join(shown)}</div>'


def _question_html(question: dict, key: str, heading: str, in_quiz: bool, solved: bool) -> str:
    """A question's markup. Without JavaScript it shows its choices, and its answers folded unless `solved`.

    A solution and hints are no text of the page: its script shows them, the one after an attempt, the others when asked for.
    """
    later = {"dossier": "", "solution": typeset(question.get("solution", "")), "indices": [typeset(hint) for hint in question.get("indices", [])]}
    return rendered(
        "question.html",
        question=question,
        key=key,
        heading=heading,
        in_quiz=in_quiz,
        kept="questions" if in_quiz else "exercises",
        solved=solved,
        data=json.dumps({**question, **later}, ensure_ascii=False),
        shown=questions.shown(question),
        control=questions.control(question) if question["genre"] == "nombre" else None,
        steps=questions.paragraphs(question) if question["genre"] == "parcours" else [],
        explained=Markup(markup.explained(question)),
        dossier=Markup(markup.dossier(question)),
        answers=Markup(markup.answers(question)),
    )


def _takes(slug: str) -> int:
    """A file followed step by step takes the time of two exercises."""
    return 2 if assessment.exercise(slug)["genre"] == "parcours" else 1


def _kind(control) -> str:
    if isinstance(control, Choice) and len(control.options) > MOST_RADIOS:
        return "select"
    return control.kind


class EssorMimeRenderer:
    """MyST-NB plugin, found through the package's entry points."""

    mime_priority_overrides: ClassVar = [("*", mime, 0) for mime in MIMES]

    @staticmethod
    def handle_mime(renderer, data, inline):
        if inline or data.mime_type not in MIMES:
            return None
        content = data.content if isinstance(data.content, dict) else json.loads(data.string)
        env = renderer.renderer.sphinx_env
        if data.mime_type == DIAGRAM_MIME:
            env.note_dependency(str(DIAGRAMS))
            return [nodes.raw("", diagram_html(all_words()[content["name"]]), format="html")]
        if data.mime_type == PICTURE_MIME:
            env.metadata[env.docname]["essor_picture"] = True
            return [nodes.raw("", shown_html(content), format="html")]
        metadata = env.metadata[env.docname]
        parts = metadata.setdefault("essor_parts", [])
        for source in SHOWN_FROM + (ASKED_FROM if data.mime_type != SIMULATOR_MIME else []):
            env.note_dependency(str(source))
        key = "questions" if data.mime_type == QUIZ_MIME else f"{PREFIXES[data.mime_type]}-{content['slug']}"
        if key in parts:
            key = f"{key}-{len(parts)}"  # the same, shown again further down
        parts.append(key)
        if data.mime_type == SIMULATOR_MIME:
            html, held = simulator_html(content["slug"], content["values"], content["predict"], key), {"simulators": 1}
        elif data.mime_type == EXERCISE_MIME:
            html, held = exercise_html(content["slug"], key, is_trainers(env.config)), {"exercises": _takes(content["slug"])}
        else:
            file = Path(env.doc2path(env.docname)).parent / content["file"]
            env.note_dependency(str(file))
            asked = assessment.load(file)
            html, held = quiz_html(asked, key, is_trainers(env.config)), {"questions": len(asked.questions)}
        return [nodes.raw("", html, format="html", essor=held)]  # what takes minutes (steps.py)
