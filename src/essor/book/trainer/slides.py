"""The {diapo} directive: slides typed in the chapters, shown as decks of the trainer's edition.

A deck is a folder of the book: its slides are those of the folder's pages, in reading order. It is written beside
them as `diapositives.html`, and the notes of a slide show in the chapter too, beside what they comment.
"""

import hashlib
import json
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from markupsafe import Markup
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from essor.book import edition, tailoring
from essor.book.pages import short_links
from essor.book.pages.assessment import assessed
from essor.book.pages.facts import register, written_out
from essor.book.pages.mime import simulator_html
from essor.book.pages.pictograms import of_page
from essor.book.pages.register import reading_order
from essor.book.pages.tables import loaded
from essor.book.rendering import rendered
from essor.book.site.scripts import STATIC
from essor.book.site.theme import POLICY, accessible_tables
from essor.book.trainer import visuals, votes
from essor.book.trainer.printed import under
from essor.portable import markup, questions
from essor.portable.simulators.controls import InputError
from essor.portable.simulators.registry import load as load_simulator
from essor.readers import assessment, programme, running_order

DECK = "diapositives.html"
LETTERS = "ABCDEFGH"
LONGEST_TITLE = 60  # characters
TOLD = ("activite", "exercice", "question", "reprend", "simulateur", "schema", "nombre", "choix", "pictos", "cloture")  # options that a slide keeps as they are
READ_INLINE = ("hier", "aujourdhui", "etapes")  # texts with facts, kept apart by bars


class Slide(edition.OffPage):
    """One slide: its content as children; `title`, `minutes`, `activity`, and what it shows besides, as attributes."""


