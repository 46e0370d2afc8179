"""Measures of a territory: rank, specific index, jobs in excess, budget per inhabitant, shift-share, robust choice of axes."""

from collections import namedtuple

from essor.portable.rules.statistics import implied_employment

WEIGHT_STEPS = 10  # weights move by tenths
SHARED_WIN = 60  # a win, in parts that up to six winners can share without a remainder


def rank(values, value: float) -> int:
    """The rank of `value` among `values`, from 1 for the highest; equal values share their best rank."""
    return 1 + len([other for other in values if other > value])


def excess_jobs(jobs: float, part: float, reference: float) -> float:
    """Jobs beyond (or, negative, below) what the territory would have with the reference's share.

    `part` and `reference` are fractions; the total employment is that implied by `jobs` and `part`.
    """
    return jobs - reference * implied_employment(jobs, part)


def per_inhabitant(euros: float, inhabitants: float) -> float:
    """Euros per inhabitant."""
    if not inhabitants > 0:
        raise ValueError(f"inhabitants must be positive, got {inhabitants}")
    return euros / inhabitants


# What a change in jobs is made of. The three sum to the observed change.
ShiftShare = namedtuple(
    "ShiftShare",
    [
        "national",  # what the territory would have gained at the pace of the whole reference
        "mix",  # what its families gain or lose at the reference because they grow faster or slower than the whole
        "local",  # the rest: how its families did here against the reference
    ],
)


def shift_share(start, end, reference_start, reference_end) -> list:
    """Split the change in jobs of each family between reference, structure and territory (Dunn 1960).

    Four lists of jobs, one number per family, each positive at the reference's start. Returns one ShiftShare per family.
    """
    if not start or min(reference_start) <= 0:
        raise ValueError("the reference must have jobs in every family at the start")
    whole = sum(reference_end) / sum(reference_start) - 1
    parts = []
    for before, after, there_before, there_after in zip(start, end, reference_start, reference_end):
        family = there_after / there_before - 1
        parts.append(ShiftShare(before * whole, before * (family - whole), after - before * (1 + family)))
    return parts


def total(parts) -> ShiftShare:
    """The sum of several ShiftShare."""
    return ShiftShare(sum(p.national for p in parts), sum(p.mix for p in parts), sum(p.local for p in parts))


def win_parts(scores) -> list:
    """How often each option has the best weighted score, over every way to share ten points between the criteria.

    `scores` has one row of integers per option (up to six). A weighting counts for SHARED_WIN parts, split equally
    between the options that tie: integers, so that nothing is lost. Four criteria make 286 weightings.
    """
    wins = [0] * len(scores)
    columns = [list(column) for column in zip(*scores)]
    _count_wins(columns, WEIGHT_STEPS, totals=[0] * len(scores), wins=wins)
    return wins


def first(scores, weights) -> list:
    """The ranks of the options that have the best weighted score: one, or several that tie."""
    totals = [sum([weight * score for weight, score in zip(weights, row)]) for row in scores]
    best = max(totals)
    return [option for option, total_score in enumerate(totals) if total_score == best]


def dominated(scores) -> list:
    """For each option, whether another is at least as good on every criterion and better on one."""
    return [any(_beats(other, row) for other in scores) for row in scores]


def _beats(one, other):
    pairs = list(zip(one, other))
    return all(a >= b for a, b in pairs) and any(a > b for a, b in pairs)


def _count_wins(columns, left, totals, wins):
    """Give the first criterion each weight in turn, the last one what is left, and add the winners' parts to `wins`."""
    column = columns[0]
    if len(columns) == 1:
        totals = [so_far + left * score for so_far, score in zip(totals, column)]
        best = max(totals)
        winners = [option for option, score in enumerate(totals) if score == best]
        for option in winners:
            wins[option] += SHARED_WIN // len(winners)
        return
    for weight in range(left + 1):
        _count_wins(columns[1:], left - weight, totals=totals, wins=wins)
        totals = [so_far + score for so_far, score in zip(totals, column)]
