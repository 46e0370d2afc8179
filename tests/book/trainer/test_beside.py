"""What only trainers read stands beside a page, under the headings that it follows, and not in it."""

import re

import pytest

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


@pytest.mark.parametrize("notes", ["## Trois\n\nnote\n", "note sans titre\n", "## Deux\n\nnote\n", "# Un\n\nnote\n\n# Un\n\nautre\n"])
def test_notes_of_no_heading_are_refused(notes):
    with pytest.raises(ValueError, match="no heading of the page"):
        with_notes([cell("markdown", "# Un\n\nA.\n\n## Deux\n\n## Deux")], sections(notes))


def test_no_page_that_learners_open_holds_what_trainers_say():
    held = [path for kind in ("*.ipynb", "*.md") for folder in ("book", "exercises") for path in (COURSE / folder).rglob(kind)]
    ours = [path for path in held if not path.name.endswith(SUFFIX) and "formateur" not in path.relative_to(COURSE).parts and "_build" not in path.parts]
    assert len(ours) > 60
    assert [path.name for path in ours if IN_A_PAGE.search(path.read_text("utf8"))] == []
