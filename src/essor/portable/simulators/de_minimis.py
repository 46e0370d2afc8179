"""« Combien d'aide peut-on encore verser ? »: de minimis aids, in a window of three years that moves."""

from essor.portable.french import euros, quantity, yes_or_no
from essor.portable.pictures.lines import Line, Point, line_chart
from essor.portable.pictures.plot import Mark
from essor.portable.rules import state_aid as law
from essor.portable.rules.dated import CHECKED, DAY_OF_2014
from essor.portable.simulators.controls import Amended, Choice, Grid, Number, Regime, Slider, Year, named_in, names
from essor.portable.simulators.de_minimis_words import (
    NEVER,
    TO_THE_DAY,
    ceiling_of,
    decided_in,
    either,
    first_month_of,
    granted_in,
    later,
    month_words,
    regulation,
    why_steps,
    window_of,
)
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Verdict, Why, note

FIRST_YEAR, LAST_YEAR = 2010, 2030  # the regulations of 2023 apply until the end of 2030
MOST = 1000000
ROWS = 6
MONTHS_BEFORE, MONTHS_AFTER = 24, 24  # shown around the decision
SEARCH = 48  # months in which a date is looked for: any window has moved on by then

# The ceilings and the window, as the texts say them.
GENERAL_2014, GENERAL = law.GENERAL_CEILING.text(DAY_OF_2014), law.GENERAL_CEILING.text(CHECKED)
SIEG_2014, SIEG = law.SIEG_CEILING.text(DAY_OF_2014), law.SIEG_CEILING.text(CHECKED)
YEARS = quantity(law.WINDOW_YEARS, ("an", "ans"))
REGISTER_DAYS = law.REGISTER_DAYS.text(CHECKED)
NO_DAY = "Le jour n’est pas demandé : une aide du même mois, trois ans plus tôt, compte ou non selon le jour."
UNTIL_ITS_DAY = "lecture prudente du cours : une aide compte jusqu’au soir du jour où elle a trois ans, et ne compte plus le lendemain"

START, SAFE = 2026 * 12 + 11, 2027 * 12 + 4  # the month of the start, and the first in which the aid fits whatever the day
STORY = [[2023, 10, 40000], [2023, 12, 10000], [2024, 3, 100000], [2025, 1, 90000], [2026, 6, 60000], [2026, 1, 0]]

NAMES = [f"Aide {rank + 1}" for rank in range(ROWS)]

CONTROLS = (
    Regime(),
    Choice("kind", options=(law.GENERAL, law.SIEG), default=law.GENERAL),
    Grid(
        "aids",
        rows=NAMES,
        columns=(
            Year("year", low=FIRST_YEAR, high=LAST_YEAR, default=2026),
            Number("month", low=1, high=12, step=1, default=1, unit="", integer=True),
            Number("amount", low=0, high=MOST, step=1000, default=0, unit="€", integer=True),
        ),
        default=STORY,
        named="names",
    ),
    Year("year", low=FIRST_YEAR, high=LAST_YEAR, default=2026),
    Slider("month", low=1, high=12, step=1, default=11, unit="", integer=True),
    Slider("new_aid", low=0, high=800000, step=1000, default=80000, unit="€", integer=True),
    Slider("first_month", low=1, high=12, step=1, default=1, unit="", integer=True, only=("regime", ("2014",))),
    Amended("amended_general", law.GENERAL_CEILING, low=0, high=1000000, step=10000),
    Amended("amended_sieg", law.SIEG_CEILING, low=0, high=1000000, step=10000),
    names("names", NAMES),
)

LAWS = (("window", law.WINDOW),)

PRESETS = (Preset("waiting", {}), Preset("rule-2014", {"regime": "2014"}), Preset("sieg", {"kind": law.SIEG}), Preset("later", {"year": 2027, "month": 3}))

BET = Number("guess", low=0, high=MOST, step=1000, default=0, unit="€", decimals=2, choices=(0, 40000, 50000))

