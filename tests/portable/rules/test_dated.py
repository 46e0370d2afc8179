"""Dated parameters: what they answer, and when they do not know."""

import pytest

from essor.portable.french import date_in_words
from essor.portable.rules.dated import CHECKED, OLD, READ, SECONDARY, STATES, TO_CHECK, Dated, UnknownAt
from parameters import PARAMETERS

# SCIC ceiling of public capital, with a gap, as an example: 20 % before 2014-08-02, 50 % since.
ENTRIES = [("2001-07-17", 0.20, "loi 2001-624", SECONDARY), ("2014-08-02", 0.50, "loi 2014-856", READ), ("2020-01-01", None, "", TO_CHECK)]
CEILING = Dated("ceiling", ENTRIES)
_SPELT = "2014 2014-8-2 02/08/2014 2014-13-01 2014-00-10 2014-01-32 2014-01-00 20140802 2014-08-02T २०१४-०८-०२ 2014-08-0x"
BAD_DATES = ["", None, 20140802, *_SPELT.split()]


@pytest.mark.parametrize("date, value", [("2001-07-17", 0.20), ("2014-08-01", 0.20), ("2014-08-02", 0.50), ("2019-12-31", 0.50)])
def test_a_dated_parameter_changes_on_the_day(date, value):
    assert CEILING.at(date) == value


@pytest.mark.parametrize("date", ["2001-07-16", "2020-01-01", CHECKED, "9999-12-31"])
def test_a_dated_parameter_says_when_it_does_not_know(date):
    with pytest.raises(UnknownAt, match="ceiling"):
        CEILING.at(date)


def test_a_dated_parameter_gives_its_source():
    assert CEILING.entry("2015-01-01") == (*ENTRIES[1], CHECKED)


@pytest.mark.parametrize(
    "entry, said",
    [
        ((READ,), f"en vigueur, lu le {date_in_words(CHECKED)}"),
        ((READ, "2026-04-04"), "en vigueur, lu le 4\xa0avril 2026"),
        *[((state,), state) for state in STATES[1:]],
    ],
)
def test_a_dated_parameter_says_how_it_was_read(entry, said):
    assert Dated("x", [("2014-01-01", 1, "art. 1er", *entry)]).state(CHECKED) == said


def test_the_four_states_are_those_of_the_register():
    assert STATES == (READ, OLD, SECONDARY, TO_CHECK) == ("en vigueur, lu", "lu, version ancienne", "source secondaire", "à vérifier")


@pytest.mark.parametrize("date", BAD_DATES)
def test_a_bad_date_is_refused(date):
    with pytest.raises(ValueError, match="ISO date"):
        CEILING.at(date)


@pytest.mark.parametrize("entries", [[], ENTRIES[::-1], [ENTRIES[1], ENTRIES[0]]])
def test_entries_out_of_order_are_refused(entries):
    with pytest.raises(ValueError, match="ceiling: entries"):
        Dated("ceiling", entries)


@pytest.mark.parametrize("name, parameter", PARAMETERS, ids=[f"{name}: {value.name}" for name, value in PARAMETERS])
def test_a_parameter_answers_only_for_what_is_known(name, parameter):
    for start, value, source, state, read in parameter.entries:
        assert state in STATES and read <= CHECKED and (source or value is None)
        if value is None:
            with pytest.raises(UnknownAt):
                parameter.at(start)
        else:
            assert parameter.at(start) == value
    for outside in ("0001-01-01", "9999-12-31"):
        with pytest.raises(UnknownAt, match=r"."):
            parameter.at(outside)
