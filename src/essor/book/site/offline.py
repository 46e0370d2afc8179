"""Reading without a network: on a server, a service worker keeps the whole book in the browser.

The last step of a build lists the files of the edition, each with a digest of its contents, in `service-worker.js`. The
setting `essor_offline` names the editions that are kept: the learner's, and not the trainer's, which holds the solutions.
"""

import base64
import hashlib
import json
import os
import re
import subprocess
from contextlib import suppress
from pathlib import Path

from sphinx.errors import ExtensionError

from essor.book.edition import LEARNER, once_written
from essor.book.site.scripts import copied
from essor.places import BROWSER

WORKER = "service-worker.js"  # at the root: a worker serves the folder it is in
PAGE_SCRIPT = "offline.js"
LENGTH = 16  # hexadecimal digits of a version: enough to tell two editions apart
NOT_KEPT = ".ipynb"  # to download: who does has a network
NOT_READ = {".map", ".inv", ".buildinfo", WORKER}  # by suffix or by name: no page asks for them
# Names that are the same in an address, in a cache and on every system's disk.
PLAIN = re.compile(r"[A-Za-z0-9._/-]+")


def edition_files(folder: Path) -> dict[str, str]:
    """The files of a built book that its pages may ask for: path, and digest of the contents as a browser checks it."""
    files = {}
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and NOT_READ.isdisjoint({path.suffix, path.name})):
        path = file.relative_to(folder).as_posix()
        if not PLAIN.fullmatch(path):
            raise ExtensionError(f"{path}: name the file with unaccented letters, digits, hyphens and points only")
        files[path] = f"sha256-{base64.b64encode(hashlib.sha256(file.read_bytes()).digest()).decode()}"
    return files


def kept_files(folder: Path) -> dict[str, str]:
    """Those of them that a browser keeps."""
    return {path: digest for path, digest in edition_files(folder).items() if not path.endswith(NOT_KEPT)}


def version_of(files: dict[str, str]) -> str:
    """The version of an edition: the same if, and only if, its files are."""
    return hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:LENGTH]


def seconds_of(folder: Path, made: str = "index.html") -> int:
    """When what is in `folder` is from: SOURCE_DATE_EPOCH, or the last commit of the current folder, or when its file `made` was written.

    Not the commit if anything changed since: a server would tell two builds of that day apart by nothing, their workers being of one size.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if not seconds:
        with suppress(OSError):  # no git here
            changed, committed = (_git(*asked) for asked in (("status", "--porcelain", "--untracked-files=no"), ("log", "-1", "--format=%ct")))
            seconds = "" if changed else committed
    return int(seconds) if seconds else int((folder / made).stat().st_mtime)


def _git(*asked):
    return subprocess.run(["git", *asked], capture_output=True, text=True).stdout.strip()


def write_worker(folder: Path) -> None:
    """Write the service worker of the book built in `folder`."""
    script, files = (BROWSER / WORKER).read_text("utf8"), kept_files(folder)
    version = version_of({**files, WORKER: script})
    listed = json.dumps(files, indent=0, sort_keys=True)
    for blank, told in (("EDITION = 0", f"EDITION = {seconds_of(folder)}"), ('"unversioned"', f'"{version}"'), ("FILES = {}", f"FILES = {listed}")):
        script = script.replace(blank, told)
    (folder / WORKER).write_text(script, "utf8")


def is_kept(config) -> bool:
    """Whether browsers keep the edition being built."""
    return config.essor_edition in config.essor_offline


def add_script(app):
    if app.builder.format == "html" and is_kept(app.config):
        copied(PAGE_SCRIPT)(app)
        app.add_js_file(f"essor/{PAGE_SCRIPT}", loading_method="defer")


def write_last(app):
    out = Path(app.outdir)
    if is_kept(app.config):
        write_worker(out)
    else:  # of a former build: a browser that finds the worker's script gone forgets the edition
        (out / WORKER).unlink(missing_ok=True)


def setup(app):
    app.add_config_value("essor_offline", [LEARNER], "html", list)
    app.connect("builder-inited", add_script)
    app.connect("build-finished", once_written(write_last), priority=950)  # after everything that writes a file
