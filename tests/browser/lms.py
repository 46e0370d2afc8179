"""A learning platform of one page, with scorm-again for its part of SCORM 1.2: it frames a package as platforms do, and notes every call.

What is said to it and asked of it goes by `evaluate` alone: Firefox's driver has it as Playwright's does (other_browsers.py).
"""

import shutil
import zipfile
from pathlib import Path

from essor.places import COURSE

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
window.launch = ({ host, maker = "scorm-again", kept = null }) => {
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
