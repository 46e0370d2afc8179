"""« Quelles clauses, et quand ? »: hours of insertion over a calendar of lots, within what the local offer can follow.

The plan is models.insertion; articles and thresholds are rules.procurement.
"""

from essor.portable.french import NBSP, euros, number, percent, quantity
from essor.portable.models.insertion import TENTHS, Lot, best_plan, full_time_years, insertion_hours, loads, monthly_capacity, monthly_load
from essor.portable.pictures.calendar import Task, calendar
from essor.portable.pictures.held import Held
from essor.portable.pictures.lines import Line, line_chart
from essor.portable.pictures.plot import Mark
from essor.portable.rules.procurement import EUROPEAN_THRESHOLD, SERVICES, WORKS, article_for, is_short_works, social_clause_required
from essor.portable.simulators.clause_planner_words import ALL_FIT, DUTY, HORIZON, HOURS, MONTHS, POSTS, answer, calendar_reading, headline, sentence, why_steps
from essor.portable.simulators.controls import Grid, Number, Regime, Slider, named_in, names
from essor.portable.simulators.declaration import Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Verdict, Why, note

# Facts of the register (data/faits): the Lorraine region since 2008.
LORRAINE_HOURS = 300000
LORRAINE_CONTRACTS = 600
LORRAINE_MEAN = LORRAINE_HOURS / LORRAINE_CONTRACTS

NAMES = (
    "Gros œuvre",
    "Charpente métallique",
    "Peinture",
    "Voirie",
    "Espaces naturels",
    "Nettoyage des locaux",
    "Transport collectif",
    "Autre lot 1",
    "Autre lot 2",
)
CONSTRUCTION, STANDARD = 4, 7  # the first lots are construction; the last are the reader's, and seen once they have an amount

# Fictitious: amount €, labour %, rate %, first month, months.
LOTS_DEFAULT = [
    [1200000, 50, 5, 1, 8],
    [500000, 20, 5, 6, 4],
    [250000, 70, 10, 10, 4],
    [800000, 30, 5, 12, 6],
    [180000, 80, 15, 1, 24],
    [240000, 80, 10, 1, 24],
    [600000, 50, 5, 9, 16],
    [0, 0, 0, 1, 6],
    [0, 0, 0, 1, 6],
]
WORKS_ONLY = [row[:] if rank < CONSTRUCTION else row[:2] + [0] + row[3:] for rank, row in enumerate(LOTS_DEFAULT)]
STAGGERED = [row[:] for row in LOTS_DEFAULT]
STAGGERED[3] = [800000, 30, 5, 17, 6]
# Works one after the other, over the two years.
SPREAD = [row[:3] + when for row, when in zip(WORKS_ONLY, [[1, 8], [9, 4], [13, 4], [17, 8], [1, 24], [1, 24], [9, 16], [1, 6], [1, 6]])]

POSTS_DEFAULT, COST = 2, 30


STARTS = 3  # the column of the month when a lot starts

CONTROLS = (
    Regime(),
    Grid(
        "lots",
        rows=NAMES,
        columns=(
            Number("amount", low=0, high=10000000, step=1000, default=0, unit="€", integer=True),
            Number("labour", low=0, high=100, step=5, default=50, unit="%", decimals=1),
            Number("rate", low=0, high=20, step=0.5, default=5, unit="%", decimals=1),
            Number("start", low=1, high=HORIZON, step=1, default=1, integer=True),
            Number("months", low=1, high=HORIZON, step=1, default=1, unit=MONTHS, integer=True),
        ),
        default=LOTS_DEFAULT,
        named="names",
    ),
    Slider("posts", low=0.5, high=10, step=0.5, default=POSTS_DEFAULT, unit=POSTS, decimals=1),
    Slider("cost", low=15, high=60, step=0.5, default=COST, unit="€", decimals=2),
    names("names", NAMES),
)

PRESETS = (Preset("diversified", {}), Preset("works", {"lots": WORKS_ONLY}), Preset("staggered", {"lots": STAGGERED}), Preset("more-posts", {"posts": 2.5}))

BET = Number("guess", low=0, high=100000, step=1, default=1000, unit=HOURS, decimals=1, choices=(2150, 3214, 3610, 4010))


def _columns(values, first, last):
    return [row[first:last] for row in values["lots"]]


def _all_kept(outcome):
    """Whether every clause holds, by what the picture says of it."""
    return ALL_FIT in outcome.sentence


def _same(values, first, last):
    """Whether these columns of the lots, and the cost, are those of the start."""
    return _columns(values, first, last) == [row[first:last] for row in LOTS_DEFAULT] and values["cost"] == COST


def _moved(values, outcome):
    """All the hours of the start, with the posts of the start."""
    return _same(values, 0, 3) and values["posts"] <= POSTS_DEFAULT and _all_kept(outcome)


def _dearer(values, outcome):
    """All the clauses, with the calendar and the contracts of the start: they hold because they are smaller."""
    return _columns(values, 0, 5) == LOTS_DEFAULT and values["posts"] <= POSTS_DEFAULT and _all_kept(outcome)


def _works_only(values, outcome):
    """Hours every month from construction alone."""
    return (
        not any(row[2] for row in values["lots"][CONSTRUCTION:])
        and _columns(values, 0, 2) == [row[:2] for row in LOTS_DEFAULT]
        and outcome.indicator("months").number == HORIZON
    )


