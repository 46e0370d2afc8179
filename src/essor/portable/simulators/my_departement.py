"""« Mon département est-il en avance ? »: the share of 100 departments on a map and by rank, against several references.

Figures are those of models.departments (Insee, from Clap, then Flores); what may be compared is rules.statistics.
"""

from essor.portable.french import capital, listed, number, quantity, signed
from essor.portable.models.departments import (
    CLASS,
    DEPARTMENTS,
    FIRST_FLORES,
    MOUNTAINS,
    SHARES,
    YEARS,
    department,
    holds_unusable,
    inside,
    is_usable,
    named,
    neighbours,
    of,
    panel,
    region,
    swings,
    to,
)
from essor.portable.models.territory import rank
from essor.portable.rules.dated import POINTS
from essor.portable.rules.statistics import ALL_JOBS, PRIVATE_JOBS, Share, obstacles, series, specific_index
from essor.portable.simulators.controls import Choice, Number
from essor.portable.simulators.declaration import RIGHT, Challenge, Headline, Indicator, Preset, Simulator, Verdict, Why, note
from essor.portable.simulators.department_figures import PRIVATE, REFERENCES, Case, figures, is_abnormal, ordinal, percentage, tables

# Share of private jobs in France, 2013 (Panorama de l'ESS, 2015 edition): the other definition. data/ess-france.csv.
PRIVATE_SHARE = 13.9
PRIVATE_YEAR = 2013

UNIT = "postes"
JOB = ("poste", "postes")
ABNORMAL = "total des postes anormal"
# What each obstacle means, for its reader.
OBSTACLES = (("ST-01", "deux dénominateurs"), ("ST-05", "deux séries, Clap et Flores"))
TWO_YEARS = "deux années"

AGAINST = {"france": "la France", "region": "sa région", "voisins": "ses voisins", "annee": "la France"}
OPTIONS = tuple([(one.code, f"{one.code} {one.name}") for one in DEPARTMENTS])
YEAR_OPTIONS = tuple([(year, f"{year}, {series(int(year))}") for year in YEARS])

CONTROLS = (
    Choice("departement", options=OPTIONS, default="62"),
    Choice("annee", options=YEAR_OPTIONS, default="2014"),
    Choice("reference", options=REFERENCES, default="france"),
    Choice("autre", options=OPTIONS, default="48", only=("reference", ("departement",))),
    Choice("autre_annee", options=YEAR_OPTIONS, default="2021", only=("reference", ("annee",))),
)

PRESETS = (
    Preset("pas-de-calais", {}),
    Preset("lozere", {"departement": "48", "annee": "2015"}),
    Preset("lozere-2021", {"departement": "48", "annee": "2021"}),
    Preset("hauts-de-seine", {"departement": "92", "annee": "2015"}),
    Preset("piege", {"reference": PRIVATE}),
    Preset("series", {"departement": "48", "annee": "2015", "reference": "annee"}),
    Preset("haute-vienne", {"departement": "87", "annee": "2021"}),
    Preset("savoie", {"departement": "73", "annee": "2020"}),
)

BET = Number("guess", low=0, high=100, step=0.1, default=10, unit="%", decimals=1)
CLOSE = 1  # point, to the share
SAME = 0.005  # point, below which two shares are shown alike


def _place(values):
    """The department, its share and the rank of the year in YEARS."""
    at = YEARS.index(values["annee"])
    one = department(values["departement"])
    return one, one.shares[at], at


def _first_and_behind(values, outcome):
    """Among the first in France, and below the share of its region."""
    one, share, at = _place(values)
    return is_usable(one.code, at) and rank(SHARES[at], share) <= CLASS and share < region(one.region).shares[at]


def _trapped(values, outcome):
    """Ahead of France, and said to be behind by the share of private jobs."""
    _, share, at = _place(values)
    return values["reference"] == PRIVATE and share > region("F").shares[at] and 0 < outcome.indicator("quotient").number < 1


def _risen_without_jobs(values, outcome):
    """A share that rises while jobs of the social and solidarity economy fall."""
    one, _, at = _place(values)
    return is_usable(one.code, at) and swings(one, at)


