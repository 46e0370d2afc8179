"""What the reader sets: controls, which read a value, or refuse it in words that name it and what is accepted."""

from essor.portable.french import NNBSP, AmbiguousNumber, listed, number, parse_number, quantity, typeset, yes_or_no
from essor.portable.rules.dated import CHECKED, DAY_OF_2014, POINTS

SHOWN_VALUE_LENGTH = 40
MOST_RADIOS = 6  # options of a choice that stay in sight; more fold into a list
MOST_LISTED = 12  # options named when a value is refused; more are only counted
LARGEST_SHOWN = 1e15
MOST_SIGNS = 26  # of a name that the reader gives
DAYS = (("2014", DAY_OF_2014), ("today", CHECKED))  # the training day, and today
AMENDED = "amendment"  # today's law, with the values that the reader proposes
DAY_NAMES = {"2014": "Fin 2014", "today": "Aujourd’hui", AMENDED: "Votre amendement"}


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
        what = "il manque une valeur" if raw is None or raw == "" else f"« {shown(raw)} » {problem}"
        raise InputError(self.name, f"{self.label} : {what}. {self.accepted()}")


class Number(Control):
    """A number typed by the reader, from `low` to `high` in `unit` (« % », « € » or a (singular, plural) pair).

    With `integer`, only whole numbers are accepted; otherwise `decimals` digits are shown. A bet may offer `choices`, from the lowest.
    """

    kind = "number"

    def __init__(self, name, low, high, step, default, unit="", label="", help="", decimals=0, integer=False, only=None, choices=()):
        super().__init__(name, default, label, help, only)
        self.choices = choices
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
        asked = f"avec « {shown(raw)} », voulez-vous dire {listed(readings, 'ou')} ?"
        raise InputError(self.name, f"{self.label} : {asked} Écrivez {typed}.")

    def accepted(self):
        kind = "un nombre entier," if self.integer else "un nombre"
        return f"Indiquez {kind} {self.bounds()}."

    def bounds(self):
        """« de 0 à 95 % »."""
        return f"de {self.field(self.low)} à {self.text(self.high)}"

    def text(self, value):
        return quantity(value, self.unit, self._decimals(value))

    def field(self, value):
        """The value alone, as the reader would type it."""
        return number(value, self._decimals(value))

    def _decimals(self, value):
        return self.decimals if int(value) != value else 0


class Year(Number):
    """A year typed by the reader, from `low` to `high`: whole, and written without a space."""

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
        if isinstance(raw, str) and raw in dict(self.options):
            return raw
        return self.refuse(raw, "n’est pas un choix possible")

    def accepted(self):
        if len(self.options) > MOST_LISTED:
            return f"Choisissez l’une des {number(len(self.options))} valeurs de la liste."
        return f"Choisissez {listed(['« ' + label + ' »' for _, label in self.options], 'ou')}."

    def text(self, value):
        return dict(self.options)[value]


class Regime(Choice):
    """The law of which day applies: `days` are (key, ISO date) pairs, of which the computation finds the date chosen in
    `values["date"]`.
    """

    def __init__(self, default="today", days=DAYS):
        super().__init__("regime", [(key, DAY_NAMES.get(key, key)) for key, _ in days], default, label="Droit appliqué")
        self.days = dict(days)

    def offer_amendment(self):
        """Add the law that the reader amends."""
        self.options = self.options + [(AMENDED, DAY_NAMES[AMENDED])]
        self.days[AMENDED] = CHECKED


