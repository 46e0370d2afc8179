"""Simulators at their defaults, their bounds and three hundred points of each: numbers by hand, texts and pictures sound."""

import itertools
import json
import math
import random
import re
from fractions import Fraction as F
from functools import cache
from xml.etree import ElementTree

import pytest

from essor.book.site import browser
from essor.portable.charts.flows import Band, Box, flow_picture
from essor.portable.charts.lines import Line, line_chart
from essor.portable.french import parse_number, typeset
from essor.portable.simulators import registry
from essor.portable.simulators.controls import Choice, Grid, Switch
from essor.portable.simulators.declaration import View

VIEWS = [View(narrow, dark) for narrow in (False, True) for dark in (False, True)]
POINTS = 100
NOT_FRENCH = re.compile(r"\b(nan|inf|infinity|none|null|true|false|undefined)\b|\{|\}|\d\.\d|--|\d{4,}(?!-)|[eE][+-]\d", re.IGNORECASE)
YEAR = re.compile(r"\b(19|20)\d\d\b")


def ends(control):
    if isinstance(control, Choice):
        return [value for value, _ in control.options]
    if isinstance(control, Switch):
        return [False, True]
    if isinstance(control, Grid):
        low, high = ([[getattr(column, end) for column in control.columns] for _ in control.rows] for end in ("low", "high"))
        return [low, control.default, high]
    return [control.low, control.default, control.high]


def points(simulator):
    """All at the minimum, the default, the maximum; each control alone at each end; random corners and insides."""
    for place in (0, 1, -1):
        for choice in ends(simulator.controls[0]):
            yield {c.name: ends(c)[place % len(ends(c))] for c in simulator.controls} | {simulator.controls[0].name: choice}
    for control in simulator.controls:
        for value in ends(control):
            yield {control.name: value}
    draw = random.Random(20140527)
    for rank in range(POINTS):
        if rank % 2:
            yield {c.name: draw.choice(ends(c)) for c in simulator.controls}
        else:
            yield {c.name: inside(c, draw) for c in simulator.controls}


def inside(control, draw):
    """A value anywhere in a control's range."""
    if isinstance(control, (Choice, Switch)):
        return draw.choice(ends(control))
    if isinstance(control, Grid):
        return [[inside(column, draw) for column in control.columns] for _ in control.rows]
    return draw.randint(control.low, control.high) if control.integer else draw.uniform(control.low, control.high)


@cache
def runs(slug):
    simulator = registry.load(slug)
    return [(simulator.values(values), simulator.run(values, guess=1 + rank % 7)) for rank, values in enumerate(points(simulator))]


def texts(outcome):
    yield from (outcome.sentence, outcome.answer)
    for item in outcome.indicators:
        yield from (item.label, item.text)
        if item.verdict:
            yield item.verdict.text
    for figure in outcome.figures:
        yield from (figure.title, figure.reading)
    for table in outcome.tables:
        yield from (table.caption, *table.headers, *(cell for row in table.rows for cell in row))


