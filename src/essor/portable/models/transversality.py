"""How far an ESS policy runs across an administration: TR-01 to TR-05, tools of this course without a published source.

`matrix` has a row per department and a column per action; a cell says how far the department is involved.
"""

CONTRIBUTES, LEADS = 2, 3  # the levels that count, over those of who is absent or informed


def coverage(matrix) -> float:
    """TR-01: share of the departments that contribute to one action at least."""
    return len([row for row in matrix if max(row) >= CONTRIBUTES]) / len(matrix)


def working_pairs(matrix) -> list:
    """The pairs of departments, by rank, that both contribute to one action at least."""
    return [
        (a, b)
        for a in range(len(matrix))
        for b in range(a + 1, len(matrix))
        if any(x >= CONTRIBUTES and y >= CONTRIBUTES for x, y in zip(matrix[a], matrix[b]))
    ]


def density(matrix) -> float:
    """TR-02: working pairs over all pairs of departments. 0 for a single department."""
    count = len(matrix)
    return 2 * len(working_pairs(matrix)) / (count * (count - 1)) if count > 1 else 0.0


def led_alone(matrix, department: int) -> list:
    """The actions, by rank, that this department leads and no other does."""
    return [action for action in range(len(matrix[0])) if [rank for rank in range(len(matrix)) if matrix[rank][action] >= LEADS] == [department]]


def without_leader(matrix) -> list:
    """The actions, by rank, that no department leads."""
    return [action for action in range(len(matrix[0])) if max(row[action] for row in matrix) < LEADS]


def dependence(matrix, department: int) -> float:
    """TR-03: share of the actions that the ESS department leads alone."""
    return len(led_alone(matrix, department)) / len(matrix[0])


def budget_elsewhere(budgets, department: int) -> float:
    """TR-04: share of the ESS money that is in other departments' budgets. 0 without money."""
    total = sum(budgets)
    return (total - budgets[department]) / total if total else 0.0


def concentration(amounts) -> float:
    """TR-05, the Herfindahl-Hirschman index: sum of the squared shares, from 1/n (equal) to 1 (all in one). 0 without money."""
    total = sum(amounts)
    return sum((amount / total) ** 2 for amount in amounts) if total else 0.0
