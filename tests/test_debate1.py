"""Debate 1: the departments' figures, what may be compared, who may do what, and the models of a territory and a network."""

import gzip
import itertools
import math
import re
from fractions import Fraction as F
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essor import outlines
from essor.book.site.browser import TABLES, ensure_packages, parts, portable_sources
from essor.portable.charts.outlines import HEIGHT, OUTLINES, WIDTH
from essor.portable.models import departments as figures
from essor.portable.models.networks import betweenness, centralisation, components, density, neighbours, star, without
from essor.portable.models.territory import SHARED_WIN, dominated, excess_jobs, first, per_inhabitant, rank, shift_share, total, win_parts
from essor.portable.rules import territorial_policy as policy
from essor.portable.rules.dated import CHECKED, UnknownAt
from essor.portable.rules.statistics import ALL_JOBS, PRIVATE_JOBS, Share, implied_employment, obstacles, same_series, series, share, specific_index
from essor.portable.simulators import axis_portfolio, budget_per_inhabitant, location_quotient, my_departement, registry
from essor.portable.simulators import shift_share as shift
from essor.portable.simulators.declaration import View
from essor.questions import diagnostic
from essor.readers import assessment, facts
from essor.readers.tables import rows

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


# ——— The departments' figures ———


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_the_page_is_given_the_figures_of_the_tables(table):
    page = {}
    exec(portable_sources()[f"{table.__name__.replace('.', '/')}.py"], page)
    assert {name: page[name] for name in table.__all__} == {name: getattr(table, name) for name in table.__all__}


def test_the_departments_of_the_table():
    assert len(figures.DEPARTMENTS) == 100 and figures.department("01").shares == (10.53, 11.595, 11.522)
    assert figures.region("F").shares == (9.911, 10.5, 10.483)


def test_a_region_lies_between_its_departments():
    # A share of the whole is a mean of the shares of its parts; regions are rounded to a tenth in 2008 and 2014.
    for region in figures.REGIONS:
        members = [d for d in figures.DEPARTMENTS if d.region == region.code] or figures.DEPARTMENTS
        for at in range(3):
            shares = [d.shares[at] for d in members]
            assert min(shares) - 0.051 <= region.shares[at] <= max(shares) + 0.051, (region.name, at)


def test_every_department_has_a_region_and_names_it_as_the_table_does():
    names = {(row.code_region, row.region) for _, row in rows("ess-departements", DATA / "ess-departements.csv")}
    assert len(names) == 17
    for code, name in names:
        assert figures.region(code).name == name


@pytest.mark.parametrize("find", [figures.department, figures.region])
@pytest.mark.parametrize("code", ["", "20", "976", "M", None])
def test_an_unknown_territory(find, code):
    with pytest.raises(LookupError):
        find(code)


# Shares of 2015 against France, territoires/README and models.md §3: 27.96 / 10.483 and 4.91 / 10.483.
@pytest.mark.parametrize("code, share_text, quotient, place", [("48", "27,96 %", "2,67", "1er"), ("92", "4,91 %", "0,47", "100e")])
def test_the_two_ends(code, share_text, quotient, place):
    part, order, ratio, _ = registry.load("my-departement").run({"departement": code, "annee": "2015"}).indicators
    assert plain(part.text) == share_text
    assert plain(order.text) == f"{place} sur 100"
    assert ratio.text == quotient


def test_ranks_are_a_count():
    for at in range(3):
        everywhere = [d.shares[at] for d in figures.DEPARTMENTS]
        ordered = sorted(everywhere, reverse=True)
        for value in everywhere:
            assert rank(everywhere, value) == ordered.index(value) + 1


def test_the_trap_is_seen_and_only_the_trap():
    for code, _ in my_departement.OPTIONS:
        for year in figures.YEARS:
            for reference in ("france", "region", "voisins", "departement", "prive"):
                values = {"departement": code, "annee": year, "reference": reference}
                outcome = registry.load("my-departement").run(values)
                trapped = outcome.indicators[2].verdict.ok is False
                assert trapped is (reference == "prive"), values
                assert ("Attention" in outcome.sentence) is trapped


def test_a_department_that_is_its_own_region():
    outcome = registry.load("my-departement").run({"departement": "974", "reference": "region"})
    assert outcome.indicators[2].text == "1,00"
    assert "par construction" in outcome.sentence


# ——— Neighbours, and the map ———


@pytest.fixture(scope="module")
def packages():
    modules = ensure_packages(ROOT)
    assert outlines.fill(modules)
    return modules


