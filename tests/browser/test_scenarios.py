"""A scenario's address: what one reader set, opened by another as it was, and checked like anything typed."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from essor.french import typeset
from essor.simulators.declaration import Choice, Grid, Number, Switch
from essor.simulators.registry import load

from .conftest import _SIMULATORS
from .driver import SimulatorInPage, refusal

# Together, every kind of control.
KINDS = {"bousol-bonus", "axis-portfolio", "my-departement", "ess-or-not", "scic-votes"}
SAMPLED = [at for at in _SIMULATORS if at[1] in KINDS]


def link_of(simulator):
    simulator.root.get_by_role("button", name="Copier le lien de ce scénario").click()
    expect(simulator.root.locator(".essor-tools [role=status]")).not_to_be_empty()
    return simulator.root.locator(".essor-tools input").input_value()


def test_sample_has_every_kind_of_control():
    kinds = {type(control) for _, slug in SAMPLED for control in load(slug).controls}
    assert {Choice, Grid, Switch} <= kinds and any(issubclass(kind, Number) for kind in kinds)


@pytest.mark.parametrize("at", SAMPLED, ids=lambda at: at[1])
def test_a_link_opens_what_was_set(visit, scheme, at):
    path, slug = at
    there = SimulatorInPage(visit(path, scheme), slug).come_near()
    for control in there.controls(Choice):
        there.reveal(control)
        there.choose(control, control.options[-1][0])
    for control in there.controls(Switch):
        there.reveal(control)
        there.choose(control, not there.values[control.name])
    there.nudge()
    link = link_of(there)
    here = SimulatorInPage(visit(path + link[link.index("?") :], scheme), slug)
    expect(here.root.locator(".essor-arrival")).to_have_text(typeset("Réglages reçus par le lien. « Valeurs de départ » rend ceux du cours."))
    here.values = there.values
    here.come_near()
    here.root.get_by_role("button", name="Valeurs de départ").click()
    here.values = dict(here.initial)
    here.expect_outcome()


def test_a_link_keeps_the_prediction_first(visit, a_simulator_at):
    path, slug = a_simulator_at
    here = SimulatorInPage(visit(f"{path}?simulateur={slug}&reuse=80#simulateur-{slug}"), slug)
    expect(here.root.locator(".essor-predict")).to_be_visible()
    expect(here.root.locator(".essor-sentence")).to_be_hidden()
    here.values["reuse"] = 80.0
    here.come_near()


@pytest.mark.parametrize("text", ["1e400", "beaucoup", "<img src=x onerror=alert(1)>", "9" * 5000, "-1", "", "é" * 300])
def test_a_hostile_value_is_refused_in_french_and_the_rest_kept(visit, scheme, text):
    slug = "bousol-circuits"
    path = dict((slug, path) for path, slug in _SIMULATORS)[slug]
    address = f"{path}?simulateur={slug}&reuse={quote(text)}&phase={quote('<b>3</b>')}&hold_solistes=4&inconnu=1&__proto__=2#simulateur-{slug}"
    here = SimulatorInPage(visit(address, scheme), slug)
    control = here.simulator.control("reuse")
    expect(here.root.locator(".essor-arrival")).to_have_text(re.compile("^Le lien nomme des réglages que ce simulateur n’a pas"))
    here.approach()
    expect(here.box(control).locator(".essor-error")).to_have_text(refusal(control, text))
    expect(here.root.locator(".essor-arrival")).to_have_text(refusal(here.simulator.control("phase"), "<b>3</b>"))
    assert here.root.locator("img, b").count() == 0
    here.values["hold_solistes"] = here.simulator.control("hold_solistes").parse("4")
    here.refused["reuse"] = (here.typed(control).input_value(), refusal(control, text))
    here.expect_outcome()
    here.type(control, "50")


def test_without_the_clipboard_the_link_is_shown_to_copy(visit, a_simulator_at):
    path, slug = a_simulator_at
    page = visit(path, prepare=lambda page: page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })"))
    here = SimulatorInPage(page, slug).come_near()
    here.root.get_by_role("button", name="Copier le lien de ce scénario").click()
    expect(here.root.get_by_label("Lien de ce scénario")).to_be_visible()
    expect(here.root.get_by_label("Lien de ce scénario")).to_be_focused()
