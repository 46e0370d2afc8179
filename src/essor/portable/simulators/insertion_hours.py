"""« Combien d’heures d’insertion dans ce marché ? »: H = M × p × t / c, and what the law asks at that amount.

The formula is models.insertion; orders of magnitude, thresholds and articles are rules.procurement.
"""

from essor.portable.french import NBSP, euros, listed, number, percent, quantity, typeset
from essor.portable.models.insertion import full_time_years, insertion_hours, rate_for_hours
from essor.portable.pictures.bars import Series, bar_chart
from essor.portable.pictures.lines import Line, Point, line_chart
from essor.portable.pictures.plot import Mark
from essor.portable.rules import procurement as law
from essor.portable.rules.dated import CHECKED
from essor.portable.simulators.controls import Amended, Choice, Number, Regime, Slider, Switch, at_first
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Verdict, Why, bet_on, note
from essor.portable.simulators.insertion_hours_words import DUTY, dispensed, is_due, law_table, threshold_words, why_law

HOURS = ("heure", "heures")
FULL_TIME = ("temps plein", "temps pleins")
HIGHEST_SHOWN_RATE = law.HIGHEST_RATE * 100  # %, the end of the curve


def _between(low, high, shown):
    return f"{number(low)} à {shown(high)}"


# Orders of magnitude, as the texts say them.
TRADES = listed([f"{percent(share)} en {name}" for name, share in law.LABOUR_SHARES])
USUAL = _between(law.USUAL_RATES[0] * 100, law.USUAL_RATES[1], percent)

WORKS_EXEMPTION = law.EXEMPTION[law.WORKS].text(CHECKED)
USUAL_RANGE = _between(law.USUAL_RATES[0] * 100, law.HIGHEST_RATE, percent)

CONTROLS = (
    Regime(),
    Choice("kind", options=(law.WORKS, law.SERVICES), default=law.WORKS),
    Slider("amount", low=10000, high=10000000, step=10000, default=1000000, unit="€", integer=True),
    Switch("whole", default=True),
    Slider("labour", low=5, high=100, step=5, default=50, unit="%", decimals=1),
    Slider("rate", low=0, high=20, step=0.5, default=5, unit="%", decimals=2),
    Slider("cost", low=15, high=60, step=0.5, default=30, unit="€", decimals=2),
    Amended("amended_works", law.EUROPEAN_THRESHOLD[law.WORKS], low=10000, high=10000000, step=1000),
    Amended("amended_services", law.EUROPEAN_THRESHOLD[law.SERVICES], low=10000, high=1000000, step=1000),
) + tuple([Switch(name, default=False, only=("regime", ("today",))) for name in law.EXCEPTIONS])

LAWS = (
    ("code", law.CODE),
    ("social", law.SOCIAL_CLAUSE),
    ("environment", law.ENVIRONMENT_CONDITION),
    ("exempt_services", law.EXEMPTION[law.SERVICES]),
    ("exempt_works", law.EXEMPTION[law.WORKS]),
)

PRESETS = (
    Preset("one-million", {}),
    Preset("large-labour", {"amount": 1500000, "labour": 70, "rate": 10}),
    Preset("steel", {"labour": 20}),
    Preset("cost-today", {"cost": 37.5}),
)

# The others forget the materials, or count the whole building site.
BET = Number("guess", low=0, high=1000000, step=1, default=1000, unit=HOURS, integer=False, choices=(833, 1667, 16667))
EXAMPLE = {control.name: control.default for control in CONTROLS}
MOST_SQUEEZED = 2  # times the longest bar: a guess beyond is not marked


def _full_time(values, outcome):
    return at_first(CONTROLS, values, "amount", "rate") and outcome.indicator("full_time").number >= 1


def _steel(values, outcome):
    """As many hours as in masonry, at a usual rate and the same cost, where labour is a fifth."""
    low, high = law.USUAL_RATES
    like = values["cost"] >= EXAMPLE["cost"] and values["labour"] <= law.LABOUR_SHARES[0][1] * 100
    return like and low <= values["rate"] / 100 <= high and outcome.indicator("hours").number >= _hours(EXAMPLE, EXAMPLE["labour"], EXAMPLE["rate"])


def _obligation(values, outcome):
    due = law.social_clause_required(values["amount"], law.EUROPEAN_THRESHOLD[values["kind"]].at(CHECKED), CHECKED)
    return values["regime"] == "today" and values["amount"] <= EXAMPLE["amount"] and due


