"""What a simulator is: controls, a pure function, and an outcome that any surface can show.

A simulator is declared once and knows neither widgets nor HTML. Its module computes; its words, in French, are in the text file
of the same name, for whoever knows the law better than Python.
"""

from collections import namedtuple

from essor.given.words import words_of
from essor.portable.french import listed, quantity
from essor.portable.pictures.drawing import TEXT
from essor.portable.pictures.plot import Mark, rows
from essor.portable.rules.dated import Amendment
from essor.portable.simulators.controls import AMENDED, Amended, Grid, InputError, Regime, shown
from essor.portable.simulators.registry import module_of

# What the reader is asked to guess before playing: a Number control, and the question.
Prediction = namedtuple("Prediction", ["question", "control"])
NARROW, WIDE_WIDTH = 560, 640  # px
RIGHT = "Vous aviez vu juste."  # what is said to who guessed it

# The result in a few words, true at these values: at most 60 signs, no full stop.
Headline = namedtuple("Headline", ["text"])

# A state to reach: `reached(values, outcome)` recognises it by the values of `compute`, `solution` overrides the defaults and reaches
# it. The text file says what is asked, and gives hints by degrees.
Challenge = namedtuple("Challenge", ["key", "reached", "solution"])

# A judgement by a rule: `ok` True or False, `text` in words with the rule's source; None is no judgement, but a note.
Verdict = namedtuple("Verdict", ["ok", "text"])

# A table: `headers` for the columns, `rows` of texts whose first cell names the row.
Table = namedtuple("Table", ["caption", "headers", "rows"])

# A rule of law that the simulator applies: its name for readers, and its values as they are said where they are no quantity.
Rule = namedtuple("Rule", ["label", "dated", "said"])

# Why the result is what it is: `steps()` gives the steps of the law or of the computation, as sentences with the articles they rest
# on and the reader's values.
Why = namedtuple("Why", ["steps"])

# A Table that `make()` gives when a reader asks for it.
Later = namedtuple("Later", ["make"])

# How it is calculated: lists of French sentences; `formulas` are (text, meaning) pairs.
Method = namedtuple("Method", ["formulas", "hypotheses", "limits", "sources"])


class View:
    """The frame of a picture, in px: its width, and its height or 0 for the one that suits it; `text` is the type size."""

    def __init__(self, width=WIDE_WIDTH, height=0, text=TEXT):
        self.width = width
        self.height = height
        self.text = text
        self.narrow = width < NARROW

    def __repr__(self):
        return f"{self.width} x {self.height}, {self.text} px"


def fitted(figure, view, most=0):
    """The drawing (SVG text) as high as suits it, or `most` px, where there is a limit."""
    svg = figure.draw(view).svg()
    if not most or view.height or float(svg.split(' height="', 1)[1].split('"', 1)[0]) <= most:
        return svg
    return figure.draw(View(view.width, height=most, text=view.text)).svg()


def data_of(figure):
    """What a figure draws, as a Table."""
    return Table(figure.title, *rows(figure.draw(View()).plot))


def bet_on(axis, guess, most=None, label="votre pari"):
    """The reader's guess as the marks of a picture: none without a guess, nor for one beyond `most`, which would squeeze the rest."""
    return [] if guess is None or (most is not None and guess > most) else [Mark(axis, guess, label)]


def _day(key):
    """The day whose law applies under that key of a Regime: an amendment is made to today's."""
    return "today" if key == AMENDED else key


class Figure:
    """A picture. `draw(view)` makes its Chart (pictures.plot). `title` names it; `reading` says in words what it shows, for those who
    cannot see it: a text, or a function that gives it once it is asked for."""

    def __init__(self, title, reading, draw):
        self.title, self.read, self.draw = title, reading, draw

    @property
    def reading(self):
        return self.read() if callable(self.read) else self.read


class Outcome:
    """What a run gives. `why` is a Why. `answer` is the sentence that compares the reader's guess with the result, empty without a guess."""

    def __init__(self, figures, indicators, sentence, tables, answer, headline, why):
        self.figures, self.indicators, self.sentence = figures, indicators, sentence
        self.answer, self.headline, self.why = answer, headline, why
        self._later, self._made = tables, None

    def indicator(self, key):
        """The Indicator of that key, or None."""
        return next((item for item in self.indicators if item.key == key), None)

    @property
    def tables(self):
        """Its tables, made from the Later once asked for."""
        if self._made is None:
            self._made = [table.make() for table in self._later]
        return self._made


def note(text):
    """What goes with an indicator without judging it."""
    return Verdict(None, text)


class Indicator:
    """A figure that answers the question. The text file names it by its key, unless `label` does; `number` is its value before
    display; `verdict` is None, a Verdict or a note.
    """

    def __init__(self, key, text, number, verdict=None, label=""):
        self.key = key
        self.text = text
        self.number = number
        self.verdict = verdict
        self.label = label

    def shown(self):
        """What a reader sees of it, to compare."""
        return (self.label, self.text, self.number, self.verdict)

    def __eq__(self, other):
        return self.shown() == other.shown()

    def __hash__(self):
        return hash(self.shown())


class Preset:
    """A situation to start from: `values` overrides the defaults. The text file names it, and notes where they come from."""

    def __init__(self, key, values):
        self.key = key
        self.values = values
        self.label = self.note = ""


