"""The two editions of the course, from one source: the learner's, and the trainer's with notes, slides and solutions.

`jupyter-book build .` makes the learner's, `python -m essor.book.edition --learners` too, in another folder. `python -m essor.book.edition`
makes the trainer's: the same pages, followed by the part that `book/formateur/_toc.yml` lists. What only trainers read is not parsed in
the learner's edition, so that nothing of it can be left there.
"""

import argparse
import sys
from pathlib import Path
from typing import ClassVar

import yaml
from docutils import nodes
from docutils.parsers.rst import directives
from jupyter_book.sphinx import build_sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from essor.book.rendering import framed
from essor.portable.french import NBSP
from essor.readers.programme import lasting

LEARNER, TRAINER = "apprenant", "formateur"
TRAINER_TOC = Path("book", "formateur", "_toc.yml")
NOTE_TITLE = "Note du formateur"
TITLE_END = " – édition du formateur"


class OffPage(nodes.General, nodes.Element):
    """What is typed in a page and shown elsewhere: its facts and terms are not those of the page."""


class TrainerNote(nodes.General, nodes.Element):
    """A trainer's note, beside what it comments. `title` heads it; `slide` is the id of the slide it goes with, or ""."""


class TrainerNoteDirective(SphinxDirective):
    """`{formateur} title`: a note for the trainer. `duree` is in minutes."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = {"duree": directives.positive_int}

    def run(self):
        if not is_trainers(self.config):
            return []
        self.assert_has_content()
        title = self.arguments[0] if self.arguments else NOTE_TITLE
        note = trainer_note(titled(title, self.options.get("duree")))
        self.state.nested_parse(self.content, self.content_offset, note)
        return [note]


def is_within(node, kinds) -> bool:
    """Whether a node is, or stands in, a node of one of these classes."""
    while node is not None:
        if isinstance(node, kinds):
            return True
        node = node.parent
    return False


def is_off_page(node) -> bool:
    """Whether a node stands in what is shown elsewhere than in its page."""
    return is_within(node, OffPage)


def is_trainers(config) -> bool:
    """Whether the edition being built is the trainer's."""
    return config.essor_edition == TRAINER


def once_written(write, trainers: bool = False):
    """A handler of the end of a build: `write(app)` once the pages are written, those of the trainer's edition alone if `trainers`."""

    def finish(app, exception):
        if not exception and app.builder.format == "html" and (is_trainers(app.config) or not trainers):
            write(app)

    return finish


def titled(title: str, minutes: int | None) -> str:
    return f"{title}{NBSP}– {lasting(minutes)}" if minutes else title


def trainer_note(title: str, slide: str = "") -> TrainerNote:
    note = TrainerNote(slide=slide)
    note += nodes.paragraph("", title, classes=["note-titre"])
    return note


def visit_off_page(self, node):
    raise nodes.SkipNode


def check_edition(app, config):
    if config.essor_edition not in (LEARNER, TRAINER):
        raise ValueError(f"essor_edition is {config.essor_edition!r}, expected {LEARNER!r} or {TRAINER!r}")


def trainers_contents(root: Path) -> dict:
    """The table of contents of the trainer's edition: the learner's, then the trainer's part."""
    learner = yaml.safe_load((root / "_toc.yml").read_text("utf8"))
    trainer = yaml.safe_load((root / TRAINER_TOC).read_text("utf8"))
    return {**learner, "parts": [*learner["parts"], *trainer]}


def course_title(root: Path) -> str:
    return yaml.safe_load((root / "_config.yml").read_text("utf8"))["title"]


def build_trainers(root: Path, output: Path) -> int:
    """Build the trainer's edition of the book of `root` into `output`; 0 if there was no warning."""
    kept = output.parent / ".formateur"
    kept.mkdir(parents=True, exist_ok=True)
    contents = kept / "_toc.yml"
    contents.write_text(yaml.safe_dump(trainers_contents(root), allow_unicode=True, sort_keys=False), "utf8")
    title = course_title(root) + TITLE_END
    settings = {"essor_edition": TRAINER, "external_toc_path": contents.resolve().as_posix(), "html_title": title, "latex_individualpages": False}
    return _build(root, output, settings, kept / "doctrees")


def build_learners(root: Path, output: Path) -> int:
    """Build the learner's edition of the book of `root` into `output`, as Jupyter Book does; 0 if there was no warning."""
    return _build(root, output, {"latex_individualpages": False}, output.parent / ".doctrees")


def _build(root, output, settings, doctrees) -> int:
    places = {"path_config": root / "_config.yml", "doctreedir": doctrees}
    result = build_sphinx(root, output, noconfig=True, warningiserror=True, keep_going=True, confoverrides=settings, **places)
    if isinstance(result, Exception):
        raise result
    return result


def main(arguments=None) -> int:
    parser = argparse.ArgumentParser(description="Build an edition of the book in the current folder: the trainer's, unless told otherwise.")
    parser.add_argument("--learners", action="store_true", help="build the learner's edition")
    parser.add_argument("--output", type=Path, default=Path("_build", TRAINER), help="folder of the edition's pages")
    asked = parser.parse_args(arguments)
    try:
        return (build_learners if asked.learners else build_trainers)(Path.cwd(), asked.output.resolve())
    except ExtensionError:
        return 1  # Sphinx has told it, without a trace


def setup(app):
    app.add_config_value("essor_edition", LEARNER, "env", str)
    app.add_node(OffPage, html=(visit_off_page, None))
    app.add_node(TrainerNote, html=framed('<div class="essor-trainer" role="note" aria-label="Note du formateur">\n', "</div>\n"))
    app.add_directive("formateur", TrainerNoteDirective)
    app.connect("config-inited", check_edition)


if __name__ == "__main__":
    sys.exit(main())
