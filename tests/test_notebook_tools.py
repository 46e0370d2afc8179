"""The notebooks in the hands of other programs: what CONTRIBUTING and the archive's LISEZ-MOI promise of them."""

import json
import re

import jupytext
import nbformat
import papermill
import pytest
from bs4 import BeautifulSoup
from jupytext.combine import combine_inputs_with_outputs
from nbconvert import HTMLExporter

from essor.places import COURSE
from quoted import plain

DATA = COURSE / "book" / "debat-1" / "mes-donnees.ipynb"
EPISODE = COURSE / "exercises" / "debat-3" / "bousol-circuits.ipynb"
JOBS = """\
Base « postes », extraction du 12/03\r
commune\tfamille\tsecteur\tétablissements\tpostes\tETP\r
Épinal-le-Bas\tAssociations\tSanté\t3\t1 204\t998,5\r
Épinal-le-Bas\tCoopératives\tAgriculture\t2\ts\ts\r
"""


def test_papermill_runs_the_notebook_of_data_on_other_files(tmp_path):
    (tmp_path / "postes.csv").write_bytes(JOBS.encode("cp1252"))
    (tmp_path / "emploi.csv").write_text("commune;postes salariés\nÉpinal-le-Bas;12 040\n", "utf-8-sig")
    given = {"fichier": "postes.csv", "fichier_emploi": "emploi.csv", "territoire": "Épinal-le-Bas", "region": "Grand Est", "annee": 2020}
    run = papermill.execute_notebook(str(DATA), str(tmp_path / "le-mien.ipynb"), given, cwd=str(tmp_path), progress_bar=False)
    told = plain("\n".join("".join(output.data["text/plain"]) for cell in run.cells for output in cell.get("outputs", ())))
    assert "Épinal-le-Bas : l’ESS, premières lignes du fichier" in told
    assert "En tête : Santé, 1 204 postes. Sous-estimés, faute de lignes publiées : Agriculture." in told
    assert "Fin 2020, l’ESS réunit au moins 1 204 postes, soit 10,0 % de l’emploi salarié public et privé" in told
    assert "Trois-Vallées" not in told and "Bretagne" not in told


def test_papermill_stops_with_the_refusal_in_words(tmp_path):
    (tmp_path / "postes.csv").write_bytes(JOBS.replace("998,5", "presque mille").encode("cp1252"))
    with pytest.raises(papermill.PapermillExecutionError, match=r"presque mille.»"):
        papermill.execute_notebook(str(DATA), str(tmp_path / "le-mien.ipynb"), {"fichier": "postes.csv"}, cwd=str(tmp_path), progress_bar=False)


def test_nbconvert_makes_a_page_with_what_is_stored():
    page = BeautifulSoup(HTMLExporter(exclude_input=True).from_filename(EPISODE)[0], "html.parser")
    shown = page.select_one(".essor-nb")
    assert shown.img["src"].startswith("data:image/svg+xml,%3Csvg") and not page.select(".jp-InputArea-editor")
    words = page.main.get_text(" ")
    assert re.findall(r"\{[\w-]+\}`|^#+ |\]\(|application/vnd|&lt;svg", words, re.MULTILINE) == []
    assert len(page.select("h1")) == 1 and "Error displaying widget" not in words


@pytest.mark.parametrize("path", [DATA, EPISODE], ids=lambda path: path.stem)
def test_jupytext_writes_it_as_python_and_back(path):
    notebook = nbformat.read(path, 4)
    script = jupytext.writes(notebook, fmt="py:percent")
    assert "essor-nb" not in script  # what is stored stays in the notebook
    back = jupytext.reads(script, fmt="py:percent")

    def held(made):
        return [(cell.cell_type, cell.source, cell.metadata.get("tags", [])) for cell in made.cells]

    assert held(back) == held(notebook)
    again = combine_inputs_with_outputs(back, notebook)  # `jupytext --update`
    assert [json.dumps(cell.get("outputs")) for cell in again.cells] == [json.dumps(cell.get("outputs")) for cell in notebook.cells]
