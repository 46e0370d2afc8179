"""Whether a published course is what was published, and its server what its settings promise: `make check-site URL=https://…`.

Python 3.11 or later is all it needs: it is in the archive. Files are compared with the list of digests of the course at
hand (`cours/` of the archive, `_build/html` of the repository) or else of the site, headers with those of `nginx.conf`,
beside this file. Nothing is asked of another site. What is found is said in French, in the words of `check_site.toml`.

Exit code: 0, nothing to change; 1, something; 2, not checked: no answer, or no course there; 3, withdrawn or moved, wholly.
"""

import argparse
import http.client
import re
import ssl
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

from answers import (
    Answer,
    Fault,
    check_compression,
    check_headers,
    check_third_parties,
    check_types,
    compare_files,
    content,
    destination,
    digest,
    is_gone,
    kept_for,
    listed,
    suffix_of,
)

HERE = Path(__file__).resolve().parent
COURSES = (HERE.parent / "cours", HERE.parent / "_build" / "html")
WORDS = tomllib.loads((HERE / "check_site.toml").read_text("utf8"))
WORKER = "service-worker.js"
ABSENT = "adresse-inventee-pour-verifier"

SHORT, LONG = 600, 86400  # s: what forges impose on pages; a day, what is worth keeping
LOCAL = {"localhost", "127.0.0.1", "::1"}
PATIENCE = 20  # s
SHOWN = 3  # places named for one fault
FOR_WHOM = {"faire": "À faire", "nginx": "nginx", "apache": "Apache", "sans": "Sans réglages"}


class NotChecked(Exception):
    """Why nothing could be checked, in French."""


class Site:
    """A published course: what its server answers, redirections as they are."""

    def __init__(self, address: str):
        parts = urlsplit(address if "://" in address else f"https://{address}")
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise NotChecked(f"« {address} » : attendu une adresse comme https://cours.exemple.fr/")
        self.scheme, self.host, self.netloc = parts.scheme, parts.hostname, parts.netloc
        self.port = parts.port
        self.base = re.sub(r"/+$", "", parts.path.removesuffix("index.html")) + "/"
        self.address = f"{self.scheme}://{self.netloc}{self.base}"
        self._connection: http.client.HTTPConnection | None = None

    def get(self, path: str = "") -> Answer:
        """The answer for a path of the course. NotChecked if there is none."""
        url = self.address + path
        try:
            return self._asked(url)
        except (OSError, http.client.HTTPException):
            self._connection = None  # a server may close a connection that has served enough
        try:
            return self._asked(url)
        except ssl.SSLCertVerificationError as error:
            raise NotChecked(
                f"Le certificat de {self.host} n’est pas reconnu ({error.verify_message}). Les navigateurs refuseront d’ouvrir le cours."
            ) from error
        except (OSError, http.client.HTTPException) as error:
            raise NotChecked(f"{url} ne répond pas ({error}). Vérifiez l’adresse, le nom de domaine et que le serveur tourne.") from error

    def _asked(self, url):
        if not self._connection:
            made = http.client.HTTPSConnection if self.scheme == "https" else http.client.HTTPConnection
            self._connection = made(self.host, self.port, timeout=PATIENCE)
        headers = {"Accept-Encoding": "gzip", "User-Agent": "verification-du-cours"}
        self._connection.request("GET", quote(url.removeprefix(f"{self.scheme}://{self.netloc}"), safe="/?=&"), headers=headers)
        response = self._connection.getresponse()
        return Answer(url, response.status, response.headers, response.read())


# ——— What takes more than the files of the list ———


def check_caching(site: Site, answers: dict[str, Answer], home: str) -> Iterator[Fault]:
    for answer in answers.values():
        seconds = kept_for(answer)
        if answer.status == 200 and (seconds is None or seconds > SHORT):
            yield "cache", f"{answer.url} ({answer.headers.get('Cache-Control') or 'aucun Cache-Control'})"
    versioned = re.search(r'"(?:\.\./)*(_static/[^"?]+\?v=[^"&]+)"', home)
    if versioned and (kept_for(answer := site.get(versioned[1])) or 0) < LONG:
        yield "cache-version", f"{answer.url} ({answer.headers.get('Cache-Control') or 'aucun Cache-Control'})"
    if (kept_for(answer := site.get(f"_static/{ABSENT}.js?v=1")) or 0) > SHORT:
        yield "cache-absent", answer.url


def check_absent_page(site: Site, files: dict[str, str]) -> Iterator[Fault]:
    answer = site.get(f"{ABSENT}.html")
    if answer.status != 404:
        yield "introuvable", f"{answer.url} (répond {answer.status})"
    elif digest(content(answer)) != files.get("404.html"):
        yield "page-introuvable", answer.url
    else:
        home = re.search(r'<a href="([^"]+)"', content(answer).decode("utf8"))
        if home and not urljoin(answer.url, home[1]).startswith(site.address):
            yield "retour", f"{answer.url} (mène à {urljoin(answer.url, home[1])})"


def check_https(site: Site) -> Iterator[Fault]:
    if site.scheme == "http":
        if site.host not in LOCAL:
            yield "http", site.address
        return
    if not site.get().headers.get("Strict-Transport-Security"):
        yield "hsts", site.address
    if site.port is None:
        plain = Site(f"http://{site.netloc}{site.base}")
        try:
            answer = plain.get()
        except NotChecked:
            return  # nothing answers in clear
        if urlsplit(destination(answer)).scheme != "https":
            yield "clair", f"{plain.address} (répond {answer.status})"


