"""The essential path: the steps of a chapter with the minutes left, those of an episode, and which page comes next.

A chapter is a notebook of `book/`; its episodes and its page of law come under it in `_toc.yml`. Minutes are those of
`readers/minutes.py`, from what the page holds. Pages of the path lead to one another; those of a chapter lead back to it.
"""

import re
from pathlib import Path

from docutils import nodes
from sphinx.transforms import SphinxTransform

from essor.book.edition import TrainerNote, is_off_page
from essor.book.pages.facts import SECTION_ID
from essor.book.pages.plain import Folded
from essor.book.pages.register import reading_order
from essor.book.rendering import framed
from essor.portable.french import NBSP
from essor.readers.minutes import minutes_of

MINUTES = "essor_minutes"  # in a page's metadata: what it takes
CONCLUSION = "book/conclusion"
KINDS = ("simulators", "exercises", "questions")
_WORD = re.compile(r"[^\W_]+")


class StepLeft(nodes.General, nodes.TextElement):
    """What is left to do, under the title of a step; not part of the text."""


class Steps(SphinxTransform):
    """Say the minutes: of an episode under its title, of what is left of a chapter under that of each step."""

    default_priority = 750  # once the page's sources are listed, which are not counted

    def apply(self, **kwargs):
        env = self.env
        top = self.document.next_node(nodes.section)
        if top is None:
            return
        steps = [part for part in top.children if isinstance(part, nodes.section) and SECTION_ID not in part["ids"] and not is_off_page(part)]
        env.metadata[env.docname][MINUTES] = total = _minutes([top])
        if not env.doc2path(env.docname).endswith(".ipynb"):
            return
        if not is_chapter(env, env.docname):
            top.insert(1, StepLeft("", f"Épisode{NBSP}· {total}{NBSP}min" if is_episode(env, env.docname) else "Données"))
            return
        for rank, step in enumerate(steps):
            left = f"encore {_minutes(steps[rank:])}" if rank else total
            step.insert(1, StepLeft("", f"Étape {rank + 1} sur {len(steps)}{NBSP}· {left}{NBSP}min"))


def _minutes(parts) -> int:
    held = dict.fromkeys(KINDS, 0)
    for raw in (raw for part in parts for raw in part.findall(nodes.raw) if not is_off_page(raw)):
        for kind, count in raw.get("essor", {}).items():
            held[kind] += count
    return minutes_of(sum(len(_WORD.findall(text)) for part in parts for text in _read(part)), **held)


def _read(node):
    """The texts that a reader meets: neither what is folded nor what is for trainers."""
    if isinstance(node, nodes.Text):
        yield node.astext()
    elif SECTION_ID not in node.get("ids", ()) and not isinstance(node, (nodes.raw, nodes.math, nodes.math_block, Folded, TrainerNote)):
        for child in node.children:
            yield from _read(child)


def is_chapter(env, docname) -> bool:
    """Whether a page is a notebook with what it assesses beside it."""
    page = Path(env.doc2path(docname))
    return docname.startswith("book/") and page.suffix == ".ipynb" and page.with_suffix(".toml").exists()


def is_episode(env, docname) -> bool:
    """Whether a page plays with a simulator or asks an exercise, apart from its chapter; a notebook of data, made to be run, does not."""
    return docname.startswith("exercises/") and "essor_parts" in env.metadata[docname]


def essential_path(env) -> list[str]:
    """The chapters, in the book's order, and the conclusion."""
    return [page for page in reading_order(env) if is_chapter(env, page) or page == CONCLUSION]


def chapter_of(env, docname) -> str:
    """The chapter under which a page stands, or ""."""
    return next((page for page in env.found_docs if is_chapter(env, page) and docname in env.toctree_includes.get(page, ())), "")


def _neighbours(app, pagename, templatename, context, doctree):
    """Along the path, the pages of the path; from the pages of a chapter, the chapter."""

    def linked(page):
        return {"link": app.builder.get_relative_uri(pagename, page), "title": app.env.titles[page].astext()} if page else None

    path = essential_path(app.env) if pagename in app.env.found_docs else []
    if pagename in path:
        place = path.index(pagename)
        context["prev"] = linked(path[place - 1] if place else app.config.root_doc)
        if place + 1 < len(path):
            context["next"] = linked(path[place + 1])
    elif path and (chapter := chapter_of(app.env, pagename)):
        context["prev"], context["next"] = None, None
        context["essor_chapter"] = linked(chapter)


def setup(app):
    app.add_node(StepLeft, html=framed('<p class="essor-step-left">', "</p>\n"))
    app.add_transform(Steps)
    app.connect("html-page-context", _neighbours)
