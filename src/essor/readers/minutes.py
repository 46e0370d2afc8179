"""How long a page takes, so that a reader can choose one before a meeting: an order of magnitude, by a stated method."""

from math import ceil

WORDS_A_MINUTE = 180
A_SIMULATOR, AN_EXERCISE, A_QUESTION = 4, 2, 1  # minutes


def minutes_of(words: int, simulators: int = 0, exercises: int = 0, questions: int = 0) -> int:
    """Minutes, rounded up, to read these words, play with these simulators and answer these exercises and quiz questions."""
    return ceil(words / WORDS_A_MINUTE) + A_SIMULATOR * simulators + AN_EXERCISE * exercises + A_QUESTION * questions
