"""« Plus d'ESS qu'ailleurs, oui, mais que quel ailleurs ? »: one share against several references, and when not to compare."""

from essor.given.families import REGIONS, YEARS
from essor.portable.french import NBSP, listed, number, percent, quantity, signed
from essor.portable.models.territory import excess_jobs
from essor.portable.pictures.bars import Series, bar_chart
from essor.portable.pictures.plot import Mark
from essor.portable.rules.dated import POINTS
from essor.portable.rules.statistics import ALL_JOBS, PRIVATE_JOBS, Share, implied_employment, obstacles, specific_index
from essor.portable.simulators.controls import Choice, Grid, Number, Slider, Year, at_first
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Verdict, Why, bet_on, note

# Sheet « Pas-de-Calais » of the day's file, 2014 (data/faits).
JOBS = 48390
PART = 13
FRANCE_SHEET = 9.8
REGION_SHEET = 11.3

JOB = ("emploi", "emplois")
REFERENCES = ("France, fiche de 2014", "Région, fiche de 2014", "Autre référence")
SHORT = ("France", "Région", "Autre")
BASES = ((ALL_JOBS, "tout l’emploi salarié, public et privé"), (PRIVATE_JOBS, "le seul emploi privé"))

# What each obstacle means, for its reader.
WHY = (("ST-01", "deux dénominateurs"), ("ST-04", "deux unités"), ("ST-05", "deux séries, Clap et Flores"))

# Real references, from Flores in its last year: (key, name, share as a fraction); all jobs, public and private.
LAST = int(YEARS[-1])
FRANCE = sum([sum(families[-1]) for _, _, _, families in REGIONS]) / sum([jobs[-1] for _, _, jobs, _ in REGIONS])
REAL = [("F", "France hors Mayotte", FRANCE)] + [(f"R{code}", name, sum(families[-1]) / jobs[-1]) for code, name, jobs, families in REGIONS]
TYPED = ("retained", tuple([str(rank) for rank in range(len(REFERENCES))]))
BRETAGNE = next(one for one in REGIONS if one[0] == "53")

CONTROLS = (
    Choice(
        "retained", options=[(str(rank), name) for rank, name in enumerate(REFERENCES)] + [(key, f"{name}, Insee {LAST}") for key, name, _ in REAL], default="0"
    ),
    Grid(
        "references",
        rows=REFERENCES,
        columns=(Number("part", low=1, high=60, step=0.1, default=10, unit="%", decimals=2),),
        default=[[FRANCE_SHEET], [REGION_SHEET], [10.5]],
        only=TYPED,
    ),
    Number("jobs", low=1, high=1000000, step=10, default=JOBS, unit=JOB, integer=True),
    Slider("part", low=1, high=60, step=0.1, default=PART, unit="%", decimals=2),
    Choice("base", options=BASES, default=ALL_JOBS),
    Choice("reference_base", options=BASES, default=ALL_JOBS, only=TYPED),
    Choice("unit", options=("postes", "ETP"), default="postes"),
    Year("year", low=2008, high=2025, default=2014),
    Year("reference_year", low=2008, high=2025, default=2014, only=TYPED),
)

PRESETS = (
    Preset("france", {}),
    Preset("region", {"retained": "1"}),
    Preset("insee", {"retained": "2", "part": 12.336}),
    Preset("melange", {"retained": "2", "references": [[FRANCE_SHEET], [REGION_SHEET], [13.9]], "reference_base": PRIVATE_JOBS}),
    Preset("bretagne", {"retained": "F", "jobs": sum(BRETAGNE[3][-1]), "part": round(100 * sum(BRETAGNE[3][-1]) / BRETAGNE[2][-1], 2), "year": LAST}),
    Preset("series", {"retained": "F"}),
)

# The others are what goes beyond 1, and the gap in points.
BET = Number("guess", low=0, high=20, step=0.01, default=1, unit=("fois", "fois"), decimals=2, choices=(0.33, 1.33, 3.2))
MOST_SQUEEZED = 3  # times the longest bar: a guess beyond is not marked
AGAINST = ("la France", "la région", "l’autre référence")


