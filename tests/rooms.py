"""A room served by a process of its own, to two editions of a few pages; what a phone and a deck say to it."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from essor.book.site.browser import ensure_packages, qr_bundle
from essor.book.site.scripts import esbuild, put
from essor.places import PACKAGE
from essor.portable.french import typeset
from essor.room.addresses import local_addresses

KEY = "cle-des-tests-0"
LAN = next((one.address for one in local_addresses()), None)
JSON = {"Content-Type": "application/json"}
STARTS = 30  # seconds at most
CHOICE = {"id": "bousol-circuits", "text": typeset("Quel circuit garde le plus d’argent ici ?"), "kind": "choix"}
CHOICE["choices"] = [{"key": key, "text": text} for key, text in (("court", "Le circuit court"), ("long", "Le circuit long"), ("meme", "Les deux, autant"))]
NUMBER = {"id": "quiz/bousol/part", "text": typeset("Quelle part revient ?"), "kind": "nombre", "unit": "%", "min": 0, "max": 95, "step": 1}
PHONE, OTHER, DECK = "telephone-essai-000", "telephone-essai-001", "diapositives-essai-0"

# A page of slides reduced to what a way in needs.
DECK_PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Diapositives d’essai</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width"><meta http-equiv="Content-Security-Policy" content="{policy}">
<link rel="stylesheet" href="../_static/essor/theme.css"><link rel="stylesheet" href="../_static/essor/essor.css">
<link rel="stylesheet" href="../_static/essor/slides.css">
{scripts}</head>
<body class="essor-deck essor-deck-on" data-theme="light"><main><h1 class="essor-deck-title">Diapositives d’essai</h1>
<section data-part="slide" class="essor-slide essor-current" tabindex="-1">
<h2 data-part="title">Quel circuit garde le plus d’argent ici&nbsp;?</h2></section></main></body></html>"""
DECK_ENTRY = 'import { phones } from "./src/essor/browser/deck/phones.js"; Object.assign(window, { phones, changes: 0 });'
PLAIN = '<!doctype html><html lang="fr"><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,"><h1>{}</h1>'


def write_deck(edition: Path, entry: str, *scripts: str) -> Path:
    """Write book/deck.html, a page of slides with these scripts of the edition and one made of this entry; gives the folder of the scripts."""
    from essor.book.site.theme import POLICY

    static = edition / "_static" / "essor"
    put(static, "theme.css", "essor.css", "slides.css")
    esbuild(ensure_packages(), '--define:ESSOR_VERSION="1"', "--define:ESSOR_PINNED={}", f"--outfile={static / 'deck-essai.js'}", entry=entry)
    loaded = "".join(f'<script src="../_static/essor/{name}" defer></script>' for name in (*scripts, "deck-essai.js"))
    (edition / "book").mkdir(parents=True, exist_ok=True)
    (edition / "book" / "deck.html").write_text(DECK_PAGE.format(policy=POLICY, scripts=loaded), "utf8")
    return static


def editions(folder: Path) -> dict[str, Path]:
    """Write both editions, with what the build gives phones and a page of slides, whose window has `phones`, the module."""
    folders = {"cours": folder / "html", "formateur": folder / "formateur"}
    for name, edition in folders.items():
        (edition / "book").mkdir(parents=True)
        (edition / "index.html").write_text(PLAIN.format(name), "utf8")
        (edition / "book" / "page.html").write_text(PLAIN.format(f"page {name}"), "utf8")
    (folders["cours"] / "service-worker.js").write_text("", "utf8")
    static = write_deck(folders["formateur"], DECK_ENTRY, "qr.js")
    put(static, "phone.css", "phone.js")
    (static / "qr.js").write_bytes(qr_bundle(ensure_packages(), folder / "cache").script)
    return folders


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def started(folders, *given, cwd=None, environment=None) -> subprocess.Popen:
    """The program of the room, as `make salle` starts it, but for the browser that it opens."""
    command = [sys.executable, "-m", "essor.room", "--sans-ouvrir", *given, *(f"--{name}={folder}" for name, folder in folders.items())]
    path = os.pathsep.join([str(PACKAGE.parent), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf8", **(environment or {})}
    return subprocess.Popen(command, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf8")


class Running:
    """A server that runs: `port`, `process`, and the address of what its key opens."""

    def __init__(self, folders, port, **options):
        self.port = port
        self.address = f"http://127.0.0.1:{port}"
        self.trainers = f"/formateur/{KEY}/"
        self.process = started(folders, f"--port={port}", f"--cle={KEY}", **options)
        for _ in range(STARTS * 20):
            assert self.process.poll() is None, self.process.stderr.read()
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError("the room does not open")

    def ask(self, method, path, body=None, headers=None, host="127.0.0.1"):
        """Status, headers and text of an answer; a body that is no bytes goes as JSON."""
        connection = http.client.HTTPConnection(host, self.port, timeout=20)
        if body is not None and not isinstance(body, bytes):
            body, headers = json.dumps(body).encode(), {**JSON, **(headers or {})}
        try:
            connection.request(method, path, body, headers or {})
            reply = connection.getresponse()
            return reply.status, reply.headers, reply.read().decode("utf8", "replace")
        finally:
            connection.close()

    def post(self, path, **told):
        status, _, text = self.ask("POST", path, told)
        return status, json.loads(text) if text.startswith("{") else text

    def open(self, question=None, round=1, deck=DECK, **more):
        return self.post(f"{self.trainers}-/ask", deck=deck, question=question or CHOICE, round=round, **more)

    def reveal(self, stage, deck=DECK, **more):
        return self.post(f"{self.trainers}-/reveal", deck=deck, stage=stage, **more)

    def vote(self, answer, asked, phone=PHONE):
        return self.post("/vote", phone=phone, asked=asked, answer=answer)

    @contextmanager
    def listening(self, path):
        """The events of a stream, as (name, told)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path)
            with connection.getresponse() as reply:
                yield events(reply)
        finally:
            connection.close()

    def phone(self, name=PHONE):
        return self.listening(f"/stream?phone={name}")

    def deck(self, name=DECK):
        return self.listening(f"{self.trainers}-/votes?deck={name}")

    def kill(self):
        self.process.kill()
        self.process.wait(20)

    def stop(self):
        """As Ctrl-C stops it; what it said on its two outputs."""
        import signal

        self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=20)


def events(reply):
    name = ""
    for line in reply:
        line = line.decode("utf8").rstrip("\n")
        if line.startswith("event: "):
            name = line[7:]
        elif line.startswith("data: "):
            yield name, json.loads(line[6:])


def next_of(stream, name, fits=lambda told: True):
    """The next event of this name that fits."""
    return next(told for heard, told in stream if heard == name and fits(told))


@contextmanager
def running(folders, port=None, **options):
    room = Running(folders, port or free_port(), **options)
    try:
        yield room
    finally:
        if room.process.poll() is None:
            room.kill()
        for output in (room.process.stdout, room.process.stderr):
            output.close()
