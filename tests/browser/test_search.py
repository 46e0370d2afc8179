"""The search finds numbers of law, years and amounts as they are typed, and says what it did without."""

import re

from playwright.sync_api import expect

from .driver import enter

LAW = "book/conference/loi-2014"
CLAUSES = "exercises/debat-2/insertion-hours"
SCIC = "exercises/debat-3/scic-capital"

# A page, and what is typed to find it among the first.
FOUND = {
    LAW: ("2014-856", "loi n° 2014-856", "no 2014\u2011856", "2014 856", "loi 1947"),
    CLAUSES: ("L. 2112-2", "L2112-2", "L 2112-2", "l.2112-2", "2112-2", "art. L. 2112-2", "R. 2123-1"),
    SCIC: ("art. 19 septies", "19 septies", "47-1775", "1947", "art. 33"),
    "exercises/debat-3/de-minimis": ("2023/2831", "300 000", "300.000 €"),
    "exercises/debat-3/scic-result": ("57,5 %",),
    "exercises/debat-3/bousol-circuits": ("7 000", "7000", "7\u202f000"),
    "exercises/debat-1/my-departement": ("departement",),
    "book/debat-3/bousol": ("monnaie locale",),
}
FIRST = 8
FIND = "(typed) => Search._performSearch(...Search._parseQuery(typed)).reverse().map(([page]) => page)"


def asked(page, typed):
    """The search page after `typed` and Enter."""
    enter(page.get_by_label("Mots cherchés"), typed)
    expect(page.locator(".search-summary")).to_have_text(re.compile(r"\w"))
    return page.locator("#search-results")


def test_what_is_typed_is_found(visit, scheme):
    page = visit("search.html", scheme)
    results = asked(page, "L. 2112-2")
    expect(results.locator(f"li a[href$='{CLAUSES}.html']")).to_be_visible()
    expect(results.locator(".essor-ignored")).to_have_count(0)
    for place, every in FOUND.items():
        assert {typed: found for typed in every if place not in (found := page.evaluate(FIND, typed)[:FIRST])} == {}
    # Nothing that only looks like it: another article, a longer amount, a word that holds the letters.
    assert set(page.evaluate(FIND, "L. 2112-2")) == set(page.evaluate(FIND, "2112-2"))
    assert page.evaluate(FIND, "L. 9112-2") == page.evaluate(FIND, "3 007 000 €") == page.evaluate(FIND, "erneme") == []


def test_an_extract_shows_what_was_typed_without_note_calls(visit):
    page = visit("search.html?q=47-1775")
    extracts = page.locator("#search-results .context")
    expect(extracts.first).to_contain_text("n°\u00a047-1775")
    expect(page.locator(".search-summary")).to_contain_text("pages trouvées")
    expect(extracts.nth(FIRST)).to_be_visible()  # they come one by one
    said = extracts.all_inner_texts()
    assert all(re.search(r"\b47-1775\b", text) for text in said)


IGNORED = [
    ("la monnaie de l’association", r"Nombre de pages trouvées.: \d+\.", "Mots ignorés, trop courants ou trop courts : « la », « de »."),
    (
        "zzzz à 5 %",
        "Aucune page ne contient tous ces mots. Vérifiez l’orthographe ou essayez un mot de moins.",
        "Mot ignoré, trop courant ou trop court : « à ». Signe ignoré : « % ».",
    ),
    ("de la", "Il ne reste aucun mot à chercher.", "Mots ignorés, trop courants ou trop courts : « de », « la »."),
]


def test_what_is_ignored_is_said(visit):
    page = visit("search.html", "file")
    for typed, summary, ignored in IGNORED:
        results = asked(page, typed)
        expect(results.locator(".search-summary")).to_have_text(re.compile(f"^{summary}$"))
        expect(results.get_by_role("status")).to_have_text(ignored)
