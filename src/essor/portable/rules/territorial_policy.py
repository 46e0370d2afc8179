"""Who may do what for the social and solidarity economy in a territory (reference ESS-04 to ESS-08).

Law of 31 July 2014, articles 7 and 8; law NOTRe of 7 August 2015; regions merged on 1 January 2016.
"""

from essor.portable.rules.dated import OLD, SECONDARY, YEARS, Dated

REGION = "région"
DEPARTMENT = "département"
MUNICIPALITIES = "communes et intercommunalités"
LEVELS = (REGION, DEPARTMENT, MUNICIPALITIES)

REGIONAL_STRATEGY = Dated("regional strategy of the social and solidarity economy", [("2014-08-02", True, "loi n° 2014-856, art. 7 (ESS-04)", OLD)])

DEPARTMENT_GENERAL_CLAUSE = Dated(
    "general clause of a department, beyond its own competences",
    [
        ("2014-08-02", True, "clause générale ; « se positionne comme chef de file », dossier de 2014 (ESS-07)", SECONDARY),
        ("2016-01-01", False, "loi n° 2015-991 dite NOTRe (ESS-07)", SECONDARY),
    ],
)

CONFERENCE_YEARS = Dated("years between two regional conferences, at most", [("2014-08-02", 2, "loi n° 2014-856, art. 8 (ESS-05)", OLD)], unit=YEARS)

MERGED_REGIONS = Dated(
    "regions of 2016", [("2014-08-02", False, "régions d’avant la fusion (ESS-08)", SECONDARY), ("2016-01-01", True, "loi n° 2015-29 (ESS-08)", SECONDARY)]
)

# Regions of 2014 that the day's file presents, and the region that each became (ESS-08).
BECAME = (
    ("Aquitaine", "Nouvelle-Aquitaine"),
    ("Champagne-Ardenne", "Grand Est"),
    ("Lorraine", "Grand Est"),
    ("Alsace", "Grand Est"),
    ("Nord-Pas-de-Calais", "Hauts-de-France"),
    ("Picardie", "Hauts-de-France"),
    ("Île-de-France", "Île-de-France"),
)


def draws_up_strategy(level: str, date: str) -> bool:
    """ESS-04: the regional strategy is drawn up by the region, with the CRESS and those concerned (art. 7)."""
    return REGIONAL_STRATEGY.at(date) and level == REGION


def may_contract_on_strategy(level: str, date: str) -> bool:
    """ESS-04: the region may contract with departments, municipalities and groups with their own taxes for its strategy (art. 7)."""
    return REGIONAL_STRATEGY.at(date) and level in (DEPARTMENT, MUNICIPALITIES)


def has_general_clause(date: str) -> bool:
    """ESS-07: whether a department may act beyond its own competences. Leading economic policy is another matter: in 2014
    a department says that it leads the social and solidarity economy; no text read gives it that part."""
    return DEPARTMENT_GENERAL_CLAUSE.at(date)


def region_today(name: str, date: str) -> str:
    """ESS-08: the name, at a date, of a region of 2014. LookupError if the file of 2014 does not present it."""
    for old, new in BECAME:
        if old == name:
            return new if MERGED_REGIONS.at(date) else old
    raise LookupError(f"unknown region of 2014: {name}")
