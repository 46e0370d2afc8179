"""Average yield of private-company bonds (TMO), half-year by half-year."""

from essor.places import COURSE
from essor.readers.tables import rows

__all__ = ("HALF_YEARS",)

FILES = (COURSE / "data" / "tmo.csv",)
# (first day, yield in percent, whether a second source confirms it), in order.
HALF_YEARS = tuple((f"{row.annee}-{'01' if row.semestre == 1 else '07'}-01", row.taux, row.confiance == "élevée") for _, row in rows("tmo", *FILES))
