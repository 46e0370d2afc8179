"""The course put online by nginx and Apache with the page's own commands, then replaced, put back, withdrawn and moved, before a reader who returns.

Each server runs on this machine, in a folder of the test, with Debian's own modules and types; where it is not installed, its test is skipped.
"""

import http.client
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from essor.book.site import offline
from essor.places import BROWSER, COURSE
from essor.tools import archive
from essor.tools.chromium import serve
from rooms import free_port

from .conftest import HOME, photograph
from .site import KEPT
from .test_offline import GONE, NEW_EDITION, boxes, wait_until

PAGE = COURSE / "book/annexes/publier.md"
COMMANDS = dict(re.findall(r"^```\{code-block\} sh\n:name: (\S+)\n\n(.*?)^```", PAGE.read_text("utf8"), re.DOTALL | re.MULTILINE))
OTHER = "book/annexes/glossaire.html"
LATER = "Édition suivante"
SHIM = "#!/bin/sh\n"


class Host:
    """A machine as the page's commands see it: its folders are under one of ours, its programs act there."""

    def __init__(self, root: Path, server: str, moved_to: str):
        self.root, self.server, self.port = root, server, free_port()
        self.day = 0
        self.address = f"http://localhost:{self.port}/"
        self.moved = {"cours.ma-ville.fr": "localhost", "https://nouvelle.exemple.fr": "http://nouvelle.exemple.fr", "nouvelle.ma-ville.fr": moved_to}
        self.moved |= {f"/{place}": f"{root}/{place}" for place in ("var/www", "etc/nginx/conf.d", "etc/apache2/sites-available")}
        self.moved |= {"listen 80;": f"listen 127.0.0.1:{self.port};", "VirtualHost *:80": f"VirtualHost *:{self.port}"}
        for folder in ("bin", "logs", "var/www", "etc/nginx/conf.d", "etc/apache2/sites-available", "etc/apache2/sites-enabled"):
            (root / folder).mkdir(parents=True)
        self._programs({"apt-get": "", **(self._nginx() if server == "nginx" else self._apache())})

    def _programs(self, scripts):
        for name, script in scripts.items():
            (self.root / "bin" / name).write_text(SHIM + script, "utf8")
            (self.root / "bin" / name).chmod(0o755)

    def _nginx(self):
        told = Path("/etc/nginx/nginx.conf").read_text("utf8")  # Debian's, with what is ours elsewhere
        told = re.sub(r"^\s*(user|pid|error_log|access_log|include .*(modules|sites)-enabled).*$", "", told, flags=re.MULTILINE)
        told = told.replace("/etc/nginx/conf.d", f"{self.root}/etc/nginx/conf.d")
        held = "user root;\n" if os.geteuid() == 0 else ""
        (self.root / "nginx.conf").write_text(f"{held}pid {self.root}/pid;\nerror_log {self.root}/logs/error;\n{told}", "utf8")
        program = f'{shutil.which("nginx")} -c {self.root}/nginx.conf -e {self.root}/logs/error "$@"'
        return {"nginx": program, "systemctl": f"if [ -s {self.root}/pid ]; then nginx -s reload; else nginx; fi"}

    def _apache(self):
        etc = f"{self.root}/etc/apache2"
        lines = ["ServerRoot /etc/apache2", f"PidFile {self.root}/pid", f"ErrorLog {self.root}/logs/error", f"Listen 127.0.0.1:{self.port}"]
        lines += [f"IncludeOptional /etc/apache2/mods-enabled/*.{kind}" for kind in ("load", "conf")]
        lines += [f"IncludeOptional {etc}/mods.conf", f"IncludeOptional {etc}/sites-enabled/*.conf"]
        lines += ["<Directory />", "Options FollowSymLinks", "AllowOverride None", "Require all denied", "</Directory>"]
        if os.geteuid() == 0:
            lines += ["User www-data", "Group www-data"]
        (self.root / "apache2.conf").write_text("\n".join(lines) + "\n", "utf8")
        named = f"APACHE_RUN_DIR={self.root} APACHE_LOG_DIR={self.root}/logs {shutil.which('apache2')} -f {self.root}/apache2.conf"
        started = f"if [ -s {self.root}/pid ]; then {named} -k graceful; else {named} -k start; fi"
        enabled = f'for name; do echo "Include /etc/apache2/mods-available/$name.load" >> {etc}/mods.conf; done'
        return {"systemctl": started, "a2enmod": enabled, "a2ensite": f"ln -sf {etc}/sites-available/$1.conf {etc}/sites-enabled/"}

    def adapted(self, text: str) -> str:
        for there, here in self.moved.items():
            text = text.replace(there, here)
        return text

    def receive(self, book: Path):
        """The archive of an edition is copied here."""
        files = archive.learners(book, "Le cours", "1.2")
        for name in ("nginx.conf", "apache.conf", "apache.htaccess"):
            path = f"{archive.PUBLISHING_FOLDER}/{name}"
            files[path] = self.adapted(files[path].decode()).encode()
        files["cours/.htaccess"] = files[f"{archive.PUBLISHING_FOLDER}/apache.htaccess"]
        self.day += 1  # a server tells two editions of a file apart by their day and their size
        archive.write(self.root / "essor.zip", files, (2026, 1, self.day, 0, 0, 0))

    def run(self, name: str, changed=lambda command: command):
        """The commands that the page shows under this name."""
        path = f"{self.root}/bin:{os.environ['PATH']}:/usr/sbin"
        command = changed(self.adapted(COMMANDS[name]))
        done = subprocess.run(["sh", "-ec", command], cwd=self.root, env={**os.environ, "PATH": path}, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}{self.logs()}"
        time.sleep(1)  # a reload is heard, not waited for

    def check(self, edition: int) -> tuple[int, str]:
        """What the checker of that edition's archive says."""
        script = self.root / f"var/www/essor-{edition}/{archive.PUBLISHING_FOLDER}/check_site.py"
        done = subprocess.run([sys.executable, script, self.address], capture_output=True, text=True, timeout=120)
        return done.returncode, done.stdout + done.stderr

    def asked_again(self, path: str) -> int:
        """The status of the answer to a browser that has this compressed file already."""
        connection = http.client.HTTPConnection("localhost", self.port)
        headers = {"Accept-Encoding": "gzip"}
        for _ in range(2):
            connection.request("GET", f"/{path}", headers=headers)
            answer = connection.getresponse()
            answer.read()
            headers["If-None-Match"] = answer.headers["ETag"]
        return answer.status

    def logs(self) -> str:
        return "".join(log.read_text("utf8") for log in (self.root / "logs").iterdir())

    def stop(self):
        if (self.root / "pid").exists():
            subprocess.run(["kill", (self.root / "pid").read_text().strip()], check=False)


