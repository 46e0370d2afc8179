"""Requests and answers as JSON text: how a page that knows no Python talks to the simulators.

Part of the portable subset: the page's worker calls `respond`, and so do the parity tests.
"""

import json
import sys

from essor.portable import markup, questions, spreadsheet
from essor.portable.french import typeset
from essor.portable.laws import side_by_side
from essor.portable.pictures.drawing import TEXT
from essor.portable.pictures.plot import explored
from essor.portable.pictures.room import gathered, said, with_room
from essor.portable.simulators.controls import Grid, InputError, Number
from essor.portable.simulators.declaration import RIGHT, WIDE_WIDTH, Figure, View, data_of, fitted
from essor.portable.simulators.registry import load as load_simulator
from essor.portable.telling import compared, difference, shown


def respond(text):
    """Answer one request.

    {"do": "run", "slug", "values", "guess", "width", "height", "text", "most"} gives the outcome's fragments, figures, the values
    checked and as texts, and the names of hidden controls. Of it, "figures", a list of ranks, draws and names these pictures only; "data" lists
    the ranks of those whose table is asked for, "explore" of those to explore (a Plotly figure, for a "dark" page or not); "tables"
    false leaves out the data behind the pictures, "room", a list of (value, votes) for each round of a room's votes on the bet, draws them
    at the foot of the first picture, "start", values, asks to compare with them, "why" for the reasons, "laws" for the case under
    each law, and "before", the "shown" of an answer, to tell what changed. {"do": "spreadsheet", "slug", "values", "address"} gives the
    same scenario as a file's text; {"do": "question", "question", "answer"} judges an answer (see `essor.portable.questions`);
    {"do": "document", "document", "values"} fills a document (see `essor.portable.documents`).
    A value that is refused gives {"ok": false, "control", "cell", "message"}, in French.
    """
    request = json.loads(text)
    try:
        answer = {"run": _run, "spreadsheet": _spreadsheet, "question": _question, "document": _document}[request["do"]](request)
    except InputError as refusal:
        answer = {"ok": False, "control": refusal.control, "cell": refusal.cell, "message": str(refusal)}
    return json.dumps(answer)


def _run(request):
    simulator = load_simulator(request["slug"])
    values = simulator.values(request.get("values"))
    outcome = simulator.run(values, request.get("guess"))
    before, start = request.get("before"), request.get("start")
    figures = _before_a_room(simulator, values, outcome, request["room"]) if request.get("room") else outcome.figures
    return {
        "ok": True,
        "indicators": markup.indicators(outcome),
        "reading": markup.sentence(outcome),
        "tables": markup.tables(outcome) if request.get("tables", True) else None,
        "why": markup.steps(outcome) if request.get("why") else None,
        "compared": markup.table(compared(simulator, simulator.values(start), values=values, outcome=outcome)) if start else None,
        "laws": markup.laws(side_by_side(simulator, values)) if request.get("laws") and simulator.regime else None,
        "headline": typeset(outcome.headline),
        "difference": difference(simulator, before, values=values, outcome=outcome) if before else "",
        "shown": shown(simulator, values, outcome),
        "reached": simulator.reached(values, outcome),
        "answer": typeset(outcome.answer),
        "numbers": [item.number for item in outcome.indicators],
        "figures": [_figure(request, rank, figure) for rank, figure in enumerate(figures)],
        "values": values,
        "texts": {c.name: c.text(values[c.name]) for c in simulator.controls},
        "fields": {c.name: c.field(values[c.name]) for c in simulator.controls if isinstance(c, (Number, Grid))},
        "rows": {c.name: c.called(values) for c in simulator.controls if isinstance(c, Grid) and c.named},
        "hidden": simulator.hidden(values),
    }


def _before_a_room(simulator, values, outcome, rounds):
    """The outcome's figures, the first with the room's votes."""
    bet = simulator.prediction.control
    result = outcome.indicator(simulator.about).number
    rounds = [[(bet.parse(value), votes) for value, votes in pairs] for pairs in rounds]
    voted = gathered(rounds, result, lambda value: RIGHT in simulator.run(values, value).answer)
    first = outcome.figures[0]
    drawn = Figure(first.title, f"{first.reading} {said(voted, bet.field)}", with_room(first.draw, voted, bet.field))
    return [drawn] + outcome.figures[1:]


def _figure(request, rank, figure):
    """Of its title, what it shows in words, its drawing, its data and the figure to explore, what is asked for."""
    made, drawn, explores = {}, rank in request.get("figures", [rank]), rank in request.get("explore", [])
    if drawn or explores:
        made = {"title": typeset(figure.title), "reading": typeset(figure.reading)}
    if drawn:
        view = View(request.get("width") or WIDE_WIDTH, height=request.get("height") or 0, text=request.get("text") or TEXT)
        made["content"] = fitted(figure, view, 0 if rank else request.get("most") or 0)
    if rank in request.get("data", []):
        made["data"] = markup.table(data_of(figure))
    if explores:
        made["explored"] = explored(figure.draw(View()).plot, bool(request.get("dark")))
    return made


def _spreadsheet(request):
    simulator = load_simulator(request["slug"])
    return {"ok": True, "content": spreadsheet.scenario(simulator, simulator.values(request.get("values")), request["address"])}


def _question(request):
    result = questions.check(request["question"], request.get("answer"))
    return {"ok": True, "right": result.right, "feedback": markup.feedback(result)}


def _document(request):
    name = "essor.portable.documents"
    __import__(name)  # only the pages of documents are given it
    return sys.modules[name].answer(request)
