"""The two editions: what only trainers read is in theirs, and nowhere in the learner's."""

import re

import pytest

import book_site
import editions
from essor.book import edition
from essor.book.trainer import slides
from essor.book.trainer.beside import SUFFIX
from essor.places import COURSE
from prose import markdown, pages

# A note typed in the page, and two that stand beside it.
LAW = "# La loi\n\nTexte commun.\n\n:::{formateur} Consigne\n:duree: 5\n\nDemandez un nombre à main levée.\n:::\n\n## Bilan\n\nSuite commune.\n"
BESIDE = "# La loi\n\n:::{formateur}\nFaites lire.\n:::\n\n## Bilan\n\n:::{formateur}\nConcluez en une phrase.\n:::\n"
_OPENING = re.compile(r"^(:{3,}|`{3,})\{(formateur|diapo)\}.*$", re.MULTILINE)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("editions")
    book_site.write(folder, {"book/index.md": "# Accueil\n\nTexte.\n", "book/loi.md": LAW, f"book/loi{SUFFIX}": BESIDE} | book_site.TRAINERS)
    trainers = folder / "_build" / "formateur"
    assert edition.build_trainers(folder, trainers) == 0
    return book_site.build(folder), trainers


def said(folder):
    return "\n".join(path.read_text("utf8", errors="replace") for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix in (".html", ".js"))


def test_notes_and_the_trainers_part_are_in_the_trainers_edition_only(site):
    learners, trainers = site
    page = book_site.page(trainers, "book/loi.html")
    note = page.select_one(".essor-trainer")
    assert note.select_one(".note-titre").get_text() == "Consigne\u00a0– 5\u00a0min"
    assert "Demandez un nombre à main levée." in note.get_text()
    assert re.search(r"Texte commun\..*main levée.*lire.*Bilan.*Suite commune\..*Concluez", page.article.get_text(" ", strip=True))
    assert not re.search("main levée|Faites lire|Concluez", said(learners)) and "essor-trainer" not in book_site.page(learners, "book/loi.html").decode()
    assert "Suite commune." in said(learners)
    assert (trainers / "book" / "formateur" / "index.html").exists()
    assert "édition du formateur" in book_site.page(trainers, "book/loi.html").title.get_text()
    assert not (learners / "book" / "formateur").exists()
    assert "Préparez la salle" not in said(learners) and "ormateur" not in book_site.page(learners, "book/loi.html").get_text()


def test_an_unknown_edition_is_refused(tmp_path):
    with pytest.raises(Exception, match="essor_edition is 'élève'"):
        book_site.built(tmp_path, {"book/index.md": "# Accueil\n\nTexte.\n"}, confoverrides={"essor_edition": "élève"})


def test_a_slide_shows_settings_that_its_simulator_has():
    directive = object.__new__(slides.SlideDirective)
    directive.error = ValueError
    directive.options = {"montre": "movements ; Un retrait privé fait franchir 50 %"}  # typed with a plain space
    assert directive._shown("scic-capital") == ("movements", "Un retrait privé fait franchir 50\u00a0%")
    directive.options = {"montre": "fee ; frais"}
    with pytest.raises(ValueError, match=r"bousol-bonus has no control or situation \['frais'\]"):
        directive._shown("bousol-bonus")


def trainers_lines(source: str) -> list[str]:
    """What a page says to trainers only: the lines of its notes and slides that are long enough to be told apart."""
    lines = []
    for opening in _OPENING.finditer(source):
        body = source[opening.end() :].split(f"\n{opening[1]}\n", 1)[0]
        for line in body.split("\n"):
            plain = line.strip(" -*>0123456789.|")
            if len(plain) >= 40 and not re.search(r"[{}`*\[\]$:]", plain):
                lines.append(plain)
    return lines


def _flat(text):
    return re.sub(r"\s+", " ", text.replace("’", "'"))


def test_no_note_of_the_course_is_in_the_learners_html():
    assert editions.learners_pages(), editions.MISSING
    learners = _flat(said(editions.LEARNERS))
    lines = [(page, line) for page in pages() for line in trainers_lines(markdown(page))]
    lines += [
        (page.relative_to(COURSE), line.strip())
        for page in (COURSE / "book" / "formateur").rglob("*.md")
        for line in page.read_text("utf8").split("\n")
        if len(line.strip()) >= 60 and not re.search(r"[{}`*\[\]$:|]", line)
    ]
    # A trainer may quote what learners read: the pages' own text and the register.
    shared = [markdown(page, notes=False) for page in pages() if "formateur" not in page.parts]
    shared += [path.read_text("utf8") for path in (COURSE / "data").rglob("*.csv") if path.parent.name != "exemples"]
    known = _flat("\n".join(shared))
    lines = [(page, line) for page, line in lines if _flat(line) not in known]
    assert len(lines) > 300
    found = [f"{page}: {line}" for page, line in lines if _flat(line) in learners]
    assert not found, "in the learner's edition:\n" + "\n".join(found)


def test_the_search_for_notes_finds_one(tmp_path):
    line = "Demandez à chaque table un nombre écrit sur une feuille, sans en parler"
    assert trainers_lines(f"Avant.\n\n:::{{formateur}}\n{line}\n:::\n\nAprès.\n") == [line]
    (tmp_path / "page.html").write_text(f"<p>{line}</p>", "utf8")
    assert _flat(line) in _flat(said(tmp_path))
