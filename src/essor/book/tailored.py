"""A public body's own edition (`essor.readers.editions`): what it keeps of the book, and what becomes of the rest.

The variable ESSOR_EDITION_FILE, or the setting `essor_edition_file`, names the file; without one the book is whole. Here alone is it
decided which pages an edition has: its contents are written anew before Sphinx reads them, for learners and for trainers alike.

A link to a page left out is plain text, or leads to the whole course if the file gives its address. In a page that is no chapter's, an
item that begins with such a link goes, and so does a row whose first cell does; a part between lines `% garder : page page` and `% fin`
stays if one of these pages does (`*`: if the book is whole; what follows a line `% sinon` stays otherwise).
"""

import os
import re
import shutil
from pathlib import Path

import yaml
from docutils import nodes
from sphinx import addnodes
from sphinx.errors import ExtensionError
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective, SphinxRole

from essor.book import rendering
from essor.book.edition import TITLE_END, is_trainers
from essor.book.pages.results import ResultLink
from essor.book.tailoring import Tailored, is_left_out, kept_text, of, shown, slugs
from essor.book.trainer.vote_cards import in_words
from essor.readers import contents, editions

VARIABLE = "ESSOR_EDITION_FILE"
NOTICES_PAGE = "book/annexes/mentions-legales"
START = "Pour commencer"  # the first part's caption: the course's is « La journée »

_LINK = re.compile(r"(?<!!)\[([^][]*)\]\(([\w./-]+)\.(?:ipynb|md)(?:#[^)\s]*)?\)")
_TITLE = re.compile(r"^# .+$", re.MULTILINE)


def read(app, config):
    """Read the edition's file and write the contents that it leaves, before the contents are read."""
    config.essor_tailored = None
    rendering.tint()
    named = config.essor_edition_file or os.environ.get(VARIABLE, "")
    if not named:
        return
    root = Path(app.srcdir)
    try:
        course = contents.load(root)
        edition = editions.load(root / named, course)
    except editions.EditionError as error:
        raise ExtensionError(str(error)) from error
    toc = yaml.safe_load((root / config.external_toc_path).read_text("utf8"))
    kept_toc = tailored_toc(toc, course, edition)
    kept, whole = pages_of(kept_toc), pages_of(toc)
    config.essor_tailored = Tailored(edition, tuple(course.episodes(edition.chapters)), _folders(course, edition), frozenset(whole - kept))
    written = Path(app.doctreedir).parent / f"_toc-{config.essor_edition}.yml"
    written.parent.mkdir(parents=True, exist_ok=True)
    written.write_text(yaml.safe_dump(kept_toc, allow_unicode=True, sort_keys=False), "utf8")
    config.external_toc_path = written.resolve().as_posix()
    config.html_title = edition.title + (TITLE_END if is_trainers(config) else "")
    config.html_baseurl = edition.address or config.html_baseurl
    if edition.colours:
        rendering.tint(tuple(edition.colours.values()), tuple(editions.wash(scheme, colour) for scheme, colour in edition.colours.items()))


def tailored_toc(toc: dict, course, edition) -> dict:
    """A table of contents without what the edition leaves out, and with its legal notices; a part left empty goes."""
    kept = _kept(course, edition)
    parts = []
    for part in toc["parts"]:
        chapters = [_under(entry, kept) for entry in part["chapters"] if kept(entry["file"])]
        if "book/annexes/licences" in [entry["file"] for entry in chapters]:
            chapters.append({"file": NOTICES_PAGE})
        if chapters:
            parts.append({**part, "chapters": chapters})
    return {**toc, "parts": [{**parts[0], "caption": START}, *parts[1:]]}


def _under(entry, kept):
    sections = [section for section in entry.get("sections", []) if kept(section["file"])]
    return {**{key: value for key, value in entry.items() if key != "sections"}, **({"sections": sections} if sections else {})}


def _kept(course, edition):
    """Whether the edition has a page: all but other chapters, tools that no chapter kept leads to, activities not played, papers of 2014."""
    others = {page for chapter, pages in course.chapters.items() if chapter not in edition.chapters for page in pages}
    tools = course.tools(edition.chapters) | {"book/outils/index"}
    played = {f"book/formateur/activites/{activity.key}" for activity in edition.activities} | {"book/formateur/activites/index"}

    def kept(page: str) -> bool:
        if page.startswith("book/outils/"):
            return page in tools
        if page.startswith("book/formateur/activites/"):
            return page in played
        if page == "book/programme" or page.startswith("book/fiches/"):
            return edition.dossier
        return page not in others

    return kept


def pages_of(toc: dict) -> set[str]:
    return {page for entry, under in contents.entries(toc) for page in (entry, *under)}


def _folders(course, edition) -> dict[str, str]:
    """The folder of the book that each activity is of: that of its slides, or of its page."""
    found = {activity.key: Path(activity.page).parent.name for activity in edition.activities if activity.page}
    return {**found, **{key: Path(next(iter(of_chapters))).parent.name for key, of_chapters in course.minutes.items()}}


# ——— What is left out of the text ———


def cut(app, docname, source):
    """A page's text for the edition: parts of other chapters gone, links to their notebooks undone, the title of the course its own."""
    tailored = of(app.config)
    source[0] = kept_text(tailored, source[0])
    if tailored:
        source[0] = _LINK.sub(lambda link: _undone(tailored, app.env, docname, link), source[0])
        if docname == app.config.root_doc:
            source[0] = _TITLE.sub(lambda _: f"# {tailored.edition.title}", source[0], count=1)


