"""« Que pèse un pôle de quartier ? »: the units and jobs of the Goutte d'Or, and those that a cluster reaches.

Sums are models.ptce; the definition of a PTCE is rules.ptce.
"""

from essor.portable.charts.bars import Series, bar_chart
from essor.portable.french import listed, number, percent, quantity, typeset, yes_or_no
from essor.portable.models.ptce import census
from essor.portable.rules.ptce import Cluster, criteria_met, has_every_element
from essor.portable.simulators.declaration import (
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
    Switch,
    Table,
    Verdict,
)

KINDS = ("Marchands de tissus", "Ateliers de couture", "Merceries", "Créateurs")
UNITS = ("unité", "unités")
JOBS_UNIT = ("emploi", "emplois")
# Facts of the register (data/faits): targets of the cluster, 2014.
COUNTS = (63, 33, 5, 20)
JOBS = 330

ELEMENTS = (
    "un même territoire",
    "des entreprises de l’ESS",
    "d’autres entreprises",
    "un lien avec collectivités, recherche ou formation",
    "une stratégie commune et continue",
    "des projets innovants et un développement local durable",
)

CONTROLS = (
    Grid(
        "kinds",
        "Le recensement",
        rows=KINDS,
        columns=(
            Number("units", "Unités", low=0, high=10000, step=1, default=0, unit=UNITS, integer=True),
            Number("share", "Participent", low=0, high=100, step=5, default=100, unit="%", decimals=1),
        ),
        default=[[count, 100] for count in COUNTS],
        help="Unités du dossier de 2014. La part qui participe au pôle n’y est pas : 100 % est une hypothèse à changer.",
    ),
    Slider(
        "jobs", "Emplois de la filière", low=0, high=5000, step=5, default=JOBS, unit=JOBS_UNIT, help="« Environ 330 » dans le dossier de 2014.", integer=True
    ),
    Switch("territory", "Un même territoire", default=True, help="Ici, un quartier."),
    Switch(
        "ess",
        "Des entreprises de l’ESS en font partie",
        default=True,
        help="Associations, coopératives, mutuelles, fondations, sociétés commerciales de l’ESS.",
    ),
    Switch("others", "D’autres entreprises s’y associent", default=True, help="Ici, les commerces et ateliers du quartier."),
    Switch(
        "partners",
        "Collectivités, recherche ou formation sont en lien avec lui",
        default=True,
        help="Ici, la Ville de Paris, la Région et des organismes de formation.",
    ),
    Switch(
        "strategy",
        "Une stratégie commune et continue",
        default=True,
        help="Mutualiser, coopérer ou travailler en partenariat dans la durée, pas une seule opération.",
    ),
    Switch("projects", "Des projets innovants et un développement local durable", default=True, help="Innovants socialement ou technologiquement."),
)

PRESETS = (
    Preset("dossier", "La Goutte d’Or, 2014", note="Les cibles du pôle selon le dossier : 63, 33, 5 et 20.", values={}),
    Preset(
        "core",
        "Ateliers et créateurs d’abord",
        note="Hypothèse : la moitié des ateliers et des créateurs, une unité sur dix ailleurs.",
        values={"kinds": [[63, 10], [33, 50], [5, 10], [20, 50]]},
    ),
    Preset("one-off", "Une opération sans suite", note="Les mêmes unités, pour un seul événement : sans stratégie continue.", values={"strategy": False}),
)

PREDICTION = Prediction(
    "Avant de toucher aux réglages : 121 commerces, ateliers et créateurs pour environ 330 emplois. Combien d’emplois par unité, en moyenne ?",
    Number("guess", "Votre prédiction", low=0, high=1000, step=0.1, default=5, unit=JOBS_UNIT, decimals=2),
)

METHOD = Method(
    formulas=(
        ("unités = 63 + 33 + 5 + 20", "somme des cibles ; les 63 marchands sont 36 et 27."),
        ("emplois par unité = emplois / unités", "taille moyenne."),
        ("emplois touchés = unités qui participent × emplois par unité", "ordre de grandeur de ce que le pôle touche."),
    ),
    hypotheses=(
        "Les emplois ne sont connus que pour la filière entière : chaque famille est supposée avoir la même taille moyenne.",
        "La part des unités qui participent au pôle est une hypothèse.",
    ),
    limits=(
        "Chiffres déclarés en 2014, non recoupés ; la filière « compterait » environ 330 emplois.",
        "Une cible n’est pas un membre : le dossier dit qui le pôle vise, pas qui y adhère.",
        "La définition de l’article 9 se juge sur pièces ; six oui ou non n’en donnent que la grille.",
    ),
    sources=("Dossier de la journée de 2014, fiche « Les Gouttes d’Or de la Mode et du Design ».", "Loi n° 2014-856 du 31 juillet 2014, article 9."),
)