@pytest.mark.parametrize(
    "code, expected",
    [
        ("62", "59 80"),
        ("48", "07 12 15 30 43"),
        ("75", "92 93 94"),
        ("2A", "2B"),
        ("2B", "2A"),
        ("29", "22 56"),
        ("77", "02 10 45 51 60 89 91 93 94 95"),
        ("971", ""),
        ("973", ""),
    ],
)
def test_known_neighbours(code, expected):
    assert [d.code for d in figures.neighbours(code)] == expected.split()


def test_neighbours_are_mutual():
    for one in figures.DEPARTMENTS:
        near = figures.neighbours(one.code)
        codes = [other.code for other in near]
        assert one.code not in codes and len(codes) == len(set(codes))
        assert all(one in figures.neighbours(other.code) for other in near)
    with pytest.raises(LookupError):
        figures.neighbours("20")


def test_neighbours_are_those_that_touch_on_the_map(packages):
    table = {frozenset((one.code, other.code)) for one in figures.DEPARTMENTS for other in figures.neighbours(one.code)}
    assert table == outlines.borders(packages) and len(table) == 239


def points(path):
    """The points of a path of ours: « M », « l » with relative steps, « z »."""
    for ring in path.split("z")[:-1]:
        numbers = [int(text) for text in re.findall(r"-?\d+", ring)]
        x = y = 0
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            yield x, y


def test_outlines_cover_metropolitan_france_and_still_touch(packages):
    assert set(OUTLINES) == {d.code for d in figures.DEPARTMENTS if len(d.code) == 2}
    drawn = {code: set(points(path)) for code, (path, _, _, _) in OUTLINES.items()}
    for code, (_, x, y, (left, top, right, bottom)) in OUTLINES.items():
        assert 0 <= left < right <= WIDTH and 0 <= top < bottom <= HEIGHT
        assert {(left, right), (top, bottom)} == {(min(axis), max(axis)) for axis in zip(*drawn[code], strict=True)}
        assert left < x < right and top < y < bottom
        for other in figures.neighbours(code):
            assert drawn[code] & drawn[other.code], (code, other.code)


def test_only_the_simulator_with_the_map_loads_it_and_it_stays_light(packages):
    loaded = parts()
    assert [name for name, sources in loaded.items() if "essor/portable/charts/outlines.py" in sources] == ["my-departement"]
    source = loaded["my-departement"]["essor/portable/charts/outlines.py"]
    assert len(OUTLINES) == 96 and repr(OUTLINES) in source
    assert len(gzip.compress(source.encode(), 9)) < 12000


@pytest.mark.parametrize("at", range(3))
def test_the_five_classes_of_the_map(at):
    classes = my_departement.BOUNDS[at]
    assert len(classes) == 5 and len(figures.DEPARTMENTS) == my_departement.CLASS * 5
    # Two departments of the same share are never in two classes.
    assert all(lowest > highest for (_, lowest), (highest, _) in itertools.pairwise(classes))
    for highest, lowest in classes:
        # In 2008, two departments share the 80th rank.
        assert len([d for d in figures.DEPARTMENTS if lowest <= d.shares[at] <= highest]) in ([20] if at else [19, 20, 21])


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("code", ["62", "75", "92", "77", "2A", "974"])
def test_the_map(packages, code, narrow):
    outcome = registry.load("my-departement").run({"departement": code, "reference": "departement", "autre": "48"})
    figure = outcome.figures[0]
    picture = ElementTree.fromstring(figure.draw(View(narrow, False)))
    # Five shades, on the map and in the frame.
    assert len(picture.findall(".//g[@fill-opacity]")) == 10
    names = [title.text for title in picture.iter("title")]
    assert {name.split("\u00a0")[0] for name in names} == {d.name for d in figures.DEPARTMENTS}
    assert len(names) == 100 + 8
    written = [text.text for text in picture.iter("text")]
    bold = [text.text for text in picture.iter("text") if "weight:700" in text.get("style")]
    near = figures.neighbours(code)
    assert set(bold) == {"Part de l’ESS", figures.department(code).name if code == "974" else code}
    assert {d.code for d in near} | {"48"} <= set(written)
    assert all(f"{d.name} ({d.code})" in figure.reading for d in near)
    assert "CC BY 4" in figure.reading and "CC BY 4.0" in " ".join(my_departement.METHOD.sources)


def test_the_map_is_a_sentence_where_the_outlines_are_not_installed(monkeypatch, tmp_path):
    monkeypatch.setattr(my_departement, "OUTLINES", {})
    figure = registry.load("my-departement").run().figures[0]
    assert "make book" in figure.draw(View(False, False)) and "voisins" in figure.reading


def test_outlines_that_are_not_installed_are_not_read(monkeypatch, tmp_path):
    monkeypatch.setattr(outlines, "OUTLINES", {})
    assert outlines.fill(tmp_path) is False


