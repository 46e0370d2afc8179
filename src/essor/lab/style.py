"""The style sheet of widgets: an output brings its own, with the colours of the pictures, light and dark."""

from pathlib import Path

from essor.portable.pictures.palette import DARK, LIGHT
from essor.shown import FAMILY, LETTERS

# Beside those of the pictures: what is right, what is not, the edge of a field.
OTHERS = ({"yes": "#1d6b35", "no": "#9c2b1f", "edge": "#76838f"}, {"yes": "#8fd0a0", "no": "#f2a59b", "edge": "#7d8c9a"})


def _variables(colours, others):
    return ";".join(f"--essor-{role}:{colour}" for role, colour in {**colours, "act": colours["petrol"], **others}.items())


SHEET = Path(__file__).with_name("live.css").read_text("utf8").replace("FAMILY", FAMILY)
LIVE = f"<style>{LETTERS}{SHEET}</style>".replace("LIGHT", _variables(LIGHT, OTHERS[0])).replace("DARK", _variables(DARK, OTHERS[1]))
