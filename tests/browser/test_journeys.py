"""Files to follow in a page: each choice says what it causes, the way back is open, an end says how the file went."""

from playwright.sync_api import expect

from essor.portable import questions
from essor.portable.french import typeset
from essor.readers.assessment import exercise

from .conftest import PHONE
from .look import expect_to_fit, violations
from .questions import told
from .store import kept

RIGHT, WRONG = True, False


class JourneyInPage:
    def __init__(self, page, slug):
        self.page, self.question = page, exercise(slug)
        self.root = page.locator(f'.essor-exercise[data-slug="{slug}"]').first
        self.heading = self.root.locator("[data-part=crossing]")
        self.zone = self.root.get_by_role("status").filter(has=page.locator(".essor-feedback"))
        self.steps = {step["id"]: step["choix"] for step in self.question["etape"]}
        self.taken = []

    def at(self):
        at = self.question["etape"][0]["id"]
        for rank in self.taken:
            at = self.steps[at][int(rank)]["vers"]
        return at

    def leads(self, at, kind):
        if at in self.steps:
            return any(self.leads(choice["vers"], kind) for choice in self.steps[at])
        return next(end["juste"] for end in self.question["fin"] if end["id"] == at) is kind

    def choose(self, kind, press):
        """Take, of the step shown, the last choice that may lead to an end of this kind: the page says what CPython does."""
        choices = self.steps[self.at()]
        rank = max(rank for rank, choice in enumerate(choices) if self.leads(choice["vers"], kind))
        press(self.root.get_by_role("button", name=typeset(choices[rank]["texte"]), exact=True))
        self.taken.append(str(rank))
        said = questions.check(self.question, self.taken)
        expect(self.zone).to_have_text(told(said))
        expect(self.heading).to_be_focused()
        expect(self.root.locator(".essor-taken li")).to_have_count(len(self.taken))
        return said.right

    def go(self, kind, press=lambda button: button.press("Enter")):
        while self.at() in self.steps:
            right = self.choose(kind, press)
        return right

    def back(self):
        self.root.get_by_role("button", name="Revenir à la décision précédente").press("Enter")
        self.taken.pop()
        expect(self.heading).to_be_focused()
        expect(self.heading).to_have_text(f"Décision\u00a0{len(self.taken) + 1}")


def test_a_file_is_followed_by_keyboard(visit, scheme, journey_at):
    """To a wrong end, back to the crossing where it went wrong, then to a right one."""
    path, slug = journey_at
    journey = JourneyInPage(visit(path, scheme), slug)
    done, solution = journey.root.locator(".essor-done"), journey.root.get_by_text("Voir la solution")
    expect(journey.root.get_by_role("group", name="Le dossier")).to_contain_text(typeset(journey.question["dossier"].split("\n")[1]))
    expect(solution).to_be_hidden()
    assert journey.go(WRONG) is False
    expect(done).to_be_hidden()
    expect(solution).to_be_visible()
    while not journey.leads(journey.at(), RIGHT):
        journey.back()
    assert journey.go(RIGHT) is True
    expect(done).to_contain_text("réussi le")
    answer = kept(journey.page)["exercises"][slug]
    assert answer["right"] and answer["tries"] == 2
    journey.page.reload()
    expect(done).to_contain_text("réussi le")


def test_a_file_is_taken_from_the_start_again(visit, journey_at):
    path, slug = journey_at
    journey = JourneyInPage(visit(path), slug)
    restart = journey.root.get_by_role("button", name="Reprendre au début")
    expect(restart).to_be_hidden()
    journey.go(RIGHT)
    restart.press("Enter")
    expect(journey.heading).to_be_focused()
    expect(journey.root.locator(".essor-feedback")).to_have_count(0)
    expect(journey.root.locator("[data-step]").first).to_be_visible()


def test_a_double_press_chooses_once(visit, journey_at):
    path, slug = journey_at
    journey = JourneyInPage(visit(path), slug)
    journey.choose(RIGHT, lambda button: button.dblclick())


def test_a_file_on_a_phone(visit, journey_at):
    path, slug = journey_at
    journey = JourneyInPage(visit(path, viewport=PHONE), slug)
    journey.go(WRONG, lambda button: button.click())
    expect(journey.heading).to_be_in_viewport()
    expect_to_fit(journey.page)
    assert violations(journey.page, within=f'[data-slug="{slug}"]') == []


def test_without_javascript_the_steps_are_read_in_order(visit, journey_at):
    path, slug = journey_at
    root = JourneyInPage(visit(path, java_script_enabled=False), slug).root
    expect(root.get_by_role("button")).to_have_count(0)
    paragraphs = root.locator(".essor-paragraphs > li")
    for shown, (text, choices) in zip(paragraphs.all(), questions.paragraphs(exercise(slug)), strict=True):
        expect(shown.locator("> p")).to_have_text(typeset(text))
        expect(shown.locator("li")).to_have_text([typeset(f"{choice} → allez au\u00a0{number}.") for choice, number in choices])
    root.locator("summary").first.click()
    for _, why in questions.expected(exercise(slug)):
        expect(root.locator("details").first).to_contain_text(typeset(why))
