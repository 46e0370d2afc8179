"""Every code of the legal reference: the rule that computes it, the test that checks it, the simulators that show it, or why
it is not computed; and the « 2014 / aujourd'hui » switch wherever the rules that a simulator uses have changed. The codes are
ours: readers never see one."""

import ast
import re
import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

import prose
from essor.places import COURSE, PORTABLE
from essor.portable.rules.dated import CHECKED, DAY_OF_2014, UnknownAt
from essor.portable.simulators import registry
from essor.portable.simulators.declaration import View
from parameters import dated_values

TESTS = Path(__file__).parent

# code: what computes it (module under portable/, name), the test, the simulators.
COMPUTED = {
    "SCIC-01": ("rules.scic.valid_form", "test_forms", ["scic-capital"]),
    "SCIC-10": ("rules.scic.valid_categories", "test_categories", ["scic-capital"]),
    "SCIC-11": ("rules.scic.least_members", "test_least_members", ["scic-capital"]),
    "SCIC-20": ("rules.scic.largest_public_subscription", "test_largest_public_subscription", ["scic-capital"]),
    "SCIC-20, ceiling": ("rules.scic.within_public_ceiling", "test_public_ceiling", ["scic-capital"]),
    "SCIC-21": ("rules.scic.advance_faults", "test_advance_faults", ["scic-capital"]),
    "SCIC-30": ("rules.scic.college_faults", "test_colleges", ["scic-votes", "deliberation-rules"]),
    "SCIC-30, proportional": ("rules.scic.proportional_vote", "test_two_ways_of_counting_a_vote", ["scic-votes"]),
    "SCIC-30, majority": ("rules.scic.majority_vote", "test_two_ways_of_counting_a_vote", ["scic-votes"]),
    "SCIC-40": ("rules.scic.allocate", "test_allocation", ["scic-result", "scic-ten-years"]),
    "SCIC-40, all reserves": ("rules.scic.ALL_RESERVES", "test_two_readings_of_the_reserves", ["scic-result", "scic-ten-years"]),
    "SCIC-40, legal reserve": ("rules.scic.LEGAL_RESERVE_ALONE", "test_two_readings_of_the_reserves", ["scic-result", "scic-ten-years"]),
    "SCIC-40, aids A": ("rules.scic.FROM_BALANCE", "test_allocation_loses_nothing", ["scic-result", "scic-ten-years"]),
    "SCIC-40, aids B": ("rules.scic.FROM_RESULT", "test_allocation_loses_nothing", ["scic-result"]),
    "SCIC-40, prudent": ("rules.scic.legal_reserve_missing", "test_statutes_may_stop_the_legal_reserve_at_the_capital", ["scic-result"]),
    "SCIC-42": ("rules.scic.interest_cap", "test_interest_caps", ["scic-result"]),
    "SCIC-42, before 2017": ("rules.scic.interest_cap_before_2017", "test_cap_before_2017", ["scic-result"]),
    "SCIC-42, notice of 2013": ("rules.scic.NOTICE_OF_2013_2", "test_cap_before_2017", ["scic-result"]),
    "SCIC-42, notice of 2014": ("rules.scic.NOTICE_OF_2014_1", "test_cap_before_2017", ["scic-result"]),
    "SCIC-50": ("rules.scic.capital_floor", "test_capital_floor", ["scic-capital", "scic-ten-years"]),
    "SCIC-51": ("rules.scic.LEAST_CAPITAL_OF_SA", "test_capital_floor", ["scic-capital"]),
    "SCIC-52": ("rules.scic.paid_up_enough", "test_payment_of_shares", ["scic-result"]),
    "SCIC-53": ("rules.scic.exit_value", "test_exit_value", ["scic-ten-years"]),
    "SCIC-60": ("rules.scic.revision_reasons", "test_revision_gives_its_reasons", ["scic-ten-years"]),
    "SCIC-71": ("rules.state_aid.counted", "test_de_minimis_aid_is_allowed_when_it_fits", ["de-minimis"]),
    "SCIC-71, ceilings": ("rules.state_aid.ceiling", "test_de_minimis_ceilings", ["de-minimis"]),
    "SCIC-74": ("rules.territorial_policy.has_general_clause", "test_who_may_do_what", ["budget-per-inhabitant", "stakeholder-map"]),
    "MLC-01": ("rules.local_currency.may_issue", "test_who_may_issue", ["bousol-circuits"]),
    "MLC-03": ("rules.local_currency.may_issue", "test_who_may_issue", ["bousol-circuits"]),
    "MLC-10": ("rules.local_currency.RESERVE_PER_UNIT", "test_tranche", ["bousol-circuits"]),
    "MLC-11": ("rules.local_currency.cover_without_support", "test_bonus_and_reconversion", ["bousol-bonus"]),
    "MLC-12": ("rules.local_currency.bonus_per_unit", "test_bonus_and_reconversion", ["bousol-bonus"]),
    "MLC-13": ("models.currency.steady_state", "test_identities_of_the_steady_state", ["bousol-circuits", "bousol-bonus"]),
    "MLC-14": ("models.currency.steady_state", "test_holding_time_and_velocity_are_two_names_of_one_thing", ["bousol-circuits"]),
    "MLC-15": ("models.currency.weekly_melt", "test_weekly_melt_compounds_to_the_semester", ["bousol-circuits", "bousol-bonus"]),
    "MLC-20": ("rules.local_currency.may_collect", "test_collecting_takes_all_three_conditions", ["bousol-circuits"]),
    "MLC-21": ("rules.local_currency.may_pay_directly", "test_paying_directly_is_out", ["bousol-circuits"]),
    "MLC-22": ("rules.local_currency.may_pay_by_mandate", "test_paying_by_mandate", ["bousol-circuits"]),
    "CP-01": ("rules.procurement.spaser_required", "test_spaser", ["spaser"]),
    "CP-10": ("rules.procurement.RESERVED_SHARE", "test_reserved_for_workers_at_one_half", ["insertion-hours"]),
    "CP-11": ("rules.procurement.ESS_SERVICES", "test_reserved_for_ess", ["insertion-hours"]),
    "CP-15": ("models.insertion.insertion_hours", "test_hours", ["insertion-hours", "clause-planner"]),
    "CP-20, social": ("rules.procurement.social_clause_required", "test_social_clause", ["insertion-hours", "clause-planner"]),
    "CP-20, environment": ("rules.procurement.ENVIRONMENT_CRITERION", "test_the_two_days_of_august_2026", ["insertion-hours"]),
    "CP-20, European thresholds": ("rules.procurement.EUROPEAN_THRESHOLD", "test_european_thresholds", ["insertion-hours", "clause-planner"]),
    "CP-20, exemption": ("rules.procurement.EXEMPTION", "test_exemptions", ["insertion-hours"]),
    "3.2, articles of 2006 and today": ("rules.procurement.article_for", "test_articles_by_date", ["insertion-hours", "clause-planner"]),
    "ESS-01": ("rules.ess.respects_the_principles", "test_principles_are_cumulative", ["ess-or-not"]),
    "ESS-02": ("rules.ess.belongs_by_right", "test_forms_that_belong_by_right", ["ess-or-not"]),
    "ESS-02, companies": ("rules.ess.fund_owed", "test_what_the_profit_owes", ["ess-or-not"]),
    "ESS-04": ("rules.territorial_policy.draws_up_strategy", "test_who_may_do_what", ["stakeholder-map"]),
    "ESS-05": ("rules.territorial_policy.CONFERENCE_YEARS", "test_conference", ["stakeholder-map"]),
    "ESS-07": ("rules.territorial_policy.has_general_clause", "test_who_may_do_what", ["budget-per-inhabitant", "stakeholder-map"]),
    "ESS-08": ("rules.territorial_policy.region_today", "test_merged_regions", ["stakeholder-map"]),
    "ESS-09": ("rules.ptce.criteria_met", "test_a_cluster_needs_its_six_elements", ["goutte-dor-census"]),
    "ESS-10": ("rules.ess.may_be_esus", "test_esus_takes_every_condition", ["esus-approval"]),
    "ESS-12": ("rules.grants.is_grant", "test_grant_truth_table", ["grant-or-contract"]),
    "ESS-13": ("rules.grants.agreement_is_due", "test_agreement", ["grant-or-contract"]),
    "ST-01": ("rules.statistics.same_base", "test_obstacles", ["location-quotient", "my-departement"]),
    "ST-02": ("rules.statistics.specific_index", "test_specific_index", ["location-quotient", "my-departement"]),
    "ST-03": ("rules.statistics.implied_employment", "test_implied_employment_and_excess_jobs", ["location-quotient"]),
    "ST-04": ("rules.statistics.same_unit", "test_obstacles", ["location-quotient", "my-departement"]),
    "ST-05": ("rules.statistics.same_series", "test_series", ["shift-share", "location-quotient", "my-departement"]),
    "FIN-01": ("rules.bonds.allocation_rate", "test_bond_checks_against_exact_arithmetic", ["esr-bond"]),
    "FIN-02": ("rules.bonds.refinancing_share", "test_bond_checks_against_exact_arithmetic", ["esr-bond"]),
    "FIN-03": ("rules.bonds.bond_share", "test_bond_checks_against_exact_arithmetic", ["esr-bond"]),
    "FIN-04": ("rules.bonds.counted_twice", "test_bond_checks_against_exact_arithmetic", ["esr-bond"]),
    "TR-01": ("models.transversality.coverage", "test_coverage_and_density_by_sets", ["transversality-matrix"]),
    "TR-02": ("models.transversality.density", "test_coverage_and_density_by_sets", ["transversality-matrix"]),
    "TR-03": ("models.transversality.dependence", "test_dependence", ["transversality-matrix"]),
    "TR-04": ("models.transversality.budget_elsewhere", "test_money", ["transversality-matrix"]),
    "TR-05": ("models.transversality.concentration", "test_money", ["transversality-matrix"]),
}

