"""The figures of data/ add up, and say the same thing wherever two tables hold them."""

import itertools
import re
from collections import Counter
from functools import partial

import pytest

from essor.places import COURSE
from essor.portable import french
from essor.readers import facts
from frames import FIGURES, GAPS, STAFF, number, read
from quoted import plain

INSEE = "insee-itdd", "insee-population-departements", "insee-population-regions"
SHEETS = {"aquitaine": 20, "champagne-ardenne": 17, "pas-de-calais": 22, "ptce": 5, "goutte-dor": 8, "lorraine": 5, "ile-de-france": 3, "boulonnais": 10}
AQUITAINE, PAS_DE_CALAIS, LORRAINE, EUSKO, FRANCE = "Aquitaine", "Pas-de-Calais", "Lorraine", "Pays basque, eusko", "France"
GOUTTE_DOR, BOULONNAIS, BOUSOL = "Paris 18e, Goutte d’Or", "Pays boulonnais", "Boulonnais, Bou’Sol"
CABARET, FOUNDRY = "Charleville-Mézières, festival du Cabaret vert", "Nouvion-sur-Meuse, fonderie Rollinger"


def test_every_figure_is_here_and_says_how_it_is_known():
    """By sheet of the 2014 file, then by standing: what was gathered, counted when it was."""
    from_the_file = FIGURES["source"].str.startswith("dossier-")
    sheets = FIGURES.loc[from_the_file, "source"].str.removeprefix("dossier-")
    assert sheets.value_counts().to_dict() == SHEETS and len(FIGURES) - len(sheets) == 122
    assert FIGURES["statut"].value_counts().to_dict() == {facts.CHECKED: 117, facts.DECLARED: 81, facts.COMPUTED: 12, facts.TO_CHECK: 2}
    assert list(FIGURES["numero"]) == [str(rank) for rank in range(1, 213)]
    # A figure of the file is declared or computed, and no other is declared; each is a number or a text.
    assert set(FIGURES.loc[from_the_file, "statut"]) == {facts.DECLARED, facts.COMPUTED}
    assert facts.DECLARED not in set(FIGURES.loc[~from_the_file, "statut"])
    assert ((FIGURES["valeur"] == "") != (FIGURES["texte"] == "")).all()


def figure(territory, indicator, period=None):
    """The only figure of that name; the period tells apart those of a series."""
    found = FIGURES[(FIGURES["territoire"] == territory) & (FIGURES["indicateur"] == indicator)]
    if period:
        found = found[found["periode"] == period]
    assert len(found) == 1, (territory, indicator, period, len(found))
    return float(found["valeur"].iloc[0])


def test_figures_said_to_be_computed_are():
    aquitaine, cabaret, foundry, pas_de_calais = (partial(figure, place) for place in (AQUITAINE, CABARET, FOUNDRY, PAS_DE_CALAIS))
    lorraine, bousol, eusko, france, goutte_dor = (partial(figure, place) for place in (LORRAINE, BOUSOL, EUSKO, FRANCE, GOUTTE_DOR))
    kinds = ("Marchands de tissus", "Ateliers de couture", "Merceries", "Créateurs")
    jobs, units = aquitaine("Associations : salariés"), aquitaine("Associations : établissements employeurs")
    hours, contracts = lorraine("Heures d’insertion dans les marchés régionaux"), lorraine("Marchés régionaux avec une clause sociale")
    back, changed = eusko("Reconvertis par les professionnels"), eusko("Changés par les particuliers")
    of_associations = "Contrôle de la part des associations dans les"
    computed = {
        (AQUITAINE, f"{of_associations} emplois"): 100 * jobs / aquitaine("Salariés de l’ESS"),
        (AQUITAINE, f"{of_associations} établissements"): 100 * units / aquitaine("Organisations de l’ESS"),
        (CABARET, "Spectateurs de l’année précédente, déduits"): cabaret("Spectateurs") / (1 + cabaret("Hausse de la fréquentation en un an") / 100),
        (FOUNDRY, "Aide régionale totale, déduite"): foundry("Salariés porteurs de la reprise en SCOP") * foundry("Aide régionale par associé"),
        (PAS_DE_CALAIS, "Emploi salarié total, déduit"): 100 * pas_de_calais("Emplois de l’ESS") / pas_de_calais("Part de l’ESS dans l’emploi salarié"),
        (GOUTTE_DOR, "Entreprises visées, les quatre familles ensemble"): sum(map(goutte_dor, kinds)),
        (LORRAINE, "Heures d’insertion par marché"): hours / contracts,
        (BOUSOL, "Bonus à l’échange"): 100 * (bousol("Bou’Sols reçus pour 20 €") / 20 - 1),
        (BOUSOL, "Part couverte par les euros reçus, sans autre apport"): 100 * 20 / bousol("Bou’Sols reçus pour 20 €"),
        (FRANCE, "Fondations : part des emplois de l’ESS, recalculée"): 100 * france("Fondations : emplois") / france("Salariés de l’ESS", "2019"),
        (EUSKO, "Reconvertis rapportés aux changés"): 100 * back / changed,
        (EUSKO, "Vitesse de circulation"): 3_000_000 / 1_000_000,
    }
    said = FIGURES[FIGURES["statut"] == facts.COMPUTED]
    assert set(zip(said["territoire"], said["indicateur"], strict=True)) == set(computed)
    for row in said.itertuples():
        decimals = len(row.valeur.partition(".")[2])
        expected = computed[row.territoire, row.indicateur]
        assert float(row.valeur) == pytest.approx(round(expected, decimals)), row.indicateur


