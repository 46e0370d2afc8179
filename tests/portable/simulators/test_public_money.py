"""The simulators of public money: a grant or a contract, and the lines of a bond."""

import re
from itertools import product

import pytest

from essor.portable.simulators.declaration import View
from essor.portable.simulators.registry import load
from quoted import plain


# ESS-12: art. 9-1 says what a grant is; without a general interest, the authority may not buy either.
@pytest.mark.parametrize("answers", list(product([True, False], repeat=3)))
def test_the_simulator_follows_the_truth_table(answers):
    third, interest, individual = answers
    grant = third and interest and not individual
    outcome = load("grant-or-contract").run({"starter": "third" if third else "authority", "interest": interest, "individual": individual})
    verdict, rows = outcome.indicators[0].verdict, outcome.tables[0].rows
    assert verdict.ok is grant
    (mine,) = [row for row in rows if "votre cas" in row[0]]
    assert mine[1:4] == ["oui" if answer else "non" for answer in answers] and mine[4].startswith("subvention") is grant
    assert [row[4] for row in rows].count("subvention possible") == 1
    if not grant:
        assert ("commande publique" in verdict.text) is interest and ("aucun intérêt général" in verdict.text) is not interest
        assert ("aucun intérêt général" in outcome.sentence) is not interest
        framed = re.findall(r'font-weight="650"[^>]*>([^<]*)</text>', plain(outcome.figures[0].draw(View()).svg()))
        assert ("Commande publique" in " ".join(framed)) is interest


@pytest.mark.parametrize("regime, words", [("2014", "Green Bond Principles (ICMA)"), ("today", "EuGB (source secondaire)")])
def test_the_table_names_the_reference(regime, words):
    assert words in load("esr-bond").run({"regime": regime}).tables[1].caption


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
    outcome = load("esr-bond").run({"projects": [line] + [[0, 0, 0, 0]] * 4, "proceeds": max(1, line[0])})
    row = outcome.tables[0].rows[0]
    assert outcome.indicators[2].verdict.ok is ok and said in plain(outcome.sentence)
    assert ("un même euro" in outcome.sentence) is ("un même euro" in said)
    assert (row[5] == "contrôle impossible") is (row[4] == "coût inconnu" and line[0] > 0)