CHALLENGES = (
    Challenge("tete-et-queue", _first_and_behind, {"departement": "56"}),
    Challenge("piege", _trapped, {"reference": PRIVATE}),
    Challenge("hausse", _risen_without_jobs, {"departement": "73", "annee": "2020"}),
)


def compute(values):
    case = _case(values)
    one, at = case.one, case.at
    part = one.shares[at]
    name, reference, refused = case.references[values["reference"]]
    quotient = specific_index(part, reference) if reference and not is_abnormal(case) else None
    place = None if is_abnormal(case) else rank(SHARES[at], part)
    yield Headline(_headline(case, place=place, quotient=quotient, refused=refused))
    yield Indicator("share", percentage(part), number=part, verdict=_share_verdict(case))
    yield Indicator("rank", f"{ordinal(place)} sur {len(SHARES[at])}" if place else f"hors des {len(SHARES[at])} classés", number=place or 0)
    raw = specific_index(part, reference) if reference else 0  # where it has no value, the verdict says so
    yield Indicator("quotient", number(raw, 2) if reference else "0 voisin", number=raw, verdict=_quotient_verdict(case, name, reference, refused))
    yield _change(case)
    yield from figures(case)
    yield _sentence(case, place=place, quotient=quotient)
    yield Why(lambda: _why_steps(case, place))
    yield from tables(case)
    yield lambda guess: _answer(guess, case, part=part)


def _case(values):
    one, _, at = _place(values)
    home, france, other = region(one.region), region("F"), department(values["autre"])
    near = neighbours(one.code)
    read = [d for d in near if is_usable(d.code, at)]
    year, elsewhere = int(values["annee"]), values["autre_annee"]
    mean = sum([d.shares[at] for d in read]) / len(read) if read else None
    fine = "" if is_usable(one.code, at) else ABNORMAL
    references = {
        "france": ("France", france.shares[at], fine),
        "region": (home.name, home.shares[at], fine),
        "voisins": ("Ses voisins", mean, fine),
        "departement": (other.name, other.shares[at], fine if is_usable(other.code, at) else ABNORMAL),
        "annee": (f"France {elsewhere}", france.shares[YEARS.index(elsewhere)], fine or _refusal(year, ALL_JOBS, int(elsewhere))),
        PRIVATE: ("Emploi privé", PRIVATE_SHARE, fine or _refusal(year, PRIVATE_JOBS, year)),
    }
    return Case(values, one, other, near, at, home, france, references)


def _refusal(year, base, other_year):
    """Why a share of all jobs, that year, does not compare with one of that denominator and year; empty if it does."""
    found = obstacles(Share(0, ALL_JOBS, unit=UNIT, year=year), Share(0, base, unit=UNIT, year=other_year))
    reasons = [why for code, why in OBSTACLES if code in found]
    return listed(reasons) if reasons else "" if year == other_year else TWO_YEARS


def _headline(case, place, quotient, refused):
    one, reference = case.one, case.values["reference"]
    if is_abnormal(case):
        return f"{one.name} : part inutilisable en {case.values['annee']}"
    if reference == PRIVATE:
        return "Ces deux parts ne se comparent pas, faute de même définition"
    if refused:
        return f"{capital(refused)} : rien à comparer"
    if reference == "departement" and case.other.code != one.code:
        return f"{one.name} : {number(quotient, 2)} fois {named(case.other.name)}"
    start = f"{one.name}, {ordinal(place)} sur {len(SHARES[case.at])}"
    if reference == "departement":
        return f"{start}, comparé à lui-même"
    if quotient is None:
        return f"{start}, sans voisin à comparer"
    return f"{start}, à {number(quotient, 2)} fois {AGAINST[reference]}"


def _jobs(case):
    """« 7 045 postes sur 26 588 », where the series gives them."""
    now = case.at - FIRST_FLORES
    return f"{quantity(case.one.ess[now], JOB)} sur {number(case.one.jobs[now], 0)}"


def _ess(case):
    return f"{number(case.one.ess[case.at - FIRST_FLORES], 0)} postes de l’ESS"


def _share_verdict(case):
    if is_abnormal(case):
        return Verdict(False, f"inutilisable : {ABNORMAL}")
    if case.at >= FIRST_FLORES:
        return note(f"{_jobs(case)}, fin {case.values['annee']}")
    return note(f"emploi public et privé, {case.values['annee']}")


