"""The day's programme: reads `data/programme.csv`, checks that its slots follow each other, times them."""

from datetime import time
from typing import NamedTuple

from essor.readers import tables


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

    @property
    def hours(self) -> str:
        """From when to when, once the end is known."""
        assert self.end is not None
        return f"{clock(self.start)} – {clock(self.end)}"


def load(path) -> list[Slot]:
    """The slots, in order.

    OSError; TableError, also if a slot ends before it starts, starts before the previous one does, or does not start
    when the previous one ends.
    """
    slots: list[Slot] = []
    for where, row in tables.rows("programme", path):
        slot = Slot(minutes(row.debut), row.fin and minutes(row.fin), row.forme, row.titre, row.page)
        if slot.end is not None and slot.end <= slot.start:
            raise tables.refused(where, "fin", f"{row.fin:%H:%M}", "a time after debut")
        if slots:
            _check_follows(slots[-1], slot, where)
        slots.append(slot)
    return slots


def span(slots: list[Slot]) -> tuple[int, int]:
    """The first start and the last known end, in minutes from midnight. Raise ValueError if no end is known."""
    ends = [slot.end for slot in slots if slot.end is not None]
    if not ends:
        raise ValueError("no slot has a known end")
    return slots[0].start, ends[-1]


def minutes(moment: time) -> int:
    """Minutes from midnight: 570 for 9:30."""
    return moment.hour * 60 + moment.minute


def clock(minutes: int) -> str:
    """A time of day or a duration as French writes it: 570 gives « 9 h 30 », 540 « 9 h »."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}\u00a0h" + (f"\u00a0{rest:02d}" if rest else "")


def lasting(minutes: int) -> str:
    """A duration: 45 gives « 45 min », 75 « 1 h 15 »."""
    return clock(minutes) if minutes >= 60 else f"{minutes}\u00a0min"


def _check_follows(before: Slot, slot: Slot, where: str) -> None:
    if before.end is not None and slot.start != before.end:
        raise tables.TableError(f"{where}: debut is {clock(slot.start)}, but the previous slot ends at {clock(before.end)}")
    if slot.start <= before.start:
        raise tables.TableError(f"{where}: debut is {clock(slot.start)}, not after the previous {clock(before.start)}")
