"""What no page expects: an address that others have changed, a page that the browser has translated."""

import json
import re

from playwright.sync_api import expect

import editions

from .conftest import CHAPTER, DECKS, PROGRESS, REGISTER
from .deck import ROOM, current, go_to, speakers_window
from .questions import right
from .store import RIGHT, keep, kept

SLUG = "bousol-circuits"
SCENARIO = f"?simulateur={SLUG}&reuse=80"

# ——— Addresses ———

# What follows a page's address: malformed, foreign, hostile.
ADDED = ["#50%", "#%E0%A4%A", '#"><img src=x onerror=alert(1)>', "#__proto__", "#:~:text=%", "?x=%&__proto__=1&q#%"]
ADDED += ["?gclid=x&utm_source=lettre", f"#{'é' * 5000}"]


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
        expect(current(page), end[:40]).to_have_id("1")
    page.evaluate("location.hash = '50%'")
    page.keyboard.press("ArrowRight")
    expect(current(page)).to_have_id("2")
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
    for end in each_address(page, [*(SCENARIO + end for end in ADDED[:3]), f"?simulateur={SLUG}&reuse=%&x=%{ADDED[-1]}", f"#{waiting}"]):
        for form in (".essor-controls", ".essor-exercise form"):
            assert page.locator(form).count() and page.locator(f"{form}[hidden]").count() == 0, end[:80]
        expect(page.locator("html"), end[:80]).not_to_have_class(re.compile("no-js"))  # the theme's own script
        page.wait_for_load_state("networkidle")  # what is left half-way is told as a fault
    assert page.locator("img[src=x]").count() == 0
    expect(page.locator(f".essor-waits:has(#{waiting}) h3")).to_be_in_viewport()


def test_a_search_works_at_any_address(visit):
    page = visit("search.html?q=monnaie", "file")  # there, results come without their pages' texts
    found = page.locator(".search-summary")
    expect(found).to_have_text(re.compile(r"[1-9]"))
    count = found.text_content()
    for end in each_address(page, ["&gclid=x&utm_source=lettre", "&x=%#50%"]):
        expect(found, end).to_have_text(count)


# ——— Translated pages ———

# As browsers do: every text is put into two elements of their own and its words are changed, now and as scripts write.
TRANSLATION = """
(() => {
  const translate = () => {
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      if (!text.data.trim() || !text.parentElement || text.parentElement.closest("font, title, script, style, svg, textarea, noscript")) continue;
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      inner.textContent = text.data.replace(/\\p{L}+/gu, "mot");
      outer.append(inner);
      text.replaceWith(outer);
    }
  };
  new MutationObserver(translate).observe(document, { subtree: true, childList: true, characterData: true });
})();
window.print = () => {};
"""


def translated(visit, path, **options):
    page = visit(path, script=TRANSLATION, **options)
    expect(page.locator("h1")).to_have_text(re.compile(r"^[mot\W\d]+$"))
    return page


def test_a_translated_progress_is_erased(visit):
    page = translated(visit, PROGRESS)
    part, key = page.locator("[data-key]").first.evaluate("check => [check.dataset.part, check.dataset.key]")
    keep(page, **{part: {key: RIGHT}})
    page.reload()
    expect(page.locator("[data-key].essor-right")).to_have_count(1)
    page.locator("[data-erase]").click()
    page.locator("dialog [value=erase]").click()
    expect(page.locator("[data-key].essor-right")).to_have_count(0)
    assert page.evaluate("localStorage.length") == 0


def test_a_translated_chapter_works(visit):
    """The result and its explanation wait for a prediction; a question is answered; a note is printed."""
    page = translated(visit, CHAPTER)
    root = page.locator(f'.essor-sim[data-slug="{SLUG}"]')
    waiting = page.locator(".essor-waits").count()
    assert waiting == page.locator(".essor-veiled").count() > 0
    root.locator("[data-skip]").click()
    expect(root.locator(".essor-sentence")).to_be_visible()
    expect(page.locator(".essor-waits")).to_have_count(waiting - 1)

    root.locator("details.essor-tools summary").click()
    root.locator("[data-note]").click()
    lists = page.locator(".essor-note-sheet ul")
    expect(lists).to_have_count(2)
    assert lists.locator("li").count() == root.locator("[data-method] :is([data-part=limits], [data-part=sources]) li").count() > 2

    asked = page.locator('.essor-exercise[data-question*=\'"genre": "unique"\']').first
    question = json.loads(asked.get_attribute("data-question"))
    asked.locator("[type=radio]").nth(int(right(question))).check()
    asked.locator("[type=submit]").click()
    expect(asked.locator(".essor-done")).to_be_visible()
    assert kept(page)[asked.get_attribute("data-kept")][question["id"]]["right"]


def test_a_translated_register_is_filtered(visit):
    page = translated(visit, REGISTER)
    rows = page.locator(".registre tbody tr")
    choices = page.locator("#registre-statut option:not([value=''])")
    expect(choices).not_to_have_count(0)
    for choice in choices.evaluate_all("options => options.map((option) => option.value)"):
        page.locator("#registre-statut").select_option(choice)
        shown = rows.locator("visible=true").count()
        assert 0 < shown < rows.count()
        expect(page.locator(".registre-choix [role=status]")).to_have_text(re.compile(rf"^{shown}\D+{rows.count()}$"))


def test_a_translated_deck_is_presented(visit_trainers):
    page = translated(visit_trainers, DECKS[0], viewport=ROOM)
    page.locator(".essor-bar [data-do=next] font").first.click()
    expect(current(page)).to_have_id("2")
    place = go_to(page, page.locator(".essor-slide:has(.essor-reveal)").first)
    page.locator(".essor-bar [data-do=reveal] font").first.click()
    expect(current(page).locator(".essor-reveal")).to_have_attribute("open", "")
    window = speakers_window(page)
    window.evaluate(TRANSLATION)  # the deck wrote this page anew
    window.locator("[data-do=previous] font").first.click()
    expect(current(page)).to_have_id(str(place - 1))
    window.locator("[data-timer=slot] font").first.click()
    expect(page.locator(".essor-bar [data-part=pace]")).not_to_be_empty()
