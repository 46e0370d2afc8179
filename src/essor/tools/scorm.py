"""The course for a learning platform: packages by SCORM 1.2, one SCO each, made of the learner's edition as it was built.

    python -m essor.tools.scorm [--learners _build/html] [--output _build] [--chapters]

A package holds the book unchanged, less what keeps it in the browser; beside it, the page that the platform opens (`scorm.js` holds the
session there) and the manifest, which lists every file. With --chapters, there is one more package for each assessed chapter: the same
book, which begins at this chapter and counts it alone. The same files of the same commit make the same bytes.
"""

import argparse
import base64
import hashlib
import json
import re
import sys
from collections import namedtuple
from math import ceil
from pathlib import Path
from posixpath import dirname, join, normpath

from bs4 import BeautifulSoup

from essor.book.rendering import rendered
from essor.book.site.offline import PAGE_SCRIPT, WORKER, seconds_of
from essor.book.site.publication import course_version
from essor.book.site.scripts import STATIC, bundled
from essor.tools.archive import ArchiveError, contents_of, moment, title_of, told, write

PAGE, MANIFEST, SCRIPT = "scorm.html", "imsmanifest.xml", f"{STATIC}/scorm.js"
FOLDER = "cours"
CODE = 3  # signs that name a check in what the platform keeps: browser/scorm/memo.js
# A platform answers to no address of its own: neither door, nor what robots and servers read.
LEFT_OUT = {WORKER, "index.html", "404.html", "robots.txt", "sitemap.xml"}

# An assessed chapter: its page in the package without « .html », its title, and its checks as (part, key, code).
Chapter = namedtuple("Chapter", ["page", "title", "checks"])
Course = namedtuple("Course", ["files", "title", "version", "pages", "chapters", "threshold"])
# What a package counts: the end of its name, its title, the page where it begins, its chapters, quizzes to finish and right answers.
Scope = namedtuple("Scope", ["name", "title", "home", "chapters", "quizzes", "right"])


def code_of(part: str, key: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(f"{part}/{key}".encode()).digest())[:CODE].decode()


def read(book: Path, title: str, version: str) -> Course:
    """What a package needs to know of the book built in this folder."""
    found = contents_of(book, FOLDER)
    files = {path: content for path, content in found.items() if path.removeprefix(f"{FOLDER}/") not in LEFT_OUT}
    # Its pages name this script with its former digest: it is there, and does nothing.
    files[f"{FOLDER}/{STATIC}/{PAGE_SCRIPT}"] = b'"use strict";\n'
    texts = {path: content.decode() for path, content in files.items() if path.endswith(".html")}
    progress = next((path for path, text in texts.items() if "data-progress" in text), "")
    if not progress:
        raise ArchiveError(f"no page of {book} shows progress: what would the platform count?")
    shown = BeautifulSoup(texts[progress], "html.parser")
    chapters = [_chapter(chapter, progress) for chapter in shown.select("[data-chapter]")]
    _check_codes(check for chapter in chapters for check in chapter.checks)
    asked = shown.select_one("[data-quizzes]")
    home = re.search(r'data-home="([^"]+)"', found[f"{FOLDER}/index.html"].decode())
    assert asked and home
    pages = [f"{FOLDER}/{home[1]}", *sorted(path for path, text in texts.items() if 'id="furo-main-content"' in text)]
    named = [page.removesuffix(".html") for page in dict.fromkeys(pages)]
    threshold = int(str(asked["data-quizzes"])), int(str(asked["data-right"]))
    return Course(files, title, version, named, chapters, threshold)


def _chapter(shown, progress) -> Chapter:
    link = shown.select_one("[data-part=title] a")
    page = normpath(join(dirname(progress), link["href"])).removesuffix(".html")
    checks = [(check["data-part"], check["data-key"]) for check in shown.select("[data-key]")]
    return Chapter(page, link.get_text(), [(part, key, code_of(part, key)) for part, key in checks])


def _check_codes(checks) -> None:
    seen: dict[str, str] = {}
    for _, key, code in checks:
        if seen.setdefault(code, key) != key:
            raise ArchiveError(f"{key} and {seen[code]} have one code, {code}: name one of them otherwise")


def scopes(course: Course, each: bool) -> list[Scope]:
    """The whole course, then each chapter alone: its quiz finished, and two thirds of its questions right."""
    found = [Scope("", course.title, course.pages[0], course.chapters, *course.threshold)]
    for chapter in course.chapters if each else ():
        right = ceil(sum(part == "questions" for part, *_ in chapter.checks) * 2 / 3)
        found.append(Scope(f"-{chapter.page.rpartition('/')[2]}", chapter.title, chapter.page, [chapter], 1, right))
    return found


def package(course: Course, scope: Scope) -> dict[str, bytes]:
    """The files of a package, by path."""
    chapters = [{"checks": chapter.checks, "counts": chapter in scope.chapters} for chapter in course.chapters]
    session = {"home": scope.home, "pages": course.pages, "chapters": chapters, "threshold": {"quizzes": scope.quizzes, "right": scope.right}}
    page = rendered("scorm.html", title=scope.title, home=scope.home, script=f"{FOLDER}/{SCRIPT}", session=json.dumps(session, separators=(",", ":")))
    files = {**course.files, PAGE: page.encode(), f"{FOLDER}/{SCRIPT}": bundled(("scorm.js",))["scorm.js"]}
    described = BeautifulSoup(files[f"{scope.home}.html"], "html.parser").select_one("meta[name=description]")
    said = {"title": scope.title, "description": described["content"] if described else scope.title, "version": course.version}
    return {**files, MANIFEST: rendered("imsmanifest.xml", identifier=f"essor{scope.name}", page=PAGE, files=sorted(files), **said).encode()}


def write_all(book: Path, output: Path, title: str, version: str, each: bool) -> list[Path]:
    """Write the package of the whole course, then those of its chapters if `each`."""
    course = read(book, title, version)
    return [write(output / f"essor-scorm{scope.name}-{version}.zip", package(course, scope), moment(seconds_of(book))) for scope in scopes(course, each)]


def main(arguments=None) -> int:
    parser = argparse.ArgumentParser(description="Package the learner's edition built in the current folder for a learning platform (SCORM 1.2).")
    parser.add_argument("--learners", type=Path, default=Path("_build/html"))
    parser.add_argument("--output", type=Path, default=Path("_build"))
    parser.add_argument("--chapters", action="store_true", help="one more package for each chapter")
    asked = parser.parse_args(arguments)
    return told(lambda: write_all(asked.learners, asked.output, title_of(asked.learners), course_version(Path.cwd()), asked.chapters))


if __name__ == "__main__":
    sys.exit(main())
