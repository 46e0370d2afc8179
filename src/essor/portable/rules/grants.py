"""Grant or public contract: loi n° 2000-321 du 12 avril 2000, art. 9-1 (added by loi n° 2014-856, art. 59) and art. 10.

Codes ESS-12 and ESS-13 of the course's legal reference.
"""

from essor.portable.rules.dated import SECONDARY, Dated

# Whether the law itself says what a grant is.
DEFINITION = Dated("legal definition of a grant", [("2014-08-02", "loi n° 2000-321, art. 9-1", "loi n° 2014-856, art. 59", SECONDARY)])

# Euros a year above which a written agreement is due. Known to all; the decree was not read.
AGREEMENT_ABOVE = Dated("yearly grant above which an agreement is due", [("2001-06-10", 23000, "décret n° 2001-495, art. 1er", SECONDARY)], unit="€")


def is_grant(third_party_initiative: bool, general_interest: bool, individual_return: bool, date: str) -> bool:
    """Whether the money may be a grant (loi n° 2000-321, art. 9-1).

    The project is initiated, defined and carried out by its beneficiary; a general interest justifies it; it does not
    pay for an individual service that meets the authority's own needs. What is not a grant is a public contract or a
    concession if the authority buys, and has no ground at all without a general interest: the article itself says only
    what a grant is. UnknownAt before the law of 31 July 2014.
    """
    DEFINITION.at(date)
    return third_party_initiative and general_interest and not individual_return


def agreement_is_due(euros_in_the_year: float, date: str) -> bool:
    """Whether the authority and the private body must sign an agreement (loi n° 2000-321, art. 10): above the threshold of the decree."""
    return euros_in_the_year > AGREEMENT_ABOVE.at(date)
