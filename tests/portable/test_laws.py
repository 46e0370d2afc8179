"""The laws side by side: what each says of the same case, with its article, and that an amendment never outlives its case."""

import pytest

from essor.portable.laws import side_by_side
from essor.portable.rules import scic
from essor.portable.rules.dated import AMENDMENT, CHECKED, DAY_OF_2014, Amendment
from essor.portable.simulators import registry
from quoted import plain

# A simulator; what is moved; an indicator and its value in 2014, today and under the amendment; the rule amended and its article today.
CASES = [
    ("scic-capital", {"amended_ceiling": 33}, "room", ("60 000 €", "60 000 €", "19 402 €"), "Plafond des collectivités", "50 % : loi n° 2014-856"),
    ("scic-votes", {"amended_highest": 25}, "votes", ("(favorable)", "(favorable)", "(défavorable)"), "Poids d’un collège, au plus", "50 % : loi n° 2001-624"),
    ("scic-result", {"amended_premium": 0}, "rate_cap", ("2,62 %", "3,80 % (favorable)", "1,80 % (défavorable)"), "Prime ajoutée au TMO", "2 points : art. 14"),
    # 1 000 000 € of works, of which half is labour, are below the threshold of today.
    ("insertion-hours", {"amended_works": 900000}, "hours", ("833", "833", "833 (favorable)"), "Seuil européen, travaux", "5 404 000 € : seuils 2026"),
    ("spaser", {"amended_threshold": 80}, "purchases", ("60 M€", "(favorable)", "60 M€"), "Seuil d’achats dans l’année", "50 000 000 € : décret n° 2022-767"),
    ("de-minimis", {"amended_general": 400000}, "room", ("0 €", "40 000 €", "140 000 €"), "Plafond général", "300 000 € : règlement (UE) 2023/2831"),
    ("esus-approval", {"amended_mean": 3}, "highest_pay", ("6,0 SMIC", "(favorable)", "(défavorable)"), "Moyenne des cinq plus hautes", "7 SMIC : C. trav."),
    ("ess-or-not", {"amended_kept": 40}, "kept", ("(défavorable)", "(défavorable)", "(favorable)"), "Part du bénéfice à garder", "50 % : loi n° 2014-856"),
    ("grant-or-contract", {"amended_threshold": 30000}, "gap", ("1 000 €", "1 000 €", "−6 000 €"), "Seuil de convention", "23 000 € : décret n° 2001-495"),
]
DATED = [slug for slug in registry.slugs() if registry.load(slug).regime]


def column(simulator, key):
    """The rank of a law in a row of the tables."""
    return 1 + [day for day, _ in simulator.regime.options if simulator.regime.days[day]].index(key)


@pytest.mark.parametrize("slug, moved, key, shown, rule, article", CASES, ids=[case[0] for case in CASES])
def test_a_case_under_three_laws(slug, moved, key, shown, rule, article):
    simulator = registry.load(slug)
    told, (results, rules) = side_by_side(simulator, simulator.values(moved))
    row = next(row for row in results.rows if row[0] == simulator.indicators[key])
    for law, text in zip(("2014", "today", "amendment"), shown, strict=True):
        assert plain(row[column(simulator, law)]).endswith(text), law
    row = next(row for row in rules.rows if row[0].startswith(rule))
    assert plain(row[column(simulator, "today")]).startswith(article)
    assert row[-1].endswith(f" : {AMENDMENT}") and row[-1] != row[column(simulator, "today")]
    assert "Votre amendement" in told[-2] and AMENDMENT not in told[-3]


@pytest.mark.parametrize("slug", DATED)
def test_an_amendment_that_moves_nothing_is_the_law_of_today(slug):
    simulator = registry.load(slug)
    told, (results, *_) = side_by_side(simulator, simulator.values())
    assert len(told) >= len(results.headers) - 2 >= 1
    if simulator.amendable:
        assert all(row[-1] == row[-2] for row in results.rows)
        assert "garde encore les valeurs d’aujourd’hui" in told[-2]
    else:
        assert "amendment" not in simulator.regime.days


@pytest.mark.parametrize("slug, moved", [case[:2] for case in CASES], ids=[case[0] for case in CASES])
def test_an_amendment_is_cited_where_it_decides_and_then_forgotten(slug, moved):
    simulator = registry.load(slug)
    before = simulator.run()
    amended = simulator.run({"regime": "amendment", **moved})
    cited = [item.verdict.text for item in amended.indicators if item.verdict] + amended.why.steps() + [amended.sentence]
    assert any(AMENDMENT in text for text in cited)
    assert [item.shown() for item in simulator.run().indicators] == [item.shown() for item in before.indicators]
    assert all(control.rule.proposed is None for control in simulator.amendable)


def test_challenges_are_played_with_the_law_as_it_is():
    simulator = registry.load("de-minimis")
    for raw, reached in (({"year": 2027, "month": 4}, True), ({"year": 2027, "month": 4, "regime": "amendment"}, False)):
        assert (True in simulator.reached(raw, simulator.run(raw))) is reached


def test_an_amendment_holds_from_the_last_check_on_and_goes_whatever_happens():
    with pytest.raises(ZeroDivisionError), Amendment([(scic.PUBLIC_CEILING, 0.33)]):
        assert scic.PUBLIC_CEILING.at(CHECKED) == 0.33 and scic.PUBLIC_CEILING.source(CHECKED) == AMENDMENT
        assert scic.PUBLIC_CEILING.at(DAY_OF_2014) == 0.50 and scic.PUBLIC_CEILING.cited("art. 1", DAY_OF_2014) == "art. 1"
        raise ZeroDivisionError
    assert scic.PUBLIC_CEILING.at(CHECKED) == 0.50


def test_what_is_the_law_of_today_is_no_amendment():
    with Amendment([(scic.PUBLIC_CEILING, 0.50)]):
        assert not scic.PUBLIC_CEILING.is_amended(CHECKED)
