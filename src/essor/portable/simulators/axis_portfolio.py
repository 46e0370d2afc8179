"""« Quel axe d'abord ? »: five axes, four criteria, and every way to weigh them: who wins how often?"""

from essor.portable.charts.bars import Series, bar_chart
from essor.portable.charts.ternary import Cell, ternary
from essor.portable.french import NBSP, listed, number, percent, quantity
from essor.portable.models.territory import WEIGHT_STEPS, dominated, first, win_parts
from essor.portable.simulators.declaration import Figure, Grid, Indicator, Method, Number, Outcome, Prediction, Preset, Simulator, Slider, Table, Verdict

# The five axes of Aquitaine's regulation for the social and solidarity economy (sheet « Aquitaine », 2014), in short.
AXES = ("créer des activités", "coopérer, mutualiser", "consolider les finances", "faire connaître", "innover")
CRITERIA = ("Emplois", "Portée territoriale", "Effet rapide", "Coût maîtrisé")
HIGHEST = 10
NUMBERED = [f"{rank + 1} {name}" for rank, name in enumerate(AXES)]
CELL = ("case", "cases")

# Fictitious marks out of ten. « faire connaître » has the best mean and is seldom the best at anything.
DEFAULT = [[9, 5, 6, 3], [6, 9, 4, 6], [7, 4, 3, 8], [5, 7, 7, 7], [6, 6, 2, 4]]
SPECIALISTS = [[10, 2, 2, 2], [2, 10, 2, 2], [2, 2, 10, 2], [2, 2, 2, 10], [5, 5, 5, 5]]

CONTROLS = (
    Grid(
        "scores",
        "Notes des axes, de 0 à 10",
        rows=AXES,
        columns=tuple([Number(f"c{rank}", name, low=0, high=HIGHEST, step=1, default=5, unit="", integer=True) for rank, name in enumerate(CRITERIA)]),
        default=DEFAULT,
        help="Les axes sont ceux du règlement d’intervention de l’Aquitaine (dossier de 2014) ; les notes sont fictives : mettez les vôtres.",
    ),
    Slider(
        "w0",
        "Poids : emplois",
        low=0,
        high=10,
        step=1,
        default=4,
        unit="",
        help="Vos propres poids, pour situer votre choix parmi tous les autres.",
        integer=True,
    ),
    Slider("w1", "Poids : portée territoriale", low=0, high=10, step=1, default=3, unit="", help="Combien comptent les territoires touchés.", integer=True),
    Slider(
        "w2",
        "Poids : effet rapide",
        low=0,
        high=10,
        step=1,
        default=2,
        unit="",
        help="Combien compte un résultat visible avant la fin du mandat.",
        integer=True,
    ),
    Slider("w3", "Poids : coût maîtrisé", low=0, high=10, step=1, default=1, unit="", help="Combien compte la dépense évitée.", integer=True),
)

PRESETS = (
    Preset("mean", "La bonne moyenne", note="Notes fictives : l’axe le mieux noté en moyenne n’est pas toujours premier.", values={}),
    Preset("specialists", "Quatre spécialistes et un moyen", note="Notes fictives : un axe moyen partout, jamais premier.", values={"scores": SPECIALISTS}),
    Preset("jobs", "L’emploi seul compte", note="Tout le poids sur un critère.", values={"w0": 10, "w1": 0, "w2": 0, "w3": 0}),
)

PREDICTION = Prediction(
    "L’axe qui a la meilleure moyenne, dans quelle part des pondérations possibles arrive-t-il premier ?",
    Number("guess", "Votre prédiction", low=0, high=100, step=1, default=100, unit="%", decimals=0),
)

METHOD = Method(
    formulas=(
        ("note pondérée = somme des notes × poids", "un poids par critère, quatre critères."),
        ("part de victoires = pondérations où l’axe est premier / 286", "toutes les façons de répartir dix points entre quatre critères."),
    ),
    hypotheses=(
        "Toutes les pondérations comptent autant : personne ne sait d’avance laquelle l’assemblée retiendra.",
        "Deux axes à égalité se partagent la victoire.",
        "Les notes affichées au départ sont fictives ; seuls les intitulés des axes viennent du dossier.",
    ),
    limits=(
        "Les notes additionnent des choses qui ne se compensent pas toujours : un axe sans effet sur l’emploi peut être indispensable.",
        "Un axe dominé peut rester utile, par exemple parce qu’un autre en dépend.",
        "La méthode éclaire une discussion ; elle ne remplace pas le vote.",
    ),
    sources=("Dossier de la journée de 2014, fiche Aquitaine : les cinq axes du règlement d’intervention.",),
)


