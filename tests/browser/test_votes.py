"""The room's votes: each stage of the protocol, with a way in of the test's own."""

import json
import re

import pytest
from playwright.sync_api import expect

from .deck import ROOM, current, go_to, speakers_window
from .look import expect_no_violation
from .votes import BOUSOL, FIRST, NUMBER, SECOND, SMALL, ask, compare, expect_stage, press, vote


def test_a_full_round_on_a_bet(room):
    """Counts alone while votes are taken, the first result kept from the room, both rounds side by side, then the picture."""
    page = room("bousol-circuits", rounds=(FIRST, SECOND))
    status, count = vote(page).get_by_role("status"), vote(page).locator("[data-part=count]")
    expect(vote(page)).to_contain_text("Un habitant paie en Bou’Sols.")
    said = (("vote", "Premier vote ouvert.", "22 réponses"), ("first", "reste caché", "22 réponses"), ("discuss", "convainquez", "0 min 0"))
    for stage, words, counted in said:
        press(page, stage)
        expect(status).to_contain_text(words)
        expect(count).to_contain_text(counted)
        assert not re.search(r"\d+\s%\)", vote(page).inner_text()) and vote(page).locator("table").count() == 0
    press(page, "again")
    page.evaluate("counted[1].choices[2] = 16; counted[1].voters = 23; changed()")
    expect(count).to_have_text("23 réponses")
    press(page, "both")
    rows = vote(page).get_by_role("row").all_inner_texts()
    assert [re.sub(r"\s+", " ", row).strip() for row in rows] == [
        "Premier vote, 22 réponses Second vote, 23 réponses",
        *("A 1 paiement 6 (27 %) 1 (4 %)", "B 1,40 paiement 9 (41 %) 5 (22 %)", "C 1,67 paiement 4 (18 %) 16 (70 %)", "D 2,50 paiements 3 (14 %) 1 (4 %)"),
    ]
    page.keyboard.press("v")
    expect(vote(page)).to_be_hidden()
    figure = current(page).get_by_role("figure").first
    expect(figure.locator("svg text", has_text="calcul 1,67")).to_have_text(re.compile("4 → 16"))
    expect(figure.locator("figcaption")).to_contain_text("Votes de la salle : 1 : 6 puis 1")
    expect(current(page).locator(".essor-headline")).to_contain_text("1,67 paiement")
    press(page, "twin")
    expect(vote(page)).to_contain_text("75 %")
    vote(page).get_by_role("button", name="Voir la réponse").click()
    expect(vote(page)).to_contain_text("Réponse : 4 paiements.")
    page.keyboard.press("v")
    expect(vote(page)).to_be_hidden()
    expect(current(page).locator(".essor-strip")).to_be_visible()
    told = page.evaluate("told")
    asked = told[0][1]
    texts = [choice.pop("text") for choice in asked["choices"]]
    assert [text.replace("\u00a0", " ") for text in texts] == ["1 paiement", "1,40 paiement", "1,67 paiement", "2,50 paiements"]
    keys = [{"key": key} for key in "ABCD"]
    told_of_it = {"id": "bousol-circuits", "kind": "choix", "choices": keys, "unit": "paiements", "min": 0, "max": 100, "step": 0.1}
    assert asked.pop("text") and asked == told_of_it  # its answer is not told
    assert [one[1] if one[0] == "reveal" else one[0] for one in told] == [
        *("open", "close", "closed", "discuss", "open", "close", "closed", "answer", "over", "over", "stop")
    ]


@pytest.mark.parametrize(
    "first, sentence, following",
    [
        ([10, 4, 6, 0], "30 % de réponses justes, moins de 35 % : donnez un indice", "Faire discuter"),
        ([7, 5, 7, 1], "35 % de réponses justes, de 35 à 70 % : faites discuter à deux", "Faire discuter"),
        ([3, 2, 14, 1], "70 % de réponses justes, de 35 à 70 %", "Faire discuter"),
        ([2, 1, 16, 1], "80 % de réponses justes, plus de 70 % : expliquez", "Voir le simulateur"),
        ([1, 0, 3, 0], "Moins de cinq réponses : ni répartition, ni conseil", "Faire discuter"),
    ],
)
def test_who_speaks_sees_the_first_result_and_what_it_advises(room, first, sentence, following):
    page = room("bousol-circuits", rounds=(first, SECOND))
    notes = speakers_window(page)
    told = notes.locator(".essor-speaker-vote")
    expect(told).to_contain_text("Réponse juste : 1,67 paiement")
    page.bring_to_front()
    press(page, "vote")
    expect(told).to_contain_text(f"{sum(first)} réponses")
    press(page, "first")
    expect(told).to_contain_text(sentence.replace(" %", "\u00a0%").replace(" :", "\u00a0:"))
    expect(told.get_by_role("row")).to_have_count(5 if sum(first) >= 5 else 0)
    expect(page.locator(".essor-bar [data-do=vote]")).to_contain_text(following)
    expect(vote(page).locator("table")).to_have_count(0)
    expect_no_violation(notes, "speaker")
    notes.get_by_role("button", name="Vote").click()
    expect(page.locator(".essor-bar [data-do=vote]")).not_to_contain_text(following)
    page.reload()
    expect(notes.locator(".essor-orphan")).to_contain_text("appuyez sur N")


