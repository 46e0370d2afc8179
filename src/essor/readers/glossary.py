"""The glossary: reads `data/glossaire.csv`, and finds where a text first uses each term."""

import re
import unicodedata
from typing import NamedTuple

from essor.readers import tables


class Entry(NamedTuple):
    """One term. `forms` are what a page may say for it: variants, the term itself only if it is among them."""

    term: str
    forms: tuple[str, ...]
    definition: str
    source: str
    status: str

    @property
    def anchor(self) -> str:
        return f"terme-{re.sub(r'[^a-z0-9]+', '-', folded(self.term)).strip('-')}"


def folded(text: str) -> str:
    """`text` in lower case without accents or ligatures, to sort, search and address: « Œuvré » gives « oeuvre »."""
    plain = unicodedata.normalize("NFD", text.lower())
    return re.sub(r"[\u0300-\u036f]", "", plain).replace("œ", "oe").replace("æ", "ae")


def load(path) -> list[Entry]:
    """The glossary, in alphabetical order. OSError; TableError, also for an anchor or a form that two terms would share."""
    entries: list[Entry] = []
    taken: dict[str, str] = {}
    for where, row in tables.rows("glossaire", path):
        forms = tuple(form.strip() for form in row.variantes.split("|") if form.strip())
        entry = Entry(row.terme, forms, row.definition, row.source, row.statut)
        for name in (entry.anchor, *(_matched(form) for form in entry.forms)):
            if name in taken:
                raise tables.TableError(f"{where}: {name!r} of terme {entry.term!r} already belongs to {taken[name]!r}")
            taken[name] = entry.term
        entries.append(entry)
    return sorted(entries, key=lambda entry: (folded(entry.term), entry.term))


# What may stand between the words of a term, and on each side of it.
_SPACE = "[ \u00a0\u202f\n]"
_APOSTROPHE = "['’]"
_BEFORE = r"(?<![\w-])"
_AFTER = r"(?![\w-])"


def _is_exact(form: str) -> bool:
    """A form written with capitals is a name or an acronym: « Avise » is the agency, « avise » is not."""
    return form != form.lower()


def _matched(form: str) -> str:
    """What two forms may not share."""
    return form if _is_exact(form) else form.lower()


class Finder:
    """Finds the terms of a glossary in texts."""

    def __init__(self, entries: list[Entry]):
        self._entries = {_matched(form): entry for entry in entries for form in entry.forms}
        longest_first = sorted(self._entries, key=lambda form: (-len(form), form))
        self._pattern = re.compile(f"{_BEFORE}(?:{'|'.join(map(_pattern, longest_first))}){_AFTER}")

    def find(self, text: str) -> list[tuple[int, int, Entry]]:
        """Every use of a term in `text`: start, end and entry, the longest form winning."""
        return [(match.start(), match.end(), self._entry(match[0])) for match in self._pattern.finditer(text)]

    def _entry(self, found: str) -> Entry:
        plain = re.sub(_SPACE, " ", found).replace("'", "’")
        return self._entries[plain] if plain in self._entries else self._entries[plain.lower()]


def _pattern(form: str) -> str:
    words = re.escape(form).replace(r"\ ", _SPACE).replace("’", _APOSTROPHE)
    return words if _is_exact(form) else f"(?i:{words})"
