"""Sharing the cost of a common workshop: the cost of each group, and three ways to split it between all.

A group is a bit mask: member i belongs to it when bit i is set. Costs and needs are whole numbers and shares are
integers over a common denominator, so that who would rather leave never hangs on a rounding.
"""

from collections import namedtuple

# What sets the cost, per month: `rent` of the common place, `post` cost of a fitted work post and the `hours` it gives,
# and `outside`, the price of an hour bought elsewhere. Euros and hours, whole.
Workshop = namedtuple("Workshop", ["rent", "post", "hours", "outside"])

# Shares: member i pays numerators[i] / denominator.
Shares = namedtuple("Shares", ["numerators", "denominator"])

# A group that would pay less on its own: its mask, and what it would save, as a numerator over the shares' denominator.
Objection = namedtuple("Objection", ["group", "saving"])


def members(group: int, count: int) -> list:
    """The ranks in a group."""
    return [i for i in range(count) if group >> i & 1]


def _sums(values) -> list:
    """The sum of `values` over each group, by mask: each member doubles the list."""
    sums = [0]
    for value in values:
        sums += [before + value for before in sums]
    return sums


def group_cost(workshop: Workshop, hours: int) -> int:
    """The least that `hours` of need cost a month: all bought outside, or a place, some posts, and the rest outside.

    Costs never rise by joining: two groups together can always do what they did apart.
    """
    least = workshop.outside * hours
    full = hours // workshop.hours
    # The cost is straight between one post and the last full one: only its ends, and one post more, can be least.
    for posts in (1, full, full + 1):
        rest = max(0, hours - posts * workshop.hours)
        least = min(least, workshop.rent + posts * workshop.post + workshop.outside * rest)
    return least


def costs_of_groups(workshop: Workshop, needs) -> list:
    """The cost of every group, by mask."""
    return [group_cost(workshop, hours) for hours in _sums(needs)]


def equal_shares(costs, needs) -> Shares:
    """Everyone pays the same, even whoever needs little; who needs nothing pays nothing."""
    return proportional_shares(costs, [1 if need else 0 for need in needs])


def proportional_shares(costs, needs) -> Shares:
    """Everyone pays in proportion to the hours needed."""
    return Shares([costs[-1] * need for need in needs], max(1, sum(needs)))


def shapley_shares(costs, needs) -> Shares:
    """Shapley value: what a member adds to the cost, averaged over all orders of arrival (L. S. Shapley, 1953)."""
    count = len(needs)
    factorials = [1]
    for i in range(1, count + 1):
        factorials.append(factorials[-1] * i)
    sizes = _sums([1] * count)
    weights = [factorials[size] * factorials[count - size - 1] for size in range(count)]
    totals = [0] * count
    for i in range(count):
        mine = 1 << i
        for group in range(1 << count):
            if not group & mine:
                totals[i] += weights[sizes[group]] * (costs[group | mine] - costs[group])
    return Shares(totals, factorials[count])


def aided(shares: Shares, cost: int, aid: int) -> Shares:
    """The shares of `cost` once public money pays `aid` of it: each falls in the same proportion, to 0 at most."""
    if not cost:
        return shares
    left = max(0, cost - aid)
    return Shares([part * left for part in shares.numerators], shares.denominator * cost)


def strongest_objection(costs, shares: Shares, count: int):
    """The group that saves most by leaving, or None: the shares are then in the core.

    Of groups that save as much, the one with fewest members, then the first by mask.
    """
    paid, sizes = _sums(shares.numerators), _sums([1] * count)
    best, size = None, 0
    for group in range(1, (1 << count) - 1):
        saving = paid[group] - costs[group] * shares.denominator
        if saving > 0 and (best is None or saving > best.saving or (saving == best.saving and sizes[group] < size)):
            best, size = Objection(group, saving), sizes[group]
    return best


def leavers(costs, shares: Shares, count: int) -> list:
    """Ranks of the members who would pay less alone."""
    return [i for i in range(count) if shares.numerators[i] > costs[1 << i] * shares.denominator]
