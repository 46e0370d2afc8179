"""What axes share: round numbers, the sign of a unit, names kept apart."""

from essor.portable.french import NBSP


def _power(value):
    """The power of ten at or below a positive value."""
    power = 1.0
    while power * 10 <= value:
        power *= 10
    while power > value:
        power /= 10
    return power


def ticks(low, high, most=5):
    """Round numbers from `low` to `high`, at most `most` of them, among which zero if it is between."""
    span = high - low
    if span <= 0:
        return [low]
    rough = span / max(1, most - 1)
    power = _power(rough)
    step = 10 * power
    for factor in (1, 2, 2.5, 5):
        if factor * power >= rough * (1 - 1e-9):
            step = factor * power
            break
    first = int(low / step)
    while first * step < low - step * 1e-6:
        first += 1
    found = []
    rank = first
    while rank * step <= high + step * 1e-6:
        found.append(rank * step)
        rank += 1
    return found


def suffix(unit):
    """The unit after each tick, when it is a sign: « 5 % », « 20 € »."""
    return NBSP + unit if unit in ("€", "%") else ""


def apart(values, gap, highest=None):
    """The values, in their order, moved up just enough that no two are closer than `gap`; then down, if one is above `highest`."""
    # Near-equal values keep their order: MicroPython's sort is not stable, and the last digit may differ.
    order = sorted(range(len(values)), key=lambda i: (int(values[i] / gap * 1e6 + 0.5), i))
    placed = list(values)
    for previous, current in zip(order, order[1:]):
        placed[current] = max(placed[current], placed[previous] + gap)
    for rank in order[::-1]:
        if highest is None:
            break
        placed[rank] = min(placed[rank], highest)
        highest = placed[rank] - gap
    return placed
