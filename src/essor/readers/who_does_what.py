"""Who does what for the social and solidarity economy: reads `data/competences.csv`, what was found for each level and role.

A cell that has no line is one for which nothing was found: it is shown as such. The file is refused, naming file, line
and column, when an entry would mislead a reader.
"""

from pathlib import Path
from typing import NamedTuple

from essor.readers import tables
from essor.readers.facts import CHECKED, DECLARED, TO_CHECK

COLUMNS = ("niveau", "role", "regime", "nature", "quoi", "source", "statut")
LEVELS = ("État", "région", "département", "intercommunalité", "commune", "CRESS")
ROLES = ("stratégie", "aide aux entreprises", "achats", "immobilier et foncier", "insertion", "animation")
THEN, NOW = "2014", "aujourd’hui"
REGIMES = (THEN, NOW)
RULE, EXAMPLE = "règle", "exemple"
NATURES = (RULE, EXAMPLE)
STATUSES = (CHECKED, DECLARED, TO_CHECK)

NOTHING = "rien trouvé"
MARKS = (RULE, EXAMPLE, TO_CHECK)  # from the firmest


class CompetencesError(ValueError):
    """The table breaks its contract. `str()` names the file, the line, the column and the value."""


class Competence(NamedTuple):
    """What a level does in a role. `key` is the entry of the register of facts that supports it."""

    level: str
    role: str
    regime: str
    nature: str
    what: str
    key: str
    status: str

    @property
    def mark(self) -> str:
        """What a reader may rely on: a rule that was read, an example, or neither yet."""
        return TO_CHECK if self.status == TO_CHECK else self.nature


def load(path) -> list[Competence]:
    """Read the entries in order. Raise CompetencesError at the first that is wrong."""
    path = Path(path)
    entries = [_entry(row, where) for where, row in tables.rows(path, COLUMNS, CompetencesError)]
    if not entries:
        raise CompetencesError(f"{path.name}: no entry")
    return entries


def cell(entries: list[Competence], level: str, role: str, regime: str) -> list[Competence]:
    """What was found for a level, a role and a time, the firmest first."""
    found = [one for one in entries if (one.level, one.role, one.regime) == (level, role, regime)]
    return sorted(found, key=lambda one: MARKS.index(one.mark))


def marks(found: list[Competence]) -> list[str]:
    """The marks of a cell, each once, the firmest first; empty if nothing was found."""
    return list(dict.fromkeys(one.mark for one in found))


def _entry(row: dict[str, str], where: str) -> Competence:
    for column in COLUMNS:
        if not row[column]:
            raise CompetencesError(f"{where}: {column} is empty")
    for column, allowed in (("niveau", LEVELS), ("role", ROLES), ("regime", REGIMES), ("nature", NATURES), ("statut", STATUSES)):
        if row[column] not in allowed:
            raise CompetencesError(f"{where}: {column} is {row[column]!r}, expected one of {', '.join(allowed)}")
    return Competence(*(row[column] for column in COLUMNS))
