"""« Plus d'ESS qu'ailleurs, oui, mais que quel ailleurs ? »: one share against several references, and when not to compare."""

from essor.portable.charts.bars import Series, bar_chart
from essor.portable.charts.frame import Mark
from essor.portable.french import NBSP, listed, number, quantity
from essor.portable.models.territory import excess_jobs
from essor.portable.rules.statistics import ALL_JOBS, PRIVATE_JOBS, Share, implied_employment, obstacles, specific_index
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
    Year,
)

# Sheet « Pas-de-Calais » of the day's file, 2014 (data/faits).
JOBS = 48390
PART = 13
FRANCE_SHEET = 9.8
REGION_SHEET = 11.3

JOB = ("emploi", "emplois")
REFERENCES = ("France, fiche de 2014", "Région, fiche de 2014", "Autre référence")
SHORT = ("France", "Région", "Autre")
BASES = ((ALL_JOBS, "tout l’emploi salarié, public et privé"), (PRIVATE_JOBS, "le seul emploi privé"))
UNITS = (("postes", "des postes ou emplois"), ("ETP", "des équivalents temps plein"))

# What each obstacle means, for its reader.
WHY = (("ST-01", "deux dénominateurs"), ("ST-04", "deux unités"), ("ST-05", "deux séries, Clap et Flores (à vérifier)"))

CONTROLS = (
    Choice(
        "retained",
        "Référence retenue",
        options=tuple([(str(rank), name) for rank, name in enumerate(REFERENCES)]),
        default="0",
        help="Celle du quotient et des emplois en plus. Les autres restent sur le graphique.",
    ),
    Grid(
        "references",
        "Part de l’ESS dans les références",
        rows=REFERENCES,
        columns=(Number("part", "Part de l’ESS", low=1, high=60, step=0.1, default=10, unit="%", decimals=2),),
        default=[[FRANCE_SHEET], [REGION_SHEET], [10.5]],
        help="9,8 % (France) et 11,3 % (Nord-Pas-de-Calais) : fiche Pas-de-Calais du dossier de 2014, non recoupés. 10,5 % : Insee, France, 2014.",
    ),
    Number(
        "jobs",
        "Emplois de l’ESS dans le territoire",
        low=1,
        high=1000000,
        step=10,
        default=JOBS,
        unit=JOB,
        help="48 390 : Pas-de-Calais, fiche du dossier de 2014, non recoupé.",
        integer=True,
    ),
    Slider(
        "part",
        "Part de l’ESS dans le territoire",
        low=1,
        high=60,
        step=0.1,
        default=PART,
        unit="%",
        help="« Plus de 13 % » dans la fiche ; l’Insee donne 12,34 % pour 2014.",
        decimals=2,
    ),
    Choice("base", "Le territoire rapporte l’ESS à", options=BASES, default=ALL_JOBS, help="Le dénominateur de la part du territoire."),
    Choice("reference_base", "La référence rapporte l’ESS à", options=BASES, default=ALL_JOBS, help="Le dénominateur des parts de référence."),
    Choice("unit", "Le territoire compte", options=UNITS, default="postes", help="La référence compte des postes ou emplois."),
    Year(
        "year",
        "Année du territoire",
        low=2008,
        high=2025,
        default=2014,
        help="2014 est une hypothèse : la fiche ne date pas ses parts. Clap puis Flores, deux fichiers de l’Insee sur l’emploi salarié local, mesurent l’un "
        "les années jusqu’à 2015, l’autre les suivantes.",
    ),
    Year("reference_year", "Année de la référence", low=2008, high=2025, default=2014, help="De préférence la même année."),
)

PRESETS = (
    Preset("france", "Face à la France", note="13 % contre 9,8 % : fiche Pas-de-Calais de 2014.", values={}),
    Preset("region", "Face à la région", note="13 % contre 11,3 % : même fiche, autre référence.", values={"retained": "1"}),
    Preset("insee", "Les chiffres de l’Insee", note="12,34 % contre 10,5 %, tous deux d’après Clap, 2014.", values={"retained": "2", "part": 12.336}),
    Preset(
        "melange",
        "Deux dénominateurs",
        note="La référence est la part de l’emploi privé, 13,9 % en 2013.",
        values={"retained": "2", "references": [[FRANCE_SHEET], [REGION_SHEET], [13.9]], "reference_base": PRIVATE_JOBS},
    ),
)

PREDICTION = Prediction(
    "Dans le Pas-de-Calais, 13 % des emplois sont dans l’ESS, contre 9,8 % en France. Combien de fois plus présente y est-elle ?",
    Number("guess", "Votre prédiction", low=0, high=20, step=0.01, default=1, unit=("fois", "fois"), decimals=2),
)

METHOD = Method(
    formulas=(
        ("quotient = part du territoire / part de la référence", "13 / 9,8 = 1,33 : un tiers de plus qu’en France."),
        ("emploi total = emplois de l’ESS / part", "contrôle : 48 390 / 13 % donne environ 372 000 emplois."),
        ("emplois en plus = emplois de l’ESS − part de référence × emploi total", "négatif quand l’ESS est moins présente qu’ailleurs."),
    ),
    hypotheses=(
        "Les deux parts comptent la même chose, sauf si vous dites le contraire dans les réglages.",
        "Toutes les références ont le même dénominateur et la même année.",
    ),
    limits=(
        "La fiche ne dit pas de quelle année sont ses parts ; 2014 est une hypothèse.",
        "Un quotient élevé peut venir d’un emploi total faible : regardez l’emploi total implicite.",
        "Un quotient décrit ; il ne dit ni pourquoi l’ESS est là, ni qu’une politique a réussi.",
        "La part du dossier, 13 %, est arrondie : un point de moins change nettement le nombre d’emplois en plus.",
    ),
    sources=(
        "Dossier de la journée de 2014, fiche Pas-de-Calais : 48 390 emplois, 13 %, 11,3 % et 9,8 %.",
        "Insee, indicateurs territoriaux de développement durable, d’après Clap, 2014 : Pas-de-Calais 12,34 %, France 10,5 %.",
        "Règles du cours pour comparer deux parts : même dénominateur, même unité, même série ; la rupture entre Clap et Flores est à vérifier.",
    ),
)


