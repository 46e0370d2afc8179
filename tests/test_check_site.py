"""The checker of a published course: silent before a server that keeps its promises, and each fault of another named in words."""

import gzip
import http.server
import re
import threading
from email.message import Message

import pytest

from answering import Answering
from essor.book.site import offline
from essor.places import COURSE

TEXT = "Un cours. " * 300
LOADS = '<link rel="canonical" href="https://ailleurs.fr/"><script src="../_static/a.js?v=1"></script><a href="https://ailleurs.fr/">a</a>'
FILES = {"index.html": "accueil", "book/index.html": f"{LOADS}{TEXT}", "404.html": '<a href="/book/index.html">Accueil</a>', "_static/a.js": TEXT}
FILES |= {"a.csv": "é", "a.svg": "<svg/>", "a.ics": "BEGIN", "a.wasm": "-"}
TYPES = {"html": "text/html; charset=utf-8", "js": "text/javascript", "csv": "text/csv; charset=utf-8", "svg": "image/svg+xml", "ics": "text/calendar"}
TYPES |= {"wasm": "application/wasm"}
WORKER = offline.WORKER


@pytest.fixture
def checker(monkeypatch):
    monkeypatch.syspath_prepend(COURSE / "publier")
    import check_site

    return check_site


@pytest.fixture
def course(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    return made(tmp_path / "cours")


def made(folder, **changed):
    for path, text in {**FILES, **changed}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf8")
    offline.write_worker(folder)
    return folder


def good(folder, promised, path, versioned):
    """Status, headers and body as nginx.conf promises."""
    file = folder / (f"{path}index.html" if path.endswith("/") or not path else path)
    status = 200 if file.is_file() else 404
    file = file if status == 200 else folder / "404.html"
    body = gzip.compress(file.read_bytes())
    kept = "public, max-age=31536000, immutable" if versioned and status == 200 else "no-cache"
    coded = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return status, {**promised, **coded, "Cache-Control": kept, "Content-Type": TYPES[file.suffix[1:]]}, body


@pytest.fixture
def check(checker, course, capsys):
    """Runs the checker on a server whose answers `fault(path, status, headers, body)` changes: exit code, and what it says."""

    def run(fault=lambda path, *answer: answer, published=course, below=""):
        def answer(asked):
            path, _, query = asked[1:].partition("?")
            return fault(path, *good(published, promised, path, query.startswith("v=")))

        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
            server.answer = answer
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
            code = checker.main([f"http://127.0.0.1:{server.server_address[1]}/{below}", "--cours", str(course)])
            server.shutdown()
        out, error = capsys.readouterr()
        return code, out + error

    from answers import PROMISED as promised

    assert len(promised) == 4
    return run


def without(name):
    return lambda path, status, headers, body: (status, {key: value for key, value in headers.items() if key != name}, body)


def sends(when=".", **given):
    """These headers instead, for the paths where `when` is found."""
    given = {name.replace("_", "-"): value for name, value in given.items()}
    return lambda path, status, headers, body: (status, {**headers, **given} if re.search(when, path) else headers, body)


def plain(path, status, headers, body):
    return status, {name: value for name, value in headers.items() if name not in ("Content-Encoding", "Vary")}, gzip.decompress(body)


def twice(path, status, headers, body):
    return status, headers, gzip.compress(body) if status == 200 else body


def said_twice(path, status, headers, body):
    return (status, {**headers, "Content-Encoding": "gzip, gzip"}, gzip.compress(body)) if status == 200 else (status, headers, body)


def absent(path, status, headers, body):
    return (503, headers, b"") if path.endswith("a.svg") else (status, headers, body)


def puts(text):
    """Something on the way adds this to the pages."""
    added = text.encode()
    return lambda path, status, headers, body: (status, headers, gzip.compress(gzip.decompress(body) + added) if path.startswith("book/") else body)


def soft(path, status, headers, body):
    return 200, headers, body


def servers_own(path, status, headers, body):
    return status, headers, gzip.compress(b"Not found") if status == 404 else body


def kept_absent(path, status, headers, body):
    return status, {**headers, "Cache-Control": "max-age=31536000"} if status == 404 else headers, body


def no_worker(path, status, headers, body):
    return (404 if path == WORKER else status), headers, body


def but_worker(fault):
    return lambda path, *answer: answer if path == WORKER else fault(path, *answer)


POLICY = "Content-Security-Policy"
FAULTS = [
    ("compression", plain, "book/index.html (3 ko)"),
    ("double", but_worker(twice), "404.html"),
    ("double", but_worker(said_twice), "404.html"),
    ("vary", without("Vary"), "404.html"),
    ("politique", without(POLICY), "(absente)"),
    ("politique", sends(Content_Security_Policy="default-src *"), "(base-uri, connect-src, default-src,"),
    ("politique", sends(Content_Security_Policy=["default-src 'self'", "default-src 'none'"]), "(envoyée plusieurs fois)"),
    ("entetes", without("X-Content-Type-Options"), "(X-Content-Type-Options : absent)"),
    ("entetes", sends(Referrer_Policy="unsafe-url"), "(Referrer-Policy : unsafe-url)"),
    ("entetes", sends(Permissions_Policy="camera=*"), "(Permissions-Policy : camera=*)"),
    ("cookie", sends(Set_Cookie="suivi=1; Path=/"), "(suivi)"),
    ("cache", sends("html$", Cache_Control="max-age=86400"), "(max-age=86400)"),
    ("cache", sends(WORKER, Cache_Control="public, max-age=3600"), WORKER),
    ("cache", without("Cache-Control"), "(aucun Cache-Control)"),
    ("cache-version", sends(Cache_Control="no-cache"), "a.js?v=1 (no-cache)"),
    ("cache-absent", kept_absent, "adresse-inventee"),
    ("type", sends("csv$", Content_Type="application/octet-stream"), "a.csv (application/octet-stream au lieu de text/csv)"),
    ("type", sends("js$", Content_Type="text/plain"), "a.js (text/plain au lieu de text/javascript)"),
    ("type", sends("wasm$", Content_Type=""), "a.wasm (aucun type"),
    ("accents", sends("csv$", Content_Type="text/csv"), "a.csv (aucun codage)"),
    ("accents", sends("html$", Content_Type="text/html; charset=iso-8859-1"), "(iso-8859-1)"),
    ("absent", absent, "a.svg (répond 503)"),
    ("different", puts("<!-- bandeau -->"), "book/index.html"),
    ("tiers", puts('<img src="//mesure.fr/a.gif">'), "book/index.html (demande mesure.fr)"),
    ("introuvable", soft, "(répond 200)"),
    ("page-introuvable", servers_own, "adresse-inventee"),
    ("travailleur", no_worker, "service-worker.js (répond 404)"),
]
# What comes with some: the policy that a page keeps for long is read with it, a page with something added is another.
WITH = {"tiers": {"different"}, "cache": {"cache-version"}}


@pytest.mark.parametrize("key, fault, where", FAULTS, ids=[f"{rank}-{key}" for rank, (key, *_) in enumerate(FAULTS)])
def test_each_fault_is_named(checker, check, key, fault, where):
    code, said = check(fault)
    assert code == 1
    words = checker.WORDS[key]
    assert words["quoi"] in said and words["pourquoi"] in said and where in said
    assert words.get("faire", words.get("nginx")) in said and words.get("faire", words.get("apache")) in said
    found = {name for name, others in checker.WORDS.items() if others["quoi"] in said}
    assert {key} <= found <= {key} | WITH.get(key, set()), said


def test_every_fault_has_words_and_every_word_its_fault(checker):
    sources = "".join((COURSE / "publier" / name).read_text("utf8") for name in ("answers.py", "check_site.py"))
    given = set(re.findall(r'(?:yield|append\(|\()\s*\(?"([a-z-]+)"(?: if|,)', sources)) & set(checker.WORDS)
    assert given | {"different", "cache-absent"} == set(checker.WORDS)
    for words in checker.WORDS.values():
        assert {"quoi", "pourquoi"} < set(words) and ("faire" in words or {"nginx", "apache", "sans"} < set(words))


def test_good_server(check):
    code, said = check()
    assert code == 0 and f"{len(FILES)} fichiers" in said and "Rien à changer." in said


def test_good_server_that_lets_a_platform_show_the_course(check, checker):
    from answers import PROMISED

    allowed = sends(Content_Security_Policy=PROMISED[POLICY].replace("frame-ancestors 'self'", "frame-ancestors 'self' https://moodle.exemple.fr"))
    assert check(allowed)[0] == 0
    assert check(sends(Content_Security_Policy=f"{PROMISED[POLICY]} *"))[0] == 1


def test_another_edition(check, tmp_path):
    code, said = check(published=made(tmp_path / "autre", **{"book/index.html": LOADS}))
    assert code == 1 and "n’est pas de la même édition" in said and "Des fichiers" not in said


def test_course_in_a_folder_whose_page_of_errors_leads_elsewhere(check, course, tmp_path):
    (tmp_path / "404.html").write_text(FILES["404.html"], "utf8")
    code, said = check(published=tmp_path, below="cours/")
    assert code == 1 and "mène hors du cours" in said and "2. " not in said
    (tmp_path / "404.html").write_text("Not found", "utf8")
    assert "n’est pas celle du cours" in check(published=tmp_path, below="cours/")[1]


# ——— Withdrawn, moved, out of reach ———


def gone(path, status, headers, body):
    return 410, {"Cache-Control": "no-cache"}, b""


def moved(path, status, headers, body):
    return 301, {"Location": f"https://nouvelle.fr/{path}"}, b""


def disowned(path, status, headers, body):
    if path == WORKER:
        return 200, {}, (COURSE / "publier" / WORKER).read_bytes()
    return 200, headers, gzip.compress(b"un autre site")


def but(fault, when, status=None, **headers):
    """`fault`, except for these paths: what the course answers there, or that status."""
    return lambda path, *answer: fault(path, *answer) if not re.search(when, path) else (status or answer[0], {**answer[1], **headers}, answer[2])


def moved_home(path, status, headers, body):
    return 301, {"Location": "https://nouvelle.fr/"}, b""


@pytest.mark.parametrize(
    "fault, code, words",
    [
        (gone, 3, "Ce cours est retiré"),
        (moved, 3, "Ce cours a déménagé"),
        (disowned, 3, "Ce cours est retiré"),
        (but(gone, WORKER), 1, "mais pas son service-worker.js"),
        (but(gone, WORKER, 403), 1, "service-worker.js (répond 403)"),
        (but(gone, "book"), 1, "ses pages répondent encore"),
        (moved_home, 1, "ne mène pas chaque page à la sienne"),
        (lambda *answer: (410, {"Cache-Control": "max-age=31536000"}, b""), 1, "se gardent longtemps"),
        (lambda *answer: (503, {}, b""), 2, "répond 503"),
        (lambda *answer: (403, {}, b""), 2, "ni publié, ni retiré"),
    ],
)
def test_course_that_is_not_there(check, fault, code, words):
    found, said = check(fault)
    assert found == code and words in said, said


@pytest.mark.parametrize("address", ["", "ftp://exemple.fr", "https://", "https://exemple.fr/?a=1", "http://127.0.0.1:1/"])
def test_address_that_cannot_be_asked(checker, capsys, address):
    assert checker.main([address]) == 2
    said = capsys.readouterr().err
    assert "Rien n’a été vérifié." in said and ("attendu" in said or "ne répond pas" in said)


def test_folder_that_is_not_a_course(checker, tmp_path):
    with pytest.raises(checker.NotChecked, match="pas de service-worker"):
        checker.at_hand(tmp_path / "vide")


def answered(**given):
    message = Message()
    for name, value in given.items():
        message[name.replace("_", "-")] = value
    return message


@pytest.mark.parametrize(
    "address, plain, secure, found",
    [
        ("https://a.fr/", (301, {"Location": "https://a.fr/"}), {"Strict_Transport_Security": "max-age=1"}, []),
        ("https://a.fr/", None, {"Strict_Transport_Security": "max-age=1"}, []),
        ("https://a.fr/", (200, {}), {"Strict_Transport_Security": "max-age=1"}, ["clair"]),
        ("https://a.fr/", (301, {"Location": "http://a.fr/b"}), {}, ["hsts", "clair"]),
        ("http://a.fr/", None, {}, ["http"]),
        ("http://localhost:8080/", None, {}, []),
    ],
)
def test_https(checker, monkeypatch, address, plain, secure, found):
    """No server here has a certificate: its answers are given."""

    def get(site, path=""):
        if site.scheme == "http" and plain is None:
            raise checker.NotChecked("rien")
        status, headers = plain if site.scheme == "http" else (200, secure)
        return checker.Answer(site.address + path, status, answered(**headers), b"")

    monkeypatch.setattr(checker.Site, "get", get)
    assert [key for key, _ in checker.check_https(checker.Site(address))] == found
