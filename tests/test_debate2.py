"""Debate 2: procurement law by date, insertion hours and their calendar, shared costs, census and levers of a cluster."""

from fractions import Fraction as F
from itertools import combinations, permutations
from math import ceil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essor.portable.models.insertion import Lot, best_plan, full_time_years, insertion_hours, loads, monthly_capacity, monthly_load, rate_for_hours
from essor.portable.models.ptce import LEVERS, arithmetic_mean, census, geometric_mean, weakest
from essor.portable.models.sharing import (
    Workshop,
    aided,
    costs_of_groups,
    equal_shares,
    group_cost,
    leavers,
    members,
    proportional_shares,
    shapley_shares,
    strongest_objection,
)
from essor.portable.rules.dated import CHECKED, DAY_OF_2014, UnknownAt
from essor.portable.rules.procurement import (
    AUGUST_2026,
    EUROPEAN_THRESHOLD,
    EXEMPTION,
    HOURLY_COST,
    LABOUR_SHARES,
    LOCAL,
    NETWORK_THRESHOLD,
    OTHER,
    SERVICES,
    SPASER_THRESHOLD,
    STATE_SERVICES,
    STATUTORY,
    TOOLS,
    WORKS,
    article_for,
    environment_required,
    is_exempt,
    is_formalised,
    may_reserve_for_ess,
    may_reserve_for_workers,
    social_clause_required,
    spaser_concerns,
    spaser_required,
    spaser_required_since,
)
from essor.portable.rules.ptce import Cluster, criteria_met, has_every_element
from essor.portable.simulators import clause_planner, goutte_dor_census, ptce_radar
from essor.portable.simulators.registry import load
from essor.questions import cooperer
from essor.readers import facts

ROOT = Path(__file__).parent.parent
M = 1_000_000


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


# --- SPASER: CP-01 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "buyer, millions, date, due",
    [
        # loi n° 2014-856, décret n° 2015-90: 100 M€ from 1 February 2015
        (LOCAL, 60, "2020-01-01", False),
        (LOCAL, 100, "2015-02-01", False),
        (LOCAL, 101, "2015-02-01", True),
        (STATUTORY, 150, "2019-06-01", True),
        (LOCAL, 60, "2022-12-31", False),
        # décret n° 2022-767: 50 M€ from 1 January 2023
        (LOCAL, 60, "2023-01-01", True),
        (LOCAL, 60, "2024-01-01", True),
        (LOCAL, 50, "2024-01-01", False),
        # loi n° 2023-973, art. 29: every buyer from 25 October 2023
        (OTHER, 60, "2020-01-01", False),
        (OTHER, 500, "2023-10-24", False),
        (OTHER, 60, "2023-10-25", True),
        (OTHER, 60, CHECKED, True),
        (OTHER, 50, CHECKED, False),
        # in 2014 the duty does not reach the State, whatever the threshold
        (OTHER, 500, DAY_OF_2014, False),
    ],
)
def test_spaser(buyer, millions, date, due):
    assert spaser_required(buyer, millions * M, date) is due


@pytest.mark.parametrize("date", ["2014-08-02", DAY_OF_2014, "2015-01-31"])
def test_in_2014_the_principle_is_voted_and_the_threshold_unknown(date):
    assert spaser_concerns(LOCAL, date)
    with pytest.raises(UnknownAt):
        spaser_required(LOCAL, 60 * M, date)


@pytest.mark.parametrize("date", ["2014-08-01", "9999-12-31"])
def test_spaser_is_unknown_outside_what_was_checked(date):
    with pytest.raises(UnknownAt):
        spaser_concerns(LOCAL, date)


@pytest.mark.parametrize(
    "buyer, millions, since",
    [(LOCAL, 60, "2023-01-01"), (LOCAL, 120, "2015-02-01"), (LOCAL, 50, None), (OTHER, 60, "2023-10-25"), (OTHER, 120, "2023-10-25"), (OTHER, 0, None)],
)
def test_spaser_required_since(buyer, millions, since):
    assert spaser_required_since(buyer, millions * M) == since


@given(st.sampled_from([LOCAL, STATUTORY, OTHER]), st.floats(0, 300), st.floats(0, 300), st.dates())
def test_more_purchases_never_lift_the_duty(buyer, less, more, day):
    less, more = sorted((less, more))
    try:
        due = spaser_required(buyer, less * M, day.isoformat())
    except UnknownAt:
        return
    assert not due or spaser_required(buyer, more * M, day.isoformat())


