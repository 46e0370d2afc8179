"""The package in a learning platform (lms.py): the session, what is kept of it, what is found again, and what is left behind: nothing."""

import json
import re
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup

from essor.readers.assessment import load
from essor.tools import scorm
from essor.tools.chromium import serve

from .conftest import CHAPTER, PHONE, PLAN, PROGRESS, WIDE, Witness, watched
from .lms import HOSTS, Learner, install
from .look import AXE, each_look, violations
from .other_browsers import firefox
from .questions import CHAPTERS, page_of, right
from .store import RIGHT

MOST = 4096
KEPT = "Progression gardée par votre plateforme."
QUESTIONS = [question["id"] for file in CHAPTERS for question in load(file).questions]


@pytest.fixture(scope="module")
def course(book):
    return scorm.read(book, "L’ESS", "0.1.0")


@pytest.fixture(scope="module")
def platform(book, tmp_path_factory):
    root = tmp_path_factory.mktemp("plateforme")
    [package] = scorm.write_all(book, root, "L’ESS", "0.1.0", each=False)
    install(package, root / "www")
    with serve(root / "www") as address:
        yield address


@pytest.fixture
def learner(request, browser, platform):
    """Opens the platform in a browser of its own at each call."""

    def arrive(**options):
        context = open_context(**options)
        context.add_init_script("delete Navigator.prototype.serviceWorker")
        page = context.new_page()
        page.clock.install()
        return Learner(page, platform)

    with watched(request, browser, Witness(platform)) as open_context:
        yield arrive


@pytest.fixture(scope="module")
def driven_firefox():
    with firefox() as page:
        page.resize(1280, 900)
        yield page


@pytest.fixture(params=["chromium", "firefox"])
def anyone(request, platform):
    """The same in Chromium, then in Firefox: a browser that has kept nothing at each call."""
    if request.param == "chromium":
        yield request.getfixturevalue("learner")
        return
    page = request.getfixturevalue("driven_firefox")

    def arrive():
        page.goto(f"{platform}/host.html")
        page.evaluate("() => localStorage.clear()")
        return Learner(page, platform)

    yield arrive


def answers(part, ids, **told):
    return {part: {key: {**RIGHT, "first": True, **told} for key in ids}}


@pytest.fixture(scope="module")
def prose(book):
    """French as people write it, to cut plans from: what a chapter says."""
    return BeautifulSoup((book / "book/debat-3/investir.html").read_text("utf8"), "html.parser").article.get_text(" ", strip=True)


@pytest.mark.parametrize("host", HOSTS)
def test_a_session_goes_on_elsewhere(anyone, host):
    """Answered, promised, left, then taken up with another browser, where nothing was kept: in each way platforms open a package."""
    question = next(question for question in load(CHAPTERS[0]).questions if question["genre"] == "unique")
    first = anyone().launch(host=host).visit(PLAN)
    first.page.evaluate(
        "text => { const field = book().document.querySelector('#plan-1'); field.value = text; field.dispatchEvent(new Event('input')); }", "Écrire à la Cress."
    )
    first.visit(page_of(CHAPTERS[0]))
    first.page.evaluate(
        """([id, value]) => {
          const root = book().document.getElementById(id);
          for (const name of [`[value='${value}']`, "[type=submit]"]) root.querySelector(name).click();
        }""",
        [f"question-{question['id']}", right(question)],
    )
    first.page.wait_for_function("id => book().document.getElementById(id).querySelector('.essor-done').textContent", arg=f"question-{question['id']}")
    kept = first.leave()
    calls = first.page.evaluate("() => calls.map(({ name }) => name)")
    assert calls[0] == "LMSInitialize" and calls[-1] == "LMSFinish" and calls.count("LMSFinish") == 1
    place = page_of(CHAPTERS[0])
    assert kept["core"]["lesson_location"] == f"cours/{place.removesuffix('.html')}"
    assert (kept["core"]["lesson_status"], kept["core"]["exit"]) == ("incomplete", "suspend")
    assert first.page.evaluate("() => localStorage.length + sessionStorage.length") == 0
    second = anyone().launch(host=host, kept=kept)
    assert second.place() == place
    assert second.visit(PLAN).page.evaluate("() => book().document.querySelector('#plan-1').value") == "Écrire à la Cress."
    second.visit(PROGRESS)
    assert ": 1 sur " in second.shown("[data-part=total]")
    second.expect_line(KEPT)
    second.leave()


