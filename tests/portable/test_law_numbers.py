"""No simulator passes a number of law through its own code or its own sentences: each comes from rules/, which print it.

What the reader sets (controls, situations, bets) and how numbers are shown are left alone, and the short lists below, each with
its reason.
"""

import ast
import re
import tomllib
from importlib import import_module

import pytest

from essor.places import PACKAGE, PORTABLE
from essor.portable.rules.dated import Dated
from leaves import leaves, literals, numbers, strings

RULES = sorted(path.stem for path in (PORTABLE / "rules").glob("*.py") if path.stem not in ("__init__", "dated"))
# random_draws holds the constants of published algorithms, and knows no law.
CODE = [
    path
    for folder in (PORTABLE / "simulators", PORTABLE / "models", PACKAGE / "questions")
    for path in sorted(folder.glob("*.py"))
    if path.stem not in ("__init__", "registry", "declaration", "controls", "random_draws")
]
WORDS = sorted((PORTABLE / "simulators").glob("*.toml"))

# Constants of rules/ that are not numbers of law: what floats may be off by, a unit, years of meetings.
NOT_LAW = {"scic.HALF_CENTIME", "scic.ROUNDING", "ess.ROUNDING", "procurement.MILLION", "scic.FIRST_AVERAGED_MEETING", "scic.LAST_KNOWN_MEETING"}
# Numbers that follow from the law and are quoted as if they were in it.
DERIVED = {0.575: "reserves of a SCIC", 0.425: "balance of a SCIC", 0.85: "what the legal reserve leaves", 1 / 21: "bonus of the Bou'Sol over what is issued"}
SMALL = 12  # whole numbers up to here count things, unless they are a bound


def numbers_in(value):
    """Every number inside a constant of rules/."""
    return [number for one in leaves(value) for number in numbers([entry.value for entry in one.entries] if isinstance(one, Dated) else one)]


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
CODED = {form: names for value, names in LAW.items() for form in ({value, key(value * 100)} if 0.01 <= value < 1 else {value})}

# --- In code ---------------------------------------------------------------------------------------------------------

# What the reader sets, and what only counts or shows.
LEFT_ALONE = {"Slider", "Amended", "Number", "Year", "Grid", "Choice", "Preset", "Challenge", "range", "round", "View"}
SHOWN = {"number", "percent", "quantity", "euros"}  # the first argument is shown, the rest is how
ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


def called(call):
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def inside(nodes):
    return {id(inner) for node in nodes for inner in ast.walk(node)}


def left_alone(tree):
    """Ids of the nodes where numbers are not looked at."""
    skipped = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            after = 0 if called(node) in LEFT_ALONE else 1 if called(node) in SHOWN else len(node.args)
            how = [k.value for k in node.keywords if called(node) in LEFT_ALONE | SHOWN or (k.arg or "").startswith(("x_", "y_"))]
            skipped |= inside([*node.args[after:], *how])
        elif isinstance(node, ast.Subscript):
            skipped |= inside([node.slice])
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
            skipped |= inside([node.right])
        elif isinstance(node, (ast.List, ast.Tuple)) and any(isinstance(inner, (ast.List, ast.Tuple)) for inner in node.elts):
            skipped |= inside([node])  # a table of the reader's
        elif isinstance(node, ast.Compare) and isinstance(node.left, ast.Call) and called(node.left) == "abs":
            skipped |= inside(node.comparators)  # how near a guess is
    return skipped


def bounds(tree):
    """Ids of the numbers that bound something: compared in order, or given to min and max; and of what a name holds that does."""
    named = {node.targets[0].id: node.value for node in ast.walk(tree) if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)}
    for node in ast.walk(tree):
        parts = []
        if isinstance(node, ast.Compare) and any(isinstance(operator, ORDER) for operator in node.ops):
            parts = [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and called(node) in ("min", "max", "Mark"):
            parts = node.args
        yield from (id(named.get(part.id, part) if isinstance(part, ast.Name) else part) for part in parts)


def code_violations(source, of_questions=False):
    """(number, the constants of rules/ that hold it) for each number of law that the source passes through its own code.

    In a question's code, what is named or given to a rule is the question's; what is computed or compared with is not.
    """
    tree = ast.parse(source)
    skipped, bounding = left_alone(tree), set(bounds(tree))
    if of_questions:
        computed = [node for node in ast.walk(tree) if isinstance(node, (ast.BinOp, ast.Compare))]
        operands = {id(part) for node in computed for part in ast.iter_child_nodes(node)} | bounding
        skipped |= {id(node) for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in operands}
    divisors = {id(node.right) for node in ast.walk(tree) if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Div, ast.FloorDiv))}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and not isinstance(node.value, bool) and id(node) not in skipped:
            # Dividing by 4 is taking 0.25; by 2 is too common to tell, as is adding 0.5 to round.
            inverse = key(1 / node.value) if id(node) in divisors and node.value > 2 else None
            names = LAW.get(inverse) or CODED.get(key(node.value))
            counts = node.value == int(node.value) and node.value <= SMALL and id(node) not in bounding and not LAW.get(inverse)
            if names and not counts:
                yield node.value, sorted(names)


