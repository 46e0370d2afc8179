"""Cells and files: read strictly, refused with what was expected."""

from datetime import date, time

import pytest

from essor.readers import tables

READ = [("string", "", ""), ("integer", "-12", -12), ("number", "0.5", 0.5), ("number", "", None), ("boolean", "false", False)]
READ += [("date", "2026-11-24", date(2026, 11, 24)), ("time", "09:30", time(9, 30))]


@pytest.mark.parametrize(
    "type, constraints, cell, accepted",
    [
        ("string", {"required": True}, "", "a value"),
        ("string", {"enum": ["vérifié", "calculé"]}, "sûr", "one of 'vérifié', 'calculé'"),
        ("string", {"pattern": "https://.+"}, "http://exemple.fr", "the pattern https://.+"),
        ("string", {}, " vérifié", "no space around"),
        *[("integer", {}, cell, "a whole number such as 12") for cell in ("3.5", "1_000")],
        *[("number", {}, cell, "a number such as 12.5") for cell in ("nan", "12,5")],
        ("number", {"minimum": 0}, "-1", "at least 0"),
        ("number", {"maximum": 100}, "100.5", "at most 100"),
        ("boolean", {}, "oui", "true or false"),
        *[("date", {}, cell, "a date such as 2026-11-24") for cell in ("24/11/2026", "2026-02-30")],
        ("time", {}, "9h30", "a time such as 09:30"),
    ],
)
def test_a_wrong_cell_is_refused(type, constraints, cell, accepted):
    with pytest.raises(tables.TableError) as refusal:
        tables.value_of({"name": "c", "type": type, "constraints": constraints}, cell, "t.csv:2")
    assert str(refusal.value) == f"t.csv:2: c is {cell!r}, expected {accepted}"


@pytest.mark.parametrize("content", [b'2023,1,"3.14"x,moyenne\n', "2023,1,3.14,élevée\n".encode("latin-1")], ids=["quotes", "encoding"])
def test_a_file_that_is_no_csv_in_utf_8_is_refused(tmp_path, content):
    path = tmp_path / "t.csv"
    path.write_bytes(b"annee,semestre,taux,confiance\n" + content)
    with pytest.raises(tables.TableError, match=r"^t\.csv:\d: "):
        list(tables.rows("tmo", path))


@pytest.mark.parametrize("type, cell, value", READ)
def test_a_cell_is_read_as_its_type(type, cell, value):
    read = tables.value_of({"name": "c", "type": type}, cell, "t.csv:2")
    assert read == value and read.__class__ is value.__class__
