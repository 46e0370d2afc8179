"""What « Mon département » shows: a map, ranks, quotients, one picture a series, tables. Clap and Flores are never joined."""

from collections import namedtuple

from essor.portable.french import NBSP, capital, listed, number, percent, quantity, signed
from essor.portable.kept import kept
from essor.portable.models.departments import (
    BOUNDS,
    DEPARTMENTS,
    FAMILIES,
    FIRST_FLORES,
    LEVELS,
    PANELS,
    RANKED,
    SHARES,
    YEARS,
    is_plural,
    is_usable,
    named,
    of,
    to,
)
from essor.portable.models.territory import rank
from essor.portable.pictures.bars import Series, bar_chart
from essor.portable.pictures.lines import Line, line_chart
from essor.portable.pictures.map import Area, department_map, message, paint
from essor.portable.pictures.outlines import OUTLINES
from essor.portable.pictures.plot import Mark
from essor.portable.pictures.ranked import Named, Reference, ranked_bars
from essor.portable.rules.dated import POINTS
from essor.portable.rules.statistics import series, specific_index
from essor.portable.simulators.declaration import Figure, Later, Table

# What the reader asks for: the department, the other, its neighbours, the rank of the year in YEARS, its region, France, and by
# key (name, share or None, why the two shares do not compare or "").
Case = namedtuple("Case", ["values", "one", "other", "near", "at", "home", "france", "references"])

COUNTED = ("quatre familles", "cinq familles")  # by each of the two series
PRIVATE = "prive"
REFERENCES = ("france", "region", "voisins", "departement", "annee", PRIVATE)
NOT_LISTED = ("departement", "annee")  # references of no picture unless they are chosen
CLASSES = ("la plus forte", "la deuxième", "la troisième", "la quatrième", "la plus faible")
NO_MAP = ("La carte s’affiche une fois le livre construit : lancez make book dans le dossier du cours, puis rouvrez ce carnet.",)
UNREADABLE = "inutilisable"


def ordinal(place):
    return str(place) + ("er" if place == 1 else "e")


def percentage(value):
    return quantity(value, "%", 2)


def is_abnormal(case):
    """Whether the share of the department is not to be read, that year."""
    return not is_usable(case.one.code, case.at)


def figures(case):
    """The pictures, in their order."""
    year = YEARS[case.at]
    yield Figure(f"La part de l’ESS sur la carte, fin {year}", _map_reading(case), lambda view: _map(view, case))
    yield Figure("Les départements, du plus fort au plus faible", _ranks_reading(case), lambda view: _skyline(view, case))
    yield Figure("Un même département, plusieurs quotients", _quotients_reading(case), lambda view: _quotients(view, case))
    for (first, last), counted in zip(PANELS, COUNTED):
        yield _panel(case, first, last, counted)


def tables(case):
    """The tables, in their order."""
    yield Later(lambda: _years_table(case))
    yield Later(lambda: _region_table(case))
    if case.near:
        yield Later(lambda: _near_table(case))
    yield Later(lambda: _jobs_table(case))
    yield Later(lambda: _families_table(case))


@kept
def _paint(at):
    """The paint of a year: a change of department does not repaint the hundred."""
    areas = [Area(d.code, d.name, level=level, text=percentage(d.shares[at])) for d, level in zip(RANKED[at], LEVELS[at])]
    blank = [Area(d.code, d.name, level=None, text=UNREADABLE) for d in DEPARTMENTS if not is_usable(d.code, at)]
    return paint(areas + blank)


def _map(view, case):
    if not OUTLINES:
        return message(view, NO_MAP)
    one, at, values = case.one, case.at, case.values
    around = [d.code for d in case.near]
    if values["reference"] == "departement" and values["autre"] not in around + [one.code]:
        around.append(values["autre"])
    key = ["Part de l’ESS"] + [f"de {number(low, 2)} à {percentage(high)}" for high, low in BOUNDS[at]]
    return department_map(view, _paint(at), chosen=one.code, label=(one.name, _share(one, at)), named=around, key=key)


def _share(one, at):
    return percentage(one.shares[at]) if is_usable(one.code, at) else UNREADABLE


