"""The room without a network: nothing lost, never twice, whatever is sent; what bounds it."""

import json

import pytest
from hypothesis import given, strategies as st

from essor.portable.french import typeset
from essor.room.question import LETTERS, Question, Refusal, read
from essor.room.rate import Rate
from essor.room.state import MOST_ASKED, OPEN, OVER, PEOPLE, REVEALED, STAGES, WAITING, Room
from rooms import CHOICE, DECK, NUMBER, OTHER, PHONE

KEYS = [choice["key"] for choice in CHOICE["choices"]]
JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


def opened(question=CHOICE, round=1) -> Room:
    room = Room()
    room.ask(DECK, Question(question), round)
    return room


def vote(room, answer, phone=PHONE, asked=None):
    return room.vote({"phone": phone, "asked": room.asked if asked is None else asked, "answer": answer})


def refused(status, act, *given, **more) -> str:
    with pytest.raises(Refusal) as refusal:
        act(*given, **more)
    assert refusal.value.status == status
    assert str(refusal.value) == typeset(str(refusal.value)) and str(refusal.value)[-1] in ".:?"
    return str(refusal.value)


@given(st.lists(st.tuples(st.sampled_from(["vote", "late", "wrong", "again", "second", *REVEALED]), st.integers(0, 5), st.sampled_from(KEYS))))
def test_each_phone_counts_once_by_its_last_answer(acts):
    """Whatever the order of votes, late votes, wrong ones, rounds and stages."""
    room = opened()
    last = {}
    for act, number, key in acts:
        phone = f"telephone-numero-{number}"
        if act in REVEALED:
            room.reveal(DECK, act)
        elif act in ("again", "second"):
            goes_on = room.round == (1 if act == "again" else 2)
            room.ask(DECK, Question(CHOICE), 1 if act == "again" else 2)
            last = last if goes_on else {}
        elif act == "late" or room.stage != OPEN:
            refused(409, vote, room, key, phone, room.asked - 1 if act == "late" else None)
        elif act == "wrong":
            refused(422, vote, room, key + "?", phone)
        else:
            assert vote(room, key, phone) == LETTERS[KEYS.index(key)]
            last[phone] = key
        counts = room.counts()
        assert counts["voters"] == len(last) == sum(counts["choices"])
        assert counts["choices"] == [list(last.values()).count(key) for key in KEYS]


@given(st.dictionaries(st.integers(0, 20), st.lists(st.integers(0, 95), min_size=1)))
def test_numbers_are_the_last_of_each_phone_in_no_ones_order(typed):
    room = opened(NUMBER)
    for number, values in typed.items():
        for value in values:
            vote(room, str(value), f"telephone-numero-{number}")
    assert room.counts()["values"] == sorted(values[-1] for values in typed.values())


@given(JSON)
def test_whatever_is_sent_is_an_answer_or_a_refusal(sent):
    room = opened()
    for act in (
        lambda: Question(sent),
        lambda: Question({**CHOICE, "choices": sent}),
        lambda: Question({**NUMBER, "min": sent}),
        lambda: Question({**NUMBER, "step": sent, "unit": sent}),
        lambda: room.ask(DECK, Question(NUMBER), sent),
        lambda: room.reveal(DECK, sent),
        lambda: room.reveal(DECK, OPEN, sent),
        lambda: room.vote({"phone": sent, "asked": 1, "answer": "court"}),
        lambda: room.vote({"phone": PHONE, "asked": sent, "answer": sent}),
    ):
        try:
            act()
        except Refusal as refusal:
            assert refusal.status in (400, 409, 422) and str(refusal)
    assert room.stage in STAGES and set(room.votes.values()) <= set(KEYS)


@given(st.binary(max_size=600))
def test_a_body_is_an_object_or_a_refusal(body):
    try:
        assert isinstance(read(body, 512), dict)
    except Refusal as refusal:
        assert refusal.status == (413 if len(body) > 512 else 400)


@pytest.mark.parametrize("body", [b"[" * 16_000, b"\xff\xfe{}", b"nul", b"[]", b'"{}"', b"", b"\0" * 9])
def test_what_is_no_object_is_unreadable(body):
    assert refused(400, read, body, 16_384) == "Cet envoi est illisible."


def test_what_json_allows_and_a_vote_does_not():
    for question in (CHOICE, NUMBER):
        room = opened(question)
        for answer in json.loads('[NaN, Infinity, 1, true, null, [], {}, "A", "\\u0000", "nan", "1e3", "inf", "court\\u0000"]'):
            refused(422, vote, room, answer)
        assert room.counts()["voters"] == 0


@pytest.mark.parametrize(
    "typed, told",
    [
        ("120", "Votre réponse : « 120 » est hors limites. Indiquez un nombre de 0 à 95 %."),
        ("-1", "Votre réponse : « -1 » est hors limites. Indiquez un nombre de 0 à 95 %."),
        ("beaucoup", "Votre réponse : « beaucoup » n’est pas un nombre. Indiquez un nombre de 0 à 95 %."),
        ("", "Votre réponse : il manque une valeur. Indiquez un nombre de 0 à 95 %."),
        ("1.250", "Votre réponse : avec « 1.250 », voulez-vous dire 1 250 ou 1,25 ? Écrivez 1250, ou 1,25."),
        ("9" * 41, "Votre réponse : un nombre s’écrit en 40 signes au plus. Indiquez un nombre de 0 à 95 %."),
    ],
)
def test_a_number_is_refused_as_simulators_do(typed, told):
    assert refused(422, vote, opened(NUMBER), typed) == typeset(told)


