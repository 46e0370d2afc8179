"""Jobs of the social and solidarity economy by region and family, year by year, from Flores."""

from essor.places import COURSE
from essor.readers.tables import rows

__all__ = ("REGIONS", "YEARS")

FILES = (COURSE / "data" / "ess-flores-regions.csv",)
YEARS = ("2018", "2019", "2020", "2021")


def _regions():
    """(code, name, all jobs by year, jobs of the five families by year) for each region, in the table's order."""
    found: dict[tuple, dict] = {}
    for _, row in rows("ess-flores-regions", *FILES):
        found.setdefault((row.code, row.territoire), {})[str(row.annee)] = row
    for named, by_year in found.items():
        in_order = [by_year[year] for year in YEARS]
        families = tuple((row.associations, row.cooperatives, row.mutuelles, row.fondations, row.autres) for row in in_order)
        yield (*named, tuple(row.postes for row in in_order), families)


REGIONS = tuple(_regions())
