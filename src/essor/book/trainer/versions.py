"""Versions of the course: decks whose slides are chosen, put in order and timed in one file, `book/formateur/versions.toml`.

The day has a deck for each slot, with the slides of its chapters (`essor.book.trainer.slides`). A version takes slides of any page, by
their titles, for the activities of its own running order (`data/deroules.csv`), and is one deck, `<version>/diapositives.html`.
"""

import posixpath
import re
import tomllib
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from markupsafe import Markup
from sphinx.errors import ExtensionError

from essor.book import edition, tailoring
from essor.book.pages.pictograms import PATHS, pictogram
from essor.book.pages.register import reading_order
from essor.book.pages.tables import TableDirective, loaded, path_of
from essor.book.trainer import slides
from essor.portable import markup
from essor.portable.french import NBSP
from essor.readers import programme, running_order
from essor.readers.running_order import Activity
from essor.readers.strict import nearest

KEYS = ("deroule", "titre", "minutes", "pictogramme", "diapositives")
IDLE = ("pause", "repas")  # forms of activities that need no slide of their own
_CHOSEN = re.compile(r"(\d+) \| (.+)")
_LINK = re.compile(r'(<a\b[^>]*? href=")(?![a-z]+:)([^"#]*)')


class Version(NamedTuple):
    """`key` is its variant of the running order; `minutes` what the sitting takes, pauses included; `chosen` the slides of each
    activity, as (minutes, title)."""

    key: str
    title: str
    minutes: int
    pictogram: str
    chosen: dict[str, list[tuple[int, str]]]


class Known(NamedTuple):
    """A slide of the book: its page, its name there, its minutes, and whether its steps hold it to them."""

    page: str
    name: str
    minutes: int
    timed: bool


class Planned(NamedTuple):
    """A slide of a version, in its activity; None is the one that a pause needs."""

    activity: Activity
    slide: Known | None
    minutes: int


def load(path: Path) -> list[Version]:
    """The versions of the file, in order. ExtensionError, naming the version, if one is not written as it should be."""
    try:
        entries = tomllib.loads(path.read_text("utf8")).get("version", [])
    except tomllib.TOMLDecodeError as error:
        raise ExtensionError(f"{path.name}: {error}") from error
    found = []
    for entry in entries:
        try:
            found.append(_version(entry))
        except (LookupError, ValueError) as error:
            raise ExtensionError(f"{path.name}: {entry.get('deroule')}: {error}") from error
    if len({version.key for version in found}) < len(found):
        raise ExtensionError(f"{path.name}: a version is there twice: {[version.key for version in found]}")
    return found


def _version(entry: dict) -> Version:
    if wrong := set(entry) ^ set(KEYS):
        raise ValueError(f"{min(wrong)} is missing or unknown")
    _known("version", entry["deroule"], [key for key in running_order.VARIANTS if key != running_order.DAY])
    _known("pictogram", entry["pictogramme"], PATHS)
    chosen = {}
    for activity, lines in entry["diapositives"].items():
        read = [_CHOSEN.fullmatch(line) for line in lines]
        if unread := [line for line, match in zip(lines, read, strict=True) if not match]:
            raise ValueError(f"{unread[0]!r}: a slide is written « minutes | its title »")
        chosen[activity] = [(int(match[1]), match[2]) for match in read if match]
    return Version(entry["deroule"], entry["titre"], entry["minutes"], entry["pictogramme"], chosen)


def _known(what: str, name: str, names) -> None:
    """LookupError, with the nearest name, unless that one is known."""
    if name not in names:
        near = nearest(name, names, 0.4)
        raise LookupError(f"no {what} {name!r}; " + (f"the nearest is {near!r}" if near else f"there is {list(names)}"))


def plan(version: Version, activities: list[Activity], known: dict[str, Known]) -> list[Planned]:
    """The slides of a version, in order. LookupError for a slide or an activity that there is not; ValueError for a slide that comes
    twice, and for minutes that are not those of its activity, of its steps or of the sitting."""
    if (total := sum(activity.duration for activity in activities)) != version.minutes:
        raise ValueError(f"the activities take {total} min, pauses included, for a sitting of {version.minutes}")
    for key in version.chosen:
        _known("activity", key, [activity.key for activity in activities])
    planned: list[Planned] = []
    for activity in activities:
        chosen = version.chosen.get(activity.key, [])
        for minutes, title in chosen:
            _known("slide", title, known)
            slide = known[title]
            if slide in [one.slide for one in planned]:
                raise ValueError(f"slide {title!r} comes twice")
            if slide.timed and minutes != slide.minutes:
                raise ValueError(f"slide {title!r}: {minutes} min, but its steps take {slide.minutes}")
            planned.append(Planned(activity, slide, minutes))
        if not chosen and activity.form in IDLE:
            planned.append(Planned(activity, None, activity.duration))
        elif (told := sum(minutes for minutes, _ in chosen)) != activity.duration:
            raise ValueError(f"{activity.key}: {told} min of slides for {activity.duration}")
    return planned


