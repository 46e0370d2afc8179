"""« L'emploi de l'ESS a progressé : à qui le mérite ? »: a change split between reference, structure and territory."""

from essor.given.families import REGIONS, YEARS
from essor.portable.french import number, percent, quantity, signed
from essor.portable.models.territory import shift_share, total
from essor.portable.pictures.bars import Series, bar_chart
from essor.portable.pictures.waterfall import Step, waterfall
from essor.portable.rules.statistics import same_series, series
from essor.portable.simulators.controls import Choice, Grid, Number, Year
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Verdict, Why

JOB = ("emploi", "emplois")
IF_NATIONAL = "que s’il avait suivi l’évolution nationale, famille par famille"
FAMILIES = ("associations", "coopératives", "mutuelles", "fondations")
FIVE_FAMILIES = FAMILIES + ("autres organismes",)

# Fictitious: a territory of about the size of a department, and a country whose total grows by 4.6 %.
DEFAULT = [[30000, 32100, 1800000, 1908000], [6000, 5900, 300000, 294000], [3000, 2850, 130000, 124800], [1000, 1250, 80000, 88800]]
ASSOCIATIONS = percent(DEFAULT[0][3] / DEFAULT[0][2] - 1)  # growth in the country
SAME_PACE = [[30000, 31800, 1800000, 1908000], [6000, 5880, 300000, 294000], [3000, 2880, 130000, 124800], [1000, 1110, 80000, 88800]]
BAD_MIX = [[4000, 4240, 1800000, 1908000], [24000, 23600, 300000, 294000], [11000, 10650, 130000, 124800], [1000, 1110, 80000, 88800]]

TYPED = "saisie"
BY_HAND = ("territory", (TYPED,))
# Pairs of years of the table, from those that may be read; families seem reclassified between the first two years of the table.
SPANS = [(start, end) for start in YEARS[1:] + YEARS[:1] for end in YEARS if start < end]
RECLASSIFIED = YEARS[0]

CONTROLS = (
    Choice("territory", options=[(TYPED, "l’exemple fictif, ou vos chiffres")] + [(code, name) for code, name, _, _ in REGIONS], default=TYPED),
    Choice(
        "span",
        options=[(f"{start}-{end}", f"de {start} à {end}") for start, end in SPANS],
        default=f"{YEARS[1]}-{YEARS[3]}",
        only=("territory", tuple([region[0] for region in REGIONS])),
    ),
    Year("start", low=2008, high=2025, default=2009, only=BY_HAND),
    Year("end", low=2008, high=2025, default=2015, only=BY_HAND),
    Grid(
        "jobs",
        rows=FAMILIES,
        columns=(
            Number("here_start", low=0, high=10000000, step=10, default=0, integer=True),
            Number("here_end", low=0, high=10000000, step=10, default=0, integer=True),
            Number("there_start", low=1, high=10000000, step=10, default=1, integer=True),
            Number("there_end", low=0, high=10000000, step=10, default=1, integer=True),
        ),
        default=DEFAULT,
        only=BY_HAND,
    ),
)

PRESETS = (
    Preset("good", {}),
    Preset("same", {"jobs": SAME_PACE}),
    Preset("mix", {"jobs": BAD_MIX}),
    Preset("break", {"start": 2013, "end": 2019}),
    Preset("bretagne", {"territory": "53"}),
    Preset("families", {"territory": "53", "span": f"{RECLASSIFIED}-{YEARS[3]}"}),
)

BET = Number("guess", low=0, high=10000, step=10, default=1000, unit=JOB, decimals=0, choices=(100, 1050, 1830, 2100))
MOST_SHOWN = 999999  # jobs
GAINED = 2000  # jobs, of a challenge


def _deceiving(values, outcome):
    """Many jobs won, and fewer than families won in France, over years that may be compared."""
    return outcome.indicator("change").number >= GAINED and _no_merit(outcome)


def _judged_by_others(values, outcome):
    """Nothing has changed here, and the merit is gone."""
    here = values["territory"] == TYPED and [row[:2] for row in values["jobs"]] == [row[:2] for row in DEFAULT]
    return here and _no_merit(outcome)


def _no_merit(outcome):
    return outcome.indicator("change").verdict.ok and round(outcome.indicator("local").number) < 0