def test_under_five_voters_nothing_is_drawn(room):
    page = room("bousol-circuits", rounds=([1, 2, 1, 0], [0, 1, 1, 0]))
    compare(page)
    expect(vote(page)).to_contain_text("Moins de cinq réponses")
    expect(vote(page).locator("table, rect")).to_have_count(0)
    page.keyboard.press("v")
    expect(current(page).locator(".essor-headline")).to_be_visible()
    expect(current(page).locator(".essor-strip")).to_be_visible()
    expect(current(page).get_by_text("Votes de la salle")).to_have_count(0)


def test_stages_are_skipped_taken_again_and_left(room):
    """Nothing counted is lost on the way."""
    page = room("bousol-circuits", rounds=(FIRST, SECOND))
    press(page, "vote")
    page.keyboard.press("r")  # straight to the simulator
    expect(current(page).locator("svg text", has_text="calcul 1,67")).to_be_visible()
    page.keyboard.press("Shift+V")
    expect_stage(page, "first")
    page.keyboard.press("Shift+V")
    expect_stage(page, "question")
    stages = vote(page).locator(".essor-vote-stages")
    stages.get_by_role("button", name="Comparer").click()
    expect(vote(page).get_by_role("row")).to_have_count(5)
    stages.get_by_role("button", name="1er vote").click()
    expect_stage(page, "vote")
    page.evaluate("counted[0] = { voters: 0, choices: [0, 0, 0, 0] }; changed()")
    page.keyboard.press("ArrowRight")  # the vote goes on, and is closed by another
    page.keyboard.press("ArrowLeft")
    expect_stage(page, "vote")
    stages.get_by_role("button", name="Comparer").click()
    expect(vote(page).get_by_role("columnheader")).to_have_text("Premier vote, 22 réponses")
    vote(page).get_by_role("button", name="Quitter").click()
    expect(vote(page)).to_be_hidden()
    page.keyboard.press("v")
    expect_stage(page, "both")
    page.keyboard.press("b")
    page.keyboard.press("v")  # gives the slide back, and nothing else
    expect_stage(page, "both")


def test_another_vote_closes_the_one_under_way(room):
    page = room("bousol-circuits", rounds=(FIRST, SECOND))
    press(page, "vote")
    ask(page, "bousol-bonus")
    expect_stage(page, "question")
    page.keyboard.press("ArrowLeft")
    go_to(page, page.locator(".essor-slide[data-asks='bousol-circuits']"))
    expect_stage(page, "first")
    expect(vote(page).locator("[data-part=count]")).to_have_text("22 réponses")


def test_without_the_engine_the_vote_goes_on(visit_trainers):
    page = visit_trainers(BOUSOL, script="delete window.Worker;", viewport=ROOM)
    ask(page, "bousol-circuits")
    press(page, "vote")
    vote(page).get_by_label("Voix pour C").fill("9")
    page.keyboard.press("Escape")
    press(page, "first")
    page.keyboard.press("v")
    expect(current(page).locator(".essor-failure")).to_be_visible()
    press(page, "twin")