@pytest.mark.parametrize("buyer, spend", [("mairie", 1), (LOCAL, -1)])
def test_spaser_refuses_what_is_not_a_buyer_or_an_amount(buyer, spend):
    with pytest.raises(ValueError):
        spaser_required(buyer, spend, CHECKED)


# --- Reserved contracts and articles: CP-10, CP-11, §3.2 -----------------------------------------------------------


@pytest.mark.parametrize("target, workers, may", [(24, 48, True), (23, 48, False), (24, 49, False), (25, 50, True), (1, 1, True), (0, 5, False)])
def test_reserved_for_workers_at_one_half(target, workers, may):
    assert may_reserve_for_workers(target, workers, CHECKED) is may


def test_reserved_share_is_stated_for_the_code_of_2019():
    with pytest.raises(UnknownAt):
        may_reserve_for_workers(24, 48, DAY_OF_2014)
    for target, workers in ((5, 4), (-1, 4), (0, 0)):
        with pytest.raises(ValueError):
            may_reserve_for_workers(target, workers, CHECKED)


@pytest.mark.parametrize(
    "service, mission, years, won, may",
    [
        ("social", True, 3, False, True),
        ("santé", True, 1, False, True),
        ("culture", True, 3, False, True),
        ("nettoyage", True, 3, False, False),
        ("social", False, 3, False, False),
        ("social", True, 4, False, False),
        ("social", True, 3, True, False),
    ],
)
def test_reserved_for_ess(service, mission, years, won, may):
    assert may_reserve_for_ess(service, mission, years, won, CHECKED) is may
    with pytest.raises(UnknownAt):
        may_reserve_for_ess(service, mission, years, won, DAY_OF_2014)  # CP-11 is read in the code of 2019


@pytest.mark.parametrize(
    "key, in_2014, in_2017, today",
    [
        ("need", "art. 5 du CMP", "ordonnance, art. 30", "L. 2111-1 du CCP"),
        ("condition", "art. 14 du CMP", "ordonnance, art. 38", "L. 2112-2 du CCP"),
        ("reserved", "art. 15 du CMP", "ordonnance, art. 36 et 37", "L. 2113-12 à L. 2113-14 du CCP"),
        ("object", "art. 30 du CMP", "décret, art. 28", "R. 2123-1, 3° du CCP"),
        ("criterion", "art. 53 du CMP", "décret, art. 62", "R. 2152-7 du CCP"),
    ],
)
def test_articles_by_date(key, in_2014, in_2017, today):
    assert [article_for(key, date) for date in (DAY_OF_2014, "2017-01-01", CHECKED)] == [in_2014, in_2017, today]


def test_unknown_tool():
    assert len({tool.key for tool in TOOLS}) == len(TOOLS) == 5
    with pytest.raises(LookupError):
        article_for("spaser", CHECKED)


# --- Duties of August 2026 and thresholds: CP-20 -------------------------------------------------------------------


@pytest.mark.parametrize(
    "value, kind, date, clause",
    [
        (216000, SERVICES, CHECKED, True),
        (215999, SERVICES, CHECKED, False),
        (5404000, WORKS, CHECKED, True),
        (5403999, WORKS, CHECKED, False),
        (140000, STATE_SERVICES, CHECKED, True),
        (10 * M, WORKS, "2026-08-20", False),
        (10 * M, WORKS, "2026-08-21", False),
        (10 * M, WORKS, "2026-08-22", True),
    ],
)
def test_social_clause(value, kind, date, clause):
    assert social_clause_required(value, EUROPEAN_THRESHOLD[kind].at(date), date) is clause


def test_the_two_dates_found_are_two_readings():
    assert AUGUST_2026 == {"earliest": "2026-08-21", "latest": "2026-08-22"}
    assert social_clause_required(M, 216000, "2026-08-21", "earliest") and not social_clause_required(M, 216000, "2026-08-21", "latest")
    assert environment_required("2026-08-21", "earliest") and not environment_required("2026-08-21") and environment_required("2026-08-22")


@pytest.mark.parametrize("day", ["2006-08-31", "9999-12-31"])
def test_the_duties_are_not_known_outside_what_was_checked(day):
    with pytest.raises(UnknownAt):
        environment_required(day)
    with pytest.raises(UnknownAt):
        social_clause_required(M, 216000, day)


