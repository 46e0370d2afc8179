"""The course on paper: what authors type to be printed, and the PDFs that `make print` makes.

ESSOR_PAPER names another folder of PDFs than `_build/papier`.
"""

import math
import os
import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject
from pypdfium2 import PdfDocument, raw

import book_site
import editions
import prose
from essor.book.trainer import paper, vote_cards
from essor.book.trainer.printed import without_dead_links
from essor.places import COURSE
from essor.portable.french import curled, typeset
from essor.portable.simulators.registry import load as load_simulator
from essor.readers.assessment import load as load_assessment

PAPER = Path(os.environ.get("ESSOR_PAPER") or COURSE / "_build" / "papier").resolve()
PAGES = editions.TRAINERS / paper.FOLDER
CHOICES = paper.choices(COURSE / "book" / "formateur" / "papier.toml")
SHEETS = [f"fiche-{Path(choice.page).name}" for choice in CHOICES]
DOCUMENTS = ["livret-participant", *SHEETS, "plan-action", "evaluation", "deroule", "materiel", "cartes-vote", "guide-formateur"]
BOOKLET = DOCUMENTS[0]
A4 = (595, 842)  # points
SMALLEST, CALL = 9, 7  # points: of any letter, and of the superscript numbers that call notes
SPACES = " \r\n\u00a0\u202f\ufffe"
AT_LINE_END = "\ufffe"  # what pdfium gives for a hyphen there
# The structure that every reader of PDFs knows (ISO 32000-1, 14.8.4).
TAGS = "/(Document|Div|Sect|Art|NonStruct|P|H[1-4]|L|LI|Lbl|LBody|Table|Caption|THead|TBody|TR|TH|TD|Link|Figure|Formula|Span|Code)"

ACTIVITY = """# Une activité

:::{a-imprimer} Carte de rôle : l'élu
:par-page: 2

Vous votez 5 % du capital.

{lignes}`3`

- ☐ lu
- ☐ signé
:::

- ☐ un
- deux
"""


def test_something_to_print_shows_on_screen_with_its_size_and_lines(tmp_path):
    page = book_site.page(book_site.built(tmp_path, {"book/index.md": "# Accueil\n\nTexte.\n", "book/jeu.md": ACTIVITY}, "trainer.paper"), "book/jeu.html")
    block = page.select_one(".essor-to-print")
    assert block.select_one(".essor-to-print-title").get_text() == "Carte de rôle\u00a0: l’élu (2 par page A4)"
    assert "Vous votez 5\u00a0%" in block.get_text()
    assert len(block.select(".essor-lines > span")) == 3
    assert [items.get_text(" ", strip=True) for items in page.select("article ul.cases")] == ["☐ lu ☐ signé"]  # no bullet besides


@pytest.mark.parametrize(
    "typed, said",
    [
        (":::{a-imprimer} Carte\n:par-page: 3\n\nTexte.\n:::\n", "par-page is 3, expected one of 1, 2, 4"),
        ("{lignes}`deux`\n", "lignes: 'deux' is not a number"),
    ],
)
def test_what_cannot_be_printed_is_refused(tmp_path, typed, said, capfd):
    with pytest.raises(AssertionError):
        book_site.built(tmp_path, {"book/index.md": "# Accueil\n\nTexte.\n", "book/jeu.md": f"# Jeu\n\n{typed}"}, "trainer.paper")
    assert said in capfd.readouterr().err


def test_cards_of_one_size_share_sheets_and_one_alone_fills_its_own():
    a, b, c, d = ("a", 2, ""), ("b", 2, ""), ("c", 2, ""), ("d", 4, "")
    assert paper.sheets([a, b, c, d]) == [(2, [a, b]), (2, [c]), (4, [d, d, d, d])]
    assert paper.sheets([("e", 1, ""), ("f", 1, "")]) == [(1, [("e", 1, "")]), (1, [("f", 1, "")])]


def test_a_link_to_nowhere_is_plain_text():
    assert without_dead_links('<h2 id="a">A</h2><a href="#a">x</a> <a class="y" href="#b">z</a>') == '<h2 id="a">A</h2><a href="#a">x</a> z'


@pytest.mark.parametrize(
    "changed, said",
    [
        ('exercices = ["no-such"]', "no-such"),
        ("exercices = []\nautre = 1", "autre is missing or unknown"),
        ('page = "book/dragon"', "dragon"),
        ('exercices = []\nimages = [{ simulateur = "bousol-bonus", image = 9 }]', "bousol-bonus has 2 images"),
    ],
)
def test_a_wrong_choice_is_refused(tmp_path, changed, said):
    entry = {"page": '"book/debat-3/bousol"', "images": "[]", "exercices": "[]"}
    typed = "\n".join(f"{key} = {value}" for key, value in entry.items() if not re.search(rf"^{key} =", changed, re.MULTILINE))
    (tmp_path / "papier.toml").write_text(f"[[chapitre]]\n{typed}\n{changed}\n", "utf8")
    with pytest.raises(Exception, match=said):
        paper.choices(tmp_path / "papier.toml")


