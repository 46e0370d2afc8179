"""How wide a text is, in the book's letters: what pictures are laid out with, the same on every machine.

Widths of Source Sans 3 (book/site/font.py) in thousandths of the type size, figures all of one width; held to the font by a test.
"""

from essor.portable.kept import kept

# (width at weight 400, width at weight 650, the signs that have them)
_WIDTHS = (
    (100, 100, "\u2009"),
    (120, 120, "\u202f"),
    (200, 200, " \u00a0"),
    (241, 261, "|¦"),
    (246, 269, "iìíîï"),
    (247, 270, "j"),
    (249, 288, "',.:;·‘’"),
    (255, 279, "l"),
    (263, 292, "IÌÍÎÏ"),
    (271, 287, "‹›"),
    (289, 328, "!¡"),
    (292, 329, "f"),
    (303, 334, "()[]{}"),
    (304, 335, "•"),
    (311, 327, "-\u00ad"),
    (331, 357, "°"),
    (338, 372, "t"),
    (345, 355, "ª"),
    (347, 386, "r"),
    (350, 341, "/\\"),
    (365, 371, "º"),
    (367, 374, "²³¹⁺⁻"),
    (418, 447, "*"),
    (419, 437, "s"),
    (423, 453, "®"),
    (425, 452, "z"),
    (425, 454, "?¿"),
    (426, 510, '"“”'),
    (429, 468, "«»"),
    (446, 497, "x"),
    (456, 465, "cç"),
    (467, 508, "yýÿ"),
    (467, 509, "v"),
    (476, 513, "YÝŸ"),
    (479, 501, "J"),
    (480, 480, "–"),
    (486, 510, "L"),
    (494, 517, "F"),
    (495, 535, "k"),
    (496, 512, "eèéêë"),
    (497, 520, "$+0123456789<=>^~¢£¤§¬±×÷−≈≠≤≥"),
    (497, 521, "#¥€"),
    (500, 500, "_"),
    (504, 522, "aàáâãäå"),
    (504, 527, "g∑"),
    (513, 554, "X"),
    (515, 546, "V"),
    (526, 555, "✗"),
    (527, 543, "EÈÉÊË"),
    (534, 550, "S"),
    (536, 551, "T"),
    (538, 547, "Σ"),
    (539, 541, "Z"),
    (542, 552, "`o¨¯\u00b4\u00b8òóôõöø"),
    (543, 565, "A"),
    (544, 555, "ð"),
    (544, 562, "uùúûü"),
    (544, 565, "h"),
    (544, 566, "ÀÁÂÃÄÅ"),
    (547, 566, "nñ"),
    (549, 564, "ρ"),
    (553, 568, "b"),
    (555, 568, "dpqþ"),
    (557, 580, "√"),
    (560, 618, "¶"),
    (562, 586, "µ"),
    (566, 589, "P"),
    (569, 602, "R"),
    (571, 579, "CÇ"),
    (576, 618, "ß"),
    (579, 606, "K"),
    (583, 609, "Þ"),
    (588, 601, "B"),
    (600, 600, "□▲►▼◄"),
    (609, 653, "&"),
    (612, 638, "✓"),
    (615, 630, "D"),
    (617, 633, "G"),
    (619, 617, "←↑→↓"),
    (639, 654, "Ð"),
    (645, 660, "UÙÚÛÜ"),
    (647, 660, "Ñ"),
    (647, 661, "N"),
    (652, 668, "H"),
    (664, 679, "OQÒÓÔÕÖØ"),
    (719, 750, "Φ"),
    (719, 762, "w"),
    (727, 754, "M"),
    (744, 749, "©"),
    (778, 781, "æ"),
    (781, 802, "¼"),
    (786, 807, "W"),
    (796, 812, "¾"),
    (799, 805, "☐"),
    (800, 800, "—"),
    (808, 836, "½"),
    (822, 840, "Æ"),
    (824, 849, "%"),
    (829, 850, "m"),
    (839, 826, "œ"),
    (847, 865, "Œ"),
    (847, 889, "@"),
    (948, 971, "…"),
)
_REGULAR = {sign: regular for regular, _, signs in _WIDTHS for sign in signs}
_STRONG = {sign: strong for _, strong, signs in _WIDTHS for sign in signs}
_OTHER = 600  # a sign that the font does not have


def width(text, size, strong=False):
    """The width of a line of text, in the unit of `size`."""
    return (_strong(text) if strong else _regular(text)) * size / 1000


@kept
def _regular(text):
    return sum([_REGULAR.get(sign, _OTHER) for sign in text])


@kept
def _strong(text):
    return sum([_STRONG.get(sign, _OTHER) for sign in text])


def wrapped(text, room, size, strong=False):
    """The text on lines that are at most `room` wide, words whole; no-break spaces hold. A longer word is left to stick out."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and width(longer, size, strong) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
