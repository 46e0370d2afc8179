"""A simulator as an object for who knows a little pandas: its results and pictures as tables, sweeps over settings, its own help.

    sim = bousol_circuits(reuse=60)
    sim.tableau()                           # the results: indicateur, valeur, unité
    sim.tableau(figure=0)                   # what its first picture draws
    sim.figure()                            # the Plotly figure of « Explorer »
    sim.balayage(reuse=range(0, 95, 5))     # one row for each value and result

pandas and Plotly are loaded when they are asked for.
"""

import inspect
import itertools
import re

from essor.portable.french import MINUS, NBSP, NNBSP, listed, number, quoted, typeset
from essor.portable.pictures.plot import BARS, SAID, STACK, explored
from essor.portable.simulators.controls import Choice, Grid, InputError, Switch
from essor.portable.simulators.declaration import Simulator, View
from essor.readers.strict import nearest

MOST_RUNS = 2000
DIGITS = 12  # of a value: past them, two versions of Python add up differently, and a notebook run by the other would change

_QUANTITY = re.compile(r"([±×]?) ?[+-]?[\d ]*\d(?:,\d+)?(.*)")


class Analysed:
    """What a simulator's view gives to compute with: its simulator, and the value of every setting."""

    simulator: Simulator
    values: dict

    def tableau(self, figure=None):
        """Les résultats, en DataFrame : indicateur, valeur (un nombre) et unité. Avec `figure=0`, les données de la première image.

        Un résultat qui n’est pas un nombre, comme une date, n’a pas de valeur : « unité » dit ce que la page affiche.
        """
        import pandas as pd

        outcome = self.simulator.run(self.values)
        if figure is None:
            return pd.DataFrame([_result(item) for item in outcome.indicators]).astype({"valeur": float})
        return _frame(pd, self._plot(figure, outcome.figures))

    def figure(self, rang=None):
        """La figure Plotly de « Explorer » : la première image qui a des nombres à explorer, ou celle de ce rang, à partir de 0."""
        import plotly.graph_objects as go

        figures = self.simulator.run(self.values).figures
        plots = [self._plot(rank, figures) for rank in range(len(figures))]
        able = [rank for rank, plot in enumerate(plots) if plot.kind != SAID]
        if rang is None and able:
            rang = able[0]
        if rang not in able:
            where = f"Rangs possibles : {listed(map(str, able), 'ou')}." if able else "Aucune image de ce simulateur ne s’explore."
            raise InputError(None, f"Cette image n’a pas de nombres à explorer. {where} tableau(figure=…) donne ce que dit chaque image.")
        made = explored(plots[rang])
        made["layout"]["title"] = {"text": typeset(figures[rang].title)}
        made["layout"]["margin"]["t"] = 70
        return go.Figure(made)

    def balayage(self, **reglages):
        """Les résultats pour chaque valeur d’un réglage : une ligne par valeur et par indicateur. Deux réglages donnent la grille."""
        import pandas as pd

        check_names(self.simulator, reglages)
        if not reglages:
            raise InputError(None, f"Donnez au moins un réglage et ses valeurs. {_known(self.simulator)}")
        swept = {name: _many(self.simulator.control(name), values) for name, values in reglages.items()}
        runs = 1
        for values in swept.values():
            runs *= len(values)
        if runs > MOST_RUNS:
            count = f"{number(runs)} calculs demandés, {number(MOST_RUNS)} au plus"
            raise InputError(None, f"{count} : prenez un pas plus large, ou balayez moins de réglages à la fois.")
        rows, weighs = [], set()
        for point in itertools.product(*swept.values()):
            chosen = dict(zip(swept, point, strict=True))
            values = self.simulator.values({**self.values, **chosen})
            weighs |= set(swept) - set(self.simulator.hidden(values))
            results = map(_result, self.simulator.run(values).indicators)
            rows += [{**{name: values[name] for name in swept}, **result} for result in results]
        if idle := [self.simulator.control(name).label for name in swept if name not in weighs]:
            raise InputError(None, f"Sans effet avec les autres réglages : {quoted(idle)}. Changez d’abord ce dont il dépend.")
        return pd.DataFrame(rows).astype({"valeur": float})

    def _plot(self, rank, figures):
        if rank not in range(len(figures)):
            raise InputError(None, f"Il n’y a pas d’image {rank}. Rangs possibles : {listed([str(one) for one in range(len(figures))], 'ou')}.")
        return figures[rank].draw(View()).plot


def _result(item):
    """An indicator as a row. What a reader sees says the unit; the value is the one before display."""
    shown = _QUANTITY.fullmatch(_plain(typeset(str(item.text))))
    if shown is None or item.number is None:
        return {"indicateur": _plain(item.label), "valeur": None, "unité": _plain(item.text)}
    return {"indicateur": _plain(item.label), "valeur": float(f"{item.number:.{DIGITS}g}"), "unité": f"{shown[1]} {shown[2].strip()}".strip()}