def rebased(html: str, page: str, folder: str) -> Markup:
    """HTML of a page whose links lead to the same places from a file of another folder."""

    def moved(link):
        target = posixpath.join(posixpath.dirname(page), link[2]) if link[2] else f"{page}.html"
        return link[1] + posixpath.relpath(target, folder)

    return Markup(_LINK.sub(moved, html))


def write_versions(app):
    """Write the deck of each version, with every build of the trainer's edition of the whole course."""
    path = path_of(app, "essor_versions")
    if not path.exists() or tailoring.of(app.config):
        return
    orders = loaded(app, "essor_running_order", running_order.load)
    known = _slides(app.env)
    for version in load(path):
        try:
            planned = plan(version, orders[version.key], known)
        except (LookupError, ValueError) as error:
            raise ExtensionError(f"{path.name}: {version.key}: {error}") from error
        _write(app, version, orders[version.key], planned)


def _slides(env) -> dict[str, Known]:
    """Every slide of the book, by its title. ExtensionError if two have the same."""
    found: dict[str, Known] = {}
    for page in reading_order(env):
        for slide in env.get_doctree(page).findall(slides.Slide):
            title = slide["title"].replace(NBSP, " ")
            if title in found:
                raise ExtensionError(f"{page}: a slide of {found[title].page} has the title {title!r} too")
            found[title] = Known(page, slide["name"], slide["minutes"], slide["timed"])
    return found


def _write(app, version, activities, planned):
    folder = f"{Path(app.config.essor_versions).parent.as_posix()}/{version.key}"
    trees: dict = {}
    shown = [_shown(app, folder, trees, one) for one in planned]
    deck = {
        "name": version.key,
        "title": version.title,
        "pictogram": Markup(pictogram(version.pictogram)),
        "slot": programme.lasting(version.minutes),
        "activities": [(activity.title, activity.duration) for activity in activities],
        "minutes": version.minutes,
        "objectives": [],
        "home": "../deroule.html",
        "homeward": "Déroulé",
    }
    slides.put_deck(app, folder, deck, shown, slides.assessments(app.env, dict.fromkeys(one.slide.page for one in planned if one.slide)))


def _shown(app, folder, trees, one: Planned) -> dict:
    """What the template shows of a slide, as `slides.shown` gives it."""
    if one.slide is None:
        return _pause(one.activity)
    page = one.slide.page
    if page not in trees:
        trees[page] = app.env.get_and_resolve_doctree(page, app.builder)
    app.builder.current_docname = page
    slide = next(slide for slide in trees[page].findall(slides.Slide) if slide["name"] == one.slide.name)
    slide["minutes"] = one.minutes
    shown = slides.shown(app, page, trees[page], slide, one.activity)
    return shown | {part: rebased(shown[part], page, folder) for part in ("body", "notes")}


def _pause(activity: Activity) -> dict:
    said = f"Laissez partir tout le monde. {activity.objective} : c’est tout ce que l’on demande. Pendant ce temps, posez sur les tables ce qu’il faut ensuite."
    return {
        "id": activity.key,
        "title": activity.title,
        "minutes": activity.duration,
        "key": activity.key,
        "activity": activity.title,
        "activity_minutes": activity.duration,
        "form": "pause",
        "notes": Markup("<p>{}</p>").format(Markup(markup.written(said))),
    }


class DecksDirective(TableDirective):
    """`{jeux}`: links to the decks, in the order of the programme, with their hours; `{jeux} versions`: to those of the versions."""

    setting = "essor_programme"
    load = staticmethod(programme.load)
    optional_arguments = 1

    def render(self, slots):
        return [nodes.bullet_list("", *(self._versions() if self.arguments else self._slots(slots)))]

    def _slots(self, slots):
        up = "../" * self.env.docname.count("/")
        for slot in tailoring.slots(self.config, slots, decks=True):
            if slides.has_deck(slot) and slot.end is not None:
                yield _item(f"{slot.hours} : ", slot.title, f"{up}{Path(slot.page).parent}/{slides.DECK}")

    def _versions(self):
        path = path_of(self.env, "essor_versions")
        self.env.note_dependency(str(path))
        for version in load(path):
            yield _item(f"{programme.lasting(version.minutes)} : ", version.title, f"{version.key}/{slides.DECK}")


def _item(before: str, title: str, address: str) -> nodes.list_item:
    return nodes.list_item("", nodes.paragraph("", "", nodes.Text(before), nodes.reference("", title, refuri=address, internal=True)))


def setup(app):
    app.add_config_value("essor_versions", "book/formateur/versions.toml", "env", str)
    app.add_directive("jeux", DecksDirective)
    app.connect("build-finished", edition.once_written(write_versions, trainers=True))
