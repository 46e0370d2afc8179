"""« Qui décide ? »: the same opinions of the same colleges, and three rules that do not choose the same project.

The three rules are those of models.deliberation; the bounds on the colleges of a SCIC are those of rules.scic.
"""

from essor.portable.charts.bars import Series, bar_chart
from essor.portable.charts.frame import Mark
from essor.portable.french import listed, number, percent, quantity
from essor.portable.models.deliberation import SPLIT, borda, majority_gauge, majority_judgement, weighted_vote, winners
from essor.portable.rules.dated import CHECKED
from essor.portable.rules.scic import HIGHEST_COLLEGE, LEAST_COLLEGES, LOWEST_COLLEGE, MAJORITY, college_faults
from essor.portable.simulators.declaration import Figure, Grid, Indicator, Method, Number, Outcome, Prediction, Preset, Simulator, Table, Verdict

COLLEGES = ("Salariés", "Usagers", "Collectivités", "Associations", "Entreprises")
OPTIONS = ("Recyclerie", "Épicerie solidaire", "Café associatif")
MENTIONS = ("à rejeter", "insuffisant", "passable", "bien", "très bien")
COLOURS = ("ochre", "violet", "soft", "green", "petrol")
RULES = ("Vote pondéré", "Borda", "Jugement majoritaire")
MOST_POINTS = len(OPTIONS) - 1  # of Borda, for each vote

# Found by search among random grades: each of the three rules chooses another project, by a clear margin.
OPINIONS = [[25, 1, 3, 2], [20, 3, 0, 2], [30, 1, 3, 4], [15, 4, 2, 3], [10, 4, 3, 0]]


def _grade(name, label):
    return Number(name, label, low=0, high=len(MENTIONS) - 1, step=1, default=0, integer=True)


CONTROLS = (
    Grid(
        "opinions",
        "Poids des collèges et notes des projets, de 0 (à rejeter) à 4 (très bien)",
        rows=COLLEGES,
        columns=(
            Number("weight", "Poids", low=0, high=100, step=1, default=0, unit="%", integer=True),
            _grade("a", OPTIONS[0]),
            _grade("b", OPTIONS[1]),
            _grade("c", OPTIONS[2]),
        ),
        default=OPINIONS,
        help="SCIC fictive à cinq collèges ; chaque collège est supposé d’accord avec lui-même.",
    ),
)

PRESETS = (
    Preset("trois-regles", "Trois règles, trois projets", note="SCIC fictive : chaque règle retient un projet différent.", values={}),
    Preset("poids-egaux", "Des poids égaux", note="Les mêmes notes, avec 20 % à chaque collège.", values={"opinions": [[20] + row[1:] for row in OPINIONS]}),
    Preset(
        "accord", "Tous d’accord", note="Quand les avis se ressemblent, la règle ne compte plus.", values={"opinions": [[row[0], 2, 4, 1] for row in OPINIONS]}
    ),
)

PREDICTION = Prediction(
    "Cinq collèges notent trois projets. On garde les mêmes poids et les mêmes notes, et on essaie trois règles de décision. "
    "Combien de projets différents peuvent gagner ?",
    Number("guess", "Votre prédiction", low=0, high=10, step=1, default=1, unit=("projet", "projets"), decimals=1),
)

