"""Debate 4: how far a policy crosses the administration, who links whom, which rule decides."""

from itertools import count, pairwise

from essor.portable.models.deliberation import borda, majority_gauge
from essor.portable.models.networks import components
from essor.portable.models.transversality import density

# Five departments, two actions: the first gathers three departments, the second two.
SMALL = [[2, 0], [3, 0], [2, 2], [0, 3], [1, 0]]
ESS_MONEY, ALL_MONEY = 260, 400
PARTNERS = 8
SPLIT = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (6, 7)]
JOINED = sum(len(group) * (len(group) - 1) for group in components(PARTNERS, SPLIT))
THREE_WEIGHTS = [40, 35, 25]
THREE_GRADES = [[4, 2, 0], [0, 4, 2], [0, 2, 4]]
MENTION_WEIGHTS = [25, 20, 30, 15, 10]
MENTION_GRADES = [[3], [4], [1], [2], [0]]

VALUES = {
    "density": 100 * density(SMALL),
    "budget_to_move": ESS_MONEY - ALL_MONEY / 2,
    # A chain is the fewest links that hold.
    "links_to_hold": next(links for links in count() if len(components(PARTNERS, list(pairwise(range(links + 1))))) == 1),
    "pairs_still_joined": 100 * JOINED / (PARTNERS * (PARTNERS - 1)),
    "borda_points": max(borda(THREE_WEIGHTS, THREE_GRADES)) / (2 * sum(THREE_WEIGHTS)),
    "majority_mention": majority_gauge(MENTION_WEIGHTS, MENTION_GRADES, 0)[0],
}
