"""Rules, simulators and exercises compute with the figures of the register and of the tables."""

import pytest

from essor.places import COURSE
from essor.portable.models.currency_agents import COMMUNES
from essor.portable.rules import ess, grants, local_currency
from essor.portable.rules.dated import CHECKED
from essor.portable.rules.procurement import EUROPEAN_THRESHOLD, SERVICES, SPASER_THRESHOLD
from essor.portable.simulators import (
    axis_portfolio,
    bousol_agents,
    bousol_bonus,
    bousol_circuits,
    budget_per_inhabitant,
    clause_planner,
    esr_bond,
    goutte_dor_census,
    location_quotient,
    my_departement,
)
from essor.questions import bousol, cooperer, diagnostic
from essor.readers import facts
from essor.readers.tables import rows

DATA = COURSE / "data"
REGISTER = facts.load(DATA / "faits")
M = 1_000_000

# A fact of the register, and each number that the code takes for it.
USED = {
    "bousol-tranche-euros": [local_currency.TRANCHE_EUROS],
    "bousol-tranche-bousols": [local_currency.TRANCHE_UNITS],
    "bousol-bonus": [100 * local_currency.BONUS],
    "bousol-couverture": [round(100 * local_currency.cover_without_support(local_currency.BONUS), 2)],
    "bousol-solistes-2013": [bousol_circuits.SOLISTES_2013],
    "bousol-solistes-2016": [bousol_circuits.SOLISTES_2016, bousol_agents.SOLISTES_2016],
    "bousol-commerces-2016": [bousol_agents.SHOPS_2016],
    "bousol-communes": [COMMUNES],
    "eusko-vitesse-2018": [bousol_circuits.EUSKO_VELOCITY],
    "eusko-commission-2018": [bousol_bonus.EUSKO_FEE],
    "eusko-circulation-2019": [bousol.EUSKO_MASS_2019],
    "pas-de-calais-emplois-ess": [location_quotient.JOBS, diagnostic.PAS_DE_CALAIS_JOBS],
    "pas-de-calais-part-ess": [location_quotient.PART, diagnostic.PAS_DE_CALAIS_SHARE],
    "nord-pas-de-calais-part-ess": [location_quotient.REGION_SHEET, diagnostic.REGION_SHARE],
    "france-part-ess-fiche": [location_quotient.FRANCE_SHEET, diagnostic.FRANCE_SHARE],
    "pas-de-calais-budget-ess": [budget_per_inhabitant.PAS_DE_CALAIS[0], diagnostic.PAS_DE_CALAIS_BUDGET],
    "pas-de-calais-budget-solidarites": [budget_per_inhabitant.PAS_DE_CALAIS[1], diagnostic.PAS_DE_CALAIS_SOLIDARITY],
    "pas-de-calais-habitants": [budget_per_inhabitant.PAS_DE_CALAIS[2], diagnostic.PAS_DE_CALAIS_INHABITANTS],
    "pas-de-calais-colleges-cdess": [9],
    "aquitaine-budget-ess": [budget_per_inhabitant.AQUITAINE[0], diagnostic.AQUITAINE_BUDGET],
    "aquitaine-habitants": [budget_per_inhabitant.AQUITAINE[2], diagnostic.AQUITAINE_INHABITANTS],
    "aquitaine-axes-ess": [len(axis_portfolio.AXES)],
    "france-part-ess-total-2019": [diagnostic.SHARE_OF_ALL_JOBS],
    "france-part-ess-prive-2019": [diagnostic.SHARE_OF_PRIVATE_JOBS],
    "goutte-dor-marchands": [cooperer.UNITS[0]],
    "goutte-dor-ateliers": [cooperer.UNITS[1]],
    "goutte-dor-merceries": [cooperer.UNITS[2]],
    "goutte-dor-createurs": [cooperer.UNITS[3]],
    "goutte-dor-unites": [sum(goutte_dor_census.COUNTS)],
    "goutte-dor-emplois": [goutte_dor_census.JOBS, cooperer.JOBS],
    "lorraine-heures": [clause_planner.LORRAINE_HOURS, cooperer.LORRAINE_HOURS],
    "lorraine-marches": [clause_planner.LORRAINE_CONTRACTS, cooperer.LORRAINE_CONTRACTS],
    "lorraine-heures-par-marche": [clause_planner.LORRAINE_HOURS / clause_planner.LORRAINE_CONTRACTS],
    "spaser-seuil-2015": [SPASER_THRESHOLD.at("2015-02-01") / M],
    "spaser-seuil-2023": [SPASER_THRESHOLD.at("2023-01-01") / M],
    "seuil-europeen-services-2026": [EUROPEAN_THRESHOLD[SERVICES].at(CHECKED)],
    "idf-emprunt-2014": [esr_bond.ISSUE_2014],
    "subvention-seuil-convention": [grants.AGREEMENT_ABOVE.at(CHECKED)],
    "ess-part-fonds": [100 * ess.FUND_SHARE.at(CHECKED)],
    "ess-part-gardee": [100 * ess.KEPT_SHARE.at(CHECKED)],
    "esus-part-charges": [100 * ess.ESUS_COST_SHARE.at(CHECKED)],
}


@pytest.mark.parametrize("key", USED)
def test_the_code_uses_the_figure_of_the_register(key):
    assert USED[key] == [float(REGISTER[key].value)] * len(USED[key])


def test_businesses_of_the_boulonnais_are_those_of_the_register():
    kinds = ("entreprises-ess", "etablissements-rcs", "artisans")
    assert bousol_agents.BUSINESSES == bousol.BUSINESSES == sum(int(REGISTER[f"bousol-{kind}"].value) for kind in kinds) == 7350


def test_the_private_share_is_that_of_the_table():
    france = {(row.annee, row.denominateur): row.part_ess for _, row in rows("ess-france", DATA / "ess-france.csv")}
    assert france[my_departement.PRIVATE_YEAR, "privé"] == my_departement.PRIVATE_SHARE and my_departement.PRIVATE_YEAR == 2013


def test_the_eusko_keeps_the_identities_of_the_model():
    # Euskal Moneta: 2020, exchanged less reconverted is the growth of the mass ; May 2019, the fund is the mass.
    eusko = {(row.annee, row.mesure): row.valeur for _, row in rows("monnaies-locales", DATA / "monnaies-locales.csv") if row.monnaie == "Eusko"}
    assert eusko[2020, "changés par les particuliers"] - eusko[2020, "reconvertis par les professionnels"] == 1_431_791 - 706_558 == 725_233
    assert eusko[2019, "fonds de réserve"] == eusko[2019, "en circulation"] == 1_270_000
