"""A scenario's address: what one reader set, opened by another as it was, and checked like anything typed."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from essor.portable import spreadsheet
from essor.portable.french import typeset
from essor.portable.simulators.controls import Choice, Grid, Number, Switch
from essor.portable.simulators.registry import load

from .conftest import _SIMULATORS, sampled
from .driver import SimulatorInPage, refusal

# Together, every kind of control; the first two already, which are tried without EVERY.
KINDS = ("axis-portfolio", "ess-or-not", "bousol-bonus", "my-departement", "scic-votes")
SAMPLED = [at for at in _SIMULATORS if at[1] in sampled(KINDS, KINDS[:2])]
# By double-click, the same files run the same scripts: one case says so.
SAMPLED_BY = [*((at, "http") for at in SAMPLED), *((at, "file") for at in SAMPLED[:1])]
HOSTILE = ["1e400", "beaucoup", "<img src=x onerror=alert(1)>", "9" * 5000, "-1", "", "é" * 300]


def label(value):
    return value[1] if isinstance(value, tuple) else value[:12]


TOOLS = "Partager, télécharger, imprimer"
ARRIVED = typeset("Réglages reçus par le lien. « Valeurs de départ » rend ceux du cours.")


def link_of(simulator):
    simulator.root.get_by_text(TOOLS).click()
    simulator.root.get_by_role("button", name="Copier le lien de ce scénario").click()
    expect(simulator.root.locator(".essor-tools [role=status]")).not_to_be_empty()
    return simulator.root.locator(".essor-tools input").input_value()


def test_sample_has_every_kind_of_control():
    kinds = {type(control) for _, slug in SAMPLED for control in load(slug).controls}
    assert {Choice, Grid, Switch} <= kinds and any(issubclass(kind, Number) for kind in kinds)


@pytest.mark.parametrize("at, by", SAMPLED_BY, ids=label)
def test_a_link_opens_what_was_set(visit, by, at):
    path, slug = at
    there = SimulatorInPage(visit(path, by), slug).come_near()
    for control in there.controls(Choice):
        there.reveal(control)
        there.choose(control, control.options[-1][0])
    for control in there.controls(Switch):
        there.reveal(control)
        there.choose(control, not there.values[control.name])
    there.nudge()
    link = link_of(there)
    here = SimulatorInPage(visit(path + link[link.index("?") :], by), slug)
    expect(here.root.locator(".essor-arrival")).to_have_text(ARRIVED)
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


def test_three_decimals_are_asked_about_when_typed_and_kept_in_a_link(visit, a_simulator_at):
    """A dot before three digits may group thousands: a reader is asked, and the course's own address has no such dot."""
    path, slug = a_simulator_at
    there = SimulatorInPage(visit(path), slug).come_near()
    reuse = there.simulator.control("reuse")
    there.type_wrong(reuse, "12.345")
    expect(there.box(reuse).locator(".essor-error")).to_contain_text("voulez-vous dire 12\u202f345 ou 12,345\u202f?")
    there.type(reuse, "12,345")
    link = link_of(there)
    here = SimulatorInPage(visit(path + link[link.index("?") :]), slug)
    here.values = there.values
    here.come_near()


def test_what_others_add_to_a_link_is_left_alone(visit, a_simulator_at):
    path, slug = a_simulator_at
    added = "fbclid=IwAR0x&utm_source=lettre&gclid=x"
    here = SimulatorInPage(visit(f"{path}?{added}&simulateur={slug}&reuse=80&mc_eid=x#simulateur-{slug}"), slug)
    expect(here.root.locator(".essor-arrival")).to_have_text(ARRIVED)
    here.values["reuse"] = 80.0
    here.come_near()
    assert "fbclid" not in link_of(here)
    without = SimulatorInPage(visit(f"{path}?{added}&simulateur={slug}#simulateur-{slug}"), slug)
    without.come_near()
    expect(without.root.locator(".essor-arrival")).to_be_hidden()  # nothing was received


