"""Every table has a title and, where its first column says what its rows are, headers of rows.

A paragraph in bold just before a table is its title. An author who types a bare table has put it under a title: of a slide, of
something to print, or of a section. That is its title too, heard and not shown again, with the names of its columns where several
tables share it.
"""

import re

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from essor.book.edition import OffPage
from essor.book.trainer.to_print import ToPrint
from essor.portable.french import NBSP

logger = logging.getLogger(__name__)
HEARD = "essor-spoken"  # the class of a title that is not shown
_WORD = re.compile(r"\w")


class NameTables(SphinxTransform):
    default_priority = 200  # before Sphinx gives an id to what has a title

    def apply(self, **kwargs):
        for table in list(self.document.findall(nodes.table)):
            _take_caption(table)
        bare = [table for table in self.document.findall(nodes.table) if not table.next_node(nodes.title)]
        holders = [_holder(table) for table in bare]
        for table, holder in zip(bare, holders, strict=True):
            _head_rows(table)
            title = _title_of(holder)
            if not title:
                logger.warning("a table under no title", location=table, type="essor", subtype="table")
                continue
            if holders.count(holder) > 1 and (columns := _columns(table)):
                title = f"{title}{NBSP}: {', '.join(columns)}"
            table.insert(0, nodes.title("", title, classes=[HEARD]))


def _take_caption(table) -> None:
    place = table.parent.index(table)
    before = table.parent[place - 1] if place else None
    if table.next_node(nodes.title) or not isinstance(before, nodes.paragraph):
        return
    said = [part for part in before.children if part.astext()]
    if len(said) == 1 and isinstance(said[0], nodes.strong):
        table.parent.remove(before)
        table.insert(0, nodes.title("", "", *said[0].children))
        _head_rows(table)


def _holder(table):
    """What has a title around the table; None outside of all."""
    holder = table.parent
    while holder is not None and not isinstance(holder, (OffPage, ToPrint, nodes.section)):
        holder = holder.parent
    return holder


def _title_of(holder) -> str:
    if isinstance(holder, nodes.section):
        return holder.next_node(nodes.title).astext()
    return holder["title"] if holder is not None else ""


def _columns(table) -> list[str]:
    heads = [entry.astext() for head in table.findall(nodes.thead) for entry in head.findall(nodes.entry)]
    return [head for head in heads if _WORD.search(head)]


def _head_rows(table) -> None:
    """Its first column is of headers, unless it is to be written in."""
    body = table.next_node(nodes.tbody)
    if all(_WORD.search(row.children[0].astext()) for row in body.children):
        table.next_node(nodes.colspec)["stub"] = 1


def setup(app):
    app.add_transform(NameTables)
