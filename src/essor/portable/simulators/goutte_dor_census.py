"""« Que pèse un pôle de quartier ? »: the units and jobs of the Goutte d'Or, and those that a cluster reaches.

Sums are models.ptce; the definition of a PTCE is rules.ptce.
"""

from essor.portable.french import capital, listed, number, percent, quantity, yes_or_no
from essor.portable.models.ptce import census
from essor.portable.pictures.units import Family, units_picture
from essor.portable.rules.ptce import Cluster, criteria_met, has_every_element
from essor.portable.simulators.controls import Grid, Number, Slider, Switch
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Verdict, Why, note

KINDS = ("Marchands de tissus", "Ateliers de couture", "Merceries", "Créateurs")
UNITS = ("unité", "unités")
JOBS_UNIT = ("emploi", "emplois")
# Facts of the register (data/faits): targets of the cluster, 2014.
COUNTS = (63, 33, 5, 20)
JOBS = 330

# What makes a cluster, in the order of rules.ptce.Cluster: the switch, and what it says.
ELEMENTS = (
    ("territory", "un même territoire"),
    ("ess", "des entreprises de l’ESS"),
    ("others", "d’autres entreprises"),
    ("partners", "un lien avec collectivités, recherche ou formation"),
    ("strategy", "une stratégie commune et continue"),
    ("projects", "des projets innovants et un développement local durable"),
)

CONTROLS = (
    Grid(
        "kinds",
        rows=KINDS,
        columns=(
            Number("units", low=0, high=10000, step=1, default=0, unit=UNITS, integer=True),
            Number("share", low=0, high=100, step=5, default=100, unit="%", decimals=1),
        ),
        default=[[count, 100] for count in COUNTS],
    ),
    Slider("jobs", low=0, high=5000, step=5, default=JOBS, unit=JOBS_UNIT, integer=True),
) + tuple([Switch(name, default=True) for name, _ in ELEMENTS])

PRESETS = (Preset("dossier", {}), Preset("core", {"kinds": [[63, 10], [33, 50], [5, 10], [20, 50]]}), Preset("one-off", {"strategy": False}))

# The others divide the wrong way, or by one family alone: cloth merchants, workshops.
BET = Number("guess", low=0, high=1000, step=0.1, default=5, unit=JOBS_UNIT, decimals=2, choices=(0.4, 2.7, 5.2, 10))


def _one_family(values, outcome):
    """As it opened but for one family, and yet half of the jobs are lost."""
    changed = [rank for rank, (count, share) in enumerate(values["kinds"]) if (count, share) != (COUNTS[rank], 100)]
    kept = [count for count, _ in values["kinds"]] == list(COUNTS)
    return kept and len(changed) == 1 and values["jobs"] == JOBS and 2 * outcome.indicator("jobs_reached").number <= JOBS


def _without_merchants(values, outcome):
    merchants, share = values["kinds"][0]
    return merchants >= COUNTS[0] and share == 0 and values["jobs"] > 0 and 2 * outcome.indicator("jobs_reached").number >= values["jobs"]


def _complete_and_tiny(values, outcome):
    reached = outcome.indicator("jobs_reached").number
    complete = outcome.indicator("definition").number == len(ELEMENTS) and outcome.indicator("units").number >= sum(COUNTS)
    return complete and 0 < reached < 10 and values["jobs"] >= JOBS


CHALLENGES = (
    Challenge("une-famille", _one_family, {"kinds": [[63, 0], [33, 100], [5, 100], [20, 100]]}),
    Challenge("sans-marchands", _without_merchants, {"kinds": [[63, 0], [38, 100], [5, 100], [20, 100]]}),
    Challenge("definition", _complete_and_tiny, {"kinds": [[63, 0], [33, 5], [5, 0], [20, 5]]}),
)


def compute(values):
    units = [row[0] for row in values["kinds"]]
    shares = [row[1] / 100 for row in values["kinds"]]
    result = census(units, shares, values["jobs"])
    cluster = Cluster(*[values[name] for name, _ in ELEMENTS])
    mean = result.jobs_per_unit or 0
    yield Headline(_headline(result))
    yield Indicator("units", number(result.units), number=result.units)
    yield Indicator("jobs_per_unit", number(mean, 2), number=mean, verdict=None if result.units else note("sans unité, pas de moyenne"))
    part = note(f"{quantity(result.taking_part, UNITS, 0)} sur {number(result.units)}")
    yield Indicator("jobs_reached", number(result.jobs_reached, 0), number=result.jobs_reached, verdict=part)
    met = criteria_met(cluster)
    yield Indicator("definition", f"{number(met)} sur {number(len(cluster))}", number=met, verdict=_definition_verdict(cluster))
    yield Figure("Qui le pôle vise, et qui y participe", _reading(units, shares), lambda view: _picture(view, units, shares, result.jobs_per_unit))
    yield _sentence(result)
    yield Why(lambda: _why_steps(units, result, cluster))
    yield Later(lambda: _kinds_table(units, shares, result))
    yield Later(lambda: _elements_table(cluster))
    yield lambda guess: _answer(guess, units, result)


def _definition_verdict(cluster):
    if has_every_element(cluster):
        return note(f"les {number(len(cluster))} éléments de l’article 9 sont cochés ; la définition se juge sur pièces")
    missing = [name for (_, name), element in zip(ELEMENTS, cluster) if not element]
    return Verdict(False, f"il manque {listed(missing)} — loi du 31 juillet 2014, art. 9")


