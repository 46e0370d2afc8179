"""The room over HTTP, in a process of its own: what it serves and to whom, faults, hostile bodies, what it leaves behind."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from essor.portable.french import typeset
from essor.room.addresses import local_addresses
from rooms import CHOICE, DECK, KEY, NUMBER, OTHER, PHONE, editions, free_port, next_of, running

JSON = {"Content-Type": "application/json"}
LAN = next((one.address for one in local_addresses()), None)


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    return editions(tmp_path_factory.mktemp("editions"))


@pytest.fixture
def room(folders):
    with running(folders) as room:
        yield room


@pytest.fixture(scope="module")
def shared(folders):
    """A room for what leaves no trace in it."""
    with running(folders) as room:
        yield room


# What is served, and to whom.


def test_each_has_its_own_part(shared):
    for path, held in (("/", 'lang="fr"'), ("/phone.js", "EventSource"), ("/phone.css", "aria-pressed"), ("/cours/", "<h1>cours</h1>")):
        status, headers, text = shared.ask("GET", path)
        assert status == 200 and held in text, path
        assert "Set-Cookie" not in headers and "Server" not in headers and headers["Referrer-Policy"] == "no-referrer"
    assert shared.ask("GET", shared.trainers)[2].endswith("<h1>formateur</h1>")
    assert shared.ask("HEAD", f"{shared.trainers}book/page.html")[0] == 200
    policy = shared.ask("GET", "/")[1]["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("key", ["", "x", KEY[:-1], KEY + "0", KEY.upper(), "cl%C3%A9-des-tests", "%00", f"{KEY}%00", "..", "cours", "%F0%9F"])
@pytest.mark.parametrize("path", ["", "index.html", "book/page.html", "-/votes?deck=" + DECK, "-/ask"])
def test_a_wrong_key_finds_nothing(shared, key, path):
    method, body = ("POST", {"deck": DECK, "question": CHOICE, "round": 1}) if path == "-/ask" else ("GET", None)
    status, _, text = shared.ask(method, f"/formateur/{key}/{path}", body)
    assert status in (400, 404) and "formateur</h1>" not in text and "voters" not in text
    assert status == 404 or key == "%F0%9F"  # bytes that are no text


@pytest.mark.skipif(LAN is None, reason="this machine is on no network")
def test_the_key_opens_nothing_from_another_machine(shared):
    assert shared.ask("GET", "/", host=LAN)[0] == 200
    assert shared.ask("GET", shared.trainers, host=LAN)[0] == 404
    assert shared.ask("POST", f"{shared.trainers}-/ask", {"deck": DECK, "question": CHOICE, "round": 1}, host=LAN)[0] == 404


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


# Votes.


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


def test_a_late_vote_is_refused_in_french(room):
    asked = room.open()[1]["asked"]
    room.vote("court", asked)
    room.reveal("closed")
    assert room.vote("long", asked) == (409, {"error": typeset("Trop tard : ce sondage est clos. Votre réponse précédente reste comptée.")})
    assert room.vote("long", asked, OTHER) == (409, {"error": typeset("Trop tard : ce sondage est clos.")})
    again = room.open(round=2)[1]["asked"]
    assert room.vote("long", asked)[0] == 409 and room.vote("long", again)[0] == 200


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


# What no phone of ours sends.


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


# A server that dies, and what it leaves.


def test_a_server_killed_and_started_anew_knows_nothing_and_says_so(folders):
    port = free_port()
    with running(folders, port) as first, first.phone() as phone:
        asked = first.open()[1]
        next_of(phone, "state")
        first.vote("court", asked["asked"])
        first.kill()
    with running(folders, port) as second, second.phone() as phone:
        shown = next_of(phone, "state")
        assert shown["stage"] == "waiting" and shown["server"] != asked["server"]
        assert second.vote("court", asked["asked"])[0] == 409


def files_below(*folders):
    return {path: path.stat().st_mtime_ns for folder in folders for path in Path(folder).rglob("*")}


def test_ctrl_c_tells_phones_and_nothing_is_left(folders, tmp_path):
    """No file in the current folder, the home or the temporary folder; no line about anyone on either output."""
    places = {name: tmp_path / name for name in ("cwd", "home", "temporary")}
    for place in places.values():
        place.mkdir()
    told = {"HOME": places["home"], "USERPROFILE": places["home"], **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), places["temporary"])}
    told |= dict.fromkeys(("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), places["home"])
    served = files_below(*folders.values())
    environment = {name: str(place) for name, place in told.items()}
    with running(folders, cwd=places["cwd"], environment=environment) as room, room.phone() as phone:
        room.vote("court", room.open()[1]["asked"])
        for path in ("/nowhere", "/formateur/wrong/", "/cours/", "/cours/none.html"):
            room.ask("GET", path)
        room.ask("POST", "/vote", b"{", JSON)
        next_of(phone, "state", lambda told: told["stage"] == "open")
        out, errors = room.stop()
        assert next_of(phone, "state")["stage"] == "over"
    assert errors == ""
    assert out.strip().endswith("La salle est fermée. Il ne reste rien des réponses.")
    for word in (PHONE, DECK, "court", "nowhere", "wrong", "127.0.0.1 ", "GET", "POST", "40"):
        assert word not in out.replace("/cours/", "").replace("pour lire le cours", ""), word
    assert not files_below(*places.values()) and files_below(*folders.values()) == served
    assert room.process.returncode == 0


# What the terminal says.


def said(*given, cwd=None):
    """Exit code and error of a room that does not open."""
    environment = {**os.environ, "PYTHONIOENCODING": "utf8"}
    done = subprocess.run(
        [sys.executable, "-m", "essor.room", "--sans-ouvrir", *given], cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf8", timeout=60
    )
    return done.returncode, done.stderr.strip()


def test_a_port_that_is_taken_is_said_with_another(shared, folders):
    where = [f"--{name}={folder}" for name, folder in folders.items()]
    code, error = said(f"--port={shared.port}", *where)
    assert code == 1 and error.startswith(f"Le port {shared.port} est déjà pris") and error.endswith(f"make salle PORT={shared.port + 1}.")
    wrong = {"--port=0": "de 1 à 65535", "--port=70000": "hors limites", "--adresse=http://x": "pas une adresse", "--adresse=a b": "pas une adresse"}
    for given, word in {**wrong, "--cle=court": "12 à 64"}.items():
        code, error = said(given, *where)
        assert code == 1 and word in error and error == typeset(error) and "Traceback" not in error


def test_a_course_that_is_not_built_is_said(tmp_path, folders):
    code, error = said(cwd=tmp_path)
    assert code == 1 and "make book" in error
    (folders["formateur"] / "_static/essor/phone.js").rename(tmp_path / "phone.js")
    code, error = said(*(f"--{name}={folder}" for name, folder in folders.items()))
    (tmp_path / "phone.js").rename(folders["formateur"] / "_static/essor/phone.js")
    assert code == 1 and "trop ancienne" in error


def test_it_says_where_to_come_and_draws_another_key_each_time(folders):
    keys = set()
    for _ in range(2):
        port = free_port()
        command = [
            sys.executable,
            "-m",
            "essor.room",
            f"--port={port}",
            "--sans-ouvrir",
            "--adresse=192.0.2.77",
            *(f"--{name}={folder}" for name, folder in folders.items()),
        ]
        environment = {**os.environ, "PYTHONIOENCODING": "utf8"}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True, encoding="utf8")
        lines = ""
        while "Python" not in lines:
            lines += process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
        keys.add(re.search(rf"http://127\.0\.0\.1:{port}/formateur/([\w-]{{16}})/\n", lines)[1])
        assert f"http://192.0.2.77:{port}/\n" in lines and f"http://192.0.2.77:{port}/cours/\n" in lines
        assert lines.rstrip("\n") == typeset(lines.rstrip("\n"))
        if LAN:
            assert f"    {LAN} (" in lines
    assert len(keys) == 2
