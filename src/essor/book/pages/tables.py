"""What directives that show a table of `data/` share: where it is, that the page depends on it, how an error is told, its form."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from essor.readers.tables import TableError

_read: dict = {}


def path_of(app, setting: str) -> Path:
    """The file, or the folder of files, that a setting such as « essor_programme » names. `app` may be its environment."""
    return Path(app.srcdir, getattr(app.config, setting))


def loaded(app, setting: str, load: Callable):
    """What `load` makes of the table that a setting names, read again only when one of its files changed.

    ExtensionError, which stops the build, if it cannot be read or breaks its description.
    """
    path = path_of(app, setting)
    try:
        stamp = [(file, file.stat().st_mtime_ns) for file in (sorted(path.glob("*.csv")) if path.is_dir() else [path])]
        if _read.get((path, load), (None,))[0] != stamp:
            _read[path, load] = stamp, load(path)
    except (OSError, TableError) as error:
        raise ExtensionError(f"{setting}: {error}") from error
    return _read[path, load][1]


class TableDirective(SphinxDirective):
    """Shows the table that the configuration value `setting` names, as `load` reads it: a subclass says both, and renders.

    A page is read again when its table changes. An error of the table stops the build.
    """

    has_content = False
    setting: ClassVar[str]
    load: ClassVar[Callable]

    def run(self):
        self.env.note_dependency(str(path_of(self.env, self.setting)))
        content = loaded(self.env, self.setting, self.load)
        try:
            return self.render(content)
        except TableError as error:
            raise ExtensionError(f"{self.setting}: {error}") from error

    def render(self, content) -> list:
        """The nodes that show what `load` returned. TableError if what the page asks for is not in it."""
        raise NotImplementedError

    def title(self, text: str, page: str) -> nodes.Element:
        """A title; it leads to a page of the book unless that is ""."""
        title = nodes.inline("", text)
        if not page:
            return title
        link = addnodes.pending_xref("", title, refdomain="std", reftype="doc", reftarget=f"/{page}", refexplicit=True, refdoc=self.env.docname, refwarn=True)
        link.source, link.line = self.get_source_info()
        return link


def table(title: str, columns, rows, **attributes) -> nodes.table:
    """A table whose `columns` are (name, width in percent); the first one names the rows."""
    group = nodes.tgroup(cols=len(columns))
    group += [nodes.colspec(colwidth=width, stub=int(not rank)) for rank, (_, width) in enumerate(columns)]
    group += [nodes.thead("", row(*(name for name, _ in columns))), nodes.tbody("", *rows)]
    return nodes.table("", nodes.title("", title), group, **attributes)


def row(*cells) -> nodes.row:
    """A row of cells: each is a text, what stands in its paragraph, or a list of its paragraphs."""
    return nodes.row("", *[nodes.entry("", *_paragraphs(cell)) for cell in cells])


def _paragraphs(cell) -> list:
    if isinstance(cell, list):
        return cell
    return [nodes.paragraph("", "", nodes.Text(cell) if isinstance(cell, str) else cell)]
