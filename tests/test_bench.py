"""A simulator live in a notebook: what it shows at first, that moving a setting computes anew, what is refused and how."""

import ipywidgets as w
import pytest

import essor.lab.bench
import essor.notebook as notebook
from essor.lab.bench import MOST, OWN, START, WIDTHS, Bench
from essor.lab.settings import Listed, Table_, Ticked
from essor.portable import markup
from essor.portable.french import typeset
from essor.portable.laws import side_by_side
from essor.portable.simulators import registry as simulators
from essor.portable.simulators.controls import Grid, InputError, Number
from essor.portable.simulators.declaration import View, fitted
from essor.portable.telling import compared
from golden import ends
from live import button, everything, function_of, html

NAMES = simulators.slugs()


@pytest.fixture
def one_width(monkeypatch):
    monkeypatch.setattr("essor.lab.bench.WIDTHS", WIDTHS[3:4])


def bench(slug, **values):
    """A simulator, all its settings made."""
    made = Bench(function_of(slug)(predict=False, **values))
    made.more.selected_index = 0
    return made


def field(made):
    """What a reader moves, whose value is the control's."""
    return {Listed: "choice", Ticked: "tick"}.get(type(made), "slider")


def give(made, value):
    """Give a setting this value as a reader does: slid, chosen, ticked, or typed in French."""
    if isinstance(made, Table_):
        for rank, cells in enumerate(made.control.field(made.control.parse(value))):
            made.row.value = rank
            for cell, text in zip(made.cells, cells, strict=True):
                cell.value = text
    elif isinstance(made.control, Number):
        made.field.value = made.control.field(value)
    else:
        getattr(made, field(made)).value = value


def shows(made, values):
    """Whether a setting shows its value."""
    value = values[made.control.name]
    if isinstance(made, Table_):
        return made.values[made.control.name] == value
    if isinstance(made.control, Number):
        return made.field.value == typeset(made.control.field(value))
    return getattr(made, field(made)).value == value


def assert_shows(live, values):
    outcome = live.simulator.run(values)
    assert live.headline.value == f"<p>{markup.written(outcome.headline)}</p>"
    page = html(live.box)
    for part in (markup.indicators(outcome), markup.sentence(outcome)):
        assert part in page
    for rank, figure in enumerate(outcome.figures):
        assert markup.written(figure.reading) in page
        for width in essor.lab.bench.WIDTHS:
            assert fitted(figure, View(width), 0 if rank else MOST) in page


@pytest.mark.parametrize("slug", NAMES)
def test_the_first_sight_is_that_of_the_defaults(slug):
    simulator = simulators.load(slug)
    live = Bench(function_of(slug)(predict=False))
    assert_shows(live, {})
    assert list(live.settings) == [control.name for control in simulator.controls if control.name in simulator.first] and len(live.settings) <= 3
    assert simulator.place in html(live.box) and markup.written(simulator.title) in html(live.box)
    live.more.selected_index = 0
    assert all(shows(made, simulator.values()) for made in live.settings.values()) and len(live.settings) == len(simulator.controls)
    assert live.situation.label == START
    for part in everything(live.box):
        if isinstance(part, (w.Text, w.Dropdown, w.FloatSlider, w.RadioButtons, w.Checkbox, w.Button, w.ToggleButton)):
            assert part.description or part.tooltip


@pytest.mark.parametrize("slug", NAMES)
def test_moving_a_setting_computes_what_run_does(slug, one_width):
    live = bench(slug)
    moved = {}
    for control in live.simulator.controls:
        for target in [*ends(control), control.default]:
            give(live.settings[control.name], target)
            moved[control.name] = target
            assert live.view.values == live.simulator.values(moved)
        assert shows(live.settings[control.name], live.simulator.values(moved))
    # All together, away from the defaults.
    for control in live.simulator.controls:
        give(live.settings[control.name], ends(control)[-1])
        moved[control.name] = ends(control)[-1]
    assert_shows(live, moved)
    assert live.situation.label == OWN
    hidden = live.simulator.hidden(live.simulator.values(moved))
    for control in live.simulator.controls:
        assert (live.settings[control.name].box.layout.display == "none") == (control.name in hidden)
        if isinstance(control, Grid):
            assert [name for name, _ in live.settings[control.name].row.options] == [typeset(name) for name in control.called(live.view.values)]


