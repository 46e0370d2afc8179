"""Responsible public procurement: SPASER, reserved contracts, insertion hours, duties of August 2026, thresholds.

Code de la commande publique (CCP, in force since 1 April 2019) and, before it, code des marchés publics of 2006
(CMP). Amounts are in euros, excluding tax.
"""

from collections import namedtuple

from essor.portable.rules.dated import CCP_READ, CHECKED, OLD, READ, SECONDARY, TO_CHECK, YEARS, Dated, UnknownAt

MILLION = 1000000

# --- SPASER (CP-01) ---------------------------------------------------------------------------------------------

# Kinds of buyer that the SPASER's successive texts tell apart.
LOCAL = "collectivite"  # a local authority, or a group of them
STATUTORY = "statut"  # a buyer whose status is set by law
OTHER = "autre"  # any other buyer subject to the CCP: the State, a hospital
BUYERS = (LOCAL, STATUTORY, OTHER)

SPASER_PRINCIPLE = Dated("SPASER: the duty itself", [("2014-08-02", True, "loi n° 2014-856, art. 13 ; CCP, art. L. 2111-3", READ, CCP_READ)])

# Yearly purchases above which a scheme is due. The law left the figure to a decree, published in January 2015.
SPASER_THRESHOLD = Dated(
    "SPASER: threshold of yearly purchases",
    [
        ("2014-08-02", None, "loi n° 2014-856, art. 13 : « fixé par décret »", OLD),
        ("2015-02-01", 100 * MILLION, "décret n° 2015-90 du 28 janvier 2015", SECONDARY),
        ("2023-01-01", 50 * MILLION, "décret n° 2022-767 du 2 mai 2022 ; CCP, art. D. 2111-3", READ, CCP_READ),
    ],
    unit="€",
)

# Which buyers the duty falls on.
SPASER_BUYERS = Dated(
    "SPASER: buyers",
    [
        ("2014-08-02", (LOCAL, STATUTORY), "loi n° 2014-856, art. 13", OLD),
        ("2023-10-25", BUYERS, "loi n° 2023-973 du 23 octobre 2023, art. 29 ; CCP, art. L. 2111-3", READ, CCP_READ),
    ],
)

# What the scheme publishes of itself. The law of 2021 brought targets and indicators; the day of the code read stands for their first.
SPASER_INDICATOR_YEARS = Dated("SPASER: years between publications of its indicators", [(CCP_READ, 2, "CCP, art. L. 2111-3", READ, CCP_READ)], unit=YEARS)


def spaser_concerns(buyer: str, date: str) -> bool:
    """Whether the duty to adopt a SPASER can fall on this kind of buyer (CCP, art. L. 2111-3; loi 2014-856, art. 13).

    UnknownAt before the law of 31 July 2014 and after the last check.
    """
    if buyer not in BUYERS:
        raise ValueError(f"buyer must be one of {', '.join(BUYERS)}, got {buyer}")
    return buyer in SPASER_BUYERS.at(date)


def spaser_required(buyer: str, yearly_purchases: float, date: str) -> bool:
    """Whether a buyer must adopt and publish a SPASER (CCP, art. L. 2111-3 and D. 2111-3).

    Purchases must exceed the threshold: at the threshold exactly, nothing is due. UnknownAt while the decree that
    sets the threshold is awaited, from the law of 31 July 2014 to 1 February 2015.
    """
    if yearly_purchases < 0:
        raise ValueError(f"yearly_purchases must be at least 0, got {yearly_purchases}")
    return spaser_concerns(buyer, date) and yearly_purchases > SPASER_THRESHOLD.at(date)


def spaser_required_since(buyer: str, yearly_purchases: float):
    """The first day from which steady purchases have made a SPASER due without a break, or None if they do not today."""
    starts = [entry.start for entry in SPASER_THRESHOLD.entries + SPASER_BUYERS.entries] + [CHECKED]
    since = None
    for day in sorted(set(starts)):
        try:
            due = spaser_required(buyer, yearly_purchases, day)
        except UnknownAt:
            due = False
        since = (since or day) if due else None
    return since


# --- Reserved contracts (CP-10, CP-11) --------------------------------------------------------------------------

# Share of disabled or disadvantaged workers that a supplier must reach.
RESERVED_SHARE = Dated("share of workers for a reserved contract", [("2019-04-01", 0.50, "CCP, art. R. 2113-7", READ, CCP_READ)], unit="%")


def may_reserve_for_workers(target_workers: int, workers: int, date: str) -> bool:
    """Whether a contract may be reserved for a supplier, by its share of disabled or disadvantaged workers.

    CCP, art. L. 2113-12 (entreprises adaptées, ESAT), L. 2113-13 (SIAE) and R. 2113-7: at least one half. Being an
    enterprise of the ESS does not open this right. UnknownAt before the CCP.
    """
    if not 0 <= target_workers <= workers or workers == 0:
        raise ValueError("target_workers must be between 0 and workers, and workers at least 1")
    return target_workers >= RESERVED_SHARE.at(date) * workers


