"""Controls and questions as ipywidgets, for a live notebook; loaded only there."""

import ipywidgets as w
import traitlets

from essor.portable import markup, questions
from essor.portable.french import typeset
from essor.portable.simulators.controls import MOST_RADIOS, Choice, Grid, InputError, Name, Switch


def question_widget(title, question):
    """One question: where to answer, a button, its hints, the feedback, and what explains the answer after an attempt."""
    full = {"layout": {"width": "auto"}}
    shown = questions.shown(question)
    kind = question["genre"]
    if kind == "parcours":
        return journey_widget(title, question)
    if kind == "unique":
        options = [(typeset(choice["texte"]), str(place)) for place, choice in enumerate(question["choix"])]
        fields = [w.RadioButtons(options=options, value=None, **full)]
    elif kind == "multiple":
        fields = [w.Checkbox(description=typeset(choice["texte"]), indent=False, **full) for choice in question["choix"]]
    elif kind == "nombre":
        control = questions.control(question)
        unit = control.unit if isinstance(control.unit, str) else control.unit[1]
        fields = [w.Text(description=typeset(f"{control.label} ({unit})" if unit else control.label), style={"description_width": "initial"})]
    elif kind == "ordre":
        places = [("", ""), *((str(place + 1), str(place + 1)) for place in range(len(shown)))]
        fields = [_listed(item["texte"], places) for item in shown]
    else:
        rights = [("", ""), *((typeset(pair["droite"]), str(place)) for place, pair in enumerate(shown))]
        fields = [_listed(pair["gauche"], rights) for pair in question["paire"]]

    def read():
        if kind == "multiple":
            return [str(place) for place, box in enumerate(fields) if box.value]
        return fields[0].value if kind in ("unique", "nombre") else [field.value for field in fields]

    return _answered(title, question, fields, "Vérifier", read)


def _answered(title, question, fields, named, read, told=lambda result: None):
    """A question with what is filled to answer it. A hint is offered after each wrong answer, what explains the right one after any.

    `read` gives the answer; `told` hears how it was judged, before anything shows it.
    """
    button, feedback = w.Button(description=named, button_style="primary"), w.HTML()
    title_of_answers = "Voir la solution" if "solution" in question else "Les réponses expliquées"
    answers = w.Accordion([w.HTML(markup.answers(question))], titles=(title_of_answers,), layout={"display": "none"})
    hints, offer = _hints(question)
    tries = 0

    def checked(_):
        nonlocal tries
        try:
            result = questions.check(question, read())
        except InputError as refusal:
            feedback.value = markup.error(refusal)
            return
        told(result)
        feedback.value = markup.feedback(result)
        if result.right is None:
            return
        tries += 1
        if result.right and tries > 1:
            feedback.value += f"<p>{markup.written(f'Trouvé au {tries}e essai.')}</p>"
        if not result.right:
            offer()
        answers.layout.display = None

    button.on_click(checked)
    role = f"<p><em>{markup.written(question['role'])}.</em></p>" if "role" in question else ""
    head = w.HTML(f"{role}{markup.dossier(question)}<p><strong>{markup.written(title)}</strong></p>")
    return w.VBox([head, *fields, button, *hints, feedback, answers])


def _hints(question):
    """A button that shows the question's hints, one more at each press, and what offers it one more; no button if there is none."""
    hints = question.get("indices", [])
    shown, button = w.HTML(), w.Button(description="Un indice", layout={"display": "none"})
    told: list[str] = []
    offered = 0

    def show():
        button.layout.display = None if len(told) < min(offered, len(hints)) else "none"

    def offer():
        nonlocal offered
        offered += 1
        show()

    def tell(_):
        told.append(f"<li>{markup.written(hints[len(told)])}</li>")
        shown.value = f"<ol>{''.join(told)}</ol>"
        show()

    button.on_click(tell)
    return ([button, shown] if hints else []), offer


