"""The numbers that a page quotes, held to those that simulators show.

A case gives a simulator, its settings (values, or the key of a situation), then texts of the page, where braces hold what is shown:
`{0:2}` the first indicator with two decimals, `{0:2 €}` with its unit, `{0:1%}` as a percentage, `{cells[0][3][1]}` the text of a
table, row and column. What braces cannot say is a pair: a place (see `shown`), and a function that gives the text from what is there.
"""

import re

from essor.portable.french import number, percent, quantity
from essor.portable.simulators.registry import load


class Amount(float):
    def __format__(self, how):
        decimals, _, unit = how.partition(" ")
        if unit:
            return quantity(self, unit, int(decimals))
        return percent(self, int(how[:-1])) if how.endswith("%") else number(self, int(how))


def shown(outcome, place):
    """What is at a place: an indicator's rank (its number), a cell (table, row, column), or None for the sentence."""
    if place is None:
        return outcome.sentence
    if isinstance(place, int):
        return outcome.indicators[place].number
    table, row, column = place
    return outcome.tables[table].rows[row][column]


def preset(slug, key):
    """The values of a situation that a simulator offers."""
    return next(one.values for one in load(slug).presets if one.key == key)


def run(slug, settings):
    return load(slug).run(preset(slug, settings) if isinstance(settings, str) else settings)


def written(slug, settings, said):
    """What a page writes of a simulator at these settings."""
    outcome = run(slug, settings)
    if isinstance(said, str):
        return plain(said.format(*(Amount(item.number) for item in outcome.indicators), cells=[table.rows for table in outcome.tables]))
    place, text = said
    return plain(text(shown(outcome, place)))


def each(cases):
    """A case for each text."""
    return [(slug, settings, said) for slug, settings, *texts in cases for said in texts]


def heard(words, text):
    """What a page writes where the sentence of a simulator says these words."""
    return None, lambda told: {True: text}[words in told]


def between(text, before, after):
    return text.rpartition(before)[2].partition(after)[0]


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


# What no text of ours holds, once years are left out.
NOT_FRENCH = re.compile(r"\b(nan|inf|infinity|none|null|true|false|undefined)\b|\{|\}|\d\.\d|--|\d{4,}(?!-)|[eE][+-]\d", re.IGNORECASE)
YEAR = re.compile(r"\b(19|20)\d\d\b")
