"""A room that votes by phone: a page of slides that leads, and phones as contexts of their own."""

from contextlib import contextmanager

from playwright.sync_api import expect

from essor.portable.french import typeset
from rooms import LAN, running

from .conftest import Witness, watched
from .deck import ROOM
from .touch import TOUCH


@contextmanager
def hall_of(request, browser, folders):
    """A hall whose room serves these editions; nothing may upset its pages, but for a stream that is left, told as a failed request."""
    with running(folders) as room:
        witness = Witness(room.address)
        witness.allow("/stream?phone", "-/votes?deck")
        with watched(request, browser, witness) as open_context:
            yield Hall(room, witness, open_context)


class Hall:
    def __init__(self, room, witness, open_context):
        self.room, self.allow, self._open_context = room, witness.allow, open_context

    def page(self, path, **options):
        page = self._open_context(**options).new_page()
        page.goto(self.room.address + path)
        return page

    def phone(self, **options):
        page = self.page("/", **TOUCH, **options)
        expect(page.locator("[data-part=stage]")).not_to_have_text("Connexion à la salle…")
        return page

    def deck(self):
        return self.page(f"{self.room.trainers}book/deck.html", viewport=ROOM)

    def told_address(self):
        """Where phones are told to come."""
        none = typeset("aucun réseau ; connectez cet ordinateur au Wi-Fi, puis relancez « make salle »")
        return f"{LAN}:{self.room.port}" if LAN else none
