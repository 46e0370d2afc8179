"""Networks of people or of bodies: who is linked to whom, who stands between the others, what breaks without them.

A network has `n` members, numbered from 0, and undirected `edges`: pairs of different members. A pair given twice, or
in both orders, is one edge.
"""

DIGITS = 9  # betweenness is compared after rounding: equal by symmetry must stay equal in floats


def neighbours(n: int, edges) -> list:
    """For each member, the sorted list of those it is linked to. ValueError on an edge that is not between two members."""
    near: list[set[int]] = [set() for _ in range(n)]
    for a, b in edges:
        if a == b or not 0 <= a < n or not 0 <= b < n:
            raise ValueError(f"edge {(a, b)} is not between two of {n} members")
        near[a].add(b)
        near[b].add(a)
    return [sorted(others) for others in near]


def density(n: int, edges) -> float:
    """Share of the n(n−1)/2 possible edges that exist; 0 for fewer than two members."""
    if n < 2:
        return 0.0
    return sum(len(others) for others in neighbours(n, edges)) / (n * (n - 1))


def components(n: int, edges) -> list:
    """The groups that hold together, each a sorted list of members: largest first, then by first member."""
    near = neighbours(n, edges)
    seen = [False] * n
    groups = []
    for start in range(n):
        if seen[start]:
            continue
        seen[start] = True
        group = [start]
        for member in group:  # grows while it is read
            for other in near[member]:
                if not seen[other]:
                    seen[other] = True
                    group.append(other)
        groups.append(sorted(group))
    return sorted(groups, key=lambda group: (-len(group), group[0]))


def betweenness(n: int, edges) -> list:
    """For each member, the share (0 to 1) of the pairs of others whose shortest paths pass through it.

    A pair with several shortest paths counts each for its share (Brandes 2001). 0 for fewer than three members.
    """
    near = neighbours(n, edges)
    scores = [0.0] * n
    for source in range(n):
        order, before, paths = _shortest_paths(near, source)
        credit = [0.0] * n
        for member in reversed(order):
            for previous in before[member]:
                credit[previous] += paths[previous] / paths[member] * (1 + credit[member])
            if member != source:
                scores[member] += credit[member]
    pairs = (n - 1) * (n - 2)  # each pair is met from both ends
    return [round(score / pairs, DIGITS) if pairs > 0 else 0.0 for score in scores]


def centralisation(n: int, edges) -> float:
    """How far the network leans on one member: 1 for a star, 0 when all are equal (Freeman 1978, betweenness)."""
    if n < 3:
        return 0.0
    scores = betweenness(n, edges)
    highest = max(scores)
    return round(sum(highest - score for score in scores) / (n - 1), DIGITS)


def without(n: int, edges, member: int):
    """The network once `member` has left: (n − 1, edges), the members after it renumbered one down."""
    kept = [(a, b) for a, b in edges if member not in (a, b)]
    return n - 1, [(a - (a > member), b - (b > member)) for a, b in kept]


def star(n: int) -> list:
    """The edges of a network where member 0 is linked to all others, who are linked only to it."""
    return [(0, other) for other in range(1, n)]


def _shortest_paths(near, source):
    """Members in order of distance from `source`, for each those just before it, and the number of shortest paths."""
    size = len(near)
    distance = [-1] * size
    distance[source] = 0
    paths = [0] * size
    paths[source] = 1
    before = [[] for _ in range(size)]
    order = [source]
    for member in order:  # grows while it is read
        for other in near[member]:
            if distance[other] < 0:
                distance[other] = distance[member] + 1
                order.append(other)
            if distance[other] == distance[member] + 1:
                paths[other] += paths[member]
                before[other].append(member)
    return order, before, paths
