"""« Mon département est-il en avance ? »: the share of 100 departments on a map and by rank, against several references.

Figures are those of models.departments (Insee, from Clap); what may be compared is rules.statistics.
"""

from essor.given.words import words_of
from essor.portable.french import NBSP, listed, number, quantity, signed
from essor.portable.models.departments import DEPARTMENTS, YEARS, department, inside, is_plural, named, neighbours, of, region, to
from essor.portable.models.territory import rank
from essor.portable.pictures.bars import Series, bar_chart
from essor.portable.pictures.map import Area, department_map, message, paint
from essor.portable.pictures.outlines import OUTLINES
from essor.portable.pictures.plot import Mark
from essor.portable.pictures.ranked import Named, Reference, ranked_bars
from essor.portable.rules.dated import POINTS
from essor.portable.rules.statistics import ALL_JOBS, PRIVATE_JOBS, Share, obstacles, specific_index
from essor.portable.simulators.controls import Choice, Number
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Preset, Simulator, Table, Verdict, Why, note

# Share of private jobs in France, 2013 (Panorama de l'ESS, 2015 edition): the other definition. data/ess-france.csv.
PRIVATE_SHARE = 13.9
PRIVATE_YEAR = 2013

UNIT = "postes"
COUNT = len(DEPARTMENTS)
CLASS = 20  # departments of one shade of the map, but for equal shares
CLASSES = ("la plus forte", "la deuxième", "la troisième", "la quatrième", "la plus faible")

NO_MAP = ("La carte s’affiche une fois le livre construit : lancez make book dans le dossier du cours, puis rouvrez ce carnet.",)


def _from_the_highest(at):
    """The departments from the highest share to the lowest, by code when equal."""
    order = sorted([(-d.shares[at], d.code, i) for i, d in enumerate(DEPARTMENTS)])
    return [DEPARTMENTS[i] for _, _, i in order]


def _bounds(shares, levels):
    """(highest, lowest) share of each shade of the map, from the strongest."""
    inside = [[share for share, level in zip(shares, levels) if level == one] for one in range(len(CLASSES))]
    return [(shades[0], shades[-1]) for shades in inside]


