"""The simulator of the bonus: who gives, who receives, and what is said of it, all over its settings."""

from fractions import Fraction as F

import pytest

from essor.portable.french import parse_number
from essor.portable.simulators.declaration import View
from essor.portable.simulators.registry import load
from golden import runs

VIEW = View()


def test_who_gives_and_who_receives_sums_to_zero():
    for values, outcome in runs("bousol-bonus"):
        table = outcome.tables[0]
        assert "somme est nulle" in table.caption
        amounts = [parse_number(row[1]) for row in table.rows]
        # Each of the six is rounded to the euro.
        assert abs(sum(amounts)) <= 3, (values, table.rows)


def test_verdicts_follow_the_rules():
    for values, outcome in runs("bousol-bonus"):
        even, back, balance, advance = outcome.indicators
        bonus = F(values["bonus"]) / 100
        fee = F(even.number) / 100 if values["payer"] == "prestataires" else F(values["fee"]) / 100
        assert back.number == pytest.approx(float(20 * (1 + bonus) * (1 - fee)), rel=1e-9)
        # A centime or a hundredth of a point away, the verdict is the sign; nearer, nothing shows it.
        if abs(20 * (1 + bonus) * (1 - fee) - 20) >= F(1, 100):
            assert back.verdict.ok is (fee > bonus / (1 + bonus)), values
        if abs(float(fee) * 100 - even.number) >= 0.01 and even.number > 0:
            assert balance.verdict.ok is (balance.number > 0), values
            assert even.verdict.ok is (balance.number > 0), values
        assert advance.number >= 0


def test_a_fee_is_judged_as_it_is_shown():
    # 1/21 is 4.7619 %: at the 4.76 % that the page shows, 20.0004 € read as 20,00 €.
    for fee, ok in (("4,76", True), ("4,7", False)):
        assert [item.verdict.ok for item in load("bousol-bonus").run({"fee": fee}).indicators[:3]] == [ok] * 3


def test_readings_say_what_the_curves_do():
    for values, outcome in runs("bousol-bonus"):
        balance_reading, cash_reading = (figure.reading for figure in outcome.figures)
        line = outcome.figures[0].draw(VIEW).plot.traces[0]
        if "passe par zéro" in balance_reading:
            assert line.ys[0] <= 1e-6, values
        else:
            assert line.ys[0] > 0
        points = outcome.figures[1].draw(VIEW).plot.traces[0].ys
        if "remonte" in cash_reading:
            assert points[-1] > min(points)
        elif "stabilise" in cash_reading:
            paid = parse_number(outcome.tables[0].rows[0][1])  # the bonus of a year, which solistes receive
            assert abs(points[-1] - points[-27]) < max(0.5, paid / 1000)
        elif "rattrapera" in cash_reading:
            assert points[-1] < points[-27] and points[-27] - points[-1] < points[-53] - points[-27]
        elif "descend encore" in cash_reading:
            assert points[-1] < points[-27]
        else:
            assert min(points) >= 0


def test_the_tranche_of_the_bonus_to_the_centime():
    table = load("bousol-bonus").run({"fee": 5}).tables[1]
    # p = 40 %, f = 5 %: the first prestataire gives back 12.60 for 11.97 €; then the rest of the walk in one line.
    first = "20,00 € | 1,00 € | 21,00 Bou’Sols | 21,00 Bou’Sols | 12,60 Bou’Sols | 11,97 € | 0,63 € | 8,40 Bou’Sols"
    assert " | ".join(row[3] for row in table.rows[:8]) == first and len(table.rows) == 16
    # All that leaves the fund, shown or summed in the last line, is what came in.
    out = sum(round(100 * parse_number(row[3])) for row in table.rows[:15] if row[1] == "fonds de garantie")
    out += sum(round(100 * parse_number(part)) for part in table.rows[15][3].split(" et "))
    assert out == 2100


@pytest.mark.parametrize("bonus, tables", [(5, 2), (0, 1), (4.5, 1), (10, 1)])
def test_the_tranche_is_that_of_a_bonus_of_five_per_cent(bonus, tables):
    assert len(load("bousol-bonus").run({"bonus": bonus}).tables) == tables