class SlideDirective(SphinxDirective):
    """`{diapo} title`: a slide, and the notes nested in it. See `essor.book.trainer.slides` for what it may show."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = {
        **dict.fromkeys((*TOLD, *READ_INLINE, "image", "situation", "reglages", "montre"), directives.unchanged_required),
        "ouverture": directives.flag,
        "hors-journee": directives.flag,
        "figure": directives.positive_int,
        "duree": directives.positive_int,
        "rang": directives.positive_int,
    }

    def run(self):
        if not edition.is_trainers(self.config):
            return []
        title = self.arguments[0]
        if len(title) > LONGEST_TITLE:
            raise self.error(f"a title has {LONGEST_TITLE} characters at most, this one {len(title)}")
        if "duree" not in self.options:
            raise self.error("no duree")
        count = self.env.temp_data["essor_slides"] = self.env.temp_data.get("essor_slides", 0) + 1
        rank = self.options.get("rang", count)
        name = f"{Path(self.env.docname).name}-{rank}"
        slide = Slide(name=name, rank=rank, title=title, minutes=self.options["duree"], **{option: self.options.get(option, "") for option in TOLD})
        slide["ouverture"] = "ouverture" in self.options
        slide["apart"] = "hors-journee" in self.options  # of versions only
        slide["timed"] = "etapes" in self.options
        slide["still"] = None
        if slide["simulateur"]:
            slide["settings"] = self._settings(slide["simulateur"], self.options.get("reglages", ""))
            slide["shown"] = self._shown(slide["simulateur"])
        if "image" in self.options:
            slug, _, given = self.options["image"].partition(";")
            high = visuals.OVER_CARDS if slide["choix"] else visuals.HIGH
            slide["still"] = slug.strip(), self._settings(slug.strip(), given), self.options.get("figure", 1), high
        self.state.nested_parse(self.content, self.content_offset, slide)
        try:
            self._check_known(slide)
            self._draw(slide)
        except (LookupError, ValueError) as error:
            raise self.error(str(error)) from error
        notes = [node for node in slide.children if isinstance(node, edition.TrainerNote)]
        for note in notes:
            slide.remove(note)
        head = edition.titled(f"Diapositive{' des versions courtes' if slide['apart'] else ''} : {title}", slide["minutes"])
        told = edition.trainer_note(head, slide=name)
        if not slide["apart"]:
            told.children[0] += [nodes.inline("", " "), nodes.reference("", "Ouvrir", refuri=f"{DECK}#{name}", internal=True)]
        for note in notes:
            told += _said(note)
        # A title of the slide typed as text, so that it is typeset as the page is.
        slide.insert(0, nodes.paragraph("", title, classes=["diapo-titre"]))
        return [slide, told]

    def error(self, message):
        return super().error(f"slide {self.arguments[0]!r}: {message}")

    def _draw(self, slide):
        """What is made of texts: what changed, and steps."""
        read = {name: [self._inline(text) for text in visuals.parts(self.options[name])] for name in ("hier", "aujourdhui") if name in self.options}
        if read:
            slide += visuals.then_and_now(read.get("hier", []), read.get("aujourdhui", []))
        if "etapes" in self.options:
            steps = visuals.steps(visuals.parts(self.options["etapes"]))
            if sum(minutes for minutes, _ in steps) != slide["minutes"]:
                raise ValueError(f"steps do not take {slide['minutes']} minutes")
            slide += visuals.time_line([(minutes, self._inline(text)) for minutes, text in steps])

    def _inline(self, text) -> list:
        return self.state.inline_text(text, self.lineno)[0]

    def _settings(self, slug, given) -> dict:
        """The values at which the simulator starts: a preset's, then those given one by one."""
        try:
            simulator = load_simulator(slug)
        except LookupError as error:
            raise self.error(str(error)) from error
        settings = {}
        if "situation" in self.options:
            presets = {preset.label: preset.values for preset in simulator.presets}
            if self.options["situation"] not in presets:
                raise self.error(f"{slug} has no situation {self.options['situation']!r}; it has {list(presets)}")
            settings.update(presets[self.options["situation"]])
        for setting in filter(None, map(str.strip, given.split(";"))):
            name, _, value = setting.partition("=")
            settings[name.strip()] = json.loads(value) if value.strip() in ("true", "false") else value.strip()
        try:
            return simulator.values(settings)
        except InputError as error:
            raise self.error(f"{slug}: {error}") from error

    def _shown(self, slug) -> tuple[str, ...] | None:
        """The controls, by name, and the presets, by label, that the slide shows; the others are one click away."""
        if "montre" not in self.options:
            return None
        simulator = load_simulator(slug)
        names = [control.name for control in simulator.controls] + [preset.label for preset in simulator.presets]
        known = {name.replace("\N{NO-BREAK SPACE}", " "): name for name in names}  # authors type plain spaces
        shown = [name.strip() for name in self.options["montre"].split(";")]
        if unknown := [name for name in shown if name not in known]:
            raise self.error(f"{slug} has no control or situation {unknown}; it has {list(known)}")
        return tuple(known[name] for name in shown)

    def _check_known(self, slide):
        if slide["exercice"]:
            assessment.exercise(slide["exercice"])
        question = slide["question"] and _question(self.env, self.env.docname, slide["question"])
        if question is None:
            raise LookupError(f"no question {slide['question']!r} in the file beside this page")
        if question and slide["choix"] and len(visuals.parts(slide["choix"])) != len(question.get("choix", [])):
            raise ValueError(f"short words for another number of choices than the question has: {slide['choix']}")
        if slide["nombre"] and slide["nombre"] not in register(self.env):
            raise LookupError(f"no fact {slide['nombre']!r}")
        if slide["cloture"] and len(visuals.parts(slide["cloture"])) != visuals.KEPT_WORDS:
            raise ValueError(f"the words to keep are {visuals.KEPT_WORDS}: {slide['cloture']}")
        if slide["pictos"]:
            visuals.above_cards(slide["pictos"], slide["choix"])
        _pictured(slide)


def _said(note) -> list:
    """What a note says under its title."""
    return [child for child in note.children if "note-titre" not in child.get("classes", ())]


def has_deck(slot) -> bool:
    return slot.form in ("conférence", "débat") and bool(slot.page)


def _question(env, docname, name) -> dict | None:
    found = assessed(env, docname)
    return next((question for question in found.questions if question["id"] == name), None) if found else None