def _map_reading(case):
    one, near, at = case.one, case.near, case.at
    text = "Plus la teinte est marquée, plus la part est forte ; chacune, avec ses hachures, est celle d’un département sur cinq. "
    if is_abnormal(case):
        text += f"{capital(named(one.name))} ({one.code}), au contour épais, n’a pas de teinte : sa part est inutilisable cette année-là. "
    else:
        level = LEVELS[at][SHARES[at].index(one.shares[at])]
        high, low = BOUNDS[at][level]
        text += (
            f"{capital(named(one.name))} ({one.code}), au contour épais, {_is(one.name)} dans {CLASSES[level]}"
            f" des cinq classes, de {number(low, 2)} à {percentage(high)}. "
        )
    if near:
        coded = [f"{d.name} ({d.code}) {_share(d, at)}" for d in near]
        text += f"{'Ses voisins' if len(near) > 1 else 'Son seul voisin'} : {listed(coded)}"
        if not is_abnormal(case):
            readable = [d.shares[at] for d in near if is_usable(d.code, at)]
            text += f" ; {_compared(len([share for share in readable if share < one.shares[at]]), len(readable))}"
        text += ". "
    return (
        f"{text}Dans le cadre, Paris et ses voisins agrandis ; l’outre-mer, absent du fond, en carrés. Fond de carte simplifié : V. "
        "Cazanave d’après MapSVG, licence CC BY 4."
    )


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


def _skyline(view, case):
    values, one, at, home = case.values, case.one, case.at, case.home

    def shown(d, place, colour):
        return Named(place, d.shares[at], label=f"{d.name}{NBSP}: {percentage(d.shares[at])}", colour=colour)

    apart = [(one, "petrol")] + ([(case.other, "ochre")] if values["reference"] == "departement" and case.other.code != one.code else [])
    references = [Reference(case.france.shares[at], f"France : {percentage(case.france.shares[at])}")]
    guess, chosen = values["guess"], values["reference"]
    if chosen in (PRIVATE, "annee"):
        name, share, _ = case.references[chosen]
        references.append(Reference(share, f"{name} : {quantity(share, '%', 1)}"))
    elif guess is not None and chosen != "region" and guess <= SHARES[at][0]:
        references.append(Reference(guess, f"votre pari : {quantity(guess, '%')}"))
    elif home.name != one.name:
        references.append(Reference(home.shares[at], f"{home.name} : {percentage(home.shares[at])}"))
    return ranked_bars(
        view,
        [shown(d, place + 1, "soft") for place, d in enumerate(RANKED[at])],
        named=[shown(d, RANKED[at].index(d) + 1, colour) for d, colour in apart if is_usable(d.code, at)],
        references=references,
        title="Part de l’ESS dans l’emploi",
        ordinal=ordinal,
        unit="%",
    )


def _ranks_reading(case):
    one, at, home = case.one, case.at, case.home
    ranked = RANKED[at]
    text = (
        f"{number(len(ranked))} départements rangés selon la part de l’ESS, {of(ranked[0].name)} ({percentage(ranked[0].shares[at])}) "
        f"{to(ranked[-1].name)} ({percentage(ranked[-1].shares[at])}). {capital(named(one.name))} "
    )
    if is_abnormal(case):
        text += f"n’y {_is(one.name)} pas : sa part est inutilisable"
    else:
        text += f"{_is(one.name)} au {ordinal(rank(SHARES[at], one.shares[at]))} rang, à {percentage(one.shares[at])}"
    if home.name != one.name:
        text += f" ; {named(home.name)}, à {percentage(home.shares[at])}"
    return f"{text} ; la France entière, à {percentage(case.france.shares[at])}."


def _quotients(view, case):
    part, chosen = case.one.shares[case.at], case.values["reference"]
    listed_here = [case.references[key] for key in REFERENCES if case.references[key][1] and (key not in NOT_LISTED or key == chosen)]
    quotients = [specific_index(part, share) for _, share, _ in listed_here]
    names = [f"{name}{NBSP}: {quantity(share, '%', 1)}" for name, share, _ in listed_here]
    mark = " (faux)" if view.narrow else ", sans valeur"
    texts = [f"{number(quotient, 2)}{mark if refused or is_abnormal(case) else ''}" for quotient, (_, _, refused) in zip(quotients, listed_here)]
    shown = [Series("quotient", quotients, colour="petrol", texts=texts)]
    return bar_chart(view, names, series=shown, x_title="Quotient", marks=[Mark("x", 1, f"même poids{NBSP}: 1")])


def _quotients_reading(case):
    part = case.one.shares[case.at]
    if is_abnormal(case):
        return f"Aucun quotient {of(case.one.name)} n’a de valeur cette année-là : le total des postes, au dénominateur, est anormal."
    parts = [f"{number(specific_index(part, share), 2)} face {to(name)}" for name, share, _ in [case.references[key] for key in ("france", "region")]]
    return (
        f"Le quotient {of(case.one.name)} vaut {' et '.join(parts)}. Face à l’emploi privé seul, on lirait "
        f"{number(specific_index(part, case.references[PRIVATE][1]), 2)}, mais les deux parts n’ont pas le même dénominateur."
    )


def _territories(case):
    """The department, its region unless they are one, France."""
    return [case.one] + ([case.home] if case.home.name != case.one.name else []) + [case.france]