def test_a_department_against_the_mean_of_its_neighbours():
    outcome = registry.load("my-departement").run({"departement": "75", "annee": "2014", "reference": "voisins"})
    mean = (F("4.909") + F("5.641") + F("7.489")) / 3
    assert outcome.indicators[2].number == pytest.approx(float(F("9.008") / mean))
    assert "moyenne de ses voisins" in outcome.sentence
    assert len(outcome.tables) == 3 and len(outcome.tables[2].rows) == 3


@pytest.mark.parametrize("code", ["971", "972", "973", "974"])
def test_overseas_has_no_neighbour_to_compare_with(code):
    outcome = registry.load("my-departement").run({"departement": code, "reference": "voisins"})
    assert (outcome.indicators[2].text, outcome.indicators[2].number) == ("0 voisin", 0)
    assert "choisissez une autre référence" in outcome.sentence and len(outcome.tables) == 2


# ——— What may be compared (ST-01 to ST-05) ———


@pytest.mark.parametrize(
    "one, other, expected",
    [
        ((ALL_JOBS, "postes", 2014), (ALL_JOBS, "postes", 2014), []),
        ((ALL_JOBS, "postes", 2008), (ALL_JOBS, "postes", 2015), []),
        ((ALL_JOBS, "postes", 2016), (ALL_JOBS, "postes", 2022), []),
        ((ALL_JOBS, "postes", 2019), (PRIVATE_JOBS, "postes", 2019), ["ST-01"]),
        ((ALL_JOBS, "ETP", 2022), (ALL_JOBS, "postes", 2022), ["ST-04"]),
        ((ALL_JOBS, "postes", 2015), (ALL_JOBS, "postes", 2016), ["ST-05"]),
        ((ALL_JOBS, "ETP", 2015), (PRIVATE_JOBS, "postes", 2019), ["ST-01", "ST-04", "ST-05"]),
    ],
)
def test_obstacles(one, other, expected):
    assert obstacles(Share(0.1, *one), Share(0.12, *other)) == expected
    assert obstacles(Share(0.12, *other), Share(0.1, *one)) == expected


@pytest.mark.parametrize("year, name", [(2008, "Clap"), (2015, "Clap"), (2016, "Flores"), (2025, "Flores"), (2026, "Flores")])
def test_series(year, name):
    assert series(year) == name


@pytest.mark.parametrize("year", [1999, 2007, 2027])
def test_a_year_outside_the_series(year):
    with pytest.raises(UnknownAt):
        series(year)


@given(st.integers(2008, 2026), st.integers(2008, 2026))
def test_series_break_between_2015_and_2016_only(a, b):
    assert same_series(a, b) is ((a <= 2015) == (b <= 2015))


# Reference ST-02, ST-03; models.md §3. The published 13 and 9.8 % are shares of the same definition.
@pytest.mark.parametrize("part, reference, expected", [(0.13, 0.098, 1.327), (0.13, 0.113, 1.150), (0.2796, 0.10483, 2.667), (0.0491, 0.10483, 0.468)])
def test_specific_index(part, reference, expected):
    assert specific_index(part, reference) == pytest.approx(expected, abs=5e-4)


def test_implied_employment_and_excess_jobs():
    assert implied_employment(48390, 0.13) == pytest.approx(372231, abs=1)
    assert excess_jobs(48390, 0.13, 0.098) == pytest.approx(11911, abs=0.5)


@given(st.integers(1, 10**6), st.integers(1, 600), st.integers(1, 600))
def test_excess_jobs_by_fractions(jobs, part, reference):
    exact = jobs - F(reference, 1000) * jobs / F(part, 1000)
    assert excess_jobs(jobs, part / 1000, reference / 1000) == pytest.approx(float(exact), rel=1e-9, abs=1e-6)
    # More present than the reference, jobs in excess: the two say the same.
    assert (exact > 0) is (part > reference)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: share(10, 0),
        lambda: share(11, 10),
        lambda: share(-1, 10),
        lambda: specific_index(0.1, 0),
        lambda: specific_index(-0.1, 0.1),
        lambda: implied_employment(10, 0),
        lambda: implied_employment(10, 1.1),
        lambda: per_inhabitant(10, 0),
        lambda: shift_share([1], [1], [0], [1]),
        lambda: shift_share([], [], [], []),
    ],
)
def test_what_cannot_be_divided_is_refused(wrong):
    with pytest.raises(ValueError):
        wrong()


