"""« Qui dépense le plus pour l'ESS ? »: euros per inhabitant, and how the perimeter of the budget decides."""

from essor.portable.french import euros, number, quantity
from essor.portable.models.territory import per_inhabitant
from essor.portable.pictures.slope import Slope, slope_picture
from essor.portable.rules.territorial_policy import has_general_clause
from essor.portable.simulators.controls import Choice, Grid, Number, Regime
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Why, note

# Sheets « Aquitaine » and « Pas-de-Calais » of the day's file, 2014 (data/ess-budgets.csv).
AQUITAINE = (4150000, 0, 3232352)
PAS_DE_CALAIS = (8700000, 220000000, 1489209)
YOURS = (150000, 400000, 100000)

NAMES = ("Aquitaine", "Pas-de-Calais", "Votre collectivité")
WITH_ARTICLE = ("L’Aquitaine", "Le Pas-de-Calais", "Votre collectivité")
COLOURS = ("soft", "petrol", "ochre")
MILLION = 1e6
FAR = 100  # € an inhabitant
AS_SHOWN = 0.005  # €

CONTROLS = (
    Regime("2014"),
    Choice("perimeter", options=("direct", "wide"), default="direct"),
    Grid(
        "budgets",
        rows=NAMES,
        columns=(
            Number("direct", low=0, high=1000000000, step=1000, default=0, unit="€", integer=True),
            Number("solidarity", low=0, high=10000000000, step=1000, default=0, unit="€", integer=True),
            Number("inhabitants", low=1, high=70000000, step=100, default=1000, unit="", integer=True),
        ),
        default=[list(AQUITAINE), list(PAS_DE_CALAIS), list(YOURS)],
    ),
)

PRESETS = (Preset("direct", {}), Preset("wide", {"perimeter": "wide"}))

BET = Number("guess", low=0, high=1000, step=0.01, default=5, unit="€", decimals=2, choices=(0.13, 0.78, 1.28, 12.84))


def _widened(values, outcome):
    """The same euros and people of the Pas-de-Calais, counted otherwise."""
    return values["budgets"][1] == list(PAS_DE_CALAIS) and outcome.indicator("second").number > FAR


def _smaller(values, outcome):
    """Yours passes before the Pas-de-Calais without a euro more."""
    yours, theirs = values["budgets"][2], values["budgets"][1]
    return theirs == list(PAS_DE_CALAIS) and yours[:2] == list(YOURS[:2]) and outcome.indicator("third").number > outcome.indicator("second").number


def _equal(values, outcome):
    """As much an inhabitant as the Pas-de-Calais, for as many inhabitants as at first."""
    others = values["budgets"][:2] == [list(AQUITAINE), list(PAS_DE_CALAIS)]
    yours = values["budgets"][2][2] == YOURS[2] and abs(outcome.indicator("third").number - outcome.indicator("second").number) <= AS_SHOWN
    return values["perimeter"] == "direct" and others and yours


CHALLENGES = (
    Challenge("widened", _widened, {"perimeter": "wide"}),
    Challenge("smaller", _smaller, {"budgets": [list(AQUITAINE), list(PAS_DE_CALAIS), [YOURS[0], YOURS[1], 20000]]}),
    Challenge("equal", _equal, {"budgets": [list(AQUITAINE), list(PAS_DE_CALAIS), [584200, YOURS[1], YOURS[2]]]}),
)


def compute(values):
    budgets = values["budgets"]
    direct = [per_inhabitant(row[0], row[2]) for row in budgets]
    wide = [per_inhabitant(row[0] + row[1], row[2]) for row in budgets]
    counted = wide if values["perimeter"] == "wide" else direct
    ratio = wide[1] / direct[1] if direct[1] else None
    verdicts = (
        note("crédits de solidarité non déclarés") if values["perimeter"] == "wide" and not budgets[0][1] else None,
        note("2014 : le département se dit chef de file de l’ESS (fiche)")
        if has_general_clause(values["date"])
        else note("aujourd’hui : au titre de ses compétences, d’abord les solidarités (loi NOTRe)"),
        note("votre saisie"),
    )
    yield Headline(_headline(counted))
    for key, name, amount, verdict in zip(("first", "second", "third"), NAMES, counted, verdicts):
        yield Indicator(key, _each(amount), label=name, number=amount, verdict=verdict)
    times = f"× {number(ratio, 1)}" if ratio is not None else "0 € direct"
    yield Indicator("perimeter", times, number=ratio or 0, verdict=note("Pas-de-Calais, périmètre large / crédits directs"))
    yield Figure(
        "Euros par habitant, selon ce que l’on compte",
        _reading(budgets, direct, wide),
        lambda view: _picture(view, values["perimeter"], budgets=budgets, direct=direct, wide=wide, times=times if ratio else ""),
    )
    yield _sentence(values["perimeter"], counted, ratio=ratio, said=budgets[0][1] > 0)
    yield Why(lambda: _why_steps(values, counted, direct=direct, wide=wide, ratio=ratio))
    yield Later(lambda: _table(budgets, direct, wide))
    yield _answer