def test_a_chapter_is_printed_with_its_own_simulators_and_exercises():
    assert {choice.page for choice in CHOICES} == {str(chapter.with_suffix("")) for chapter in prose.CHAPTERS}, (
        "book/formateur/papier.toml has a [[chapitre]] for each chapter, which says what is printed of it"
    )
    for choice in CHOICES:
        assert {picture.slug for picture in choice.pictures} <= _episodes(choice.page), choice.page
        assert {exercise["id"] for exercise in choice.exercises} <= {exercise["id"] for exercise in _assessment(choice).exercises}, choice.page
        assert len(choice.pictures) == 2 and 2 <= len(choice.exercises) <= 3, f"{choice.page}: expected 2 images and 2 or 3 exercices"


def _episodes(page):
    """The simulators of a chapter: those that it shows or leads to."""
    return set(re.findall(r"exercises/[\w-]+/([\w-]+)\.ipynb", prose.markdown(Path(f"{page}.ipynb"))))


def _assessment(choice):
    return load_assessment(COURSE / f"{choice.page}.toml")


@lru_cache
def pdf(name) -> PdfReader:
    path = PAPER / f"{name}.pdf"
    assert path.exists(), f"no {path}: run `make print`"
    assert path.stat().st_mtime >= (PAGES / f"{name}.html").stat().st_mtime, f"{path} is older than its page: run `make print`"
    return PdfReader(path)


@lru_cache
def texts(name) -> tuple[str, ...]:
    """The text of each page, without any space."""
    with PdfDocument(PAPER / f"{name}.pdf") as document:
        return tuple(flat(page.get_textpage().get_text_range().replace(AT_LINE_END, "-")) for page in document)


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_every_document_is_there():
    assert {path.stem for path in PAPER.glob("*.pdf")} == set(DOCUMENTS) == {path.stem for path in PAGES.glob("*.html")}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_tagged_and_says_its_title_and_its_language(name):
    root = pdf(name).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "fr"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf(name).metadata.title.endswith("L’économie sociale et solidaire et les collectivités territoriales")
    assert pdf(name).outline
    tags = list(_tags(root["/StructTreeRoot"]["/K"]))
    assert [tag["/S"] for tag in tags if not re.fullmatch(TAGS, tag["/S"])] == []
    levels = [int(tag["/S"][2]) for tag in tags if re.fullmatch(r"/H\d", tag["/S"])]
    assert levels[0] == 1 and [after for before, after in pairwise(levels) if after > before + 1] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_picture_is_one_figure_with_a_text(name):
    figures = [tag for tag in _tags(pdf(name).trailer["/Root"]["/StructTreeRoot"]["/K"]) if tag["/S"] == "/Figure"]
    # Of each chapter, the booklet has its diagram and its pictures.
    expected = {BOOKLET: sum(1 + len(choice.pictures) for choice in CHOICES), "cartes-vote": vote_cards.CARDS} | dict.fromkeys(SHEETS, 1)
    assert len(figures) == expected.get(name, 0)
    assert [figure for figure in figures if not figure.get("/Alt")] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_table_has_a_caption_and_headers(name):
    for table in _tags(pdf(name).trailer["/Root"]["/StructTreeRoot"]["/K"]):
        if table["/S"] == "/Table":
            parts = Counter(part["/S"] for part in _tags(table["/K"]))
            assert parts["/Caption"] == 1 and parts["/TH"] >= 1
    for row in BeautifulSoup((PAGES / f"{name}.html").read_text("utf8"), "html.parser").select("tr"):
        # A row to be filled in, all blank, has nothing to be called by.
        assert row.th or not re.search(r"\w", row.get_text()), row


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_letter_is_under_nine_points(name):
    small = [(page, size, text) for page, size, text in _letters(name) if size < SMALLEST and not (text.isdigit() and size >= CALL)]
    assert small == []


def _letters(name):
    """(page, size in points, letter) of all that a document prints, pictures too."""
    matrix = raw.FS_MATRIX()
    with PdfDocument(PAPER / f"{name}.pdf") as document:
        for number, page in enumerate(document, 1):
            text = page.get_textpage()
            for place in range(text.count_chars()):
                letter = chr(raw.FPDFText_GetUnicode(text, place))
                if letter not in SPACES and raw.FPDFText_IsGenerated(text, place) != 1 and raw.FPDFText_GetMatrix(text, place, matrix):
                    yield number, round(raw.FPDFText_GetFontSize(text, place) * math.hypot(matrix.c, matrix.d), 2), letter


