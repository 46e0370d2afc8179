"""Short addresses of the exercises, for a QR code or to be read aloud: `e/k7qd/` leads to the exercise's page.

The learner's edition holds them. They come from the exercise's slug, so that an address printed once stays right. A page that
moved leaves a door at its former address.
"""

import hashlib
import json
from pathlib import Path

from essor.book.edition import once_written
from essor.book.pages.assessment import exercise_pages
from essor.book.rendering import rendered
from essor.portable.french import typeset
from essor.readers.assessment import exercises

# Without those that are read for one another: 0 o, 1 i l, 2 z, 5 s, 8 b, u v.
ALPHABET = "3467acdefghjkmnpqrtwxy"
LENGTH = 4

# A former page, and those that hold its simulators now, each named as its own: where a scenario's address leads; without one, to the first.
MOVED = {"exercises/bousol": tuple(f"exercises/debat-3/bousol-{name}" for name in ("circuits", "bonus", "agents"))}


def path(slug: str) -> str:
    """The short address of an exercise, relative to the learner's edition: « e/k7qd/ »."""
    rest, code = int.from_bytes(hashlib.sha256(slug.encode()).digest()[:8], "big"), ""
    for _ in range(LENGTH):
        rest, letter = divmod(rest, len(ALPHABET))
        code += ALPHABET[letter]
    return f"e/{code}/"


def write_all(app):
    holders = exercise_pages(app.env)
    for slug, exercise in exercises().items():
        if slug not in holders:
            continue
        _lead(app, f"{path(slug)}index.html", f"{app.builder.get_target_uri(holders[slug])}#exercice-{slug}", typeset(exercise["texte"]))
    for page, places in MOVED.items():
        held = {place.rpartition("/")[2]: app.builder.get_target_uri(place) for place in places if place in app.env.found_docs}
        if places[0] in app.env.found_docs:
            _lead(app, app.builder.get_target_uri(page), app.builder.get_target_uri(places[0]), app.env.titles[places[0]].astext(), held)


def _lead(app, address, target, title, held=None):
    """A page that only leads to another, or to that of the simulator asked for; addresses are relative to the edition."""
    root = "../" * address.count("/")
    page = Path(app.outdir, address)
    page.parent.mkdir(parents=True, exist_ok=True)
    held = {simulator: root + place for simulator, place in (held or {}).items()}
    page.write_text(rendered("racine.html", title=title, home=root + target, root=root, held=json.dumps(held) if held else ""), "utf8")


def setup(app):
    app.connect("build-finished", once_written(write_all))
