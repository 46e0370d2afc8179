"""The reader's own tables: read as offices write them, refused in French, compared only with what compares; exercises on them."""

import json

import pandas as pd
import plotly.express as px
import pytest

import prose
from essor import own_exercises
from essor.notebook import charger, exporter, montrer, part, quotient, reference, verifier
from essor.own_data import TableRefused
from essor.places import COURSE
from essor.shown import drawn, shown_html
from quoted import plain

TABLE = "commune;famille;postes;ETP;depuis\nVal-d’Œuf;Associations;1 240;96,5;01/03/2021\nÉpine;Coopératives;s;12;2020-12-31\n"
KINDS = {"textes": ["commune", "famille"], "entiers": ["postes"], "nombres": ["ETP"], "dates": ["depuis"]}
NOTEBOOKS = {
    "book/debat-1/mes-donnees.ipynb": ["donnees-taille", "donnees-ecart"],
    "exercises/debat-3/mes-comptes-monnaie.ipynb": ["monnaie-circulation", "monnaie-reemploi", "monnaie-comptoirs"],
    "exercises/debat-2/mes-clauses.ipynb": ["clauses-peinture", "clauses-postes"],
    "exercises/debat-3/mon-capital.ipynb": ["capital-depart", "capital-revenir"],
}


def put(folder, content, encoding="utf-8"):
    file = folder / "tableau.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return file


