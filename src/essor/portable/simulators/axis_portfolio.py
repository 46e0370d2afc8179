"""« Quel axe d'abord ? »: five axes, four criteria, and every way to weigh them: who wins how often?"""

from essor.portable.french import listed, number, percent, quantity, quoted
from essor.portable.kept import kept
from essor.portable.models.territory import SHARED_WIN, WEIGHT_STEPS, dominated, first, win_parts
from essor.portable.pictures.bars import Series, bar_chart
from essor.portable.pictures.triangle import Cell, triangle
from essor.portable.simulators.controls import Grid, Number, Slider, named_in, names, numbered
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Verdict, Why, bet_on, note

# The five axes of Aquitaine's regulation for the social and solidarity economy (sheet « Aquitaine », 2014), in short.
AXES = ("créer des activités", "coopérer, mutualiser", "consolider les finances", "faire connaître", "innover")
CRITERIA = ("Emplois", "Portée territoriale", "Effet rapide", "Coût maîtrisé")
HIGHEST = 10
RARE = 4  # %, of the weightings
CELL = ("case", "cases")

# Fictitious marks out of ten. « faire connaître » has the best mean and is seldom the best at anything.
DEFAULT = [[9, 5, 6, 3], [6, 9, 4, 6], [7, 4, 3, 8], [5, 7, 7, 7], [6, 6, 2, 4]]
SPECIALISTS = [[10, 2, 2, 2], [2, 10, 2, 2], [2, 2, 10, 2], [2, 2, 2, 10], [5, 5, 5, 5]]

CONTROLS = (
    Grid(
        "scores",
        rows=AXES,
        columns=tuple([Number(f"c{rank}", low=0, high=HIGHEST, step=1, default=5, unit="", integer=True, label=name) for rank, name in enumerate(CRITERIA)]),
        default=DEFAULT,
        named="names",
    ),
    Slider("w0", low=0, high=10, step=1, default=4, integer=True),
    Slider("w1", low=0, high=10, step=1, default=3, integer=True),
    Slider("w2", low=0, high=10, step=1, default=2, integer=True),
    Slider("w3", low=0, high=10, step=1, default=1, integer=True),
    names("names", AXES),
)

PRESETS = (Preset("mean", {}), Preset("specialists", {"scores": SPECIALISTS}), Preset("jobs", {"w0": 10, "w1": 0, "w2": 0, "w3": 0}))

BET = Number("guess", low=0, high=100, step=1, default=100, unit="%", decimals=0, choices=(20, 37, 50, 100))


def _weights(values):
    return [values[f"w{rank}"] for rank in range(len(CRITERIA))]


def _weighted(values):
    """Each axis's marks, weighted by the reader."""
    weights = _weights(values)
    return [sum([weight * score for weight, score in zip(weights, row)]) for row in values["scores"]]


def _leader(values):
    """The rank of the axis that the reader's weights put first, None if there is not one."""
    best = _highest(_weighted(values))
    return best[0] if len(best) == 1 else None


def _balanced(values, outcome):
    """The axis that is good everywhere comes first, with the marks of the start."""
    return values["scores"] == DEFAULT and _leader(values) == AXES.index("faire connaître")


def _one_notch(values, outcome):
    moves = [abs(weight - control.default) for weight, control in zip(_weights(values), CONTROLS[1:])]
    return values["scores"] == DEFAULT and sum(moves) == 1 and _leader(values) not in (None, AXES.index("créer des activités"))


def _rarely_first(values, outcome):
    return outcome.indicator("first_share").number < RARE


CHALLENGES = (
    Challenge("balanced", _balanced, {"w0": 3, "w1": 3, "w2": 3, "w3": 3}),
    Challenge("one-notch", _one_notch, {"w1": 4}),
    Challenge("rarely-first", _rarely_first, {"scores": SPECIALISTS}),
)


# Marks stay the same while weights are moved, and the triangle most of the time.
_wins = kept(win_parts)
_slices = kept(lambda given: _slice(*given))