# Services that may be reserved for enterprises of the ESS, and for how long.
ESS_SERVICES = Dated(
    "services that may be reserved for the ESS", [("2019-04-01", "services sociaux et autres services spécifiques", "CCP, art. L. 2113-15", READ, CCP_READ)]
)
ESS_LONGEST_YEARS = Dated("longest contract reserved for the ESS", [("2019-04-01", 3, "CCP, art. L. 2113-16", READ, CCP_READ)], unit=YEARS)
ESS_AGAIN_YEARS = Dated("years before the same enterprise may win again", [("2019-04-01", 3, "CCP, art. L. 2113-16", READ, CCP_READ)], unit=YEARS)


def may_reserve_for_ess(exclusively: bool, public_mission: bool, years: float, years_since_won, date: str) -> bool:
    """Whether a contract may be reserved for an enterprise of the ESS (CCP, art. L. 2113-15 and L. 2113-16).

    The contract bears exclusively on social and other specific services, for an enterprise with a public-service mission, for
    three years at most; an enterprise that won on the same ground waits three years (`years_since_won`, None if it never did).
    UnknownAt before the CCP.
    """
    waited = years_since_won is None or years_since_won >= ESS_AGAIN_YEARS.at(date)
    return exclusively and public_mission and years <= ESS_LONGEST_YEARS.at(date) and waited


def may_be_in_house(private_capital: bool, required_by_law: bool, blocks_or_controls: bool) -> bool:
    """Whether the capital of a body leaves room for the exception of what a buyer controls like its own services (CCP, art. L. 2511-1, 3°).

    No direct private capital, but a share without control or veto that a law requires. The two other conditions of the
    article are not asked here.
    """
    return not private_capital or (required_by_law and not blocks_or_controls)


# --- The tools of 2006 and their articles today -----------------------------------------------------------------

# An article of the code of 2006, what it did, and its successors.
Tool = namedtuple("Tool", ["key", "what", "cmp_2006", "in_2016", "ccp"])

TOOLS = (
    Tool("need", "définition des besoins, développement durable", cmp_2006="art. 5", in_2016="ordonnance, art. 30", ccp="L. 2111-1"),
    Tool("condition", "condition d’exécution sociale", cmp_2006="art. 14", in_2016="ordonnance, art. 38", ccp="L. 2112-2"),
    Tool("reserved", "marché réservé", cmp_2006="art. 15", in_2016="ordonnance, art. 36 et 37", ccp="L. 2113-12 à L. 2113-14"),
    Tool("object", "insertion comme objet du marché", cmp_2006="art. 30", in_2016="décret, art. 28", ccp="R. 2123-1, 3°"),
    Tool("criterion", "critère d’attribution", cmp_2006="art. 53", in_2016="décret, art. 62", ccp="R. 2152-7"),
)

CODE = Dated(
    "code of public procurement in force",
    [
        ("2006-09-01", "CMP", "code des marchés publics de 2006", SECONDARY),
        ("2016-04-01", "ordonnance", "ordonnance n° 2015-899, décret n° 2016-360", SECONDARY),
        ("2019-04-01", "CCP", "code de la commande publique", READ, CCP_READ),
    ],
)


def article_for(key: str, date: str) -> str:
    """How the tool of that key is cited on `date`: « art. 14 du CMP », « L. 2112-2 du CCP ». LookupError if unknown."""
    code = CODE.at(date)
    for tool in TOOLS:
        if tool.key == key:
            if code == "CMP":
                return f"{tool.cmp_2006} du CMP"
            return tool.in_2016 if code == "ordonnance" else f"{tool.ccp} du CCP"
    raise LookupError(f"unknown tool: {key}")


# --- Insertion hours (CP-15) ------------------------------------------------------------------------------------

HOURS_PER_FTE = 1607  # legal hours of a full-time year

# Share of labour in the price of works: orders of magnitude from facilitators' guides.
LABOUR_SHARES = (("charpente métallique", 0.20), ("maçonnerie", 0.50), ("peinture", 0.70))
USUAL_RATES = (0.05, 0.10)
HIGHEST_RATE = 0.20

# Hourly cost of labour, charges included: (low, high). No source of 2024-2026 was found.
HOURLY_COST = Dated(
    "hourly cost of insertion labour",
    [("2010-01-01", (25, 30), "guides des années 2010", SECONDARY), ("2024-01-01", (35, 40), "ordre de grandeur, à demander au facilitateur", TO_CHECK)],
    unit="€",
)

# --- Duties of August 2026 (CP-20) ------------------------------------------------------------------------------

# Two days, for two parts of the code: decrees on the 21st (criteria), laws on the 22nd (conditions of performance). No
# postponement was found, and nothing later than April 2026 was read.
ENVIRONMENT_CRITERION = Dated(
    "environmental criterion, and no price alone",
    [("2006-09-01", False, "facultatif", SECONDARY), ("2026-08-21", True, "CCP, art. R. 2152-7 et R. 3124-4", READ, CCP_READ)],
)
ENVIRONMENT_CONDITION = Dated(
    "environmental condition of performance", [("2006-09-01", False, "facultatif", SECONDARY), ("2026-08-22", True, "CCP, art. L. 2112-2", READ, CCP_READ)]
)
SOCIAL_CLAUSE = Dated(
    "social condition of performance, from the European threshold on",
    [("2006-09-01", False, "facultatif", SECONDARY), ("2026-08-22", True, "CCP, art. L. 2112-2-1 et L. 3114-2-1", READ, CCP_READ)],
)
SOCIAL_CLAUSE_DAY = SOCIAL_CLAUSE.entries[-1].start

