"""Grant or contract: codes ESS-12 and ESS-13 of the legal reference."""

from itertools import product

import pytest

from essor.portable.rules import grants
from essor.portable.rules.dated import CHECKED, DAY_OF_2014


# ESS-12, the whole truth table: initiative, general interest, individual return.
@pytest.mark.parametrize("answers", list(product([True, False], repeat=3)))
def test_grant_truth_table(answers):
    assert grants.is_grant(*answers, CHECKED) is grants.is_grant(*answers, DAY_OF_2014) is (answers == (True, True, False))


# ESS-13 [G]: above 23 000 €, so not at 23 000.
@pytest.mark.parametrize("total, due", [(0, False), (22999, False), (23000, False), (23001, True), (500000, True)])
def test_agreement(total, due):
    assert grants.agreement_is_due(total, CHECKED) is grants.agreement_is_due(total, DAY_OF_2014) is due