@pytest.mark.parametrize(
    "kind, values", [(SERVICES, (207000, 221000, 216000)), (STATE_SERVICES, (134000, 143000, 140000)), (WORKS, (5186000, 5538000, 5404000))]
)
def test_european_thresholds(kind, values):
    assert tuple(EUROPEAN_THRESHOLD[kind].at(date) for date in (DAY_OF_2014, "2025-06-30", "2026-01-01")) == values
    assert is_formalised(values[2], kind, CHECKED) and not is_formalised(values[2] - 1, kind, CHECKED)
    assert NETWORK_THRESHOLD.at(CHECKED) == 432000  # weka.fr 208873; the reference gives no earlier one
    for date in ("2016-01-01", "2023-12-31", "9999-12-31"):
        with pytest.raises(UnknownAt):
            EUROPEAN_THRESHOLD[kind].at(date)


@pytest.mark.parametrize(
    "kind, date, value",
    [
        (SERVICES, DAY_OF_2014, 15000),
        (SERVICES, "2016-01-01", 25000),
        (SERVICES, "2020-01-01", 40000),
        (SERVICES, "2026-03-31", 40000),
        (SERVICES, "2026-04-01", 60000),
        (WORKS, "2026-01-01", 100000),
        (WORKS, DAY_OF_2014, 15000),
    ],
)
def test_exemptions(kind, date, value):
    assert EXEMPTION[kind].at(date) == value
    assert is_exempt(value - 1, kind, date) and not is_exempt(value, kind, date)


def test_what_is_not_verified_says_so():
    assert HOURLY_COST.entry(CHECKED)[3] == "G" and HOURLY_COST.at(DAY_OF_2014) == (25, 30)
    assert EUROPEAN_THRESHOLD[SERVICES].entry(DAY_OF_2014)[3] == "G"
    assert EUROPEAN_THRESHOLD[SERVICES].entry(CHECKED)[3] == "V"
    assert all(entry[3] == "V" for entry in SPASER_THRESHOLD.entries)


# --- PTCE: ESS-09, census, levers ----------------------------------------------------------------------------------


# ESS-09, associatheque.fr: « au service de projets économiques et sociaux innovants et d'un développement local durable ».
def test_a_cluster_needs_its_six_elements():
    assert has_every_element(Cluster(*[True] * 6))
    for missing in range(6):
        cluster = Cluster(*[rank != missing for rank in range(6)])
        assert not has_every_element(cluster) and criteria_met(cluster) == 5


@pytest.mark.parametrize("control, words", [("territory", "un même territoire"), ("projects", "projets innovants"), ("strategy", "stratégie commune")])
def test_what_a_cluster_lacks_is_named(control, words):
    verdict = load("goutte-dor-census").run({control: False}).indicators[3].verdict
    assert verdict.ok is False and words in verdict.text and "art. 9" in verdict.text


def test_six_boxes_ticked_are_not_a_conformity():
    verdict = load("goutte-dor-census").run().indicators[3].verdict
    assert verdict.ok is None and "sur pièces" in verdict.text


def test_census_of_the_goutte_dor():
    # 2014 file: 63 + 33 + 5 + 20, about 330 jobs
    result = census((63, 33, 5, 20), (1, 1, 1, 1), 330)
    assert (result.units, result.jobs) == (121, 330)
    assert result.jobs_per_unit == pytest.approx(float(F(330, 121))) and round(result.jobs_per_unit, 2) == 2.73
    assert result.jobs_reached == pytest.approx(330)
    half = census((63, 33, 5, 20), (0, F(1, 2), 0, F(1, 2)), 330)
    assert half.taking_part == F(53, 2) and half.jobs_reached == pytest.approx(float(F(53, 2) * F(330, 121)))


def test_a_census_of_nobody_has_no_mean():
    assert census((0, 0, 0, 0), (1, 1, 1, 1), 330) == (0, 0, 330, None, 0.0)


@pytest.mark.parametrize(
    "marks, usual, geometric",
    [
        ((4, 2, 3, 1, 3, 2, 4, 3), 2.75, 2.54),  # models.md §3
        ((3,) * 8, 3.0, 3.0),
        ((4,) * 7 + (0,), 3.5, 0.0),
        ((0,) * 8, 0.0, 0.0),
        ((5,) * 8, 5.0, 5.0),
        ((1, 4), 2.5, 2.0),
    ],
)
def test_means(marks, usual, geometric):
    assert round(arithmetic_mean(marks), 2) == usual
    assert round(geometric_mean(marks), 2) == geometric