def test_without_a_platform_the_course_is_as_anywhere_else(anyone):
    alone = anyone().launch(maker="none")
    alone.expect_line("Aucune plateforme de formation ne répond")
    alone.page.evaluate("kept => localStorage.setItem('essor', kept)", json.dumps({"version": 1, **answers("questions", QUESTIONS[:2])}))
    alone.visit(PROGRESS)
    assert ": 2 sur " in alone.shown("[data-part=total]")
    assert alone.page.evaluate("() => localStorage.length") == 1


@pytest.mark.parametrize("page", ["book/index.html", PROGRESS, PLAN, "book/collectivite.html", "book/mode-emploi.html", "book/outils/index.html"])
def test_a_page_says_who_keeps_what_the_reader_does(learner, page):
    """The platform, where it does; the browser, where none answers."""
    words = {}
    for maker in ("scorm-again", "none"):
        there = learner().launch(maker=maker).visit(page)
        words[maker] = " ".join(there.shown("article").split())
        if page == PROGRESS:
            there.page.evaluate("() => ['[data-erase]', '[value=erase]'].forEach((press) => book().document.querySelector(press).click())")
            there.page.wait_for_function("() => book().document.querySelector('[data-told]').textContent")
            words[maker] += there.shown("[data-told]")
    browser, platform = re.compile("(ce|votre|son) navigateur|rien n’est envoyé|nulle part ailleurs"), re.compile("(votre|sa) plateforme")
    assert platform.search(words["scorm-again"]) and not browser.search(words["scorm-again"])
    assert browser.search(words["none"]) and not platform.search(words["none"])


def test_a_platform_that_breaks_at_every_call_stops_nothing(anyone):
    there = anyone().launch(maker="throws")
    there.expect_line("n’a pas ouvert de session")
    there.visit(PROGRESS).keep(**answers("questions", QUESTIONS[:3]))
    there.visit(PROGRESS)
    assert ": 3 sur " in there.shown("[data-part=total]")
    there.page.evaluate("() => leave()")
    assert there.page.evaluate("() => localStorage.length") == 0


def test_a_platform_that_takes_nothing_is_told_of(anyone):
    there = anyone().launch(maker="refuses")
    there.expect_line(KEPT)  # of nothing yet
    there.keep(**answers("questions", QUESTIONS[:1]))
    there.commit()
    there.expect_line("n’a pas pris votre progression")
    there.visit(PROGRESS)
    assert ": 1 sur " in there.shown("[data-part=total]")


