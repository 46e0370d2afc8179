"""Questions as ipywidgets, for a live notebook."""

import ipywidgets as w

from essor.lab.settings import named
from essor.lab.style import LIVE
from essor.portable import markup, questions
from essor.portable.french import typeset
from essor.portable.simulators.controls import InputError


def asked(questions):
    """The widget of (title, question) pairs."""
    return w.VBox([w.HTML(LIVE), *(question_widget(title, question) for title, question in questions)]).add_class("essor-nb").add_class("essor-live")


def question_widget(title, question):
    """One question: where to answer, a button, its hints, the feedback, and what explains the answer after an attempt."""
    shown = questions.shown(question)
    kind = question["genre"]
    if kind == "parcours":
        return journey_widget(title, question)
    if kind == "unique":
        options = [(typeset(choice["texte"]), str(place)) for place, choice in enumerate(question["choix"])]
        fields = [w.RadioButtons(options=options, value=None)]
    elif kind == "multiple":
        fields = [w.Checkbox(description=typeset(choice["texte"]), indent=False) for choice in question["choix"]]
    elif kind == "nombre":
        fields = [w.Text(description=named(questions.control(question)))]
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
    hints, offer = hints_of(question.get("indices", []))
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


def hints_of(hints, offered=0):
    """The widgets of hints by degrees, none if there is none, and what offers one more.

    Each press of the button shows the next, as long as more are offered than shown.
    """
    shown, button = w.HTML(), w.Button(description="Un indice")
    told: list[str] = []

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
    show()
    return ([button, shown] if hints else []), offer


def journey_widget(title, question):
    """A file to follow: its steps one at a time, what each choice causes, the way back to the last crossing."""
    steps = {step["id"]: step for step in question["etape"]}
    taken: list[str] = []
    text, choices = w.HTML(), w.RadioButtons(value=None)
    back = w.Button(description="Revenir à la décision précédente")

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
    return w.HBox([w.HTML(markup.written(label)), w.Dropdown(options=options, value="", tooltip=typeset(label))]).add_class("essor-pair")
