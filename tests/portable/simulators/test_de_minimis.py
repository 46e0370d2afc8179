"""The simulator of de minimis aid: the first day possible, and what hangs on the day of the month."""

import pytest
from hypothesis import given, strategies as st

from essor.portable.simulators import registry
from quoted import plain

# Update of 29 November 2026, 3.7: an aid of 30 January 2021 still counts on 30 January 2024 (règlement n° 1182/71, art. 3).
NEITHER, UNTIL = "n’y tient dans aucun des deux cas.", "Ce qui a été accordé en janvier 2021 compte jusqu’au soir du jour où il a trois ans (lecture prudente)."


@pytest.mark.parametrize("regime", ["2014", "today"])
@given(data=st.data())
def test_the_first_date_possible_is_the_first(regime, data):
    simulator = registry.load("de-minimis")
    row = st.tuples(st.integers(2020, 2027), st.integers(1, 12), st.integers(0, 150000))
    aids = data.draw(st.lists(row, min_size=6, max_size=6))
    new = data.draw(st.integers(0, 320000))
    first_month = data.draw(st.integers(1, 12))
    values = {"regime": regime, "aids": aids, "new_aid": new, "first_month": first_month, "year": 2025, "month": 6}
    found = simulator.run(values).indicators[3].number
    limit = 200000 if regime == "2014" else 300000

    def fits(months):
        now = 2025 * 12 + 5 + months
        counted = 0
        for year, month, amount in aids:
            then = year * 12 + month - 1
            oldest = (now - first_month + 1) // 12 * 12 + first_month - 1 - 24 if regime == "2014" else now - 35
            counted += amount if oldest <= then <= now else 0
        return counted + new <= limit

    waits = [months for months in range(49) if fits(months)]
    assert found == (waits[0] if waits else -1)


def run(aids, **values):
    return registry.load("de-minimis").run({"aids": [list(aid) for aid in aids] + [[2026, 1, 0]] * (6 - len(aids)), **values})


# SCIC-71 counts days, [d − 3 years ; d]; the simulator asks for months: where the day decides, it gives both totals.
@pytest.mark.parametrize(
    "month, new, ok, first",
    [
        (10, 100000, None, "tout de suite, à un jour près"),
        (10, 50000, True, "tout de suite"),  # fits even if it still counts
        (9, 100000, True, "tout de suite"),
        (11, 100000, False, "dans 1 mois, à un jour près"),
    ],
)
def test_an_anniversary_in_the_same_month_is_doubtful(month, new, ok, first):
    *_, room, wait = run([(2023, month, 250000)], year=2026, month=10, new_aid=new).indicators
    assert room.verdict.ok is ok
    assert plain(wait.verdict.text) == first and (wait.verdict.ok is True) is (ok is True)


@pytest.mark.parametrize(
    "aids, counted, fits, counts",
    [
        ([(2021, 1, 200000)], "0 € ou 200 000 €", "y tient dans les deux cas.", ["selon le jour"]),
        ([(2021, 1, 250000)], "0 € ou 250 000 €", f"y tient ou n’y tient pas, selon le jour. {UNTIL}", ["selon le jour"]),
        (
            [(2021, 1, 50000), (2022, 5, 250000)],
            *("250 000 € ou 300 000 €", f"{NEITHER} Elle devient possible en mai 2025, à un jour près.", ["selon le jour", "oui"]),
        ),
        (
            [(2021, 1, 50000), (2023, 12, 250000), (2026, 11, 250000)],
            *("250 000 € ou 300 000 €", f"{NEITHER} Aucune date des quatre années suivantes ne convient."),
            ["selon le jour", "oui", "non : elle est postérieure"],
        ),
        (
            [(2020, 12, 250000), (2021, 2, 250000)],
            *("250 000 €", "n’y tient pas. Elle devient possible en février 2024, à un jour près.", ["non : sortie de la fenêtre", "oui"]),
        ),
        ([(2021, 2, 200000)], "200 000 €", "y tient.", ["oui"]),
    ],
)
def test_the_sentence_and_the_table_hesitate_as_the_verdict(aids, counted, fits, counts):
    outcome, both = run(aids, year=2024, month=1, new_aid=80000), " ou " in counted
    day = ", selon le jour," if both else ""
    assert plain(outcome.sentence) == f"En janvier 2024, {counted} comptent déjà{day} pour un plafond de 300 000 € : une aide de 80 000 € {fits}"
    assert [row[3] for row in outcome.tables[0].rows] == [*counts, "oui"]
    assert all((" ou " in item.text) is both for item in outcome.indicators[:3])
    assert (", selon le jour ; le plafond" in outcome.figures[0].reading) is both
    assert outcome.indicators[0].verdict.text.endswith("en janvier 2021, selon le jour") is both


def test_a_fiscal_year_does_not_hang_on_the_day():
    for month in range(1, 13):
        outcome = registry.load("de-minimis").run({"regime": "2014", "month": month, "year": 2027})
        assert all("anniversaire" not in item.verdict.text and "selon le jour" not in item.verdict.text for item in outcome.indicators)
        assert "selon le jour" not in outcome.sentence and all("selon" not in row[3] for row in outcome.tables[0].rows)