class Amended(Slider):
    """The value that the reader proposes for a rule: today's by default. It is shown `scale` times what the rule holds."""

    def __init__(self, name, rule, low, high, step, scale=None, unit=None, decimals=0):
        self.rule = rule
        self.scale = scale or (100 if rule.unit in ("%", POINTS) else 1)
        shown = round(rule.at(CHECKED) * self.scale, 9)
        today = int(shown) if shown == int(shown) else shown
        super().__init__(name, low, high, step, today, unit or rule.unit, decimals=decimals, integer=not decimals, only=("regime", (AMENDED,)))

    def say(self, words):
        super().say(words)
        self.help = self.help or f"Aujourd’hui : {self.text(self.default)}."

    def proposal(self, value):
        """The rule, and the value proposed for it."""
        return self.rule, self.rule.at(CHECKED) if value == self.default else round(value / self.scale, 9)


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


class Name(Control):
    """What the reader calls something, for a column of a table. Signs that separate cells in a scenario's address become spaces."""

    kind = "name"
    unit = ""
    low, high = "A", "Restauration des écoles"  # the shortest and one of the longest

    def parse(self, raw):
        if raw is None or raw == "":
            self.refuse(raw, "")
        if not isinstance(raw, str):
            self.refuse(raw, "n’est pas un nom")
        name = " ".join([part for part in raw.replace("_", " ").replace("~", " ").split(" ") if part])
        if not 0 < len(name) <= MOST_SIGNS:
            self.refuse(raw, "est trop long" if name else "n’est pas un nom")
        return name

    def accepted(self):
        return f"Indiquez un nom {self.bounds()}."

    def bounds(self):
        return f"de 1 à {number(MOST_SIGNS)} signes"

    def text(self, value):
        return value

    def field(self, value):
        return value


class Grid(Control):
    """A table typed by the reader: `rows` are names, `columns` Number controls, or Name; a value is a list of rows. Where `named` is
    the name of a grid of names (`names`), rows are called as the reader names them, after their number if they are `numbered`.
    """

    kind = "grid"

    def __init__(self, name, rows, columns, default, label="", help="", only=None, named="", numbered=False):
        super().__init__(name, default, label, help, only)
        self.rows = rows
        self.named, self.numbered = named, numbered
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
            called = number(row + 1) if self.named else f"« {self.rows[row]} »"
            where = f"{self.label}, ligne {called}, colonne {refusal}"
            raise InputError(self.name, where, (row, rank))

    def accepted(self):
        return f"Donnez {number(len(self.rows))} lignes de {quantity(len(self.columns), ('valeur', 'valeurs'))}."

    def field(self, value):
        """Each cell as the reader would type it."""
        return [[column.field(cell) for column, cell in zip(self.columns, cells)] for cells in value]

    def text(self, value):
        rows = [[column.text(cell) for column, cell in zip(self.columns, cells)] for cells in value]
        return " ; ".join([f"{name} : {', '.join(texts)}" for name, texts in zip(self.rows, rows)])

    def called(self, values):
        """The names of its rows, at these values of all controls."""
        if not self.named:
            return list(self.rows)
        called = named_in(values, self.named)
        return numbered(called) if self.numbered else called


def at_first(controls, values, *names):
    """Whether the settings of these names are those of the start."""
    return all(values[control.name] == control.default for control in controls if control.name in names)


def names(name, default):
    """The grid where the reader names the rows of another: one column."""
    return Grid(name, rows=[str(rank + 1) for rank in range(len(default))], columns=(Name("name", "", label="Nom"),), default=[[one] for one in default])


def numbered(called):
    """Each name after its number."""
    return [f"{rank + 1} {name}" for rank, name in enumerate(called)]


def named_in(values, grid="names"):
    """The names that the reader gave in that grid."""
    return [row[0] for row in values[grid]]


def shown(raw):
    """A refused value as the reader sees it, the same in both Pythons."""
    if raw is True or raw is False:
        text = "vrai" if raw else "faux"
    elif isinstance(raw, (int, float)) and raw == raw:
        text = number(raw) if abs(raw) < LARGEST_SHOWN else "très grand nombre"
    else:
        text = str(raw)
    return text if len(text) <= SHOWN_VALUE_LENGTH else f"{text[:SHOWN_VALUE_LENGTH]}…"
