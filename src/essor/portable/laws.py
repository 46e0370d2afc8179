"""The same case under each law, side by side: then, today, and as the reader amends it.

Part of the portable subset.
"""

from essor.portable.french import ABSENT, STATES, listed, yes_or_no
from essor.portable.rules.dated import UnknownAt
from essor.portable.simulators.controls import AMENDED
from essor.portable.simulators.declaration import Table

UNKNOWN = "aucune valeur connue à cette date"


def side_by_side(simulator, values):
    """What each law changes to the reader's case, as sentences, then its results and the rules that differ, as Tables."""
    regime = simulator.regime
    laws = [(key, name) for key, name in regime.options if regime.days[key]]
    cases = [dict(values, regime=key) for key, _ in laws]
    names, results = [name for _, name in laws], [_results(simulator, case) for case in cases]
    labels = []
    for shown in results:
        labels += [label for label, _ in shown if label not in labels]
    found = [dict(shown) for shown in results]
    rows = [[label] + [shown.get(label, ABSENT) for shown in found] for label in labels]
    tables = [Table("Votre cas sous chaque droit", ["Résultat"] + names, rows)]
    differing = [row for row in [_rule_row(simulator, rule, cases) for rule in simulator.rules] if len(set(row[1:])) > 1]
    if differing:
        tables.append(Table("Les règles qui diffèrent", ["Règle"] + names, differing))
    told = [_changes(names[rank], names[rank + 1], rows=[[row[0], row[rank + 1], row[rank + 2]] for row in rows]) for rank in range(len(names) - 1)]
    if simulator.amendable:
        if not simulator.amendment(cases[-1]).changes:
            told[-1] = (
                f"Votre amendement garde encore les valeurs d’aujourd’hui : choisissez « {regime.text(AMENDED)} » à « {regime.label} », puis déplacez-les."
            )
        told.append("Un amendement se compare, mais ne compte pas pour les défis : ils se jouent avec le droit tel qu’il est.")
    return told, tables


def _results(simulator, values):
    """(label, text and, where it is judged, its state) of each indicator."""
    shown = []
    for item in simulator.run(values).indicators:
        state = STATES.get(item.verdict.ok) if item.verdict else None
        shown.append((item.label, f"{item.text} ({state})" if state else item.text))
    return shown


def _changes(before, after, rows):
    changed = [f"{label} : {now}, au lieu de {then}" for label, then, now in rows if now != then and ABSENT not in (now, then)]
    return f"De « {before} » à « {after} »" + (f" : {' ; '.join(changed)}." if changed else ", aucun de ces résultats ne change.")


def _rule_row(simulator, rule, cases):
    """The rule's name, then its value and its article under each law."""
    row = [rule.label]
    for case in cases:
        with simulator.amendment(case):
            row.append(_stated(rule, simulator.regime.days[case["regime"]]))
    return row


def _stated(rule, date):
    try:
        value = rule.dated.at(date)
    except UnknownAt:
        return UNKNOWN
    if value is True or value is False:
        text = yes_or_no(value)
    elif isinstance(value, tuple) and isinstance(value[0], str):
        text = listed([rule.said.get(one, one) for one in value])
    elif isinstance(value, str):
        text = rule.said.get(value, value)
    else:
        text = rule.dated.text(date)
    return f"{text} : {rule.dated.source(date)}"