@given(st.lists(st.integers(0, 5), min_size=8, max_size=8))
def test_the_geometric_mean_lies_between_the_least_and_the_mean(marks):
    geometric = geometric_mean(marks)
    assert min(marks) - 1e-9 <= geometric <= arithmetic_mean(marks) + 1e-9
    assert (geometric == 0) is (min(marks) == 0)
    assert geometric_mean(marks[::-1]) == pytest.approx(geometric)
    assert {marks[rank] for rank in weakest(marks)} == {min(marks)} and len(weakest(marks)) == marks.count(min(marks))


def test_a_mark_below_zero_is_refused():
    with pytest.raises(ValueError):
        geometric_mean([3, -1])


def test_there_are_eight_levers():
    assert len(LEVERS) == len(ptce_radar.CONTROLS) == 8


# --- Insertion hours: CP-15 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "amount, labour, rate, cost, hours",
    [
        (1_000_000, 0.50, 0.05, 30, F(2500, 3)),  # mefsud77.fr: 833 h
        (1_500_000, 0.70, 0.10, 30, F(3500)),  # mde-alescevennes: 3 500 h
        (1_500_000, 0.70, 1, 30, F(35000)),
        (0, 0.5, 0.05, 30, F(0)),
        (1_000_000, 0, 0.05, 30, F(0)),
    ],
)
def test_hours(amount, labour, rate, cost, hours):
    assert insertion_hours(amount, labour, rate, cost) == pytest.approx(float(hours))


def test_full_time_years():
    assert full_time_years(1607) == 1 and round(full_time_years(3500), 2) == 2.18


@given(st.integers(1, 10**7), st.floats(0.05, 1), st.floats(0, 1), st.floats(10, 60))
def test_the_rate_gives_back_the_hours(amount, labour, rate, cost):
    hours = insertion_hours(amount, labour, rate, cost)
    assert rate_for_hours(hours, amount, labour, cost) == pytest.approx(rate, abs=1e-9)
    assert insertion_hours(2 * amount, labour, rate, cost) == pytest.approx(2 * hours)
    assert insertion_hours(amount, labour, rate, 2 * cost) == pytest.approx(hours / 2)


def test_no_labour_no_rate():
    assert rate_for_hours(100, 1000, 0, 30) is None


@pytest.mark.parametrize("bad", [(-1, 0.5, 0.05, 30), (1, 1.1, 0.05, 30), (1, 0.5, -0.1, 30), (1, 0.5, 0.05, 0), (float("nan"), 0.5, 0.05, 30)])
def test_hours_refuse_what_is_out_of_range(bad):
    with pytest.raises(ValueError):
        insertion_hours(*bad)


# --- Calendar of clauses -------------------------------------------------------------------------------------------

lots = st.lists(st.builds(Lot, st.just("lot"), st.integers(0, 2000), st.integers(0, 11), st.integers(1, 12), st.booleans()), min_size=1, max_size=6)


@given(lots, st.integers(0, 4000))
def test_the_plan_is_the_best_of_all(lots, capacity):
    plan = best_plan(lots, 12, capacity)
    assert max(plan.loads) <= capacity or not plan.kept
    assert plan.hours == sum(lots[rank].hours for rank in plan.kept)
    best = 0
    ranks = [rank for rank, lot in enumerate(lots) if lot.hours]
    for size in range(len(ranks) + 1):
        for kept in combinations(ranks, size):
            months = [sum(ceil(F(10 * lots[r].hours, lots[r].months)) for r in kept if lots[r].start <= m < lots[r].start + lots[r].months) for m in range(12)]
            if max(months) <= capacity:
                best = max(best, sum(lots[r].hours for r in kept))
    assert plan.hours == best


@given(lots, st.integers(0, 4000), st.integers(0, 4000))
def test_more_capacity_never_loses_hours(lots, less, more):
    less, more = sorted((less, more))
    assert best_plan(lots, 12, less).hours <= best_plan(lots, 12, more).hours


def test_equal_plans_keep_the_first_lots():
    same = [Lot(name, 100, 0, 4, True) for name in "abc"]
    assert best_plan(same, 12, 500).kept == [0, 1]


def test_loads_and_capacity_by_hand():
    lot = Lot("peinture", 583, 9, 4, True)
    assert monthly_load(lot) == 1458  # 583 / 4 = 145.75 h, rounded up to the tenth
    assert loads([lot], [0], 12) == [0] * 9 + [1458] * 3  # the fourth month is beyond the horizon
    assert monthly_capacity(1) == 1339  # 1 607 / 12 = 133.9 h


