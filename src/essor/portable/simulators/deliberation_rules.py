"""« Qui décide ? »: the same opinions of the same colleges, and three rules that do not choose the same project.

The three rules are those of models.deliberation; the bounds on the colleges of a SCIC are those of rules.scic.
"""

from essor.portable.checks import share_of
from essor.portable.french import capital, listed, number, percent, quantity
from essor.portable.models.deliberation import SPLIT, borda, majority_gauge, majority_judgement, weighted_vote, winners
from essor.portable.pictures.bars import Series, bar_chart
from essor.portable.pictures.plot import Mark
from essor.portable.rules.dated import CHECKED
from essor.portable.rules.scic import HIGHEST_COLLEGE, LEAST_COLLEGES, LOWEST_COLLEGE, MAJORITY, college_faults
from essor.portable.simulators.controls import Grid, Number
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Verdict, Why, note

COLLEGES = ("Salariés", "Usagers", "Collectivités", "Associations", "Entreprises")
OPTIONS = ("Recyclerie", "Épicerie solidaire", "Café associatif")
MENTIONS = ("à rejeter", "insuffisant", "passable", "bien", "très bien")
COLOURS = ("ochre", "violet", "soft", "green", "petrol")
WITH_ARTICLE = ("la recyclerie", "l’épicerie solidaire", "le café associatif")
RULES = ("Vote pondéré", "Borda", "Jugement majoritaire")
MOST_POINTS = len(OPTIONS) - 1  # of Borda, for each vote

# Found by search among random grades: each of the three rules chooses another project, by a clear margin.
OPINIONS = [[25, 1, 3, 2], [20, 3, 0, 2], [30, 1, 3, 4], [15, 4, 2, 3], [10, 4, 3, 0]]


CONTROLS = (
    Grid(
        "opinions",
        rows=COLLEGES,
        columns=[Number("weight", low=0, high=100, step=1, default=0, unit="%", integer=True, label="Poids")]
        + [Number(name, low=0, high=len(MENTIONS) - 1, step=1, default=0, integer=True, label=label) for name, label in zip("abc", OPTIONS)],
        default=OPINIONS,
    ),
)

PRESETS = (
    Preset("trois-regles", {}),
    Preset("poids-egaux", {"opinions": [[20] + row[1:] for row in OPINIONS]}),
    Preset("accord", {"opinions": [[row[0], 2, 4, 1] for row in OPINIONS]}),
)

BET = Number("guess", low=0, high=10, step=1, default=1, unit=("projet", "projets"), decimals=1, choices=(1, 2, 3))


def _split(opinions):
    """The weights of the colleges, and their grades."""
    return [row[0] for row in opinions], [row[1:] for row in opinions]


WEIGHTS, GRADES = _split(OPINIONS)


def _changed(values):
    """How many grades differ from those of the start; the weights must not."""
    weights, grades = _split(values["opinions"])
    if weights != WEIGHTS:
        return 0
    return len([1 for row, first in zip(grades, GRADES) for grade, at_first in zip(row, first) if grade != at_first])


def _agreed(values, outcome):
    """One project wins by every rule, by weights alone, that a SCIC could have."""
    return _split(values["opinions"])[1] == GRADES and outcome.indicator("winners").number == 1 and outcome.indicator("winners").verdict.ok is True


def _exaggerated(values, outcome):
    """One grade takes the majority judgement from the project that had it."""
    return _changed(values) == 1 and 1 not in winners(majority_judgement(*_split(values["opinions"])))


def _adopted(values, outcome):
    """One grade gives a project more than half of the votes."""
    return _changed(values) == 1 and outcome.indicator("weighted").number > MAJORITY * 100


CHALLENGES = (
    Challenge("agreed", _agreed, {"opinions": [[weight] + grades for weight, grades in zip((10, 15, 50, 10, 15), GRADES)]}),
    Challenge("exaggerated", _exaggerated, {"opinions": OPINIONS[:2] + [[30, 1, 0, 4]] + OPINIONS[3:]}),
    Challenge("adopted", _adopted, {"opinions": [[25, 4, 3, 2]] + OPINIONS[1:]}),
)


