"""The learner's path: where they are led back to, what they promise, what they review, and what the attestation asks for."""

import datetime
import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from essor.book.pages.plan import demain_field
from essor.portable.french import typeset
from essor.readers.assessment import load

from .conftest import BOOK, PHONE, new_context
from .driver import ExerciseInPage, keep, kept
from .look import expect_no_violation, expect_to_fit
from .test_fallbacks import FORBIDDEN
from .test_progress import CHAPTERS, PROGRESS, QuestionInPage, page_of, right, wrong

HOME, PLAN = "book/index.html", "book/conclusion.html"
TOOL = "book/outils/clause-insertion"
DAY = "2026-11-20"


@pytest.fixture(scope="module")
def steps(book):
    """The path that the home page is told."""
    page = BeautifulSoup((book / HOME).read_text("utf8"), "html.parser")
    return json.loads(page.select_one("[data-path]")["data-path"])


@pytest.fixture(scope="module")
def chapters(steps):
    return [step for step in steps if step["kind"] == "chapter"]


@pytest.fixture(scope="module")
def episode(steps):
    return next(step for step in steps if step["kind"] == "episode" and step["exercises"])


def answer(right=True, tries=1, on=DAY, **first):
    return {"right": right, "tries": tries, "on": on, **first}


def quizzes(*chapters, **how):
    """Every question of these chapters, answered."""
    return {question: answer(**how) for chapter in chapters for question in chapter["questions"]}


def go(page, name):
    page.goto(re.sub(r"/(book|exercises)/.*", f"/{name}", page.url))


def on(page, day):
    page.clock.set_fixed_time(datetime.datetime.fromisoformat(f"{day}T10:00:00+01:00"))


# ——— Reprendre ———


def told(step, said="Reprendre"):
    return typeset(f"{said} : {step['title']}, {step['minutes']} min").replace(" min", "\N{NO-BREAK SPACE}min")


def expect_led_to(page, step):
    link = page.locator("[data-part=resume] a")
    expect(link).to_have_text(told(step))
    href = link.get_attribute("href")
    assert href == step["href"]
    link.click()
    expect(page).to_have_url(re.compile(re.escape(f"/{step['page']}.html") + "$"))


def test_the_reader_is_led_back_to_where_they_last_acted(visit, scheme, episode):
    page = visit(f"{episode['page']}.html", scheme)
    exercise = ExerciseInPage(page, episode["exercises"][0])
    exercise.root.scroll_into_view_if_needed()
    exercise.judge(exercise.wrong())
    assert kept(page)["last"] == episode["page"]
    go(page, HOME)
    expect_led_to(page, episode)


def test_a_bet_is_an_act(visit, chapters):
    page = visit(f"{chapters[4]['page']}.html")
    page.locator("article [name=guess]").first.check()
    page.wait_for_load_state("networkidle")  # what is left half-way is told as a fault
    assert kept(page)["last"] == chapters[4]["page"]


def test_a_page_that_was_only_read_is_not_where_one_acted(visit, episode):
    page = visit(f"{episode['page']}.html")
    page.get_by_role("link").first.focus()
    assert page.evaluate("localStorage.getItem('essor')") is None
    go(page, HOME)
    expect(page.locator("[data-part=resume]")).to_be_hidden()


