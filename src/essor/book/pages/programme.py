"""The {programme} directive: the day's table, timed from `data/programme.csv`."""

from docutils import nodes

from essor.book.pages.tables import TableDirective, row, table
from essor.readers import programme

HEADINGS = (("Horaire", 22), ("Durée", 14), ("Forme", 16), ("Titre", 48))
UNKNOWN_END = "fin non précisée"


class ProgrammeDirective(TableDirective):
    setting = "essor_programme"
    load = staticmethod(programme.load)

    def render(self, slots):
        shown = table("Programme de la journée", HEADINGS, map(self._slot, slots), classes=["programme"])
        return [shown, nodes.paragraph("", told(slots))]

    def _slot(self, slot):
        hours = slot.hours if slot.end else f"{programme.clock(slot.start)}, {UNKNOWN_END}"
        lasts = programme.lasting(slot.duration) if slot.end else "non précisée"
        return row(hours, lasts, slot.form, self.title(slot.title, slot.page))


def told(slots) -> str:
    """One sentence: how long the day lasts, from its first start to its last known end."""
    start, end = programme.span(slots)
    meal = ", repas compris" if any(slot.form == "repas" for slot in slots) else ""
    return f"De {programme.clock(start)} à {programme.clock(end)}, dernière heure de fin connue, la journée dure {programme.lasting(end - start)}{meal}."


def setup(app):
    app.add_config_value("essor_programme", "data/programme.csv", "env", str)
    app.add_directive("programme", ProgrammeDirective)