def compute(values):
    scores, axes = values["scores"], named_in(values)
    marks = tuple([tuple(row) for row in scores])
    wins = _wins(marks)
    shares = [parts / sum(wins) for parts in wins]
    sums = [sum(row) for row in scores]
    best_means = _highest(sums)
    best_mean, best_share = best_means[0], _highest(wins)[0]
    weights, mine = _weights(values), _weighted(values)
    leaders = _highest(mine)
    beaten = [rank for rank, is_beaten in enumerate(dominated(scores)) if is_beaten]
    apart = _points_kept(weights)
    cells = _slices((marks, apart))
    mean, share = sums[best_mean] / len(CRITERIA), shares[best_mean]
    yield Headline(_headline(values))
    yield Indicator("best_mean", f"{number(mean, 2)} sur 10", number=mean, verdict=note(listed([axes[rank] for rank in best_means])))
    verdict = Verdict(share >= 0.5, f"premier dans {'plus de' if share >= 0.5 else 'moins de'} la moitié des pondérations")
    yield Indicator("first_share", percent(share, 1), number=share * 100, verdict=verdict)
    yield Indicator("most_often_first", percent(shares[best_share], 1), number=shares[best_share] * 100, verdict=note(axes[best_share]))
    yield Indicator("dominated", number(len(beaten)), number=len(beaten), verdict=note(listed([axes[rank] for rank in beaten]) if beaten else "aucun"))
    yield Figure(
        "Qui est premier, selon le poids de chaque critère",
        _triangle_reading(axes, cells, apart, sum(weights)),
        lambda view: _triangle(view, axes, cells, kept=apart, weights=weights, chosen=leaders[0] if len(leaders) == 1 else None),
    )
    yield Figure("Qui est premier, et combien de fois sur 286 pondérations", _reading(axes, shares), lambda view: _picture(view, axes, shares, values["guess"]))
    yield _sentence(axes, weights, leaders, shares=shares, best_mean=best_mean)
    yield Why(lambda: _why_steps(axes, scores, wins, weights=weights, mine=mine, beaten=beaten))
    yield Later(lambda: _table(axes, scores, sums, shares=shares, mine=mine))
    yield lambda guess: _answer(guess, share)


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


def _highest(values):
    """The ranks of the highest value: several when they tie."""
    return [rank for rank, value in enumerate(values) if value == max(values)]


def _headline(values):
    if not any(_weights(values)):
        return "Tous les poids sont à zéro, aucun axe ne se détache"
    leader = _leader(values)
    if leader is None:
        return "Avec vos poids, plusieurs axes sont premiers à égalité"
    return f"Avec vos poids, « {named_in(values)[leader]} » est en tête"


def _sentence(axes, weights, leaders, shares, best_mean):
    if not sum(weights):
        text = "Tous vos poids sont à zéro : aucun axe ne se détache. "
    elif len(leaders) > 1:
        text = f"Avec vos poids, plusieurs axes sont premiers à égalité : {listed([axes[rank] for rank in leaders])}. "
    else:
        text = f"Avec vos poids, « {axes[leaders[0]]} » est premier ; il l’est dans {percent(shares[leaders[0]], 1)} de toutes les pondérations. "
    return f"{text}L’axe de meilleure moyenne, « {axes[best_mean]} », l’est dans {percent(shares[best_mean], 1)}."


def _why_steps(axes, scores, wins, weights, mine, beaten):
    sums = [sum(row) for row in scores]
    best = _highest(sums)
    means = [axes[rank] for rank in best]
    ahead = "est en tête" if len(means) == 1 else "sont en tête, à égalité"
    return [
        f"La moyenne donne le même poids aux quatre critères : {quoted(means)} y {ahead}, à {number(max(sums) / len(CRITERIA), 2)} sur 10.",
        f"D’autres poids se défendent : on essaie les {number(sum(wins) // SHARED_WIN)} façons de partager dix points entre les quatre critères, "
        "et l’axe qui a la meilleure note pondérée gagne ; à égalité, la victoire se partage.",
        _why_rarely(axes, scores, wins, best[0]),
        _why_dominated([axes[one] for one in beaten]),
        _why_yours(axes, weights, mine),
    ]


def _why_rarely(axes, scores, wins, rank):
    """How often the axis of the best mean wins, and on what it is the best."""
    best = [name for name, column in zip(CRITERIA, zip(*scores)) if column[rank] == max(column)]
    has = f"a la meilleure note, seul ou à égalité, sur {quantity(len(best), ('critère', 'critères'))}" if best else "n’a la meilleure note sur aucun critère"
    text = f"« {axes[rank]} » {has} : il gagne dans {percent(wins[rank] / sum(wins), 1)} des pondérations"
    if wins[rank] == max(wins):
        return f"{text}, et aucun autre axe ne gagne plus souvent."
    winner = _highest(wins)[0]
    return f"{text} ; « {axes[winner]} » gagne plus souvent, dans {percent(wins[winner] / sum(wins), 1)}."


