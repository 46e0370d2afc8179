"""A result typed in the text is what its simulator shows in that scenario, or the build fails."""

import pytest

from essor.book.pages.results import is_shown, scenario
from essor.portable.simulators.controls import InputError


@pytest.mark.parametrize("query, values", [("", {}), ("reuse=60", {"reuse": 60.0}), ("phase=2&reuse=62,5", {"phase": "2", "reuse": 62.5})])
def test_a_scenario_is_read_as_a_reader_types_it(query, values):
    assert scenario("bousol-circuits", query) == values


@pytest.mark.parametrize("query", ["reuse=beaucoup", "reuse=400", "vitesse=3", "phase=9"])
def test_what_the_simulator_would_refuse_is_refused(query):
    with pytest.raises(InputError):
        scenario("bousol-circuits", query)


@pytest.mark.parametrize(
    "text, values, shown",
    [
        ("1,67", {}, True),
        ("1,7", {}, True),  # to the decimals that it has
        ("1,9", {}, False),
        ("1,670", {}, False),  # more precise than what is shown
        ("2,5 paiements", {"reuse": 60}, True),
        ("1,67", {"reuse": 60}, False),
        ("7\u202f000 €", {}, True),
        ("beaucoup", {}, False),
    ],
)
def test_a_text_is_shown_or_is_not(text, values, shown):
    assert is_shown(text, "bousol-circuits", values) is shown


def test_a_table_is_typed_row_by_row():
    typed = "10000_12_25_100~20000_60_20_60~50000_3_30_0~15000_8_16_40~5000_25_9_60"
    colleges = scenario("scic-votes", f"colleges={typed}")["colleges"]
    assert [row[2] for row in colleges] == [25, 20, 30, 16, 9]
