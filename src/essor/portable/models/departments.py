"""The social and solidarity economy in employment: 100 departments, their regions, France, in two series that never join.

Insee, « indicateurs territoriaux de développement durable »: jobs on 31 December, in percent of all salaried jobs, public and
private. Clap (2008, 2014, 2015) gives shares, of four families; Flores (2018 to 2021) gives jobs, of five. Regions are those of
2016 in every year. The tables of data/ (essor.given) say the status of each figure. Mayotte is not counted.
"""

from collections import namedtuple

from essor.given import departments as figures
from essor.portable.models.territory import rank

FIRST_FLORES = len(figures.YEARS)  # the rank, in YEARS, of the first year of the second series
YEARS = figures.YEARS + figures.FLORES_YEARS
PANELS = ((0, FIRST_FLORES - 1), (FIRST_FLORES, len(YEARS) - 1))  # the ranks, in YEARS, of the ends of each series
FAMILIES = ("associations", "coopératives", "mutuelles", "fondations", "autres organismes")

# `shares` are percentages, one per year of YEARS; `region` is the region's code. `ess` and `jobs` are the jobs of the social and
# solidarity economy and all jobs, one per year of Flores; `families`, the jobs of each of FAMILIES in the last.
Department = namedtuple("Department", ["code", "name", "region", "shares", "ess", "jobs", "families"])
Region = namedtuple("Region", ["code", "name", "shares", "ess", "jobs", "families"])

CLASS = 20  # departments of one shade of the map, but for equal shares
CLASSES = 5
MOUNTAINS = ("05", "73", "74")  # whose total of jobs fell at the end of 2020, resorts closed

# How French speaks of a territory, by the beginning of its name: « les Landes », « le Gard »; « l’Hérault » and what begins with a
# vowel; « La Réunion » has its article and Paris none; others are « la Creuse ».
PLURAL = ("Alpes", "Ardennes", "Bouches", "Côtes", "Deux", "Hautes", "Hauts", "Landes", "Pays", "Pyrénées", "Vosges", "Yvelines")
_MASCULINE = (
    "Bas Calvados Cantal Centre Cher Doubs Finistère Gard Gers Grand Haut Jura Loir Loiret Lot Maine Morbihan Nord Pas Puy Rhône Tarn "
    "Territoire Val Var Vaucluse"
)
MASCULINE = _MASCULINE.split(" ")
VOWELS = "AEIOUYÉÎ"
ELIDED = ("Hérault",)
BARE = ("Paris", "La Réunion")
WITH_EN = ("Guadeloupe", "Martinique", "Guyane", "Corse-du-Sud", "Haute-Corse")  # « en Guyane »

# Departments that share a border, each pair once: a code, then those of its neighbours that come after it.
# Overseas departments have none, and a bridge or a ferry is not a border.
BORDERS_TABLE = """
01 38 39 69 71 73 74 | 02 08 51 59 60 77 80 | 03 18 23 42 58 63 71 | 04 05 06 26 83 84 | 05 26 38 73 | 06 83 | 07 26 30 38 42 43 48 84
08 51 55 | 09 11 31 66 | 10 21 51 52 77 89 | 11 31 34 66 81 | 12 15 30 34 46 48 81 82 | 13 30 83 84 | 14 27 50 61 76 | 15 19 43 46 48 63
16 17 24 79 86 87 | 17 24 33 79 85 | 18 23 36 41 45 58 | 19 23 24 46 63 87 | 21 39 52 58 70 71 89 | 22 29 35 56 | 23 36 63 87
24 33 46 47 87 | 25 39 70 90 | 26 38 84 | 27 28 60 61 76 78 95 | 28 41 45 61 72 78 91 | 29 56 | 2A 2B | 30 34 48 84 | 31 32 65 81 82
32 40 47 64 65 82 | 33 40 47 | 34 81 | 35 44 49 50 53 56 | 36 37 41 86 87 | 37 41 49 72 86 | 38 42 69 73 | 39 70 71 | 40 47 64 | 41 45 72
42 43 63 69 71 | 43 48 63 | 44 49 56 85 | 45 58 77 89 91 | 46 47 82 | 47 82 | 49 53 72 79 85 86 | 50 53 61 | 51 52 55 77 | 52 55 70 88
53 61 72 | 54 55 57 67 88 | 55 88 | 57 67 | 58 71 89 | 59 62 80 | 60 76 77 80 95 | 61 72 | 62 80 | 64 65 | 67 68 88 | 68 88 90 | 69 71
70 88 90 | 73 74 | 75 92 93 94 | 76 80 | 77 89 91 93 94 95 | 78 91 92 95 | 79 85 86 | 81 82 | 83 84 | 86 87 | 88 90 | 91 92 94 | 92 93 94 95
93 94 95
"""


def _neighbours():
    found = {}
    for border in BORDERS_TABLE.strip().replace("\n", " | ").split(" | "):
        codes = border.split(" ")
        for other in codes[1:]:
            found.setdefault(codes[0], []).append(other)
            found.setdefault(other, []).append(codes[0])
    return found


