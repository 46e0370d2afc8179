"""The day's programme: its data, its arithmetic and its table."""

import pytest

import book_site
from essor.places import COURSE
from essor.readers import programme
from essor.readers.tables import TableError

HEADER = "debut,fin,forme,titre,page\n"
DAY = f"{HEADER}09:00,09:30,accueil,Accueil,\n09:30,10:15,conférence,La loi,book/loi\n10:15,11:30,repas,Repas,\n11:30,,conclusion,Conclusion,\n"
SHIPPED = COURSE / "data" / "programme.csv"


def loaded(tmp_path, text):
    path = tmp_path / "programme.csv"
    path.write_text(text, encoding="utf-8")
    return programme.load(path)


def test_durations_and_span(tmp_path):
    slots = loaded(tmp_path, DAY)
    assert [slot.duration for slot in slots] == [30, 45, 75, None]
    assert programme.span(slots) == (9 * 60, 11 * 60 + 30)


def test_the_shipped_day_is_the_one_of_2014():
    slots = programme.load(SHIPPED)
    assert programme.span(slots) == (9 * 60, 16 * 60 + 45)
    assert [slot.duration for slot in slots if slot.form == "débat"] == [75, 75, 75, 60]
    assert slots[-1].form == "conclusion" and slots[-1].end is None


@pytest.mark.parametrize(
    "rows, reason",
    [
        ("", "programme.csv: no line"),
        ("9:00,,accueil,A,\n", "programme.csv:2: debut is '9:00', expected a time"),
        ("09:00,24:10,accueil,A,\n", "fin is '24:10', expected a time"),
        ("09:00,09:00,accueil,A,\n", "fin is '09:00', expected a time after debut"),
        ("09:00,,pause,A,\n", "forme is 'pause', expected one of accueil"),
        ("09:00,,accueil,,\n", "titre is ''"),
        ("09:00,,accueil,A\n", "expected 5 values"),
        ("09:00,09:30,accueil,A,\n09:40,,débat,B,\n", "programme.csv:3: debut is 9\u00a0h\u00a040, but the previous slot ends at 9\u00a0h\u00a030"),
        ("09:00,09:30,accueil,A,\n09:20,,débat,B,\n", "but the previous slot ends at"),
        ("09:00,,accueil,A,\n08:00,,débat,B,\n", "not after the previous"),
    ],
)
def test_refuses_a_day_that_does_not_hold(tmp_path, rows, reason):
    with pytest.raises(TableError) as refusal:
        loaded(tmp_path, HEADER + rows)
    assert reason in str(refusal.value)


def test_refuses_other_columns(tmp_path):
    with pytest.raises(TableError, match="columns are"):
        loaded(tmp_path, "debut,fin\n")


def test_a_day_without_any_end_has_no_span(tmp_path):
    with pytest.raises(ValueError, match="no slot has a known end"):
        programme.span(loaded(tmp_path, f"{HEADER}09:00,,accueil,A,\n"))


@pytest.mark.parametrize(
    "minutes, time, duration", [(570, "9 h 30", "9 h 30"), (540, "9 h", "9 h"), (545, "9 h 05", "9 h 05"), (45, "0 h 45", "45 min"), (75, "1 h 15", "1 h 15")]
)
def test_times_in_french(minutes, time, duration):
    assert programme.clock(minutes).replace("\u00a0", " ") == time
    assert programme.lasting(minutes).replace("\u00a0", " ") == duration


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("programme")
    book_site.write(folder, {"book/index.md": "# Accueil\n\n```{programme}\n```\n", "book/loi.md": "# La loi\n\nTexte.\n", "data/programme.csv": DAY})
    return book_site.page(book_site.build(folder), "book/index.html")


def test_table_says_when_how_long_and_where(page):
    rows = [[cell.get_text().replace("\u00a0", " ").strip() for cell in row.find_all(["th", "td"])] for row in page.find_all("tr")]
    assert rows == [
        ["Horaire", "Durée", "Forme", "Titre"],
        ["9 h – 9 h 30", "30 min", "accueil", "Accueil"],
        ["9 h 30 – 10 h 15", "45 min", "conférence", "La loi"],
        ["10 h 15 – 11 h 30", "1 h 15", "repas", "Repas"],
        ["11 h 30, fin non précisée", "non précisée", "conclusion", "Conclusion"],
    ]
    assert page.find("table").find("a", href="loi.html").get_text() == "La loi"


def test_table_is_accessible(page):
    table = page.find("table")
    assert table.caption.get_text(" ", strip=True).endswith("Programme de la journée")
    assert [cell["scope"] for cell in table.find_all("th")] == ["col"] * 4 + ["row"] * 4


def test_one_sentence_adds_up_the_day(page):
    told = page.find("table").find_next("p", string=lambda text: text and text.startswith("De "))
    assert told.get_text().replace("\u00a0", " ") == ("De 9 h à 11 h 30, dernière heure de fin connue, la journée dure 2 h 30, repas compris.")
