"""A room's votes at the foot of a picture: columns as tall as votes, the result where it stands, and the picture whole above."""

import json
from xml.etree import ElementTree

import pytest

from drawings import faults, words
from essor.portable.french import number
from essor.portable.pictures.room import MOST, Voted, gathered, said, with_room
from essor.portable.session import respond
from essor.portable.simulators import registry
from essor.portable.simulators.declaration import RIGHT, View
from essor.portable.simulators.registry import load

FIRST, SECOND = [(1, 6), (1.4, 9), (1.67, 4), (2.5, 3)], [(1, 1), (1.4, 5), (1.67, 15), (2.5, 1)]
VIEWS = [View(1216, 400, 25), View(640), View(1216, 700, 25)]


def near(value):
    return abs(value - 5 / 3) < 0.05


def test_votes_are_gathered_by_value_with_the_result():
    found = gathered([FIRST, SECOND], 5 / 3, near)
    assert found[2] == Voted(1.67, [4, 15], True) and [one.right for one in found] == [False, False, True, False]
    alone = gathered([[(1, 6)]], 5 / 3, near)
    assert alone == [Voted(1, [6], False), Voted(5 / 3, [0], True)]
    assert said(found, number) == "Votes de la salle : 1 : 6 puis 1 ; 1,4 : 9 puis 5 ; 1,67 : 4 puis 15 ; 2,5 : 3 puis 1."


def test_many_values_are_put_together_and_no_vote_is_lost():
    pairs = [(value, 1 + value % 3) for value in range(40)]
    found = gathered([pairs, pairs[:5]], 12.3, lambda value: False)
    assert len(found) == MOST and sum(one.votes[0] for one in found) == sum(votes for _, votes in pairs)
    assert [one.value for one in found] == sorted(one.value for one in found) and Voted(12.3, [0, 0], True) in found


@pytest.mark.parametrize("view", VIEWS, ids=str)
@pytest.mark.parametrize("slug", ["bousol-circuits", "scic-votes", "location-quotient"])
def test_the_picture_keeps_its_parts_above(slug, view):
    simulator = load(slug)
    bet, figure = simulator.prediction.control, simulator.run().figures[0]
    result = next(item.number for item in simulator.run().indicators if item.key == simulator.about)
    rounds = [[(choice, 3 + rank) for rank, choice in enumerate(bet.choices)]] * 2
    voted = gathered(rounds, result, lambda value: RIGHT in simulator.run({}, value).answer)
    svg = with_room(figure.draw, voted, bet.field)(view).svg()
    assert not view.height or float(ElementTree.fromstring(svg).get("height")) >= view.height
    assert {"1er vote", "2d vote"} < set(words(svg)) and any(text.startswith("calcul ") for text in words(svg))
    assert not faults(svg)


def test_an_answer_for_a_room_is_the_answer_with_its_foot():
    asked = {"do": "run", "slug": "bousol-circuits", "values": {}, "width": 1216, "height": 500, "text": 25}
    plain, room = (json.loads(respond(json.dumps({**asked, **more}))) for more in ({}, {"room": [FIRST]}))
    assert room["figures"][0]["reading"].startswith(plain["figures"][0]["reading"]) and "La salle" in room["figures"][0]["content"]
    assert room["figures"][1:] == plain["figures"][1:] and room["indicators"] == plain["indicators"]
    refused = json.loads(respond(json.dumps({**asked, "room": [[["abc", 3]]]})))
    assert not refused["ok"] and "«\u00a0abc\u00a0»" in refused["message"]


def test_every_bet_can_be_drawn():
    for slug in registry.slugs():
        simulator = load(slug)
        bet = simulator.prediction.control
        pairs = [(choice, 5) for choice in bet.choices or (bet.low, bet.high)]
        answer = json.loads(respond(json.dumps({"do": "run", "slug": slug, "values": {}, "width": 1216, "height": 450, "text": 25, "room": [pairs]})))
        assert "calcul" in answer["figures"][0]["content"], slug
