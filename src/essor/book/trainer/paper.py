"""The course on paper: pages that Chromium prints (see `essor.tools.print`), written beside the trainer's edition.

A booklet for participants, a sheet per chapter, an action plan, an evaluation form; for the trainer, the running order,
the guide, what the activities print, and cards to vote with. All are made of the book's own pages, of the simulators at their starting
values, and of the exercises: nothing is typed here but headings. No letter is under 9 points. `book/formateur/papier.toml` says which simulators and
exercises each chapter prints.
"""

import re
import shutil
from itertools import groupby
from pathlib import Path

from bs4 import BeautifulSoup
from docutils import nodes
from markupsafe import Markup
from sphinx.errors import ExtensionError

from essor.book import tailoring
from essor.book.edition import TITLE_END, once_written
from essor.book.pages import short_links
from essor.book.pages.assessment import assessed
from essor.book.pages.plan import TOMORROW
from essor.book.pages.register import reading_order
from essor.book.pages.tables import loaded, path_of, row, table
from essor.book.rendering import in_plural, rendered
from essor.book.site.scripts import ensure_packages, put
from essor.book.site.theme import POLICY
from essor.book.trainer import to_print, vote_cards
from essor.book.trainer.chosen import Choice, Picture, choices
from essor.book.trainer.printed import Notes, Printed, anchor, sections_under, under, without_dead_links
from essor.book.trainer.to_print import ToPrint
from essor.book.trainer.visuals import heard
from essor.diagrams import Diagram, all_words, described
from essor.portable import markup, questions
from essor.portable.french import curled, typeset
from essor.portable.simulators.declaration import View, fitted
from essor.portable.simulators.registry import load as load_simulator
from essor.readers.programme import clock, load as load_programme

FOLDER = "papier"  # in the trainer's edition
COPIED = ("paper.css", "paper.js")

GUIDE = "book/formateur/"
ACTIVITIES = "book/formateur/activites/"
RUNNING_ORDER = "book/formateur/deroule"
CONCLUSION = "book/conclusion"
PROGRAMME = "book/programme"
# What is taken from a chapter, by its titles.
QUESTION, ALLOWED, CHECKED = "La question", "Ce que vous pouvez, ce que vous ne pouvez pas", "À vérifier avant d’agir"
KEPT, DEBATED = "À retenir", "Pour débattre"

LETTERS = "ABCDEFGHIJ"
# The frame of pictures, in px of 96 to the inch: across a page, whose 14 px are 10.5 points; and the most they take of a height.
ON_PAGE, HIGHEST, HIGHEST_ON_SHEET = View(657), 380, 250
# Tags that PDF readers of today do not know, and those that look the same.
PLAINER = (("strong", "b"), ("em", "i"))


def write_all(app):
    """Write the pages to print, with every build of the trainer's edition."""
    path = path_of(app, "essor_paper")
    if not path.exists():
        return
    folder = Path(app.outdir, FOLDER)
    shutil.rmtree(folder, ignore_errors=True)
    put(folder, *COPIED)
    tailored = tailoring.of(app.config)
    press = Press(app, folder, [choice for choice in choices(path) if not tailoring.is_left_out(tailored, choice.page)])
    press.booklet()
    press.sheets()
    press.action_plan()
    press.evaluation()
    press.running_order()
    press.material()
    press.guide()
    press.vote_cards()


