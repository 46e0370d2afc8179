"""Simulators by slug, each in the module of its name, loaded when asked for: a page that shows one does not read the others."""

import sys

from essor.given.words import slugs

__all__ = ("load", "module_of", "slugs")


def module_of(slug):
    """The name of the module of a simulator."""
    return "essor.portable.simulators." + slug.replace("-", "_")


def load(slug):
    """The simulator of that slug. LookupError, which says why, if there is none."""
    try:
        __import__(module_of(slug))
        simulator = sys.modules[module_of(slug)].SIMULATOR
    except (ImportError, AttributeError) as error:
        raise LookupError(f"unknown simulator: {slug} ({error})")
    if simulator.slug != slug:
        raise LookupError(f"unknown simulator: {slug}")
    return simulator