# code: why no rule computes it.
NOT_COMPUTED = {
    "SCIC-02": "whether an object serves a collective interest is judged, not counted",
    "SCIC-03": "an approval that no longer exists; nothing to decide",
    "SCIC-04": "a section of the management report: a document",
    "SCIC-22": "whether a local interest exists is judged by the deliberation",
    "SCIC-23": "the numbers of the CGCT are not verified, and reasons are judged",
    "SCIC-24": "whether the elected member is named « by the law » is an open question",
    "SCIC-41": "who receives the surplus of a liquidation, and the tax of 2026, are not verified",
    "SCIC-54": "the time to pay back is that of the statutes; a limit of the ten-year simulator says so",
    "SCIC-55": "a single value of the share is what every simulator supposes",
    "SCIC-70": "the decree refers to regulations repealed since; the blur is acknowledged",
    "SCIC-72": "no figure in the reference: a private investor's conduct is judged",
    "SCIC-73": "being a member never dispenses from competition: no condition to compute",
    "SCIC-75": "a summary of SCIC-01, 20 and 60",
    "MLC-02": "whether a service is one of payment is judged; the exemption is not verified",
    "MLC-04": "a statement of what a local currency is",
    "ESS-03": "missions of the CRESS: only the title was read",
    "ESS-06": "the content of a plan of the region",
    "ESS-11": "whether a need is badly met is judged",
    "ESS-14": "a support offered, with no condition to compute",
}

