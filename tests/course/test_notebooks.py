"""What is stored in the notebooks: outputs, deterministic and without widgets. Their comparison is nbval's."""

import ast
import json
import re

import pytest

from essor.book.pages.plain import TAGS
from essor.places import COURSE
from prose import cells, pages

every_notebook = pytest.mark.parametrize("page", [page for page in pages() if page.suffix == ".ipynb"], ids=lambda page: page.stem)
# A link to anything but an address, or a file as GitHub and a notebook open it.
LEADS_NOWHERE = re.compile(r"\]\((?!https?://|[\w./-]+\.(?:ipynb|md|csv)(?:#[^)\s]*)?\))[^)]*\)")
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


@every_notebook
def test_stored_outputs(page):
    assert "widgets" not in json.loads((COURSE / page).read_text("utf8"))["metadata"], "widget state is stored: run `make notebooks`"
    code = [cell for cell in cells(page) if cell["cell_type"] == "code"]
    assert code
    for cell in code:
        source = "".join(cell["source"])
        assert cell["execution_count"] is not None, f"never executed: {source}; run `make notebooks`"
        outputs = cell["outputs"]
        if not source.startswith(("from ", "import ")):
            assert outputs, f"nothing stored for nbval to compare: {source}; run `make notebooks`"
        for output in outputs:
            assert output["output_type"] != "error", source
            assert WIDGET_VIEW not in output.get("data", {}), f"a widget is stored: {source}; run `make notebooks`"


@every_notebook
def test_a_notebook_reads_anywhere(page):
    """Plain Markdown: no role, no directive, no target; and nothing of what only trainers read."""
    for cell in cells(page):
        assert set(cell["metadata"].get("tags", [])) <= TAGS
        if cell["cell_type"] == "markdown":
            source = "".join(cell["source"])
            assert re.findall(r"\{[\w:-]+\}`|^\s*[`:]{3,}\{|^\(.+\)=$|^:::", source, re.MULTILINE) == []
            assert LEADS_NOWHERE.findall(source) == []


@every_notebook
def test_a_link_of_a_notebook_has_its_file(page):
    for cell in cells(page):
        for target in re.findall(r"\]\(((?!https?:)[^)#\s]+)", "".join(cell["source"])) if cell["cell_type"] == "markdown" else ():
            assert (COURSE / page.parent / target).exists(), target


@every_notebook
def test_a_notebook_runs_from_any_folder(page, tmp_path, monkeypatch):
    """Moved, or run by a program that stays where it was started: it gives what is stored."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ESSOR_NO_WIDGETS", "1")
    names = {}
    for cell in cells(page):
        if cell["cell_type"] != "code":
            continue
        *steps, last = ast.parse("".join(cell["source"])).body
        exec(compile(ast.Module(steps, []), page.name, "exec"), names)
        if not isinstance(last, ast.Expr):
            exec(compile(ast.Module([last], []), page.name, "exec"), names)
            continue
        shown = eval(compile(ast.Expression(last.value), page.name, "eval"), names)
        (output,) = cell["outputs"]
        if "text/html" in output["data"]:
            assert shown._repr_html_() == "".join(output["data"]["text/html"]), "not what is stored: run `make notebooks`"
        else:
            assert repr(shown) == "".join(output["data"]["text/plain"]), "not what is stored: run `make notebooks`"
