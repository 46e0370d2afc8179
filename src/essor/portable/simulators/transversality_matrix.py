"""« La transversalité, en matrice »: which departments take part in which actions, and where the money is.

TR-01 to TR-05 are those of models.transversality, tools of the course; the administration is fictitious.
"""

from essor.portable.french import listed, number, percent, quantity
from essor.portable.models import transversality
from essor.portable.pictures.bars import Series, bar_chart
from essor.portable.pictures.matrix import matrix_picture
from essor.portable.simulators.controls import Grid, Number, named_in, names
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Verdict, Why, note

DEPARTMENTS = ("Économie et ESS", "Achats", "Finances", "Solidarités", "Culture", "Aménagement", "Environnement")
ACTIONS = ("Clauses sociales", "Monnaie locale", "Pôle (PTCE)", "Appel à projets", "Épicerie solidaire")
LEVELS = ("absente", "informée", "contribue", "pilote")
ESS = 0  # the rank of the ESS department
THOUSANDS = "k€"
READING = 0.5  # share from which TR-03 reads as high and below which TR-04 reads as low; a choice of the course
APART = 6  # the rank of the department that takes no part at the start

DEFAULT = [[2, 3, 3, 3, 2, 260], [3, 0, 0, 0, 0, 0], [1, 2, 0, 1, 0, 0], [2, 0, 0, 1, 3, 90], [0, 1, 2, 1, 0, 20], [0, 0, 2, 0, 0, 30], [0, 1, 0, 0, 1, 0]]

SILO = [[3, 3, 3, 3, 3, 400]] + [[1, 0, 0, 1, 0, 0] for _ in DEPARTMENTS[1:]]
SHARED = [[2, 3, 2, 2, 2, 120], [3, 0, 0, 2, 0, 80], [2, 2, 0, 0, 0, 20], [2, 0, 2, 0, 3, 90], [0, 2, 0, 3, 0, 40], [0, 0, 3, 0, 0, 30], [0, 0, 0, 2, 2, 20]]
ALL_IN = DEFAULT[:6] + [[0, 0, 0, 0, 2, 0]]

CONTROLS = (
    Grid(
        "matrix",
        rows=DEPARTMENTS,
        columns=[Number(f"a{rank}", low=0, high=transversality.LEADS, step=1, default=0, integer=True, label=name) for rank, name in enumerate(ACTIONS)]
        + [Number("budget", low=0, high=100000, step=1, default=0, unit=THOUSANDS, integer=True, label="Crédits ESS")],
        default=DEFAULT,
        named="names",
    ),
    names("names", DEPARTMENTS),
)

PRESETS = (Preset("depart", {}), Preset("tuyau", {"matrix": SILO}), Preset("ligne", {"matrix": ALL_IN}), Preset("partage", {"matrix": SHARED}))

BET = Number("guess", low=0, high=100, step=1, default=50, unit="%", decimals=1, choices=(33, 50, 71, 86))


def _shared_lead(values, outcome):
    """The same money and a leader for each action, but no longer the same department alone."""
    matrix = values["matrix"]
    same = [row[-1] for row in matrix] == [row[-1] for row in DEFAULT]
    return same and not transversality.without_leader([row[:-1] for row in matrix]) and outcome.indicator("dependence").number < 100 * READING


def _one_table(values, outcome):
    """Every pair works together, for having been put around one action."""
    changed = [rank for rank in range(len(ACTIONS)) if [row[rank] for row in values["matrix"]] != [row[rank] for row in DEFAULT]]
    return len(changed) == 1 and len(transversality.working_pairs([row[:-1] for row in values["matrix"]])) == PAIRS


def _without_one(values, outcome):
    """All that an absent department leaves to the others."""
    matrix = [row[:-1] for row in values["matrix"]]
    return max(matrix[APART]) < transversality.CONTRIBUTES and len(transversality.working_pairs(matrix)) == PAIRS - len(matrix) + 1


PAIRS = len(DEPARTMENTS) * (len(DEPARTMENTS) - 1) // 2
AROUND = [[row[0], row[1], row[2], max(row[3], transversality.CONTRIBUTES), row[4], row[5]] for row in DEFAULT]
CHALLENGES = (
    Challenge("pilotes", _shared_lead, {"matrix": [DEFAULT[0], DEFAULT[1], [1, 3, 0, 1, 0, 0]] + DEFAULT[3:]}),
    Challenge("sans-elle", _without_one, {"matrix": AROUND[:APART] + DEFAULT[APART:]}),
    Challenge("une-table", _one_table, {"matrix": AROUND}),
)


