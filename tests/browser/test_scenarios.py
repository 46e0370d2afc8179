"""A scenario's address: what one reader set, opened by another as it was, and checked like anything typed."""

import json
import re
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from essor.portable import spreadsheet
from essor.portable.french import typeset
from essor.portable.simulators.controls import Choice, Grid, Number, Switch
from essor.portable.simulators.registry import load

from .conftest import name_of, sampled
from .driver import refusal, saved

# Together, every kind of control; the first two already, which are tried without EVERY.
KINDS = ("axis-portfolio", "ess-or-not", "bousol-bonus", "my-departement", "scic-votes")
SAMPLED = sampled(KINDS, KINDS[:2])
HOSTILE = ["1e400", "beaucoup", "<img src=x onerror=alert(1)>", "9" * 5000, "-1", "", "é" * 300]

TOOLS = "Partager, télécharger, imprimer"
COPY = "Copier le lien de ce scénario"
ARRIVED = typeset("Réglages reçus par le lien. « Valeurs de départ » rend ceux du cours.")


def press(simulator, name):
    simulator.root.get_by_role("button", name=name, exact=True).first.click()


def opened(simulator):
    simulator.come_near().root.get_by_text(TOOLS).click()
    return simulator


def link_of(simulator):
    """What its link adds to the page's address."""
    press(simulator, COPY)
    expect(simulator.root.locator(".essor-tools [role=status]")).not_to_be_empty()
    link = simulator.root.locator(".essor-tools input").input_value()
    return link[link.index("?") :]


def arrival(simulator):
    return simulator.root.locator(".essor-arrival")


def expect_values(simulator, values):
    simulator.values.update(values)
    simulator.come_near()


def test_sample_has_every_kind_of_control():
    kinds = {type(control) for slug in SAMPLED for control in load(slug).controls}
    assert {Choice, Grid, Switch} <= kinds and any(issubclass(kind, Number) for kind in kinds)


@pytest.mark.parametrize("slug, by", [*((slug, "http") for slug in SAMPLED), (SAMPLED[0], "file")])
def test_a_reader_takes_away_what_was_set(simulate, by, slug):
    """As a link, the data, and a note to print. By double-click, the same files run the same scripts: one case says so."""
    there = opened(simulate(slug, by, script="window.print = () => {};"))
    for control in there.controls((Choice, Switch)):
        there.reveal(control)
        there.choose(control, control.options[-1][0] if isinstance(control, Choice) else not there.values[control.name])
    there.nudge()
    here = simulate(slug, by, link_of(there))
    expect(arrival(here)).to_have_text(ARRIVED)
    expect_values(here, there.values)
    here.reset()
    expect_spreadsheet(there)
    expect_note(there)


@pytest.mark.parametrize("slug, grid, name", [("transversality-matrix", "matrix", "Marchés <b>&_co"), ("stakeholder-map", "links", "Régie de quartier")])
def test_names_that_the_reader_gives_go_everywhere(simulate, slug, grid, name):
    there = opened(simulate(slug))
    called, grid = there.simulator.control("names"), there.simulator.control(grid)
    there.fill_cell(called, name)
    there.expect_pictures()
    here = simulate(slug, "http", link_of(there))
    expect_values(here, there.values)
    for simulator in (there, here):
        names = grid.called(simulator.values)
        assert there.values["names"][0][0] in names[0] != grid.rows[0]
        headers = simulator.box(grid).locator("tbody th")
        expect(headers).to_have_text(names)
        expect(simulator.cell(grid)).to_have_attribute("aria-label", f"{names[0]}, {grid.columns[0].label}")
        simulator.expect_pictures()
    # A situation keeps them; the values of the start do not.
    there.root.locator("[data-preset]").nth(1).click()
    there.values = {**there.values, **there.simulator.presets[1].values}
    there.expect_outcome()
    there.reset()
    expect(there.box(grid).locator("tbody th")).to_have_text(grid.rows)


def test_three_decimals_are_asked_about_when_typed_and_kept_in_a_link(simulate, a_simulator):
    """A dot before three digits may group thousands: a reader is asked, and the course's own address has no such dot."""
    there = opened(simulate(a_simulator))
    reuse = there.simulator.control("reuse")
    there.type_wrong(reuse, "12.345")
    expect(there.box(reuse).locator(".essor-error")).to_contain_text("voulez-vous dire 12\u202f345 ou 12,345\u202f?")
    there.type(reuse, "12,345")
    expect_values(simulate(a_simulator, after=link_of(there)), there.values)


def test_what_others_add_to_a_link_is_left_alone(simulate, a_simulator):
    """The prediction comes first all the same."""
    added = "fbclid=IwAR0x&utm_source=lettre&gclid=x"
    here = simulate(a_simulator, after=f"?{added}&simulateur={a_simulator}&reuse=80&mc_eid=x#simulateur-{a_simulator}")
    expect(arrival(here)).to_have_text(ARRIVED)
    expect(here.root.locator(".essor-predict")).to_be_visible()
    expect(here.root.locator(".essor-sentence")).to_be_hidden()
    here.values["reuse"] = 80.0
    assert "fbclid" not in link_of(opened(here))
    without = simulate(a_simulator, after=f"?{added}&simulateur={a_simulator}#simulateur-{a_simulator}").come_near()
    expect(arrival(without)).to_be_hidden()  # nothing was received


