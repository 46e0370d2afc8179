"""Simulators and exercises in a notebook: a live ipywidgets view, and what the book and nbval read instead.

    from essor.notebook import bousol_circuits, exercise
    bousol_circuits()                # every control at its default
    bousol_circuits(reuse=60)        # or started elsewhere
    exercise("bousol-money-pump")
    quiz("bousol.toml")              # the chapter's questions, from the file beside it
    schema("bousol")                 # the chapter's diagram
    data_file("ess-budgets.csv")     # where a table of the course is
    charger("mes-postes.csv")        # the reader's own table (own_data.py); analysis.py says how to compute with a simulator

The output's MIME bundle carries the widget, a reference for the book (`application/vnd.essor.*+json`: the slug and
the values given, or the file; the book computes the outcome itself, so that nothing stored goes
stale) and a deterministic text; a simulator's still picture goes with them.
With ESSOR_NO_WIDGETS set, no widget is made: that is how notebooks are stored.
"""

import os
from pathlib import Path

from essor import analysis, diagrams, outlines
from essor.own_data import charger, exporter, part, quotient, reference
from essor.own_exercises import verifier
from essor.places import COURSE
from essor.portable import markup, questions
from essor.portable.french import number as nombre, typeset
from essor.portable.simulators.declaration import View
from essor.portable.simulators.registry import load as load_simulator, slugs
from essor.readers import assessment
from essor.shown import montrer, still

__all__ = ("charger", "data_file", "exercise", "exporter", "montrer", "nombre", "part", "quiz", "quotient", "reference", "schema", "verifier")

SIMULATOR_MIME = "application/vnd.essor.simulator+json"
EXERCISE_MIME = "application/vnd.essor.exercise+json"
QUIZ_MIME = "application/vnd.essor.quiz+json"
DIAGRAM_MIME = "application/vnd.essor.diagram+json"

# What a stored output says, as long as no kernel has run its cell: names of JupyterLab's menus in French.
TO_MOVE = "Pour le faire bouger dans Jupyter : menu Exécution, Exécuter toutes les cellules."
TO_ANSWER = "Pour répondre dans Jupyter : menu Exécution, Exécuter toutes les cellules."

NOT_FOUND = "« {} » est introuvable : ni depuis le dossier de travail ({}), ni {}. Placez ce fichier à côté du carnet, ou donnez son chemin complet."
IN_COURSE = "dans le dossier du cours ({})"
TWICE = f"{IN_COURSE}, où plusieurs fichiers portent ce nom"
NO_COURSE = "dans le cours, dont les fichiers ne sont pas sur ce poste"


class SimulatorView(analysis.Analysed):
    """One simulator, shown in a notebook from the given values. InputError if one is refused.

    With `predict` False, the reader is not asked for a prediction first.
    """

    def __init__(self, slug, predict=True, **values):
        self.simulator = load_simulator(slug)
        analysis.check_names(self.simulator, values)
        self.predict = predict
        self.given = values
        self.values = self.simulator.values(values)
        self.guess = None

    def __repr__(self):
        outcome = self.simulator.run(self.values)
        hidden = self.simulator.hidden(self.values)
        settings = [f"{c.label} : {c.text(self.values[c.name])}" for c in self.simulator.controls if c.name not in hidden]
        figures = [f"{item.label} : {item.text}" for item in outcome.indicators]
        return typeset("\n".join([self.simulator.title, *settings, *figures, outcome.sentence]))

    def _repr_mimebundle_(self, include=None, exclude=None):
        reference = {"slug": self.simulator.slug, "values": self.given, "predict": self.predict}
        return _with_widget({"text/plain": repr(self), SIMULATOR_MIME: reference}, self.widget)

    def _repr_html_(self):
        """The outcome as HTML, for who reads the notebook without running it: its first picture, its figures, its sentence."""
        outlines.fill()
        outcome = self.simulator.run(self.values)
        figure = outcome.figures[0]
        picture = f"{still(figure.draw(View()).svg(), figure.title)}{_small(f'{figure.title}. {figure.reading}')}"
        title = f"<h3>{markup.written(self.simulator.title)}</h3><p><strong>{markup.written(outcome.headline)}</strong></p>"
        return f"<div class='essor-nb'>{title}{picture}{_indicators(outcome)}{markup.reading(outcome)}{_small(TO_MOVE)}</div>"

    def widget(self):
        """The live view: an ipywidgets.VBox, whose moves change the values."""
        from essor.lab.bench import Bench

        return Bench(self).box