# Which numbers of a file are not the law's, and why.
CODE_ALLOWED = {
    "axis_portfolio": ({3, 0.5}, "criteria; an axis wins in more than half of the weightings"),
    "bousol": ({0.5}, "the spread that the question halves"),
    "bousol_bonus": ({0.5, 5, 10, 15}, "rounding to whole euros; fee of the eusko, a fact of the press; end of a scale; rows of a table"),
    "bousol_circuits": ({0.1, 0.15, 0.2, 0.25}, "fictitious shares of sectors"),
    "budget_per_inhabitant": ({100000}, "default of a control"),
    "clause_planner": ({30, 0.5, 300000}, "a fictitious cost and share; hours of Lorraine, a fact of the register"),
    "currency_cohorts": ({0.25, 0.5}, "chances and shares that the model supposes"),
    "deliberation_rules": ({10}, "width below which a bar carries no text"),
    "esr_bond": ({20, 35, 50, 70}, "fictitious amounts; index of five equal lines"),
    "esus_approval": ({100000}, "bound of a control"),
    "goutte_dor_census": ({10, 20}, "few jobs, a choice of the course; a share that the study gives"),
    "missing_link": ({0.25}, "a relay of too much, a choice of the course"),
    "departments": ({20}, "departments of one shade of the map"),
    "networks": ({2, 3}, "a link takes two members; a network of two has no centre"),
    "ptce_radar": ({2, 3}, "marks out of five, a choice of the course; names that fit in a sentence"),
    "scic_ten_years": ({0.5}, "rounding to whole euros"),
    "spaser": ({0.25, 3, 4, 5}, "tolerance of a guess; Gregorian calendar"),
    "transversality_matrix": ({0.5}, "a choice of the course, said so to the reader"),
}


