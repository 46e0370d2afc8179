"""What a simulator is: controls, a pure function, and an outcome that any surface can show.

A simulator is declared once and knows neither widgets nor HTML. Its module computes; its words, in French, are in the text file
of the same name, for whoever knows the law better than Python.
"""

from collections import namedtuple

from essor.portable.french import NNBSP, AmbiguousNumber, listed, number, parse_number, quantity, typeset, yes_or_no
from essor.portable.rules.dated import CHECKED, DAY_OF_2014

SHOWN_VALUE_LENGTH = 40
MOST_RADIOS = 6  # options of a choice that stay in sight; more fold into a list
MOST_LISTED = 12  # options named when a value is refused; more are only counted
LARGEST_SHOWN = 1e15
DAYS = (("2014", DAY_OF_2014), ("today", CHECKED))  # the training day, and today
DAY_NAMES = {"2014": "Fin 2014", "today": "Aujourd’hui"}


class InputError(ValueError):
    """A value that a control refuses. `str()` is the sentence, in French, that the reader sees.

    `control` is the control's name, or None when the request itself is at fault; `cell` is (row, column) in a grid.
    """

    def __init__(self, control, message, cell=None):
        super().__init__(typeset(message))
        self.control = control
        self.cell = cell


class Control:
    """Something the reader sets. `label` and `help` are French, and given here only if the text file does not say them;
    `only` is None or (name, values): the control weighs on the indicators, and is shown, only while the control of that name
    has one of those values.
    """

    kind = "control"

    def __init__(self, name, default, label="", help="", only=None):
        self.name = name
        self.default = default
        self.label = label
        self.help = help
        self.only = only

    def say(self, words):
        """Take its words from the text file's: « nom », « aide »."""
        self.label = words.get("nom", self.label)
        self.help = words.get("aide", self.help)

    def parse(self, raw):
        """The value meant by `raw`, or InputError naming the control, the value and what is accepted."""
        raise NotImplementedError

    def text(self, value):
        """The value as the reader sees it."""
        raise NotImplementedError

    def refuse(self, raw, problem):
        """Raise InputError: « label : value problem. accepted »."""
        what = "il manque une valeur" if raw is None or raw == "" else f"« {_shown(raw)} » {problem}"
        raise InputError(self.name, f"{self.label} : {what}. {self.accepted()}")


class Number(Control):
    """A number typed by the reader, from `low` to `high` in `unit` (« % », « € » or a (singular, plural) pair).

    With `integer`, only whole numbers are accepted; otherwise `decimals` digits are shown.
    """

    kind = "number"

    def __init__(self, name, low, high, step, default, unit="", label="", help="", decimals=0, integer=False, only=None):
        super().__init__(name, default, label, help, only)
        if not low <= default <= high or step <= 0:
            raise ValueError(f"{name}: default outside its range, or step not positive")
        self.low = low
        self.high = high
        self.step = step
        self.unit = unit
        self.decimals = decimals
        self.integer = integer

    def parse(self, raw):
        if raw is None or raw == "":
            self.refuse(raw, "")
        if isinstance(raw, str):
            try:
                value = parse_number(raw, self.integer or not self.decimals)
            except AmbiguousNumber as doubt:
                self._ask(raw, doubt.readings)
            except ValueError:
                self.refuse(raw, "n’est pas un nombre")
        elif isinstance(raw, bool) or not isinstance(raw, (int, float)) or raw != raw:
            self.refuse(raw, "n’est pas un nombre")
        else:
            value = raw
        if not self.low <= value <= self.high:
            self.refuse(raw, "est hors limites")
        if self.integer:
            if int(value) != value:
                self.refuse(raw, "n’est pas un nombre entier")
            return int(value)
        return float(value)

    def _ask(self, raw, readings):
        typed = ", ou ".join([reading.replace(NNBSP, "") for reading in readings])
        asked = f"avec « {_shown(raw)} », voulez-vous dire {listed(readings, 'ou')} ?"
        raise InputError(self.name, f"{self.label} : {asked} Écrivez {typed}.")

    def accepted(self):
        kind = "un nombre entier," if self.integer else "un nombre"
        return f"Indiquez {kind} de {self.field(self.low)} à {self.text(self.high)}."

    def text(self, value):
        return quantity(value, self.unit, self._decimals(value))

    def field(self, value):
        """The value alone, as the reader would type it."""
        return number(value, self._decimals(value))

    def _decimals(self, value):
        return self.decimals if int(value) != value else 0