def compute(values):
    weights, grades = _split(values["opinions"])
    total = sum(weights)
    votes, points, standings = weighted_vote(weights, grades), borda(weights, grades), majority_judgement(weights, grades)
    chosen = [winners(votes), winners(points), winners(standings)]
    gauges = [majority_gauge(weights, grades, option) for option in range(len(OPTIONS))]
    distinct = _distinct(chosen)
    vote_shares = [share_of(vote, total * SPLIT) for vote in votes]
    point_shares = [share_of(point, total * MOST_POINTS) for point in points]
    grade = max([gauge[0] for gauge in gauges])
    yield Headline(_headline(chosen, total))
    yield Indicator("weighted", percent(max(vote_shares), 1), number=max(vote_shares) * 100, verdict=_winner(chosen[0], max(vote_shares)))
    yield Indicator("borda", number(max(point_shares), 2), number=max(point_shares), verdict=_winner(chosen[1]))
    yield Indicator("majority_grade", f"{number(grade)} ({MENTIONS[grade]})", number=grade, verdict=_winner(chosen[2]))
    yield Indicator("winners", f"{number(distinct)} sur {number(len(OPTIONS))}", number=distinct, verdict=_faults(weights))
    yield Figure(
        "La part de chaque projet, selon deux règles", _shares_reading(vote_shares, point_shares), lambda view: _shares(view, vote_shares, point_shares)
    )
    yield Figure("Les mentions, en part du poids des collèges", _mentions_reading(gauges, total), lambda view: _mentions(view, weights, grades))
    yield _sentence(chosen, total)
    yield Why(lambda: _why_steps(chosen, total, vote_shares=vote_shares, point_shares=point_shares, gauges=gauges))
    yield Later(lambda: _rules_table(chosen, vote_shares, point_shares=point_shares, gauges=gauges, total=total))
    yield Later(lambda: _colleges_table(weights, grades))
    yield lambda guess: _answer(guess, chosen)


def _distinct(chosen):
    """How many projects win by one rule or another."""
    return len({option for options in chosen for option in options})


def _headline(chosen, total):
    if not total:
        return "Sans poids, aucune règle ne choisit"
    distinct = _distinct(chosen)
    if distinct == 1:
        return f"{capital(WITH_ARTICLE[chosen[0][0]])} gagne, quelle que soit la règle"
    if chosen[0] == chosen[1] == chosen[2]:
        return f"{number(distinct)} projets sont à égalité, quelle que soit la règle"
    if distinct == len(RULES) == sum([len(options) for options in chosen]):
        return f"{number(distinct)} projets gagnent, un par règle"
    return f"{number(distinct)} projets gagnent, selon la règle"


def _names(options):
    return listed([OPTIONS[option] for option in options])


def _winner(options, votes=1):
    """Who wins; `votes` is the winner's share where a SCIC would ask for a majority."""
    return note(_names(options) + (" à égalité" if len(options) > 1 else "") + ("" if votes > MAJORITY else ", sans majorité"))


def _faults(weights):
    """Whether a SCIC's statutes could have these colleges."""
    faults = college_faults([weight / 100 for weight in weights if weight], CHECKED)
    words = {
        "count": f"au moins {LEAST_COLLEGES.text(CHECKED)}",
        "low": f"au moins {LOWEST_COLLEGE.text(CHECKED)} par collège",
        "high": f"au plus {HIGHEST_COLLEGE.text(CHECKED)} par collège",
        "sum": f"la somme des poids fait {quantity(sum(weights), '%')}",
    }
    if faults:
        return Verdict(False, f"{' ; '.join([words[fault] for fault in faults])} — loi de 1947, art. 19 octies, {HIGHEST_COLLEGE.state(CHECKED)}")
    return Verdict(True, f"poids permis dans une SCIC (loi de 1947, art. 19 octies, {HIGHEST_COLLEGE.state(CHECKED)})")


def _sentence(chosen, total):
    if not total:
        return "Aucun collège n’a de poids : aucune règle ne peut choisir."
    distinct = {tuple(options) for options in chosen}
    if len(distinct) == 1:
        return f"Les trois règles retiennent {listed([WITH_ARTICLE[option] for option in chosen[0]])} : ici, la règle ne change rien."
    parts = [f"{rule} : {_names(options)}" for rule, options in zip(RULES, chosen)]
    return f"Avec les mêmes avis, la règle décide. {' ; '.join(parts)}."


def _shares(view, vote_shares, point_shares):
    votes = [share * 100 for share in vote_shares]
    points = [share / MOST_POINTS * 100 for share in point_shares]
    series = [
        Series("vote pondéré", votes, colour="petrol", texts=_said("voix", votes)),
        Series("Borda", points, colour="ochre", texts=_said("points", points)),
    ]
    return bar_chart(view, list(OPTIONS), series=series, x_title="Part du maximum possible", unit="%")


def _said(what, shares):
    """Each share, and which is the highest."""
    return [f"{what} {quantity(share, '%', 0)}" + (" : en tête" if share == max(shares) > 0 else "") for share in shares]


def _shares_reading(vote_shares, point_shares):
    parts = [
        f"{name} {percent(vote, 0)} des voix et {percent(point / MOST_POINTS, 0)} des points possibles"
        for name, vote, point in zip(OPTIONS, vote_shares, point_shares)
    ]
    return f"Pour chaque projet, les voix en haut, les points de Borda en bas, hachurés : {' ; '.join(parts)}."


def _mentions(view, weights, grades):
    total = sum(weights)
    series = []
    for grade in range(len(MENTIONS) - 1, -1, -1):
        shares = [100 * share_of(sum([weight for weight, row in zip(weights, grades) if row[option] == grade]), total) for option in range(len(OPTIONS))]
        texts = [(number(grade) if view.narrow else MENTIONS[grade]) if share >= 10 else "" for share in shares]
        series.append(Series(MENTIONS[grade], shares, colour=COLOURS[grade], texts=texts))
    return bar_chart(view, list(OPTIONS), series=series, x_title="Part du poids", unit="%", marks=[Mark("x", MAJORITY * 100, "moitié")], stacked=True)


