"""What setup.py puts in a wheel: away from the course, its tables, questions, diagrams and map are found, and no trainer's word."""

import runpy
import shutil
import subprocess
import sys
import tomllib

import pytest

from essor.places import COURSE, PACKAGE

AWAY = """
import essor.places
from essor.notebook import bousol_circuits, charger, data_file, exercise, my_departement, quiz, reference, schema, verifier

assert essor.places.COURSE == essor.places.PACKAGE / "course", essor.places.COURSE
for shown in (quiz("bousol.toml"), schema("bousol"), exercise("bousol-money-pump"), bousol_circuits(), my_departement()):
    assert shown._repr_html_()
assert "%3Cpath" in my_departement()._repr_html_()
charger(data_file("scic-la-halle.csv"), entiers=["parts"])
reference("France", 2021)
assert verifier("capital-revenir", 4000).right
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """The package as the wheel has it: its modules, its data as pyproject.toml names them, and what setup.py carries."""
    package = tmp_path_factory.mktemp("lib") / "essor"
    named = tomllib.loads((COURSE / "pyproject.toml").read_text("utf8"))["tool"]["setuptools"]["package-data"]["essor"]
    for file in {file for pattern in ("**/*.py", *named) for file in PACKAGE.glob(pattern) if file.is_file()}:
        place = package / file.relative_to(PACKAGE)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)
    runpy.run_path(str(COURSE / "setup.py"))["carry"](package)
    return package.parent


def test_a_notebook_works_from_the_wheel_in_an_empty_folder(library, tmp_path):
    done = subprocess.run([sys.executable, "-c", AWAY], cwd=tmp_path, env={"PYTHONPATH": str(library)}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_what_only_trainers_read_is_not_in_the_wheel(library):
    carried = [path.relative_to(library / "essor" / "course").as_posix() for path in (library / "essor" / "course").rglob("*") if path.is_file()]
    assert "data/datapackage.json" in carried and "data/exemples/scic-la-halle.csv" in carried and "book/schemas.toml" in carried
    assert not [path for path in carried if path.startswith("book/formateur") or path.endswith(".formateur.md")]
