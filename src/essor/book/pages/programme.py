"""The {programme} directive: the day's table, timed from `data/programme.csv`."""

from docutils import nodes
from sphinx import addnodes

from essor.book.pages.tables import TableDirective
from essor.readers import programme

HEADINGS = (("Horaire", 22), ("Durée", 14), ("Forme", 16), ("Titre", 48))
UNKNOWN_END = "fin non précisée"


class ProgrammeDirective(TableDirective):
    setting = "essor_programme"
    load = staticmethod(programme.load)

    def render(self, slots):
        table = nodes.table("", nodes.title("", "Programme de la journée"), classes=["programme"])
        group = nodes.tgroup(cols=len(HEADINGS))
        group += [nodes.colspec(colwidth=width, stub=int(not rank)) for rank, (_, width) in enumerate(HEADINGS)]
        group += nodes.thead("", row([nodes.Text(name) for name, _ in HEADINGS]))
        group += nodes.tbody("", *[self._slot(slot) for slot in slots])
        table += group
        return [table, nodes.paragraph("", told(slots))]

    def _slot(self, slot):
        start, end = programme.clock(slot.start), None if slot.end is None else programme.clock(slot.end)
        title = nodes.inline("", slot.title)
        if slot.page:
            title = addnodes.pending_xref(
                "", title, refdomain="std", reftype="doc", reftarget=f"/{slot.page}", refexplicit=True, refdoc=self.env.docname, refwarn=True
            )
            title.source, title.line = self.get_source_info()
        return row(
            [
                nodes.Text(f"{start} – {end}" if end else f"{start}, {UNKNOWN_END}"),
                nodes.Text(programme.lasting(slot.duration) if slot.end else "non précisée"),
                nodes.Text(slot.form),
                title,
            ]
        )


def told(slots) -> str:
    """One sentence: how long the day lasts, from its first start to its last known end."""
    start, end = programme.span(slots)
    meal = ", repas compris" if any(slot.form == "repas" for slot in slots) else ""
    return f"De {programme.clock(start)} à {programme.clock(end)}, dernière heure de fin connue, la journée dure {programme.lasting(end - start)}{meal}."


def row(cells):
    return nodes.row("", *[nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells])


def setup(app):
    app.add_config_value("essor_programme", "data/programme.csv", "env", str)
    app.add_directive("programme", ProgrammeDirective)