def test_the_status_is_the_attestation_s(learner, course):
    quizzes, needed = course.threshold
    there = learner().launch()
    assert there.calls("LMSSetValue", "core.lesson_status") == ["incomplete"]
    wrong = answers("questions", QUESTIONS, right=False)
    all_right = answers("questions", QUESTIONS)["questions"]
    there.keep(questions=wrong["questions"] | dict(list(all_right.items())[: needed - 1]))
    there.commit()
    total = sum(len(chapter.checks) for chapter in course.chapters)
    there.expect_given("core.score.raw", str(100 * (needed - 1) // total))
    assert there.given("core.lesson_status") == "incomplete"
    there.keep(questions=wrong["questions"] | dict(list(all_right.items())[:needed]))
    kept = there.leave()
    assert kept["core"]["lesson_status"] == "completed" and kept["core"]["score"] == {"raw": str(100 * needed // total), "min": "0", "max": "100"}
    again = learner().launch(kept=kept)
    again.keep(questions={})
    assert again.leave()["core"]["lesson_status"] == "completed"
    assert again.calls("LMSSetValue", "core.lesson_status") == []
    assert quizzes == len(course.chapters) - 1


def test_commits_are_spaced_and_nothing_waits_when_the_page_is_hidden(learner):
    there = learner().launch()
    there.page.clock.pause_at("2030-01-01")
    begun = len(there.calls("LMSCommit"))
    for rank in range(1, 8):
        there.keep(**answers("questions", QUESTIONS[:rank]))
        there.page.clock.run_for(1000)
    assert len(there.calls("LMSCommit")) == begun + 1
    there.page.clock.run_for(10_000)
    assert len(there.calls("LMSCommit")) == begun + 2
    there.keep(**answers("questions", QUESTIONS[:9]))
    there.page.evaluate(
        """() => {
          Object.defineProperty(sco().document, "visibilityState", { value: "hidden" });
          sco().document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    assert len(there.calls("LMSCommit")) == begun + 3
    assert len(there.given("suspend_data").split(".")[0]) == 1 + 6 * 9  # what was just answered, at once


def test_the_time_is_told_as_the_standard_writes_it(learner):
    there = learner().launch()
    there.page.clock.run_for(3_725_000)
    assert there.leave()["core"]["session_time"] in ("01:02:05", "01:02:06")
    assert re.fullmatch(r"0001:02:0[56]", there.given("core.session_time"))


def full(course, prose, length):
    """Every check answered, and a plan of so many signs: six fields and as many promises."""
    exercises = [key for chapter in course.chapters for part, key, _ in chapter.checks if part == "exercises"]
    state = answers("questions", QUESTIONS) | answers("exercises", exercises)
    pieces = [prose[rank * length // 12 : (rank + 1) * length // 12] for rank in range(12)]
    pages = [chapter.page.removeprefix("cours/") for chapter in course.chapters]
    promises = {page: piece for page, piece in zip(pages, pieces[6:], strict=True) if piece}
    return {**state, "texts": {f"plan-{rank}": piece for rank, piece in enumerate(pieces[:6], 1)}, "promises": promises}


@pytest.mark.parametrize("length", [0, 2000, 4000, 8000, 20000])
def test_never_more_than_the_standard_allows(learner, course, prose, length):
    """What does not fit is said, and what is kept is found again, whole."""
    state = full(course, prose, length)
    there = learner().launch(host="iframe")
    there.keep(**state)
    there.commit()
    there.page.wait_for_function("() => calls.some(({ name, given }) => name === 'LMSSetValue' && given[0] === 'cmi.suspend_data')")
    said = there.page.evaluate("() => sco().document.querySelector('[data-part=line]').textContent")
    kept = there.leave()
    given = there.calls("LMSSetValue", "suspend_data")
    assert given and all(len(signs) <= MOST and signs.isascii() for signs in given)
    again = learner().launch(host="iframe", kept=kept)
    found = again.kept()
    assert (found["questions"], found["exercises"]) == (state["questions"], state["exercises"])
    lost = 0
    for part in ("promises", "texts"):
        assert found.get(part, {}).items() <= state[part].items()
        lost += len(state[part]) - len(found.get(part, {}))
    print(f"{length} signs of plan: {len(given[-1])} of suspend_data, {lost} texts lost; {said}")
    assert f"mais pas {lost}\u00a0textes sur {len(state['promises']) + 6} de votre plan" in said if lost else KEPT in said
    assert bool(lost) == (length > 4000)
    again.leave()


def test_two_learners_in_turn_on_one_computer(learner):
    there = learner().launch()
    there.keep(**answers("questions", QUESTIONS[:5]))
    there.page.evaluate("() => book().document.querySelector('.theme-toggle').click()")
    assert there.page.evaluate("() => localStorage.length") == 1
    there.leave()
    assert there.page.evaluate("() => localStorage.length + sessionStorage.length") == 0
    after = Learner(there.page, there.address).launch().visit(PROGRESS)
    assert ": 0 sur " in after.shown("[data-part=total]")
    after.leave()


def test_what_was_in_the_browser_before_stays(learner):
    there = learner()
    there.page.evaluate("() => localStorage.setItem('theme', 'dark')")
    there.launch().visit(PROGRESS)
    there.page.evaluate("() => book().document.querySelector('[data-erase]').click()")
    there.page.evaluate("() => book().document.querySelector('dialog').close('erase')")
    there.page.wait_for_function("() => localStorage.length === 0")
    there.leave()
    assert there.page.evaluate("() => localStorage.getItem('theme')") == "dark"


def kept_as(signs, status="incomplete"):
    return {"core": {"lesson_status": status, "lesson_location": "cours/book/une-page-disparue"}, "suspend_data": signs}


def test_an_edition_that_asks_other_things_keeps_what_it_still_asks(learner, course):
    part, key, code = course.chapters[0].checks[0]
    there = learner().launch(kept=kept_as(f"1{code}NABzzzNAB."))
    there.expect_line("Cette édition du cours a changé : 1 réponse à ce qu’elle ne demande plus")
    assert there.place() == "book/index.html"
    found = there.kept()
    assert found[part] == {key: {"right": True, "tries": 1, "on": str(date(2026, 1, 1) + timedelta(days=1)), "first": True}}
    there.leave()


@pytest.mark.parametrize("signs", ["9abc", "1AB", "<b>", "1.!!", "{}"])
def test_what_cannot_be_read_is_kept_until_the_reader_acts(learner, signs):
    there = learner().launch(kept=kept_as(signs))
    there.expect_line("ne se lit plus")
    assert there.calls("LMSSetValue", "suspend_data") == []
    there.keep(**answers("questions", QUESTIONS[:1]))
    assert there.leave()["suspend_data"].startswith("1")


def test_a_plan_that_is_damaged_takes_no_answer_with_it(learner, course):
    part, key, code = course.chapters[0].checks[0]
    there = learner().launch(kept=kept_as(f"1{code}NAB.q64F"))
    there.expect_line("ne se lit plus")
    assert there.kept()[part].keys() == {key}
    there.leave()


def test_a_link_that_leaves_the_course_opens_beside(learner):
    there = learner().launch().visit("book/annexes/sources.html")
    told = there.page.evaluate(
        """() => {
          const [link, own] = ["a[href^=https]", "a.reference.internal"].map((name) => book().document.querySelector(name));
          for (const each of [link, own]) each.addEventListener("click", (event) => event.preventDefault());
          link.click(); own.click();
          return [link.target, link.rel, own.target];
        }"""
    )
    assert told == ["_blank", "noopener", ""]
    there.leave()


def test_the_page_around_the_book_is_accessible_and_fits(learner):
    there = learner().launch(host="iframe")
    there.page.evaluate("() => { sco().document.querySelector('details').open = true; }")
    around, inside = there.page.frames[1:]
    inside.evaluate(AXE.read_text("utf8"))  # the heading of the whole is the book's
    for look in each_look(there.page, WIDE, PHONE):
        assert not violations(around), look
        assert around.evaluate("document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight"), look


def test_a_chapter_s_package_begins_at_it_and_counts_it_alone(learner, course, platform, tmp_path):
    scope = next(scope for scope in scorm.scopes(course, each=True) if scope.name == "-bousol")
    page = scorm.package(course, scope)["scorm.html"].decode()
    there = learner()
    there.page.route("**/scorm.html", lambda route: route.fulfill(body=page, content_type="text/html"))
    there.launch()
    assert there.place() == CHAPTER
    ids = [question["id"] for question in load(next(file for file in CHAPTERS if file.stem == "bousol")).questions]
    there.keep(**answers("questions", [key for key in QUESTIONS if key not in ids]))
    there.commit()
    there.expect_given("core.score.raw", "0")
    there.keep(**answers("questions", QUESTIONS))
    kept = there.leave()
    assert kept["core"]["lesson_status"] == "completed" and kept["core"]["score"]["raw"] == str(100 * len(ids) // len(scope.chapters[0].checks))
    assert len(kept["suspend_data"]) > 6 * len(QUESTIONS)
