"""Simulators at their defaults, their bounds and three hundred points of each: numbers by hand, texts and pictures sound."""

import json
import math
import re
from xml.etree import ElementTree

import pytest

from essor.book.site import browser
from essor.portable.french import typeset
from essor.portable.pictures.plot import SAID, explored
from essor.portable.simulators import registry
from essor.portable.simulators.declaration import View
from golden import runs
from leaves import numbers, strings
from quoted import NOT_FRENCH, YEAR

VIEWS = [View(), View(330), View(1000, height=420, text=24), View(560, height=336, text=24)]  # the last: the lowest stage
every_simulator = pytest.mark.parametrize("slug", registry.slugs())


def texts(outcome):
    yield from (outcome.sentence, outcome.answer)
    for item in outcome.indicators:
        yield from (item.label, item.text)
        if item.verdict:
            yield item.verdict.text
    for figure in outcome.figures:
        yield from (figure.title, figure.reading)
    for table in outcome.tables:
        yield from (table.caption, *table.headers, *(cell for row in table.rows for cell in row))


def keys(value):
    """Every key at any depth."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return set(value if isinstance(value, dict) else ()).union(*map(keys, inside))


@every_simulator
def test_indicators_are_finite_and_shown(slug):
    for values, outcome in runs(slug):
        assert outcome.indicators
        for item in outcome.indicators:
            assert math.isfinite(item.number), values
            assert any(c.isdigit() for c in item.text)
            assert item.verdict is None or (item.verdict.ok in (True, False, None) and item.verdict.text)


@every_simulator
def test_texts_are_french_for_a_reader(slug):
    for values, outcome in runs(slug):
        for text in texts(outcome):
            assert isinstance(text, str)
            assert not NOT_FRENCH.search(YEAR.sub("", text)), (values, text)
            assert "'" not in text, text
        assert outcome.sentence.endswith(".")
        assert all(figure.reading.endswith(".") and figure.title for figure in outcome.figures)
        assert outcome.answer


@every_simulator
def test_tables_are_rectangular(slug):
    for values, outcome in runs(slug):
        for table in outcome.tables:
            assert table.caption and table.rows
            for row in table.rows:
                assert len(row) == len(table.headers), (values, table.caption, row)
                assert all(row)


@every_simulator
def test_pictures_are_sound_in_every_view(slug):
    for rank, (values, outcome) in enumerate(runs(slug)):
        # Every view of the first points, then one in turn.
        for view in VIEWS if rank < 40 else [VIEWS[rank % 4]]:
            for figure in outcome.figures:
                chart = figure.draw(view)
                sound_svg(chart.svg())
                if chart.plot.kind != SAID:
                    content = explored(chart.plot)
                    json.dumps(content, allow_nan=False)
                    assert {"bar", "scatter"}.issuperset(trace["type"] for trace in content["data"])
                    assert rank >= 40 or keys(content).isdisjoint({*browser.UNUSED_COMPONENTS, "error_x", "error_y"})
                    assert all(math.isfinite(n) for n in numbers(content)), values


def sound_svg(content):
    root = ElementTree.fromstring(content)
    _, _, width, height = map(float, root.get("viewBox").split())
    for box in root.iter("rect"):
        x, y, w, h = (float(box.get(name)) for name in ("x", "y", "width", "height"))
        assert x >= 0 and y >= 0 and min(w, h) >= 0 and x + w <= width and y + h <= height
    assert all(float(circle.get("r")) > 0 for circle in root.iter("circle"))
    for path in root.iter("path"):
        assert re.fullmatch(r"M[-\d. MLCZlvz]+", path.get("d")) and float(path.get("stroke-width", 1)) > 0
    for text in root.iter("text"):
        assert text.text and 0 <= float(text.get("x")) <= width and 0 <= float(text.get("y")) <= height
        assert not NOT_FRENCH.search(re.sub(YEAR, "", text.text))


@every_simulator
def test_words_in_pictures_are_typeset(slug):
    # Pictures do not pass through the typesetter.
    for _, outcome in runs(slug)[:60]:
        for figure in outcome.figures:
            chart = figure.draw(View())
            for text in [t.text for t in ElementTree.fromstring(chart.svg()).iter("text")] + (strings(explored(chart.plot)) if chart.plot.kind != SAID else []):
                assert typeset(text) == text


@every_simulator
def test_declared_texts(slug):
    simulator = registry.load(slug)
    m = simulator.method
    declared = [simulator.title, simulator.place, simulator.prediction.question, *m.hypotheses, *m.limits, *m.sources]
    declared += [text for control in simulator.controls for text in (control.label, control.help)]
    declared += [text for preset in simulator.presets for text in (preset.label, preset.note)]
    assert all(declared) and all(m)
    for text in declared:
        assert "'" not in text and "..." not in text, text
        # Nothing that the typesetter would miss: high punctuation glued to its word.
        assert not re.search(r"\w[;!?»]|«\w|\d[%€]", typeset(text)), text


@every_simulator
def test_the_same_values_give_the_same_outcome(slug):
    simulator = registry.load(slug)
    for values, outcome in runs(slug)[::37]:
        again = simulator.run(values, guess=3)
        assert again.indicators == outcome.indicators and again.tables == outcome.tables
