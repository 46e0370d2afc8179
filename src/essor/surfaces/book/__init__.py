"""Sphinx extension of the course: what turns notebooks and pages into the published book."""

from essor.surfaces.book import (
    assessment,
    browser,
    chronology,
    edition,
    facts,
    font,
    glossary,
    notices,
    offline,
    paper,
    programme,
    publication,
    register,
    running_order,
    search,
    short_links,
    slides,
    sources,
    theme,
    typography,
    who_does_what,
)


def setup(app):
    """Register every part. All are safe for parallel reading and writing."""
    for part in (
        theme, font, search, edition, facts, register, glossary, typography, programme, running_order, chronology, who_does_what, sources,
        assessment, slides, short_links, paper, browser, notices, publication, offline,
    ):  # fmt: skip
        part.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
