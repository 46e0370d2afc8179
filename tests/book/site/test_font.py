"""The book brings its letters: every sign it shows has one, on page, slide and paper, whatever fonts a machine has."""

import io
import re
from html import unescape

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

import editions
from essor.book.site import font
from essor.book.site.browser import BROWSER, portable_sources
from essor.places import COURSE

NODE_MODULES = COURSE / "node_modules"
PAPERS = COURSE / "_build" / "papier"
LARGEST = 24_000  # bytes, of the face that every page loads
BLANKS = set("\n\t")
READ = set("\u017f")  # folded, when it is typed
_NOT_SHOWN = re.compile(r"<(script|style|code)\b.*?</\1>|<[^>]*>", re.DOTALL)


@pytest.fixture(scope="module", params=[face for faces in font.SHEETS.values() for face in faces], ids=str)
def reduced(request, tmp_path_factory):
    return font.letters(NODE_MODULES, tmp_path_factory.mktemp("font"), *request.param)


def test_every_sign_has_its_letter(reduced):
    made = TTFont(io.BytesIO(reduced))
    assert {ord(sign) for sign in font.SIGNS} == set(made.getBestCmap())
    assert len(reduced) <= LARGEST


def test_it_does_not_bear_the_reserved_name(reduced):
    """The licence of Source Sans (OFL 1.1, § 3) keeps that name for the unmodified font."""
    names = TTFont(io.BytesIO(reduced))["name"]
    assert names.getBestFamilyName() == font.FAMILY
    assert not [str(name) for name in names.names if name.nameID in font.NAMES and "source" in str(name).lower()]
    assert "Open Font License" in names.getDebugName(13)


@pytest.mark.parametrize("path", editions.built() or [None], ids=editions.name)
def test_pages_show_no_other_sign(path):
    assert path, editions.MISSING
    assert set(unescape(_NOT_SHOWN.sub("", path.read_text("utf8")))) - font.SIGNS <= BLANKS


def test_what_simulators_and_scripts_write_has_no_other_sign():
    sources = {**portable_sources(), **{path.name: path.read_text("utf8") for path in BROWSER.rglob("*.*")}}
    others = {name: set(source) - font.SIGNS - BLANKS - READ for name, source in sources.items()}
    assert {name: signs for name, signs in others.items() if signs} == {}


@pytest.mark.parametrize("path", sorted(PAPERS.glob("*.pdf")) or [None], ids=lambda path: path and path.stem)
def test_paper_has_no_other_letters(path):
    """So that a document has the same pages wherever it is printed."""
    assert path, f"no PDF in {PAPERS}: run `make print`"
    assert _fonts(path) == {font.FAMILY.replace(" ", "")}


def _fonts(path) -> set[str]:
    """The fonts of a PDF, by name; drawings of letters (« Type 3 ») have none and are left out."""
    fonts = [font for page in PdfReader(path).pages for font in page["/Resources"].get("/Font", {}).values()]
    return {str(font.get_object()["/BaseFont"]).split("+")[-1] for font in fonts if font.get_object()["/Subtype"] != "/Type3"}
