"""No simulator passes a number of law through its own code or its own sentences: each comes from rules/.

The numbers are those that rules/ holds, in the forms in which they may be written (0.5, 50, « 50 % »). What is left alone is
what the reader sets (bounds, defaults, presets, traps), how numbers are shown (decimals), and the short lists below, each
with its reason.
"""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from essor.places import PACKAGE, PORTABLE
from essor.portable.rules.dated import Dated

RULES = sorted(path.stem for path in (PORTABLE / "rules").glob("*.py") if path.stem not in ("__init__", "dated"))
SIMULATORS = [path for path in sorted((PORTABLE / "simulators").glob("*.py")) if path.stem not in ("__init__", "registry", "declaration")]
# random_draws holds the constants of published algorithms, and knows no law.
MODELS = [path for path in sorted((PORTABLE / "models").glob("*.py")) if path.stem not in ("__init__", "random_draws")]
QUESTIONS = [path for path in sorted((PACKAGE / "questions").glob("*.py")) if path.stem != "__init__"]

# Constants of rules/ that are not numbers of law: what floats may be off by, a unit, years of meetings.
NOT_LAW = {"scic.HALF_CENTIME", "scic.ROUNDING", "ess.ROUNDING", "procurement.MILLION", "scic.FIRST_AVERAGED_MEETING", "scic.LAST_KNOWN_MEETING"}

# Numbers that follow from the law and are quoted as if they were in it.
DERIVED = {
    0.575: "reserves of a SCIC, at least",
    0.425: "balance of a SCIC, at most",
    0.85: "what the legal reserve leaves",
    1 / 21: "bonus of the Bou'Sol over what is issued",
}

# --- What a number of law is ----------------------------------------------------------------------------------------


def numbers_in(value):
    """Every number inside a constant of rules/."""
    if isinstance(value, Dated):
        for entry in value.entries:
            yield from numbers_in(entry[1])
    elif isinstance(value, dict):
        for inner in value.values():
            yield from numbers_in(inner)
    elif isinstance(value, (tuple, list)):
        for inner in value:
            yield from numbers_in(inner)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield value


def key(value):
    return round(float(value), 9)


def law_numbers():
    """{number: the constants of rules/ that hold it}."""
    found = {key(value): {why} for value, why in DERIVED.items()}
    for stem in RULES:
        for name, value in vars(import_module(f"essor.portable.rules.{stem}")).items():
            if name.isupper() and not name.startswith("_") and f"{stem}.{name}" not in NOT_LAW:
                for number in numbers_in(value):
                    if number > 0 and number != 1:
                        found.setdefault(key(number), set()).add(f"{stem}.{name}")
    return found


LAW = law_numbers()
# As they may be written in code: a rate also in percent.
CODED = {}
for _value, _holders in LAW.items():
    for _form in {_value, key(_value * 100)} if 0.01 <= _value < 1 else {_value}:
        CODED.setdefault(_form, set()).update(_holders)
# Dividing by 4 is taking 0.25. Dividing by 2 is too common to tell.
DIVISORS = {key(1 / value): names for value, names in LAW.items() if value < 0.5 and key(1 / value) == int(key(1 / value))}


def distinctive(value):
    """Whether a number is unlikely to be there by chance: large, or a rate that is not a round one."""
    return value >= 1000 or key(value * 20) != int(key(value * 20)) or value in (0.15, 0.85)


# --- Where a number may stand in code --------------------------------------------------------------------------------

# What the reader sets, or is told beforehand.
READER = {"Slider", "Number", "Year", "Grid", "Choice", "Switch", "Preset", "Prediction", "Trap"}
SHOWN = {"number", "percent", "quantity", "euros"}  # the first argument is shown, the rest is how
BOUNDS = {"min", "max", "Mark"}
SHAPE = {"range", "round"}


def called(node):
    function = node.func
    return function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""


def inside(nodes):
    return {id(inner) for node in nodes for inner in ast.walk(node)}


