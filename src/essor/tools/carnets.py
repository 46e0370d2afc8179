"""The archive of the notebooks: with the course's package, what it needs and how to install it, it opens far from this repository.

    python -m essor.tools.carnets [--output _build]

The same files of the same commit make the same bytes.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from essor.book.edition import course_title
from essor.book.site.notebooks import unlinked, written
from essor.book.site.offline import seconds_of
from essor.book.site.publication import course_version
from essor.tools.archive import README, moment, write

FOLDERS = ("book", "exercises")
EXAMPLES = "data/exemples"
FOLDER = "carnets"
REQUIREMENTS = "requirements-carnets.txt"
EDITABLE = "-e ."  # the repository itself, which the archive has not: its wheel stands there
LICENCES = ("LICENSE", "LICENSE-texte.md", "LICENSE-donnees.md")

TEXT = """\
{title}
Les carnets Jupyter, version {version}


CE QU’IL FAUT

Python 3.11 ou plus récent, et le réseau une fois, pour installer les paquets.
Rien d’autre : ni compte, ni dépôt, ni droits d’administrateur.


SOUS WINDOWS

1. Extrayez toute l’archive (clic droit, « Extraire tout ») dans un dossier au
   chemin court, comme C:\\carnets : Windows refuse les chemins trop longs.
2. Ouvrez le dossier extrait, celui de ce fichier. Dans la barre d’adresse de
   l’Explorateur, tapez cmd, puis Entrée : une fenêtre noire s’ouvre.
3. Tapez ces deux lignes, chacune suivie d’Entrée. La seconde prend quelques
   minutes ; elle ne se fait qu’une fois.

     py -m venv env
     env\\Scripts\\python -m pip install -r {requirements}

4. Ouvrez les carnets, cette fois et les suivantes :

     env\\Scripts\\python -m essor.lab {folder}

   JupyterLab s’ouvre dans le navigateur, en français. Laissez la fenêtre noire
   ouverte ; Ctrl+C, dans cette fenêtre, arrête tout.

Si « py » est inconnu, Python n’est pas installé : demandez-le à votre service
informatique, ou prenez-le sur python.org.


SOUS MACOS OU LINUX

Dans un terminal, depuis le dossier de ce fichier :

     python3 -m venv env
     env/bin/python -m pip install -r {requirements}
     env/bin/python -m essor.lab {folder}


SUR UN POSTE SANS RÉSEAU

Sur un poste relié, de même système et de même version de Python, téléchargez
les paquets dans ce dossier, que vous copiez ensuite tout entier :

     py -m pip download -r {requirements} -d paquets

Puis, à l’étape 3, installez-les ainsi :

     env\\Scripts\\python -m pip install --no-index --find-links paquets -r {requirements}


DANS JUPYTERLAB

- book contient les chapitres, exercises les épisodes. Ouvrez un carnet, puis :
  menu Exécution, « Exécuter toutes les cellules ».
- Vos données : posez votre fichier CSV à côté de book/debat-1/mes-donnees.ipynb,
  ouvrez ce carnet, et changez le nom du fichier et ceux des colonnes.
- Les fichiers d’exemple sont dans {examples}. Les territoires y sont inventés.


POUR QUI AUTOMATISE

Dans le dossier {folder}, avec les programmes de env/bin, ou de env\\Scripts :

- Un carnet en page web, avec ce qu’il a d’enregistré (la mise en forme des
  formules vient d’Internet, si la page est ouverte avec le réseau) :

     jupyter nbconvert --to html --no-input exercises/debat-3/bousol-circuits.ipynb

  Vers des diapositives (--to slides), tout tient sur une seule : celles du
  cours sont dans l’édition du formateur.

- Un autre fichier que l’exemple, une fois papermill installé (pip install) :

     papermill book/debat-1/mes-donnees.ipynb le-mien.ipynb -p fichier mon.csv

- Un carnet en texte Python, et retour, une fois jupytext installé :

     jupytext --to py:percent book/debat-1/mes-donnees.ipynb


CE QUI A ÉTÉ ESSAYÉ

Python 3.11 et 3.13, sous Linux (Debian). Ni Windows ni macOS ne l’ont été.


LICENCES

Texte : CC BY-SA 4.0. Code : MIT. Données : Licence Ouverte 2.0.
"""


def carnets(root: Path, wheel: Path, title: str, version: str) -> dict[str, bytes]:
    """Path and bytes of each file of the archive: the notebooks of `root`, the tables that they link to, the wheel."""
    pages = sorted(page for folder in FOLDERS for page in (root / folder).rglob("*.ipynb") if not any(part.startswith(".") for part in page.parts))
    tables = set((root / EXAMPLES).glob("*.csv"))
    files = {}
    for page in pages:

        def comes(path, page=page):
            target = Path(os.path.normpath(page.parent / path))
            if target.suffix == ".csv":
                tables.add(target)
            return target.suffix == ".csv" or target in pages

        files[f"{FOLDER}/{page.relative_to(root).as_posix()}"] = written(unlinked(json.loads(page.read_text("utf8")), comes))
    files |= {f"{FOLDER}/{table.relative_to(root).as_posix()}": table.read_bytes() for table in sorted(tables)}
    needed = (root / REQUIREMENTS).read_text("utf8")
    if EDITABLE not in needed.splitlines():
        raise ValueError(f"{REQUIREMENTS}: no line « {EDITABLE} », where the wheel goes")
    told = TEXT.format(title=title, version=version, requirements=REQUIREMENTS, folder=FOLDER, examples=f"{FOLDER}/{EXAMPLES}")
    return {
        README: told.replace("\n", "\r\n").encode("utf-8-sig"),
        REQUIREMENTS: needed.replace(f"{EDITABLE}\n", f"./{wheel.name}\n").encode(),
        wheel.name: wheel.read_bytes(),
        **{name: (root / name).read_bytes() for name in LICENCES},
        **files,
    }


def built_wheel(root: Path, folder: Path, seconds: int) -> Path:
    """Build the course's wheel into `folder`."""
    shutil.rmtree(root / "build", ignore_errors=True)  # setuptools would put in what was there: a module since deleted
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps", "--wheel-dir", str(folder), str(root)]
    subprocess.run(command, check=True, env={**os.environ, "SOURCE_DATE_EPOCH": str(seconds)})
    (wheel,) = folder.glob("*.whl")
    return wheel


def main(arguments=None) -> int:
    parser = argparse.ArgumentParser(description="Archive the notebooks of the course in the current folder.")
    parser.add_argument("--output", type=Path, default=Path("_build"))
    output = parser.parse_args(arguments).output
    root = Path.cwd()
    version = course_version(root)
    seconds = seconds_of(root, "pyproject.toml")
    with tempfile.TemporaryDirectory() as folder:
        files = carnets(root, built_wheel(root, Path(folder), seconds), course_title(root), version)
    archive = write(output / f"essor-{FOLDER}-{version}.zip", files, moment(seconds))
    print(f"{archive}: {archive.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
