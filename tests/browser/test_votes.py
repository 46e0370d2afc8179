"""The room's votes: each stage of the protocol with a way in of the test's own, votes by hand, counts from one session to the next."""

import json
import re

import pytest
from playwright.sync_api import expect

from essor.book.site import scripts
from essor.places import BROWSER

from .conftest import DECKS
from .deck import ROOM, current, go_to, speakers_window
from .driver import enter
from .look import expect_no_violation

BOUSOL = next(deck for deck in DECKS if "debat-3" in deck)
NUMBER = next(deck for deck in DECKS if "debat-1" in deck)
FIRST, SECOND = [6, 9, 4, 3], [1, 5, 15, 1]
# A way in that the test counts for: window.counted gives each round's counts, window.fails the sentence of a failure.
FAKE = """
import {{ ways }} from {ways};
import {slides};
window.told = [];
const counts = () => window.counted[at - 1];
let at = 1;
ways.push({{
  key: "faux", label: "Faux moyen",
  async open(question, round, changed) {{
    if (window.slow) await new Promise(() => {{}});
    if (window.fails) throw new Error(window.fails);
    at = round;
    window.told.push(["open", question, round]);
    window.changed = changed;
  }},
  counts, reveal: (state) => window.told.push(["reveal", state.stage]), stop: () => window.told.push(["stop"]),
  async close() {{
    window.told.push(["close"]);
    await new Promise((done) => setTimeout(done, 50));
    if (window.late) window.counted[at - 1] = {{ voters: window.late.reduce((sum, one) => sum + one), choices: window.late }};
  }},
  panel: () => Object.assign(document.createElement("p"), {{ textContent: "Un code à photographier" }}),
}});
"""
# Texts of the vote under 24 px of a slide 720 px high, what is cut, what is out of the slide.
SMALL = """
() => {
  const slide = document.querySelector(".essor-current"), vote = slide.querySelector(".essor-vote"), faults = [];
  const walker = document.createTreeWalker(vote, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const e = text.parentElement;
    if (!text.textContent.trim() || !e.checkVisibility({ visibilityProperty: true })) continue;
    const size = parseFloat(getComputedStyle(e).fontSize);
    if (size < innerHeight / 30 - 0.5) faults.push(`${size} px: ${text.textContent}`);
    const range = new Range();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect(), frame = slide.getBoundingClientRect();
    if (box.right > frame.right + 1 || box.bottom > frame.bottom + 1) faults.push(`out of the slide: ${text.textContent}`);
  }
  for (const part of [slide, ...vote.querySelectorAll("[data-fits], table")])
    if (part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1)
      faults.push(`cut: ${part.className} ${part.scrollHeight}/${part.clientHeight}`);
  return faults;
}
"""


@pytest.fixture(scope="session")
def with_fake(tmp_path_factory):
    """slides.js with the fake way beside the others."""
    made = tmp_path_factory.mktemp("votes") / "slides.js"
    entry = FAKE.format(ways=json.dumps(str(BROWSER / "deck" / "ways.js")), slides=json.dumps(str(BROWSER / "slides.js")))
    scripts.esbuild(scripts.ensure_packages(), '--define:ESSOR_VERSION="test"', "--define:ESSOR_PINNED={}", "--charset=utf8", f"--outfile={made}", entry=entry)
    return made


@pytest.fixture
def room(visit_trainers, with_fake):
    """A deck at its slide that asks this, the fake way chosen; `rounds` are the counts it gives."""

    def open_deck(asks, deck=BOUSOL, rounds=((), ()), **options):
        def prepare(page):
            page.route("**/slides.js*", lambda route: route.fulfill(path=with_fake, content_type="text/javascript"))

        counted = [counts if isinstance(counts, dict) else {"voters": sum(counts), "choices": list(counts)} for counts in rounds]
        page = visit_trainers(deck, script=f"window.counted = {json.dumps(counted)}", prepare=prepare, viewport=ROOM, **options)
        go_to(page, page.locator(f".essor-slide[data-asks='{asks}']"))
        page.keyboard.press("v")
        page.keyboard.press("4")
        expect(vote(page).locator("[data-way=faux]")).to_have_attribute("aria-pressed", "true")
        return page

    return open_deck


def vote(page):
    return current(page).locator(".essor-vote")


def expect_stage(page, stage):
    expect(vote(page)).to_have_attribute("data-stage", stage)


def press(page, stage):
    page.keyboard.press("v")
    expect_stage(page, stage)


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
    for stage in ("vote", "first", "discuss", "again", "both"):
        press(page, stage)
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
    go_to(page, page.locator(".essor-slide[data-asks='bousol-bonus']"))
    page.keyboard.press("v")
    expect_stage(page, "question")
    page.keyboard.press("ArrowLeft")
    go_to(page, page.locator(".essor-slide[data-asks='bousol-circuits']"))
    expect_stage(page, "first")
    expect(vote(page).locator("[data-part=count]")).to_have_text("22 réponses")


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


def test_without_the_engine_the_vote_goes_on(visit_trainers):
    page = visit_trainers(BOUSOL, script="delete window.Worker;", viewport=ROOM)
    go_to(page, page.locator(".essor-slide[data-asks='bousol-circuits']"))
    page.keyboard.press("v")
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
        go_to(page, page.locator(f".essor-slide[data-asks='{slug}']"))
        page.keyboard.press("v")
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