def literal(node):
    """The number that a node writes, its sign aside, or None."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        node = node.operand
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
        return key(node.value)
    return None


def is_data(node):
    """A table of numbers for the reader to change: a list of lists."""
    return isinstance(node, (ast.List, ast.Tuple)) and any(isinstance(inner, (ast.List, ast.Tuple)) for inner in node.elts)


def is_tolerance(compare):
    return isinstance(compare.left, ast.Call) and called(compare.left) == "abs"


def given(call):
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def left_alone(tree, data_in_calls):
    """Ids of the nodes where numbers are not looked at."""
    skipped = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name, arguments = called(node), given(node)
            if name in READER or name in SHAPE:
                skipped |= inside(arguments)
            elif name in SHOWN:
                skipped |= inside(arguments[1:])
            elif data_in_calls:
                skipped |= {id(argument) for argument in arguments if literal(argument) is not None}
                skipped |= inside(argument for argument in arguments if isinstance(argument, (ast.List, ast.Tuple, ast.Dict)))
            skipped |= inside(keyword.value for keyword in node.keywords if keyword.arg and keyword.arg.startswith(("x_", "y_")))
        elif isinstance(node, ast.Subscript):
            skipped |= inside([node.slice])
        elif is_data(node):
            skipped |= inside([node])
        elif isinstance(node, ast.Compare) and is_tolerance(node):
            skipped |= {id(part) for part in node.comparators}
    return skipped


ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


SMALL = 12  # whole numbers up to here count things


def thresholds(tree):
    """Names that the source compares with something, or divides or multiplies by."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and any(isinstance(operator, ORDER) for operator in node.ops):
            parts = [node.left, *node.comparators]
        elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mult, ast.Div)):
            parts = [node.left, node.right]
        else:
            continue
        yield from (part.id for part in parts if isinstance(part, ast.Name))


def suspects(tree):
    """(node of a number, its value, its names in rules/, whether it may stand there by chance) wherever one computes,
    compares, names or shows."""
    limits = set(thresholds(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
            loose = not all(isinstance(operator, ORDER) for operator in node.ops)
        elif isinstance(node, ast.BinOp) and not isinstance(node.op, (ast.Pow, ast.Mod)):
            parts, loose = [node.left, node.right], False
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            number = literal(node.value) if node.value else None
            counted = number is not None and number <= SMALL and number == int(number)
            parts, loose = [node.value], counted and not (isinstance(target, ast.Name) and target.id in limits)
        elif isinstance(node, (ast.Return, ast.Lambda)):
            parts, loose = [node.value if isinstance(node, ast.Return) else node.body], False
        elif isinstance(node, ast.IfExp):
            parts, loose = [node.body, node.orelse], False
        elif isinstance(node, ast.arguments):
            parts, loose = node.defaults + node.kw_defaults, False
        elif isinstance(node, ast.Call):
            parts, loose = given(node), called(node) not in SHOWN | BOUNDS
        elif isinstance(node, (ast.Tuple, ast.List)):
            parts, loose = node.elts, True
        elif isinstance(node, ast.Dict):
            parts, loose = node.values, True
        else:
            continue
        for part in parts:
            value = literal(part)
            if value is None:
                continue
            divides = isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Div, ast.FloorDiv)) and part is node.right
            # « rank + 2 », « 3 * shares » count; « + 0.5 » rounds.
            counts = isinstance(node, ast.BinOp) and value <= SMALL and value == int(value)
            counts = counts or (isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)) and value == 0.5)
            counts = counts or (isinstance(node, (ast.IfExp, ast.arguments)) and value <= SMALL and value == int(value))
            if divides and value in DIVISORS:
                yield part, value, DIVISORS[value], False
            elif value in CODED and not counts:
                yield part, value, CODED[value], loose


def home(tree):
    """{id of a node: the function, or the module's name, that holds it}."""
    names = {}
    for statement in tree.body:
        name = getattr(statement, "name", "")
        if isinstance(statement, ast.Assign):
            name = ast.unparse(statement.targets[0])
        names.update((id(inner), name) for inner in ast.walk(statement))
    return names


