"""A small book on a server of its own, each file of which tells the edition it is of, and a browser that remembers."""

import http.server
import os
import re
import threading
import time
from functools import partial

from playwright.sync_api import expect

from answering import Answering
from essor.book.site import offline
from essor.book.site.scripts import put

KEPT = "Ce cours est gardé dans ce navigateur"
# The filling waits for some quiet seconds; here, for none.
AT_ONCE = "{ const given = setTimeout; window.setTimeout = (call, wait, ...rest) => given(call, wait === 5000 ? 0 : wait, ...rest); }"

BOOK = "cours/"  # not at the root of its server
PAGE = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="_static/essor/theme.css"><link rel="stylesheet" href="_static/style.css">
<script defer src="_static/script.js"></script>
<script defer src="_static/essor/offline.js"></script><h1>{}</h1><footer data-part="footer" class="essor-footer"></footer>"""
FILES = {"index.html": PAGE, "page.html": PAGE, "_static/style.css": "h1 {{ --told: {} }}"}
FILES |= {"_static/script.js": "window.script = {};", "_static/part.js": "window.part = {};"}
COURSES_OWN = ("offline.js", "theme.css")
WHOLE = len(FILES) + len(COURSES_OWN) + 1  # the mark of a complete cache
# What a page got: itself, its style, its script, and a part that it asks for late. Null: it got none.
TOLD = """async () => {
  await new Promise((done) => document.head.append(Object.assign(document.createElement("script"), { src: "_static/part.js", onload: done, onerror: done })));
  const heading = document.querySelector("h1");
  return [heading.textContent, getComputedStyle(heading).getPropertyValue("--told"), window.script ?? null, window.part ?? null]
    .map((told) => told && Number(told));
}"""
CACHED = "caches.keys().then((names) => Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url))))"


# What a server may answer to a path.


def switched_off(path):
    return -1, {}, b""


def another_page(status):
    return lambda path: (status, {"Content-Type": "text/html"}, b"<h1>2</h1>")


class Site:
    """Gives the files of its folder, but where `answer` says otherwise."""

    def __init__(self, root, context, monkeypatch):
        self.root, self.context, self._monkeypatch = root, context, monkeypatch
        self.folder = root / BOOK
        self._time = time.time()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Answering, directory=str(root)))
        self.answer()
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def answer(self, answer=lambda path: None):
        self.server.answer = lambda asked: answer(asked.partition("?")[0])

    def change(self, changed, names):
        """Something on the way changes the bytes of the files with such names."""
        types = {"css": "text/css", "js": "text/javascript"}

        def answer(path):
            return (200, {"Content-Type": types[path.rpartition(".")[2]]}, changed((self.root / path[1:]).read_bytes())) if re.search(names, path) else None

        self.answer(answer)

    def publish(self, edition, files=FILES):
        for path, text in files.items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_text(text.format(edition), "utf8")
        put(self.folder / "_static/essor", *COURSES_OWN)
        self._monkeypatch.setenv("SOURCE_DATE_EPOCH", str(edition))
        offline.write_worker(self.folder)
        # A server tells files apart by the second: those of two publications are never of the same.
        self._time += 10
        for path in self.folder.rglob("*"):
            os.utime(path, (self._time, self._time))

    def open(self, path="index.html"):
        page = self.context.new_page()
        page.goto(f"http://127.0.0.1:{self.server.server_port}/{BOOK}{path}")
        return page

    def visit(self, says=KEPT):
        page = self.open()
        expect(page.locator(".essor-offline")).to_contain_text(says)
        page.close()

    def expect_edition(self, *told, path="page.html"):
        """A page opened now is of this edition, whole."""
        page = self.open(path)
        assert page.evaluate(TOLD) == list(told if len(told) > 1 else told * 4)
        return page

    def kept(self):
        """The paths of what the browser keeps, in one cache at most."""
        page = self.open("../")
        kept = page.evaluate(CACHED)
        page.close()
        assert len(kept) <= 1
        return sorted(url.partition(BOOK)[2].partition("?")[0] for urls in kept for url in urls)
