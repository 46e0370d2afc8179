"""Sphinx extension of the course: what turns notebooks and pages into the published book."""

from essor.surfaces.book import (
    assessment,
    browser,
    chronology,
    facts,
    glossary,
    mime,
    programme,
    register,
    sources,
    theme,
    typography,
    who_does_what,
)


def setup(app):
    """Register every part. All are safe for parallel reading and writing."""
    for part in (theme, facts, register, glossary, typography, programme, chronology, who_does_what, sources, mime, assessment, browser):
        part.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
