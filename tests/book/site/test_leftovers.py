"""A book built again where a former build was holds what a build from nothing does, and its pages name none that is gone."""

import os

import pytest

import book_site
from essor.book.pages import short_links
from essor.book.site.offline import WORKER
from essor.notebook import EXERCISE_MIME, SIMULATOR_MIME

PARTS = ("pages.assessment", "pages.short_links", "site.notebooks", "site.offline", "site.publication")
SLUG, EXERCISE = "bousol-circuits", "bousol-three-payments"
REST = {"book/index.md": "# Accueil\n\nTexte.\n", "book/autre.md": "# Un autre\n\nIl ne change pas.\n"}
TEXT = "# Un texte\n\nIl reste.\n"
PART = "_static/essor/withdrawn.js"


def shown(name, mime, **content):
    output = {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": "un", mime: content}}
    return {"id": name, "cell_type": "code", "metadata": {}, "execution_count": 1, "source": "un", "outputs": [output]}


def episode():
    simulator, exercise = shown("b", SIMULATOR_MIME, slug=SLUG, values={}, predict=False), shown("c", EXERCISE_MIME, slug=EXERCISE)
    return {"exercises/bousol/episode.ipynb": book_site.notebook(book_site.markdown_cell("# Un épisode\n\nTexte."), simulator, exercise)}


def files(out):
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file() and path.name != ".buildinfo"}


def test_what_is_withdrawn_leaves_the_book_and_what_named_it_says_so(tmp_path, capfd):
    book, fresh = tmp_path / "book", tmp_path / "fresh"
    address = {"confoverrides": {"html_baseurl": "https://exemple.fr/cours"}}
    named = REST | {"book/texte.md": TEXT + "\n[Un épisode](../exercises/bousol/episode.ipynb).\n"}
    out = book_site.built(book, named | episode(), *PARTS, **address)
    ours = {"exercises/bousol/episode.html", "exercises/bousol/episode.ipynb", f"{short_links.path(EXERCISE)}index.html"}
    assert ours < files(out)
    assert "exercises/bousol/episode.html" in (out / "book/autre.html").read_text("utf8")  # in the contents
    (out / PART).write_text("of a simulator that is withdrawn too", "utf8")

    (book / "exercises/bousol/episode.ipynb").unlink()
    book_site.write(book, named, *PARTS)
    for page in named:  # written as it was
        os.utime(book / page, (1e9, 1e9))
    capfd.readouterr()
    with pytest.raises(AssertionError, match="the build reported warnings"):
        book_site.build(book, **address)
    assert "book/texte.md" in capfd.readouterr().err

    for folder in (book, fresh):
        out = book_site.built(folder, REST | {"book/texte.md": TEXT}, *PARTS, **address)
        assert not [path for path in out.rglob("*") if path.suffix in (".html", ".xml") or path.name == WORKER if "episode" in path.read_text("utf8")]
    assert files(book / "_build/html") == files(fresh / "_build/html")
    assert not (book / "_build/html/exercises/bousol").exists()


def test_a_build_that_has_nothing_to_do_takes_nothing_away(tmp_path):
    first = files(book_site.built(tmp_path, REST | episode(), *PARTS))
    assert files(book_site.build(tmp_path)) == first and {"index.html", "search.html", "404.html", "exercises/bousol/episode.ipynb"} < first
