"""Archives of the built course, to be opened by double-click: one for learners, one for a trainer's USB key.

    python -m essor.tools.archive [--learners _build/html] [--trainers _build/formateur] [--papers _build/papier] [--output _build]

The same files of the same commit make the same bytes. A name that some system refuses, or a path too long once extracted, is an error.
"""

import argparse
import re
import sys
import zipfile
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

from essor.book.edition import TITLE_END
from essor.book.rendering import rendered
from essor.book.site.offline import WORKER, edition_files, seconds_of, version_of
from essor.book.site.publication import course_version
from essor.places import COURSE
from essor.portable.french import number

LEARNERS_FOLDER, TRAINERS_FOLDER, PAPERS_FOLDER, GIVEN_FOLDER = "cours", "formateur", "a-imprimer", "pour-les-participants"
PUBLISHING_FOLDER, SETTINGS = "pour-publier", COURSE / "publier"  # what puts the course online without the repository
FOR_PUBLISHERS = ("nginx.conf", "apache.conf", "apache.htaccess", "check_site.py", "check_site.toml", "answers.py", "service-worker.js")
LEARNERS_DOOR, TRAINERS_DOOR = "OUVRIR-LE-COURS.html", "OUVRIR-LE-COURS-DU-FORMATEUR.html"
README = "LISEZ-MOI.txt"

LONGEST = 180  # signs of a path, of the 260 that Windows allows: the rest is for the folder it is extracted into
REFUSED = re.compile(r"""[<>:"\\|?*\x00-\x1f]|[. ](/|$)|(^|/)(con|prn|aux|nul|com\d|lpt\d)(\.|/|$)""", re.IGNORECASE)

COMMON_README = """\
{title}
{edition}, version {version} (empreinte {print})


POUR OUVRIR LE COURS

1. Extrayez toute l’archive. Sous Windows : clic droit sur le fichier, puis
   « Extraire tout ». Ouvert sans être extrait, le cours ne s’affiche pas.
2. Dans le dossier extrait, double-cliquez sur {door}.

Le cours s’ouvre dans votre navigateur. Rien ne s’installe. Ni compte, ni
connexion : tout est dans ce dossier, et rien n’est demandé à un autre site.
Vous pouvez le copier sur une clé USB ou sur un disque partagé, à condition de
garder ensemble tout ce qu’il contient.

Une fois extrait, il occupe environ {size} Mo.
{more}

CE QUI RESTE SUR VOTRE POSTE

Vos réponses restent dans le navigateur avec lequel vous ouvrez le cours. Elles
ne partent nulle part. Elles ne suivent pas la clé USB : la page
« Votre progression » permet de les enregistrer dans un fichier, de les reprendre
ailleurs ou de les effacer.


SI QUELQUE CHOSE NE MARCHE PAS

- Le texte s’affiche, mais les simulateurs ne bougent pas : ouvrez le même
  fichier avec un autre navigateur récent. Le cours a été essayé avec Chromium,
  dont Chrome et Edge sont proches ; avec les autres, c’est à vérifier.
- Une page annonce un fichier introuvable : l’archive n’est pas entièrement
  extraite, ou un dossier a été déplacé. Recommencez à l’étape 1.


LICENCES

Texte : CC BY-SA 4.0. Code : MIT. Données : Licence Ouverte 2.0.
Ce cours est une formation. Il ne remplace ni le texte de loi ni l’avis d’un
service juridique.
"""

LEARNERS_README = """

POUR METTRE LE COURS EN LIGNE

Le dossier « {folder} » est le site : copiez-le tel quel sur un serveur. La page
« Publier ce cours », dans les annexes, dit comment. Dans « {settings} » sont
les réglages des serveurs, et de quoi vérifier ce qui est publié.
"""
TRAINERS_README = """

CE QUE CONTIENT CE DOSSIER

- {door} : le cours avec le déroulé, les diapositives,
  les activités, les notes et les solutions. Ne le donnez pas aux participants.
- {given} ({size} Mo) : l’archive à copier
  sur leurs postes. Elle contient le même cours : vos notes n’y sont pas, et les
  solutions n’y viennent qu’après une réponse.
{carnets}{papers}"""
CARNETS_README = """\
- {path} : les mêmes chapitres en carnets
  Jupyter, pour qui programme un peu en Python. Son LISEZ-MOI guide pas à pas.
"""
PAPERS_README = """\
- {folder} : les documents de la journée, en PDF.
"""


class ArchiveError(RuntimeError):
    """The course cannot be archived. `str()` says why, and what to do."""


def contents_of(folder: Path, below: str) -> dict[str, bytes]:
    """What the pages of a built book need, by path in the archive."""
    if not (folder / "index.html").is_file():
        raise ArchiveError(f"no book in {folder}: run `make book`")
    paths = [*edition_files(folder), WORKER]  # the worker, if there is one, for who puts the folder on a server
    return {f"{below}/{path}": (folder / path).read_bytes() for path in paths if (folder / path).is_file()}


def title_of(book: Path) -> str:
    """The title of a built book, as its front door says it."""
    if not (book / "index.html").is_file():
        raise ArchiveError(f"no book in {book}: run `make book`")
    found = re.search(r"<title>(.*?)</title>", (book / "index.html").read_text("utf8"))
    return unescape(found[1]) if found else ""