METHOD = Method(
    formulas=(
        (
            "vote pondéré : chaque collège donne son poids au projet qu’il note le mieux",
            f"le plus de voix l’emporte. Une SCIC à collèges pèse ainsi les voix, mais n’adopte qu’au-dessus de {percent(MAJORITY)} : un projet arrivé "
            "premier avec 45 % n’y est pas adopté.",
        ),
        (
            "Borda : poids × (projets moins bien notés + ½ × projets notés pareil)",
            f"le plus de points l’emporte ; le maximum vaut {number(MOST_POINTS)} points par voix, pour trois projets.",
        ),
        (
            "jugement majoritaire : la plus haute mention que plus de la moitié du poids donne ou dépasse",
            "à mention égale, on compare le poids au-dessus et au-dessous.",
        ),
    ),
    hypotheses=(
        "Un collège vote en bloc : ses membres sont d’accord entre eux.",
        "Les notes sont sincères : personne ne les exagère pour faire gagner son projet.",
        "Les collèges, les poids et les notes sont fictifs.",
    ),
    limits=(
        "Dans une SCIC, une décision ordinaire demande plus de la moitié des voix exprimées (à vérifier) ; le simulateur, lui, classe les projets.",
        "À mention et à part égales, le simulateur annonce une égalité ; la méthode complète départage plus loin.",
        "Fixez la règle avant de connaître les projets : la choisir après, c’est choisir le gagnant.",
        f"Le plafond de {percent(HIGHEST_COLLEGE.at(CHECKED))}, le nombre minimal de collèges et le vote en bloc sont à vérifier ; le plancher de "
        f"{percent(LOWEST_COLLEGE.at(CHECKED))} a été lu dans une source.",
        "Le conseil départemental de l’ESS du Pas-de-Calais avait neuf collèges ; leurs poids ne sont pas connus.",
    ),
    sources=(
        "Loi n° 47-1775 du 10 septembre 1947, art. 19 octies (collèges d’une SCIC).",
        "J.-C. de Borda, 1781 ; M. Balinski et R. Laraki, « Majority Judgment », MIT Press, 2010.",
    ),
)


def compute(values, guess):
    weights = [row[0] for row in values["opinions"]]
    grades = [row[1:] for row in values["opinions"]]
    total = sum(weights)
    votes, points, standings = weighted_vote(weights, grades), borda(weights, grades), majority_judgement(weights, grades)
    chosen = [winners(votes), winners(points), winners(standings)]
    gauges = [majority_gauge(weights, grades, option) for option in range(len(OPTIONS))]
    distinct = sorted({option for options in chosen for option in options})
    vote_shares = [_share(vote, total * SPLIT) for vote in votes]
    point_shares = [_share(point, total * MOST_POINTS) for point in points]
    grade = max([gauge[0] for gauge in gauges])
    indicators = [
        Indicator("Voix, au vote pondéré", percent(max(vote_shares), 1), number=max(vote_shares) * 100, verdict=_winner(chosen[0], max(vote_shares))),
        Indicator("Points par voix, selon Borda", number(max(point_shares), 2), number=max(point_shares), verdict=_winner(chosen[1])),
        Indicator("Mention majoritaire, sur 4", f"{number(grade)} ({MENTIONS[grade]})", number=grade, verdict=_winner(chosen[2])),
        Indicator("Projets gagnants", f"{number(len(distinct))} sur {number(len(OPTIONS))}", number=len(distinct), verdict=_faults(weights)),
    ]
    return Outcome(
        [
            Figure(
                "plotly",
                "La part de chaque projet, selon deux règles",
                reading=_shares_reading(vote_shares, point_shares),
                draw=lambda view: _shares(view, vote_shares, point_shares),
            ),
            Figure(
                "plotly",
                "Les mentions, en part du poids des collèges",
                reading=_mentions_reading(gauges, total),
                draw=lambda view: _mentions(view, weights, grades),
            ),
        ],
        indicators,
        sentence=_sentence(chosen, total),
        tables=[_rules_table(chosen, vote_shares, point_shares=point_shares, gauges=gauges, total=total), _colleges_table(weights, grades)],
        answer=_answer(guess, chosen),
    )


def _share(part, whole):
    """Part over whole; nothing out of nothing is nothing."""
    return part / whole if whole else 0.0


def _names(options):
    return listed([OPTIONS[option] for option in options])


def _winner(options, votes=1):
    """Who wins; `votes` is the winner's share where a SCIC would ask for a majority."""
    return Verdict(None, _names(options) + (" à égalité" if len(options) > 1 else "") + ("" if votes > MAJORITY else ", sans majorité"))