# Every code that the reference defines, so that none is forgotten in both tables.
CODES = (
    [f"SCIC-{n:02}" for n in (1, 2, 3, 4, 10, 11, 20, 21, 22, 23, 24, 30, 40, 41, 42, 50, 51, 52, 53, 54, 55, 60, 70, 71, 72, 73, 74, 75)]
    + [f"MLC-{n:02}" for n in (1, 2, 3, 4, 10, 11, 12, 13, 14, 15, 20, 21, 22)]
    + [f"CP-{n:02}" for n in (1, 10, 11, 15, 20)]
    + [f"ESS-{n:02}" for n in range(1, 15)]
    + [f"{family}-{n:02}" for family, last in (("ST", 5), ("FIN", 4), ("TR", 5)) for n in range(1, last + 1)]
)

# Simulators whose rules have changed since the day of 2014 and that carry no switch: why.
_SERIES = "Clap or Flores follows the year of the figures, not the day of the law; the reader sets the years"
_AFTER = "the article of 2014 has not changed; for what came in 2016 and 2019 nothing is affirmed before, and the page says so"
NO_SWITCH = {"my-departement": _SERIES, "location-quotient": _SERIES, "shift-share": _SERIES, "bousol-circuits": _AFTER}

# The examples are made as others would send them.
FILES = [*prose.pages(), *(path.relative_to(COURSE) for path in (COURSE / "data").rglob("*.csv") if path.parent.name != "exemples")]


