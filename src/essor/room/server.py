"""The room over HTTP, on one port: phones get the page of votes and the learners' edition, the trainer's browser their own edition.

Down go server-sent events, up come small JSON bodies. No account, no cookie, no log, no file: an address serves to bound the rate
of what comes from it, and is forgotten after some quiet seconds. The trainer's part answers to its key, on this machine alone: a
key that is read over a shoulder, or on the screen, opens nothing elsewhere.
"""

import asyncio
import hmac
import ipaddress
import json
import os
import sys
import time
import traceback
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from tornado.httpserver import HTTPServer
from tornado.iostream import StreamClosedError
from tornado.web import Application, HTTPError, RequestHandler, StaticFileHandler

from essor.places import BROWSER
from essor.portable.french import typeset
from essor.room.question import Question, Refusal, read, token
from essor.room.rate import Rate
from essor.room.state import PEOPLE, Room

LONGEST_VOTE, LONGEST_ASKED = 512, 16_384  # bytes of a body
DECKS = 8  # pages of slides that listen at once
# Connections at once: Windows waits for 512 at most. Phones keep one each, their stream; what else they ask has its own, then closed.
SOCKETS = 480 if os.name == "nt" else 2_000
BEAT = 10  # seconds between two signs of life
GATHERED = 0.1  # seconds: votes that come together are told together
IDLE, SLOW = 15, 10  # seconds that a connection may stay silent, that a body may take
STATIC = Path("_static", "essor")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
NOT_FOUND = "Cette adresse ne mène à rien. Pour répondre au sondage, ouvrez l’adresse affichée dans la salle."
OFFLINE = "service-worker.js"  # this copy of the course lasts as long as the session: no browser keeps it


class Served(NamedTuple):
    """The two built editions, and where phones are told to come."""

    learners: Path
    trainers: Path
    addresses: tuple[str, ...] = ()  # the first is shown
    again: str = ""  # the command that starts this room anew, for decks that lost it


def event(name: str, told: dict[str, Any]) -> bytes:
    """A server-sent event."""
    return f"event: {name}\ndata: {json.dumps(told, ensure_ascii=False)}\n\n".encode()


class Hall:
    """A room and those who listen to it."""

    def __init__(self, served: Served, key: str):
        self.room, self.served, self.key = Room(), served, key
        self.phones: dict[str, Events] = {}
        self.decks: dict[str, Events] = {}
        self.by_address = Rate(burst=1_000, each=100, names=1_000)  # a whole room may come through one address
        self.by_phone = Rate(burst=10, each=1, names=2 * PEOPLE)
        self.waiting: asyncio.TimerHandle | None = None

    @cached_property
    def page(self) -> dict[str, tuple[str, bytes]]:
        """What a phone needs, by address: type, and bytes."""
        folder = self.served.trainers / STATIC
        return {
            "": ("text/html; charset=UTF-8", (BROWSER / "phone.html").read_bytes()),
            "phone.css": ("text/css; charset=UTF-8", (folder / "phone.css").read_bytes()),
            "phone.js": ("text/javascript; charset=UTF-8", (folder / "phone.js").read_bytes()),
        }

    def tell_phones(self):
        told = event("state", self.room.shown())
        for phone in self.phones.values():
            phone.send(told)

    def tell_decks(self):
        """Soon, and once for all that comes meanwhile."""
        if self.waiting is None:
            self.waiting = asyncio.get_running_loop().call_later(GATHERED, self._tell_decks)

    def _tell_decks(self):
        self.waiting = None
        for name, deck in self.decks.items():
            deck.send(self.heard_by(name))

    def heard_by(self, deck: str) -> bytes:
        """What a deck hears of the votes: the counts, unless another leads."""
        return event("counts", self.counts()) if self.room.deck in (None, deck) else event("taken", {})

    def counts(self) -> dict[str, Any]:
        return {**self.room.counts(), "phones": len(self.phones)}

    async def beat(self):
        """Show, until cancelled, that the server lives: to those who listen, and to what would keep a lost connection."""
        while True:
            await asyncio.sleep(BEAT)
            for listener in [*self.phones.values(), *self.decks.values()]:
                listener.send(event("beat", {}))
            self.by_address.forget(time.monotonic())
            self.by_phone.forget(time.monotonic())

    def end(self):
        """Tell phones that it is over."""
        self.room.end()
        self.tell_phones()


class Handler(RequestHandler):
    """What all have in common: headers, refusals in French, nothing logged."""

    @property
    def hall(self) -> Hall:
        return self.application.settings["hall"]

    def set_default_headers(self):
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")

    def prepare(self):
        if "\0" in self.request.path or "%00" in self.request.path:
            raise HTTPError(404)

    def write_error(self, status_code, **kwargs):
        error = kwargs.get("exc_info", (None, None, None))[1]
        if isinstance(error, Refusal):
            self.set_status(error.status, "Refus")
            self.finish({"error": str(error), **error.more})
            return
        self.set_header("Content-Type", "text/plain; charset=UTF-8")
        self.finish(typeset(NOT_FOUND if status_code == 404 else "Cette demande n’est pas acceptée."))

    def log_exception(self, typ, value, tb):
        """A fault of ours is worth a trace, which names nobody; what others send is not."""
        if not isinstance(value, (Refusal, HTTPError, StreamClosedError)):
            traceback.print_exception(typ, value, tb, file=sys.stderr)

    def bounded(self):
        """Refusal 429 when too much comes from one address."""
        if not self.hall.by_address.allows(self.request.remote_ip or "", time.monotonic()):
            raise Refusal(429, "Trop de demandes à la fois. Attendez quelques secondes.")

    def body(self, most) -> dict[str, Any]:
        """The JSON of the body: no other type, which a page from elsewhere could send unasked."""
        if self.request.headers.get("Content-Type", "").split(";")[0].strip().lower() != "application/json":
            raise Refusal(415, "Cet envoi n’est pas du bon type.")
        return read(self.request.body, most)