def test_figures_that_are_parts_of_another_add_up():
    parts = ("Marchands de tissus : wax, bazin, prêt-à-porter ou accessoires", "Marchands de tissus : soies et dentelles")
    assert sum(figure(GOUTTE_DOR, part) for part in parts) == figure(GOUTTE_DOR, "Marchands de tissus")
    families = ("Associations", "Coopératives", "Fondations")
    assert sum(figure(PAS_DE_CALAIS, f"{f} : part des établissements de l’ESS") for f in families) == 100
    hours = figure(FRANCE, "Participants aux clauses sociales") * figure(FRANCE, "Heures d’insertion par participant")
    label = "Heures d’insertion des clauses sociales suivies par Alliance Villes Emploi"
    assert hours == pytest.approx(figure(FRANCE, label, "2015"), rel=0.001)


def test_the_gap_of_the_avise_page_is_the_one_described():
    """Four families, then the enterprises approved « ESUS », give the count of ESS France to the unit."""
    labels = ("Associations employeuses", "Coopératives employeuses", "Mutuelles employeuses", "Fondations employeuses")
    families = sum(figure(FRANCE, label) for label in labels)
    assert families == 152_679
    staff = STAFF[(STAFF["code"] == "FR") & (STAFF["mesure"] == "entreprises employeuses")]
    assert families + figure(FRANCE, "Entreprises agréées ESUS") == float(staff["valeur"].iloc[0])


@pytest.mark.parametrize("table", ["chiffres", "ess-effectifs", "reseaux", "monnaies-locales"])
def test_percentages_are_between_0_and_100_and_numbers_are_positive(table):
    rows = read(table)
    values = number(rows["valeur"])
    assert (values.dropna() > 0).all() and values[rows["unite"] == "%"].between(0, 100).all()


def test_the_gaps_are_many_and_each_says_what_is_done():
    assert len(GAPS) >= 60
    assert (GAPS["valeur_1"] + GAPS["source_1"] != GAPS["valeur_2"] + GAPS["source_2"]).all()


def quotes(text, value):
    """Whether a French text writes this number; a year is written without a separator."""
    decimals = len(value.partition(".")[2])
    forms = {plain(french.number(float(value), decimals)), value}
    return any(re.search(rf"(?<![0-9]){re.escape(form)}(?! ?[0-9])", text) for form in forms)


@pytest.mark.parametrize("side", ["1", "2"])
def test_a_gap_quotes_the_figure_it_points_to(side):
    figures = FIGURES.set_index("numero")
    for gap in GAPS[GAPS[f"chiffre_{side}"] != ""].itertuples():
        quoted = figures.loc[getattr(gap, f"chiffre_{side}")]
        text = getattr(gap, f"valeur_{side}")
        assert quotes(text, quoted["valeur"]), gap.cle
        assert quoted["source"] == getattr(gap, f"source_{side}"), gap.cle
        if gap.nature in ("erreur probable", "formulation", "somme"):
            assert quoted["note"] or quoted["statut"] == facts.COMPUTED, gap.cle