def named(dotted):
    module, name = dotted.rsplit(".", 1)
    return getattr(import_module(f"essor.portable.{module}"), name)


# --- What a module reaches ----------------------------------------------------------------------------------------------


def file_of(module):
    return PORTABLE.joinpath(*module.split(".")).with_suffix(".py")


def is_module(dotted):
    return bool(dotted) and file_of(dotted).exists()


@cache
def parsed(module):
    return ast.parse(file_of(module).read_text("utf8"))


@cache
def imported(module):
    """{name in this module: « rules.scic » for a module, « rules.scic.TMO » for a name of it}."""
    names = {}
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.ImportFrom) and node.module.startswith("essor.portable"):
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"[len("essor.portable.") :]
    return names


@cache
def defined(module):
    """{top-level name: the statement that makes it}."""
    found = {}
    for statement in parsed(module).body:
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            found[statement.name] = statement
        elif isinstance(statement, ast.Assign):
            for target in statement.targets:
                found.update((node.id, statement) for node in ast.walk(target) if isinstance(node, ast.Name))
    return found


def used(module, node):
    """What a statement of a module uses of the package: dotted names under portable/."""
    names = imported(module)
    for inner in ast.walk(node):
        if isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name) and is_module(names.get(inner.value.id, "")):
            yield f"{names[inner.value.id]}.{inner.attr}"
        elif isinstance(inner, ast.Name) and inner.id in names:
            yield names[inner.id]
        elif isinstance(inner, ast.Name) and inner.id in defined(module):
            yield f"{module}.{inner.id}"


@cache
def reached(module):
    """Every name of rules/ and models/ behind a simulator, its words in a module beside it included."""
    beside = f"{module}_words"
    parts = [module, beside] if is_module(beside) else [module]
    found, waiting = set(), [name for part in parts for name in used(part, parsed(part)) if name.startswith(("rules.", "models."))]
    while waiting:
        name = waiting.pop()
        if name in found or name.count(".") < 2:
            continue
        found.add(name)
        home, own = name.rsplit(".", 1)
        statement = defined(home).get(own)
        if statement is not None:
            waiting += [other for other in used(home, statement) if other.startswith(("rules.", "models."))]
    return found


def module_of(slug):
    return registry.module_of(slug)[len("essor.portable.") :]


# --- The tables ------------------------------------------------------------------------------------------------------


def test_every_code_of_the_reference_is_computed_or_explained():
    computed = {code.split(",")[0] for code in COMPUTED if code[0].isalpha()}
    assert sorted(set(CODES) - computed - set(NOT_COMPUTED)) == [], "add to COMPUTED, or to NOT_COMPUTED with why"
    assert sorted((computed | set(NOT_COMPUTED)) - set(CODES)) == [], "add to CODES"
    assert sorted(computed & set(NOT_COMPUTED)) == [], "computed, and said not to be"
    assert len(CODES) == len(set(CODES)) and all(NOT_COMPUTED.values())


@pytest.mark.parametrize("code", COMPUTED)
def test_a_code_names_what_computes_tests_and_shows_it(code):
    symbol, test, slugs = COMPUTED[code]
    room, module, name = symbol.split(".")
    assert name in defined(f"{room}.{module}"), f"no {name} in src/essor/portable/{room}/{module}.py"
    tests = TESTS / room / f"test_{module}.py"
    functions = [node.name for node in ast.parse(tests.read_text("utf8")).body if isinstance(node, ast.FunctionDef)] if tests.exists() else []
    assert test in functions, f"no function {test} in {tests.relative_to(TESTS.parents[1])}"
    assert slugs, "no simulator"
    for slug in slugs:
        assert symbol in reached(module_of(slug)), f"the simulator {slug} does not use {symbol}"