@pytest.mark.parametrize(
    "values, ok, words",
    [
        # Settings never prove that two published shares are of the same make.
        ({}, None, "à vérifier"),
        ({"reference_base": "private"}, False, "deux dénominateurs"),
        ({"unit": "ETP"}, False, "deux unités"),
        ({"reference_year": 2016}, False, "deux séries"),
        ({"year": 2008, "reference_year": 2015}, None, "deux années"),
        ({"year": 2016, "reference_year": 2019}, None, "deux années"),
    ],
)
def test_a_quotient_says_when_it_means_nothing(values, ok, words):
    quotient = registry.load("location-quotient").run(values).indicators[0]
    assert quotient.verdict.ok is ok and words in quotient.verdict.text


@pytest.mark.parametrize("slug", ["my-departement", "location-quotient", "budget-per-inhabitant", "axis-portfolio", "shift-share", "stakeholder-map"])
def test_no_code_of_the_reference_is_shown(slug):
    simulator = registry.load(slug)
    shown = repr([simulator.method, simulator.controls, simulator.presets])
    for values in [{}, *[preset.values for preset in simulator.presets]]:
        outcome = simulator.run(values)
        shown += repr([outcome.sentence, outcome.tables, outcome.indicators, [figure.reading for figure in outcome.figures]])
    assert not re.search(r"\b(ST|ESS)-\d\d", shown)


@pytest.mark.parametrize(
    "preset, shown",
    [
        ("france", ["1,33", "11 911", "372 231", "+3,20 points"]),
        ("region", ["1,15", "6 328", "372 231", "+1,70 point"]),
        ("insee", ["1,17", "7 202", "392 267", "+1,84 point"]),
    ],
)
def test_quotient_presets(preset, shown):
    simulator = registry.load("location-quotient")
    (chosen,) = [p for p in simulator.presets if p.key == preset]
    assert [plain(item.text) for item in simulator.run(chosen.values).indicators] == shown


# ——— Who may do what (ESS-04 to ESS-08) ———


@pytest.mark.parametrize(
    "level, date, draws_up, contracts, general_clause",
    [
        (policy.REGION, "2014-11-30", True, False, None),
        (policy.DEPARTMENT, "2014-11-30", False, True, True),
        (policy.MUNICIPALITIES, "2014-11-30", False, True, None),
        (policy.REGION, CHECKED, True, False, None),
        (policy.DEPARTMENT, CHECKED, False, True, False),
        (policy.MUNICIPALITIES, CHECKED, False, True, None),
        (policy.DEPARTMENT, "2015-12-31", False, True, True),
        (policy.DEPARTMENT, "2016-01-01", False, True, False),
    ],
)
def test_who_may_do_what(level, date, draws_up, contracts, general_clause):
    assert policy.draws_up_strategy(level, date) is draws_up
    assert policy.may_contract_on_strategy(level, date) is contracts
    # The general clause is a department's: nothing is said of other levels.
    assert level != policy.DEPARTMENT or policy.has_general_clause(date) is general_clause


def test_the_general_clause_of_2014_is_to_be_checked():
    # The file says « se positionne comme chef de file » (sheet 3): no text gives a department that part.
    assert policy.DEPARTMENT_GENERAL_CLAUSE.entry("2014-11-30")[3] == "G"


def test_conference():
    assert policy.CONFERENCE_YEARS.at(CHECKED) == 2  # art. 8


@pytest.mark.parametrize(
    "name, today",
    [
        ("Aquitaine", "Nouvelle-Aquitaine"),
        ("Champagne-Ardenne", "Grand Est"),
        ("Lorraine", "Grand Est"),
        ("Nord-Pas-de-Calais", "Hauts-de-France"),
        ("Île-de-France", "Île-de-France"),
    ],
)
def test_merged_regions(name, today):
    assert policy.region_today(name, "2014-11-30") == name
    assert policy.region_today(name, CHECKED) == today
    assert today in {region.name for region in figures.REGIONS}


def test_before_the_law_and_after_the_check_nothing_is_known():
    for date in ("2014-07-31", "2027-01-01"):
        with pytest.raises(UnknownAt):
            policy.draws_up_strategy(policy.REGION, date)
    with pytest.raises(LookupError):
        policy.region_today("Bretagne", CHECKED)


# ——— Budgets ———


@pytest.mark.parametrize("euros, inhabitants, expected", [(4150000, 3232352, 1.28), (8700000, 1489209, 5.84), (8700000 + 220000000, 1489209, 153.57)])
def test_per_inhabitant(euros, inhabitants, expected):
    assert per_inhabitant(euros, inhabitants) == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize("perimeter, shown", [("direct", ["1,28 €", "5,84 €", "1,50 €"]), ("wide", ["1,28 €", "153,57 €", "5,50 €"])])
def test_the_perimeter_decides(perimeter, shown):
    outcome = registry.load("budget-per-inhabitant").run({"perimeter": perimeter})
    assert [plain(item.text) for item in outcome.indicators[:3]] == shown
    assert plain(outcome.indicators[3].text) == "× 26,3"


