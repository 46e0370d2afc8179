"""Sociétés coopératives d'intérêt collectif: loi n° 47-1775 du 10 septembre 1947, as changed by the law of 31 July 2014, art. 33.

Articles are those of the law of 1947 unless another text is named. Amounts are in euros, rates are fractions.
"""

from collections import namedtuple

from essor.given import tmo
from essor.portable.rules.dated import OLD, POINTS, READ, SECONDARY, TO_CHECK, YEARS, Dated

BEFORE_LAW = "2013-11-30"  # a year earlier, under the old ceiling
LAW_2001 = "loi n° 2001-624 du 17 juillet 2001, art. 36"
LAW_2014 = "loi n° 2014-856 du 31 juillet 2014, art. 33"

EMPLOYEES, BENEFICIARIES, PRODUCERS = "salaries", "beneficiaires", "producteurs"

# SCIC-01, art. 19 quinquies.
FORMS = Dated("legal forms of a SCIC", [("2001-07-18", ("SA", "SARL"), LAW_2001, SECONDARY), ("2014-08-02", ("SA", "SARL", "SAS"), LAW_2014, OLD)])

# SCIC-10, art. 19 septies, al. 2: who must be a member. Before 2014: employees and beneficiaries.
PRODUCERS_MAY_REPLACE_EMPLOYEES = Dated(
    "producers in the absence of employees", [("2001-07-18", False, LAW_2001, SECONDARY), ("2014-08-02", True, LAW_2014, READ)]
)
LEAST_CATEGORIES = 3  # art. 19 septies, al. 2, then and now

# SCIC-11: three members, one for each category; seven in a SA until the ordonnance of 2015.
LEAST_MEMBERS_OF_SA = Dated(
    "fewest members of a SA",
    [("2001-07-18", 7, "C. com., art. L. 225-1", SECONDARY), ("2015-09-11", 3, "ordonnance n° 2015-1127 du 10 septembre 2015", SECONDARY)],
    unit=("associé", "associés"),
)

# SCIC-20, art. 19 septies, last al.: local authorities, their groupings and territorial public establishments, together.
PUBLIC_CEILING = Dated("ceiling of local public capital", [("2001-07-18", 0.20, LAW_2001, SECONDARY), ("2014-08-02", 0.50, LAW_2014, READ)], unit="%")

# SCIC-21. Length, ceiling and equity are those of the 2003 version of L. 1522-5, with which a recent translation agrees; the
# two years were still there in November 2021.
ADVANCES_ALLOWED = Dated(
    "current-account advances by local authorities",
    [("2001-07-18", False, "amendement CL1410 : assimilées à un prêt", SECONDARY), ("2022-02-23", True, "loi n° 2022-217, art. 221", READ)],
)
_L1522_5 = "CGCT, art. L. 1522-5 (version du 20 décembre 2003)"
ADVANCE_YEARS = Dated("length of an advance", [("2022-02-23", 2, _L1522_5, OLD)], unit=YEARS)
ADVANCE_RENEWALS = Dated("renewals of an advance", [("2022-02-23", 1, _L1522_5, OLD)], unit=("renouvellement", "renouvellements"))
ADVANCE_CEILING = Dated("ceiling of advances, over operating revenue", [("2022-02-23", 0.05, _L1522_5, OLD)], unit="%")
ADVANCE_LEAST_EQUITY = Dated("least equity, over the capital, of a company that is lent to", [("2022-02-23", 0.50, _L1522_5, OLD)], unit="%")

# SCIC-30, art. 19 octies, unchanged in 2014: cited article in hand by a code repository of 2026, and not read here.
LEAST_COLLEGES = Dated("fewest colleges", [("2001-07-18", 3, LAW_2001, SECONDARY)], unit=("collège", "collèges"))
LOWEST_COLLEGE = Dated("lowest weight of a college", [("2001-07-18", 0.10, LAW_2001, SECONDARY)], unit="%")
HIGHEST_COLLEGE = Dated("highest weight of a college", [("2001-07-18", 0.50, LAW_2001, SECONDARY)], unit="%")

