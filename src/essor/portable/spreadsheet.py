"""A scenario as a file for a French spreadsheet: every quantity a plain number, its unit in a column of its own.

Part of the portable subset. Semicolons between cells, a comma for decimals, and a mark ahead that says UTF-8.
"""

from essor.portable.french import MINUS, NBSP, NNBSP, measured, typeset
from essor.portable.laws import side_by_side
from essor.portable.simulators.controls import Grid
from essor.portable.simulators.declaration import Table, data_of

BYTE_ORDER_MARK = "\ufeff"
UNIT = "Unité"
_RUN = "=+-@\t\r"  # what a spreadsheet takes for the beginning of a formula, in quotes or not


def scenario(simulator, values, address):
    """What a simulator shows at these values: settings that weigh, results, tables, and what each picture draws."""
    outcome = simulator.run(values)
    hidden = simulator.hidden(values)
    shown = [(control, values[control.name]) for control in simulator.controls if control.name not in hidden]
    settings = [[text("Réglage"), text("Valeur"), text(UNIT)]]
    grids = []
    for control, value in shown:
        if isinstance(control, Grid):
            rows = [[name] + [c.text(cell) for c, cell in zip(control.columns, cells)] for name, cells in zip(control.called(values), value)]
            grids.append(_table(Table(control.label, [""] + [column.label for column in control.columns], rows)))
        else:
            settings.append([text(control.label)] + quantity(control.text(value)))
    results = [[text("Résultat"), text("Valeur"), text(UNIT), text("Règle")]]
    for item in outcome.indicators:
        results.append([text(item.label)] + quantity(item.text) + [text(item.verdict.text) if item.verdict else ""])
    drawn = [data_of(figure) for figure in outcome.figures]
    laws = side_by_side(simulator, values)[1] if simulator.regime else []
    head = [[text(simulator.title)], [text(address)]]
    return document([head, settings] + grids + [results] + [_table(table) for table in outcome.tables + drawn + laws])


def document(parts):
    """The file: parts are lists of lines, lines are lists of cells made by `text` and `quantity`."""
    return BYTE_ORDER_MARK + "\r\n\r\n".join("\r\n".join(";".join(line) for line in lines) for lines in parts) + "\r\n"


def text(words):
    """A cell of words, which a spreadsheet shows as they are and never runs."""
    plain = str(words).replace(NBSP, " ").replace(NNBSP, " ").replace(MINUS, "-")
    if plain and plain[0] in _RUN:
        plain = f"'{plain}"
    return '"' + plain.replace('"', '""') + '"'


def quantity(shown):
    """Two cells: the number and its unit; or words, and nothing."""
    apart = measured(typeset(str(shown)))
    if apart is None:
        return [text(shown), ""]
    return [apart[0], text(apart[1]) if apart[1] else ""]


def _table(table):
    """Its caption, its headers, its rows; a column with units has another for them."""
    lines = [[text(table.caption)], []] + [[] for _ in table.rows]
    for rank, header in enumerate(table.headers):
        cells = [quantity(row[rank]) for row in table.rows]
        wide = 2 if any(unit for _, unit in cells) else 1
        for line, added in zip(lines[1:], [[text(header), text(UNIT)]] + cells):
            line.extend(added[:wide])
    return lines