def test_a_department_changes_of_rules_and_not_of_euros():
    before, after = (registry.load("budget-per-inhabitant").run({"regime": regime}).indicators[1] for regime in ("2014", "today"))
    assert before.text == after.text and before.verdict.ok is after.verdict.ok is None
    assert "se dit chef de file" in before.verdict.text and "d’abord les solidarités" in after.verdict.text


def test_undeclared_is_not_zero():
    outcome = registry.load("budget-per-inhabitant").run({"perimeter": "wide"})
    aquitaine = outcome.tables[0].rows[0]
    assert (aquitaine[2], aquitaine[5]) == ("non déclaré", "non déclaré")
    assert "n’en déclare pas" in outcome.sentence


@pytest.mark.parametrize("narrow", [False, True])
def test_slopes_say_what_was_not_declared(narrow):
    figure = registry.load("budget-per-inhabitant").run().figures[0]
    lines = figure.draw(View(narrow, False))["data"]
    assert [line["line"]["dash"] for line in lines] == ["dot", "solid", "solid"]
    assert [line["y"] for line in lines] == [pytest.approx(ends, abs=0.005) for ends in ([1.28, 1.28], [5.84, 153.57], [1.5, 5.5])]
    assert "non déclaré" in lines[0]["text"][1] and "non déclarés" in figure.reading


# ——— Shift-share ———

jobs = st.integers(0, 10**6)
some_jobs = st.integers(1, 10**6)


@given(st.lists(st.tuples(jobs, jobs, some_jobs, jobs), min_size=1, max_size=6))
def test_effects_by_fractions_sum_to_the_change(families):
    parts = shift_share(*[list(column) for column in zip(*families, strict=True)])
    whole = F(sum(f[3] for f in families), sum(f[2] for f in families)) - 1
    for (before, after, there_before, there_after), part in zip(families, parts, strict=True):
        family = F(there_after, there_before) - 1
        exact = (before * whole, before * (family - whole), after - before * (1 + family))
        assert sum(exact) == after - before
        for found, expected in zip(part, exact, strict=True):
            assert found == pytest.approx(float(expected), rel=1e-9, abs=1e-3)
    assert sum(total(parts)) == pytest.approx(sum(f[1] - f[0] for f in families), rel=1e-9, abs=1e-2)


def test_a_territory_like_its_reference_owes_nothing_to_itself():
    parts = shift_share([10, 20], [12, 22], [100, 200], [120, 220])
    assert total(parts).local == pytest.approx(0)


# By hand: the reference grows from 2 310 000 to 2 415 600, 4.571 %. 40 000 × 4.571 % = 1 829.
# Families' pace: 30 000 × 6 % − 6 000 × 2 % − 3 000 × 4 % + 1 000 × 11 % = 1 670; structure 1 670 − 1 829; local 2 100 − 1 670.
@pytest.mark.parametrize(
    "preset, shown, verdict",
    [
        ("good", ["+2 100", "+1 829", "−159", "+430"], True),
        ("same", ["+1 670", "+1 829", "−159", "0"], True),
        ("mix", ["−400", "+1 829", "−2 399", "+170"], True),
        ("break", ["+2 100", "+1 829", "−159", "+430"], False),
    ],
)
def test_shift_share_presets(preset, shown, verdict):
    simulator = registry.load("shift-share")
    (chosen,) = [p for p in simulator.presets if p.key == preset]
    indicators = simulator.run(chosen.values).indicators
    assert [plain(item.text) for item in indicators] == shown
    assert indicators[0].verdict.ok is verdict


def test_years_in_the_wrong_order_are_said():
    outcome = registry.load("shift-share").run({"start": 2012, "end": 2012})
    assert outcome.indicators[0].verdict.ok is False and "suivre" in outcome.sentence


def test_the_staircase_ends_where_the_jobs_do():
    figure = registry.load("shift-share").run().figures[0]
    (trace,) = figure.draw(View(False, False))["data"]
    ends = [base + length for base, length in zip(trace["base"], trace["x"], strict=True)]
    assert ends[0] == 40000 and ends[-1] == 42100
    # Up by 1 829, down by 159, up by 430: each step starts where the last one stops.
    assert trace["base"][1] == 40000 and ends[2] == pytest.approx(ends[1]) and trace["base"][3] == pytest.approx(trace["base"][2])


# ——— Axes ———

marks = st.lists(st.lists(st.integers(0, 10), min_size=4, max_size=4), min_size=1, max_size=6)


