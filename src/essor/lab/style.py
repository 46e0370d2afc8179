"""The style sheets of a notebook: an output brings its own, with the colours of the pictures, light and dark.

Pictures are laid out by the letters of the book's font, which a notebook lacks: those of the system are made as narrow.
"""

from pathlib import Path

from essor.portable.pictures.palette import DARK, LIGHT

# Beside those of the pictures: what is right, what is not, the edge of a field.
OTHERS = ({"yes": "#1d6b35", "no": "#9c2b1f", "edge": "#76838f"}, {"yes": "#8fd0a0", "no": "#f2a59b", "edge": "#7d8c9a"})


def _variables(colours, others):
    return ";".join(f"--essor-{role}:{colour}" for role, colour in {**colours, "act": colours["petrol"], **others}.items())


def _sheet(name):
    return Path(__file__).with_name(name).read_text("utf8")


# What is stored, then what goes with widgets.
STYLE = f"<style>\n{_sheet('stored.css')}</style>".replace("LIGHT", _variables(LIGHT, OTHERS[0])).replace("DARK", _variables(DARK, OTHERS[1]))
LIVE = f"{STYLE}<style>{_sheet('live.css')}</style>"
