"""The numbers that a page quotes, held to those that simulators show.

A table of cases gives, for each: a simulator, its values, a place (see `shown`), and how the page writes what is there.
"""

from essor.portable.french import percent
from essor.portable.simulators.registry import load


def shown(outcome, place):
    """What a simulator shows: an indicator's number, the text of a cell of its tables, or its sentence.

    `place` is the indicator's rank, a cell (table, row, column), or None for the sentence.
    """
    if place is None:
        return outcome.sentence
    if isinstance(place, int):
        return outcome.indicators[place].number
    table, row, column = place
    return outcome.tables[table].rows[row][column]


def preset(slug, key):
    """The values of a situation that a simulator offers."""
    return next(one.values for one in load(slug).presets if one.key == key)


def heard(words, written):
    """What a page writes where the sentence of a simulator says these words."""
    return lambda told: {True: written}[words in told]


def share(n):
    return percent(n / 100, 1)


def between(text, before, after):
    return text.rpartition(before)[2].partition(after)[0]


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")
