"""What the reader promises in a chapter, and the tools that they choose, gathered for Monday morning in the plan."""

import re

from playwright.sync_api import expect

from .conftest import CLAUSE, HOME, PHONE, PLAN, PROGRESS, WIDE
from .driver import go
from .look import each_look, expect_no_violation, expect_to_fit
from .store import DAY, keep, kept, quizzes

TOOL = CLAUSE.removesuffix(".html")


def promise(page, text):
    field = page.locator("[data-part=promise] textarea")
    field.fill(text)
    field.press("Tab")
    return field


def test_a_promise_is_kept_said_and_found_again(visit, chapters):
    page = visit(f"{chapters[0]['page']}.html")
    state = page.locator("[data-part=promise] [data-part=state]")
    expect(state).to_have_text("")
    promise(page, "J’appelle la CRESS <b>lundi</b>.")
    expect(state).to_have_text("C’est gardé.")
    assert kept(page)["promises"] == {chapters[0]["page"]: "J’appelle la CRESS <b>lundi</b>."}
    page.reload()
    expect(page.get_by_label("Demain, je…")).to_have_value("J’appelle la CRESS <b>lundi</b>.")
    promise(page, "")
    expect(state).to_have_text("C’est effacé.")
    assert kept(page)["promises"] == {}


def test_promises_are_gathered_in_the_plan_and_edited_there(visit, chapters, scheme):
    first, second = chapters[0], chapters[3]
    page = visit(PLAN, scheme)
    monday = page.locator("[data-part=monday]")
    expect(monday).to_be_hidden()
    keep(page, promises={second["page"]: "Deux", first["page"]: "Un", "book/removed": "Gardé"}, texts={"plan-1": "Un projet"})
    page.reload()
    promised = monday.locator("[data-part=promises] li")
    expect(promised.get_by_role("link")).to_have_text([first["title"], second["title"]])
    expect(monday.locator("[data-part=tools]")).to_be_hidden()
    field = promised.first.get_by_role("textbox", name=re.compile("^Demain, je…"))
    expect(field).to_have_value("Un")
    field.fill("Un, puis deux")
    field.press("Tab")
    expect(promised.first.get_by_role("status")).to_have_text("C’est gardé.")
    assert kept(page)["promises"] == {first["page"]: "Un, puis deux", second["page"]: "Deux", "book/removed": "Gardé"}
    assert kept(page)["texts"] == {"plan-1": "Un projet"}
    promised.first.get_by_role("link").click()
    expect(page).to_have_url(re.compile(f"{first['page']}.html$"))


def test_two_tabs_agree_on_a_promise(visit, chapters):
    page = visit(f"{chapters[0]['page']}.html")
    plan = page.context.new_page()
    plan.goto(re.sub(r"/book/.*", f"/{PLAN}", page.url))
    promise(page, "Un")
    field = plan.locator("[data-part=promises] textarea")
    expect(field).to_have_value("Un")
    field.fill("Deux")
    expect(page.get_by_label("Demain, je…")).to_have_value("Deux")
    plan.locator("#plan-1").fill("Un projet")
    promise(page, "Trois")
    expect(field).to_have_value("Trois")
    assert kept(page)["texts"] == {"plan-1": "Un projet"}


def test_a_tool_chosen_is_on_monday_s_list_until_it_is_taken_off(visit, scheme, chapters, steps):
    title = next(step["title"] for step in steps if step["page"] == TOOL)
    page = visit(CLAUSE, scheme, "window.print = () => {};")
    box = page.get_by_role("checkbox", name="Je m’en servirai lundi")
    box.press("Space")
    expect(page.locator("[data-part=told]")).to_contain_text("Lundi matin")
    page.reload()
    expect(box).to_be_checked()
    page.evaluate(
        "page => { const all = JSON.parse(localStorage.essor); all.promises = { [page]: 'Un' }; localStorage.essor = JSON.stringify(all); }",
        chapters[0]["page"],
    )
    go(page, PLAN)
    monday = page.locator("[data-part=monday]")
    tools = monday.locator("[data-part=tools]")
    expect(tools.get_by_role("link")).to_have_text([title])
    page.emulate_media(media="print")
    promised, chosen, own = [page.locator(place).first.bounding_box()["y"] for place in ("[data-part=promises] textarea", "[data-part=tools] li", "#plan-1")]
    assert promised < chosen < own
    addresses = tools.locator(".essor-address")
    expect(addresses).to_have_count(1 if scheme == "http" else 0)  # that of a disk is nobody else's
    if scheme == "http":
        expect(addresses).to_be_visible()
        assert addresses.text_content() == tools.get_by_role("link").evaluate("link => link.href")
    expect(page.locator(".essor-example").first).to_be_hidden()
    page.emulate_media(media="screen")
    tools.get_by_role("button", name=f"Retirer : {title}".replace(" :", "\N{NO-BREAK SPACE}:")).press("Enter")
    expect(tools).to_be_hidden()
    expect(monday).to_be_visible()
    go(page, CLAUSE)
    expect(box).not_to_be_checked()


def test_axe_finds_nothing_and_all_fits(visit, chapters):
    first = f"{chapters[0]['page']}.html"
    state = {"last": chapters[3]["page"], "promises": {chapters[0]["page"]: "J’appelle la CRESS.", chapters[3]["page"]: "Je lis la clause. " * 12}}
    state |= {"tools": {TOOL: DAY, "book/outils/lettre-cress": DAY}, "questions": quizzes(*chapters[:2], on="2026-11-01")}
    page = visit(HOME)
    keep(page, **state)
    for name, part in ((HOME, "review"), (PROGRESS, "review"), (PLAN, "monday"), (first, "promise"), (CLAUSE, "chosen")):
        go(page, name)
        expect(page.locator(f"[data-part={part}]").first).to_be_visible()
        for look in each_look(page, WIDE, PHONE):
            expect_no_violation(page, f"{name}, {look}")
            expect_to_fit(page)


def test_without_javascript_nothing_can_be_promised(visit, chapters):
    expect(visit(f"{chapters[0]['page']}.html", java_script_enabled=False).get_by_label("Demain, je…")).to_be_disabled()