FAMILIES = ("Associations", "Coopératives", "Mutuelles", "Fondations")

STAFF_LABELS = {
    **{f"{kind} de l’ESS": kind.lower() for kind in ("Salariés", "Postes salariés", "Établissements", "Établissements employeurs")},
    **{f"Part de l’ESS dans l’emploi {jobs}": f"part de l’emploi {jobs}" for jobs in ("salarié", "salarié privé")},
    **{
        f"{family} : {label}": f"{family.lower()} : {measure}"
        for family in FAMILIES
        for label, measure in (("part des emplois de l’ESS", "part des emplois"), ("salariés", "salariés"), ("emplois", "emplois"))
    },
    **{f"{family} employeuses": f"{family.lower()} : employeurs" for family in FAMILIES},
}


def test_figures_agree_with_the_table_of_staff_or_the_gap_is_told():
    """Same territory, year and measure: the same number, unless a gap quotes both."""
    told = [
        {gap.source_1: gap.valeur_1, gap.source_2: gap.valeur_2} if gap.source_1 != gap.source_2 else {gap.source_1: f"{gap.valeur_1} ; {gap.valeur_2}"}
        for gap in GAPS.itertuples()
    ]

    def is_told(row, other):
        return any(quotes(gap.get(row.source, ""), row.valeur) and quotes(gap.get(other.source, ""), other.valeur) for gap in told)

    compared = 0
    for row in FIGURES.itertuples():
        measure = STAFF_LABELS.get(row.indicateur)
        same = STAFF[(STAFF["territoire"] == row.territoire) & (STAFF["periode"] == row.periode) & (STAFF["mesure"] == measure)]
        for other in same.itertuples():
            compared += 1
            same_number = float(row.valeur) == float(other.valeur)
            assert same_number or is_told(row, other), (row.territoire, row.indicateur, row.periode)
    assert compared >= 45


def test_national_shares_are_in_one_table():
    """The shares of France are in ess-france; the figures and the gaps repeat them as they are."""
    france = read("ess-france").set_index(["annee", "denominateur"])["part_ess"].astype(float)
    for (year, base), share in france.items():
        label = f"Part de l’ESS dans l’emploi salarié{' privé' if base == 'privé' else ''}"
        same = FIGURES[(FIGURES["territoire"] == FRANCE) & (FIGURES["indicateur"] == label) & (FIGURES["periode"] == year)]
        assert all(float(value) == share for value in same["valeur"])
        assert not ((STAFF["code"] == "FR") & STAFF["mesure"].str.startswith("part de l’emploi")).any()
    assert france["2013", "public et privé"] == 10.5 and france["2024", "privé"] == 13.7


NETWORKS = {"SCIC en activité": "SCIC", "SCIC : salariés": "salariés des SCIC", "SCIC : associés": "associés des SCIC", "PTCE en activité": "PTCE"}
NETWORKS["SCOP et SCIC, filiales comprises"] = "SCOP et SCIC, filiales comprises"

OF_ONE = ["En circulation", "Fonds de réserve", "Changés par les particuliers", "Reconvertis par les professionnels", "Particuliers"]
OF_ALL = [f"Monnaies locales : {measure}" for measure in ("en circulation", "masse médiane par monnaie", "masse moyenne par monnaie")]
CURRENCIES = {label: label.removeprefix("Monnaies locales : ").lower() for label in ["Commission de reconversion", *OF_ONE, *OF_ALL]}
CURRENCIES |= {"Vitesse de circulation": "vitesse", "Monnaies locales : nombre": "nombre de monnaies"}

CURRENCY_NAMES = {EUSKO: "Eusko", FRANCE: "Ensemble des monnaies"}  # others after the name of their town: « Lyon, Gonette »


def test_figures_agree_with_the_tables_of_networks_and_of_currencies():
    networks = read("reseaux").set_index(["periode", "mesure"])["valeur"].astype(float)
    currencies = read("monnaies-locales").set_index(["monnaie", "periode", "mesure"])["valeur"].astype(float)
    for row in FIGURES[FIGURES["indicateur"].isin([*NETWORKS, *CURRENCIES])].itertuples():
        if row.indicateur in NETWORKS:
            assert float(row.valeur) == networks[row.periode, NETWORKS[row.indicateur]], row
        else:
            name = CURRENCY_NAMES.get(row.territoire, row.territoire.partition(", ")[2])
            assert float(row.valeur) == currencies[name, row.periode, CURRENCIES[row.indicateur]], row