def compute(values, guess):
    scores = values["scores"]
    wins = win_parts(scores)
    shares = [parts / sum(wins) for parts in wins]
    sums = [sum(row) for row in scores]
    best_mean = _first(sums)
    best_share = _first(wins)
    weights = [values["w0"], values["w1"], values["w2"], values["w3"]]
    mine = [sum(weight * score for weight, score in zip(weights, row)) for row in scores]
    chosen = _first(mine)
    beaten = [rank for rank, is_beaten in enumerate(dominated(scores)) if is_beaten]
    kept = _points_kept(weights)
    cells = _slice(scores, kept)
    tie = len([one for one in mine if one == mine[chosen]]) > 1
    indicators = [
        Indicator(
            "Meilleure moyenne",
            f"{number(sums[best_mean] / len(CRITERIA), 2)} sur 10",
            number=sums[best_mean] / len(CRITERIA),
            verdict=Verdict(None, _names(sums, best_mean)),
        ),
        Indicator(
            "Il gagne dans",
            percent(shares[best_mean], 1),
            number=shares[best_mean],
            verdict=Verdict(
                shares[best_mean] >= 0.5,
                "premier dans plus de la moitié des pondérations" if shares[best_mean] >= 0.5 else "premier dans moins de la moitié des pondérations",
            ),
        ),
        Indicator("Le plus souvent premier", percent(shares[best_share], 1), number=shares[best_share], verdict=Verdict(None, AXES[best_share])),
        Indicator(
            "Axes dominés", number(len(beaten)), number=len(beaten), verdict=Verdict(None, listed([AXES[rank] for rank in beaten]) if beaten else "aucun")
        ),
    ]
    return Outcome(
        [
            Figure(
                "svg",
                "Qui est premier, selon le poids de chaque critère",
                reading=_triangle_reading(cells, kept, sum(weights)),
                draw=lambda view: _triangle(view, cells, kept=kept, weights=weights),
            ),
            Figure("plotly", "Qui est premier, et combien de fois sur 286 pondérations", reading=_reading(shares), draw=lambda view: _picture(view, shares)),
        ],
        indicators,
        sentence=_sentence(weights, mine, chosen=chosen, tie=tie, shares=shares, best_mean=best_mean),
        tables=[_table(scores, sums, shares=shares, mine=mine)],
        answer=_answer(guess, shares[best_mean]),
    )


def _points_kept(weights):
    """The points out of ten, to the nearest, that the reader's weights give to the last criterion."""
    whole = sum(weights)
    return (2 * WEIGHT_STEPS * weights[3] + whole) // (2 * whole) if whole else 0


def _slice(scores, kept):
    """Every way to share the other points between the first three criteria, with the axis that is first."""
    left = WEIGHT_STEPS - kept
    cells = []
    for one in range(left + 1):
        for two in range(left - one + 1):
            winners = first(scores, [one, two, left - one - two, kept])
            cells.append(Cell(one, two, winners[0] if len(winners) == 1 else None))
    return cells


def _first(values):
    """The rank of the highest value, the earliest when equal."""
    best = 0
    for rank, value in enumerate(values):
        if value > values[best]:
            best = rank
    return best


def _names(sums, best):
    return listed([AXES[rank] for rank, value in enumerate(sums) if value == sums[best]])


def _sentence(weights, mine, chosen, tie, shares, best_mean):
    if not sum(weights):
        text = "Tous vos poids sont à zéro : aucun axe ne se détache. "
    elif tie:
        text = f"Avec vos poids, plusieurs axes sont premiers à égalité : {listed([AXES[r] for r, one in enumerate(mine) if one == mine[chosen]])}. "
    else:
        text = f"Avec vos poids, « {AXES[chosen]} » est premier ; il l’est dans {percent(shares[chosen], 1)} de toutes les pondérations. "
    return f"{text}L’axe de meilleure moyenne, « {AXES[best_mean]} », l’est dans {percent(shares[best_mean], 1)}."


