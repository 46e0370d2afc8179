"""What the reader is asked to review, when, and the calendar that says so."""

import datetime
import json
import re

import pytest
from playwright.sync_api import expect

from essor.readers.assessment import load

from .conftest import BOOK, HOME, PROGRESS
from .driver import go, saved
from .questions import CHAPTERS, QuestionInPage, page_of, right, wrong
from .store import DAY, answer, keep, kept, quizzes, studied

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
    name, content = saved(page, page.get_by_role("button", name="Ajouter ces dates à mon agenda"))
    assert name.endswith(".ics")
    expect(page.locator("[data-part=review] [role=status]")).to_contain_text(".ics")
    return events(content)


def on(page, day):
    page.clock.set_fixed_time(datetime.datetime.fromisoformat(f"{day}T10:00:00+01:00"))


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
    review = page.locator("[data-part=review]")
    seen = done
    for date in dates:
        due = datetime.date.fromisoformat(date)
        for day in (due - datetime.timedelta(days=1), due):
            on(page, day.isoformat())
            keep(page, finished=studied(first, done, seen), questions=quizzes(first, on=done))
            page.reload()
            expect(review).to_be_visible(visible=day == due)
        expect(review.get_by_role("link")).to_have_text([first["title"]])
        expect(review.get_by_role("link")).to_have_attribute("href", first["href"] + "#questions")
        seen = date
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