def test_the_picture_is_not_smaller_with_the_room_s_votes(room):
    """What is at its foot takes the place of the other figures."""
    page = room("bousol-circuits", rounds=(FIRST, SECOND))
    for slug in ("bousol-circuits", "scic-capital"):
        ask(page, slug)
        page.keyboard.press("v")
        page.keyboard.press("r")
        foot = current(page).locator("[data-room] svg text", has_text="calcul")
        expect(foot).to_be_visible()
        page.wait_for_timeout(500)  # it takes its place's size
        picture = current(page).locator(".essor-figure:not(.essor-behind) svg")
        tallest = min(column.bounding_box()["y"] for column in picture.locator("rect[fill*=violet]").all())
        room_s = tallest - 14 - picture.bounding_box()["y"]
        page.keyboard.press("v")
        vote(page).get_by_role("button", name="Quitter").click()
        expect(foot).to_have_count(0)
        page.wait_for_timeout(500)
        assert room_s >= picture.bounding_box()["height"]


def test_a_number_is_asked(room):
    """Values as they come; many are put in classes; the picture has them."""
    values = [10, 10, 12, 12.3, 12.5, 20, 25, 30, 40]
    page = room("my-departement", deck=NUMBER, rounds=({"voters": 9, "values": values}, {"voters": 6, "values": [10, 12, 12, 12, 20, 20]}))
    expect(vote(page)).to_contain_text("Répondez par un nombre, de 0 à 100 %.")
    compare(page)
    rows = [re.sub(r"\s+", " ", row).strip() for row in vote(page).get_by_role("row").all_inner_texts()]
    assert rows[1].startswith("de 10 à 15 %, exclu 5 (56 %)") and rows[-1].startswith("de 35 à 40 % 1 (11 %)")
    page.keyboard.press("v")
    expect(current(page).get_by_role("figure").first.locator("figcaption")).to_contain_text("Votes de la salle")
    expect(current(page).locator("svg text", has_text="calcul 12")).to_be_visible()


def test_a_question_of_the_chapter_on_any_slide(visit_trainers):
    page = visit_trainers(BOUSOL, viewport=ROOM)
    page.keyboard.press("v")
    options = page.get_by_role("dialog", name="Faire voter la salle")
    options.get_by_label("Question").select_option("quiz/investir/inv-voix")
    expect(options.get_by_label("Demander un nombre")).to_be_disabled()
    expect_no_violation(page, "options")
    options.get_by_role("button", name="Poser cette question").click()
    press(page, "vote")
    vote(page).get_by_label("Voix pour C").fill("7")
    page.keyboard.press("Escape")
    press(page, "first")
    press(page, "answer")
    expect(vote(page)).to_contain_text("Réponse : C.")
    expect(vote(page).locator("[data-right]")).to_have_count(1)
    page.keyboard.press("Home")
    expect(vote(page)).to_be_visible()


@pytest.mark.parametrize("asks, where", [("bousol-circuits", BOUSOL), ("quiz/investir/inv-voix", BOUSOL), ("my-departement", NUMBER)])
def test_each_stage_is_read_from_afar_and_by_all(room, asks, where):
    """In both looks; from the keyboard alone."""
    rounds = ({"voters": 9, "values": [10, 10, 12, 12.3, 12.5, 20, 25, 30, 40]},) * 2 if asks == "my-departement" else (FIRST, SECOND)
    page = room(asks, where, rounds)
    faults = []
    for stage in ("vote", "first", "discuss", "again", "both", "answer", "twin", None):
        for _ in ("light", "dark"):
            if vote(page).is_visible():
                faults += [f"{stage}: {fault}" for fault in page.evaluate(SMALL)]
            page.keyboard.press("d")
        expect_no_violation(page, f"{asks}, before {stage}", within=".essor-current")
        if stage:
            press(page, stage)
            expect(current(page)).to_be_focused() if stage != "answer" else None
    assert not faults, "\n".join(faults)


def test_every_slide_that_asks_can_be_voted_on(visit_trainers, deck):
    """Every bet and every question of a slide; what is asked fits, while votes are counted by hand too."""
    page = visit_trainers(deck, viewport=ROOM)
    votes = json.loads(page.locator("[data-votes]").get_attribute("data-votes"))
    asking = page.locator(".essor-slide[data-asks]")
    live = page.locator(".essor-slide:has(.essor-predict, .essor-slide-question)")
    assert asking.count() == live.count() > 0
    faults = []
    for slide in asking.all():
        asked = votes[slide.get_attribute("data-asks")]
        go_to(page, slide)
        page.keyboard.press("v")
        for stage in ("question", "vote"):
            expect_stage(page, stage)
            faults += [f"{asked['id']}, {stage}: {fault}" for fault in page.evaluate(SMALL)]
            page.keyboard.press("v")
    assert not faults, "\n".join(faults)
