"""What the reader has done: quizzes answered by keyboard, kept in the browser, shown by objective, exported, erased."""

import json

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from essor.portable import questions
from essor.portable.french import typeset
from essor.readers.assessment import load

from .conftest import CLAUSE, PLAN, PROGRESS, sampled
from .driver import SimulatorInPage, give, go, saved
from .questions import CHAPTERS, QuestionInPage, page_of, right, wrong
from .store import DAY, RIGHT, answer, keep, kept, studied

TOOL = CLAUSE.removesuffix(".html")
# Each quiz has every kind of question: two tell.
ANSWERED = sampled(CHAPTERS, CHAPTERS[::3])


@pytest.mark.parametrize("file", ANSWERED, ids=lambda file: file.stem)
def test_a_quiz_is_answered(visit, file):
    page = visit(page_of(file))
    quiz = [QuestionInPage(page, question) for question in load(file).questions]
    for asked in quiz:
        answers = asked.root.get_by_text("Voir les réponses expliquées")
        expect(answers).to_be_hidden()
        asked.give(wrong(asked.question))
        expect(answers).to_be_visible()
        asked.give(right(asked.question))
        expect(asked.root.locator(".essor-done")).to_contain_text("réussi le")
    page.reload()
    for asked in quiz:
        expect(asked.root.locator(".essor-done")).to_contain_text("réussi le")


def test_an_answer_that_is_missing_is_asked_for(visit):
    page = visit(page_of(CHAPTERS[0]))
    for question in load(CHAPTERS[0]).questions:
        asked = QuestionInPage(page, question)
        asked.root.get_by_role("button", name="Vérifier").click()
        expect(asked.zone.locator(".essor-error")).not_to_be_empty()
        expect(asked.root.get_by_text("Voir les réponses expliquées")).to_be_hidden()  # not an attempt


@pytest.mark.parametrize("file", ANSWERED, ids=lambda file: file.stem)
def test_without_javascript_answers_are_folded(visit, file):
    page = visit(page_of(file), java_script_enabled=False)
    for question in load(file).questions:
        root = page.locator(f"#question-{question['id']}")
        expect(root.locator("form")).to_be_hidden()
        expect(root.locator("details p").last).to_be_hidden()
        root.locator("summary").click()
        for _, why in questions.expected(question):
            expect(root.locator("details")).to_contain_text(typeset(why))


def test_progress_follows_the_answers(visit):
    page = visit(page_of(CHAPTERS[0]))
    question = load(CHAPTERS[0]).questions[0]
    asked = QuestionInPage(page, question)
    asked.give(wrong(question))
    go(page, PROGRESS)
    row = page.locator(f'[data-key="{question["id"]}"]')
    expect(row.locator(".essor-state")).to_have_text("à reprendre")
    page.get_by_text("Objectif par objectif").first.click()
    row.get_by_role("link").click()
    page.wait_for_load_state()
    asked.give(right(question))
    page.go_back()
    expect(row.locator(".essor-state")).to_contain_text("réussi le")
    expect(page.locator(".essor-progress-total")).to_contain_text(": 1 sur ")


def test_every_check_of_the_book_is_listed_and_leads_to_its_place(book):
    """That the places are there: test_links_and_anchors."""
    page = BeautifulSoup((book / PROGRESS).read_text("utf8"), "html.parser")
    listed = {(item["data-part"], item["data-key"]) for item in page.select("[data-key]")}
    wanted = set()
    for file in CHAPTERS:
        found = load(file)
        wanted |= {("exercises", exercise["id"]) for exercise in found.exercises} | {("questions", question["id"]) for question in found.questions}
    assert listed == wanted
    assert all("#" in link["href"] for link in page.select("[data-key] a"))


# As it was kept before some of its parts were.
OLD = {
    "exercises": {"bousol-money-pump": answer(tries=4)},
    "questions": {"une-question": answer(right=False)},
    "guesses": {"bousol-circuits": "2,5"},
    "texts": {"plan-1": "Un projet", "outil-clause-insertion-marche": "Une école"},
    "challenges": {"bousol-circuits-1": DAY},
    "mine": {"nom": "Pays d’Essai"},
}


