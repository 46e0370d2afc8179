"""What the course was read from: the texts of law and the publications of the register, and the sources of the tables."""

from typing import NamedTuple

from essor.readers import tables
from essor.readers.facts import Fact

LAW_FILE, LAW_PREFIX = "droit.csv", "droit-"
UNREAD = "Connaissance générale"  # what the register says when nothing was read


class Source(NamedTuple):
    """A source of the tables of data. `read_in` names who relays it, when the source itself was not read."""

    title: str
    read_in: str
    address: str
    licence: str
    note: str


class Publication(NamedTuple):
    """A source of the register of facts, and how many facts it supports."""

    title: str
    address: str
    facts: int


def load(path) -> list[Source]:
    """The sources of the tables of data, in alphabetical order. OSError, TableError."""
    found = [Source(row.titre, row.lu_dans, row.adresse, row.licence, row.note) for _, row in tables.rows("sources", path)]
    return sorted(found, key=lambda source: source.title.casefold())


def is_law(fact: Fact) -> bool:
    """Whether a fact is a text of law: it is in the file of the law, or its key says so."""
    return fact.file == LAW_FILE or fact.key.startswith(LAW_PREFIX)


def texts_of_law(register: dict[str, Fact]) -> list[Fact]:
    """The texts of law, those of a same code or law together."""
    return sorted(filter(is_law, register.values()), key=lambda fact: fact.key)


def publications(register: dict[str, Fact]) -> list[Publication]:
    """The publications that the other facts come from, each once, in alphabetical order."""
    counts: dict[str, int] = {}
    addresses: dict[str, str] = {}
    for fact in register.values():
        if not is_law(fact) and fact.source != UNREAD:
            counts[fact.source] = counts.get(fact.source, 0) + 1
            addresses[fact.source] = addresses.get(fact.source) or fact.address
    return [Publication(title, addresses[title], counts[title]) for title in sorted(counts, key=str.casefold)]
