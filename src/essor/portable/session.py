"""Requests and answers as JSON text: how a page that knows no Python talks to the simulators.

Part of the portable subset: the page's worker calls `respond`, and so do the parity tests.
"""

import json

from essor.portable import markup, questions, spreadsheet
from essor.portable.french import typeset
from essor.portable.pictures.drawing import TEXT
from essor.portable.pictures.plot import explored
from essor.portable.simulators.controls import Grid, InputError, Number
from essor.portable.simulators.declaration import WIDE_WIDTH, View, data_of
from essor.portable.simulators.registry import load as load_simulator


def respond(text):
    """Answer one request.

    {"do": "run", "slug", "values", "guess", "width", "height", "text", "most"} gives the outcome's fragments, figures, the values
    checked and as texts, and the names of hidden controls; {"do": "explore", "slug", "values", "figure", "dark"} gives a Plotly figure
    of one of its pictures, {"do": "data", …} the table behind it; {"do": "spreadsheet", "slug", "values", "address"} gives the
    same scenario as a file's text; {"do": "question", "question", "answer"} judges an answer (see `essor.portable.questions`).
    A value that is refused gives {"ok": false, "control", "cell", "message"}, in French.
    """
    request = json.loads(text)
    try:
        answer = {"run": _run, "explore": _explore, "data": _data, "spreadsheet": _spreadsheet, "question": _question}[request["do"]](request)
    except InputError as refusal:
        answer = {"ok": False, "control": refusal.control, "cell": refusal.cell, "message": str(refusal)}
    return json.dumps(answer)


def _run(request):
    simulator = load_simulator(request["slug"])
    values = simulator.values(request.get("values"))
    outcome = simulator.run(values, request.get("guess"))
    view = View(request.get("width") or WIDE_WIDTH, height=request.get("height") or 0, text=request.get("text") or TEXT)
    return {
        "ok": True,
        "indicators": markup.indicators(outcome),
        "reading": markup.sentence(outcome),
        "tables": markup.tables(outcome),
        "headline": typeset(outcome.headline),
        "reached": simulator.reached(values, outcome),
        "answer": typeset(outcome.answer),
        "numbers": [item.number for item in outcome.indicators],
        "figures": [{"title": typeset(figure.title), "reading": typeset(figure.reading), "content": figure.draw(view).svg()} for figure in outcome.figures],
        "values": values,
        "texts": {c.name: c.text(values[c.name]) for c in simulator.controls},
        "fields": {c.name: c.field(values[c.name]) for c in simulator.controls if isinstance(c, (Number, Grid))},
        "hidden": simulator.hidden(values),
    }


def _explore(request):
    return {"ok": True, "content": explored(_figure(request).draw(View()).plot, bool(request.get("dark")))}


def _data(request):
    return {"ok": True, "content": markup.table(data_of(_figure(request)))}


def _figure(request):
    return load_simulator(request["slug"]).run(request["values"]).figures[request["figure"]]


def _spreadsheet(request):
    simulator = load_simulator(request["slug"])
    return {"ok": True, "content": spreadsheet.scenario(simulator, simulator.values(request.get("values")), request["address"])}


def _question(request):
    result = questions.check(request["question"], request.get("answer"))
    return {"ok": True, "right": result.right, "feedback": markup.feedback(result)}
