"""A public body's own edition of the course: one TOML file, read strictly, with all that is wrong in it told at once.

The file says the body (name, logo, contact, colour), its legal notices, the chapters kept, and the sitting. The keys are those of
KEYS; `publier/editions/` holds one, and the page `book/annexes/editions` explains it to publishers. `python -m essor.readers.editions x.toml`
only checks one.
"""

import re
import sys
import tomllib
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from essor.portable.french import number
from essor.portable.pictures.palette import DARK, LIGHT
from essor.readers import colours, contents, logos, sittings
from essor.readers.contents import Contents
from essor.readers.running_order import Activity
from essor.readers.strict import Reading, among

# The grounds on which the colour is read, by scheme: the page, the sidebar.
GROUNDS = {"clair": (LIGHT["paper"], "#f5f7f9"), "sombre": (DARK["paper"], "#1b242d")}
NOTICES = ("editeur", "siege", "telephone", "directeur-de-la-publication", "hebergeur", "hebergeur-adresse", "hebergeur-telephone")
# The keys of each table of the file; those of NEEDED must be there.
KEYS: dict[str, tuple[str, ...]] = {
    "": ("titre", "adresse", "cours-entier", "chapitres", "dossier-2014", "organisme", "mentions", "deroule"),
    "organisme": ("nom", "logo", "contact", "couleur"),
    "organisme.couleur": tuple(GROUNDS),
    "mentions": NOTICES,
    "deroule": ("titre", "debut", "fin", "activites"),
}
NEEDED = {"": ("titre", "chapitres", "organisme", "mentions"), "deroule": ("titre", "debut", "fin"), "organisme": ("nom", "logo", "contact")}
NEEDED |= {"organisme.couleur": tuple(GROUNDS), "mentions": NOTICES}
LONGEST = 120  # signs of a title or a name, which the sidebar shows
_MAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+")


class EditionError(ValueError):
    """The file cannot be used. `str()` says why, in French: a line for each thing wrong."""


class Edition(NamedTuple):
    """What the file says. `address` and `whole` end with a slash, or are ""; `colours` are by scheme; `activities` fill the sitting."""

    title: str
    address: str
    whole: str
    chapters: tuple[str, ...]
    dossier: bool
    name: str
    logo: Path
    contact: str
    colours: dict[str, str]
    notices: dict[str, str]
    sitting: str
    activities: list[Activity]


