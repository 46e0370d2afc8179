"""Reading without a network: on a server, a service worker keeps the whole book in the browser.

The last step of a build lists the files of the edition, each with a fingerprint of its contents, in `service-worker.js`.
"""

import hashlib
import json
import re
import shutil
from pathlib import Path

from sphinx.errors import ExtensionError

BROWSER = Path(__file__).resolve().parents[1] / "browser"
WORKER = "service-worker.js"  # at the root: a worker serves the folder it is in
PAGE_SCRIPT = "offline.js"
LENGTH = 16  # hexadecimal digits of a fingerprint: enough to tell two editions of a file apart
NOT_READ = {".map", ".inv", ".buildinfo", WORKER}  # by suffix or by name: no page asks for them
# Names that are the same in an address, in a cache and on every system's disk.
PLAIN = re.compile(r"[A-Za-z0-9._/-]+")


def edition_files(folder: Path) -> dict[str, str]:
    """The files of a built book that its pages may ask for: path, and fingerprint of the contents."""
    files = {}
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and NOT_READ.isdisjoint({path.suffix, path.name})):
        path = file.relative_to(folder).as_posix()
        if not PLAIN.fullmatch(path):
            raise ExtensionError(f"{path}: name the file with unaccented letters, digits, hyphens and points only")
        files[path] = hashlib.sha256(file.read_bytes()).hexdigest()[:LENGTH]
    return files


def version_of(files: dict[str, str]) -> str:
    """The version of an edition: the same if, and only if, its files are."""
    return hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:LENGTH]


def write_worker(folder: Path) -> str:
    """Write the service worker of the book built in `folder`; return the edition's version."""
    files = edition_files(folder)
    version = version_of(files)
    listed = json.dumps(files, indent=0, sort_keys=True)
    script = (BROWSER / WORKER).read_text("utf8").replace('"unversioned"', f'"{version}"').replace("FILES = {}", f"FILES = {listed}")
    (folder / WORKER).write_text(script, "utf8")
    return version


def copy_script(app):
    """Sphinx wants the file in place when it writes the first page, to stamp its address with a checksum."""
    if app.builder.format != "html":
        return
    target = Path(app.outdir, "_static", "essor")
    target.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(BROWSER / PAGE_SCRIPT, target / PAGE_SCRIPT)


def write_last(app, exception):
    if not exception and app.builder.format == "html":
        write_worker(Path(app.outdir))


def setup(app):
    app.add_js_file(f"essor/{PAGE_SCRIPT}", loading_method="defer")
    app.connect("builder-inited", copy_script)
    app.connect("build-finished", write_last, priority=950)  # after everything that writes a file
