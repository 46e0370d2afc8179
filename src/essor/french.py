"""French numbers and quantities: the one place that writes them for a reader and reads them back.

Part of the portable subset: it runs in CPython and in the page's MicroPython, and gives the same text in both.
"""

NNBSP = "\u202f"  # narrow no-break space: thousands, and before ; ! ?
NBSP = "\u00a0"  # no-break space: before % € : »
MINUS = "\u2212"

# What a float may lack to be the half it stands for, relative to its size; never enough to change a whole number.
SHORT_OF_HALF = 1e-12
LARGEST_LIFT = 1e-6

_SPACES = " \u00a0\u202f\u2009"


def number(value: float, decimals: int | None = None) -> str:
    """Write `value` in French: 1234.5 gives « 1 234,5 » with a narrow no-break space.

    `decimals` fixes the digits after the comma; None keeps at most two and drops trailing zeros.
    Halves round away from zero, also when a binary float falls just short of one. Raises ValueError if the value is not finite.
    """
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError("not a finite number: " + str(value))
    places = 2 if decimals is None else decimals
    scaled = _scaled(value, places)
    whole, part = divmod(scaled, 10**places)
    digits = str(whole)
    groups = []
    while len(digits) > 3:
        groups.insert(0, digits[-3:])
        digits = digits[:-3]
    groups.insert(0, digits)
    text = NNBSP.join(groups)
    if places:
        tail = str(part)
        tail = "0" * (places - len(tail)) + tail
        if decimals is None:
            tail = tail.rstrip("0")
        if tail:
            text += "," + tail
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


def percent(fraction: float, decimals: int | None = None) -> str:
    """Write a rate (0.05) as a percentage (« 5 % »)."""
    return quantity(fraction * 100, "%", decimals)


def euros(value: float, decimals: int | None = 0) -> str:
    """Write an amount in euros: 1234.5 with two decimals gives « 1 234,50 € »."""
    return quantity(value, "€", decimals)


def centimes(value: int) -> str:
    """Write an integer number of centimes as units with two decimals: 1995 gives « 19,95 »."""
    return number(value / 100, 2)


def parse_number(text: str) -> float:
    """Read a number as a French reader types it: « 3,14 », « 1 250 », « 40 % », « 20 € », « 2.5 ».

    Spaces group thousands; a comma or one dot marks decimals. Raises ValueError on anything else.
    """
    cleaned = "".join(c for c in text.strip() if c not in _SPACES)
    if cleaned and cleaned[-1] in "%€":
        cleaned = cleaned[:-1]
    negative = bool(cleaned) and cleaned[0] in "-\u2212"
    if cleaned and cleaned[0] in "+-\u2212":
        cleaned = cleaned[1:]
    cleaned = cleaned.replace(",", ".")
    whole, _, part = cleaned.partition(".")
    if not (whole or part) or not all(c in "0123456789" for c in whole + part) or len(cleaned) > 18:
        raise ValueError("not a number: " + text)
    value = float((whole or "0") + "." + (part or "0"))
    return -value if negative else value


def typeset(text: str) -> str:
    """Put the no-break spaces of French typography where a plain space was typed: « 5 % ; oui ? »."""
    for mark in (";", "!", "?"):
        text = text.replace(" " + mark, NNBSP + mark)
    for mark in (":", "»", "%", "€"):
        text = text.replace(" " + mark, NBSP + mark)
    return text.replace("« ", "«" + NBSP)


def listed(items, last: str = "et") -> str:
    """Join words in French: « a, b et c »."""
    items = list(items)
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + " " + last + " " + items[-1]
