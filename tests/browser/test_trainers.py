"""The trainer's edition: its own pages are as quiet and as accessible as the learner's, and solutions show."""

import pytest
from playwright.sync_api import expect

import editions
from essor.portable.french import typeset
from essor.readers.assessment import exercise

from .conftest import PHONE, WIDE, sampled
from .test_pages import AXE, COLOURS, _expect_no_violation, _expect_to_fit

# Decks and pages to print have tests of their own (test_slides.py, test_paper.py).
PAGES = [
    page.relative_to(editions.TRAINERS).as_posix()
    for page in editions.trainers_pages()
    if page.parent.name != "papier" and (page.name != "diapositives.html" or page.parent.name == "formateur")
]
# Chapters and exercises have notes and solutions of one make.
LOOKED_AT = sampled(PAGES, [path for rank, path in enumerate(PAGES) if "formateur/" in path or rank % 4 == 0])
DARK = sampled(PAGES, LOOKED_AT[::4])


@pytest.mark.parametrize("path", LOOKED_AT or [None])
def test_accessible(visit_trainers, path):
    assert path, editions.MISSING
    page = visit_trainers(path, viewport=WIDE)
    page.evaluate(AXE.read_text("utf8"))
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    # Of a page of the learner's edition, what trainers read besides.
    within = "html" if "formateur/" in path else ".essor-trainer, .essor-trainer-solution, .essor-answers"
    for scheme in ("light", "dark") if path in DARK else ("light",):
        page.emulate_media(color_scheme=scheme)
        _expect_no_violation(page, f"{path}, {scheme}", COLOURS if scheme == "dark" else None, within)
    page.set_viewport_size(PHONE)
    _expect_to_fit(page)


def test_solutions_show(visit_trainers):
    page = visit_trainers("exercises/bousol.html", "file")
    asked = page.locator(".essor-exercise").first
    solution = exercise(asked.get_attribute("data-slug"))["solution"]
    expect(asked.locator(".essor-trainer-solution")).to_contain_text(typeset(solution))


def test_the_learners_edition_does_not_know_the_other(visit):
    page = visit("book/index.html")
    expect(page.locator(".essor-trainer")).to_have_count(0)
    expect(page.get_by_text("ormateur", exact=False).filter(has_text="édition du formateur")).to_have_count(0)