def _why_dominated(beaten):
    if not beaten:
        return "Aucun axe n’est dominé : face à chaque autre, chacun fait mieux sur un critère au moins, ou jeu égal sur tous."
    names, alone = quoted(beaten), len(beaten) == 1
    are, win = ("est dominé", "il ne gagne") if alone else ("sont dominés", "ils ne gagnent")
    return f"{names} {are} : un autre axe fait au moins aussi bien sur chaque critère et mieux sur un, si bien qu’{win} jamais seul{'' if alone else 's'}."


def _why_yours(axes, weights, mine):
    if not any(weights):
        return "Vos quatre poids sont à zéro : toutes les notes pondérées le sont aussi, et aucun axe ne se détache."
    leaders = [axes[rank] for rank in _highest(mine)]
    to = quoted(leaders) + (", à égalité" if len(leaders) > 1 else "")
    return f"Vos poids, {listed([number(weight) for weight in weights])}, donnent la note pondérée la plus haute, {number(max(mine))}, à {to}."


def _answer(guess, share):
    real = share * 100
    fact = f"le calcul donne {quantity(real, '%', 1)}"
    if abs(guess - real) <= 5:
        return fact, RIGHT
    if guess > real:
        return fact, "La moyenne suppose des poids égaux ; d’autres poids mettent d’autres axes en tête."
    return fact, "Cet axe résiste mieux aux changements de poids que vous ne le pensiez."


def _triangle(view, axes, cells, kept, weights, chosen):
    left = WEIGHT_STEPS - kept
    shared = sum(weights[:3])
    return triangle(
        view,
        left,
        cells,
        corners=[f"{name} : {left}" for name in CRITERIA[:3]],
        names=axes,
        chosen=chosen,
        point=[weight / shared for weight in weights[:3]] if shared else [1 / 3, 1 / 3, 1 / 3] if weights[3] else None,
        point_name="vos poids",
        title="Cases où il est premier",
    )


def _triangle_reading(axes, cells, kept, whole):
    left = WEIGHT_STEPS - kept
    parts = []
    for rank, name in enumerate(axes):
        count = len([cell for cell in cells if cell.winner == rank])
        if count:
            parts.append(f"{name} ({rank + 1}), {quantity(count, CELL)}")
    tied = len([cell for cell in cells if cell.winner is None])
    if tied:
        parts.append(f"à égalité (=), {quantity(tied, CELL)}")
    said = f"« coût maîtrisé » en garde {kept}" if kept else "« coût maîtrisé » n’en garde aucun"
    return (
        f"Sur dix points, {said}{', comme dans vos poids arrondis' if whole else ''} ; {_shared(left, len(cells))} Premiers : {' ; '.join(parts)}. "
        "Changez le poids du coût pour voir les autres triangles : ils font 286 cases en tout."
    )


def _shared(left, count):
    if not left:
        return "il ne reste rien à partager : une seule case."
    others = "le point restant" if left == 1 else "les dix points" if left == WEIGHT_STEPS else f"les {left} autres"
    return (
        f"chaque case est l’une des {count} façons de partager {others} entre les trois critères des coins. Plus une case "
        "est près d’un coin, plus ce critère compte."
    )


def _picture(view, axes, shares, guess):
    texts = [percent(share, 0 if view.narrow else 1) for share in shares]
    series = [Series("part de victoires", [share * 100 for share in shares], colour="petrol", texts=texts)]
    return bar_chart(view, numbered(axes), series=series, x_title="Pondérations gagnées", unit="%", marks=bet_on("x", guess))


def _reading(axes, shares):
    parts = [f"{name}, {percent(share, 1)}" for name, share in zip(axes, shares)]
    return f"Part des pondérations où chaque axe est premier : {' ; '.join(parts)}. Le total fait 100\u00a0%, aux arrondis près."


def _table(axes, scores, sums, shares, mine):
    rows = [
        [name] + [str(score) for score in row] + [number(whole / len(CRITERIA), 2), percent(share, 1), number(one)]
        for name, row, whole, share, one in zip(numbered(axes), scores, sums, shares, mine)
    ]
    return Table("Notes, moyenne et part de victoires", ["Axe"] + list(CRITERIA) + ["Moyenne", "Part de victoires", "Avec vos poids"], rows)


SIMULATOR = Simulator("axis-portfolio", CONTROLS, compute=compute, bet=BET, about="first_share", presets=PRESETS, challenges=CHALLENGES)