def _answer(guess, share):
    if guess is None:
        return ""
    real = share * 100
    said = f"Vous aviez dit {quantity(guess, '%', 0)} ; le calcul donne {quantity(real, '%', 1)}. "
    if abs(guess - real) <= 5:
        return f"{said}Vous aviez vu juste."
    if guess > real:
        return f"{said}La moyenne suppose des poids égaux ; d’autres poids mettent d’autres axes en tête."
    return f"{said}Cet axe résiste mieux aux changements de poids que vous ne le pensiez."


def _triangle(view, cells, kept, weights):
    left = WEIGHT_STEPS - kept
    shared = sum(weights[:3])
    mark = [weight / shared for weight in weights[:3]] if shared else [1 / 3, 1 / 3, 1 / 3] if weights[3] else None
    corners = [f"{name}{NBSP}: {left}" for name in CRITERIA[:3]]
    counts = [len([cell for cell in cells if cell.winner == rank]) for rank in range(len(AXES))]
    lines = list(AXES) + ["à égalité"]
    key = [f"Axe premier{NBSP}: nombre de cases"]
    key += [f"{name}{NBSP}: {count}" for name, count in zip(lines, counts + [len(cells) - sum(counts)])]
    return ternary(view, left, cells=cells, corners=corners, mark=mark, key=key + ["vos poids"])


def _triangle_reading(cells, kept, whole):
    left = WEIGHT_STEPS - kept
    parts = []
    for rank, name in enumerate(AXES):
        count = len([cell for cell in cells if cell.winner == rank])
        if count:
            parts.append(f"{name} ({rank + 1}), {quantity(count, CELL)}")
    tied = len([cell for cell in cells if cell.winner is None])
    if tied:
        parts.append(f"à égalité (=), {quantity(tied, CELL)}")
    return (
        "Sur dix points, "
        + (f"« coût maîtrisé » en garde {kept}" if kept else "« coût maîtrisé » n’en garde aucun")
        + (", comme dans vos poids arrondis" if whole else "")
        + " ; "
        + _shared(left, len(cells))
        + " Premiers : "
        + " ; ".join(parts)
        + ". Changez le poids du coût pour voir les autres triangles : ils font 286 cases en tout."
    )


def _shared(left, count):
    if not left:
        return "il ne reste rien à partager : une seule case."
    others = "le point restant" if left == 1 else "les dix points" if left == WEIGHT_STEPS else f"les {left} autres"
    return (
        f"chaque case est l’une des {count} façons de partager {others} entre les trois critères des coins. Plus une case "
        "est près d’un coin, plus ce critère compte."
    )


def _picture(view, shares):
    texts = [percent(share, 0 if view.narrow else 1) for share in shares]
    return bar_chart(
        view,
        NUMBERED,
        series=[Series("part de victoires", [share * 100 for share in shares], colour="petrol", texts=texts)],
        x_title="Pondérations gagnées",
        unit="%",
    )


def _reading(shares):
    parts = [f"{name}, {percent(share, 1)}" for name, share in zip(AXES, shares)]
    return f"Part des pondérations où chaque axe est premier : {' ; '.join(parts)}. Le total fait 100\u00a0%, aux arrondis près."


def _table(scores, sums, shares, mine):
    rows = []
    for rank, name in enumerate(NUMBERED):
        rows.append([name] + [str(score) for score in scores[rank]] + [number(sums[rank] / len(CRITERIA), 2), percent(shares[rank], 1), number(mine[rank])])
    return Table("Notes, moyenne et part de victoires", ["Axe"] + list(CRITERIA) + ["Moyenne", "Part de victoires", "Avec vos poids"], rows)


SIMULATOR = Simulator(
    "axis-portfolio", "Débat 1", title="Quel axe d’abord ?", controls=CONTROLS, compute=compute, method=METHOD, presets=PRESETS, prediction=PREDICTION
)
