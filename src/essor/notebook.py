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
from functools import partial
from pathlib import Path

from essor import analysis, diagrams, outlines
from essor.own_data import charger, exporter, part, quotient, reference
from essor.own_exercises import verifier
from essor.places import COURSE
from essor.portable import markup, questions
from essor.portable.french import number as nombre, typeset
from essor.portable.laws import side_by_side
from essor.portable.pictures.palette import DARK, LIGHT
from essor.portable.simulators.controls import Grid, InputError
from essor.portable.simulators.declaration import View
from essor.portable.simulators.registry import load as load_simulator, slugs
from essor.readers import assessment
from essor.shown import montrer

__all__ = ("charger", "data_file", "exercise", "exporter", "montrer", "nombre", "part", "quiz", "quotient", "reference", "schema", "verifier")

SIMULATOR_MIME = "application/vnd.essor.simulator+json"
EXERCISE_MIME = "application/vnd.essor.exercise+json"
QUIZ_MIME = "application/vnd.essor.quiz+json"
DIAGRAM_MIME = "application/vnd.essor.diagram+json"

NOT_FOUND = "« {} » est introuvable : ni depuis le dossier de travail ({}), ni {}. Placez ce fichier à côté du carnet, ou donnez son chemin complet."
IN_COURSE = "dans le dossier du cours ({})"
TWICE = f"{IN_COURSE}, où plusieurs fichiers portent ce nom"
NO_COURSE = "dans le cours, dont les fichiers ne sont pas sur ce poste"


def _variables(colours):
    return ";".join(f"--essor-{role}:{colour}" for role, colour in colours.items())