class Events(Handler):
    """Server-sent events, for as long as the other side listens."""

    listening: asyncio.Event

    async def listen(self, listeners: dict[str, "Events"], name: str, most: int, first):
        """Be the listener of this name, in place of any other; `first` is what it is told at once."""
        self.listening = asyncio.Event()
        self.set_header("Content-Type", "text/event-stream")
        if name in listeners:
            listeners[name].send(event("elsewhere", {}))
            listeners[name].listening.set()
        elif len(listeners) >= most:
            self.send(event("full", {"error": typeset(f"La salle est pleine : {most} appareils sont déjà connectés.")}))
            return
        listeners[name] = self
        self.send(first())
        try:
            await self.listening.wait()
        finally:
            if listeners.get(name) is self:
                del listeners[name]

    def send(self, told: bytes):
        with suppress(StreamClosedError, RuntimeError):  # it left, and is about to be forgotten
            self.write(told)
            self.flush().add_done_callback(lambda sent: sent.cancelled() or sent.exception())

    def on_connection_close(self):
        if hasattr(self, "listening"):
            self.listening.set()


class Page(Handler):
    """The page of votes, and its two files."""

    def get(self, name):
        self.set_header("Content-Security-Policy", POLICY)
        kind, content = self.hall.page[name]
        self.set_header("Content-Type", kind)
        self.finish(content)


class Stream(Events):
    async def get(self):
        self.bounded()
        hall, phone = self.hall, token(self.get_query_argument("phone", ""))
        hall.tell_decks()
        await self.listen(hall.phones, phone, PEOPLE, lambda: event("state", hall.room.shown()))
        hall.tell_decks()


class Vote(Handler):
    def post(self):
        self.bounded()
        raw = self.body(LONGEST_VOTE)
        if not self.hall.by_phone.allows(token(raw.get("phone")), time.monotonic()):
            raise Refusal(429, "Trop de réponses à la suite. Attendez quelques secondes.")
        said = self.hall.room.vote(raw)
        self.hall.tell_decks()
        self.finish({"said": said})


class Keyed(Handler):
    """What answers to the trainer's key, the first part of its address, on this machine; otherwise, there is nothing here."""

    def prepare(self):
        super().prepare()
        given, *self.path_args = self.path_args
        here = ipaddress.ip_address(self.request.remote_ip or "0.0.0.0").is_loopback
        if not hmac.compare_digest(given.encode(), self.hall.key.encode()) or not here:
            raise HTTPError(404)


class Listen(Keyed, Events):
    """The counts, for a deck."""

    async def get(self):
        hall, deck = self.hall, token(self.get_query_argument("deck", ""))
        hall.room.decks.add(deck)
        try:
            await self.listen(hall.decks, deck, DECKS, lambda: hall.heard_by(deck))
        finally:
            if deck not in hall.decks:
                hall.room.decks.discard(deck)


class Lead(Keyed):
    """What a deck does: each answers with the counts."""

    def post(self, act):
        raw = self.body(LONGEST_ASKED)
        deck, hall = token(raw.get("deck")), self.hall
        if act == "ask":
            hall.room.ask(deck, Question(raw.get("question") or {}), raw.get("round"), raw.get("take") is True)
        elif act == "reveal":
            hall.room.reveal(deck, raw.get("stage"), raw.get("text", ""))
        else:
            hall.room.leave(deck)
        hall.tell_phones()
        hall.tell_decks()
        self.finish({**hall.counts(), "addresses": hall.served.addresses, "again": hall.served.again})


class Files(Handler, StaticFileHandler):
    """The files of an edition. They may change from one session to the next: browsers ask again."""

    def set_extra_headers(self, path):
        self.set_header("Cache-Control", "no-cache")


class Learners(Files):
    def validate_absolute_path(self, root, absolute_path):
        if Path(absolute_path).name == OFFLINE:
            raise HTTPError(404)
        return super().validate_absolute_path(root, absolute_path)


class Trainers(Keyed, Files):
    """The trainer's edition."""


class Nothing(Handler):
    def prepare(self):
        raise HTTPError(404)


def application(hall: Hall) -> Application:
    served = {"default_filename": "index.html"}
    routes: list[Any] = [
        (r"/(|phone\.js|phone\.css)", Page),
        (r"/stream", Stream),
        (r"/vote", Vote),
        (r"/formateur/([^/]+)/-/votes", Listen),
        (r"/formateur/([^/]+)/-/(ask|reveal|leave)", Lead),
        (r"/formateur/([^/]+)/(.*)", Trainers, {"path": str(hall.served.trainers), **served}),
        (r"/cours/(.*)", Learners, {"path": str(hall.served.learners), **served}),
    ]
    return Application(routes, hall=hall, default_handler_class=Nothing, log_function=lambda handler: None)


class Bounded(HTTPServer):
    """Closes at once the connections above SOCKETS."""

    def handle_stream(self, stream, address):
        if len(self._connections) >= SOCKETS:
            stream.close()
        else:
            super().handle_stream(stream, address)


def server(hall: Hall) -> HTTPServer:
    limits = {"max_body_size": LONGEST_ASKED, "max_header_size": 8_192, "idle_connection_timeout": IDLE, "body_timeout": SLOW}
    return Bounded(application(hall), no_keep_alive=True, **limits)