@pytest.mark.parametrize("space", [" ", "\u00a0"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_table_is_read_however_an_office_writes_it(tmp_path, space, end, encoding, separator):
    content = TABLE.replace("1 240", f"1{space}240").replace("\n", end).replace(";", separator)
    read = charger(put(tmp_path, content, encoding), **KINDS)
    assert list(read["commune"]) == ["Val-d’Œuf", "Épine"] and list(read["ETP"]) == [96.5, 12]
    assert read["postes"][0] == 1240 and pd.isna(read["postes"][1])
    assert list(read["depuis"]) == [pd.Timestamp(2021, 3, 1), pd.Timestamp(2020, 12, 31)]


def test_commas_separate_where_nothing_else_does_and_titles_are_passed_over(tmp_path):
    read = charger(put(tmp_path, 'Emploi par commune\n\ncommune,postes\n"Val, le Haut",12\nÉpine,7\n\n'), entiers=["postes"])
    assert list(read["commune"]) == ["Val, le Haut", "Épine"] and list(read["postes"]) == [12, 7]


def test_what_spreadsheets_and_statisticians_add_is_no_obstacle(tmp_path):
    empty = TABLE.replace("\n", ";;\n").replace("ETP", "\u00a0ETP ").replace(";s;", ";nc;")
    read = charger(put(tmp_path, empty), **KINDS)
    assert list(read.columns) == ["commune", "famille", "postes", "ETP", "depuis"] and pd.isna(read["postes"][1])
    assert list(charger(put(tmp_path, 'commune,postes\n"Val ; Haut",12\n'), textes="commune", entiers="postes")["commune"]) == ["Val ; Haut"]
    pointed = charger(put(tmp_path, "code;x\n01;298.750\n02;1 204,5\n03;s\n"), textes=["code"], nombres=["x"], point=True)
    assert list(pointed["x"])[:2] == [298.75, 1204.5] and pd.isna(pointed["x"][2])


def test_codes_stay_texts(tmp_path):
    assert list(charger(put(tmp_path, "code;n\n01;1\n2A;2\n"), entiers=["n"])["code"]) == ["01", "2A"]


@pytest.mark.parametrize(
    "content, said",
    [
        (TABLE.replace("96,5", "beaucoup"), "ligne 2, colonne « ETP » : « beaucoup » n’est pas un nombre."),
        (TABLE.replace("96,5", "1.250"), "colonne « ETP » : « 1.250 » peut se lire 1 250 ou 1,25 ; ajoutez point=True si le point y sépare les décimales."),
        (TABLE.replace("1 240", "12,5"), "ligne 2, colonne « postes » : « 12,5 » n’est pas un nombre entier."),
        (TABLE.replace("96,5", "-3"), "ligne 2, colonne « ETP » : « -3 » est négatif ; ajoutez negatifs=True si c’est voulu."),
        (TABLE.replace("2020-12-31", "hier"), "ligne 3, colonne « depuis » : « hier » n’est pas une date comme 31/12/2025."),
        (TABLE.replace(";s;", ";"), "ligne 3 : 4 cases, au lieu de 5."),
        (TABLE + "Total;;1 240;108,5;\n", "ligne 4 : c’est un total, qui compterait tout deux fois ; retirez-la."),
        (TABLE.replace("postes", "poste"), "Il manque la colonne « postes ». Est-ce « poste » ? Le fichier a : « commune », "),
        (TABLE.replace("famille", "commune"), "Deux colonnes s’appellent « commune »"),
        (TABLE.split("\n")[0], "n’a pas de ligne sous ses titres"),
        ("\n \n", "tableau.csv est vide."),
        (TABLE + "Ensemble;;1 240;108,5;\n", "ligne 4 : c’est un total"),
        (TABLE + "Épine;Sous-total;1 240;108,5;\n", "ligne 4 : c’est un total"),
        (b"PK\x03\x04", "tableau.csv est un classeur."),
        (b"\xd0\xcf\x11\xe0\xa1", "tableau.csv est un classeur."),
        ("<html><table><tr><td>commune</td></tr></table></html>", "tableau.csv est une page web"),
    ],
)
def test_a_refusal_says_the_line_the_column_and_the_value(tmp_path, content, said):
    with pytest.raises(TableRefused) as refused:
        charger(put(tmp_path, content), **KINDS)
    assert said in plain(str(refused.value))


def test_many_faults_are_counted_and_a_file_that_is_nowhere_is_asked_for(tmp_path):
    with pytest.raises(TableRefused, match=r"Et 3 autres\."):
        charger(put(tmp_path, "n\n" + "x\n" * 8), entiers=["n"])
    with pytest.raises(FileNotFoundError, match="est introuvable depuis"):
        charger("nulle-part.csv")


def test_negative_numbers_may_be_wanted(tmp_path):
    assert list(charger(put(tmp_path, "solde\n-3,5\n"), nombres=["solde"], negatifs=True)["solde"]) == [-3.5]


def test_only_shares_that_compare_are_compared():
    here = part(1486, 9840, annee=2021)
    assert quotient(here, reference("France", 2021)) == pytest.approx(0.15101 / 0.10928, rel=1e-3)
    assert quotient(part(145.3, 1000, 2021), reference("Bretagne", 2021)) == pytest.approx(1, abs=1e-3)
    assert reference("59", 2021) == reference("Nord", 2021)
    for other, what in (
        (reference("France", 2020), "l’année (2021 et 2020)"),
        (part(10, 100, 2021, champ="privé"), "le champ (public et privé et privé)"),
        (part(10, 100, 2021, unite="ETP"), "l’unité (postes et ETP)"),
        (part(10, 100, 2014), "l’année (2021 et 2014) et la série de l’Insee (Flores et Clap)"),
    ):
        with pytest.raises(TableRefused) as refused:
            quotient(here, other)
        assert what in plain(str(refused.value))


@pytest.mark.parametrize(
    "asked, said",
    [
        (lambda: part(10, 5, 2021), "Une part divise l’ESS par un total plus grand"),
        (lambda: part(1, 5, 2021, champ="tout"), "Champ inconnu : « tout »"),
        (lambda: part(1, 5), "De quelle année ?"),
        (lambda: part(float("nan"), 5, 2021), "l’un d’eux manque"),
        (lambda: reference("France", None), "De quelle année ?"),
        (lambda: reference("bretagne", "2021"), "Est-ce « Bretagne » ?"),
        (lambda: part(1, 5, 2021, unite="gens"), "Unité inconnue : « gens »"),
        (lambda: reference("France", 2015), "Le cours a, pour ce territoire : 2013 (privé), 2013 (public et privé), 2018 (public et privé)"),
        (lambda: reference("Atlantide"), "un département ou une région d’aujourd’hui par son nom"),
    ],
)
def test_what_the_course_cannot_compare_is_said(asked, said):
    with pytest.raises((TableRefused, LookupError)) as refused:
        asked()
    assert said in plain(str(refused.value.args[0]))


def test_a_doubtful_reference_is_said_to_be():
    with pytest.warns(UserWarning, match="le cours doute de ce chiffre"):
        reference("Haute-Vienne", 2021)


def test_an_export_opens_in_a_french_spreadsheet_and_never_erases(tmp_path):
    table = pd.DataFrame({"famille": ["Associations", "=A1"], "postes": [1092.0, 2.5], "le": [pd.Timestamp(2021, 12, 31), None]})
    assert exporter(table) == '"famille";"postes";"le"\n"Associations";1092;"31/12/2021"\n"\'=A1";2,5;'
    file = tmp_path / "familles.csv"
    exporter(table, file)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf") and charger(file, nombres=["postes"])["postes"].sum() == 1094.5
    with pytest.raises(FileExistsError, match="existe déjà"):
        exporter(table, file)
    exporter(table, file, remplacer=True)


def test_a_table_is_shown_in_french_with_its_title():
    frame = pd.DataFrame({"famille": ["Associations"], "postes": [1092.5], "ETP": [None], "sûr": [True]})
    shown = montrer(frame, "Postes <b>")
    assert plain(repr(shown)) == "Postes <b>\nfamille       postes   ETP  sûr\nAssociations  1 092,5  —    oui"
    html = shown._repr_html_()
    assert "<caption>Postes &lt;b&gt;</caption>" in html and "<tr><th>Associations</th>" in html and '<th class="text-right">postes</th>' in html
    named = montrer(frame.set_index("famille")["postes"], "Postes")
    assert plain(repr(named)).split("\n")[1].split() == ["famille", "postes"]
    assert repr(montrer("Une phrase : oui.")) == "Une phrase\u00a0: oui."


@pytest.mark.parametrize("text", ["", " "])
def test_nothing_is_shown_without_a_text(text):
    with pytest.raises(ValueError, match="Ajoutez un texte"):
        montrer(px.bar(x=[1], y=["a"], orientation="h"), text)


@pytest.mark.parametrize(
    "figure, measured",
    [
        (px.bar(x=[3, 1], y=["a", "b"], orientation="h", title="T", labels={"x": "postes"}), "postes"),
        (px.bar(x=["a", "b"], y=[3, 1], title="T", labels={"y": "postes"}), "postes"),
        (px.bar(x=["a", "b", "a"], y=[3, 1, 2], color=["u", "u", "v"], title="T", labels={"y": "postes"}), "postes"),
        (px.line(x=[1, 2], y=[3, 1], title="T", labels={"y": "postes"}), "postes"),
    ],
)
def test_a_figure_has_a_still_drawing_and_a_text(figure, measured):
    stored = montrer(figure, "Un dit.")._repr_mimebundle_()
    assert stored["text/plain"] == "T. Un dit." and stored == montrer(figure, "Un dit.")._repr_mimebundle_()
    assert len(stored["application/vnd.plotly.v1+json"]["data"]) == len(figure.data)
    held = json.loads(json.dumps(stored["application/vnd.essor.picture+json"]))
    assert len(drawn(held)) == 2 and all(measured in svg for svg in drawn(held))
    assert 'role="img" aria-label="T"' in shown_html(held) and "Un dit." in shown_html(held)


def test_a_figure_that_only_plotly_draws_keeps_its_text_and_stays_out_of_the_book():
    shown = montrer(px.pie(names=["a", "b"], values=[1, 2], title="Un camembert"), "Deux parts.")
    assert "Deux parts." in shown._repr_html_() and "<svg" not in shown._repr_html_()
    with pytest.raises(ValueError, match="no still drawing"):
        shown_html(shown.held())


@pytest.mark.parametrize("page", NOTEBOOKS)
def test_the_way_told_last_gives_what_is_expected_with_the_names_of_the_notebook(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code = ["".join(cell["source"]) for cell in prose.cells(page) if cell["cell_type"] == "code"]
    assert [line.split('"')[1] for source in code for line in source.split("\n") if line.startswith("verifier(")] == NOTEBOOKS[page]
    names: dict = {}
    for source in code:
        exec(source, names)
    for question in NOTEBOOKS[page]:
        *before, last = own_exercises.QUESTIONS[question].way.split(" ; ")
        for line in before:
            exec(line, names)
        assert verifier(question, eval(last, names)).right is True


def test_every_question_is_asked():
    assert sorted(own_exercises.QUESTIONS) == sorted(question for asked in NOTEBOOKS.values() for question in asked)


@pytest.mark.parametrize("question", own_exercises.QUESTIONS)
def test_a_wrong_answer_is_helped_by_degrees_and_never_told_the_way_first(question):
    asked = own_exercises.QUESTIONS[question]
    for _ in range(3):
        assert verifier(question, ...).right is None
    for rank, hint in enumerate(asked.hints):
        told = verifier(question, -1)
        assert told.right is False and plain(repr(told)) == plain(f"Pas encore. Indice {rank + 1} sur {len(asked.hints)} : {hint}")
        assert asked.way not in told._repr_html_()
    last = verifier(question, -1)
    assert last.right is False and asked.way in repr(last)
    tries = len(asked.hints) + 2
    assert plain(repr(verifier(question, asked.expected()))) == f"Juste. Trouvé au {tries}e essai."
    assert repr(verifier(question, str(asked.expected()).replace(".", ","))).strip() == "Juste."


def test_an_answer_is_read_before_it_is_judged():
    assert verifier("capital-depart", "beaucoup").right is None
    percent = own_exercises.QUESTIONS["capital-depart"].expected()
    assert "une fraction" in repr(verifier("capital-depart", percent / 100))
    with pytest.raises(LookupError, match="Est-ce «\u00a0capital-depart\u00a0»"):
        verifier("capital-départ", 1)
    with pytest.raises(LookupError, match="Il y a"):
        verifier("zzz", 1)


def test_what_is_expected_follows_the_supplied_table():
    members = charger(COURSE / "data/exemples/scic-la-halle.csv", entiers=["parts"])
    rest = members[members["associé"] != own_exercises.LEAVES]
    assert own_exercises.QUESTIONS["capital-depart"].expected() == 100 * rest[rest["catégorie"] == "Collectivités"]["parts"].sum() / rest["parts"].sum()
