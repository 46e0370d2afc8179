"""A notebook saved by JupyterLab, as its server saves it: the stored form comes back, and nobody else's notebook is touched."""

import copy
import json

import nbformat
import pytest
from jupyter_server.services.contents.largefilemanager import LargeFileManager
from traitlets.config import Config

from essor.places import COURSE, PACKAGE

SAVED = ["book/debat-3/bousol.ipynb", "book/debat-3/investir.ipynb", "exercises/debat-3/scic-capital.ipynb", "exercises/debat-1/my-departement.ipynb"]
SAVED += ["book/debat-1/mes-donnees.ipynb", "exercises/debat-3/mes-comptes-monnaie.ipynb"]
WIDGET = {"application/vnd.jupyter.widget-view+json": {"model_id": "3f", "version_major": 2, "version_minor": 0}}


# As Jupyter reads it.
CONFIG = Config(json.loads((PACKAGE / "lab" / "config" / "jupyter_server_config.json").read_text("utf8")))


def run_live(notebook):
    """As JupyterLab holds it after a second run, by another Python."""
    live = copy.deepcopy(notebook)
    live["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {"3f": {}}}}
    live["metadata"]["language_info"]["version"] = "3.14.1"
    for count, cell in enumerate((cell for cell in live["cells"] if cell["cell_type"] == "code"), 20):
        cell["metadata"]["execution"] = {"iopub.execute_input": "2026-11-30T05:00:00Z"}
        cell["execution_count"] = count
        for output in cell["outputs"]:
            if "execution_count" in output:
                output["execution_count"] = count
            if any(mime.startswith("application/vnd.essor.") for mime in output.get("data", ())):
                output["data"].update(WIDGET)
                output["metadata"] = {"scrolled": True}
    return live


def save(folder, path, content):
    manager = LargeFileManager(root_dir=str(folder), config=CONFIG)
    manager.save({"type": "notebook", "format": "json", "content": content}, path)


@pytest.mark.parametrize("path", SAVED)
def test_what_is_run_and_saved_is_what_was_stored(path, tmp_path):
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_bytes((COURSE / path).read_bytes())
    stored = json.loads((COURSE / path).read_text("utf8"))
    assert run_live(stored) != stored and "widget-view" in json.dumps(run_live(stored))
    save(tmp_path, path, run_live(stored))
    assert (tmp_path / path).read_text("utf8") == (COURSE / path).read_text("utf8")
    # Saved under another name, where nothing was.
    save(tmp_path, "copie.ipynb", run_live(stored))
    assert "widget-" not in (tmp_path / "copie.ipynb").read_text("utf8")


def test_a_notebook_that_shows_nothing_of_the_course_is_left_alone(tmp_path):
    own = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("slider", execution_count=7, metadata={"execution": {"iopub.status.idle": "2026"}})])
    own.cells[0].outputs = [nbformat.v4.new_output("execute_result", WIDGET, execution_count=7)]
    save(tmp_path, "le-mien.ipynb", own)
    assert nbformat.read(tmp_path / "le-mien.ipynb", 4) == own
