"""Controls take what is in their range and refuse the rest in words: the label, the value, what is accepted."""

import pytest
from hypothesis import given, settings, strategies as st

from essor.portable.questions import control
from essor.portable.simulators import registry as simulators
from essor.portable.simulators.controls import MOST_LISTED, Choice, Grid, InputError, Number, Slider, Switch, Year
from essor.portable.simulators.declaration import Simulator
from essor.readers import assessment
from quoted import plain

SIMULATORS = [simulators.load(slug) for slug in simulators.slugs()]
CONTROLS = [
    *[pytest.param(c, id=f"{s.slug}.{c.name}") for s in SIMULATORS for c in s.controls],
    *[pytest.param(s.prediction.control, id=f"{s.slug}.guess") for s in SIMULATORS if s.prediction],
    *[pytest.param(control(exercise), id=slug) for slug, exercise in assessment.exercises().items() if exercise["genre"] == "nombre"],
]
NUMBERS = [c for c in CONTROLS if isinstance(c.values[0], Number)]

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["nan", "inf", "1e5", "40 %", "½", "१२", "2", "-1", "true", "0", "1.500", 10**400, -(10**30), 1.5, "9" * 200])
    | st.integers(-10, 6000)
    | st.floats(-10, 6000).map(lambda x: f"{x:.2f}".replace(".", ","))
)
json_like = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3), max_leaves=5)
few = settings(max_examples=20)  # for each of some 250 controls
ONE = (("1", "un"),)
NO_NUMBERS = [float("nan"), float("inf"), -float("inf"), 10**400, "1e400", "NaN", "9" * 60, [1], {"a": 1}, True, None, ""]


def grouped(value):
    """A bound as French writes it, made another way: « 5 000 », « 0,25 »."""
    return f"{value:,}".replace(",", " ").replace(".", ",").replace("-", "−")


def explains(refusal, control, raw):
    """Assert that a refusal tells its reader the label, the value, shortened, and the range."""
    message = plain(str(refusal))
    assert refusal.control == control.name
    if isinstance(control, Grid):
        assert message.startswith(plain(control.label)) and len(message) < 400
        return
    assert message.startswith(f"{plain(control.label)} : ")
    rest = message[len(control.label) + 3 :]
    if raw is None or raw == "":
        assert rest.startswith("il manque une valeur. ")
    elif isinstance(raw, str):
        seen = plain(raw) if len(raw) <= 40 else f"{plain(raw[:40])}…"
        assert f"« {seen} »" in rest
    else:
        assert rest.startswith("« ") and " » " in rest
    if "voulez-vous dire" in message:
        return  # asked about thousands: the range would only lengthen the question
    if isinstance(control, Number):
        low, high = (str(end) if isinstance(control, Year) else grouped(end) for end in (control.low, control.high))
        assert f" de {low} à {high}" in message and ("nombre entier, de" in message) is control.integer
    elif isinstance(control, Choice) and len(control.options) > MOST_LISTED:
        assert f"des {len(control.options)} valeurs" in message
    elif isinstance(control, Choice):
        assert all(f"« {plain(label)} »" in message for _, label in control.options)
    else:
        assert "oui ou non" in message
    assert len(message) < 400


@pytest.mark.parametrize("control", CONTROLS)
@few
@given(raw=json_like)
def test_any_value_is_in_range_or_refused_in_words(control, raw):
    try:
        value = control.parse(raw)
    except InputError as refusal:
        explains(refusal, control, raw)
        return
    assert control.parse(value) == value and plain(control.text(value)).strip()
    if isinstance(control, Number):
        assert type(value) is (int if control.integer else float) and control.low <= value <= control.high
    elif isinstance(control, Choice):
        assert value in [option for option, _ in control.options]
    else:
        assert value is True or value is False


