"""What JupyterLab writes of a notebook of the course: its outputs as `make notebooks` stores them, however they were run.

A live output names a widget of a kernel, which is gone when the notebook is opened again: « Error displaying widget ».
"""

import json
from pathlib import Path

OURS = "application/vnd.essor."
STORED = ("text/plain", "text/html", "application/vnd.plotly.v1+json")
WIDGET_STATE = "widgets"
RUN_AT = "execution"  # when a cell was run


def settle(model, path, contents_manager, **_):
    """A pre-save hook of Jupyter's server."""
    if model["type"] == "notebook":
        settled(model["content"], _before(Path(contents_manager.root_dir) / path.strip("/")))


def settled(notebook, before):
    """Put a notebook's outputs back to the stored form, in place, if it shows something of the course. `before` is its metadata on disk."""
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code" and "".join(cell["source"]).strip()]
    if not any(_is_ours(output) for cell in cells for output in cell["outputs"]):
        return
    for rank, cell in enumerate(cells, 1):
        cell["metadata"].pop(RUN_AT, None)
        if cell["execution_count"] is not None:
            cell["execution_count"] = rank  # as if run from the first to the last
        for output in cell["outputs"]:
            if output["output_type"] == "execute_result":
                output["execution_count"] = cell["execution_count"]
            if _is_ours(output):
                output["data"] = {mime: data for mime, data in output["data"].items() if mime in STORED or mime.startswith(OURS)}
                output["metadata"] = {}
    notebook["metadata"].pop(WIDGET_STATE, None)
    # Which Python ran it is no matter.
    for name in ("kernelspec", "language_info"):
        if name in before:
            notebook["metadata"][name] = before[name]


def _is_ours(output):
    return any(mime.startswith(OURS) for mime in output.get("data", ()))


def _before(file):
    try:
        return json.loads(file.read_text("utf8"))["metadata"]
    except (OSError, ValueError, KeyError):
        return {}
