"""« Un pôle tient-il sur huit leviers ? »: marks of the eight levers of the study on PTCE, and two ways to average them.

Levers and means are models.ptce.
"""

from essor.portable.french import listed, number, quantity
from essor.portable.models.ptce import HIGHEST, LEVERS, arithmetic_mean, geometric_mean, weakest
from essor.portable.pictures.levels import levels
from essor.portable.pictures.lines import Line, Point, line_chart
from essor.portable.simulators.controls import Number, Slider
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Verdict, Why, note

POINTS, LEVER = ("point", "points"), ("levier", "leviers")
NUMBERED = [f"{rank + 1}. {name}" for rank, (name, _) in enumerate(LEVERS)]
HOLE = (4, 4, 4, 0, 4, 4, 4, 4)
EXAMPLE = (4, 2, 3, 1, 3, 2, 4, 3)
SOUND = 2  # a lever below this mark is said to be missing, or nearly


def _settings(marks):
    return {f"lever{rank + 1}": mark for rank, mark in enumerate(marks)}


def _lever(rank, name):
    said = {"label": name, "help": f"{LEVERS[rank][1]}. De 0, rien, à 5, acquis."}
    return Slider(f"lever{rank + 1}", low=0, high=HIGHEST, step=1, default=HOLE[rank], unit=POINTS, integer=True, **said)


CONTROLS = tuple([_lever(rank, name) for rank, name in enumerate(NUMBERED)])

PRESETS = (Preset("hole", {}), Preset("example", _settings(EXAMPLE)), Preset("even", _settings((3, 3, 3, 2, 3, 2, 3, 3))))

BET = Number("guess", low=0, high=2 * HIGHEST, step=0.1, default=3, unit=POINTS, decimals=2, choices=(0, 2, 3.5, 4))


def _marks(values):
    return [values[control.name] for control in CONTROLS]


def _one_point(values, outcome):
    """One point more than at the start, in the right place."""
    return sum(_marks(values)) <= sum(HOLE) + 1 and min(_marks(values)) > 0 and outcome.indicator("geometric").number > 3


def _less_and_better(values, outcome):
    """Four points fewer than the start, and both means at three."""
    return sum(_marks(values)) <= sum(HOLE) - 4 and outcome.indicator("geometric").number > 2.99


def _hidden(values, outcome):
    return min(_marks(values)) == 0 and outcome.indicator("mean").number > 4


CHALLENGES = (
    Challenge("un-point", _one_point, {"lever4": 1}),
    Challenge("moins-et-mieux", _less_and_better, _settings((3,) * len(LEVERS))),
    Challenge("trou-cache", _hidden, _settings([mark and HIGHEST for mark in HOLE])),
)


def compute(values):
    marks = _marks(values)
    usual, geometric = arithmetic_mean(marks), geometric_mean(marks)
    low = weakest(marks)
    raised = _with(marks, low[0], min(HIGHEST, marks[low[0]] + 1))
    gain = geometric_mean(raised) - geometric
    names = [f"« {LEVERS[rank][0]} »" for rank in low]
    guess = values["guess"]
    yield Headline(_headline(marks, geometric))
    yield Indicator("mean", number(usual, 2), number=usual)
    yield Indicator("geometric", number(geometric, 2), number=geometric, verdict=_hole_verdict(marks))
    yield Indicator("weakest", f"{number(marks[low[0]])} sur {number(HIGHEST)}", number=marks[low[0]], verdict=note(_few(names)))
    yield Indicator("gain", number(gain, 2), number=gain, verdict=note("sur la moyenne géométrique"))
    yield Figure("Les huit leviers", _levels_reading(marks), lambda view: _levels(view, marks, usual=usual, geometric=geometric, guess=guess))
    yield Figure("Si le levier le plus faible changeait", _path_reading(marks, low[0]), lambda view: _path(view, marks, low[0]))
    yield _sentence(usual, geometric, marks=marks, names=names)
    yield Why(lambda: _why_steps(marks, usual, geometric=geometric))
    yield Later(lambda: _table(marks))
    yield _answer


def _with(marks, rank, mark):
    changed = list(marks)
    changed[rank] = mark
    return changed


def _few(names):
    return listed(names) if len(names) <= 2 else f"{quantity(len(names), LEVER)} à égalité"


def _headline(marks, geometric):
    none = len([mark for mark in marks if mark == 0])
    held = len(marks) - _missing(marks)
    if none:
        return f"Non : {'un levier à zéro annule' if none == 1 else number(none) + ' leviers à zéro annulent'} la moyenne géométrique"
    mean = f"{number(geometric, 2)} de moyenne géométrique"
    if held == len(marks):
        return f"Oui, sur les huit : {mean}"
    return f"Sur {quantity(held, LEVER)} seulement : {mean}" if held else f"Sur aucun levier : {mean}"


