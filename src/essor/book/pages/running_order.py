"""The {deroule} directive: a variant of the trainer's running order as a table, timed from `data/deroules.csv`."""

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes

from essor.book.pages.programme import row
from essor.book.pages.tables import TableDirective
from essor.portable.french import listed
from essor.readers import running_order
from essor.readers.programme import clock, lasting

HEADINGS = (("Début", 12), ("Durée", 10), ("Activité", 34), ("Objectif", 26), ("Matériel", 18))


class RunningOrderDirective(TableDirective):
    """`{deroule} variant`: one of `essor.readers.running_order.VARIANTS`."""

    setting = "essor_running_order"
    load = staticmethod(running_order.load)
    required_arguments = 1

    def render(self, variants):
        variant = directives.choice(self.arguments[0], tuple(running_order.VARIANTS))
        activities = variants[variant]
        table = nodes.table("", nodes.title("", running_order.VARIANTS[variant]), classes=["programme", "deroule"])
        group = nodes.tgroup(cols=len(HEADINGS))
        group += [nodes.colspec(colwidth=width, stub=int(not rank)) for rank, (_, width) in enumerate(HEADINGS)]
        group += nodes.thead("", row([nodes.Text(name) for name, _ in HEADINGS]))
        group += nodes.tbody("", *[self._activity(activity) for activity in activities])
        table += group
        return [table, nodes.paragraph("", told(activities))]

    def _activity(self, activity):
        title = nodes.inline("", activity.title)
        if activity.page:
            title = addnodes.pending_xref(
                "", title, refdomain="std", reftype="doc", reftarget=f"/{activity.page}", refexplicit=True, refdoc=self.env.docname, refwarn=True
            )
            title.source, title.line = self.get_source_info()
        what = nodes.inline("", "", title, nodes.Text(f" ({activity.form})"))
        return row(
            [
                nodes.Text(clock(activity.start)),
                nodes.Text(lasting(activity.duration)),
                what,
                nodes.Text(activity.objective),
                nodes.Text(activity.material or "–"),
            ]
        )


def told(activities) -> str:
    """One sentence: how long the sitting lasts, and how much of it the participants work rather than listen."""
    forms: dict[str, int] = {}
    for activity in activities:
        forms[activity.form] = forms.get(activity.form, 0) + activity.duration
    parts = [f"{form}, {lasting(minutes)}" for form, minutes in forms.items()]
    return (
        f"De {clock(activities[0].start)} à {clock(activities[-1].end)}, soit "
        f"{lasting(activities[-1].end - activities[0].start)} : {listed(parts).replace(' et ', ' ; ')}."
    )


def setup(app):
    app.add_config_value("essor_running_order", "data/deroules.csv", "env", str)
    app.add_directive("deroule", RunningOrderDirective)
