"""What a reader is asked, in a chapter or in its quiz: what is right, and an explanation for what was answered. Part of the portable subset.

A question is a dict, as `essor.readers.assessment` reads it beside a chapter:

    unique       one choice is right             answer: the choice's rank, from 0
    multiple     some choices are                answer: the ranks chosen
    nombre       a number, within `tolerance`    answer: what was typed
    ordre        items to put in order           answer: for each item as shown, the place given to it, from 1
    association  pairs to make                   answer: for each left side, the rank of the right side chosen, as shown
    parcours     a file to follow step by step   answer: the ranks chosen since the first step

A step's choice leads to a step or to an end, never back (see `essor.readers.journeys`).

Items and right sides are shown in the order of `melange`, a list of ranks that the loader draws.
"""

from collections import namedtuple

from essor.portable.simulators.controls import InputError, Number, Year

# What the reader hears back: `right` is True or False, or None while a file goes on; `text` explains.
Feedback = namedtuple("Feedback", ["right", "text"])

ROUNDING = 1e-9  # what a tolerance may lack for being a binary fraction


def check(question, answer):
    """Judge an answer: a Feedback. InputError, in French, if it is missing or cannot be read."""
    return _CHECKS[question["genre"]](question, answer)


def shown(question):
    """What is put in order or chosen from, in the order in which it is shown; nothing for the other kinds."""
    items = question.get("element") or question.get("paire") or []
    return [items[rank] for rank in question.get("melange", [])]


def expected(question):
    """The right answer in words: (text, explanation) of each choice, item or pair."""
    kind = question["genre"]
    if kind == "nombre":
        return [(control(question).text(question["reponse"]), question["explication"])]
    if kind == "ordre":
        return [(f"{place + 1}. {item['texte']}", item["explication"]) for place, item in enumerate(question["element"])]
    if kind == "association":
        return [(f"{pair['gauche']} → {pair['droite']}", pair["explication"]) for pair in question["paire"]]
    if kind == "parcours":
        return [(f"{rank}. {c['texte']}", c["explication"]) for rank, step in enumerate(question["etape"], 1) for c in step["choix"]]
    return [(("Vrai : " if c["juste"] else "Faux : ") + c["texte"], c["explication"]) for c in question["choix"]]


def paragraphs(question):
    """The steps and the ends of a file, to read in order: (text, choices); a choice says the number, from 1, of what it leads to."""
    parts = question["etape"] + question["fin"]
    numbers = {part["id"]: rank + 1 for rank, part in enumerate(parts)}
    return [(part["texte"], [(choice["texte"], numbers[choice["vers"]]) for choice in part.get("choix", [])]) for part in parts]


def control(question):
    """What reads the answer of a question « nombre »."""
    label, low, high = "Votre réponse", question["bas"], question["haut"]
    if question.get("annee"):
        return Year("answer", low, high, default=low, label=label)
    unit, decimals, integer = question.get("unite", ""), question.get("decimales", 0), question.get("entier", False)
    return Number("answer", low, high, step=1, default=low, unit=unit, label=label, decimals=decimals, integer=integer)


def _unique(question, answer):
    choices = question["choix"]
    if answer not in [str(rank) for rank in range(len(choices))]:
        raise InputError("answer", "Choisissez une réponse.")
    chosen = choices[int(answer)]
    return Feedback(chosen["juste"], chosen["explication"])


def _multiple(question, answer):
    choices = question["choix"]
    if not answer:
        raise InputError("answer", "Cochez au moins une réponse.")
    ticked = [str(rank) in answer for rank in range(len(choices))]
    wrong = [choice for choice, seen in zip(choices, ticked) if choice["juste"] != seen]
    if not wrong:
        return Feedback(True, " ".join(choice["explication"] for choice in choices if choice["juste"]))
    # Of what was chosen only: what is missing is for the reader to find.
    told = ["À ne pas cocher : « " + choice["texte"] + " ». " + choice["explication"] for choice in wrong if not choice["juste"]]
    missing = "Il manque au moins une réponse." if told else "Ce que vous avez coché est juste. Il manque au moins une réponse."
    return Feedback(False, " ".join(told + [missing] if len(told) < len(wrong) else told))


