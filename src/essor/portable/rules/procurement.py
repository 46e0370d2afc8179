"""Responsible public procurement: SPASER, reserved contracts, insertion hours, duties of August 2026, thresholds.

Code de la commande publique (CCP, in force since 1 April 2019) and, before it, code des marchés publics of 2006
(CMP). Amounts are in euros, excluding tax. Confidence « G » or « ? » means: check on Légifrance before relying on it.
"""

from collections import namedtuple

from essor.portable.rules.dated import YEARS, Dated, UnknownAt

MILLION = 1000000

# --- SPASER (CP-01) ---------------------------------------------------------------------------------------------

# Kinds of buyer that the SPASER's successive texts tell apart.
LOCAL = "collectivite"  # a local authority, or a group of them
STATUTORY = "statut"  # a buyer whose status is set by law
OTHER = "autre"  # any other buyer subject to the CCP: the State, a hospital
BUYERS = (LOCAL, STATUTORY, OTHER)

SPASER_PRINCIPLE = Dated("SPASER: the duty itself", [("2014-08-02", True, "loi n° 2014-856 du 31 juillet 2014, art. 13", "V")])

# Yearly purchases above which a scheme is due. The law left the figure to a decree, published in January 2015.
SPASER_THRESHOLD = Dated(
    "SPASER: threshold of yearly purchases",
    [
        ("2014-08-02", None, "loi n° 2014-856, art. 13 : « fixé par décret »", "V"),
        ("2015-02-01", 100 * MILLION, "décret n° 2015-90 du 28 janvier 2015", "V"),
        ("2023-01-01", 50 * MILLION, "décret n° 2022-767 du 2 mai 2022", "V"),
    ],
    unit="€",
)

# Which buyers the duty falls on.
SPASER_BUYERS = Dated(
    "SPASER: buyers",
    [("2014-08-02", (LOCAL, STATUTORY), "loi n° 2014-856, art. 13", "V"), ("2023-10-25", BUYERS, "loi n° 2023-973 du 23 octobre 2023, art. 29", "V")],
)


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
    starts = [entry.start for entry in SPASER_THRESHOLD.entries + SPASER_BUYERS.entries]
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
RESERVED_SHARE = Dated("share of workers for a reserved contract", [("2019-04-01", 0.50, "CCP, art. R. 2113-7", "V")], unit="%")


def may_reserve_for_workers(target_workers: int, workers: int, date: str) -> bool:
    """Whether a contract may be reserved for a supplier, by its share of disabled or disadvantaged workers.

    CCP, art. L. 2113-12 (entreprises adaptées, ESAT), L. 2113-13 (SIAE) and R. 2113-7: at least one half. Being an
    enterprise of the ESS does not open this right. UnknownAt before the CCP.
    """
    if not 0 <= target_workers <= workers or workers == 0:
        raise ValueError("target_workers must be between 0 and workers, and workers at least 1")
    return target_workers >= RESERVED_SHARE.at(date) * workers


# Services that may be reserved for enterprises of the ESS (CCP, art. L. 2113-15), and for how long.
ESS_SERVICES = Dated("services that may be reserved for the ESS", [("2019-04-01", ("santé", "social", "culture"), "CCP, art. L. 2113-15", "V")])
ESS_LONGEST_YEARS = Dated("longest contract reserved for the ESS, in years", [("2019-04-01", 3, "CCP, art. L. 2113-16", "G")], unit=YEARS)


def may_reserve_for_ess(service: str, public_mission: bool, years: float, won_in_last_years: bool, date: str) -> bool:
    """Whether a contract may be reserved for an enterprise of the ESS (CCP, art. L. 2113-15 and L. 2113-16).

    Health, social or cultural services only, tied to a public-service mission, for three years at most, to an
    enterprise that has not won the same contract in the three years before. Length to be checked. UnknownAt before the CCP.
    """
    return service in ESS_SERVICES.at(date) and public_mission and years <= ESS_LONGEST_YEARS.at(date) and not won_in_last_years


# --- The tools of 2006 and their articles today -----------------------------------------------------------------

# An article of the code of 2006, what it did, and its successors. `confidence` is that of the last column.
Tool = namedtuple("Tool", ["key", "what", "cmp_2006", "in_2016", "ccp", "confidence"])