def test_after_a_finished_page_comes_the_next_of_the_essential_path(visit, steps, chapters, episode):
    first, second = chapters[:2]
    plan = next(step for step in steps if step["kind"] == "plan")
    done = {exercise: answer() for exercise in episode["exercises"]}
    half = {question: answer() for question in first["questions"][1:]}
    cases = [
        ({"last": first["page"], "questions": half}, first),
        ({"last": first["page"], "questions": quizzes(first)}, second),
        ({"last": first["page"], "questions": quizzes(first, second)}, chapters[2]),
        ({"last": episode["page"], "exercises": {**done, episode["exercises"][0]: answer(right=False)}}, episode),
        ({"last": episode["page"], "exercises": done}, first),
        ({"last": episode["page"], "exercises": done, "questions": quizzes(first)}, second),
        ({"last": chapters[-1]["page"], "questions": quizzes(*chapters[1:])}, first),
        ({"last": chapters[-1]["page"], "questions": quizzes(*chapters)}, plan),
        # A state of before pages were kept: the last answer tells.
        ({"questions": {first["questions"][0]: answer(), second["questions"][0]: answer(on="2026-11-21")}}, second),
        ({"last": "book/a-page-that-was-removed", "exercises": {episode["exercises"][0]: answer(right=False)}}, episode),
    ]
    page = visit(HOME)
    for state, step in cases:
        keep(page, **state)
        page.reload()
        back = state.get("last") in (step["page"], None, "book/a-page-that-was-removed")
        expect(page.locator("[data-part=resume] a")).to_have_text(told(step, "Reprendre" if back else "Continuer"))
    expect(page.locator("[data-part=resume] a")).to_have_attribute("href", cases[-1][1]["href"])


def test_two_tabs_agree_on_where_to_go_back(visit, chapters):
    page = visit(HOME)
    other = page.context.new_page()
    other.goto(page.url)
    expect(page.locator("[data-part=resume]")).to_be_hidden()
    keep(other, last=chapters[2]["page"])
    expect(page.locator("[data-part=resume] a")).to_have_text(told(chapters[2]))


# ——— Demain, je… ———


def with_promise(path, title="Demain, je…"):
    """Serve this page with the field that {demain} makes, where the book does not have one yet."""

    def prepare(page):
        if 'data-part="promise"' in (BOOK / path).read_text("utf8"):
            return
        container = demain_field(path.removesuffix(".html"), title)[0]
        field = f'<div class="essor-plan">{container.children[-1].astext()}</div>'
        page.route(
            f"**/{path}",
            lambda route: route.fulfill(body=(BOOK / path).read_text("utf8").replace("</article>", f"{field}</article>"), content_type="text/html"),
        )

    return prepare


def promise(page, text):
    field = page.locator("[data-part=promise] textarea")
    field.fill(text)
    field.press("Tab")
    return field


def test_a_promise_is_kept_said_and_found_again(visit, chapters):
    path = f"{chapters[0]['page']}.html"
    page = visit(path, prepare=with_promise(path))
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
    path = f"{chapters[0]['page']}.html"
    page = visit(path, prepare=with_promise(path))
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


# ——— Lundi matin ———


def test_a_tool_chosen_is_on_monday_s_list_until_it_is_taken_off(visit, scheme, chapters, steps):
    title = next(step["title"] for step in steps if step["page"] == TOOL)
    page = visit(f"{TOOL}.html", scheme, "window.print = () => {};")
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
    go(page, f"{TOOL}.html")
    expect(box).not_to_be_checked()


# ——— À revoir ———

UNFOLDED = re.compile(r"\r\n[ \t]")