def load(path: Path, course: Contents) -> Edition:
    """The edition that a file describes, of this course. EditionError says all that is wrong in it."""
    reading = Reading(path.name, KEYS, NEEDED)
    try:
        said = tomllib.loads(path.read_text("utf8"))
    except OSError as error:
        raise EditionError(f"{path} : ce fichier ne s’ouvre pas ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EditionError(f"{path.name} : ce n’est pas un fichier TOML lisible ({error})") from error
    reading.table(said, "", "")
    body = reading.table(said, "", "organisme")
    notices = reading.table(said, "", "mentions")
    chapters = _chapters(reading, said, course)
    # With none that is right, what is said of the sitting is judged on the whole course.
    title, activities = _sitting(reading, said, course, chapters if not reading.faults_of("chapitres") else tuple(course.chapters))
    edition = Edition(
        title=reading.text(said, "", "titre", LONGEST),
        address=_address(reading, said, "adresse"),
        whole=_address(reading, said, "cours-entier"),
        chapters=chapters,
        dossier=_dossier(reading, said),
        name=reading.text(body, "organisme", "nom", LONGEST),
        logo=_logo(reading, body, path.parent),
        contact=_contact(reading, body),
        colours=_colours(reading, body),
        notices={key: reading.text(notices, "mentions", key) for key in NOTICES},
        sitting=title,
        activities=activities,
    )
    if reading.faults:
        raise EditionError("\n".join(reading.faults))
    return edition


def _chapters(reading, said, course) -> tuple[str, ...]:
    """The chapters kept, in the course's order."""
    asked = said.get("chapitres")
    if asked is None:
        return ()
    if not isinstance(asked, list) or not asked:
        reading.refuse("chapitres", asked, f"une liste d’au moins un chapitre est attendue. Sont admis : {', '.join(course.chapters)}")
        return ()
    for chapter in asked:
        if chapter not in list(course.chapters):  # it may be anything
            reading.refuse("chapitres", chapter, f"aucun chapitre ne s’appelle ainsi ; {among(chapter, course.chapters)}")
    for twice in sorted({str(chapter) for chapter in asked if asked.count(chapter) > 1}):
        reading.refuse("chapitres", twice, "ce chapitre est donné deux fois")
    return tuple(chapter for chapter in course.chapters if chapter in asked)


def _sitting(reading, said, course, chapters) -> tuple[str, list[Activity]]:
    """The title of the sitting and its activities: those of the day that stay, if the file does not list them."""
    table = reading.table(said, "", "deroule")
    title = reading.text(table, "deroule", "titre", LONGEST) or "La journée"
    start, end = (sittings.moment(reading, table, key) for key in ("debut", "fin"))
    asked = table.get("activites")
    if asked is not None and (not isinstance(asked, list) or not asked):
        reading.refuse("deroule.activites", asked, "une liste d’activités est attendue")
        return title, []
    faults = len(reading.faults)
    start = start or sittings.START
    activities = sittings.filled(reading, asked, course, chapters) if asked else sittings.of_the_day(course, chapters, start)
    activities = sittings.timed(activities, start)
    if len(reading.faults) == faults:  # else minutes are missing: what they add up to would be noise
        sittings.check(reading, activities, end)
    return title, activities


def _address(reading, said, key) -> str:
    address = reading.text(said, "", key)
    if not address:
        return ""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        reading.refuse(key, address, "une adresse telle que https://exemple.fr/cours/ est attendue")
    return f"{address.rstrip('/')}/"


def _dossier(reading, said) -> bool:
    kept = said.get("dossier-2014", True)
    if not isinstance(kept, bool):
        reading.refuse("dossier-2014", kept, "true (garder le programme et les fiches de 2014) ou false (les laisser) est attendu")
    return bool(kept)


def _logo(reading, body, folder) -> Path:
    name = reading.text(body, "organisme", "logo")
    if not name:
        return folder
    if Path(name).name != name or not re.fullmatch(r"[\w.-]+", name, re.ASCII):
        reading.refuse("organisme.logo", name, "un nom de fichier est attendu, sans dossier ni accent ni espace : le logo est à côté de ce fichier")
    elif fault := logos.fault_of(folder / name):
        reading.refuse("organisme.logo", name, fault)
    return folder / name


def _contact(reading, body) -> str:
    contact = reading.text(body, "organisme", "contact")
    if contact and not _MAIL.fullmatch(contact) and not re.fullmatch(r"https?://[^\s<>\"]+", contact):
        reading.refuse("organisme.contact", contact, "une adresse électronique, ou l’adresse d’une page (https://…), est attendue")
    return contact


def wash(scheme: str, colour: str) -> str:
    """The ground of that hue, behind what is chosen."""
    return colours.wash(colour, GROUNDS[scheme][0])


def _colours(reading, body) -> dict[str, str]:
    """The accent by scheme; none if the file gives none."""
    if "couleur" not in body:
        return {}
    table = reading.table(body, "organisme", "couleur")
    found: dict[str, Any] = {scheme: table[scheme] for scheme in GROUNDS if scheme in table}
    for scheme, colour in found.items():
        key = f"organisme.couleur.{scheme}"
        if not isinstance(colour, str) or not colours.HEX.fullmatch(colour):
            reading.refuse(key, colour, "une couleur telle que « #0b5c6b » est attendue")
        elif (ratio := colours.least(colour, GROUNDS[scheme])) < colours.LEAST:
            reading.refuse(
                key,
                colour,
                f"sur le fond {scheme}, le contraste est de {number(int(ratio * 100) / 100, 2)} pour 1 ; "
                f"il en faut {number(colours.LEAST, 1)} au moins (niveau AA). « {colours.nearest(colour, GROUNDS[scheme])} », de la même teinte, conviendrait",
            )
    return found


def main(arguments: list[str]) -> None:
    """Check the edition of the course in the current folder that this file describes; what is wrong goes to the error output."""
    try:
        load(Path(arguments[0]), contents.load(Path.cwd()))
    except EditionError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1:])