def _missing(marks):
    return len([mark for mark in marks if mark < SOUND])


def _hole_verdict(marks):
    missing = _missing(marks)
    if missing:
        return Verdict(False, f"{quantity(missing, LEVER)} sous {number(SOUND)}")
    return Verdict(True, f"aucun levier sous {number(SOUND)}")


def _sentence(usual, geometric, marks, names):
    start = f"La moyenne est de {number(usual, 2)} et la moyenne géométrique de {number(geometric, 2)}"
    if min(marks) == max(marks):
        return f"{start} : les huit leviers sont au même niveau."
    if min(marks) == 0:
        return f"{start} : un levier noté 0 ({_few(names)}) suffit à annuler la seconde."
    if len(names) > 2:
        return f"{start} : l’écart vient des {number(len(names))} leviers les plus faibles."
    return f"{start} : l’écart vient d’abord {'du levier' if len(names) == 1 else 'des leviers'} {listed(names)}."


def _why_steps(marks, usual, geometric):
    count, missing = number(len(marks)), _missing(marks)
    return [
        f"La moyenne habituelle additionne les huit notes, puis divise par huit : {number(sum(marks))} / {count} = {number(usual, 2)}.",
        _why_product(marks, geometric),
        _why_gap(marks),
        _why_gain(marks, geometric),
        f"Un levier noté moins de {number(SOUND)} manque, ou presque : {_why_missing(missing)} sur {count}.",
    ]


def _why_missing(missing):
    return f"c’est le cas de {quantity(missing, LEVER)}" if missing else "ce n’est le cas d’aucun levier"


def _why_product(marks, geometric):
    if min(marks) == 0:
        return f"La moyenne géométrique multiplie les huit notes : une note à 0 annule le produit, donc cette moyenne, qui vaut {number(geometric, 2)}."
    product = 1
    for mark in marks:
        product *= mark
    return (
        f"La moyenne géométrique multiplie les huit notes : le produit est {number(product)}, et sa racine huitième, le nombre qui, pris huit fois "
        f"comme facteur, donne ce produit, est {number(geometric, 2)} après arrondi."
    )


def _why_gap(marks):
    if min(marks) == max(marks):
        return "Les huit notes sont égales : les deux moyennes le sont aussi."
    return f"La première laisse un levier à {number(max(marks))} compenser un levier à {number(min(marks))} ; la seconde, toujours plus basse ici, non."


def _why_gain(marks, geometric):
    low = weakest(marks)
    name, mark = LEVERS[low[0]][0], marks[low[0]]
    if mark == HIGHEST:
        return f"Tous les leviers sont à {number(HIGHEST)} sur {number(HIGHEST)} : il n’y a plus de point à gagner."
    if mark == 0 and len(low) > 1:
        return f"Un point de plus à « {name} », noté 0 sur {number(HIGHEST)}, n’y changerait rien : un autre levier reste à 0."
    raised = geometric_mean(_with(marks, low[0], mark + 1))
    return (
        f"Un point de plus à « {name} », noté {number(mark)} sur {number(HIGHEST)}, porterait la moyenne géométrique à {number(raised, 2)}, "
        f"soit {number(raised - geometric, 2)} de plus."
    )


def _levels(view, marks, usual, geometric, guess):
    means = [(f"moyenne {number(usual, 2)}", usual, "5 4"), (f"géométrique {number(geometric, 2)}", geometric, "")]
    if guess is not None and guess <= HIGHEST:
        means.append(("votre pari", guess, "2 3"))
    return levels(view, NUMBERED, marks=marks, highest=HIGHEST, floor=SOUND, means=means)


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
        f"Quand le levier « {LEVERS[rank][0]} » passe de 0 à 5, la moyenne va de {number(arithmetic_mean(none), 2)} à "
        f"{number(arithmetic_mean(full), 2)}, la moyenne géométrique de {number(geometric_mean(none), 2)} à {number(geometric_mean(full), 2)}."
    )


def _table(marks):
    rows = [[name, what, number(mark)] for name, (_, what), mark in zip(NUMBERED, LEVERS, marks)]
    return Table("Les huit leviers et leurs notes", ["Levier", "Ce que fait la collectivité", "Note"], rows)


def _answer(guess):
    fact = "avec sept 4 et un 0, le produit est nul, et la moyenne géométrique aussi"
    if guess == 0:
        return fact, RIGHT
    return fact, f"La moyenne habituelle, elle, vaut {number(arithmetic_mean(HOLE), 1)} : elle cache le trou."


SIMULATOR = Simulator("ptce-radar", CONTROLS, compute=compute, bet=BET, about="geometric", presets=PRESETS, challenges=CHALLENGES)