def test_the_planner_by_hand():
    # c = 30 €: 1 000, 167, 583, 400, 720, 640 and 500 h. In month 12, painting 145.8, roads 66.7 and services 88.0 make
    # 300.5 h, above two posts (267.8 h): roads, the smallest loss, are dropped.
    values = load("clause-planner").values()
    hours = [lot.hours for lot in clause_planner.lots_of(values)]
    assert hours == [1000, 167, 583, 400, 720, 640, 500]
    outcome = load("clause-planner").run()
    assert [plain(item.text) for item in outcome.indicators] == ["3 610", "602", "24 sur 24", "52 %"]
    assert "écarter : voirie" in outcome.sentence
    # Moved to months 17 to 22, roads fit without another post.
    for key in ("staggered", "more-posts"):
        (preset,) = [p for p in load("clause-planner").presets if p.key == key]
        assert plain(load("clause-planner").run(preset.values).indicators[0].text) == "4 010"


# CP-20: a condition « domaine social ou emploi, notamment personnes défavorisées »: insertion is one of them only.
def test_a_condition_due_by_law_without_insertion_is_said():
    (preset,) = [p for p in load("clause-planner").presets if p.key == "works"]
    # Cleaning (240 000 €) and transport (600 000 €) reach 216 000 €; works, 2.75 M€, stay below 5.404 M€.
    verdict = load("clause-planner").run(preset.values).indicators[0].verdict
    assert verdict.ok is None and "2 lots où une autre condition sociale est due" in plain(verdict.text) and "à vérifier" in verdict.text
    met = load("clause-planner").run().indicators[0].verdict
    assert met.ok is True and "remplies par l’insertion" in met.text
    assert load("clause-planner").run(dict(preset.values, regime="2014")).indicators[0].verdict.ok is None


def test_lorraine():
    assert clause_planner.LORRAINE_HOURS / clause_planner.LORRAINE_CONTRACTS == 500


# --- Sharing a workshop --------------------------------------------------------------------------------------------

needs = st.lists(st.integers(0, 300), min_size=2, max_size=5)
workshops = st.builds(Workshop, st.integers(0, 3000), st.integers(50, 1000), st.integers(50, 300), st.integers(5, 60))
RULES = [equal_shares, proportional_shares, shapley_shares]


def exact(shares):
    return [F(part, shares.denominator) for part in shares.numerators]


@given(workshops, st.integers(0, 1000))
def test_the_least_cost_is_found_among_all_numbers_of_posts(workshop, hours):
    every = [workshop.outside * hours]
    every += [workshop.rent + n * workshop.post + workshop.outside * max(0, hours - n * workshop.hours) for n in range(1, 25)]
    assert group_cost(workshop, hours) == min(every)


@given(workshops, needs)
def test_joining_never_costs_more(workshop, needs):
    costs = costs_of_groups(workshop, needs)
    everyone = len(costs) - 1
    for group in range(len(costs)):
        assert costs[everyone] <= costs[group] + costs[everyone ^ group]


@pytest.mark.parametrize("rule", RULES)
@given(workshops, needs)
def test_shares_add_up_to_the_cost(rule, workshop, needs):
    costs = costs_of_groups(workshop, needs)
    assert sum(exact(rule(costs, needs))) == (costs[-1] if sum(needs) else 0)


@given(workshops, needs)
def test_shapley_is_the_mean_over_all_orders(workshop, needs):
    costs, count = costs_of_groups(workshop, needs), len(needs)
    added = [F(0)] * count
    orders = list(permutations(range(count)))
    for order in orders:
        group = 0
        for i in order:
            added[i] += costs[group | 1 << i] - costs[group]
            group |= 1 << i
    assert exact(shapley_shares(costs, needs)) == [total / len(orders) for total in added]


@pytest.mark.parametrize("rule", RULES)
@given(workshops, needs)
def test_same_needs_same_share_and_no_need_no_share(rule, workshop, needs):
    needs = [*needs, 0, needs[0]]
    shares = exact(rule(costs_of_groups(workshop, needs), needs))
    assert shares[0] == shares[-1] and shares[-2] == 0


@given(workshops, needs)
def test_nobody_pays_more_than_alone_by_shapley_nor_more_than_outside_in_proportion(workshop, needs):
    costs = costs_of_groups(workshop, needs)
    assert not leavers(costs, shapley_shares(costs, needs), len(needs))
    for share, need in zip(exact(proportional_shares(costs, needs)), needs, strict=True):
        assert share <= workshop.outside * need