def _mentions_reading(gauges, total):
    if not total:
        return "Aucun collège n’a de poids : il n’y a pas de mention à lire."
    parts = [f"{name} : {MENTIONS[gauge[0]]}" for name, gauge in zip(OPTIONS, gauges)]
    return f"De la meilleure mention, à gauche, à la pire. La mention qui franchit la moitié est la mention majoritaire. {' ; '.join(parts)}."


def _rules_table(chosen, vote_shares, point_shares, gauges, total):
    rows = []
    for option, name in enumerate(OPTIONS):
        middle, above, below = gauges[option]
        mention = f"{MENTIONS[middle]} ({percent(share_of(above, total), 0)} au-dessus, {percent(share_of(below, total), 0)} au-dessous)"
        cells = (percent(vote_shares[option], 1), number(point_shares[option], 2), mention)
        rows.append([name] + [cell + (" (gagne)" if option in winning else "") for cell, winning in zip(cells, chosen)])
    return Table("Les trois règles, projet par projet", ["Projet", "Vote pondéré", "Borda, points par voix", "Jugement majoritaire"], rows)


def _colleges_table(weights, grades):
    rows = [[name, quantity(weight, "%")] + [MENTIONS[grade] for grade in row] for name, weight, row in zip(COLLEGES, weights, grades)]
    return Table("Les avis des collèges", ["Collège", "Poids"] + list(OPTIONS), rows)


def _why_steps(chosen, total, vote_shares, point_shares, gauges):
    if not total:
        return [
            "Aucun collège n’a de poids : au vote pondéré comme selon Borda, chaque projet reçoit 0 point.",
            "Sans poids, aucune mention ne réunit plus de la moitié : le jugement majoritaire ne départage pas les projets non plus.",
        ]
    votes = max(vote_shares)
    return [
        "Vote pondéré : chaque collège donne son poids au projet qu’il note le mieux, et le partage s’il en met plusieurs en tête ; "
        f"{_why_ahead(chosen[0])}, avec {percent(votes, 1)} des voix.",
        "Borda : un projet reçoit le poids d’un collège pour chaque projet que ce collège note moins bien, et la moitié pour chaque projet noté pareil ; "
        f"{_why_ahead(chosen[1])}, avec {quantity(max(point_shares), ('point', 'points'), 2)} par voix.",
        _why_mention(chosen[2], gauges),
        _why_distinct(chosen),
        f"Dans une SCIC, une décision ordinaire demande plus de {percent(MAJORITY)} des voix exprimées (vérifiez les statuts) : avec {percent(votes, 1)}, "
        + (f"{_article(chosen[0])} y serait adopté{_feminine(chosen[0])}." if votes > MAJORITY else "aucun projet n’y serait adopté."),
    ]


def _article(options):
    return listed([WITH_ARTICLE[option] for option in options])


def _feminine(options):
    """The ending of what is said of one project."""
    return "" if WITH_ARTICLE[options[0]].startswith("le ") else "e"


def _why_ahead(options):
    return f"{_article(options)} {'arrive en tête' if len(options) == 1 else 'arrivent en tête, à égalité'}"


def _why_mention(options, gauges):
    grade = max([gauge[0] for gauge in gauges])
    settled = len([gauge for gauge in gauges if gauge[0] == grade]) > len(options)
    return (
        "Jugement majoritaire : la mention d’un projet est la plus haute que plus de la moitié du poids donne ou dépasse ; "
        f"{_why_ahead(options)}, avec {number(grade)} ({MENTIONS[grade]}){', et le poids au-dessus et au-dessous départage' if settled else ''}."
    )


def _why_distinct(chosen):
    distinct = _distinct(chosen)
    if distinct == 1:
        return f"Premières places, rangs et mentions désignent ici le même projet : 1 sur {number(len(OPTIONS))}."
    if chosen[0] == chosen[1] == chosen[2]:
        return f"Premières places, rangs et mentions laissent ici les mêmes projets à égalité : {number(distinct)} sur {number(len(OPTIONS))}."
    return f"Premières places, rangs et mentions ne mesurent pas la même chose : selon la règle, {number(distinct)} projets sur {number(len(OPTIONS))} gagnent."


def _answer(guess, chosen):
    distinct = _distinct(chosen)
    fact = f"ici, {quantity(distinct, ('projet gagne', 'projets gagnent'))}"
    if guess == distinct:
        return fact, RIGHT
    if guess < distinct:
        return fact, "Compter les premières places, compter tous les rangs et chercher la mention majoritaire ne mesurent pas la même chose."
    return fact, "Il peut en gagner jusqu’à trois : essayez la situation « Trois règles, trois projets »."


SIMULATOR = Simulator("deliberation-rules", CONTROLS, compute=compute, bet=BET, about="winners", presets=PRESETS, challenges=CHALLENGES)