WANTED = 80000  # €
MISSION_AID = 400000  # €


def _fits(values, outcome, aid):
    """Whether an aid of so much fits, all days considered, after those of the story."""
    return values["aids"] == STORY and values["new_aid"] >= aid and outcome.indicator("with_new").verdict.ok is True


def _month_count(values):
    return values["year"] * 12 + values["month"]


def _soonest(values, outcome):
    general = values["regime"] == "today" and values["kind"] == law.GENERAL
    return general and START < _month_count(values) <= SAFE and _fits(values, outcome, WANTED)


def _fiscal(values, outcome):
    return values["regime"] == "2014" and values["kind"] == law.GENERAL and values["year"] == 2027 and _fits(values, outcome, WANTED)


def _mission(values, outcome):
    return _month_count(values) == START and _fits(values, outcome, MISSION_AID)


CHALLENGES = (
    Challenge("soonest", _soonest, {"year": 2027, "month": 4}),
    Challenge("fiscal", _fiscal, {"regime": "2014", "year": 2027, "month": 7, "first_month": 7}),
    Challenge("mission", _mission, {"kind": law.SIEG, "new_aid": 400000}),
)


def compute(values):
    rule_date = values["date"]
    limit = law.ceiling(values["kind"], rule_date)
    aids = [(granted_in(row[0], row[1]), row[2]) for row in values["aids"] if row[2]]
    counted = law.counted(aids, decided_in(values["year"], values["month"]), window=window_of(values), first_month=first_month_of(values))
    counts = (counted, counted + sum([amount for granted, amount in aids if _turns_three(granted, values)]))
    rooms = [max(0, limit - amount) for amount in counts]
    totals = [amount + values["new_aid"] for amount in counts]
    wait = _months_to_wait(aids, values, limit)
    doubtful = totals[0] <= limit < totals[1]
    yield Headline(_headline(values, rooms))
    yield Indicator("counted", either(counts), number=counted, verdict=note(_window_words(values, counts)))
    yield Indicator("room", either(rooms), number=rooms[0], verdict=note(f"plafond de {euros(limit)}"))
    fits = totals[0] <= limit
    article = ceiling_of(values).cited(f"règlement de {regulation(values)}", rule_date)
    words = f"{'sous' if fits else 'au-dessus de'} {euros(limit)} ({article}){TO_THE_DAY if doubtful else ''}"
    yield Indicator("with_new", either(totals), number=totals[0], verdict=Verdict(None if doubtful else fits, words))
    yield Indicator("first_day", *_first_date(values, wait, limit=limit, doubtful=doubtful))
    yield Figure("Les aides qui comptent, mois après mois", _reading(values, counts, limit), lambda view: _chart(view, values, aids, counted, limit))
    yield _sentence(values, counts, limit=limit, wait=wait)
    yield Why(lambda: why_steps(values, aids, counts=counts, limit=limit, wait=wait))
    yield Later(lambda: _aids_table(values))
    if values["regime"] == "today":
        yield Later(lambda: _duties_table(values))
    yield lambda guess: _answer(guess, values, rooms=rooms, counted=counted, limit=limit, aids=aids)


def _turns(values, first, last):
    """Months from the decision, in order from `first` to `last`, at which what counts may change, and both ends and 0."""
    now = values["year"] * 12 + values["month"] - 1
    around = law.WINDOW_YEARS * 12
    found = {0, first, last}
    for year, month, amount in values["aids"]:
        if amount:
            fiscal = law.fiscal_year(granted_in(year, month), first_month_of(values)) * 12 + first_month_of(values) - 1
            for at in (year * 12 + month - 1, year * 12 + month - 1 + around, fiscal + around):
                if first < at - now < last:
                    found.add(at - now)
    return sorted(found)


def _months_to_wait(aids, values, limit):
    """Months until the new aid fits, 0 at once, NEVER if no date within the search does."""
    if values["new_aid"] > limit:
        return NEVER
    window = window_of(values)
    for months in _turns(values, 0, SEARCH):
        date = decided_in(*later(values, months))
        if law.counted(aids, date, window=window, first_month=first_month_of(values)) + values["new_aid"] <= limit:
            return months
    return NEVER