def write_decks(app):
    """Write each folder's deck, with every build: a fact, a simulator or a running order may have changed."""
    order = tailoring.order(app.config, loaded(app, "essor_running_order", running_order.load))[running_order.DAY]
    folders: dict[str, list[str]] = {}
    for page in reading_order(app.env):
        folders.setdefault(str(Path(page).parent), []).append(page)
    slots = tailoring.slots(app.config, loaded(app, "essor_programme", programme.load), decks=True)
    for slot, following in zip(slots, [*slots[1:], None], strict=True):
        if has_deck(slot):
            _write_deck(app, str(Path(slot.page).parent), slot, following, folders, order)


def _write_deck(app, folder, slot, following, folders, order):
    env, builder = app.env, app.builder
    activities = {activity.key: activity for activity in order if slot.start <= activity.start < slot.end}
    slides: list[dict] = []
    activity = None
    for page in folders[folder]:
        tree = env.get_and_resolve_doctree(page, builder)
        builder.current_docname = page
        for slide in sorted((slide for slide in tree.findall(Slide) if not slide["apart"]), key=lambda slide: slide["rank"]):
            activity = slide["activite"] or activity
            if tailoring.of(app.config) and activity not in activities:
                continue  # an activity of the day that the edition does not play
            if activity not in activities:
                raise ExtensionError(f"{page}: slide {slide['title']!r}: activity {activity!r} is not one of {list(activities)}")
            slides.append(shown(app, page, tree, slide, activities[activity]))
    if not slides:
        return
    check_minutes(folder, slides, {key: activity for key, activity in activities.items() if tailoring.has_slides(activity)})
    chapters = assessments(env, folders[folder])
    deck = {
        "name": Path(folder).name,
        "title": slot.title,
        "pictogram": of_page(slot.page),
        "slot": slot.hours,
        "end": programme.clock(slot.end),
        "activities": [(activity.title, activity.duration) for activity in activities.values()],
        "minutes": slot.duration,
        "objectives": [objective.text for found in chapters.values() for objective in found.objectives],
        "home": f"{Path(slot.page).name}.html",
        "homeward": "Chapitre",
        "next": tailoring.after(app.config, slot.end) or (following.title if following else ""),
    }
    put_deck(app, folder, deck, slides, chapters)


def assessments(env, pages) -> dict[str, assessment.Assessment]:
    """What these pages assess, by their names."""
    return {Path(page).name: found for page in pages if (found := assessed(env, page))}


def put_deck(app, folder, deck, slides, chapters):
    """Write the deck of a folder; `slides` as `shown` gives them, of these `assessments`."""
    deck["votes"] = votes.of_deck([slide.get("asks") for slide in slides], chapters)
    deck |= {"learner": app.config.html_baseurl, "book": app.config.html_title.removesuffix(edition.TITLE_END), "body": tailoring.shown(app.config)}
    up = "../" * (folder.count("/") + 1)
    html = rendered("deck.html", deck=deck, slides=slides, up=up, policy=POLICY, asset=lambda name: up + stamped(Path(app.outdir), f"{STATIC}/{name}"))
    path = Path(app.outdir, folder, DECK)
    path.parent.mkdir(exist_ok=True)
    path.write_text(html, "utf8")


def stamped(root: Path, name: str) -> str:
    """The address of a file of the book, below its root, such that a new edition does not meet the cached old one."""
    return f"{name}?v={hashlib.sha256((root / name).read_bytes()).hexdigest()[:8]}"


def check_minutes(folder, slides, activities):
    """Refuse a deck whose slides do not take the time of its activities; `slides` as the template gets them."""
    told = {key: sum(slide["minutes"] for slide in slides if slide["key"] == key) for key in activities}
    if wrong := [f"{key}: {told[key]} min of slides for {activity.duration}" for key, activity in activities.items() if told[key] != activity.duration]:
        raise ExtensionError(f"{folder}/{DECK}: {'; '.join(wrong)}")


