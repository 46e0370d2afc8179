"""Dated legal parameters: a value, the day it took effect, the text that set it, and how sure we are.

Confidence follows the reference: « V » read in a source, « G » general knowledge to be checked, « ? » unknown.
Dates are ISO strings, which sort like the days they name and exist in every Python.
"""

# The last day for which the law was checked: what « today » means wherever the course computes.
CHECKED = "2026-11-24"
DAY_OF_2014 = "2014-11-30"  # the training day, late in 2014: the exact day is not known
DATES = {"2014": DAY_OF_2014, "today": CHECKED}  # the law of which day: what most simulators let the reader choose


class UnknownAt(LookupError):
    """The law's parameter is not known at the date asked for."""


class Dated:
    """A parameter of law that changes over time.

    `entries` is a list of (start date, value, source, confidence), earliest first; a value of None says that
    nothing is known from that day on. `until` is the last day for which the parameter was checked.
    """

    def __init__(self, name: str, entries, until: str = CHECKED):
        starts = [entry[0] for entry in entries]
        if not entries or starts != sorted(starts):
            raise ValueError(f"{name}: entries must be non-empty and in order of date")
        self.name = name
        self.entries = entries
        self.until = until

    def entry(self, date: str):
        """The (start, value, source, confidence) in force on `date`; UnknownAt outside what is known."""
        if not _is_date(date):
            raise ValueError(f"{self.name}: not an ISO date: {date}")
        if date > self.until:
            raise UnknownAt(f"{self.name}: last checked on {self.until}, asked for {date}")
        found = None
        for candidate in self.entries:
            if candidate[0] <= date:
                found = candidate
        if found is None or found[1] is None:
            raise UnknownAt(f"{self.name}: unknown on {date}, known from {self.entries[0][0]}")
        return found

    def at(self, date: str):
        """The value in force on `date`."""
        return self.entry(date)[1]

    def is_read(self, date: str) -> bool:
        """Whether the value in force on `date` was read in a source; otherwise readers are told to check it."""
        return self.entry(date)[3] == "V"


def _is_date(date) -> bool:
    if not isinstance(date, str) or len(date) != 10 or date[4] != "-" or date[7] != "-":
        return False
    parts = date.split("-")
    if not all(c in "0123456789" for c in "".join(parts)):
        return False
    return 1 <= int(parts[1]) <= 12 and 1 <= int(parts[2]) <= 31
