"""Insertion hours of a contract, and a calendar of lots: which clauses the local offer can follow, month by month."""

from collections import namedtuple

from essor.portable.rules.procurement import HOURS_PER_FTE

MONTHS_PER_YEAR = 12
TENTHS = 10  # monthly loads are whole tenths of an hour, so that both Pythons choose the same clauses


def insertion_hours(amount: float, labour_share: float, rate: float, hourly_cost: float) -> float:
    """H = M × p × t / c: hours of insertion in a contract of `amount` euros (guides of clause facilitators, CP-15).

    `labour_share` is the share of labour in the price and `rate` the share of that labour given to insertion, both in
    [0, 1]; `hourly_cost` is in euros an hour, charges included. Raises ValueError outside these ranges.
    """
    if not amount >= 0:
        raise ValueError(f"amount must be at least 0, got {amount}")
    for name, share in (("labour_share", labour_share), ("rate", rate)):
        if not 0 <= share <= 1:
            raise ValueError(f"{name} must be in [0, 1], got {share}")
    if not hourly_cost > 0:
        raise ValueError(f"hourly_cost must be positive, got {hourly_cost}")
    return amount * labour_share * rate / hourly_cost


def full_time_years(hours: float) -> float:
    """Full-time equivalents over a year: hours / 1 607."""
    return hours / HOURS_PER_FTE


def rate_for_hours(hours: float, amount: float, labour_share: float, hourly_cost: float):
    """The insertion rate that gives `hours`, which may exceed 1; None when the contract holds no labour."""
    at_most = insertion_hours(amount, labour_share, rate=1, hourly_cost=hourly_cost)
    return hours / at_most if at_most > 0 else None


# A lot of the calendar: whole `hours`, first month (from 0) and length in months, and whether it is construction.
Lot = namedtuple("Lot", ["name", "hours", "start", "months", "construction"])

# A plan: ranks of the lots that keep their clause, whole hours, and the load of each month in tenths of an hour.
Plan = namedtuple("Plan", ["kept", "hours", "loads"])


def monthly_capacity(posts: float) -> int:
    """What `posts` full-time people in insertion can work in a month, in tenths of an hour, rounded down."""
    return int(posts * HOURS_PER_FTE * TENTHS / MONTHS_PER_YEAR + 1e-9)


def monthly_load(lot: Lot) -> int:
    """A lot's hours spread evenly over its months, in tenths of an hour, rounded up."""
    return -(-lot.hours * TENTHS // lot.months)


def loads(lots, ranks, horizon: int) -> list:
    """The load of each of `horizon` months from the lots of these ranks, in tenths of an hour."""
    months = [0] * horizon
    for rank in ranks:
        lot = lots[rank]
        load = monthly_load(lot)
        for month in range(lot.start, min(horizon, lot.start + lot.months)):
            months[month] += load
    return months


def best_plan(lots, horizon: int, capacity: int) -> Plan:
    """The clauses that give most hours while no month exceeds `capacity` (tenths of an hour).

    A small knapsack with one constraint per month, searched whole: 2ⁿ plans at most, far fewer once loads exclude each
    other. Lots without hours are left out. Of two plans with as many hours, the one that keeps the earlier lots.
    """
    live = [rank for rank, lot in enumerate(lots) if lot.hours > 0]
    rest = [0]  # hours that lots not yet looked at could still bring, last lot first
    for rank in reversed(live):
        rest.append(rest[-1] + lots[rank].hours)
    best = [-1, []]
    months = [0] * horizon

    def look(place, kept, hours):
        if hours + rest[len(live) - place] <= best[0]:
            return
        if place == len(live):
            best[0], best[1] = hours, list(kept)
            return
        lot = lots[live[place]]
        load = monthly_load(lot)
        span = range(lot.start, min(horizon, lot.start + lot.months))
        if all(months[month] + load <= capacity for month in span):
            for month in span:
                months[month] += load
            kept.append(live[place])
            look(place + 1, kept, hours + lot.hours)
            kept.pop()
            for month in span:
                months[month] -= load
        look(place + 1, kept, hours)

    look(0, [], 0)
    return Plan(best[1], best[0], loads(lots, best[1], horizon))