@given(marks)
def test_wins_by_brute_force(scores):
    grid = [weights for weights in itertools.product(range(11), repeat=4) if sum(weights) == 10]
    assert len(grid) == math.comb(13, 3) == 286
    wins = [F(0)] * len(scores)
    for weights in grid:
        totals = [sum(w * s for w, s in zip(weights, row, strict=True)) for row in scores]
        winners = [i for i, one in enumerate(totals) if one == max(totals)]
        for i in winners:
            wins[i] += F(1, len(winners))
    assert [F(parts, SHARED_WIN) for parts in win_parts(scores)] == wins
    assert sum(wins) == 286


@given(marks)
def test_a_dominated_axis_never_wins_alone_and_only_it_can_be_dominated(scores):
    for row, is_beaten, won in zip(scores, dominated(scores), win_parts(scores), strict=True):
        better = [other for other in scores if other != row and all(a >= b for a, b in zip(other, row, strict=True))]
        assert is_beaten is bool(better)
        if is_beaten and all(a > b for other in better[:1] for a, b in zip(other, row, strict=True)):
            assert won == 0


@pytest.mark.parametrize("criteria, weightings", [(1, 1), (2, 11), (3, 66), (4, 286)])
def test_number_of_weightings(criteria, weightings):
    assert sum(win_parts([[1] * criteria])) == weightings * SHARED_WIN == math.comb(9 + criteria, criteria - 1) * SHARED_WIN


def test_the_best_mean_is_not_always_first():
    parts = win_parts(axis_portfolio.SPECIALISTS)
    means = [sum(row) for row in axis_portfolio.SPECIALISTS]
    assert means.index(max(means)) == 4 and F(parts[4], sum(parts)) == F(10, 286)


@given(marks)
def test_the_eleven_triangles_hold_every_weighting(scores):
    triangles = [axis_portfolio._slice(scores, kept) for kept in range(11)]
    assert [len(cells) for cells in triangles] == [math.comb(12 - kept, 2) for kept in range(11)]
    wins = [F(0)] * len(scores)
    for kept, cells in enumerate(triangles):
        assert len({(cell.first, cell.second) for cell in cells}) == len(cells)
        for cell in cells:
            winners = first(scores, [cell.first, cell.second, 10 - kept - cell.first - cell.second, kept])
            assert cell.winner == (winners[0] if len(winners) == 1 else None)
            for winner in winners:
                wins[winner] += F(1, len(winners))
    assert wins == [F(parts, SHARED_WIN) for parts in win_parts(scores)]


@pytest.mark.parametrize(
    "weights, kept", [([4, 3, 2, 1], 1), ([0, 0, 0, 0], 0), ([0, 0, 0, 7], 10), ([10, 10, 10, 1], 0), ([9, 5, 5, 1], 1), ([1, 1, 1, 10], 8)]
)
def test_points_kept_by_the_last_criterion(weights, kept):
    # 10 × 1 / 20 is a half, rounded up.
    assert axis_portfolio._points_kept(weights) == kept


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("cost", range(11))
def test_the_triangle_numbers_each_cell(cost, narrow):
    simulator = registry.load("axis-portfolio")
    figure = simulator.run({"w0": 0, "w1": 10 - cost, "w2": 0, "w3": cost}).figures[0]
    picture = ElementTree.fromstring(figure.draw(View(narrow, False)))
    cells = axis_portfolio._slice(axis_portfolio.DEFAULT, cost)
    signs = [text.text for text in picture.iter("text") if text.text in ("1", "2", "3", "4", "5", "=")]
    # The key has each sign once more.
    assert sorted(signs) == sorted(["=" if cell.winner is None else str(cell.winner + 1) for cell in cells] + list("12345="))
    assert len(picture.findall(".//path")) == len(cells)
    _left, _top, width, height = (float(edge) for edge in picture.get("viewBox").split())
    for text in picture.iter("text"):
        assert 0 <= float(text.get("x")) <= width and 0 < float(text.get("y")) <= height


# ——— Networks ———


def edges_of(n):
    pairs = list(itertools.combinations(range(n), 2))
    return st.lists(st.sampled_from(pairs), max_size=2 * n) if pairs else st.just([])


networks = st.integers(2, 7).flatmap(lambda n: st.tuples(st.just(n), edges_of(n)))


def paths_between(near, a, b):
    """Every shortest path from a to b, by trying paths of growing length."""
    paths = [[a]]
    while paths:
        arrived = [path for path in paths if path[-1] == b]
        if arrived:
            return arrived
        paths = [[*path, other] for path in paths for other in near[path[-1]] if other not in path]
    return []


