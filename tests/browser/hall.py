"""A room that votes by phone: a page of slides that leads, phones as contexts of their own, and what upsets them."""

from playwright.sync_api import expect

from essor.portable.french import typeset
from rooms import LAN

from .conftest import PHONE, Witness, new_context, photograph
from .deck import ROOM


class Hall:
    """A room, the pages that are open in it, and what upsets them."""

    def __init__(self, request, browser, folders, room):
        self.browser, self.folders, self.room = browser, folders, room
        self.witness = Witness(room.address)
        self.contexts, self._request = [], request

    def page(self, path, **options):
        context = new_context(self.browser, **options)
        context.set_default_timeout(20_000)
        self.witness.watch(context)
        self.contexts.append(context)
        page = context.new_page()
        page.goto(self.room.address + path)
        return page

    def phone(self, viewport=PHONE, **options):
        page = self.page("/", viewport=viewport, has_touch=True, is_mobile=True, **options)
        expect(page.locator("[data-part=stage]")).not_to_have_text("Connexion à la salle…")
        return page

    def deck(self):
        return self.page(f"{self.room.trainers}book/deck.html", viewport=ROOM)

    def close(self, *pages, allowed=()):
        """Keep what the test ends on; nothing but `allowed` may have upset the witness."""
        photograph(self._request, *pages)
        self.witness.allow(*allowed, "/stream?phone", "-/votes?deck")  # a stream that is left is told as a failed request
        for context in self.contexts:
            context.close()
        assert not self.witness.faults(), "\n".join(self.witness.faults())

    def told_address(self):
        """Where phones are told to come."""
        none = typeset("aucun réseau ; connectez cet ordinateur au Wi-Fi, puis relancez « make salle »")
        return f"{LAN}:{self.room.port}" if LAN else none
