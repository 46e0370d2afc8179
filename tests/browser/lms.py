"""A learning platform of one page, with scorm-again for its part of SCORM 1.2: it frames a package as platforms do, and notes every call.

What is said to it and asked of it goes by `evaluate` alone: Firefox's driver has it as Playwright's does (other_browsers.py).
"""

import json
import shutil
import zipfile
from pathlib import Path

from essor.places import COURSE

SPACED = 10_000  # ms between two commits
LATE = 25_000  # ms: one may wait for as long
RUNTIME = COURSE / "node_modules" / "scorm-again" / "dist" / "scorm12.min.js"
# How platforms open a package: Moodle's player in an <object>, others in a frame, or in a window.
HOSTS = ("object", "iframe", "window")
HOST = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>Plateforme</title><link rel="icon" href="data:,">
<style>body { margin: 0 } #sco { border: 0; width: 100vw; height: 100vh }</style>
<script src="scorm12.min.js"></script><script src="host.js"></script><body></body></html>"""
SCRIPT = """
window.calls = [];
const made = {
  "scorm-again": (kept) => {
    const api = new Scorm12API({ autocommit: false, logLevel: 5 });
    if (kept) api.loadFromJSON(kept, "cmi");
    return api;
  },
  throws: () => new Proxy({}, { get: () => () => { throw new Error("broken"); } }),
  refuses: () => ({ LMSInitialize: () => "true", LMSGetValue: () => "", LMSSetValue: () => "false", LMSCommit: () => "true", LMSFinish: () => "true" }),
};
const opened = {
  object: () => Object.assign(document.createElement("object"), { id: "sco", type: "text/html", data: "paquet/scorm.html" }),
  iframe: () => Object.assign(document.createElement("iframe"), { id: "sco", src: "paquet/scorm.html" }),
  window: () => ((window.popup = open("paquet/scorm.html", "_blank", "width=900,height=700")), document.createElement("p")),
};
window.launch = (asked) => {
  const { host, maker = "scorm-again", kept = null } = JSON.parse(asked);
  const api = made[maker]?.(kept);
  if (api) window.API = new Proxy({}, {
    get: (_, name) => typeof api[name] !== "function" ? api[name] : (...given) => {
      const call = { name, given, at: performance.now() };
      window.calls.push(call);
      return (call.result = api[name](...given));
    },
  });
  window.cmi = () => JSON.parse(JSON.stringify(api.cmi));
  document.body.append(opened[host]());
};
window.sco = () => window.popup ?? document.getElementById("sco").contentWindow;
window.book = () => sco().document.querySelector("iframe")?.contentWindow;
window.leave = () => (window.popup ? popup.close() : document.getElementById("sco").remove());
"""


def install(package: Path, folder: Path) -> None:
    """Lay out the platform, and the package that it was given, in a folder to be served."""
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder / "paquet")
    (folder / "host.html").write_text(HOST, "utf8")
    (folder / "host.js").write_text(SCRIPT, "utf8")
    shutil.copy(RUNTIME, folder)


class Learner:
    """Someone before that page, in a browser."""

    def __init__(self, page, address):
        self.page, self.address = page, address
        page.goto(f"{address}/host.html")

    def launch(self, **asked):
        """Open the package: `host` is how, `maker` whose platform it is, `kept` what this one kept."""
        self.page.evaluate("asked => launch(asked)", json.dumps({"host": "object", **asked}))
        return self.ready()

    def ready(self):
        self.page.wait_for_function("() => sco()?.document.body && book()?.document.body?.dataset.theme && book().document.readyState === 'complete'")
        return self

    def place(self) -> str:
        """The page of the book that is shown."""
        return self.page.evaluate("() => book().location.pathname.replace('/paquet/cours/', '')")

    def visit(self, path):
        self.page.evaluate("path => { book().document.body.dataset.theme = ''; book().location.href = `/paquet/cours/${path}`; }", path)
        return self.ready()

    def keep(self, **parts):
        """What the book does when the learner acts."""
        self.page.evaluate("kept => sco().essorHolds(book()).setItem('essor', JSON.stringify({ version: 1, ...kept }))", parts)

    def kept(self) -> dict:
        return self.page.evaluate("() => JSON.parse(sco().essorHolds(book()).getItem('essor'))")

    def commit(self):
        """Let the time of a commit pass; Firefox's driver does not hold its clock, and waits for it."""
        if hasattr(self.page, "clock"):
            self.page.clock.run_for(SPACED)

    def shown(self, selector) -> str:
        return self.page.evaluate("selector => book().document.querySelector(selector).textContent", selector)

    def expect_line(self, text):
        """Wait until the line under the book says this, spaces of any kind alike."""
        function = "text => sco().document.querySelector('[data-part=line]').textContent.replace(/\\s+/g, ' ').includes(text)"
        self.page.wait_for_function(function, arg=text, timeout=LATE)

    def calls(self, name, field=None) -> list:
        """What was given with each call of this name, of this field of the session."""
        made = self.page.evaluate("() => calls")
        return [call["given"][-1] for call in made if call["name"] == name and (field is None or call["given"][0] == f"cmi.{field}")]

    def given(self, field):
        """The last value that the platform was given."""
        return self.calls("LMSSetValue", field)[-1]

    def expect_given(self, field, value):
        self.page.wait_for_function(
            "([field, value]) => calls.findLast(({ name, given }) => name === 'LMSSetValue' && given[0] === field)?.given[1] === value",
            arg=[f"cmi.{field}", value],
            timeout=LATE,
        )

    def leave(self) -> dict:
        """Close the package; gives what the platform keeps."""
        self.page.evaluate("() => leave()")
        self.page.wait_for_function("() => calls.some(({ name }) => name === 'LMSFinish')")
        return self.page.evaluate("() => cmi()")