@given(networks)
def test_betweenness_by_brute_force(network):
    n, edges = network
    near = neighbours(n, edges)
    scores = betweenness(n, edges)
    for member in range(n):
        others = [m for m in range(n) if m != member]
        through = F(0)
        for a, b in itertools.combinations(others, 2):
            paths = paths_between(near, a, b)
            if paths:
                through += F(len([path for path in paths if member in path]), len(paths))
        pairs = math.comb(n - 1, 2)
        assert scores[member] == pytest.approx(float(through / pairs) if pairs else 0, abs=1e-8)
    highest = max(scores)
    assert centralisation(n, edges) == pytest.approx(sum(highest - s for s in scores) / (n - 1) if n > 2 else 0, abs=1e-8)


@given(networks)
def test_density_and_components_by_definition(network):
    n, edges = network
    distinct = {tuple(sorted(edge)) for edge in edges}
    assert density(n, edges) == pytest.approx(len(distinct) / math.comb(n, 2))
    groups = components(n, edges)
    assert sorted(member for group in groups for member in group) == list(range(n))
    assert [len(group) for group in groups] == sorted((len(group) for group in groups), reverse=True)
    place = {member: rank for rank, group in enumerate(groups) for member in group}
    for a, b in itertools.combinations(range(n), 2):
        assert (place[a] == place[b]) is bool(paths_between(neighbours(n, edges), a, b))


@given(networks)
def test_a_member_leaves_with_its_links(network):
    n, edges = network
    left, rest = without(n, edges, 0)
    assert left == n - 1 and len(rest) == len([edge for edge in edges if 0 not in edge])
    assert all(0 <= a < left and 0 <= b < left for a, b in rest)


FIVE = [(1, 2), (3, 4), (5, 6), (7, 8), (9, 10)]


# models.md §3: hub + 11, density 0.167; with 5 links, 0.242.
@pytest.mark.parametrize("edges, expected, groups", [(star(12), 0.167, 11), (star(12) + FIVE, 0.242, 6)])
def test_the_star_and_its_five_links(edges, expected, groups):
    assert density(12, edges) == pytest.approx(expected, abs=5e-4)
    assert len(components(12, edges)) == 1
    assert len(components(*without(12, edges, 0))) == groups


@pytest.mark.parametrize("n", [3, 4, 12])
def test_a_star_leans_on_its_centre_and_a_ring_on_nobody(n):
    assert centralisation(n, star(n)) == 1 and betweenness(n, star(n)) == [1] + [0] * (n - 1)
    ring = [(i, (i + 1) % n) for i in range(n)]
    assert centralisation(n, ring) == pytest.approx(0)


@pytest.mark.parametrize("n, edges", [(0, []), (1, []), (2, []), (2, [(0, 1)])])
def test_small_networks(n, edges):
    assert betweenness(n, edges) == [0] * n and centralisation(n, edges) == 0
    assert density(n, edges) == (1 if edges else 0)


@pytest.mark.parametrize("edge", [(0, 0), (0, 3), (-1, 1)])
def test_a_link_to_nobody_is_refused(edge):
    with pytest.raises(ValueError):
        density(3, [edge])


@pytest.mark.parametrize(
    "preset, shown",
    [
        ("star", ["16,7 %", "100,0 %", "100,0 %", "11 groupes"]),
        ("five", ["24,2 %", "90,9 %", "90,9 %", "6 groupes"]),
        ("gone", ["16,7 %", "100,0 %", "100,0 %", "11 groupes"]),
        ("ring", ["33,3 %", None, None, "1 groupe"]),
    ],
)
def test_map_presets(preset, shown):
    simulator = registry.load("stakeholder-map")
    (chosen,) = [p for p in simulator.presets if p.key == preset]
    texts = [plain(item.text) for item in simulator.run(chosen.values).indicators]
    assert [text for text, known in zip(texts, shown, strict=True) if known] == [known for known in shown if known]


@pytest.mark.parametrize(
    "hub, regime, ok, words",
    [
        # ESS-04, art. 7: the region may contract with departments as with groups; ESS-07: a department has its own competences.
        ("departement", "2014", None, "se dit chef de file"),
        ("departement", "today", None, "d’abord les solidarités ; peut contractualiser"),
        ("region", "today", True, "art. 7"),
        ("communes", "2014", None, "contractualiser"),
        ("communes", "today", None, "contractualiser"),
    ],
)
def test_who_animates(hub, regime, ok, words):
    verdict = registry.load("stakeholder-map").run({"hub": hub, "regime": regime}).indicators[1].verdict
    assert verdict.ok is ok and words in verdict.text


def test_a_link_given_twice_or_to_oneself_counts_once_or_not():
    links = [[1, 0] for _ in range(11)]
    links[0], links[1], links[2] = [1, 2], [1, 1], [1, 3]
    assert registry.load("stakeholder-map").run({"links": links}).indicators[0].number == pytest.approx(12 / 66)


# ——— Figures of the register ———