def compute(values, guess):
    units = [row[0] for row in values["kinds"]]
    shares = [row[1] / 100 for row in values["kinds"]]
    result = census(units, shares, values["jobs"])
    cluster = Cluster(
        values["territory"],
        values["ess"],
        other_enterprises=values["others"],
        partners=values["partners"],
        common_strategy=values["strategy"],
        innovative_projects=values["projects"],
    )
    mean = result.jobs_per_unit or 0
    indicators = [
        Indicator("Unités recensées", number(result.units), number=result.units, verdict=None),
        Indicator("Emplois par unité", number(mean, 2), number=mean, verdict=None if result.units else Verdict(None, "sans unité, pas de moyenne")),
        Indicator(
            "Emplois touchés par le pôle",
            number(result.jobs_reached, 0),
            number=result.jobs_reached,
            verdict=Verdict(None, f"{quantity(result.taking_part, UNITS, 0)} sur {number(result.units)}"),
        ),
        Indicator(
            "Éléments de la définition",
            f"{number(criteria_met(cluster))} sur {number(len(cluster))}",
            number=criteria_met(cluster),
            verdict=_definition_verdict(cluster),
        ),
    ]
    return Outcome(
        [Figure("plotly", "Qui le pôle vise, et qui y participe", reading=_reading(units, shares), draw=lambda view: _bars(view, units, shares))],
        indicators,
        sentence=_sentence(result),
        tables=[_kinds_table(units, shares, result), _elements_table(cluster)],
        answer=_answer(guess, result),
    )


def _definition_verdict(cluster):
    if has_every_element(cluster):
        return Verdict(None, f"les {number(len(cluster))} éléments de l’article 9 sont cochés ; la définition se juge sur pièces")
    missing = [name for name, element in zip(ELEMENTS, cluster) if not element]
    return Verdict(False, f"il manque : {listed(missing)} — loi du 31 juillet 2014, art. 9")


def _sentence(result):
    if not result.units:
        return "Aucune unité n’est recensée : il n’y a pas de pôle à mesurer."
    return (
        f"{quantity(result.units, UNITS)} pour {quantity(result.jobs, JOBS_UNIT)}, soit {quantity(result.jobs_per_unit, JOBS_UNIT, 2)}"
        f" par unité : si la part choisie participe, le pôle en touche environ {number(result.jobs_reached, 0)}."
    )


def _bars(view, units, shares):
    part = [count * share for count, share in zip(units, shares)]
    series = [
        Series("recensées", units, colour="soft", texts=[typeset(quantity(count, UNITS, 0)) for count in units]),
        Series("participent", part, colour="petrol", texts=[typeset(quantity(count, ("participe", "participent"), 0)) for count in part]),
    ]
    return bar_chart(view, list(KINDS), series=series, x_title="Unités")


def _reading(units, shares):
    parts = [f"{name.lower()} {number(count)}, dont {number(count * share, 0)}" for name, count, share in zip(KINDS, units, shares)]
    return f"Pour chaque famille, les unités recensées puis celles qui participent : {' ; '.join(parts)}."


def _kinds_table(units, shares, result):
    rows = []
    for name, count, share in zip(KINDS, units, shares):
        rows.append([name, number(count), percent(count / result.units, 1) if result.units else "sans objet", percent(share, 0), number(count * share, 0)])
    rows.append(
        [
            "Ensemble",
            number(result.units),
            percent(1, 1) if result.units else "sans objet",
            percent(result.taking_part / result.units, 0) if result.units else "sans objet",
            number(result.taking_part, 0),
        ]
    )
    return Table("Les unités par famille", ["Famille", "Unités", "Part des unités", "Part qui participe", "Participent"], rows)


def _elements_table(cluster):
    rows = [[name[0].upper() + name[1:], yes_or_no(element)] for name, element in zip(ELEMENTS, cluster)]
    return Table("La définition du PTCE, loi du 31 juillet 2014, article 9", ["Élément", "Présent"], rows)


def _answer(guess, result):
    if guess is None:
        return ""
    if not result.units:
        return f"Vous aviez prédit {quantity(guess, JOBS_UNIT)} ; sans unité, il n’y a pas de moyenne."
    said = f"Vous aviez prédit {quantity(guess, JOBS_UNIT)} par unité ; le calcul donne {number(result.jobs_per_unit, 2)}. "
    if abs(guess - result.jobs_per_unit) < 0.05:
        return f"{said}Vous aviez vu juste."
    if guess > result.jobs_per_unit:
        return f"{said}Les unités sont plus petites que vous ne pensiez : ce sont surtout des commerces et des ateliers."
    return f"{said}Les unités sont plus grandes que vous ne pensiez."


SIMULATOR = Simulator(
    "goutte-dor-census",
    "Débat 2",
    title="Que pèse un pôle de quartier ?",
    controls=CONTROLS,
    compute=compute,
    method=METHOD,
    presets=PRESETS,
    prediction=PREDICTION,
)
