"""What each table must say to be read, and how it is read."""

from datetime import date

import pytest

import samples
from essor.places import COURSE
from essor.readers import chronology, facts, glossary, programme, running_order, tables, who_does_what
from samples import EVENTS, FACT, LAW, SLOTS, VARIANTS

BOX = "région,stratégie,2014,règle,élabore la stratégie,loi-ess-art-7,vérifié\n"

LOADED = {"glossaire": glossary.load, "chronologie": chronology.load, "programme": programme.load, "deroules": running_order.load}
LOADED |= {"competences": who_does_what.load, "faits": lambda path: facts.load(path.parent)}


def loaded(folder, table, lines):
    (folder / f"{table}.csv").write_text(samples.table(table, lines), "utf8")
    return LOADED[table](folder / f"{table}.csv")


# A table, its lines, and what is said of them.
REFUSED = [
    ("faits", FACT.replace("un-fait", "Un_Fait"), "faits.csv:2: cle is 'Un_Fait', expected the pattern [a-z0-9]+(-[a-z0-9]+)*"),
    ("faits", FACT.replace("un-fait", ""), "cle is ''"),
    ("faits", FACT.replace("Un fait", ""), "libelle is '', expected a value"),
    ("faits", FACT.replace(",5,", ", ,"), "valeur is ' ', expected no space around"),
    ("faits", FACT.replace("Dossier", ""), "source is ''"),
    ("faits", FACT.replace("vérifié", "sûr"), "statut is 'sûr', expected one of 'en vigueur, lu', 'lu, version ancienne', "),
    ("faits", FACT.replace("https://example.org/", "example.org"), "adresse is 'example.org'"),
    ("faits", FACT.replace("2026-11-24", "24/11/2026"), "verifie_le is '24/11/2026'"),
    ("faits", FACT.replace("2026-11-24", "2026-02-30"), "verifie_le is '2026-02-30'"),
    ("faits", FACT.replace("2026-11-24", ""), "the day it was read, since statut is 'vérifié'"),
    ("faits", FACT.replace("vérifié,2026-11-24", '"en vigueur, lu",'), "the day it was read, since statut is 'en vigueur, lu'"),
    ("faits", FACT.replace("24,", "24,a,b"), "expected 10 values"),
    ("faits", FACT * 2, "faits.csv:3: cle is 'un-fait', expected a value of its own: faits.csv:2 has it"),
    ("faits", "", "faits.csv: no line"),
    ("glossaire", "Terme,terme,,Loi,vérifié", "glossaire.csv:2: definition is ''"),
    ("glossaire", ",terme,Sens.,Loi,vérifié", "terme is ''"),
    ("glossaire", "Terme,,Sens.,Loi,vérifié", "variantes is ''"),
    ("glossaire", "Terme,terme,Sens.,,vérifié", "source is ''"),
    ("glossaire", "Terme,terme,Sens.,Loi,sûr", "statut is 'sûr', expected one of"),
    ("glossaire", "Terme,terme,Sens.,Loi", "expected 5 values"),
    ("glossaire", "Terme,terme,Sens.,Loi,vérifié\nTermé,autre,Sens.,Loi,vérifié", "glossaire.csv:3: 'terme-terme' of terme 'Termé'"),
    ("glossaire", "Terme,terme,Sens.,Loi,vérifié\nAutre,Terme | terme,Sens.,Loi,vérifié", "'terme' of terme 'Autre' already belongs to 'Terme'"),
    ("chronologie", "", "chronologie.csv: no line"),
    ("chronologie", "2014-07-31,Une loi,Texte,définition,loi\n", "chronologie.csv:2: expected 6 values"),
    ("chronologie", "2014-07-31,,Texte,définition,loi,vérifié\n", "titre is '', expected a value"),
    ("chronologie", "2014-07-31,Une loi,Texte,définition,,vérifié\n", "cle is '', expected a value"),
    ("chronologie", "2014-07-31,Une loi,Texte,définition,loi,sûr\n", "statut is 'sûr', expected one of"),
    ("chronologie", "31/07/2014,Une loi,Texte,définition,loi,vérifié\n", "date is '31/07/2014'"),
    ("chronologie", "2014-13,Une loi,Texte,définition,loi,vérifié\n", "date is '2014-13'"),
    ("chronologie", "2015-02-30,Une loi,Texte,définition,loi,vérifié\n", "date is '2015-02-30'"),
    ("chronologie", f"{LAW}2014-07-30,Avant,Texte,définition,loi,vérifié\n", "chronologie.csv:3: date is '2014-07-30', expected a date not before"),
    ("programme", "", "programme.csv: no line"),
    ("programme", "9:00,,accueil,A,\n", "programme.csv:2: debut is '9:00', expected a time"),
    ("programme", "09:00,24:10,accueil,A,\n", "fin is '24:10', expected a time"),
    ("programme", "09:00,09:00,accueil,A,\n", "fin is '09:00', expected a time after debut"),
    ("programme", "09:00,,pause,A,\n", "forme is 'pause', expected one of 'accueil'"),
    ("programme", "09:00,,accueil,,\n", "titre is ''"),
    ("programme", "09:00,,accueil,A\n", "expected 5 values"),
    ("programme", "09:00,09:30,accueil,A,\n09:40,,débat,B,\n", "programme.csv:3: debut is 9\u00a0h\u00a040, but the previous slot ends at 9\u00a0h\u00a030"),
    ("programme", "09:00,09:30,accueil,A,\n09:20,,débat,B,\n", "but the previous slot ends at"),
    ("programme", "09:00,,accueil,A,\n08:00,,débat,B,\n", "not after the previous"),
    ("deroules", "matin,a,09:00,30,exposé,T,O,,\n", "deroules.csv:2: variante is 'matin', expected one of"),
    ("deroules", "journee,a,9:00,30,exposé,T,O,,\n", "deroules.csv:2: debut is '9:00', expected a time such as 09:30"),
    ("deroules", "journee,a,09:00,0,exposé,T,O,,\n", "deroules.csv:2: duree is '0', expected at least 1"),
    ("deroules", "journee,a,09:00,-5,exposé,T,O,,\n", "deroules.csv:2: duree is '-5', expected at least 1"),
    ("deroules", "journee,a,09:00,30,cours,T,O,,\n", "deroules.csv:2: forme is 'cours', expected one of"),
    ("deroules", "journee,a,09:00,30,exposé,,O,,\n", "deroules.csv:2: titre is '', expected a value"),
    ("deroules", "journee,a,09:00,30,exposé,T,,,\n", "deroules.csv:2: objectif is '', expected a value"),
    ("deroules", f"{VARIANTS}distance-2,b,09:31,5,pause,T,O,,\n", "deroules.csv:10: debut is '09:31', expected the end of 'a'"),
    ("deroules", f"{VARIANTS}distance-2,a,09:30,5,pause,T,O,,\n", "10: variante, cle is ('distance-2', 'a'), expected a value of its own: deroules.csv:5"),
    ("deroules", "journee,a,09:00,30,exposé,T,O,,\n", "deroules.csv: no activity in ['demi-journee', 'distance-1', 'distance-2', 'heure-1'"),
    ("competences", "", "competences.csv: no line"),
    ("competences", "région,stratégie\n", "competences.csv:2: expected 7 values"),
    ("competences", BOX.replace("région", "pays"), "niveau is 'pays', expected one of 'État'"),
    ("competences", BOX.replace("stratégie,2014", "chasse,2014"), "role is 'chasse'"),
    ("competences", BOX.replace("2014", "2015"), "regime is '2015'"),
    ("competences", BOX.replace("règle", "avis"), "nature is 'avis'"),
    ("competences", BOX.replace("vérifié", "sûr"), "statut is 'sûr'"),
    ("competences", BOX.replace("loi-ess-art-7", ""), "source is '', expected a value"),
]


