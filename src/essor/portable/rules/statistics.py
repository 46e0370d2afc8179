"""Rules of method for figures on the social and solidarity economy (reference ST-01 to ST-05): what may be compared.

They are not law: they say when a share, a ratio or a change means something. Shares are fractions.
"""

from collections import namedtuple

from essor.portable.rules.dated import CHECKED, SECONDARY, Dated

# What a share is divided by. The same economy weighs 10.2 % of all jobs and 13.6 % of private jobs in 2019 (ST-01).
ALL_JOBS = "total"
PRIVATE_JOBS = "private"

# What is counted (ST-04): none of these stands for another.
WORK_UNITS = ("postes", "salariés", "emplois", "ETP")

# A published share: `value` a fraction, `base` ALL_JOBS or PRIVATE_JOBS, `unit` one of WORK_UNITS, `year` an integer.
Share = namedtuple("Share", ["value", "base", "unit", "year"])

SERIES = Dated(
    "Insee series of local jobs",
    [
        ("2008-12-31", "Clap", "Insee, Clap (made-in-ess-ca.fr, cress-grandest.org)", SECONDARY),
        # Both series are cited by the sources read; that they do not chain is general knowledge.
        ("2016-12-31", "Flores", "Insee, Flores (reference ST-05)", SECONDARY),
    ],
)


def share(jobs: float, employment: float) -> float:
    """ST-01: jobs of the social and solidarity economy over the employment that they are part of, all or private."""
    if not employment > 0 or not 0 <= jobs <= employment:
        raise ValueError(f"jobs must be in [0, employment] and employment positive, got {jobs} and {employment}")
    return jobs / employment


def same_base(one: Share, other: Share) -> bool:
    """ST-01: whether two shares have the same denominator."""
    return one.base == other.base


def specific_index(territory: float, reference: float) -> float:
    """ST-02: the location quotient, share of the territory over share of the reference; 1.33 for 13 % against 9.8 %."""
    if not reference > 0 or not territory >= 0:
        raise ValueError(f"shares must be positive, got {territory} and {reference}")
    return territory / reference


def implied_employment(jobs: float, part: float) -> float:
    """ST-03: the total employment implied by a number of jobs and their share; about 372 000 for 48 390 jobs and 13 %."""
    if not 0 < part <= 1:
        raise ValueError(f"part must be in (0, 1], got {part}")
    return jobs / part


def same_unit(one: Share, other: Share) -> bool:
    """ST-04: whether two shares count the same thing: jobs, employees, posts and full-time equivalents differ."""
    return one.unit == other.unit


def same_series(year: int, other_year: int) -> bool:
    """ST-05: whether two years are of one series: Clap until 2015, Flores since 2016. UnknownAt before 2008."""
    return series(year) == series(other_year)


def series(year: int) -> str:
    """The Insee series that measures jobs on 31 December of `year`. UnknownAt outside what was checked."""
    # The current year is not over when the reference was checked: its series is the one in force.
    return SERIES.at(CHECKED if str(year) == CHECKED[:4] else f"{year}-12-31")


def obstacles(one: Share, other: Share) -> list:
    """The rules, among « ST-01 », « ST-04 » and « ST-05 », that forbid comparing two shares; empty if none does."""
    met = (("ST-01", same_base(one, other)), ("ST-04", same_unit(one, other)), ("ST-05", same_series(one.year, other.year)))
    return [code for code, same in met if not same]
