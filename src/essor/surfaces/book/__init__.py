"""Sphinx extension of the course: what turns notebooks and pages into the published book."""

from essor.surfaces.book import browser, facts, mime, programme, theme


def setup(app):
    """Register every part. All are safe for parallel reading and writing."""
    for part in (theme, facts, programme, mime, browser):
        part.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
