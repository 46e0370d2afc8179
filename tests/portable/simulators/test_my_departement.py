"""The simulator of a department: against the tables, and its map."""

import itertools
from fractions import Fraction as F

import pytest

from drawings import faults, texts
from essor.portable.models import departments as figures
from essor.portable.simulators import my_departement, registry
from essor.portable.simulators.declaration import View


def test_the_trap_is_seen_and_only_the_trap():
    for code, _ in my_departement.OPTIONS:
        for year in figures.YEARS:
            for reference in ("france", "region", "voisins", "departement", "prive"):
                values = {"departement": code, "annee": year, "reference": reference}
                outcome = registry.load("my-departement").run(values)
                trapped = outcome.indicators[2].verdict.ok is False
                assert trapped is (reference == "prive"), values
                assert ("Attention" in outcome.sentence) is trapped


@pytest.mark.parametrize("at", range(3))
def test_the_five_classes_of_the_map(at):
    classes = my_departement.BOUNDS[at]
    assert len(classes) == 5 and len(figures.DEPARTMENTS) == my_departement.CLASS * 5
    # Two departments of the same share are never in two classes.
    assert all(lowest > highest for (_, lowest), (highest, _) in itertools.pairwise(classes))
    for highest, lowest in classes:
        # In 2008, two departments share the 80th rank.
        assert len([d for d in figures.DEPARTMENTS if lowest <= d.shares[at] <= highest]) in ([20] if at else [19, 20, 21])


def test_the_map_is_a_sentence_where_the_outlines_are_not_installed(monkeypatch):
    monkeypatch.setattr(my_departement, "OUTLINES", {})
    figure = registry.load("my-departement").run().figures[0]
    assert "make book" in " ".join(text for text, *_ in texts(figure.draw(View(width=300)).svg())[0]) and "voisins" in figure.reading
    assert faults(figure.draw(View(width=300)).svg()) == []


def test_a_department_against_the_mean_of_its_neighbours():
    outcome = registry.load("my-departement").run({"departement": "75", "annee": "2014", "reference": "voisins"})
    mean = (F("4.909") + F("5.641") + F("7.489")) / 3
    assert outcome.indicators[2].number == pytest.approx(float(F("9.008") / mean))
    assert "moyenne de ses voisins" in outcome.sentence
    assert len(outcome.tables) == 3 and len(outcome.tables[2].rows) == 3


@pytest.mark.parametrize("code", ["971", "972", "973", "974"])
def test_overseas_has_no_neighbour_to_compare_with(code):
    outcome = registry.load("my-departement").run({"departement": code, "reference": "voisins"})
    assert (outcome.indicators[2].text, outcome.indicators[2].number) == ("0 voisin", 0)
    assert "choisissez une autre référence" in outcome.sentence and len(outcome.tables) == 2
