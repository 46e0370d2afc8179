"""JupyterLab: nothing is cut, a slider moves what CPython computes, a wrong number is refused, and a saved notebook is as it was."""

import json

import nbformat
import pytest
from playwright.sync_api import expect

from colours import contrast
from essor import notebook
from essor.portable.french import typeset
from essor.portable.simulators.controls import InputError
from essor.portable.simulators.registry import load, slugs

from .lab import command, lab, notebook_of, opened

SIMULATORS = slugs()
ALL = ["import essor.notebook as n", *(f"n.{slug.replace('-', '_')}(predict=False)" for slug in SIMULATORS)]
STORED = "garde.ipynb"
WINDOWING = ".jupyter/lab/user-settings/@jupyterlab/notebook-extension/tracker.jupyterlab-settings"
WIDGET = "application/vnd.jupyter.widget-view+json"
TOTAL = 120_000  # ms for 27 simulators, on a machine that does something else

# What is wider than its place; of a picture, what is out of its frame and of the white around it: letters are the system's.
CUT = """() => {
  const cell = (e) => e.closest('.jp-CodeCell').querySelector('.jp-InputArea').innerText.trim();
  const MARGIN = 8;
  const name = (e) => [cell(e), e.className.baseVal ?? e.className, e.textContent.slice(0, 40)].join(' ');
  const places = ['.jp-OutputArea-output', '.widget-html', '.widget-html-content', '.widget-box', '.widget-label', '.widget-label-basic', '.jupyter-button'];
  const wide = [...places, '.essor-live p:not(.essor-spoken)', '.essor-live dd', '.essor-live dt', '.essor-live .jupyter-widget-Collapse-header'].join();
  const found = (selector) => [...document.querySelectorAll(`.jp-Notebook .jp-CodeCell :is(${selector})`)];
  const over = found(wide).filter((e) => e.clientWidth && e.scrollWidth > e.clientWidth + 2);
  const texts = found('.essor-picture svg text').filter((t) => {
    const [frame, box] = [t.ownerSVGElement.getBoundingClientRect(), t.getBoundingClientRect()];
    return box.width && (box.left < frame.left - MARGIN || box.right > frame.right + MARGIN);
  });
  return [...over, ...texts].map(name);
}"""
WIDER = """() => [...document.querySelectorAll('.essor-picture')]
  .filter((p) => p.clientWidth && ![...p.children].some((d) => d.clientWidth && d.firstChild.clientWidth <= p.clientWidth)).map((p) => p.ariaLabel)"""
COLOURS = """() => {
  const hex = (colour) => '#' + colour.match(/\\d+/g).slice(0, 3).map((n) => Number(n).toString(16).padStart(2, '0')).join('');
  const paper = hex(getComputedStyle(document.querySelector('.jp-Notebook')).backgroundColor);
  return [...document.querySelectorAll('.essor-live :is(.essor-headline p, label, .essor-legend, dd, dt, .jupyter-widget-Collapse-header)')]
    .filter((e) => e.clientWidth).map((e) => [e.textContent, hex(getComputedStyle(e).color), paper]);
}"""


NAMELESS = """(fields) => fields
  .filter((f) => f.clientWidth && ![f.ariaLabel, f.title, f.closest('[title]')?.title, f.labels?.[0]?.innerText, f.innerText].some(Boolean))
  .map((f) => f.outerHTML)"""


def _stored():
    """A notebook as `make notebooks` leaves it, by another Python."""
    calls = {
        "bousol_circuits()": notebook.bousol_circuits(),
        'schema("bousol")': notebook.schema("bousol"),
        'quiz("bousol.toml")': notebook.quiz("bousol.toml"),
    }
    made = notebook_of("from essor.notebook import bousol_circuits, quiz, schema", *calls)
    made.metadata.language_info = {"name": "python", "version": "3.11.0"}
    for rank, cell in enumerate(made.cells, 1):
        cell.execution_count = rank
        if cell.source in calls:
            view = calls[cell.source]
            data = {mime: shown for mime, shown in view._repr_mimebundle_().items() if mime != WIDGET} | {"text/html": view._repr_html_()}
            cell.outputs = [nbformat.v4.new_output("execute_result", data, execution_count=rank)]
    return made


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    home, folder = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("course")
    settings = home / WINDOWING
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"windowingMode": "none"}), "utf8")  # every cell is drawn
    nbformat.write(notebook_of(*ALL), folder / "tous.ipynb")
    nbformat.write(notebook_of("from essor.notebook import bousol_circuits", "bousol_circuits(predict=False)"), folder / "un.ipynb")
    nbformat.write(_stored(), folder / STORED)
    with lab(home, folder) as address:
        yield address, folder