@pytest.mark.parametrize("rule", RULES)
@given(workshops, needs)
def test_the_strongest_objection_is_that_of_no_other_group(rule, workshop, needs):
    costs, count = costs_of_groups(workshop, needs), len(needs)
    shares = rule(costs, needs)
    parts = exact(shares)
    savings = {g: sum(parts[i] for i in members(g, count)) - costs[g] for g in range(1, 2**count - 1)}
    found = strongest_objection(costs, shares, count)
    if found is None:
        assert max(savings.values()) <= 0
    else:
        assert savings[found.group] == F(found.saving, shares.denominator) == max(savings.values()) > 0


@given(workshops, needs, st.integers(0, 5000))
def test_aid_lowers_every_share_in_proportion(workshop, needs, aid):
    costs = costs_of_groups(workshop, needs)
    before = shapley_shares(costs, needs)
    after = exact(aided(before, costs[-1], aid))
    assert sum(after) == max(0, costs[-1] - aid)
    assert all(0 <= one <= other for one, other in zip(after, exact(before), strict=True))


# The workshop of the simulator, by hand. Alone, the haberdashery buys 15 h at 22 €: 330 €. All five need 475 h: four
# posts, 1 800 + 4 × 450 = 3 600 €.
WORKSHOP, NEEDS = Workshop(1800, 450, 130, 22), [15, 40, 80, 120, 220]


def test_equal_shares_drive_the_small_one_out():
    costs = costs_of_groups(WORKSHOP, NEEDS)
    assert [costs[1 << i] for i in range(5)] == [330, 880, 1760, 2250, 2700] and costs[-1] == 3600
    shares = equal_shares(costs, NEEDS)
    assert exact(shares) == [720] * 5
    assert leavers(costs, shares, 5) == [0]
    objection = strongest_objection(costs, shares, 5)
    assert members(objection.group, 5) == [0] and F(objection.saving, shares.denominator) == 390
    for rule in (proportional_shares, shapley_shares):
        assert strongest_objection(costs, rule(costs, NEEDS), 5) is None


def test_the_aid_that_keeps_the_small_one():
    costs = costs_of_groups(WORKSHOP, NEEDS)
    assert strongest_objection(costs, aided(equal_shares(costs, NEEDS), 3600, 1950), 5) is None
    assert leavers(costs, aided(equal_shares(costs, NEEDS), 3600, 1949), 5) == [0]


def test_a_proportional_share_may_leave_the_core():
    # 510 h ask for a fifth post for 30 h: the four others are as well off with four, 3 350 € for 490 h against 3 362.7 €.
    costs = costs_of_groups(Workshop(1500, 400, 120, 25), [20, 60, 90, 140, 200])
    shares = proportional_shares(costs, [20, 60, 90, 140, 200])
    assert members(strongest_objection(costs, shares, 5).group, 5) == [1, 2, 3, 4]


# --- Simulators ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "slug, key, shown",
    [
        ("ptce-radar", "example", ["2,75", "2,54", "1 sur 5", "0,23"]),  # (2 × 1 728)^(1/8) = 2.769
        ("ptce-radar", "even", ["2,75", "2,71", "2 sur 5", "0,14"]),  # 2 916^(1/8) = 2.711, × 1.5^(1/8) = 2.852
        ("ptce-radar", "hole", ["3,50", "0,00", "0 sur 5", "3,36"]),  # 4^(7/8) = 3.364
        ("goutte-dor-census", "dossier", ["121", "2,73", "330", "6 sur 6"]),
        ("goutte-dor-census", "core", ["121", "2,73", "91", "6 sur 6"]),  # 33.3 units × 2.727
        ("goutte-dor-census", "one-off", ["121", "2,73", "330", "5 sur 6"]),
        ("shared-workshop", "equal", ["3 600 €", "4 320 €", "720 €", "390 €"]),
        ("shared-workshop", "shapley", ["3 600 €", "4 320 €", "125 €", "0 €"]),
        ("shared-workshop", "aided", ["1 650 €", "6 270 €", "330 €", "0 €"]),
        ("shared-workshop", "same-needs", ["3 600 €", "6 850 €", "720 €", "0 €"]),
        ("insertion-hours", "one-million", ["833", "0,52", "5 %", "30 €"]),
        ("insertion-hours", "large-labour", ["3 500", "2,18", "10 %", "30 €"]),
        ("insertion-hours", "steel", ["333", "0,21", "5 %", "30 €"]),
        ("insertion-hours", "cost-today", ["667", "0,41", "5 %", "37,5 €"]),
        ("clause-planner", "works", ["2 150", "538", "17 sur 24", "0 %"]),
        ("spaser", "training-day", ["60 M€", "3,9 ans", "0"]),
        ("spaser", "in-2020", ["60 M€", "3,9 ans", "100 M€"]),
        ("spaser", "in-2024", ["60 M€", "3,9 ans", "50 M€"]),
        ("spaser", "hospital", ["60 M€", "3,1 ans", "50 M€"]),
    ],
)
def test_presets(slug, key, shown):
    simulator = load(slug)
    (preset,) = [p for p in simulator.presets if p.key == key]
    assert [plain(item.text) for item in simulator.run(preset.values).indicators] == shown