@pytest.mark.parametrize("typed, said", [("40", "40 %"), (" 12,5 % ", "12,5 %"), ("0", "0 %"), ("95", "95 %")])
def test_a_number_is_read_as_simulators_do(typed, said):
    assert vote(opened({**NUMBER, "step": 0.5}), typed) == typeset(said)


def test_a_unit_may_have_two_forms():
    question = Question({**NUMBER, "unit": ["agent", "agents"], "integer": True, "min": -5})
    assert question.shown() == {
        "id": NUMBER["id"], "text": NUMBER["text"], "kind": "nombre", "unit": "agents", "bounds": "de −5 à 95\u00a0agents", "signed": True,
    }  # fmt: skip
    assert question.take("1") == (1, "1\u00a0agent")
    refused(422, question.take, "1,5")


@pytest.mark.parametrize(
    "change",
    [
        {"id": "../x"},
        {"id": "a\0"},
        {"id": ""},
        {"text": ""},
        {"text": "a" * 2001},
        {"kind": "ordre"},
        {"choices": CHOICE["choices"][:1]},
        {"choices": CHOICE["choices"] * 3},
        {"choices": CHOICE["choices"][:1] * 2},
        {"kind": "nombre", "min": 1, "max": 1},
        {"kind": "nombre", "min": float("nan"), "max": 1},
        {"kind": "nombre", "min": 0, "max": 1e300},
        {"kind": "nombre", "min": 0, "max": 9, "step": -1},
        {"kind": "nombre", "min": True, "max": 9},
    ],
)
def test_a_question_that_no_phone_could_show_is_refused(change):
    assert refused(422, Question, {**CHOICE, **change}).startswith("Question refusée")


def test_a_late_vote_leaves_the_former_one():
    room = opened()
    vote(room, "court")
    room.reveal(DECK, "closed")
    assert refused(409, vote, room, "long") == typeset("Trop tard : ce sondage est clos. Votre réponse précédente reste comptée.")
    assert refused(409, vote, room, "long", OTHER) == typeset("Trop tard : ce sondage est clos.")
    assert room.counts()["choices"] == [1, 0, 0]


def test_a_second_round_begins_from_nothing_and_refuses_the_first():
    room = opened()
    first = room.asked
    vote(room, "court")
    room.ask(DECK, Question(CHOICE), 2)
    assert room.counts() == {"server": room.name, "asked": first + 1, "open": True, "voters": 0, "choices": [0, 0, 0]}
    refused(409, vote, room, "long", asked=first)


@pytest.mark.parametrize("stage", [None, "closed", "discuss"])
def test_a_deck_that_asks_the_same_again_loses_no_vote(stage):
    """It was reloaded, or it closed too early."""
    room = opened()
    vote(room, "court")
    if stage:
        room.reveal(DECK, stage, "Deux minutes.")
    room.ask("diapositives-autres-0", Question(CHOICE), 1)
    assert room.counts()["voters"] == 1 and room.deck == "diapositives-autres-0" and not room.said
    vote(room, "long")
    assert room.counts()["choices"] == [0, 1, 0]


def test_a_second_deck_is_told_and_may_take_over():
    room = opened()
    room.decks = {DECK, OTHER}
    assert "autre jeu de diapositives" in refused(409, room.ask, OTHER, Question(NUMBER), 1)
    assert room.question.id == CHOICE["id"]
    room.ask(OTHER, Question(NUMBER), 1, take=True)
    for act in (lambda: room.reveal(DECK, "closed"), lambda: room.leave(DECK)):
        refused(409, act)
    room.leave(OTHER)
    assert room.stage == WAITING and room.shown()["question"] is None and room.counts()["voters"] == 0
    room.ask(DECK, Question(CHOICE), 1)


def test_a_room_is_bounded_in_people_and_in_votes():
    room = opened()
    for rank in range(PEOPLE):
        vote(room, "court", f"telephone-numero-{rank}")
    assert f"{PEOPLE} téléphones" in refused(503, vote, room, "court", "telephone-en-trop-0")
    vote(room, "long", "telephone-numero-0")  # who is in may change
    assert room.counts()["choices"] == [PEOPLE - 1, 1, 0]
    for rank in range(MOST_ASKED - 1):
        room.ask(DECK, Question(CHOICE), 2 - rank % 2)
    refused(429, room.ask, DECK, Question(NUMBER), 1)
    refused(422, room.ask, DECK, Question(CHOICE), 3)


def test_the_end_forgets_everything():
    room = opened()
    vote(room, "court")
    room.end()
    assert (room.stage, room.votes, room.question) == (OVER, {}, None)


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.floats(0, 5)), max_size=200))
def test_a_rate_holds_over_any_span_and_follows_few(acts):
    rate, now, allowed = Rate(burst=3, each=1, names=3), 0.0, []
    for name, wait in acts:
        now += wait
        if rate.allows(name, now):
            allowed.append((name, now))
        assert len(rate) <= 3
    for name in "abcd":
        times = [when for other, when in allowed if other == name]
        for rank, start in enumerate(times):
            assert all(later - rank + 1 <= 3 + (times[later] - start) + 1e-6 for later in range(rank, len(times)))


def test_a_rate_forgets_who_was_quiet():
    rate = Rate(burst=2, each=1, names=9)
    assert [rate.allows("a", 0), rate.allows("a", 0), rate.allows("a", 0), rate.allows("a", 1)] == [True, True, False, True]
    rate.forget(2)
    assert len(rate) == 1
    rate.forget(4)
    assert len(rate) == 0
