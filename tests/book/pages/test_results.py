"""A result typed in the text is what its simulator shows in that scenario, or the build fails."""

import re

import pytest

import book_site
from essor.book.pages.results import is_shown, scenario
from essor.portable.simulators.controls import InputError
from quoted import plain

AT_0 = (
    "L’association perd 3 250 € par an ; Commission d’équilibre, sans subvention : 4,76 % ; 20 € changés puis reconvertis : 21,00 €"
    " ; Solde par an : −3 250 € ; À avancer sur deux ans : 6 500 €"
)
AT_5 = (
    "La commission de 5,00 % rembourse le bonus ; Commission d’équilibre, sans subvention : 4,76 % ; 20 € changés puis reconvertis : 19,95 €"
    " ; Solde par an : 163 € ; À avancer sur deux ans : 242 €"
)


@pytest.mark.parametrize("query, values", [("", {}), ("reuse=60", {"reuse": 60.0}), ("phase=2&reuse=62,5", {"phase": "2", "reuse": 62.5})])
def test_a_scenario_is_read_as_a_reader_types_it(query, values):
    assert scenario("bousol-circuits", query) == values


@pytest.mark.parametrize("query", ["reuse=beaucoup", "reuse=400", "vitesse=3", "phase=9"])
def test_what_the_simulator_would_refuse_is_refused(query):
    with pytest.raises(InputError):
        scenario("bousol-circuits", query)


def test_a_situation_sets_what_it_says_and_one_that_is_not_there_is_told_with_those_that_are():
    assert scenario("bousol-bonus", "situation=eusko&fee=4") == {"fee": 4.0, "hold": 10.75}
    with pytest.raises(InputError, match="Situation inconnue.*« rien ». Il y a.*no-fee, boulonnais-2016, souvenirs et eusko".replace(" ", r"\s")):
        scenario("bousol-bonus", "situation=rien")


@pytest.mark.parametrize(
    "text, values, shown",
    [
        ("1,67", {}, True),
        ("1,7", {}, True),  # to the decimals that it has
        ("1,9", {}, False),
        ("1,670", {}, False),  # more precise than what is shown
        ("2,5 paiements", {"reuse": 60}, True),
        ("1,67", {"reuse": 60}, False),
        ("7\u202f000 €", {}, True),
        ("beaucoup", {}, False),
        ("Chaque Bou'Sol fait", {}, True),  # words, whatever their apostrophes
        ("Chaque Bou'So", {}, False),
        ("art. L. 311-5", {}, True),
        ("311", {}, False),  # inside a reference
    ],
)
def test_a_text_is_shown_or_is_not(text, values, shown):
    assert is_shown(text, "bousol-circuits", values) is shown


@pytest.mark.parametrize("text", ["163 €", "242 €", "3 413 €", "5,00 %", "5,0 %", "95,2 %", "21 Bou’Sols"])
def test_what_is_shown_at_a_fee_of_5_percent(text):
    assert is_shown(text, "bousol-bonus", {"fee": 5.0})


@pytest.mark.parametrize(
    "text",
    [
        *["63 €", "42 €", "413 €", "3 €", "3 41 €"],  # inside 163, 242 and 3 413
        *["5,00 €", "163 %"],  # another unit
        *["163", "5,00"],  # nor can the unit be left out where it is a sign
        *["40 €", "40 %", "250 €", "250 solistes"],  # the reader's own settings
        *["6 €", "162 €", "163,0 €", "4,7 %", "−163 €"],
        "163 € 242 €",  # each shown, but apart
    ],
)
def test_what_is_not_shown_at_a_fee_of_5_percent(text):
    assert not is_shown(text, "bousol-bonus", {"fee": 5.0})


def test_a_setting_is_shown_where_the_scenario_names_it_as_it_is_written():
    assert is_shown("250 solistes", "bousol-bonus", {"solistes": 250}) and is_shown("40 %", "bousol-bonus", {"reuse": 40})
    assert not is_shown("250 €", "bousol-bonus", {"solistes": 250}) and not is_shown("40 €", "bousol-bonus", {"reuse": 40})


@pytest.mark.parametrize("text, shown", [("−159", True), ("159", True), ("1 829", True), ("−430", False), ("59", False)])
def test_a_loss_may_be_said_without_its_minus_but_no_gain_with_one(text, shown):
    assert is_shown(text, "shift-share", {}) is shown


def test_a_page_that_quotes_a_result_falsely_is_told_where_with_what_is_shown(tmp_path, capsys):
    asked = ["163 € <bousol-bonus?fee=5>", "63 € <bousol-bonus?fee=5>", "3 249 € <bousol-bonus?>", "0 € <bousol-bonus?situation=rien>"]
    asked += ["0 € <bousol-bonus?fee=20>", "0 € <bousol-bonus?fee>", "0 € <bousol?>"]
    page = "# Accueil\n" + "".join(f"\n{{resultat}}`{one}`\n" for one in asked)
    book_site.built(tmp_path, {"book/index.md": page}, strict=False)
    told = re.findall(r"index\.md:(\d+): WARNING: ([^\n\x1b]*)", plain(capsys.readouterr().err))
    assert told == [
        ("5", f"'63 €' is not shown by bousol-bonus at fee=5, which shows {AT_5}"),
        ("7", f"'3 249 €' is not shown by bousol-bonus at its defaults, which shows {AT_0}"),
        ("9", "bousol-bonus: Situation inconnue : « rien ». Il y a : no-fee, boulonnais-2016, souvenirs et eusko."),
        ("11", "bousol-bonus: Commission de reconversion : « 20 » est hors limites. Indiquez un nombre de 0 à 10 %."),
        ("13", "bousol-bonus: bad query field: 'fee'"),
        ("15", "no simulator in '0 € <bousol?>'"),
    ]


def test_a_table_is_typed_row_by_row():
    typed = "10000_12_25_100~20000_60_20_60~50000_3_30_0~15000_8_16_40~5000_25_9_60"
    colleges = scenario("scic-votes", f"colleges={typed}")["colleges"]
    assert [row[2] for row in colleges] == [25, 20, 30, 16, 9]