def _undone(tailored, env, docname, link):
    page = env.relfn2path(f"{link[2]}.md", docname)[0].removesuffix(".md")
    if not is_left_out(tailored, page):
        return link[0]
    return f"[{link[1]}]({tailored.edition.whole}{page}.html)" if tailored.edition.whole else link[1]


class Drop(SphinxTransform):
    """In a page that is no chapter's, take away the items and the rows that are about a page left out."""

    default_priority = 150  # before facts are listed, and tables are named

    def apply(self, **kwargs):
        tailored = of(self.config)
        if not tailored or self.env.doc2path(self.env.docname).endswith(".ipynb"):
            return
        for part in list(self.document.findall(lambda node: isinstance(node, (nodes.list_item, nodes.row)))):
            if any(is_left_out(tailored, _target(link)) for link in _opening(part)):
                part.parent.remove(part)
        for empty in [group for group in self.document.findall(nodes.bullet_list) if not group.children]:
            empty.parent.remove(empty)


def _opening(part):
    """The links that begin a paragraph of an item, or of the first cell of a row."""
    held = part.children[0] if isinstance(part, nodes.row) else part
    return [paragraph.children[0] for paragraph in held.children if paragraph.children and isinstance(paragraph.children[0], addnodes.pending_xref)]


def _target(link) -> str:
    """The page that a link of the text leads to; of one to a simulator, that of its episode; else ""."""
    if link["reftype"] == "doc":
        folder = link["refdoc"].rpartition("/")[0]
        return os.path.normpath(f"{folder}/{link['reftarget']}" if not link["reftarget"].startswith("/") else link["reftarget"][1:])
    return f"exercises/*/{link['reftarget'].removeprefix('sim-')}" if link["reftype"] == "ref" else ""


def resolve(app, env, node, contnode):
    """A link to a page left out: plain text, or the same page of the whole course."""
    tailored = of(app.config)
    page = _target(node)
    if tailored is None or not page or (node["reftype"] == "doc" and not is_left_out(tailored, page)):
        return None
    of_course = "*" not in page
    text = contents.load(Path(env.srcdir)).title(page) if of_course and not node.get("refexplicit") else contnode.astext()
    if tailored.edition.whole and of_course:
        return nodes.reference("", text, refuri=f"{tailored.edition.whole}{page}.html")
    return nodes.inline("", text)


def undo_results(app, doctree, docname):
    """A result that a simulator left out shows is text."""
    tailored = of(app.config)
    if tailored:
        for node in [node for node in doctree.findall(ResultLink) if node["slug"] not in tailored.episodes]:
            node.replace_self(nodes.inline("", "", *node.children))


# ——— What an edition adds ———


class CountRole(SphinxRole):
    """`{compte}`: « Un chapitre », « Deux chapitres », « 8 épisodes », as the edition has them."""

    def run(self):
        tailored = of(self.config)
        if self.text == "épisodes":
            count = len(slugs(self.config))
            return [nodes.Text(f"{count} épisode{'s' if count > 1 else ''}")], []
        count = len(tailored.edition.chapters) if tailored else len(contents.load(Path(self.env.srcdir)).chapters)
        words = f"{in_words(count)} chapitre{'s' if count > 1 else ''}"
        return [nodes.Text(words if self.text == "chapitres" else words.capitalize())], []


class NoticesDirective(SphinxDirective):
    """`{mentions-legales}`: the notices that the file gives."""

    def run(self):
        tailored = of(self.config)
        if tailored is None:
            raise self.error("only an edition has legal notices")
        said = tailored.edition.notices
        parts = (
            ("Éditeur", [said["editeur"], said["siege"], said["telephone"]]),
            ("Contact", [tailored.shown()]),
            ("Directeur ou directrice de la publication", [said["directeur-de-la-publication"]]),
            ("Hébergeur", [said["hebergeur"], said["hebergeur-adresse"], said["hebergeur-telephone"]]),
        )
        listed = nodes.definition_list()
        for term, texts in parts:
            lines = [nodes.line("", "", _reached(text) if isinstance(text, dict) else nodes.Text(text)) for text in texts]
            listed += nodes.definition_list_item("", nodes.term("", term), nodes.definition("", nodes.line_block("", *lines)))
        return [listed]


def _reached(body) -> nodes.reference:
    return nodes.reference("", body["contact"], refuri=body["href"])


def copy_logo(app):
    """Put the logo where pages and paper find it."""
    tailored = of(app.config)
    if tailored and app.builder.format == "html":
        target = Path(app.outdir, tailored.logo)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(tailored.edition.logo, target)


def add_to_page(app, pagename, templatename, context, doctree):
    context["essor_body"] = shown(app.config)


def setup(app):
    app.add_config_value("essor_edition_file", "", "env", str)
    app.add_config_value("essor_tailored", None, "env")
    app.add_transform(Drop)
    app.add_role("compte", CountRole())
    app.add_directive("mentions-legales", NoticesDirective)
    app.connect("config-inited", read, priority=100)
    app.connect("builder-inited", copy_logo)
    app.connect("source-read", cut, priority=700)  # once the notes stand in their place, and notebooks have their roles
    app.connect("missing-reference", resolve, priority=100)
    app.connect("doctree-resolved", undo_results)
    app.connect("html-page-context", add_to_page)
