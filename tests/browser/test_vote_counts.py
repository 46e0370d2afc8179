"""Counts of votes, taken from a session to the next as a file, and refused by line where it is wrong."""

import re

from playwright.sync_api import expect

from .deck import ROOM
from .driver import give, saved
from .votes import BOUSOL, FIRST, SECOND, ask, compare, vote


def counts_dialog(page):
    page.keyboard.press("Home")
    page.keyboard.press("v")
    return page.get_by_role("dialog", name="Faire voter la salle")


def test_counts_go_from_a_session_to_the_next(room):
    page = room("bousol-circuits", rounds=(FIRST, SECOND))
    compare(page)
    options = counts_dialog(page)
    _, content = saved(page, options.get_by_role("button", name="Télécharger les comptes"))
    text = content.decode("utf-8-sig").splitlines()
    assert text[0] == "question;jour;tour;comptes"
    assert [re.sub(r"\d{4}-\d\d-\d\d", "jour", line) for line in text[1:]] == [
        "bousol-circuits;jour;1;A=6 B=9 C=4 D=3", "bousol-circuits;jour;2;A=1 B=5 C=15 D=1",
    ]  # fmt: skip
    other = "bousol-circuits;2026-01-31;1;A=4 B=3 C=3\nbousol-circuits;2026-01-31;2;C=10"
    page.reload()
    options = counts_dialog(page)
    give(options.get_by_label("Reprendre un fichier"), "\n".join([*text, other, "inconnue;2026-01-31;1;A=10", ""]).encode())
    expect(options.get_by_role("status")).to_contain_text("Comptes repris")
    options.get_by_role("button", name="Fermer").click()
    ask(page, "bousol-circuits")
    vote(page).get_by_role("button", name="Comparer").click()
    expect(vote(page)).to_contain_text("2 groupes : 22 % puis 78 % de réponses justes")
    vote(page).get_by_role("button", name="Options").click()
    options.get_by_label("Montrer les sessions passées").uncheck()
    options.get_by_role("button", name="Fermer").click()
    expect(vote(page)).not_to_contain_text("groupes")


HEAD = "question;jour;tour;comptes\n"


WRONG = [
    ("a,b\n", "Ligne 1 : « a,b », au lieu de « question;jour;tour;comptes »"),
    (HEAD, "ne contient aucun compte"),
    (HEAD + "bousol-circuits;2026-01-31;1\n", "Ligne 2 : « bousol-circuits;2026-01-31;1 » a 3 cellules, au lieu de 4"),
    (HEAD + "<b>;2026-01-31;1;A=12\n", "Ligne 2 : la question « <b> »"),
    (HEAD + "a;2026-01-31;1;A=12\n\na;31/01/2026;1;A=12\n", "Ligne 4 : le jour « 31/01/2026 »"),
    (HEAD + "a;2026-01-31;3;A=12\n", "le tour « 3 » n’est ni 1 ni 2"),
    (HEAD + "a;2026-01-31;1;A=12 G=3\n", "le compte « G=3 »"),
    (HEAD + "a;2026-01-31;1;A=5 B=4\n", "« A=5 B=4 » compte 9 voix, et il en faut au moins 10"),
]


def test_a_wrong_file_is_refused_by_line_and_value(visit_trainers):
    page = visit_trainers(BOUSOL, viewport=ROOM)
    options = counts_dialog(page)
    options.get_by_role("button", name="Télécharger les comptes").click()
    expect(options.get_by_role("status")).to_contain_text("Aucun compte à télécharger")
    for text, told in WRONG:
        give(options.get_by_label("Reprendre un fichier"), text.encode())
        expect(options.get_by_role("alert")).to_contain_text(told)
        expect(options.get_by_role("alert")).to_contain_text("Rien n’a été repris.")
