"""The simulator of a department: against the tables, and its map."""

import itertools
from fractions import Fraction as F

import pytest

from drawings import faults, words
from essor.portable.models import departments as figures
from essor.portable.simulators import department_figures, my_departement, registry
from essor.portable.simulators.declaration import View


def test_the_trap_is_seen_and_only_the_trap():
    for code, _ in my_departement.OPTIONS:
        for year in figures.YEARS:
            for reference in my_departement.REFERENCES:
                values = {"departement": code, "annee": year, "reference": reference}
                outcome = registry.load("my-departement").run(values)
                trapped = outcome.indicators[2].verdict.ok is False
                abnormal = code == "87" and year >= "2018"
                assert trapped is (reference == "prive" or abnormal or (reference == "annee" and year != "2021")), values
                assert ("Attention" in outcome.sentence) is trapped
                assert (outcome.indicators[0].verdict.ok is False) is abnormal


def run(**values):
    return registry.load("my-departement").run(values)


@pytest.mark.parametrize(
    "values, headline, reason",
    [
        ({"annee": "2015", "autre_annee": "2018"}, "Deux séries, Clap et Flores : rien à comparer", "deux séries"),
        ({"annee": "2021", "autre_annee": "2008"}, "Deux séries, Clap et Flores : rien à comparer", "deux séries"),
        ({"annee": "2019", "autre_annee": "2020"}, "Deux années : rien à comparer", "deux années"),
    ],
)
def test_another_year_or_series_is_refused(values, headline, reason):
    outcome = run(reference="annee", **values)
    assert outcome.headline == headline and reason in outcome.indicators[2].verdict.text
    assert run(reference="annee", annee="2020", autre_annee="2020").indicators[2].text == run(annee="2020").indicators[2].text


def test_the_two_series_are_never_joined():
    clap, flores = run(departement="48", annee="2021").figures[3:]
    for figure, years in ((clap, [2008, 2014, 2015]), (flores, [2018, 2019, 2020, 2021])):
        assert all(trace.xs == [str(year) for year in years] for trace in figure.draw(View()).plot.traces)
        assert "aucun trait ne les relie" in figure.reading
    assert [trace.label for trace in run(departement="87", annee="2021").figures[4].draw(View()).plot.traces] == ["Nouvelle-Aquitaine", "France hors Mayotte"]


def test_haute_vienne_is_neither_ranked_nor_compared_nor_counted_among_neighbours():
    assert run(departement="87", annee="2015").indicators[1].text.endswith("sur 100")
    alone = run(departement="87", annee="2021")
    assert [item.text for item in alone.indicators] == ["8,17\xa0%", "hors des 99 classés", "0,75", "+224\xa0postes"]
    creuse = run(departement="23", annee="2021", reference="voisins")
    near = [figures.department(code) for code in ("03", "18", "19", "36", "63")]
    assert {d.code for d in figures.neighbours("23")} == {*(d.code for d in near), "87"}
    mean = sum(d.ess[3] / d.jobs[3] for d in near) / 5
    assert creuse.indicators[2].number == pytest.approx(F(5489, 32082) / F(mean), rel=1e-3)
    assert "sans valeur" in [row[-1] for table in creuse.tables for row in table.rows]
    assert "Haute-Vienne" in run(departement="33", annee="2021", reference="region").sentence


def test_a_share_that_rises_while_jobs_fall_is_told():
    for code in figures.MOUNTAINS:
        assert "stations" in run(departement=code, annee="2020").sentence
        assert "Piège" not in run(departement=code, annee="2021").sentence
    ardennes = run(departement="08", annee="2020").sentence
    assert "Piège" in ardennes and "9\u202f171 à 9\u202f042" in ardennes and "stations" not in ardennes


@pytest.mark.parametrize("at", range(7))
def test_the_five_classes_of_the_map(at):
    classes = figures.BOUNDS[at]
    assert len(classes) == figures.CLASSES == 5
    # Two departments of the same share are never in two classes.
    assert all(lowest > highest for (_, lowest), (highest, _) in itertools.pairwise(classes))
    for highest, lowest in classes:
        # In 2008, two departments share the 80th rank.
        assert len([d for d in figures.RANKED[at] if lowest <= d.shares[at] <= highest]) in ([20] if at in (1, 2) else [19, 20, 21])


def test_the_map_is_a_sentence_where_the_outlines_are_not_installed(monkeypatch):
    monkeypatch.setattr(department_figures, "OUTLINES", {})
    figure = registry.load("my-departement").run().figures[0]
    assert "make book" in " ".join(words(figure.draw(View(width=300)).svg())) and "voisins" in figure.reading
    assert faults(figure.draw(View(width=300)).svg()) == []


def test_a_department_against_the_mean_of_its_neighbours():
    outcome = registry.load("my-departement").run({"departement": "75", "annee": "2014", "reference": "voisins"})
    mean = (F("4.909") + F("5.641") + F("7.489")) / 3
    assert outcome.indicators[2].number == pytest.approx(float(F("9.008") / mean))
    assert "moyenne de ses voisins" in outcome.sentence
    assert len(outcome.tables) == 5 and len(outcome.tables[2].rows) == 3


@pytest.mark.parametrize("code", ["971", "972", "973", "974"])
def test_overseas_has_no_neighbour_to_compare_with(code):
    outcome = registry.load("my-departement").run({"departement": code, "reference": "voisins"})
    assert (outcome.indicators[2].text, outcome.indicators[2].number) == ("0 voisin", 0)
    assert "choisissez une autre référence" in outcome.sentence and len(outcome.tables) == 4
