"""Three ways to turn the same opinions into a decision: weighted vote, Borda count, majority judgement.

`weights` has a whole number per college; `grades` a row per college and a whole number per option, 0 the worst. A college
is taken as one voter with its weight: its members are agreed. Everything is counted in whole numbers, so that equal is equal.
"""

SPLIT = 60  # divides by the 1 to 6 options that may share a college's first place


def weighted_vote(weights, grades) -> list:
    """Each option's votes, times SPLIT: a college gives its weight to the option it grades best, shared if several."""
    votes = [0] * len(grades[0])
    for weight, row in zip(weights, grades):
        best = winners(row)
        for option in best:
            votes[option] += weight * SPLIT // len(best)
    return votes


def borda(weights, grades) -> list:
    """Each option's points, times 2: a college's weight for each option that it grades lower, half of it for each equal
    (Borda 1781, with averaged ranks)."""
    points = [0] * len(grades[0])
    for weight, row in zip(weights, grades):
        for option, grade in enumerate(row):
            for other, its in enumerate(row):
                if other != option:
                    points[option] += weight * ((grade > its) * 2 + (grade == its))
    return points


def majority_gauge(weights, grades, option: int):
    """(grade, weight above it, weight below it): the highest grade that more than half of the weight gives or exceeds
    (Balinski and Laraki 2010). Grade 0 without any weight."""
    total = sum(weights)
    own = [row[option] for row in grades]
    reached = [grade for grade in own if 2 * sum(w for w, g in zip(weights, own) if g >= grade) > total]
    middle = max(reached) if reached else 0
    above = sum(w for w, g in zip(weights, own) if g > middle)
    below = sum(w for w, g in zip(weights, own) if g < middle)
    return middle, above, below


def majority_judgement(weights, grades) -> list:
    """Each option's standing, to compare: its majority grade; at equal grades, more weight above than below comes first,
    then the larger weight above or the smaller weight below (majority gauge)."""
    standings = []
    for option in range(len(grades[0])):
        middle, above, below = majority_gauge(weights, grades, option)
        standings.append((middle, above if above > below else -below))
    return standings


def winners(scores) -> list:
    """The ranks of the options with the best score: several when they tie."""
    best = max(scores)
    return [option for option, score in enumerate(scores) if score == best]
