"""French numbers and quantities: the one place that writes them for a reader and reads them back.

Part of the portable subset: it runs in CPython and in the page's MicroPython, and gives the same text in both.
"""

from essor.portable.kept import kept

NNBSP = "\u202f"  # narrow no-break space: thousands, and before ; ! ?
NBSP = "\u00a0"  # no-break space: before % € : »
ABSENT = "—"  # of a result that there is not
STATES = {True: "favorable", False: "défavorable"}  # of what is judged
MINUS = "\u2212"

# What a float may lack to be the half it stands for, relative to its size; never enough to change a whole number.
SHORT_OF_HALF = 1e-12
LARGEST_LIFT = 1e-6

MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")

_SPACES = " \u00a0\u202f\u2009"
_DIGITS = "0123456789"

# What announces a number, and stays with it.
_REFERENCES = frozenset(
    ("art.", "arts.", "article", "articles", "n°", "nº", "n°s", "p.", "pp.", "page", "pages", "al.", "chap.", "fig.", "L.", "R.", "D.", "L.O.")
)
_ARTICLES = ("art.", "arts.", "article", "articles")
_CODES = ("L.", "R.", "D.", "L.O.")
# What counts or measures, and stays with its number. « % » and « € » are set by themselves.
_COUNTED = (
    "h min s heure heures minute minutes jour jours semaine semaines mois an ans euro euros k€ M€ Md€ million millions milliard milliards "
    "point points voix habitant habitants ETP SMIC km m² Bou’Sol Bou’Sols eusko"
)
_UNITS = frozenset(list(MONTHS) + _COUNTED.split(" "))


def number(value: float, decimals: int | None = None) -> str:
    """Write `value` in French: 1234.5 gives « 1 234,5 » with a narrow no-break space.

    `decimals` fixes the digits after the comma; None keeps at most two and drops trailing zeros.
    Halves round away from zero, also when a binary float falls just short of one. Raises ValueError if the value is not finite.
    """
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError(f"not a finite number: {value}")
    return _number((value, decimals))


@kept
def _number(given):
    value, decimals = given
    places = 2 if decimals is None else decimals
    scaled = _scaled(value, places)
    whole, part = divmod(scaled, 10**places)
    digits, text = str(whole), ""
    while len(digits) > 3:
        digits, text = digits[:-3], NNBSP + digits[-3:] + text
    text = digits + text
    if places:
        tail = str(part)
        tail = "0" * (places - len(tail)) + tail
        if decimals is None:
            tail = tail.rstrip("0")
        if tail:
            text += f",{tail}"
    return (MINUS if value < 0 and scaled else "") + text


def _scaled(value, places):
    """|value| in units of its last digit, rounded. Integer arithmetic: the two Pythons do not round floats alike."""
    size = abs(value) * 10**places
    return int(size + (0.5 + min(size * SHORT_OF_HALF, LARGEST_LIFT)))


def quantity(value: float, unit="", decimals: int | None = None) -> str:
    """Write a value with its unit; `unit` is « % », « € » or a (singular, plural) pair.

    French takes the plural from two on, and the number shown decides: « 1,67 paiement », « 2,00 paiements ».
    """
    text = number(value, decimals)
    if not unit:
        return text
    if isinstance(unit, str):
        return text + NBSP + unit
    places = 2 if decimals is None else decimals
    return text + NBSP + unit[0 if _scaled(value, places) < 2 * 10**places else 1]


def signed(value: float, unit="", decimals: int | None = None) -> str:
    """A change, as `quantity` writes it, with a plus sign before what is shown above zero."""
    rises = value > 0 and _scaled(value, 2 if decimals is None else decimals)
    return f"{'+' if rises else ''}{quantity(value, unit, decimals)}"


def percent(fraction: float, decimals: int | None = None) -> str:
    """Write a rate (0.05) as a percentage (« 5 % »)."""
    return quantity(fraction * 100, "%", decimals)


