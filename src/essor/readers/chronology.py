"""The time line of the law: reads `data/chronologie.csv`, checks that its dates can be read and follow each other."""

from datetime import date
from itertools import groupby
from typing import NamedTuple

from essor.readers import tables
from essor.readers.facts import TO_CHECK


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
    """The events, in order. OSError; TableError, also for a date that is none, or comes before the one above it."""
    events: list[Event] = []
    for where, row in tables.rows("chronologie", path):
        try:
            date.fromisoformat(f"{row.date}-01-01"[:10])
        except ValueError:
            raise tables.refused(where, "date", row.date, "a year, a month or a day such as 2015-02-01") from None
        if events and comes_before(row.date, events[-1].date):
            raise tables.refused(where, "date", row.date, f"a date not before the previous, {events[-1].date!r}")
        events.append(Event(*row))
    return events


def comes_before(one: str, other: str) -> bool:
    """Whether a date is surely before another: « 2019 » is neither before nor after « 2019-04-01 »."""
    shared = min(len(one), len(other))
    return one[:shared] < other[:shared]


def themes(events: list[Event]) -> list[str]:
    """The themes, in their order of appearance."""
    return list(dict.fromkeys(event.theme for event in events))


def of_themes(events: list[Event], wanted: list[str]) -> list[Event]:
    """The events of some themes, in order. TableError for a theme that has no event."""
    for theme in wanted:
        if theme not in themes(events):
            raise tables.TableError(f"no event of theme {theme!r}; expected some of {', '.join(themes(events))}")
    return [event for event in events if event.theme in wanted]


def by_year(events: list[Event]) -> list[tuple[str, list[Event]]]:
    return [(year, list(of_year)) for year, of_year in groupby(events, lambda event: event.year)]
