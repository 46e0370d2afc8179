"""What figures draw, against what the simulator computes."""

import pytest
from hypothesis import given, strategies as st

from essor.portable.simulators.declaration import View
from essor.portable.simulators.registry import load

amounts = st.integers(0, 2000)


def traces(slug, values=None, narrow=False):
    return load(slug).run(values or {}).figures[0].draw(View(330 if narrow else 640))["data"]


@given(st.lists(st.lists(amounts, min_size=4, max_size=4), min_size=5, max_size=5), st.integers(1, 2000))
def test_the_sankey_conserves_money(rows, proceeds):
    (trace,) = traces("esr-bond", {"projects": rows, "proceeds": proceeds})
    links = list(zip(trace["link"]["source"], trace["link"]["target"], trace["link"]["value"], strict=True))
    assert all(value > 0 for _, _, value in links)
    # All of the proceeds leave the loan, no more; each line passes on what it receives.
    assert sum(v for s, _, v in links if s == 0) == pytest.approx(proceeds)
    for rank, row in enumerate(rows):
        assert sum(v for _, t, v in links if t == rank + 1) == pytest.approx(row[0])
        assert sum(v for s, _, v in links if s == rank + 1) == pytest.approx(row[0])