def _turns_three(granted, values):
    """Whether an aid is three years old in the month of the decision: it counts or not as the days of both fall."""
    return window_of(values) == law.ROLLING and granted == granted_in(values["year"] - law.WINDOW_YEARS, values["month"])


def _window_words(values, counts):
    if values["regime"] == "2014":
        first = law.fiscal_year(granted_in(values["year"], values["month"]), values["first_month"]) - law.WINDOW_YEARS + 1
        doubt = " (par exercices, lecture du cours)" if values["kind"] == law.SIEG else ""
        return f"exercices ouverts de {first} à {first + law.WINDOW_YEARS - 1}{doubt}"
    oldest = month_words(values["year"] - law.WINDOW_YEARS, values["month"])
    doubt = f" ; en {oldest}, selon le jour" if counts[0] != counts[1] else ""
    return f"accordées après {oldest}, jusqu’à {month_words(values['year'], values['month'])}{doubt}"


def _first_date(values, wait, limit, doubtful):
    """The text, number and verdict of the last indicator."""
    if wait == NEVER:
        why = "la nouvelle aide dépasse à elle seule le plafond" if values["new_aid"] > limit else "les aides prévues occupent le plafond"
        return "aucune en 4 ans", NEVER, Verdict(False, why)
    year, month = later(values, wait)
    if wait:
        text = f"dans {quantity(wait, ('mois', 'mois'))}{TO_THE_DAY if window_of(values) == law.ROLLING else ''}"
        return month_words(year, month), wait, Verdict(False, text)
    return month_words(year, month), wait, Verdict(None if doubtful else True, f"tout de suite{TO_THE_DAY if doubtful else ''}")


def _headline(values, rooms):
    when = month_words(values["year"], values["month"])
    if not max(rooms):
        return f"En {when}, plus aucune aide n’est possible"
    if rooms[0] != rooms[1]:
        return f"En {when}, {either(rooms)}, selon le jour"
    return f"En {when}, on peut encore verser {euros(rooms[0])}"


def _sentence(values, counts, limit, wait):
    hesitates = counts[0] != counts[1]
    text = f"En {month_words(values['year'], values['month'])}, {either(counts)} comptent déjà"
    text += ", selon le jour," if hesitates else ""
    text += f" pour un plafond de {euros(limit)} : une aide de {euros(values['new_aid'])} "
    fits = [amount + values["new_aid"] <= limit for amount in counts]
    if hesitates and fits[0] and not fits[1]:
        oldest = month_words(values["year"] - law.WINDOW_YEARS, values["month"])
        return (
            f"{text}y tient ou n’y tient pas, selon le jour. Ce qui a été accordé en {oldest} compte jusqu’au soir du "
            "jour où il a trois ans (lecture prudente)."
        )
    if fits[0]:
        return f"{text}y tient{' dans les deux cas.' if hesitates else '.'}"
    text += f"n’y tient {'dans aucun des deux cas. ' if hesitates else 'pas. '}"
    if wait == NEVER:
        return f"{text}Aucune date des quatre années suivantes ne convient."
    return f"{text}Elle devient possible en {month_words(*later(values, wait))}{TO_THE_DAY if window_of(values) == law.ROLLING else ''}."


def _answer(guess, values, rooms, counted, limit, aids):
    fact = f"le calcul donne {either(rooms)}{', selon le jour' if rooms[0] != rooms[1] else ''}"
    if any(abs(guess - room) < 1 for room in rooms):
        return fact, RIGHT
    everything = sum([amount for _, amount in aids])
    if counted < everything and abs(guess - max(0, limit - everything)) < 1:
        return fact, "Vous avez compté toutes les aides ; les plus anciennes sont sorties de la fenêtre."
    by_years = law.counted(aids, decided_in(values["year"], values["month"]), window=law.FISCAL_YEARS, first_month=1)
    if window_of(values) == law.ROLLING and by_years < counted and abs(guess - max(0, limit - by_years)) < 1:
        return fact, "Vous avez compté par années civiles ; la fenêtre va de date à date, et remonte ici jusque dans l’année d’avant."
    return fact, "Seules comptent les aides de la fenêtre de trois ans qui s’achève à la date choisie."


