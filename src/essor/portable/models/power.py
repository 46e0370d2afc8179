"""Power to decide: the Banzhaf index of voters with weights, under a strict majority."""

from collections import namedtuple

MOST_VOTERS = 12  # every coalition is tried: 2¹² of them

Power = namedtuple("Power", ["swings", "shares"])


def banzhaf(weights) -> Power:
    """How often each voter turns a losing coalition into a winning one, and its share of all such turns.

    `weights` are whole numbers ≥ 0, so that a tie is exactly a tie; a coalition wins with more than half of them.
    With no weight at all nobody decides anything and every share is 0. ValueError on anything else.
    """
    if len(weights) > MOST_VOTERS or any(weight != int(weight) or weight < 0 for weight in weights):
        raise ValueError(f"weights must be at most {MOST_VOTERS} whole numbers, not negative")
    total = sum(weights)
    swings = [0] * len(weights)
    sums = [0]
    for weight in weights:
        sums += [one + weight for one in sums]
    for coalition, together in enumerate(sums):
        if 2 * together <= total:
            continue
        for voter, weight in enumerate(weights):
            if coalition >> voter & 1 and 2 * (together - weight) <= total:
                swings[voter] += 1
    turns = sum(swings)
    return Power(swings, [swing / turns if turns else 0.0 for swing in swings])
