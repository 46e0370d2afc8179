"""French numbers, as the Imprimerie nationale sets them: narrow space in thousands, comma, true minus."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given, strategies as st

from essor.portable import french

NN, NB, MINUS = "\u202f", "\u00a0", "\u2212"
PAYMENTS = ("paiement", "paiements")
# Decimals as a reader would type them: an integer over a power of ten.
typed = st.builds(lambda digits, k: Fraction(digits, 10**k), st.integers(-(10**10), 10**10), st.integers(0, 4))
words = st.sampled_from(["a", ":", ";", "«", "»", "%", "€", "art.", "L.", "n°", "h", "1", "250", "000,5", "1er", "mai", "l'", "", NN, NB])
REFUSED = """abc quarante 1,2,3 1.2.3 1.23,5 0.125,5 0.000.000 1.234,567.890 1.234,567,8 1..250 .250.250 1234.567.890 1e5 1E5 ½ १२ ٣ ² 1/2 0x10
    1_000 nan NaN inf Infinity -inf --5 +-5 5- - + , . % € 5%€ $5 <b>5</b>"""
DOUBTFUL = [("100.000", "100_000", "100"), ("100.000 €", "100_000", "100"), ("1.500 %", "1_500", "1,5"), ("12.345", "12_345", "12,345")]
DOUBTFUL += [("+1.050", "1_050", "1,05"), ("−1.500", "−1_500", "−1,5"), ("-1.500", "−1_500", "−1,5")]


def spaced(text):
    """A text whose narrow spaces are typed `_`, and its other no-break spaces `~`."""
    return text.replace("_", NN).replace("~", NB)


@pytest.mark.parametrize(
    "decimals, written",
    [
        (None, [(0, "0"), (7, "7"), (999, "999"), (1000, "1_000"), (1234.5, "1_234,5"), (1431791, "1_431_791"), (5.10, "5,1"), (0.05, "0,05"), (0.004, "0")]),
        (0, [(161000, "161_000"), (10**15, "1_000_000_000_000_000")]),
        (1, [(2.345, "2,3"), (-1234.5, "−1_234,5")]),
        (2, [(1234567.891, "1_234_567,89"), (5, "5,00")]),
        (None, [(-5, "−5"), (-0.0, "0")]),  # no « −0 »: what rounds to zero has no sign
        (0, [(-0.4, "0")]),
        (2, [(-0.004, "0,00")]),
        # Halves go away from zero; Python's round() would give 0, 2, 2, −2, 0.12 and 1.
        (0, [(0.5, "1"), (1.5, "2"), (2.5, "3"), (-2.5, "−3"), (999.5, "1_000")]),
        (2, [(0.125, "0,13"), (1.005, "1,01"), (0.995, "1,00")]),
        # A computed half: the model's 1312.5 comes out of a sum one bit short.
        (0, [(1312.4999999999998, "1_313"), (1312.49, "1_312")]),
    ],
)
def test_number(decimals, written):
    assert [french.number(value, decimals) for value, _ in written] == [spaced(text) for _, text in written]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_number_refuses_what_is_not_finite(value):
    with pytest.raises(ValueError, match="finite"):
        french.number(value)


@given(typed, st.integers(0, 3))
def test_number_rounds_half_away_from_zero(value, places):
    scaled = floor(abs(value) * 10**places + Fraction(1, 2))  # exact
    read = french.number(float(value), places).replace(NN, "").replace(",", "").replace(MINUS, "-")
    assert int(read) == (scaled if value >= 0 else -scaled)


@given(typed)
def test_what_is_written_is_read_back(value):
    assert french.parse_number(french.number(float(value), 4)) == float(value)


@pytest.mark.parametrize(
    "iso, words", [("2019", "2019"), ("2023-05", "mai 2023"), ("2026-08", "août 2026"), ("2015-02-01", "1er~février 2015"), ("2026-11-24", "24~novembre 2026")]
)
def test_dates_in_words(iso, words):
    assert french.date_in_words(iso) == spaced(words)


# French takes the plural from two on, and the reader judges by what is shown.
@pytest.mark.parametrize(
    "unit, decimals, written",
    [
        ("%", None, [(5, "5~%")]),
        ("", None, [(5, "5")]),
        (PAYMENTS, None, [(0, "0~paiement"), (1, "1~paiement"), (2, "2~paiements"), (1250, "1_250~paiements"), (-1, "−1~paiement"), (-2, "−2~paiements")]),
        (PAYMENTS, 2, [(1.67, "1,67~paiement"), (1.994, "1,99~paiement"), (1.996, "2,00~paiements"), (1.9999999999999998, "2,00~paiements")]),
        (PAYMENTS, 0, [(1.4, "1~paiement"), (1.6, "2~paiements"), (10**16, "10_000_000_000_000_000~paiements")]),
    ],
)
def test_quantity(unit, decimals, written):
    assert [french.quantity(value, unit, decimals) for value, _ in written] == [spaced(text) for _, text in written]


@pytest.mark.parametrize(
    "made, text",
    [
        (french.percent(0.05), "5~%"),
        (french.percent(1 / 21, 2), "4,76~%"),
        (french.percent(20 / 21, 2), "95,24~%"),
        (french.percent(0.29), "29~%"),  # 0.29 × 100 is 28.999999999999996 in binary
        (french.euros(1234.5), "1_235~€"),
        (french.euros(19.95, 2), "19,95~€"),
        (french.euros(-3250), "−3_250~€"),
        *[(french.centimes(amount), text) for amount, text in ((1995, "19,95"), (5, "0,05"), (0, "0,00"), (210000, "2_100,00"))],
        *[(french.listed(words), text) for words, text in (([], ""), (["a"], "a"), (["a", "b"], "a et b"), (iter("ab"), "a et b"))],
        (french.listed(["a", "b", "c"], "ou"), "a, b ou c"),
    ],
)
def test_quantities_with_a_name(made, text):
    assert made == spaced(text)


@pytest.mark.parametrize(
    "typed_text, text",
    [
        ("Oui ; non ! quoi ?", "Oui_; non_! quoi_?"),
        ("Ici : « là »", "Ici~: «~là~»"),
        ("5 % ou 20 €.", "5~% ou 20~€."),
        ("déjà_? fait~:", "déjà_? fait~:"),
        ("a:b;c?d", "a:b;c?d"),
        ("", ""),
        # What announces a number stays with it.
        ("l’art. 16, (art. 5) et les articles 7", "l’art.~16, (art.~5) et les articles~7"),
        ("art. L. 311-5 ou R. 2113-7", "art.~L.~311-5 ou R.~2113-7"),
        ("loi n° 2014-856, p. 12", "loi n°~2014-856, p.~12"),
        ("à part. Le 5, L. Fraisse", "à part. Le 5, L. Fraisse"),
        # What it counts stays with it too.
        ("de 9 h 30 à 10 h 15", "de 9~h~30 à 10~h~15"),
        ("le 1er janvier, le 31 juillet 2014", "le 1er~janvier, le 31~juillet 2014"),
        ("50 000 habitants", "50_000~habitants"),
        ("12 M€, 3 ans.", "12~M€, 3~ans."),
        ("en 2014 les élus", "en 2014 les élus"),
        # Thousands, and what is not.
        ("1 234 567,89 €", "1_234_567,89~€"),
        ("de 2014 à 2016 250 solistes", "de 2014 à 2016 250 solistes"),
        ("les phases 1 2 et 3", "les phases 1 2 et 3"),
        ("(1 500)", "(1_500)"),
        ("−1 500", "−1_500"),
        ("2 2014-856", "2 2014-856"),
    ],
)
def test_typeset(typed_text, text):
    assert french.typeset(spaced(typed_text)) == spaced(text)


def test_apostrophes_that_elide_are_curled():
    assert french.curled("l'été, d'1 € et l'« ESS »") == "l’été, d’1 € et l’« ESS »"
    assert french.curled("f('x') et rock 'n") == "f('x') et rock 'n"


@given(st.text(alphabet="ab :;!?»«%€\u00a0\u202f") | st.lists(words).map(" ".join) | st.lists(words).map("".join))
def test_typeset_changes_spaces_only_and_once(text):
    def bare(text):
        return text.replace(NN, " ").replace(NB, " ")

    assert bare(french.typeset(text)) == bare(text)
    assert french.typeset(french.typeset(text)) == french.typeset(text)


@given(st.integers(-(10**9), 10**9))
def test_centimes_are_exact(amount):
    written = french.centimes(amount)
    assert written[-3] == "," and int(written.replace(NN, "").replace(",", "").replace(MINUS, "-")) == amount


# What is typed, and what is read.
READ = [
    "3,14=3.14 2.5=2.5 40=40 40%=40 +7=7 -5=-5 −5,5=-5.5 ,5=0.5 5,=5 007=7 0=0 40~%=40 1~250=1250 1_250,75~€=1250.75 1\u2009250=1250",
    # A mark followed by three digits cannot group thousands after a zero, after four digits, or before another mark.
    "0.125=0.125 -0.125~%=-0.125 00.500=0.5 .125=0.125 1250.125=1250.125 1~250.125=1250.125 12.3456=12.3456 1.25=1.25 2,500=2.5",
    # What can only be thousands is thousands.
    "1.234.567=1234567 1,234,567~€=1234567 -1.234.567,5=-1234567.5 1.250,5=1250.5 1,250.50~€=1250.5 1.234,567=1234.567",
]
TYPED = [pair.split("=") for line in READ for pair in line.split(" ")]


@pytest.mark.parametrize("text, value", [*TYPED, ("40 %", 40), ("20 €", 20), ("1 250", 1250), ("  7  ", 7)])
def test_reads_what_a_french_reader_types(text, value):
    assert french.parse_number(spaced(text)) == float(value)


@pytest.mark.parametrize("text", ["", " ", NB, "5 % %", "5 %x", "1\n2", "9" * 19, "40 %; 50 %", *REFUSED.split()])
def test_refuses_anything_else(text):
    with pytest.raises(ValueError, match="not a number"):
        french.parse_number(text)


@pytest.mark.parametrize(
    "text, apart",
    [
        *[("7", ("7", "")), ("161_000", ("161000", "")), ("−1_234,50~€", ("-1234,50", "€")), ("+0,74~point", ("0,74", "point")), ("5~%", ("5", "%"))],
        *[("± 13,1~%", ("13,1", "± %")), ("× 5,2", ("5,2", "×")), ("12~M€ au-delà du coût", ("12", "M€ au-delà du coût"))],
        *[("45,0~% (gagne)", ("45,0", "% (gagne)")), ("3 (bien)", ("3", "(bien)")), ("51e", ("51", "e")), ("1er", ("1", "er"))],
        *[(text, None) for text in ("", "–", "−", "oui", "3 sur 5", "10 à 16", "1, 4 et 9", "57,5~% à 60~%", "2~: années 5 et 10", "moins de 15_000~€")],
        *[(text, None) for text in ("2~août 2014", "mars 2027", "2014-856", "1. Achats", "62 Pas-de-Calais", "2B", "5,", "1,2,3", "5_; dix")],
    ],
)
def test_a_quantity_taken_apart(text, apart):
    assert french.measured(spaced(text)) == apart


@given(typed, st.sampled_from(["", "%", "€", "k€", PAYMENTS]), st.integers(0, 3))
def test_what_is_written_is_taken_apart(value, unit, places):
    number, shown = french.measured(french.quantity(float(value), unit, places))
    assert french.number(float(number.replace(",", ".")), places) == french.number(float(value), places)
    assert shown in (unit if isinstance(unit, tuple) else (unit,))


@pytest.mark.parametrize("text, one, other", DOUBTFUL)
@pytest.mark.parametrize("whole", [False, True])
def test_thousands_or_decimals(text, one, other, whole):
    """One dot and exactly three digits: an English habit or a German one, and nobody can tell."""
    with pytest.raises(french.AmbiguousNumber) as doubt:
        french.parse_number(text, whole)
    assert doubt.value.readings == (spaced(one), other)
    # Either reading, as it is written, can be typed.
    for reading in doubt.value.readings:
        assert french.number(french.parse_number(reading), None if "," not in reading else len(reading.split(",")[1])) == reading


def test_a_comma_is_doubtful_only_in_a_whole_number():
    assert french.parse_number("100,000") == 100
    with pytest.raises(french.AmbiguousNumber) as doubt:
        french.parse_number("100,000 €", whole=True)
    assert doubt.value.readings == (f"100{NN}000", "100")
    assert french.parse_number("0,500", whole=True) == 0.5
    assert french.parse_number("100,00", whole=True) == 100


@given(st.text() | st.text(alphabet="0123456789 ,.-+%€eE\u202f\u2212"), st.booleans())
def test_any_text_is_a_finite_number_or_a_refusal(text, whole):
    try:
        value = french.parse_number(text, whole)
    except ValueError:
        return
    assert abs(value) < 1e18
    assert any(c in "0123456789" for c in text)