# What dispenses with the social condition: the four cases of L. 2112-2-1, of which L. 3114-2-1 keeps two for concessions.
AVAILABLE, UNLINKED, DIFFICULT, SHORT = "available", "unlinked", "difficult", "short"
EXCEPTIONS = (AVAILABLE, UNLINKED, DIFFICULT, SHORT)
EXCEPTIONS_OF_CONCESSIONS = (UNLINKED, DIFFICULT)
SHORT_WORKS = Dated(
    "works shorter than this may do without a social condition", [("2026-08-22", 6, "CCP, art. L. 2112-2-1, 4°", READ, CCP_READ)], unit=("mois", "mois")
)


def social_clause_required(value: float, threshold: float, launched: str) -> bool:
    """Whether a contract or a concession needs a social condition of performance (CCP, art. L. 2112-2-1 and L. 3114-2-1), but for
    their exceptions: from the European threshold on. UnknownAt after the last check: a postponement would not have been seen."""
    return SOCIAL_CLAUSE.at(launched) and value >= threshold


def exceptions_met(claimed, works: bool, concession: bool = False) -> list:
    """Those of the exceptions claimed that the law knows for such a contract: short works are works, and a concession has two.
    The reasons are kept on file (CCP, art. L. 2184-1)."""
    known = EXCEPTIONS_OF_CONCESSIONS if concession else EXCEPTIONS
    return [key for key in known if key in claimed and (works or key != SHORT)]


def is_short_works(months: float, launched: str) -> bool:
    """Whether works last less than the six months of L. 2112-2-1, 4°; at six months, they do not."""
    return months < SHORT_WORKS.at(launched)


# --- Thresholds (CP-20) -----------------------------------------------------------------------------------------

SERVICES = "services"  # supplies and services
STATE_SERVICES = "services-etat"  # the same, bought by the State
WORKS = "travaux"


def _european(name, in_2014, in_2024, in_2026):
    return Dated(
        name,
        [
            ("2014-01-01", in_2014, "seuils 2014-2015", SECONDARY),
            ("2016-01-01", None, "seuils 2016-2023 non relevés", TO_CHECK),
            ("2024-01-01", in_2024, "seuils 2024-2025", SECONDARY),
            ("2026-01-01", in_2026, "seuils 2026-2027", SECONDARY),
        ],
        unit="€",
    )


# From these values on, a contract follows a formal European procedure.
EUROPEAN_THRESHOLD = {
    SERVICES: _european("European threshold, supplies and services of local authorities", 207000, in_2024=221000, in_2026=216000),
    STATE_SERVICES: _european("European threshold, supplies and services of the State", 134000, in_2024=143000, in_2026=140000),
    WORKS: _european("European threshold, works and concessions", 5186000, in_2024=5538000, in_2026=5404000),
}

# Buyers of networks (transport, energy, water) have their own, of which only that of 2026 was read.
NETWORK_THRESHOLD = Dated("European threshold, supplies and services of networks", [("2026-01-01", 432000, "seuils 2026-2027", SECONDARY)], unit="€")

# Below these values, no advertising or competition is due (R. 2122-8).
EXEMPTION = {
    SERVICES: Dated(
        "exemption, supplies and services",
        [
            ("2014-01-01", 15000, "code des marchés publics, art. 28", SECONDARY),
            ("2015-10-01", 25000, "décret de 2015", SECONDARY),
            ("2020-01-01", 40000, "décret de 2019", SECONDARY),
            ("2026-04-01", 60000, "R. 2122-8, décret n° 2025-1386", SECONDARY),
        ],
        unit="€",
    ),
    WORKS: Dated(
        "exemption, works",
        [
            ("2014-01-01", 15000, "code des marchés publics, art. 28", SECONDARY),
            ("2015-10-01", None, "non relevé", TO_CHECK),
            # Two months by which each text surely applied; the second was made lasting at the start of 2026.
            ("2020-07-31", 70000, "décret du 22 juillet 2020", SECONDARY),
            ("2020-12-31", 100000, "loi de décembre 2020, dite ASAP", SECONDARY),
            ("2026-01-01", 100000, "R. 2122-8, décret n° 2025-1386", SECONDARY),
        ],
        unit="€",
    ),
}


def is_formalised(value: float, kind: str, date: str) -> bool:
    """Whether a contract follows a formal European procedure: at or above the threshold of its kind."""
    return value >= EUROPEAN_THRESHOLD[kind].at(date)


def is_exempt(value: float, kind: str, date: str) -> bool:
    """Whether a contract may be concluded without advertising or competition (CCP, art. R. 2122-8): below the value."""
    return value < EXEMPTION[kind].at(date)