@pytest.mark.parametrize("path", CODE, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_number_of_law_in_code(path):
    found = [
        f"{number} is that of {names}"
        for number, names in code_violations(path.read_text("utf8"), path.parent.name == "questions")
        if number not in CODE_ALLOWED.get(path.stem, [[]])[0]
    ]
    assert not found, "take it from rules/, or say in CODE_ALLOWED why it is not the law's"


# --- In sentences ----------------------------------------------------------------------------------------------------

NUMBER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
UNIT = r"%|€|M€|SMIC|ans?\b|exercices?\b|points?\b|heures?\b|h\b"
LISTED = re.compile(rf"((?:(?:{NUMBER})[ \u00a0\u202f]?(?:{UNIT})?(?:,| et| à| ou| puis|, puis)[ \u00a0\u202f])*)({NUMBER})[ \u00a0\u202f]?({UNIT})")
# In what the reader sets or guesses, numbers are examples, unless the words are those of law.
OF_LAW = re.compile(r"plafond|seuil|minim|maxim|au moins|au plus|loi\b|légal|article|art\.|règlement|décret|obligat", re.IGNORECASE)
EXAMPLES = ("situations", "pari")


def quantities(text):
    """(number, unit) of every quantity of a French text; « de 20 à 50 % » has two."""
    for before, last, unit in LISTED.findall(text):
        yield from ((_value(written), unit) for written in [*re.findall(NUMBER, before), last])
    # Large numbers tell by themselves, and « 1/5 » is 20 %.
    for written in re.findall(rf"(?<![\d/-])({NUMBER})(?![\d/])", text):
        if _value(written) >= 1000 and not re.fullmatch(r"(19|20)\d\d", written):
            yield _value(written), ""
    yield from ((100 / int(below), "%") for below in re.findall(r"\b1/(\d+)\b", text))


def _value(written):
    return float(re.sub(r"[ \u00a0\u202f]", "", written).replace(",", "."))


def law_of(value, unit):
    """The constants of rules/ that a quantity repeats, if any."""
    if unit == "%":  # rounded when shown
        return {name for number, names in LAW.items() if number < 1 and abs(100 * number - value) < 0.005 for name in names}
    if unit == "€" and value < 1000:
        return LAW.get(key(value), set()) & {"procurement.HOURLY_COST"}
    scale = 1e6 if unit == "M€" else 0.01 if unit.startswith("point") else 1
    return LAW.get(key(value * scale), set()) if value >= 2 or scale != 1 else set()


def sentences(path):
    """The texts of a module, its docstrings aside, or of a text file, examples only where they speak of law."""
    if path.suffix == ".toml":
        for part, said in tomllib.loads(path.read_text("utf8")).items():
            yield from (text for text in strings(said) if part not in EXAMPLES or OF_LAW.search(text))
        return
    yield from literals(path.read_text("utf8"))


# (file, quantity, words around it): why that quantity is an example or an explanation, and not the law's.
TEXT_ALLOWED = {
    ("bousol_bonus", "5", "eusko"): "fee of another currency, a fact of the press",
    ("bousol_bonus", "4.7619", "1/21"): "the fraction that the sentence explains; its percentage is composed",
    ("bousol_circuits", "5", "fonte"): "melt of the Bou'Sol, a fact of the press",
    ("clause_planner", "300000", "Lorraine"): "a fact of the register",
    ("esr_bond", "25", "mises au carré"): "shares of the bet's lines",
    ("esr_bond", "20", "mises au carré"): "shares of the bet's lines",
    ("transversality_matrix", "50", "choix du cours"): "a choice of the course, said so to the reader",
}


@pytest.mark.parametrize("path", [path for path in CODE if path.parent.name == "simulators"] + WORDS, ids=lambda path: path.name)
def test_no_number_of_law_in_sentences(path):
    found = []
    for text in sentences(path):
        for value, unit in quantities(text):
            written = f"{value:.6g} {unit}".strip()
            allowed = any(path.stem == stem and written.split()[0] == number and words in text for stem, number, words in TEXT_ALLOWED)
            if law_of(value, unit) and not allowed:
                found.append((written, sorted(law_of(value, unit)), text))
    assert not found, "write {rule.NAME}, or say in TEXT_ALLOWED why it is not the law's"


def test_every_exception_is_still_needed():
    for path in CODE:
        used = {number for number, _ in code_violations(path.read_text("utf8"), path.parent.name == "questions")}
        assert CODE_ALLOWED.get(path.stem, [set()])[0] <= used, path.stem
    said = {path.stem: " ".join(sentences(path)) for path in CODE}
    for path in WORDS:
        said[path.stem] += " ".join(sentences(path))
    assert all(words in said[stem] for stem, _, words in TEXT_ALLOWED)


# --- The search finds what it should, and only that -------------------------------------------------------------------


def test_the_law_is_gathered_from_the_rules():
    held = {"scic.PUBLIC_CEILING": (0.2, 0.5), "scic.LEGAL_RESERVE": (0.15,), "scic.TMO": (0.0228,), "scic.ASKING_DIRECTORS": (1 / 3,)}
    held |= {"procurement.EUROPEAN_THRESHOLD": (143000, 221000, 5538000), "procurement.HOURS_PER_FTE": (1607,)}
    held |= {"ess.ESUS_MEAN_PAY": (7,), "state_aid.GENERAL_CEILING": (200000, 300000)}
    assert all(name in LAW[key(value)] for name, values in held.items() for value in values)


SEEN = """CEILING = 300_000.0|SHARE = 15|LEAST = 0.575|CEILINGS = (200000, 300000)|CEILINGS = {'today': 750000}|f = lambda: 0.5
def f(total): return total - 23000 > 0|def f(public, capital): return public <= 0.5 * capital|def f(share): return 100 * share > 50
def f(capital): return max(capital / 4, 0)|def f(capital): return max(capital, 18500)|def f(rate): return min(rate, 0.0228)
def f(pay): return pay <= 7|LEAST = 3; f = lambda members: members < LEAST|def f(hours): return hours / 1607|def f(): return euros(23000)
def f(): return Mark('x', 66, 'seuil')|def f(old): return 20 if old else 50|def f(share, cap=0.5): return share <= cap"""
LET_BE = """def f(public, capital, date): return public <= PUBLIC_CEILING.at(date) * capital|S = Slider('a', low=0, high=300000, step=1000, default=50000)
P = Preset('a', {'aid': 300000, 'rate': 0.15})|GRID = [[300000, 50, 5], [18500, 15, 10]]|def f(share): return percent(share, 2)|ROWS = 5
def f(guess, real): return abs(guess - real) < 0.5|def f(rows): return rows[:5]|def f(inflation, rank): return (1 + inflation) ** 10"""


@pytest.mark.parametrize("source, seen", [(line, True) for line in re.split(r"[|\n]", SEEN)] + [(line, False) for line in re.split(r"[|\n]", LET_BE)])
def test_a_number_of_law_in_code_is_seen(source, seen):
    assert bool(list(code_violations(source))) is seen


def test_in_a_question_what_is_given_to_a_rule_is_the_question_s():
    given, computed = "V = law.largest_public_subscription(40000, 300000, CHECKED)", "V = max(0, (0.5 * 300000 - 40000) / 2)"
    assert list(code_violations(given)) and not list(code_violations(given, True)) and list(code_violations(computed, True))


@pytest.mark.parametrize(
    "text, seen",
    [
        ("Le plafond est passé de 20 à 50 %.", ["20 %", "50 %"]),
        ("Au moins 57,5\u00a0% vont en réserve.", ["57.5 %"]),
        ("Règlement : 200 000 € puis 300 000 €.", ["200000", "200000 €", "300000", "300000 €"]),
        ("le seuil de 50 M€ ; 7 SMIC en moyenne ; TMO + 2 points", ["2 points", "50 M€", "7 SMIC"]),
        ("ETP = H / 1 607 ; réserves < 1/5 du capital ; tous les 5 ans", ["1607", "20 %", "5 ans"]),
        ("Règlement n° 2023/2831, art. 50, en 2024 : 73 % des gens, 12 345 €, 8 SMIC, 50 projets", []),
    ],
)
def test_quantities_of_law_in_a_sentence(text, seen):
    assert sorted(f"{value:.6g} {unit}".strip() for value, unit in quantities(text) if law_of(value, unit)) == seen