def journey_widget(title, question):
    """A file to follow: its steps one at a time, what each choice causes, the way back to the last crossing."""
    steps = {step["id"]: step for step in question["etape"]}
    taken: list[str] = []
    text, choices = w.HTML(), w.RadioButtons(value=None, layout={"width": "auto"})
    back = w.Button(description="Revenir à la décision précédente", layout={"width": "auto"})

    def show():
        at = question["etape"][0]["id"]
        for rank in taken:
            at = steps[at]["choix"][int(rank)]["vers"]
        step = steps.get(at, {"texte": "", "choix": []})
        head = f"Décision {len(taken) + 1}" if at in steps else "Fin du dossier"
        text.value = f"<p><strong>{markup.written(head)}</strong></p><p>{markup.written(step['texte'])}</p>"
        choices.options = [(typeset(choice["texte"]), str(rank)) for rank, choice in enumerate(step["choix"])]
        choices.value = None
        choices.layout.display = None if at in steps else "none"
        back.layout.display = None if taken else "none"

    def told(_):
        taken.append(choices.value)
        show()

    def leave(_):
        taken.pop()
        show()

    back.on_click(leave)
    show()
    return _answered(title, question, [text, choices, back], "Décider", lambda: [*taken, choices.value], told)


def _listed(label, options):
    return w.HBox([w.HTML(markup.written(label), layout={"width": "320px"}), w.Dropdown(options=options, value="")])


def control_widget(control, value):
    layout = {"width": "420px"}
    sized: dict = {"style": {"description_width": "190px"}, "layout": layout}
    if isinstance(control, Choice):
        options = [(typeset(label), option) for option, label in control.options]
        make, form = (w.Dropdown, sized) if len(options) > MOST_RADIOS else (w.RadioButtons, {"layout": layout})
        return make(options=options, value=value, description=typeset(control.label), **form)
    if isinstance(control, Grid):
        return _grid_widget(control, value)
    if isinstance(control, Switch):
        return w.Checkbox(value=value, description=typeset(control.label), indent=False, layout=layout)
    slider, typed = (w.IntSlider, w.BoundedIntText) if control.integer else (w.FloatSlider, w.BoundedFloatText)
    if control.kind == "slider":
        sized["readout_format"] = "d" if control.integer else ".0f" if control.step % 1 == 0 else ".2f"
    unit = control.unit if isinstance(control.unit, str) else control.unit[1]
    label = control.label if not unit or unit in control.label.lower() else f"{control.label} ({unit})"
    make = slider if control.kind == "slider" else typed
    return make(value=value, min=control.low, max=control.high, step=control.step, description=typeset(label), **sized)


def _grid_widget(control, value):
    """A table of fields whose `value` is the grid's, observable like any widget's."""

    class GridWidget(w.VBox):
        value: traitlets.List = traitlets.List()

        def call(self, names):
            for row, name in zip(self.children[2:], names, strict=True):
                row.children[0].value = _written_small(name)

    fields = [[_cell_widget(column, cell) for column, cell in zip(control.columns, cells, strict=True)] for cells in value]
    head = w.HBox([w.HTML("", layout={"width": "130px"}), *(_small(column.label, "82px") for column in control.columns)])
    rows = [w.HBox([_small(name, "130px"), *cells]) for name, cells in zip(control.rows, fields, strict=True)]
    widget = GridWidget([w.HTML(f"<strong>{markup.written(control.label)}</strong>"), head, *rows], value=value)

    def typed(_):
        widget.value = [[field.value for field in cells] for cells in fields]

    def set_from_outside(change):
        for cells, numbers in zip(fields, change["new"], strict=True):
            for field, number in zip(cells, numbers, strict=True):
                field.value = number

    for field in (field for cells in fields for field in cells):
        field.observe(typed, names="value")
    widget.observe(set_from_outside, names="value")
    return widget


def _small(text, width):
    return w.HTML(_written_small(text), layout={"width": width})


def _written_small(text):
    return f"<small>{markup.written(text)}</small>"


def _cell_widget(column, value):
    if isinstance(column, Name):
        return w.Text(value=value, layout={"width": "200px"})
    typed = w.BoundedIntText if column.integer else w.BoundedFloatText
    return typed(value=value, min=column.low, max=column.high, step=column.step, layout={"width": "80px"})