TOOLS = (
    Tool("need", "définition des besoins, développement durable", cmp_2006="art. 5", in_2016="ordonnance, art. 30", ccp="L. 2111-1", confidence="V"),
    Tool("condition", "condition d’exécution sociale", cmp_2006="art. 14", in_2016="ordonnance, art. 38", ccp="L. 2112-2", confidence="V"),
    Tool("reserved", "marché réservé", cmp_2006="art. 15", in_2016="ordonnance, art. 36 et 37", ccp="L. 2113-12 à L. 2113-14", confidence="V"),
    Tool("object", "insertion comme objet du marché", cmp_2006="art. 30", in_2016="décret, art. 28", ccp="R. 2123-1, 3°", confidence="G"),
    Tool("criterion", "critère d’attribution", cmp_2006="art. 53", in_2016="décret, art. 62", ccp="R. 2152-7", confidence="V"),
)

CODE = Dated(
    "code of public procurement in force",
    [
        ("2006-09-01", "CMP", "code des marchés publics de 2006", "G"),
        ("2016-04-01", "ordonnance", "ordonnance n° 2015-899, décret n° 2016-360", "G"),
        ("2019-04-01", "CCP", "code de la commande publique", "V"),
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
    [("2010-01-01", (25, 30), "guides des années 2010", "V"), ("2024-01-01", (35, 40), "ordre de grandeur, à demander au facilitateur", "G")],
    unit="€",
)

# --- Duties of August 2026 (CP-20) ------------------------------------------------------------------------------

# Sources disagree by one day; none after early 2026 was read, and a postponement would not have been seen: [?].
AUGUST_2026 = {"earliest": "2026-08-21", "latest": "2026-08-22"}


def _from_august_2026(reading):
    return Dated(
        f"duties of August 2026, {reading} reading",
        [("2006-09-01", False, "facultatif", "V"), (AUGUST_2026[reading], True, "loi n° 2021-1104 du 22 août 2021, art. 35", "?")],
    )


DUTIES_OF_AUGUST_2026 = {"earliest": _from_august_2026("earliest"), "latest": _from_august_2026("latest")}


def environment_required(launched: str, reading: str = "latest") -> bool:
    """Whether a consultation launched that day needs an environmental condition and criterion (loi 2021-1104, art. 35).

    All procedures; the price alone is no longer a possible criterion. `reading` chooses between the two dates found.
    UnknownAt after the last check: a postponement would not have been seen.
    """
    return DUTIES_OF_AUGUST_2026[reading].at(launched)


def social_clause_required(value: float, threshold: float, launched: str, reading: str = "latest") -> bool:
    """Whether a contract needs a social condition of performance (CCP, art. L. 2112-2-1; loi 2021-1104, art. 35).

    Contracts and concessions at or above the European threshold. The exceptions of the article are not coded: its
    text was not found. `reading` chooses between the two dates found. UnknownAt after the last check.
    """
    return DUTIES_OF_AUGUST_2026[reading].at(launched) and value >= threshold


# --- Thresholds (CP-20) -----------------------------------------------------------------------------------------

SERVICES = "services"  # supplies and services
STATE_SERVICES = "services-etat"  # the same, bought by the State
WORKS = "travaux"


def _european(name, in_2014, in_2024, in_2026):
    return Dated(
        name,
        [
            ("2014-01-01", in_2014, "seuils 2014-2015", "G"),
            ("2016-01-01", None, "seuils 2016-2023 non relevés", "?"),
            ("2024-01-01", in_2024, "seuils 2024-2025", "G"),
            ("2026-01-01", in_2026, "seuils 2026-2027", "V"),
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
NETWORK_THRESHOLD = Dated("European threshold, supplies and services of networks", [("2026-01-01", 432000, "seuils 2026-2027", "V")], unit="€")

# Below these values, no advertising or competition is due (R. 2122-8). Temporary rules for works before 2026 are left out.
EXEMPTION = {
    SERVICES: Dated(
        "exemption, supplies and services",
        [
            ("2014-01-01", 15000, "code des marchés publics, art. 28", "G"),
            ("2015-10-01", 25000, "décret de 2015", "G"),
            ("2020-01-01", 40000, "décret de 2019", "G"),
            ("2026-04-01", 60000, "R. 2122-8, décret n° 2025-1386", "V"),
        ],
        unit="€",
    ),
    WORKS: Dated(
        "exemption, works",
        [
            ("2014-01-01", 15000, "code des marchés publics, art. 28", "G"),
            ("2015-10-01", None, "non relevé", "?"),
            ("2026-01-01", 100000, "R. 2122-8, décret n° 2025-1386", "V"),
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
