"""The documents of the toolbox, each a text file that a jurist can edit, beside its page.

    titre, texte            a line of text is a paragraph; « # » begins a heading, « - » an item, « [] » a box to tick
    [[champ]]               what the reader gives: nom, libelle, exemple; a number has bas, haut, unite, decimales; an answer, choix
    relire, [[base]]        what to read again; each text of law, what it says, and the state in which it was read
    regle, [lectures]       a rule that reads the answers, and the sentence of each of its outcomes

Between braces stands a field, or what is computed: `{montant}`, `{heures}`, `{lecture}`; with a dot, a value of portable/rules/
(`given/words.py`). A field's `mien` is what « Votre collectivité » gives it.
"""

import re
from pathlib import Path

from essor.given.words import computed, read

_LAW = re.compile(r"\{(\w+\.[A-Z_\d]+)(?: ([^}]+))?\}")


def load(path: Path) -> dict:
    """The document of that file. ValueError, which names the file, if it is no TOML or a value of the law is unknown."""
    return {"slug": path.stem, **read(path, _filled)}


def _filled(said):
    return _LAW.sub(lambda found: computed({}, *found.groups()), said) if isinstance(said, str) else said