def code_violations(path, source):
    """« file:line: number is that of … » for each number of law that the source passes through its own code."""
    tree = ast.parse(source)
    skipped, homes = left_alone(tree, data_in_calls=path.parent.name == "questions"), home(tree)
    for node, value, names, loose in suspects(tree):
        inner = node.operand if isinstance(node, ast.UnaryOp) else node
        if id(node) in skipped or id(inner) in skipped or (loose and not distinctive(value)):
            continue
        yield (path.stem, homes[id(node)], inner.value), f"{path.name}:{node.lineno}: {inner.value} is that of {', '.join(sorted(names))}"


# (file, function or name, number): why that number is not the law's.
CODE_ALLOWED = {
    ("axis_portfolio", "compute", 0.5): "an axis wins in more than half of the weightings: plain majority of cases",
    ("bousol", "HALF", 0.5): "the spread that the question halves",
    ("bousol_agents", "DEVIATIONS", 2): "two standard deviations",
    ("bousol_bonus", "HALF_EURO", 0.5): "rounding to whole euros",
    ("bousol_bonus", "LEDGER_ROWS", 15): "rows of a table",
    ("bousol_circuits", "FOUR_SECTORS", 0.15): "fictitious share of a sector",
    ("bousol_circuits", "FIVE_SECTORS", 0.15): "fictitious share of a sector",
    ("budget_per_inhabitant", "YOURS", 100000): "default of a control",
    ("clause_planner", "LORRAINE_HOURS", 300000): "a fact of the register, in hours",
    ("cooperer", "CONTRACTS_2026", 216000): "a contract at the threshold exactly, in the question's list",
    ("cooperer", "LORRAINE_HOURS", 300000): "a fact of the register, in hours",
    ("currency_cohorts", "town", 0.25): "a chance each week, an assumption of the model",
    ("de_minimis", "_granted", 10): "months written with two digits",
    ("deliberation_rules", "_mentions", 10): "width below which a bar carries no text",
    ("esr_bond", "_answer", 20): "index of five equal lines",
    ("ess_or_not", "GUESS_PROFIT", 40000): "the profit that the prediction supposes",
    ("esus_approval", "MOST", 100000): "bound of a control",
    ("insertion", "TENTHS", 10): "tenths of an hour",
    ("investir", "WANTED", 200000): "the aid that the question supposes",
    ("loi_2014", "(EQUITY, LOANS, BOND_RATE)", 0.015): "the bond rate that the question supposes",
    ("my_departement", "CLASS", 20): "departments of one shade of the map",
    ("networks", "centralisation", 3): "a network of two has no centre",
    ("networks", "density", 2): "a link takes two members",
    ("ptce_radar", "SOUND", 2): "a mark out of five, a choice of the course",
    ("ptce_radar", "_few", 2): "how many names fit in a sentence",
    ("scic_capital", "MOVEMENTS", 5): "rows of a table",
    ("scic_ten_years", "HALF_EURO", 0.5): "rounding to whole euros",
    ("shift_share", "_signed", 0.5): "rounding to whole jobs",
    ("spaser", "NEAR", 0.25): "tolerance of a guess, in years",
    ("spaser", "_days", 3): "Gregorian calendar",
    ("spaser", "_days", 4): "Gregorian calendar",
    ("spaser", "_days", 5): "Gregorian calendar",
    ("transversality_matrix", "READING", 0.5): "a choice of the course, said so to the reader",
}

# --- Sentences -------------------------------------------------------------------------------------------------------

NUMBER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
UNIT = r"%|€|M€|SMIC|ans?\b|exercices?\b|points?\b|heures?\b|h\b"
LISTED = re.compile(rf"((?:(?:{NUMBER})[ \u00a0\u202f]?(?:{UNIT})?(?:,| et| à| ou| puis|, puis)[ \u00a0\u202f])*)({NUMBER})[ \u00a0\u202f]?({UNIT})")