def compute(values):
    matrix, departments = [row[:-1] for row in values["matrix"]], named_in(values)
    budgets = [row[-1] for row in values["matrix"]]
    pairs = transversality.working_pairs(matrix)
    absent = [rank for rank, row in enumerate(matrix) if max(row) < transversality.CONTRIBUTES]
    total = sum(budgets)
    dependent, elsewhere = transversality.dependence(matrix, ESS), transversality.budget_elsewhere(budgets, ESS)
    alone = transversality.led_alone(matrix, ESS)
    silo = dependent >= READING and total > 0 and elsewhere < READING
    yield Headline(_headline(silo, len(pairs)))
    verdict = Verdict(
        not absent, "toutes les directions contribuent" if not absent else f"sans contribution : {listed([departments[rank] for rank in absent])}"
    )
    covered, dense = transversality.coverage(matrix), transversality.density(matrix)
    yield Indicator("coverage", percent(covered, 1), number=covered * 100, verdict=verdict)
    verdict = note(f"{quantity(len(pairs), ('paire', 'paires'))} sur {number(PAIRS)}")
    yield Indicator("density", percent(dense, 1), number=dense * 100, verdict=verdict)
    verdict = Verdict(dependent < READING, f"{quantity(len(alone), ('action pilotée', 'actions pilotées'))} par elle seule")
    yield Indicator("dependence", percent(dependent, 1), number=dependent * 100, verdict=verdict)
    index = number(transversality.concentration(budgets), 2)
    verdict = Verdict(elsewhere >= READING, f"concentration {index}") if total else note("aucun crédit saisi")
    yield Indicator("elsewhere", percent(elsewhere, 1), number=elsewhere * 100, verdict=verdict)
    yield Figure("La matrice des directions et des actions", _matrix_reading(departments, matrix, absent), lambda view: _picture(view, departments, matrix))
    yield Figure("Où sont les crédits de l’ESS", _budget_reading(departments, budgets, total), lambda view: _credits(view, departments, budgets))
    yield _sentence(silo, absent, pairs=len(pairs), total=total)
    yield Why(lambda: _why_steps(matrix, budgets, absent=absent, alone=alone, pairs=len(pairs)))
    yield Later(lambda: _departments_table(departments, matrix, budgets, pairs=pairs, total=total))
    yield Later(lambda: _actions_table(departments, matrix))
    yield _answer


def _headline(silo, pairs):
    if silo:
        return "Non, une seule direction tient l’essentiel"
    if not pairs:
        return "Non, aucune direction ne travaille avec une autre"
    if pairs == PAIRS:
        return "Oui, toutes les directions travaillent ensemble"
    return f"En partie, {quantity(pairs, ('paire', 'paires'), 0)} de directions sur {number(PAIRS)}"


def _sentence(silo, absent, pairs, total):
    if silo:
        text = "La lecture est celle d’un tuyau d’orgue : la direction de l’ESS pilote seule la plupart des actions et tient la plupart des crédits."
    elif not total:
        text = (
            "Sans crédits saisis, on ne lit que les participations : "
            f"{quantity(pairs, ('paire de directions travaille', 'paires de directions travaillent'))} ensemble."
        )
    else:
        text = "Ce n’est pas la lecture d’un tuyau d’orgue : la direction de l’ESS ne tient pas à la fois le pilotage et les crédits."
    if not absent:
        return text
    best = len(DEPARTMENTS) - len(absent)
    ceiling = best * (best - 1) / (len(DEPARTMENTS) * (len(DEPARTMENTS) - 1))
    which = "Une ligne vide plafonne" if len(absent) == 1 else f"Les {number(len(absent))} lignes vides plafonnent"
    return f"{text} {which} la densité à {percent(ceiling, 0)}, quels que soient les liens des autres."


def _why_steps(matrix, budgets, absent, alone, pairs):
    count, total = len(DEPARTMENTS), sum(budgets)
    covered, dense, dependent = transversality.coverage(matrix), transversality.density(matrix), transversality.dependence(matrix, ESS)
    led = quantity(len(alone), ("action", "actions"))
    return [
        f"Une direction contribue si elle a un 2 ou un 3 à une action au moins : {_why_contributing(count - len(absent))} sur {number(count)}, "
        f"soit {percent(covered, 1)}.",
        f"Deux directions travaillent ensemble si elles ont un 2 ou un 3 à une même action : {quantity(pairs, ('paire', 'paires'))} sur {number(PAIRS)}, "
        f"soit {percent(dense, 1)}.",
        f"La direction de l’ESS pilote seule, avec le seul 3 de la colonne, {led} sur {number(len(ACTIONS))}, soit {percent(dependent, 1)}.",
        _why_money(budgets, total),
        _why_silo(dependent, budgets, total),
    ]


def _why_contributing(contributing):
    return f"c’est le cas de {quantity(contributing, ('direction', 'directions'))}" if contributing else "ce n’est le cas d’aucune direction"


