"""Exports the decks of the trainer's edition, for who must show slides with another tool: each deck as a tagged PDF, a slide a page, and
as pictures of 1920 × 1080 in an archive.

    python -m essor.tools.decks [--edition _build/formateur] [--output _build/diapositives]

A live simulator is there as its first picture, with what it says and the reading. Refuses, naming it, a slide that would be cut.
"""

import argparse
import sys
from pathlib import Path

from essor.book.site.offline import seconds_of
from essor.book.trainer.slides import DECK
from essor.tools.archive import moment, write
from essor.tools.print import OPTIONS, PrintError, pages_of, paper, told

SLIDE, LARGER = {"width": 1280, "height": 720}, 1.5  # px of a slide on paper, and what makes them those of a screen
# What stands out of its slide, by the title of the slide: texts, and drawings.
CUT = """
() => [...document.querySelectorAll("[data-part=slide]")].flatMap((slide) => {
  const edge = slide.getBoundingClientRect();
  const out = [...slide.querySelectorAll("*")].filter((part) => part.checkVisibility() && !part.closest("svg *, .essor-spoken")).find((part) => {
    const box = part.getBoundingClientRect();
    return box.bottom > edge.bottom + 1 || box.right > edge.right + 1 || box.top < edge.top - 1;
  });
  return out ? [`${slide.querySelector("[data-part=title]").textContent} (${Math.round(out.getBoundingClientRect().bottom - edge.bottom)} px)`] : [];
})
"""
# A PDF has no use for links between files of a folder that is not given with it; its title is the deck's, not that of the slide shown.
PREPARE = """
() => {
  for (const link of [...document.links]) if (link.protocol === "file:") link.removeAttribute("href");
  document.title = `${document.querySelector("h1").textContent} · Diapositives`;
}
"""
FULL = "(height) => document.querySelectorAll('[data-part=slide]').forEach((slide) => (slide.style.height = `${height}px`))"


def decks(edition: Path) -> dict[str, Path]:
    """The decks of a built edition, by the name of their folder. PrintError if there is none."""
    found = {path.parent.name: path for path in sorted(edition.rglob(DECK)) if "data-minutes" in path.read_text("utf8")}
    if not found:
        raise PrintError(f"no deck in {edition}: run `make book`")
    return found


def export_all(edition: Path, output: Path) -> list[Path]:
    """Export every deck into a folder; the files, by name. PrintError if a slide would be cut."""
    found = decks(edition)
    output.mkdir(parents=True, exist_ok=True)
    made = []
    with paper(viewport=SLIDE, device_scale_factor=LARGER) as page:
        for name, deck in found.items():
            pdf, pictures = exported(page, deck)
            made.append(output / f"{name}.pdf")
            made[-1].write_bytes(pdf)
            made.append(write(output / f"{name}.zip", pictures, moment(seconds_of(edition))))
    return made


def exported(page, deck: Path) -> tuple[bytes, dict[str, bytes]]:
    """The PDF of a deck, and the pictures of its slides by name. PrintError if a slide is cut, or takes another page."""
    page.goto(deck.resolve().as_uri())
    page.wait_for_selector("body.essor-deck-on")
    page.evaluate("document.fonts.ready")
    name, slides = deck.parent.name, page.locator("[data-part=slide]")
    if cut := page.evaluate(CUT):
        raise PrintError(f"{name}: too long for its slide: {', '.join(cut)}")
    page.evaluate(PREPARE)
    pdf = page.pdf(**OPTIONS)
    if (pages := pages_of(pdf)) != slides.count():
        raise PrintError(f"{name}: {pages} pages for {slides.count()} slides")
    page.evaluate(FULL, SLIDE["height"])
    shots = [page.screenshot(clip={"x": 0, "y": rank * SLIDE["height"], **SLIDE}, full_page=True) for rank in range(slides.count())]
    return pdf, {f"{name}-{rank:02d}.png": shot for rank, shot in enumerate(shots, 1)}


def main(arguments=None) -> int:
    parser = argparse.ArgumentParser(description="Export the decks as PDFs and as pictures.")
    parser.add_argument("--edition", type=Path, default=Path("_build", "formateur"), help="folder of the trainer's edition")
    parser.add_argument("--output", type=Path, default=Path("_build", "diapositives"), help="folder of what is exported")
    asked = parser.parse_args(arguments)
    return told(lambda: export_all(asked.edition, asked.output))


if __name__ == "__main__":
    sys.exit(main())
