"""Debate 2: clusters of cooperation, a shared workshop, insertion hours, a calendar of clauses, SPASER."""

from itertools import count

from essor.portable.models.insertion import MONTHS_PER_YEAR, full_time_years, insertion_hours, rate_for_hours
from essor.portable.models.ptce import census, geometric_mean
from essor.portable.models.sharing import Workshop, costs_of_groups, shapley_shares
from essor.portable.rules.dated import CHECKED
from essor.portable.rules.procurement import (
    EUROPEAN_THRESHOLD,
    LOCAL,
    MILLION,
    SERVICES,
    may_reserve_for_workers,
    social_clause_required,
    spaser_required_since,
)

# Facts of the register (data/faits); a test holds them equal.
UNITS = (63, 33, 5, 20)
JOBS = 330
LORRAINE_HOURS = 300000
LORRAINE_CONTRACTS = 600

MARKS = (4, 2, 3, 1, 3, 2, 4, 3)
RAISED = (4, 2, 3, 3, 3, 2, 4, 3)
WORKSHOP = Workshop(1800, 450, hours=130, outside=22)
NEEDS = (15, 40, 80, 120, 220)
MORE_NEEDS = (20, 40, 80, 120, 220)  # the smallest needs a little more than in the simulator
COSTS = costs_of_groups(WORKSHOP, MORE_NEEDS)
SHARES_OF_TWO = shapley_shares(costs_of_groups(WORKSHOP, (NEEDS[0], NEEDS[-1])), (NEEDS[0], NEEDS[-1]))
LOT_HOURS, LOT_MONTHS = 583, 4
CONTRACTS_2026 = (90000, 180000, 216000, 240000, 600000)
THRESHOLD = EUROPEAN_THRESHOLD[SERVICES].at(CHECKED)

VALUES = {
    "geometric_mean": geometric_mean(MARKS),
    "mean_with_the_weakest_raised": geometric_mean(RAISED),
    "jobs_reached": census(UNITS, [0, 1, 0, 1], JOBS).jobs_reached,
    "cloth_share": 100 * UNITS[0] / sum(UNITS),
    "shapley_share": SHARES_OF_TWO.numerators[0] / SHARES_OF_TWO.denominator,
    "aid_for_equal_shares": COSTS[-1] - len(MORE_NEEDS) * COSTS[1],
    "insertion_hours": insertion_hours(1500000, 0.70, rate=0.10, hourly_cost=30),
    "insertion_rate": 100 * rate_for_hours(500, 400000, labour_share=0.70, hourly_cost=30),
    "lorraine_hours_per_contract": LORRAINE_HOURS / LORRAINE_CONTRACTS,
    "posts_of_a_lot": full_time_years(LOT_HOURS / LOT_MONTHS * MONTHS_PER_YEAR),
    "clauses_due": sum(social_clause_required(value, THRESHOLD, CHECKED) for value in CONTRACTS_2026),
    "spaser_year": int(spaser_required_since(LOCAL, 120 * MILLION)[:4]),
    "hires_to_reserve": next(hires for hires in count() if may_reserve_for_workers(23 + hires, 48 + hires, CHECKED)),
}