@pytest.fixture
def page(browser):
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.set_default_timeout(40_000)
    yield page
    page.close()


def test_nothing_is_cut_in_any_simulator(page, served):
    opened(page, served[0], "tous.ipynb")
    command(page, "notebook:run-all-cells")
    shown = f"() => document.querySelectorAll('.essor-live .essor-headline p').length === {len(SIMULATORS)}"
    page.wait_for_function(shown, timeout=TOTAL)
    folded = page.locator(".essor-bench > .jupyter-widget-accordion .jupyter-widget-Collapse-header", has_text="Plus de réglages")
    folded.evaluate_all("headers => headers.forEach((header) => header.click())")
    page.wait_for_function(f"() => document.querySelectorAll('.essor-extras:not(:empty)').length === {folded.count()}", timeout=TOTAL)
    for width in (1366, 1024):
        page.set_viewport_size({"width": width, "height": 768})
        page.wait_for_timeout(500)
        cut = page.evaluate(CUT)
        assert not cut, "\n".join(cut)
        assert page.evaluate(WIDER) == []
    command(page, "apputils:change-theme", theme="JupyterLab Dark")
    page.wait_for_selector("[data-jp-theme-light=false] .essor-live")
    faint = [text for text, ink, paper in page.evaluate(COLOURS) if contrast(ink, paper) < 4.5]
    assert faint == []
    command(page, "kernelmenu:shutdown")


def test_what_is_slid_and_typed_is_what_python_computes_or_refuses(page, served):
    opened(page, served[0], "un.ipynb")
    command(page, "notebook:run-all-cells")
    simulator = load("bousol-circuits")
    reuse = simulator.control("reuse")
    setting = page.locator(".essor-control", has_text=typeset(reuse.label))
    headline = page.locator(".essor-headline p")
    expect(headline).to_have_text(typeset(simulator.run().headline))
    handle, field = setting.locator(".noUi-handle"), setting.locator("input")
    expect(field).to_have_value("40")
    handle.focus()
    for _ in range(3):
        handle.press("ArrowRight")
    expect(field).to_have_value("43")
    expect(headline).to_have_text(typeset(simulator.run({"reuse": 43}).headline))
    field.fill("42,5")
    field.press("Enter")
    expect(headline).to_have_text(typeset(simulator.run({"reuse": 42.5}).headline))
    for typed in ("beaucoup", "99999"):
        field.fill(typed)
        field.press("Enter")
        with pytest.raises(InputError) as refused:
            reuse.parse(typed)
        expect(setting.locator(".essor-error")).to_have_text(str(refused.value))
        expect(field).to_have_value(typed)
    # The browser has said again what it shows: nothing moved.
    expect(headline).to_have_text(typeset(simulator.run({"reuse": 42.5}).headline))
    nameless = page.locator(".essor-live :is(input, select, button)").evaluate_all(NAMELESS)
    assert nameless == []
    command(page, "kernelmenu:shutdown")


def test_a_notebook_run_and_saved_is_as_it_was_stored(page, served):
    address, folder = served
    file = folder / STORED
    stored = file.read_bytes()
    opened(page, address, STORED)
    # As it is received, never run here: JupyterLab keeps no `<svg>` of it, and no style sheet.
    pictures = page.locator(".jp-OutputArea-output .essor-nb img")
    expect(pictures).to_have_count(2)  # a simulator, a diagram
    assert pictures.evaluate_all("all => all.every((one) => one.complete && one.naturalWidth > 600 && one.alt)")
    assert page.locator(".jp-OutputArea-output .essor-nb style").count() == 0
    command(page, "notebook:run-all-cells")
    expect(page.locator(".essor-live")).to_have_count(2)  # a simulator, a quiz
    page.wait_for_function("() => window.jupyterapp.shell.currentWidget.context.model.dirty")
    command(page, "docmanager:save")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    assert file.read_bytes().decode("utf8") == stored.decode("utf8")
    # Opened again, without what was run: the result, and how to bring it to life.
    command(page, "kernelmenu:shutdown")
    page.reload()
    results = page.locator(".jp-OutputArea-output .essor-nb")
    expect(results.first).to_contain_text(typeset(notebook.TO_MOVE))
    expect(results.first.locator("img")).to_be_visible()
    assert "Error displaying widget" not in page.locator("body").inner_text()
    menus = page.locator(".lm-MenuBar-itemLabel", has_text="Exécution")
    menus.click()
    expect(page.locator(".lm-Menu-itemLabel", has_text="Exécuter toutes les cellules").first).to_be_visible()
