"""What a room predicted, under a simulator's picture: at each value, the votes before and after the discussion, and where the result stands."""

from collections import namedtuple

from essor.portable.french import number, typeset
from essor.portable.pictures.drawing import GAP, SAMPLE, Drawing, corners
from essor.portable.pictures.plot import Chart

# A value that a room voted for: its votes at each round, one number a round, and whether it is the result.
Voted = namedtuple("Voted", ["value", "votes", "right"])

HIGH, BETWEEN = 1.2, 0.25  # lines of text: of the columns, and above them
MOST = 7  # values; more are put together
ROUNDS = ("1er vote", "2d vote")


def gathered(rounds, result, is_right):
    """The Voted of some rounds, each a list of (value, votes), from the lowest value. The result has its place, or that of the nearest value
    where `is_right(value)`; where values are many, those that are near are together, at the value that most chose."""
    votes = {}
    for rank, pairs in enumerate(rounds):
        for value, count in pairs:
            votes.setdefault(value, [0] * len(rounds))[rank] += count
    near = min(sorted(votes), key=lambda value: abs(value - result)) if votes else result
    right = near if is_right(near) else result
    votes.setdefault(right, [0] * len(rounds))
    found = [Voted(value, votes[value], value == right) for value in sorted(votes)]
    while len(found) > MOST:
        # The two neighbours that least differ for their number of votes; the result stays by itself.
        costs = [(_apart(found, rank), rank) for rank in range(len(found) - 1) if not (found[rank].right or found[rank + 1].right)]
        if not costs:
            break
        rank = min(costs)[1]
        one, two = found[rank], found[rank + 1]
        kept = one if sum(one.votes) >= sum(two.votes) else two
        found[rank : rank + 2] = [Voted(kept.value, [a + b for a, b in zip(one.votes, two.votes)], False)]
    return found


def _apart(found, rank):
    one, two = found[rank], found[rank + 1]
    return (two.value - one.value) * min(sum(one.votes), sum(two.votes))


def said(voted, written):
    """The same in words."""
    parts = [f"{written(one.value)} : {' puis '.join([number(count) for count in one.votes])}" for one in voted if sum(one.votes)]
    return f"Votes de la salle : {' ; '.join(parts)}."


def with_room(draw, voted, written):
    """`draw(view)` of a picture, as another that has these Voted at its foot; `written(value)` is a value as a reader sees it."""

    def drawn(view):
        foot = Drawing(view, 1).line_height * (HIGH + BETWEEN + 1) + GAP
        inner = type(view)(view.width, max(0, view.height - foot), view.text)
        chart = draw(inner)
        return Chart(lambda: _joined(view, chart.svg(), foot, voted=voted, written=written), chart.plot)

    return drawn


def _joined(view, svg, foot, voted, written):
    """The drawing (SVG text), and its foot under it, as one."""
    above = float(svg.split(' height="', 1)[1].split('"', 1)[0])
    whole = Drawing(view, above + foot)
    whole.shape(svg[svg.index(">") + 1 : -len("</svg>")])
    _foot(whole, above, voted, written)
    return whole.svg()


def _foot(drawing, top, voted, written):
    line, count = drawing.line_height, len(voted[0].votes)
    base = drawing.height - line - 2
    names = ROUNDS if count > 1 else ("La salle",)
    left = SAMPLE + GAP + max([drawing.wide(name) for name in names]) + 3 * GAP
    drawing.stroke([(0, top + GAP), (drawing.width, top + GAP)], "line", 1)
    for rank, name in enumerate(names):
        y = base - line * (count - 1 - rank) + line * 0.5
        drawing.rect(1, y - 7, SAMPLE - 4, 14, "violet", outlined=rank < count - 1)
        drawing.write(SAMPLE + GAP, y, name, "ink")
    step = (drawing.width - left) / len(voted)
    tall = max([max(one.votes) for one in voted] + [1])
    for rank, one in enumerate(voted):
        _column(drawing, one, left + step * rank, step=step, base=base, tall=tall, written=written)
    drawing.stroke([(left, base), (drawing.width, base)], "soft", 1.5)


def _column(drawing, one, left, step, base, tall, written):
    line, count = drawing.line_height, len(one.votes)
    thick = min(step / (count + 1), 1.6 * line)
    start = left + step / 2 - thick * count / 2
    for rank, votes in enumerate(one.votes):
        high = line * HIGH * votes / tall
        if votes:
            drawing.rect(start + thick * rank + 1, base - high, thick - 2, high, "violet", outlined=rank < count - 1)
    value = written(one.value)
    votes = " → ".join([number(votes) for votes in one.votes])
    texts = [f"{value} : {votes}", value]
    if one.right:
        edge = corners(left + 2, base - line * HIGH - 4, step - 4, line * (HIGH + 1) + 5)
        drawing.stroke(edge + edge[:1], "ink", 2, "5 4")
        texts = [f"calcul {value} : {votes}", f"calcul {value}"] + texts
    fitting = [text for text in [typeset(text) for text in texts] if drawing.wide(text, one.right) <= step - GAP]
    if fitting:
        drawing.write(left + step / 2, base + line / 2, fitting[0], "ink", "middle", strong=one.right)