def test_figures_agree_with_the_table_of_budgets():
    budgets = read("ess-budgets").set_index(["territoire", "mesure"])["valeur"].astype(float).to_dict()
    assert budgets == {
        (AQUITAINE, "crédits consacrés à l’ESS"): figure(AQUITAINE, "Crédits régionaux consacrés à l’ESS"),
        (AQUITAINE, "population"): figure(AQUITAINE, "Population"),
        (PAS_DE_CALAIS, "crédits consacrés à l’ESS"): figure(PAS_DE_CALAIS, "Crédits consacrés à l’ESS, versés en direct"),
        (PAS_DE_CALAIS, "crédits au titre des solidarités"): figure(PAS_DE_CALAIS, "Crédits en faveur de l’ESS au titre des solidarités"),
        (PAS_DE_CALAIS, "population"): figure(PAS_DE_CALAIS, "Population"),
    }


# A fact of the register, and the figure it quotes: territory, indicator, and period where the indicator is a series. Facts of the
# table of currencies have its values, as figures have: test_data.py.
QUOTED = {
    "bousol-tranche-bousols": (BOUSOL, "Bou’Sols reçus pour 20 €"),
    "bousol-bonus": (BOUSOL, "Bonus à l’échange"),
    "bousol-couverture": (BOUSOL, "Part couverte par les euros reçus, sans autre apport"),
    "bousol-habitants": (BOULONNAIS, "Population"),
    "bousol-communes": (BOULONNAIS, "Communes"),
    "bousol-epci": (BOULONNAIS, "Intercommunalités"),
    "bousol-entreprises-ess": (BOULONNAIS, "Entreprises de l’ESS visées"),
    "bousol-etablissements-rcs": (BOULONNAIS, "Établissements inscrits au registre du commerce"),
    "bousol-artisans": (BOULONNAIS, "Entreprises artisanales"),
    "bousol-filieres": (BOUSOL, "Filières retenues en priorité"),
    "bousol-emission-2013": (BOUSOL, "Bou’Sols en circulation, deux mois après le lancement"),
    "bousol-solistes-2013": (BOUSOL, "Solistes", "2013"),
    "bousol-solistes-2016": (BOUSOL, "Solistes", "vers 2016"),
    "bousol-commerces-2016": (BOUSOL, "Commerces qui acceptent le Bou’Sol"),
    "bousol-part-population": (BOUSOL, "Part de la population qui utilise le Bou’Sol"),
    "bousol-aide": (BOUSOL, "Aide votée par les élus à l’association"),
    "eusko-rapport-2020": (EUSKO, "Reconvertis rapportés aux changés"),
    "pas-de-calais-emplois-ess": (PAS_DE_CALAIS, "Emplois de l’ESS"),
    "pas-de-calais-part-ess": (PAS_DE_CALAIS, "Part de l’ESS dans l’emploi salarié"),
    "nord-pas-de-calais-part-ess": ("Nord-Pas-de-Calais", "Part de l’ESS dans l’emploi salarié"),
    "france-part-ess-fiche": (FRANCE, "Part de l’ESS dans l’emploi salarié, selon la fiche Pas-de-Calais"),
    "pas-de-calais-budget-ess": (PAS_DE_CALAIS, "Crédits consacrés à l’ESS, versés en direct"),
    "pas-de-calais-budget-solidarites": (PAS_DE_CALAIS, "Crédits en faveur de l’ESS au titre des solidarités"),
    "pas-de-calais-habitants": (PAS_DE_CALAIS, "Population"),
    "pas-de-calais-colleges-cdess": (PAS_DE_CALAIS, "Collèges du conseil départemental de l’ESS"),
    "pas-de-calais-heures": (PAS_DE_CALAIS, "Heures d’insertion confiées par les clauses sociales"),
    "pas-de-calais-heures-programmees": (PAS_DE_CALAIS, "Heures d’insertion programmées sur deux ans"),
    "aquitaine-budget-ess": (AQUITAINE, "Crédits régionaux consacrés à l’ESS"),
    "aquitaine-habitants": (AQUITAINE, "Population"),
    "aquitaine-axes-ess": (AQUITAINE, "Axes du règlement d’intervention pour l’ESS"),
    "france-part-ess-total-2019": (FRANCE, "Part de l’ESS dans l’emploi salarié", "2019"),
    "france-part-ess-prive-2019": (FRANCE, "Part de l’ESS dans l’emploi salarié privé", "2019"),
    "scic-nombre-2021": (FRANCE, "SCIC en activité", "fin 2021"),
    "goutte-dor-marchands": (GOUTTE_DOR, "Marchands de tissus"),
    "goutte-dor-ateliers": (GOUTTE_DOR, "Ateliers de couture"),
    "goutte-dor-merceries": (GOUTTE_DOR, "Merceries"),
    "goutte-dor-createurs": (GOUTTE_DOR, "Créateurs"),
    "goutte-dor-unites": (GOUTTE_DOR, "Entreprises visées, les quatre familles ensemble"),
    "goutte-dor-emplois": (GOUTTE_DOR, "Emplois de la filière mode"),
    "ptce-interroges": (FRANCE, "Étude sur les PTCE : pôles interrogés"),
    "ptce-etudies": (FRANCE, "Étude sur les PTCE : pôles étudiés de près"),
    "ptce-leviers": (FRANCE, "Étude sur les PTCE : leviers de développement"),
    "ptce-nombre-2023": (FRANCE, "PTCE en activité"),
    "lorraine-marches": (LORRAINE, "Marchés régionaux avec une clause sociale"),
    "lorraine-heures": (LORRAINE, "Heures d’insertion dans les marchés régionaux"),
    "lorraine-heures-par-marche": (LORRAINE, "Heures d’insertion par marché"),
    "idf-emprunt-2014": ("Île-de-France", "Emprunt sociétalement responsable"),
    "idf-emprunt-2012": ("Île-de-France", "Première émission verte et responsable"),
}