def test_an_answer_is_entered_for_anyone(room):
    page = room("bousol-circuits", rounds=(FIRST, SECOND))
    press(page, "vote")
    expect(vote(page)).to_contain_text("Un code à photographier")
    vote(page).get_by_text("Répondre pour quelqu’un").click()
    vote(page).get_by_role("button", name="Une voix de plus pour D").press("Enter")
    expect(vote(page).locator("[data-part=count]")).to_have_text("23 réponses")


def test_a_number_is_asked(room):
    """Values as they come; many are put in classes; the picture has them."""
    values = [10, 10, 12, 12.3, 12.5, 20, 25, 30, 40]
    page = room("my-departement", deck=NUMBER, rounds=({"voters": 9, "values": values}, {"voters": 6, "values": [10, 12, 12, 12, 20, 20]}))
    expect(vote(page)).to_contain_text("Répondez par un nombre, de 0 à 100 %.")
    for stage in ("vote", "first", "discuss", "again", "both"):
        press(page, stage)
    rows = [re.sub(r"\s+", " ", row).strip() for row in vote(page).get_by_role("row").all_inner_texts()]
    assert rows[1].startswith("de 10 à 15 %, exclu 5 (56 %)") and rows[-1].startswith("de 35 à 40 % 1 (11 %)")
    page.keyboard.press("v")
    expect(current(page).get_by_role("figure").first.locator("figcaption")).to_contain_text("Votes de la salle")
    expect(current(page).locator("svg text", has_text="calcul 12")).to_be_visible()


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
    go_to(page, page.locator(".essor-slide[data-asks='bousol-circuits']"))
    page.keyboard.press("v")
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


def counts_dialog(page):
    page.keyboard.press("Home")
    page.keyboard.press("v")
    return page.get_by_role("dialog", name="Faire voter la salle")


def test_counts_go_from_a_session_to_the_next(room, tmp_path):
    page = room("bousol-circuits", rounds=(FIRST, SECOND))
    for stage in ("vote", "first", "discuss", "again", "both"):
        press(page, stage)
    options = counts_dialog(page)
    with page.expect_download() as kept:
        options.get_by_role("button", name="Télécharger les comptes").click()
    file = tmp_path / "comptes.csv"
    kept.value.save_as(file)
    lines = file.read_text("utf-8-sig").split()
    assert lines[0] == "question;jour;tour;comptes"
    text = file.read_text("utf-8-sig").splitlines()
    assert [re.sub(r"\d{4}-\d\d-\d\d", "jour", line) for line in text[1:]] == [
        "bousol-circuits;jour;1;A=6 B=9 C=4 D=3", "bousol-circuits;jour;2;A=1 B=5 C=15 D=1",
    ]  # fmt: skip
    other = "bousol-circuits;2026-01-31;1;A=4 B=3 C=3\nbousol-circuits;2026-01-31;2;C=10"
    file.write_text("\n".join([*text, other, "inconnue;2026-01-31;1;A=10", ""]), "utf8")
    page.reload()
    options = counts_dialog(page)
    options.get_by_label("Reprendre un fichier").set_input_files(file)
    expect(options.get_by_role("status")).to_contain_text("Comptes repris")
    options.get_by_role("button", name="Fermer").click()
    go_to(page, page.locator(".essor-slide[data-asks='bousol-circuits']"))
    page.keyboard.press("v")
    vote(page).get_by_role("button", name="Comparer").click()
    expect(vote(page)).to_contain_text("2 groupes : 22 % puis 78 % de réponses justes")
    vote(page).get_by_role("button", name="Options").click()
    options.get_by_label("Montrer les sessions passées").uncheck()
    options.get_by_role("button", name="Fermer").click()
    expect(vote(page)).not_to_contain_text("groupes")


HEAD = "question;jour;tour;comptes\n"


@pytest.mark.parametrize(
    "text, told",
    [
        ("a,b\n", "Ligne 1 : « a,b », au lieu de « question;jour;tour;comptes »"),
        (HEAD, "ne contient aucun compte"),
        (HEAD + "bousol-circuits;2026-01-31;1\n", "Ligne 2 : « bousol-circuits;2026-01-31;1 » a 3 cellules, au lieu de 4"),
        (HEAD + "<b>;2026-01-31;1;A=12\n", "Ligne 2 : la question « <b> »"),
        (HEAD + "a;2026-01-31;1;A=12\n\na;31/01/2026;1;A=12\n", "Ligne 4 : le jour « 31/01/2026 »"),
        (HEAD + "a;2026-01-31;3;A=12\n", "le tour « 3 » n’est ni 1 ni 2"),
        (HEAD + "a;2026-01-31;1;A=12 G=3\n", "le compte « G=3 »"),
        (HEAD + "a;2026-01-31;1;A=5 B=4\n", "« A=5 B=4 » compte 9 voix, et il en faut au moins 10"),
    ],
)
def test_a_wrong_file_is_refused_by_line_and_value(visit_trainers, tmp_path, text, told):
    page = visit_trainers(BOUSOL, viewport=ROOM)
    options = counts_dialog(page)
    options.get_by_role("button", name="Télécharger les comptes").click()
    expect(options.get_by_role("status")).to_contain_text("Aucun compte à télécharger")
    file = tmp_path / "comptes.csv"
    file.write_text(text, "utf8")
    options.get_by_label("Reprendre un fichier").set_input_files(file)
    expect(options.get_by_role("alert")).to_contain_text(told)
    expect(options.get_by_role("alert")).to_contain_text("Rien n’a été repris.")


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