CHALLENGES = (
    Challenge("temps-plein", _full_time, {"labour": 100}),
    Challenge("charpente", _steel, {"labour": 20, "rate": 10, "amount": 1300000}),
    Challenge("obligation", _obligation, {"kind": law.SERVICES}),
)


def compute(values):
    date = values["date"]
    hours = _hours(values, values["labour"], values["rate"])
    low, high = law.USUAL_RATES
    rate = values["rate"] / 100
    usual = low <= rate <= high
    guess = values["guess"]
    yield Headline(_headline(hours))
    yield Indicator("hours", number(hours, 0), number=hours, verdict=_duty(values, date))
    years = full_time_years(hours)
    yield Indicator("full_time", number(years, 2), number=years, verdict=note(f"sur un an, à {number(law.HOURS_PER_FTE)} heures"))
    yield Indicator("rate", percent(rate), number=values["rate"], verdict=note(_rate_words(usual, rate)))
    yield Indicator("hourly_cost", euros(values["cost"], None), number=values["cost"], verdict=note(_cost_words(date)))
    sentence = (
        f"{'Un marché de ' if values['whole'] else 'Un lot de '}{euros(values['amount'])}, dont {percent(values['labour'] / 100)} de main-d’œuvre, porte "
        f"{quantity(hours, HOURS, 0)} d’insertion à {percent(rate)}"
    )
    sentence += f" ; la clause se fonde sur {_articles(values, date)}." if rate else " : il n’a pas de clause d’insertion."
    yield Figure("Les heures selon le taux d’insertion", _curve_reading(values, hours), lambda view: _curve(view, values, hours=hours, guess=guess))
    yield Figure("Le même montant dans trois corps d’état", _trades_reading(values), lambda view: _trades(view, values, guess))
    yield sentence
    yield Why(lambda: _why_steps(values, hours, date))
    yield Later(lambda: _trades_table(values))
    yield Later(lambda: law_table(values, date))
    yield lambda guess: _answer(guess, values, hours)


def _headline(hours):
    if hours < 1:
        return "Moins d’une heure d’insertion" if hours else "Aucune heure d’insertion à ce taux"
    years = full_time_years(hours)
    return f"{quantity(hours, HOURS, 0)} d’insertion, soit {quantity(years, FULL_TIME, 2 if years < 10 else 0)} sur un an"


def _hours(values, labour, rate):
    return insertion_hours(values["amount"], labour / 100, rate=rate / 100, hourly_cost=values["cost"])


def _articles(values, date):
    """« l’article 14 du CMP », « l’article L. 2112-2 du CCP », and the article of August 2026 where it is due."""
    cited = law.article_for("condition", date)
    text = f"l’article {cited[5:] if cited.startswith('art. ') else cited}"
    return text + (" et l’article L. 2112-2-1" if is_due(values, date) and not dispensed(values) else "")


def _duty(values, date):
    """What the law asks of a contract of that amount, as a verdict."""
    if values["regime"] == "2014":
        return note(f"facultatives : {law.article_for('condition', date)}")
    threshold = threshold_words(values, date)
    if not is_due(values, date) and not values["whole"]:
        return note(f"seuil européen de {threshold} à comparer à la valeur de tous les lots : {DUTY}")
    if not is_due(values, date):
        return note(f"facultatives sous le seuil européen de {threshold} : {law.article_for('condition', date)}")
    if dispensed(values):
        return note(f"dispense de condition sociale ; gardez les motifs au dossier — {DUTY} et L. 2184-1")
    if values["rate"] > 0:
        return Verdict(True, f"une condition sociale est due, l’insertion en est une — {DUTY}")
    return note(f"sans insertion, une autre condition sociale est due — {DUTY}")


def _rate_words(usual, rate):
    if usual:
        return f"dans l’usage : de {USUAL}"
    if rate < law.USUAL_RATES[0]:
        return f"sous l’usage : {percent(law.USUAL_RATES[0])} au moins"
    return f"au-dessus de l’usage ; les guides vont jusqu’à {percent(law.HIGHEST_RATE)}"


def _cost_words(date):
    low, high = law.HOURLY_COST.at(date)
    return f"repère : {number(low)} à {euros(high)} ({law.HOURLY_COST.entry(date).article})"