def test_kept_exported_erased_and_taken_back(visit, scheme, chapters):
    """Every part of what is kept."""
    page = visit(PROGRESS, scheme)
    page.locator(".theme-toggle").click()
    part, key = page.locator("[data-key]").first.evaluate("check => [check.dataset.part, check.dataset.key]")
    first = chapters[0]
    parts = {**OLD, "last": first["page"], "promises": {first["page"]: "Un"}, "tools": {TOOL: DAY}, "finished": studied(first, DAY), part: {key: RIGHT}}
    keep(page, **parts)
    page.reload()
    total = page.locator(".essor-progress-total")
    expect(total).to_contain_text(": 1 sur ")
    _, content = saved(page, page.get_by_role("button", name="Enregistrer dans un fichier"))
    exported = json.loads(content)
    assert {part: exported[part] for part in parts} == parts
    erase = page.get_by_role("button", name="Tout effacer")
    asked = page.get_by_role("dialog", name="Tout effacer")
    for refuse in (asked.get_by_role("button", name="Garder"), asked):
        erase.click()
        expect(asked.get_by_role("button", name="Garder")).to_be_focused()
        refuse.press("Escape" if refuse is asked else "Enter")
        expect(erase).to_be_focused()
        expect(total).to_contain_text(": 1 sur ")
    erase.click()
    asked.get_by_role("button", name="Effacer").click()
    expect(erase).to_be_focused()
    expect(total).to_contain_text(": 0 sur ")
    expect(page.locator("[data-part=due] li")).to_have_count(0)
    expect(page.locator("[data-told]")).to_have_text("Tout est effacé de ce navigateur.")
    assert page.evaluate("localStorage.length") == 0
    give(page.locator("[type=file]"), content)
    expect(total).to_contain_text(": 1 sur ")
    expect(page.locator("[data-told]")).to_contain_text("est reprise")
    assert {part: kept(page)[part] for part in parts} == parts


def test_a_state_kept_before_loads_whole(visit):
    page = visit(PLAN)
    keep(page, **OLD)
    page.reload()
    expect(page.locator("#plan-1")).to_have_value("Un projet")
    page.locator("#plan-2").fill("Une action")
    now = kept(page)
    assert {part: now[part] for part in OLD} == {**OLD, "texts": {**OLD["texts"], "plan-2": "Une action"}}
    # The same by a file.
    go(page, PROGRESS)
    give(page.locator("[type=file]"), json.dumps({"version": 1, **OLD}).encode())
    expect(page.locator("[data-told]")).to_contain_text("est reprise")
    assert {part: kept(page)[part] for part in OLD} == OLD


SHAPES = {"last": "javascript:alert(1)", "finished": {"book/debat-3/bousol": {"on": "2026-99-99", "seen": DAY}}, "tools": {TOOL: "hier"}}
SHAPES |= {"promises": {"book/debat-3/bousol": 1, "<img>": "a"}, "questions": {"a": answer(first="oui")}}
HOSTILE = {"exercises": {"a": answer(right="<img src=x onerror=alert(1)>", on="x")}}


@pytest.mark.parametrize("content", ["{}", "[1]", "nothing", '{"version": 2}', *(json.dumps({"version": 1, **parts}) for parts in (SHAPES, HOSTILE))])
def test_a_file_from_elsewhere_changes_nothing(visit, content):
    page = visit(PROGRESS)
    total = page.locator(".essor-progress-total")
    before = total.text_content()
    give(page.locator("[type=file]"), content.encode())
    expect(page.locator("[data-told]")).not_to_be_empty()
    expect(total).to_have_text(before)
    expect(page.locator("img[src=x]")).to_have_count(0)
    assert not any(value for part, value in (kept(page) or {}).items() if part != "version")


def test_a_guess_is_kept_and_compared_again(simulate, a_simulator):
    before = simulate(a_simulator)
    before.predict(before.a_bet())
    before.page.wait_for_load_state("networkidle")
    before.page.reload()
    after = SimulatorInPage(before.page, a_simulator)
    after.has_bet(after.a_bet())
    after.root.scroll_into_view_if_needed()
    after.expect_outcome()
