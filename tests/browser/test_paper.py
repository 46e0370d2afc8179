"""Printing: what would be cut is refused, page numbers and room to write are those of the printed pages."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

import essor.tools.print as press
from essor.book.site.scripts import put
from essor.book.trainer.paper import COPIED

HEAD = '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Essai</title><link rel="stylesheet" href="paper.css"></head>'
CARD = (
    '<section class="sheet-of-cards holds-4"><div class="cell"><article class="card" data-fits="Une carte" data-kind="a"><h2>Une '
    "carte</h2>{}</article></div></section>"
)


@pytest.fixture
def printed(browser, tmp_path):
    """Prints a body, as a page of the name given, as `make print` does."""
    put(tmp_path, *COPIED)
    page = browser.new_page()
    page.emulate_media(media="print")

    def pdf(body, name="essai", kind="") -> bytes:
        path = Path(tmp_path, f"{name}.html")
        path.write_text(f'{HEAD}<body class="{kind}"><main>{body}</main><script src="paper.js"></script></body></html>', "utf8")
        return press._printed(page, path)

    yield pdf
    page.close()


def texts(pdf):
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def test_a_card_that_fits_is_printed_and_one_too_long_refused(printed):
    pages = texts(printed(f"<p>Avant.</p>{CARD.format('<p>Votez pour.</p>')}"))
    assert len(pages) == 2 and "Votez pour." in pages[1]
    with pytest.raises(press.PrintError, match="essai: too long for its place: Une carte"):
        printed(CARD.format("<p>Une ligne de la carte.</p>" * 60))


def test_a_sheet_has_two_sides_at_most(printed):
    assert len(texts(printed("<h1>Le titre</h1>" + "<p>Une ligne.</p>" * 51, "fiche-a", "sheet"))) == 2
    with pytest.raises(press.PrintError, match="fiche-b: 4 pages, expected 2 at most"):
        printed("<h1>Le titre</h1>" + "<p>Une ligne.</p>" * 120, "fiche-b", "sheet")


def test_contents_and_room_to_write_follow_the_pages(printed):
    chapter = (
        '<article class="chapter"><h1 id="c{0}">Chapitre {0}</h1><p>Texte.</p><section class="own-notes" data-fills><h2>Mes notes</h2><span '
        'class="essor-lines"></span></section></article>'
    )
    long = chapter.replace("<p>Texte.</p>", "<p>Texte.</p>" * 33)
    contents = "".join(f'<p><a href="#c{rank}">Chapitre {rank} : page <span data-page-of="c{rank}"></span></a></p>' for rank in (1, 2))
    pages = texts(printed(contents + chapter.format(1) + long.format(2)))
    assert len(pages) == 3  # the lines push nothing to another page
    assert "Chapitre 1 : page 2" in pages[0] and "Chapitre 2 : page 3" in pages[0]
    assert "Mes notes" in pages[1] and "Mes notes" not in pages[2]


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(press.PrintError, match="no page to print"):
        press.print_all(tmp_path, tmp_path / "pdf")
