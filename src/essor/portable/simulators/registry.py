"""Simulators by slug, each in the module of its name, loaded when asked for: a page that shows one does not read the others."""

import sys

# In the order of the course.
SLUGS = (
    "ess-or-not",
    "esus-approval",
    "my-departement",
    "location-quotient",
    "budget-per-inhabitant",
    "shift-share",
    "axis-portfolio",
    "stakeholder-map",
    "ptce-radar",
    "goutte-dor-census",
    "shared-workshop",
    "insertion-hours",
    "clause-planner",
    "spaser",
    "scic-capital",
    "scic-result",
    "scic-ten-years",
    "scic-votes",
    "bousol-circuits",
    "bousol-bonus",
    "bousol-agents",
    "de-minimis",
    "grant-or-contract",
    "esr-bond",
    "transversality-matrix",
    "missing-link",
    "deliberation-rules",
)
MODULES = tuple((slug, f"essor.portable.simulators.{slug.replace('-', '_')}") for slug in SLUGS)


def slugs():
    """Every simulator's slug, in the order of the course."""
    return list(SLUGS)


def load(slug):
    """The simulator of that slug. LookupError if there is none."""
    if slug not in SLUGS:
        raise LookupError(f"unknown simulator: {slug}")
    module = dict(MODULES)[slug]
    __import__(module)
    return sys.modules[module].SIMULATOR
