"""Every internal link of every built page leads to a file that exists and, where it names one, to an id of that page."""

from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

import editions

ADDRESSES = {"href", "src", "action", "poster", "data-src"}
# `#debut` of a page is its top, in every browser: so is an empty fragment.
TOP = {"", "top"}
FAULTS = ["b.html?simulateur=x#ici: no such id", "c.html: no such file", "#rien: no such id", "/b.html: from", "../b.html: out", "dossier: no such"]
FAULTS += ["#champ: no such id"]


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


@pytest.mark.parametrize("root", [editions.LEARNERS, editions.TRAINERS], ids=["learners", "trainers"])
def test_links_and_anchors(root):
    # The page of errors is shown in the place of another, at any depth: its links have a test of their own.
    pages = sorted(page for page in root.rglob("*.html") if page != root / "404.html")
    if not pages:
        pytest.fail(editions.MISSING, pytrace=False)
    faults = [f"{page.relative_to(root)}: {fault}" for page in pages for fault in faults_of(page, root)]
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults[:40])


def test_what_is_a_fault(tmp_path):
    (tmp_path / "b.html").write_text('<p id="là">', "utf8")
    (tmp_path / "dossier").mkdir()
    page = tmp_path / "a.html"
    page.write_text(
        '<a href="b.html#l%C3%A0"></a><a href="b.html?simulateur=x#ici"></a><a href="c.html"></a><a href="#"></a><a href="#rien"></a>'
        '<a href="/b.html"></a><a href="../b.html"></a><a href="https://exemple.fr"></a><a href="dossier"></a><img src="data:,"><label for="champ">',
        "utf8",
    )
    told = faults_of(page, tmp_path)
    assert all(any(fault.startswith(wrong) for fault in told) for wrong in FAULTS) and len(told) == 7