CHALLENGES = (
    Challenge("trompeuse", _deceiving, {"jobs": [[45000, 47400, 1800000, 1908000]] + SAME_PACE[1:]}),
    Challenge("ailleurs", _judged_by_others, {"jobs": [DEFAULT[0][:3] + [1980000]] + DEFAULT[1:]}),
)


def compute(values):
    columns = _columns(values)
    names = FIVE_FAMILIES[: len(columns[0])]
    parts = shift_share(*columns)
    whole = total(parts)
    before, after = sum(columns[0]), sum(columns[1])
    change = after - before
    verdict = _verdict(values)
    effects = (("Effet national", whole.national), ("Effet de structure", whole.mix), ("Effet local", whole.local))
    yield Headline(_headline(values, change, whole.local, verdict.ok))
    yield Indicator("change", _signed(change), number=change, verdict=verdict)
    yield Indicator("national", _signed(whole.national), number=whole.national)
    yield Indicator("mix", _signed(whole.mix), number=whole.mix)
    yield Indicator("local", _signed(whole.local), number=whole.local)
    start, end = Step("Départ", before, number(before, 0)), Step("Arrivée", after, f"{number(after, 0)} ({_signed(change)})")
    steps = [Step(label, value, _signed(value)) for label, value in effects]
    yield Figure(
        "De l’emploi de départ à l’emploi d’arrivée",
        _reading(before, after, effects),
        lambda view: waterfall(view, start, steps=steps, end=end, title="Emplois de l’ESS"),
    )
    yield Figure("Les trois effets, famille par famille", _families_reading(names, parts), lambda view: _families(view, names, parts))
    yield _sentence(change, whole, verdict)
    yield Why(lambda: _why_steps(values, columns, whole=whole, verdict=verdict))
    yield Later(lambda: _table(names, columns, parts, whole))
    yield _answer


def _years(values):
    """The first and the last year of the change."""
    if values["territory"] == TYPED:
        return values["start"], values["end"]
    return tuple([int(year) for year in values["span"].split("-")])


def _columns(values):
    """Jobs here at the start and at the end, then in France, a family a row: typed, or those of the table."""
    if values["territory"] == TYPED:
        return [[row[rank] for row in values["jobs"]] for rank in range(4)]
    ends = [YEARS.index(str(year)) for year in _years(values)]
    here = next(families for code, _, _, families in REGIONS if code == values["territory"])
    france = [[sum(column) for column in zip(*[families[at] for _, _, _, families in REGIONS])] for at in ends]
    return [list(here[at]) for at in ends] + france


def _verdict(values):
    first, last = _years(values)
    if last <= first:
        return Verdict(False, "l’année d’arrivée doit être postérieure à l’année de départ")
    if values["territory"] != TYPED and str(first) == RECLASSIFIED:
        return Verdict(False, f"de {YEARS[0]} à {YEARS[1]}, des familles semblent reclassées, leur évolution ne se commente pas")
    if same_series(first, last):
        return Verdict(True, f"une seule série, {series(first)}")
    return Verdict(False, f"deux séries, {series(first)} puis {series(last)}, qui ne se comparent pas")


def _headline(values, change, local, comparable):
    first, last = _years(values)
    if not comparable and last > first and same_series(first, last):
        return "Des familles reclassées, donc rien à comparer"
    if not comparable:
        return "Choisissez une arrivée après le départ" if last <= first else "Deux séries : ces années ne se comparent pas"
    if abs(local) < 0.5:
        return "Le territoire a suivi la France, famille par famille"
    if 0 < local <= change:
        return f"{quantity(local, JOB, 0)} sur {number(change, 0)} {'est propre' if number(local, 0) == '1' else 'sont propres'} au territoire"
    if abs(local) >= MOST_SHOWN:
        return f"{'Mieux' if local > 0 else 'Moins bien'} qu’au rythme français, par famille"
    return f"{quantity(abs(local), JOB, 0)} de {'plus' if local > 0 else 'moins'} qu’au rythme français, par famille"


def _signed(jobs):
    return signed(jobs, decimals=0)


