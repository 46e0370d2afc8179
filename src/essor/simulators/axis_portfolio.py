"""« Quel axe d'abord ? »: five axes, four criteria, and every way to weigh them: who wins how often?"""

from essor.charts.bars import Series, bar_chart
from essor.french import listed, number, percent, quantity
from essor.models.territory import dominated, win_parts
from essor.simulators.declaration import (
    Figure,
    Grid,
    Indicator,
    Method,
    Number,
    Outcome,
    Prediction,
    Preset,
    Simulator,
    Slider,
    Table,
    Verdict,
)

# The five axes of Aquitaine's regulation for the social and solidarity economy (sheet « Aquitaine », 2014), in short.
AXES = ("créer des activités", "coopérer, mutualiser", "consolider les finances", "faire connaître", "innover")
CRITERIA = ("Emplois", "Portée territoriale", "Effet rapide", "Coût maîtrisé")
HIGHEST = 10

# Fictitious marks out of ten. « faire connaître » has the best mean and is seldom the best at anything.
DEFAULT = [[9, 5, 6, 3], [6, 9, 4, 6], [7, 4, 3, 8], [5, 7, 7, 7], [6, 6, 2, 4]]
TIED = [[6, 6, 6, 6] for _ in AXES]
SPECIALISTS = [[10, 2, 2, 2], [2, 10, 2, 2], [2, 2, 10, 2], [2, 2, 2, 10], [5, 5, 5, 5]]

CONTROLS = (
    Grid("scores", "Notes des axes, de 0 à 10", AXES,
         tuple([Number("c" + str(rank), name, 0, HIGHEST, 1, 5, "", integer=True) for rank, name in enumerate(CRITERIA)]),
         DEFAULT,
         "Les axes sont ceux du règlement d’intervention de l’Aquitaine (dossier de 2014) ; les notes sont fictives : mettez les vôtres."),
    Slider("w0", "Poids : emplois", 0, 10, 1, 4, "", "Vos propres poids, pour situer votre choix parmi tous les autres.", integer=True),
    Slider("w1", "Poids : portée territoriale", 0, 10, 1, 3, "", "Combien comptent les territoires touchés.", integer=True),
    Slider("w2", "Poids : effet rapide", 0, 10, 1, 2, "", "Combien compte un résultat visible avant la fin du mandat.", integer=True),
    Slider("w3", "Poids : coût maîtrisé", 0, 10, 1, 1, "", "Combien compte la dépense évitée.", integer=True),
)

PRESETS = (
    Preset("mean", "La bonne moyenne", "Notes fictives : l’axe le mieux noté en moyenne n’est pas toujours premier.", {}),
    Preset("specialists", "Quatre spécialistes et un moyen", "Notes fictives : un axe moyen partout, jamais premier.", {"scores": SPECIALISTS}),
    Preset("jobs", "L’emploi seul compte", "Tout le poids sur un critère.", {"w0": 10, "w1": 0, "w2": 0, "w3": 0}),
)

PREDICTION = Prediction(
    "L’axe qui a la meilleure moyenne, dans quelle part des pondérations possibles arrive-t-il premier ?",
    Number("guess", "Votre prédiction", 0, 100, 1, 100, "%", decimals=0),
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
    tie = len([one for one in mine if one == mine[chosen]]) > 1
    indicators = [
        Indicator("Meilleure moyenne", number(sums[best_mean] / len(CRITERIA), 2) + " sur 10", sums[best_mean] / len(CRITERIA),
                  Verdict(None, _names(sums, best_mean))),
        Indicator("Il gagne dans", percent(shares[best_mean], 1), shares[best_mean],
                  Verdict(shares[best_mean] >= 0.5, "premier dans plus de la moitié des pondérations" if shares[best_mean] >= 0.5
                          else "premier dans moins de la moitié des pondérations")),
        Indicator("Le plus souvent premier", percent(shares[best_share], 1), shares[best_share], Verdict(None, AXES[best_share])),
        Indicator("Axes dominés", number(len(beaten)), len(beaten),
                  Verdict(None, listed([AXES[rank] for rank in beaten]) if beaten else "aucun")),
    ]
    return Outcome(
        [
            Figure("plotly", "Qui est premier, et combien de fois sur 286 pondérations", _reading(shares),
                   lambda view: _picture(view, shares)),
        ],
        indicators,
        _sentence(weights, mine, chosen, tie, shares, best_mean),
        [_table(scores, sums, shares, mine)],
        _answer(guess, shares[best_mean]),
    )


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
        text = "Avec vos poids, plusieurs axes sont premiers à égalité : " + listed([AXES[r] for r, one in enumerate(mine) if one == mine[chosen]]) + ". "
    else:
        text = "Avec vos poids, « " + AXES[chosen] + " » est premier ; il l’est dans " + percent(shares[chosen], 1) + " de toutes les pondérations. "
    return text + "L’axe de meilleure moyenne, « " + AXES[best_mean] + " », l’est dans " + percent(shares[best_mean], 1) + "."


def _answer(guess, share):
    if guess is None:
        return ""
    real = share * 100
    said = "Vous aviez dit " + quantity(guess, "%", 0) + " ; le calcul donne " + quantity(real, "%", 1) + ". "
    if abs(guess - real) <= 5:
        return said + "Vous aviez vu juste."
    if guess > real:
        return said + "La moyenne suppose des poids égaux ; d’autres poids mettent d’autres axes en tête."
    return said + "Cet axe résiste mieux aux changements de poids que vous ne le pensiez."


def _picture(view, shares):
    return bar_chart(view, list(AXES), [Series("part de victoires", [s * 100 for s in shares], "petrol", [percent(s, 1) for s in shares])],
                     "Pondérations gagnées", "%")


def _reading(shares):
    parts = [name + ", " + percent(share, 1) for name, share in zip(AXES, shares)]
    return "Part des pondérations où chaque axe est premier : " + " ; ".join(parts) + ". Le total fait 100\u00a0%, aux arrondis près."


def _table(scores, sums, shares, mine):
    rows = []
    for rank, name in enumerate(AXES):
        rows.append([name] + [str(score) for score in scores[rank]]
                    + [number(sums[rank] / len(CRITERIA), 2), percent(shares[rank], 1), number(mine[rank])])
    return Table("Notes, moyenne et part de victoires", ["Axe"] + list(CRITERIA) + ["Moyenne", "Part de victoires", "Avec vos poids"], rows)


SIMULATOR = Simulator(
    "axis-portfolio", "Débat 1", "Quel axe d’abord ?", CONTROLS, compute, METHOD, PRESETS, PREDICTION
)
