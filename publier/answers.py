"""What a server's answers for the files of a course show: the faults of each, as a key of `check_site.toml` and where."""

import base64
import gzip
import hashlib
import json
import re
from collections import namedtuple
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

# What the settings promise, by name of header.
PROMISED = dict(re.findall(r'^ *add_header (\S+) "([^"]+)" always;', Path(__file__).with_name("nginx.conf").read_text("utf8"), re.MULTILINE))

TYPES = {"html": "text/html", "css": "text/css", "csv": "text/csv", "svg": "image/svg+xml", "ics": "text/calendar", "txt": "text/plain"}
TYPES |= {"js": "text/javascript application/javascript", "wasm": "application/wasm", "json": "application/json", "png": "image/png"}
TYPES |= {"xml": "text/xml application/xml", "woff2": "font/woff2", "pdf": "application/pdf"}
TEXTS = ("html", "css", "csv", "svg", "ics", "txt", "js", "json", "xml")
SPOKEN = ("csv", "txt")  # they do not say their own encoding
SMALL = 1400  # bytes: one packet, which compression does not shorten

Answer = namedtuple("Answer", ["url", "status", "headers", "body"])
Fault = tuple[str, str]


# ——— Reading an answer ———


def suffix_of(path: str) -> str:
    return path.rpartition(".")[2]


def encodings(answer: Answer) -> list[str]:
    return [name.strip().lower() for name in (answer.headers.get("Content-Encoding") or "").split(",") if name.strip() not in ("", "identity")]


def content(answer: Answer) -> bytes:
    """The bytes once uncompressed as announced; as they came if they are not what is announced."""
    body = answer.body
    for name in encodings(answer):
        try:
            body = gzip.decompress(body) if name in ("gzip", "x-gzip") else body
        except (OSError, EOFError):
            return answer.body
    return body


def digest(body: bytes) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(body).digest()).decode()}"


def kept_for(answer: Answer) -> int | None:
    """Seconds for which a browser may keep an answer without asking again; None when nothing says it."""
    told = (answer.headers.get("Cache-Control") or "").lower()
    if "no-cache" in told or "no-store" in told:
        return 0
    found = re.search(r"max-age=(\d+)", told)
    return int(found[1]) if found else None


def listed(worker: str) -> dict[str, str]:
    """The files of the edition that this service worker keeps, with their digests; none if it is not the course's."""
    found = re.search(r"^const FILES = (\{.*?\});", worker, re.DOTALL | re.MULTILINE)
    try:
        return json.loads(found[1]) if found else {}
    except ValueError:
        return {}


def is_gone(answer: Answer) -> bool:
    return answer.status in (404, 410)


def destination(answer: Answer) -> str:
    return urljoin(answer.url, answer.headers.get("Location") or "") if answer.status in (301, 302, 303, 307, 308) else ""


# ——— What is looked for ———


def compare_files(files: dict[str, str], answers: dict[str, Answer]) -> Iterator[Fault]:
    for path, answer in answers.items():
        if answer.status != 200:
            yield "absent", f"{answer.url} (répond {answer.status})"
        elif path in files and digest(content(answer)) != files[path]:
            yield ("double" if content(answer)[:2] == b"\x1f\x8b" else "different"), answer.url


def check_compression(answers: dict[str, Answer]) -> Iterator[Fault]:
    for path, answer in answers.items():
        is_text = suffix_of(path) in TEXTS and answer.status == 200
        if len(encodings(answer)) > 1:
            yield "double", answer.url
        elif is_text and not encodings(answer) and len(answer.body) > SMALL:
            yield "compression", f"{answer.url} ({len(answer.body) // 1000} ko)"
        elif is_text and encodings(answer) and "accept-encoding" not in (answer.headers.get("Vary") or "").lower():
            yield "vary", answer.url


def directives(policy: str) -> dict[str, set[str]]:
    return {words[0].lower(): set(words[1:]) for words in map(str.split, policy.split(";")) if words}


def check_headers(answers: dict[str, Answer]) -> Iterator[Fault]:
    for answer in answers.values():
        for name, promised in PROMISED.items():
            found = answer.headers.get_all(name) or []
            if name == "Content-Security-Policy":
                if told := _policy_faults(found, directives(promised)):
                    yield "politique", f"{answer.url} ({told})"
            elif name == "Permissions-Policy":
                if not set(re.split(", *", promised)) <= set(re.split(", *", ", ".join(found))):
                    yield "entetes", f"{answer.url} ({name} : {', '.join(found) or 'absent'})"
            elif {value.lower() for value in found} != {promised}:
                yield "entetes", f"{answer.url} ({name} : {', '.join(found) or 'absent'})"
        if answer.headers.get_all("Set-Cookie"):
            yield "cookie", f"{answer.url} ({answer.headers['Set-Cookie'].partition('=')[0]})"


def _policy_faults(found, promised):
    if len(found) != 1:
        return "envoyée plusieurs fois" if found else "absente"
    got = directives(found[0])
    got.pop("upgrade-insecure-requests", None)
    # Who shows the course in a frame is the publisher's choice, among sites that they name.
    framing = got.get("frame-ancestors", set())
    if framing > promised["frame-ancestors"] and not framing & {"*", "http:", "https:"}:
        got["frame-ancestors"] = promised["frame-ancestors"]
    return ", ".join(name for name in sorted(got.keys() | promised.keys()) if got.get(name) != promised.get(name))


def check_types(answers: dict[str, Answer]) -> Iterator[Fault]:
    for path, answer in answers.items():
        expected = TYPES.get(suffix_of(path), "").split()
        told = (answer.headers.get("Content-Type") or "").lower()
        kind, charset = told.partition(";")[0].strip(), re.search(r"charset=\"?([\w-]+)", told)
        if answer.status != 200 or not expected:
            continue
        if kind not in expected:
            yield "type", f"{answer.url} ({kind or 'aucun type'} au lieu de {expected[0]})"
        elif (charset and charset[1] != "utf-8") or (not charset and suffix_of(path) in SPOKEN):
            yield "accents", f"{answer.url} ({charset[1] if charset else 'aucun codage'})"


class _Loaded(HTMLParser):
    """The addresses that a page loads by itself; not those of its links."""

    def __init__(self):
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "link" and not set((told.get("rel") or "").split()) & {"canonical", "next", "prev", "author", "license", "alternate", "search", "index"}:
            self.addresses.append(told.get("href") or "")
        self.addresses.extend(told.get(name) or "" for name in ("src", "data", "poster") if tag != "a")


def check_third_parties(own: str, answers: dict[str, Answer]) -> Iterator[Fault]:
    for path, answer in answers.items():
        if suffix_of(path) != "html" or answer.status != 200:
            continue
        page = _Loaded()
        page.feed(content(answer).decode("utf8", "replace"))
        for address in page.addresses:
            target = urlsplit(urljoin(answer.url, address))
            if target.scheme in ("http", "https") and target.netloc != own:
                yield "tiers", f"{answer.url} (demande {target.netloc})"