@pytest.mark.parametrize(
    "values, ok, words",
    [
        ({"regime": "2014"}, None, "seuil inconnu"),
        ({"regime": "date", "year": 2020}, None, "facultatif"),
        ({"regime": "date", "year": 2024}, True, "obligatoire"),
        ({"regime": "date", "year": 2014, "month": 6}, None, "avant la loi"),
        ({"regime": "date", "year": 2026, "month": 12}, None, "postérieure"),
        ({"regime": "date", "year": 2023, "month": 10, "buyer": OTHER}, None, "non concerné"),
        ({"regime": "date", "year": 2023, "month": 11, "buyer": OTHER}, True, "obligatoire"),
        ({"spend": 50}, None, "non dépassé"),
    ],
)
def test_spaser_says_what_the_law_says(values, ok, words):
    outcome = load("spaser").run(values)
    assert outcome.indicators[0].verdict.ok is ok and words in outcome.indicators[0].verdict.text


def test_the_unknown_of_2014_is_a_sentence():
    assert "on ne peut pas dire si 60 M€ suffisent" in plain(load("spaser").run({"regime": "2014"}).sentence)


def test_years_since_are_those_of_the_calendar():
    from datetime import date

    from essor.portable.simulators.spaser import _days

    for start, end in (("2014-08-02", "2015-02-01"), ("2020-02-28", "2020-03-01"), ("2023-01-01", CHECKED), ("2023-10-25", "2024-03-01")):
        assert _days(end) - _days(start) == (date.fromisoformat(end) - date.fromisoformat(start)).days


@pytest.mark.parametrize(
    "values, ok, words",
    [
        ({"regime": "2014", "amount": 6 * M}, None, "art. 14 du CMP"),
        ({"amount": 6 * M}, True, "L. 2112-2-1 du CCP"),
        ({"amount": 6 * M, "rate": 0}, None, "une autre condition sociale est due"),
        ({"amount": 5404000}, True, "à vérifier"),
        ({"amount": 5400000}, None, "5 404 000 €"),
        ({"kind": SERVICES, "amount": 220000}, True, "L. 2112-2-1 du CCP"),
        # The threshold is that of the contract, all lots together; a lot above it is enough.
        ({"amount": 80000, "whole": False}, None, "à comparer à la valeur de tous les lots"),
        ({"amount": 6 * M, "whole": False}, True, "L. 2112-2-1 du CCP"),
        ({"amount": 80000, "whole": False, "regime": "2014"}, None, "art. 14 du CMP"),
    ],
)
def test_insertion_hours_say_what_the_law_asks(values, ok, words):
    verdict = load("insertion-hours").run(values).indicators[0].verdict
    assert verdict.ok is ok and words in plain(verdict.text)


def law_of(values):
    table = load("insertion-hours").run(values).tables[1]
    return {row[0]: plain(" ".join(row[1:])) for row in table.rows}


# 80 000 € of works: below 100 000 € (R. 2122-8) and 5 404 000 €. As one lot of a larger operation, none of it can be read.
@pytest.mark.parametrize(
    "values, formalised, exempt",
    [
        ({"amount": 80000}, "non", "oui, en choisissant une offre pertinente"),
        ({"amount": 80000, "whole": False}, "à voir sur l’opération entière", "à voir sur l’opération entière"),
        ({"amount": 100000, "whole": False}, "à voir sur l’opération entière", "non"),
        ({"amount": 6 * M, "whole": False}, "oui", "non"),
    ],
)
def test_thresholds_are_those_of_the_whole_operation(values, formalised, exempt):
    law = law_of(values)
    assert law["Procédure formalisée"].endswith(formalised) and law["Sans publicité ni mise en concurrence"].endswith(exempt)


