"""Golden points of a simulator: where the two Pythons are compared, and where the words that judge are first looked for."""

import os
import random

from essor.portable.simulators.controls import Choice, Grid, Switch

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
    if control.integer:
        return draw.randint(control.low, control.high)
    # As a reader types: on a step, or anywhere.
    return min(control.high, draw.choice([on_step(control, draw), draw.uniform(control.low, control.high)]))


def on_step(control, draw):
    """A number as a reader sets it by sliding; the last step may pass the end."""
    return control.low + control.step * draw.randint(0, round((control.high - control.low) / control.step))
