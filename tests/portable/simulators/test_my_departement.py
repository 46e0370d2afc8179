"""The simulator of a department: against the tables, and its map."""

import itertools
from fractions import Fraction as F
from xml.etree import ElementTree

import pytest

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


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("code", ["62", "75", "92", "77", "2A", "974"])
def test_the_map(packages, code, narrow):
    outcome = registry.load("my-departement").run({"departement": code, "reference": "departement", "autre": "48"})
    figure = outcome.figures[0]
    picture = ElementTree.fromstring(figure.draw(View(330 if narrow else 640)))
    # Five shades, on the map and in the frame.
    assert len(picture.findall(".//g[@fill-opacity]")) == 10
    names = [title.text for title in picture.iter("title")]
    assert {name.split("\u00a0")[0] for name in names} == {d.name for d in figures.DEPARTMENTS}
    assert len(names) == 100 + 8
    written = [text.text for text in picture.iter("text")]
    bold = [text.text for text in picture.iter("text") if "weight:700" in text.get("style")]
    near = figures.neighbours(code)
    assert set(bold) == {"Part de l’ESS", figures.department(code).name if code == "974" else code}
    assert {d.code for d in near} | {"48"} <= set(written)
    assert all(f"{d.name} ({d.code})" in figure.reading for d in near)
    assert "CC BY 4" in figure.reading and "CC BY 4.0" in " ".join(my_departement.SIMULATOR.method.sources)


def test_the_map_is_a_sentence_where_the_outlines_are_not_installed(monkeypatch, tmp_path):
    monkeypatch.setattr(my_departement, "OUTLINES", {})
    figure = registry.load("my-departement").run().figures[0]
    assert "make book" in figure.draw(View()) and "voisins" in figure.reading


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
