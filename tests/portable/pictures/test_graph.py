"""Networks: every member named in any frame, what is gone dashed, and links that touch no other disc."""

import re
from math import dist
from xml.etree import ElementTree

import pytest

from drawings import VIEWS, faults, texts, words
from essor.portable.pictures.graph import Node, network
from essor.portable.pictures.metrics import width
from essor.portable.simulators import missing_link, stakeholder_map
from essor.portable.simulators.declaration import View
from essor.portable.simulators.registry import load
from quoted import plain

STAGE = View(width=1160, height=520, text=26)
CASES = [(slug, preset.values) for slug in ("missing-link", "stakeholder-map") for preset in load(slug).presets]
MEMBERS = {"missing-link": missing_link.MEMBERS, "stakeholder-map": stakeholder_map.PARTNERS}


def discs(svg):
    """(x, y, radius, dashed) of each member's disc, in their order."""
    circles = [one for one in ElementTree.fromstring(svg).iter("circle") if one.get("visibility") != "hidden"]
    return [(float(one.get("cx")), float(one.get("cy")), float(one.get("r")), bool(one.get("stroke-dasharray"))) for one in circles]


def links(svg):
    """(dashed, its points) of each link."""
    for path in ElementTree.fromstring(svg).iter("path"):
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", path.get("d"))]
        yield bool(path.get("stroke-dasharray")), list(zip(numbers[::2], numbers[1::2], strict=True))


def along(points):
    """Points of a segment or of a cubic curve."""
    for rank in range(41):
        t = rank / 40
        weights = (1 - t, t) if len(points) == 2 else ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        yield tuple(sum(w * point[axis] for w, point in zip(weights, points, strict=True)) for axis in (0, 1))


@pytest.mark.parametrize("slug, values", CASES, ids=str)
def test_every_member_is_named_and_apart_in_every_frame(slug, values):
    for view in VIEWS:
        svg = load(slug).run(values).figures[0].draw(view).svg()
        assert not faults(svg, view), view
        _, wide, high, _ = texts(svg)
        written = plain(" ".join(words(svg)))
        assert all(word in written for name in MEMBERS[slug] for word in name.replace("’", " ").split())
        placed = discs(svg)
        for rank, (x, y, r, _) in enumerate(placed):
            assert r <= x <= wide - r and r <= y <= high - r
            assert all(dist((x, y), other[:2]) > r + other[2] - 1 for other in placed[rank + 1 :]), (view.width, view.height, rank)


@pytest.mark.parametrize("view", [View(width=300), View(width=640), STAGE], ids=str)
def test_a_disc_holds_its_mark(view):
    svg = load("stakeholder-map").run({}).figures[0].draw(view).svg()
    for x, y, r, _ in discs(svg):
        inside = [text for text in texts(svg)[0] if text[1] < x < text[3] and text[2] < y < text[4]]
        assert inside and all(x - r < left and right < x + r for _, left, _, right, _ in inside)


@pytest.mark.parametrize("slug, values", CASES, ids=str)
def test_a_link_keeps_off_the_middle_and_off_who_stands_between(slug, values):
    for wide in (300, 640, 1200):
        svg = load(slug).run(values).figures[0].draw(View(width=wide)).svg()
        placed = discs(svg)
        for _, points in links(svg):
            others = [disc for disc in placed if min(dist(disc[:2], points[0]), dist(disc[:2], points[-1])) > 0.5]
            assert all(dist(point, disc[:2]) > disc[2] for point in along(points) for disc in others), (wide, points)


def test_who_is_gone_is_dashed_with_every_link_of_theirs_and_no_other():
    svg = load("missing-link").run({"leaver": "2"}).figures[0].draw(View(width=640)).svg()
    assert [dashed for *_, dashed in discs(svg)] == [rank == 1 for rank in range(9)]
    place = discs(svg)[1][:2]
    for dashed, points in links(svg):
        assert dashed == (min(dist(points[0], place), dist(points[-1], place)) < 0.5)
    assert "place\u00a0vide" in svg


def test_names_stand_outside_their_discs_and_areas_follow_weights():
    nodes = [Node("A", "milieu", 1, False)] + [Node(str(rank), f"nom {rank}", weight, False) for rank, weight in enumerate((0, 0.5, 1, 0.25))]
    svg = network(View(width=640), nodes, [(0, rank) for rank in range(1, 5)]).svg()
    placed, radii = discs(svg), [r for _, _, r, _ in discs(svg)]
    areas = [r**2 - radii[1] ** 2 for r in radii[1:]]
    assert areas == pytest.approx([0, areas[2] / 2, areas[2], areas[2] / 4], abs=6)
    for text, left, top, right, bottom in texts(svg)[0]:
        if text.startswith("nom"):
            x, y, r, _ = placed[1 + int(text[4:])]
            assert (left > x + r) if x > 320 else (right < x - r)
            assert top < y < bottom and right - left == pytest.approx(width(text, 14))