def quantities(text):
    """(number, unit) of every quantity of a French text; « de 20 à 50 % » has two."""
    for match in LISTED.finditer(text):
        unit = match.group(3)
        for written in [*re.findall(NUMBER, match.group(1)), match.group(2)]:
            yield _value(written), unit
    # Large numbers tell by themselves, and « 1/5 » is 20 %.
    for written in re.findall(rf"(?<![\d/-])({NUMBER})(?![\d/])", text):
        if _value(written) >= 1000 and not re.fullmatch(r"(19|20)\d\d", written):
            yield _value(written), ""
    for below in re.findall(r"\b1/(\d+)\b", text):
        yield 100 / int(below), "%"


def _value(written):
    return float(re.sub(r"[ \u00a0\u202f]", "", written).replace(",", "."))


def law_of(value, unit):
    """The constants of rules/ that a quantity repeats, if any."""
    if unit == "%":
        # Percentages are rounded when shown.
        return {name for number, names in LAW.items() if number < 1 and abs(100 * number - value) < 0.005 for name in names}
    if unit == "M€":
        return LAW.get(key(value * 1e6), set())
    if unit == "€":
        names = LAW.get(key(value), set())
        return names if value >= 1000 else names & {"procurement.HOURLY_COST"}
    if unit.startswith("point"):
        return LAW.get(key(value / 100), set())
    return LAW.get(key(value), set()) if value >= 2 else set()


# In what the reader sets or guesses, numbers are examples, unless the words are those of law.
OF_LAW = re.compile(r"plafond|seuil|minim|maxim|au moins|au plus|loi\b|légal|article|art\.|règlement|décret|obligat", re.IGNORECASE)
EXAMPLES = {"Preset", "Prediction"}


def text_violations(path, source):
    """« file:line: … » for each quantity of law written in a sentence instead of being composed from rules/."""
    tree = ast.parse(source)
    examples = set()
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef)) and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in EXAMPLES:
            examples |= inside(given(node))
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)) or id(node) in documentation:
            continue
        if id(node) in examples and not OF_LAW.search(node.value):
            continue
        for value, unit in quantities(node.value):
            names = law_of(value, unit)
            if names:
                written = f"{value:.6g} {unit}".strip()
                yield (path.stem, written, node.value), f"{path.name}:{node.lineno}: « {written} » is that of {', '.join(sorted(names))}: {node.value}"


# (file, quantity, words around it): why that quantity is an example or an explanation, and not the law's.
TEXT_ALLOWED = {
    ("bousol_bonus", "5 %", "eusko"): "fee of another currency, a fact of the press",
    ("bousol_bonus", "4.7619 %", "1/21"): "the fraction that the sentence explains; its percentage is composed",
    ("bousol_circuits", "5 %", "fonte"): "melt of the Bou'Sol, a fact of the press",
    ("clause_planner", "300000 heures", "Lorraine"): "a fact of the register",
    ("clause_planner", "300000", "Lorraine"): "a fact of the register",
    ("clause_planner", "300000", "divisé par"): "a fact of the register, divided",
    ("esr_bond", "25 %", "mises au carré"): "shares of the prediction's lines",
    ("esr_bond", "20 %", "mises au carré"): "shares of the prediction's lines",
    ("ess_or_not", "40000 €", "Quelle part"): "the profit that the prediction supposes",
    ("ess_or_not", "40000", "Quelle part"): "the profit that the prediction supposes",
    ("transversality_matrix", "50 %", "choix du cours"): "a choice of the course, said so to the reader",
}


def allowed_text(stem, written, text):
    return [entry for entry in TEXT_ALLOWED if entry[0] == stem and entry[1] == written and entry[2] in text]


# --- The project holds to it -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SIMULATORS + MODELS + QUESTIONS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_number_of_law_in_code(path):
    found = [message for where, message in code_violations(path, path.read_text("utf8")) if where not in CODE_ALLOWED]
    assert not found, "take it from rules/, or say in CODE_ALLOWED why it is not the law's:\n" + "\n".join(found)