class Simulator:
    """A question that the reader answers by playing.

    `compute(values)` is pure: it takes every control's value, checked, and « guess », the reader's or None; it yields what is shown:
    the headline, the reasons, figures, indicators and tables, each in their order, the sentence as a text, and the answer as a function, which
    makes of a guess (what is, without a full stop; what to say of the guess). `words` are those of the text file beside its module
    unless others are given; `bet` is what reads the reader's guess, or None, and `about` the key of the indicator that it is about.
    `challenges` are states to reach, under the law as it is. `laws` are (key, rule): what changed between the days of
    the Regime, beside the rules that Amended controls let the reader amend. Presets are keys with what each overrides; a page,
    which shows them by itself, has no words for them nor for the method.
    """

    def __init__(self, slug, controls, compute, words=None, bet=None, about="", presets=(), challenges=(), laws=()):
        words = words or words_of(module_of(slug))
        self.slug = slug
        self.controls = controls
        self.compute = compute
        self.presets = presets
        self.about, self.challenges = about, challenges
        self.first = words.get("premiers", [])  # the controls that answer the question
        self.asked = words.get("defis", {})
        self.place, self.title = words.get("lieu", ""), words["titre"]
        self.indicators = words["indicateurs"]
        self.prediction = None
        if bet:
            bet.label = "Votre prédiction"
            self.prediction = Prediction(words.get("pari", ""), bet)
        said = words.get("reglages", {})
        for control in controls:
            control.say(said.get(control.name, {}))
        self.regime = next((control for control in controls if isinstance(control, Regime)), None)
        self.amendable = [control for control in controls if isinstance(control, Amended)]
        if self.amendable:
            self.regime.offer_amendment()
        self.rules = [Rule(words["droits"][key]["nom"], rule, words["droits"][key]) for key, rule in laws]
        self.rules += [Rule(control.label, control.rule, {}) for control in self.amendable]
        unknown = [name for name in said if name not in [control.name for control in controls]]
        if unknown or not all(control.label for control in controls):
            raise ValueError(f"{slug}: words for no control ({listed(unknown)}), or a control without a name")
        for preset in presets:
            self.values(preset.values)
            said = words["situations"][preset.key] if "situations" in words else {"nom": "", "note": ""}
            preset.label, preset.note = said["nom"], said["note"]
        said = words.get("methode", {})
        self.method = Method(*[said.get(part, ()) for part in ("formules", "hypotheses", "limites", "sources")])

    def control(self, name):
        """The control of that name, or InputError."""
        for control in self.controls:
            if control.name == name:
                return control
        raise InputError(None, f"Réglage inconnu : « {shown(name)} ».")

    def values(self, raw=None):
        """Every control's value: those of `raw`, checked, and the default of those it does not name."""
        raw = {} if raw is None else raw
        if not isinstance(raw, dict):
            raise InputError(None, f"Réglages illisibles : « {shown(raw)} ».")
        for name in raw:
            self.control(name)
        return {control.name: control.parse(raw[control.name]) if control.name in raw else control.default for control in self.controls}

    def situation(self, preset):
        """What a situation sets: the value of every control but the names that the reader gave, which stay."""
        given = [control.named for control in self.controls if isinstance(control, Grid)]
        return {name: value for name, value in self.values(preset.values).items() if name not in given}

    def run(self, raw=None, guess=None):
        """Check the values and the guess, and compute the outcome. InputError on a bad value."""
        values = self.values(raw)
        amendment = self.amendment(values)
        self._date(values)
        if guess is not None and self.prediction:
            guess = self.prediction.control.parse(guess)
        values["guess"] = guess
        with amendment:
            parts = list(self.compute(values))
        figures, indicators, tables = [[part for part in parts if isinstance(part, kind)] for kind in (Figure, Indicator, Later)]
        tables = [Later(amendment.around(table.make)) for table in tables]
        for indicator in indicators:
            indicator.label = indicator.label or self.indicators[indicator.key]
        sentence = next(part for part in parts if isinstance(part, str))
        headline = next((part.text for part in parts if isinstance(part, Headline)), "")
        figures = [Figure(figure.title, amendment.around(lambda one=figure: one.reading), amendment.around(figure.draw)) for figure in figures]
        why = next((Why(amendment.around(part.steps)) for part in parts if isinstance(part, Why)), None)
        answers = [amendment.around(part) for part in parts if callable(part)]
        return Outcome(figures, indicators, sentence, tables, self._answered(answers, guess), headline, why)

    def _date(self, values):
        """Say, in the values, the date of the law that applies, which for an amendment is today's."""
        if self.regime:
            values["date"] = self.regime.days[values["regime"]]
            values["regime"] = _day(values["regime"])

    def amendment(self, values):
        """What the reader proposes at these values."""
        return Amendment([control.proposal(values[control.name]) for control in self.amendable] if self._amends(values) else ())

    def _amends(self, values):
        return self.regime is not None and values["regime"] == AMENDED

    def reached(self, raw, outcome):
        """Which challenges are met, in their order."""
        values = self.values(raw)
        if self._amends(values):
            return [False for _ in self.challenges]
        self._date(values)
        return [challenge.reached(values, outcome) for challenge in self.challenges]

    def _answered(self, answers, guess):
        if guess is None:
            return ""
        if self.prediction is None:
            raise InputError(None, "Ce simulateur ne demande pas de prédiction.")
        fact, remark = answers[0](guess)
        return f"Vous aviez prédit {quantity(guess, self.prediction.control.unit)} ; {fact}. {remark}".rstrip(" ")

    def hidden(self, values):
        """Names of the controls that do not weigh on the indicators at these values."""
        return [c.name for c in self.controls if c.only and values[c.only[0]] not in c.only[1] and _day(values[c.only[0]]) not in c.only[1]]
