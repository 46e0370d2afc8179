"""What directives that show a table of `data/` share: where it is, that the page depends on it, how an error is told."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

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
