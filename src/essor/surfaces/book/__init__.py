"""Sphinx extension of the course: what turns notebooks and pages into the published book."""

from essor.surfaces.book import assessment, browser, facts, glossary, mime, programme, register, theme, typography


def setup(app):
    """Register every part. All are safe for parallel reading and writing."""
    for part in (theme, facts, register, glossary, typography, programme, mime, assessment, browser):
        part.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
