"""The book's own letters: Source Sans 3 reduced to the signs of the course, in a style sheet of its own.

Pages, slides and paper are then laid out alike on every machine. The letters are written in the style sheet itself:
by double-click, a browser may refuse a page the files that are not beside it.
"""

import base64
import hashlib
import io
from functools import lru_cache
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from essor.book.site.browser import cache_of, version_of
from essor.book.site.scripts import STATIC, ensure_packages

PACKAGE = "source-sans"
FILE = "VF/SourceSans3VF-Upright.ttf"
# The style sheets, and the weights of their faces, from one to another. A PDF holds the letters of a face of several
# weights as drawings, heavier and coarser in some readers: paper has two faces of one weight.
SHEETS = {"font.css": [(400, 700)], "font-print.css": [(400, 400), (700, 700)]}
# Its licence reserves the name « Source » to the unmodified font.
FAMILY = "Essor Sans"
# What French is written with, and the other signs of the course.
SIGNS = frozenset(
    [chr(code) for block in (range(0x20, 0x7F), range(0xA0, 0x100)) for code in block] + list("ŒœŸ–—‘’“”•…‹›\u2009\u202f€←↑→↓−√∑≤≥≠≈⁺⁻ΣΦρ▲▼►◄☐□✓✗")
)
ASCENT, DESCENT = 900, -250  # thousandths of the type size
FEATURES = ("kern", "tnum")  # tabular figures: columns of numbers line up
NAMES = (1, 3, 4, 6, 16)  # of the family and of the font, in its own tables

_FACE = (
    "@font-face {{ font-family: \"{family}\"; font-weight: {low} {high}; font-display: block; src: url(data:font/woff2;base64,{letters}) format('woff2') }}\n"
)
# Formulas too: a machine without a mathematical font shows boxes for the slanted letters of Unicode.
_FORMULAS = f'math {{ font-family: "{FAMILY}", math }}\nmi {{ font-style: italic; text-transform: none }}\n'


def letters(node_modules: Path, cache: Path, low: int, high: int) -> bytes:
    """The reduced font from one weight to another, WOFF2; made once and kept in `cache`."""
    made_of = (version_of(node_modules, PACKAGE), FILE, FAMILY, low, high, sorted(SIGNS), FEATURES, ASCENT, DESCENT)
    kept = cache / f"font-{hashlib.sha256(repr(made_of).encode()).hexdigest()[:16]}.woff2"
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(_reduced(node_modules / PACKAGE / FILE, low, high))
    return kept.read_bytes()


@lru_cache
def _with_signs(file: Path) -> bytes:
    """The font with the letters of SIGNS only, of every weight."""
    font = TTFont(file, recalcTimestamp=False)
    options = subset.Options(layout_features=list(FEATURES), hinting=False, notdef_outline=True, name_IDs=[0, 13, 14, *NAMES])
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(SIGNS))
    subsetter.subset(font)
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def _reduced(file: Path, low: int, high: int) -> bytes:
    # The date of the file's making stays: the same package makes the same bytes.
    font = TTFont(io.BytesIO(_with_signs(file)), recalcTimestamp=False)
    font = instancer.instantiateVariableFont(font, {"wght": low if low == high else (low, low, high)})
    # Source Sans leaves half a line above and below its letters: text would be told to overflow lines set as close as ours.
    font["hhea"].ascent = font["OS/2"].sTypoAscender = ASCENT
    font["hhea"].descent = font["OS/2"].sTypoDescender = DESCENT
    for record in font["name"].names:
        if record.nameID in NAMES:
            record.string = FAMILY.replace(" ", "") if record.nameID == 6 else FAMILY
    font.flavor = "woff2"
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def write_sheets(app):
    if app.builder.format != "html":
        return
    modules = ensure_packages(Path(app.srcdir))
    target = Path(app.outdir, STATIC)
    target.mkdir(parents=True, exist_ok=True)
    for name, faces in SHEETS.items():
        made = [(low, high, base64.b64encode(letters(modules, cache_of(app), low, high)).decode()) for low, high in faces]
        sheet = "".join(_FACE.format(family=FAMILY, low=low, high=high, letters=text) for low, high, text in made) + _FORMULAS
        (target / name).write_text(sheet, "utf8")


def setup(app):
    app.add_css_file("essor/font.css", priority=700)
    app.connect("builder-inited", write_sheets)
