"""Nothing of others is shipped without its name, its licence and its text."""

import json
from importlib import metadata

import pytest
from bs4 import BeautifulSoup

import editions
from essor.book.site import browser, font, notices
from essor.places import COURSE

NODE_MODULES = COURSE / "node_modules"
PAGE = "book/annexes/licences.html"
# What Sphinx writes from the book itself.
WRITTEN = {"documentation_options.js", "language_data.js", "translations.js", "pygments.css"}
# What the build writes of ours and of packages that the page lists.
MADE = {*font.SHEETS, "plotly.js", "plotly-all.js", "qr.js", browser.CARDS_READER, "registre.csv", *(f"{part}.js" for part in browser.parts())}


def listed(folder):
    """Of the page of licences: {"name version": text}."""
    page = BeautifulSoup((folder / PAGE).read_text("utf8"), "html.parser")
    return {item.p.code.get_text(): item.pre.get_text() for item in page.select(".licences li")}


def nearest_package(file):
    """The package that a file is of, found by going up from it."""
    for folder in file.parents:
        if (folder / "package.json").exists() and "version" in (found := json.loads((folder / "package.json").read_text("utf8"))):
            return f"{found['name']} {found['version']}"
    return None


@pytest.mark.parametrize(
    "bundle, folder",
    [(browser.plotly_bundle, editions.LEARNERS), (browser.qr_bundle, editions.TRAINERS), (browser.cards_bundle, editions.TRAINERS)],
    ids=["plotly", "qr", "cards"],
)
def test_no_bundled_package_is_missing(tmp_path, bundle, folder):
    bundle(NODE_MODULES, tmp_path)
    (account,) = tmp_path.glob("*.json")
    used = {path for output in json.loads(account.read_text("utf8"))["outputs"].values() for path, use in output["inputs"].items() if use["bytesInOutput"]}
    packages = {nearest_package(COURSE / path) for path in used if "node_modules" in path}
    assert packages and None not in packages
    assert packages <= listed(folder).keys()


@pytest.mark.parametrize("folder", [editions.LEARNERS, editions.TRAINERS], ids=["learners", "trainers"])
def test_each_has_its_licence(folder):
    found = listed(folder)
    assert all((len(text) > 500 and "opyright" in text) or "creative commons" in text for text in found.values())
    assert any(name.startswith(browser.MICROPYTHON) for name in found)
    assert any("qrcode" in name for name in found) == (folder == editions.TRAINERS)


@pytest.mark.parametrize("folder", [editions.LEARNERS, editions.TRAINERS], ids=["learners", "trainers"])
def test_every_static_file_is_ours_or_of_a_listed_package(folder):
    of_packages = {file.name.removesuffix(".jinja") for name, _ in notices.FOUND_IN_PYTHON for file in metadata.distribution(name).files}
    ours = {path.name for path in browser.BROWSER.iterdir()}
    strangers = []
    for path in (folder / "_static").rglob("*"):
        known = ours | MADE if "essor" in path.parts else of_packages | WRITTEN
        hashed = path.name.startswith("mystnb.")  # MyST-NB puts a checksum in the name
        if path.is_file() and path.name not in known and not hashed:
            strangers.append(path.relative_to(folder).as_posix())
    assert strangers == []
    assert not [path for path in folder.rglob("*") if path.suffix in (".woff", ".woff2", ".ttf", ".otf")]


def package(folder, files, **said):
    (folder / "p").mkdir()
    (folder / "p/package.json").write_text(json.dumps({"name": "p", "version": "1", **said}), "utf8")
    for name, text in files.items():
        (folder / "p" / name).write_text(text, "utf8")
    return lambda: notices.of_node(folder, "p")


def test_a_text_is_found_or_the_standard_one_bears_its_author(tmp_path):
    for name in "abc":
        (tmp_path / name).mkdir()
    assert package(tmp_path / "a", {"LICENSE.md": "Les termes."}, license="ISC")().text == "Les termes."
    readme = "# P\n\nText.\n\n## License\n\nBy &lt;someone&gt;. Permission is hereby granted"
    assert package(tmp_path / "b", {"README.md": readme}, license="MIT")().text == "## License\n\nBy <someone>. Permission is hereby granted"
    standard = package(tmp_path / "c", {"README.md": "# P\n\n## License\n\nMIT"}, license="MIT", author={"name": "Someone"})().text
    assert "Copyright (c) Someone\n" in standard and "Permission is hereby granted" in standard and "Essor" not in standard


@pytest.mark.parametrize("said", [{}, {"license": "MIT"}, {"license": "GPL-3.0", "author": "Someone"}, {"license": {"type": "MIT"}}])
def test_a_package_that_gives_no_text_is_refused(tmp_path, said):
    with pytest.raises(Exception, match=r"^licences: "):
        package(tmp_path, {}, **said)()