def events(content: bytes):
    """The events of a calendar file, held to RFC 5545: ends of lines, folding, order, names, values."""
    text = content.decode("utf8")
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "") and "\r" not in text.replace("\r\n", "")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf8")  # no sign is cut
    lines = UNFOLDED.sub("", text).split("\r\n")[:-1]
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR" and "" not in lines
    assert {"VERSION:2.0", "CALSCALE:GREGORIAN"} <= set(lines) and sum(line.startswith("PRODID:") for line in lines) == 1
    found, current = [], None
    for line in lines[1:-1]:
        name, value = re.fullmatch(r"([A-Z]+(?:;[A-Z]+=[A-Z]+)?):([^\x00-\x08\x0a-\x1f\x7f]+)", line).groups()
        if name in ("SUMMARY", "DESCRIPTION"):
            assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", value), "what separates is escaped"
            value = re.sub(r"\\([\\;,])", r"\1", value)
        if line == "BEGIN:VEVENT":
            assert current is None
            current = {}
        elif line == "END:VEVENT":
            assert {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY"} <= set(current)
            assert re.fullmatch(r"\d{8}T\d{6}Z", current["DTSTAMP"])
            start, end = (datetime.date.fromisoformat(current[f"DT{edge};VALUE=DATE"]) for edge in ("START", "END"))
            assert end - start == datetime.timedelta(days=1)
            found.append((start.isoformat(), current))
            current = None
        elif current is not None:
            assert name not in current, f"{name} is there twice"
            current[name] = value
    assert current is None and len({event["UID"] for _, event in found}) == len(found)
    return found


def downloaded(page):
    with page.expect_download() as download:
        page.get_by_role("button", name="Ajouter ces dates à mon agenda").click()
    assert download.value.suggested_filename.endswith(".ics")
    expect(page.locator("[data-part=review] [role=status]")).to_contain_text(".ics")
    return events(Path(download.value.path()).read_bytes())


def studied(chapter, on, seen=""):
    return {chapter["page"]: {"on": on, "seen": seen or on}}


@pytest.mark.parametrize(
    "done, dates",
    [
        ("2026-11-20", ("2026-11-22", "2026-11-29", "2026-12-06")),
        ("2026-10-23", ("2026-10-25", "2026-11-01", "2026-11-08")),  # an hour more on the first of these days
        ("2027-03-19", ("2027-03-21", "2027-03-28", "2027-04-04")),  # an hour less on the second
        ("2026-12-30", ("2027-01-01", "2027-01-08", "2027-01-15")),
        ("2028-02-27", ("2028-02-29", "2028-03-07", "2028-03-14")),
    ],
)
def test_a_chapter_is_to_be_reviewed_after_two_nine_and_sixteen_days(visit, chapters, done, dates):
    page = visit(HOME, timezone_id="Europe/Paris")
    first = chapters[0]
    day = datetime.date.fromisoformat(done)
    review = page.locator("[data-part=review]")
    seen = done
    for date in dates:
        due = datetime.date.fromisoformat(date)
        while (day := day + datetime.timedelta(days=1)) <= due:
            if day < due - datetime.timedelta(days=1):
                continue
            on(page, day.isoformat())
            keep(page, finished=studied(first, done, seen), questions=quizzes(first, on=done))
            page.reload()
            expect(review).to_be_visible(visible=day == due)
        expect(review.get_by_role("link")).to_have_text([first["title"]])
        expect(review.get_by_role("link")).to_have_attribute("href", first["href"] + "#questions")
        day, seen = due, date
    assert [date for date, _ in downloaded(page)] == list(dates)
    on(page, "2029-01-01")
    keep(page, finished=studied(first, done, seen), questions=quizzes(first, on=done))
    page.reload()
    expect(review).to_be_hidden()  # the three are done
    keep(page, finished=studied(first, done), questions=quizzes(first, on=done))
    page.reload()
    expect(review.get_by_role("link")).to_have_count(1)  # missed, it stays


def test_the_calendar_holds_every_chapter_finished(visit, chapters):
    page = visit(PROGRESS)
    review = page.locator("[data-part=review]")
    expect(review).to_be_visible()
    expect(review.get_by_role("button")).to_be_hidden()
    on(page, "2026-11-30")
    # One kept its days, the other was answered before days were kept.
    keep(page, finished=studied(chapters[0], "2026-11-29"), questions=quizzes(chapters[1], on="2026-11-15"))
    page.reload()
    expect(review.get_by_role("link")).to_have_text([chapters[1]["title"]])
    found = downloaded(page)
    assert sorted(date for date, _ in found) == ["2026-11-17", "2026-11-24", "2026-12-01", "2026-12-01", "2026-12-08", "2026-12-15"]
    for chapter in chapters[:2]:
        named = [event for _, event in found if event["SUMMARY"].endswith(chapter["title"])]
        assert len(named) == 3 and all(event["URL"].endswith(f"{chapter['page']}.html#questions") for event in named)
    assert downloaded(page)[0][1]["UID"] == found[0][1]["UID"]  # a calendar replaces rather than repeats


def test_long_titles_are_folded_and_separators_escaped(visit, chapters):
    title = "Éé’; à, \\ €" * 12
    page = visit(PROGRESS)
    page.route(
        f"**/{PROGRESS}",
        lambda route: route.fulfill(
            body=re.sub(r'("title":)"[^"]*"', lambda found: found[1] + json.dumps(title, ensure_ascii=False), (BOOK / PROGRESS).read_text("utf8"), count=1),
            content_type="text/html",
        ),
    )
    keep(page, finished=studied(chapters[0], DAY), questions=quizzes(chapters[0]))
    page.reload()
    assert [event["SUMMARY"] for _, event in downloaded(page)] == [f"À revoir\N{NO-BREAK SPACE}: {title}"] * 3


def test_a_page_opened_from_a_disk_gives_no_address_to_the_calendar(visit, chapters):
    page = visit(PROGRESS, "file")
    keep(page, finished=studied(chapters[0], DAY))
    page.reload()
    assert all("URL" not in event for _, event in downloaded(page))


def test_a_quiz_is_finished_then_reviewed(visit, chapters):
    """The last answer, right or wrong, finishes it; a review asks again without the earlier answers, and is done with the last."""
    file = next(file for file in CHAPTERS if page_of(file) == f"{chapters[4]['page']}.html")
    quiz = load(file).questions
    page = visit(HOME, timezone_id="Europe/Paris")
    on(page, "2026-12-30")
    keep(page, questions={question["id"]: answer(on="2026-12-29") for question in quiz[1:]})
    go(page, page_of(file))
    asked = [QuestionInPage(page, question) for question in quiz]
    expect(asked[1].root.locator(".essor-done")).to_be_visible()
    assert not kept(page).get("finished")
    asked[0].give(wrong(quiz[0]))
    assert kept(page)["finished"] == studied(chapters[4], "2026-12-30")
    notice = page.locator("[data-part=quiz] > [data-part=review]")
    expect(notice).to_be_hidden()
    on(page, "2027-01-02")
    page.reload()
    expect(notice).to_contain_text("À revoir")
    for one in asked:
        expect(one.root.locator(".essor-done")).to_be_hidden()
    assert page.locator("[data-part=quiz] :checked").count() == page.locator("[data-part=quiz] option:checked").count()
    for one in asked:
        assert kept(page)["finished"] == studied(chapters[4], "2026-12-30")
        one.give(right(one.question))
        expect(one.root.locator(".essor-done")).to_be_visible()
    expect(notice).to_contain_text("08/01/2027")
    assert kept(page)["finished"] == studied(chapters[4], "2026-12-30", "2027-01-02")
    go(page, HOME)
    expect(page.locator("[data-part=review]")).to_be_hidden()


# ——— Attestation ———


def test_answers_say_what_the_first_try_was(visit, chapters):
    file = next(file for file in CHAPTERS if page_of(file) == f"{chapters[4]['page']}.html")
    quiz = load(file).questions
    page = visit(HOME)
    keep(page, questions={quiz[2]["id"]: answer(right=False, tries=2)})
    go(page, page_of(file))
    first, second, old = [QuestionInPage(page, question) for question in quiz[:3]]
    first.give(right(quiz[0]))
    second.give(wrong(quiz[1]))
    second.give(right(quiz[1]))
    old.give(right(quiz[2]))
    told = [kept(page)["questions"][question["id"]] for question in quiz[:3]]
    assert [(one["right"], one["tries"], one.get("first")) for one in told] == [(True, 1, True), (True, 2, False), (True, 3, None)]


def test_the_attestation_waits_for_its_threshold_and_says_what_is_missing(visit, chapters):
    page = visit(PROGRESS, script="window.printed = 0; window.print = () => { window.printed++; };")
    section = page.locator(".essor-attestation")
    button = section.get_by_role("button", name="Imprimer l’attestation")
    missing, told = section.locator("[data-part=missing]"), section.locator("[data-part=told]")
    asked = sum(len(chapter["questions"]) for chapter in chapters)
    needed = -(-asked * 2 // 3)
    expect(section).to_contain_text(f"5 quiz finis sur 6 et {needed} questions justes sur {asked}")
    expect(missing).to_have_text(f"Il vous manque 5 quiz et {needed} questions justes.")
    expect(button).to_have_attribute("aria-disabled", "true")
    button.press("Enter")
    expect(told).to_contain_text(f"Il vous manque 5 quiz et {needed} questions justes.")
    assert page.evaluate("printed") == 0
    # Five finished, none right.
    keep(page, questions=quizzes(*chapters[1:], right=False))
    page.reload()
    expect(missing).to_have_text(f"Il vous manque {needed} questions justes.")
    # Enough right, three finished.
    keep(page, questions={**quizzes(*chapters), chapters[0]["questions"][0]: answer(right=False)})
    page.reload()
    expect(missing).to_have_text("Vous y êtes.")
    some = quizzes(*chapters)
    for chapter in chapters[:2]:
        del some[chapter["questions"][0]]
    keep(page, questions=some)
    page.reload()
    expect(missing).to_have_text("Il vous manque 1 quiz.")
    button.press("Enter")
    assert page.evaluate("printed") == 0
    keep(page, questions=quizzes(*chapters[:5]))
    page.reload()
    expect(button).to_have_attribute("aria-disabled", "false")
    button.click()
    assert page.evaluate("printed") == 1


def test_the_attestation_counts_first_tries_and_no_more_than_it_knows(visit, chapters, episode):
    page = visit(PROGRESS)
    state = quizzes(*chapters[:5])  # kept before first tries were
    counted = chapters[0]["questions"]
    state.update({question: answer(first=rank > 0, tries=1 + (rank == 0)) for rank, question in enumerate(counted)})
    keep(page, questions=state, exercises={episode["exercises"][0]: answer(tries=3, first=False)})
    page.reload()
    page.emulate_media(media="print")
    page.evaluate("document.body.classList.add('essor-prints-sheet')")
    rows = page.locator("[data-sheet] tbody tr")
    cells = [[cell.text_content() for cell in row.locator("td").all()] for row in rows.all()]
    sizes = [len(chapter["questions"]) for chapter in chapters]
    assert cells[0][0] == f"{sizes[0]} sur {sizes[0]}, dont {sizes[0] - 1} au premier essai"
    assert cells[0][1].startswith("1 sur ") and cells[0][1].endswith(", dont 0 au premier essai")
    assert cells[1][0] == f"{sizes[1]} sur {sizes[1]} (premier essai non compté pour {sizes[1]})"
    assert cells[5][0] == f"0 sur {sizes[5]}"
    right = sum(sizes[:5])
    assert cells[6][0] == f"{right} sur {sum(sizes)}, dont {sizes[0] - 1} au premier essai (non compté pour {right - sizes[0]})"
    expect(rows).to_have_count(7)


# ——— What was kept before, what is refused, what it looks like ———

OLD = {
    "exercises": {"bousol-money-pump": answer(tries=4)},
    "questions": {"une-question": answer(right=False)},
    "guesses": {"bousol-circuits": "2,5"},
    "texts": {"plan-1": "Un projet", "outil-clause-insertion-marche": "Une école"},
    "challenges": {"bousol-circuits-1": DAY},
    "mine": {"nom": "Pays d’Essai"},
}


def test_a_state_kept_before_loads_whole(visit, tmp_path):
    page = visit(PLAN)
    keep(page, **OLD)
    page.reload()
    expect(page.locator("#plan-1")).to_have_value("Un projet")
    page.locator("#plan-2").fill("Une action")
    now = kept(page)
    assert {part: now[part] for part in OLD} == {**OLD, "texts": {**OLD["texts"], "plan-2": "Une action"}}
    # The same by a file.
    go(page, PROGRESS)
    file = tmp_path / "avant.json"
    file.write_text(json.dumps({"version": 1, **OLD}), "utf8")
    page.locator("[type=file]").set_input_files(file)
    expect(page.locator("[data-told]")).to_contain_text("est reprise")
    assert {part: kept(page)[part] for part in OLD} == OLD


def test_a_file_of_another_shape_brings_nothing_in(visit, tmp_path, chapters):
    page = visit(PROGRESS)
    file = tmp_path / "autre.json"
    state = {"version": 1, "last": "javascript:alert(1)", "finished": {chapters[0]["page"]: {"on": "2026-99-99", "seen": DAY}}}
    state |= {"promises": {chapters[0]["page"]: 1, "<img>": "a"}, "tools": {TOOL: "hier"}, "questions": {"a": answer(first="oui")}}
    file.write_text(json.dumps(state), "utf8")
    page.locator("[type=file]").set_input_files(file)
    expect(page.locator("[data-told]")).not_to_be_empty()
    now = kept(page)
    assert (now["last"], now["finished"], now["promises"], now["tools"], now["questions"]) == ("", {}, {}, {}, {})


def test_all_is_exported_and_erased(visit, chapters):
    page = visit(PROGRESS)
    parts = {"last": chapters[0]["page"], "promises": {chapters[0]["page"]: "Un"}, "tools": {TOOL: DAY}, "finished": studied(chapters[0], DAY)}
    keep(page, **parts)
    page.reload()
    with page.expect_download() as download:
        page.get_by_role("button", name="Enregistrer dans un fichier").click()
    saved = json.loads(Path(download.value.path()).read_text("utf8"))
    assert {part: saved[part] for part in parts} == parts
    page.get_by_role("button", name="Tout effacer").click()
    page.get_by_role("dialog").get_by_role("button", name="Effacer").click()
    expect(page.locator("[data-part=due] li")).to_have_count(0)
    assert page.evaluate("localStorage.length") == 0


def test_a_browser_that_refuses_shows_nothing_broken(visit, chapters):
    path = f"{chapters[0]['page']}.html"
    page = visit(path, script=FORBIDDEN, prepare=with_promise(path))
    promise(page, "Un")
    expect(page.locator("[data-part=promise] [data-part=forgets]")).to_be_visible()
    expect(page.locator("[data-part=promise] [data-part=state]")).to_have_text("")
    page = visit(f"{TOOL}.html", script=FORBIDDEN)
    page.get_by_role("checkbox", name="Je m’en servirai lundi").check()
    expect(page.locator("[data-part=forgets]")).to_be_visible()
    page = visit(HOME, script=FORBIDDEN)
    expect(page.locator("[data-part=resume]")).to_be_hidden()
    expect(page.locator("[data-part=review]")).to_be_hidden()
    page = visit(PLAN, script=FORBIDDEN)
    expect(page.locator("[data-part=monday]")).to_be_hidden()
    page = visit(PROGRESS, script=FORBIDDEN)
    expect(page.locator("[data-part=missing]")).to_contain_text("Il vous manque")


def test_without_javascript_nothing_can_be_written_nor_is_promised(browser, addresses, chapters):
    path = f"{chapters[0]['page']}.html"
    with new_context(browser, java_script_enabled=False) as context:
        page = context.new_page()
        with_promise(path)(page)
        page.goto(f"{addresses['http']}/{path}")
        expect(page.get_by_label("Demain, je…")).to_be_disabled()
        for name in (HOME, PROGRESS):
            page.goto(f"{addresses['http']}/{name}")
            expect(page.locator("[data-part=review]")).to_be_hidden()


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 800}, PHONE], ids=lambda size: str(size["width"]))
def test_axe_finds_nothing_and_all_fits(visit, chapters, viewport, colours):
    first = f"{chapters[0]['page']}.html"
    state = {"last": chapters[3]["page"], "promises": {chapters[0]["page"]: "J’appelle la CRESS.", chapters[3]["page"]: "Je lis la clause. " * 12}}
    state |= {"tools": {TOOL: DAY, "book/outils/lettre-cress": DAY}, "questions": quizzes(*chapters[:2], on="2026-11-01")}
    page = visit(HOME, viewport=viewport, color_scheme=colours, prepare=with_promise(first))
    keep(page, **state)
    for name, part in ((HOME, "review"), (PROGRESS, "review"), (PLAN, "monday"), (first, "promise"), (f"{TOOL}.html", "chosen")):
        go(page, name)
        expect(page.locator(f"[data-part={part}]").first).to_be_visible()
        expect_no_violation(page, f"{name} {colours}")
        expect_to_fit(page)