def _sentence(change, whole, verdict):
    if verdict.ok is False:
        return f"Avant de lire ces effets, changez les années : {verdict.text}."
    text = f"L’emploi de l’ESS varie de {_signed(change)} : {_signed(whole.national)} au rythme français, {_signed(whole.mix)} par la structure, "
    text += f"{_signed(whole.local)} propre au territoire. "
    if abs(whole.local) < 0.5:
        return f"{text}Le territoire a fait exactement comme la France, famille par famille."
    if change > 0 > whole.local:
        return f"{text}Il gagne des emplois, mais moins qu’il n’aurait dû : la hausse n’est pas un mérite."
    if change < 0 < whole.local:
        return f"{text}Il perd des emplois, mais moins {IF_NATIONAL} : le recul vient d’ailleurs."
    return f"{text}Le territoire fait {'mieux' if whole.local > 0 else 'moins bien'} {IF_NATIONAL}."


def _why_gap(local):
    return f", et l’écart, {_signed(local)}, lui est propre" if number(local, 0) != number(0, 0) else ", et il n’y a donc pas d’écart qui lui soit propre"


def _why_steps(values, columns, whole, verdict):
    before, after = sum(columns[0]), sum(columns[1])
    first, last = _years(values)
    growth = sum(columns[3]) / sum(columns[2]) - 1
    return [
        f"En France, de {first} à {last}, l’emploi de l’ESS varie de {signed(growth * 100, '%', 1)} : à ce rythme, le territoire, "
        f"parti de {quantity(before, JOB)}, aurait varié de {_signed(whole.national)}.",
        f"Mais chaque famille a son propre rythme en France ; avec le poids qu’elles ont ici au départ, cela fait {_signed(whole.mix)}.",
        f"En suivant la France famille par famille, le territoire serait donc arrivé à {number(after - whole.local, 0)} ; il arrive à {number(after, 0)}"
        f"{_why_gap(whole.local)}.",
        f"Ces trois effets font la variation observée, aux arrondis près : {_signed(whole.national)}, {_signed(whole.mix)} et {_signed(whole.local)} "
        f"donnent {_signed(after - before)}.",
        f"Les deux années se comparent : {verdict.text}." if verdict.ok else f"Mais ne lisez pas ces effets sur ces années : {verdict.text}.",
    ]


def _answer(guess):
    columns = [[row[rank] for row in DEFAULT] for rank in range(4)]
    real = total(shift_share(*columns)).national
    fact = f"avec les valeurs de départ, c’est {quantity(real, JOB, 0)}"
    if abs(guess - real) <= 50:
        return fact, RIGHT
    if guess < real:
        return fact, "La plus grande part de la hausse n’a rien de local : tout le pays progresse."
    return fact, "Le rythme français n’explique pas tout : le reste vient de la structure et du territoire."


def _families(view, names, parts):
    series_shown = [
        Series("national", [p.national for p in parts], colour="petrol", texts=[_signed(p.national) for p in parts]),
        Series("structure", [p.mix for p in parts], colour="ochre", texts=[_signed(p.mix) for p in parts]),
        Series("local", [p.local for p in parts], colour="violet", texts=[_signed(p.local) for p in parts]),
    ]
    return bar_chart(view, list(names), series=series_shown, x_title="Emplois gagnés ou perdus")


def _reading(before, after, effects):
    parts = [f"{label[0].lower()}{label[1:]} {_signed(value)}" for label, value in effects]
    return f"Escalier de {quantity(before, JOB, 0)} à {quantity(after, JOB, 0)} : {', '.join(parts)}."


def _families_reading(names, parts):
    rows = [f"{name} {_signed(p.national)}, {_signed(p.mix)}, {_signed(p.local)}" for name, p in zip(names, parts)]
    return f"Trois barres par famille : pleine, l’effet national ; rayée, celui de structure ; en croisillons, l’effet local. {' ; '.join(rows)}."


def _table(names, columns, parts, whole):
    changes = [after - before for before, after in zip(columns[0], columns[1])]
    lines = list(zip(names, changes, parts)) + [("ensemble", sum(changes), whole)]
    rows = [[name] + [_signed(jobs) for jobs in (change, p.national, p.mix, p.local)] for name, change, p in lines]
    caption = "Variation de l’emploi, par famille (les trois effets s’additionnent, aux arrondis près)"
    return Table(caption, ["Famille", "Variation", "National", "Structure", "Local"], rows)


SIMULATOR = Simulator("shift-share", CONTROLS, compute=compute, bet=BET, about="national", presets=PRESETS, challenges=CHALLENGES)
