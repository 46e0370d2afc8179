"""From which day each rule answers: the day before, and after the last check, it says that it does not know."""

from datetime import date, timedelta

import pytest

from essor.portable.rules import ess, grants, local_currency as currency, procurement, scic, state_aid, territorial_policy
from essor.portable.rules.dated import CHECKED, OLD, SECONDARY, TO_CHECK, UnknownAt

LAW_OF_2014 = "2014-08-02"  # published on 1 August 2014, the law of 31 July took effect on the 2nd
ORDER_OF_2015 = "2015-08-12"  # order of 3 August 2015 (JO of the 11th)
DECREE_OF_2015 = "2015-07-01"
CODE_OF_2019 = "2019-04-01"
CCP, LABOUR_CODE = "en vigueur, lu le 4\xa0avril 2026", "en vigueur, lu le 29\xa0mars 2026"
FULL = ess.Allocation(1, 1, 0, 1, 1)

# A rule, what it is given before the day, the first day.
FIRST_DAYS = [
    (ess.fund_owed, (FULL,), ORDER_OF_2015),
    (ess.kept_owed, (FULL,), ORDER_OF_2015),
    (ess.belongs_by_right, ("association",), LAW_OF_2014),
    (ess.esus_by_costs, (1,), DECREE_OF_2015),
    (ess.esus_by_return, (0, 0), DECREE_OF_2015),
    (ess.esus_pay, (1, 1), DECREE_OF_2015),
    (grants.is_grant, (True, True, False), LAW_OF_2014),
    (currency.may_issue, (False, True, True), LAW_OF_2014),
    (currency.may_collect, (True, True, True), "2016-10-31"),  # MLC-20: the note is of October 2016
    (currency.may_pay_directly, (), "2019-10-25"),  # MLC-21 and 22: the ministerial answer
    (currency.may_pay_by_mandate, (True, False), "2019-10-25"),
    (procurement.spaser_concerns, (procurement.LOCAL,), LAW_OF_2014),
    # In 2014 the principle is voted and the threshold unknown.
    (procurement.spaser_required, (procurement.LOCAL, 6e7), "2015-02-01"),
    (procurement.may_reserve_for_workers, (24, 48), CODE_OF_2019),
    (procurement.may_reserve_for_ess, (True, True, 3, None), CODE_OF_2019),
    (procurement.is_short_works, (5,), "2026-08-22"),
    (procurement.social_clause_required, (1e6, 216000), "2006-09-01"),
    (scic.within_public_ceiling, (0, 1), "2001-07-18"),
    (scic.revision_reasons, (6, 0, 0, 0, 0, 0, False), "2015-10-01"),  # its decrees
    (state_aid.ceiling, ("general",), "2014-01-01"),
    (territorial_policy.draws_up_strategy, (territorial_policy.REGION,), LAW_OF_2014),
]


@pytest.mark.parametrize("rule, given, first", FIRST_DAYS)
def test_a_rule_answers_from_its_first_day_on(rule, given, first):
    for day in (first, CHECKED):
        rule(*given, day)
    for day in (str(date.fromisoformat(first) - timedelta(days=1)), "9999-12-31"):
        with pytest.raises(UnknownAt):
            rule(*given, day)


# UnknownAt says from when on the law answers, or until when it was checked.
@pytest.mark.parametrize("day, told", [("2014-08-01", LAW_OF_2014), ("2013-05-17", LAW_OF_2014), ("9999-12-31", CHECKED)])
def test_who_asks_too_early_or_too_late_is_told_the_day(day, told):
    with pytest.raises(UnknownAt, match=told):
        currency.may_issue(False, True, True, day)
    with pytest.raises(UnknownAt, match=told):
        ess.belongs_by_right("association", day)


@pytest.mark.parametrize("kind", [procurement.SERVICES, procurement.STATE_SERVICES, procurement.WORKS])
@pytest.mark.parametrize("day", ["2016-01-01", "2023-12-31", "9999-12-31"])
def test_european_thresholds_have_a_gap(kind, day):
    with pytest.raises(UnknownAt):
        procurement.EUROPEAN_THRESHOLD[kind].at(day)


# Each value says how it was read: update of 29 November 2026, « trois états »; sources in the reference.
@pytest.mark.parametrize(
    "parameter, day, state",
    [
        (grants.AGREEMENT_ABOVE, CHECKED, SECONDARY),
        (territorial_policy.DEPARTMENT_GENERAL_CLAUSE, "2014-11-30", SECONDARY),  # « se positionne comme chef de file » (sheet 3): no text gives it
        (procurement.HOURLY_COST, CHECKED, TO_CHECK),
        (procurement.EUROPEAN_THRESHOLD[procurement.SERVICES], "2014-11-30", SECONDARY),
        (procurement.EUROPEAN_THRESHOLD[procurement.SERVICES], CHECKED, SECONDARY),  # weka.fr 208873
        (procurement.SPASER_THRESHOLD, "2015-02-01", SECONDARY),
        (procurement.SPASER_THRESHOLD, CHECKED, CCP),
        *[(parameter, CHECKED, OLD) for parameter in (scic.ADVANCE_YEARS, scic.ADVANCE_RENEWALS, scic.ADVANCE_CEILING)],
        (scic.HIGHEST_COLLEGE, CHECKED, SECONDARY),
        (scic.LOWEST_COLLEGE, CHECKED, SECONDARY),
        (scic.SHARES_GROW, CHECKED, SECONDARY),  # SCIC-40: probable, by an amendment of the Senate
        *[(parameter, CHECKED, CCP) for parameter in (procurement.ESS_SERVICES, procurement.ESS_LONGEST_YEARS, procurement.SOCIAL_CLAUSE)],
        *[(parameter, CHECKED, LABOUR_CODE) for parameter in (ess.ESUS_COST_SHARE, ess.ESUS_RETURN_MARGIN, ess.ESUS_TOP_PAY, ess.ESUS_LASTS)],
    ],
)
def test_a_parameter_says_how_it_was_read(parameter, day, state):
    assert parameter.state(day) == state