# An ordinary general meeting adopts above this share of the votes cast.
MAJORITY = 0.50

# SCIC-40, art. 16 and 19 nonies, unchanged in 2014.
LEGAL_RESERVE = Dated("legal reserve", [("2001-07-18", 0.15, "art. 16, al. 2", OLD)], unit="%")
LEAST_STATUTORY_RESERVE = Dated("lowest statutory reserve", [("2001-07-18", 0.50, "art. 19 nonies", SECONDARY)], unit="%")

# The two readings of art. 16, al. 2: « les diverses réserves totalisées », or the legal reserve alone (FAQ des SCIC).
ALL_RESERVES, LEGAL_RESERVE_ALONE = "all", "legal"
# The two readings of the exclusion of public aids from what pays interest: taken off the balance (A, stricter), or off the
# result of which the balance is a part (B). Reserves are computed on the whole result in both.
FROM_BALANCE, FROM_RESULT = "A", "B"

# SCIC-42: average yield of private-company bonds (TMO), half-year by half-year, of data/tmo.csv. 2024 was not found.
_TMO_SOURCE = "orion-expertise-comptable.re (2024-02)"
_TMO_SECOND_SOURCE = " ; doc.arapl.org (2024-03-07)"
TMO = Dated(
    "TMO",
    [(start, percent / 100, _TMO_SOURCE + (_TMO_SECOND_SOURCE if confirmed else ""), SECONDARY) for start, percent, confirmed in tmo.HALF_YEARS]
    + [("2024-01-01", None, "", TO_CHECK)],
    unit="%",
)
TMO_PREMIUM = Dated("premium over the TMO", [("2016-12-11", 0.02, "art. 14 ; loi n° 2016-1691, art. 113 ; décret n° 2017-446", SECONDARY)], unit=POINTS)
# The two notices of TMO that a general meeting of 2014 could go by, as it met before or after the first half-year's.
NOTICE_OF_2013_2, NOTICE_OF_2014_1 = "2013-07-01", "2014-01-01"
# General meetings to which the average of the last three years can be applied: the last half-year known is 2023-2.
FIRST_AVERAGED_MEETING, LAST_KNOWN_MEETING = 2017, 2024

# SCIC-50 and 51, art. 13 and 27. The start is a day by which the law n° 2003-721 surely applied.
LEAST_SHARE_OF_HIGHEST_CAPITAL = Dated("capital floor", [("2004-01-01", 0.25, "art. 13", SECONDARY)], unit="%")
LEAST_CAPITAL_OF_SA = Dated("least capital of a SA", [("2004-01-01", 18500, "art. 27, al. 2 : moitié de 37 000 €", SECONDARY)], unit="€")

# SCIC-52, art. 12.
PAID_AT_ONCE = Dated("share paid up at subscription", [("2004-01-01", 0.25, "art. 12", SECONDARY)], unit="%")
YEARS_TO_PAY = Dated("years to pay up the rest", [("2004-01-01", 5, "art. 12", SECONDARY)], unit=YEARS)

# SCIC-53, art. 18, al. 2, which art. 19 nonies kept away from a SCIC. The Senate voted in May 2024 to lift it, in what became
# the law n° 2024-537: probable, for the text in force was not read.
SHARES_GROW = Dated(
    "revaluation of shares",
    [
        ("2001-07-18", False, "art. 19 nonies, selon l’amendement I-680 de 2018", SECONDARY),
        ("2024-06-13", True, "amendement n° 15 du Sénat, devenu la loi n° 2024-537", SECONDARY),
    ],
)

