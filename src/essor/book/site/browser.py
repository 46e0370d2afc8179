"""Puts into the book's static files what a page needs to compute: engine, Python sources, plotly, page script.

Everything is a classic script: by double-click (file://), a page may neither fetch a file nor start a module worker.
"""

import ast
import base64
import gzip
import hashlib
import json
import re
import time
from collections import namedtuple
from functools import cache
from pathlib import Path

from sphinx.errors import ExtensionError
from sphinx.util import logging

from essor import given, outlines
from essor.book import tailoring
from essor.book.edition import is_trainers
from essor.book.site.scripts import STATIC, ensure_packages, esbuild, put
from essor.given import departments, families, tmo, words
from essor.places import BROWSER, PACKAGE, PORTABLE
from essor.portable.simulators.registry import module_of, slugs

logger = logging.getLogger(__name__)

PORTABLE_SOURCES = sorted(PORTABLE.rglob("*.py"))
TABLES = (departments, families, tmo)  # what simulators compute with, written out for the page

DECK_FILES = ("slides.css", "slides.js", "phone.css", "phone.js")  # phones get theirs from the room's server
CARDS_READER = "cards-reader.js"  # loaded when the trainer has votes read by the camera

WORDS = "essor/given/words.py"

# Where the map's outlines are: among what only the simulator that shows the map loads.
MAP = "essor/portable/pictures/outlines.py"

MICROPYTHON = "@micropython/micropython-webassembly-pyscript"

# What makes the engine's file a module, and what a classic script says instead.
MODULE_SYNTAX = (
    ("export default _createMicroPythonModule;", ""),
    ("export async function loadMicroPython", "async function loadMicroPython"),
    ("import.meta.url", '"micropython.mjs"'),
)


def portable_sources() -> dict[str, str]:
    """The Python that runs in the page, by path below the import root, without comments and docstrings.

    The tables of essor.given are written out, and the map's outlines when they are known: the page has no file.
    """
    written = _bare_sources()
    return {**written, MAP: written[MAP].replace("OUTLINES: dict[str, tuple] = {}", f"OUTLINES = {outlines.OUTLINES!r}")}


@cache
def _bare_sources():
    tables = {"essor/given/__init__.py": "", **{f"{module.__name__.replace('.', '/')}.py": given.source(module) for module in TABLES}}
    said = {words_path(name): words.for_page(name) for name in map(module_of, slugs())}
    return {
        "essor/__init__.py": "",
        **tables,
        WORDS: words.of_page(),
        **said,
        **{f"essor/{path.relative_to(PACKAGE).as_posix()}": _bare(path.read_text("utf8")) for path in PORTABLE_SOURCES},
    }


def words_path(module: str) -> str:
    """Where a simulator's words are in the page."""
    return f"essor/given/words_of_{module.rsplit('.', 1)[1]}.py"


def _bare(source: str) -> str:
    """The same program without what only people read: a third of the bytes."""
    tree = ast.parse(source)
    for part in ast.walk(tree):
        if isinstance(part, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(part, clean=False) is not None:
            part.body[0] = ast.Pass()
    return ast.unparse(tree)


def modules_behind(module: str) -> set[str]:
    """Paths, below the import root, of the portable modules that a module needs, itself included."""
    found, waiting = set(), [module]
    while waiting:
        path = f"{waiting.pop().replace('.', '/')}.py"
        if path not in found and path in _bare_sources():
            found.add(path)
            waiting += _imported_by(path)
    return found


@cache
def _imported_by(path):
    imports = [node for node in ast.walk(ast.parse(_bare_sources()[path])) if isinstance(node, ast.ImportFrom)]
    return [name for node in imports for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))]


