"""The trainer's running order: reads `data/deroules.csv`, checks that activities follow each other, times them.

A variant is one sitting: the day, a half-day, or an hour. Its activities fill it without a gap.
"""

from pathlib import Path
from typing import NamedTuple

from essor.readers import tables
from essor.readers.programme import minutes

# In the file's order: what the reader is told of each.
VARIANTS = {
    "journee": "La journée",
    "demi-journee": "Une demi-journée",
    "distance-1": "À distance, première demi-journée",
    "distance-2": "À distance, seconde demi-journée",
    "heure-1": "Une heure sur le diagnostic",
    "heure-2": "Une heure sur les achats",
    "heure-3": "Une heure sur l’entrée au capital",
    "heure-4": "Une heure sur la transversalité",
}
DAY = "journee"


class Activity(NamedTuple):
    """One activity. `start` is in minutes from midnight, `duration` in minutes; `page` is a page of the book, or ""."""

    key: str
    start: int
    duration: int
    form: str
    title: str
    objective: str
    material: str
    page: str

    @property
    def end(self) -> int:
        return self.start + self.duration


def load(path) -> dict[str, list[Activity]]:
    """The activities of each variant, in order.

    OSError; TableError, also if an activity does not start when the one before it ends, or a variant has none.
    """
    found: dict[str, list[Activity]] = {variant: [] for variant in VARIANTS}
    for where, row in tables.rows("deroules", path):
        activities = found[row.variante]
        activity = Activity(row.cle, minutes(row.debut), row.duree, row.forme, row.titre, row.objectif, row.materiel, row.page)
        if activities and activities[-1].end != activity.start:
            raise tables.refused(where, "debut", f"{row.debut:%H:%M}", f"the end of {activities[-1].key!r}")
        activities.append(activity)
    if empty := [variant for variant, activities in found.items() if not activities]:
        raise tables.TableError(f"{Path(path).name}: no activity in {empty}")
    return found
