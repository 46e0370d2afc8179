"""What the reader has done: quizzes answered by keyboard, kept in the browser, shown by objective, exported, erased."""

import json
import re
from collections import defaultdict

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from essor.portable import questions
from essor.portable.french import number, typeset
from essor.readers.assessment import load

from .conftest import ROOT, sampled
from .driver import RIGHT, SimulatorInPage, keep

CHAPTERS = sorted(path for path in (ROOT / "book").rglob("*.toml") if path.with_suffix(".ipynb").exists())
PROGRESS = "book/progression.html"
# Each quiz has every kind of question: two tell.
ANSWERED = sampled(CHAPTERS, CHAPTERS[::3])


def page_of(file):
    return file.relative_to(ROOT).with_suffix(".html").as_posix()


class QuestionInPage:
    def __init__(self, page, question):
        self.question = question
        self.root = page.locator(f"#question-{question['id']}")
        self.zone = self.root.locator(".essor-verdict-zone")

    def give(self, answer):
        """Fill the answer, as `essor.portable.questions` takes it, and check it, all by keyboard: the page says what CPython does."""
        kind = self.question["genre"]
        if kind == "unique":
            self.root.get_by_role("radio").nth(int(answer)).press("Space")
        elif kind == "multiple":
            for rank, box in enumerate(self.root.get_by_role("checkbox").all()):
                if box.is_checked() != (str(rank) in answer):
                    box.press("Space")
        elif kind == "nombre":
            self.root.get_by_role("textbox").fill(answer)
        else:
            for field, value in zip(self.root.get_by_role("combobox").all(), answer, strict=True):
                field.select_option(value)
        self.root.get_by_role("button", name="Vérifier").press("Enter")
        said = questions.check(self.question, answer)
        expect(self.zone).to_have_text(("Juste. " if said.right else "Pas encore. ") + typeset(said.text))


def right(question):
    kind = question["genre"]
    if kind == "nombre":
        return number(question["reponse"], 4)
    if kind == "ordre":
        return [str(rank + 1) for rank in question["melange"]]
    if kind == "association":
        return [str(question["melange"].index(rank)) for rank in range(len(question["paire"]))]
    ranks = [str(rank) for rank, choice in enumerate(question["choix"]) if choice["juste"]]
    return ranks[0] if kind == "unique" else ranks


def wrong(question):
    kind = question["genre"]
    if kind == "nombre":
        return number(question["piege"][0]["valeur"], 4) if question.get("piege") else number(question["haut"], 4)
    if kind in ("unique", "multiple"):
        ranks = [str(rank) for rank, choice in enumerate(question["choix"]) if not choice["juste"]]
        return ranks[0] if kind == "unique" else ranks or right(question)[:1]
    return right(question)[1:] + right(question)[:1]


@pytest.mark.parametrize("file", ANSWERED, ids=lambda file: file.stem)
def test_a_quiz_is_answered(visit, file):
    page = visit(page_of(file))
    quiz = [QuestionInPage(page, question) for question in load(file).questions]
    for asked in quiz:
        answers = asked.root.get_by_text("Voir les réponses expliquées")
        expect(answers).to_be_hidden()
        asked.give(wrong(asked.question))
        expect(answers).to_be_visible()
        asked.give(right(asked.question))
        expect(asked.root.locator(".essor-done")).to_contain_text("réussi le")
    page.reload()
    for asked in quiz:
        expect(asked.root.locator(".essor-done")).to_contain_text("réussi le")


def test_an_answer_that_is_missing_is_asked_for(visit):
    page = visit(page_of(CHAPTERS[0]))
    for question in load(CHAPTERS[0]).questions:
        asked = QuestionInPage(page, question)
        asked.root.get_by_role("button", name="Vérifier").click()
        expect(asked.zone.locator(".essor-error")).not_to_be_empty()
        expect(asked.root.get_by_text("Voir les réponses expliquées")).to_be_hidden()  # not an attempt


@pytest.mark.parametrize("file", ANSWERED, ids=lambda file: file.stem)
def test_without_javascript_answers_are_folded(visit, file):
    page = visit(page_of(file), java_script_enabled=False)
    for question in load(file).questions:
        root = page.locator(f"#question-{question['id']}")
        expect(root.locator("form")).to_be_hidden()
        expect(root.locator("details p").last).to_be_hidden()
        root.locator("summary").click()
        for _, why in questions.expected(question):
            expect(root.locator("details")).to_contain_text(typeset(why))


def test_progress_follows_the_answers(visit):
    page = visit(page_of(CHAPTERS[0]))
    question = load(CHAPTERS[0]).questions[0]
    asked = QuestionInPage(page, question)
    asked.give(wrong(question))
    home = page.url.removesuffix(page_of(CHAPTERS[0]))
    page.goto(home + PROGRESS)
    row = page.locator(f'[data-key="{question["id"]}"]')
    expect(row.locator(".essor-state")).to_have_text("à reprendre")
    page.get_by_text("Objectif par objectif").first.click()
    row.get_by_role("link").click()
    page.wait_for_load_state()
    asked.give(right(question))
    page.go_back()
    expect(row.locator(".essor-state")).to_contain_text("réussi le")
    expect(page.locator(".essor-progress-total")).to_contain_text(": 1 sur ")


