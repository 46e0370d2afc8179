"""A file that people write, read strictly: what is wrong in it is noted, all of it, in French, for who wrote it."""

import difflib


class Reading:
    """A file being read: notes each thing wrong, with its key, its value and what is allowed.

    `keys` are those that each table may have, by its name, `needed` those that it must; "" is the file itself.
    """

    def __init__(self, name: str, keys: dict[str, tuple[str, ...]], needed: dict[str, tuple[str, ...]]):
        self.name = name
        self.keys, self.needed = keys, needed
        self.faults: list[str] = []

    def refuse(self, key: str, value, why: str) -> None:
        shown = "" if value is None else f" = {_shown(value)}"
        self.faults.append(f"{self.name} : {key}{shown} : {why}")

    def faults_of(self, key: str) -> list[str]:
        """What is wrong with a key of the file itself."""
        return [fault for fault in self.faults if fault.startswith(f"{self.name} : {key} ")]

    def text(self, table: dict, place: str, key: str, longest: int = 500) -> str:
        """A text of the table, in one line; "" if it is not there."""
        value = table.get(key)
        if value is None:
            return ""
        if not isinstance(value, str) or not value.strip() or "\n" in value or len(value) > longest:
            self.refuse(_named(place, key), value, f"un texte d’une ligne est attendu, de 1 à {longest} signes")
            return ""
        return value.strip()

    def table(self, parent: dict, place: str, key: str) -> dict:
        """A table of the file, its keys checked; empty if it is not there, or is none."""
        named = _named(place, key) if key else ""
        value = parent.get(key, {}) if key else parent
        if not isinstance(value, dict):
            self.refuse(named, value, f"une table [{named}] est attendue")
            return {}
        for unknown in [name for name in value if name not in self.keys[named]]:
            self.refuse(_named(named, unknown), None, f"clé inconnue ; {self._home(unknown) or among(unknown, self.keys[named])}")
        if not key or key in parent:
            for missing in [name for name in self.needed.get(named, ()) if name not in value]:
                self.refuse(_named(named, missing), None, "il manque cette clé")
        return value

    def _home(self, key: str) -> str:
        """Where a key that another table may have belongs; "" if none may."""
        homes = [place for place, keys in self.keys.items() if key in keys]
        if not homes:
            return ""
        return f"elle va sous [{homes[0]}]" if homes[0] else "elle va en tête du fichier, avant la première table"


def nearest(value, known, least: float = 0.6) -> str:
    """The name that looks most like what was typed, as a text; "" if none is as like as `least`, of 1."""
    return next(iter(difflib.get_close_matches(str(value), list(known), 1, least)), "")


def among(value, allowed) -> str:
    """What is allowed, and the nearest of it."""
    near = nearest(value, allowed, 0.5)
    hint = f"vouliez-vous « {near} » ? " if near else ""
    return f"{hint}Sont admis : {', '.join(allowed)}"


def _named(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _shown(value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"« {value} »" if isinstance(value, str) else str(value)