@pytest.mark.parametrize("slug", NAMES)
def test_a_situation_sets_everything_but_the_names_given(slug, one_width):
    live = bench(slug)
    for control in live.simulator.controls:
        give(live.settings[control.name], ends(control)[0])
    named = {control.named: live.view.values[control.named] for control in live.simulator.controls if isinstance(control, Grid) and control.named}
    for preset in live.simulator.presets:
        (rank,) = [rank for label, rank in live.situation.options if label == typeset(preset.label)]
        live.situation.value = rank
        assert live.view.values == {**live.simulator.values(preset.values), **named}
        assert all(shows(made, live.view.values) for made in live.settings.values())
        assert live.situation.label == typeset(preset.label) and markup.written(preset.note) in live.note.value
    assert_shows(live, live.view.values)
    live.situation.value = 0
    assert live.view.values == live.simulator.values()


def test_values_given_start_the_settings():
    given = {"reuse": 60, "fifth_sector": True, "phase": "3"}
    live = bench("bousol-circuits", **{**given, "reuse": "60"})
    assert live.settings["reuse"].slider.value == 60 and live.settings["fifth_sector"].tick.value
    assert_shows(live, given)


def test_the_view_follows_what_is_moved():
    view = notebook.bousol_circuits(predict=False)
    live = Bench(view)
    live.settings["reuse"].slider.value = 70
    assert view.values["reuse"] == 70 and view.given == {}


@pytest.mark.parametrize("typed, kept", [("7,5", 7.5), ("7.5", 7.5), ("1\u202f200", None), ("99999", None), ("beaucoup", None), ("<b>", None), ("", None)])
def test_what_is_typed_is_read_or_refused_as_in_the_page(typed, kept):
    live = bench("bousol-circuits")
    made = live.settings["hold_prestataires"]
    made.field.value = typed
    if kept is None:
        with pytest.raises(InputError) as refused:
            made.control.parse(typed)
        assert markup.error(refused.value) in made.foot.value and "<b>" not in made.foot.value
        assert made.field.value == typed and live.view.values["hold_prestataires"] == made.control.default
        # Another setting moves, and the refusal stays; set again, it goes.
        live.settings["reuse"].slider.value = 50
        assert markup.error(refused.value) in made.foot.value
        made.slider.value = 9
        assert "essor-error" not in made.foot.value and made.field.value == "9"
    else:
        assert live.view.values["hold_prestataires"] == kept and made.field.value == "7,50" and "essor-error" not in made.foot.value


def test_a_slider_that_says_again_what_it_shows_moves_nothing():
    """A browser sends back the nearest step, and what is left of a division."""
    live = bench("bousol-circuits")
    made = live.settings["reuse"]
    made.slider.value = 40.00000000000001
    assert live.view.values["reuse"] == 40 and live.situation.label == START
    made.field.value = "42,5"
    made.slider.value = 43.0
    assert live.view.values["reuse"] == 42.5 and made.field.value == "42,5"
    made.slider.value = 44.99999999
    assert live.view.values["reuse"] == 45


def test_a_cell_is_refused_in_its_row():
    live = bench("scic-votes")
    made = live.settings["colleges"]
    made.row.value = 1
    made.cells[0].value = "rien"
    with pytest.raises(InputError) as refused:
        made.control.parse(made.changed(0, "rien"))
    assert markup.error(refused.value) in made.foot.value and made.values["colleges"] == made.control.default
    made.row.value = 2
    assert "essor-error" not in made.foot.value and made.cells[0].value == typeset(made.control.field(made.control.default)[2][0])