class Press:
    """Writes the documents, one page each."""

    def __init__(self, app, folder: Path, chosen: list[Choice]):
        self.app = app
        self.env = app.env
        self.folder = folder
        self.chosen = chosen
        self.book = app.config.html_title.removesuffix(TITLE_END)
        self.site = app.config.html_baseurl.rstrip("/")
        self.slots = tailoring.slots(app.config, loaded(app, "essor_programme", load_programme))
        self.body = tailoring.shown(app.config)
        self._trees: dict[str, nodes.document] = {}

    def booklet(self):
        places = {choice.page: anchor(choice.page) for choice in self.chosen}
        printed = Printed(self.app, {**places, CONCLUSION: "plan-action"})
        programme = Notes(self.env, "programme")
        self._write(
            "livret-participant",
            "booklet.html",
            "Livret du participant",
            programme=printed.html([self._programme()], PROGRAMME, programme),
            day=self._day(),
            chapters=[self._chapter(printed, choice) for choice in self.chosen],
            plan=self._plan(),
        )

    def _programme(self) -> nodes.table:
        """The day's hours; an edition's own, for it does not keep those of 2014."""
        tailored = tailoring.of(self.app.config)
        if tailored is None:
            return next(self._tree(PROGRAMME).findall(nodes.table))
        hours = [row(clock(activity.start), typeset(activity.title)) for activity in tailored.edition.activities]
        return table(self._day(), (("Heure", 20), ("Titre", 80)), hours, classes=["programme"], ids=["horaires"])

    def _day(self) -> str:
        tailored = tailoring.of(self.app.config)
        return tailored.edition.sitting if tailored else "La journée"

    def sheets(self):
        for choice in self.chosen:
            notes = Notes(self.env, "fiche")
            printed = Printed(self.app, {})
            page = choice.page
            self._write(
                f"fiche-{Path(page).name}",
                "sheet.html",
                f"{self._title(page)} : la fiche",
                chapter=self._said(printed, choice, notes, QUESTION, KEPT, DEBATED, ALLOWED, CHECKED),
                drawn=_drawn(choice.pictures[0], HIGHEST_ON_SHEET),
                address=f"{self.site}/{page}.html" if self.site else "",
                page=page,
            )

    def action_plan(self):
        self._write("plan-action", "plan.html", "Mon plan d’action", plan=self._plan())

    def evaluation(self):
        notes = Notes(self.env, "evaluation")
        self._write(
            "evaluation",
            "evaluation.html",
            "Évaluation de la journée",
            chapters=[(self._kicker(choice), self._title(choice.page), self._objectives(choice)) for choice in self.chosen],
            questions=Printed(self.app, {}).html(
                _lists(under(self._tree(CONCLUSION), "Quatre questions pour évaluer la journée", CONCLUSION)), CONCLUSION, notes
            ),
        )

    def running_order(self):
        if RUNNING_ORDER in self.env.found_docs:
            self._pages("deroule", "pages.html", "Déroulé du formateur", [RUNNING_ORDER], kind="deroule")

    def guide(self):
        pages = [page for page in reading_order(self.env) if page.startswith(GUIDE)]
        if pages:
            self._pages("guide-formateur", "pages.html", "Guide du formateur", pages, kind="guide")

    def material(self):
        printed = Printed(self.app, {})
        activities = []
        for page in reading_order(self.env):
            blocks = list(self._tree(page).findall(ToPrint)) if page.startswith(ACTIVITIES) else []
            if blocks:
                notes = Notes(self.env, anchor(page))
                cards = [(block["title"], block["on_a_sheet"], self._card(printed, block, page, notes)) for block in blocks]
                activities.append({"id": anchor(page), "title": self._title(page), "sheets": sheets(cards), "cards": cards, "notes": notes.listed})
        if activities:
            self._write("materiel", "material.html", "Matériel des activités", activities=activities)

    def vote_cards(self):
        self._write("cartes-vote", "vote-cards.html", "Cartes de vote", cards=vote_cards.cards(ensure_packages(Path(self.app.srcdir))))

    # ——— Parts of documents ———

    def _card(self, printed, block, page, notes) -> dict:
        said = block.children[:1] if block["large"] else []
        return {"said": printed.html(said, page, notes) if said else "", "rest": printed.html(block.children[len(said) :], page, notes)}

    def _pages(self, name, template, title, pages, kind):
        printed = Printed(self.app, {page: anchor(page) for page in pages})
        made = []
        for page in pages:
            notes = Notes(self.env, anchor(page))
            tops = [node for node in self._tree(page).children if isinstance(node, nodes.section)]
            html = printed.html(tops, page, notes)
            made.append({"id": anchor(page), "title": self._title(page), "html": html, "notes": notes.listed})
        self._write(name, template, title, pages=made, kind=kind)

    def _chapter(self, printed, choice) -> dict:
        page = choice.page
        notes = Notes(self.env, anchor(page))
        inner = sections_under(self._tree(page), ALLOWED, page)
        said = self._said(printed, choice, notes, QUESTION, ALLOWED, *inner, CHECKED, KEPT, DEBATED)
        tomorrow = [line for part in under(self._tree(page), TOMORROW, page) for line in part.findall(nodes.paragraph)]
        return {
            **said,
            "inner": inner,
            "hours": self._hours(page),
            "objectives": self._objectives(choice),
            "diagram": _diagram(Path(page).name),
            "pictures": [_drawn(picture, HIGHEST) for picture in choice.pictures],
            "exercises": [self._exercise(exercise) for exercise in choice.exercises],
            "questions": [_asked(question) for question in self._assessment(page).questions],
            "tomorrow": printed.html(tomorrow, page, notes),
        }

    def _said(self, printed, choice, notes, *titles) -> dict:
        """What the booklet and the sheet both take from a chapter's page; its notes go in the order of `titles`, that of the paper."""
        page, tree, said = choice.page, self._tree(choice.page), {}
        for title in titles:
            parts = under(tree, title, page)
            # After its question, the page says what to move on the screen.
            said[title] = printed.html(parts[:1] if title == QUESTION else parts, page, notes)
        return {
            "id": anchor(page),
            "pictogram": choice.pictogram,
            "kicker": self._kicker(choice),
            "title": self._title(page),
            "said": said,
            "notes": notes.listed,
        }

    def _exercise(self, exercise) -> dict:
        short = f"{self.site}/{short_links.path(exercise['id'])}" if self.site else ""
        return {**_asked(exercise), "short": short}

    def _plan(self) -> list[tuple[str, list[str]]]:
        """The questions of the action plan and what helps to answer, an example too, from the form of the conclusion."""
        for raw in self._tree(CONCLUSION).findall(nodes.raw):
            form = BeautifulSoup(raw.astext(), "html.parser").find("form", attrs={"data-plan": True})
            if form:
                lines = [(label, line.select(".essor-help")) for line in form.find_all("p") if (label := line.label)]
                return [(label.get_text(), [help.get_text() for help in helps]) for label, helps in lines]
        raise ExtensionError(f"{CONCLUSION}: no action plan")

    def _assessment(self, page):
        found = assessed(self.env, page)
        if not found:
            raise ExtensionError(f"{page}: nothing beside it says what it assesses")
        return found

    def _objectives(self, choice) -> list[str]:
        return [objective.text for objective in self._assessment(choice.page).objectives]

    def _kicker(self, choice) -> str:
        return load_simulator(choice.pictures[0].slug).place

    def _hours(self, page) -> str:
        # A chapter that is no slot of its own belongs to that of its folder.
        for slot in self.slots:
            if slot.page and slot.end and Path(slot.page).parent == Path(page).parent:
                return slot.hours
        return ""

    def _title(self, page) -> str:
        return typeset(curled(self.env.titles[page].astext()))

    def _tree(self, page) -> nodes.document:
        if page not in self._trees:
            self._trees[page] = self.env.get_and_resolve_doctree(page, self.app.builder)
        return self._trees[page]

    def _write(self, name, template, title, **values):
        html = rendered(f"paper/{template}", title=title, book=self.book, policy=POLICY, site=self.site, body=self.body, **values)
        for tag, plainer in PLAINER:
            html = re.sub(rf"<(/?){tag}(?=[ >])", rf"<\1{plainer}", html)
        (self.folder / f"{name}.html").write_text(without_dead_links(html), "utf8")


