"""Points of a simulator: the golden ones, where the two Pythons are compared, and more, all over the ranges of its controls."""

import os
import random
from functools import cache

from essor.portable.simulators import registry
from essor.portable.simulators.controls import Choice, Grid, Name, Switch

POINTS = 100
RANDOM_POINTS = 6 if os.environ.get("ESSOR_EVERY") else 3


def golden_values(simulator):
    """Defaults, minima, maxima, presets and random points of a simulator; the seed is its slug."""
    draw = random.Random(simulator.slug)
    yield {}
    for end in ("low", "high"):
        yield {c.name: getattr(c, end) for c in simulator.controls if hasattr(c, end)}
    for preset in simulator.presets:
        yield preset.values
    for _ in range(RANDOM_POINTS):
        yield {control.name: random_value(control, draw) for control in simulator.controls}


def random_value(control, draw):
    if isinstance(control, Choice):
        return draw.choice(control.options)[0]
    if isinstance(control, Switch):
        return draw.random() < 0.5
    if isinstance(control, Grid):
        return [[random_value(column, draw) for column in control.columns] for _ in control.rows]
    if isinstance(control, Name):
        return draw.choice([control.low, control.high, "Nôtre", "L’<b>&"])
    if control.integer:
        return draw.randint(control.low, control.high)
    # As a reader types: on a step, or anywhere.
    return min(control.high, draw.choice([on_step(control, draw), draw.uniform(control.low, control.high)]))


def on_step(control, draw):
    """A number as a reader sets it by sliding; the last step may pass the end."""
    return control.low + control.step * draw.randint(0, round((control.high - control.low) / control.step))


def ends(control):
    if isinstance(control, Choice):
        return [value for value, _ in control.options]
    if isinstance(control, Switch):
        return [False, True]
    if isinstance(control, Grid):
        low, high = ([[getattr(column, end) for column in control.columns] for _ in control.rows] for end in ("low", "high"))
        return [low, control.default, high]
    return [control.low, control.default, control.high]


def points(simulator):
    """All at the minimum, the default, the maximum; each control alone at each end; random corners and insides."""
    for place in (0, 1, -1):
        for choice in ends(simulator.controls[0]):
            yield {c.name: ends(c)[place % len(ends(c))] for c in simulator.controls} | {simulator.controls[0].name: choice}
    for control in simulator.controls:
        for value in ends(control):
            yield {control.name: value}
    draw = random.Random(20140527)
    for rank in range(POINTS):
        if rank % 2:
            yield {c.name: draw.choice(ends(c)) for c in simulator.controls}
        else:
            yield {c.name: random_value(c, draw) for c in simulator.controls}


@cache
def runs(slug):
    simulator = registry.load(slug)
    return [(simulator.values(values), simulator.run(values, guess=1 + rank % 7)) for rank, values in enumerate(points(simulator))]
