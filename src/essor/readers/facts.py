"""The register of facts: every figure, date and article the course quotes, with its source and its standing.

The register is the union of `data/faits/*.csv`, one file per part of the course, so that several authors can write at
once. It is refused, naming file, line and column, when an entry cannot be trusted.
"""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from essor.readers import tables

COLUMNS = ("cle", "libelle", "valeur", "unite", "periode", "source", "adresse", "statut", "verifie_le", "note")
REQUIRED = ("cle", "libelle", "valeur", "source", "statut")

DECLARED, CHECKED, COMPUTED, TO_CHECK = "déclaré en 2014", "vérifié", "calculé", "à vérifier"
STATUSES = (DECLARED, CHECKED, COMPUTED, TO_CHECK)

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class FactsError(ValueError):
    """The register breaks its contract. `str()` names the file, the line, the column and the value."""


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
    """Read the register, file after file, each in its order. Raise FactsError at the first entry that is wrong."""
    facts: dict[str, Fact] = {}
    for path in files(folder):
        for where, row in tables.rows(path, COLUMNS, FactsError):
            fact = _fact(row, path.name, where)
            if fact.key in facts:
                raise FactsError(f"{where}: cle {fact.key!r} is already taken by {facts[fact.key].file}")
            facts[fact.key] = fact
    if not facts:
        raise FactsError(f"{folder}: no entry; expected files such as bousol.csv")
    return facts


def _fact(row: dict[str, str], file: str, where: str) -> Fact:
    def refuse(column, expected):
        raise FactsError(f"{where}: {column} is {row[column]!r}, expected {expected}")

    for column in REQUIRED:
        if not row[column]:
            refuse(column, "a value")
    if not _KEY.fullmatch(row["cle"]):
        refuse("cle", "lower-case words joined by hyphens")
    if row["statut"] not in STATUSES:
        refuse("statut", f"one of {', '.join(STATUSES)}")
    if row["adresse"] and not row["adresse"].startswith(("https://", "http://")):
        refuse("adresse", "a web address or nothing")
    if row["statut"] == CHECKED and not row["verifie_le"]:
        refuse("verifie_le", f"the date of the check, since statut is {CHECKED!r}")
    try:
        checked_on = date.fromisoformat(row["verifie_le"]) if row["verifie_le"] else None
    except ValueError:
        refuse("verifie_le", "a date such as 2026-11-24")
    return Fact(
        key=row["cle"],
        label=row["libelle"],
        value=row["valeur"],
        unit=row["unite"],
        period=row["periode"],
        source=row["source"],
        address=row["adresse"],
        status=row["statut"],
        checked_on=checked_on,
        note=row["note"],
        file=file,
    )