def changed(parameter):
    """Whether a parameter has another value today than on the day of 2014, or is known on one day only."""
    try:
        return parameter.at(DAY_OF_2014) != parameter.at(CHECKED)
    except UnknownAt:
        return any(value is not None for _, value, _, _, _ in parameter.entries)


def changes(slug):
    return sorted({name for name in reached(module_of(slug)) if name.startswith("rules.") for value in dated_values(named(name)) if changed(value)})


@pytest.mark.parametrize("slug", registry.slugs())
def test_a_simulator_has_a_switch_where_its_law_changed_or_is_excused_with_need(slug):
    controls = [control for control in registry.load(slug).controls if control.name == "regime"]
    if controls:
        assert {"2014", "today"} <= {value for value, _ in controls[0].options} and slug not in NO_SWITCH, (
            "its regime offers 2014 and today, and it is not in NO_SWITCH"
        )
    else:
        assert slug in NO_SWITCH or changes(slug) == [], "changed since 2014: add the control « regime », or say in NO_SWITCH why there is none"
        assert slug not in NO_SWITCH or changes(slug), "nothing changed since 2014: it is not to be in NO_SWITCH"


def test_what_a_simulator_reaches():
    # Through an alias, through a model, and through a function of the same module.
    assert "rules.scic.PUBLIC_CEILING" in reached("simulators.scic_capital")
    assert "rules.scic.ASKING_DIRECTORS" in reached("simulators.scic_ten_years")
    assert "rules.procurement.HOURS_PER_FTE" in reached("simulators.clause_planner")
    assert "rules.procurement.SPASER_THRESHOLD" in changes("spaser") and "rules.state_aid.WINDOW" in changes("de-minimis")
    assert not changes("missing-link")


# --- What readers see ----------------------------------------------------------------------------------------------------

CODE = re.compile(rf"\b(?:{'|'.join(sorted({code.split('-')[0] for code in CODES}))})-\d\d\b")


def strings(thing, met=None):
    """Every string inside a declaration, an outcome, a figure or a table of TOML, in any depth."""
    met = set() if met is None else met
    if isinstance(thing, str):
        yield thing
    elif id(thing) not in met and not isinstance(thing, type):
        met.add(id(thing))
        if isinstance(thing, dict):
            inside = list(thing) + list(thing.values())
        elif isinstance(thing, (list, tuple, set)):
            inside = list(thing)
        else:
            inside = list(vars(thing).values()) if type(thing).__module__.startswith("essor.") else []
        for inner in inside:
            yield from strings(inner, met)


def shown_codes(texts):
    return sorted({code for text in texts for code in CODE.findall(text)})


def simulator_strings(slug):
    """All that a simulator may say: its declaration, and its outcome and drawings at each preset, with a prediction."""
    simulator = registry.load(slug)
    yield from strings(simulator)
    for settings in [{}] + [preset.values for preset in simulator.presets]:
        outcome = simulator.run(settings, simulator.prediction.control.default if simulator.prediction else None)
        yield from strings(outcome)
        for figure in outcome.figures:
            yield from strings(figure.draw(View()))


@pytest.mark.parametrize("slug", registry.slugs())
def test_a_simulator_shows_no_code(slug):
    assert not shown_codes(simulator_strings(slug))


@pytest.mark.parametrize("file", sorted(path.relative_to(COURSE) for path in (COURSE / "book").rglob("*.toml")), ids=str)
def test_an_assessment_shows_no_code(file):
    assert not shown_codes(strings(tomllib.loads((COURSE / file).read_text(encoding="utf-8"))))


@pytest.mark.parametrize("file", sorted(FILES), ids=str)
def test_a_file_shows_no_code(file):
    # The whole file: outputs of cells are read too.
    assert not shown_codes([(COURSE / file).read_text(encoding="utf-8")])


def test_codes_are_recognised_at_any_depth():
    assert shown_codes(strings({"method": ("FIN-01 : taux", ["la dépendance (TR-03)", {"SCIC-40": 1}])})) == ["FIN-01", "SCIC-40", "TR-03"]
    assert not shown_codes(["art. L. 1522-5", "n° 2015-719", "2022-23", "PTCE-01", "TR-3"])