def test_facts_that_quote_a_figure_quote_it_as_it_is():
    register = facts.load(COURSE / "data" / "faits")
    for key, name in QUOTED.items():
        fact = register[key]
        millions = 1_000_000 if fact.unit == "M€" else 1
        assert float(fact.value) * millions == figure(*name), key


def test_families_never_exceed_the_whole():
    shares = STAFF[STAFF["mesure"].str.endswith(" : part des emplois")]
    sums = shares["valeur"].astype(float).groupby([shares["code"], shares["periode"], shares["source"]]).sum()
    assert (sums <= 100).all() and sums["75", "2022", "insee-nouvelle-aquitaine-128-presse"] == 98
    france = STAFF[(STAFF["code"] == "FR") & (STAFF["periode"] == "2019") & STAFF["mesure"].str.endswith(" : salariés")]
    assert france["valeur"].astype(int).sum() == 2_565_000


def test_networks_add_up():
    network = read("reseaux").set_index(["periode", "mesure"])["valeur"].astype(float)
    assert sum(network["fin 2024", part] for part in ("SCOP", "SCIC", "filiales")) == network["fin 2024", "SCOP et SCIC, filiales comprises"]
    members = ("régions adhérentes", "départements adhérents", "intercommunalités adhérentes", "communes adhérentes")
    assert sum(network["septembre 2021", kind] for kind in members) == network["septembre 2021", "collectivités adhérentes"]


# A series: the same measure of the same place over time, in the order of the table.
SERIES = [("monnaies-locales", {"monnaie": name, "mesure": "en circulation"}) for name in ("Eusko", "Pive", "Ensemble des monnaies")]
SERIES.append(("reseaux", {"mesure": "SCIC"}))


@pytest.mark.parametrize("table, where", SERIES, ids=lambda value: value if isinstance(value, str) else "-".join(value.values()))
def test_a_series_known_to_grow_grows(table, where):
    rows = read(table)
    for column, wanted in where.items():
        rows = rows[rows[column] == wanted]
    assert len(rows) >= 2 and all(a < b for a, b in itertools.pairwise(rows["valeur"].astype(float)))


def test_sources_are_worded_once():
    titles = Counter(zip(read("sources")["titre"], read("sources")["lu_dans"], strict=True))
    assert max(titles.values()) == 1
    assert set(INSEE) <= set(read("sources")["cle"])
    official = read("sources").set_index("cle")["licence"]
    assert set(official[official.index.str.startswith("insee-")]) == {"Licence Ouverte 2.0"}
