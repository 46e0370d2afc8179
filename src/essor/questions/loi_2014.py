"""Opening lecture: who belongs to the social and solidarity economy, and who may be approved « ESUS »."""

from essor.portable.rules.dated import CHECKED
from essor.portable.rules.ess import ESUS_COST_SHARE, ESUS_RETURN_MARGIN, Allocation, fund_owed, kept_owed

COMPANY = Allocation(30000, 80000, reserves=12000, to_fund=6000, kept_otherwise=9000)
FULL_RESERVES = Allocation(60000, 100000, reserves=25000, to_fund=0, kept_otherwise=0)
OPERATING = (400, 450, 500)
SOCIAL = (250, 290)
EQUITY, LOANS, BOND_RATE = 400, 100, 0.015

VALUES = {
    "development_fund": fund_owed(COMPANY, CHECKED),
    "kept_besides_the_fund": kept_owed(COMPANY, CHECKED) - COMPANY.to_fund,
    "kept_with_full_reserves": kept_owed(FULL_RESERVES, CHECKED),
    "social_costs_of_the_third_year": ESUS_COST_SHARE.at(CHECKED) * sum(OPERATING) - sum(SOCIAL),
    "return_on_capital": (EQUITY + LOANS) * (BOND_RATE + ESUS_RETURN_MARGIN.at(CHECKED)),
}