@pytest.mark.parametrize("table, lines, reason", REFUSED)
def test_a_table_that_would_mislead_is_refused(tmp_path, table, lines, reason):
    with pytest.raises(tables.TableError) as refusal:
        loaded(tmp_path, table, lines)
    assert reason in str(refusal.value)


@pytest.mark.parametrize("table", LOADED)
def test_other_columns_are_refused(tmp_path, table):
    (tmp_path / f"{table}.csv").write_text("cle,autre\n", "utf8")
    with pytest.raises(tables.TableError, match=rf"{table}.csv: columns are"):
        LOADED[table](tmp_path / f"{table}.csv")


def test_a_register_is_the_union_of_its_files(tmp_path):
    with pytest.raises(tables.TableError, match="faits: no line"):
        facts.load(tmp_path)
    (fact,) = loaded(tmp_path, "faits", FACT).values()
    assert fact == facts.Fact("un-fait", "Un fait", "5", "%", "2014", "Dossier", "https://example.org/", "vérifié", date(2026, 11, 24), "", "faits.csv")
    other = (tmp_path / "faits.csv").read_text("utf8")
    (tmp_path / "autre.csv").write_text(other.replace("un-fait", "un-autre"), "utf8")
    assert {key: fact.file for key, fact in facts.load(tmp_path).items()} == {"un-autre": "autre.csv", "un-fait": "faits.csv"}
    (tmp_path / "autre.csv").write_text(other, "utf8")
    with pytest.raises(tables.TableError, match=r"faits.csv:2: cle is 'un-fait', expected a value of its own: autre.csv:2 has it"):
        facts.load(tmp_path)