@pytest.mark.parametrize("control", NUMBERS)
def test_a_number_has_bounds_and_asks_when_a_mark_may_group_thousands(control):
    for raw in NO_NUMBERS:
        with pytest.raises(InputError) as refused:
            control.parse(raw)
        explains(refused.value, control, raw)
    for bound in (control.low, control.high):
        assert control.parse(bound) == control.parse(grouped(bound)) == control.parse(control.field(bound)) == bound
    for outside in (control.low - 0.001, control.high + 0.001, -1 if control.low >= 0 else control.low - 1):
        with pytest.raises(InputError):
            control.parse(outside)
    # Settings, cells, predictions, answers: « 100.000 » was once read as 100 without a word.
    for raw in ("100.000", "1.500", "-7.250"):
        with pytest.raises(InputError, match=r"voulez-vous dire .* ou .*\u202f[?] Écrivez "):
            control.parse(raw)
    # With a comma, only where whole numbers are expected.
    if control.decimals:
        assert control.parse(f"{control.high:.0f},000") == control.high
    else:
        with pytest.raises(InputError, match="voulez-vous dire 2\u202f000 ou 2"):
            control.parse("2,000")


def test_a_cell_of_a_grid_asks_too():
    grid = simulators.load("de-minimis").control("aids")
    rows = [list(row) for row in grid.default]
    rows[1][2] = "10.000"
    with pytest.raises(InputError, match="voulez-vous dire 10\u202f000 ou 10") as refused:
        grid.parse(rows)
    assert refused.value.cell == (1, 2) and "ligne 2," in str(refused.value)


@pytest.mark.parametrize("control", NUMBERS)
@few
@given(data=st.data())
def test_a_field_shows_what_it_reads(control, data):
    value = data.draw(st.integers(control.low, control.high) if control.integer else st.floats(control.low, control.high))
    shown = control.field(value)
    assert abs(control.parse(shown) - value) <= 0.5001 * 10**-control.decimals


PHASES = "« Phase 1 : le circuit de base », « Phase 2 : entre entreprises » ou « Phase 3 : avec des aides sociales »"
# Messages word for word, one of each kind.
MESSAGES = [
    ("reuse", "abc", "Part réemployée localement : « abc » n’est pas un nombre. Indiquez un nombre de 0 à 95 %."),
    ("reuse", 96, "Part réemployée localement : « 96 » est hors limites. Indiquez un nombre de 0 à 95 %."),
    ("reuse", "", "Part réemployée localement : il manque une valeur. Indiquez un nombre de 0 à 95 %."),
    ("tranches", "0,2", "Tranches de 20 € changées par mois : « 0,2 » est hors limites. Indiquez un nombre de 0,25 à 4 tranches."),
    ("solistes", "12,5", "Solistes actifs : « 12,5 » n’est pas un nombre entier. Indiquez un nombre entier, de 10 à 5 000 solistes."),
    ("phase", "4", f"Circuit : « 4 » n’est pas un choix possible. Choisissez {PHASES}."),
    ("fifth_sector", "oui", "Ouvrir la cinquième filière (habitat durable) : « oui » n’est ni oui ni non. Choisissez oui ou non."),
    ("melt", "x" * 50, f"Fonte par semestre : « {'x' * 40}… » n’est pas un nombre. Indiquez un nombre de 0 à 20 %."),
    ("solistes", "100.000", "Solistes actifs : avec « 100.000 », voulez-vous dire 100 000 ou 100 ? Écrivez 100000, ou 100."),
    ("solistes", "1,250", "Solistes actifs : avec « 1,250 », voulez-vous dire 1 250 ou 1,25 ? Écrivez 1250, ou 1,25."),
    ("reuse", "1.500 %", "Part réemployée localement : avec « 1.500 % », voulez-vous dire 1 500 ou 1,5 ? Écrivez 1500, ou 1,5."),
]


@pytest.mark.parametrize("name, raw, message", MESSAGES)
def test_messages(name, raw, message):
    with pytest.raises(InputError) as refused:
        simulators.load("bousol-circuits").values({name: raw})
    assert plain(str(refused.value)) == message and refused.value.control == name
    for mark in ":»%":
        assert f" {mark}" not in str(refused.value)  # no-break space


