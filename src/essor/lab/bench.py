"""A simulator, live in a notebook: what the page shows of it, laid out for a cell."""

import ipywidgets as w

from essor import outlines
from essor.lab.questions import hints_of
from essor.lab.settings import setting
from essor.lab.style import LIVE
from essor.portable import markup
from essor.portable.french import typeset
from essor.portable.laws import side_by_side
from essor.portable.simulators.controls import InputError
from essor.portable.simulators.declaration import View, fitted
from essor.portable.telling import compared

# Nothing in a notebook tells Python how wide a cell is: pictures are laid out for these widths (px), and the style sheet shows the
# widest that fits its place, unscaled.
WIDTHS = (300, 380, 460, 540, 620, 700)
MOST = 320  # px of the first picture's height, so that settings and indicators are seen with it

START, OWN = "Valeurs de départ", "Vos réglages"


def _html(*classes):
    made = w.HTML()
    for name in classes:
        made.add_class(name)
    return made


def _panels(parts, opened):
    """An accordion of (title, widget); `opened` is called when the reader opens one."""
    made = w.Accordion([part for _, part in parts], titles=[typeset(title) for title, _ in parts])
    made.observe(lambda change: change["new"] is not None and opened(), names="selected_index")
    return made


class Bench:
    """`box` is the widget; the values and the guess are the view's, which follow the reader."""

    def __init__(self, view):
        outlines.fill()
        self.view, self.simulator = view, view.simulator
        self.start = dict(view.values)
        self.settings, self.quiet = {}, False
        self.won = [False for _ in self.simulator.challenges]
        title = f"<p class='essor-kicker'>{markup.written(self.simulator.place)} · Simulateur</p><h3>{markup.written(self.simulator.title)}</h3>"
        self.bench = w.VBox().add_class("essor-bench")
        asked = [self._bet()] if view.predict and self.simulator.prediction else []
        self.box = w.VBox([w.HTML(LIVE + title), *asked, self.bench]).add_class("essor-nb").add_class("essor-live")
        if not asked:
            self._open()

    def _open(self):
        """Show the simulator, once the reader has predicted or passed."""
        self.headline, self.strip, self.caption, self.reading, self.others, self.picture, self.note, self.win = (
            _html(f"essor-{name}") for name in ("headline", "strip", "caption", "reading", "others", "first-picture", "help", "win")
        )
        self.situation = w.Dropdown(description="Situation", options=self._situations())
        self.situation.observe(lambda change: self._take(change["new"]), names="value")
        first = [self._setting(control) for control in self.simulator.controls if control.name in self.simulator.first]
        dock = w.VBox([*first, w.VBox([self.situation, self.note]).add_class("essor-situation")]).add_class("essor-dock")
        stage = w.Box([dock, self.picture, self.strip]).add_class("essor-stage")
        self.later = [control for control in self.simulator.controls if control.name not in self.simulator.first]
        self.extras = w.Box().add_class("essor-extras")
        self.more = _panels([(f"Plus de réglages ({len(self.later)})", self.extras)], self._open_more)
        self.panels = self._panels()
        self.accordion = _panels([(title, part) for title, part, _ in self.panels], self._fill)
        more = [self.more] if self.later else []
        self._refresh()
        self.bench.children = [self.headline, stage, self.caption, *more, self.win, self.reading, self.others, self.accordion]

    def _setting(self, control):
        self.settings[control.name] = made = setting(control, self.view.values, self._moved)
        return made.box

    def _open_more(self):
        """The other settings are many, and made when they are asked for."""
        if not self.extras.children:
            self.extras.children = [self._setting(control) for control in self.later]
            self._hide()

    def _situations(self):
        return [(START, 0), *((typeset(preset.label), rank) for rank, preset in enumerate(self.simulator.presets, 1)), (OWN, -1)]

    def _situation_values(self, rank):
        """The value of every control in a situation."""
        return {**self.view.values, **self.simulator.situation(self.simulator.presets[rank - 1])} if rank else self.start

    def _take(self, rank):
        if rank < 0 or self.quiet:
            return
        self.view.values = dict(self._situation_values(rank))
        self._refresh(settled=True)

    def _moved(self, name, raw):
        self.view.values = self.simulator.values({**self.view.values, name: raw})
        self._refresh()

    def _refresh(self, settled=False):
        values = self.view.values
        self.outcome = outcome = self.simulator.run(values, self.view.guess)
        for made in self.settings.values():
            made.show(values, settled)
        self._hide()
        self._mark_situation()
        self.headline.value = f"<p>{markup.written(outcome.headline)}</p>"
        first, *others = outcome.figures
        self.picture.value = _drawn(first, MOST)
        self.caption.value = _caption(first)
        self.others.value = "".join(f"<div>{_drawn(figure)}{_caption(figure)}</div>" for figure in others)
        self.strip.value = markup.indicators(outcome)
        self.reading.value = markup.sentence(outcome)
        self._recognise()
        self._fill()

    def _hide(self):
        hidden = self.simulator.hidden(self.view.values)
        for name, made in self.settings.items():
            made.box.layout.display = "none" if name in hidden else None

    def _mark_situation(self):
        ranks = [self.situation.value, *range(len(self.simulator.presets) + 1)]  # two may be the same: the reader's choice stays
        chosen = next((rank for rank in ranks if rank >= 0 and self._situation_values(rank) == self.view.values), -1)
        self.quiet = True
        self.situation.value = chosen
        self.quiet = False
        self.note.value = f"<p>{markup.written(self.simulator.presets[chosen - 1].note)}</p>" if chosen > 0 else ""

    def _bet(self):
        """The question, its choices or a field, and the verdict beside the button."""
        prediction = self.simulator.prediction
        control = prediction.control
        question = w.HTML(f"<p>{markup.written(prediction.question)}</p>").add_class("essor-question")
        if control.choices:
            options = [(typeset(control.text(choice)), choice) for choice in control.choices]
            field = w.RadioButtons(options=options, value=None, tooltip=typeset(prediction.question))
        else:
            field = w.Text(description=typeset(control.label), tooltip=typeset(prediction.question))
        keep = w.Button(description="Je garde ma réponse", button_style="primary")
        skip = w.Button(description="Voir sans prédire")
        verdict = _html("essor-answered")

        def kept(_):
            try:
                self.view.guess = control.parse(field.value)
            except InputError as refusal:
                verdict.value = markup.error(refusal)
                return
            passed()
            verdict.value = f"<p class='essor-answer'>{markup.written(self.outcome.answer)}</p>"

        def passed(_=None):
            if self.bench.children:
                self._refresh()
            else:
                self._open()
            skip.layout.display = "none"

        keep.on_click(kept)
        skip.on_click(passed)
        return w.VBox([question, field, w.Box([keep, skip, verdict]).add_class("essor-buttons")]).add_class("essor-bet")

    def _recognise(self):
        """Says what is reached, once."""
        for rank, reached in enumerate(self.simulator.reached(self.view.values, self.outcome)):
            if reached and not self.won[rank]:
                self.won[rank] = True
                text = self.simulator.asked[self.simulator.challenges[rank].key]["texte"]
                self.win.value = f"<p>{markup.written(f'Défi réussi : {text}')}</p>"
        for rank, part in enumerate(self.asked):
            words = self.simulator.asked[self.simulator.challenges[rank].key]
            won = f"<strong>{markup.written('Réussi : ')}</strong>" if self.won[rank] else ""
            part.value = f"<p>{won}{markup.written(words['texte'])}</p>"

    def _challenges(self):
        rows, self.asked = [], []
        for challenge in self.simulator.challenges:
            hints = self.simulator.asked[challenge.key]["indices"]
            self.asked.append(_html())
            more, _ = hints_of(hints, len(hints))
            rows.append(w.VBox([self.asked[-1], *more]).add_class("essor-challenge"))
        return w.VBox(rows)

    def _panels(self):
        """(title, widget, what makes its HTML or None) of each part that the reader may open."""
        simulator = self.simulator
        parts = []
        challenges = self._challenges()
        if simulator.challenges:
            parts.append((f"Défis ({len(simulator.challenges)})", challenges, None))
        made = [
            ("Pourquoi ce résultat ?", lambda: markup.steps(self.outcome)),
            ("Comparer avec la situation de départ", lambda: markup.table(compared(simulator, self.start, values=self.view.values, outcome=self.outcome))),
            ("Les droits, côte à côte", lambda: markup.laws(side_by_side(simulator, self.view.values))) if simulator.regime else None,
            ("Voir les données", lambda: markup.tables(self.outcome)),
            ("Comment c’est calculé", lambda: markup.method(simulator)),
        ]
        return parts + [(*part[:1], _html("essor-panel"), part[1]) for part in made if part]

    def _fill(self):
        """What is open is computed anew; what is folded waits."""
        if self.accordion.selected_index is not None:
            _, part, make = self.panels[self.accordion.selected_index]
            if make:
                part.value = make()


def _drawn(figure, most=0):
    """The picture at each width, of which the style sheet shows one."""
    drawings = "".join(f"<div class='essor-{width}'>{fitted(figure, View(width), most)}</div>" for width in WIDTHS)
    return f"<div class='essor-picture' role='img' aria-label='{markup.written(figure.title)}'>{drawings}</div>"


def _caption(figure):
    return f"<p class='essor-legend'><strong>{markup.written(figure.title)}.</strong> {markup.written(figure.reading)}</p>"
