"""What a slide gives to see besides a live simulator: a diagram, a still picture, a number, what changed, steps with their minutes.

A drawing is as wide as the slide, and its smallest text is held to what a room reads.
"""

import re

from docutils import nodes
from markupsafe import Markup

from essor import diagrams
from essor.book.pages.facts import written_value
from essor.book.pages.pictograms import pictogram
from essor.portable import markup
from essor.portable.french import NBSP
from essor.portable.simulators.declaration import View
from essor.portable.simulators.registry import load as load_simulator
from essor.readers.facts import TO_CHECK, Fact

WIDE, HIGH = 1200, 480  # px of a slide of 1280 × 720, under a title of one line
READ = 24  # px there: the smallest text of a room
OVER_CARDS = 300  # px: what cards leave of that
ON_PAPER = View(WIDE, 470, 25)
DIAGRAM = View(560)
MOST_ROWS, KEPT_WORDS = 3, 3
THEN, NOW = "En 2014", "Aujourd’hui"
UNSEEN = 'aria-hidden="true" focusable="false"'  # by who listens: texts say it
ARROW = f'<svg viewBox="0 0 48 24" {UNSEEN}><path d="M3 12h40M33 3l10 9-10 9" fill="none" stroke="currentColor" stroke-width="3"/></svg>'
_STEP = re.compile(r"(\d+)\s+(.+)")


def parts(text: str) -> list[str]:
    """The texts that bars keep apart, as authors type them."""
    return [part.strip() for part in text.split("|")]


def picture(svg: str, title: str, said: str) -> Markup:
    """A drawing as wide as the slide. ValueError if a room would not read it."""
    width, height, text = (float(number) for side in ("width", "height", "font-size") for number in re.findall(rf'^<svg[^>]* {side}="([\d.]+)', svg))
    scale = READ / text  # at the least
    if scale * width > WIDE or scale * height > HIGH:
        raise ValueError(f"{title}: {text} px in a drawing of {width} × {height} is under {READ} px on a slide")
    least = f"{100 * scale * height / 720:.0f}"
    return Markup(f'<div class="essor-shown essor-picture" style="--least:{least}">{heard(svg, f"{title}. {said}")}</div>')


def heard(svg: str, said: str) -> Markup:
    """A drawing that says itself what it shows: a PDF makes it one figure."""
    return Markup(svg.replace(UNSEEN, f'role="img" aria-label="{markup.written(said)}"', 1))


def diagram(name: str) -> Markup:
    """The diagram of that chapter; ValueError if there is none."""
    if name not in diagrams.all_words():
        raise ValueError(f"no diagram {name!r}; there is {list(diagrams.all_words())}")
    words = diagrams.all_words()[name]
    return picture(diagrams.Diagram(words, DIAGRAM).svg(), words["titre"], diagrams.described(words))


def above_cards(pictures: str, choices: str) -> list[Markup]:
    """The pictograms of cards, as many as there are; ValueError otherwise, LookupError if there is none of that name."""
    if len(parts(pictures)) != len(parts(choices)):
        raise ValueError(f"as many pictograms as cards: {pictures}")
    return [Markup(pictogram(name)) for name in parts(pictures)]


def still(slug: str, values: dict, rank: int, high: int = HIGH) -> Markup:
    """The picture of that rank, from 1, that a simulator draws at these values, `high` px; ValueError if it has none."""
    figures = load_simulator(slug).run(values).figures
    if not 0 < rank <= len(figures):
        raise ValueError(f"{slug} has no picture {rank}: it has {len(figures)}")
    figure = figures[rank - 1]
    return picture(figure.draw(View(WIDE, high, 28 if high == HIGH else 25)).svg(), figure.title, figure.reading)


def on_paper(slug: str, values: dict) -> dict:
    """What stands for a live simulator where nothing moves: what it says, its first picture, and the reading of it."""
    outcome = load_simulator(slug).run(values)
    figure = outcome.figures[0]
    return {"headline": outcome.headline, "picture": picture(figure.draw(ON_PAPER).svg(), figure.title, figure.reading), "reading": figure.reading}


def number(fact: Fact) -> dict:
    """A fact as a room sees it: its value, what doubt there is, and what it counts."""
    return {"value": written_value(fact), "doubt": fact.status == TO_CHECK, "label": fact.label}


def then_and_now(before: list[list], after: list[list]) -> nodes.container:
    """What was, an arrow, what is, a row for each subject; each text as nodes. ValueError unless there are as many of each."""
    if len(before) != len(after) or len(before) > MOST_ROWS:
        raise ValueError(f"{len(before)} texts for 2014 and {len(after)} for today: as many of each, {MOST_ROWS} at most")
    shown = nodes.container(classes=["essor-then-now"])
    for left, right in [([nodes.Text(THEN)], [nodes.Text(NOW)]), *zip(before, after, strict=True)]:
        shown += [nodes.paragraph("", "", *left), nodes.raw("", ARROW, format="html"), nodes.paragraph("", "", *right)]
    return shown


def steps(texts: list[str]) -> list[tuple[int, str]]:
    """(minutes, what is done) of each step, typed « 6 poser les cartes »; ValueError if one has no minutes."""
    found = []
    for text in texts:
        step = _STEP.fullmatch(text)
        if not step:
            raise ValueError(f"a step without its minutes: {text}")
        found.append((int(step[1]), step[2]))
    return found


def time_line(made: list[tuple[int, list]]) -> nodes.container:
    """Steps, one under another, each over a bar as long as its minutes that begins where the one before ends."""
    total = sum(minutes for minutes, _ in made)
    shown, spent = nodes.container(classes=["essor-time-line"]), 0
    for minutes, text in made:
        bar = f'<rect class="essor-whole" width="{total}" height="1"/><rect x="{spent}" width="{minutes}" height="1"/>'
        drawn = f'<svg viewBox="0 0 {total} 1" preserveAspectRatio="none" {UNSEEN}>{bar}</svg>'
        shown += [
            nodes.paragraph("", "", nodes.strong("", f"{minutes}{NBSP}min"), nodes.Text(" "), nodes.inline("", "", *text)),
            nodes.raw("", drawn, format="html"),
        ]
        spent += minutes
    return shown