@pytest.mark.parametrize("simulator", SIMULATORS, ids=lambda s: s.slug)
def test_unknown_controls_and_unreadable_settings(simulator):
    for raw in [{"vitesse": 1}, {"": 1}, {1: 1}, {"Reuse": 40}, [], [1], "reuse=40", 3, True]:
        with pytest.raises(InputError) as refused:
            simulator.values(raw)
        assert refused.value.control is None
        assert plain(str(refused.value)).startswith(("Réglage inconnu : « ", "Réglages illisibles : « "))
    with pytest.raises(InputError) as refused:
        simulator.run(guess="beaucoup")
    explains(refused.value, simulator.prediction.control, "beaucoup")


@pytest.mark.parametrize("simulator", SIMULATORS, ids=lambda s: s.slug)
def test_defaults_and_presets_are_valid(simulator):
    names = [c.name for c in simulator.controls]
    assert len(set(names)) == len(names)
    assert simulator.values() == simulator.values({}) == {c.name: c.default for c in simulator.controls}
    assert len({p.key for p in simulator.presets}) == len(simulator.presets)
    for preset in simulator.presets:
        values = simulator.values(preset.values)
        assert list(values) == names
        assert all(control.parse(values[control.name]) == values[control.name] for control in simulator.controls)
        assert preset.label and preset.note


@pytest.mark.parametrize(
    "slug, values, hidden",
    [
        ("bousol-circuits", {"phase": "1"}, {"reuse", "beneficiaries", "aid"}),
        ("bousol-circuits", {"phase": "2"}, {"beneficiaries", "aid"}),
        ("bousol-circuits", {"phase": "3"}, set()),
        *[("bousol-bonus", {"payer": payer}, set()) for payer in ("collectivite", "association")],
        ("bousol-bonus", {"payer": "prestataires"}, {"fee"}),
    ],
)
def test_controls_without_effect_are_hidden(slug, values, hidden):
    simulator = simulators.load(slug)
    assert set(simulator.hidden(simulator.values(values))) == hidden
    # Whatever they are set at, what the reader is told stays the same.
    for name in hidden:
        control = simulator.control(name)
        outcomes = [simulator.run({**values, name: end}) for end in (control.low, control.default, control.high)]
        told = {(tuple(outcome.indicators), outcome.sentence) for outcome in outcomes}
        assert len(told) == 1


def test_a_guess_that_is_not_asked_for():
    mute = Simulator("x", (), lambda values: [str(values)], {"titre": "x", "indicateurs": {}})
    said = mute.run()
    assert (said.figures, said.indicators, said.sentence, said.tables, said.answer, said.headline) == ([], [], "{'guess': None}", [], "", "")
    with pytest.raises(InputError, match="prédiction"):
        mute.run(guess=1)


@pytest.mark.parametrize("slug", ["", "bousol", "Bousol-circuits", "../rules", None, 3])
def test_unknown_slugs(slug):
    with pytest.raises(LookupError, match="unknown simulator"):
        simulators.load(slug)
    with pytest.raises(LookupError, match="unknown exercise"):
        assessment.exercise(slug)


@pytest.mark.parametrize("kind, wrong", [(Number, (0, 10, 1, 11)), (Slider, (0, 10, 1, -1)), (Slider, (0, 10, 0, 5)), (Choice, (ONE, "2")), (Choice, (ONE, 1))])
def test_a_control_declared_wrongly_is_refused(kind, wrong):
    with pytest.raises(ValueError):
        kind("a", *wrong)


def test_a_switch_takes_yes_and_no_only():
    switch = Switch("a", False)
    assert switch.parse(True) is True and switch.parse(False) is False
    for bad in (0, 1, "oui", "true", None, "", []):
        with pytest.raises(InputError):
            switch.parse(bad)