def _plain(text):
    """A text for a table: plain spaces, and the minus of keyboards, so that a filter typed by hand finds it."""
    return str(text).replace(NBSP, " ").replace(NNBSP, " ").replace(MINUS, "-")


def _frame(pd, plot):
    """The data of a picture: series that share what they run along are columns of one table, as in the page."""
    lying = plot.kind in (BARS, STACK)
    along, measured = (plot.y_title, plot.x_title) if lying else (plot.x_title, plot.y_title)
    along, measured = _plain(along) or "nom", _plain(measured) or "valeur"
    series = [(_plain(trace.label) or measured, list(trace.xs), list(trace.texts if plot.kind == SAID else trace.ys)) for trace in plot.traces]
    if all(xs == series[0][1] for _, xs, _ in series):
        return pd.DataFrame({along: series[0][1], **{name: ys for name, _, ys in series}})
    rows = [(name, x, y) for name, xs, ys in series for x, y in zip(xs, ys, strict=True)]
    return pd.DataFrame(rows, columns=["série", along, measured])


def _many(control, values):
    """The values of one setting, checked. A number from NumPy or pandas is a plain one."""
    if isinstance(values, str) or not hasattr(values, "__iter__"):
        raise InputError(control.name, f"{control.label} : donnez plusieurs valeurs, comme {control.name}=[…] ou {control.name}=range(…).")
    checked = [control.parse(value.item() if hasattr(value, "item") else value) for value in values]
    if not checked:
        raise InputError(control.name, f"{control.label} : il manque des valeurs à essayer.")
    return checked


def check_names(simulator, given):
    """InputError if a setting is unknown: it names the nearest one, and all of them."""
    names = [control.name for control in simulator.controls]
    for name in given:
        if name not in names:
            near = _nearest(name, simulator.controls)
            guess = f" Vouliez-vous dire « {near} » ?" if near else ""
            raise InputError(None, f"Réglage inconnu : « {name} ».{guess} {_known(simulator)}")


def _nearest(name, controls):
    """The setting whose name, or a word of whose label, looks most like this one; "" if none does."""
    looked = {control.name: control.name for control in controls}
    looked.update({word.lower(): control.name for control in controls for word in control.label.split(" ") if len(word) > 4 and word.lower() not in looked})
    return looked.get(nearest(name.lower(), looked), "")


def _known(simulator):
    return f"Réglages : {', '.join(f'{control.name} ({control.label})' for control in simulator.controls)}."


def described(control):
    """A setting in one line: its name, what it is, its bounds or its choices, where it starts, what it means."""
    if isinstance(control, Choice):
        bounds = " ou ".join(f'"{value}" ({label})' for value, label in control.options[:8])
        bounds += f"… ({len(control.options)} choix)" if len(control.options) > 8 else ""
        start = f'"{control.default}"'
    elif isinstance(control, Switch):
        bounds, start = "True (oui) ou False (non)", str(control.default)
    elif isinstance(control, Grid):
        shape = f"{len(control.rows)} lignes de {len(control.columns)} valeurs ({', '.join(column.label or 'nom' for column in control.columns)})"
        bounds, start = f"une liste de {shape}", "voir .values"
    else:
        bounds, start = control.bounds(), control.text(control.default)
    only = f" Ne compte que si {control.only[0]} vaut {listed([repr(value) for value in control.only[1]], 'ou')}." if control.only else ""
    return f"  {control.name} : {control.label}, {bounds} ; au départ {start}. {control.help}{only}".rstrip()


def function(slug, simulator, make):
    """A function that makes the view of a simulator, with what « ? » and the completion of a notebook show: all from its declaration."""

    def shown(**reglages):
        return make(slug, **reglages)

    name = slug.replace("-", "_")
    lines = [f"{simulator.title}", "", "Réglages :", *map(described, simulator.controls)]
    if simulator.prediction:
        lines += ["  predict : demander d’abord votre prédiction, True (au départ) ou False."]
    if simulator.presets:
        lines += ["", "Situations :"]
        lines += [f"  {name}({', '.join(f'{key}={value!r}' for key, value in one.values.items())})\n      {one.label}. {one.note}" for one in simulator.presets]
    lines += ["", "Ensuite : .tableau(), .tableau(figure=0), .figure(), .balayage(réglage=[…])."]
    keyword = inspect.Parameter.KEYWORD_ONLY
    settings = [inspect.Parameter(control.name, keyword, default=control.default) for control in simulator.controls]
    shown.__name__ = shown.__qualname__ = name
    shown.__doc__ = typeset("\n".join(lines))
    signature = inspect.Signature([inspect.Parameter("predict", keyword, default=True), *settings])
    shown.__signature__ = signature  # type: ignore[attr-defined]  # what inspect reads
    return shown
