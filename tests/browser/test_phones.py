"""The room's votes by phone: what a phone shows at each stage, and what becomes of answers when something fails."""

import contextlib
import re

import pytest
from playwright.sync_api import expect

import editions
import rooms
from essor.portable.french import typeset
from essor.room.state import REVEALED
from essor.tools.chromium import serve

from .conftest import DECKS, PAGE_OF, PHONE, new_context, picture
from .deck import ROOM, current
from .hall import hall_of
from .look import expect_no_violation, expect_to_fit

NARROW = {"width": 320, "height": 640}
OPEN = """async ([question, round]) => {
  try { await phones.open(question, round, () => (changes += 1)); return null; } catch (error) { return error.message; }
}"""
COUNTS = "phones.counts()"
SENTENCE = "la collectivité souscrit des parts, puis vote comme tout associé, une voix pour elle seule"
LONG = {**rooms.CHOICE, "id": "quiz/bousol/long", "choices": [{"key": key, "text": f"Cas {key} : {SENTENCE}".replace(" :", "\u00a0:")} for key in "123456"]}


@pytest.fixture
def hall(request, browser, folders):
    with hall_of(request, browser, folders) as hall:
        yield hall


def opens(deck, question=rooms.CHOICE, round=1):
    assert deck.evaluate(OPEN, [question, round]) is None


def expect_stage(phone, name):
    expect(phone.locator("[data-part=stage]")).to_have_text(name)


def expect_counts(deck, **told):
    deck.wait_for_function(f"told => Object.entries(told).every(([name, value]) => JSON.stringify({COUNTS}[name]) === JSON.stringify(value))", arg=told)


def choice(phone, letter):
    return phone.locator("[data-part=choices] button", has=phone.locator(f"b:text-is('{letter}')"))


def given(phone):
    return phone.locator("[data-part=given]")


def smaller(page, selector, px):
    """What is seen, of these parts, with letters smaller than this."""
    return page.locator(selector).evaluate_all(
        """(parts, px) => parts.filter((part) => part.checkVisibility() && parseFloat(getComputedStyle(part).fontSize) < px)
          .map((part) => part.outerHTML.slice(0, 90))""",
        px,
    )


def looked_at(phone, where):
    """It fits, at 320 px too, and breaks no rule of access nor of French typography."""
    for size in (NARROW, PHONE):
        phone.set_viewport_size(size)
        expect_to_fit(phone)
        picture(phone, f"{where}-{size['width']}")
    expect_no_violation(phone, where)
    assert smaller(phone, "body *", 14) == [], where
    for text in phone.locator("body").inner_text().split("\n"):
        assert not editions.FAULTS.search(text) and typeset(text) == text, text


@pytest.mark.parametrize("look", ["light", "dark"])
def test_each_stage_is_said_and_looked_at(hall, look):
    """Two rounds of choices, then a number, as the deck leads them; buttons say what is pressed."""
    deck, phone = hall.deck(), hall.phone(color_scheme=look)
    seen = []

    def look_at(name):
        looked_at(phone, f"{look}-{name}")
        seen.append(name)

    expect_stage(phone, "En attente de la question")
    look_at("waiting")
    opens(deck, LONG)
    expect_stage(phone, "Sondage ouvert")
    expect(phone.get_by_role("heading", level=2)).to_have_text(LONG["text"])
    expect(choice(phone, "F")).to_have_attribute("aria-pressed", "false")
    look_at("open")
    choice(phone, "B").click()
    expect(given(phone)).to_have_text("Réponse comptée\u00a0: B.")
    choice(phone, "C").press("Enter")
    expect(choice(phone, "C")).to_have_attribute("aria-pressed", "true")
    expect(choice(phone, "B")).to_have_attribute("aria-pressed", "false")
    expect_counts(deck, voters=1, choices=[0, 0, 1, 0, 0, 0])
    look_at("answered")
    deck.evaluate("phones.close()")
    expect_stage(phone, "Clos")
    expect(choice(phone, "A")).to_be_disabled()
    expect(given(phone)).to_have_text("Votre réponse\u00a0: C.")
    look_at("closed")
    deck.evaluate("phones.reveal({ stage: 'discuss' })")
    expect_stage(phone, "Discutez")
    look_at("discuss")
    opens(deck, LONG, 2)
    expect_stage(phone, "Deuxième tour")
    expect(given(phone)).to_have_text("À vous de répondre.")
    look_at("second")
    deck.evaluate("phones.reveal({ stage: 'answer', right: 'B' })")
    expect_stage(phone, "Réponse à l’écran")
    expect(phone.locator("[data-part=advice]")).to_have_text("Réponse\u00a0: B")
    expect(given(phone)).to_have_text("Vous n’avez pas répondu.")
    opens(deck, rooms.NUMBER)
    phone.get_by_role("textbox").fill("120")
    phone.get_by_role("button", name="Envoyer").click()
    expect(phone.locator("[data-part=error]")).to_have_text(typeset("Votre réponse : « 120 » est hors limites. Indiquez un nombre de 0 à 95 %."))
    expect(phone.get_by_role("textbox")).to_have_attribute("aria-invalid", "true")
    look_at("refused")
    phone.get_by_role("textbox").fill("12,5")
    phone.get_by_role("textbox").press("Enter")
    expect(given(phone)).to_contain_text("Réponse comptée\u00a0: 12,5\u00a0%.")
    expect(phone.locator("[data-part=error]")).to_be_empty()
    expect_counts(deck, voters=1, values=[12.5])
    look_at("number")
    deck.evaluate("phones.reveal({ stage: 'over' })")
    expect_stage(phone, "Terminé")
    look_at("over")
    assert set(REVEALED) - {"answer"} <= set(seen)
    assert deck.evaluate("changes") > 3
    hall.allow("422")