# The notebook has no page stylesheet: colours that the pictures and fragments need.
STYLE = """<style>
.essor-nb{LIGHT;line-height:1.45}
[data-jp-theme-light=false] .essor-nb,.vscode-dark .essor-nb{DARK}
.essor-drawing{max-width:100%;height:auto;background:var(--essor-paper);border-radius:8px;font-family:"Source Sans 3","Source Sans Pro",sans-serif}
.essor-indicators dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:8px;margin:8px 0;max-width:760px}
.essor-indicators div{border:1px solid var(--essor-line);border-radius:8px;padding:8px 10px}
.essor-indicators dl dt,.essor-indicators dl dd{float:none;width:auto;display:block;padding:0;margin:0}
.essor-indicators dl dt{font-size:.85em;font-weight:400}.essor-indicators dl dd{font-size:1.25em;font-weight:650}
.essor-verdict{display:block;font-size:.65em;font-weight:500}.essor-error,.essor-no{color:#9c2b1f}.essor-yes{color:#1d6b35}
.essor-verdict.essor-yes::before{content:"✓ "}.essor-verdict.essor-no::before{content:"✗ "}
.essor-dossier{border:1px solid var(--essor-line);border-radius:8px;padding:2px 14px;max-width:760px}.essor-kicker{font-size:.85em}
.essor-table table{border-collapse:collapse}.essor-table th,.essor-table td{padding:2px 10px;text-align:left}
.essor-table caption{text-align:left;font-weight:650;margin-top:8px}
[data-jp-theme-light=false] .essor-no,.vscode-dark .essor-no{color:#f2a59b}[data-jp-theme-light=false] .essor-yes,.vscode-dark .essor-yes{color:#8fd0a0}
</style>""".replace("LIGHT", _variables(LIGHT)).replace("DARK", _variables(DARK))


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
        picture = f"{figure.draw(View()).svg()}<p><small>{markup.written(figure.title)}. {markup.written(figure.reading)}</small></p>"
        title = markup.written(self.simulator.title)
        return f"{STYLE}<div class='essor-nb'><h3>{title}</h3>{picture}{markup.indicators(outcome)}{markup.reading(outcome)}</div>"

    def widget(self):
        """The live view: an ipywidgets.VBox."""
        import ipywidgets as w

        from essor.widgets import control_widget

        outlines.fill()
        self._controls = {}
        self._quiet = False
        head = [w.HTML(f"{STYLE}<div class='essor-nb'><h3>{markup.written(self.simulator.title)}</h3></div>")]
        if self.predict and self.simulator.prediction:
            head.append(self._prediction_row(w))
        presets = [self._preset_row(w)] if self.simulator.presets else []
        self._rows = {}
        for control in self.simulator.controls:
            widget = control_widget(control, self.values[control.name])
            widget.observe(partial(self._moved, control.name), names="value")
            self._controls[control.name] = widget
            self._rows[control.name] = w.VBox([widget, w.HTML(f"<small>{markup.written(control.help)}</small>")])
        self._error = w.HTML()
        self._figures = [w.HTML() for _ in self.simulator.run(self.values).figures]
        self._readings = [w.HTML() for _ in self._figures]
        self._result = w.HTML()
        self._tables = w.HTML()
        method = w.HTML(f"<div class='essor-nb'>{markup.method(self.simulator)}</div>")
        self._laws = w.HTML()
        parts = [(self._tables, "Voir les données"), (method, "Comment c’est calculé")]
        parts = [(self._laws, "Les droits, côte à côte"), *parts] if self.simulator.regime else parts
        self._more = w.Accordion([part for part, _ in parts], titles=[title for _, title in parts])
        self._more.observe(lambda _: self._show_laws(), names="selected_index")
        pictures = [part for pair in zip(self._figures, self._readings, strict=True) for part in pair]
        controls = w.VBox(list(self._rows.values()), layout={"width": "440px", "flex": "none"})
        results = w.VBox([self._error, *pictures, self._result], layout={"flex": "1 1 420px", "min_width": "0"})
        self._refresh()
        self._bench = w.VBox([*presets, w.HBox([controls, results], layout={"flex_flow": "row wrap"}), self._more])
        if self.predict and self.simulator.prediction:
            self._bench.layout.display = "none"  # until the reader has predicted, or passed
        return w.VBox([*head, self._bench])

    def _prediction_row(self, w):
        prediction = self.simulator.prediction
        question = w.HTML(f"<strong>{markup.written(prediction.question)}</strong>")
        field = w.Text(description=prediction.control.label, style={"description_width": "initial"})
        keep = w.Button(description="Je garde ma réponse", layout={"width": "auto"})
        skip = w.Button(description="Voir sans prédire", layout={"width": "auto"})
        refusal = w.HTML()

        def kept(_):
            try:
                self.guess = prediction.control.parse(field.value)
            except InputError as error:
                refusal.value = markup.error(error)
                return
            refusal.value = ""
            self._refresh()
            self._bench.layout.display = None

        keep.on_click(kept)
        skip.on_click(lambda _: setattr(self._bench.layout, "display", None))
        return w.VBox([question, w.HBox([field, keep, skip]), refusal])

    def _preset_row(self, w):
        buttons = []
        for preset in self.simulator.presets:
            button = w.Button(description=typeset(preset.label), tooltip=typeset(preset.note), layout={"width": "auto"})
            button.on_click(lambda _, preset=preset: self._set(preset.values))
            buttons.append(button)
        return w.HBox(buttons)

    def _set(self, values):
        target = self.simulator.values(values)
        self._quiet = True
        for name, value in target.items():
            self._controls[name].value = value
        self._quiet = False
        self.values = target
        self._refresh()

    def _moved(self, name, change):
        if self._quiet:
            return
        try:
            self.values = self.simulator.values({**self.values, name: change["new"]})
        except InputError as refusal:
            self._error.value = markup.error(refusal)
            return
        self._refresh()

    def _refresh(self):
        outcome = self.simulator.run(self.values, self.guess)
        self._error.value = ""
        hidden = self.simulator.hidden(self.values)
        for name, row in self._rows.items():
            row.layout.display = "none" if name in hidden else None
        for control in self.simulator.controls:
            if isinstance(control, Grid):
                self._controls[control.name].call(control.called(self.values))
        for figure, widget, reading in zip(outcome.figures, self._figures, self._readings, strict=True):
            widget.value = f"<div class='essor-nb'>{figure.draw(View()).svg()}</div>"
            reading.value = f"<small>{markup.written(figure.title)}. {markup.written(figure.reading)}</small>"
        self._result.value = f"<div class='essor-nb'>{markup.indicators(outcome)}{markup.reading(outcome)}</div>"
        self._tables.value = f"<div class='essor-nb'>{markup.tables(outcome)}</div>"
        self._show_laws()

    def _show_laws(self):
        """Each law is a run of its own: they wait until the reader opens them."""
        selected = self._more.selected_index
        if selected is not None and self._more.children[selected] is self._laws:
            self._laws.value = f"<div class='essor-nb'>{markup.laws(side_by_side(self.simulator, self.values))}</div>"