def parts() -> dict[str, dict[str, str]]:
    """What the page loads, by name: « engine », which every page needs, the sources behind each slug, and behind « documents »."""
    sources = portable_sources()
    common = modules_behind("essor.portable.session") | {WORDS} | {path for path in sources if path.endswith("__init__.py")}
    wanted = {"engine": common}
    for slug in slugs():
        behind = modules_behind(module_of(slug)) - common
        # A simulator may be built on another, which says its words when it is read.
        wanted[slug] = behind | {words_path(other) for other in map(module_of, slugs()) if f"{other.replace('.', '/')}.py" in behind}
    wanted["documents"] = modules_behind("essor.portable.documents") - common
    return {name: {path: sources[path] for path in sorted(paths)} for name, paths in wanted.items()}


def engine_script(node_modules: Path) -> str:
    """engine.js: sets ESSOR_ENGINE to the worker's source, the WebAssembly (gzip, base64), and the common Python sources."""
    folder = node_modules / MICROPYTHON
    glue = (folder / "micropython.mjs").read_text("utf8")
    for module_syntax, script_syntax in MODULE_SYNTAX:
        if module_syntax not in glue:
            raise ExtensionError(f"{MICROPYTHON}: not the file this build knows how to make a classic script of")
        glue = glue.replace(module_syntax, script_syntax)
    # The file also awaits at top level, for its command line: only an async function may do so in a classic script.
    glue = f"const micropython = (async () => {{{glue}\nreturn loadMicroPython; }})();"
    engine = {"worker": f"{glue}\n{(BROWSER / 'worker.js').read_text('utf8')}", "sources": parts()["engine"]}
    engine["wasm"] = base64.b64encode(gzip.compress((folder / "micropython.wasm").read_bytes(), 9, mtime=0)).decode()
    return f"globalThis.ESSOR_ENGINE={_literal(engine)};\n"


def part_script(slug: str, sources: dict[str, str]) -> str:
    """parts/<slug>.js: adds to ESSOR_PARTS the Python behind one simulator."""
    return f"(globalThis.ESSOR_PARTS??={{}})[{_literal(slug)}]={_literal(sources)};\n"


def _literal(value) -> str:
    """JSON that a script may hold: no « </script » can end it early, wherever it is put."""
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


# What draws a picture to explore (portable/pictures/plot.py).
CHARTS = "plotly.js"
TRACES = ("bar",)  # with « scatter », which the core holds

# What plotly.js holds besides its traces, and our charts do not show.
UNUSED_COMPONENTS = ("annotations3d", "errorbars", "grid", "images", "rangeselector", "rangeslider", "sliders", "updatemenus")


# A script made of npm packages, and the folders of these below node_modules.
Bundle = namedtuple("Bundle", ["script", "packages"])


def plotly_bundle(node_modules: Path, cache: Path) -> Bundle:
    """plotly.js reduced to the traces that pictures are explored with, in French."""
    core = (node_modules / "plotly.js" / "src" / "core.js").read_text("utf8")
    for name in UNUSED_COMPONENTS:
        if core.count(line := f"    require('./components/{name}'),\n") != 1:
            raise ExtensionError(f"plotly.js: no component {name} to leave out of src/core.js")
        core = core.replace(line, "")
    core = core.replace("require('./", "require('plotly.js/src/").replace("require('../", "require('plotly.js/")
    registered = [f"register(require('plotly.js/lib/{kind}'));" for kind in (*TRACES, "locales/fr")]
    return _bundled(node_modules, cache, "plotly.js", "Plotly", f"{core}{''.join(registered)}exports.setPlotConfig({{locale: 'fr'}});")


def qr_bundle(node_modules: Path, cache: Path) -> Bundle:
    """qr.js: what draws the code of an address on a slide."""
    return _bundled(node_modules, cache, "qrcode-generator", "essorQr", "module.exports = require('qrcode-generator');")


def cards_bundle(node_modules: Path, cache: Path) -> Bundle:
    """cards-reader.js: sets ESSOR_CARDS to the source of the worker that reads voting cards."""
    worker = _bundled(node_modules, cache, "js-aruco2", "essorCards", (BROWSER / "deck" / CARDS_READER).read_text("utf8"))
    return Bundle(f"globalThis.ESSOR_CARDS={_literal(worker.script.decode())};\n".encode(), worker.packages)