# CP-10: EA, ESAT, SIAE, at least one half; CP-11: the ESS, without any share of workers, under its own conditions.
def test_reserved_contracts_are_of_two_kinds():
    law = law_of({})
    assert "L. 2113-14" in law["Marché réservé"] and "L. 2113-16" not in law["Marché réservé"] and "50 %" in law["Marché réservé"]
    assert "L. 2113-16" in law["Réservé à l’ESS"] and "mission de service public" in law["Réservé à l’ESS"] and "50 %" not in law["Réservé à l’ESS"]


def test_the_environment_of_2014_is_a_condition_and_a_criterion():
    law = law_of({"regime": "2014"})["Condition et critère environnementaux"]
    assert "art. 14 du CMP et art. 53 du CMP" in law and "à vérifier" in law


def test_the_article_of_august_is_cited_where_it_is_due():
    assert "L. 2112-2-1" in load("insertion-hours").run({"amount": 6 * M}).sentence
    assert "L. 2112-2-1" not in load("insertion-hours").run().sentence
    assert load("insertion-hours").run({"rate": 0}).sentence.endswith("pas de clause d’insertion.")


@pytest.mark.parametrize(
    "values, words",
    [
        ({"regime": "2014"}, "attendu par décret"),
        ({"regime": "date", "year": 2014, "month": 6}, "avant la loi"),
        ({"regime": "date", "year": 2026, "month": 12}, "postérieure"),
    ],
)
def test_an_unknown_threshold_is_said(values, words):
    indicator = load("spaser").run(values).indicators[2]
    assert indicator.text == "0" and words in indicator.verdict.text


# Guesses that the reader may hold, and what they hear.
@pytest.mark.parametrize(
    "slug, guess, heard",
    [
        ("ptce-radar", 0, "Vous aviez vu juste."),
        ("ptce-radar", "3,5", "elle cache le trou"),
        ("goutte-dor-census", "2,73", "Vous aviez vu juste."),
        ("goutte-dor-census", 10, "plus petites"),
        ("shared-workshop", 1, "Vous aviez vu juste."),
        ("shared-workshop", 0, "ignore les besoins"),
        ("insertion-hours", 833, "Vous aviez vu juste."),
        ("insertion-hours", 1000, "6,00 %"),
        ("insertion-hours", 20000, "n’y suffirait pas"),
        ("clause-planner", 500, "Vous aviez vu juste."),
        ("clause-planner", 2000, "plus petite"),
        ("spaser", "3,9", "Vous aviez vu juste."),
        ("spaser", 12, "c’est le seuil"),
    ],
)
def test_guesses_are_answered(slug, guess, heard):
    assert heard in plain(load(slug).run({}, guess).answer)


def test_labour_shares_are_those_of_the_guides():
    assert dict(LABOUR_SHARES) == {"charpente métallique": 0.20, "maçonnerie": 0.50, "peinture": 0.70}


# --- Facts of the register -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key, value",
    [
        ("goutte-dor-marchands", cooperer.UNITS[0]),
        ("goutte-dor-ateliers", cooperer.UNITS[1]),
        ("goutte-dor-merceries", cooperer.UNITS[2]),
        ("goutte-dor-createurs", cooperer.UNITS[3]),
        ("goutte-dor-unites", sum(goutte_dor_census.COUNTS)),
        ("goutte-dor-emplois", goutte_dor_census.JOBS),
        ("goutte-dor-emplois", cooperer.JOBS),
        ("lorraine-heures", clause_planner.LORRAINE_HOURS),
        ("lorraine-heures", cooperer.LORRAINE_HOURS),
        ("lorraine-marches", clause_planner.LORRAINE_CONTRACTS),
        ("lorraine-marches", cooperer.LORRAINE_CONTRACTS),
        ("spaser-seuil-2015", SPASER_THRESHOLD.at("2015-02-01") / M),
        ("spaser-seuil-2023", SPASER_THRESHOLD.at("2023-01-01") / M),
        ("seuil-europeen-services-2026", EUROPEAN_THRESHOLD[SERVICES].at(CHECKED)),
    ],
)
def test_code_and_register_agree(key, value):
    assert float(facts.load(ROOT / "data" / "faits")[key].value) == value