@pytest.mark.parametrize("path", SIMULATORS, ids=lambda path: path.stem)
def test_no_number_of_law_in_sentences(path):
    found = [message for where, message in text_violations(path, path.read_text("utf8")) if not allowed_text(*where)]
    assert not found, "compose it from rules/, or say in TEXT_ALLOWED why it is not the law's:\n" + "\n".join(found)


def test_every_exception_is_still_needed():
    used_code, used_text = set(), set()
    for path in SIMULATORS + MODELS + QUESTIONS:
        used_code |= {where for where, _ in code_violations(path, path.read_text("utf8"))}
    for path in SIMULATORS:
        for where, _ in text_violations(path, path.read_text("utf8")):
            used_text |= set(allowed_text(*where))
    assert not set(CODE_ALLOWED) - used_code and not set(TEXT_ALLOWED) - used_text


# --- The search finds what it should, and only that -------------------------------------------------------------------


def test_the_law_is_gathered_from_the_rules():
    # A few values of the reference, each with the constant that must hold it.
    for value, name in [
        (0.5, "scic.PUBLIC_CEILING"),
        (0.2, "scic.PUBLIC_CEILING"),
        (0.15, "scic.LEGAL_RESERVE"),
        (18500, "scic.LEAST_CAPITAL_OF_SA"),
        (0.0228, "scic.TMO"),
        (200000, "state_aid.GENERAL_CEILING"),
        (300000, "state_aid.GENERAL_CEILING"),
        (750000, "state_aid.SIEG_CEILING"),
        (3, "state_aid.WINDOW_YEARS"),
        (50e6, "procurement.SPASER_THRESHOLD"),
        (143000, "procurement.EUROPEAN_THRESHOLD"),
        (221000, "procurement.EUROPEAN_THRESHOLD"),
        (5538000, "procurement.EUROPEAN_THRESHOLD"),
        (60000, "procurement.EXEMPTION"),
        (1607, "procurement.HOURS_PER_FTE"),
        (0.66, "ess.ESUS_COST_SHARE"),
        (7, "ess.ESUS_MEAN_PAY"),
        (23000, "grants.AGREEMENT_ABOVE"),
        (1 / 3, "scic.ASKING_DIRECTORS"),
        (2, "territorial_policy.CONFERENCE_YEARS"),
    ]:
        assert name in LAW[key(value)], value


SAMPLE = Path("src/essor/portable/simulators/sample.py")


@pytest.mark.parametrize(
    "source",
    [
        "CEILING = 300000",
        "CEILING = 300_000.0",
        "SHARE = 0.15",
        "SHARE = 15",
        "LEAST = 0.575",
        "CEILINGS = (200000, 300000)",
        "CEILINGS = {'today': 750000}",
        "def f(total):\n    return total <= 300000",
        "def f(total):\n    return total - 23000 > 0",
        "def f(public, capital):\n    return public <= 0.5 * capital",
        "def f(share):\n    return 100 * share > 50",
        "def f(capital):\n    return max(capital / 4, 0)",
        "def f(capital):\n    return max(capital, 18500)",
        "def f(result):\n    return result * 0.15",
        "def f(rate):\n    return min(rate, 0.0228)",
        "def f(pay):\n    return pay <= 7",
        "def f(years):\n    return years >= 5",
        "def f(members):\n    return members < 3",
        "LEAST = 3\ndef f(members):\n    return members < LEAST",
        "def f(hours):\n    return hours / 1607",
        "def f(spend):\n    return spend > 50000000",
        "def f(date):\n    return 5538000 if date else 5404000 + 0",
        "def f():\n    return euros(23000)",
        "def f():\n    return percent(0.5)",
        "def f():\n    return Mark('x', 66, 'seuil')",
        "def f(old):\n    return 20 if old else 50",
        "def f(rate):\n    return min(rate, 0.5)",
        "def f(share, cap=0.5):\n    return share <= cap",
        "f = lambda: 0.5",
    ],
)
def test_a_number_of_law_in_code_is_seen(source):
    found = list(code_violations(SAMPLE, source))
    assert found and all(message.startswith("sample.py:") for _, message in found)