def _why_steps(values, hours, date):
    labour = values["amount"] * values["labour"] / 100
    where = "Ce marché" if values["whole"] else "Ce lot"
    steps = [f"{where} est de {euros(values['amount'])} ; la main-d’œuvre en fait {percent(values['labour'] / 100)}, soit {euros(labour)}."]
    if hours:
        years = full_time_years(hours)
        given, shown = labour * values["rate"] / 100, quantity(hours, HOURS, 0 if hours >= 1 else 2)
        steps.append(f"La clause confie {percent(values['rate'] / 100)} de cette main-d’œuvre à des personnes en insertion, soit {euros(given)}.")
        steps.append(f"À {euros(values['cost'], None)} l’heure, charges comprises, ces {euros(given)} paient {shown} d’insertion.")
        if number(years, 2) != number(0, 2):
            steps.append(f"Un temps plein fait {number(law.HOURS_PER_FTE)} heures dans l’année : c’est {quantity(years, FULL_TIME, 2)} sur un an.")
    else:
        steps.append("Le taux d’insertion est nul : aucune part de cette main-d’œuvre n’est confiée à des personnes en insertion, et le calcul donne 0 heure.")
    return steps + [why_law(values, date)]


def _curve(view, values, hours, guess):
    top = _hours(values, values["labour"], HIGHEST_SHOWN_RATE)
    low, high = law.USUAL_RATES
    marks = [Mark("x", high * 100, typeset(f"à {percent(high)}")), Mark("x", low * 100, typeset(f"dès {percent(low)}"))]
    return line_chart(
        view,
        [Line("", [0, HIGHEST_SHOWN_RATE], ys=[0, top], colour="petrol", strong=True)],
        x_title="Taux d’insertion",
        y_title="Heures d’insertion",
        marks=marks + bet_on("y", guess, most=top),
        points=[Point(values["rate"], hours, "ici")],
        x_unit="%",
        y_unit="heures",
        x_range=[-0.4, HIGHEST_SHOWN_RATE + 0.4],
    )


def _curve_reading(values, hours):
    step = _hours(values, values["labour"], 1)
    return (
        f"Chaque point de taux ajoute {quantity(step, HOURS, 0)}. À {percent(values['rate'] / 100)}"
        f", le marché porte {quantity(hours, HOURS, 0)}. L’usage va de {USUAL}."
    )


def _trade_rows(values):
    rows = [(name, share * 100) for name, share in law.LABOUR_SHARES]
    return rows + [("votre marché", values["labour"])]


def _trades(view, values, guess):
    rows = _trade_rows(values)
    hours = [_hours(values, labour, values["rate"]) for _, labour in rows]
    texts = [f"{number(h, 0)}{NBSP}h" for h in hours]
    names = [typeset(name if view.narrow else f"{name} ({percent(labour / 100)})") for name, labour in rows]
    marks = bet_on("x", guess, most=MOST_SQUEEZED * max(hours))
    return bar_chart(view, names, series=[Series("heures", hours, colour="petrol", texts=texts)], x_title="Heures d’insertion", marks=marks)


def _trades_reading(values):
    steel, painting = law.LABOUR_SHARES[0][1], law.LABOUR_SHARES[2][1]
    few, many = [_hours(values, share * 100, values["rate"]) for share in (steel, painting)]
    return (
        f"Pour le même montant et le même taux, une charpente métallique ({percent(steel)} de main-d’œuvre) porte {quantity(few, HOURS, 0)} et "
        f"des travaux de peinture ({percent(painting)}) {number(many, 0)} : la part de main-d’œuvre compte autant que le montant."
    )


def _trades_table(values):
    rows = []
    for name, labour in _trade_rows(values):
        hours = _hours(values, labour, values["rate"])
        rows.append([name, percent(labour / 100), number(_hours(values, labour, 100), 0), number(hours, 0), number(full_time_years(hours), 2)])
    headers = ["Corps d’état", "Main-d’œuvre", "Heures de main-d’œuvre", "Heures d’insertion", "ETP"]
    return Table("Heures selon la part de main-d’œuvre, au montant et au taux choisis", headers, rows)


def _answer(guess, values, hours):
    fact = f"le calcul donne {number(hours, 0)}"
    if abs(guess - hours) <= 1:
        return fact, RIGHT
    needed = rate_for_hours(guess, values["amount"], labour_share=values["labour"] / 100, hourly_cost=values["cost"])
    if needed > 1:
        return fact, "Même toute la main-d’œuvre du marché n’y suffirait pas."
    return fact, f"Pour atteindre votre chiffre, le taux d’insertion devrait être de {percent(needed, 2)}."


SIMULATOR = Simulator("insertion-hours", CONTROLS, compute=compute, bet=BET, about="hours", presets=PRESETS, challenges=CHALLENGES, laws=LAWS)