def _panel(case, first, last, counted):
    """One series: years of another never meet it."""
    shown = [one for one in _territories(case) if is_usable(one.code, first)]
    ranks = range(first, last + 1)
    years = [int(YEARS[at]) for at in ranks]
    source = series(years[0])
    said = [f"{one.name}, {listed([number(one.shares[at], 2) for at in ranks])} %" for one in shown]
    left_out = "" if len(shown) == len(_territories(case)) else f" {capital(named(case.one.name))} n’y {_is(case.one.name)} pas : part inutilisable."
    reading = (
        f"Part de l’ESS d’après {source}, fin {listed([str(year) for year in years])} : {' ; '.join(said)}.{left_out} "
        "L’autre série, comptée autrement, a sa propre figure : aucun trait ne les relie."
    )
    roles = ("petrol", "ochre", "violet") if len(shown) == len(_territories(case)) else ("ochre", "violet")

    def draw(view):
        lines = [Line(one.name, years, [one.shares[at] for at in ranks], role, one is case.one) for one, role in zip(shown, roles)]
        return line_chart(view, lines, x_title="", y_title="Part de l’ESS dans l’emploi", y_unit="%", years=True, x_step=1)

    return Figure(f"De {years[0]} à {years[-1]}, d’après {source} : {counted}", reading, draw)


def _years_table(case):
    rows = [[t.name] + [percentage(t.shares[at]) for at in range(FIRST_FLORES)] + [signed(t.shares[2] - t.shares[0], POINTS, 2)] for t in _territories(case)]
    caption = "Clap, quatre familles : part de l’ESS dans l’emploi salarié, public et privé (2015 par département : lu dans une seule copie)"
    return Table(caption, ["Territoire"] + list(YEARS[:FIRST_FLORES]) + ["De 2008 à 2015"], rows)


def _jobs_table(case):
    """Jobs and shares of Flores, a line each."""
    rows = []
    for one in _territories(case):
        ranks = range(FIRST_FLORES, len(YEARS))
        rows.append([f"{one.name} : postes de l’ESS"] + [number(jobs, 0) for jobs in one.ess] + [signed(one.ess[-1] - one.ess[0], decimals=0)])
        rows.append([f"{one.name} : tous les postes"] + [number(jobs, 0) for jobs in one.jobs] + [signed(one.jobs[-1] - one.jobs[0], decimals=0)])
        change = signed(one.shares[-1] - one.shares[FIRST_FLORES], POINTS, 2) if is_usable(one.code, FIRST_FLORES) else UNREADABLE
        rows.append([f"{one.name} : part"] + [_share(one, at) for at in ranks] + [change])
    return Table("Flores, cinq familles : postes et part de l’ESS, au 31 décembre", ["Territoire"] + list(YEARS[FIRST_FLORES:]) + ["De 2018 à 2021"], rows)


def _families_table(case):
    shown = _territories(case)
    rows = []
    for family, name in enumerate(FAMILIES):
        cells = [f"{number(one.families[family], 0)} ({percent(one.families[family] / one.ess[-1], 1)})" for one in shown]
        rows.append([name] + cells)
    caption = f"Les cinq familles, fin {YEARS[-1]}, en postes. De 2018 à 2019, des familles semblent reclassées : leur évolution ne se commente pas."
    return Table(caption, ["Famille"] + [one.name for one in shown], rows)


def _rank(one, at):
    return ordinal(rank(SHARES[at], one.shares[at])) if is_usable(one.code, at) else "non classé"


def _with_jobs(one, at):
    """What a line says of a department: its share, and its jobs where the series gives them."""
    return [_share(one, at)] + ([number(one.ess[at - FIRST_FLORES], 0)] if at >= FIRST_FLORES else [])


def _headers(at, last):
    return ["Département", "Part de l’ESS"] + (["Postes de l’ESS"] if at >= FIRST_FLORES else []) + last


def _region_table(case):
    at, home = case.at, case.home
    members = sorted([d for d in DEPARTMENTS if d.region == home.code], key=lambda d: (-d.shares[at], d.code))
    rows = [[d.name] + _with_jobs(d, at) + [_rank(d, at)] for d in members]
    return Table(f"{home.name} : ses départements, en {YEARS[at]}", _headers(at, ["Rang en France"]), rows)


def _near_table(case):
    at, one = case.at, case.one
    rows = []
    for d in sorted(case.near, key=lambda d: (-d.shares[at], d.code)):
        readable = is_usable(d.code, at) and not is_abnormal(case)
        quotient = number(specific_index(one.shares[at], d.shares[at]), 2) if readable else "sans valeur"
        rows.append([d.name] + _with_jobs(d, at) + [_rank(d, at), quotient])
    return Table(f"{one.name} : ses voisins, en {YEARS[at]}", _headers(at, ["Rang en France", "Quotient face à lui"]), rows)
