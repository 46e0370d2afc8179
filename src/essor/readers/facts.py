"""The register of facts: every figure, date and article the course quotes, with its source and its standing.

The register is the union of `data/faits/*.csv`, one file per part of the course, so that several authors can write at
once.
"""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from essor.readers import tables

# A text of law is in one of the first three states; a figure or a date may have been checked, computed or declared.
IN_FORCE, OLD, SECONDARY = "en vigueur, lu", "lu, version ancienne", "source secondaire"
DECLARED, CHECKED, COMPUTED, TO_CHECK = "déclaré en 2014", "vérifié", "calculé", "à vérifier"
STATUSES = (IN_FORCE, OLD, SECONDARY, CHECKED, COMPUTED, DECLARED, TO_CHECK)
READ = (IN_FORCE, OLD, CHECKED)  # on a day that the register gives


class Fact(NamedTuple):
    """One entry. `value` is a plain number with a dot ("0.2") or a French text; texts may be empty.

    `file` names the file that holds the entry, within the folder of the register.
    """

    key: str
    label: str
    value: str
    unit: str
    period: str
    source: str
    address: str
    status: str
    checked_on: date | None
    note: str
    file: str


def files(folder) -> list[Path]:
    """The files of the register, in the order they are read."""
    return sorted(Path(folder).glob("*.csv"))


def load(folder) -> dict[str, Fact]:
    """The register by key, file after file, each in its order. OSError; TableError, also for a reading without its day."""
    facts: dict[str, Fact] = {}
    for where, row in tables.rows("faits", *files(folder)):
        if row.statut in READ and not row.verifie_le:
            raise tables.refused(where, "verifie_le", "", f"the day it was read, since statut is {row.statut!r}")
        facts[row.cle] = Fact._make((*row, where.partition(":")[0]))
    return facts