def _chart(view, values, aids, counted, limit):
    places, now, then = [], [], []
    for months in _turns(values, -MONTHS_BEFORE, MONTHS_AFTER):
        year, month = later(values, months)
        date = decided_in(year, month)
        places.append(year + (month - 1) / 12)
        now.append(law.counted(aids, date, law.ROLLING))
        then.append(law.counted(aids, date, window=law.FISCAL_YEARS, first_month=first_month_of(values)))
    today = values["regime"] == "today"
    lines = [Line("glissants", places, ys=now, colour="petrol", strong=today), Line("exercices", places, ys=then, colour="ochre", strong=not today)]
    marks = [Mark("y", limit, f"plafond {euros(limit)}")]
    day = values["year"] + (values["month"] - 1) / 12
    points = [Point(day, counted + values["new_aid"], "avec l’aide")]
    if values["guess"] is not None and not view.narrow:
        points.append(Point(day, counted + values["guess"], "votre pari"))
    return line_chart(
        view,
        lines,
        x_title="Année",
        years=True,
        y_title="Aides qui comptent, en euros",
        marks=marks,
        points=points,
        y_unit="€",
        x_step=1,
        x_range=[places[0], places[-1]],
        stairs=True,
    )


def _reading(values, counts, limit):
    chosen, other = ("trois exercices", "trois ans glissants") if values["regime"] == "2014" else ("trois ans glissants", "trois exercices")
    return (
        f"La courbe monte à chaque aide et descend quand une aide sort de la fenêtre. En {month_words(values['year'], values['month'])}, la règle des "
        f"{chosen}, en trait plein, compte {either(counts)}{', selon le jour' if counts[0] != counts[1] else ''} ; le plafond est de {euros(limit)}. "
        f"En pointillé, la règle des {other}."
    )


def _aids_table(values):
    date = decided_in(values["year"], values["month"])
    rows = []
    for name, (year, month, amount) in zip(named_in(values), values["aids"]):
        if not amount:
            continue
        granted = granted_in(year, month)
        if granted > date:
            state = "non : elle est postérieure"
        elif law.counted([(granted, amount)], date, window=window_of(values), first_month=first_month_of(values)):
            state = "oui"
        elif _turns_three(granted, values):
            state = "selon le jour"
        else:
            state = "non : sortie de la fenêtre"
        rows.append([name, month_words(year, month), euros(amount), state])
    rows.append(["Nouvelle aide", month_words(values["year"], values["month"]), euros(values["new_aid"]), "oui"])
    return Table("Ce qui compte à la date de la nouvelle aide", ["Aide", "Accordée en", "Montant", "Compte"], rows)


def _duties_table(values):
    day, state = granted_in(values["year"], values["month"]), law.REGISTER_DAYS.state(CHECKED)
    declared = law.declaration_is_needed(day)
    because = "le registre central n’a pas encore trois ans" if declared else "le registre central couvre les trois ans"
    within = f"dans les {REGISTER_DAYS} ({state})" if law.is_registered(day) else "le registre central n’est ouvert que depuis 2026"
    rows = [
        ["Avant : l’entreprise déclare les aides reçues", yes_or_no(declared), because],
        ["Après : l’aide est enregistrée au registre central", yes_or_no(law.is_registered(day)), within],
    ]
    return Table("Ce qui entoure le versement", ["Formalité", "Due", "Règle"], rows)


SIMULATOR = Simulator("de-minimis", CONTROLS, compute=compute, bet=BET, about="room", presets=PRESETS, challenges=CHALLENGES, laws=LAWS)