def _tags(node):
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, ArrayObject):
        for child in node:
            yield from _tags(child)
    elif isinstance(node, DictionaryObject) and "/S" in node:
        yield node
        if "/K" in node:
            yield from _tags(node["/K"])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pages_are_a4_none_is_blank_and_their_pictures_are_vectors(name):
    for number, page in enumerate(pdf(name).pages, 1):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (A4[::-1] if name == "deroule" else A4)
        # A running title and a page number make no page.
        assert len(texts(name)[number - 1]) > 60, f"page {number}: {texts(name)[number - 1]}"
        held = page["/Resources"].get("/XObject", {}).values()
        assert [item for item in held if item.get_object().get("/Subtype") == "/Image"] == [], f"page {number}"
        assert not page["/Resources"].get("/Pattern"), f"page {number}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_fonts_are_embedded(name):
    fonts = [font.get_object() for page in pdf(name).pages for font in page["/Resources"].get("/Font", {}).values()]
    assert fonts
    for font in fonts:
        font = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        if font["/Subtype"] != "/Type3":  # drawn in the document itself
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(font["/FontDescriptor"]), font["/BaseFont"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name):
    known = pdf(name).named_destinations
    for page in pdf(name).pages:
        for link in page.get("/Annots", []):
            link = link.get_object()
            if "/Dest" in link:
                assert link["/Dest"] in known
            else:
                assert re.match(r"(https?|mailto):", link["/A"]["/URI"]), link["/A"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pages_to_print_are_in_french_typography(name):
    assert editions.faults(PAGES / f"{name}.html") == []


def told(page, title) -> str:
    """The first sentence of a section, as the page shows it: up to what a role or a mark of Markdown makes."""
    source = "\n\n".join("".join(cell["source"]) for cell in prose.cells(f"{page}.ipynb"))
    section = re.search(rf"## {title}\n\s*(.+?)[{{\[*`]", source, re.DOTALL)[1]
    return flat(typeset(curled(section)))[:60]


def chapter_titles():
    for choice in CHOICES:
        yield typeset(re.search(r"# (.+)", prose.markdown(Path(f"{choice.page}.ipynb")))[1])


def test_the_booklet_has_every_chapter_where_it_says():
    outline = [entry for entry in pdf(BOOKLET).outline if not isinstance(entry, list)]
    titles = [entry.title for entry in outline]
    assert titles[1:] == ["La journée", *chapter_titles(), "Mon plan d’action", "Réponses expliquées"]
    contents = texts(BOOKLET)[1]
    for entry in outline[2:]:
        number = pdf(BOOKLET).get_destination_page_number(entry) + 1
        assert flat(entry.title) + str(number) in contents


def test_the_booklet_holds_what_each_chapter_says():
    whole = "".join(texts(BOOKLET))
    for choice in CHOICES:
        assert told(choice.page, "La question") in whole, choice.page
        for objective in _assessment(choice).objectives:
            assert flat(typeset(objective.text)) in whole, objective.text
        for picture in choice.pictures:
            figure = load_simulator(picture.slug).run().figures[picture.figure]
            assert flat(typeset(figure.reading)) in whole, picture.slug
            assert flat(typeset(load_simulator(picture.slug).prediction.question)) in whole


def test_answers_are_in_the_last_part_only():
    last = next(entry for entry in pdf(BOOKLET).outline if not isinstance(entry, list) and entry.title == "Réponses expliquées")
    at = pdf(BOOKLET).get_destination_page_number(last)
    before, after = "".join(texts(BOOKLET)[:at]), "".join(texts(BOOKLET)[at:])
    for choice in CHOICES:
        # The ends of a file to follow are read on the way: only its account of the right way is an answer.
        answers = [exercise["solution"] for exercise in choice.exercises]
        for question in _assessment(choice).questions:
            told = [*question.get("choix", []), *question.get("element", []), *question.get("paire", [])] or [question]
            answers += [item["explication"] for item in told]
        for answer in answers:
            assert flat(typeset(answer)) in after, answer
            assert flat(typeset(answer)) not in before, answer


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: Path(choice.page).name)
def test_a_sheet_talks_on_one_side_and_says_the_law_on_the_other(choice):
    front, back = texts(f"fiche-{Path(choice.page).name}")
    assert told(choice.page, "La question") in front
    for part in ("Àretenir", "Pourdébattre"):
        assert part in front
    for part in ("Cequevouspouvez,cequevousnepouvezpas", "Àvérifieravantd’agir", "TexteCCBY-SA4.0."):
        assert part in back
    picture = choice.pictures[0]
    assert flat(typeset(load_simulator(picture.slug).run().figures[picture.figure].reading)) in front


def test_the_plan_begins_on_monday_and_is_a_sheet_like_the_evaluation_without_a_name():
    assert len(pdf("plan-action").pages) == 2 and len(pdf("evaluation").pages) == 2
    plan = texts("plan-action")[0]
    assert plan.index("Lundimatin") < plan.index("Cequejeretiens") < plan.index("Parexemple:")
    whole = "".join(texts("evaluation"))
    for choice in CHOICES:
        for objective in _assessment(choice).objectives:
            assert flat(typeset(objective.text)) in whole
    assert not re.search(r"Nom:|Prénom|Courriel|Adresse|Fonction:|Signature:", whole)


def test_everything_to_print_is_in_the_material():
    whole = "".join(texts("materiel"))
    typed = [
        title
        for path in sorted((COURSE / "book" / "formateur" / "activites").glob("*.md"))
        for title in re.findall(r"^:{3,}\{a-imprimer\} (.+)$", path.read_text("utf8"), re.MULTILINE)
    ]
    assert typed and [title for title in typed if flat(typeset(curled(title))) not in whole] == []
