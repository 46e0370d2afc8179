"""Builds a small book in a temporary folder, with Jupyter Book and Furo as the course is built."""

import json
from pathlib import Path

import yaml
from bs4 import BeautifulSoup
from jupyter_book.sphinx import build_sphinx

PARTS = ["site.theme", "site.search", "site.leftovers", "edition", "trainer.beside"]
PARTS += [f"pages.{page}" for page in ("facts", "register", "glossary", "typography", "programme")]
PARTS += [f"pages.{page}" for page in ("running_order", "chronology", "who_does_what", "sources", "home", "path", "plan", "plain", "results", "steps")]
CONFIG = {"use_jupyterbook_latex": False, "use_multitoc_numbering": False, "language": "fr", "html_theme": "furo", "nb_ipywidgets_js": {}}
CONFIG |= {"extensions": ["myst_nb", "jupyter_book", "sphinx_external_toc", *(f"essor.book.{part}" for part in PARTS)], "suppress_warnings": []}
SETTINGS = {"title": "Un livre d’essai", "author": "Essor", "copyright": "2026", "only_build_toc_files": True, "execute": {"execute_notebooks": "off"}}
# The part that only the trainer's edition has.
TRAINERS = {
    "book/formateur/index.md": "# Guide\n\nPréparez la salle, les cartes et les affiches.\n",
    "book/formateur/_toc.yml": "- caption: Formateur\n  chapters:\n    - file: book/formateur/index\n",
}


def notebook(*cells) -> dict:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": list(cells)}


def markdown_cell(source) -> dict:
    return {"id": "a", "cell_type": "markdown", "metadata": {}, "source": source}


def write(folder: Path, files: dict, *parts) -> None:
    """Write a book: `files` gives the text, or the notebook, of each path. `book/index.md` is its root; `parts` are other parts that it needs."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    pages = [Path(name) for name in files if name.endswith((".md", ".ipynb")) and "index" not in name and "formateur" not in name]
    chapters = [{"file": str(page.with_suffix(""))} for page in pages]
    toc = {"format": "jb-book", "root": "book/index"}
    if chapters:
        toc["parts"] = [{"caption": "Première partie", "chapters": chapters}]
    (folder / "_toc.yml").write_text(yaml.safe_dump(toc), encoding="utf-8")
    config = {**CONFIG, "extensions": [*CONFIG["extensions"], *(f"essor.book.{part}" for part in parts)]}
    (folder / "_config.yml").write_text(yaml.safe_dump({**SETTINGS, "sphinx": {"config": config}}, allow_unicode=True), encoding="utf-8")


def build(folder: Path, strict=True, confoverrides=None) -> Path:
    """Build the book of `folder` and return the folder of its pages. Warnings fail a strict build."""
    out = folder / "_build" / "html"
    config, overrides = folder / "_config.yml", {"latex_individualpages": False, **(confoverrides or {})}
    result = build_sphinx(folder, out, noconfig=True, path_config=config, warningiserror=strict, keep_going=True, quiet=True, confoverrides=overrides)
    if isinstance(result, Exception):
        raise result
    assert result == 0, "the build reported warnings: see the captured output"
    return out


def built(folder: Path, files: dict, *parts, **options) -> Path:
    write(folder, files, *parts)
    return build(folder, **options)


def page(out: Path, name: str) -> BeautifulSoup:
    """A page, whose ids are its own."""
    html = BeautifulSoup((out / name).read_text(encoding="utf-8"), "html.parser")
    ids = [node["id"] for node in html.find_all(id=True)]
    assert len(ids) == len(set(ids)), name
    return html
