"""What is stored in the notebooks: outputs, deterministic and without widgets. Their comparison is nbval's."""

import ast
import json
import re

import pytest

from essor.book.pages.plain import TAGS
from essor.places import COURSE

NOTEBOOKS = sorted(path for folder in ("book", "exercises") for path in (COURSE / folder).rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)
# A link to anything but an address, or a file as GitHub and a notebook open it.
LEADS_NOWHERE = re.compile(r"\]\((?!https?://|[\w./-]+\.(?:ipynb|md|csv)(?:#[^)\s]*)?\))[^)]*\)")
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def test_there_are_notebooks():
    assert len(NOTEBOOKS) >= 2


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_stored_outputs(path):
    notebook = json.loads(path.read_text("utf8"))
    assert "widgets" not in notebook["metadata"], "widget state is stored: run `make notebooks`"
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
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


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_reads_anywhere(path):
    """Plain Markdown: no role, no directive, no target; and nothing of what only trainers read."""
    for cell in json.loads(path.read_text("utf8"))["cells"]:
        assert set(cell["metadata"].get("tags", [])) <= TAGS
        if cell["cell_type"] == "markdown":
            source = "".join(cell["source"])
            assert re.findall(r"\{[\w:-]+\}`|^\s*[`:]{3,}\{|^\(.+\)=$|^:::", source, re.MULTILINE) == []
            assert LEADS_NOWHERE.findall(source) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_link_of_a_notebook_has_its_file(path):
    for cell in json.loads(path.read_text("utf8"))["cells"]:
        for target in re.findall(r"\]\(((?!https?:)[^)#\s]+)", "".join(cell["source"])) if cell["cell_type"] == "markdown" else ():
            assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_any_folder(path, tmp_path, monkeypatch):
    """Moved, or run by a program that stays where it was started: it gives what is stored."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ESSOR_NO_WIDGETS", "1")
    names = {}
    for cell in json.loads(path.read_text("utf8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        *steps, last = ast.parse("".join(cell["source"])).body
        exec(compile(ast.Module(steps, []), path.name, "exec"), names)
        if not isinstance(last, ast.Expr):
            exec(compile(ast.Module([last], []), path.name, "exec"), names)
            continue
        shown = eval(compile(ast.Expression(last.value), path.name, "eval"), names)
        (output,) = cell["outputs"]
        if "text/html" in output["data"]:
            assert shown._repr_html_() == "".join(output["data"]["text/html"])
        else:
            assert repr(shown) == "".join(output["data"]["text/plain"])
