"""What no page expects: an address that others have changed."""

import re

from playwright.sync_api import expect

import editions

from .test_slides import DECKS, ROOM

CHAPTER, SLUG = "book/debat-3/bousol.html", "bousol-circuits"
SCENARIO = f"?simulateur={SLUG}&reuse=80"

# What follows a page's address: malformed, foreign, hostile.
ADDED = [
    "#50%", "#%E0%A4%A", '#"><img src=x onerror=alert(1)>', "#__proto__", "#:~:text=%", "?x=%&__proto__=1&q#%", "?gclid=x&utm_source=lettre",
    "#" + "é" * 5000,
]  # fmt: skip


def each_address(page, added=ADDED):
    """Opens the page again at each of these addresses."""
    address = page.url
    for end in added:
        page.goto("about:blank")  # else only the fragment would change
        page.goto(address + end)
        yield end


def test_a_deck_opens_at_any_address(visit_trainers):
    page = visit_trainers(DECKS[0], viewport=ROOM)
    for end in each_address(page):
        expect(page.locator(".essor-current"), end[:40]).to_have_id("1")
    page.evaluate("location.hash = '50%'")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".essor-current")).to_have_id("2")
    assert page.locator("img[src=x]").count() == 0


def test_ids_are_plain(book):
    """A fragment names a part of a page as it is, without decoding."""
    files = [book / CHAPTER, *(editions.TRAINERS / deck for deck in DECKS)]
    found = [name for file in files for name in re.findall(r'\bid="([^"]*)"', file.read_text("utf8"))]
    assert found and not [name for name in found if not re.fullmatch(r"[\w.-]+", name, re.ASCII)]


def test_a_chapter_works_at_any_address(visit):
    """Its simulators, exercises and quiz are set up, to the last."""
    page = visit(CHAPTER)
    waiting = page.locator(".essor-waits [id]").last.get_attribute("id")
    for end in each_address(page, [*(SCENARIO + end for end in ADDED[:3]), f"?simulateur={SLUG}&reuse=%&x=%{ADDED[-1]}", "#" + waiting]):
        for form in (".essor-controls", ".essor-exercise form"):
            assert page.locator(form).count() and page.locator(form + "[hidden]").count() == 0, end[:80]
        expect(page.locator("html"), end[:80]).not_to_have_class(re.compile("no-js"))  # the theme's own script
    assert page.locator("img[src=x]").count() == 0
    expect(page.locator(f".essor-waits:has(#{waiting}) h3")).to_be_in_viewport()


def test_a_search_works_at_any_address(visit):
    page = visit("search.html?q=monnaie", "file")  # there, results come without their pages' texts
    found = page.locator(".search-summary")
    expect(found).to_have_text(re.compile(r"[1-9]"))
    count = found.text_content()
    for end in each_address(page, ["&gclid=x&utm_source=lettre", "&x=%#50%"]):
        expect(found, end).to_have_text(count)
