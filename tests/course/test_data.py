"""The tables of data/ hold what datapackage.json says, and the course quotes them as they are."""

import json
import re
from datetime import date, time

import frictionless
import pytest

import prose
from essor.places import COURSE
from essor.portable.rules.procurement import HOURS_PER_FTE
from essor.readers import facts, programme, running_order, tables, who_does_what

DATA = COURSE / "data"
PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
FACT = re.compile(r"\{fait\}`([^`]+)`")


def paths(name):
    """The files of a table: a description gives one path, or the list of those to put end to end."""
    path = RESOURCES[name]["path"]
    return [DATA / one for one in ([path] if isinstance(path, str) else path)]


def rows(name):
    return [row for _, row in tables.rows(name, *paths(name))]


def fields(name):
    return RESOURCES[name]["schema"]["fields"]


def test_frictionless_finds_the_tables_as_described():
    report = frictionless.validate(str(DATA / "datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])
    assert report.stats["tasks"] == len(RESOURCES)


@pytest.mark.parametrize("name", RESOURCES)
def test_our_reader_takes_every_table(name):
    assert rows(name)


def test_every_table_is_described_and_every_description_has_its_table():
    found = {path for path in DATA.rglob("*") if path.is_file()}
    assert found == {DATA / "datapackage.json", *(path for name in RESOURCES for path in paths(name))}
    assert len(RESOURCES) == len(PACKAGE["resources"])


@pytest.mark.parametrize("described", [PACKAGE, *PACKAGE["resources"]], ids=lambda described: described["name"])
def test_a_description_is_complete(described):
    assert described["title"] and described["description"]
    assert all(licence["name"] and licence["title"] and licence["path"] for licence in described.get("licenses", PACKAGE["licenses"]))
    assert described["sources"] and all(source["title"] for source in described["sources"])
    if described is not PACKAGE:
        assert described["vintage"] and described["confidence"]
        assert all(field["description"] for field in described["schema"]["fields"])


@pytest.mark.parametrize("name", RESOURCES)
def test_every_number_has_a_unit_and_every_constraint_is_one_our_reader_knows(name):
    columns = {field["name"] for field in fields(name)}
    for field in fields(name):
        assert field["type"] in tables.TYPES, field["name"]
        assert set(field.get("constraints", {})) <= {"required", "unique", "enum", "pattern", "minimum", "maximum"}, field["name"]
        assert ("unit" in field) == (field["type"] in ("integer", "number")), field["name"]
        assert field.get("unit") != "colonne unite" or "unite" in columns, field["name"]


@pytest.mark.parametrize("name", RESOURCES)
def test_a_file_is_written_as_a_reader_expects(name):
    for path in paths(name):
        raw = path.read_bytes()
        assert not raw.startswith(b"\xef\xbb\xbf") and b"\r" not in raw and raw.endswith(b"\n"), path


def test_every_source_of_the_table_of_sources_is_cited():
    links = [(name, key) for name in RESOURCES for key in RESOURCES[name]["schema"].get("foreignKeys", [])]
    cited = {getattr(row, key["fields"][0]) for name, key in links if key["reference"]["resource"] == "sources" for row in rows(name)}
    assert {row.cle for row in rows("sources")} == cited


@pytest.mark.parametrize(
    "type, constraints, cell, accepted",
    [
        ("string", {"required": True}, "", "a value"),
        ("string", {"enum": ["vérifié", "calculé"]}, "sûr", "one of vérifié, calculé"),
        ("string", {"pattern": "https://.+"}, "http://exemple.fr", "the pattern https://.+"),
        ("string", {}, " vérifié", "no space around"),
        ("integer", {}, "3.5", "a whole number such as 12"),
        ("integer", {}, "1_000", "a whole number such as 12"),
        ("number", {}, "nan", "a number such as 12.5"),
        ("number", {}, "12,5", "a number such as 12.5"),
        ("number", {"minimum": 0}, "-1", "at least 0"),
        ("number", {"maximum": 100}, "100.5", "at most 100"),
        ("boolean", {}, "oui", "true or false"),
        ("date", {}, "24/11/2026", "a date such as 2026-11-24"),
        ("date", {}, "2026-02-30", "a date such as 2026-11-24"),
        ("time", {}, "9h30", "a time such as 09:30"),
    ],
)
def test_a_wrong_cell_is_refused(type, constraints, cell, accepted):
    with pytest.raises(tables.TableError) as refusal:
        tables.value_of({"name": "c", "type": type, "constraints": constraints}, cell, "t.csv:2")
    assert str(refusal.value) == f"t.csv:2: c is {cell!r}, expected {accepted}"


@pytest.mark.parametrize("content", [b'2023,1,"3.14"x,moyenne\n', "2023,1,3.14,élevée\n".encode("latin-1")], ids=["quotes", "encoding"])
def test_a_file_that_is_no_csv_in_utf_8_is_refused(tmp_path, content):
    path = tmp_path / "t.csv"
    path.write_bytes(b"annee,semestre,taux,confiance\n" + content)
    with pytest.raises(tables.TableError, match=r"^t\.csv:\d: "):
        list(tables.rows("tmo", path))


@pytest.mark.parametrize(
    "type, cell, value",
    [
        ("string", "", ""),
        ("integer", "-12", -12),
        ("number", "0.5", 0.5),
        ("number", "", None),
        ("boolean", "false", False),
        ("date", "2026-11-24", date(2026, 11, 24)),
        ("time", "09:30", time(9, 30)),
    ],
)
def test_a_cell_is_read_as_its_type(type, cell, value):
    read = tables.value_of({"name": "c", "type": type}, cell, "t.csv:2")
    assert read == value and read.__class__ is value.__class__


def test_words_that_the_code_gives_a_meaning_are_those_described():
    assert tables.allowed("faits", "statut") == facts.STATUSES
    assert tuple(running_order.VARIANTS) == tables.allowed("deroules", "variante")
    assert tables.allowed("competences", "regime") == who_does_what.REGIMES
    assert tables.allowed("competences", "nature") == (who_does_what.RULE, who_does_what.EXAMPLE)


def quoted():
    return {key: page.name for page in prose.pages() for key in FACT.findall((COURSE / page).read_text(encoding="utf-8"))}


def test_every_fact_quoted_by_a_page_is_in_the_register():
    known = facts.load(DATA / "faits")
    assert not {key: page for key, page in quoted().items() if key not in known}


# The programme printed for the day (2014 file). None: the printed programme does not say.
PRINTED = [
    ("09:00", None, "accueil"),
    ("09:30", "10:15", "conférence"),
    ("10:15", "11:30", "débat"),
    ("11:30", "12:45", "débat"),
    ("14:30", "15:45", "débat"),
    ("15:45", "16:45", "débat"),
    (None, None, "conclusion"),
]


def test_the_programme_is_the_printed_one_slot_by_slot():
    slots = [row for row in rows("programme") if row.forme != "repas"]
    assert [slot.forme for slot in slots] == [form for _, _, form in PRINTED]
    for slot, (start, end, _) in zip(slots, PRINTED, strict=True):
        assert start in (None, f"{slot.debut:%H:%M}")
        assert end in (None, slot.fin and f"{slot.fin:%H:%M}")


def test_the_slots_of_the_day_add_up():
    slots = programme.load(DATA / "programme.csv")
    assert programme.span(slots) == (9 * 60, 16 * 60 + 45)
    minutes = {form: sum(slot.duration or 0 for slot in slots if slot.form == form) for form in tables.allowed("programme", "forme")}
    # 45 min of lecture and 75 + 75 + 75 + 60 of debates are printed; welcome and lunch fill what is left.
    assert minutes == {"accueil": 30, "conférence": 45, "débat": 285, "repas": 105, "conclusion": 0}
    assert sum(minutes.values()) == (16 * 60 + 45) - 9 * 60


def test_a_slot_that_names_a_page_names_one_of_the_book():
    contents = (COURSE / "_toc.yml").read_text(encoding="utf-8")
    assert [row.page for row in rows("programme") if row.page and row.page not in contents] == []


def value(key):
    return float(facts.load(DATA / "faits")[key].value)


def share_of(code, year):
    """The part of the ESS in a département, as Insee gives it; the register rounds it."""
    return next(row.part_ess for row in rows("ess-departements") if (row.code, row.annee) == (code, year))


def test_facts_said_to_be_computed_are():
    """Every entry « calculé », from the facts it is computed from."""
    computed = {
        "bousol-bonus": 100 * (value("bousol-tranche-bousols") / value("bousol-tranche-euros") - 1),
        "bousol-couverture": 100 * value("bousol-tranche-euros") / value("bousol-tranche-bousols"),
        "eusko-vitesse-2018": value("eusko-paiements-2018") / value("eusko-circulation-2018"),
        "eusko-hausse-2020": value("eusko-change-2020") - value("eusko-reconversion-2020"),
        "goutte-dor-unites": sum(value(f"goutte-dor-{kind}") for kind in ("marchands", "ateliers", "merceries", "createurs")),
        "lorraine-heures-par-marche": value("lorraine-heures") / value("lorraine-marches"),
        "eusko-rapport-2020": 100 * value("eusko-reconversion-2020") / value("eusko-change-2020"),
        "aquitaine-par-habitant": value("aquitaine-budget-ess") / value("aquitaine-habitants"),
        "aquitaine-controle-etablissements": 100 * value("aquitaine-associations-etablissements") / value("aquitaine-organisations"),
        "aquitaine-population-insee": sum(row.population_2014 for row in rows("departements") if row.code in ("24", "33", "40", "47", "64")),
        "cabaret-vert-spectateurs-2011": value("cabaret-vert-spectateurs-2012") / (1 + value("cabaret-vert-hausse") / 100),
        "rollinger-aide-totale": value("rollinger-porteurs") * value("rollinger-aide"),
        "pas-de-calais-par-habitant": value("pas-de-calais-budget-ess") / value("pas-de-calais-habitants"),
        "pas-de-calais-par-habitant-large": (
            (value("pas-de-calais-budget-ess") + value("pas-de-calais-budget-solidarites")) / value("pas-de-calais-habitants")
        ),
        "pas-de-calais-emploi-implicite": 100 * value("pas-de-calais-emplois-ess") / value("pas-de-calais-part-ess"),
        "pas-de-calais-quotient-fiche": value("pas-de-calais-part-ess") / value("france-part-ess-fiche"),
        "pas-de-calais-quotient-insee": share_of("62", 2014) / value("france-part-insee-2014"),
        "goutte-dor-emplois-par-unite": value("goutte-dor-emplois") / value("goutte-dor-unites"),
        "grand-est-etp-controle": value("grand-est-heures-2024") / HOURS_PER_FTE,
        "lorraine-etp": value("lorraine-heures") / HOURS_PER_FTE,
        "ave-heures-par-personne-2015": 1e6 * value("heures-ave-2015") / value("ave-participants-2015"),
        "bousol-part-calculee": 100 * value("bousol-solistes-2016") / value("bousol-habitants"),
        "pays-de-la-loire-rapport-2015": value("pays-de-la-loire-etp-2015") / value("pays-de-la-loire-salaries-2015"),
        "france-fondations-part": 100 * value("france-fondations-emplois") / value("france-salaries-2019"),
        "france-hausse-apparente-2015-2019": 100 * (value("france-salaries-2019") / value("france-salaries-2015") - 1),
    }
    register = facts.load(DATA / "faits")
    assert set(computed) == {key for key, fact in register.items() if fact.status == facts.COMPUTED}
    for key, expected in computed.items():
        decimals = len(register[key].value.partition(".")[2])
        assert value(key) == pytest.approx(round(expected, decimals)), key


@pytest.mark.parametrize(
    "key, currency, period, measure",
    [
        ("bousol-emission-2013", "Bou’Sol", "deux mois après le lancement", "entrés en circulation"),
        ("bousol-solistes-2013", "Bou’Sol", "deux mois après le lancement", "particuliers"),
        ("bousol-prestataires-2013", "Bou’Sol", "deux mois après le lancement", "professionnels"),
        ("bousol-solistes-2016", "Bou’Sol", "vers 2016", "particuliers"),
        ("bousol-commerces-2016", "Bou’Sol", "article non daté, entre 2016 et 2018 environ", "professionnels"),
        ("eusko-circulation-2018", "Eusko", "octobre 2018", "en circulation"),
        ("eusko-paiements-2018", "Eusko", "2018", "paiements"),
        ("eusko-vitesse-2018", "Eusko", "2018", "vitesse"),
        ("eusko-commission-2018", "Eusko", "2018", "commission de reconversion"),
        ("eusko-circulation-2019", "Eusko", "mai 2019", "en circulation"),
        ("eusko-fonds-2019", "Eusko", "mai 2019", "fonds de réserve"),
        ("eusko-change-2020", "Eusko", "2020", "changés par les particuliers"),
        ("eusko-reconversion-2020", "Eusko", "2020", "reconvertis par les professionnels"),
        ("mlc-nombre-2021", "Ensemble des monnaies", "2021", "nombre de monnaies"),
        ("mlc-masse-2021", "Ensemble des monnaies", "2021", "en circulation"),
        ("mlc-mediane-2021", "Ensemble des monnaies", "2021", "masse médiane par monnaie"),
        ("mlc-moyenne-2014", "Ensemble des monnaies", "2014", "masse moyenne par monnaie"),
    ],
)
def test_a_figure_found_in_two_tables_is_the_same_in_both(key, currency, period, measure):
    fact = facts.load(DATA / "faits")[key]
    (row,) = [r for r in rows("monnaies-locales") if (r.monnaie, r.periode, r.mesure) == (currency, period, measure)]
    assert row.valeur == float(fact.value)
    assert (row.source, row.adresse, row.statut) == (fact.source, fact.address, fact.status)