def test_the_panel_is_read_by_a_room(hall):
    deck = hall.deck()
    opens(deck)
    deck.evaluate("document.querySelector('[data-part=slide]').append(phones.panel())")
    panel = deck.locator(".essor-phones")
    expect(panel.locator("strong")).to_have_text(hall.told_address())
    expect(panel.locator("svg")).to_be_visible()
    hall.phone()
    expect(panel.locator(".essor-phones-count")).to_have_text("0\u00a0réponse · 1\u00a0téléphone")
    expect_no_violation(deck, "panel", within=".essor-phones")
    assert smaller(deck, ".essor-phones *:not(svg, path)", 24) == []
    picture(deck, "panel")
    deck.get_by_text("Si les téléphones n’ouvrent pas la page…").click()
    assert smaller(deck, ".essor-phones *:not(svg, path)", 24) == []
    picture(deck, "panel-help")
    for name, key in (("À main levée", "mains"), ("Cartes", "cartes")):
        expect(deck.get_by_role("button", name=name)).to_have_attribute("data-way", key)


def test_thirty_phones_vote_and_none_is_lost_or_counted_twice(hall):
    deck = hall.deck()
    phones = [hall.phone() for _ in range(30)]
    for round in (1, 2):
        opens(deck, round=round)
        for rank, phone in enumerate(phones):
            choice(phone, "ABC"[rank % 3]).click()
        for phone in phones[:10]:
            choice(phone, "C").click()
        last = ["C"] * 10 + ["ABC"[rank % 3] for rank in range(10, 30)]
        expect_counts(deck, voters=30, choices=[last.count(letter) for letter in "ABC"])
        deck.evaluate("phones.close()")


def test_a_reload_is_the_same_phone_and_keeps_no_more(hall):
    deck, phone = hall.deck(), hall.phone()
    opens(deck)
    choice(phone, "A").click()
    expect(given(phone)).to_contain_text("Réponse comptée")
    phone.reload()
    expect(choice(phone, "A")).to_have_attribute("aria-pressed", "true")
    choice(phone, "B").click()
    expect_counts(deck, voters=1, choices=[0, 1, 0])
    assert phone.evaluate("[document.cookie, localStorage.length, Object.keys(sessionStorage)]") == ["", 0, ["essor-sondage"]]
    assert phone.context.cookies() == []
    with contextlib.closing(phone.context.new_page()) as copy:  # another tab of the same name
        kept = phone.evaluate("sessionStorage.getItem('essor-sondage')")
        copy.add_init_script(f"sessionStorage.setItem('essor-sondage', {kept!r})")
        copy.goto(hall.room.address)
        expect(phone.locator("[data-part=link]")).to_contain_text("dans un autre onglet")
        expect(choice(copy, "B")).to_have_attribute("aria-pressed", "true")


def test_an_answer_given_without_network_leaves_when_it_is_back(hall):
    deck, phone = hall.deck(), hall.phone()
    opens(deck)
    phone.context.set_offline(True)
    choice(phone, "A").click()
    expect(given(phone)).to_contain_text("partira au retour de la connexion")
    choice(phone, "C").click()
    phone.context.set_offline(False)
    expect(given(phone)).to_contain_text("Réponse comptée\u00a0: C.")
    expect_counts(deck, voters=1, choices=[0, 0, 1])
    hall.allow("ERR_INTERNET_DISCONNECTED", "ERR_NETWORK_CHANGED", "/vote")


def test_a_late_answer_is_refused_and_the_former_one_stands(hall):
    deck, phone = hall.deck(), hall.phone()
    opens(deck)
    choice(phone, "A").click()
    expect(given(phone)).to_contain_text("Réponse comptée")
    # The vote closes while the answer travels.
    phone.route("**/vote", lambda route: (deck.evaluate("phones.close()"), route.continue_()))
    choice(phone, "B").click()
    expect(phone.locator("[data-part=late]")).to_have_text(typeset("Trop tard : ce sondage est clos. Votre réponse précédente reste comptée."))
    expect(choice(phone, "A")).to_have_attribute("aria-pressed", "true")
    expect(given(phone)).to_have_text("Votre réponse\u00a0: A.")
    expect_counts(deck, voters=1, choices=[1, 0, 0])
    hall.allow("409")