def _bundled(node_modules, cache, package, name, entry) -> Bundle:
    """A package as a classic script that sets one global `name`; bundled once and kept in `cache`."""
    kept = cache / f"{name}-{hashlib.sha256((version_of(node_modules, package) + entry).encode()).hexdigest()[:16]}.js"
    inputs = kept.with_suffix(".json")  # what went into it, for the page of licences
    if not (kept.exists() and inputs.exists()):
        started = time.monotonic()
        cache.mkdir(parents=True, exist_ok=True)
        options = ("--minify", f"--global-name={name}", "--define:global=globalThis", f"--metafile={inputs}", f"--outfile={kept}")
        esbuild(node_modules, *options, entry=entry)
        logger.info("%s: bundled in %.1f s", package, time.monotonic() - started)
    return Bundle(kept.read_bytes(), frozenset(found[1] for path in _used(inputs) if (found := _PACKAGE.search(path))))


# The folder, below node_modules, of the package that a file is of; of one nested in another, the whole way.
_PACKAGE = re.compile(r"node_modules/((?:.*/node_modules/)?(?:@[^/]+/)?[^/]+)/")


def _used(inputs: Path) -> set[str]:
    """The files that esbuild took something of."""
    outputs = json.loads(inputs.read_text("utf8"))["outputs"].values()
    return {path for output in outputs for path, used in output["inputs"].items() if used["bytesInOutput"]}


def version_of(node_modules: Path, package: str) -> str:
    """The version of an installed npm package."""
    return json.loads((node_modules / package / "package.json").read_text("utf8"))["version"]


def cache_of(app) -> Path:
    """Where bundles and the font are kept from one build to the next."""
    return Path(app.doctreedir).parent / ".essor"


def _write_static(app):
    """Before the first page is written, so that Sphinx can stamp addresses with checksums."""
    if app.builder.format != "html":
        return
    modules = ensure_packages(Path(app.srcdir))
    outlines.fill(modules)
    target = Path(app.outdir, STATIC)
    scripts = {
        "engine.js": engine_script(modules).encode(),
        CHARTS: plotly_bundle(modules, cache_of(app)).script,
        **{f"parts/{slug}.js": part_script(slug, parts()[slug]).encode() for slug in (*tailoring.slugs(app.config), "documents")},
    }
    if is_trainers(app.config):
        scripts[CARDS_READER] = cards_bundle(modules, cache_of(app)).script
    (target / "parts").mkdir(parents=True, exist_ok=True)
    for name, script in scripts.items():
        (target / name).write_bytes(script)
    # The page script asks for the others by name: a new edition must not meet a cached old one.
    version = hashlib.sha256(b"".join(scripts.values())).hexdigest()[:8]
    pinned = {name: _integrity(scripts[name]) for name in ("engine.js", CHARTS, CARDS_READER) if name in scripts}
    names = ("essor.css", "page.js", "progress.js", "document.js", *(DECK_FILES if is_trainers(app.config) else ()))
    put(target, *names, version=version, pinned=json.dumps(pinned))
    if is_trainers(app.config):
        (target / "qr.js").write_bytes(qr_bundle(modules, cache_of(app)).script)


def _integrity(script: bytes) -> str:
    return f"sha384-{base64.b64encode(hashlib.sha384(script).digest()).decode()}"


def _add_to_page(app, pagename, templatename, context, doctree):
    held = app.env.metadata.get(pagename, {})
    if "essor_picture" in held:  # drawn and still: styles, no script
        app.add_css_file("essor/essor.css")
    for kind, name in (("essor_parts", "page.js"), ("essor_kept", "progress.js"), ("essor_document", "document.js")):
        if kind in held:
            app.add_css_file("essor/essor.css")
            app.add_js_file(f"essor/{name}", loading_method="defer")


def setup(app):
    app.connect("builder-inited", _write_static)
    app.connect("html-page-context", _add_to_page)