def _rounding(values, outcome):
    """One point less at most, and a quarter of the lead is lost."""
    same = at_first(CONTROLS, values, "retained", "references", "jobs")
    return same and values["part"] >= PART - 1 and outcome.indicators[1].number <= 0.75 * excess_jobs(JOBS, PART / 100, FRANCE_SHEET / 100)


def _small(values, outcome):
    """The quotient of the start, and hardly a job."""
    return at_first(CONTROLS, values, "retained", "references", "part") and 0 < outcome.indicators[1].number < 100


def _behind(values, outcome):
    """The same share of the territory, said to be behind by shares that do not compare."""
    return values["part"] == PART and outcome.indicator("quotient").number < 1 and outcome.indicator("quotient").verdict.ok is False


CHALLENGES = (
    Challenge("arrondi", _rounding, {"part": 12}),
    Challenge("petit", _small, {"jobs": 400}),
    Challenge("retard", _behind, {"retained": "2", "references": [[FRANCE_SHEET], [REGION_SHEET], [13.9]], "reference_base": PRIVATE_JOBS}),
)


def compute(values):
    part = values["part"] / 100
    references, chosen, base, reference_year = _references(values)
    name, reference = references[chosen]
    quotients = [specific_index(part, share) for _, share in references]
    quotient = quotients[chosen]
    excess = excess_jobs(values["jobs"], part, reference)
    employment = implied_employment(values["jobs"], part)
    found = obstacles(Share(part, values["base"], unit=values["unit"], year=values["year"]), Share(reference, base, unit="postes", year=reference_year))
    reasons = listed([why for code, why in WHY if code in found])
    verdict = _verdict(reasons, values["year"] == reference_year)
    yield Headline(_headline(quotient, excess, against=_against(values), reasons=reasons))
    yield Indicator("quotient", number(quotient, 2), number=quotient, verdict=verdict)
    yield Indicator("more_jobs" if excess >= 0 else "fewer_jobs", number(abs(excess), 0), number=excess, verdict=note("par rapport à la part de référence"))
    yield Indicator("implicit_jobs", number(employment, 0), number=employment, verdict=note("à rapprocher du chiffre de l’Insee"))
    yield Indicator("gap", signed((part - reference) * 100, POINTS, 2), number=(part - reference) * 100)
    yield Figure("Le quotient selon la référence", _reading(quotients, references), lambda view: _picture(view, values, quotients, references=references))
    yield _sentence(part, reference, quotient=quotient, excess=excess, name=name, reasons=reasons)
    yield Why(lambda: _why_steps(values, part, named=references[chosen], year=reference_year, excess=excess, reasons=reasons))
    yield Later(lambda: _table(values["jobs"], part, references=references, quotients=quotients))
    yield _answer


def _references(values):
    """References of the picture as (name, share), the rank of the one retained, their denominator and year."""
    real = [(key, (f"{name}, {LAST}", share)) for key, name, share in REAL if key in ("F", values["retained"])]
    for rank, (key, _) in enumerate(real):
        if key == values["retained"]:
            return [one for _, one in real], rank, ALL_JOBS, LAST
    typed = list(zip(REFERENCES, [row[0] / 100 for row in values["references"]]))
    return typed, int(values["retained"]), values["reference_base"], values["reference_year"]


def _against(values):
    """What the territory is compared with, in a few words."""
    if values["retained"] in TYPED[1]:
        return AGAINST[int(values["retained"])]
    return "la France" if values["retained"] == "F" else "la région"


def _headline(quotient, excess, against, reasons):
    if reasons:
        return "Ces deux parts ne se comparent pas"
    start = f"{number(quotient, 2)} fois {against}"
    if abs(excess) < 0.5:
        return f"{start}, à moins d’un emploi près"
    return f"{start}, soit {quantity(abs(excess), JOB, 0)} {'de plus' if excess > 0 else 'de moins'}"


def _verdict(reasons, same_year):
    """Settings can forbid a comparison; they never prove that two published shares are of the same make."""
    if reasons:
        return Verdict(False, f"à ne pas publier : {reasons}")
    if not same_year:
        return note("deux années d’une même série : prenez la même")
    return note("rien ne s’oppose à la comparaison, d’après vos réglages ; assurez-vous de l’origine des parts")


