"""The book's theme: Furo in French, with accessible tables and formulas, and only the files a page uses."""

import re
from html import escape
from pathlib import Path

from bs4 import BeautifulSoup
from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

from essor.book.edition import once_written
from essor.book.rendering import favicon, rendered
from essor.book.site.scripts import STATIC, copied
from essor.places import PACKAGE
from essor.portable.french import curled, typeset

logger = logging.getLogger(__name__)

COPIED = ("theme.css", "theme.js", "search.js", "front-door.js")

# What the course decides about Furo and Sphinx; a book's _config.yml only says what is proper to that book.
SETTINGS = {
    "html_copy_source": False,
    "html_show_sourcelink": False,
    "html_permalinks": False,  # a "#" read aloud after every heading; the page's own contents link to each
    "html_use_index": False,  # the glossary is a page
    "html_domain_indices": False,
    "numfig": False,  # the first table of a page would be « Tableau 14 »
    "html_math_renderer": "mathml",
    "pygments_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
    "html_theme_options": {},  # Jupyter Book's are for its own theme, and each would be a warning
}

FURO_SCRIPT = "_static/scripts/furo.js"

# Scripts and styles a page keeps, with what its HTML must contain to need them. All others are dropped.
NEEDED = {FURO_SCRIPT: "", "_static/styles/furo.css": "", f"{STATIC}/": "", "_static/pygments.css": 'class="highlight'}
NEEDED_TO_SEARCH = ("_static/documentation_options.js", "_static/doctools.js")

# What a page may load and run, on a server and by double-click: its own files, the engine (WebAssembly, in a worker made
# of a Blob), pictures drawn in place. Nothing from elsewhere, no script written in the page, no `eval`.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src data:; connect-src "
    "'self'; worker-src 'self' blob:; manifest-src 'self'; "
    "base-uri 'none'; form-action 'self' file:"  # by double-click, Firefox finds no « self » to send the search to
)

SCROLLING_COLUMNS = 3  # below, a table of words fits a phone
STACKED_TABLES = {"hier-aujourdhui", "programme", "registre"}  # on a phone, the style sheet puts their cells one under another


def prepare_settings(app, config):
    for name, value in SETTINGS.items():
        setattr(config, name, value)
    config.templates_path = [*config.templates_path, str(PACKAGE / "book" / "templates")]


def keep_spaces(app):
    """Let titles keep their no-break spaces in the templates: Jinja's own filter makes plain ones of all."""
    if app.builder.format == "html":
        striptags = app.builder.templates.environment.filters["striptags"]
        app.builder.templates.environment.filters["striptags"] = lambda text: typeset(curled(striptags(text)))


def finish_page(app, pagename, templatename, context, doctree):
    """Last word on a page: its tables, its contents list, its scripts and styles."""
    context["essor_policy"], context["essor_favicon"] = POLICY, favicon()
    body = context.get("body")
    if body:
        context["body"] = accessible_scrolling(accessible_tables(body))
    if "toctree" in context:
        context["essor_contents"] = contents_list(context["toctree"])
    needed = {start for start, sign in NEEDED.items() if sign in (body or "")}
    if pagename == "search":
        needed.update(NEEDED_TO_SEARCH)
    for kind in ("script_files", "css_files"):
        context[kind] = [asset for asset in context[kind] if _is_needed(asset, needed)]
    # Ours and Furo's are asked for as soon as the head is read, and run once the page is; Sphinx's search needs its order.
    context["essor_early_scripts"] = [asset for asset in context["script_files"] if _is_needed(asset, (STATIC, FURO_SCRIPT))]
    context["script_files"] = [asset for asset in context["script_files"] if asset not in context["essor_early_scripts"]]
    for asset in context["essor_early_scripts"]:
        asset.attributes["defer"] = "defer"


def _is_needed(asset, needed) -> bool:
    name = str(getattr(asset, "filename", asset) or "")
    return any(name.startswith(start) for start in needed)


def contents_list(toctree) -> str:
    """The book's contents, open only along the way to the current page: nothing to fold, nothing to script."""
    listed = toctree(collapse=True, titles_only=True, maxdepth=-1, includehidden=True) or ""
    # Sphinx gives each caption the role of a heading but no level, which assistive technologies must guess.
    listed = listed.replace('<p class="caption" role="heading">', '<p class="caption">')
    listed = _CAPTION.sub(lambda caption: typeset(curled(caption[0])), listed)  # _toc.yml is typed plainly, as pages are
    return listed.replace('<a class="current reference internal"', '<a class="current reference internal" aria-current="page"')


_CAPTION = re.compile(r'(?<=<span class="caption-text">)[^<]+')
_TABLE = re.compile(r'(?P<wrapper><div class="table-wrapper[^>]*>\s*)?(?P<table><table\b.*?</table>)', re.DOTALL)
_PANDAS_STYLE = re.compile(r"<style scoped>.*?</style>\s*", re.DOTALL)


