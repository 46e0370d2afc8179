"""The learner's path: the pages where one acts, with their minutes, for the scripts that lead the reader along them.

`on_path` makes markup that is told this path once every page is read: home.js finds in it the page to go back to, progress.js
the titles of what was promised and of the tools chosen.
"""

import json

from docutils import nodes
from markupsafe import Markup, escape

from essor.book.pages.assessment import REWRITTEN, assessed, exercise_pages
from essor.book.pages.register import reading_order
from essor.book.pages.steps import MINUTES, is_chapter, is_episode
from essor.book.rendering import rendered
from essor.portable.french import typeset


class OnPath(nodes.General, nodes.Element):
    """The place of such markup: its template, and what else this is told."""


def on_path(env, template: str, **told) -> OnPath:
    env.metadata[env.docname][REWRITTEN] = True
    return OnPath(template=template, told=told)


def path(app, docname: str) -> list[dict]:
    """The chapters, episodes and tools, and the page of the plan, in the book's order; addresses are from the page `docname`."""
    holders: dict[str, list[str]] = {}
    for exercise, page in exercise_pages(app.env).items():
        holders.setdefault(page, []).append(exercise)
    kinds = [(page, _kind(app.env, page)) for page in reading_order(app.env)]
    return [_step(app, docname, page, kind, holders.get(page, [])) for page, kind in kinds if kind]


def _kind(env, page) -> str:
    held = env.metadata.get(page, {})
    if is_chapter(env, page):
        return "chapter"
    if "essor_document" in held:
        return "tool"
    if held.get("essor_kept") == "plan":
        return "plan"
    return "episode" if held and is_episode(env, page) else "page" if "essor_promise" in held else ""


def _step(app, docname, page, kind, exercises) -> dict:
    found = assessed(app.env, page)
    return {
        "page": page,
        "href": app.builder.get_relative_uri(docname, page),
        "title": typeset(app.env.titles[page].astext()),
        "kind": kind,
        "minutes": app.env.metadata[page][MINUTES],
        "questions": [question["id"] for question in found.questions] if found else [],
        "exercises": exercises,
    }


def _show(app, doctree, docname):
    for node in list(doctree.findall(OnPath)):
        told = escape(json.dumps(path(app, docname), ensure_ascii=False, separators=(",", ":")))
        quoted = Markup(told.replace(Markup("&#34;"), Markup('"')))  # the attribute is between apostrophes
        node.replace_self(nodes.raw("", rendered(node["template"], path=quoted, **node["told"]), format="html"))


def setup(app):
    app.add_node(OnPath)
    app.connect("doctree-resolved", _show)
