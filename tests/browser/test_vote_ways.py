"""Ways in that fail, are slow or late, votes counted by hand, and numbers read from cards."""

import json

from playwright.sync_api import expect

from .deck import ROOM, current, go_to
from .driver import enter
from .votes import BOUSOL, FIRST, SECOND, SMALL, ask, expect_stage, press, vote


def test_a_way_that_fails_says_why_and_the_others_are_one_key_away(room):
    page = room("bousol-circuits", rounds=(FIRST, SECOND))
    page.evaluate("window.fails = 'Le réseau de la salle bloque les téléphones.'")
    page.keyboard.press("v")
    expect(vote(page).get_by_role("alert")).to_contain_text("Le réseau de la salle bloque les téléphones.")
    expect_stage(page, "question")
    page.keyboard.press("1")
    expect(vote(page).get_by_role("alert")).to_be_hidden()
    press(page, "vote")
    expect(vote(page).get_by_role("button", name="Une voix de plus pour A")).to_be_visible()
    page.reload()
    page.keyboard.press("v")  # the way is remembered, and no vote
    expect(vote(page).locator("[data-way=mains]")).to_have_attribute("aria-pressed", "true")


def test_a_way_that_fails_under_way_is_changed_by_one_key(room):
    page = room("bousol-circuits", rounds=((0, 0, 0, 0), SECOND))
    press(page, "vote")
    page.keyboard.press("1")
    expect(vote(page).get_by_role("button", name="Une voix de plus pour A")).to_be_visible()
    expect_stage(page, "vote")
    assert page.evaluate("told.map(([what]) => what)")[-2:] == ["close", "stop"]


def test_answers_on_their_way_when_a_vote_closes_are_counted(room):
    page = room("bousol-circuits", rounds=(FIRST, SECOND))
    press(page, "vote")
    page.evaluate("window.late = [6, 9, 5, 3]")
    page.keyboard.press("v")
    expect(vote(page).locator("[data-part=count]")).to_have_text("23 réponses")


def test_a_way_that_does_not_answer_is_left_for_another(room):
    page = room("bousol-circuits")
    page.evaluate("window.slow = true")
    page.keyboard.press("v")
    expect(vote(page)).to_contain_text("Ouverture…")
    page.keyboard.press("v")
    page.keyboard.press("1")
    press(page, "vote")
    vote(page).get_by_role("button", name="Une voix de plus pour B").click()
    expect(vote(page).locator("[data-part=count]")).to_have_text("1 réponse")


def test_an_answer_is_entered_for_anyone(room):
    page = room("bousol-circuits", rounds=(FIRST, SECOND))
    press(page, "vote")
    expect(vote(page)).to_contain_text("Un code à photographier")
    vote(page).get_by_text("Répondre pour quelqu’un").click()
    vote(page).get_by_role("button", name="Une voix de plus pour D").press("Enter")
    expect(vote(page).locator("[data-part=count]")).to_have_text("23 réponses")


def test_votes_by_hand(visit_trainers, scheme):
    page = visit_trainers(BOUSOL, scheme, viewport=ROOM)
    go_to(page, page.locator(".essor-slide[data-asks='bousol-circuits']"))
    page.get_by_role("navigation").get_by_role("button", name="Voter").click()
    press(page, "vote")
    count = vote(page).locator("[data-part=count]")
    for _ in range(3):
        vote(page).get_by_role("button", name="Une voix de plus pour A").press("Enter")
    vote(page).get_by_role("button", name="Une voix de moins pour A").click()
    expect(count).to_have_text("2 réponses")
    field = vote(page).get_by_label("Voix pour C")
    for wrong in ("abc", "-1", "1,5", "501"):
        enter(field, wrong)
        expect(vote(page).get_by_role("alert").last).to_contain_text(f"« {wrong} »")
        expect(count).to_have_text("2 réponses")
    assert not page.evaluate(SMALL)
    enter(field, "12")
    expect(count).to_have_text("14 réponses")
    assert vote(page).get_by_role("alert").last.is_hidden()
    page.keyboard.press("Escape")
    press(page, "first")
    assert "moyen-de-vote" not in json.dumps(page.evaluate("({ ...localStorage })")) and page.evaluate("sessionStorage.length") == 0


def test_cards_show_numbers(visit_trainers):
    page = visit_trainers(BOUSOL, viewport=ROOM)
    ask(page, "bousol-circuits")
    vote(page).get_by_role("button", name="Options").click()
    options = page.get_by_role("dialog", name="Faire voter la salle")
    expect(options.get_by_label("Question")).to_have_value("bousol-circuits")
    options.get_by_label("Demander un nombre").check()
    options.get_by_role("button", name="Poser cette question").click()
    expect(vote(page)).to_contain_text("Répondez par un nombre, de 0 à 100 paiements.")
    press(page, "vote")
    field = vote(page).get_by_label("Valeurs des cartes")
    enter(field, "1 1,4 2;2 % abc 500 abc 1,67")
    alert = vote(page).get_by_role("alert").last
    expect(alert).to_contain_text("« abc » n’est pas un nombre.")
    expect(alert).to_contain_text("« 500 » est hors limites : de 0 à 100 paiements.")
    expect(vote(page).locator("[data-part=count]")).to_have_text("5 réponses")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(current(page).locator("svg text", has_text="calcul 1,67 : 1")).to_be_visible()
