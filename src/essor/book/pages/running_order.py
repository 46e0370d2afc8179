"""The {deroule} directive: a variant of the trainer's running order as a table, timed from `data/deroules.csv`."""

from docutils import nodes
from docutils.parsers.rst import directives

from essor.book import tailoring
from essor.book.pages.tables import TableDirective, row, table
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
        activities = tailoring.order(self.config, variants)[variant]
        own = tailoring.of(self.config)
        title = own.edition.sitting if own and variant == running_order.DAY else running_order.VARIANTS[variant]
        shown = table(title, HEADINGS, map(self._activity, activities), classes=["programme", "deroule"])
        return [shown, nodes.paragraph("", told(activities))]

    def _activity(self, activity):
        what = nodes.inline("", "", self.title(activity.title, activity.page), nodes.Text(f" ({activity.form})"))
        return row(clock(activity.start), lasting(activity.duration), what, activity.objective, activity.material or "–")


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
