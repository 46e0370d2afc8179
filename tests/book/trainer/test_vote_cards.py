"""The cards that a room votes with: their numbers in words, their markers."""

import json
import re

import numpy as np
import pytest
from sphinx.errors import ExtensionError

from essor.book.site.browser import cards_bundle
from essor.book.site.scripts import ensure_packages
from essor.book.trainer import vote_cards
from essor.places import BROWSER


def test_numbers_are_said_in_words():
    said = {1: "un", 16: "seize", 17: "dix-sept", 20: "vingt", 21: "vingt et un", 35: "trente-cinq", 41: "quarante et un", 59: "cinquante-neuf", 60: "soixante"}
    assert {number: vote_cards.in_words(number) for number in said} == said
    assert len({vote_cards.in_words(number) for number in range(1, vote_cards.CARDS + 1)}) == vote_cards.CARDS


def test_as_many_cards_are_printed_as_are_read():
    assert re.search(r"const CARDS = (\d+);", (BROWSER / "deck" / "cards.js").read_text("utf8"))[1] == str(vote_cards.CARDS)


def test_codes_are_far_apart_however_turned():
    """So far that the wrong bits that cards-reader.js puts right, fewer than it names, never make a card of another."""
    codes = [np.array([bit == "1" for bit in f"{code:036b}"]).reshape(6, 6) for code in vote_cards.codes(ensure_packages())]
    turned = [[np.rot90(code, turn) for turn in range(4)] for code in codes]
    pairs = [(ways[0], other) for rank, ways in enumerate(turned) for other in [*ways[1:], *(way for after in turned[rank + 1 :] for way in after)]]
    least = min(int((one != other).sum()) for one, other in pairs)
    reader = vote_cards.READER.read_text("utf8")
    assert f"the furthest apart: {least} bits of 36" in reader
    assert 2 * (int(re.search(r"maxHammingDistance: (\d+)", reader)[1]) - 1) < least


def test_a_marker_is_black_but_for_the_cells_of_its_code():
    assert vote_cards.marker(1 << 35 | 1) == "M0 0h8v8h-8zM1 1h1v1h-1zM6 6h1v1h-1z"


def test_another_js_aruco_is_refused(tmp_path):
    (tmp_path / "js-aruco2" / "src").mkdir(parents=True)
    (tmp_path / "js-aruco2" / "src" / "aruco.js").write_text("ARUCO_MIP_36h12: { nBits: 36, tau: 12, codeList: [0x1,0x2] }", "utf8")
    with pytest.raises(ExtensionError, match=r"js-aruco2: 2 codes of 36 bits .*, expected 60 at least"):
        vote_cards.codes(tmp_path)


def test_nothing_under_the_lgpl_is_bundled(tmp_path):
    """js-aruco2 names that licence for posit2.js, which finds positions in space."""
    cards_bundle(ensure_packages(), tmp_path)
    (account,) = tmp_path.glob("*.json")
    used = {name.rpartition("/")[2] for output in json.loads(account.read_text("utf8"))["outputs"].values() for name in output["inputs"]}
    assert used == {"aruco.js", "cv.js", "<stdin>"}
