"""Opens the room: serves both built editions and the page of votes until Ctrl-C. `make salle` builds them first.

    python -m essor.room [--port 8765] [--adresse 192.168.1.20] [--cle KEY] [--sans-ouvrir]

Nothing is written: what the room answered is in memory, and goes with the process.
"""

import argparse
import asyncio
import errno
import io
import logging
import re
import secrets
import shlex
import subprocess
import sys
import threading
import webbrowser
from contextlib import suppress
from pathlib import Path

from essor.portable.french import typeset
from essor.room.addresses import Address, local_addresses
from essor.room.server import SOCKETS, Hall, Served, server

PORT = 8765
KEY_BYTES = 12
_KEY = re.compile(r"[\w-]{12,64}", re.ASCII)
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")


class Wrong(RuntimeError):
    """The room cannot open. `str()` says why, in French, and what to do."""


def arguments(given) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m essor.room", description="Ouvre le sondage des téléphones, sur cet ordinateur seulement.")
    parser.add_argument("--port", type=int, default=PORT, help="port du serveur (%(default)s)")
    parser.add_argument("--adresse", help="adresse à montrer aux téléphones, si celle qui est trouvée n’est pas la bonne")
    parser.add_argument("--cle", help="clé du formateur : celle d’une salle arrêtée, pour que ses diapositives la retrouvent")
    parser.add_argument("--sans-ouvrir", action="store_true", help="ne pas ouvrir le navigateur")
    parser.add_argument("--cours", type=Path, default=Path("_build", "html"), help="édition de l’apprenant (%(default)s)")
    parser.add_argument("--formateur", type=Path, default=Path("_build", "formateur"), help="édition du formateur (%(default)s)")
    return parser.parse_args(given)


def checked(asked: argparse.Namespace) -> None:
    """Raise Wrong on what could not work."""
    for folder in (asked.cours, asked.formateur):
        if not (folder / "index.html").is_file():
            raise Wrong(f"Le cours n’est pas dans {folder} : construisez-le avec « make book ».")
    if not (asked.formateur / "_static" / "essor" / "phone.js").is_file():
        raise Wrong(f"L’édition du formateur de {asked.formateur} est trop ancienne : reconstruisez-la avec « make book ».")
    if not 1 <= asked.port <= 65_535:
        raise Wrong(f"--port : « {asked.port} » est hors limites. Indiquez un nombre entier, de 1 à 65535 ; {PORT} convient presque toujours.")
    if asked.cle is not None and not _KEY.fullmatch(asked.cle):
        raise Wrong("--cle : la clé s’écrit en 12 à 64 lettres sans accent, chiffres, tirets ou soulignés.")
    if asked.adresse is not None and not _HOST.fullmatch(asked.adresse):
        raise Wrong(f"--adresse : « {asked.adresse} » n’est pas une adresse. Écrivez par exemple 192.168.1.20, sans http:// ni port.")


def command(asked: argparse.Namespace, key: str) -> str:
    """What starts this room anew, for the decks and phones that wait for it."""
    words = [sys.executable, "-m", "essor.room", f"--cle={key}", "--sans-ouvrir"]
    words += [f"--port={asked.port}"] if asked.port != PORT else []
    words += [f"--adresse={asked.adresse}"] if asked.adresse else []
    with suppress(ValueError):  # not below this folder
        words[0] = str(Path(sys.executable).relative_to(Path.cwd()))
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def welcome(asked: argparse.Namespace, key: str, found: list[Address]) -> str:
    """What the terminal says."""
    shown = found[0].address if found else "127.0.0.1"
    lines = [
        "La salle est ouverte. Rien n’est enregistré : tout s’efface à l’arrêt (Ctrl-C).",
        "",
        "  Votre navigateur, sur cet ordinateur (adresse à garder pour vous) :",
        f"    http://127.0.0.1:{asked.port}/formateur/{key}/",
    ]
    if not found:
        lines += ["", "Aucun réseau n’est trouvé : les téléphones ne pourront pas venir.", "Connectez cet ordinateur au Wi-Fi de la salle, puis relancez."]
    else:
        lines += [f"  Téléphones, pour répondre{_on(found[0])} :", f"    http://{shown}:{asked.port}/"]
        lines += ["  Téléphones, pour lire le cours :", f"    http://{shown}:{asked.port}/cours/"]
    if found[1:]:
        lines += ["", "Autres adresses de cet ordinateur, à choisir avec --adresse si les téléphones n’ouvrent pas la page :"]
        lines += [f"    {one.address} ({one.card})" for one in found[1:]]
    lines += ["", "Si l’ordinateur demande s’il faut laisser Python communiquer sur le réseau, acceptez."]
    return "\n".join(map(typeset, lines))


def _on(address: Address) -> str:
    return f" (réseau « {address.card} »)" if address.card else ""


def allow_sockets() -> None:
    """Ask the system for as many connections as a full room takes: some allow 256."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # absent from Windows

        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        wanted = SOCKETS + 200
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def refused(port: int, error: OSError) -> Wrong:
    if error.errno == errno.EADDRINUSE or getattr(error, "winerror", 0) == 10048:
        other = port + 1 if port < 65_535 else PORT
        return Wrong(f"Le port {port} est déjà pris : une autre salle est peut-être ouverte. Fermez-la, ou prenez un autre port : make salle PORT={other}.")
    if error.errno == errno.EACCES:
        return Wrong(f"Le port {port} demande des droits d’administrateur. Prenez-en un autre : make salle PORT={PORT}.")
    return Wrong(f"Le port {port} ne s’ouvre pas ({error.strerror}). Prenez-en un autre : make salle PORT={PORT + 1}.")


async def run(asked: argparse.Namespace) -> None:
    """Serve until cancelled, as Ctrl-C does."""
    key = asked.cle or secrets.token_urlsafe(KEY_BYTES)
    found = local_addresses()
    if asked.adresse:
        found = [Address(asked.adresse, ""), *(one for one in found if one.address != asked.adresse)]
    shown = tuple(f"http://{one.address}:{asked.port}/" for one in found)
    hall = Hall(Served(asked.cours.resolve(), asked.formateur.resolve(), shown, command(asked, key)), key)
    http = server(hall)
    try:
        http.listen(asked.port, "0.0.0.0")
    except OSError as error:
        raise refused(asked.port, error) from error
    print(welcome(asked, key, found), flush=True)
    if not asked.sans_ouvrir:
        opened = f"http://127.0.0.1:{asked.port}/formateur/{key}/"
        threading.Thread(target=webbrowser.open, args=(opened,), daemon=True).start()  # some browsers give the hand back when they close
    try:
        await hall.beat()
    finally:
        hall.end()
        http.stop()
        await asyncio.sleep(0.2)  # what was told leaves


def main(given=None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console may lack a sign of ours
    asked = arguments(given)
    logging.getLogger("tornado").propagate = False  # no line about anyone
    logging.getLogger("tornado").addHandler(logging.NullHandler())
    allow_sockets()
    try:
        checked(asked)
        asyncio.run(run(asked))
    except Wrong as error:
        print(typeset(str(error)), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(typeset("\nLa salle est fermée. Il ne reste rien des réponses."))
    return 0


if __name__ == "__main__":
    sys.exit(main())
