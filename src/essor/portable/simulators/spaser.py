"""« Devez-vous adopter un SPASER ? »: the threshold that moved, by date, purchases and kind of buyer.

The duty and its dates are rules.procurement.
"""

from essor.portable.french import date_in_words, percent, quantity, typeset
from essor.portable.pictures.lines import Line, step_chart
from essor.portable.pictures.plot import Mark
from essor.portable.rules import procurement as law
from essor.portable.rules.dated import CHECKED, DAY_OF_2014, YEARS, UnknownAt
from essor.portable.simulators.controls import Amended, Choice, Number, Regime, Slider, Year
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Verdict, Why, note
from essor.portable.simulators.spaser_words import MILLIONS, is_read, text_at, threshold_at, why_steps

MONTHS = 12
DAYS_PER_YEAR = 365.25
NEAR = 0.25  # years
SPAN = int(DAY_OF_2014[:4]), int(CHECKED[:4]) + 1  # of the picture

# The two thresholds, as the texts say them.
FIRST, SECOND = [quantity(entry.value / law.MILLION, MILLIONS) for entry in law.SPASER_THRESHOLD.entries if entry.value is not None]

FIRST_DAY = next(entry.start for entry in law.SPASER_THRESHOLD.entries if entry.value is not None)

CONTROLS = (
    Regime(days=(("2014", DAY_OF_2014), ("date", None), ("today", CHECKED))),
    Year("year", low=2014, high=2026, default=2020, only=("regime", ("date",))),
    Slider("month", low=1, high=12, step=1, default=1, unit="", integer=True, only=("regime", ("date",))),
    Choice("buyer", options=(law.LOCAL, law.STATUTORY, law.OTHER), default=law.LOCAL),
    Slider("spend", low=0, high=200, step=1, default=60, unit=MILLIONS, decimals=1),
    Amended("amended_threshold", law.SPASER_THRESHOLD, low=1, high=200, step=1, scale=1 / law.MILLION, unit=MILLIONS),
    Amended("amended_years", law.SPASER_INDICATOR_YEARS, low=1, high=10, step=1),
)

LAWS = (("buyers", law.SPASER_BUYERS),)

PRESETS = (
    Preset("training-day", {"regime": "2014"}),
    Preset("in-2020", {"regime": "date", "year": 2020, "month": 1}),
    Preset("in-2024", {"regime": "date", "year": 2024, "month": 1}),
    Preset("hospital", {"regime": "date", "year": 2023, "month": 10, "buyer": law.OTHER}),
)

LARGE = 150  # millions of euros, of a challenge


def compute(values):
    date = _date(values)
    spend = values["spend"] * law.MILLION
    state = _state(values["buyer"], spend, date)
    since = law.spaser_required_since(values["buyer"], spend)
    years = _years_since(since) if since else 0
    yield Headline(_headline(state, values["spend"], date))
    yield Indicator("purchases", quantity(values["spend"], MILLIONS, None), number=values["spend"], verdict=_verdict(state, date))
    verdict = note(f"depuis le {date_in_words(since)}" if since else "pas d’obligation aujourd’hui")
    yield Indicator("years", quantity(years, YEARS, 1), number=years, verdict=verdict)
    yield _threshold_indicator(values["spend"], date)
    yield Figure("Le seuil et vos achats depuis 2014", _reading(values), lambda view: _chart(view, values, date))
    yield _sentence(state, values, date)
    yield Why(lambda: why_steps(state, values, date=date, since=since, years=years))
    yield Later(lambda: _changes_table(values["buyer"], spend))
    yield lambda guess: _answer(guess, since, years)


def _date(values):
    if values["regime"] != "date":
        return values["date"]
    return f"{values['year']}-{values['month']:02}-01"


def _headline(state, spend, date):
    said = {
        "before": "Non, la loi n’est pas encore en vigueur",
        "after": "Date postérieure au droit que nous avons lu",
        "awaited": "On ne peut pas le dire, le seuil attend son décret",
        "outside": "Non, cet acheteur n’est pas concerné à cette date",
    }
    if state in said:
        return said[state]
    threshold, spent = quantity(threshold_at(date), MILLIONS, 0), quantity(spend, MILLIONS, None)
    if state == "due":
        return f"Oui, {spent} d’achats dépassent le seuil de {threshold}"
    return f"Non, {spent} d’achats ne dépassent pas {threshold}"