def _change(case):
    """The change over the series of the year, with its verdict."""
    first, last = panel(case.at)
    change, jobs = case.one.shares[last] - case.one.shares[first], case.one.ess[-1] - case.one.ess[0]
    if is_abnormal(case):
        return Indicator("change_flores", signed(jobs, JOB, 0), number=jobs, verdict=note("postes de l’ESS ; pas d’évolution de la part"))
    said = f"postes de l’ESS : {signed(jobs, decimals=0)} ; une seule série, Flores" if first else "une seule série, Clap ; 2015 d’après une seule copie"
    return Indicator("change_flores" if first else "change_clap", signed(change, POINTS, 2), number=change, verdict=note(said))


def _quotient_verdict(case, name, reference, refused):
    if reference is None:
        return note("aucun voisin parmi les cent départements")
    if refused:
        return Verdict(False, f"sans valeur : {refused}")
    return note(f"face {'à la moyenne de ses voisins' if case.values['reference'] == 'voisins' else to(name)}")


def _sentence(case, place, quotient):
    one, year, reference = case.one, case.values["annee"], case.values["reference"]
    name, share, refused = case.references[reference]
    if is_abnormal(case):
        return (
            f"Fin {year}, l’Insee compte {_ess(case)} {inside(one.name)}. Attention : le total des postes y est anormal, et change trop d’une année "
            "à l’autre. La part ne se lit donc pas, ni son rang, ni son quotient."
        )
    counted = f" ({_jobs(case)})" if case.at >= FIRST_FLORES else ""
    text = (
        f"Fin {year}, l’ESS occupait {percentage(one.shares[case.at])} des emplois salariés, publics et privés, {inside(one.name)}"
        f"{counted}, au {ordinal(place)} rang sur {len(SHARES[case.at])}. "
    )
    return text + _sentence_of_reference(case, name, share=share, refused=refused, quotient=quotient) + _sentence_of_trap(case)


def _sentence_of_reference(case, name, share, refused, quotient):
    reference = case.values["reference"]
    if reference == PRIVATE:
        right = specific_index(case.one.shares[case.at], case.france.shares[case.at])
        return (
            f"Attention : {quantity(share, '%')} est la part de l’ESS dans le seul emploi privé, en {PRIVATE_YEAR}. "
            f"Le quotient {number(quotient, 2)} compare deux définitions ; à définition égale, il vaut {number(right, 2)}."
        )
    if refused == ABNORMAL:
        return f"Attention : {inside(name)}, le total des postes est anormal dans la source ; sa part ne sert pas de référence."
    if refused == TWO_YEARS:
        return f"Attention : la référence, {percentage(share)}, est celle d’une autre année. Prenez la même : entre les deux, la France aussi a changé."
    if refused:
        return (
            f"Attention : la référence, {percentage(share)}, vient d’une autre série, comptée autrement : Clap a quatre familles et s’arrête en 2015, "
            "Flores en a cinq. L’écart mesurerait aussi ce changement."
        )
    if share is None:
        return "Outre-mer, un département n’a pas de voisin parmi les cent : choisissez une autre référence."
    if reference == "voisins":
        return f"C’est {number(quotient, 2)} fois la moyenne de ses voisins ({percentage(share)})."
    if name == case.one.name:
        return "La référence choisie est le département lui-même : le quotient vaut 1 par construction, aux arrondis près."
    return f"C’est {number(quotient, 2)} fois la part {of(name if reference != 'annee' else 'France')} ({percentage(share)})."


def _sentence_of_trap(case):
    """What a reader of that department, that year, would be mistaken about."""
    one, at = case.one, case.at
    if swings(one, at):
        now = at - FIRST_FLORES
        said = (
            f" Piège : depuis un an, la part monte (elle était de {percentage(one.shares[at - 1])}) et les postes de l’ESS baissent, de "
            f"{number(one.ess[now - 1], 0)} à {number(one.ess[now], 0)} : le total des postes baisse plus vite."
        )
        if one.code in MOUNTAINS:
            said += " Des stations fermées l’expliquent sans doute ; la source n’en dit rien."
        return said
    if case.values["reference"] == "region" and holds_unusable(one.region, at):
        return " Le total de la région comprend celui de la Haute-Vienne, anormal : la part régionale est sans doute un peu trop basse."
    return ""


