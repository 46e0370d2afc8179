"""The internal links of a built page: each leads to a file that exists and, where it names one, to an id of that page."""

from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ADDRESSES = {"href", "src", "action", "poster", "data-src"}
# `#debut` of a page is its top, in every browser: so is an empty fragment.
TOP = {"", "top"}


class Page(HTMLParser):
    """The ids of a page, and the addresses it leads to or loads."""

    def __init__(self, file):
        super().__init__()
        self.ids, self.addresses = set(), set()
        self.feed(file.read_text("utf8"))

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.ids.update(given[name] for name in ("id", "name") if given.get(name) and (name == "id" or tag == "a"))
        self.addresses.update(given[name] for name in ADDRESSES & given.keys() if given[name])
        if tag == "meta" and (given.get("http-equiv") or "").lower() == "refresh":
            self.addresses.add(given["content"].split("url=", 1)[1])
        # names of other elements of the page
        self.addresses.update(
            f"#{name}"
            for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "for", "popovertarget")
            for name in (given.get(attribute) or "").split()
        )


read = lru_cache(maxsize=None)(Page)


def faults_of(file: Path, root: Path) -> list[str]:
    faults = []
    for address in sorted(read(file).addresses):
        try:
            parts = urlsplit(address)
        except ValueError as error:
            faults.append(f"{address}: {error}")
            continue
        if parts.scheme or parts.netloc:
            continue  # elsewhere: not looked at here
        if parts.path.startswith("/"):
            faults.append(f"{address}: from the server's root, where the book may not be")
            continue
        target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
        if parts.path.endswith("/"):
            target /= "index.html"
        anchor = unquote(parts.fragment)
        if not target.is_relative_to(root):
            faults.append(f"{address}: out of the book")
        elif not target.is_file():
            faults.append(f"{address}: no such file" + (" (a folder: by double-click, it lists its files)" if target.is_dir() else ""))
        elif target.suffix == ".html" and anchor not in TOP and anchor not in read(target).ids:
            faults.append(f"{address}: no such id")
    return faults