def _verdict(state, date):
    """The verdict on what the law says of a buyer at a date, with the text then in force."""
    text = law.SPASER_THRESHOLD.cited(text_at(date), date)
    return {
        "before": note(_no_threshold(date)),
        "after": note(_no_threshold(date)),
        "awaited": note(f"obligation votée, seuil inconnu : {text}"),
        "outside": note(f"acheteur non concerné à cette date : {text}"),
        "due": Verdict(True, f"SPASER obligatoire : {text}"),
        "below": note(f"SPASER facultatif, seuil non dépassé : {text}"),
    }[state]


def _state(buyer, spend, date):
    if date > CHECKED:
        return "after"
    try:
        law.SPASER_PRINCIPLE.at(date)
    except UnknownAt:
        return "before"
    if not law.spaser_concerns(buyer, date):
        return "outside"
    try:
        return "due" if law.spaser_required(buyer, spend, date) else "below"
    except UnknownAt:
        return "awaited"


def _threshold_indicator(spend, date):
    threshold = threshold_at(date)
    if threshold is None:
        return Indicator("known", "0", number=0, verdict=note(_no_threshold(date)))
    verdict = note("dépassé" if spend > threshold else f"non dépassé : vos achats en font {percent(spend / threshold, 0)}")
    return Indicator("threshold", quantity(threshold, MILLIONS, 0), number=threshold, verdict=verdict)


def _no_threshold(date):
    if date > CHECKED:
        return "date postérieure au droit que nous avons lu"
    return "avant la loi du 31 juillet 2014" if date < law.SPASER_PRINCIPLE.entries[0].start else "attendu par décret"


def _sentence(state, values, date):
    spend = quantity(values["spend"], MILLIONS, None)
    day = f"Au {date_in_words(date)}"
    if state == "before":
        return f"{day}, la loi du 31 juillet 2014 n’est pas encore en vigueur : aucun schéma n’est dû."
    if state == "after":
        return f"{day}, on ne sait pas : ce cours arrête le droit au {date_in_words(CHECKED)}."
    if state == "awaited":
        when = "Fin 2014" if values["regime"] == "2014" else day
        return f"{when}, l’obligation est votée mais le seuil est attendu par décret : on ne peut pas dire si {spend} suffisent."
    if state == "outside":
        return f"{day}, cet acheteur n’est pas concerné, quel que soit le montant de ses achats."
    threshold = quantity(threshold_at(date), MILLIONS, 0)
    if state == "due":
        text = f"{day}, avec {spend} d’achats, au-dessus de {threshold}, un SPASER est obligatoire"
        return f"{text} ; ses indicateurs se publient tous les {law.SPASER_INDICATOR_YEARS.text(date)}." if is_read(date) else f"{text}."
    text = f"{day}, avec {spend} d’achats, {threshold} ne sont pas dépassés : le SPASER est facultatif"
    return f"{text} ; vous pouvez en élaborer un avec d’autres acheteurs." if is_read(date) else f"{text}."


def _years_since(date):
    """Years from a date to the last check."""
    return (_days(CHECKED) - _days(date)) / DAYS_PER_YEAR


def _days(date):
    """Days from a fixed origin, Gregorian (months counted from March)."""
    year, month, day = int(date[:4]), int(date[5:7]), int(date[8:])
    if month < 3:
        year, month = year - 1, month + 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * (month - 3) + 2) // 5 + day


def _before(guess):
    """The month that was that many years before the last check, as a date; None without a guess."""
    if guess is None:
        return None
    months = int(CHECKED[:4]) * MONTHS + int(CHECKED[5:7]) - 1 - round(guess * MONTHS)
    return f"{months // MONTHS}-{months % MONTHS + 1:02}-01"


def _chart(view, values, date):
    starts = [(entry.start, entry.value / law.MILLION) for entry in law.SPASER_THRESHOLD.entries if entry.value is not None]
    concerned = next(entry.start for entry in law.SPASER_BUYERS.entries if values["buyer"] in entry.value)
    # The threshold weighs on a buyer from the day the duty reaches it.
    held = [value for start, value in starts if start <= concerned]
    steps = ([(concerned, held[-1])] if held else []) + [(start, value) for start, value in starts if start > concerned]
    xs = [start for start, _ in steps] + [CHECKED]
    ys = [value for _, value in steps] + [threshold_at(CHECKED)]
    lines = [
        Line("seuil", xs, ys=ys, colour="petrol", strong=True),
        Line("vos achats", [law.SPASER_PRINCIPLE.entries[0].start, CHECKED], ys=[values["spend"]] * 2, colour="ochre", strong=False),
    ]
    # Past the last check there is nothing to point at.
    marks = [Mark("x", date, typeset(f"{date[8:]}/{date[5:7]}/{date[:4]}"))] if date <= CHECKED else []
    guessed = _before(values["guess"])
    if guessed and guessed > DAY_OF_2014[:4]:
        marks.append(Mark("x", guessed, "votre pari"))
    return step_chart(view, lines, y_title="Millions d’euros par an", span=SPAN, marks=marks, y_unit="M€")


