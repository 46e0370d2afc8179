"""Who belongs to the social and solidarity economy (loi n° 2014-856 du 31 juillet 2014, art. 1er), and who may be « ESUS »
(art. 11; Code du travail, art. L. 3332-17-1).

Codes ESS-01, ESS-02 and ESS-10 of the course's legal reference.
"""

from collections import namedtuple

from essor.portable.rules.dated import LABOUR_CODE_READ, OLD, POINTS, READ, SECONDARY, YEARS, Dated, UnknownAt

ROUNDING = 1e-12  # 1 % and five points are 6 %, whatever floats add up to

LAW = "loi n° 2014-856, art. 1er, II, 2°, c"
ORDER = "arrêté du 3 août 2015, JO du 11 août 2015"
DECREE_IN_FORCE = "2015-07-01"
LABOUR_LAW, MEASURES = "C. trav., art. L. 3332-17-1", "C. trav., art. R. 3332-21-1"

# Article 1, II, 1°: forms that belong by right; 2°: commercial companies, on conditions.
BY_RIGHT = Dated(
    "forms that belong by right", [("2014-08-02", ("association", "cooperative", "mutual", "foundation"), "loi n° 2014-856, art. 1er, II, 1°", OLD)]
)
ON_CONDITIONS = Dated("forms that belong on conditions", [("2014-08-02", ("company",), "loi n° 2014-856, art. 1er, II, 2°", OLD)])

# What a commercial company must set aside, as shares of its profit less past losses. The law of 2014 set floors and left
# the rates, and the share of capital, to an order that came a year later.
FUND_FLOOR = Dated("floor of the share of profit to the development fund", [("2014-08-02", 0.20, LAW, OLD)], unit="%")
KEPT_FLOOR = Dated("floor of the share of profit to mandatory reserves or carried forward", [("2014-08-02", 0.50, LAW, OLD)], unit="%")


def _rate(name, rate, article):
    # The reference quotes the same rates from the law itself in 2021. The law was last amended on 9 December 2020: that the
    # rates came into it on that day is supposed.
    return Dated(name, [("2015-08-12", rate, f"{ORDER}, {article}", OLD), ("2020-12-09", rate, LAW, SECONDARY)], unit="%")


FUND_SHARE = _rate("share of profit to the development fund", 0.20, "art. 1er")
FUND_CEILING = _rate("reserves over capital at which the development fund is full", 0.20, "art. 1er")
KEPT_SHARE = _rate("share of profit to mandatory reserves or carried forward", 0.50, "art. 2")


# ESUS: what the decree n° 2015-719 of 23 June 2015 measures, unchanged since it came into force.
def _measured(name, value, unit):
    return Dated(name, [(DECREE_IN_FORCE, value, MEASURES, READ, LABOUR_CODE_READ)], unit=unit)


ESUS_COST_SHARE = _measured("ESUS: social costs over operating costs", 0.66, unit="%")
ESUS_YEARS = _measured("ESUS: closed years over which it is measured", 3, unit=("exercice clos", "exercices clos"))
ESUS_RETURN_MARGIN = _measured("ESUS: return on capital above the bond rate", 0.05, unit=POINTS)


# What the law itself says: its version of 2015 was read in a review of that year, that of 2025 in the code.
def _of_the_law(name, in_2015, in_2025, unit=""):
    return Dated(name, [(DECREE_IN_FORCE, in_2015, LABOUR_LAW, OLD), ("2025-01-01", in_2025, LABOUR_LAW, READ, LABOUR_CODE_READ)], unit=unit)


ESUS_MEAN_PAY = _of_the_law("ESUS: mean of the five highest pays, in SMIC", 7, in_2025=7, unit="SMIC")
ESUS_TOP_PAY = _of_the_law("ESUS: highest pay, in SMIC", 10, in_2025=10, unit="SMIC")
ESUS_PAY_IN_STATUTES = _of_the_law("ESUS: whether the statutes must hold the pay policy, beside the objective", True, in_2025=False)
# The decree still takes a low return on capital instead of costs; the law names the weight on the accounts alone.
ESUS_RETURN_IN_LAW = _of_the_law("ESUS: whether the law leaves room for the return on capital", True, in_2025=False)
ESUS_SILENCE = Dated(
    "ESUS: silence of the préfet that accepts", [(DECREE_IN_FORCE, 2, "C. trav., art. R. 3332-21-3", READ, LABOUR_CODE_READ)], unit=("mois", "mois")
)
ESUS_LASTS = Dated("ESUS: length of an approval", [(DECREE_IN_FORCE, 5, "C. trav., art. R. 3332-21-3", READ, LABOUR_CODE_READ)], unit=YEARS)
ESUS_LASTS_YOUNG = Dated("ESUS: the same, below three years of age", [(DECREE_IN_FORCE, 2, "C. trav., art. R. 3332-21-3", READ, LABOUR_CODE_READ)], unit=YEARS)

# What one year of a company's accounts says, in euros: profit less past losses, capital, reserves before the year's
# profit is shared, what goes to the development fund, and what goes to the other mandatory reserves or is carried forward.
Allocation = namedtuple("Allocation", ["profit", "capital", "reserves", "to_fund", "kept_otherwise"])


def belongs_by_right(form: str, date: str) -> bool:
    """Whether the form alone makes a body part of the ESS (art. 1er, II, 1°). UnknownAt before the law."""
    return form in BY_RIGHT.at(date)


