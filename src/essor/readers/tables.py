"""The one strict reader of the tables of `data/`: columns, types, constraints and keys are those of `data/datapackage.json`.

The description is always the course's own, found beside `essor` (`essor.places.COURSE`), even for a file that is
elsewhere, as in the small books of the tests: what a table holds is part of the code that shows it. A message names
file, line, column, value and what is accepted.
"""

import csv
import json
import re
from collections import namedtuple
from collections.abc import Callable, Iterator
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

from essor.places import COURSE

DESCRIPTION = COURSE / "data" / "datapackage.json"

# Of each type: how a cell is written, how it is read (ValueError if it cannot be), and what a refusal says is accepted.
# Python alone would take « 1_000 », « 1e3 », « nan », « 20261124 » and « 9 » as well.
TYPES: dict[str, tuple[str, Callable, str]] = {
    "string": (".*", str, "a text"),
    "integer": ("-?[0-9]+", int, "a whole number such as 12"),
    "number": (r"-?[0-9]+(\.[0-9]+)?", float, "a number such as 12.5"),
    "boolean": ("true|false", "true".__eq__, "true or false"),
    "date": ("[0-9]{4}-[0-9]{2}-[0-9]{2}", date.fromisoformat, "a date such as 2026-11-24"),
    "time": ("[0-9]{2}:[0-9]{2}", time.fromisoformat, "a time such as 09:30"),
}


class TableError(ValueError):
    """A table breaks its contract. `str()` names the file, and the line, the column, the value and what is accepted."""


def refused(where: str, column: str, value, accepted: str) -> TableError:
    """The error for one cell; `where` is « name.csv:line », as `rows` gives it."""
    return TableError(f"{where}: {column} is {value!r}, expected {accepted}")


@cache
def schemas() -> dict[str, dict]:
    """The Table Schema of each table, by the table's name."""
    return {resource["name"]: resource["schema"] for resource in json.loads(DESCRIPTION.read_text("utf8"))["resources"]}


def allowed(table: str, column: str) -> tuple[str, ...]:
    """What a column may say, in the order of the description. KeyError if it may say anything, or is unknown."""
    (field,) = (field for field in schemas()[table]["fields"] if field["name"] == column)
    return tuple(field["constraints"]["enum"])


def rows(table: str, *paths) -> Iterator[tuple[str, Any]]:
    """Each line of the files, in order, as (« name.csv:line », named tuple of the values by column).

    A value is a str, an int, a float, a bool, a date or a time as the description says; an empty cell is None, or ""
    in a column of texts. OSError if a file cannot be read; TableError at the first line that breaks the description,
    or if the files hold no line.
    """
    schema = schemas()[table]
    columns = [field["name"] for field in schema["fields"]]
    row_type: Any = namedtuple("Row", columns)  # type: ignore[misc]  # the description has its columns
    keys = [schema["primaryKey"], *([field["name"]] for field in schema["fields"] if field.get("constraints", {}).get("unique"))]
    taken: dict[tuple, str] = {}
    for path in map(Path, paths):
        for where, line in _lines(path, columns):
            row = row_type(*(value_of(field, cell, where) for field, cell in zip(schema["fields"], line, strict=True)))
            for key in map(tuple, keys):
                value = tuple(getattr(row, column) for column in key)
                other = taken.setdefault((key, value), where)
                if other != where:
                    raise refused(where, ", ".join(key), value if len(value) > 1 else value[0], f"a value of its own: {other} has it")
            yield where, row
    if not taken:
        raise TableError(f"{', '.join(Path(path).name for path in paths) or table}: no line")


def _lines(path, columns):
    """(« name.csv:line », cells) of each line after the first, which names the columns."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        lines = csv.reader(stream, strict=True)
        try:
            header = next(lines, [])
            if header != columns:
                raise TableError(f"{path.name}: columns are {header}, expected {columns}")
            for line in lines:
                where = f"{path.name}:{lines.line_num}"
                if len(line) != len(columns):
                    raise TableError(f"{where}: expected {len(columns)} values")
                yield where, line
        except (csv.Error, UnicodeDecodeError) as error:
            raise TableError(f"{path.name}:{lines.line_num}: {error}") from error


def value_of(field: dict, cell: str, where: str):
    """What a cell holds, as `rows` gives it. `field` is the column's description; TableError, naming `where`, if they disagree."""
    constraints, kind = field.get("constraints", {}), field["type"]

    def require(holds, accepted):
        if not holds:
            raise refused(where, field["name"], cell, accepted)

    require(cell == cell.strip(), "no space around")
    if not cell:
        require(not constraints.get("required"), "a value")
        return "" if kind == "string" else None
    if "enum" in constraints:
        require(cell in constraints["enum"], f"one of {', '.join(map(repr, constraints['enum']))}")
    if "pattern" in constraints:
        require(re.fullmatch(constraints["pattern"], cell), f"the pattern {constraints['pattern']}")
    written, read, accepted = TYPES[kind]
    require(re.fullmatch(written, cell, re.DOTALL), accepted)
    try:
        value = read(cell)
    except ValueError:
        raise refused(where, field["name"], cell, accepted) from None
    require(value >= constraints.get("minimum", value), f"at least {constraints.get('minimum')}")
    require(value <= constraints.get("maximum", value), f"at most {constraints.get('maximum')}")
    return value
