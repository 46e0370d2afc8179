"""Public money in debate 3: grant or contract (ESS-12, ESS-13) and the responsible bond (FIN-01 to FIN-04)."""

import re
from fractions import Fraction as F
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essor.places import COURSE
from essor.portable.models.transversality import concentration
from essor.portable.rules import bonds, ess, grants
from essor.portable.rules.bonds import Project
from essor.portable.rules.dated import CHECKED, UnknownAt
from essor.portable.simulators import esr_bond, registry
from essor.portable.simulators.declaration import View
from essor.readers import facts

TODAY = CHECKED
amounts = st.integers(0, 2000)
projects = st.lists(st.builds(Project, amounts, amounts, amounts, amounts), min_size=1, max_size=6)


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


# ESS-12, the whole truth table: initiative, general interest, individual return.
TRUTH = {
    (True, True, False): True,
    (True, True, True): False,
    (True, False, False): False,
    (True, False, True): False,
    (False, True, False): False,
    (False, True, True): False,
    (False, False, False): False,
    (False, False, True): False,
}


@pytest.mark.parametrize("answers", list(product([True, False], repeat=3)))
def test_grant_truth_table(answers):
    assert grants.is_grant(*answers, TODAY) is grants.is_grant(*answers, "2014-11-30") is TRUTH[answers]
    with pytest.raises(UnknownAt):
        grants.is_grant(*answers, "2014-08-01")


@pytest.mark.parametrize("answers", list(product([True, False], repeat=3)))
def test_the_simulator_follows_the_table(answers):
    third, interest, individual = answers
    outcome = registry.load("grant-or-contract").run({"starter": "third" if third else "authority", "interest": interest, "individual": individual})
    assert outcome.indicators[0].verdict.ok is TRUTH[answers]
    (mine,) = [row for row in outcome.tables[0].rows if "votre cas" in row[0]]
    assert mine[1:4] == ["oui" if answer else "non" for answer in answers]
    assert mine[4].startswith("subvention") is TRUTH[answers]
    assert sum(row[4] == "subvention possible" for row in outcome.tables[0].rows) == 1


# ESS-12: art. 9-1 says what a grant is; without a general interest, the authority may not buy either.
@pytest.mark.parametrize("answers", [answers for answers in product([True, False], repeat=3) if not TRUTH[answers]])
def test_what_is_not_a_grant_is_not_always_a_purchase(answers):
    third, interest, individual = answers
    outcome = registry.load("grant-or-contract").run({"starter": "third" if third else "authority", "interest": interest, "individual": individual})
    said = outcome.indicators[0].verdict.text
    assert ("commande publique" in said) is interest and ("aucun intérêt général" in said) is not interest
    assert ("aucun intérêt général" in outcome.sentence) is not interest
    drawn = plain(outcome.figures[0].draw(View(False, False)))
    framed = list(re.findall(r'font-weight:650"[^>]*>([^<]*)</text>', drawn))
    assert ("Commande publique" in " ".join(framed)) is interest


# ESS-13 [G]: above 23 000 €, so not at 23 000.
@pytest.mark.parametrize("total, due", [(0, False), (22999, False), (23000, False), (23001, True), (500000, True)])
def test_agreement(total, due):
    assert grants.agreement_is_due(total, TODAY) is due
    assert grants.agreement_is_due(total, "2014-11-30") is due


def test_what_is_to_be_checked_says_so():
    assert grants.AGREEMENT_ABOVE.entry(TODAY).confidence == "G"
    outcome = registry.load("grant-or-contract").run()
    assert "à vérifier" in outcome.sentence and "à vérifier" in outcome.indicators[1].verdict.text


def test_the_law_defines_grants_since_august_2014():
    assert grants.DEFINITION.at("2014-08-02")
    with pytest.raises(UnknownAt):
        grants.DEFINITION.at("2014-08-01")


def test_grant_presets():
    simulator = registry.load("grant-or-contract")
    shown = {p.key: [plain(i.text) for i in simulator.run(p.values).indicators] for p in simulator.presets}
    assert shown == {
        "epicerie": ["3 sur 3", "24 000 €", "1 000 €"],
        "espaces-verts": ["1 sur 3", "48 000 €", "25 000 €"],
        "etude": ["2 sur 3", "20 000 €", "−3 000 €"],
        "trois-aides": ["3 sur 3", "24 000 €", "1 000 €"],
    }


# models.md §3: 600 M€ as 210/150/120/70/50 → 0.2456.
def test_index_of_the_600_millions():
    assert concentration([210, 150, 120, 70, 50]) == pytest.approx(0.2456, abs=5e-5)
    assert F(210**2 + 150**2 + 120**2 + 70**2 + 50**2, 600**2) == F(88400, 360000)


@pytest.mark.parametrize("parts, index", [([1], F(1)), ([5, 5], F(1, 2)), ([1] * 7, F(1, 7)), ([0, 0, 9], F(1)), ([0, 0], F(0)), ([3, 1], F(10, 16))])
def test_concentration(parts, index):
    assert concentration(parts) == pytest.approx(float(index), rel=1e-12)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=9).filter(any))
def test_concentration_is_between_equal_and_alone(parts):
    assert 1 / len(parts) - 1e-12 <= concentration(parts) <= 1 + 1e-12


