"""Sphinx extension of the course: what turns notebooks and pages into the published book."""

from pathlib import Path
from zlib import crc32

from essor.book import edition, tailored
from essor.book.pages import (
    assessment,
    chronology,
    documents,
    facts,
    glossary,
    home,
    mine,
    path,
    plain,
    plan,
    platform,
    programme,
    register,
    results,
    running_order,
    short_links,
    sources,
    steps,
    typography,
    who_does_what,
)
from essor.book.site import browser, font, leftovers, notebooks, notices, offline, publication, search, theme
from essor.book.trainer import beside, captions, challenges, paper, slides, versions

TABLES = (facts, register, glossary, typography, programme, running_order, chronology, who_does_what, sources)
LEARNER = (assessment, path, plan, platform, home, mine, documents)
NOTEBOOKS = (plain, results, steps, notebooks)
TRAINER = (beside, challenges, captions, slides, versions, paper)
PUBLISHED = (browser, notices, publication, leftovers, offline)


def setup(app):
    """Register every part. All are safe for parallel reading and writing."""
    for part in (theme, font, search, edition, tailored, *TABLES, *LEARNER, *NOTEBOOKS, *TRAINER, short_links, *PUBLISHED):
        part.setup(app)
    # What was read by other code may hold what this one does not know.
    ours = crc32(b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.rglob("*.py"))))
    return {"version": "1", "env_version": ours, "parallel_read_safe": True, "parallel_write_safe": True}
