"""Share of the social and solidarity economy in employment, by department and region, year by year."""

from essor.places import COURSE
from essor.readers.tables import rows

__all__ = ("DEPARTMENTS", "REGIONS", "YEARS")

FILES = tuple(COURSE / "data" / name for name in ("ess-departements.csv", "ess-regions.csv"))
YEARS = ("2008", "2014", "2015")


def _by_place(table, file, place):
    """(what `place` says of a row, its shares in percent in the order of YEARS) for each place, in the table's order."""
    shares: dict[tuple, dict] = {}
    for _, row in rows(table, file):
        if place(row):
            shares.setdefault(place(row), {})[str(row.annee)] = row.part_ess
    return tuple((*named, tuple(by_year[year] for year in YEARS)) for named, by_year in shares.items())


# (code, name, code of the region, shares), then (code, name, shares): the regions, and « F », France without Mayotte.
DEPARTMENTS = _by_place("ess-departements", FILES[0], lambda row: (row.code, row.departement, row.code_region))
REGIONS = _by_place("ess-regions", FILES[1], lambda row: (row.niveau == "région" or row.code == "F") and (row.code, row.territoire))