# SCIC-60, art. 25-1 to 25-5 and 19 duodecies.
REVISION_YEARS = Dated("years between revisions", [("2015-10-01", 5, "art. 25-1; décrets n° 2015-706 and 2015-800", OLD)], unit=YEARS)
LOSING_YEARS = Dated("losing years that call for a revision", [("2015-10-01", 3, "art. 25-1", OLD)], unit=("exercice", "exercices"))
LOSS_OVER_CAPITAL = Dated("loss, over the highest capital, that calls for a revision", [("2015-10-01", 0.50, "art. 25-1", OLD)], unit="%")
ASKING_MEMBERS = Dated("share of members that may ask for a revision", [("2015-10-01", 1 / 10, "art. 25-1", OLD)], unit="%")
ASKING_DIRECTORS = Dated("share of directors that may ask for a revision", [("2015-10-01", 1 / 3, "art. 25-1", OLD)], unit="%")

HALF_CENTIME = 0.005
ROUNDING = 1e-9

Allocation = namedtuple(
    "Allocation",
    [
        "base",  # E: result less prior losses
        "legal",  # legal reserve
        "statutory",  # statutory reserve
        "balance",  # what is left after both
        "distributable",  # what the aids leave of it
        "interest",
        "rest",  # carried forward or put in a complementary reserve
    ],
)


def valid_form(form: str, date: str) -> bool:
    """Whether a SCIC may take this form: SA, SARL or, since 2014, SAS (art. 19 quinquies)."""
    return form in FORMS.at(date)


def valid_categories(categories, has_employees: bool, date: str) -> bool:
    """Whether the members make at least three categories, beneficiaries and employees among them (art. 19 septies, al. 2).

    Since 2014, producers take the place of employees in a company that has none. A local authority is never required.
    """
    kinds = set(categories)
    if len(kinds) < LEAST_CATEGORIES or BENEFICIARIES not in kinds:
        return False
    if EMPLOYEES in kinds:
        return True
    return not has_employees and PRODUCERS in kinds and PRODUCERS_MAY_REPLACE_EMPLOYEES.at(date)


def least_members(form: str, date: str) -> int:
    """Fewest members: one for each category, but seven in a SA until 2015. (SCIC-11)."""
    return LEAST_MEMBERS_OF_SA.at(date) if form == "SA" else LEAST_CATEGORIES


def within_public_ceiling(public: float, capital: float, date: str) -> bool:
    """Whether local public bodies together hold no more than their ceiling; the ceiling itself is allowed (art. 19 septies)."""
    return public <= PUBLIC_CEILING.at(date) * capital + HALF_CENTIME


def largest_public_subscription(public: float, capital: float, date: str) -> float:
    """Euros that local public bodies may still add: what they add also raises the capital it is measured against.

    (cap·K − C) / (1 − cap), 0 if the ceiling is already passed (art. 19 septies).
    """
    cap = PUBLIC_CEILING.at(date)
    return max(0.0, (cap * capital - public) / (1 - cap))


def private_capital_missing(public: float, capital: float, date: str) -> float:
    """Euros that other members must add for the local public share to come back to its ceiling; 0 if it is within."""
    return max(0.0, public / PUBLIC_CEILING.at(date) - capital)


def longest_advance(renewed: bool, date: str) -> float:
    """Years that an advance may last, renewed once or not (CGCT, art. L. 1522-5, version of 2003)."""
    return ADVANCE_YEARS.at(date) * (1 + (ADVANCE_RENEWALS.at(date) if renewed else 0))


def advance_faults(
    years: float,
    advances: float,
    operating_revenue: float,
    one_outstanding: bool,
    date: str,
    renewed: bool = False,
    member: bool = True,
    equity: float = 0.0,
    capital: float = 0.0,
):
    """What forbids a local authority to lend to its SCIC on a current account (art. 19 septies; CGCT, art. L. 1522-5), as
    a list among « law », « member », « years », « ceiling », « outstanding », « equity ».

    Impossible before the law « 3DS »: « law », alone. `advances` is the sum of all, this one included. A current account is a member's:
    an authority that holds no share has none. No advance either once losses have brought the equity below half of the capital.
    """
    if not ADVANCES_ALLOWED.at(date):
        return ["law"]
    faults = (
        ("member", not member),
        ("years", years > longest_advance(renewed, date)),
        ("ceiling", advances > ADVANCE_CEILING.at(date) * operating_revenue + HALF_CENTIME),
        ("outstanding", one_outstanding),
        ("equity", equity < ADVANCE_LEAST_EQUITY.at(date) * capital - HALF_CENTIME),
    )
    return [fault for fault, found in faults if found]


