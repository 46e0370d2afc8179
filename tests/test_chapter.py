"""The numbers that the Bou'Sol chapter quotes are those that its simulators show."""

import json
from pathlib import Path

import pytest

from essor.french import euros, number, quantity
from essor.simulators.registry import load

CHAPTER = Path(__file__).parent.parent / "book" / "debat-3" / "bousol.ipynb"
SLOW = {"hold_solistes": 10.75, "hold_prestataires": 10.75}

# simulator, values, indicator (by rank), how the chapter writes it
QUOTED = [
    ("bousol-circuits", {"phase": "1"}, 0, lambda n: f"- {number(n, 2)}"),
    ("bousol-circuits", {"phase": "1"}, 1, lambda n: f"- {number(n, 0)}"),
    ("bousol-circuits", {"phase": "1"}, 2, lambda n: f"- {number(n, 1)}"),
    ("bousol-circuits", {"phase": "1"}, 3, lambda n: f"- {number(n, 1)}"),
    ("bousol-circuits", {"phase": "2"}, 0, lambda n: f"- {number(n, 2)}"),
    ("bousol-circuits", {"phase": "2"}, 1, lambda n: f"- {number(n, 0)}"),
    ("bousol-circuits", {"phase": "2"}, 2, lambda n: f"- {number(n, 1)}"),
    ("bousol-circuits", {"phase": "2"}, 3, lambda n: f"- {number(n, 2)}"),
    ("bousol-circuits", {"phase": "3"}, 1, lambda n: f"- {number(n, 0)}"),
    ("bousol-circuits", {"phase": "3"}, 2, lambda n: f"- {number(n, 0)}"),
    ("bousol-circuits", {"phase": "3"}, 3, lambda n: f"- {number(n, 1)}"),
    ("bousol-circuits", {"reuse": 60}, 0, lambda n: quantity(n, ("paiement", "paiements"), 1)),
    ("bousol-circuits", SLOW, 1, lambda n: quantity(n, "Bou’Sols", 0)),
    ("bousol-bonus", {}, 0, lambda n: quantity(n, "%", 3)),
    ("bousol-bonus", {}, 1, lambda n: euros(n, 2)),
    ("bousol-bonus", {}, 2, lambda n: euros(n)),
    ("bousol-bonus", {}, 3, lambda n: euros(n)),
    ("bousol-bonus", {"hold": 10.75}, 3, lambda n: euros(n)),
    ("bousol-bonus", {"fee": 0}, 2, lambda n: euros(-n)),
    ("bousol-bonus", {"lost": 10}, 0, lambda n: quantity(n, "%", 2)),
]


@pytest.mark.parametrize("slug, values, rank, written", QUOTED)
def test_quoted_number(slug, values, rank, written):
    cells = json.loads(CHAPTER.read_text("utf8"))["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    expected = written(load(slug).run(values).indicators[rank].number)
    assert _plain(expected) in _plain(text)


def _plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")
