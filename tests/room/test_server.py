"""The room over HTTP, in a process of its own: what it serves and to whom, and how votes go."""

import time

import pytest

from essor.portable.french import typeset
from rooms import CHOICE, DECK, LAN, NUMBER, OTHER, next_of


def test_each_has_its_own_part(shared):
    for path, held in (("/", 'lang="fr"'), ("/phone.js", "EventSource"), ("/phone.css", "aria-pressed"), ("/cours/", "<h1>cours</h1>")):
        status, headers, text = shared.ask("GET", path)
        assert status == 200 and held in text, path
        assert "Set-Cookie" not in headers and "Server" not in headers and headers["Referrer-Policy"] == "no-referrer"
    assert shared.ask("GET", shared.trainers)[2].endswith("<h1>formateur</h1>")
    assert shared.ask("HEAD", f"{shared.trainers}book/page.html")[0] == 200
    policy = shared.ask("GET", "/")[1]["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy


@pytest.mark.skipif(LAN is None, reason="this machine is on no network")
def test_the_key_opens_nothing_from_another_machine(shared):
    assert shared.ask("GET", "/", host=LAN)[0] == 200
    assert shared.ask("GET", shared.trainers, host=LAN)[0] == 404
    assert shared.ask("POST", f"{shared.trainers}-/ask", {"deck": DECK, "question": CHOICE, "round": 1}, host=LAN)[0] == 404


def test_a_whole_vote_of_two_rounds(room):
    with room.phone() as phone, room.deck() as deck:
        assert next_of(phone, "state")["stage"] == "waiting"
        status, told = room.open()
        assert status == 200 and told["voters"] == 0 and told["open"] and told["addresses"][:1] == ([f"http://{LAN}:{room.port}/"] if LAN else [])
        shown = next_of(phone, "state")
        assert (shown["stage"], shown["round"], shown["question"]) == ("open", 1, CHOICE)
        assert room.vote("court", shown["asked"]) == (200, {"said": "A"})
        counts = next_of(deck, "counts", lambda told: told["voters"])
        assert (counts["choices"], counts["phones"]) == ([1, 0, 0], 1)
        for stage in ("closed", "discuss"):
            assert room.reveal(stage, text="Deux minutes.")[1]["choices"] == [1, 0, 0]
            shown = next_of(phone, "state")
            assert (shown["stage"], shown["text"]) == (stage, "Deux minutes.")
        assert room.open(round=2)[1]["choices"] == [0, 0, 0]
        shown = next_of(phone, "state")
        assert (shown["stage"], shown["round"], shown["text"]) == ("open", 2, "")
        assert room.vote("long", shown["asked"])[0] == 200
        assert room.reveal("over")[1]["choices"] == [0, 1, 0]
        assert next_of(phone, "state")["stage"] == "over"


def test_the_same_phone_twice_changes_its_answer(room):
    asked = room.open(NUMBER)[1]["asked"]
    for typed, said in (("40", "40 %"), ("12,5", "12,5 %"), ("40", "40 %")):
        assert room.vote(typed, asked) == (200, {"said": typeset(said)})
    assert room.vote("7", asked, OTHER)[0] == 200
    told = room.reveal("closed")[1]
    assert (told["voters"], told["values"]) == (2, [7, 40])


def test_a_phone_reloaded_takes_its_own_place(room):
    asked = room.open()[1]["asked"]
    room.vote("court", asked)
    with room.phone() as before:
        next_of(before, "state")
        with room.phone() as after, room.deck() as deck:
            assert next_of(before, "elsewhere") == {}
            assert next_of(after, "state")["asked"] == asked
            assert next_of(deck, "counts")["phones"] == 1
            room.vote("long", asked)
            assert next_of(deck, "counts", lambda told: told["choices"] == [0, 1, 0])["voters"] == 1


def test_two_decks(room):
    """The second is told that another leads, and may take over; the first is told."""
    with room.deck() as first:
        asked = room.open()[1]["asked"]
        room.vote("court", asked)
        next_of(first, "counts", lambda told: told["voters"])
        with room.deck(OTHER) as second:
            assert next_of(second, "taken") == {}
            status, told = room.open(NUMBER, deck=OTHER)
            assert status == 409 and told["taken"] and "autre jeu" in told["error"]
            assert room.vote("long", asked, OTHER)[0] == 200
            assert room.open(NUMBER, deck=OTHER, take=True)[0] == 200
            assert next_of(second, "counts")["voters"] == 0
            assert next_of(first, "taken") == {}
            assert room.reveal("closed")[0] == 409
    for _ in range(50):  # once it is gone, its place is free
        if room.open()[0] == 200:
            break
        time.sleep(0.1)
    assert room.open()[0] == 200