def _sentence(part, reference, quotient, excess, name, reasons):
    if reasons:
        return (
            f"Ce quotient de {number(quotient, 2)} rapproche des chiffres qui ne se comparent pas : {reasons}. Cherchez d’abord deux parts de même définition."
        )
    more = "de plus" if excess >= 0 else "de moins"
    return (
        f"Avec {percent(part)} contre {percent(reference)} ({name}), l’ESS pèse {number(quotient, 2)}"
        f" fois la référence : {quantity(abs(excess), JOB, 0)} {more} que si le territoire lui ressemblait."
    )


def _why_steps(values, part, named, year, excess, reasons):
    name, reference = named
    jobs, base = values["jobs"], dict(BASES)[values["base"]]
    employment = implied_employment(jobs, part)
    quotient = specific_index(part, reference)
    make = f"Les {quantity(jobs, JOB)} de l’ESS font" if jobs > 1 else "Un seul emploi de l’ESS fait"
    return [
        f"{make} {percent(part)} de l’emploi du territoire ({base}), qui compte donc {quantity(employment, JOB, 0)}.",
        f"On divise la part du territoire par celle de la référence, « {name} » : {percent(part)} / {percent(reference)} = {number(quotient, 2)}.",
        f"À la part de la référence, le territoire aurait {quantity(reference * employment, JOB, 0)} de l’ESS : il en a {_why_excess(excess)}.",
        _why_compared(values["year"], year, reasons),
    ]


def _why_excess(excess):
    if abs(excess) < 0.5:
        return "autant, à moins d’un emploi près"
    return f"{number(abs(excess), 0)} de {'plus' if excess > 0 else 'moins'}"


def _why_compared(year, other, reasons):
    if reasons:
        return f"Mais ce quotient n’est pas à publier, car les deux parts ne mesurent pas la même chose : {reasons}."
    if year != other:
        return f"D’après vos réglages, les deux parts ont la même définition, mais l’une est de {year} et l’autre de {other} : prenez la même année."
    return f"Les deux parts ont, d’après vos réglages, la même définition et la même année, {year} : rien ne s’oppose à leur comparaison."


def _answer(guess):
    real = specific_index(PART, FRANCE_SHEET)
    fact = f"13 / 9,8 donne {number(real, 2)}"
    if abs(guess - real) <= 0.02:
        return fact, RIGHT
    if abs(guess - (PART - FRANCE_SHEET)) <= 0.05:
        return fact, "3,2 est l’écart en points ; le quotient est un rapport."
    if abs(guess - (real - 1)) <= 0.05:
        return fact, "0,33 est ce qui dépasse : le quotient compte aussi le 1 de départ."
    return fact, "On divise la part du territoire par celle de la référence."


def _picture(view, values, quotients, references):
    short = SHORT if values["retained"] in TYPED[1] else [name for name, _ in references]
    names = [f"{name}{NBSP}: {quantity(share * 100, '%')}" for name, (_, share) in zip(short, references)]
    series = [Series("quotient", quotients, colour="petrol", texts=[number(q, 2) for q in quotients])]
    marks = [Mark("x", 1, f"même poids{NBSP}: 1")] + bet_on("x", values["guess"], most=MOST_SQUEEZED * max(quotients))
    return bar_chart(view, names, series=series, x_title="Quotient", marks=marks)


def _reading(quotients, references):
    parts = [f"{name} ({percent(share)}), {number(q, 2)}" for (name, share), q in zip(references, quotients)]
    faced = {1: "une référence", 2: "deux références", 3: "trois références"}[len(references)]
    return f"Le même territoire, le même jour, face à {faced} : {' ; '.join(parts)}. Au-dessus de 1, l’ESS y est plus présente."


def _table(jobs, part, references, quotients):
    rows = [[name, percent(share), number(quotient, 3), number(excess_jobs(jobs, part, share), 0)] for (name, share), quotient in zip(references, quotients)]
    return Table("Le territoire face à chaque référence", ["Référence", "Part", "Quotient", "Emplois en plus (négatif : en moins)"], rows)


SIMULATOR = Simulator("location-quotient", CONTROLS, compute=compute, bet=BET, about="quotient", presets=PRESETS, challenges=CHALLENGES)
