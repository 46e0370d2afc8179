"""Departments and regions: totals of the source, bounds, and one name each."""

import pandas as pd
import pytest

from essor.portable import french
from frames import FIGURES, GAPS, STAFF, number, read
from quoted import plain

DEPARTMENTS = read("departements").set_index("code")
REGIONS = read("regions").set_index("code")

# Insee's own totals of the same workbook: mainland, overseas (Mayotte from 2014), in inhabitants.
MAINLAND = {"2008": 62_134_866, "2014": 64_027_958, "2015": 64_300_821, "2020": 65_269_154, "2023": 65_834_837}
OVERSEAS = {"2008": 1_826_993, "2014": 2_102_915, "2015": 2_121_648, "2020": 2_172_696, "2023": 2_207_754}

# Departments whose poverty rate of 2018 is two lines off in the copy that was read: left out, and told as a gap.
SHIFTED = {"21", "22", "23", "24", "25", "26", "27", "28", "29", "2A", "2B"}
SOCIAL = ["pauvrete_2014", "pauvrete_2018", "non_inseres_2014", "eloignes_soins_2016"]


def test_there_are_a_hundred_departments_and_mayotte():
    assert len(DEPARTMENTS) == 101
    overseas = DEPARTMENTS.index.str.len() == 3
    assert sorted(DEPARTMENTS.index[overseas]) == ["971", "972", "973", "974", "976"]
    ess = read("ess-departements").drop_duplicates("code").set_index("code")
    assert sorted(ess.index) == sorted(DEPARTMENTS.index.drop("976"))
    assert (ess["departement"] == DEPARTMENTS["departement"].drop("976")).all()
    assert (ess["code_region"] == DEPARTMENTS["code_region"].drop("976")).all()
    ess = read("ess-regions").drop_duplicates("code").set_index("code")
    assert (ess["territoire"] == REGIONS.loc[ess.index, "territoire"]).all()
    assert (ess["niveau"] == REGIONS.loc[ess.index, "niveau"]).all()


@pytest.mark.parametrize("year", MAINLAND)
def test_departments_add_up_to_the_totals_of_the_source(year):
    population = number(DEPARTMENTS[f"population_{year}"])
    overseas = DEPARTMENTS.index.str.len() == 3
    assert population[~overseas].sum() == MAINLAND[year]
    assert population[overseas].sum() == OVERSEAS[year]
    assert (population.dropna() > 70_000).all() and list(population[population.isna()].index) == ["976"] * (year == "2008")


@pytest.mark.parametrize("year", ["2012", "2017", "2020"])
def test_regions_add_up_to_the_totals_of_the_source(year):
    population = number(REGIONS[f"population_{year}"])
    regions = population[REGIONS["niveau"] == "région"]
    mainland = regions[regions.index > "06"]
    assert mainland.sum() == pytest.approx(population["M"], abs=0.5) and len(mainland) == 13
    assert regions.sum() == pytest.approx(population["F"], abs=0.5)
    assert list(population[population.isna()].index) == ["06", "P", "FR"]


def test_regions_of_2017_are_close_to_their_departments_of_2015_and_2020():
    by_region = pd.concat([number(DEPARTMENTS[f"population_{year}"]) for year in ("2015", "2020")], axis=1)
    by_region = by_region.groupby(DEPARTMENTS["code_region"]).sum().mean(axis=1) / 1000
    region = number(REGIONS["population_2017"]).dropna()
    region = region[region.index.isin(by_region.index)]
    assert len(region) == 17 and ((by_region[region.index] / region - 1).abs() < 0.02).all()


def test_the_population_of_2020_differs_as_described():
    provisional, revised = number(REGIONS["population_2020"])["M"] * 1000, MAINLAND["2020"]
    (gap,) = GAPS[GAPS["cle"] == "population-2020"].itertuples()
    assert plain(french.number(provisional, 0)) == gap.valeur_1
    assert plain(french.number(revised, 0)) == gap.valeur_2


def test_social_context_is_a_percentage_and_says_where_it_is_missing():
    for column in SOCIAL:
        values = number(DEPARTMENTS[column])
        assert values.dropna().between(0, 100).all()
        missing = {"976"} | ({"971", "973"} if column.startswith("pauvrete") else set())
        missing |= SHIFTED if column == "pauvrete_2018" else set()
        assert set(values[values.isna()].index) == missing
    # A value on a wrong line shows here: no department moved by three points in four years.
    assert ((number(DEPARTMENTS["pauvrete_2014"]) - number(DEPARTMENTS["pauvrete_2018"])).dropna().abs() < 3).all()


def test_territories_have_one_name():
    names = {("département", code): row.departement for code, row in DEPARTMENTS.iterrows()}
    names |= {("région" if row.niveau == "région" else "ensemble", code): row.territoire for code, row in REGIONS.iterrows()}
    assert all(names[row.niveau, row.code] == row.territoire for row in STAFF.itertuples())
    known = {level: {name for (other, _), name in names.items() if other == level} for level in ("département", "région")}
    for level, territories in known.items():
        assert set(FIGURES.loc[FIGURES["niveau"] == level, "territoire"]) <= territories


def test_staff_and_share_imply_a_plausible_employment():
    """Staff over share is all salaried employment: a quarter to a half of the inhabitants, more where people commute to."""
    index = ["code", "periode"]
    one = STAFF[(STAFF["niveau"] == "région") & (STAFF["source"] != "cress-auvergne-rhone-alpes")]
    staff = one[one["mesure"] == "salariés"].set_index(index)["valeur"].astype(float)
    share = one[one["mesure"] == "part de l’emploi salarié"].set_index(index)["valeur"].astype(float)
    implied = (100 * staff / share).dropna()
    inhabitants = number(REGIONS["population_2017"]) * 1000
    assert len(implied) >= 10
    for (code, period), jobs in implied.items():
        if period.isdigit():
            assert 0.25 < jobs / inhabitants[code] < 0.55, (code, period)