def test_a_prediction_opens_the_simulator_and_is_answered():
    live = Bench(notebook.bousol_circuits())
    (choices,) = [part for part in everything(live.box.children[1]) if isinstance(part, w.RadioButtons)]
    assert not live.bench.children
    button(live.box, "Je garde ma réponse").click()
    assert not live.bench.children and "il manque une valeur" in html(live.box)
    choices.value = live.simulator.prediction.control.choices[0]
    button(live.box, "Je garde ma réponse").click()
    answer = markup.written(live.simulator.run(guess=choices.value).answer)
    assert live.bench.children and answer in html(live.box) and "il manque une valeur" not in html(live.box)
    # It is answered once.
    live.settings["reuse"].slider.value = 80
    assert answer in html(live.box)


def test_a_prediction_without_choices_is_typed():
    live = Bench(notebook.my_departement())
    (typed,) = [part for part in everything(live.box.children[1]) if isinstance(part, w.Text)]
    typed.value = "<b>beaucoup</b>"
    button(live.box, "Je garde ma réponse").click()
    assert not live.bench.children and "&lt;b&gt;beaucoup" in html(live.box) and "<b>beaucoup" not in html(live.box)


def test_a_reader_may_pass_the_prediction_or_not_be_asked():
    live = Bench(notebook.bousol_bonus())
    button(live.box, "Voir sans prédire").click()
    assert live.bench.children and "<p class='essor-answer'" not in html(live.box)
    live = Bench(notebook.bousol_circuits(predict=False))
    assert live.bench.children and not [part for part in everything(live.box) if isinstance(part, w.Button) and "prédire" in part.description]


@pytest.mark.parametrize("slug", NAMES)
def test_challenges_are_recognised_and_hinted_by_degrees(slug, one_width):
    live = bench(slug)
    start = dict(live.view.values)
    assert not any(live.won)
    for rank, challenge in enumerate(live.simulator.challenges):
        words = live.simulator.asked[challenge.key]
        for name, value in {**start, **challenge.solution}.items():
            give(live.settings[name], live.simulator.control(name).parse(value))
        assert live.won[rank] and "Défi réussi" in live.win.value and "Réussi" in live.asked[rank].value
        (row,) = [part for part in everything(live.box) if isinstance(part, w.VBox) and live.asked[rank] in part.children]
        for count, hint in enumerate(words["indices"], 1):
            assert markup.written(hint) not in html(row)
            button(row, "Un indice").click()
            assert html(row).count("<li>") == count
        assert button(row, "Un indice").layout.display == "none"


@pytest.mark.parametrize("slug", NAMES)
def test_what_is_opened_is_computed_then_and_follows(slug, one_width):
    live = bench(slug)
    values = live.simulator.values()
    wanted = {
        "Pourquoi ce résultat ?": lambda outcome: markup.steps(outcome),
        "Comparer avec la situation de départ": lambda outcome: markup.table(compared(live.simulator, live.simulator.values(), values=values, outcome=outcome)),
        "Voir les données": lambda outcome: markup.tables(outcome),
        "Comment c’est calculé": lambda outcome: markup.method(live.simulator),
    }
    if live.simulator.regime:
        wanted["Les droits, côte à côte"] = lambda outcome: markup.laws(side_by_side(live.simulator, values))
    titles = [title for title, _, _ in live.panels]
    assert set(wanted) | {f"Défis ({len(live.simulator.challenges)})"} == set(titles)
    for title, make in wanted.items():
        (_, part, _) = live.panels[titles.index(title)]
        values = live.simulator.values()
        assert part.value == ""
        live.accordion.selected_index = titles.index(title)
        assert part.value == make(live.simulator.run(values))
        control = live.simulator.controls[0]
        give(live.settings[control.name], ends(control)[-1])
        values = dict(live.view.values)
        assert part.value == make(live.simulator.run(values))
        live.situation.value = 0
