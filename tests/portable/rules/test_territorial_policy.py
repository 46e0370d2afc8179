"""Who may do what in a territory: codes ESS-04 to ESS-08 of the legal reference."""

import pytest

from essor.portable.models.departments import REGIONS
from essor.portable.rules import territorial_policy as policy
from essor.portable.rules.dated import CHECKED, DAY_OF_2014


@pytest.mark.parametrize(
    "level, date, draws_up, contracts, general_clause",
    [
        *[(policy.REGION, date, True, False, None) for date in (DAY_OF_2014, CHECKED)],
        *[(policy.MUNICIPALITIES, date, False, True, None) for date in (DAY_OF_2014, CHECKED)],
        *[(policy.DEPARTMENT, date, False, True, date < "2016") for date in (DAY_OF_2014, "2015-12-31", "2016-01-01", CHECKED)],
    ],
)
def test_who_may_do_what(level, date, draws_up, contracts, general_clause):
    assert policy.draws_up_strategy(level, date) is draws_up
    assert policy.may_contract_on_strategy(level, date) is contracts
    # The general clause is a department's: nothing is said of other levels.
    assert level != policy.DEPARTMENT or policy.has_general_clause(date) is general_clause


def test_conference():
    assert policy.CONFERENCE_YEARS.at(CHECKED) == 2  # art. 8


@pytest.mark.parametrize(
    "name, today",
    [
        ("Aquitaine", "Nouvelle-Aquitaine"),
        *[(name, "Grand Est") for name in ("Champagne-Ardenne", "Lorraine")],
        ("Nord-Pas-de-Calais", "Hauts-de-France"),
        ("Île-de-France", "Île-de-France"),
    ],
)
def test_merged_regions(name, today):
    assert (policy.region_today(name, DAY_OF_2014), policy.region_today(name, CHECKED)) == (name, today)
    assert today in {region.name for region in REGIONS}
    with pytest.raises(LookupError):
        policy.region_today("Bretagne", CHECKED)