def learners(book: Path, title: str, version: str) -> dict[str, bytes]:
    """The learner's archive: path and bytes of each file."""
    files = {LEARNERS_DOOR: _door(LEARNERS_FOLDER, title), **contents_of(book, LEARNERS_FOLDER)}
    files |= {f"{PUBLISHING_FOLDER}/{name}": (SETTINGS / name).read_bytes() for name in FOR_PUBLISHERS}
    files[f"{LEARNERS_FOLDER}/.htaccess"] = files[f"{PUBLISHING_FOLDER}/apache.htaccess"]  # so that a folder dropped on Apache is set
    more = LEARNERS_README.format(folder=LEARNERS_FOLDER, settings=PUBLISHING_FOLDER)
    return {README: _readme(title, "Édition de l’apprenant", version, book, LEARNERS_DOOR, files, more), **files}


def trainers(book: Path, title: str, version: str, given: Path, carnets: Path, papers: Path) -> dict[str, bytes]:
    """The trainer's: their edition, what is printed and the archive of the notebooks if they were made, and the learner's archive to give away."""
    files = {TRAINERS_DOOR: _door(TRAINERS_FOLDER, title + TITLE_END), **contents_of(book, TRAINERS_FOLDER)}
    files |= {f"{PAPERS_FOLDER}/{file.name}": file.read_bytes() for file in sorted(papers.glob("*.pdf"))}
    files |= {f"{GIVEN_FOLDER}/{archive.name}": archive.read_bytes() for archive in (given, carnets) if archive.is_file()}
    printed = PAPERS_README.format(folder=PAPERS_FOLDER) if any(path.startswith(PAPERS_FOLDER) for path in files) else ""
    live = CARNETS_README.format(path=f"{GIVEN_FOLDER}/{carnets.name}") if carnets.is_file() else ""
    size = _megabytes(given.stat().st_size)
    more = TRAINERS_README.format(door=TRAINERS_DOOR, given=f"{GIVEN_FOLDER}/{given.name}", size=size, carnets=live, papers=printed)
    return {README: _readme(title, "Édition du formateur", version, book, TRAINERS_DOOR, files, more), **files}


def _door(folder, title) -> bytes:
    return rendered("racine.html", title=title, home=f"{folder}/index.html", root=f"{folder}/", archived=True).encode()


def _readme(title, edition, version, book, door, files, more) -> bytes:
    size = _megabytes(sum(map(len, files.values())))
    text = COMMON_README.format(title=title, edition=edition, version=version, print=version_of(edition_files(book))[:8], door=door, size=size, more=more)
    return text.replace("\n", "\r\n").encode("utf-8-sig")  # as the plainest of Windows' editors wants it


def _megabytes(size) -> str:
    return number(max(1, round(size / 1e6)))


def check_names(paths, archive: str) -> None:
    """ArchiveError if some system would refuse, confuse or cut a path."""
    seen: dict[str, str] = {}
    for path in paths:
        extracted = f"{Path(archive).stem}/{path}"
        if REFUSED.search(path) or not path.isascii():
            raise ArchiveError(f"{path}: a name that Windows refuses")
        if len(extracted) > LONGEST:
            raise ArchiveError(f"{extracted}: {len(extracted)} signs, {LONGEST} at most")
        if seen.setdefault(path.lower(), path) != path:
            raise ArchiveError(f"{path} and {seen[path.lower()]} are one file on Windows")


Moment = tuple[int, int, int, int, int, int]  # from years to seconds


def moment(seconds: int) -> Moment:
    """A date in UTC: servers tell two editions of a file apart by its date and its size."""
    at = datetime.fromtimestamp(seconds, UTC)
    return at.year, at.month, at.day, at.hour, at.minute, at.second


def write(target: Path, files: dict[str, bytes], date: Moment) -> Path:
    check_names(files, target.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, date)
            entry.create_system = 3  # so that the bytes do not tell the system that wrote them
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if path.endswith(".zip") else zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[path], compresslevel=9)
    return target


def write_all(book: Path, trainers_book: Path, papers: Path, output: Path, title: str, version: str) -> list[Path]:
    """Write both archives; the learner's first."""
    files = learners(book, title, version)
    date = moment(seconds_of(book))
    given = write(output / f"essor-{version}.zip", files, date)
    carnets = output / f"essor-carnets-{version}.zip"  # essor.tools.carnets
    return [given, write(output / f"essor-formateur-{version}.zip", trainers(trainers_book, title, version, given, carnets, papers), date)]


def told(written) -> int:
    """Say what archives `written` makes, or why it makes none: the status of the command."""
    try:
        for archive in written():
            entries = zipfile.ZipFile(archive).infolist()
            extracted = sum(entry.file_size for entry in entries)
            print(f"{archive}: {archive.stat().st_size / 1e6:.1f} MB, {len(entries)} files, {extracted / 1e6:.1f} MB once extracted")
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def main(arguments=None) -> int:
    parser = argparse.ArgumentParser(description="Archive both built editions of the course in the current folder.")
    for name, folder in (("learners", "html"), ("trainers", "formateur"), ("papers", "papier"), ("output", "")):
        parser.add_argument(f"--{name}", type=Path, default=Path("_build", folder))
    asked = parser.parse_args(arguments)
    return told(lambda: write_all(asked.learners, asked.trainers, asked.papers, asked.output, title_of(asked.learners), course_version(Path.cwd())))


if __name__ == "__main__":
    sys.exit(main())