@pytest.mark.parametrize(
    "key, used",
    [
        ("pas-de-calais-emplois-ess", location_quotient.JOBS),
        ("pas-de-calais-emplois-ess", diagnostic.PAS_DE_CALAIS_JOBS),
        ("pas-de-calais-part-ess", location_quotient.PART),
        ("pas-de-calais-part-ess", diagnostic.PAS_DE_CALAIS_SHARE),
        ("nord-pas-de-calais-part-ess", location_quotient.REGION_SHEET),
        ("nord-pas-de-calais-part-ess", diagnostic.REGION_SHARE),
        ("france-part-ess-fiche", location_quotient.FRANCE_SHEET),
        ("france-part-ess-fiche", diagnostic.FRANCE_SHARE),
        ("pas-de-calais-budget-ess", budget_per_inhabitant.PAS_DE_CALAIS[0]),
        ("pas-de-calais-budget-ess", diagnostic.PAS_DE_CALAIS_BUDGET),
        ("pas-de-calais-budget-solidarites", budget_per_inhabitant.PAS_DE_CALAIS[1]),
        ("pas-de-calais-budget-solidarites", diagnostic.PAS_DE_CALAIS_SOLIDARITY),
        ("pas-de-calais-habitants", budget_per_inhabitant.PAS_DE_CALAIS[2]),
        ("pas-de-calais-habitants", diagnostic.PAS_DE_CALAIS_INHABITANTS),
        ("pas-de-calais-colleges-cdess", 9),
        ("aquitaine-budget-ess", budget_per_inhabitant.AQUITAINE[0]),
        ("aquitaine-budget-ess", diagnostic.AQUITAINE_BUDGET),
        ("aquitaine-habitants", budget_per_inhabitant.AQUITAINE[2]),
        ("aquitaine-habitants", diagnostic.AQUITAINE_INHABITANTS),
        ("aquitaine-axes-ess", len(axis_portfolio.AXES)),
        ("france-part-ess-total-2019", diagnostic.SHARE_OF_ALL_JOBS),
        ("france-part-ess-prive-2019", diagnostic.SHARE_OF_PRIVATE_JOBS),
    ],
)
def test_figures_are_those_of_the_register(key, used):
    assert float(facts.load(DATA / "faits")[key].value) == used


def test_figures_are_those_of_the_tables():
    budgets = {(row.territoire, row.mesure): row.valeur for _, row in rows("ess-budgets", DATA / "ess-budgets.csv")}
    assert budgets == {
        ("Aquitaine", "crédits consacrés à l’ESS"): budget_per_inhabitant.AQUITAINE[0],
        ("Aquitaine", "population"): budget_per_inhabitant.AQUITAINE[2],
        ("Pas-de-Calais", "crédits consacrés à l’ESS"): budget_per_inhabitant.PAS_DE_CALAIS[0],
        ("Pas-de-Calais", "crédits au titre des solidarités"): budget_per_inhabitant.PAS_DE_CALAIS[1],
        ("Pas-de-Calais", "population"): budget_per_inhabitant.PAS_DE_CALAIS[2],
    }
    france = {(row.annee, row.denominateur): row.part_ess for _, row in rows("ess-france", DATA / "ess-france.csv")}
    assert france[2013, "privé"] == my_departement.PRIVATE_SHARE and my_departement.PRIVATE_YEAR == 2013
    assert france[2019, "public et privé"] == diagnostic.SHARE_OF_ALL_JOBS
    assert france[2019, "privé"] == diagnostic.SHARE_OF_PRIVATE_JOBS


def test_the_exercises_start_from_the_simulators_tables():
    assert diagnostic.SPECIALISTS == axis_portfolio.SPECIALISTS
    (mutuals,) = [row for name, row in zip(shift.FAMILIES, shift.DEFAULT, strict=True) if name == "mutuelles"]
    assert mutuals[:2] == [3000, 2850] and mutuals[3] / mutuals[2] == pytest.approx(0.96)


SHOWN = [exercise for exercise in assessment.load(ROOT / "book/debat-1/diagnostic.toml").exercises if "simulateur" in exercise]


@pytest.mark.parametrize("exercise", SHOWN, ids=lambda exercise: exercise["id"])
def test_the_simulator_shows_the_answer(exercise):
    outcome = registry.load(exercise["simulateur"]).run(exercise["reglages"])
    shown = [item.number for item in outcome.indicators] + [100 * item.number for item in outcome.indicators]
    cells = " ".join(plain(cell) for table in outcome.tables for row in table.rows for cell in row)
    expected = exercise["reponse"]
    near = any(abs(value - expected) <= exercise["tolerance"] + 1e-9 for value in shown)
    assert near or f"−{expected:.0f}" in cells, shown