class QuestionsView:
    """Questions, answered in a notebook: the heading, the title and the question of each. `reference` names them for the book, by MIME type."""

    def __init__(self, asked, reference):
        self.asked, self.reference = asked, reference

    def __repr__(self):
        return typeset("\n".join(f"{heading} : {_asked(question)}" for heading, _, question in self.asked))

    def _repr_mimebundle_(self, include=None, exclude=None):
        return _with_widget({"text/plain": repr(self), "text/html": self._repr_html_(), **self.reference}, self.widget)

    def _repr_html_(self):
        """What is asked, for who reads the notebook without running it."""
        asked = "".join(_to_read(heading, question) for heading, _, question in self.asked)
        return f"<div class='essor-nb'>{asked}{_small(TO_ANSWER)}</div>"

    def widget(self):
        """The live view: each question, its answer, its feedback, and what explains it after an attempt."""
        from essor.lab.questions import asked

        return asked([(title, question) for _, title, question in self.asked])


class DiagramView:
    """A chapter's diagram. LookupError, in French, if there is none of that name."""

    def __init__(self, name):
        if name not in diagrams.all_words():
            raise LookupError(typeset(f"Il n’y a pas de schéma « {name} ». Il y a : {', '.join(sorted(diagrams.all_words()))}."))
        self.name, self.words = name, diagrams.all_words()[name]

    def __repr__(self):
        return typeset(f"{self.words['titre']}. {diagrams.described(self.words)}")

    def _repr_html_(self):
        picture = still(diagrams.Diagram(self.words, diagrams.WIDE).svg(), self.words["titre"])
        return f"<div class='essor-nb'>{picture}{_small(repr(self))}</div>"

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": repr(self), "text/html": self._repr_html_(), DIAGRAM_MIME: {"name": self.name}}


def schema(name):
    """Show a chapter's diagram: `schema("bousol")`."""
    return DiagramView(name)


def _indicators(outcome):
    """As a table: what a notebook that was not run lays out without a style sheet."""
    rows = []
    for item in outcome.indicators:
        sign = {True: "✓ ", False: "✗ "}.get(item.verdict and item.verdict.ok, "")
        said = item.verdict.text if item.verdict else ""
        rows.append(f"<tr><th>{markup.written(item.label)}</th><td>{markup.written(item.text)}</td><td>{sign}{markup.written(said)}</td></tr>")
    return f"<table><tbody>{''.join(rows)}</tbody></table>"


def _to_read(heading, question):
    """A question and what it offers to choose from, without a word of the answer."""
    offered = [[pair["gauche"] for pair in question.get("paire", ())]]
    offered.append([item.get("texte") or item["droite"] for item in question.get("choix") or questions.shown(question)])
    lists = "".join(f"<ul>{''.join(f'<li>{markup.written(text)}</li>' for text in texts)}</ul>" for texts in offered if texts)
    role = f"<p>{markup.written(question['role'])}.</p>" if "role" in question else ""
    return f"<h4>{heading}</h4>{role}{markup.dossier(question)}<p><strong>{markup.written(question['texte'])}</strong></p>{lists}"


def _small(text):
    return f"<p><small>{markup.written(text)}</small></p>"


def _asked(question):
    """What is asked, as a text: after the part to play and the file that it is about, if there are any."""
    role = [f"{question['role']}."] if "role" in question else []
    file = [f"Le dossier :\n{question['dossier'].strip()}"] if "dossier" in question else []
    return "\n\n".join([*role, *file, question["texte"]])


def exercise(slug):
    """Show an exercise. LookupError if there is none of that slug."""
    question = assessment.exercise(slug)
    return QuestionsView([("Exercice", question["texte"], question)], {EXERCISE_MIME: {"slug": slug}})


def quiz(file):
    """Show the questions of a chapter. `file` is beside the notebook, or anywhere in the course's book.

    FileNotFoundError, in French, if it is nowhere; OSError or AssessmentError if it cannot be read.
    """
    questions = assessment.load(_found(file, "book")).questions
    return QuestionsView([(f"Question {rank}", f"{rank}. {one['texte']}", one) for rank, one in enumerate(questions, 1)], {QUIZ_MIME: {"file": file}})


def data_file(name):
    """The path of a table of the course, wherever the notebook is. FileNotFoundError, in French, if it is nowhere."""
    return _found(name, "data")


def _found(file, folder):
    """A file given by its path or, when the notebook was moved or runs from elsewhere, the one of that name in a folder of the course."""
    if Path(file).is_file():
        return Path(file)
    home = COURSE / folder
    named = [path for path in home.rglob("*") if path.name == Path(file).name]
    if len(named) == 1:
        return named[0]
    elsewhere = TWICE if named else IN_COURSE if home.is_dir() else NO_COURSE
    raise FileNotFoundError(typeset(NOT_FOUND).format(file, Path.cwd(), elsewhere.format(home)))


def __getattr__(name):
    """Each simulator as a function: `bousol_circuits` shows the simulator « bousol-circuits »."""
    if (slug := name.replace("_", "-")) not in slugs():
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return analysis.function(slug, load_simulator(slug), SimulatorView)


def _with_widget(bundle, make):
    if not os.environ.get("ESSOR_NO_WIDGETS"):
        # Ours last: the widget's own text names a random model.
        bundle = {**make()._repr_mimebundle_(), **bundle}
    return bundle
