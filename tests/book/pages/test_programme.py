"""The day's programme and the trainer's running order, as tables."""

import pytest

import book_site
from quoted import plain


def cells(page):
    return [[plain(cell.get_text(" ", strip=True)) for cell in row.find_all(["th", "td"])] for row in page.table.find_all("tr")]


def test_the_programme_says_when_how_long_and_where(out):
    page = book_site.page(out, "book/jour.html")
    assert cells(page) == [
        ["Horaire", "Durée", "Forme", "Titre"],
        ["9 h – 9 h 30", "30 min", "accueil", "Accueil"],
        ["9 h 30 – 10 h 15", "45 min", "conférence", "La loi"],
        ["10 h 15 – 11 h 30", "1 h 15", "repas", "Repas"],
        ["11 h 30, fin non précisée", "non précisée", "conclusion", "Conclusion"],
    ]
    assert page.table.caption.get_text(" ", strip=True).endswith("Programme de la journée")
    assert [cell["scope"] for cell in page.table.find_all("th")] == ["col"] * 4 + ["row"] * 4


def test_the_running_order_says_what_is_done_and_with_what(out):
    assert cells(book_site.page(out, "book/deroule.html")) == [
        ["Début", "Durée", "Activité", "Objectif", "Matériel"],
        ["9 h", "30 min", "Un exposé (exposé)", "Comprendre", "–"],
        ["9 h 30", "1 h", "Un jeu (groupe)", "Jouer", "jetons"],
    ]


@pytest.mark.parametrize(
    "name, told",
    [
        ("jour", "De 9 h à 11 h 30, dernière heure de fin connue, la journée dure 2 h 30, repas compris."),
        ("deroule", "De 9 h à 10 h 30, soit 1 h 30 : exposé, 30 min ; groupe, 1 h."),
    ],
)
def test_one_sentence_adds_up_the_day_whose_pages_are_linked(out, name, told):
    day = book_site.page(out, f"book/{name}.html")
    assert plain(day.find("p", string=lambda text: text and text.startswith("De 9")).get_text()) == told
    assert day.table.find("a")["href"] == "loi.html"