def test_reads_events_in_order(tmp_path):
    events = loaded(tmp_path, "chronologie", EVENTS)
    assert chronology.themes(events) == ["définition", "journée", "achats"]
    assert [event.title for event in chronology.of_themes(events, ["achats"])] == ["Un seuil", "Un décompte"]
    assert [(year, len(of_year)) for year, of_year in chronology.by_year(events)] == [("2014", 2), ("2015", 1), ("2019", 1), ("2023", 1)]
    with pytest.raises(tables.TableError, match="'achat'; expected some of définition, journée, achats"):
        chronology.of_themes(events, ["achat"])


# A date known by its year is not before a day of that year.
@pytest.mark.parametrize(
    "one, other, before",
    [("2014-07-31", "2014-08-02", True), ("2014", "2014-07", False), ("2014-07", "2014", False), ("2014", "2015-01", True), ("2015", "2014-12", False)],
)
def test_which_date_comes_before(one, other, before):
    assert chronology.comes_before(one, other) is before


def test_durations_and_span(tmp_path):
    slots = loaded(tmp_path, "programme", SLOTS)
    assert [slot.duration for slot in slots] == [30, 45, 75, None]
    assert programme.span(slots) == (9 * 60, 11 * 60 + 30)
    with pytest.raises(ValueError, match="no slot has a known end"):
        programme.span(loaded(tmp_path, "programme", "09:00,,accueil,A,\n"))


@pytest.mark.parametrize(
    "minutes, time, duration", [(570, "9 h 30", "9 h 30"), (540, "9 h", "9 h"), (545, "9 h 05", "9 h 05"), (45, "0 h 45", "45 min"), (75, "1 h 15", "1 h 15")]
)
def test_times_in_french(minutes, time, duration):
    assert [programme.clock(minutes), programme.lasting(minutes)] == [time.replace(" ", "\u00a0"), duration.replace(" ", "\u00a0")]


def test_the_shipped_glossary_is_complete():
    entries = glossary.load(COURSE / "data" / "glossaire.csv")
    assert len(entries) == len({entry.anchor for entry in entries}) == 71
    for entry in entries:
        assert entry.definition.endswith((".", "…")) and len(glossary.re.findall(r"[.…] ", f"{entry.definition} ")) <= 3, entry.term