# ——— The whole ———


def at_hand(folder: Path | None) -> str:
    """The service worker of the course at hand, with its list; empty if there is none. NotChecked if a folder named has none."""
    for place in (folder,) if folder else COURSES:
        if (place / WORKER).is_file():
            return (place / WORKER).read_text("utf8")
    if folder:
        raise NotChecked(f"« {folder} » : pas de {WORKER} dans ce dossier ; attendu le dossier « cours » de l’archive")
    return ""


def left_course(site: Site, home: Answer, worker: Answer, here: str) -> tuple[str, list[Fault]] | None:
    """For a course withdrawn or moved: what to say, and what is not so yet. None when a course is there."""
    asks_to_forget = worker.status == 200 and b"unregister()" in worker.body and not listed(content(worker).decode("utf8", "replace"))
    target = destination(home)
    if not (is_gone(home) or target or asks_to_forget):
        return None
    faults = []
    if not (is_gone(worker) or destination(worker) or asks_to_forget):
        faults.append(("copies", f"{worker.url} (répond {worker.status})"))
    page = site.get("book/index.html")
    if not target and page.status == 200 and digest(content(page)) == listed(here).get("book/index.html"):
        faults.append(("reste", page.url))
    if target and destination(page) and not destination(page).endswith("book/index.html"):
        faults.append(("profonde", f"{page.url} (mène à {destination(page)})"))
    faults += [("cache-absent", answer.url) for answer in (home, worker) if (kept_for(answer) or 0) > SHORT]
    return f"Ce cours a déménagé : {site.address} mène à {target}" if target else f"Ce cours est retiré : {site.address} ne le donne plus.", faults


def check_course(site: Site, home: Answer, worker: Answer, here: str) -> tuple[int, list[Fault]]:
    """How many files were compared with their list, and what is wrong."""
    faults: list[Fault] = []
    there = content(worker).decode("utf8", "replace") if worker.status == 200 else ""
    files = listed(there) or listed(here)
    if not listed(there):
        faults.append(("travailleur", f"{worker.url} (répond {worker.status})"))
    elif here and listed(here) != listed(there):
        faults.append(("edition", site.address))
    if not files:
        raise NotChecked(f"{site.address} répond, mais ni ce site ni ce dossier n’ont la liste des fichiers du cours ({WORKER}).")
    answers = {path: site.get(path) for path in files}
    served = {**answers, WORKER: worker} if there else answers
    pages = {path: answer for path, answer in served.items() if suffix_of(path) == "html" or path == WORKER}
    start = answers.get("book/index.html", home)
    faults += [*compare_files(files, answers), *check_compression(served)]
    faults += [*check_headers(served), *check_types(served), *check_third_parties(site.netloc, pages)]
    faults += [*check_caching(site, served, content(start).decode("utf8", "replace")), *check_absent_page(site, files), *check_https(site)]
    return len(files), faults


def told(faults: list[Fault]) -> str:
    """The faults in words, each once, in the order of check_site.toml, with the first places where it was found."""
    lines = []
    for rank, key in enumerate([key for key in WORDS if any(found == key for found, _ in faults)], 1):
        words, places = WORDS[key], list(dict.fromkeys(where for found, where in faults if found == key))
        more = [f"et {len(places) - SHOWN} autres"] if len(places) > SHOWN else []
        lines += ["", f"{rank}. {words['quoi']}", *(f"   Où : {place}" for place in [*places[:SHOWN], *more]), f"   Pourquoi : {words['pourquoi']}"]
        lines += [f"   {name} : {words[field]}" for field, name in FOR_WHOM.items() if field in words]
    return "\n".join(lines)


def main(arguments=None) -> int:
    parser = argparse.ArgumentParser(description="Vérifie un cours publié : fichiers, en-têtes, compression, cache, page introuvable, tiers.")
    parser.add_argument("adresse", nargs="?", default="", help="celle du cours, comme https://cours.exemple.fr/")
    parser.add_argument("--cours", type=Path, help="le dossier publié, s’il n’est pas à côté")
    asked = parser.parse_args(arguments)
    try:
        site, here = Site(asked.adresse), at_hand(asked.cours)
        home = site.get()
        if (target := destination(home)) and urlsplit(target).hostname == site.host and urlsplit(target).path in (site.base, site.base.rstrip("/")):
            site = Site(target)  # the same course, in https or with its slash
            home = site.get()
        worker = site.get(WORKER)
        if left := left_course(site, home, worker, here):
            said, faults = left
        elif home.status != 200:
            raise NotChecked(f"{home.url} répond {home.status} : ni publié, ni retiré (404 ou 410). Les copies des lecteurs restent.")
        else:
            number, faults = check_course(site, home, worker, here)
            said = f"Cours publié à {site.address} : {number} fichiers demandés, comparés à leur liste."
    except NotChecked as reason:
        print(f"Rien n’a été vérifié. {reason}", file=sys.stderr)
        return 2
    print(said + told(faults))
    print("\nRien à changer." if not faults else "\nCorrigez, rechargez le serveur, puis vérifiez de nouveau.")
    return 1 if faults else 3 if left else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # a console may lack a sign
    sys.exit(main())