def accessible_tables(body: str) -> str:
    """Give every header cell of `body` a scope, and every wide table a frame that the keyboard can scroll.

    A table whose header cells all have a scope already is left as it is.
    """
    return _TABLE.sub(_accessible_table, _PANDAS_STYLE.sub("", body))


def _accessible_table(match) -> str:
    table = BeautifulSoup(match["table"], "html.parser").table
    assert table
    headers = table.find_all("th")
    if headers and all(header.get("scope") for header in headers):
        return match[0]
    give_scopes(table)
    stacked = not STACKED_TABLES.isdisjoint(table.get_attribute_list("class"))
    if stacked:
        _stack_on_phones(table)
    columns = max((len(row.find_all(["td", "th"])) for row in table.find_all("tr")), default=0)
    name = table.caption.get_text(" ", strip=True) if table.caption else "Tableau"
    scrolls = columns >= SCROLLING_COLUMNS and not stacked
    reach = f' tabindex="0" role="group" aria-label="{escape(name)}"' if scrolls else ""
    end = "" if match["wrapper"] else "</div>"
    return f'<div class="table-wrapper"{reach}>{table}{end}'


def give_scopes(table) -> None:
    """Say what each header cell heads; one that says nothing is no header."""
    for cell in table.find_all("th"):
        if not cell.get_text(strip=True):
            cell.name = "td"
        elif not cell.get("scope"):
            cell["scope"] = "col" if cell.find_parent("thead") else "row"
    table.attrs.pop("border", None)


def _stack_on_phones(table) -> None:
    """Repeat each column's name in its cells, for the style sheet to show once rows are stacked.

    The roles keep the table a table for assistive technologies when CSS changes its display.
    """
    names = [cell.get_text(" ", strip=True) for cell in table.thead.find_all(["td", "th"])] if table.thead else []
    table["role"] = "table"
    for group in table.find_all(["thead", "tbody"]):
        group["role"] = "rowgroup"
    for row in table.find_all("tr"):
        row["role"] = "row"
        for name, cell in zip(names, row.find_all(["td", "th"]), strict=True):
            cell["role"] = {"col": "columnheader", "row": "rowheader"}.get(cell.get("scope"), "cell")
            if cell["role"] == "cell":
                cell["data-label"] = name


def accessible_scrolling(body: str) -> str:
    """Let the keyboard reach the formulas that may be wider than a phone."""
    return body.replace('<div class="math-wrapper docutils container">', '<div class="math-wrapper" tabindex="0" role="group" aria-label="Formule">')


class DescribedImages(SphinxPostTransform):
    """Refuse an image without a text: docutils would read its file name aloud."""

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs):
        for image in self.document.findall(nodes.image):
            if "alt" not in image:
                logger.warning("image without a text alternative: %s", image["uri"], location=image, type="essor", subtype="alt")
                image["alt"] = ""


def visit_math(self, node):
    self.body.append(_mathml(node, block=False))
    raise nodes.SkipNode


def visit_math_block(self, node):
    self.body.append(self.starttag(node, "div", CLASS="math"))
    if node["number"]:
        self.body.append(f'<span class="eqno">({get_node_equation_number(self, node)})</span>')
    self.body.append(f"{_mathml(node, block=True)}</div>\n")
    raise nodes.SkipNode


def _mathml(node, block: bool) -> str:
    source = node.astext().strip()
    # The converter knows numbers with a point; « 1{,}5 » would come out as two numbers and a separator.
    pointed = re.sub(r"(?<=\d)\{,\}(?=\d)", ".", source)
    try:
        return re.sub(r"(<mn>\d+)\.(\d+</mn>)", r"\1,\2", tex2mathml(pointed, as_block=block))
    except MathError as error:
        logger.warning("formula %r cannot be written in MathML: %s", source, error, location=node, type="essor", subtype="math")
        return f"<code>{escape(source)}</code>"


def write_front_door(app):
    """Write index.html at the root, before Jupyter Book leaves a bare redirect there."""
    if app.config.root_doc == "index":
        return
    page = rendered("racine.html", title=app.config.html_title, home=app.builder.get_target_uri(app.config.root_doc), root="", archived=True)
    Path(app.outdir, "index.html").write_text(page, encoding="utf-8")


def setup(app):
    if app.config.html_theme != "furo":
        raise ExtensionError(f"html_theme is {app.config.html_theme!r}; the course's templates are made for 'furo'")
    if "comments_config" not in app.config:
        # Jupyter Book always passes it, even when the extension that owns it is not loaded.
        app.add_config_value("comments_config", {}, "")
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_math_block, None))
    app.add_post_transform(DescribedImages)
    app.add_css_file("essor/theme.css", priority=800)
    app.connect("config-inited", prepare_settings)
    app.connect("builder-inited", copied(*COPIED))
    app.connect("builder-inited", keep_spaces)
    app.connect("html-page-context", finish_page, priority=950)
    app.connect("build-finished", once_written(write_front_door), priority=100)
