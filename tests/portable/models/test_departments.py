"""The departments, their figures and their neighbours."""

import pytest

from essor import outlines
from essor.places import COURSE
from essor.portable.models import departments as figures
from essor.readers.tables import rows

DATA = COURSE / "data"
NEAR = {"62": "59 80", "48": "07 12 15 30 43", "75": "92 93 94", "2A": "2B", "2B": "2A", "29": "22 56", "971": "", "973": ""}


def test_the_departments_of_the_table():
    assert len(figures.DEPARTMENTS) == 100 and figures.department("01").shares[:3] == (10.53, 11.595, 11.522)
    assert figures.region("F").shares[:3] == (9.911, 10.5, 10.483)
    assert figures.YEARS == ("2008", "2014", "2015", "2018", "2019", "2020", "2021")


def test_regions_of_2021_are_the_sums_of_their_departments():
    table = {(row.code, str(row.annee)): row for _, row in rows("ess-flores-regions", DATA / "ess-flores-regions.csv")}
    for one in figures.REGIONS[:17]:
        for at, year in enumerate(figures.YEARS[figures.FIRST_FLORES :]):
            row = table[one.code, year]
            assert (one.ess[at], one.jobs[at]) == (row.postes_ess, row.postes)
        assert one.families == (row.associations, row.cooperatives, row.mutuelles, row.fondations, row.autres)
    france = figures.region("F")
    assert (france.ess[-1], round(france.shares[-1], 2)) == (2_811_350, 10.93) and round(figures.region("53").shares[-1], 2) == 14.53


def test_one_department_is_unusable_and_only_in_flores():
    assert [(d.code, at) for d in figures.DEPARTMENTS for at in range(7) if not figures.is_usable(d.code, at)] == [("87", at) for at in range(3, 7)]
    assert figures.holds_unusable("75", 6) and not figures.holds_unusable("75", 2) and not figures.holds_unusable("53", 6)


def test_swings_are_in_one_series():
    swinging = {(d.code, figures.YEARS[at]) for d in figures.DEPARTMENTS for at in range(7) if figures.swings(d, at)}
    assert {(code, "2020") for code in figures.MOUNTAINS} <= swinging and len(swinging) == 22
    assert {year for _, year in swinging} == {"2020", "2021"}


def test_a_region_lies_between_its_departments():
    # A share of the whole is a mean of the shares of its parts; regions are rounded to a tenth in 2008 and 2014.
    for region in figures.REGIONS:
        members = [d for d in figures.DEPARTMENTS if d.region == region.code] or figures.DEPARTMENTS
        for at in range(7):
            shares = [d.shares[at] for d in members]
            assert min(shares) - 0.051 <= region.shares[at] <= max(shares) + 0.051, (region.name, at)


def test_every_department_has_a_region_and_names_it_as_the_table_does():
    names = {(row.code_region, row.region) for _, row in rows("ess-departements", DATA / "ess-departements.csv")}
    assert len(names) == 17
    for code, name in names:
        assert figures.region(code).name == name


@pytest.mark.parametrize("find", [figures.department, figures.region, figures.neighbours])
@pytest.mark.parametrize("code", ["", "20", "976", "M", None])
def test_an_unknown_territory(find, code):
    with pytest.raises(LookupError):
        find(code)


@pytest.mark.parametrize("code, expected", [*NEAR.items(), ("77", "02 10 45 51 60 89 91 93 94 95")])
def test_known_neighbours(code, expected):
    assert [d.code for d in figures.neighbours(code)] == expected.split()


def test_neighbours_are_mutual():
    for one in figures.DEPARTMENTS:
        near = figures.neighbours(one.code)
        codes = [other.code for other in near]
        assert one.code not in codes and len(codes) == len(set(codes))
        assert all(one in figures.neighbours(other.code) for other in near)


def test_neighbours_are_those_that_touch_on_the_map(packages):
    table = {frozenset((one.code, other.code)) for one in figures.DEPARTMENTS for other in figures.neighbours(one.code)}
    assert table == outlines.borders(packages) and len(table) == 239


@pytest.mark.parametrize(
    "name, said",
    [
        ("Pas-de-Calais", "le Pas-de-Calais | du Pas-de-Calais | au Pas-de-Calais | dans le Pas-de-Calais"),
        ("Lozère", "la Lozère | de la Lozère | à la Lozère | dans la Lozère"),
        ("Ain", "l’Ain | de l’Ain | à l’Ain | dans l’Ain"),
        ("Hérault", "l’Hérault | de l’Hérault | à l’Hérault | dans l’Hérault"),
        ("Île-de-France", "l’Île-de-France | de l’Île-de-France | à l’Île-de-France | dans l’Île-de-France"),
        ("Hauts-de-Seine", "les Hauts-de-Seine | des Hauts-de-Seine | aux Hauts-de-Seine | dans les Hauts-de-Seine"),
        ("Haut-Rhin", "le Haut-Rhin | du Haut-Rhin | au Haut-Rhin | dans le Haut-Rhin"),
        ("Haute-Loire", "la Haute-Loire | de la Haute-Loire | à la Haute-Loire | dans la Haute-Loire"),
        ("Guyane", "la Guyane | de la Guyane | à la Guyane | en Guyane"),
        ("La Réunion", "La Réunion | de La Réunion | à La Réunion | à La Réunion"),
        ("Paris", "Paris | de Paris | à Paris | à Paris"),
    ],
)
def test_a_territory_has_its_article(name, said):
    assert " | ".join(say(name) for say in (figures.named, figures.of, figures.to, figures.inside)) == said
    assert figures.is_plural(name) is said.startswith("les ")
