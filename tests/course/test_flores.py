"""The figures of Flores, 2018 to 2021: totals of the source, shares, families; the anomalies that the course tells."""

import pytest

from essor.places import COURSE
from essor.readers import facts
from frames import number, read

FAMILIES = ["associations", "cooperatives", "mutuelles", "fondations", "autres"]
FIGURES = ["postes_ess", "postes"]
YEARS = ["2018", "2019", "2020", "2021"]


def numbers(name):
    rows = read(name)
    return rows.assign(**{column: number(rows[column]) for column in ["part_ess", *FIGURES, *FAMILIES]})


DEPARTMENTS, REGIONS = numbers("ess-flores-departements"), numbers("ess-flores-regions")
# France without Mayotte: the sum of the regions, as computed when the tables were read.
FRANCE = {"2018": (2_683_058, 10.93), "2019": (2_722_403, 10.79), "2020": (2_738_601, 10.93), "2021": (2_811_350, 10.93)}


def share(rows):
    return 100 * rows["postes_ess"].sum() / rows["postes"].sum()


def test_a_hundred_departments_and_seventeen_regions_each_year():
    names = read("departements").set_index("code")
    for rows, count in ((DEPARTMENTS, 100), (REGIONS, 17)):
        assert all(len(rows[rows["annee"] == year]) == count for year in YEARS) and len(rows) == 4 * count
    assert (DEPARTMENTS["departement"] == names.loc[DEPARTMENTS["code"], "departement"].values).all()
    assert (REGIONS["territoire"] == read("regions").set_index("code").loc[REGIONS["code"], "territoire"].values).all()


@pytest.mark.parametrize("year", YEARS)
def test_departments_add_up_to_their_regions_and_regions_to_france(year):
    region = DEPARTMENTS["code"].map(read("departements").set_index("code")["code_region"])
    of_year = DEPARTMENTS["annee"] == year
    sums = DEPARTMENTS[of_year].groupby(region[of_year])[FIGURES].sum()
    regions = REGIONS[REGIONS["annee"] == year].set_index("code")
    assert (sums == regions.loc[sums.index, FIGURES]).all(axis=None) and len(sums) == 17
    assert (regions["postes_ess"].sum(), round(share(regions), 2)) == FRANCE[year]


@pytest.mark.parametrize("rows", [DEPARTMENTS, REGIONS], ids=["departments", "regions"])
def test_published_shares_are_those_of_the_jobs(rows):
    computed = 100 * rows["postes_ess"] / rows["postes"]
    assert ((computed - rows["part_ess"]).abs() < 0.00501).all()


def test_families_add_up_to_the_total():
    last = DEPARTMENTS[DEPARTMENTS["annee"] == "2021"]
    assert (last[FAMILIES].sum(axis=1) == last["postes_ess"]).all()
    assert DEPARTMENTS.loc[DEPARTMENTS["annee"] != "2021", FAMILIES].isna().all(axis=None)
    assert (REGIONS[FAMILIES].sum(axis=1) == REGIONS["postes_ess"]).all()
    region = last["code"].map(read("departements").set_index("code")["code_region"])
    there = REGIONS[REGIONS["annee"] == "2021"].set_index("code")
    sums = last.groupby(region)[FAMILIES].sum()
    assert (sums == there.loc[sums.index, FAMILIES]).all(axis=None)


def test_the_anomalies_are_there_and_told():
    """Haute-Vienne is the only one to be checked: its jobs are steady, and the total of all jobs is not."""
    doubtful = DEPARTMENTS[DEPARTMENTS["statut"] != "vérifié"]
    assert set(doubtful["code"]) == {"87"} and len(doubtful) == 4
    assert list(doubtful["postes_ess"]) == [14_794, 14_903, 14_770, 15_018] and list(doubtful["postes"]) == [190_580, 187_842, 157_999, 183_809]
    rows = DEPARTMENTS.set_index(["code", "annee"])
    for code in ("05", "73", "74"):
        before, after = rows.loc[(code, "2019")], rows.loc[(code, "2020")]
        assert after["part_ess"] > before["part_ess"] and after["postes_ess"] < before["postes_ess"] and after["postes"] < 0.96 * before["postes"]
    told = set(read("incoherences")["cle"])
    assert {"haute-vienne-total", "familles-2018-2019", "france-part-2019-familles"} <= told
    cooperatives = REGIONS.groupby("annee")["cooperatives"].sum()
    assert (cooperatives["2018"], cooperatives["2019"]) == (317_641, 344_637)


@pytest.mark.parametrize(
    "key, table, where",
    [
        ("france-part-flores-2019", None, "2019"),
        ("france-part-flores-2021", None, "2021"),
        ("bretagne-part-flores-2021", REGIONS, "53"),
        ("lozere-part-flores-2021", DEPARTMENTS, "48"),
        ("hauts-de-seine-part-flores-2021", DEPARTMENTS, "92"),
    ],
)
def test_the_register_quotes_the_tables(key, table, where):
    expected = FRANCE[where][1] if table is None else table[(table["code"] == where) & (table["annee"] == "2021")]["part_ess"].item()
    assert float(facts.load(COURSE / "data" / "faits")[key].value) == expected


def test_recent_facts_of_public_purchasing_are_those_of_the_table():
    register = facts.load(COURSE / "data" / "faits")
    rows = read("commande-publique")
    for key, fact in register.items():
        if key.startswith(("clauses-part-", "aide-poste-", "spaser-adoptes-", "spaser-soumis")):
            found = rows[(rows["valeur"] == fact.value) & (rows["source"] == fact.source) & (rows["periode"] == fact.period)]
            assert len(found) == 1, key
