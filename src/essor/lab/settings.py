"""What the reader sets, as ipywidgets. What is typed is read, or refused in words, by the control itself, as in the page."""

import math

import ipywidgets as w

from essor.portable import markup
from essor.portable.french import typeset
from essor.portable.simulators.controls import MOST_RADIOS, Choice, Grid, InputError, Name, Switch
from essor.portable.simulators.declaration import Table

LONG = 6  # signs of a number that needs a wide field


def setting(control, values, change):
    """The setting of a control. `change(name, raw)` is asked for each value that the reader gives; it may raise InputError."""
    kind = Table_ if isinstance(control, Grid) else Listed if isinstance(control, Choice) else Ticked if isinstance(control, Switch) else Typed
    return kind(control, values, change)


def named(control):
    """The control's label with its unit, where the label does not say it."""
    unit = control.unit if isinstance(control.unit, str) else control.unit[1]
    return typeset(control.label if not unit or unit in control.label.lower() else f"{control.label} ({unit})")


class Setting:
    """`box` is what is shown. A value that is refused stays in its field, with the reason, until the field is set again."""

    def __init__(self, control, values, change):
        self.control = control
        self.change = change
        self.refused = ""
        self.quiet = False
        self.foot = w.HTML().add_class("essor-help")
        self.box = w.VBox([*self.fields(), self.foot]).add_class("essor-control")
        self.show(values)

    def fields(self):
        """The widgets that it is made of."""
        raise NotImplementedError

    def put(self, values):
        """Write these values in the fields."""
        raise NotImplementedError

    def show(self, values, settled=False):
        """Show the values; `settled` takes away what was refused."""
        self.values = values
        if settled:
            self.refused = ""
        if not self.refused:
            self.quiet = True
            self.put(values)
            self.quiet = False
        self.foot.value = self.refused + (f"<p>{markup.written(self.control.help)}</p>" if self.control.help else "")

    def give(self, raw):
        """Ask for this value, unless it was shown rather than given."""
        if self.quiet:
            return
        self.refused = ""
        try:
            self.change(self.control.name, raw)
        except InputError as refusal:
            self.refused = markup.error(refusal)
            self.show(self.values)

    def heard(self, widget):
        widget.observe(lambda change: self.give(change["new"]), names="value")
        return widget


class Typed(Setting):
    """A number: typed and, where it may be, slid."""

    def fields(self):
        control, label = self.control, named(self.control)
        slides = control.kind == "slider"
        self.field = w.Text(description="" if slides else label, tooltip=f"{label}, au clavier", continuous_update=False).add_class("essor-entry")
        if len(control.field(control.high)) > LONG:
            self.field.add_class("essor-long")
        self.heard(self.field)
        self.slider = None
        if not slides:
            return [self.field]
        self.slider = w.FloatSlider(min=control.low, max=control.high, step=control.step, description=label, readout=False)
        self.slider.observe(lambda change: self.slid(change["new"]), names="value")
        return [w.HBox([self.slider, self.field]).add_class("essor-line")]

    def slid(self, value):
        """A browser sends back the step near what it is shown, give or take a trifle: only another step is the reader's."""
        control = self.control
        step = self.step_of(value)
        if step != self.step_of(self.values[control.name]):
            to = min(control.high, round(control.low + step * control.step, 9))
            self.give(int(to) if control.integer else to)

    def step_of(self, value):
        return math.floor((value - self.control.low) / self.control.step + 0.5)

    def put(self, values):
        value = values[self.control.name]
        self.field.value = typeset(self.control.field(value))
        if self.slider:
            self.slider.value = value


class Listed(Setting):
    """One of a few options, all in sight, or folded into a list."""

    def fields(self):
        options = [(typeset(label), option) for option, label in self.control.options]
        make = w.Dropdown if len(options) > MOST_RADIOS else w.RadioButtons
        self.choice = self.heard(make(options=options, value=self.control.default, description=typeset(self.control.label)))
        return [self.choice]

    def put(self, values):
        self.choice.value = values[self.control.name]


class Ticked(Setting):
    """A yes or a no."""

    def fields(self):
        self.tick = self.heard(w.Checkbox(description=typeset(self.control.label), indent=False))
        return [self.tick]

    def put(self, values):
        self.tick.value = values[self.control.name]


class Table_(Setting):
    """A table: one row at a time, its cells named by their columns, and the whole to read behind a button."""

    def fields(self):
        grid = self.control
        self.row = w.Dropdown(options=[(name, rank) for rank, name in enumerate(grid.rows)], description=typeset(grid.label))
        self.row.observe(lambda _: self.quiet or self.show(self.values, settled=True), names="value")
        self.cells = []
        for rank, column in enumerate(grid.columns):
            cell = w.Text(description=named(column), continuous_update=False)
            cell.observe(lambda change, rank=rank: self.give(self.changed(rank, change["new"])), names="value")
            self.cells.append(cell)
        self.whole = w.HTML(layout={"display": "none"})
        button = w.ToggleButton(description="Tout le tableau", tooltip=typeset(f"Tout le tableau : {grid.label}"))
        button.observe(lambda change: setattr(self.whole.layout, "display", None if change["new"] else "none"), names="value")
        names_it = isinstance(grid.columns[0], Name)
        return [self.row, w.Box(self.cells).add_class("essor-cells"), *([] if names_it else [button]), self.whole]

    def changed(self, column, typed):
        """The table with one cell of the row as it was typed."""
        rows = [list(cells) for cells in self.values[self.control.name]]
        rows[self.row.value][column] = typed
        return rows

    def put(self, values):
        grid = self.control
        called, fields = grid.called(values), grid.field(values[grid.name])
        if [label for label, _ in self.row.options] != called:
            at = self.row.value
            self.row.options = [(typeset(name), rank) for rank, name in enumerate(called)]
            self.row.value = at
        for cell, text in zip(self.cells, fields[self.row.value], strict=True):
            cell.value = typeset(text)
        rows = [[name, *cells] for name, cells in zip(called, fields, strict=True)]
        self.whole.value = markup.table(Table(grid.label, ["", *(column.label for column in grid.columns)], rows))
