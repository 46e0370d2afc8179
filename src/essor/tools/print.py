"""Prints the course: every page of the trainer's folder `papier` as a PDF of the same name, tagged and with bookmarks.

    python -m essor.tools.print [--pages _build/formateur/papier] [--output _build/papier]

Refuses, naming it, what would be cut on paper.
"""

import argparse
import io
import sys
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from essor.tools.chromium import launch

OPTIONS = {"tagged": True, "outline": True, "prefer_css_page_size": True, "print_background": True}
SHEET, SIDES = "fiche-", 2  # how the names of the sheets begin, and the sides of each

# What is larger than the place it has: cards, by their title.
CUT = """
() => [...document.querySelectorAll("[data-fits]")]
  .filter((box) => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1)
  .map((box) => `${box.dataset.fits} (${Math.round((box.scrollHeight - box.clientHeight) / 3.78)} mm)`)
"""
PLACES = "() => [...new Set([...document.querySelectorAll('[data-page-of]')].map((place) => place.dataset.pageOf))]"
NUMBER = "(pages) => { for (const place of document.querySelectorAll('[data-page-of]')) place.textContent = pages[place.dataset.pageOf]; }"

# Sections that end a page with lines to write on, as many as it has room for: their titles, and the filling.
FILLED = "() => [...document.querySelectorAll('[data-fills]')].map((section) => section.querySelector('h2').textContent)"
FILL = """
(counts) => document.querySelectorAll("[data-fills]").forEach((section, rank) => {
  if (counts[rank]) section.querySelector(".essor-lines").innerHTML = "<span></span>".repeat(counts[rank]);
  else section.remove();
})
"""
POINTS = 72 / 25.4  # in a millimetre
# mm: a line and a title (paper.css), the bottom margin, below what a page has just begun, the height of a page
LINE, TITLE, FOOT, TOP, A4_HEIGHT = 8.5, 9, 18, 40, 297
FEWEST, MOST = 2, 14  # lines worth a title; more would be a blank page


class PrintError(RuntimeError):
    """A document does not hold on its paper. `str()` names the document and what is cut."""


def print_all(pages: Path, output: Path) -> list[Path]:
    """Print every page of a folder into another one; the PDFs, by name. PrintError if something would be cut."""
    documents = sorted(pages.glob("*.html"))
    if not documents:
        raise PrintError(f"no page to print in {pages}: run `make book`")
    output.mkdir(parents=True, exist_ok=True)
    made = []
    with paper() as page:
        for document in documents:
            made.append(output / f"{document.stem}.pdf")
            made[-1].write_bytes(_printed(page, document))
    return made


@contextmanager
def paper(**settings):
    """A page of Chromium that shows what paper holds, while the context lasts."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(locale="fr-FR", **settings)
        page.emulate_media(media="print", color_scheme="light", reduced_motion="reduce")
        yield page
        browser.close()


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has."""
    return len(PdfReader(io.BytesIO(pdf)).pages)


def _printed(page, document: Path) -> bytes:
    page.goto(document.resolve().as_uri())
    page.wait_for_selector("html[data-drawn]", state="attached")
    if cut := page.evaluate(CUT):
        raise PrintError(f"{document.stem}: too long for its place: {', '.join(cut)}")
    pdf = page.pdf(**OPTIONS)
    # Only the printed pages say how much room is left, and where each part begins.
    if filled := page.evaluate(FILLED):
        page.evaluate(FILL, rooms(pdf, filled))
        pdf = page.pdf(**OPTIONS)
    if places := page.evaluate(PLACES):
        page.evaluate(NUMBER, page_numbers(pdf, places))
        pdf = page.pdf(**OPTIONS)
    if document.stem.startswith(SHEET) and (count := pages_of(pdf)) > SIDES:
        raise PrintError(f"{document.stem}: {count} pages, expected {SIDES} at most")
    return pdf


def page_numbers(pdf: bytes, places) -> dict[str, int]:
    """On which page, from 1, each anchor of a document stands. PrintError if one stands on none."""
    reader = PdfReader(io.BytesIO(pdf))
    found = reader.named_destinations
    numbers = {}
    for place in places:
        before = reader.get_destination_page_number(found[f"/{place}"])
        if before is None:
            raise PrintError(f"{place}: on no page")
        numbers[place] = before + 1
    return numbers


def rooms(pdf: bytes, titles: list[str]) -> list[int]:
    """How many lines fit below each heading of these titles, in order; 0 if too few, or if the heading begins a page."""
    tops = [entry.top / POINTS for entry in _flattened(PdfReader(io.BytesIO(pdf)).outline) if entry.title in titles]
    counts = [int((top - FOOT - TITLE) / LINE) for top in tops]
    return [min(count, MOST) if count >= FEWEST and top < A4_HEIGHT - TOP else 0 for count, top in zip(counts, tops, strict=True)]


def _flattened(outline):
    for entry in outline:
        if isinstance(entry, list):
            yield from _flattened(entry)
        else:
            yield entry


def told(exported) -> int:
    """Say what files `exported()` makes, or why it makes none: the status of the command."""
    try:
        made = exported()
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    for path in made:
        print(f"{path} ({path.stat().st_size // 1024} Ko)")
    return 0


def main(arguments=None) -> int:
    parser = argparse.ArgumentParser(description="Print the course as PDFs.")
    parser.add_argument("--pages", type=Path, default=Path("_build", "formateur", "papier"), help="folder of the pages to print")
    parser.add_argument("--output", type=Path, default=Path("_build", "papier"), help="folder of the PDFs")
    asked = parser.parse_args(arguments)
    return told(lambda: print_all(asked.pages, asked.output))


if __name__ == "__main__":
    sys.exit(main())