def euros(value: float, decimals: int | None = 0) -> str:
    """Write an amount in euros: 1234.5 with two decimals gives « 1 234,50 € »."""
    return quantity(value, "€", decimals)


def centimes(value: int) -> str:
    """Write an integer number of centimes as units with two decimals: 1995 gives « 19,95 »."""
    return number(value / 100, 2)


class AmbiguousNumber(ValueError):
    """A number that may be read in two ways; `readings` are these, as French texts, thousands first."""

    def __init__(self, text, readings):
        super().__init__(f"thousands or decimals: {text}")
        self.readings = readings


def parse_number(text: str, whole: bool = False) -> float:
    """Read a number as a French reader types it: « 3,14 », « 1 250 », « 40 % », « 20 € », « 2.5 », « 1.234.567 ».

    Spaces group thousands; a comma or one dot marks decimals, and marks that can only group thousands do.
    AmbiguousNumber on « 1.250 », and, where a `whole` number is expected, on « 1,250 » too; ValueError on anything else.
    """
    cleaned = "".join(c for c in text.strip() if c not in _SPACES)
    if cleaned and cleaned[-1] in "%€":
        cleaned = cleaned[:-1]
    negative = bool(cleaned) and cleaned[0] in "-\u2212"
    if cleaned and cleaned[0] in "+-\u2212":
        cleaned = cleaned[1:]
    marks = [c for c in cleaned if c in ".,"]
    parts = cleaned.replace(",", ".").split(".")
    digits = "".join(parts)
    if not digits or not all(c in _DIGITS for c in digits) or len(cleaned) > 18:
        raise ValueError(f"not a number: {text}")
    if len(marks) == 1 and _groups_thousands(parts) and (whole or marks[0] == "."):
        sign = MINUS if negative else ""
        decimals = parts[1].rstrip("0")
        raise AmbiguousNumber(text, (sign + NNBSP.join(parts), sign + parts[0] + (f",{decimals}" if decimals else "")))
    if len(marks) > 1:
        # Two marks of one kind group; a last one of the other kind begins the decimals.
        part = "" if marks[-1] == marks[0] else parts.pop()
        if not _groups_thousands(parts) or len(set(marks[: len(parts) - 1])) > 1:
            raise ValueError(f"not a number: {text}")
        parts = ["".join(parts), part]
    value = float(f"{parts[0] or '0'}.{parts[1] if len(parts) > 1 and parts[1] else '0'}")
    return -value if negative else value


def _groups_thousands(parts):
    """Whether digits can be what a mark cut by thousands: « 1 », « 250 » and not « 0 », « 125 »."""
    return 1 <= len(parts[0]) <= 3 and parts[0][0] != "0" and all(len(part) == 3 for part in parts[1:])


def measured(text: str) -> tuple[str, str] | None:
    """Take a quantity written here apart: « −1 234,50 € » gives ("-1234,50", "€"), with the digits shown; None for anything else.

    What goes with the number is its unit: « ± 5 % » gives ("5", "± %"), « 51e » gives ("51", "e"). Two numbers are no quantity.
    """
    ahead = text[0] if text[:2] in ("± ", "× ") else ""
    signed = text[2:] if ahead else text
    rest = signed[1:] if signed[:1] in (MINUS, "+") else signed
    size = 0
    while size < len(rest) and rest[size] in f"{_DIGITS}{NNBSP},":
        size += 1
    digits, unit = rest[:size].replace(NNBSP, ""), rest[size:]
    whole, comma, part = digits.partition(",")
    if not whole or (comma and not part) or "," in part or any(c in _DIGITS for c in unit):
        return None
    if (unit[:1] == NBSP and (unit[1:2] in ("%", "€") or _is_letter(unit[1:2]))) or unit[:2] == " (":
        unit = unit[1:]
    elif unit not in ("", "e", "er"):
        return None
    return ("-" if signed[:1] == MINUS else "") + digits, (f"{ahead} {unit}" if ahead and unit else ahead + unit)


