"""Bou'Sol and eusko: reuse for three payments, the closing fee, a year of bonus, how chance narrows, known suppliers, mass and fund."""

from itertools import count

from essor.portable.french import euros, percent
from essor.portable.models.currency import WEEKS_PER_MONTH, bonus_account, cash_path, circuit, mean_path, reuse_for_payments, steady_state
from essor.portable.models.currency_agents import supplier_found
from essor.portable.rules.local_currency import BONUS, TRANCHE_UNITS, bonus_per_unit

# Facts of the register (data/faits); a test holds them equal.
EUSKO_MASS_2019 = 1270000
EUSKO_EXCHANGED_2020 = 1431791
EUSKO_RECONVERTED_2020 = 706558
BUSINESSES = 1300 + 4165 + 1885

NETWORK = 300  # fictitious
MEMBERS = NETWORK / BUSINESSES
HALF = 0.5

# Speeds do not matter: without melt, every unit that is not reconverted is paid on.
WITHOUT_MELT = circuit(2, 1.0, reuse=0.0, act_solistes=0.5, act_prestataires=0.5, sector_shares=[1.0])

# A year of 250 solistes, each 20 € a month; the fee is the eusko's, the holding of two weeks illustrative, as in the simulator.
FEE = 0.05
TWO_YEARS = 104  # weeks
CHANGING = circuit(2, 250 * TRANCHE_UNITS / WEEKS_PER_MONTH, reuse=0.4, act_solistes=0.5, act_prestataires=0.5, sector_shares=[1.0])
YEAR = bonus_account(steady_state(CHANGING), BONUS, fee=FEE, lost=0.0)

VALUES = {
    "reuse_for_three_payments": 100 * reuse_for_payments(WITHOUT_MELT, 3),
    "closing_fee": 100 * bonus_per_unit(BONUS),
    "closing_fee_text": percent(bonus_per_unit(BONUS), 2),
    "bonus_a_year": euros(YEAR.bonus_paid),
    "fees_a_year": euros(YEAR.fees),
    "advance": euros(-min(cash_path(mean_path(CHANGING, TWO_YEARS), BONUS, fee=FEE, lost=0.0))),
    # The relative spread of a sum of N independent purses goes as 1/√N.
    "times_as_many_people": (1 / HALF) ** 2,
    "network": NETWORK,
    "businesses": BUSINESSES,
    "member_share": percent(MEMBERS, 2),
    "suppliers_for_half": next(names for names in count(1) if supplier_found(MEMBERS, names) >= HALF),
    "found_by_16": percent(supplier_found(MEMBERS, 16), 1),
    "found_by_17": percent(supplier_found(MEMBERS, 17), 1),
    "eusko_exchanged": EUSKO_EXCHANGED_2020,
    "eusko_reconverted": EUSKO_RECONVERTED_2020,
    "eusko_reconverted_share": percent(EUSKO_RECONVERTED_2020 / EUSKO_EXCHANGED_2020, 1),
    "eusko_growth": EUSKO_EXCHANGED_2020 - EUSKO_RECONVERTED_2020,
    "eusko_both_flows": EUSKO_EXCHANGED_2020 + EUSKO_RECONVERTED_2020,
    "eusko_mass": EUSKO_MASS_2019,
    "eusko_mass_and_exchanged": EUSKO_MASS_2019 + EUSKO_EXCHANGED_2020,
    "eusko_mass_less_reconverted": EUSKO_MASS_2019 - EUSKO_RECONVERTED_2020,
    "eusko_fund": EUSKO_MASS_2019 + EUSKO_EXCHANGED_2020 - EUSKO_RECONVERTED_2020,
}