@pytest.fixture(scope="module")
def later(book, tmp_path_factory):
    """An edition after the built one: its first page says so."""
    folder = tmp_path_factory.mktemp("later") / "html"
    shutil.copytree(book, folder)
    page = folder / HOME
    page.write_text(re.sub(r"(<h1[^>]*>)", rf"\1{LATER} : ", page.read_text("utf8"), count=1), "utf8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(offline.seconds_of(book) + 3600))
        offline.write_worker(folder)
    return folder


@pytest.fixture(params=["nginx", "apache2"])
def host(request, later):
    server = request.param
    if not shutil.which(server, path=f"{os.environ['PATH']}:/usr/sbin") or not Path("/etc", server).is_dir():
        pytest.skip(f"{server} is not installed as Debian does: its instructions are not tried")
    os.environ["PATH"] += ":/usr/sbin"
    with tempfile.TemporaryDirectory() as folder, serve(later) as elsewhere:
        Path(folder).chmod(0o755)  # a server's own user reads it
        host = Host(Path(folder), server, elsewhere.removeprefix("http://"))
        host.elsewhere = elsewhere
        yield host
        host.stop()


def undone(command):
    """The command that puts back the sign that this one takes away."""
    return re.sub(r"s/# (.+?)/\1/", r"s/\1/# \1/", command)


def visit(reader, host, path=HOME):
    page = reader.new_page()
    page.goto(host.address + path)
    return page


def keep(reader, host):
    page = visit(reader, host)
    expect(page.locator(".essor-offline")).to_contain_text(KEPT, timeout=90_000)
    return page


def shows_later(page):
    return LATER in page.locator("h1").inner_text()


def test_sizes_that_the_page_tells(book, tmp_path):
    files = archive.learners(book, "Le cours", "1.2")
    zipped = archive.write(tmp_path / "essor.zip", files, archive.moment(offline.seconds_of(book))).stat().st_size
    site = sum(len(content) for path, content in files.items() if path.startswith(archive.LEARNERS_FOLDER))
    told = [int(size) for size in re.findall(r"environ (\d+)\sMo", PAGE.read_text("utf8"))]
    assert told == [pytest.approx(size / 1e6, rel=0.25) for size in (zipped, site)]


def test_from_publication_to_withdrawal(request, host, reader, book, later):
    kind = "nginx" if host.server == "nginx" else "apache"
    host.receive(book)
    host.run(f"{kind}-publier")
    code, said = host.check(1)
    assert code == 0, said + host.logs()
    assert f"{len(offline.kept_files(book))} fichiers" in said
    assert host.asked_again(HOME) == 304
    page = keep(reader, host)
    assert not shows_later(page)
    page.close()

    version = offline.version_of({**offline.kept_files(later), offline.WORKER: (BROWSER / offline.WORKER).read_text("utf8")})
    host.receive(later)
    host.run("mettre-a-jour")
    assert host.check(2)[0] == 0
    assert host.check(1)[0] == 1 and "pas de la même édition" in host.check(1)[1]
    page = visit(reader, host)
    expect(boxes(page)).to_contain_text(NEW_EDITION, timeout=60_000)
    assert not shows_later(page)
    with page.expect_navigation():
        boxes(page).get_by_role("button", name="Recharger la page").click()
    expect(page.locator(".essor-offline")).to_contain_text(KEPT)
    assert shows_later(page)
    page.close()

    host.run("revenir")
    assert host.check(1)[0] == 0
    page = visit(reader, host)
    # This page is of the copy, or the browser has looked for another edition since: in both cases the copy goes.
    wait_until(page, f"caches.keys().then((names) => !names.some((name) => name.endsWith('{version}')))")
    page.close()
    page = keep(reader, host)
    assert not shows_later(page)
    page.close()

    host.run(f"{kind}-retirer")
    code, said = host.check(1)
    assert code == 3 and "Ce cours est retiré" in said, said
    page = visit(reader, host)
    assert not shows_later(page)
    wait_until(page, GONE)
    for path in (HOME, ""):
        answer = page.goto(host.address + path)
        assert answer.status == 410
        expect(page.get_by_role("heading")).to_have_text("Ce cours n’est plus publié ici")
    photograph(request, page)
    page.close()

    host.run(f"{kind}-retirer", undone)
    keep(reader, host).close()
    host.run(f"{kind}-rediriger")
    code, said = host.check(1)
    assert code == 3 and f"mène à {host.elsewhere}" in said, said
    page = visit(reader, host)
    wait_until(page, GONE)
    page.close()
    page = visit(reader, host, OTHER)
    assert page.url == f"{host.elsewhere}/{OTHER}"
    expect(page.locator("h1")).to_contain_text("Glossaire")