class Year(Number):
    """A year typed by the reader, from `low` to `high`: whole, and written without a space."""

    kind = "number"

    def __init__(self, name, low, high, default, label="", help="", only=None):
        super().__init__(name, low, high, 1, default, label=label, help=help, integer=True, only=only)

    def text(self, value):
        return str(value)

    def field(self, value):
        return str(value)


class Slider(Number):
    """A number that the reader slides, or types."""

    kind = "slider"


class Choice(Control):
    """One of a few options: values that the text file names (« choix »), or (value, French label) pairs."""

    kind = "choice"

    def __init__(self, name, options, default, label="", help="", only=None):
        super().__init__(name, default, label, help, only)
        self.options = [(option, option) if isinstance(option, str) else option for option in options]
        self.parse(default)

    def say(self, words):
        super().say(words)
        if "choix" in words:
            self.options = list(zip([value for value, _ in self.options], words["choix"]))

    def parse(self, raw):
        if isinstance(raw, str):
            for value, _ in self.options:
                if value == raw:
                    return value
        return self.refuse(raw, "n’est pas un choix possible")

    def accepted(self):
        if len(self.options) > MOST_LISTED:
            return f"Choisissez l’une des {number(len(self.options))} valeurs de la liste."
        return f"Choisissez {listed(['« ' + label + ' »' for _, label in self.options], 'ou')}."

    def text(self, value):
        for option, label in self.options:
            if option == value:
                return label
        raise KeyError(value)


class Regime(Choice):
    """The law of which day applies: `days` are (key, ISO date) pairs, of which the computation finds the date chosen in
    `values["date"]`.
    """

    def __init__(self, default="today", days=DAYS):
        super().__init__("regime", [(key, DAY_NAMES.get(key, key)) for key, _ in days], default, label="Droit appliqué")
        self.days = dict(days)


class Switch(Control):
    """A yes or a no."""

    kind = "switch"

    def parse(self, raw):
        if raw is True or raw is False:
            return raw
        return self.refuse(raw, "n’est ni oui ni non")

    def accepted(self):
        return "Choisissez oui ou non."

    def text(self, value):
        return yes_or_no(value)


class Grid(Control):
    """A table of numbers typed by the reader: `rows` are names, `columns` Number controls; a value is a list of rows."""

    kind = "grid"

    def __init__(self, name, rows, columns, default, label="", help="", only=None):
        super().__init__(name, default, label, help, only)
        self.rows = rows
        self.columns = columns
        self.default = self.parse(default)

    def say(self, words):
        super().say(words)
        for column, name in zip(self.columns, words.get("colonnes", ())):
            column.label = name

    def parse(self, raw):
        if not isinstance(raw, (list, tuple)) or len(raw) != len(self.rows):
            self.refuse(raw, "n’est pas un tableau complet")
        values = []
        for row, cells in enumerate(raw):
            if not isinstance(cells, (list, tuple)) or len(cells) != len(self.columns):
                self.refuse(cells, "n’est pas une ligne complète")
            values.append([self._cell(row, rank, cell) for rank, cell in enumerate(cells)])
        return values

    def _cell(self, row, rank, raw):
        try:
            return self.columns[rank].parse(raw)
        except InputError as refusal:
            where = f"{self.label}, ligne « {self.rows[row]} », colonne {refusal}"
            raise InputError(self.name, where, (row, rank))

    def accepted(self):
        return f"Donnez {number(len(self.rows))} lignes de {quantity(len(self.columns), ('nombre', 'nombres'))}."

    def field(self, value):
        """Each cell as the reader would type it."""
        return [[column.field(cell) for column, cell in zip(self.columns, cells)] for cells in value]

    def text(self, value):
        rows = []
        for name, cells in zip(self.rows, value):
            rows.append(f"{name} : {', '.join([column.text(cell) for column, cell in zip(self.columns, cells)])}")
        return " ; ".join(rows)


# What the reader is asked to guess before playing: a Number control, and the question.
Prediction = namedtuple("Prediction", ["question", "control"])
RIGHT = "Vous aviez vu juste."  # what is said to who guessed it

# How to draw: narrow for a phone, dark for a dark page.
View = namedtuple("View", ["narrow", "dark"])