def _why_steps(case, place):
    one, at, year = case.one, case.at, case.values["annee"]
    if is_abnormal(case):
        totals = listed([number(jobs, 0) for jobs in one.jobs])
        return [
            f"L’Insee compte {_ess(case)} {inside(one.name)}, fin {year}, d’après Flores : ce nombre est stable, et se lit.",
            f"De {YEARS[FIRST_FLORES]} à {YEARS[-1]}, le total des postes vaut {totals} : la source n’explique pas ces sauts.",
            "Avec un dénominateur anormal, la part ne dit rien : ni rang, ni quotient, ni évolution.",
        ]
    ahead = "Un seul département a une part" if place == 2 else f"{number(place - 1)} départements ont une part"
    first, last = panel(at)
    counted = f", soit {_jobs(case)}" if first else ""
    doubt = "Clap (2015 d’après une seule copie)" if not first else "Flores"
    return (
        [
            "L’Insee compte les emplois de l’ESS parmi tous les emplois salariés, publics et privés : "
            f"{percentage(one.shares[at])} {inside(one.name)}, fin {year}{counted}.",
            f"{'Aucun département n’a une part' if place == 1 else ahead} plus forte : c’est le {ordinal(place)} rang sur {len(SHARES[at])}.",
        ]
        + _why_quotient(case)
        + [
            f"De {YEARS[first]} à {YEARS[last]}, cette part passe de {percentage(one.shares[first])} à {percentage(one.shares[last])}, soit "
            f"{signed(one.shares[last] - one.shares[first], POINTS, 2)}, dans une seule série, {doubt}."
        ]
    )


def _why_quotient(case):
    """The reference and the division by it, in words."""
    part = case.one.shares[case.at]
    name, reference, refused = case.references[case.values["reference"]]
    if reference is None:
        return ["Outre-mer, aucun des cent départements n’a de frontière avec celui-ci : faute de voisin, il n’y a pas de quotient."]
    division = f"{percentage(part)} / {percentage(reference)} = {number(specific_index(part, reference), 2)}"
    if case.values["reference"] == PRIVATE:
        return [
            f"La référence choisie, {percentage(reference)}, est la part de l’ESS dans le seul emploi privé, en France, en {PRIVATE_YEAR}.",
            f"On lirait {division}, mais ces deux parts n’ont pas le même dénominateur : ce quotient ne veut rien dire.",
        ]
    if refused:
        return [f"On lirait {division}, mais ce quotient ne veut rien dire : {refused}."]
    if name == case.one.name:
        return [f"La référence est le même territoire, à {percentage(reference)} : {division}, aux arrondis près."]
    return [_why_reference(case, name, reference), f"Le quotient divise l’une par l’autre, {division}{_why_more(part, reference)}."]


def _why_reference(case, name, reference):
    if case.values["reference"] != "voisins":
        return f"La référence est la part {of('France' if case.values['reference'] == 'annee' else name)} la même année, {percentage(reference)}."
    read = [d for d in case.near if is_usable(d.code, case.at)]
    left_out = ", la Haute-Vienne laissée de côté" if len(read) < len(case.near) else ""
    if len(read) == 1:
        return f"La référence est la part de son seul voisin, {named(read[0].name)}, {percentage(reference)}."
    return f"La référence est la moyenne de ses {number(len(read))} voisins{left_out}, où chacun compte pour un : {percentage(reference)}."


def _why_more(part, reference):
    if abs(part - reference) < SAME:
        return " : c’est le même poids"
    return f" : l’ESS y est {'plus' if part > reference else 'moins'} présente que dans la référence"


def _answer(guess, case, part):
    fact = f"l’Insee donne {percentage(part)} {inside(case.one.name)}, fin {case.values['annee']}"
    if is_abnormal(case):
        return fact, "Mais le total des postes y est anormal : aucune réponse n’est juste."
    if abs(guess - part) <= CLOSE:
        return fact, RIGHT
    if guess > part:
        return fact, "Les parts plus élevées que l’on lit parfois portent sur le seul emploi privé."
    return fact, "L’ESS est plus présente que vous ne le pensiez."


SIMULATOR = Simulator("my-departement", CONTROLS, compute=compute, bet=BET, about="share", presets=PRESETS, challenges=CHALLENGES)
