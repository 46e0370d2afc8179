"""The cards that a room votes with: each holds a marker that the trainer's camera reads (browser/deck/cards.js).

The edge turned up is the answer. Markers are those of js-aruco2, read from its own file.
"""

import re
from pathlib import Path

from sphinx.errors import ExtensionError

from essor.places import BROWSER

CARDS = 60  # as many as browser/deck/cards.js reads
READER = BROWSER / "deck" / "cards-reader.js"  # which names the dictionary
BITS = 6  # on a side of a marker, inside its black border

_UNITS = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf"
_TENS = "vingt trente quarante cinquante soixante"


def in_words(number: int) -> str:
    """A number in French words, from 1 to 69."""
    units = _UNITS.split()
    if number < len(units):
        return units[number]
    ten, unit = _TENS.split()[number // 10 - 2], number % 10
    return ten if not unit else f"{ten} et un" if unit == 1 else f"{ten}-{units[unit]}"


def codes(node_modules: Path) -> list[int]:
    """The codes of the cards, from number 1: 36 bits, the first that of the top left. ExtensionError if js-aruco2's file has changed."""
    named = re.search(r'dictionaryName: "(\w+)"', READER.read_text("utf8"))
    source = (node_modules / "js-aruco2" / "src" / "aruco.js").read_text("utf8")
    found = named and re.search(rf"\b{named[1]}: {{\s*nBits: {BITS**2},[^[]*codeList: \[([^\]]+)\]", source)
    listed = [int(code, 16) for code in found[1].split(",")] if found else []
    if len(listed) < CARDS:
        raise ExtensionError(f"js-aruco2: {len(listed)} codes of {BITS**2} bits in src/aruco.js, expected {CARDS} at least")
    return listed[:CARDS]


def marker(code: int) -> str:
    """A marker as an SVG path, in modules from its top left corner: black, but for the cells that are white."""
    side = BITS + 2
    cells = format(code, f"0{BITS**2}b")
    white = [f"M{1 + rank % BITS} {1 + rank // BITS}h1v1h-1z" for rank, bit in enumerate(cells) if bit == "1"]
    return f"M0 0h{side}v{side}h-{side}z{''.join(white)}"


def cards(node_modules: Path) -> list[dict]:
    """What is printed on each card: its number, in figures and in words, and its marker."""
    return [{"number": number, "words": in_words(number), "marker": marker(code)} for number, code in enumerate(codes(node_modules), 1)]