# A picture. kind is « svg » (text) or « plotly » (dict with data and layout); `draw(view)` makes its content.
# `title` names it; `reading` says in words what it shows, for those who cannot see it.
Figure = namedtuple("Figure", ["kind", "title", "reading", "draw"])

# A judgement by a rule: `ok` True or False, `text` in words with the rule's source; None is no judgement, but a note.
Verdict = namedtuple("Verdict", ["ok", "text"])

# A table: `headers` for the columns, `rows` of texts whose first cell names the row.
Table = namedtuple("Table", ["caption", "headers", "rows"])

# What a run gives. `answer`, from a computation, makes of a guess (what is, without a full stop; what to say of the guess);
# from a run, it is the sentence that compares the reader's guess with the result, empty without a guess.
Outcome = namedtuple("Outcome", ["figures", "indicators", "sentence", "tables", "answer"])

# How it is calculated: lists of French sentences; `formulas` are (text, meaning) pairs.
Method = namedtuple("Method", ["formulas", "hypotheses", "limits", "sources"])


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

    def __eq__(self, other):
        return (self.key, self.text, self.number, self.verdict, self.label) == (other.key, other.text, other.number, other.verdict, other.label)


class Preset:
    """A situation to start from: `values` overrides the defaults. The text file names it, and notes where they come from."""

    def __init__(self, key, values):
        self.key = key
        self.values = values
        self.label = self.note = ""


class Simulator:
    """A question that the reader answers by playing.

    `compute(values)` is pure: it takes every control's value, checked, and returns an Outcome. `words` are those of the text
    file, as `essor.given.words` reads them; `bet` is what reads the reader's guess, or None. Presets are keys with what
    each overrides; a page, which shows them by itself, has no words for them nor for the method.
    """

    def __init__(self, slug, controls, compute, words, bet=None, presets=()):
        self.slug = slug
        self.controls = controls
        self.compute = compute
        self.presets = presets
        self.place, self.title = words.get("lieu", ""), words["titre"]
        self.indicators = words["indicateurs"]
        self.prediction = None
        if bet:
            bet.label = "Votre prédiction"
            self.prediction = Prediction(words.get("pari", ""), bet)
        said = words.get("reglages", {})
        for control in controls:
            control.say(said.get(control.name, {}))
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
        raise InputError(None, f"Réglage inconnu : « {_shown(name)} ».")

    def values(self, raw=None):
        """Every control's value: those of `raw`, checked, and the default of those it does not name."""
        raw = {} if raw is None else raw
        if not isinstance(raw, dict):
            raise InputError(None, f"Réglages illisibles : « {_shown(raw)} ».")
        for name in raw:
            self.control(name)
        checked = {}
        for control in self.controls:
            checked[control.name] = control.parse(raw[control.name]) if control.name in raw else control.default
        return checked

    def run(self, raw=None, guess=None):
        """Check the values and the guess, and compute the outcome. InputError on a bad value."""
        values = self.values(raw)
        for control in self.controls:
            if isinstance(control, Regime):
                values["date"] = control.days[values["regime"]]
        outcome = self.compute(values)
        for indicator in outcome.indicators:
            indicator.label = indicator.label or self.indicators[indicator.key]
        return Outcome(outcome.figures, outcome.indicators, outcome.sentence, outcome.tables, self._answered(outcome, guess))

    def _answered(self, outcome, guess):
        if guess is None:
            return ""
        if self.prediction is None:
            raise InputError(None, "Ce simulateur ne demande pas de prédiction.")
        control = self.prediction.control
        guess = control.parse(guess)
        fact, remark = outcome.answer(guess)
        return f"Vous aviez prédit {control.text(guess)} ; {fact}. {remark}".rstrip(" ")

    def hidden(self, values):
        """Names of the controls that do not weigh on the indicators at these values."""
        return [c.name for c in self.controls if c.only and values[c.only[0]] not in c.only[1]]


def _shown(raw):
    """A refused value as the reader sees it, the same in both Pythons."""
    if raw is True or raw is False:
        text = "vrai" if raw else "faux"
    elif isinstance(raw, (int, float)) and raw == raw:
        text = number(raw) if abs(raw) < LARGEST_SHOWN else "très grand nombre"
    else:
        text = str(raw)
    return text if len(text) <= SHOWN_VALUE_LENGTH else f"{text[:SHOWN_VALUE_LENGTH]}…"