def respects_the_principles(purpose: bool, democratic: bool, managed: bool) -> bool:
    """Article 1, I, all three: a purpose other than sharing profits alone; democratic governance set by the statutes;
    profits mostly kept for the activity, mandatory reserves that cannot be shared out."""
    return purpose and democratic and managed


def fund_is_due(capital: float, reserves: float, date: str) -> bool:
    """Whether the development fund must still be fed: reserves below a fifth of the capital. UnknownAt before the order."""
    return reserves < FUND_CEILING.at(date) * capital


def fund_owed(a: Allocation, date: str) -> float:
    """Euros of the year's profit owed to the development fund: a fifth of it while the fund is due, at least."""
    if a.profit <= 0 or not fund_is_due(a.capital, a.reserves, date):
        return 0.0
    return FUND_SHARE.at(date) * a.profit


def kept_owed(a: Allocation, date: str) -> float:
    """Euros owed to mandatory reserves or carried forward: half of the profit, at least."""
    return KEPT_SHARE.at(date) * a.profit if a.profit > 0 else 0.0


def kept(a: Allocation) -> float:
    """Euros kept: the development fund is itself a mandatory reserve under the statutes (order of 2015, art. 1er and 2)."""
    return a.to_fund + a.kept_otherwise


def breaks_fund_floor(a: Allocation, date: str) -> bool:
    """Whether the fund receives less than the law's own floor. Without reserves, it is due whatever the order says."""
    return a.reserves <= 0 < a.capital and a.to_fund < FUND_FLOOR.at(date) * max(0.0, a.profit)


def breaks_kept_floor(a: Allocation, date: str) -> bool:
    """Whether less is kept than the law's own floor, whatever the order says."""
    return kept(a) < KEPT_FLOOR.at(date) * max(0.0, a.profit)


def feeds_the_fund(a: Allocation, date: str):
    """Whether the development fund receives what it is owed; None when only the law's floor is known, and respected."""
    if a.profit > 0 and not rates_are_set(date):
        return False if breaks_fund_floor(a, date) else None
    return a.to_fund >= fund_owed(a, date)


def keeps_enough(a: Allocation, date: str):
    """Whether enough profit is kept; None when only the law's floor is known, and respected."""
    if a.profit > 0 and not rates_are_set(date):
        return False if breaks_kept_floor(a, date) else None
    return kept(a) >= kept_owed(a, date)


def belongs_on_conditions(form, principles, social_utility, capital_kept, allocation, date):
    """Whether a commercial company belongs (art. 1er, II, 2°): the principles of I, a search for social utility, the two
    allocations of profit, and a capital neither redeemed nor reduced but for losses (the company may buy back its shares
    under ordinary company law), all set by its statutes.

    None when nothing known fails but something is unknown: what is allocated (None), or, between the law and the order of
    August 2015, the rates, of which only the floors were set.
    """
    allocated = [None] if allocation is None else [feeds_the_fund(allocation, date), keeps_enough(allocation, date)]
    answers = [form in ON_CONDITIONS.at(date), principles, social_utility, capital_kept] + allocated
    if False in answers:
        return False
    return None if None in answers else True


def rates_are_set(date: str) -> bool:
    """Whether the order that sets the rates of allocation is in force."""
    try:
        FUND_SHARE.at(date)
    except UnknownAt:
        return False
    return True


def esus_by_costs(cost_share: float, date: str) -> bool:
    """Whether social utility weighs on the accounts by its costs (C. trav., art. L. 3332-17-1, 2°, and decree of June 2015):
    at least 66 % of operating costs, over three closed years. A fraction."""
    return cost_share >= ESUS_COST_SHARE.at(date) - ROUNDING


def esus_by_return(return_rate: float, bond_rate: float, date: str) -> bool:
    """The decree's other way: a return on capital below the mean rate of company bonds plus five points. Fractions."""
    return return_rate < bond_rate + ESUS_RETURN_MARGIN.at(date) - ROUNDING


def esus_statutes(objective: bool, pay: bool, date: str) -> bool:
    """Whether the statutes hold what they must: the objective, and until 2025 the pay policy beside it (5° of the article)."""
    return objective and (pay or not ESUS_PAY_IN_STATUTES.at(date))


def esus_impact(cost_share: float, return_rate: float, bond_rate: float, date: str):
    """Whether social utility weighs enough, by costs or by the return on capital; None for the return alone since 2025: the
    decree takes it, the law no longer names it, and the préfet is to be asked. Fractions."""
    if esus_by_costs(cost_share, date):
        return True
    if not esus_by_return(return_rate, bond_rate, date):
        return False
    return True if ESUS_RETURN_IN_LAW.at(date) else None


def esus_pay(mean_of_five: float, highest: float, date: str) -> bool:
    """Whether pay stays within bounds, in SMIC (or branch minimum): 7 on average for the five best paid, 10 for the first."""
    return mean_of_five <= ESUS_MEAN_PAY.at(date) and highest <= ESUS_TOP_PAY.at(date)


def may_be_esus(belongs: bool, main_utility: bool, impact, pay: bool, unlisted: bool, in_statutes: bool):
    """All the conditions of the ESUS approval (ESS-10), for a body that does not have it by right; None when all that is
    missing is to know whether `impact`, None itself, is met."""
    if not (belongs and main_utility and pay and unlisted and in_statutes):
        return False
    return impact
