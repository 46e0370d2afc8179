"""Directive {progression}: what is assessed in the whole book, and what the reader did of it.

A chapter's objectives, exercises and questions are in the TOML file beside it (see `essor.readers.assessment`); the reader's
own results never leave the browser, where progress.js writes them into the table made here.
"""

from math import ceil
from pathlib import Path

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from essor.book import tailoring
from essor.book.pages.register import reading_order
from essor.book.rendering import rendered
from essor.portable.simulators import registry as simulators
from essor.readers import assessment

REWRITTEN = "essor_rewritten"  # in a page's metadata: it is written anew with every build, for any page may have changed what it shows


def assessed(env, docname) -> assessment.Assessment | None:
    """What the page assesses, or None if no file says so."""
    page = Path(env.doc2path(docname))
    file = page.with_suffix(".toml")
    if page.suffix != ".ipynb" or not file.exists():  # beside a page of the toolbox, the file is a document
        return None
    try:
        return assessment.load(file)
    except assessment.AssessmentError as error:
        raise ExtensionError(f"{docname}: {error}") from error


class Progress(nodes.General, nodes.Element):
    """The place of the table of progress, which is made once every page is read."""


class ProgressDirective(SphinxDirective):
    has_content = False

    def run(self):
        self.env.metadata[self.env.docname].update({"essor_kept": "progression", REWRITTEN: True})
        return [Progress()]


def threshold(quizzes: int, questions: int) -> tuple[int, int]:
    """What the attestation asks for: five quizzes of six finished, and two thirds of the questions right."""
    return ceil(quizzes * 5 / 6), ceil(questions * 2 / 3)


def _show_progress(app, doctree, docname):
    for node in list(doctree.findall(Progress)):
        challenges = sum(len(simulators.load(slug).challenges) for slug in tailoring.slugs(app.config))
        chapters = list(_chapters(app, docname))
        asked = sum(len(questions) for *_, objectives in chapters for *_, questions in objectives)
        quizzes, right = threshold(len(chapters), asked)
        told = {"chapters": chapters, "questions": asked, "quizzes": quizzes, "right": right}
        html = rendered("progress.html", challenges=challenges, book=app.config.html_title, **told)
        node.replace_self(nodes.raw("", html, format="html"))


def _chapters(app, docname):
    """For each assessed page, in the book's order: its title, address, objectives, and what checks each."""
    env = app.env
    holders = exercise_pages(env)

    def address(target, anchor=""):
        return app.builder.get_relative_uri(docname, target) + anchor

    for page in reading_order(env):
        found = assessed(env, page)
        if found is None:
            continue
        rows = []
        for objective in found.objectives:
            exercises = [
                ("exercises", exercise["id"], exercise["texte"], address(holders[exercise["id"]], f"#exercice-{exercise['id']}"))
                for exercise in found.exercises
                if exercise["objectif"] == objective.id and exercise["id"] in holders
            ]
            questions = [
                ("questions", question["id"], question["texte"], address(page, f"#question-{question['id']}"))
                for question in found.questions
                if question["objectif"] == objective.id
            ]
            rows.append((objective.text, exercises, questions))
        yield env.titles[page].astext(), address(page), rows


def exercise_pages(env) -> dict[str, str]:
    """Where each exercise is: its own notebook, rather than the chapter that quotes it."""
    found: dict[str, str] = {}
    for page in sorted(env.metadata, key=lambda page: not page.startswith("exercises/")):
        for part in env.metadata[page].get("essor_parts", []):
            if part.startswith("exercice-"):
                found.setdefault(part.removeprefix("exercice-"), page)
    return found


def _rewrite(app, env):
    return [page for page, held in env.metadata.items() if held.get(REWRITTEN)]


def setup(app):
    app.add_node(Progress)
    app.add_directive("progression", ProgressDirective)
    app.connect("doctree-resolved", _show_progress)
    app.connect("env-updated", _rewrite)
