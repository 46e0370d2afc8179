"""Where the two built editions are, and which pages of the trainer's are its own.

ESSOR_BOOK and ESSOR_TRAINERS name other folders than those of `make book`.
"""

import os
import re
from pathlib import Path

from bs4 import BeautifulSoup, NavigableString

from essor.places import COURSE
from essor.portable.french import typeset

LEARNERS = Path(os.environ.get("ESSOR_BOOK") or COURSE / "_build" / "html").resolve()
TRAINERS = Path(os.environ.get("ESSOR_TRAINERS") or COURSE / "_build" / "formateur").resolve()
MISSING = f"no book in {LEARNERS}, or no trainer's edition in {TRAINERS}: run `make book`, or name them in ESSOR_BOOK and ESSOR_TRAINERS"
# A plain space before a high mark, inside « », or an elided letter with a typewriter's apostrophe or quotation mark.
FAULTS = re.compile(r" [;!?»%€](?!\w)| :(?![\w/])|« |\w'\w|\w[;!?](?=\s|$)|\w:(?=\s|$)|\"")


def learners_pages() -> list[Path]:
    return sorted(LEARNERS.rglob("*.html"))


def trainers_pages() -> list[Path]:
    """The pages of the trainer's edition that are not the learner's: its part, its decks, the pages with notes, those to print."""
    return [*(page for page in sorted((TRAINERS / "book").rglob("*.html")) if _is_trainers(page)), *sorted((TRAINERS / "papier").glob("*.html"))]


def _is_trainers(page) -> bool:
    return page.name == "diapositives.html" or "formateur" in page.relative_to(TRAINERS).parts or 'class="essor-trainer"' in page.read_text("utf8")


def built() -> list[Path]:
    """Every page to look at; none if an edition is missing."""
    learners, trainers = learners_pages(), trainers_pages()
    return [*learners, *trainers] if learners and trainers else []


def name(page) -> str:
    """A page's short name: its path in its edition, after « formateur: » for the trainer's."""
    if not isinstance(page, Path):
        return str(page)
    return f"formateur:{page.relative_to(TRAINERS)}" if page.is_relative_to(TRAINERS) else str(page.relative_to(LEARNERS))


def texts(page):
    """The texts of a built page that readers see or hear, as (text, whether the text goes on after an inline element)."""
    html = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    for node in html.find_all(["script", "style", "code", "pre", "math", "template"]):
        node.replace_with("\ufffc")
    for node in html.find_all(string=True):
        if type(node) is NavigableString and node.strip():
            yield str(node)
    for node in html.find_all(True):
        for name in ("aria-label", "title", "alt", "placeholder"):
            if node.get(name):
                yield node[name]


def faults(page) -> list[str]:
    """The texts of a built page that break French typography."""
    return [text.strip() for text in texts(page) if FAULTS.search(text) or typeset(text) != text]
