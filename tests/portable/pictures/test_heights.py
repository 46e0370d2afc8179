"""Pictures that obey the height they are given: they fill it, and nothing is cut nor written over."""

import pytest

from drawings import faults, texts
from essor.portable.simulators.declaration import View
from essor.portable.simulators.registry import load

OBEYING = ("ptce-radar", "esr-bond", "clause-planner", "ess-or-not", "grant-or-contract", "transversality-matrix")
VIEWS = [View(wide, height=high) for wide in (300, 460, 640, 920, 1200) for high in (0, 200, 330, 420, 900)] + [View(900, height=500, text=22)]


@pytest.mark.parametrize("slug", OBEYING)
def test_a_picture_holds_in_the_height_asked_for(slug):
    simulator, wrong = load(slug), []
    for key, values in [("start", {}), *((preset.key, preset.values) for preset in simulator.presets)]:
        figure = simulator.run(values).figures[0]
        for view in VIEWS:
            svg = figure.draw(view).svg()
            wrong += [f"{key}, {view}: {fault}" for fault in faults(svg, view)]
            lowest = max(bottom for _, _, _, _, bottom in texts(svg)[0])
            if lowest < 0.6 * view.height:
                wrong.append(f"{key}, {view}: the last text at {lowest}")
    assert not wrong, "\n".join(wrong)
