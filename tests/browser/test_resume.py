"""« Reprendre »: the reader is led back to where they last acted, or on to the next of the path."""

import re

import pytest
from playwright.sync_api import expect

from essor.portable.french import typeset

from .conftest import HOME
from .driver import go
from .questions import ExerciseInPage
from .store import answer, keep, kept, quizzes


@pytest.fixture
def episode(steps):
    return next(step for step in steps if step["kind"] == "episode" and step["exercises"])


def told(step, said="Reprendre"):
    return typeset(f"{said} : {step['title']}, {step['minutes']} min").replace(" min", "\N{NO-BREAK SPACE}min")


def expect_led_to(page, step):
    link = page.locator("[data-part=resume] a")
    expect(link).to_have_text(told(step))
    href = link.get_attribute("href")
    assert href == step["href"]
    link.click()
    expect(page).to_have_url(re.compile(re.escape(f"/{step['page']}.html") + "$"))


def test_the_reader_is_led_back_to_where_they_last_acted(visit, scheme, episode):
    page = visit(f"{episode['page']}.html", scheme)
    exercise = ExerciseInPage(page, episode["exercises"][0])
    exercise.root.scroll_into_view_if_needed()
    exercise.judge(exercise.wrong())
    assert kept(page)["last"] == episode["page"]
    go(page, HOME)
    expect_led_to(page, episode)


def test_a_bet_is_an_act(visit, chapters):
    page = visit(f"{chapters[4]['page']}.html")
    page.locator("article [name=guess]").first.check()
    page.wait_for_load_state("networkidle")  # what is left half-way is told as a fault
    assert kept(page)["last"] == chapters[4]["page"]


def test_a_page_that_was_only_read_is_not_where_one_acted(visit, episode):
    page = visit(f"{episode['page']}.html")
    page.get_by_role("link").first.focus()
    assert page.evaluate("localStorage.getItem('essor')") is None
    go(page, HOME)
    expect(page.locator("[data-part=resume]")).to_be_hidden()


def test_after_a_finished_page_comes_the_next_of_the_essential_path(visit, steps, chapters, episode):
    first, second = chapters[:2]
    plan = next(step for step in steps if step["kind"] == "plan")
    done = {exercise: answer() for exercise in episode["exercises"]}
    half = {question: answer() for question in first["questions"][1:]}
    cases = [
        ({"last": first["page"], "questions": half}, first),
        ({"last": first["page"], "questions": quizzes(first)}, second),
        ({"last": first["page"], "questions": quizzes(first, second)}, chapters[2]),
        ({"last": episode["page"], "exercises": {**done, episode["exercises"][0]: answer(right=False)}}, episode),
        ({"last": episode["page"], "exercises": done}, first),
        ({"last": episode["page"], "exercises": done, "questions": quizzes(first)}, second),
        ({"last": chapters[-1]["page"], "questions": quizzes(*chapters[1:])}, first),
        ({"last": chapters[-1]["page"], "questions": quizzes(*chapters)}, plan),
        # A state of before pages were kept: the last answer tells.
        ({"questions": {first["questions"][0]: answer(), second["questions"][0]: answer(on="2026-11-21")}}, second),
        ({"last": "book/a-page-that-was-removed", "exercises": {episode["exercises"][0]: answer(right=False)}}, episode),
    ]
    page = visit(HOME)
    for state, step in cases:
        keep(page, **state)
        page.reload()
        back = state.get("last") in (step["page"], None, "book/a-page-that-was-removed")
        expect(page.locator("[data-part=resume] a")).to_have_text(told(step, "Reprendre" if back else "Continuer"))
    expect(page.locator("[data-part=resume] a")).to_have_attribute("href", cases[-1][1]["href"])


def test_two_tabs_agree_on_where_to_go_back(visit, chapters):
    page = visit(HOME)
    other = page.context.new_page()
    other.goto(page.url)
    expect(page.locator("[data-part=resume]")).to_be_hidden()
    keep(other, last=chapters[2]["page"])
    expect(page.locator("[data-part=resume] a")).to_have_text(told(chapters[2]))
