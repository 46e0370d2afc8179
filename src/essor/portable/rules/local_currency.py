"""Local complementary currencies: Code monétaire et financier, art. L. 311-5 and L. 311-6 (loi du 31 juillet 2014, art. 16).

The arithmetic of the bonus and of reconversion is that of the Bou'Sol's own scheme (20 € give 21 Bou'Sols); it is
practice, not law. So is the one-for-one reserve: no article that imposes it was found.
"""

from essor.portable.checks import check_share
from essor.portable.rules.dated import SECONDARY, Dated

# « 20 € = 21 Bou'Sols », 2014 file, Boulonnais sheet.
TRANCHE_EUROS = 20
TRANCHE_UNITS = 21
BONUS = (TRANCHE_UNITS - TRANCHE_EUROS) / TRANCHE_EUROS

# Networks hold one euro for each unit in circulation. Source: Euskal Moneta, May 2019.
RESERVE_PER_UNIT = 1.0


# Whether the Code monétaire et financier knows these instruments at all.
LEGAL_BASIS = Dated("legal basis of local currencies", [("2014-08-02", "CMF, art. L. 311-5", "loi n° 2014-856, art. 16", SECONDARY)])

# MLC-20: what a local authority needs to be paid in local currency. No earlier text was found; in 2014 Boulogne already did.
COLLECTING = Dated(
    "being paid in local currency", [("2016-10-31", ("délibération", "régie de recettes", "convention"), "note de la DGFiP d’octobre 2016", SECONDARY)]
)

# MLC-21 and 22: paying in local currency. Bayonne's case ended in 2018 by an agreement, without a judgment.
PAYING = Dated("paying in local currency", [("2019-10-25", "mandat civil", "réponse ministérielle du 25 octobre 2019", SECONDARY)])


def may_issue(local_authority: bool, social_economy_body: bool, sole_purpose: bool, date: str) -> bool:
    """Whether a body may issue a local currency (CMF, art. L. 311-5).

    The issuer is one of the private bodies of article 1 of the law of 31 July 2014, and issuing is its sole
    purpose; a local authority is neither (deduced, MLC-03). UnknownAt before that law.
    """
    LEGAL_BASIS.at(date)
    return social_economy_body and sole_purpose and not local_authority


def may_collect(deliberation: bool, revenue_office: bool, agreement: bool, date: str) -> bool:
    """Whether a local authority may be paid in local currency, for a swimming pool or a bus ticket.

    It takes a deliberation, a « régie de recettes » whose act lists this means, and an agreement with the issuer
    (DGFiP note of October 2016 on the eusko; décret n° 2012-1246, art. 25). UnknownAt before that note.
    """
    COLLECTING.at(date)
    return deliberation and revenue_office and agreement


def may_pay_directly(date: str) -> bool:
    """Whether a local authority may settle an expense in local currency: no (ministerial answer, 25 October 2019).

    UnknownAt before that answer.
    """
    PAYING.at(date)
    return False


def may_pay_by_mandate(creditor_agrees: bool, statutory_benefit: bool, date: str) -> bool:
    """Whether the payee may be credited in local currency while the accountant pays euros to the issuer.

    The « mandat civil » supposes a willing creditor (ministerial answer, 25 October 2019). A benefit due by law and
    paid without choice is therefore out (deduced from MLC-21 and MLC-22). UnknownAt before that answer.
    """
    PAYING.at(date)
    return creditor_agrees and not statutory_benefit


def cover_without_support(bonus: float) -> float:
    """Euros brought by the holder for each unit issued, in (0, 1]: 20/21 for a bonus of 5 %."""
    check_share("bonus", bonus)
    return 1 / (1 + bonus)


def bonus_per_unit(bonus: float) -> float:
    """Euros that somebody must add for each unit issued: b/(1+b), 1/21 for a bonus of 5 %.

    It is also the reconversion fee below which a round trip euro → unit → euro makes money.
    """
    check_share("bonus", bonus)
    return bonus / (1 + bonus)


def round_trip(euros: float, bonus: float, fee: float) -> float:
    """Euros in hand after exchanging `euros` with the bonus and reconverting at once, fee deducted."""
    check_share("bonus", bonus)
    check_share("fee", fee)
    return euros * (1 + bonus) * (1 - fee)