CHALLENGES = (
    Challenge("moved", _moved, {"lots": STAGGERED}),
    Challenge("dearer", _dearer, {"cost": 35}),
    Challenge("works-only", _works_only, {"lots": SPREAD}),
)


def lots_of(values):
    """The lots that the reader's table describes."""
    lots, called = [], named_in(values)
    for rank, (amount, labour, rate, start, months) in enumerate(values["lots"]):
        hours = insertion_hours(amount, labour / 100, rate=rate / 100, hourly_cost=values["cost"])
        lots.append(Lot(called[rank], int(hours + 0.5 + 1e-9), start=start - 1, months=months, construction=rank < CONSTRUCTION))
    return lots


def compute(values):
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
    missing = [rank for rank in due if rank not in plan.kept]
    seen = [rank for rank in range(len(lots)) if rank < STANDARD or values["lots"][rank][0]]
    yield Headline(headline(lots, plan))
    yield Indicator("hours", number(plan.hours, 0), number=plan.hours, verdict=_duty(values, due, missing))
    usual = note(f"Lorraine, depuis 2008 : environ {number(LORRAINE_MEAN, 0)}")
    yield Indicator("hours_per_clause", number(mean, 0), number=mean, verdict=usual)
    verdict = Verdict(covered == HORIZON, "pas d’interruption" if covered == HORIZON else f"{quantity(HORIZON - covered, MONTHS)} sans poste")
    yield Indicator("months", f"{number(covered)} sur {number(HORIZON)}", number=covered, verdict=verdict)
    yield Indicator("outside_works", percent(share, 0), number=share * 100, verdict=note("espaces naturels, nettoyage, transport"))
    crowded = _ranges([load > capacity for load in everything])
    yield Figure(
        "Le calendrier des lots",
        calendar_reading(lots, plan, crowded),
        lambda view: _calendar(view, lots, seen=seen, plan=plan, crowded=crowded, wanted=_posts(max(everything)), posts=values["posts"]),
    )
    yield Figure(
        "La charge de chaque mois, en postes",
        _load_reading(everything, plan, values["posts"]),
        lambda view: _load(view, everything, plan=plan, posts=values["posts"]),
    )
    yield sentence(values, lots, plan=plan, wanted=wanted)
    yield Why(lambda: why_steps(values, lots, plan=plan, everything=everything, due=due))
    yield Later(lambda: _lots_table(values, lots, seen=seen, plan=plan, due=due))
    yield lambda guess: answer(guess, plan.hours, wanted)


def _due(values):
    """Ranks of the lots whose contract must have a social condition at the date chosen: works of less than six months need none."""
    date = values["date"]
    works = sum(row[0] for row in values["lots"][:CONSTRUCTION])
    ranks = []
    for rank, row in enumerate(values["lots"]):
        value, kind = (works, WORKS) if rank < CONSTRUCTION else (row[0], SERVICES)
        if row[0] and social_clause_required(value, EUROPEAN_THRESHOLD[kind].at(date), date) and not (kind == WORKS and is_short_works(row[4], date)):
            ranks.append(rank)
    return ranks


def _duty(values, due, missing):
    article = article_for("condition", values["date"])
    if not due:
        return note(f"clauses facultatives ({article})")
    if missing:
        return note(f"{quantity(len(missing), ('lot', 'lots'))} où une autre condition sociale est due, sauf dispense ({DUTY})")
    return Verdict(True, f"l’insertion remplit les conditions sociales dues ({DUTY})")


def _ranges(months):
    """(from, to) of each run of months that are true."""
    found = []
    for month, crowded in enumerate(months):
        if crowded and found and found[-1][1] == month:
            found[-1] = (found[-1][0], month + 1)
        elif crowded:
            found.append((month, month + 1))
    return found


def _calendar(view, lots, seen, plan, crowded, wanted, posts):
    tasks = []
    for rank in seen:
        lot = lots[rank]
        state = "on" if rank in plan.kept else "off" if lot.hours else "none"
        hours = f"{number(lot.hours, 0)}{NBSP}h"
        text = {"on": hours, "off": f"{hours} écartées", "none": "sans clause"}[state]
        tasks.append(Task(lot.name, lot.start, months=lot.months, text=text, state=state))
    meaning = f"il faudrait {quantity(wanted, POSTS, 1)} pour {number(posts)}"
    months = [(0, 1), (HORIZON - 1, HORIZON)]  # drawn from 0, counted from 1
    held = [Held(f"lots:{rank},{STARTS}", lot.start + 1, step=1, scale=months) for rank, lot in enumerate(lots) if rank in seen]
    return calendar(view, tasks, horizon=HORIZON, step=6, crowded=crowded, meaning=meaning, held=held)


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


def _lots_table(values, lots, seen, plan, due):
    rows = [
        [
            lot.name,
            euros(values["lots"][rank][0]),
            number(lot.hours, 0),
            f"{number(lot.start + 1)} à {number(lot.start + lot.months)}",
            number(monthly_load(lot) / TENTHS, 1),
            "retenue" if rank in plan.kept else "écartée" if lot.hours else "sans clause",
            "oui, sauf dispense" if rank in due else "non",
        ]
        for rank, lot in enumerate(lots)
        if rank in seen
    ]
    return Table("Les lots", ["Lot", "Montant", "Heures", "Mois", "Heures par mois", "Clause", "Condition sociale due"], rows)


SIMULATOR = Simulator("clause-planner", CONTROLS, compute=compute, bet=BET, about="hours", presets=PRESETS, challenges=CHALLENGES)
