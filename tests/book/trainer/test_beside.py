"""What only trainers read stands beside a page, under the headings that it follows, and not in it."""

import re

import pytest

import book_site
from essor.book import edition
from essor.book.trainer.beside import SUFFIX, sections, with_notes
from essor.places import COURSE

IN_A_PAGE = re.compile(r"[`:]{3,}\{(?:formateur|diapo)\}")


def cell(kind, source):
    return {"cell_type": kind, "id": f"{len(source)}", "source": source}


def test_notes_come_at_the_end_of_what_their_heading_says():
    cells = [cell("markdown", "# Un\n\nA.\n\n(la)=\n## Deux\n\n```\n## pas un titre\n```"), cell("code", "f()"), cell("markdown", "B.\n\n### Trois\n\nC.")]
    notes = sections("# Un\n\nnote de un\n\n## Deux\n\n```\n# ni ici\n```\nnote de deux\n")
    made = with_notes(cells, notes)
    told = ["".join(part["source"]).strip() for part in made]
    assert told == [
        "# Un\n\nA.",
        "note de un",
        "(la)=\n## Deux\n\n```\n## pas un titre\n```",
        "f()",
        "B.",
        "```\n# ni ici\n```\nnote de deux",
        "### Trois\n\nC.",
    ]
    assert len({part["id"] for part in made}) == len(made)
    poured = made[1]["starts"]
    assert [part["starts"] for part in made] == [10_000, poured, 10_003, 20_000, 30_000, poured, 30_001]


def test_a_warning_names_the_file_and_the_cell_that_the_author_edits(tmp_path, capfd):
    cells = [book_site.markdown_cell("# Un"), {**book_site.markdown_cell("A.\n\n## Deux\n\n{inconnu}`b`."), "id": "b"}]
    files = {"book/index.md": "# Accueil\n\nTexte.\n", "book/carnet.ipynb": book_site.notebook(*cells), "book/carnet.formateur.md": "# Un\n\n{absent}`c`.\n"}
    book_site.write(tmp_path, files | book_site.TRAINERS)
    assert edition.build_trainers(tmp_path, tmp_path / "_build/formateur") == 1
    told = capfd.readouterr().err
    assert re.search(r'/book/carnet\.ipynb, cell 2, line 5: WARNING: Unknown interpreted text role "inconnu"', told), told
    assert re.search(r'/book/carnet\.formateur\.md: WARNING: Unknown interpreted text role "absent"', told), told


@pytest.mark.parametrize("notes", ["## Trois\n\nnote\n", "note sans titre\n", "## Deux\n\nnote\n", "# Un\n\nnote\n\n# Un\n\nautre\n"])
def test_notes_of_no_heading_are_refused(notes):
    with pytest.raises(ValueError, match="no heading of the page"):
        with_notes([cell("markdown", "# Un\n\nA.\n\n## Deux\n\n## Deux")], sections(notes))


def test_no_page_that_learners_open_holds_what_trainers_say():
    held = [path for kind in ("*.ipynb", "*.md") for folder in ("book", "exercises") for path in (COURSE / folder).rglob(kind)]
    ours = [path for path in held if not path.name.endswith(SUFFIX) and "formateur" not in path.relative_to(COURSE).parts and "_build" not in path.parts]
    assert len(ours) > 60
    assert [path.name for path in ours if IN_A_PAGE.search(path.read_text("utf8"))] == []
