"""The tables of data/ hold what datapackage.json says, and the course quotes them as they are."""

import json
import re

import frictionless
import pytest

import prose
from essor.own_exercises import example
from essor.places import COURSE
from essor.portable.rules.procurement import HOURS_PER_FTE
from essor.readers import facts, running_order, tables, who_does_what

DATA = COURSE / "data"
PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
# Written as a spreadsheet or an office gives them, for `charger`: our strict reader is not made for them.
SUPPLIED = [name for name, resource in RESOURCES.items() if "dialect" in resource]
REGISTER = facts.load(DATA / "faits")
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


@pytest.mark.parametrize("name", [name for name in RESOURCES if name not in SUPPLIED])
def test_a_table_is_described_and_written_as_our_reader_expects(name):
    assert rows(name)
    columns = {field["name"] for field in fields(name)}
    for field in fields(name):
        assert field["type"] in tables.TYPES, field["name"]
        assert set(field.get("constraints", {})) <= {"required", "unique", "enum", "pattern", "minimum", "maximum"}, field["name"]
        assert ("unit" in field) == (field["type"] in ("integer", "number")), field["name"]
        assert field.get("unit") != "colonne unite" or "unite" in columns, field["name"]
    for raw in (path.read_bytes() for path in paths(name)):
        assert not raw.startswith(b"\xef\xbb\xbf") and b"\r" not in raw and raw.endswith(b"\n")


@pytest.mark.parametrize("name", SUPPLIED)
def test_a_supplied_example_says_that_it_is_fictitious_and_loads_as_described(name):
    (path,) = paths(name)
    assert path.parent == DATA / "exemples" and "fictif" in RESOURCES[name]["title"]
    assert list(example(path.name).columns) == [field["name"] for field in fields(name)]


def test_every_source_of_the_table_of_sources_is_cited():
    links = [(name, key) for name in RESOURCES for key in RESOURCES[name]["schema"].get("foreignKeys", [])]
    cited = {getattr(row, key["fields"][0]) for name, key in links if key["reference"]["resource"] == "sources" for row in rows(name)}
    assert {row.cle for row in rows("sources")} == cited


def test_words_that_the_code_gives_a_meaning_are_those_described():
    assert tables.allowed("faits", "statut") == facts.STATUSES
    assert tuple(running_order.VARIANTS) == tables.allowed("deroules", "variante")
    assert tables.allowed("competences", "regime") == who_does_what.REGIMES
    assert tables.allowed("competences", "nature") == (who_does_what.RULE, who_does_what.EXAMPLE)


def test_a_text_of_law_says_how_it_was_read():
    """« vérifié » would not say whether the text read is the one in force."""
    named = ("art.", "loi", "décret", "règlement", "ordonnance", "arrêté", "décision", "communication")
    assert [fact.key for fact in REGISTER.values() if fact.value.startswith(named) and fact.status == facts.CHECKED] == []


@pytest.mark.parametrize("table, column", [("chronologie", "cle"), ("competences", "source")])
def test_a_line_is_as_sure_as_the_fact_that_it_quotes(table, column):
    assert [row for row in rows(table) if row.statut != REGISTER[getattr(row, column)].status] == []


def test_every_fact_quoted_by_a_page_is_in_the_register():
    quoted = {(key, page) for page in prose.pages() for key in FACT.findall((COURSE / page).read_text(encoding="utf-8"))}
    assert {(key, page) for key, page in quoted if key not in REGISTER} == set()


def value(key):
    return float(REGISTER[key].value)


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
        "pas-de-calais-par-habitant-large": sum(value(f"pas-de-calais-budget-{one}") for one in ("ess", "solidarites")) / value("pas-de-calais-habitants"),
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
    assert set(computed) == {key for key, fact in REGISTER.items() if fact.status == facts.COMPUTED}
    for key, expected in computed.items():
        decimals = len(REGISTER[key].value.partition(".")[2])
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
    fact = REGISTER[key]
    (row,) = [r for r in rows("monnaies-locales") if (r.monnaie, r.periode, r.mesure) == (currency, period, measure)]
    assert row.valeur == float(fact.value)
    assert (row.source, row.adresse, row.statut) == (fact.source, fact.address, fact.status)
