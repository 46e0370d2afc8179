"""The exercises and the questions of a page, answered as a reader does, and what CPython says to the answers."""

from playwright.sync_api import expect

import prose
from essor.places import COURSE
from essor.portable.french import number, typeset
from essor.portable.questions import check, control
from essor.readers.assessment import exercise

CHAPTERS = [COURSE / chapter.with_suffix(".toml") for chapter in prose.CHAPTERS]


def page_of(file):
    return file.relative_to(COURSE).with_suffix(".html").as_posix()


def told(said):
    """What the page says of an answer, from what CPython does."""
    return {True: "Juste. ", False: "Pas encore. ", None: ""}[said.right] + typeset(said.text)


class ExerciseInPage:
    """An exercise in a page, and what CPython says to its answers."""

    def __init__(self, page, slug):
        self.page = page
        self.exercise = exercise(slug)
        self.control = control(self.exercise)
        self.root = page.locator(f'.essor-exercise[data-slug="{slug}"]').first
        self.field = self.root.locator("input")
        self.zone = self.root.locator(".essor-verdict-zone")

    def answer(self, text):
        self.field.fill(text)
        self.root.get_by_role("button", name="Vérifier").click()

    def expect_feedback(self, text):
        """What CPython says to this answer; gives it back."""
        said = check(self.exercise, text)
        expect(self.zone).to_have_text(told(said))
        expect(self.zone.locator(".essor-yes")).to_have_count(int(said.right))
        return said

    def judge(self, text):
        """Answer this; gives what CPython says to it."""
        self.answer(text)
        return self.expect_feedback(text)

    def right(self):
        return number(self.exercise["reponse"], 2)

    def wrong(self):
        """A number of the range that is neither right nor foreseen."""
        control = self.control
        for tenth in range(1, 10):
            value = control.low + (control.high - control.low) * tenth / 10 + 0.37
            text = number(int(value)) if control.integer else number(value, 2)
            if check(self.exercise, text).text == self.exercise["sinon"]:
                return text
        raise AssertionError("every answer tried is foreseen")


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
        expect(self.zone).to_have_text(told(check(self.question, answer)))


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