def compute(values, guess):
    part = values["part"] / 100
    shares = [row[0] / 100 for row in values["references"]]
    reference = shares[int(values["retained"])]
    quotients = [specific_index(part, share) for share in shares]
    quotient = quotients[int(values["retained"])]
    excess = excess_jobs(values["jobs"], part, reference)
    employment = implied_employment(values["jobs"], part)
    found = obstacles(
        Share(part, values["base"], unit=values["unit"], year=values["year"]),
        Share(reference, values["reference_base"], unit="postes", year=values["reference_year"]),
    )
    reasons = listed([why for code, why in WHY if code in found])
    verdict = _verdict(reasons, values["year"] == values["reference_year"])
    indicators = [
        Indicator("Quotient", number(quotient, 2), number=quotient, verdict=verdict),
        Indicator(
            "Emplois en plus" if excess >= 0 else "Emplois en moins",
            number(abs(excess), 0),
            number=excess,
            verdict=Verdict(None, "par rapport à la part de référence"),
        ),
        Indicator("Emploi total implicite", number(employment, 0), number=employment, verdict=Verdict(None, "à rapprocher du chiffre de l’Insee")),
        Indicator("Écart", _signed((part - reference) * 100), number=(part - reference) * 100, verdict=None),
    ]
    return Outcome(
        [Figure("plotly", "Le quotient selon la référence", reading=_reading(quotients, shares), draw=lambda view: _picture(view, quotients, shares))],
        indicators,
        sentence=_sentence(part, reference, quotient=quotient, excess=excess, name=REFERENCES[int(values["retained"])], reasons=reasons),
        tables=[_table(values["jobs"], part, shares=shares, quotients=quotients)],
        answer=_answer(guess),
    )


def _verdict(reasons, same_year):
    """Settings can forbid a comparison; they never prove that two published shares are of the same make."""
    if reasons:
        return Verdict(False, f"à ne pas publier : {reasons}")
    if not same_year:
        return Verdict(None, "deux années d’une même série : prenez la même")
    return Verdict(None, "rien ne s’oppose à la comparaison, d’après vos réglages ; l’origine des parts reste à vérifier")


def _percent(share):
    return quantity(share * 100, "%")


def _signed(points):
    text = quantity(points, ("point", "points"), 2)
    return f"+{text}" if points > 0 else text


def _sentence(part, reference, quotient, excess, name, reasons):
    if reasons:
        return (
            f"Ce quotient de {number(quotient, 2)} rapproche des chiffres qui ne se comparent pas : {reasons}. Cherchez d’abord deux parts de même définition."
        )
    more = "de plus" if excess >= 0 else "de moins"
    return (
        f"Avec {_percent(part)} contre {_percent(reference)} ({name}), l’ESS pèse {number(quotient, 2)}"
        f" fois la référence : {quantity(abs(excess), JOB, 0)} {more} que si le territoire lui ressemblait."
    )


def _answer(guess):
    if guess is None:
        return ""
    real = specific_index(PART, FRANCE_SHEET)
    said = f"Vous aviez dit {quantity(guess, ('fois', 'fois'))} ; 13 / 9,8 donne {number(real, 2)}. "
    if abs(guess - real) <= 0.02:
        return f"{said}Vous aviez vu juste."
    if abs(guess - (PART - FRANCE_SHEET)) <= 0.05:
        return f"{said}3,2 est l’écart en points ; le quotient est un rapport."
    if abs(guess - (real - 1)) <= 0.05:
        return f"{said}0,33 est ce qui dépasse : le quotient compte aussi le 1 de départ."
    return f"{said}On divise la part du territoire par celle de la référence."


def _picture(view, quotients, shares):
    names = [f"{name}{NBSP}: {quantity(share * 100, '%')}" for name, share in zip(SHORT, shares)]
    return bar_chart(
        view,
        names,
        series=[Series("quotient", quotients, colour="petrol", texts=[number(q, 2) for q in quotients])],
        x_title="Quotient",
        marks=[Mark("x", 1, f"même poids{NBSP}: 1")],
    )


def _reading(quotients, shares):
    parts = [f"{name} ({_percent(share)}), {number(q, 2)}" for name, share, q in zip(REFERENCES, shares, quotients)]
    return f"Le même territoire, le même jour, face à trois références : {' ; '.join(parts)}. Au-dessus de 1, l’ESS y est plus présente."


def _table(jobs, part, shares, quotients):
    rows = []
    for name, share, quotient in zip(REFERENCES, shares, quotients):
        rows.append([name, _percent(share), number(quotient, 3), number(excess_jobs(jobs, part, share), 0)])
    return Table("Le territoire face à chaque référence", ["Référence", "Part", "Quotient", "Emplois en plus (négatif : en moins)"], rows)


SIMULATOR = Simulator(
    "location-quotient",
    "Débat 1",
    title="Plus d’ESS qu’ailleurs : par rapport à qui ?",
    controls=CONTROLS,
    compute=compute,
    method=METHOD,
    presets=PRESETS,
    prediction=PREDICTION,
)
