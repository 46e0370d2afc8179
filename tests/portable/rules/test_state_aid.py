"""De minimis aid (SCIC-71): ceilings and windows, to the day."""

import pytest

from essor.portable.rules import state_aid
from essor.portable.rules.dated import CHECKED, DAY_OF_2014

AIDS = [("2024-03-01", 120000), ("2025-01-15", 90000), ("2026-06-01", 60000)]


@pytest.mark.parametrize(
    "kind, ceiling, dates",
    [
        ("general", 200000, ["2014-01-01", "2023-12-31"]),
        ("general", 300000, ["2024-01-01", CHECKED]),
        ("sieg", 500000, [DAY_OF_2014, "2023-12-31"]),
        ("sieg", 750000, ["2024-01-01"]),
    ],
)
def test_de_minimis_ceilings(kind, ceiling, dates):
    assert {state_aid.ceiling(kind, date) for date in dates} == {ceiling}


@pytest.mark.parametrize(
    "granted, date, rolling, fiscal",
    [
        # Three years end at the last hour of the anniversary (règlement n° 1182/71, art. 3): it counts that day, not the day after.
        ("2021-01-30", "2024-01-30", True, False),
        ("2021-01-30", "2024-01-31", False, False),
        ("2024-02-29", "2027-02-28", True, False),
        ("2024-02-29", "2027-03-01", False, False),
        ("2023-11-23", "2026-11-24", False, False),
        ("2024-01-01", "2026-11-24", True, True),
        ("2026-11-24", "2026-11-24", True, True),
        ("2026-11-25", "2026-11-24", False, False),
        # A fiscal year counts as a whole.
        ("2024-01-01", "2026-12-31", True, True),
        ("2024-01-01", "2027-01-01", True, False),
        ("2024-12-31", "2027-01-01", True, False),
        ("2025-02-28", "2028-02-29", False, False),
        ("2025-03-01", "2028-02-29", True, False),
    ],
)
def test_de_minimis_windows(granted, date, rolling, fiscal):
    assert (state_aid.in_rolling_window(granted, date), state_aid.in_fiscal_window(granted, date, 1)) == (rolling, fiscal)


@pytest.mark.parametrize("granted, counts", [("2023-08-31", False), ("2023-09-01", True)])
def test_a_fiscal_year_may_start_in_september(granted, counts):
    # On 30 June 2026 the fiscal year is the one opened on 1 September 2025.
    assert state_aid.in_fiscal_window(granted, "2026-06-30", 9) is counts


@pytest.mark.parametrize(
    "date, new, allowed",
    [
        ("2026-11-01", 30000, True),
        *[(date, 30001, False) for date in ("2026-11-01", "2027-02-28", "2027-03-01")],
        ("2027-03-02", 150000, True),
        ("2028-01-15", 240000, False),
        ("2028-01-16", 240000, True),
    ],
)
def test_de_minimis_aid_is_allowed_when_it_fits(date, new, allowed):
    assert state_aid.allowed(AIDS, new, date, "general", state_aid.ROLLING, 1, CHECKED) is allowed


# Update, error 8: the undertaking declares what it received until the register covers three years; an aid is entered in twenty days.
@pytest.mark.parametrize(
    "date, registered, declared", [("2025-12-31", False, True), ("2026-01-01", True, True), ("2028-12-31", True, True), ("2029-01-01", True, False)]
)
def test_the_register_and_the_declaration(date, registered, declared):
    assert (state_aid.is_registered(date), state_aid.declaration_is_needed(date)) == (registered, declared)
    assert state_aid.REGISTER_DAYS.at("2026-06-01") == 20
