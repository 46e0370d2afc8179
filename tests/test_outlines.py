"""The outlines of the map: simplified, and still touching."""

import re

from essor import outlines
from essor.portable.models import departments as figures
from essor.portable.pictures.outlines import HEIGHT, OUTLINES, WIDTH


def points(path):
    """The points of a path of ours: « M », « l » with relative steps, « z »."""
    for ring in path.split("z")[:-1]:
        numbers = [int(text) for text in re.findall(r"-?\d+", ring)]
        x = y = 0
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            yield x, y


def test_outlines_cover_metropolitan_france_and_still_touch(packages):
    assert set(OUTLINES) == {d.code for d in figures.DEPARTMENTS if len(d.code) == 2}
    drawn = {code: set(points(path)) for code, (path, _, _, _) in OUTLINES.items()}
    for code, (_, x, y, (left, top, right, bottom)) in OUTLINES.items():
        assert 0 <= left < right <= WIDTH and 0 <= top < bottom <= HEIGHT
        assert {(left, right), (top, bottom)} == {(min(axis), max(axis)) for axis in zip(*drawn[code], strict=True)}
        assert left < x < right and top < y < bottom
        for other in figures.neighbours(code):
            assert drawn[code] & drawn[other.code], (code, other.code)


def test_outlines_that_are_not_installed_are_not_read(monkeypatch, tmp_path):
    monkeypatch.setattr(outlines, "OUTLINES", {})
    assert outlines.fill(tmp_path) is False
