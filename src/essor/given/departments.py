"""The social and solidarity economy by department and region: shares from Clap, then jobs from Flores, year by year."""

from essor.places import COURSE
from essor.readers.tables import rows

__all__ = ("DEPARTMENTS", "FLORES_YEARS", "REGIONS", "UNUSABLE", "YEARS")

FILES = tuple(COURSE / "data" / name for name in ("ess-departements.csv", "ess-regions.csv", "ess-flores-departements.csv"))
YEARS = ("2008", "2014", "2015")
FLORES_YEARS = ("2018", "2019", "2020", "2021")
_FLORES = {(row.code, str(row.annee)): row for _, row in rows("ess-flores-departements", FILES[2])}


def _by_place(table, file, place):
    """(what `place` says of a row, its shares in percent in the order of YEARS) for each place, in the table's order."""
    shares: dict[tuple, dict] = {}
    for _, row in rows(table, file):
        if place(row):
            shares.setdefault(place(row), {})[str(row.annee)] = row.part_ess
    return tuple((*named, tuple(by_year[year] for year in YEARS)) for named, by_year in shares.items())


def _jobs(code):
    """Jobs of the ESS, then all jobs, in the order of FLORES_YEARS; then those of the five families in the last."""
    by_year = [_FLORES[code, year] for year in FLORES_YEARS]
    last = by_year[-1]
    families = (last.associations, last.cooperatives, last.mutuelles, last.fondations, last.autres)
    return tuple(row.postes_ess for row in by_year), tuple(row.postes for row in by_year), families


# (code, name, code of the region, shares, jobs of the ESS, all jobs, families), then (code, name, shares): the regions, and « F »,
# France without Mayotte. Jobs of a region are those of its departments.
DEPARTMENTS = tuple((*known, *_jobs(known[0])) for known in _by_place("ess-departements", FILES[0], lambda row: (row.code, row.departement, row.code_region)))
REGIONS = _by_place("ess-regions", FILES[1], lambda row: (row.niveau == "région" or row.code == "F") and (row.code, row.territoire))
# Departments whose total of jobs is abnormal in Flores: their share means nothing.
UNUSABLE = tuple(sorted({row.code for row in _FLORES.values() if row.statut != "vérifié"}))