def college_faults(weights, date: str):
    """What the statutes may not do with colleges of these weights (art. 19 octies), as a list among « count », « low »,
    « high », « sum »."""
    faults = (
        ("count", len(weights) < LEAST_COLLEGES.at(date)),
        ("low", any(weight < LOWEST_COLLEGE.at(date) - ROUNDING for weight in weights)),
        ("high", any(weight > HIGHEST_COLLEGE.at(date) + ROUNDING for weight in weights)),
        ("sum", abs(sum(weights) - 1) > ROUNDING),
    )
    return [fault for fault, found in faults if found]


def proportional_vote(weights, for_shares) -> float:
    """Share of the votes in favour when each college splits its weight as its members voted; adopted above one half."""
    return sum(weight * share for weight, share in zip(weights, for_shares)) / sum(weights)


def majority_vote(weights, for_shares) -> float:
    """Share of the votes in favour when each college gives its whole weight to its own majority; adopted above one half."""
    return sum(weight for weight, share in zip(weights, for_shares) if adopted(share)) / sum(weights)


def adopted(for_share: float) -> bool:
    """Whether an ordinary general meeting adopts: more than half of the votes cast."""
    return for_share > MAJORITY + ROUNDING


def interest_cap(meeting_year: int, date="") -> float:
    """Highest rate of interest that the general meeting of that year may vote, since 2017.

    Mean of the six half-yearly TMO of the three years before, plus the premium of the meeting's day, or of `date`: that of a
    law to be applied to it. UnknownAt before 2017, and from 2025 on while the TMO of 2024 is not known.
    """
    premium = TMO_PREMIUM.at(date or f"{meeting_year}-06-30")
    halves = [TMO.at(str(year) + half) for year in range(meeting_year - 3, meeting_year) for half in ("-01-01", "-07-01")]
    return sum(halves) / len(halves) + premium


def interest_cap_before_2017(notice_date: str) -> float:
    """Highest rate before the law « Sapin 2 »: the TMO last published, without premium (SCIC-42).

    In 2014, 2.28 % or 2.62 % as the notice in force is that of 2014-1 or of 2013-2.
    """
    return TMO.at(notice_date)


def legal_reserve_due(capital: float, legal_reserve: float, other_reserves: float, reading: str) -> bool:
    """Whether three twentieths must go to the legal reserve: as long as reserves are below the capital (art. 16, al. 2).

    Which reserves is read in two ways: ALL_RESERVES, as the article says, or LEGAL_RESERVE_ALONE.
    """
    return legal_reserve_missing(capital, legal_reserve, other_reserves=other_reserves, reading=reading) > 0


def legal_reserve_missing(capital: float, legal_reserve: float, other_reserves: float, reading: str) -> float:
    """Euros by which reserves are below the capital, in the reading of `legal_reserve_due`; 0 when they are not.

    Statutes may stop the legal reserve there, rather than take the whole three twentieths of the year (a practice, SCIC-40).
    """
    held = legal_reserve + (other_reserves if reading == ALL_RESERVES else 0)
    return max(0.0, capital - held)