@pytest.mark.parametrize(
    "source",
    [
        "from essor.portable.rules.scic import PUBLIC_CEILING\ndef f(public, capital, date):\n    return public <= PUBLIC_CEILING.at(date) * capital",
        "S = Slider('a', 'A', 0, 300000, 1000, 50000, '€', 'Fictif.')",
        "N = Number('a', 'A', 0, 50, 5, 15, '%')",
        "P = Preset('a', 'A', 'note', {'aid': 300000, 'rate': 0.15})",
        "T = Trap(300000, 'why')",
        "GRID = [[300000, 50, 5], [18500, 15, 10]]",
        "def f(share):\n    return percent(share, 2) + quantity(share, decimals=2)",
        "def f(guess, real):\n    return abs(guess - real) < 0.5",
        "def f(rows):\n    return [row[3] for row in rows[:5]]",
        "def f(value):\n    return int(value * 100 + 0.5)",
        "def f(rank):\n    return rank + 2",
        "def f(inflation, rank):\n    return (1 + inflation) ** 10",
        "ROWS = 5",
        "def f(amount):\n    return amount >= 123456",
    ],
)
def test_other_numbers_are_let_be(source):
    assert not list(code_violations(SAMPLE, source))


def test_where_answers_are_computed_the_arguments_of_a_rule_are_the_question_s():
    computed = Path("src/essor/questions/sample.py")
    source = "def f():\n    return law.largest_public_subscription(40000, 300000, CHECKED)"
    assert not list(code_violations(computed, source)) and list(code_violations(SAMPLE, source))
    assert list(code_violations(computed, "def f():\n    return max(0, (0.5 * 300000 - 40000) / 2)"))


@pytest.mark.parametrize(
    "text, seen",
    [
        ("La moitié, 50 %, est permise.", ["50 %"]),
        ("Le plafond est passé de 20 à 50 %.", ["20 %", "50 %"]),
        ("Au moins 57,5\u00a0% vont en réserve.", ["57.5 %"]),
        ("Une SA garde 18\u202f500\u00a0€.", ["18500 €", "18500"]),
        ("Règlement : 200 000 € puis 300 000 €.", ["200000 €", "300000 €", "200000", "300000"]),
        ("le seuil de 50 M€", ["50 M€"]),
        ("7 SMIC en moyenne", ["7 SMIC"]),
        ("TMO + 2 points", ["2 points"]),
        ("ETP = H / 1 607", ["1607"]),
        ("réserves < 1/5 du capital", ["20 %"]),
        ("TMO de 2,28 % au premier semestre", ["2.28 %"]),
        ("tous les 5 ans", ["5 ans"]),
        ("Règlement n° 2023/2831, art. 50, en 2024", []),
        ("73 % des gens, 12 345 €, 6 SMIC", []),
        ("50 projets", []),
    ],
)
def test_quantities_of_law_in_a_sentence(text, seen):
    found = [written for (_, written, _), _ in text_violations(SAMPLE, f"METHOD = {text!r}")]
    assert sorted(found) == sorted(seen)


@pytest.mark.parametrize(
    "source, seen",
    [
        ("P = Preset('a', 'Cas fictif', '50 % des parts à la commune.', {})", False),
        ("P = Preset('a', 'Cas fictif', 'Le plafond est de 50 %.', {})", True),
        ("P = Prediction('300 000 € de bénéfice : combien en réserve ?', c)", False),
        ("P = Prediction('Le seuil est de 23 000 € : combien ?', c)", True),
        ("def f():\n    'At most 50 % of capital.'\n    return 1", False),
        ("def f(c):\n    return 'plafond de ' + percent(PUBLIC_CEILING.at(c))", False),
        ("def f(c):\n    return f'plafond de 50 % de {c}'", True),
    ],
)
def test_examples_and_documentation_are_let_be(source, seen):
    assert bool(list(text_violations(SAMPLE, source))) is seen