def test_every_check_of_the_book_is_listed_and_leads_somewhere(book):
    page = BeautifulSoup((book / PROGRESS).read_text("utf8"), "html.parser")
    listed = {(item["data-part"], item["data-key"]) for item in page.select("[data-key]")}
    wanted = set()
    for file in CHAPTERS:
        found = load(file)
        wanted |= {("exercises", exercise["id"]) for exercise in found.exercises} | {("questions", question["id"]) for question in found.questions}
    assert listed == wanted
    anchors = defaultdict(set)
    for link in page.select("[data-key] a"):
        path, anchor = re.fullmatch(r"(.*)#(.*)", link["href"]).groups()
        anchors[path].add(anchor)
    for path, wanted in anchors.items():
        target = BeautifulSoup((book / "book" / path).resolve().read_text("utf8"), "html.parser")
        assert not wanted - {part["id"] for part in target.select("[id]")}, path


def test_kept_exported_erased_and_taken_back(visit, scheme, tmp_path):
    page = visit(PROGRESS, scheme)
    page.locator(".theme-toggle").click()
    part, key = page.locator("[data-key]").first.evaluate("check => [check.dataset.part, check.dataset.key]")
    keep(page, **{part: {key: RIGHT}})
    page.reload()
    total = page.locator(".essor-progress-total")
    expect(total).to_contain_text(": 1 sur ")
    with page.expect_download() as download:
        page.get_by_role("button", name="Enregistrer dans un fichier").click()
    file = tmp_path / "progression.json"
    download.value.save_as(file)
    assert json.loads(file.read_text("utf8"))[part][key]["right"] is True
    erase = page.get_by_role("button", name="Tout effacer")
    asked = page.get_by_role("dialog", name="Tout effacer")
    for refuse in (asked.get_by_role("button", name="Garder"), asked):
        erase.click()
        expect(asked.get_by_role("button", name="Garder")).to_be_focused()
        refuse.press("Escape" if refuse is asked else "Enter")
        expect(erase).to_be_focused()
        expect(total).to_contain_text(": 1 sur ")
    erase.click()
    asked.get_by_role("button", name="Effacer").click()
    expect(erase).to_be_focused()
    expect(total).to_contain_text(": 0 sur ")
    expect(page.locator("[data-told]")).to_have_text("Tout est effacé de ce navigateur.")
    assert page.evaluate("localStorage.length") == 0
    page.locator("[type=file]").set_input_files(file)
    expect(total).to_contain_text(": 1 sur ")


@pytest.mark.parametrize(
    "content",
    ["{}", "[1]", "nothing", '{"version": 2}', '{"version": 1, "exercises": {"a": {"right": "<img src=x onerror=alert(1)>", "tries": 1, "on": "x"}}}'],
)
def test_a_file_from_elsewhere_changes_nothing(visit, tmp_path, content):
    page = visit(PROGRESS)
    total = page.locator(".essor-progress-total")
    before = total.text_content()
    file = tmp_path / "autre.json"
    file.write_text(content, "utf8")
    page.locator("[type=file]").set_input_files(file)
    expect(page.locator("[data-told]")).not_to_be_empty()
    expect(total).to_have_text(before)
    expect(page.locator("img[src=x]")).to_have_count(0)


def test_the_attestation_says_who_vouches_for_it(visit):
    page = visit(PROGRESS, script="window.print = () => { window.printed = document.body.className; };")
    expect(page.locator("[data-sheet]")).to_be_hidden()
    keep(page, questions={question["id"]: RIGHT for file in CHAPTERS for question in load(file).questions})
    page.reload()
    page.get_by_label("Vos nom et prénom").fill("Camille <b>Martin</b>")
    page.get_by_role("button", name="Imprimer l’attestation").click()
    assert "essor-prints-sheet" in page.evaluate("window.printed")
    assert "essor-prints-sheet" not in page.evaluate("document.body.className")
    page.emulate_media(media="print")
    page.evaluate("document.body.classList.add('essor-prints-sheet')")
    sheet = page.locator("[data-sheet]")
    expect(sheet).to_be_visible()
    expect(sheet).to_contain_text("Camille <b>Martin</b>")
    expect(sheet).to_contain_text("établie par l’apprenant lui-même")
    expect(page.locator("h1")).to_be_hidden()
    assert "Martin" not in (page.evaluate("JSON.stringify(localStorage)"))


def test_a_guess_is_kept_and_compared_again(simulate, a_simulator_at):
    before = simulate(a_simulator_at)
    before.predict(before.a_bet())
    before.page.wait_for_load_state("networkidle")
    before.page.reload()
    after = SimulatorInPage(before.page, a_simulator_at[1])
    after.has_bet(after.a_bet())
    after.root.scroll_into_view_if_needed()
    after.expect_outcome()