@pytest.mark.parametrize("text, by", [*((text, "http") for text in sampled(HOSTILE, HOSTILE[::3])), (HOSTILE[2], "file")], ids=name_of)
def test_a_hostile_value_is_refused_in_french_and_the_rest_kept(simulate, by, text):
    slug = "bousol-circuits"
    after = f"?simulateur={slug}&reuse={quote(text)}&phase={quote('<b>3</b>')}&hold_solistes=4&inconnu=1&__proto__=2#simulateur-{slug}"
    here = simulate(slug, by, after)
    control = here.simulator.control("reuse")
    expect(arrival(here)).to_have_text(ARRIVED)
    here.approach()
    expect(here.box(control).locator(".essor-error")).to_have_text(refusal(control, text))
    expect(arrival(here)).to_have_text(refusal(here.simulator.control("phase"), "<b>3</b>"))
    assert here.root.locator("img, b").count() == 0
    here.values["hold_solistes"] = here.simulator.control("hold_solistes").parse("4")
    here.refused["reuse"] = (here.typed(control).input_value(), refusal(control, text))
    here.expect_outcome()
    here.type(control, "50")


def test_without_the_clipboard_the_link_is_shown_to_copy(simulate, a_simulator):
    here = opened(simulate(a_simulator, script="Object.defineProperty(navigator, 'clipboard', { value: undefined });"))
    press(here, COPY)
    expect(here.root.get_by_label("Lien de ce scénario")).to_be_visible()
    expect(here.root.get_by_label("Lien de ce scénario")).to_be_focused()


# ——— What a reader takes away ———


def expect_spreadsheet(here):
    slug = here.simulator.slug
    name, content = saved(here.page, here.root.get_by_role("button", name="Télécharger les données (CSV)"))
    assert name == f"{slug}.csv" and content.startswith(b"\xef\xbb\xbf")
    address = content.decode("utf-8-sig").splitlines()[1].strip('"')
    assert f"simulateur={slug}" in address
    assert content.decode() == spreadsheet.scenario(here.simulator, here.values, address)


CORNER = """async (bytes) => {
  const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  return [...context.getImageData(1, 1, 1, 1).data];
}"""


@pytest.mark.parametrize("colours, by", [("light", "http"), ("dark", "file")], ids=["light", "dark"])
def test_the_pictures_as_files(simulate, by, a_simulator, colours):
    """The drawing and the chart, each as a vector and as an image, on white even when the page is dark."""
    here = simulate(a_simulator, by, color_scheme=colours)
    opened(here)
    for rank, figure in enumerate(here.simulator.run(here.values).figures):
        group = here.root.get_by_role("group", name=typeset(figure.title))
        name, content = saved(here.page, group.get_by_role("button", name="SVG"))
        assert name == f"{a_simulator}-{rank + 1}.svg"
        drawing = BeautifulSoup(content.decode(), "html.parser")
        assert drawing.svg and not drawing.find_all(["script", "foreignobject"])
        assert any(text.get_text(strip=True) for text in drawing.find_all("text"))
        assert ("@font-face" in str(drawing.style)) is (by == "http")
        _, image = saved(here.page, group.get_by_role("button", name="PNG"))
        assert image.startswith(b"\x89PNG") and len(image) > 5_000
        assert here.page.evaluate(CORNER, list(image)) == [255, 255, 255, 255]  # paper


def expect_note(here):
    page = here.page
    press(here, "Imprimer une note pour les élus")
    page.emulate_media(media="print")
    sheet = page.locator(".essor-note-sheet")
    expect(sheet).to_be_visible()
    outcome = here.simulator.run(here.values)
    wanted = [here.simulator.title, outcome.sentence, *here.simulator.method.sources]
    for text in [*wanted, *(item.text for item in outcome.indicators), *(figure.reading for figure in outcome.figures)]:
        expect(sheet).to_contain_text(typeset(text))
    assert sheet.locator("img").count() == len(outcome.figures)
    # The course's own page is not printed with it, and comes back after.
    expect(page.locator("h1")).to_be_hidden()
    assert len(re.findall(rb"/Type /Page\b", page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "12mm")))) == 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(sheet).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()


def test_a_result_in_the_text_sets_the_simulator_of_its_page_and_leads_elsewhere_to_its_own(visit):
    """« Back » returns to the text; a link to a simulator of another page opens it in that scenario."""
    page = visit("book/debat-3/bousol.html")
    root = page.locator("#simulateur-bousol-circuits")
    root.get_by_role("button", name="Voir sans prédire").click()
    link = page.locator("a[data-result=bousol-circuits][data-scenario*='reuse']").first
    settings = json.loads(link.get_attribute("data-scenario"))
    link.click()
    expect(root.locator("[data-control=reuse] [type=range]")).to_have_js_property("valueAsNumber", settings["reuse"])
    expect(root.locator("[data-part=indicators] dd").first).to_contain_text(link.inner_text())
    expect(root).to_be_in_viewport()
    page.go_back()
    assert page.url.endswith("bousol.html")
    other = page.locator("a[data-result]:not([data-result=bousol-circuits])").first
    told = other.inner_text()
    other.click()
    expect(page).to_have_url(re.compile(r"exercises/debat-3/bousol-bonus\.html"))
    page.locator("#simulateur-bousol-bonus").get_by_role("button", name="Voir sans prédire").click()
    expect(page.locator("#simulateur-bousol-bonus")).to_contain_text(told)


@pytest.mark.parametrize(
    "query, held",
    [
        ("", "circuits"),
        ("?simulateur=bousol-circuits&reuse=50#simulateur-bousol-circuits", "circuits"),
        ("?simulateur=bousol-bonus#simulateur-bousol-bonus", "bonus"),
        ("?simulateur=bousol-agents&a=%3C#simulateur-bousol-agents", "agents"),
        ("?simulateur=constructor", "circuits"),
    ],
)
def test_a_scenario_of_the_former_page_opens_where_its_simulator_is_now(visit, query, held):
    page = visit(f"exercises/bousol.html{query}")
    page.wait_for_url(f"**/exercises/debat-3/bousol-{held}.html{query}")
    expect(page.locator("h1")).to_be_visible()
