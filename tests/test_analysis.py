"""A simulator to compute with: its tables, its Plotly figure, sweeps, and the help made from its declaration."""

import inspect

import numpy as np
import plotly.graph_objects as go
import pytest

import essor.notebook as notebook
from essor.analysis import MOST_RUNS
from essor.portable.french import measured, typeset
from essor.portable.pictures.plot import SAID, rows
from essor.portable.simulators import registry as simulators
from essor.portable.simulators.controls import InputError
from essor.portable.simulators.declaration import View
from live import function_of
from quoted import plain


def plots(slug):
    return [figure.draw(View()).plot for figure in simulators.load(slug).run().figures]


@pytest.mark.parametrize("slug", simulators.slugs())
def test_results_are_a_table_of_numbers_with_the_unit_that_the_page_shows(slug):
    table = function_of(slug)().tableau()
    assert list(table.columns) == ["indicateur", "valeur", "unité"] and table["valeur"].dtype == float
    for row, item in zip(table.itertuples(index=False), simulators.load(slug).run().indicators, strict=True):
        assert row.indicateur == plain(item.label)
        if apart := measured(typeset(item.text)):
            assert row.valeur == pytest.approx(item.number, rel=1e-11) and plain(apart[1]) == row.unité
            assert abs(abs(row.valeur) - abs(float(apart[0].replace(",", ".")))) <= 0.5
        elif row.valeur == row.valeur:
            assert plain(item.text).endswith(row.unité) and row.valeur == pytest.approx(item.number, rel=1e-11)
        else:
            assert row.unité == plain(item.text)


def test_a_result_that_is_a_date_has_no_value():
    row = notebook.de_minimis().tableau().set_index("indicateur").loc["Première date possible"]
    assert row["valeur"] != row["valeur"] and row["unité"] == "mars 2027"


@pytest.mark.parametrize("slug", simulators.slugs())
def test_the_table_of_a_picture_holds_what_the_page_says_of_it(slug):
    for rank, plot in enumerate(plots(slug)):
        table, (headers, lines) = function_of(slug)().tableau(figure=rank), rows(plot)
        assert table.shape == (len(lines), len(headers))
        if plot.kind != SAID and len(headers) == 2:
            assert list(table.iloc[:, 1]) == list(plot.traces[0].ys)


@pytest.mark.parametrize("slug", simulators.slugs())
def test_the_figure_is_that_of_explorer(slug):
    able = [rank for rank, plot in enumerate(plots(slug)) if plot.kind != SAID]
    if not able:
        with pytest.raises(InputError, match="Aucune image de ce simulateur ne s’explore"):
            function_of(slug)().figure()
        return
    figure = function_of(slug)().figure()
    assert isinstance(figure, go.Figure) and len(figure.data) == len(plots(slug)[able[0]].traces)
    assert figure.layout.title.text == typeset(simulators.load(slug).run().figures[able[0]].title)


def test_a_sweep_has_one_row_for_each_value_and_result():
    swept = notebook.bousol_circuits(solistes=100).balayage(reuse=range(0, 95, 5))
    assert list(swept.columns) == ["reuse", "indicateur", "valeur", "unité"] and len(swept) == 19 * 4
    at_60 = swept[swept["reuse"] == 60].reset_index(drop=True)
    assert (at_60.drop(columns="reuse") == notebook.bousol_circuits(solistes=100, reuse=60).tableau()).all(axis=None)
    assert swept.equals(notebook.bousol_circuits(solistes=100).balayage(reuse=np.arange(0, 95, 5)))


def test_two_settings_make_a_grid():
    grid = notebook.insertion_hours().balayage(labour=[30, 50], rate=[5, 10, 15])
    hours = grid[grid["indicateur"] == "Heures d’insertion"].pivot(index="labour", columns="rate", values="valeur")
    assert hours.shape == (2, 3) and hours.loc[50, 10] == pytest.approx(2 * hours.loc[50, 5])


CIRCUITS = notebook.bousol_circuits


@pytest.mark.parametrize(
    "asked, said",
    [
        (lambda: CIRCUITS().balayage(), "Donnez au moins un réglage et ses valeurs. Réglages : phase (Circuit), "),
        (lambda: CIRCUITS().balayage(reuse=60), "comme reuse=[…] ou reuse=range(…)"),
        (lambda: CIRCUITS().balayage(reuse="60"), "donnez plusieurs valeurs"),
        (lambda: CIRCUITS().balayage(reuse=[]), "il manque des valeurs à essayer"),
        (lambda: CIRCUITS().balayage(reuse=[50, 120]), "« 120 » est hors limites"),
        (lambda: CIRCUITS().balayage(reuse=range(90), solistes=range(10, 100)), "8 100 calculs demandés, 2 000 au plus"),
        (lambda: CIRCUITS().balayage(aid=[0, 50]), "Sans effet avec les autres réglages : « Aide par bénéficiaire et par mois »"),
        (lambda: CIRCUITS().balayage(reusee=[1]), "Réglage inconnu : « reusee ». Vouliez-vous dire « reuse » ?"),
        (lambda: CIRCUITS(fonte=3), "Réglage inconnu : « fonte ». Vouliez-vous dire « melt » ? Réglages : phase (Circuit), "),
        (lambda: CIRCUITS(xyz=3), "Réglage inconnu : « xyz ». Réglages : "),
        (lambda: CIRCUITS().tableau(figure=2), "Il n’y a pas d’image 2. Rangs possibles : 0 ou 1."),
        (lambda: CIRCUITS().figure(0), "Cette image n’a pas de nombres à explorer. Rangs possibles : 1."),
    ],
)
def test_refusals_are_said_in_french(asked, said):
    with pytest.raises(InputError) as refused:
        asked()
    assert said in plain(str(refused.value))


def test_as_many_runs_as_allowed_are_made():
    assert MOST_RUNS == 2000 == len(CIRCUITS().balayage(reuse=range(20), solistes=range(10, 110))) / 4


@pytest.mark.parametrize("slug", simulators.slugs())
def test_help_says_every_setting_with_its_bounds_and_every_situation(slug):
    simulator, shown = simulators.load(slug), function_of(slug)
    said = plain(inspect.getdoc(shown))
    assert shown.__name__ == slug.replace("-", "_") and said.startswith(plain(simulator.title))
    parameters = inspect.signature(shown).parameters
    assert list(parameters) == ["predict", *(control.name for control in simulator.controls)]
    for control in simulator.controls:
        assert parameters[control.name].default == control.default
        assert f"{control.name} : {plain(control.label)}, " in said and plain(control.help) in said
        if hasattr(control, "bounds"):
            assert plain(control.bounds()) in said
    for preset in simulator.presets:
        assert plain(preset.label) in said and plain(preset.note) in said


def test_a_situation_of_the_help_can_be_copied():
    said = inspect.getdoc(CIRCUITS)
    line = next(line for line in said.split("\n") if line.startswith("  bousol_circuits(phase='1'"))
    assert eval(line.strip(), {"bousol_circuits": CIRCUITS}).values["melt"] == 5