def _number(question, answer):
    given = control(question).parse(answer)
    if abs(given - question["reponse"]) <= question["tolerance"] + ROUNDING:
        return Feedback(True, question["explication"])
    for trap in question.get("piege", []):
        if abs(given - trap["valeur"]) <= _within(question, trap):
            return Feedback(False, trap["explication"])
    return Feedback(False, question["sinon"])


def _within(question, trap):
    """How far from a wrong number an answer is still that number: no further, for its size, than one from the right number,
    and nearer to it than to any other number that has its own explanation."""
    right, value, within = question["reponse"], trap["valeur"], question["tolerance"]
    if right:
        within *= min(1, abs(value / right))
    others = [right] + [other["valeur"] for other in question["piege"] if other is not trap]
    return min([within] + [0.49 * abs(other - value) for other in others]) + ROUNDING


def _order(question, answer):
    items, shown = question["element"], question["melange"]
    places = [str(rank + 1) for rank in range(len(items))]
    if sorted(answer or []) != sorted(places):
        raise InputError("answer", f"Donnez à chaque élément une place différente, de 1 à {places[-1]}.")
    misplaced = [rank for rank, place in sorted(zip(shown, answer)) if place != str(rank + 1)]
    if not misplaced:
        return Feedback(True, " ".join(item["explication"] for item in items))
    well = len(items) - len(misplaced)
    told = "Aucun élément n’est à sa place." if well == 0 else f"Bien placés : {well} sur {places[-1]}."
    first = items[misplaced[0]]
    return Feedback(False, f"{told} « {first['texte']} » : {first['explication']}")


def _pairs(question, answer):
    pairs, shown = question["paire"], question["melange"]
    ranks = [str(rank) for rank in range(len(pairs))]
    if not answer or len(answer) != len(pairs) or any(given not in ranks for given in answer):
        raise InputError("answer", "Choisissez une réponse pour chaque ligne.")
    # Two lefts may share a right: what counts is what is written.
    wrong = [pair for pair, given in zip(pairs, answer) if pairs[shown[int(given)]]["droite"] != pair["droite"]]
    if not wrong:
        return Feedback(True, " ".join(pair["explication"] for pair in pairs))
    return Feedback(False, " ".join(f"« {pair['gauche']} » : {pair['explication']}" for pair in wrong))


def _journey(question, answer):
    steps = {step["id"]: step["choix"] for step in question["etape"]}
    at, taken = question["etape"][0]["id"], []
    for rank in answer or []:
        choices = steps.get(at, [])
        if rank not in [str(place) for place in range(len(choices))]:
            raise InputError("answer", "Choisissez une décision.")
        taken.append(choices[int(rank)])
        at = taken[-1]["vers"]
    if not taken:
        raise InputError("answer", "Choisissez une décision.")
    caused = taken[-1]["explication"]
    if at in steps:
        return Feedback(None, caused)
    ends = {end["id"]: end for end in question["fin"]}
    ended = f"{caused} {ends[at]['texte']}"
    if ends[at]["juste"]:
        return Feedback(True, ended)
    lost = next(place for place, choice in enumerate(taken) if not _saved(steps, ends, choice["vers"]))
    return Feedback(False, f"{ended} Le dossier a dévié à la décision {lost + 1}, « {taken[lost]['texte']} ».")


def _saved(steps, ends, at):
    """Whether a right end may still be reached from a step or an end."""
    return ends[at]["juste"] if at in ends else any(_saved(steps, ends, choice["vers"]) for choice in steps[at])


_CHECKS = {"unique": _unique, "multiple": _multiple, "nombre": _number, "ordre": _order, "association": _pairs, "parcours": _journey}