def _why_money(budgets, total):
    if not total:
        return "Aucun crédit n’est saisi : il n’y a pas de part à calculer."
    elsewhere = transversality.budget_elsewhere(budgets, ESS)
    away = total - budgets[ESS]
    placed = f"{quantity(away, THOUSANDS)} sont dans d’autres directions" if away else "aucun crédit n’est dans une autre direction"
    return f"Sur {quantity(total, THOUSANDS)} de crédits, {placed}, soit {percent(elsewhere, 1)}."


def _why_silo(dependent, budgets, total):
    limit = percent(READING)
    rule = (
        f"Le cours parle de tuyau d’orgue si la direction de l’ESS pilote seule {limit} des actions ou plus et que moins de {limit} des crédits sont ailleurs"
    )
    if not total:
        return f"{rule} : sans crédits saisis, on ne peut pas le dire."
    silo = dependent >= READING and transversality.budget_elsewhere(budgets, ESS) < READING
    return f"{rule} : {'c’est le cas' if silo else 'ce n’est pas le cas'}."


def _picture(view, departments, matrix):
    return matrix_picture(view, departments, columns=ACTIONS, values=matrix, levels=LEVELS, empty="ni pilotage ni contribution", name="matrix")


def _matrix_reading(departments, matrix, absent):
    cells = [level for row in matrix for level in row]
    text = f"{number(len([c for c in cells if c == transversality.LEADS]))} pilotages et {number(len([c for c in cells if c == transversality.CONTRIBUTES]))}"
    text += f" contributions sur {number(len(cells))} cases. "
    if absent:
        text += f"Ni pilotage ni contribution : {listed([departments[rank] for rank in absent])}. "
    orphans = transversality.without_leader(matrix)
    if orphans:
        text += f"Sans pilote : {listed([ACTIONS[rank] for rank in orphans])}. "
    return f"{text}Disque plein : pilote ; à moitié plein : contribue ; cercle vide : informée ; tiret : absente."


def _credits(view, departments, budgets):
    series = [Series("crédits", budgets, colour="petrol", texts=[quantity(b, THOUSANDS) for b in budgets])]
    return bar_chart(view, departments, series=series, x_title="Crédits ESS, en k€")


def _budget_reading(departments, budgets, total):
    if not total:
        return "Aucun crédit n’est saisi."
    largest = budgets.index(max(budgets))
    return f"Sur {quantity(total, THOUSANDS)}, la première ligne de crédits est « {departments[largest]} », avec {quantity(budgets[largest], THOUSANDS)}."


def _departments_table(departments, matrix, budgets, pairs, total):
    rows = [
        [
            name,
            number(len([level for level in row if level >= transversality.CONTRIBUTES])),
            number(len([level for level in row if level == transversality.LEADS])),
            number(len([pair for pair in pairs if rank in pair])),
            quantity(budgets[rank], THOUSANDS),
            percent(budgets[rank] / total, 1) if total else "sans objet",
        ]
        for rank, (name, row) in enumerate(zip(departments, matrix))
    ]
    headers = ["Direction", "Actions à 2 ou 3", "Actions pilotées", "Directions partenaires", "Crédits", "Part des crédits"]
    return Table("Direction par direction", headers, rows)


def _actions_table(departments, matrix):
    rows = []
    for action, name in enumerate(ACTIONS):
        leaders = [departments[rank] for rank, row in enumerate(matrix) if row[action] == transversality.LEADS]
        helpers = [departments[rank] for rank, row in enumerate(matrix) if row[action] == transversality.CONTRIBUTES]
        rows.append([name, listed(leaders) or "aucun pilote", listed(helpers) or "aucune"])
    return Table("Action par action", ["Action", "Pilote", "Contribuent"], rows)


def _answer(guess):
    start = [row[:-1] for row in DEFAULT]
    exact = transversality.density(start) * 100
    fact = f"au départ, le calcul donne {quantity(exact, '%', 1)}, soit {number(len(transversality.working_pairs(start)))} paires sur {number(PAIRS)}"
    if abs(guess - exact) < 1:
        return fact, RIGHT
    if abs(guess - transversality.coverage(start) * 100) < 1:
        return fact, "Vous avez compté les directions qui contribuent ; une paire demande que deux directions contribuent à la même action."
    if guess > exact:
        return fact, "Contribuer ne suffit pas : deux directions qui travaillent sur des actions différentes ne se rencontrent pas."
    return fact, "Plusieurs directions se retrouvent sur la même action, qui fait alors plusieurs paires."


SIMULATOR = Simulator("transversality-matrix", CONTROLS, compute=compute, bet=BET, about="density", presets=PRESETS, challenges=CHALLENGES)
