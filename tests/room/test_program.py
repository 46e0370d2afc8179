"""The program of the room: what it says on its terminal, what is left when it stops or dies."""

import re
import signal
from pathlib import Path

import pytest

from essor.portable.french import typeset
from rooms import DECK, JSON, LAN, PHONE, free_port, next_of, running, started


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


def said(folders, *given, **options):
    """Exit code and error of a room that does not open."""
    with started(folders, *given, **options) as process:
        error = process.communicate(timeout=60)[1]
    return process.returncode, error.strip()


def test_a_port_that_is_taken_is_said_with_another(shared, folders):
    code, error = said(folders, f"--port={shared.port}")
    assert code == 1 and error.startswith(f"Le port {shared.port} est déjà pris") and error.endswith(f"make salle PORT={shared.port + 1}.")


@pytest.mark.parametrize(
    "given, word",
    [
        ("--port=0", "de 1 à 65535"),
        ("--port=70000", "hors limites"),
        ("--adresse=http://x", "pas une adresse"),
        ("--adresse=a b", "pas une adresse"),
        ("--cle=court", "12 à 64"),
    ],
)
def test_what_it_cannot_take_is_said(folders, given, word):
    code, error = said(folders, given)
    assert code == 1 and word in error and error == typeset(error) and "Traceback" not in error


def test_a_course_that_is_not_built_is_said(tmp_path, folders):
    code, error = said({}, cwd=tmp_path)
    assert code == 1 and "make book" in error
    (folders["formateur"] / "_static/essor/phone.js").rename(tmp_path / "phone.js")
    code, error = said(folders)
    (tmp_path / "phone.js").rename(folders["formateur"] / "_static/essor/phone.js")
    assert code == 1 and "trop ancienne" in error


def test_it_says_where_to_come_and_draws_another_key_each_time(folders):
    keys = set()
    for _ in range(2):
        port = free_port()
        with started(folders, f"--port={port}", "--adresse=192.0.2.77") as process:
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
