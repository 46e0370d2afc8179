"""Who belongs to the social and solidarity economy (loi n° 2014-856 du 31 juillet 2014, art. 1er), and who may be « ESUS »
(art. 11; Code du travail, art. L. 3332-17-1).

Codes ESS-01, ESS-02 and ESS-10 of the course's legal reference.
"""

from collections import namedtuple

from essor.rules.dated import Dated, UnknownAt

CHECKED = "2026-11-24"
ROUNDING = 1e-12  # 1 % and five points are 6 %, whatever floats add up to

ORDER = "arrêté du 3 août 2015, JO du 11 août 2015"
DECREE = "décret n° 2015-719 du 23 juin 2015"

# Article 1, II, 1°: forms that belong by right; 2°: commercial companies, on conditions.
BY_RIGHT = Dated(
    "forms that belong by right",
    [("2014-08-02", ("association", "cooperative", "mutual", "foundation"), "loi n° 2014-856, art. 1er, II, 1°", "V")],
    CHECKED,
)
ON_CONDITIONS = Dated(
    "forms that belong on conditions", [("2014-08-02", ("company",), "loi n° 2014-856, art. 1er, II, 2°", "V")], CHECKED
)

# What a commercial company must set aside, as shares of its profit less past losses. The law of 2014 left the rates to an
# order and set their floors; the order came a year later.
FUND_SHARE = Dated("share of profit to the development fund", [("2015-08-12", 0.20, ORDER + ", art. 1er", "V")], CHECKED)
FUND_CEILING = Dated(
    "reserves over capital at which the development fund is full", [("2015-08-12", 0.20, ORDER + ", art. 1er", "V")], CHECKED
)
KEPT_SHARE = Dated("share of profit to mandatory reserves or carried forward", [("2015-08-12", 0.50, ORDER + ", art. 2", "V")], CHECKED)

# ESUS: what the decree of June 2015 measures, in force on 1 July 2015. The PACTE law of 2019 touched the criteria again
# (general knowledge, to be checked).
ESUS_COST_SHARE = Dated("ESUS: social costs over operating costs", [("2015-07-01", 0.66, DECREE, "V")], CHECKED)
ESUS_YEARS = Dated("ESUS: closed years over which it is measured", [("2015-07-01", 3, DECREE, "V")], CHECKED)
ESUS_RETURN_MARGIN = Dated("ESUS: return on capital above the bond rate", [("2015-07-01", 0.05, DECREE, "V")], CHECKED)
ESUS_MEAN_PAY = Dated("ESUS: mean of the five highest pays, in SMIC", [("2015-07-01", 7, "C. trav., art. L. 3332-17-1", "V")], CHECKED)
ESUS_TOP_PAY = Dated("ESUS: highest pay, in SMIC", [("2015-07-01", 10, "C. trav., art. L. 3332-17-1", "V")], CHECKED)

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
    return KEPT_SHARE.at(date) * max(0.0, a.profit)


def kept(a: Allocation) -> float:
    """Euros kept: the development fund is itself a mandatory reserve under the statutes (order of 2015, art. 1er and 2)."""
    return a.to_fund + a.kept_otherwise


def allocates_as_required(a: Allocation, date: str) -> bool:
    """Both rules of allocation (art. 1er, II, 2°, c, and order of 2015)."""
    return a.to_fund >= fund_owed(a, date) and kept(a) >= kept_owed(a, date)


def belongs_on_conditions(form, principles, social_utility, no_buyback, allocation, date) -> bool:
    """Whether a commercial company belongs (art. 1er, II, 2°): the principles of I, a search for social utility, the two
    allocations of profit, and no redemption of its own capital but for the exceptions of law, all set by its statutes.

    UnknownAt between the law and the order of August 2015: the rates were not set.
    """
    return (
        form in ON_CONDITIONS.at(date)
        and principles
        and social_utility
        and no_buyback
        and allocates_as_required(allocation, date)
    )


def rates_are_set(date: str) -> bool:
    """Whether the order that sets the rates of allocation is in force."""
    try:
        FUND_SHARE.at(date)
    except UnknownAt:
        return False
    return True


def esus_impact(cost_share: float, return_rate: float, bond_rate: float, date: str) -> bool:
    """Whether social utility weighs on the accounts (C. trav., art. L. 3332-17-1, 2°, and decree of June 2015), over
    three closed years: social costs of at least 66 % of operating costs, or a return on capital below the mean rate of
    company bonds plus five points. Rates are fractions."""
    enough = cost_share >= ESUS_COST_SHARE.at(date) - ROUNDING
    return enough or return_rate < bond_rate + ESUS_RETURN_MARGIN.at(date) - ROUNDING


def esus_pay(mean_of_five: float, highest: float, date: str) -> bool:
    """Whether pay stays within bounds, in SMIC (or branch minimum): 7 on average for the five best paid, 10 for the first."""
    return mean_of_five <= ESUS_MEAN_PAY.at(date) and highest <= ESUS_TOP_PAY.at(date)


def may_be_esus(belongs: bool, main_utility: bool, impact: bool, pay: bool, unlisted: bool, in_statutes: bool) -> bool:
    """All the conditions of the ESUS approval (ESS-10), for a body that does not have it by right."""
    return belongs and main_utility and impact and pay and unlisted and in_statutes
