"""The trainer's running order: reads `data/deroules.csv`, checks that activities follow each other, times them.

A variant is one sitting: the day, or a half-day. Its activities fill it without a gap.
"""

from pathlib import Path
from typing import NamedTuple

from essor.readers import tables
from essor.readers.programme import minutes

COLUMNS = ("variante", "cle", "debut", "duree", "forme", "titre", "objectif", "materiel", "page")
FORMS = ("accueil", "exposé", "simulation", "groupe", "débat", "quiz", "pause", "repas", "conclusion")

# In the file's order: what the reader is told of each.
VARIANTS = {
    "journee": "La journée",
    "demi-journee": "Une demi-journée",
    "distance-1": "À distance, première demi-journée",
    "distance-2": "À distance, seconde demi-journée",
}
DAY = "journee"


class RunningOrderError(ValueError):
    """The running order breaks its contract. `str()` names the file, the line, the column and the value."""


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

    OSError if there is no file. RunningOrderError if a variant or a form is unknown, a key comes twice in a variant,
    or an activity does not start when the one before it ends.
    """
    path = Path(path)
    found: dict[str, list[Activity]] = {variant: [] for variant in VARIANTS}
    for where, row in tables.rows(path, COLUMNS, RunningOrderError):
        if row["variante"] not in found:
            raise RunningOrderError(f"{where}: variante {row['variante']!r}, expected one of {list(VARIANTS)}")
        activities = found[row["variante"]]
        activity = _activity(row, where)
        if any(other.key == activity.key for other in activities):
            raise RunningOrderError(f"{where}: cle {activity.key!r} comes twice in {row['variante']!r}")
        if activities and activities[-1].end != activity.start:
            raise RunningOrderError(f"{where}: debut {row['debut']!r} is not the end of {activities[-1].key!r}")
        activities.append(activity)
    empty = [variant for variant, activities in found.items() if not activities]
    if empty:
        raise RunningOrderError(f"{path.name}: no activity in {empty}")
    return found


def _activity(row, where) -> Activity:
    for column in ("cle", "titre", "objectif"):
        if not row[column]:
            raise RunningOrderError(f"{where}: {column} is empty")
    if row["forme"] not in FORMS:
        raise RunningOrderError(f"{where}: forme {row['forme']!r}, expected one of {list(FORMS)}")
    if not row["duree"].isdecimal() or not int(row["duree"]):
        raise RunningOrderError(f"{where}: duree {row['duree']!r} is not a number of minutes")
    try:
        start = minutes(row["debut"])
    except ValueError as error:
        raise RunningOrderError(f"{where}: debut: {error}") from error
    return Activity(row["cle"], start, int(row["duree"]), row["forme"], row["titre"], row["objectif"], row["materiel"], row["page"])
