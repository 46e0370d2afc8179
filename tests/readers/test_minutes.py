"""Minutes of a page, by the method stated."""

import pytest

from essor.readers.minutes import minutes_of


@pytest.mark.parametrize(
    ("words", "simulators", "exercises", "questions", "minutes"),
    [
        (0, 0, 0, 0, 0),
        (1, 0, 0, 0, 1),
        (180, 0, 0, 0, 1),
        (181, 0, 0, 0, 2),
        (0, 1, 0, 0, 4),
        (0, 0, 1, 0, 2),
        (0, 0, 0, 1, 1),
        (1800, 1, 0, 5, 19),
        (500, 1, 2, 0, 11),
    ],
)
def test_minutes(words, simulators, exercises, questions, minutes):
    assert minutes_of(words, simulators, exercises, questions) == minutes