def shown(app, page, tree, slide, activity) -> dict:
    """What the template shows of a slide."""
    env = app.env
    # A note goes by the page's own numbers; a slide says its sources at its foot.
    body, notes = slide.deepcopy(), nodes.container()
    title = next(node for node in body.children if "diapo-titre" in node.get("classes", ()))
    body.remove(title)
    for note in tree.findall(edition.TrainerNote):
        if note["slide"] == slide["name"]:
            notes += [child.deepcopy() for child in _said(note)]
    if slide["reprend"]:  # said rather than shown, where there is something to see
        seen = slide["cloture"] or slide["choix"] or slide["schema"] or slide["still"] or slide["nombre"] or body.next_node(nodes.container)
        place = notes if seen else body
        place += [part.deepcopy() for part in under(tree, slide["reprend"], page)]
    keys = written_out(body, env) + ([slide["nombre"]] if slide["nombre"] else [])
    written_out(notes, env)
    question = _question(env, page, slide["question"]) if slide["question"] else None
    short = visuals.parts(slide["choix"]) if slide["choix"] else []
    exercise = assessment.exercise(slide["exercice"]) if slide["exercice"] else None
    return {
        "id": slide["name"],
        "title": title.astext(),
        "minutes": slide["minutes"],
        "key": activity.key,
        "activity": activity.title,
        "activity_minutes": activity.duration,
        "form": activity.form,
        "body": _html(app, body.children),
        "simulator": slide["simulateur"]
        and Markup(simulator_html(slide["simulateur"], slide["settings"], True, f"{slide['name']}-simulateur", slide["shown"])),
        "on_paper": visuals.on_paper(slide["simulateur"], slide["settings"]) if slide["simulateur"] else None,
        "question": _asked(question, short) if question else None,
        "asks": votes.asked_by(slide, page),
        "choices": [] if question else short,
        "pictograms": visuals.above_cards(slide["pictos"], slide["choix"]) if slide["pictos"] else [],
        "kept": visuals.parts(slide["cloture"]) if slide["cloture"] else [],
        "picture": _pictured(slide),
        "number": visuals.number(register(env)[slide["nombre"]]) if slide["nombre"] else None,
        "pictogram": of_page(page) if slide["ouverture"] or slide["cloture"] else "",
        "exercise": {"question": exercise["texte"], "short": short_links.path(exercise["id"])} if exercise else None,
        "sources": list(dict.fromkeys(register(env)[key].source for key in keys)),
        "notes": _html(app, notes.children),
    }


def _html(app, parts) -> Markup:
    # What typesetting left outside any paragraph is no part of a page: each child is rendered by itself.
    return Markup(accessible_tables("".join(app.builder.render_partial(part)["fragment"] for part in parts)))


def _pictured(slide) -> Markup | str:
    """The drawing that fills a slide. ValueError if there is none, or if a room would not read it."""
    if slide["schema"]:
        return visuals.diagram(slide["schema"])
    return visuals.still(*slide["still"]) if slide["still"] else ""


def _asked(question: dict, short=()) -> dict:
    """A question as a room is asked it: lettered choices, or what to put in order or in pairs, then the answer in words.

    With `short`, a slide asks by its title and these few words for each choice; what is asked in full goes to its note.
    """
    kind = question["genre"]
    choices = [
        {"letter": letter, "text": choice["texte"], "right": choice["juste"], "explanation": choice["explication"]}
        for letter, choice in zip(LETTERS, question.get("choix", []), strict=False)
    ]
    for choice, words in zip(choices, short or [""] * len(choices), strict=True):
        choice["short"] = words
    return {
        "dossier": Markup(markup.dossier(question)),
        "text": question["texte"],
        "choices": choices,
        "to_place": [item["texte"] for item in questions.shown(question)] if kind == "ordre" else [pair["gauche"] for pair in question.get("paire", [])],
        "others": [pair["droite"] for pair in questions.shown(question)] if kind == "association" else [],
        "answers": [] if choices else [text for text, _ in questions.expected(question)],
        "explanation": question.get("explication", ""),
    }


def setup(app):
    app.add_node(Slide, html=(edition.visit_off_page, None))
    app.add_directive("diapo", SlideDirective)
    app.connect("build-finished", edition.once_written(write_decks, trainers=True))
