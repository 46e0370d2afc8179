"""What a deck can ask its room to vote on: the bet of each simulator that it shows, and the questions of its chapters' quizzes.

A vote is a dict that the page reads as JSON: `id`, `text`, `kind` (« choix » or « nombre »), then `choices` (key, text, whether it is
right and, of a bet, its value), and how a number is read (`unit`, `min`, `max`, `step`). `right` and `tolerance` judge a number; `answer` and
`why` say it; `twin` names the question that each then answers alone. A bet with choices may be asked as a number too.
"""

from pathlib import Path
from typing import NamedTuple

from essor.book.rendering import in_plural
from essor.portable import questions
from essor.portable.french import typeset
from essor.portable.simulators.controls import InputError, Number
from essor.portable.simulators.declaration import RIGHT
from essor.portable.simulators.registry import load as load_simulator

LETTERS = "ABCDEF"  # as many choices as a vote may have
LONGEST_TWIN = 320  # signs of a question that a room reads on a slide
MOST_STEPS, HALVINGS = 50, 14  # how far from a result, and how finely, what is still right is looked for


class Asks(NamedTuple):
    """What a slide asks its room: the vote's id, and the slug and values of the simulator whose bet it is, if it is one."""

    id: str
    slug: str
    values: dict


def asked_by(slide, page: str) -> Asks | None:
    """What a slide of that page asks; None if it has neither a simulator nor a question."""
    if slide["simulateur"]:
        return Asks(slide["simulateur"], slide["simulateur"], slide["settings"])
    return Asks(f"quiz/{Path(page).name}/{slide['question']}", "", {}) if slide["question"] else None


def of_deck(shown: list[Asks | None], assessments: dict) -> dict[str, dict]:
    """Every vote of a deck by its id, bets first: `shown` is what they ask, `assessments` its chapters' by their names."""
    asked = {vote["id"]: vote for name, found in assessments.items() for question in found.questions if (vote := of_question(question, f"quiz/{name}"))}
    bets = [vote for asks in shown if asks and asks.slug and (vote := of_bet(asks.slug, asks.values))]
    others = {}
    for name, found in assessments.items():
        for exercise in found.exercises:
            vote = None if exercise.get("dossier") else of_question(exercise, f"exercice/{name}")
            if vote and len(vote["text"]) <= LONGEST_TWIN:
                others[vote["id"]] = vote
    votes = {**{bet["id"]: bet for bet in bets}, **asked}
    for vote in list(votes.values()):
        goals = [vote["goal"]] if vote["goal"] else _goals(vote["slug"], assessments)
        if twin := _same_goal(vote, goals, asked) or _same_goal(vote, goals, others):
            votes.setdefault(twin["id"], twin)
            vote["twin"] = twin["id"]
    return votes


def of_bet(slug: str, values: dict) -> dict | None:
    """The bet of a simulator at these values; None if it has none."""
    simulator = load_simulator(slug)
    if not simulator.prediction:
        return None
    bet = simulator.prediction.control
    result = next(item.number for item in simulator.run(values).indicators if item.key == simulator.about)
    is_right = _judge(simulator, values)
    choices = [
        {"key": letter, "text": typeset(bet.text(choice)), "right": is_right(choice), "value": choice, "field": bet.field(choice)}
        for letter, choice in zip(LETTERS, bet.choices, strict=False)
    ]
    return {
        **_vote(slug, simulator.prediction.question, choices),
        **_number(bet, result, _within(is_right, result, bet.step)),
        "title": typeset(simulator.title),
        "slug": slug,
    }


def of_question(question: dict, place: str) -> dict | None:
    """A question of a quiz, or an exercise, as a room votes on it; None if it has too many choices, or is a file to follow.

    What is to be put in order is asked by what comes first, and pairs by the first of them.
    """
    kind, text = question["genre"], question["texte"]
    if kind == "nombre":
        control = questions.control(question)
        made = {**_vote("", text, []), **_number(control, question["reponse"], question["tolerance"]), "why": typeset(question["explication"])}
    elif kind in ("unique", "multiple", "ordre", "association"):
        text, offered = _offered(question)
        if len(offered) > len(LETTERS):
            return None
        choices = [
            {"key": letter, "text": typeset(words), "right": right, "why": typeset(why)} for letter, (words, right, why) in zip(LETTERS, offered, strict=False)
        ]
        made = _vote("", text, choices)
    else:
        return None
    return {**made, "id": f"{place}/{question['id']}", "goal": question["objectif"]}


def _offered(question) -> tuple[str, list]:
    """What is asked of a room, and each choice: (text, whether it is right, why)."""
    kind, text = question["genre"], question["texte"]
    if kind == "ordre":
        first = question["element"][0]
        return f"{text} Votez pour ce qui vient en premier.", [(item["texte"], item is first, item["explication"]) for item in questions.shown(question)]
    if kind == "association":
        first = question["paire"][0]
        said = [(pair["droite"], pair is first, pair["explication"]) for pair in questions.shown(question)]
        return f"{text} Votez pour ce qui va avec « {first['gauche']} ».", said
    if kind == "multiple":
        text = f"{text} Plusieurs réponses sont justes : votez pour une, la plus sûre."
    return text, [(choice["texte"], choice["juste"], choice["explication"]) for choice in question["choix"]]


def _vote(key, text, choices) -> dict:
    return {
        "id": key,
        "title": "",
        "text": typeset(text),
        "kind": "choix" if choices else "nombre",
        "choices": choices,
        "unit": "",
        **dict.fromkeys(("min", "max", "step", "right", "tolerance")),
        "answer": ", ".join(choice["key"] for choice in choices if choice["right"]),
        "why": "",
        "slug": "",
        "goal": "",
        "twin": "",
    }


def _number(control: Number, right: float, tolerance: float) -> dict:
    """How a number is read and judged."""
    read = {"unit": in_plural(control.unit), "min": control.low, "max": control.high, "step": control.step}
    return {**read, "right": right, "tolerance": tolerance, "answer": typeset(control.text(right))}


def _judge(simulator, values):
    """Whether a guess is right at these values, as the simulator itself says."""

    def is_right(guess):
        try:
            return RIGHT in simulator.run(values, guess).answer
        except InputError:
            return False

    return is_right


def _within(is_right, result, step) -> float:
    """How far from the result a guess is still right, on both sides."""
    near, far = 0.0, MOST_STEPS * step
    for _ in range(HALVINGS):
        middle = (near + far) / 2
        if is_right(result - middle) and is_right(result + middle):
            near = middle
        else:
            far = middle
    return near


def _goals(slug, assessments) -> list[str]:
    """The objectives that exercises on this simulator check."""
    return list(dict.fromkeys(exercise["objectif"] for found in assessments.values() for exercise in found.exercises if exercise.get("simulateur") == slug))


def _same_goal(vote, goals, votes) -> dict | None:
    return next((other for goal in goals for other in votes.values() if other["goal"] == goal and other["id"] != vote["id"]), None)