def allocate(
    result: float,
    losses: float,
    due: bool,
    statutory_rate: float,
    aids: float,
    paid_up: float,
    rate: float,
    date: str,
    aids_reading: str = FROM_BALANCE,
    legal_at_most: float | None = None,
) -> Allocation:
    """Share out one year's result, in the order of the law (art. 16 and 19 nonies; SCIC-40).

    `losses` are prior losses not yet made up, `due` says if the legal reserve is, `aids` are the public and
    associative aids of the year, `paid_up` the capital that bears interest at `rate`, the lower of the cap and of the
    rate voted. `statutory_rate` is at least one half: ValueError otherwise. Without a profit, nothing is compulsory
    and no interest is paid.

    Reserves are computed on the whole result. Aids never pay interest: FROM_BALANCE (A) takes them off what is left after
    the reserves; FROM_RESULT (B) keeps of it the share that the result less the aids makes. They join the rest; statutes
    may send them to the reserves.

    `legal_at_most` is None, or the euros at which the statutes stop the legal reserve (`legal_reserve_missing`): the prudent
    rounding, min(0.15·E ; K − RES).
    """
    if statutory_rate < LEAST_STATUTORY_RESERVE.at(date) or statutory_rate > 1:
        raise ValueError(f"statutory_rate must be in [0.5, 1], got {statutory_rate}")
    base = result - losses
    if base <= 0:
        return Allocation(base, 0.0, statutory=0.0, balance=0.0, distributable=0.0, interest=0.0, rest=0.0)
    legal = LEGAL_RESERVE.at(date) * base if due else 0.0
    if legal_at_most is not None:
        legal = min(legal, legal_at_most)
    statutory = statutory_rate * (base - legal)
    balance = base - legal - statutory
    distributable = max(0.0, balance - aids) if aids_reading == FROM_BALANCE else balance * max(0.0, base - aids) / base
    interest = min(max(0.0, rate) * paid_up, distributable)
    return Allocation(
        base, legal, statutory=statutory, balance=balance, distributable=distributable, interest=interest, rest=base - legal - statutory - interest
    )


def capital_floor(highest: float, form: str, statutory: float, date: str) -> float:
    """Euros below which no share may be paid back: a quarter of the highest capital ever, the legal minimum of the form, or
    the floor of the statutes (art. 13 and 27)."""
    legal = LEAST_CAPITAL_OF_SA.at(date) if form == "SA" else 0
    return max(LEAST_SHARE_OF_HIGHEST_CAPITAL.at(date) * highest, legal, statutory)


def paid_up_enough(share: float, years: float, date: str) -> bool:
    """Whether a subscription is paid up as the law asks: a quarter at once, all of it within five years (art. 12)."""
    return share >= (PAID_AT_ONCE.at(date) if years < YEARS_TO_PAY.at(date) else 1)


def exit_value(nominal: float, capital: float, equity: float) -> float:
    """What a member takes back for shares of this total nominal, without revaluation (SHARES_GROW): nominal, or less when
    losses have eaten the capital (art. 18), in proportion unless statutes say otherwise (SCIC-53)."""
    if capital <= 0:
        return 0.0
    return nominal * min(1.0, max(0.0, equity / capital))


def revision_reasons(
    years_since_last: float,
    losing_years: int,
    loss: float,
    highest_capital: float,
    asking_members: float,
    asking_directors: float,
    asked_by_authority: bool,
    date: str,
):
    """Why a cooperative revision is due, whatever the size of the SCIC (art. 25-1 and 19 duodecies; SCIC-60), as a list among
    « years », « losing », « loss », « members », « directors », « authority ».

    Every five years; after three losing years in a row; after a loss of half the highest capital; when a tenth of
    members, a third of directors or the authority ask for it.
    """
    reasons = (
        ("years", years_since_last >= REVISION_YEARS.at(date)),
        ("losing", losing_years >= LOSING_YEARS.at(date)),
        ("loss", loss > 0 and loss >= LOSS_OVER_CAPITAL.at(date) * highest_capital),
        ("members", asking_members >= ASKING_MEMBERS.at(date)),
        ("directors", asking_directors >= ASKING_DIRECTORS.at(date)),
        ("authority", asked_by_authority),
    )
    return [reason for reason, found in reasons if found]