def _reading(values):
    spend = quantity(values["spend"], MILLIONS, None)
    amended = f" Votre amendement le porte à {quantity(threshold_at(CHECKED), MILLIONS, 0)}." if law.SPASER_THRESHOLD.is_amended(CHECKED) else ""
    if values["buyer"] == law.OTHER:
        return (
            f"La ligne du seuil ne commence que le 25 octobre 2023, à {SECOND} : avant, cet acheteur n’était pas "
            f"concerné.{amended} Vos achats, {spend}, sont en pointillé."
        )
    steps = f"Aucun seuil avant le 1er février 2015 ; {FIRST} jusqu’à la fin de 2022 ; {SECOND} depuis le 1er janvier 2023."
    return f"{steps}{amended} Vos achats, {spend}, sont en pointillé."


def _changes_table(buyer, spend):
    words = {"due": "obligatoire", "below": "facultatif", "awaited": "inconnu", "outside": "non concerné"}
    rows = []
    for day in ("2014-08-02", "2015-02-01", "2023-01-01", "2023-10-25", CHECKED):
        threshold = threshold_at(day)
        known = "attendu par décret" if threshold is None else quantity(threshold, MILLIONS, 0)
        concerned = "tous les acheteurs" if len(law.SPASER_BUYERS.at(day)) == len(law.BUYERS) else "collectivités et statuts fixés par la loi"
        read = law.SPASER_PRINCIPLE.state(day) if threshold is None else law.SPASER_THRESHOLD.state(day)
        rows.append([date_in_words(day), known, concerned, words[_state(buyer, spend, day)], read])
    return Table("Ce que dit le droit, date par date", ["Au", "Seuil", "Acheteurs concernés", "Pour vos achats", "Texte du seuil"], rows)


def _answer(guess, since, years):
    if since is None:
        return "à ces réglages, le SPASER n’est pas obligatoire aujourd’hui", ""
    fact = f"à ces réglages, il est dû depuis le {date_in_words(since)}, soit {quantity(years, YEARS, 1)}"
    if abs(guess - years) <= NEAR:
        return fact, RIGHT
    if guess > years:
        return fact, "La loi est de 2014, mais c’est le seuil, ou l’élargissement aux autres acheteurs, qui fixe la date."
    return fact, "L’obligation est plus ancienne que vous ne pensiez."


def _state_on(values, date):
    return _state(values["buyer"], values["spend"] * law.MILLION, date)


def _at_the_threshold(values, outcome):
    """Today, as much as may be bought without a scheme."""
    date = _date(values)
    return values["regime"] == "today" and _state_on(values, date) == "below" and values["spend"] == threshold_at(date)


def _large_and_free(values, outcome):
    """Large purchases, a known threshold, and no duty."""
    date = _date(values)
    return values["spend"] >= LARGE and _state_on(values, date) == "outside" and threshold_at(date) is not None


def _last_month(values, outcome):
    """The month before the duty, for a local authority."""
    date = _date(values)
    year, month = int(date[:4]), int(date[5:7]) + 1
    following = f"{year + month // (MONTHS + 1)}-{1 if month > MONTHS else month:02}-01"
    before, after = _state_on(values, date), _state_on(values, following)
    return values["buyer"] == law.LOCAL and values["regime"] == "date" and before == "below" and after == "due"


CHALLENGES = (
    Challenge("au-seuil", _at_the_threshold, {"spend": threshold_at(CHECKED)}),
    Challenge("dernier-mois", _last_month, {"regime": "date", "year": 2022, "month": 12}),
    Challenge("gros-acheteur", _large_and_free, {"regime": "date", "year": 2022, "buyer": law.OTHER, "spend": 200}),
)

# What a reader may count from: the widening to other buyers, the lower threshold, the first one, the law.
STARTS = (law.SPASER_BUYERS.entries[-1].start, law.SPASER_THRESHOLD.entries[-1].start, FIRST_DAY, law.SPASER_PRINCIPLE.entries[0].start)
CHOICES = tuple([round(_years_since(start), 1) for start in STARTS])
BET = Number("guess", low=0, high=50, step=0.1, default=10, unit=YEARS, decimals=1, choices=CHOICES)

SIMULATOR = Simulator("spaser", CONTROLS, compute=compute, bet=BET, about="years", presets=PRESETS, challenges=CHALLENGES, laws=LAWS)
