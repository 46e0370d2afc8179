"""The time line of the law: reads `data/chronologie.csv`, checks that its dates can be read and follow each other.

It is refused, naming file, line and column, when an entry would mislead a reader.
"""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from essor.readers import tables
from essor.readers.facts import STATUSES, TO_CHECK

COLUMNS = ("date", "titre", "texte", "theme", "cle", "statut")

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class ChronologyError(ValueError):
    """The time line breaks its contract. `str()` names the file, the line, the column and the value."""


class Event(NamedTuple):
    """One date of the law. `date` is as precise as what is known: "2019", "2023-05" or "2015-02-01".

    `key` is the entry of the register of facts that supports it.
    """

    date: str
    title: str
    text: str
    theme: str
    key: str
    status: str

    @property
    def year(self) -> str:
        return self.date[:4]

    @property
    def to_check(self) -> bool:
        return self.status == TO_CHECK


def load(path) -> list[Event]:
    """Read the events in order. Raise ChronologyError at the first that is wrong, or earlier than the one before it."""
    path = Path(path)
    events: list[Event] = []
    for where, row in tables.rows(path, COLUMNS, ChronologyError):
        event = _event(row, where)
        if events and comes_before(event.date, events[-1].date):
            raise ChronologyError(f"{where}: date is {event.date!r}, before the previous {events[-1].date!r}")
        events.append(event)
    if not events:
        raise ChronologyError(f"{path.name}: no event")
    return events


def comes_before(one: str, other: str) -> bool:
    """Whether a date is surely before another: « 2019 » is neither before nor after « 2019-04-01 »."""
    shared = min(len(one), len(other))
    return one[:shared] < other[:shared]


def themes(events: list[Event]) -> list[str]:
    """The themes, in their order of appearance."""
    return list(dict.fromkeys(event.theme for event in events))


def of_themes(events: list[Event], wanted: list[str]) -> list[Event]:
    """The events of some themes, in order. Raise ChronologyError for a theme that has no event."""
    for theme in wanted:
        if theme not in themes(events):
            raise ChronologyError(f"no event of theme {theme!r}; expected some of {', '.join(themes(events))}")
    return [event for event in events if event.theme in wanted]


def by_year(events: list[Event]) -> list[tuple[str, list[Event]]]:
    years: dict[str, list[Event]] = {}
    for event in events:
        years.setdefault(event.year, []).append(event)
    return list(years.items())


def _event(row: dict[str, str], where: str) -> Event:
    for column in COLUMNS:
        if not row[column]:
            raise ChronologyError(f"{where}: {column} is empty")
    if row["statut"] not in STATUSES:
        raise ChronologyError(f"{where}: statut is {row['statut']!r}, expected one of {', '.join(STATUSES)}")
    if not _is_date(row["date"]):
        raise ChronologyError(f"{where}: date is {row['date']!r}, expected a year, a month or a day such as 2015-02-01")
    return Event(row["date"], row["titre"], row["texte"], row["theme"], row["cle"], row["statut"])


def _is_date(text: str) -> bool:
    match = _DATE.fullmatch(text)
    if not match:
        return False
    try:
        date(*(int(part or 1) for part in match.groups()))
    except ValueError:
        return False
    return True