def _headline(counted):
    """Who declares most, as shown: what is not declared cannot be ranked."""
    texts = [_each(amount) for amount in counted]
    most = max(counted)
    if texts[counted.index(most)] == _each(0):
        return "Personne ne déclare de crédits"
    first = [name for name, text in zip(WITH_ARTICLE, texts) if text == _each(most)]
    amount = _each(most) if most < 1000 else quantity(most, "€", 0) if most < MILLION else quantity(most / MILLION, "M€", 0)
    if len(first) > 1:
        return f"À égalité en tête, {amount} par habitant"
    return f"{first[0]} déclare le plus : {amount} par habitant"


def _each(amount):
    return quantity(amount, "€", 2)


def _sentence(perimeter, counted, ratio, said):
    kept = "Avec les crédits de solidarité" if perimeter == "wide" else "En crédits directs"
    text = f"{kept}, le Pas-de-Calais est à {_each(counted[1])} par habitant"
    if perimeter == "wide" and not said:
        text += f" ; l’Aquitaine n’en déclare pas et reste à {_each(counted[0])}. "
    else:
        text += f" et l’Aquitaine à {_each(counted[0])}. "
    if ratio is None:
        return f"{text}Sans crédit direct dans le Pas-de-Calais, l’effet du périmètre ne se calcule pas."
    return f"{text}Dans le seul Pas-de-Calais, changer de périmètre multiplie le chiffre par {number(ratio, 1)}."


def _why_steps(values, counted, direct, wide, ratio):
    large = values["perimeter"] == "wide"
    first = f"On compte les crédits de l’ESS{' et ceux des solidarités' if large else ' seuls, sans ceux des solidarités'}, et on divise par la population."
    shares = [_why_share(name, row, amount, large) for name, row, amount in zip(WITH_ARTICLE, values["budgets"], counted)]
    if ratio is None:
        factor = "Sans crédit direct dans le Pas-de-Calais, on ne peut pas dire par combien le périmètre large multiplie son chiffre."
    else:
        factor = f"Dans le seul Pas-de-Calais, passer de {_each(direct[1])} en crédits directs à {_each(wide[1])} en périmètre large"
        factor += f" multiplie le chiffre par {number(ratio, 1)}."
    if has_general_clause(values["date"]):
        last = (
            "Les euros d’une région et d’un département ne se classent pas : en 2014, le Pas-de-Calais se dit chef de file de l’ESS, mais région et "
            "département n’ont pas les mêmes compétences."
        )
    else:
        last = (
            "Les euros d’une région et d’un département ne se classent pas : le second agit au titre de ses compétences, d’abord les solidarités "
            "(loi n° 2015-991 du 7 août 2015, dite NOTRe)."
        )
    return [first] + shares + [factor, last]


def _why_share(name, row, amount, large):
    total = euros(row[0] + row[1] if large else row[0])
    text = f"{name} déclare {total} pour {quantity(row[2], ('habitant', 'habitants'))}, soit {_each(amount)} par habitant"
    return f"{text} ; ses crédits de solidarité ne sont pas déclarés." if large and not row[1] else f"{text}."


def _answer(guess):
    real = per_inhabitant(AQUITAINE[0], AQUITAINE[2])
    fact = f"4 150 000 € pour 3 232 352 habitants font {_each(real)}"
    if abs(guess - real) <= 0.1:
        return fact, RIGHT
    if abs(guess - AQUITAINE[2] / AQUITAINE[0]) <= 0.1:
        return fact, "Vous avez divisé les habitants par les euros."
    return fact, "C’est moins que vous ne le pensiez." if guess > real else "C’est plus que vous ne le pensiez."


def _picture(view, perimeter, budgets, direct, wide, times):
    slopes = []
    for rank, name in enumerate(("Aquitaine", "Pas-de-Calais", "La vôtre")):
        said, ends, subject = budgets[rank][1] > 0, (direct[rank], wide[rank]), rank == 1
        texts = (_each(ends[0]), _each(ends[1]) if said else "non déclaré")
        note = times if subject and said else ""
        slopes.append(Slope(name, ends, texts=texts, colour=COLOURS[rank], strong=subject, certain=said, note=note))
    headings = ("crédits directs", "avec les solidarités")
    return slope_picture(view, slopes, headings=headings, strong=1 if perimeter == "wide" else 0, title="Euros par habitant")


def _reading(budgets, direct, wide):
    parts = [
        f"{name}, de {_each(narrow)} à {_each(large)}" if row[1] else f"{name}, {_each(narrow)}, crédits de solidarité non déclarés (pointillé)"
        for name, row, narrow, large in zip(NAMES, budgets, direct, wide)
    ]
    return (
        f"Une ligne par collectivité, des crédits directs à ceux qui comptent aussi les solidarités : {' ; '.join(parts)}. Plus "
        "la ligne monte, plus le périmètre décide."
    )


def _table(budgets, direct, wide):
    rows = []
    for name, row, narrow, large in zip(NAMES, budgets, direct, wide):
        said = row[1] > 0
        rows.append([name, euros(row[0]), euros(row[1]) if said else "non déclaré", number(row[2], 0), _each(narrow), _each(large) if said else "non déclaré"])
    headers = ["Collectivité", "Crédits ESS", "Crédits de solidarité", "Habitants", "Par habitant, directs", "Par habitant, avec solidarités"]
    return Table("Crédits et population", headers, rows)


SIMULATOR = Simulator("budget-per-inhabitant", CONTROLS, compute=compute, bet=BET, about="first", presets=PRESETS, challenges=CHALLENGES)
