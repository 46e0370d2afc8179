"""Dated legal parameters: a value, the day it took effect, the text that set it, and the state in which we read it.

Dates are ISO strings, which sort like the days they name and exist in every Python.
"""

from collections import namedtuple

from essor.portable.french import date_in_words, number, percent, quantity
from essor.portable.kept import kept

# The last day for which the law was checked: what « today » means wherever the course computes.
CHECKED = "2026-11-24"
DAY_OF_2014 = "2014-11-30"  # the training day, late in 2014: the exact day is not known
DATES = {"2014": DAY_OF_2014, "today": CHECKED}  # the law of which day: what most simulators let the reader choose


# How a rule was read, as readers see it: the register of facts says it with the same words.
READ = "en vigueur, lu"
OLD = "lu, version ancienne"  # the version read is not known to be the one in force
SECONDARY = "source secondaire"  # told by somebody else, or known to all: the text itself was not read
TO_CHECK = "à vérifier"  # would change a decision, and nothing settles it
STATES = (READ, OLD, SECONDARY, TO_CHECK)
# The days of the codes that were read whole for the articles cited; other texts were read on the day of the last check.
CCP_READ, LABOUR_CODE_READ = "2026-04-04", "2026-03-29"


class UnknownAt(LookupError):
    """The law's parameter is not known at the date asked for."""


# What was in force from `start` on: None where nothing is known; `article` is the text that set it, `state` one of STATES,
# and `read` the day of the text that was read.
Entry = namedtuple("Entry", ["start", "value", "article", "state", "read"])

# Article and state of a value that the reader proposes.
AMENDMENT = "votre amendement"

POINTS = ("point", "points")  # of a rate
YEARS = ("an", "ans")


class Dated:
    """A parameter of law that changes over time, and prints itself as readers see it.

    `entries` are (start, value, article, state, and the day of the text read where it is not CHECKED), earliest first.
    Rates are fractions; their `unit` is « % » or POINTS. Other units are those of `quantity`; a value that is a pair of
    numbers is a range.
    """

    def __init__(self, name: str, entries, unit=""):
        self.entries = [Entry(*(entry if len(entry) > 4 else entry + (CHECKED,))) for entry in entries]
        starts = [entry.start for entry in self.entries]
        if not entries or starts != sorted(starts):
            raise ValueError(f"{name}: entries must be non-empty and in order of date")
        self.name = name
        self.unit = unit
        self.proposed = None  # the value that an Amendment gives it while it is entered

    def entry(self, date: str) -> Entry:
        """What is in force on `date`; UnknownAt outside what is known."""
        if not isinstance(date, str) or not _is_date(date):
            raise ValueError(f"{self.name}: not an ISO date: {date}")
        if date > CHECKED:
            raise UnknownAt(f"{self.name}: last checked on {CHECKED}, asked for {date}")
        if self.is_amended(date):
            return Entry(CHECKED, self.proposed, AMENDMENT, AMENDMENT, CHECKED)
        found = None
        for candidate in self.entries:
            if candidate.start <= date:
                found = candidate
        if found is None or found.value is None:
            raise UnknownAt(f"{self.name}: unknown on {date}, known from {self.entries[0].start}")
        return found

    def is_amended(self, date: str) -> bool:
        """Whether the reader proposes the value in force on `date`: an amendment applies from the last check on."""
        return self.proposed is not None and date >= CHECKED

    def cited(self, article: str, date: str) -> str:
        """The article to cite for the value in force on `date`: `article`, unless the value is the reader's."""
        return AMENDMENT if self.is_amended(date) else article

    def source(self, date: str) -> str:
        """The article of the value in force on `date`, and how it was read."""
        return AMENDMENT if self.is_amended(date) else f"{self.entry(date).article} ({self.state(date)})"

    def at(self, date: str):
        """The value in force on `date`."""
        return self.entry(date).value

    def text(self, date: str) -> str:
        """The value in force on `date`, with its unit, in French: « 50 % », « 35 à 40 € »."""
        value = self.at(date)
        if isinstance(value, tuple):
            return f"{number(value[0])} à {self._written(value[1])}"
        return self._written(value)

    def _written(self, value):
        if self.unit == "%":
            return percent(value)
        return quantity(100 * value if self.unit is POINTS else value, self.unit)

    def state(self, date: str) -> str:
        """How the value in force on `date` was read, in French: « en vigueur, lu le 4 avril 2026 », « source secondaire »."""
        entry = self.entry(date)
        return f"{READ} le {date_in_words(entry.read)}" if entry.state == READ else entry.state


def cited(article: str, date: str, rules) -> str:
    """The article to cite for what these rules say together on `date`: `article`, unless the reader amends one."""
    return AMENDMENT if any(rule.is_amended(date) for rule in rules) else article


class Amendment:
    """Values that the reader proposes instead of those in force: they hold while this is entered, and never after.

    `proposals` are (rule, value); one that is the value in force proposes nothing.
    """

    def __init__(self, proposals=()):
        self.changes = [(rule, value) for rule, value in proposals if value != rule.at(CHECKED)]

    def __enter__(self):
        for rule, value in self.changes:
            rule.proposed = value

    def __exit__(self, kind, error, trace):
        for rule, _ in self.changes:
            rule.proposed = None

    def around(self, function):
        """`function`, called later under this amendment."""
        if not self.changes:
            return function

        def call(*given):
            with self:
                return function(*given)

        return call


@kept
def _is_date(date: str) -> bool:
    if len(date) != 10 or date[4] != "-" or date[7] != "-":
        return False
    parts = date.split("-")
    if not all(c in "0123456789" for c in "".join(parts)):
        return False
    return 1 <= int(parts[1]) <= 12 and 1 <= int(parts[2]) <= 31
