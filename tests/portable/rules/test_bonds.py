"""The responsible bond: codes FIN-01 to FIN-04 of the legal reference."""

from fractions import Fraction as F

import pytest
from hypothesis import given, strategies as st

from essor.portable.rules import bonds
from essor.portable.rules.bonds import Project
from essor.portable.rules.dated import CHECKED, SECONDARY

amounts = st.integers(0, 2000)
projects = st.lists(st.builds(Project, amounts, amounts, amounts, amounts), min_size=1, max_size=6)


@given(projects, st.integers(1, 2000))
def test_bond_checks_against_exact_arithmetic(lines, proceeds):
    allocated, earlier = sum(F(p.allocated) for p in lines), sum(F(p.earlier) for p in lines)
    assert bonds.allocation_rate(lines, proceeds) == pytest.approx(float(allocated / proceeds), rel=1e-12)
    assert bonds.allocation_rate(lines, 0) == 0
    assert bonds.left_to_allocate(lines, proceeds) == proceeds - allocated
    assert bonds.refinancing_share(lines) == pytest.approx(float(earlier / allocated) if allocated else 0, rel=1e-12)
    for p in lines:
        assert bonds.bond_share(p) == pytest.approx(float(F(p.allocated, p.cost)) if p.cost else 0, rel=1e-12)
        # FIN-04: the excess is what would have to go for both bonds to fit in what was spent.
        twice = bonds.counted_twice(p)
        assert twice >= 0 and (twice == 0) is (p.allocated + p.elsewhere <= p.cost)


@pytest.mark.parametrize(
    "date, name, state",
    [
        ("2014-11-30", "Green Bond Principles (ICMA)", SECONDARY),
        ("2018-01-01", "Green et Social Bond Principles (ICMA)", SECONDARY),
        (CHECKED, "principes ICMA, ou label européen EuGB", SECONDARY),
    ],
)
def test_the_reference_an_issuer_cites(date, name, state):
    assert (bonds.FRAMEWORK.at(date), bonds.FRAMEWORK.state(date)) == (name, state)
