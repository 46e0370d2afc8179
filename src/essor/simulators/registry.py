"""Simulators by slug, loaded when asked for: a page that shows one does not read the others."""

import sys

MODULES = (
    ("bousol-circuits", "essor.simulators.bousol_circuits"),
    ("bousol-bonus", "essor.simulators.bousol_bonus"),
)


def slugs():
    """Every simulator's slug, in the order of the course."""
    return [slug for slug, _ in MODULES]


def load(slug):
    """The simulator of that slug. LookupError if there is none."""
    for known, module in MODULES:
        if known == slug:
            __import__(module)
            return sys.modules[module].SIMULATOR
    raise LookupError("unknown simulator: " + str(slug))