def _all_shares(clap, ess, jobs):
    return clap + tuple([100 * one / whole for one, whole in zip(ess, jobs)])


def _department(code, name, region, clap, ess, jobs, families):
    return Department(code, name, region, _all_shares(clap, ess, jobs), ess, jobs, families)


def _region(code, name, clap):
    """A region, or France: its jobs are those of its departments."""
    inside = [one for one in DEPARTMENTS if code in (one.region, "F")]
    ess, jobs, families = [tuple([sum(column) for column in zip(*rows)]) for rows in zip(*[(one.ess, one.jobs, one.families) for one in inside])]
    return Region(code, name, _all_shares(clap, ess, jobs), ess, jobs, families)


DEPARTMENTS = [_department(*row) for row in figures.DEPARTMENTS]
REGIONS = [_region(*row) for row in figures.REGIONS]
_NEIGHBOURS = _neighbours()


def is_usable(code: str, at: int) -> bool:
    """Whether the share of that department means something, that year: not where the total of jobs is abnormal."""
    return at < FIRST_FLORES or code not in figures.UNUSABLE


def holds_unusable(region: str, at: int) -> bool:
    """Whether the total of jobs of that region holds one that is abnormal."""
    return any(one.region == region and not is_usable(one.code, at) for one in DEPARTMENTS)


def panel(at: int) -> tuple:
    """The ranks, in YEARS, of the first and last year of the series of that year."""
    return PANELS[at >= FIRST_FLORES]


def swings(one, at: int) -> bool:
    """Whether the share has risen since the year before, in the same series, while jobs of the ESS fell."""
    now = at - FIRST_FLORES
    return now > 0 and one.shares[at] > one.shares[at - 1] and one.ess[now] < one.ess[now - 1]


def _from_the_highest(at):
    """The departments from the highest share to the lowest, by code when equal."""
    order = sorted([(-d.shares[at], d.code, i) for i, d in enumerate(DEPARTMENTS) if is_usable(d.code, at)])
    return [DEPARTMENTS[i] for _, _, i in order]


def _bounds(shares, levels):
    """(highest, lowest) share of each shade of the map, from the strongest."""
    inside = [[share for share, level in zip(shares, levels) if level == one] for one in range(CLASSES)]
    return [(shades[0], shades[-1]) for shades in inside]


# One list per year, made once: the reader moves controls, the figures do not move.
RANKED = [_from_the_highest(at) for at in range(len(YEARS))]
SHARES = [[d.shares[at] for d in ranked] for at, ranked in enumerate(RANKED)]
# The shade of each, from 0 for the strongest: equal shares have the same.
LEVELS = [[(rank(shares, share) - 1) // CLASS for share in shares] for shares in SHARES]
BOUNDS = [_bounds(shares, levels) for shares, levels in zip(SHARES, LEVELS)]


def department(code: str) -> Department:
    """The department of that Insee code. LookupError if there is none."""
    return _found(DEPARTMENTS, code)


def region(code: str) -> Region:
    """The region of that Insee code, « F » for France without Mayotte. LookupError if there is none."""
    return _found(REGIONS, code)


def neighbours(code: str) -> list:
    """The departments that share a border with that one, by code; none overseas. LookupError if it is unknown."""
    codes = _NEIGHBOURS.get(department(code).code, [])
    return [other for other in DEPARTMENTS if other.code in codes]


def _article(name):
    """« le », « la », « les », « l » before an apostrophe, or nothing."""
    first = name.split(" ")[0].split("-")[0]
    if name in BARE:
        return ""
    if first in PLURAL:
        return "les"
    if name[0] in VOWELS or name in ELIDED:
        return "l"
    return "le" if first in MASCULINE else "la"


def named(name: str) -> str:
    """A territory in a sentence: « le Pas-de-Calais », « l’Ain », « Paris »."""
    article = _article(name)
    return f"l’{name}" if article == "l" else f"{article} {name}".lstrip(" ")


def is_plural(name: str) -> bool:
    """Whether its verb is plural: « les Landes sont »."""
    return _article(name) == "les"


def of(name: str) -> str:
    """« du Pas-de-Calais », « des Landes », « de l’Ain », « de Paris »."""
    article = _article(name)
    return f"{'du' if article == 'le' else 'des'} {name}" if article in ("le", "les") else f"de {named(name)}"


def to(name: str) -> str:
    """« au Pas-de-Calais », « aux Landes », « à l’Ain », « à Paris »."""
    article = _article(name)
    return f"{'au' if article == 'le' else 'aux'} {name}" if article in ("le", "les") else f"à {named(name)}"


def inside(name: str) -> str:
    """« dans le Pas-de-Calais », « en Guyane », « à Paris »."""
    return to(name) if name in BARE else f"en {name}" if name in WITH_EN else f"dans {named(name)}"


def _found(territories, code):
    for territory in territories:
        if territory.code == code:
            return territory
    raise LookupError(f"unknown territory: {code}")
