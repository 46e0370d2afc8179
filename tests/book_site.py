"""Builds a small book in a temporary folder, with Jupyter Book and Furo as the course is built."""

import json
from pathlib import Path

import yaml
from bs4 import BeautifulSoup
from jupyter_book.sphinx import build_sphinx

SETTINGS = {
    "title": "Un livre d’essai",
    "author": "Essor",
    "copyright": "2026",
    "only_build_toc_files": True,
    "execute": {"execute_notebooks": "off"},
    "sphinx": {
        "config": {
            "extensions": [
                "myst_nb",
                "jupyter_book",
                "sphinx_external_toc",
                "essor.book.site.theme",
                "essor.book.site.search",
                "essor.book.pages.facts",
                "essor.book.pages.register",
                "essor.book.edition",
                "essor.book.pages.glossary",
                "essor.book.pages.typography",
                "essor.book.pages.programme",
                "essor.book.pages.running_order",
                "essor.book.pages.chronology",
                "essor.book.pages.who_does_what",
                "essor.book.pages.sources",
            ],
            "use_jupyterbook_latex": False,
            "use_multitoc_numbering": False,
            "language": "fr",
            "html_theme": "furo",
            "nb_ipywidgets_js": {},
            "suppress_warnings": [],
        }
    },
}


def write(folder: Path, files: dict) -> None:
    """Write a book: `files` gives the text, or the notebook, of each path. `book/index.md` is its root."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    chapters = [{"file": str(Path(name).with_suffix(""))} for name in files if name.endswith((".md", ".ipynb")) and "index" not in name]
    toc = {"format": "jb-book", "root": "book/index"}
    if chapters:
        toc["parts"] = [{"caption": "Première partie", "chapters": chapters}]
    (folder / "_toc.yml").write_text(yaml.safe_dump(toc), encoding="utf-8")
    (folder / "_config.yml").write_text(yaml.safe_dump(SETTINGS, allow_unicode=True), encoding="utf-8")


def build(folder: Path, strict=True, confoverrides=None) -> Path:
    """Build the book of `folder` and return the folder of its pages. Warnings fail a strict build."""
    out = folder / "_build" / "html"
    result = build_sphinx(
        folder,
        out,
        noconfig=True,
        path_config=folder / "_config.yml",
        warningiserror=strict,
        keep_going=True,
        quiet=True,
        confoverrides={"latex_individualpages": False, **(confoverrides or {})},
    )
    if isinstance(result, Exception):
        raise result
    assert result == 0, "the build reported warnings: see the captured output"
    return out


def page(out: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((out / name).read_text(encoding="utf-8"), "html.parser")
