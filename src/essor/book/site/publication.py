"""What a published book says of itself: description, address, edition; and the files that a server and search engines read.

The address is `baseurl` in `_config.yml`, or the variable ESSOR_BASEURL, which a publishing job sets. Without one there is
no canonical address, sitemap or robots.txt. The trainer's edition has none, and asks not to be indexed.
"""

import os
import re
import tomllib
from html import escape, unescape
from pathlib import Path
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxRole

from essor.book.edition import TrainerNote, is_off_page, is_trainers, is_within, once_written
from essor.book.rendering import rendered
from essor.portable.french import curled, typeset

VARIABLE = "ESSOR_BASEURL"
# What a public body's home page must state; an audit alone allows another than the first.
CONFORMITIES = ("non conforme", "partiellement conforme", "totalement conforme")
LONGEST = 160  # signs of a description, of which search engines show about as many
TOO_SHORT = 30  # signs: a label rather than a sentence
# What does not introduce a page.
_ASIDE = (nodes.Admonition, nodes.topic, nodes.sidebar, nodes.table, nodes.list_item, nodes.footnote, nodes.caption, TrainerNote)
_EDITION = re.compile(r"^## (\S+) – (.+)$", re.MULTILINE)


def check_conformity(app, config):
    if config.essor_accessibility not in CONFORMITIES:
        raise ExtensionError(f"essor_accessibility is {config.essor_accessibility!r}, expected one of {CONFORMITIES}")


def settle_address(app, config):
    """Decide the address that the book is published at, with a final slash; "" when it is not known."""
    address = "" if is_trainers(config) else config.html_baseurl or os.environ.get(VARIABLE, "")
    if address:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
            raise ExtensionError(f"{VARIABLE}, or baseurl in _config.yml: expected an address such as https://exemple.fr/cours/, found {address!r}")
        address = f"{address.rstrip('/')}/"
    config.html_baseurl = address


def course_version(root: Path) -> str:
    return tomllib.loads((root / "pyproject.toml").read_text("utf8"))["project"]["version"]


def edition_of(root: Path) -> tuple[str, str]:
    """The version of the course and its date in words; empty where there is no pyproject.toml.

    Raise ExtensionError if CHANGELOG.md does not date that version.
    """
    if not (root / "pyproject.toml").exists():
        return "", ""
    version = course_version(root)
    dated = dict(_EDITION.findall((root / "CHANGELOG.md").read_text("utf8")))
    if version not in dated:
        raise ExtensionError(f"CHANGELOG.md has no « ## {version} – date », the version of pyproject.toml")
    return version, typeset(dated[version])


def description_of(doctree) -> str:
    """What a page begins with, in at most 160 signs; "" if it has no paragraph of its own."""
    for paragraph in doctree.findall(nodes.paragraph):
        if is_off_page(paragraph) or is_within(paragraph, _ASIDE):
            continue
        told = "".join(text.astext() for text in paragraph.findall(nodes.Text) if not isinstance(text.parent, nodes.raw))
        told = re.sub(r"[ \n]+", " ", told).strip()
        if len(told) >= TOO_SHORT:
            return shortened(told)
    return ""


def shortened(text: str) -> str:
    """`text` as it is, or cut after its last whole sentence or word that fits."""
    if len(text) <= LONGEST:
        return text
    sentences = re.match(rf".{{{TOO_SHORT},{LONGEST - 1}}}[.?!](?= )", text)
    return sentences[0] if sentences else text[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:\u00a0\u202f") + "…"


def add_to_page(app, pagename, templatename, context, doctree):
    context["essor_edition"] = edition_of(Path(app.srcdir))
    context["essor_accessibility"] = app.config.essor_accessibility
    title = typeset(curled(unescape(re.sub(r"<[^>]+>", "", context.get("title") or "")))) or app.config.html_title
    described = description_of(doctree) if doctree is not None else ""
    tags: dict[str, dict[str, str]] = {"name": {}, "property": {}}
    if is_trainers(app.config) or doctree is None:
        tags["name"]["robots"] = "noindex"
    else:
        home = pagename == app.config.root_doc
        tags["property"] = {"og:title": title, "og:type": "website" if home else "article", "og:locale": "fr_FR", "og:site_name": app.config.html_title}
        if described:
            tags["name"]["description"] = tags["property"]["og:description"] = described
        if app.config.html_baseurl:
            tags["property"]["og:url"] = app.config.html_baseurl + app.builder.get_target_uri(pagename)
    lines = [f'\n<meta {kind}="{name}" content="{escape(value)}">' for kind, named in tags.items() for name, value in named.items()]
    context["metatags"] = context.get("metatags", "") + "".join(lines)


def write_files(app):
    """404.html always; sitemap.xml and robots.txt once the address is known."""
    address, out = app.config.html_baseurl, Path(app.outdir)
    root = urlsplit(address).path or "/"
    home = root + app.builder.get_target_uri(app.config.root_doc)
    # Its links start from the server's root: it is shown in the place of a page at any depth.
    page = rendered("absente.html", title=app.config.html_title, home=home, search=f"{root}search.html")
    (out / "404.html").write_text(page, "utf8")
    for name in ("sitemap.xml", "robots.txt"):
        (out / name).unlink(missing_ok=True)
    if address:
        pages = [address + app.builder.get_target_uri(name) for name in sorted(app.env.found_docs)]
        listed = "".join(f"  <url><loc>{escape(page)}</loc></url>\n" for page in pages)
        declared = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        (out / "sitemap.xml").write_text(f"{declared}\n{listed}</urlset>\n", "utf8")
        (out / "robots.txt").write_text(f"User-agent: *\nAllow: /\nSitemap: {address}sitemap.xml\n", "utf8")


class EditionRole(SphinxRole):
    """`{edition}`: « 0.1.0 du 25 novembre 2026 ». What is between the quotes is not read."""

    def run(self):
        for name in ("pyproject.toml", "CHANGELOG.md"):
            self.env.note_dependency(str(Path(self.env.srcdir, name)))
        return [nodes.Text("{} du {}".format(*edition_of(Path(self.env.srcdir))))], []


def setup(app):
    app.add_role("edition", EditionRole())
    app.add_config_value("essor_accessibility", CONFORMITIES[0], "html", str)
    app.connect("config-inited", check_conformity)
    app.connect("config-inited", settle_address)
    app.connect("html-page-context", add_to_page)
    app.connect("build-finished", once_written(write_files))
