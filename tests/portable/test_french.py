"""French numbers, as the Imprimerie nationale sets them: narrow space in thousands, comma, true minus."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essor.portable import french

NN, NB, MINUS = "\u202f", "\u00a0", "\u2212"
PAYMENTS = ("paiement", "paiements")

# Decimals as a reader would type them: an integer over a power of ten.
typed = st.builds(lambda digits, k: Fraction(digits, 10**k), st.integers(-(10**10), 10**10), st.integers(0, 4))


@pytest.mark.parametrize(
    "value, decimals, text",
    [
        (0, None, "0"),
        (7, None, "7"),
        (999, None, "999"),
        (1000, None, f"1{NN}000"),
        (1234.5, None, f"1{NN}234,5"),
        (161000, 0, f"161{NN}000"),
        (1431791, None, f"1{NN}431{NN}791"),
        (1234567.891, 2, f"1{NN}234{NN}567,89"),
        (10**15, 0, f"1{NN}000{NN}000{NN}000{NN}000{NN}000"),
        (5, 2, "5,00"),
        (5.10, None, "5,1"),
        (0.05, None, "0,05"),
        (0.004, None, "0"),
        (2.345, 1, "2,3"),
        (-5, None, f"{MINUS}5"),
        (-1234.5, 1, f"{MINUS}1{NN}234,5"),
        # No « −0 »: what rounds to zero has no sign.
        (-0.0, None, "0"),
        (-0.004, 2, "0,00"),
        (-0.4, 0, "0"),
        # Halves go away from zero; Python's round() would give 0, 2, 2, −2, 0.12 and 1.
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-2.5, 0, f"{MINUS}3"),
        (0.125, 2, "0,13"),
        (1.005, 2, "1,01"),
        (999.5, 0, f"1{NN}000"),
        (0.995, 2, "1,00"),
        # A computed half: the model's 1312.5 comes out of a sum one bit short.
        (1312.4999999999998, 0, f"1{NN}313"),
        (1312.49, 0, f"1{NN}312"),
    ],
)
def test_number(value, decimals, text):
    assert french.number(value, decimals) == text


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
    "value, unit, decimals, text",
    [
        (5, "%", None, f"5{NB}%"),
        (5, "", None, "5"),
        # French takes the plural from two on, and the reader judges by what is shown.
        (0, PAYMENTS, None, f"0{NB}paiement"),
        (1, PAYMENTS, None, f"1{NB}paiement"),
        (1.67, PAYMENTS, 2, f"1,67{NB}paiement"),
        (1.994, PAYMENTS, 2, f"1,99{NB}paiement"),
        (1.996, PAYMENTS, 2, f"2,00{NB}paiements"),
        (1.9999999999999998, PAYMENTS, 2, f"2,00{NB}paiements"),
        (1.4, PAYMENTS, 0, f"1{NB}paiement"),
        (1.6, PAYMENTS, 0, f"2{NB}paiements"),
        (2, PAYMENTS, None, f"2{NB}paiements"),
        (1250, PAYMENTS, None, f"1{NN}250{NB}paiements"),
        (-1, PAYMENTS, None, f"{MINUS}1{NB}paiement"),
        (-2, PAYMENTS, None, f"{MINUS}2{NB}paiements"),
        (10**16, PAYMENTS, None, f"10{NN}000{NN}000{NN}000{NN}000{NN}000{NB}paiements"),
    ],
)
def test_quantity(value, unit, decimals, text):
    assert french.quantity(value, unit, decimals) == text


@pytest.mark.parametrize(
    "made, text",
    [
        (french.percent(0.05), f"5{NB}%"),
        (french.percent(1 / 21, 2), f"4,76{NB}%"),
        (french.percent(20 / 21, 2), f"95,24{NB}%"),
        (french.percent(0.29), f"29{NB}%"),  # 0.29 × 100 is 28.999999999999996 in binary
        (french.euros(1234.5), f"1{NN}235{NB}€"),
        (french.euros(19.95, 2), f"19,95{NB}€"),
        (french.euros(-3250), f"{MINUS}3{NN}250{NB}€"),
        (french.centimes(1995), "19,95"),
        (french.centimes(5), "0,05"),
        (french.centimes(0), "0,00"),
        (french.centimes(210000), f"2{NN}100,00"),
        (french.listed([]), ""),
        (french.listed(["a"]), "a"),
        (french.listed(["a", "b"]), "a et b"),
        (french.listed(["a", "b", "c"], "ou"), "a, b ou c"),
        (french.listed(word for word in "ab"), "a et b"),
    ],
)
def test_quantities_with_a_name(made, text):
    assert made == text


@pytest.mark.parametrize(
    "typed_text, text",
    [
        ("Oui ; non ! quoi ?", f"Oui{NN}; non{NN}! quoi{NN}?"),
        ("Ici : « là »", f"Ici{NB}: «{NB}là{NB}»"),
        ("5 % ou 20 €.", f"5{NB}% ou 20{NB}€."),
        (f"déjà{NN}? fait{NB}:", f"déjà{NN}? fait{NB}:"),
        ("a:b;c?d", "a:b;c?d"),
        ("", ""),
        # What announces a number stays with it.
        ("l’art. 16, (art. 5) et les articles 7", f"l’art.{NB}16, (art.{NB}5) et les articles{NB}7"),
        ("art. L. 311-5 ou R. 2113-7", f"art.{NB}L.{NB}311-5 ou R.{NB}2113-7"),
        ("loi n° 2014-856, p. 12", f"loi n°{NB}2014-856, p.{NB}12"),
        ("à part. Le 5, L. Fraisse", "à part. Le 5, L. Fraisse"),
        # What it counts stays with it too.
        ("de 9 h 30 à 10 h 15", f"de 9{NB}h{NB}30 à 10{NB}h{NB}15"),
        ("le 1er janvier, le 31 juillet 2014", f"le 1er{NB}janvier, le 31{NB}juillet 2014"),
        ("50 000 habitants", f"50{NN}000{NB}habitants"),
        ("12 M€, 3 ans.", f"12{NB}M€, 3{NB}ans."),
        ("en 2014 les élus", "en 2014 les élus"),
        # Thousands, and what is not.
        ("1 234 567,89 €", f"1{NN}234{NN}567,89{NB}€"),
        ("de 2014 à 2016 250 solistes", "de 2014 à 2016 250 solistes"),
        ("les phases 1 2 et 3", "les phases 1 2 et 3"),
        ("(1 500)", f"(1{NN}500)"),
        ("−1 500", f"−1{NN}500"),
        ("2 2014-856", "2 2014-856"),
    ],
)
def test_typeset(typed_text, text):
    assert french.typeset(typed_text) == text


def test_apostrophes_that_elide_are_curled():
    assert french.curled("l'été, d'1 € et l'« ESS »") == "l’été, d’1 € et l’« ESS »"
    assert french.curled("f('x') et rock 'n") == "f('x') et rock 'n"


words = st.sampled_from(["a", ":", ";", "«", "»", "%", "€", "art.", "L.", "n°", "h", "1", "250", "000,5", "1er", "mai", "l'", "", NN, NB])


@given(st.text(alphabet="ab :;!?»«%€\u00a0\u202f") | st.lists(words).map(" ".join) | st.lists(words).map("".join))
def test_typeset_changes_spaces_only_and_once(text):
    def bare(text):
        return text.replace(NN, " ").replace(NB, " ")

    assert bare(french.typeset(text)) == bare(text)
    assert french.typeset(french.typeset(text)) == french.typeset(text)


@given(st.integers(-(10**9), 10**9))
def test_centimes_are_exact(amount):
    written = french.centimes(amount)
    assert written[-3] == ","
    assert int(written.replace(NN, "").replace(",", "").replace(MINUS, "-")) == amount


@pytest.mark.parametrize(
    "text, value",
    [
        ("3,14", 3.14),
        ("2.5", 2.5),
        ("40", 40),
        ("40 %", 40),
        (f"40{NB}%", 40),
        ("40%", 40),
        ("20 €", 20),
        ("1 250", 1250),
        (f"1{NB}250", 1250),
        (f"1{NN}250,75{NB}€", 1250.75),
        ("1\u2009250", 1250),
        ("  7  ", 7),
        ("+7", 7),
        ("-5", -5),
        (f"{MINUS}5,5", -5.5),
        (",5", 0.5),
        ("5,", 5),
        ("007", 7),
        ("0", 0),
        # A mark followed by three digits cannot group thousands after a zero, after four digits, or before another mark.
        ("0.125", 0.125),
        ("-0.125 %", -0.125),
        ("00.500", 0.5),
        (".125", 0.125),
        ("1250.125", 1250.125),
        ("1 250.125", 1250.125),
        ("12.3456", 12.3456),
        ("1.25", 1.25),
        ("2,500", 2.5),
        # What can only be thousands is thousands.
        ("1.234.567", 1234567),
        ("1,234,567 €", 1234567),
        ("-1.234.567,5", -1234567.5),
        ("1.250,5", 1250.5),
        ("1,250.50 €", 1250.5),
        ("1.234,567", 1234.567),
    ],
)
def test_reads_what_a_french_reader_types(text, value):
    assert french.parse_number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        NB,
        "abc",
        "quarante",
        "1,2,3",
        "1.2.3",
        "1.23,5",
        "0.125,5",
        "0.000.000",
        "1.234,567.890",
        "1.234,567,8",
        "1..250",
        ".250.250",
        "1234.567.890",
        "1e5",
        "1E5",
        "½",
        "१२",
        "٣",
        "²",
        "1/2",
        "0x10",
        "1_000",
        "nan",
        "NaN",
        "inf",
        "Infinity",
        "-inf",
        "--5",
        "+-5",
        "5-",
        "-",
        "+",
        ",",
        ".",
        "%",
        "€",
        "5 % %",
        "5%€",
        "5 %x",
        "$5",
        "1\n2",
        "9" * 19,
        "40 %; 50 %",
        "<b>5</b>",
    ],
)
def test_refuses_anything_else(text):
    with pytest.raises(ValueError, match="not a number"):
        french.parse_number(text)


@pytest.mark.parametrize(
    "text, apart",
    [
        ("7", ("7", "")),
        (f"161{NN}000", ("161000", "")),
        (f"{MINUS}1{NN}234,50{NB}€", ("-1234,50", "€")),
        (f"+0,74{NB}point", ("0,74", "point")),
        (f"5{NB}%", ("5", "%")),
        (f"± 13,1{NB}%", ("13,1", "± %")),
        ("× 5,2", ("5,2", "×")),
        (f"12{NB}M€ au-delà du coût", ("12", "M€ au-delà du coût")),
        (f"45,0{NB}% (gagne)", ("45,0", "% (gagne)")),
        ("3 (bien)", ("3", "(bien)")),
        ("51e", ("51", "e")),
        ("1er", ("1", "er")),
        ("", None),
        ("–", None),
        (MINUS, None),
        ("oui", None),
        ("3 sur 5", None),
        ("10 à 16", None),
        ("1, 4 et 9", None),
        (f"57,5{NB}% à 60{NB}%", None),
        (f"2{NB}: années 5 et 10", None),
        (f"moins de 15{NN}000{NB}€", None),
        (f"2{NB}août 2014", None),
        ("mars 2027", None),
        ("2014-856", None),
        ("1. Achats", None),
        ("62 Pas-de-Calais", None),
        ("2B", None),
        ("5,", None),
        ("1,2,3", None),
        (f"5{NN}; dix", None),
    ],
)
def test_a_quantity_taken_apart(text, apart):
    assert french.measured(text) == apart


@given(typed, st.sampled_from(["", "%", "€", "k€", PAYMENTS]), st.integers(0, 3))
def test_what_is_written_is_taken_apart(value, unit, places):
    number, shown = french.measured(french.quantity(float(value), unit, places))
    assert french.number(float(number.replace(",", ".")), places) == french.number(float(value), places)
    assert shown in (unit if isinstance(unit, tuple) else (unit,))


@pytest.mark.parametrize(
    "text, readings",
    [
        ("100.000", (f"100{NN}000", "100")),
        ("100.000 €", (f"100{NN}000", "100")),
        ("1.500 %", (f"1{NN}500", "1,5")),
        ("12.345", (f"12{NN}345", "12,345")),
        ("+1.050", (f"1{NN}050", "1,05")),
        (f"{MINUS}1.500", (f"{MINUS}1{NN}500", f"{MINUS}1,5")),
        ("-1.500", (f"{MINUS}1{NN}500", f"{MINUS}1,5")),
    ],
)
@pytest.mark.parametrize("whole", [False, True])
def test_thousands_or_decimals(text, readings, whole):
    """One dot and exactly three digits: an English habit or a German one, and nobody can tell."""
    with pytest.raises(french.AmbiguousNumber) as doubt:
        french.parse_number(text, whole)
    assert doubt.value.readings == readings
    # Either reading, as it is written, can be typed.
    for reading in readings:
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
