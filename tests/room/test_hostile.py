"""What no page of ours sends to a room: wrong keys, other paths, bodies and streams that are none, a flood, a crowd."""

import json
import socket
import time
import zlib

import pytest

from essor.portable.french import typeset
from rooms import CHOICE, DECK, JSON, KEY, OTHER, PHONE, running


@pytest.mark.parametrize("key", ["", "x", KEY[:-1], KEY + "0", KEY.upper(), "cl%C3%A9-des-tests", "%00", f"{KEY}%00", "..", "cours", "%F0%9F"])
@pytest.mark.parametrize("path", ["", "index.html", "book/page.html", "-/votes?deck=" + DECK, "-/ask"])
def test_a_wrong_key_finds_nothing(shared, key, path):
    method, body = ("POST", {"deck": DECK, "question": CHOICE, "round": 1}) if path == "-/ask" else ("GET", None)
    status, _, text = shared.ask(method, f"/formateur/{key}/{path}", body)
    assert status in (400, 404) and "formateur</h1>" not in text and "voters" not in text
    assert status == 404 or key == "%F0%9F"  # bytes that are no text


@pytest.mark.parametrize(
    "path",
    [
        "/..", "/../", "/cours/../formateur/index.html", "/cours/../../formateur/index.html", "/cours/%2e%2e/formateur/index.html",
        "/cours/..%2fformateur%2findex.html",
        "/cours//etc/passwd", "/cours/%2fetc%2fpasswd", "/cours/..%5c..%5cformateur", "/cours/%00", "/cours/index.html%00.js", "/cours/service-worker.js",
        "/phone.html", "/phone.js/", "/_static/essor/phone.js", "/.git/config", "/%", "/%ff", "/cours/%ff", "/favicon.ico", "/stream/x",
    ],
)  # fmt: skip
def test_nothing_else_is_served(shared, path):
    status, _, text = shared.ask("GET", path)
    assert status in (400, 403, 404, 405) and "<h1>" not in text and "root:" not in text
    if status == 404:
        assert text == typeset(text) and "écran" not in text and "adresse" in text


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS", "PATCH", "HEAD"])
def test_votes_are_only_posted(shared, method):
    assert shared.ask(method, "/vote")[0] == 405


@pytest.mark.parametrize(
    "status, body, headers",
    [
        (413, b'{"phone": "' + b"a" * 600 + b'"}', JSON),
        (400, b"phone=1", JSON),
        (400, b"", JSON),
        (400, b"[1, 2]", JSON),
        (400, b"null", JSON),
        (400, b"\xff\xfe\x00", JSON),
        (400, b"[" * 500, JSON),
        (400, b'{"phone": "court", "asked": 1, "answer": "court"}', JSON),
        (400, b'{"phone": ["' + PHONE.encode() + b'"], "asked": 1, "answer": "court"}', JSON),
        (400, b'{"phone": "telephone\\u0000essai00", "asked": 1, "answer": "court"}', JSON),
        (400, b'{"asked": 1, "answer": "court"}', JSON),
        (409, json.dumps({"phone": PHONE, "asked": "1", "answer": "court"}).encode(), JSON),
        (409, json.dumps({"phone": PHONE, "answer": "court"}).encode(), JSON),
        (409, json.dumps({"phone": PHONE, "asked": float("nan"), "answer": "court"}).encode(), JSON),
        *[(422, json.dumps({"phone": PHONE, "asked": 1, "answer": answer}).encode(), JSON) for answer in ("D", "A", "", 0, 1.5, True, None, [], {}, ["court"])],
        (422, json.dumps({"phone": PHONE, "asked": 1, "answer": float("nan")}).encode(), JSON),
        (422, json.dumps({"phone": PHONE, "asked": 1, "answer": "court\0"}).encode(), JSON),
        *[
            (415, json.dumps({"phone": PHONE, "asked": 1, "answer": "court"}).encode(), {"Content-Type": kind})
            for kind in ("text/plain", "application/x-www-form-urlencoded", "")
        ],
    ],
)
def test_a_hostile_vote_is_refused_and_counts_for_nothing(hostile, status, body, headers):
    body = body.replace(PHONE.encode(), f"telephone-essai-{zlib.crc32(body):010}".encode())  # none is bounded for what another sent
    found, reply, text = hostile.ask("POST", "/vote", body, headers)
    assert found == status and reply["Content-Type"].startswith("application/json")
    error = json.loads(text)["error"]
    assert error == typeset(error) and error.endswith(".")
    assert hostile.open()[1]["voters"] == 0


@pytest.fixture(scope="module")
def hostile(folders):
    with running(folders) as room:
        room.open()
        yield room
        assert room.stop()[1] == ""


def test_bodies_and_headers_too_large_close_the_connection(shared):
    for sent in (
        b"POST /vote HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n",
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /vote HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\n",
        b"\0\0\0\0\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",  # a browser that tries https
    ):
        with socket.create_connection(("127.0.0.1", shared.port), 10) as connection:
            connection.sendall(sent)
            reply = b""
            while part := connection.recv(65_536):
                reply += part
        assert reply == b"" or reply.startswith(b"HTTP/1.1 4"), sent[:60]
    assert shared.ask("GET", "/")[0] == 200


def test_hostile_streams_are_refused(shared):
    for path in ("/stream", "/stream?phone=", "/stream?phone=x", f"/stream?phone={PHONE}%00{PHONE}", "/stream?phone=" + "a" * 70, "/stream?phone=%ff%fe"):
        assert shared.ask("GET", path)[0] == 400, path


def test_a_flood_from_one_leaves_room_for_others(room):
    """What floods is refused, and another phone votes meanwhile. `benchmarks/room.py` sends ten thousand."""
    asked = room.open()[1]["asked"]
    vote = json.dumps({"phone": PHONE, "asked": asked, "answer": "court"}).encode()
    request = b"POST /vote HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(vote), vote)
    statuses = {}
    for rank in range(600):
        with socket.create_connection(("127.0.0.1", room.port), 10) as connection:
            connection.sendall(request)
            status = int(connection.recv(65_536).split(b" ", 2)[1])
        statuses[status] = statuses.get(status, 0) + 1
        if rank == 300:
            assert room.vote("long", asked, OTHER)[0] == 200
    assert set(statuses) == {200, 429} and statuses[429] > 300
    time.sleep(1)
    assert room.vote("meme", asked, "telephone-essai-002")[0] == 200
    assert room.reveal("closed")[1]["choices"] == [1, 1, 1]


def test_too_many_phones_are_told_so(room):
    """The three hundred and first hears why, and takes no one's place."""
    request = "GET /stream?phone=telephone-numero-{} HTTP/1.1\r\nHost: x\r\n\r\n"
    connections = []
    for rank in range(301):
        connections.append(socket.create_connection(("127.0.0.1", room.port), 10))
        connections[-1].sendall(request.format(rank).encode())
    heard = b""
    while part := connections[-1].recv(65_536):
        heard += part
    assert b"event: full" in heard and b"La salle est pleine" in heard
    connections[0].close()
    for _ in range(50):
        with room.phone() as phone:
            if next(phone)[0] == "state":
                break
        time.sleep(0.1)
    else:
        pytest.fail("no place was freed")
    for connection in connections:
        connection.close()
