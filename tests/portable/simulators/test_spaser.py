"""The simulator of SPASER: its years, against the calendar."""

from datetime import date

import pytest

from essor.portable.rules.dated import CHECKED
from essor.portable.simulators.spaser import _days


@pytest.mark.parametrize("start, end", [("2014-08-02", "2015-02-01"), ("2020-02-28", "2020-03-01"), ("2023-01-01", CHECKED), ("2023-10-25", "2024-03-01")])
def test_years_since_are_those_of_the_calendar(start, end):
    assert _days(end) - _days(start) == (date.fromisoformat(end) - date.fromisoformat(start)).days