# One list per year, made once: the reader moves controls, the figures do not move.
RANKED = [_from_the_highest(at) for at in range(len(YEARS))]
SHARES = [[d.shares[at] for d in ranked] for at, ranked in enumerate(RANKED)]
# The shade of each, from 0 for the strongest: equal shares have the same.
LEVELS = [[(rank(shares, share) - 1) // CLASS for share in shares] for shares in SHARES]
BOUNDS = [_bounds(shares, levels) for shares, levels in zip(SHARES, LEVELS)]

AGAINST = {"france": "la France", "region": "sa région", "voisins": "ses voisins"}
REFERENCES = ("france", "region", "voisins", "departement", "prive")
OPTIONS = tuple([(one.code, f"{one.code} {one.name}") for one in DEPARTMENTS])

CONTROLS = (
    Choice("departement", options=OPTIONS, default="62"),
    Choice("annee", options=tuple([(year, year) for year in YEARS]), default="2014"),
    Choice("reference", options=REFERENCES, default="france"),
    Choice("autre", options=OPTIONS, default="48", only=("reference", ("departement",))),
)

PRESETS = (
    Preset("pas-de-calais", {}),
    Preset("lozere", {"departement": "48", "annee": "2015"}),
    Preset("hauts-de-seine", {"departement": "92", "annee": "2015"}),
    Preset("piege", {"reference": "prive"}),
)

BET = Number("guess", low=0, high=100, step=0.1, default=10, unit="%", decimals=1)
CLOSE = 1  # point, to the share
SAME = 0.005  # point, below which two shares are shown alike


def _shares(values):
    """The share of the department, and those of all, that year."""
    at = YEARS.index(values["annee"])
    return department(values["departement"]).shares[at], SHARES[at], at


def _first_and_behind(values, outcome):
    """Among the first in France, and below the share of its region."""
    share, shares, at = _shares(values)
    return rank(shares, share) <= CLASS and share < region(department(values["departement"]).region).shares[at]


def _two_answers(values, outcome):
    """Above France, and below the mean of its neighbours."""
    share, _, at = _shares(values)
    return values["reference"] == "voisins" and share > region("F").shares[at] and 0 < outcome.indicators[2].number < 1


def _trapped(values, outcome):
    """Ahead of France, and said to be behind by the share of private jobs."""
    share, _, at = _shares(values)
    return values["reference"] == "prive" and share > region("F").shares[at] and outcome.indicators[2].number < 1


CHALLENGES = (
    Challenge("tete-et-queue", _first_and_behind, {"departement": "56"}),
    Challenge("deux-reponses", _two_answers, {"departement": "15", "reference": "voisins"}),
    Challenge("piege", _trapped, {"reference": "prive"}),
)


def compute(values):
    one = department(values["departement"])
    home = region(one.region)
    france = region("F")
    other = department(values["autre"])
    near = neighbours(one.code)
    at = YEARS.index(values["annee"])
    part = one.shares[at]
    place = rank(SHARES[at], part)
    references = {
        "france": ("France", france.shares[at]),
        "region": (home.name, home.shares[at]),
        "voisins": ("Ses voisins", sum([d.shares[at] for d in near]) / len(near) if near else None),
        "departement": (other.name, other.shares[at]),
        "prive": ("Emploi privé", PRIVATE_SHARE),
    }
    name, reference = references[values["reference"]]
    quotient = specific_index(part, reference) if reference else None
    base = PRIVATE_JOBS if values["reference"] == "prive" else ALL_JOBS
    trap = reference and obstacles(_share(part, ALL_JOBS, values["annee"]), _share(reference, base, values["annee"]))
    change = one.shares[2] - one.shares[0]
    guess = values["guess"]
    yield Headline(_headline(values, one, place=place, quotient=quotient))
    yield Indicator("share", quantity(part, "%", 2), number=part, verdict=note(f"emploi public et privé, {values['annee']}"))
    yield Indicator("rank", f"{_ordinal(place)} sur {COUNT}", number=place)
    said = _quotient_note(values, name, reference=reference, trap=trap)
    yield Indicator("quotient", number(quotient, 2) if quotient else "0 voisin", number=quotient or 0, verdict=said)
    yield Indicator("change", signed(change, POINTS, 2), number=change, verdict=note("une seule série, Clap ; 2015 d’après une seule copie"))
    yield Figure(f"La part de l’ESS sur la carte, fin {values['annee']}", _map_reading(one, near, at), lambda view: _map(view, values, one, near, at))
    yield Figure(
        "Les cent départements, du plus fort au plus faible",
        _ranks_reading(one, part, place=place, at=at, home=home, france=france),
        lambda view: _skyline(view, values, one=one, other=other, at=at, home=home, france=france, guess=guess),
    )
    yield Figure("Un même département, plusieurs quotients", _quotients_reading(one, part, references), lambda view: _quotients(view, values, part, references))
    yield _sentence(values, one, part=part, place=place, name=name, reference=reference, quotient=quotient, right=specific_index(part, france.shares[at]))
    yield Why(lambda: _why_steps(values, one, place=place, name=name, reference=reference))
    yield _years_table(one, home, france)
    yield _region_table(home, at)
    if near:
        yield _near_table(one, near, at)
    yield lambda guess: _answer(guess, one, part=part, year=values["annee"])


def _headline(values, one, place, quotient):
    reference = values["reference"]
    if reference == "prive":
        return "Ces deux parts ne se comparent pas, faute de même définition"
    if reference == "departement" and values["autre"] != one.code:
        return f"{one.name} : {number(quotient, 2)} fois {named(department(values['autre']).name)}"
    start = f"{one.name}, {_ordinal(place)} sur {COUNT}"
    if reference == "departement":
        return f"{start}, comparé à lui-même"
    if quotient is None:
        return f"{start}, sans voisin à comparer"
    return f"{start}, à {number(quotient, 2)} fois {AGAINST[reference]}"


def _quotient_note(values, name, reference, trap):
    if reference is None:
        return note("aucun voisin parmi les cent départements")
    if trap:
        return Verdict(False, "sans valeur : deux dénominateurs")
    return note(f"face {'à la moyenne de ses voisins' if values['reference'] == 'voisins' else to(name)}")


def _share(percentage, base, year):
    return Share(percentage / 100, base, unit=UNIT, year=int(year))


def _ordinal(place):
    return str(place) + ("er" if place == 1 else "e")


def _percent(value):
    return quantity(value, "%", 2)


def _sentence(values, one, part, place, name, reference, quotient, right):
    text = (
        f"Fin {values['annee']}, l’ESS occupait {_percent(part)} des emplois salariés, publics et privés, {inside(one.name)}"
        f", au {_ordinal(place)} rang sur {COUNT}. "
    )
    if values["reference"] == "prive":
        return (
            f"{text}Attention : {quantity(reference, '%')} est la part de l’ESS dans le seul emploi privé, en {PRIVATE_YEAR}"
            f". Le quotient {number(quotient, 2)} compare deux définitions ; à définition égale, il vaut {number(right, 2)}."
        )
    if reference is None:
        return f"{text}Outre-mer, un département n’a pas de voisin parmi les cent : choisissez une autre référence."
    if values["reference"] == "voisins":
        return f"{text}C’est {number(quotient, 2)} fois la moyenne de ses voisins ({_percent(reference)})."
    if name == one.name:
        return f"{text}La référence choisie est le département lui-même : le quotient vaut 1 par construction, aux arrondis près."
    return f"{text}C’est {number(quotient, 2)} fois la part {of(name)} ({_percent(reference)})."


def _why_steps(values, one, place, name, reference):
    part = one.shares[YEARS.index(values["annee"])]
    ahead = "Un seul département a une part" if place == 2 else f"{number(place - 1)} départements ont une part"
    return (
        [
            "L’Insee compte les emplois de l’ESS parmi tous les emplois salariés, publics et privés : "
            f"{_percent(part)} {inside(one.name)}, fin {values['annee']}.",
            f"{'Aucun département n’a une part' if place == 1 else ahead} plus forte : c’est le {_ordinal(place)} rang sur {COUNT}.",
        ]
        + _why_quotient(values, one, part=part, name=name, reference=reference)
        + [
            f"De 2008 à 2015, cette part passe de {_percent(one.shares[0])} à {_percent(one.shares[2])}, soit "
            f"{signed(one.shares[2] - one.shares[0], POINTS, 2)}, dans une seule série, Clap (2015 d’après une seule copie)."
        ]
    )


def _why_quotient(values, one, part, name, reference):
    """The reference and the division by it, in words."""
    if reference is None:
        return ["Outre-mer, aucun des cent départements n’a de frontière avec celui-ci : faute de voisin, il n’y a pas de quotient."]
    division = f"{_percent(part)} / {_percent(reference)} = {number(specific_index(part, reference), 2)}"
    if values["reference"] == "prive":
        return [
            f"La référence choisie, {_percent(reference)}, est la part de l’ESS dans le seul emploi privé, en France, en {PRIVATE_YEAR}.",
            f"On lirait {division}, mais ces deux parts n’ont pas le même dénominateur : ce quotient ne veut rien dire.",
        ]
    if name == one.name:
        return [f"La référence est le même territoire, à {_percent(reference)} : {division}, aux arrondis près."]
    return [_why_reference(values, one, name, reference), f"Le quotient divise l’une par l’autre, {division}{_why_more(part, reference)}."]


def _why_reference(values, one, name, reference):
    if values["reference"] != "voisins":
        return f"La référence est la part {of(name)} la même année, {_percent(reference)}."
    near = len(neighbours(one.code))
    if near == 1:
        return f"La référence est la part de son seul voisin, {named(neighbours(one.code)[0].name)}, {_percent(reference)}."
    return f"La référence est la moyenne de ses {number(near)} voisins, où chacun compte pour un : {_percent(reference)}."


def _why_more(part, reference):
    if abs(part - reference) < SAME:
        return " : c’est le même poids"
    return f" : l’ESS y est {'plus' if part > reference else 'moins'} présente que dans la référence"


def _answer(guess, one, part, year):
    fact = f"l’Insee donne {_percent(part)} {inside(one.name)}, fin {year}"
    if abs(guess - part) <= CLOSE:
        return fact, RIGHT
    if guess > part:
        return fact, "Les parts plus élevées que l’on lit parfois portent sur le seul emploi privé."
    return fact, "L’ESS est plus présente que vous ne le pensiez."


# The paint of each year, once asked for: a change of department does not repaint the hundred.
_PAINTED: dict[int, dict] = {}


def _paint(at):
    if at not in _PAINTED:
        _PAINTED[at] = paint([Area(d.code, d.name, level=level, text=_percent(d.shares[at])) for d, level in zip(RANKED[at], LEVELS[at])])
    return _PAINTED[at]


def _map(view, values, one, near, at):
    if not OUTLINES:
        return message(view, NO_MAP)
    named = [d.code for d in near]
    if values["reference"] == "departement" and values["autre"] not in named + [one.code]:
        named.append(values["autre"])
    key = ["Part de l’ESS"] + [f"de {number(low, 2)} à {_percent(high)}" for high, low in BOUNDS[at]]
    return department_map(view, _paint(at), chosen=one.code, label=(one.name, _percent(one.shares[at])), named=named, key=key)


def _map_reading(one, near, at):
    level = LEVELS[at][SHARES[at].index(one.shares[at])]
    high, low = BOUNDS[at][level]
    text = (
        f"Plus la teinte est marquée, plus la part est forte ; chacune, avec ses hachures, est celle d’un département sur cinq. "
        f"{_capital(named(one.name))} ({one.code}), au contour épais, {_is(one.name)} dans {CLASSES[level]}"
        f" des cinq classes, de {number(low, 2)} à {_percent(high)}. "
    )
    if near:
        weaker = len([d for d in near if d.shares[at] < one.shares[at]])
        text += (
            f"{'Ses voisins' if len(near) > 1 else 'Son seul voisin'} : {listed([_coded(d) + ' ' + _percent(d.shares[at]) for d in near])}"
            f" ; {_compared(weaker, len(near))}. "
        )
    return (
        f"{text}Dans le cadre, Paris et ses voisins agrandis ; l’outre-mer, absent du fond, en carrés. Fond de carte simplifié : V. "
        "Cazanave d’après MapSVG, licence CC BY 4."
    )


def _coded(one):
    return f"{one.name} ({one.code})"


def _capital(text):
    return text[0].upper() + text[1:]


def _is(name):
    return "sont" if is_plural(name) else "est"


def _compared(weaker, count):
    if count == 1:
        return "sa part est plus faible" if weaker else "sa part n’est pas plus faible"
    if weaker == 0:
        return "aucun n’a une part plus faible"
    if weaker == count:
        return "tous ont une part plus faible"
    return f"{weaker} sur {count}{' a' if weaker == 1 else ' ont'} une part plus faible"


def _skyline(view, values, one, other, at, home, france, guess):
    def shown(d, place, colour):
        return Named(place, d.shares[at], label=f"{d.name}{NBSP}: {_percent(d.shares[at])}", colour=colour)

    apart = [shown(one, RANKED[at].index(one) + 1, "petrol")]
    if values["reference"] == "departement" and other.code != one.code:
        apart.append(shown(other, RANKED[at].index(other) + 1, "ochre"))
    references = [Reference(france.shares[at], f"France : {_percent(france.shares[at])}")]
    if values["reference"] == "prive":
        references.append(Reference(PRIVATE_SHARE, f"emploi privé : {quantity(PRIVATE_SHARE, '%')}"))
    elif guess is not None and values["reference"] != "region" and guess <= SHARES[at][0]:
        references.append(Reference(guess, f"votre pari : {quantity(guess, '%')}"))
    elif home.name != one.name:
        references.append(Reference(home.shares[at], f"{home.name} : {_percent(home.shares[at])}"))
    return ranked_bars(
        view,
        [shown(d, rank + 1, "soft") for rank, d in enumerate(RANKED[at])],
        named=apart,
        references=references,
        title="Part de l’ESS dans l’emploi",
        ordinal=_ordinal,
        unit="%",
    )


def _ranks_reading(one, part, place, at, home, france):
    ranked = RANKED[at]
    text = (
        f"Cent départements rangés selon la part de l’ESS, {of(ranked[0].name)} ({_percent(ranked[0].shares[at])}) "
        f"{to(ranked[-1].name)} ({_percent(ranked[-1].shares[at])}). "
        f"{_capital(named(one.name))} {_is(one.name)} au {_ordinal(place)} rang, à {_percent(part)}"
    )
    if home.name != one.name:
        text += f" ; {named(home.name)}, à {_percent(home.shares[at])}"
    return f"{text} ; la France entière, à {_percent(france.shares[at])}."


def _listed_references(values, references):
    left_out = {"voisins": not references["voisins"][1], "departement": values["reference"] != "departement"}
    return [references[key] for key in REFERENCES if not left_out.get(key)]


def _quotients(view, values, part, references):
    listed = _listed_references(values, references)
    quotients = [specific_index(part, reference) for _, reference in listed]
    names = [f"{name}{NBSP}: {quantity(reference, '%', 1)}" for name, reference in listed]
    texts = [number(q, 2) for q in quotients]
    texts[-1] += " (faux)" if view.narrow else ", sans valeur"
    series = [Series("quotient", quotients, colour="petrol", texts=texts)]
    return bar_chart(view, names, series=series, x_title="Quotient", marks=[Mark("x", 1, f"même poids{NBSP}: 1")])


def _quotients_reading(one, part, references):
    parts = [f"{number(specific_index(part, reference), 2)} face {to(name)}" for name, reference in [references["france"], references["region"]]]
    return (
        f"Le quotient {of(one.name)} vaut {' et '.join(parts)}. Face à l’emploi privé seul, on lirait "
        f"{number(specific_index(part, PRIVATE_SHARE), 2)}, mais les deux parts n’ont pas le même dénominateur."
    )


def _years_table(one, home, france):
    territories = [one] + ([home] if home.name != one.name else []) + [france]
    rows = [[t.name] + [_percent(share) for share in t.shares] + [signed(t.shares[2] - t.shares[0], POINTS, 2)] for t in territories]
    caption = "Part de l’ESS dans l’emploi salarié, public et privé (2015 par département : une seule copie)"
    return Table(caption, ["Territoire", "2008", "2014", "2015", "De 2008 à 2015"], rows)


def _region_table(home, at):
    rows = [[d.name, _percent(d.shares[at]), _ordinal(rank(SHARES[at], d.shares[at]))] for d in RANKED[at] if d.region == home.code]
    return Table(f"{home.name} : ses départements, en {YEARS[at]}", ["Département", "Part de l’ESS", "Rang en France"], rows)


def _near_table(one, near, at):
    rows = [
        [d.name, _percent(d.shares[at]), _ordinal(rank(SHARES[at], d.shares[at])), number(specific_index(one.shares[at], d.shares[at]), 2)]
        for d in sorted(near, key=lambda d: (-d.shares[at], d.code))
    ]
    return Table(f"{one.name} : ses voisins, en {YEARS[at]}", ["Département", "Part de l’ESS", "Rang en France", "Quotient face à lui"], rows)


SIMULATOR = Simulator("my-departement", CONTROLS, compute=compute, words=words_of(__name__), bet=BET, about="share", presets=PRESETS, challenges=CHALLENGES)