def numbers(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return [n for item in value for n in numbers(item)]
    return [value] if isinstance(value, (int, float)) and not isinstance(value, bool) else []


def keys(value):
    """Every key at any depth."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return set(value if isinstance(value, dict) else ()).union(*map(keys, inside))


every_simulator = pytest.mark.parametrize("slug", registry.slugs())


@every_simulator
def test_indicators_are_finite_and_shown(slug):
    for values, outcome in runs(slug):
        assert outcome.indicators
        for item in outcome.indicators:
            assert math.isfinite(item.number), values
            assert any(c.isdigit() for c in item.text)
            assert item.verdict is None or (item.verdict.ok in (True, False, None) and item.verdict.text)


@every_simulator
def test_texts_are_french_for_a_reader(slug):
    for values, outcome in runs(slug):
        for text in texts(outcome):
            assert isinstance(text, str)
            assert not NOT_FRENCH.search(YEAR.sub("", text)), (values, text)
            assert "'" not in text, text
        assert outcome.sentence.endswith(".")
        assert all(figure.reading.endswith(".") and figure.title for figure in outcome.figures)
        assert outcome.answer


@every_simulator
def test_tables_are_rectangular(slug):
    for values, outcome in runs(slug):
        for table in outcome.tables:
            assert table.caption and table.rows
            for row in table.rows:
                assert len(row) == len(table.headers), (values, table.caption, row)
                assert all(row)


@every_simulator
def test_pictures_are_sound_in_every_view(slug):
    # The page's chart library was chosen from the defaults, and holds no more than charts showed when it was made.
    common = browser.charts_script(registry.load(slug).run().figures) == browser.COMMON_CHARTS
    drawable = set(browser.COMMON_TRACES if common else browser.trace_types())
    for rank, (values, outcome) in enumerate(runs(slug)):
        # Every view of the first points, then one in turn.
        for view in VIEWS if rank < 40 else [VIEWS[rank % 4]]:
            for figure in outcome.figures:
                content = figure.draw(view)
                if figure.kind == "svg":
                    sound_svg(content)
                else:
                    assert figure.kind == "plotly"
                    json.dumps(content, allow_nan=False)
                    assert set(content) == {"data", "layout"} and drawable.issuperset(trace["type"] for trace in content["data"])
                    assert rank >= 40 or keys(content).isdisjoint({*browser.UNUSED_COMPONENTS, "error_x", "error_y"})
                    assert all(math.isfinite(n) for n in numbers(content)), values
                    for trace in content["data"]:
                        if trace["type"] in ("scatter", "bar"):
                            assert len(trace["x"]) == len(trace["y"]) > 0


def sound_svg(content):
    root = ElementTree.fromstring(content)
    _, _, width, height = map(float, root.get("viewBox").split())
    for box in root.iter("rect"):
        x, y, w, h = (float(box.get(name)) for name in ("x", "y", "width", "height"))
        assert x >= 0 and y >= 0 and x + w <= width and y + h <= height
    for path in root.iter("path"):
        assert re.fullmatch(r"M[-\d. MClvz]+", path.get("d"))
        assert float(path.get("stroke-width", 1)) > 0
    for text in root.iter("text"):
        assert text.text and 0 <= float(text.get("x")) <= width and 0 <= float(text.get("y")) <= height
        assert not NOT_FRENCH.search(text.text)


def strings(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return [text for item in value for text in strings(item)]
    return [value] if isinstance(value, str) else []


@every_simulator
def test_words_in_pictures_are_typeset(slug):
    # Pictures do not pass through the typesetter.
    for _, outcome in runs(slug)[:60]:
        for figure in outcome.figures:
            content = figure.draw(VIEWS[0])
            for text in [t.text for t in ElementTree.fromstring(content).iter("text")] if figure.kind == "svg" else strings(content):
                assert typeset(text) == text


@every_simulator
def test_declared_texts(slug):
    simulator = registry.load(slug)
    m = simulator.method
    declared = [simulator.title, simulator.place, simulator.prediction.question, *m.hypotheses, *m.limits, *m.sources]
    declared += [text for control in simulator.controls for text in (control.label, control.help)]
    declared += [text for preset in simulator.presets for text in (preset.label, preset.note)]
    assert all(declared) and all(m)
    for text in declared:
        assert "'" not in text and "..." not in text, text
        # Nothing that the typesetter would miss: high punctuation glued to its word.
        assert not re.search(r"\w[;!?»]|«\w|\d[%€]", typeset(text)), text


@every_simulator
def test_the_same_values_give_the_same_outcome(slug):
    simulator = registry.load(slug)
    for values, outcome in runs(slug)[::37]:
        again = simulator.run(values, guess=3)
        assert again.indicators == outcome.indicators and again.tables == outcome.tables


# models.md §1.2 through the simulator. In phase 1 with 5 % of melt a semester and 100 solistes, by hand:
# δ = 1 − 0.95^(1/26) = 0.0019709, kept and unspent 0.4990146, g = 0.4990146 / 0.5009854 = 0.99607,
# L = (1 + g) / 0.5009854 = 3.9843, Φ = 525, M⁻ = 2 091.8. Eusko, held 10.75 weeks: L = 10.75 · 8/3 = 28.667, M⁻ = 37 625, 52 · (5/3) / 28.667 = 3.02.
@pytest.mark.parametrize(
    "values, shown",
    [
        ({}, ["1,67", "7 000", "2 188", "16,3"]),
        ({"phase": "1"}, ["1,00", "5 250", "1 313", "13,0"]),
        ({"phase": "3"}, ["1,67", "10 609", "3 500", "17,2"]),
        ({"phase": "3", "aid": 0}, ["1,67", "7 000", "2 188", "16,3"]),
        ({"fifth_sector": True}, ["1,67", "7 000", "2 188", "16,3"]),
        ({"reuse": 0}, ["1,00", "5 250", "1 313", "13,0"]),
        ({"reuse": 50}, ["2,00", "7 875", "2 625", "17,3"]),
        # L = 4 + 5/3 · 2 = 22/3, then 2 + 5/3 · 4 = 26/3.
        ({"hold_solistes": 4}, ["1,67", "9 625", "2 188", "11,8"]),
        ({"hold_prestataires": 4}, ["1,67", "11 375", "2 188", "10,0"]),
        ({"phase": "1", "solistes": 100, "melt": 5}, ["1,00", "2 092", "523", "13,0"]),
        ({"hold_solistes": 10.75, "hold_prestataires": 10.75}, ["1,67", "37 625", "2 188", "3,0"]),
    ],
)
def test_circuits(values, shown):
    outcome = registry.load("bousol-circuits").run(values)
    assert [item.text.replace("\u202f", " ") for item in outcome.indicators] == shown


PRESETS = {
    ("bousol-circuits", "boulonnais-2013"): ["1,00", "2 092", "523", "13,0"],
    ("bousol-circuits", "boulonnais-2016"): ["1,67", "7 000", "2 188", "16,3"],
    ("bousol-circuits", "eusko"): ["1,67", "37 625", "2 188", "3,0"],
    # 68 250 Bou'Sols a year: bonus 3 250 €, fee of 5 % 3 412.50 €.
    ("bousol-bonus", "boulonnais-2016"): ["4,76 %", "19,95 €", "163 €", None],
    # Without a fee the bonus is 62.50 € a week, 6 500 € in 104 weeks.
    ("bousol-bonus", "no-fee"): ["4,76 %", "21,00 €", "−3 250 €", "6 500 €"],
    # 5.29 % of 21 is 1.11 €.
    ("bousol-bonus", "souvenirs"): ["5,29 %", "19,89 €", "0 €", None],
    ("bousol-bonus", "eusko"): ["4,76 %", "19,95 €", "163 €", None],
}


@pytest.mark.parametrize("slug, key", PRESETS)
def test_presets(slug, key):
    simulator = registry.load(slug)
    (preset,) = [p for p in simulator.presets if p.key == key]
    shown = [item.text.replace("\u202f", " ").replace("\u00a0", " ") for item in simulator.run(preset.values).indicators]
    assert len(shown) == len(PRESETS[slug, key])
    assert [text for text, known in zip(shown, PRESETS[slug, key], strict=True) if known] == [known for known in PRESETS[slug, key] if known]


# Table of all the quantities, at the defaults: models.md §1.2.
@pytest.mark.parametrize(
    "row, cells",
    [
        ("(Φ)", ["1 312,5", "1 312,5", "2 100,0"]),
        ("(n)", ["1,000", "1,667", "1,667"]),
        ("(L)", ["4,000", "5,333", "5,052"]),
        ("(V)", ["1 312,5", "2 187,5", "3 500,0"]),
        ("(M⁻)", ["5 250", "7 000", "10 609"]),
        ("(M⁺)", ["3 938", "5 688", "8 509"]),
        ("Vitesse", ["13,00", "16,25", "17,15"]),  # 52 · 3 500 / 10 609.375 = 17.1546
        ("(ρ)", ["100,0 %", "100,0 %", "100,0 %"]),
        ("fondue", ["0,0 %", "0,0 %", "0,0 %"]),
        ("(LM3, sans fonte)", ["2,00", "2,40", "2,40"]),
        ("(1 + n)", ["2,00", "2,67", "2,67"]),
        ("euro changé", ["1,05", "1,75", "1,75"]),
    ],
)
def test_table_of_phases(row, cells):
    table = registry.load("bousol-circuits").run().tables[0]
    (found,) = [r for r in table.rows if row in r[0]]
    assert [cell.replace("\u202f", " ").replace("\u00a0", " ") for cell in found[1:]] == cells


def test_sectors_share_out_what_is_paid():
    # 2 187.5 a week: 40, 20, 25 and 15 %; 40 % of it paid on, 60 % reconverted; held two weeks.
    table = registry.load("bousol-circuits").run().tables[1]
    assert [row[0] for row in table.rows] == ["alimentation", "loisirs et culture", "services de proximité", "mobilité douce"]
    received = [F(21875, 10) * F(share, 100) for share in (40, 20, 25, 15)]
    for row, amount in zip(table.rows, received, strict=True):
        for cell, exact in zip(row[1:], (amount, amount * F(2, 5), amount * F(3, 5), amount * 2), strict=True):
            assert abs(parse_number(cell) - exact) <= F(1, 2)
    assert len(registry.load("bousol-circuits").run({"fifth_sector": True}).tables[1].rows) == 5


@pytest.mark.parametrize(
    "values, guess, heard",
    [
        ({}, "1,67", "Vous aviez vu juste."),
        ({}, "3", "66,7 %"),  # p = 2/3
        ({}, "1", "0,0 %"),  # p = 0 is enough for the first purchase alone
        ({"hold_solistes": 10.75}, "1", "0,0 %"),
        ({"reuse": 0}, "4", "75,0 %"),
        ({}, "0,5", "Aucune part réemployée"),
        ({"phase": "1"}, "2", "En phase 1"),
        ({"phase": "1"}, "1", "Vous aviez vu juste."),
    ],
)
def test_circuits_answer_a_guess(values, guess, heard):
    assert heard in registry.load("bousol-circuits").run(values, guess).answer.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "values, guess, heard",
    [
        ({}, "4,76", "Vous aviez vu juste."),
        ({}, "5", "on divise par 21, pas par 20"),
        ({}, "10", "rapporterait plus"),
        ({}, "1", "il resterait une part"),
        ({"payer": "prestataires", "lost": 10}, "5,29", "Vous aviez vu juste."),
    ],
)
def test_bonus_answers_a_guess(values, guess, heard):
    assert heard in registry.load("bousol-bonus").run(values, guess).answer


def euros_of(cell):
    return parse_number(cell)


def test_who_gives_and_who_receives_sums_to_zero():
    for values, outcome in runs("bousol-bonus"):
        table = outcome.tables[0]
        assert "somme est nulle" in table.caption
        amounts = [euros_of(row[1]) for row in table.rows]
        # Each of the six is rounded to the euro.
        assert abs(sum(amounts)) <= 3, (values, table.rows)


# By hand at the defaults: bonus 3 250 €, fee 3 412.50 €, the association pays the first and receives the second.
@pytest.mark.parametrize(
    "values, amounts",
    [
        ({}, [3250, 0, -3413, 0, 163, 0]),
        ({"payer": "collectivite"}, [3250, 0, -3413, -3250, 3413, 0]),
        ({"payer": "prestataires"}, [3250, 0, -3250, 0, 0, 0]),
        # A tenth never comes back: 6 825 € asleep in the fund, the fee is due on the nine tenths.
        ({"lost": 10}, [3250, -6825, -3071, 0, -179, 6825]),
    ],
)
def test_who_gives_and_who_receives_by_hand(values, amounts):
    table = registry.load("bousol-bonus").run(values).tables[0]
    assert [euros_of(row[1]) for row in table.rows] == amounts


def test_verdicts_follow_the_rules():
    for values, outcome in runs("bousol-bonus"):
        even, back, balance, advance = outcome.indicators
        bonus = F(values["bonus"]) / 100
        fee = F(even.number) / 100 if values["payer"] == "prestataires" else F(values["fee"]) / 100
        assert back.number == pytest.approx(float(20 * (1 + bonus) * (1 - fee)), rel=1e-9)
        # A centime or a hundredth of a point away, the verdict is the sign; nearer, nothing shows it.
        if abs(20 * (1 + bonus) * (1 - fee) - 20) >= F(1, 100):
            assert back.verdict.ok is (fee > bonus / (1 + bonus)), values
        if abs(float(fee) * 100 - even.number) >= 0.01 and even.number > 0:
            assert balance.verdict.ok is (balance.number > 0), values
            assert even.verdict.ok is (balance.number > 0), values
        assert advance.number >= 0


def test_a_fee_is_judged_as_it_is_shown():
    # 1/21 is 4.7619 %: at the 4.76 % that the page shows, 20.0004 € read as 20,00 €.
    even, back, balance, _ = registry.load("bousol-bonus").run({"fee": "4,76"}).indicators
    assert (even.verdict.ok, back.verdict.ok, balance.verdict.ok) == (True, True, True)
    even, back, balance, _ = registry.load("bousol-bonus").run({"fee": "4,7"}).indicators
    assert (even.verdict.ok, back.verdict.ok, balance.verdict.ok) == (False, False, False)


def test_readings_say_what_the_curves_do():
    for values, outcome in runs("bousol-bonus"):
        balance_reading, cash_reading = (figure.reading for figure in outcome.figures)
        (line, *_) = outcome.figures[0].draw(VIEWS[0])["data"]
        if "passe par zéro" in balance_reading:
            assert line["y"][0] <= 1e-6, values
        else:
            assert line["y"][0] > 0
        points = outcome.figures[1].draw(VIEWS[0])["data"][0]["y"]
        if "remonte" in cash_reading:
            assert points[-1] > min(points)
        elif "stabilise" in cash_reading:
            paid = parse_number(outcome.tables[0].rows[0][1])  # the bonus of a year, which solistes receive
            assert abs(points[-1] - points[-27]) < max(0.5, paid / 1000)
        elif "rattrapera" in cash_reading:
            assert points[-1] < points[-27] and points[-27] - points[-1] < points[-53] - points[-27]
        elif "descend encore" in cash_reading:
            assert points[-1] < points[-27]
        else:
            assert min(points) >= 0


def test_the_tranche_of_the_bonus_to_the_centime():
    table = registry.load("bousol-bonus").run().tables[1]
    # p = 40 %, f = 5 %: the first prestataire gives back 12.60 for 11.97 €; then the rest of the walk in one line.
    assert [row[3] for row in table.rows[:8]] == [
        "20,00 €",
        "1,00 €",
        "21,00 Bou’Sols",
        "21,00 Bou’Sols",
        "12,60 Bou’Sols",
        "11,97 €",
        "0,63 €",
        "8,40 Bou’Sols",
    ]
    assert len(table.rows) == 16
    # All that leaves the fund, shown or summed in the last line, is what came in.
    out = sum(round(100 * parse_number(row[3])) for row in table.rows[:15] if row[1] == "fonds de garantie")
    out += sum(round(100 * parse_number(part)) for part in table.rows[15][3].split(" et "))
    assert out == 2100


@pytest.mark.parametrize("bonus, tables", [(5, 2), (0, 1), (4.5, 1), (10, 1)])
def test_the_tranche_is_that_of_a_bonus_of_five_per_cent(bonus, tables):
    assert len(registry.load("bousol-bonus").run({"bonus": bonus}).tables) == tables


@pytest.mark.parametrize("phase, bands", [("1", 3), ("2", 4), ("3", 6)])
def test_flows_are_as_wide_as_what_flows(phase, bands):
    root = ElementTree.fromstring(registry.load("bousol-circuits").run({"phase": phase}).figures[0].draw(VIEWS[0]))
    widths = [float(path.get("stroke-width")) for path in root.iter("path") if path.get("class") == "band"]
    assert len(widths) == bands
    if phase == "2":
        # 1 312.5 issued, spent and reconverted; 875 between prestataires: two thirds.
        assert widths[:3] == [36, 36, 36] and widths[3] == pytest.approx(24)


def test_an_empty_flow_is_not_drawn_and_a_thin_one_is_still_seen():
    boxes = [Box(70, 40, "a", "b"), Box(300, 40, "c", "d")]
    drawn = flow_picture(
        boxes,
        [Band(0, 1, 1000, ("1 000", "x"), "petrol", "right"), Band(0, 1, 0, ("0", "y"), "ochre", "right"), Band(0, 1, 1e-3, ("0", "z"), "green", "right")],
        400,
        100,
    )
    root = ElementTree.fromstring(drawn)
    assert [float(p.get("stroke-width")) for p in root.iter("path") if p.get("class") == "band"] == [36, 3]


@pytest.mark.parametrize("ends", [[0, 0, 0], [10, 10.1, 9.9], [-5, 0, 5], [1e6, 1e6, 1e6]])
def test_names_beside_lines_do_not_overlap(ends):
    lines = [Line(str(rank), [0, 1], [0, end], "petrol", False) for rank, end in enumerate(ends)]
    layout = line_chart(VIEWS[0], lines, "x", "y")["layout"]
    placed = sorted(note["y"] for note in layout["annotations"])
    low, high = layout["yaxis"]["range"]
    # 300 px high less the margins: 14 px of text need about 6 % of the height.
    assert all(b - a >= 0.06 * (high - low) for a, b in itertools.pairwise(placed))


@pytest.mark.parametrize("dark, ink", [(False, "#16202b"), (True, "#e8edf2")])
def test_charts_take_the_colours_of_the_page(dark, ink):
    chart = line_chart(View(False, dark), [Line("a", [0, 1], [0, 1], "petrol", True)], "x", "y")
    assert chart["layout"]["font"]["color"] == ink
