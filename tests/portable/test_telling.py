"""What a move changed, in words, and where it leads from the start."""

import pytest

from essor.portable.simulators import registry
from essor.portable.telling import UNCHANGED, compared, difference, shown
from golden import golden_values


def at(slug, raw):
    """A simulator, its values and its outcome there."""
    simulator = registry.load(slug)
    values = simulator.values(raw)
    return simulator, values, simulator.run(values)


def told(slug, before, after):
    simulator, values, outcome = at(slug, before)
    _, then, result = at(slug, after)
    return difference(simulator, shown(simulator, values, outcome), then, result)


def test_a_move_says_what_was_set_and_what_changed():
    assert told("bousol-circuits", {}, {"solistes": 260}) == (
        "Solistes actifs\u00a0: 260\u00a0solistes. Bou’Sols en circulation\u00a0: 7\u202f280, au lieu de 7\u202f000."
        " Bou’Sols payés par semaine\u00a0: 2\u202f275, au lieu de 2\u202f188."
    )


def test_a_judgement_that_turns_comes_before_figures():
    said = told("scic-votes", {}, {"colleges": [[10000, 12, 25, 100], [20000, 60, 20, 60], [50000, 3, 60, 0], [15000, 8, 15, 40], [5000, 25, 10, 60]]})
    assert said.startswith("Collectivités, Poids du collège\u00a0: 60\u00a0%. Collectivités\u00a0: voix\u00a0: ")
    assert said.index("statuts à revoir") < said.index("rejeté") < said.index("au lieu de")


def test_a_move_that_changes_no_figure_says_so():
    assert told("bousol-circuits", {"phase": "1"}, {"phase": "1", "reuse": 50}).endswith(UNCHANGED)


@pytest.mark.parametrize("slug", registry.slugs())
def test_every_move_is_told_and_compared(slug):
    """From the defaults to each golden point: each indicator whose text changes is said, and stands in the comparison."""
    simulator, start, first = at(slug, {})
    for there in golden_values(simulator):
        _, values, outcome = at(slug, there)
        said = difference(simulator, shown(simulator, start, first), values, outcome)
        then = {item.label: (item.text, item.verdict and item.verdict.ok) for item in first.indicators}
        same = all(then.get(item.label) in (None, (item.text, item.verdict and item.verdict.ok)) for item in outcome.indicators)
        assert said and (UNCHANGED in said) == same
        rows = compared(simulator, start, values, outcome).rows
        assert [row[2] for row in rows[-len(outcome.indicators) :]] == [item.text for item in outcome.indicators]
        moved = [control for control in simulator.controls if values[control.name] != start[control.name]]
        assert len(rows) - len(outcome.indicators) >= len(moved)
