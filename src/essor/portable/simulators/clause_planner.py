"""« Quelles clauses, et quand ? »: hours of insertion over a calendar of lots, within what the local offer can follow.

The plan is models.insertion; articles and thresholds are rules.procurement.
"""

from essor.portable.charts.frame import Mark
from essor.portable.charts.gantt import Task, gantt_chart
from essor.portable.charts.lines import Line, line_chart
from essor.portable.french import NBSP, euros, listed, number, percent, quantity
from essor.portable.models.insertion import TENTHS, Lot, best_plan, full_time_years, insertion_hours, loads, monthly_capacity, monthly_load
from essor.portable.rules.dated import CHECKED, DATES, DAY_OF_2014
from essor.portable.rules.procurement import (
    EUROPEAN_THRESHOLD,
    HOURLY_COST,
    HOURS_PER_FTE,
    NETWORK_THRESHOLD,
    SERVICES,
    WORKS,
    article_for,
    social_clause_required,
)
from essor.portable.simulators.declaration import (
    Choice,
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

HORIZON = 24  # months
HOURS = ("heure", "heures")
POSTS = ("poste", "postes")
MONTHS = ("mois", "mois")

# Facts of the register (data/faits): the Lorraine region since 2008.
LORRAINE_HOURS = 300000
LORRAINE_CONTRACTS = 600

NAMES = ("Gros œuvre", "Charpente métallique", "Peinture", "Voirie", "Espaces naturels", "Nettoyage des locaux", "Transport collectif")
CONSTRUCTION = 4  # the first lots are construction

# Fictitious: amount €, labour %, rate %, first month, months.
LOTS_DEFAULT = [
    [1200000, 50, 5, 1, 8],
    [500000, 20, 5, 6, 4],
    [250000, 70, 10, 10, 4],
    [800000, 30, 5, 12, 6],
    [180000, 80, 15, 1, 24],
    [240000, 80, 10, 1, 24],
    [600000, 50, 5, 9, 16],
]
WORKS_ONLY = [row[:] if rank < CONSTRUCTION else row[:2] + [0] + row[3:] for rank, row in enumerate(LOTS_DEFAULT)]
STAGGERED = [row[:] for row in LOTS_DEFAULT]
STAGGERED[3] = [800000, 30, 5, 17, 6]


def _costs(date):
    """« 25 à 30 € »: the hourly costs of guides, at a date."""
    low, high = HOURLY_COST.at(date)
    return f"{number(low)} à {euros(high)}"


CONTROLS = (
    Choice(
        "regime",
        "Droit applicable",
        options=(("2014", "Fin 2014, code des marchés publics"), ("today", "Aujourd’hui, code de la commande publique")),
        default="today",
        help="En 2014, chaque clause est un choix. Depuis août 2026, certains marchés doivent porter une condition sociale, à vérifier.",
    ),
    Grid(
        "lots",
        "Les lots et leur calendrier",
        rows=NAMES,
        columns=(
            Number("amount", "Montant", low=0, high=10000000, step=1000, default=0, unit="€", integer=True),
            Number("labour", "Main-d’œuvre", low=0, high=100, step=5, default=50, unit="%", decimals=1),
            Number("rate", "Insertion", low=0, high=20, step=0.5, default=5, unit="%", decimals=1),
            Number("start", "Premier mois", low=1, high=HORIZON, step=1, default=1, integer=True),
            Number("months", "Durée", low=1, high=HORIZON, step=1, default=1, unit=MONTHS, integer=True),
        ),
        default=LOTS_DEFAULT,
        help="Lots fictifs, à remplacer par les vôtres : quatre de travaux, trois de services. Un taux d’insertion nul laisse le lot sans clause.",
    ),
    Slider(
        "posts",
        "Postes que l’offre locale peut pourvoir en même temps",
        low=0.5,
        high=10,
        step=0.5,
        default=2,
        unit=POSTS,
        help="Personnes en insertion, en équivalent temps plein, que facilitateurs et structures peuvent recruter et suivre.",
        decimals=1,
    ),
    Slider(
        "cost",
        "Coût horaire de la main-d’œuvre",
        low=15,
        high=60,
        step=0.5,
        default=30,
        unit="€",
        help=f"Charges comprises. {_costs(DAY_OF_2014)} dans les guides des années 2010 ; {_costs(CHECKED)} aujourd’hui, à vérifier.",
        decimals=2,
    ),
)

PRESETS = (
    Preset("diversified", "Travaux et services", note="Sept lots fictifs, dont trois de services.", values={}),
    Preset("works", "Les travaux seuls", note="Les mêmes lots, sans clause dans les services.", values={"lots": WORKS_ONLY}),
    Preset(
        "staggered",
        "La voirie décalée de cinq mois",
        note="Le lot de voirie commence au mois 17, après la peinture : sans un poste de plus, tout tient.",
        values={"lots": STAGGERED},
    ),
    Preset("more-posts", "Un poste de plus", note="L’offre locale peut pourvoir 2,5 postes en même temps.", values={"posts": 2.5}),
)

PREDICTION = Prediction(
    "Avant de toucher aux réglages : en Lorraine, plus de 300 000 heures d’insertion ont été faites dans plus de 600 marchés. "
    "Combien d’heures par marché, en moyenne ?",
    Number("guess", "Votre prédiction", low=0, high=100000, step=1, default=1000, unit=HOURS, decimals=1),
)

METHOD = Method(
    formulas=(
        ("H = M × p × t / c", "heures d’un lot, arrondies à l’heure."),
        ("charge d’un mois = Σ H / durée", "somme, sur les lots en cours, de leurs heures réparties également."),
        (f"capacité d’un mois = postes × {number(HOURS_PER_FTE)} / 12", "heures que l’offre locale peut suivre."),
        ("plan = le plus d’heures, chaque mois sous la capacité", "toutes les combinaisons de lots sont essayées."),
    ),
    hypotheses=(
        "Les heures d’un lot sont réparties également sur sa durée.",
        "Une clause est gardée ou écartée en entier ; à heures égales, les premiers lots du tableau sont gardés.",
        "Les travaux forment une seule opération : leur total est comparé au seuil européen de travaux. Chaque lot de services est un marché séparé.",
        "« Aujourd’hui » est le 24 novembre 2026, date supposée de la consultation.",
    ),
    limits=(
        "La qualité des parcours, la formation et les métiers recherchés ne sont pas comptés : le facilitateur en juge.",
        "Ce qui se passe après le mois 24 n’est pas dessiné, mais les heures du lot sont comptées en entier.",
        "La loi demande une condition sociale ou d’emploi ; l’insertion n’est que l’une d’elles. Depuis août 2026 : date à un jour près et report éventuel à "
        "vérifier ; exceptions de l’article L. 2112-2-1 non prises en compte.",
        f"Un marché de réseau (transport, eau, énergie) relève d’un autre seuil : {euros(NETWORK_THRESHOLD.at(CHECKED))} en 2026. Le lot de transport est "
        "comparé à celui des services d’une collectivité.",
        "La moyenne lorraine vient de deux chiffres déclarés en 2014, « plus de » l’un et l’autre.",
    ),
    sources=(
        "Dossier de la journée de 2014, fiche Lorraine : plus de 600 marchés, plus de 300 000 heures ; fiche Pas-de-Calais : diversifier vers les "
        "transports, les services, les études.",
        "Code de la commande publique, articles L. 2112-2 et L. 2112-2-1 ; code des marchés publics de 2006, article 14.",
        "Formule des heures : guides de facilitateurs des années 2010.",
    ),
)


def lots_of(values):
    """The lots that the reader's table describes."""
    lots = []
    for rank, (amount, labour, rate, start, months) in enumerate(values["lots"]):
        hours = insertion_hours(amount, labour / 100, rate=rate / 100, hourly_cost=values["cost"])
        lots.append(Lot(NAMES[rank], int(hours + 0.5 + 1e-9), start=start - 1, months=months, construction=rank < CONSTRUCTION))
    return lots


def compute(values, guess):
    lots = lots_of(values)
    capacity = monthly_capacity(values["posts"])
    plan = best_plan(lots, HORIZON, capacity)
    everything = loads(lots, range(len(lots)), HORIZON)
    wanted = sum(lot.hours for lot in lots)
    covered = sum(1 for load in plan.loads if load)
    outside = sum(lots[rank].hours for rank in plan.kept if not lots[rank].construction)
    share = outside / plan.hours if plan.hours else 0
    mean = plan.hours / len(plan.kept) if plan.kept else 0
    due = _due(values)
    missing = [NAMES[rank] for rank in due if rank not in plan.kept]
    indicators = [
        Indicator("Heures retenues", number(plan.hours, 0), number=plan.hours, verdict=_duty(values, due, missing)),
        Indicator(
            "Heures par clause retenue",
            number(mean, 0),
            number=mean,
            verdict=Verdict(None, f"Lorraine, depuis 2008 : environ {number(LORRAINE_HOURS / LORRAINE_CONTRACTS, 0)}"),
        ),
        Indicator(
            "Mois avec des heures",
            f"{number(covered)} sur {number(HORIZON)}",
            number=covered,
            verdict=Verdict(covered == HORIZON, "pas d’interruption" if covered == HORIZON else f"{quantity(HORIZON - covered, MONTHS)} sans poste"),
        ),
        Indicator("Part hors travaux", percent(share, 0), number=share * 100, verdict=Verdict(None, "espaces naturels, nettoyage, transport")),
    ]
    return Outcome(
        [
            Figure("plotly", "Le calendrier des lots", reading=_calendar_reading(lots, plan), draw=lambda view: _calendar(view, lots, plan)),
            Figure(
                "plotly",
                "La charge de chaque mois, en postes",
                reading=_load_reading(everything, plan, values["posts"]),
                draw=lambda view: _load(view, everything, plan=plan, posts=values["posts"]),
            ),
        ],
        indicators,
        sentence=_sentence(values, lots, plan=plan, wanted=wanted),
        tables=[_lots_table(values, lots, plan=plan, due=due)],
        answer=_answer(guess),
    )


def _due(values):
    """Ranks of the lots whose contract must have a social condition at the date chosen."""
    date = DATES[values["regime"]]
    works = sum(row[0] for row in values["lots"][:CONSTRUCTION])
    ranks = []
    for rank, row in enumerate(values["lots"]):
        value, kind = (works, WORKS) if rank < CONSTRUCTION else (row[0], SERVICES)
        if row[0] and social_clause_required(value, EUROPEAN_THRESHOLD[kind].at(date), date):
            ranks.append(rank)
    return ranks


def _duty(values, due, missing):
    article = article_for("condition", DATES[values["regime"]])
    if not due:
        return Verdict(None, f"clauses facultatives : {article}")
    if missing:
        return Verdict(None, f"{quantity(len(missing), ('lot', 'lots'))} où une autre condition sociale est due : L. 2112-2-1 du CCP, à vérifier")
    return Verdict(True, "conditions sociales dues : remplies par l’insertion — L. 2112-2-1 du CCP, à vérifier")


def _sentence(values, lots, plan, wanted):
    dropped = [lots[rank].name for rank in range(len(lots)) if lots[rank].hours and rank not in plan.kept]
    text = f"Avec {quantity(values['posts'], POSTS, None)}, l’offre locale peut suivre {quantity(len(plan.kept), ('clause', 'clauses'))}"
    text += f" et {quantity(plan.hours, HOURS, 0)} sur {number(wanted, 0)}"
    if dropped:
        return f"{text} ; il faut écarter : {listed([name[0].lower() + name[1:] for name in dropped])}."
    return f"{text} : toutes les clauses tiennent dans le calendrier."


def _calendar(view, lots, plan):
    tasks = [Task(lot.name, lot.start, months=lot.months, text=f"{number(lot.hours, 0)}{NBSP}h", on=rank in plan.kept) for rank, lot in enumerate(lots)]
    return gantt_chart(view, tasks, horizon=HORIZON, x_title="Mois écoulés", step=6)


def _calendar_reading(lots, plan):
    kept = [lots[rank].name[0].lower() + lots[rank].name[1:] for rank in plan.kept]
    if not kept:
        return "Une barre par lot, du premier au dernier mois. Aucune clause n’est retenue."
    return (
        f"Une barre par lot, du premier au dernier mois. Barres pleines : les clauses retenues ({listed(kept)}) ; barres vides : les autres lots. Les heures "
        "sont écrites sur chaque barre ou à côté."
    )


def _posts(load):
    """Posts that a monthly load, in tenths of an hour, keeps busy."""
    return full_time_years(load / TENTHS * 12)


def _load(view, everything, plan, posts):
    months = list(range(HORIZON + 1))
    lines = [
        Line("toutes", months, ys=[_posts(load) for load in everything + everything[-1:]], colour="ochre", strong=False),
        Line("retenues", months, ys=[_posts(load) for load in plan.loads + plan.loads[-1:]], colour="petrol", strong=True),
    ]
    return line_chart(
        view,
        lines,
        x_title="Mois écoulés",
        y_title="Postes occupés",
        marks=[Mark("y", posts, "offre locale")],
        y_unit="postes",
        x_step=6,
        x_range=[0, HORIZON],
        stairs=True,
    )


def _load_reading(everything, plan, posts):
    return (
        f"Toutes les clauses ensemble demanderaient jusqu’à {quantity(_posts(max(everything)), POSTS, 1)} ; celles qui sont retenues en occupent au plus "
        f"{quantity(_posts(max(plan.loads)), POSTS, 1)}, pour une offre locale de {quantity(posts, POSTS, None)}."
    )


def _lots_table(values, lots, plan, due):
    rows = []
    for rank, lot in enumerate(lots):
        end = lot.start + lot.months
        rows.append(
            [
                lot.name,
                euros(values["lots"][rank][0]),
                number(lot.hours, 0),
                f"{number(lot.start + 1)} à {number(end)}",
                number(monthly_load(lot) / TENTHS, 1),
                "retenue" if rank in plan.kept else "écartée" if lot.hours else "sans clause",
                "oui, à vérifier" if rank in due else "non",
            ]
        )
    return Table("Les lots", ["Lot", "Montant", "Heures", "Mois", "Heures par mois", "Clause", "Condition sociale due"], rows)


def _answer(guess):
    if guess is None:
        return ""
    mean = LORRAINE_HOURS / LORRAINE_CONTRACTS
    said = f"Vous aviez prédit {quantity(guess, HOURS)} ; 300 000 divisé par 600 donne {number(mean, 0)}. "
    if abs(guess - mean) < 1:
        return f"{said}Vous aviez vu juste."
    if guess > mean:
        return f"{said}Une clause moyenne est plus petite : un tiers de temps plein sur un an."
    return f"{said}Une clause moyenne est plus grande : un tiers de temps plein sur un an."


SIMULATOR = Simulator(
    "clause-planner",
    "Débat 2",
    title="Quelles clauses d’insertion, et quand ?",
    controls=CONTROLS,
    compute=compute,
    method=METHOD,
    presets=PRESETS,
    prediction=PREDICTION,
)
