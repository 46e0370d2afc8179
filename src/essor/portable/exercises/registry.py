"""Exercises by slug, found in the modules of this folder, each of which ends in EXERCISES."""

import sys

# In the order of the course.
MODULES = ("conference", "debate1", "scic", "debate2", "bousol", "currency", "investor", "debate4")


def every():
    """The exercises, each with the name of its module, in the order of the course."""
    return [(exercise, name) for name in map(_full, MODULES) for exercise in _exercises(name)]


def slugs():
    """Every exercise's slug, in the order of the course."""
    return [exercise.slug for exercise, _ in every()]


def load(slug):
    """The exercise of that slug. LookupError if there is none."""
    for name in map(_full, MODULES):
        try:
            found = _exercises(name)
        except ImportError:  # a page has the modules of what it shows, and no other
            continue
        for exercise in found:
            if exercise.slug == slug:
                return exercise
    raise LookupError(f"unknown exercise: {slug}")


def _full(name):
    return f"essor.portable.exercises.{name}"


def _exercises(module):
    __import__(module)
    return sys.modules[module].EXERCISES