def _headline(result):
    if not result.units:
        return "Sans unité, il n’y a pas de pôle à peser"
    if number(result.jobs_reached, 0) == "0":
        return f"Le pôle ne touche {'presque aucun' if result.jobs_reached else 'aucun'} emploi, sur {number(result.jobs)}"
    if result.taking_part == result.units:
        return f"{quantity(result.units, UNITS)} et {quantity(result.jobs, JOBS_UNIT)}, si tout le monde participe"
    return f"{quantity(result.jobs_reached, JOBS_UNIT, 0)} sur {number(result.jobs)}, avec {quantity(result.taking_part, UNITS, 0)} sur {number(result.units)}"


def _sentence(result):
    if not result.units:
        return "Aucune unité n’est recensée : il n’y a pas de pôle à mesurer."
    return (
        f"{quantity(result.units, UNITS)} pour {quantity(result.jobs, JOBS_UNIT)}, soit {quantity(result.jobs_per_unit, JOBS_UNIT, 2)}"
        f" par unité : si la part choisie participe, le pôle en touche environ {number(result.jobs_reached, 0)}."
    )


def _picture(view, units, shares, mean):
    families = []
    for name, count, share in zip(KINDS, units, shares):
        part = count * share
        families.append(Family(name, count, part=part, text=f"{number(part, 0)} sur {number(count)}"))
    detail = f" ; {quantity(mean, JOBS_UNIT, 2)} par unité en moyenne" if mean else ""
    return units_picture(view, families, unit=UNITS, detail=detail, taking_part="participe", others="ne participe pas")


def _reading(units, shares):
    parts = [f"{name.lower()} {number(count)}, dont {number(count * share, 0)}" for name, count, share in zip(KINDS, units, shares)]
    return f"Un rond par unité, plein si elle participe ; par famille : {' ; '.join(parts)}."


def _kinds_table(units, shares, result):
    def part(count, decimals):
        return percent(count / result.units, decimals) if result.units else "sans objet"

    rows = [[name, number(count), part(count, 1), percent(share, 0), number(count * share, 0)] for name, count, share in zip(KINDS, units, shares)]
    rows.append(["Ensemble", number(result.units), part(result.units, 1), part(result.taking_part, 0), number(result.taking_part, 0)])
    return Table("Les unités par famille", ["Famille", "Unités", "Part des unités", "Part qui participe", "Participent"], rows)


def _elements_table(cluster):
    rows = [[capital(name), yes_or_no(element)] for (_, name), element in zip(ELEMENTS, cluster)]
    return Table("La définition du PTCE, loi du 31 juillet 2014, article 9", ["Élément", "Présent"], rows)


def _why_steps(units, result, cluster):
    families = listed([f"{name[0].lower()}{name[1:]} ({number(count)})" for name, count in zip(KINDS, units)])
    steps = [f"On additionne les familles que vise le pôle : {families}, soit {quantity(result.units, UNITS)}."]
    if result.units:
        steps.append(
            f"Les emplois ne sont connus qu’en tout : {quantity(result.jobs, JOBS_UNIT)} pour {quantity(result.units, UNITS)}, soit "
            f"{quantity(result.jobs_per_unit, JOBS_UNIT, 2)} par unité."
        )
        steps.append(
            f"Avec les parts choisies, la participation est de {quantity(result.taking_part, UNITS, 0)} sur {number(result.units)} ; chaque famille étant "
            f"supposée de la même taille moyenne, le pôle touche environ {quantity(result.jobs_reached, JOBS_UNIT, 0)}."
        )
    steps.append(_why_defined(cluster))
    return steps


def _why_defined(cluster):
    """How many of the elements of article 9; which are missing, where they fit in a sentence."""
    text = f"L’article 9 de la loi du 31 juillet 2014 demande {number(len(cluster))} éléments ; vous en cochez {number(criteria_met(cluster))}"
    missing = [name for (_, name), element in zip(ELEMENTS, cluster) if not element]
    if not missing:
        return f"{text} : la définition peut être remplie, et se juge sur pièces."
    return (
        f"{text} : il manque {missing[0] if len(missing) == 1 else 'encore ' + number(len(missing)) + ' éléments'}, et ce n’est pas un pôle au sens de la loi."
    )


def _near(guess, value):
    return abs(guess - value) < 0.05


def _answer(guess, units, result):
    if not result.units:
        return "sans unité, il n’y a pas de moyenne", ""
    fact = f"le calcul donne {number(result.jobs_per_unit, 2)} par unité"
    if _near(guess, result.jobs_per_unit):
        return fact, RIGHT
    if result.jobs and _near(guess, result.units / result.jobs):
        return fact, "Vous avez divisé les unités par les emplois."
    for name, count in zip(KINDS, units):
        if count and _near(guess, result.jobs / count):
            return fact, f"Vous avez divisé par une seule famille ({name.lower()}), et non par toutes les unités."
    if guess > result.jobs_per_unit:
        return fact, "Les unités sont plus petites que vous ne pensiez : ce sont surtout des commerces et des ateliers."
    return fact, "Les unités sont plus grandes que vous ne pensiez."


SIMULATOR = Simulator("goutte-dor-census", CONTROLS, compute=compute, bet=BET, about="jobs_per_unit", presets=PRESETS, challenges=CHALLENGES)
