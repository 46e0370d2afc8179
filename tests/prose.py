"""Reads the prose of the pages as their authors type it: Markdown files, and the Markdown cells of notebooks."""

import json
import re
from pathlib import Path

from essor.book.trainer.beside import SUFFIX
from essor.places import COURSE

# A chapter is a notebook with a file of objectives, exercises and questions beside it.
CHAPTERS = sorted(path.relative_to(COURSE).with_suffix(".ipynb") for path in (COURSE / "book").glob("*/*.toml") if path.with_suffix(".ipynb").exists())

# Directives whose content is text; what others hold is code, data or a setting.
OF_TEXT = re.compile(
    "admonition|note|tip|hint|important|warning|caution|attention|seealso|list-table|table|figure|dropdown|epigraph|topic|sidebar|formateur|diapo|a-imprimer"
)

_FENCE = re.compile(r"^[\s>*-]*(`{3,}|~{3,}|:{3,})\s*(.*)$")
_DIRECTIVE = re.compile(r"\{([\w-]+)\}\s*(.*)")
# A fact or a result, held when the book is built: its text.
PROVED = re.compile(r"\[([^][]*)\]\([^)\s]*(?:data/faits/[\w-]+\.csv|\.ipynb)#[^)\s]*\)")
_INLINE = [
    (re.compile(r"<!--.*?-->", re.DOTALL), " "),
    (re.compile(r"\$\$.*?\$\$", re.DOTALL), " "),
    (re.compile(r"\{(?:doc|ref|term|numref)\}`([^`<]*)<[^`]*`"), r"\1"),  # a link's text; its target is not prose
    (re.compile(r"\{[\w:-]+\}`[^`]*`"), " "),
    (re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL), " "),
    (re.compile(r"(?<![\\\w])\$(?! )[^$\n]+(?<! )\$(?!\d)"), " "),
    (PROVED, " "),
    (re.compile(r"!?\[([^\]]*)\]\([^)\s]*(?:\s\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"<?https?://\S+"), " "),
]


def pages() -> list[Path]:
    """Every page that an author writes, relative to the project."""
    found = [path for folder in ("book", "exercises") for kind in ("*.md", "*.ipynb") for path in (COURSE / folder).rglob(kind)]
    return sorted(path.relative_to(COURSE) for path in found if ".ipynb_checkpoints" not in path.parts and not path.name.endswith(SUFFIX))


def cells(page) -> list[dict]:
    return json.loads((COURSE / page).read_text(encoding="utf-8"))["cells"]


def markdown(page: Path, notes: bool = True) -> str:
    """What the author typed in a page, code cells left out, then with `notes` what stands beside it for trainers."""
    beside = (COURSE / page).with_suffix(SUFFIX)
    said = beside.read_text("utf8") if notes and beside.exists() else ""
    if page.suffix == ".md":
        return (COURSE / page).read_text(encoding="utf-8") + said
    return "\n\n".join([*("".join(cell["source"]) for cell in cells(page) if cell["cell_type"] == "markdown"), said])


def told(source: str) -> str:
    """The prose of a Markdown text, without headings, code, formulas, facts, targets, options and numbering."""
    kept, fences = [], []  # open fences: their marks, and whether they hold text
    for line in source.split("\n"):
        fence = _FENCE.match(line)
        if fence and fences and not fence[2].strip() and fence[1].startswith(fences[-1][0]):
            fences.pop()
        elif fences and not fences[-1][1]:
            pass
        elif fence:
            directive = _DIRECTIVE.match(fence[2])
            of_text = bool(directive and OF_TEXT.fullmatch(directive[1]))
            fences.append((fence[1], of_text))
            if of_text and directive[1] != "figure":
                kept.append(directive[2])
        elif fences and re.match(r"\s*:[\w-]+:", line):
            pass
        elif re.match(r"#{1,6} |\(.*\)=\s*$|%", line.lstrip()):
            kept.append("")
        else:
            kept.append(re.sub(r"^(\s*(?:[-*>]\s+)*)\d+[.)]\s", r"\1", line))
    text = "\n".join(kept)
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text


_SPACE = "[ \u00a0\u202f]"
_RANK = "(?:bis|ter|quater|(?:quinqu|sex|sept|oct|non|dec|undec|duodec)ies)"
_ARTICLE = rf"(?:[LRD]\.?{_SPACE}*)?\d[\d\w-]*(?:{_SPACE}{_RANK}\b)?"
_ARTICLES = rf"\b(?:art\.|articles?){_SPACE}+{_ARTICLE}(?:(?:,|{_SPACE}(?:et|ou|à)){_SPACE}{_ARTICLE})*|\b[LRD]\.?{_SPACE}*\d+-\d[\d-]*"
_TEXT = rf"n°s?{_SPACE}*\d[\d/-]*|\b\d{{3,4}}/\d{{3,4}}\b"
_CODE = "code (?:de la commande publique|des marchés publics|du travail|général des collectivités territoriales|monétaire et financier)"
LAW = re.compile(f"{_ARTICLES}|{_TEXT}", re.IGNORECASE)
_CITED = re.compile(f"(?P<text>{_TEXT}|{_CODE})|(?P<articles>{_ARTICLES})", re.IGNORECASE)
_DATED = re.compile(r"\b(loi|décret|ordonnance|règlement|arrêté)(?: [A-Z]\w+)?(?: n° \S+)? (?:de|du) ((?:(?:\d+(?:er)? )?[a-zûé]+ )?\d{4})\b")
_NUMBER = re.compile(rf"(?<![\w,])\d+(?:{_SPACE}\d{{3}}(?!\d))*(?:[.,]\d+)?(?![^\W\de]|e[a-z]*[^\W\der])")
# The two years that the course compares, and the names of the day's debates.
_EXEMPT = re.compile(rf"\b(?:2014|2026)\b(?!,\d)|\b[Dd]ébats?{_SPACE}[1-4]\b")


def law_quoted(text: str) -> list[str]:
    """References of law typed in the prose: « art. 16 », « L. 311-5 », « n° 2014-856 »."""
    return LAW.findall(text)


def law_cited(text: str) -> list[tuple[str, str]]:
    """The articles and texts of law that a text names, each article with the text named before it: « (art. 7, n° 2014-856) ».

    A text of law alone has no article; an article named before any text has no text.
    """
    cited, of = [], ""
    for match in _CITED.finditer(text):
        if match["text"]:
            of = match["text"]
            cited.append(("", of))
        else:
            cited += [(f"art. {article}", of) for article in re.findall(_ARTICLE, match["articles"], re.IGNORECASE)]
    return cited


def law_dated(text: str) -> list[tuple[str, str]]:
    """The texts of law named by their date: « (loi, 31 juillet 2014) », « (décret, 2015) »."""
    return _DATED.findall(text)


def bare_numbers(text: str) -> list[str]:
    """Numbers typed in the prose, references of law left out, thousands put together: « 1250 », « 1,67 »."""
    return [plain(number) for number in _NUMBER.findall(_EXEMPT.sub(" ", LAW.sub(" ", text)))]


def plain(number: str) -> str:
    return re.sub(_SPACE, "", number)


def of_weight(number: str) -> bool:
    """Whether a plain number says something by itself: three digits that are not zeros at an end, and no year."""
    digits = number.replace(",", "").replace(".", "").strip("0")
    return len(digits) > 2 and not re.fullmatch("(19|20)[0-9]{2}", number)