def test_a_server_killed_in_a_vote_comes_back_with_every_answer(hall, folders):
    """The deck and the phones say so; the deck keeps what it had; phones give their answers to the new server."""
    deck, phones = hall.deck(), [hall.phone() for _ in range(3)]
    opens(deck)
    deck.evaluate("document.querySelector('[data-part=slide]').append(phones.panel())")
    for phone in phones:
        choice(phone, "B").click()
    expect_counts(deck, voters=3, choices=[0, 3, 0])
    hall.room.kill()
    trouble = deck.locator(".essor-phones-trouble")
    expect(trouble).to_contain_text("Le serveur de la salle ne répond plus. Ce qui était compté reste ici.")
    expect(deck.locator(".essor-phones code")).to_contain_text(f"--cle={rooms.KEY}")
    expect(phones[0].locator("[data-part=link]")).to_contain_text("Connexion perdue")
    choice(phones[0], "C").click()
    expect(given(phones[0])).to_contain_text("partira au retour de la connexion")
    assert deck.evaluate(COUNTS) == {"voters": 3, "choices": [0, 3, 0]}
    picture(deck, "killed-deck")
    picture(phones[0], "killed-phone")
    with rooms.running(folders, hall.room.port):
        expect(phones[1].locator("[data-part=link]")).to_have_text("Connexion rétablie.")
        expect_counts(deck, voters=3, choices=[0, 2, 1])
        expect(trouble).to_be_empty()
        expect(given(phones[0])).to_contain_text("Réponse comptée\u00a0: C.")
        deck.evaluate("phones.close()")
        expect_stage(phones[2], "Clos")
        hall.allow("ERR_CONNECTION", "ERR_INCOMPLETE", "ERR_EMPTY", "/vote", "409")


def test_ctrl_c_tells_phones_that_it_is_over(hall):
    deck, phone = hall.deck(), hall.phone()
    opens(deck)
    hall.room.stop()
    expect_stage(phone, "Terminé")
    expect(phone.locator("[data-part=advice]")).to_have_text("La séance est terminée. Vous pouvez fermer cette page.")
    phone.wait_for_timeout(2_000)
    expect(phone.locator("[data-part=link]")).to_be_empty()
    assert deck.evaluate(OPEN, [rooms.CHOICE, 2]).startswith("Le serveur de la salle ne répond pas")
    hall.allow("ERR_CONNECTION", "ERR_INCOMPLETE", "ERR_EMPTY", "/stream", "-/")


def test_a_second_deck_is_told_and_takes_over(hall):
    first, second, phone = hall.deck(), hall.deck(), hall.phone()
    opens(first)
    first.evaluate("document.querySelector('[data-part=slide]').append(phones.panel())")
    choice(phone, "A").click()
    expect_counts(first, voters=1)
    assert "Demandez encore les téléphones" in second.evaluate(OPEN, [rooms.NUMBER, 1])
    expect(choice(phone, "A")).to_be_visible()
    opens(second, rooms.NUMBER)
    expect(first.locator(".essor-phones-trouble")).to_contain_text("Un autre jeu de diapositives a pris la salle")
    expect(phone.get_by_role("textbox")).to_be_visible()
    assert first.evaluate(COUNTS)["voters"] == 1
    second.evaluate("phones.stop()")
    expect_stage(phone, "En attente de la question")
    hall.allow("409")


def test_a_deck_opened_elsewhere_says_how(folders, browser):
    """By double-click, or from another server: no request is made."""
    with serve(folders["formateur"]) as served, new_context(browser) as context:
        page = context.new_page()
        for address in (folders["formateur"].as_uri(), served):
            page.goto(f"{address}/book/deck.html")
            told = page.evaluate(OPEN, [rooms.CHOICE, 1])
            assert "make salle" in told and "http://127.0.0.1:8765/formateur/" in told and typeset(told) == told


def test_both_editions_work_as_the_room_serves_them(request, browser, book):
    """Front doors, a deck, a page that computes; phones read the learner's. Nothing is refused, nothing asks elsewhere."""
    with hall_of(request, browser, {"cours": book, "formateur": editions.TRAINERS}) as hall:
        hall.allow("service-worker.js")
        room = hall.room
        trainers = hall.page(room.trainers, viewport=ROOM)
        expect(trainers).to_have_url(re.compile(f"{room.trainers}book/"))
        trainers.goto(f"{room.address}{room.trainers}{DECKS[0]}")
        expect(current(trainers)).to_be_visible()
        phone = hall.phone()
        with phone.context.expect_page() as opened:
            phone.get_by_role("link", name="Lire le cours").click()
        expect(opened.value).to_have_url(re.compile("/cours/book/"))
        opened.value.wait_for_load_state("networkidle")  # what is left half-way is told as a fault
        opened.value.goto(f"{room.address}/cours/{next(iter(PAGE_OF.values()))}")
        opened.value.locator(".essor-sim").first.scroll_into_view_if_needed()
        opened.value.wait_for_function("() => window.ESSOR_ENGINE")


def test_without_javascript_a_sentence(hall):
    page = hall.page("/", viewport=PHONE, java_script_enabled=False)
    expect(page.locator("noscript p")).to_be_visible()