@pytest.mark.parametrize("text, by", [*((text, "http") for text in sampled(HOSTILE, HOSTILE[::3])), (HOSTILE[2], "file")], ids=label)
def test_a_hostile_value_is_refused_in_french_and_the_rest_kept(visit, by, text):
    slug = "bousol-circuits"
    path = {slug: path for path, slug in _SIMULATORS}[slug]
    address = f"{path}?simulateur={slug}&reuse={quote(text)}&phase={quote('<b>3</b>')}&hold_solistes=4&inconnu=1&__proto__=2#simulateur-{slug}"
    here = SimulatorInPage(visit(address, by), slug)
    control = here.simulator.control("reuse")
    expect(here.root.locator(".essor-arrival")).to_have_text(ARRIVED)
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
    here.root.get_by_text(TOOLS).click()
    here.root.get_by_role("button", name="Copier le lien de ce scénario").click()
    expect(here.root.get_by_label("Lien de ce scénario")).to_be_visible()
    expect(here.root.get_by_label("Lien de ce scénario")).to_be_focused()


# ——— What a reader takes away ———


def opened(page, slug):
    here = SimulatorInPage(page, slug).come_near()
    here.root.get_by_text(TOOLS).click()
    return here


def saved(here, name):
    with here.page.expect_download() as caught:
        here.root.get_by_role("button", name=name, exact=True).first.click()
    return caught.value.suggested_filename, Path(caught.value.path()).read_bytes()


@pytest.mark.parametrize("at, by", SAMPLED_BY, ids=label)
def test_the_data_as_a_spreadsheet(visit, by, at):
    path, slug = at
    here = opened(visit(path, by), slug)
    here.nudge()
    name, content = saved(here, "Télécharger les données (CSV)")
    assert name == f"{slug}.csv" and content.startswith(b"\xef\xbb\xbf")
    address = content.decode("utf-8-sig").splitlines()[1].strip('"')
    assert f"simulateur={slug}" in address
    assert content.decode() == spreadsheet.scenario(here.simulator, here.values, address)


@pytest.mark.parametrize("dark, by", [(False, "http"), (True, "file")], ids=["light", "dark"])
def test_the_pictures_as_files(visit, by, a_simulator_at, dark):
    """The drawing and the chart, each as a vector and as an image, on white even when the page is dark."""
    path, slug = a_simulator_at
    page = visit(path, by, color_scheme="dark" if dark else "light")
    here = SimulatorInPage(page, slug, dark=dark).come_near()
    here.root.get_by_text(TOOLS).click()
    for rank, figure in enumerate(here.simulator.run(here.values).figures):
        group = here.root.get_by_role("group", name=typeset(figure.title))
        with page.expect_download() as caught:
            group.get_by_role("button", name="SVG").click()
        assert caught.value.suggested_filename == f"{slug}-{rank + 1}.svg"
        drawing = BeautifulSoup(Path(caught.value.path()).read_text("utf8"), "html.parser")
        assert drawing.svg and not drawing.find_all(["script", "foreignobject"])
        assert any(text.get_text(strip=True) for text in drawing.find_all("text"))
        assert ("@font-face" in str(drawing.style)) is (by == "http")
        with page.expect_download() as caught:
            group.get_by_role("button", name="PNG").click()
        image = Path(caught.value.path()).read_bytes()
        assert image.startswith(b"\x89PNG") and len(image) > 5_000
        # The corner is paper.
        assert page.evaluate(
            """async (bytes) => {
              const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
              const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
              context.drawImage(bitmap, 0, 0);
              return [...context.getImageData(1, 1, 1, 1).data];
            }""",
            list(image),
        ) == [255, 255, 255, 255]


@pytest.mark.parametrize("at", SAMPLED, ids=label)
def test_a_note_to_print(visit, at):
    path, slug = at
    page = visit(path, prepare=lambda page: page.add_init_script("window.print = () => {}"))
    here = opened(page, slug)
    here.nudge()
    here.root.get_by_role("button", name="Imprimer une note pour les élus").click()
    page.emulate_media(media="print")
    sheet = page.locator(".essor-note-sheet")
    expect(sheet).to_be_visible()
    outcome = here.simulator.run(here.values)
    expect(sheet).to_contain_text(typeset(here.simulator.title))
    expect(sheet).to_contain_text(typeset(outcome.sentence))
    for item in outcome.indicators:
        expect(sheet).to_contain_text(typeset(item.text))
    for figure in outcome.figures:
        expect(sheet).to_contain_text(typeset(figure.reading))
    assert sheet.locator("img").count() == len(outcome.figures)
    for source in here.simulator.method.sources:
        expect(sheet).to_contain_text(typeset(source))
    # The course's own page is not printed with it, and comes back after.
    expect(page.locator("h1")).to_be_hidden()
    assert len(re.findall(rb"/Type /Page\b", page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "12mm")))) == 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(sheet).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()
