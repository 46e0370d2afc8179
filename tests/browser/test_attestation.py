"""The attestation: what it asks for, what it counts, and who vouches for it."""

from playwright.sync_api import expect

from essor.readers.assessment import load

from .conftest import HOME, PROGRESS
from .driver import go
from .questions import CHAPTERS, QuestionInPage, page_of, right, wrong
from .store import answer, keep, kept, quizzes


def test_answers_say_what_the_first_try_was(visit, chapters):
    file = next(file for file in CHAPTERS if page_of(file) == f"{chapters[4]['page']}.html")
    quiz = load(file).questions
    page = visit(HOME)
    keep(page, questions={quiz[2]["id"]: answer(right=False, tries=2)})
    go(page, page_of(file))
    first, second, old = [QuestionInPage(page, question) for question in quiz[:3]]
    first.give(right(quiz[0]))
    second.give(wrong(quiz[1]))
    second.give(right(quiz[1]))
    old.give(right(quiz[2]))
    told = [kept(page)["questions"][question["id"]] for question in quiz[:3]]
    assert [(one["right"], one["tries"], one.get("first")) for one in told] == [(True, 1, True), (True, 2, False), (True, 3, None)]


def test_the_attestation_waits_for_its_threshold_and_says_what_is_missing(visit, chapters):
    page = visit(PROGRESS, script="window.printed = 0; window.print = () => { window.printed++; };")
    section = page.locator(".essor-attestation")
    button = section.get_by_role("button", name="Imprimer l’attestation")
    missing, told = section.locator("[data-part=missing]"), section.locator("[data-part=told]")
    asked = sum(len(chapter["questions"]) for chapter in chapters)
    needed = -(-asked * 2 // 3)
    expect(section).to_contain_text(f"5 quiz finis sur 6 et {needed} questions justes sur {asked}")
    expect(missing).to_have_text(f"Il vous manque 5 quiz et {needed} questions justes.")
    expect(button).to_have_attribute("aria-disabled", "true")
    button.press("Enter")
    expect(told).to_contain_text(f"Il vous manque 5 quiz et {needed} questions justes.")
    assert page.evaluate("printed") == 0
    # Five finished, none right.
    keep(page, questions=quizzes(*chapters[1:], right=False))
    page.reload()
    expect(missing).to_have_text(f"Il vous manque {needed} questions justes.")
    # Enough right, three finished.
    keep(page, questions={**quizzes(*chapters), chapters[0]["questions"][0]: answer(right=False)})
    page.reload()
    expect(missing).to_have_text("Vous y êtes.")
    some = quizzes(*chapters)
    for chapter in chapters[:2]:
        del some[chapter["questions"][0]]
    keep(page, questions=some)
    page.reload()
    expect(missing).to_have_text("Il vous manque 1 quiz.")
    button.press("Enter")
    assert page.evaluate("printed") == 0
    keep(page, questions=quizzes(*chapters[:5]))
    page.reload()
    expect(button).to_have_attribute("aria-disabled", "false")
    button.click()
    assert page.evaluate("printed") == 1


def test_the_attestation_counts_first_tries_and_no_more_than_it_knows(visit, steps, chapters):
    exercise = next(step for step in steps if step["kind"] == "episode" and step["exercises"])["exercises"][0]
    page = visit(PROGRESS)
    state = quizzes(*chapters[:5])  # kept before first tries were
    counted = chapters[0]["questions"]
    state.update({question: answer(first=rank > 0, tries=1 + (rank == 0)) for rank, question in enumerate(counted)})
    keep(page, questions=state, exercises={exercise: answer(tries=3, first=False)})
    page.reload()
    page.emulate_media(media="print")
    page.evaluate("document.body.classList.add('essor-prints-sheet')")
    rows = page.locator("[data-sheet] tbody tr")
    cells = [[cell.text_content() for cell in row.locator("td").all()] for row in rows.all()]
    sizes = [len(chapter["questions"]) for chapter in chapters]
    assert cells[0][0] == f"{sizes[0]} sur {sizes[0]}, dont {sizes[0] - 1} au premier essai"
    assert cells[0][1].startswith("1 sur ") and cells[0][1].endswith(", dont 0 au premier essai")
    assert cells[1][0] == f"{sizes[1]} sur {sizes[1]} (premier essai non compté pour {sizes[1]})"
    assert cells[5][0] == f"0 sur {sizes[5]}"
    right = sum(sizes[:5])
    assert cells[6][0] == f"{right} sur {sum(sizes)}, dont {sizes[0] - 1} au premier essai (non compté pour {right - sizes[0]})"
    expect(rows).to_have_count(7)


def test_the_attestation_says_who_vouches_for_it(visit, chapters):
    page = visit(PROGRESS, script="window.print = () => { window.printed = document.body.className; };")
    expect(page.locator("[data-sheet]")).to_be_hidden()
    keep(page, questions=quizzes(*chapters))
    page.reload()
    page.get_by_label("Vos nom et prénom").fill("Camille <b>Martin</b>")
    page.get_by_role("button", name="Imprimer l’attestation").click()
    assert "essor-prints-sheet" in page.evaluate("window.printed")
    assert "essor-prints-sheet" not in page.evaluate("document.body.className")
    page.emulate_media(media="print")
    page.evaluate("document.body.classList.add('essor-prints-sheet')")
    sheet = page.locator("[data-sheet]")
    expect(sheet).to_be_visible()
    expect(sheet).to_contain_text("Camille <b>Martin</b>")
    expect(sheet).to_contain_text("établie par l’apprenant lui-même")
    expect(page.locator("h1")).to_be_hidden()
    assert "Martin" not in (page.evaluate("JSON.stringify(localStorage)"))
