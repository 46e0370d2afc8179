"""The strict reading of a table of `data/`: what every reader of one asks of a CSV file before it looks at a line."""

import csv
from collections.abc import Iterator
from pathlib import Path


def rows(path: Path, columns: tuple[str, ...], error: type[ValueError]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each line of the file as (« name.csv:line », values by column, stripped).

    OSError if the file cannot be read; `error`, naming file and line, if its columns are not these, in this order, or
    a line is not whole.
    """
    with path.open(encoding="utf-8-sig", newline="") as stream:
        lines = csv.DictReader(stream, strict=True)
        if tuple(lines.fieldnames or ()) != columns:
            raise error(f"{path.name}: columns are {lines.fieldnames}, expected {list(columns)}")
        for line in lines:
            where = f"{path.name}:{lines.line_num}"
            if None in line or None in line.values():
                raise error(f"{where}: expected {len(columns)} values")
            yield where, {name: value.strip() for name, value in line.items()}
