"""The day's programme: reads `data/programme.csv`, checks that its slots follow each other, times them."""

import re
from pathlib import Path
from typing import NamedTuple

from essor.readers import tables

COLUMNS = ("debut", "fin", "forme", "titre", "page")
FORMS = ("accueil", "conférence", "débat", "repas", "conclusion")

_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


class ProgrammeError(ValueError):
    """The programme breaks its contract. `str()` names the file, the line, the column and the value."""


class Slot(NamedTuple):
    """One slot. Times are minutes from midnight; `end` is None where the 2014 programme is silent."""

    start: int
    end: int | None
    form: str
    title: str
    page: str

    @property
    def duration(self) -> int | None:
        """Minutes, or None while the end is unknown."""
        return None if self.end is None else self.end - self.start


def load(path) -> list[Slot]:
    """Read the slots in order.

    Raise ProgrammeError if a slot ends before it starts, starts before the previous one does, or does not
    start when the previous one ends.
    """
    path = Path(path)
    slots: list[Slot] = []
    for where, row in tables.rows(path, COLUMNS, ProgrammeError):
        slot = _slot(row, where)
        if slots:
            _check_follows(slots[-1], slot, where)
        slots.append(slot)
    if not slots:
        raise ProgrammeError(f"{path.name}: no slot")
    return slots


def span(slots: list[Slot]) -> tuple[int, int]:
    """The first start and the last known end, in minutes from midnight. Raise ValueError if no end is known."""
    ends = [slot.end for slot in slots if slot.end is not None]
    if not ends:
        raise ValueError("no slot has a known end")
    return slots[0].start, ends[-1]


def minutes(time: str) -> int:
    """Minutes from midnight of a time such as « 09:30 ». Raise ValueError if it is none."""
    match = _TIME.fullmatch(time)
    if not match:
        raise ValueError(f"{time!r} is not a time such as 09:30")
    return int(match[1]) * 60 + int(match[2])


def clock(minutes: int) -> str:
    """A time of day or a duration as French writes it: 570 gives « 9 h 30 », 540 « 9 h »."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}\u00a0h" + (f"\u00a0{rest:02d}" if rest else "")


def lasting(minutes: int) -> str:
    """A duration: 45 gives « 45 min », 75 « 1 h 15 »."""
    return clock(minutes) if minutes >= 60 else f"{minutes}\u00a0min"


def _slot(row: dict[str, str], where: str) -> Slot:
    def refuse(column, expected):
        raise ProgrammeError(f"{where}: {column} is {row[column]!r}, expected {expected}")

    def time(column):
        try:
            return minutes(row[column])
        except ValueError:
            refuse(column, "a time such as 09:30")

    if row["forme"] not in FORMS:
        refuse("forme", f"one of {', '.join(FORMS)}")
    if not row["titre"]:
        refuse("titre", "a value")
    start = time("debut")
    end = time("fin") if row["fin"] else None
    if end is not None and end <= start:
        refuse("fin", "a time after debut")
    return Slot(start, end, row["forme"], row["titre"], row["page"])


def _check_follows(before: Slot, slot: Slot, where: str) -> None:
    if before.end is not None and slot.start != before.end:
        raise ProgrammeError(f"{where}: debut is {clock(slot.start)}, but the previous slot ends at {clock(before.end)}")
    if slot.start <= before.start:
        raise ProgrammeError(f"{where}: debut is {clock(slot.start)}, not after the previous {clock(before.start)}")