@given(projects, st.integers(1, 2000))
def test_bond_checks_against_exact_arithmetic(lines, proceeds):
    allocated = sum(F(p.allocated) for p in lines)
    assert bonds.allocation_rate(lines, proceeds) == pytest.approx(float(allocated / proceeds), rel=1e-12)
    assert bonds.left_to_allocate(lines, proceeds) == proceeds - allocated
    earlier = sum(F(p.earlier) for p in lines)
    assert bonds.refinancing_share(lines) == pytest.approx(float(earlier / allocated) if allocated else 0, rel=1e-12)
    for p in lines:
        assert bonds.bond_share(p) == pytest.approx(float(F(p.allocated, p.cost)) if p.cost else 0, rel=1e-12)
        # FIN-04: the excess is what would have to go for both bonds to fit in what was spent.
        twice = bonds.counted_twice(p)
        assert twice >= 0 and (twice == 0) is (p.allocated + p.elsewhere <= p.cost)


def test_without_proceeds_nothing_is_allocated():
    assert bonds.allocation_rate([Project(1, 0, 0, 1)], 0) == 0


@pytest.mark.parametrize(
    "date, name, confidence",
    [
        ("2014-11-30", "Green Bond Principles (ICMA)", "V"),
        ("2018-01-01", "Green et Social Bond Principles (ICMA)", "V"),
        (TODAY, "principes ICMA, ou label européen EuGB", "G"),
    ],
)
def test_the_reference_an_issuer_cites(date, name, confidence):
    entry = bonds.FRAMEWORK.entry(date)
    assert (entry[1], entry[3]) == (name, confidence)


@pytest.mark.parametrize("regime, words", [("2014", "Green Bond Principles (ICMA)"), ("today", "EuGB (à vérifier)")])
def test_the_table_names_the_reference(regime, words):
    assert words in registry.load("esr-bond").run({"regime": regime}).tables[1].caption


# By hand: 180 of 600 refinanced; 650/600; (260²+150²+120²+70²+50²)/650² = 26.49 %; (210²+150²+120²)/480² = 35.16 %.
def test_bond_presets():
    simulator = registry.load("esr-bond")
    shown = {p.key: [plain(i.text) for i in simulator.run(p.values).indicators] for p in simulator.presets}
    assert shown == {
        "depart": ["100,0 %", "30,0 %", "0 sur 5", "24,56"],
        "double": ["100,0 %", "30,0 %", "1 sur 5", "24,56"],
        "trop": ["108,3 %", "27,7 %", "0 sur 5", "26,49"],
        "reste": ["80,0 %", "31,3 %", "0 sur 5", "35,16"],
    }


@pytest.mark.parametrize(
    "key, ok", [("depart", [True, None, True]), ("double", [True, None, False]), ("trop", [False, None, True]), ("reste", [True, None, True])]
)
def test_bond_verdicts(key, ok):
    simulator = registry.load("esr-bond")
    (preset,) = [p for p in simulator.presets if p.key == key]
    assert [i.verdict.ok for i in simulator.run(preset.values).indicators[:3]] == ok


# FIN-04 compares with a cost: without one there is nothing to say, and one bond alone does not count twice.
@pytest.mark.parametrize(
    "line, ok, said",
    [
        ([210, 90, 0, 0], None, "est inconnu"),
        ([210, 90, 0, 200], False, "on affecte plus que ne coûte « Écoles"),
        ([210, 90, 100, 300], False, "un même euro est compté deux fois dans « Écoles"),
        ([210, 90, 50, 200], False, "on affecte plus que ne coûte « Écoles"),
        ([0, 0, 0, 0], True, "Le rapport tient"),
        ([210, 90, 90, 300], True, "Le rapport tient"),
    ],
)
def test_a_line_is_compared_with_its_cost(line, ok, said):
    outcome = registry.load("esr-bond").run({"projects": [line] + [[0, 0, 0, 0]] * 4, "proceeds": max(1, line[0])})
    assert outcome.indicators[2].verdict.ok is ok
    assert said in plain(outcome.sentence)
    assert ("un même euro" in outcome.sentence) is ("un même euro" in said)
    row = outcome.tables[0].rows[0]
    assert (row[5] == "contrôle impossible") is (row[4] == "coût inconnu" and line[0] > 0)


def test_a_line_cannot_refinance_more_than_it_receives():
    outcome = registry.load("esr-bond").run({"projects": [[100, 120, 0, 300]] + [[0, 0, 0, 0]] * 4})
    assert outcome.indicators[1].verdict.ok is False
    assert "refinance plus" in outcome.sentence


@given(st.lists(st.lists(amounts, min_size=4, max_size=4), min_size=5, max_size=5), st.integers(1, 2000))
def test_the_sankey_conserves_money(rows, proceeds):
    figure = registry.load("esr-bond").run({"projects": rows, "proceeds": proceeds}).figures[0]
    (trace,) = figure.draw(View(False, False))["data"]
    links = list(zip(trace["link"]["source"], trace["link"]["target"], trace["link"]["value"], strict=True))
    assert all(value > 0 for _, _, value in links)
    # All of the proceeds leave the loan, no more; each line passes on what it receives.
    assert sum(v for s, _, v in links if s == 0) == pytest.approx(proceeds)
    for rank, row in enumerate(rows):
        assert sum(v for _, t, v in links if t == rank + 1) == pytest.approx(row[0])
        assert sum(v for s, _, v in links if s == rank + 1) == pytest.approx(row[0])


def test_the_amount_is_that_of_the_register():
    register = facts.load(COURSE / "data" / "faits")
    assert float(register["idf-emprunt-2014"].value) == esr_bond.ISSUE_2014
    assert float(register["subvention-seuil-convention"].value) == grants.AGREEMENT_ABOVE.at(TODAY)
    assert float(register["ess-part-fonds"].value) == 100 * ess.FUND_SHARE.at(TODAY)
    assert float(register["ess-part-gardee"].value) == 100 * ess.KEPT_SHARE.at(TODAY)
    assert float(register["esus-part-charges"].value) == 100 * ess.ESUS_COST_SHARE.at(TODAY)
