"""A move in words: what it changed, for who does not see it, and where it leads from the start.

Part of the portable subset.
"""

from essor.portable.french import ABSENT, typeset
from essor.portable.simulators.controls import Grid
from essor.portable.simulators.declaration import Table

UNCHANGED = "Aucun chiffre ne change."


def shown(simulator, values, outcome):
    """What a later move is compared with: the texts of settings and of indicators, and how each indicator is judged."""
    return {
        "values": {control.name: values[control.name] for control in simulator.controls},
        "indicators": {item.label: [item.text, item.verdict.ok if item.verdict else None] for item in outcome.indicators},
    }


def difference(simulator, before, values, outcome):
    """What changed since `before` (of `shown`), in a sentence for each thing: what was set, judgements that turn, then figures."""
    told = [f"{cell or name} : {now}." for name, cell, _, now in _moved(simulator, before["values"], values)]
    turned, figures = [], []
    for item in outcome.indicators:
        text, ok = before["indicators"].get(item.label, [item.text, None])
        if item.verdict and item.verdict.ok != ok:
            turned.append(f"{item.label} : {item.verdict.text}.")
        if text != item.text:
            figures.append(f"{item.label} : {item.text}, au lieu de {text}.")
    return typeset(" ".join(told + (turned + figures or [UNCHANGED])))


def compared(simulator, start, values, outcome):
    """A Table of the settings that are not those of the start, and of every indicator, at the start and now."""
    there = {item.label: item.text for item in simulator.run(start).indicators}
    rows = [[f"{name} : {cell}" if cell else name, was, now] for name, cell, was, now in _moved(simulator, start, values)]
    rows += [[item.label, there.get(item.label, ABSENT), item.text] for item in outcome.indicators]
    return Table("Du départ à maintenant", ["Réglage ou résultat", "Départ", "Maintenant"], rows)


def _moved(simulator, before, values):
    """(name, cell or nothing, text then, text now) of each setting, or cell of one, that is not what it was."""
    for control in simulator.controls:
        was, now = before[control.name], values[control.name]
        if isinstance(control, Grid):
            for cell, then, text in _cells(control, was, values):
                yield control.label, cell, then, text
        elif was != now:
            yield control.label, "", control.text(was), control.text(now)


def _cells(grid, before, values):
    """(name, text then, text now) of each cell of the grid that changed."""
    for row, was, now in zip(grid.called(values), before, values[grid.name]):
        for column, one, other in zip(grid.columns, was, now):
            if one != other:
                yield f"{row}, {column.label}", column.text(one), column.text(other)