class ExerciseView:
    """One exercise, answered in a notebook."""

    def __init__(self, slug):
        self.question = assessment.exercise(slug)

    def __repr__(self):
        return typeset(f"Exercice : {_asked(self.question)}")

    def _repr_mimebundle_(self, include=None, exclude=None):
        return _with_widget({"text/plain": repr(self), "text/html": self._repr_html_(), EXERCISE_MIME: {"slug": self.question["id"]}}, self.widget)

    def _repr_html_(self):
        """What is asked, for who reads the notebook without running it."""
        return f"{STYLE}<div class='essor-nb'>{_to_read('Exercice', self.question)}</div>"

    def widget(self):
        """The live view: question, answer, feedback, and the solution after an attempt."""
        import ipywidgets as w

        from essor.widgets import question_widget

        return w.VBox([w.HTML(STYLE), question_widget(self.question["texte"], self.question)])


class QuizView:
    """A chapter's questions, answered in a notebook."""

    def __init__(self, file):
        self.file = file
        self.questions = assessment.load(_found(file, "book")).questions

    def __repr__(self):
        return typeset("\n".join(f"Question {rank} : {_asked(q)}" for rank, q in enumerate(self.questions, 1)))

    def _repr_mimebundle_(self, include=None, exclude=None):
        return _with_widget({"text/plain": repr(self), "text/html": self._repr_html_(), QUIZ_MIME: {"file": self.file}}, self.widget)

    def _repr_html_(self):
        """What is asked, for who reads the notebook without running it."""
        asked = "".join(_to_read(f"Question {rank}", question) for rank, question in enumerate(self.questions, 1))
        return f"{STYLE}<div class='essor-nb'>{asked}</div>"

    def widget(self):
        """The live view: each question, its answer, its feedback."""
        import ipywidgets as w

        from essor.widgets import question_widget

        return w.VBox([w.HTML(STYLE), *(question_widget(f"{rank}. {q['texte']}", q) for rank, q in enumerate(self.questions, 1))])


class DiagramView:
    """A chapter's diagram. LookupError, in French, if there is none of that name."""

    def __init__(self, name):
        if name not in diagrams.all_words():
            raise LookupError(typeset(f"Il n’y a pas de schéma « {name} ». Il y a : {', '.join(sorted(diagrams.all_words()))}."))
        self.name = name

    def __repr__(self):
        words = diagrams.all_words()[self.name]
        return typeset(f"{words['titre']}. {diagrams.described(words)}")

    def _repr_html_(self):
        words = diagrams.all_words()[self.name]
        return f"{STYLE}<div class='essor-nb'>{diagrams.Diagram(words, diagrams.WIDE).svg()}<p><small>{markup.written(repr(self))}</small></p></div>"

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": repr(self), "text/html": self._repr_html_(), DIAGRAM_MIME: {"name": self.name}}


def schema(name):
    """Show a chapter's diagram: `schema("bousol")`."""
    return DiagramView(name)


def _to_read(heading, question):
    """A question and what it offers to choose from, without a word of the answer."""
    offered = [[pair["gauche"] for pair in question.get("paire", ())]]
    offered.append([item.get("texte") or item["droite"] for item in question.get("choix") or questions.shown(question)])
    lists = "".join(f"<ul>{''.join(f'<li>{markup.written(text)}</li>' for text in texts)}</ul>" for texts in offered if texts)
    role = f"<p>{markup.written(question['role'])}.</p>" if "role" in question else ""
    return f"<h4>{heading}</h4>{role}{markup.dossier(question)}<p><strong>{markup.written(question['texte'])}</strong></p>{lists}"


def _asked(question):
    """What is asked, as a text: after the part to play and the file that it is about, if there are any."""
    role = [f"{question['role']}."] if "role" in question else []
    file = [f"Le dossier :\n{question['dossier'].strip()}"] if "dossier" in question else []
    return "\n\n".join([*role, *file, question["texte"]])


def exercise(slug):
    """Show an exercise. LookupError if there is none of that slug."""
    return ExerciseView(slug)


def quiz(file):
    """Show the questions of a chapter. `file` is beside the notebook, or anywhere in the course's book.

    FileNotFoundError, in French, if it is nowhere; OSError or AssessmentError if it cannot be read.
    """
    return QuizView(file)


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
