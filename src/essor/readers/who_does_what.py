"""Who does what for the social and solidarity economy: reads `data/competences.csv`, what was found for each level and role.

A cell that has no line is one for which nothing was found: it is shown as such.
"""

from typing import NamedTuple

from essor.readers import tables

LEVELS = tables.allowed("competences", "niveau")
ROLES = tables.allowed("competences", "role")
THEN, NOW = "2014", "aujourd’hui"
REGIMES = (THEN, NOW)
RULE, EXAMPLE = "règle", "exemple"

NOTHING = "rien trouvé"
MARKS = (RULE, EXAMPLE)  # from the firmest


class Competence(NamedTuple):
    """What a level does in a role. `key` is the entry of the register of facts that supports it."""

    level: str
    role: str
    regime: str
    nature: str
    what: str
    key: str
    status: str


def load(path) -> list[Competence]:
    """The entries, in order. OSError, TableError."""
    return [Competence(*row) for _, row in tables.rows("competences", path)]


def cell(entries: list[Competence], level: str, role: str, regime: str) -> list[Competence]:
    """What was found for a level, a role and a time, the firmest first."""
    found = [one for one in entries if (one.level, one.role, one.regime) == (level, role, regime)]
    return sorted(found, key=lambda one: MARKS.index(one.nature))


def marks(found: list[Competence]) -> list[str]:
    """The marks of a cell, each once, the firmest first; empty if nothing was found."""
    return list(dict.fromkeys(one.nature for one in found))