@kept
def typeset(text: str) -> str:
    """Give a text typed plainly its no-break spaces: « 5 % ; art. 3, 1 250 € ? »."""
    for mark in (";", "!", "?"):
        text = text.replace(f" {mark}", NNBSP + mark)
    for mark in (":", "»", "%", "€"):
        text = text.replace(f" {mark}", NBSP + mark)
    text = text.replace("« ", f"«{NBSP}")
    for digit in _DIGITS:
        if digit in text:
            return _numbers(text)
    return text


def curled(text: str) -> str:
    """Curl the straight apostrophes that elide a letter; those that quote code stay. Not for what a reader typed."""
    parts = text.split("'")
    curled = parts[0]
    for i in range(1, len(parts)):
        before, after = parts[i - 1], parts[i]
        elides = before and after and _is_letter(before[-1]) and (_is_letter(after[0]) or after[0] in "«0123456789")
        curled += ("’" if elides else "'") + after
    return curled


def _is_letter(c):
    # isalpha() knows only unaccented letters in MicroPython.
    return "a" <= c <= "z" or "A" <= c <= "Z" or "\u00c0" <= c <= "\u017f"


def _numbers(text):
    """Keep numbers in one piece, with what announces them and what they count."""
    words = text.replace(NBSP, " ").replace(NNBSP, " ").split(" ")
    done = [words[0]]
    at = 0
    for i in range(1, len(words)):
        at += len(words[i - 1])
        done.append(_space(words, i) if text[at] == " " else text[at])
        done.append(words[i])
        at += 1
    return "".join(done)


def _space(words, i):
    """The space before word `i`, where a plain one was typed."""
    before, after = words[i - 1], words[i]
    if not before or not after:
        return " "
    if after[0] in _DIGITS:
        if before[-1] in _DIGITS:
            return NNBSP if _is_group(before, 1) and _is_group(after, 3) else " "
        if _bare(before) in _REFERENCES or (before == "h" and i > 1 and words[i - 2][-1:] in _DIGITS):
            return NBSP
        return " "
    if before[-1] in _DIGITS or before[-3:] == "1er":
        while after and after[-1] in ".,)…":
            after = after[:-1]
        return NBSP if after in _UNITS else " "
    if after in _CODES and _bare(before) in _ARTICLES and i + 1 < len(words) and words[i + 1][:1] in _DIGITS:
        return NBSP
    return " "


def _bare(word):
    return _opened(word.split("’")[-1], "([«")


def _opened(word, signs):
    """A word without the signs before it. MicroPython's lstrip takes bytes off, and breaks « ± » on the first byte of « « »."""
    while word and word[0] in signs:
        word = word[1:]
    return word


def _is_group(word, least):
    """Whether a word can be a part of a number cut by thousands: `least` to three digits, then perhaps decimals or a mark."""
    if least == 1:
        word = _opened(word, "([«+-−≈~")
        digits = len(word)
    else:
        digits = 0
        while digits < len(word) and word[digits] in _DIGITS:
            digits += 1
        if word[digits : digits + 1] in ("-", "/", "°"):
            return False
    return least <= digits <= 3 and all(c in _DIGITS for c in word[:digits])


def date_in_words(iso: str) -> str:
    """An ISO date in words, as precise as it is: « 1er février 2015 », « mai 2023 », « 2019 »."""
    parts = iso.split("-")
    month = f"{MONTHS[int(parts[1]) - 1]} " if len(parts) > 1 else ""
    day = f"{'1er' if parts[2] == '01' else int(parts[2])}{NBSP}" if len(parts) > 2 else ""
    return day + month + parts[0]


def capital(text: str) -> str:
    """A text with a capital, to begin a sentence."""
    return text[0].upper() + text[1:]


def quoted(names):
    """« A », « B » et « C »."""
    return listed([f"« {name} »" for name in names])


def listed(items, last: str = "et") -> str:
    """Join words in French: « a, b et c »."""
    items = list(items)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def yes_or_no(answer) -> str:
    """« oui » or « non »."""
    return "oui" if answer else "non"
