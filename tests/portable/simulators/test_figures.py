"""What figures draw, against what the simulator computes."""

import pytest

from essor.portable.simulators.declaration import View
from essor.portable.simulators.registry import load


def traces(slug, values=None, narrow=False):
    return load(slug).run(values or {}).figures[0].draw(View(narrow, False))["data"]


@pytest.mark.parametrize("narrow", [False, True])
def test_slopes_say_what_was_not_declared(narrow):
    lines = traces("budget-per-inhabitant", narrow=narrow)
    assert [line["line"]["dash"] for line in lines] == ["dot", "solid", "solid"]
    assert [line["y"] for line in lines] == [pytest.approx(ends, abs=0.005) for ends in ([1.28, 1.28], [5.84, 153.57], [1.5, 5.5])]
    assert "non déclaré" in lines[0]["text"][1] and "non déclarés" in load("budget-per-inhabitant").run().figures[0].reading


def test_the_staircase_ends_where_the_jobs_do():
    # Up by 1 829, down by 159, up by 430: each step starts where the last one stops.
    (trace,) = traces("shift-share")
    ends = [base + length for base, length in zip(trace["base"], trace["x"], strict=True)]
    assert ends[0] == 40000 == trace["base"][1] and ends[-1] == 42100
    assert ends[2] == pytest.approx(ends[1]) and trace["base"][3] == pytest.approx(trace["base"][2])


@pytest.mark.parametrize("narrow, words", [(False, ["0", "informée", "contribue", "pilote"]), (True, ["0", "1", "2", "3"])])
def test_heat_map_says_each_level_in_words_or_digits(narrow, words):
    (trace,) = traces("transversality-matrix", narrow=narrow)
    assert len(trace["z"]) == 7 and trace["text"] == [[words[level] for level in levels] for levels in trace["z"]]