def _faults(weights):
    """Whether a SCIC's statutes could have these colleges."""
    faults = college_faults([weight / 100 for weight in weights if weight], CHECKED)
    words = {
        "count": f"au moins {number(LEAST_COLLEGES.at(CHECKED))} collèges (à vérifier)",
        "low": f"au moins {percent(LOWEST_COLLEGE.at(CHECKED))} par collège",
        "high": f"au plus {percent(HIGHEST_COLLEGE.at(CHECKED))} par collège (à vérifier)",
        "sum": f"la somme des poids fait {quantity(sum(weights), '%')}",
    }
    if faults:
        return Verdict(False, f"{' ; '.join([words[fault] for fault in faults])} — loi de 1947, art. 19 octies")
    return Verdict(True, "poids permis dans une SCIC (loi de 1947, art. 19 octies ; nombre et maximum à vérifier)")


def _sentence(chosen, total):
    if not total:
        return "Aucun collège n’a de poids : aucune règle ne peut choisir."
    distinct = {tuple(options) for options in chosen}
    if len(distinct) == 1:
        return f"Les trois règles retiennent {_names(chosen[0])} : ici, la règle ne change rien."
    parts = [f"{rule} : {_names(options)}" for rule, options in zip(RULES, chosen)]
    return f"Avec les mêmes avis, la règle décide. {' ; '.join(parts)}."


def _shares(view, vote_shares, point_shares):
    votes = [share * 100 for share in vote_shares]
    points = [share / MOST_POINTS * 100 for share in point_shares]
    series = [
        Series("vote pondéré", votes, colour="petrol", texts=[f"voix {quantity(v, '%', 0)}" for v in votes]),
        Series("Borda", points, colour="ochre", texts=[f"points {quantity(p, '%', 0)}" for p in points]),
    ]
    return bar_chart(view, list(OPTIONS), series=series, x_title="Part du maximum possible", unit="%")


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
        shares = [100 * _share(sum([weight for weight, row in zip(weights, grades) if row[option] == grade]), total) for option in range(len(OPTIONS))]
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
        rows.append(
            [
                name,
                percent(vote_shares[option], 1) + _won(option, chosen[0]),
                number(point_shares[option], 2) + _won(option, chosen[1]),
                f"{MENTIONS[middle]} ({percent(_share(above, total), 0)} au-dessus, {percent(_share(below, total), 0)} au-dessous){_won(option, chosen[2])}",
            ]
        )
    return Table("Les trois règles, projet par projet", ["Projet", "Vote pondéré", "Borda, points par voix", "Jugement majoritaire"], rows)


def _won(option, chosen):
    return " (gagne)" if option in chosen else ""


def _colleges_table(weights, grades):
    rows = [[name, quantity(weight, "%")] + [MENTIONS[grade] for grade in row] for name, weight, row in zip(COLLEGES, weights, grades)]
    return Table("Les avis des collèges", ["Collège", "Poids"] + list(OPTIONS), rows)


def _answer(guess, chosen):
    if guess is None:
        return ""
    distinct = len({option for options in chosen for option in options})
    said = f"Vous aviez prédit {quantity(guess, ('projet', 'projets'))} ; ici, {quantity(distinct, ('projet gagne', 'projets gagnent'))}. "
    if guess == distinct:
        return f"{said}Vous aviez vu juste."
    if guess < distinct:
        return f"{said}Compter les premières places, compter tous les rangs et chercher la mention majoritaire ne mesurent pas la même chose."
    return f"{said}Il peut en gagner jusqu’à trois : essayez la situation « Trois règles, trois projets »."


SIMULATOR = Simulator(
    "deliberation-rules",
    "Débat 4",
    title="Avec les mêmes avis, qui gagne ?",
    controls=CONTROLS,
    compute=compute,
    method=METHOD,
    presets=PRESETS,
    prediction=PREDICTION,
)
