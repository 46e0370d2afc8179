"""De minimis aid: what an undertaking may receive without notice to the Commission (SCIC-71).

Regulations (EU) n° 1407/2013 then 2023/2831 in general; n° 360/2012 then 2023/2832 for services of general economic
interest (SIEG). Amounts are in euros, dates ISO strings.
"""

from essor.portable.rules.dated import READ, SECONDARY, Dated

GENERAL, SIEG = "general", "sieg"
FISCAL_YEARS, ROLLING = "fiscal", "rolling"

GENERAL_CEILING = Dated(
    "general de minimis ceiling",
    [("2014-01-01", 200000, "règlement (UE) n° 1407/2013", SECONDARY), ("2024-01-01", 300000, "règlement (UE) 2023/2831", READ)],
    unit="€",
)
SIEG_CEILING = Dated(
    "de minimis ceiling for services of general economic interest",
    [("2012-04-29", 500000, "règlement (UE) n° 360/2012", SECONDARY), ("2024-01-01", 750000, "règlement (UE) 2023/2832", READ)],
    unit="€",
)
# The reference read the fiscal years of n° 1407/2013; that n° 360/2012 counts alike is the course's reading.
WINDOW = Dated(
    "how three years are counted",
    [("2012-04-29", FISCAL_YEARS, "règlement (UE) n° 1407/2013", SECONDARY), ("2024-01-01", ROLLING, "règlement (UE) 2023/2831", READ)],
)
WINDOW_YEARS = 3  # then fiscal, now rolling

# The central register, and the working days in which an aid is entered there.
REGISTER_DAYS = Dated(
    "working days to enter an aid in the central register",
    [("2026-01-01", 20, "règlements (UE) 2023/2831 et 2023/2832", SECONDARY)],
    unit=("jour ouvrable", "jours ouvrables"),
)
REGISTER_SINCE = REGISTER_DAYS.entries[0].start


def is_registered(granted: str) -> bool:
    """Whether an aid granted that day is entered in the central register."""
    return granted >= REGISTER_SINCE


def declaration_is_needed(date: str) -> bool:
    """Whether the undertaking declares the aids it received: as long as the register does not cover three years."""
    return _years_before(date) < REGISTER_SINCE


def ceiling(kind: str, date: str) -> float:
    """Most euros of de minimis aid of that kind in the window, for one single undertaking."""
    return (SIEG_CEILING if kind == SIEG else GENERAL_CEILING).at(date)


def in_rolling_window(granted: str, date: str) -> bool:
    """Whether an aid granted on `granted` counts on `date`: in [date − 3 years, date] (regulation of 2023).

    It counts until the last hour of the day on which it is three years old: the prudent reading, that of the Walloon
    administration (règlement n° 1182/71, art. 3).
    """
    return _years_before(date) <= granted <= date


def in_fiscal_window(granted: str, date: str, first_month: int) -> bool:
    """Whether an aid counts on `date`: granted in the fiscal year of `date`, by then, or in the two before (regulation of 2013).

    `first_month` is the month in which the undertaking's fiscal years start, 1 to 12.
    """
    current = fiscal_year(date, first_month)
    return granted <= date and current - WINDOW_YEARS < fiscal_year(granted, first_month) <= current


def fiscal_year(date: str, first_month: int) -> int:
    """The calendar year in which the fiscal year of `date` starts."""
    year, month = int(date[:4]), int(date[5:7])
    return year if month >= first_month else year - 1


def _years_before(date):
    # 29 February gives a day that does not exist, and that still sorts where it should.
    return str(int(date[:4]) - WINDOW_YEARS) + date[4:]


def counted(aids, date: str, window: str, first_month: int = 1) -> float:
    """Euros that count on `date`, among `aids` given as (date granted, euros)."""
    if window == ROLLING:
        return sum(amount for granted, amount in aids if in_rolling_window(granted, date))
    return sum(amount for granted, amount in aids if in_fiscal_window(granted, date, first_month))


def allowed(aids, new_aid: float, date: str, kind: str, window: str, first_month: int, limit_date: str) -> bool:
    """Whether `new_aid` may be granted on `date`; the ceiling is the one in force on `limit_date`."""
    return counted(aids, date, window=window, first_month=first_month) + new_aid <= ceiling(kind, limit_date)
