"""Parts of the book's pages as HTML to print: facts and outside links numbered as notes, inside links kept or undone."""

import posixpath
import re
from typing import NamedTuple
from urllib.parse import unquote

from bs4 import BeautifulSoup
from docutils import nodes
from markupsafe import Markup, escape
from sphinx.errors import ExtensionError

from essor.book.edition import OffPage, TrainerNote, is_off_page
from essor.book.pages.facts import SECTION_ID, FactMention, register
from essor.book.pages.steps import StepLeft
from essor.book.site.theme import give_scopes
from essor.portable.french import NNBSP, curled, typeset
from essor.readers import facts

TITLED = (nodes.section, nodes.Admonition)


class Note(NamedTuple):
    """A source at the end of a part; `address` and `status` may be empty, `id` and `call` are anchors."""

    id: str
    call: str
    text: str
    address: str
    status: str


class Notes:
    """The notes of one part of a document, numbered from 1 as they are first called. `prefix` makes their anchors its own."""

    def __init__(self, env, prefix: str):
        self.env = env
        self.prefix = prefix
        self.listed: list[Note] = []

    def of_fact(self, key: str) -> int:
        """The number of a fact's source. Facts of one source and one standing share it."""
        fact = register(self.env)[key]
        return self._number(fact.source, fact.address, fact.status)

    def of_link(self, address: str, text: str) -> int:
        return self._number(text, address, "")

    def _number(self, text, address, status) -> int:
        said = (typeset(curled(text[:1].upper() + text[1:].rstrip("."))), address, status)
        for rank, note in enumerate(self.listed, 1):
            if (note.text, note.address, note.status) == said:
                return rank
        rank = len(self.listed) + 1
        self.listed.append(Note(f"{self.prefix}-note-{rank}", f"{self.prefix}-appel-{rank}", *said))
        return rank


class Printed:
    """A document being made: `places` are the anchors of the book's pages that it holds."""

    def __init__(self, app, places: dict[str, str]):
        self.app = app
        self.places = places
        self._called: set[str] = set()

    def html(self, parts, page: str, notes: Notes) -> Markup:
        """Nodes of a resolved page as HTML, without what `_is_left_out` names."""
        self.app.builder.current_docname = page
        made = []
        for part in parts:
            if _is_left_out(part):
                continue
            part = part.deepcopy()
            for node in list(part.findall(_is_left_out)):
                node.parent.remove(node)
            for mention in list(part.findall(FactMention)):
                # Numbered later, with the links: notes go in the order of the text.
                value = f'<span data-fait="{mention["key"]}">{escape(mention.astext())}</span>'
                mention.replace_self(nodes.raw("", value, format="html"))
            made.append(self.app.builder.render_partial(part)["fragment"])
        return Markup(self._adapted("".join(made), page, notes))

    def _adapted(self, html, page, notes) -> str:
        soup = BeautifulSoup(html, "html.parser")
        for node in soup.find_all(id=True):
            # A table that Sphinx numbered: no link leads there, its frame has that id too, and a card is printed more than once.
            if re.fullmatch(r"id\d+", str(node["id"])):
                del node["id"]
            else:
                node["id"] = anchor(page, str(node["id"]))
        for node in soup.select("[data-fait], a[href]"):
            if node.name == "a":
                self._relink(node, page, notes)
            else:
                self._call(node, notes.of_fact(node["data-fait"]), notes)
        # A heading stays with what follows it only where nothing stands between them.
        for section in soup.find_all("section"):
            heading = section.find(re.compile("h[1-6]"), recursive=False)
            if heading and section.get("id") and not heading.get("id"):
                heading["id"] = section["id"]
            section.unwrap()
        for target in soup.select("span[id]:empty"):
            following = target.find_next_sibling()
            if following and re.fullmatch("h[1-6]", following.name):
                following.insert(0, target)
        for head in soup.find_all("thead"):
            if not head.get_text(strip=True):
                head.decompose()
        for table in soup.find_all("table"):
            give_scopes(table)
        return str(soup)

    def _call(self, node, number, notes):
        """Put the mark of a note after what calls it; the first one is where the note leads back to."""
        note = notes.listed[number - 1]
        if node.get("data-fait") and register(self.app.env)[node["data-fait"]].status == facts.TO_CHECK:
            node.append(" (à vérifier)")
        place = "" if note.call in self._called else f' id="{note.call}"'
        self._called.add(note.call)
        mark = f'<sup class="appel"{place}>{NNBSP}<a href="#{note.id}" role="doc-noteref">{number}</a></sup>'
        node.insert_after(*BeautifulSoup(mark, "html.parser").select("sup"))
        node.attrs.pop("data-fait", None)

    def _relink(self, link, page, notes):
        """A link inside this document, or to the published book if its address is known; else plain text, or a note."""
        target = link["href"]
        link.attrs.pop("class", None)
        if re.match(r"[a-z]+:", target):
            if target.startswith("http") and link.get_text() != target:
                self._call(link, notes.of_link(target, link.get_text(" ", strip=True)), notes)
            return
        path, _, fragment = target.partition("#")
        own = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path))).removesuffix(".html") if path else page
        if own in self.places:
            link["href"] = f"#{anchor(own, fragment) if fragment else self.places[own]}"
        elif self.app.config.html_baseurl and path:
            link["href"] = self.app.config.html_baseurl.rstrip("/") + f"/{own}.html" + (f"#{fragment}" if fragment else "")
        else:
            link.unwrap()


def anchor(page: str, name: str = "") -> str:
    """An anchor that no other page of a document has: « debat-3-bousol », « debat-3-bousol--la-question »."""
    own = page.removeprefix("book/").replace("/", "-")
    return f"{own}--{name}" if name else own


def _is_left_out(node) -> bool:
    """What is shown elsewhere, trainers' notes, the page's own list of facts, and what cells of code show: paper draws its own."""
    if isinstance(node, nodes.container):
        return "cell" in node.get("classes", ())
    return isinstance(node, (OffPage, TrainerNote, StepLeft)) or (isinstance(node, nodes.section) and SECTION_ID in node.get("ids", ()))


def without_dead_links(html: str) -> str:
    """The document, where a link to a place that it does not hold is plain text."""
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    return re.sub(r'<a\b[^>]*\bhref="#([^"]*)"[^>]*>(.*?)</a>', lambda link: link[0] if link[1] in ids else link[2], html, flags=re.DOTALL)


# ——— Finding parts of a page ———


def under(tree, title: str, page: str) -> list:
    """What a page says under a title, in a section or in a box, without its own sections and boxes, slides and notes."""
    children = _titled(tree, title, page).children[1:]
    return [child for child in children if not isinstance(child, (*TITLED, OffPage, TrainerNote, StepLeft))]


def sections_under(tree, title: str, page: str) -> list[str]:
    """The titles of the sections of the section of that title."""
    return [section[0].astext() for section in _titled(tree, title, page).children if isinstance(section, nodes.section)]


def _titled(tree, title, page):
    for node in tree.findall(lambda node: isinstance(node, TITLED) and not is_off_page(node)):
        if node.children and isinstance(node.children[0], nodes.title) and node.children[0].astext() == title:
            return node
    raise ExtensionError(f"{page}: nothing under {title!r}")
