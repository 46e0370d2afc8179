"""Debate 1: a department's weight, two denominators, budgets, the split of a change, axes, a network."""

from essor.portable.models.departments import YEARS, department, region
from essor.portable.models.networks import components, density, star, without
from essor.portable.models.territory import SHARED_WIN, excess_jobs, per_inhabitant, shift_share, win_parts
from essor.portable.rules.statistics import specific_index

# Sheets « Pas-de-Calais » and « Aquitaine » of the day's file, 2014; a test holds them equal to data/faits.
PAS_DE_CALAIS_JOBS = 48390
PAS_DE_CALAIS_SHARE = 13
PAS_DE_CALAIS_BUDGET = 8700000
PAS_DE_CALAIS_SOLIDARITY = 220000000
PAS_DE_CALAIS_INHABITANTS = 1489209
REGION_SHARE = 11.3
FRANCE_SHARE = 9.8
AQUITAINE_BUDGET = 4150000
AQUITAINE_INHABITANTS = 3232352
# Insee, the five departments, 1 January 2014 (data/faits, aquitaine-population-insee).
AQUITAINE_POPULATION = 3343326
# France, 2019 (data/ess-france.csv).
SHARE_OF_ALL_JOBS = 10.2
SHARE_OF_PRIVATE_JOBS = 13.6

LAST = YEARS.index("2015")

# All of France: 100 associations' jobs become 106; another family takes the whole from 200 to 210.
ASSOCIATIONS = shift_share([1000, 0], [1100, 0], reference_start=[100, 100], reference_end=[106, 104])[0]
# The mutual societies of the simulator's starting table, among all families.
MUTUALS = shift_share(
    [30000, 6000, 3000, 1000], [32100, 5900, 2850, 1250], reference_start=[1800000, 300000, 130000, 80000], reference_end=[1908000, 294000, 124800, 88800]
)[2]

# Fictitious marks: four specialists, and an axis that is average everywhere.
SPECIALISTS = [[10, 2, 2, 2], [2, 10, 2, 2], [2, 2, 10, 2], [2, 2, 2, 10], [5, 5, 5, 5]]
WINS = win_parts(SPECIALISTS)

PARTNERS = 11
NETWORK = [*star(PARTNERS + 1), (1, 2), (3, 4), (5, 6), (7, 8), (9, 10)]


def _against_france(code):
    return specific_index(department(code).shares[LAST], region("F").shares[LAST])


VALUES = {
    "lozere_quotient": _against_france("48"),
    "hauts_de_seine_quotient": _against_france("92"),
    "private_jobs_share": 100 * SHARE_OF_ALL_JOBS / SHARE_OF_PRIVATE_JOBS,
    "quotient_against_the_region": specific_index(PAS_DE_CALAIS_SHARE / 100, REGION_SHARE / 100),
    "excess_jobs": excess_jobs(PAS_DE_CALAIS_JOBS, PAS_DE_CALAIS_SHARE / 100, FRANCE_SHARE / 100),
    "aquitaine_per_inhabitant": per_inhabitant(AQUITAINE_BUDGET, AQUITAINE_INHABITANTS),
    "aquitaine_other_population": per_inhabitant(AQUITAINE_BUDGET, AQUITAINE_POPULATION),
    "pas_de_calais_wide_budget": per_inhabitant(PAS_DE_CALAIS_BUDGET + PAS_DE_CALAIS_SOLIDARITY, PAS_DE_CALAIS_INHABITANTS),
    "local_effect": ASSOCIATIONS.local,
    "structure_effect": -MUTUALS.mix,
    "weightings_of_three_criteria": sum(win_parts([[1, 1, 1]])) // SHARED_WIN,
    "average_axis_wins": 100 * WINS[4] / sum(WINS),
    "network_density": 100 * density(PARTNERS + 1, NETWORK),
    "groups_without_the_hub": len(components(*without(PARTNERS + 1, NETWORK, 0))),
}
