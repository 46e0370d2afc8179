"""A build leaves nothing of former ones: no page that was withdrawn, and nothing of its simulator or of its exercises.

Sphinx deletes nothing, and a server, the copy kept offline and the archives take all that is there. What Sphinx does not write, every
build makes anew: it is deleted before. What remains is what Sphinx wrote; of that, the pages of documents that are gone.
"""

import shutil
from contextlib import suppress
from pathlib import Path

from essor.book.edition import once_written
from essor.book.site.scripts import STATIC

PAGES = {".html", ".ipynb"}


def read_again(app, env, added, changed, removed):
    """Every page when one comes or goes: another may name it in its text, and all do in the contents beside it."""
    return list(env.found_docs) if added or removed else []


def clear_static(app):
    """Before the scripts of this build are put there."""
    if app.builder.format == "html":
        shutil.rmtree(Path(app.outdir, STATIC), ignore_errors=True)


def remove_pages(app):
    """Pages and notebooks of no document; those that the end of the build makes, decks and short addresses, are not made yet.

    At the root are the book's own pages, its search and its front door; in folders « _static », what the theme has.
    """
    out, pages = Path(app.outdir), app.env.found_docs
    notebooks = {f"{page}.ipynb" for page in pages if app.env.doc2path(page).endswith(".ipynb")}
    kept = {out / name for name in (notebooks | {app.builder.get_target_uri(page) for page in pages})}
    for path in sorted(out.glob("[!_.]*/**/*"), reverse=True):  # what a folder holds, then the folder
        if path.is_dir():
            with suppress(OSError):  # it still holds something
                path.rmdir()
        elif path.suffix in PAGES and path not in kept:
            path.unlink()


def setup(app):
    app.connect("env-get-outdated", read_again)
    app.connect("builder-inited", clear_static, priority=100)  # before anything is put there
    app.connect("build-finished", once_written(remove_pages), priority=50)  # before anything is written by hand
