"""What the parts of the build ask of the edition being built (`essor.book.tailored` decides it); the whole course has none."""

import re
from typing import NamedTuple

from essor.portable.simulators import registry as simulators
from essor.readers.editions import Edition
from essor.readers.programme import Slot
from essor.readers.running_order import DAY
from essor.readers.sittings import ADDED

_KEPT = re.compile(r"^% garder : (.*)\n((?s:.*?))(?:^% sinon\n((?s:.*?)))?^% fin\n", re.MULTILINE)


class Tailored(NamedTuple):
    """An edition, the names of its episodes, the folder of the book that each activity is of, the whole course's pages that it has not."""

    edition: Edition
    episodes: tuple[str, ...]
    folders: dict[str, str]
    left: frozenset[str]

    @property
    def logo(self) -> str:
        """Where its logo is, below the root of the book."""
        return f"_static/essor/organisme{self.edition.logo.suffix.lower()}"

    def shown(self) -> dict[str, str]:
        """What templates show of the body."""
        contact = self.edition.contact
        return {"name": self.edition.name, "logo": self.logo, "contact": contact, "href": contact if "://" in contact else f"mailto:{contact}"}


def of(config) -> Tailored | None:
    """The edition being built; None for the whole course."""
    return getattr(config, "essor_tailored", None)


def shown(config) -> dict[str, str] | None:
    """What templates show of the body whose edition is being built."""
    tailored = of(config)
    return tailored.shown() if tailored else None


def is_left_out(tailored: Tailored | None, page: str) -> bool:
    """Whether an edition has not this page of the course; `exercises/*/slug` is the episode of that name, in any folder."""
    if tailored is None:
        return False
    name = page.rpartition("/")[2]
    return (name in simulators.slugs() and name not in tailored.episodes) if "*" in page else page in tailored.left


def kept_text(tailored: Tailored | None, text: str) -> str:
    """A text of the course without what its lines `% garder : …` keep for other pages, and without these lines."""

    def kept(part):
        stays = tailored is None or any(name != "*" and not is_left_out(tailored, f"book/{name}") for name in part[1].split())
        return part[2] if stays else part[3] or ""

    return _KEPT.sub(kept, text) if "% garder : " in text else text


def slugs(config) -> list[str]:
    """The simulators of the edition being built."""
    tailored = of(config)
    return [slug for slug in simulators.slugs() if not tailored or slug in tailored.episodes]


def order(config, variants: dict) -> dict:
    """The running orders; the edition's own, if there is one, takes the place of the day's."""
    tailored = of(config)
    return {**variants, DAY: tailored.edition.activities} if tailored else variants


def has_slides(activity) -> bool:
    """Whether an activity is of the day: what an edition adds has no slide."""
    return not activity.key.startswith(ADDED)


def slots(config, printed: list[Slot], decks: bool = False) -> list[Slot]:
    """The slots of the programme; in an edition, those of its chapters, at the hours of its running order.

    With `decks`, those of what has slides.
    """
    tailored = of(config)
    if not tailored:
        return printed
    found = []
    for slot in printed:
        folder = slot.page.split("/")[1] if slot.page.count("/") > 1 else ""
        pages = [f"book/{chapter}" for chapter in tailored.edition.chapters if chapter.split("/")[0] == folder]
        inside = [activity for activity in tailored.edition.activities if tailored.folders.get(activity.key) == folder]
        inside = [activity for activity in inside if has_slides(activity) or not decks]
        if pages and inside:
            found.append(slot._replace(start=inside[0].start, end=inside[-1].end, page=pages[0]))
    return found


def after(config, end: int | None) -> str:
    """The title of what an edition's running order puts at that minute; "" for the whole course, whose programme says it."""
    tailored = of(config)
    return next((activity.title for activity in tailored.edition.activities if activity.start == end), "") if tailored else ""