def sheets(cards: list) -> list[tuple[int, list]]:
    """Cards (title, how many on a sheet, content) put on A4 sheets: (how many it holds, the cards on it).

    Cards of one size that follow each other share sheets. One alone in its size is printed as many times as the sheet holds.
    """
    laid = []
    for size, cards_of_size in groupby(cards, lambda card: card[1]):
        run = list(cards_of_size)
        if len(run) == 1:
            run = run * size
        laid += [(size, run[at : at + size]) for at in range(0, len(run), size)]
    return laid


def _diagram(name: str) -> dict:
    words = all_words()[name]
    return {"name": words["titre"], "svg": heard(Diagram(words, ON_PAGE).svg(), f"{words['titre']}. {described(words)}")}


def _drawn(picture: Picture, most: int) -> dict:
    """A simulator at its starting values: a figure, its reading, its table, and the prediction that it answers."""
    simulator = load_simulator(picture.slug)
    outcome = simulator.run()
    figure = outcome.figures[picture.figure]
    return {
        "title": simulator.title,
        "prediction": simulator.prediction,
        "unit": in_plural(simulator.prediction.control.unit) if simulator.prediction else "",
        "name": figure.title,
        "svg": heard(fitted(figure, ON_PAGE, most), figure.title),
        "reading": figure.reading,
        "table": Markup(markup.table(outcome.tables[picture.table])),
    }


def _asked(question: dict) -> dict:
    """A question to answer with a pen, and its answers for the last part."""
    kind = question["genre"]
    return {
        "kind": kind,
        "dossier": Markup(markup.dossier(question)),
        "role": question.get("role", ""),
        "paragraphs": questions.paragraphs(question) if kind == "parcours" else [],
        "text": question["texte"],
        "choices": [choice["texte"] for choice in question.get("choix", [])],
        "items": [item["texte"] for item in questions.shown(question)] if kind == "ordre" else [],
        "left": [pair["gauche"] for pair in question.get("paire", [])],
        "right": list(zip(LETTERS, [pair["droite"] for pair in questions.shown(question)], strict=False)) if kind == "association" else [],
        "unit": in_plural(questions.control(question).unit) if kind == "nombre" else "",
        "answers": Markup(markup.answers(question)),
    }


def _lists(parts) -> list:
    return [part for part in parts if isinstance(part, (nodes.bullet_list, nodes.enumerated_list))]


def setup(app):
    app.add_config_value("essor_paper", "book/formateur/papier.toml", "", str)
    to_print.setup(app)
    app.connect("build-finished", once_written(write_all, trainers=True))
