"""« Un pôle tient-il sur huit leviers ? »: marks of the eight levers of the study on PTCE, and two ways to average them.

Levers and means are models.ptce.
"""

from essor.given.words import words_of
from essor.portable.french import listed, number, quantity
from essor.portable.models.ptce import HIGHEST, LEVERS, arithmetic_mean, geometric_mean, weakest
from essor.portable.pictures.levels import levels
from essor.portable.pictures.lines import Line, Point, line_chart
from essor.portable.simulators.controls import Number, Slider
from essor.portable.simulators.declaration import RIGHT, Figure, Indicator, Preset, Simulator, Table, Verdict, note

POINTS = ("point", "points")
EXAMPLE = (4, 2, 3, 1, 3, 2, 4, 3)
SOUND = 2  # a lever below this mark is said to be missing, or nearly


def _settings(marks):
    return {f"lever{rank + 1}": mark for rank, mark in enumerate(marks)}


def _lever(rank, name, what):
    said = {"label": f"{rank}. {name}", "help": f"{what}. De 0, rien, à 5, acquis."}
    return Slider(f"lever{rank}", low=0, high=HIGHEST, step=1, default=EXAMPLE[rank - 1], unit=POINTS, integer=True, **said)


CONTROLS = tuple([_lever(rank + 1, name, what) for rank, (name, what) in enumerate(LEVERS)])

PRESETS = (Preset("example", {}), Preset("even", _settings((3, 3, 3, 2, 3, 2, 3, 3))), Preset("hole", _settings((4, 4, 4, 0, 4, 4, 4, 4))))

BET = Number("guess", low=0, high=2 * HIGHEST, step=0.1, default=3, unit=POINTS, decimals=2)


def compute(values):
    marks = [values[control.name] for control in CONTROLS]
    usual, geometric = arithmetic_mean(marks), geometric_mean(marks)
    low = weakest(marks)
    raised = _with(marks, low[0], min(HIGHEST, marks[low[0]] + 1))
    gain = geometric_mean(raised) - geometric
    names = [LEVERS[rank][0].lower() for rank in low]
    yield Indicator("mean", number(usual, 2), number=usual)
    yield Indicator("geometric", number(geometric, 2), number=geometric, verdict=_hole_verdict(marks))
    yield Indicator("weakest", f"{number(marks[low[0]])} sur {number(HIGHEST)}", number=marks[low[0]], verdict=note(_few(names)))
    yield Indicator("gain", number(gain, 2), number=gain, verdict=note("sur la moyenne géométrique"))
    yield Figure("Les huit leviers", _levels_reading(marks), lambda view: _levels(view, marks, usual=usual, geometric=geometric))
    yield Figure("Si le levier le plus faible changeait", _path_reading(marks, low[0]), lambda view: _path(view, marks, low[0]))
    yield _sentence(usual, geometric, marks=marks, names=names)
    yield _table(marks)
    yield _answer


def _with(marks, rank, mark):
    changed = list(marks)
    changed[rank] = mark
    return changed


def _few(names):
    return listed(names) if len(names) <= 2 else f"{quantity(len(names), ('levier', 'leviers'))} à égalité"


def _hole_verdict(marks):
    missing = sum(1 for mark in marks if mark < SOUND)
    if missing:
        return Verdict(False, f"{quantity(missing, ('levier', 'leviers'))} sous {number(SOUND)}")
    return Verdict(True, f"aucun levier sous {number(SOUND)}")


def _sentence(usual, geometric, marks, names):
    start = f"La moyenne est de {number(usual, 2)} et la moyenne géométrique de {number(geometric, 2)}"
    if min(marks) == 0:
        return f"{start} : un levier noté 0 ({_few(names)}) suffit à annuler la seconde."
    if min(marks) == max(marks):
        return f"{start} : les huit leviers sont au même niveau."
    return f"{start} : l’écart vient des leviers les plus faibles, d’abord {_few(names)}."


def _levels(view, marks, usual, geometric):
    names = [f"{rank + 1}. {name}" for rank, (name, _) in enumerate(LEVERS)]
    means = [(f"moyenne {number(usual, 2)}", usual, "5 4"), (f"géométrique {number(geometric, 2)}", geometric, "")]
    return levels(view, names, marks=marks, highest=HIGHEST, floor=SOUND, means=means)


def _levels_reading(marks):
    parts = [f"{rank + 1} {name.lower()} {number(marks[rank])}" for rank, (name, _) in enumerate(LEVERS)]
    return f"Une ligne par levier, remplie jusqu’à sa note, de 0 à 5 : {', '.join(parts)}. Deux traits verticaux marquent les deux moyennes."


def _path(view, marks, rank):
    steps = list(range(HIGHEST + 1))
    lines = [
        Line("moyenne", steps, ys=[arithmetic_mean(_with(marks, rank, mark)) for mark in steps], colour="ochre", strong=False),
        Line("géométrique", steps, ys=[geometric_mean(_with(marks, rank, mark)) for mark in steps], colour="petrol", strong=True),
    ]
    return line_chart(
        view,
        lines,
        x_title="Note du levier le plus faible",
        y_title="Moyenne des huit leviers",
        points=[Point(marks[rank], geometric_mean(marks), "ici")],
        x_step=1,
        x_range=[-0.1, HIGHEST + 0.1],
    )


def _path_reading(marks, rank):
    none, full = _with(marks, rank, 0), _with(marks, rank, HIGHEST)
    return (
        f"Quand le levier « {LEVERS[rank][0].lower()} » passe de 0 à 5, la moyenne va de {number(arithmetic_mean(none), 2)} à "
        f"{number(arithmetic_mean(full), 2)}, la moyenne géométrique de {number(geometric_mean(none), 2)} à {number(geometric_mean(full), 2)}."
    )


def _table(marks):
    rows = [[f"{rank + 1}. {name}", what, number(marks[rank])] for rank, (name, what) in enumerate(LEVERS)]
    return Table("Les huit leviers et leurs notes", ["Levier", "Ce que fait la collectivité", "Note"], rows)


def _answer(guess):
    fact = "le produit contient un 0, la moyenne géométrique vaut donc 0"
    if guess == 0:
        return fact, RIGHT
    return fact, f"La moyenne habituelle, elle, vaudrait {number(arithmetic_mean([4] * 7 + [0]), 1)} : elle cache le trou."


SIMULATOR = Simulator("ptce-radar", CONTROLS, compute=compute, words=words_of(__name__), bet=BET, presets=PRESETS)
