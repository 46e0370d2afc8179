"""The file of a public body's edition: what it gives, and each thing that may be wrong in it, in words for who wrote it."""

import re
import shutil
import tomllib

import pytest

from essor.places import BROWSER, COURSE
from essor.readers import colours, contents, editions, logos, sittings

FILE = COURSE / "publier" / "editions" / "scic-demi-journee.toml"
WHOLE = contents.load(COURSE)
TEXT = FILE.read_text("utf8")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def load(folder, text=TEXT):
    """The edition of this text, its logo beside."""
    (folder / "mon-edition.toml").write_text(text, "utf8")
    shutil.copy(FILE.with_name("valmont.svg"), folder)
    return editions.load(folder / "mon-edition.toml", WHOLE)


def faults(folder, text):
    with pytest.raises(editions.EditionError) as refused:
        load(folder, text)
    return str(refused.value).split("\n")


def changed(old, new):
    assert TEXT.count(old) == 1, old
    return TEXT.replace(old, new)


def test_what_the_shipped_file_gives(tmp_path):
    edition = load(tmp_path)
    assert edition.chapters == ("debat-3/investir",) and not edition.dossier and edition.address == ""
    assert edition.name.endswith("(fictive)") and edition.logo.name == "valmont.svg" and set(edition.colours) == {"clair", "sombre"}
    assert (edition.activities[0].start, edition.activities[-1].end) == (9 * 60, 12 * 60)
    assert all(one.end == other.start for one, other in zip(edition.activities, edition.activities[1:], strict=False))
    assert WHOLE.tools(edition.chapters) == {"book/outils/deliberation-scic", "book/outils/subvention-ou-contrat"}


WRONG = [
    ('titre = "Entrer', 'titr = "Entrer', ["titr : clé inconnue ; vouliez-vous « titre » ?", "titre : il manque cette clé"]),
    ('["debat-3/investir"]', '["debat-3/investire"]', ["chapitres = « debat-3/investire »", "vouliez-vous « debat-3/investir » ?", "conference/loi-2014"]),
    ('["debat-3/investir"]', '["debat-3/investir", "debat-3/investir"]', ["chapitres = « debat-3/investir » : ce chapitre est donné deux fois"]),
    ('["debat-3/investir"]', '"debat-3/investir"', ["une liste d’au moins un chapitre est attendue"]),
    ("dossier-2014 = false", 'dossier-2014 = "non"', ["dossier-2014 = « non » : true (garder", "ou false"]),
    ("dossier-2014 = false", 'adresse = "scic.example"', ["adresse = « scic.example »", "https://exemple.fr/cours/"]),
    ('logo = "valmont.svg"', 'logo = "valmond.svg"', ["organisme.logo = « valmond.svg » : aucun fichier de ce nom"]),
    ('logo = "valmont.svg"', 'logo = "../logo.svg"', ["sans dossier ni accent ni espace"]),
    ("formation@valmont.example", "la mairie", ["organisme.contact = « la mairie » : une adresse électronique"]),
    ('clair = "#8a2846"', 'clair = "#ffcc00"', ["clair = « #ffcc00 » : sur le fond clair, le contraste est de 1,4", "il en faut 4,5", "conviendrait"]),
    ('sombre = "#f0a3b8"', 'sombre = "rose"', ["organisme.couleur.sombre = « rose » : une couleur telle que « #0b5c6b »"]),
    ('hebergeur-adresse = "2, rue de l’Exemple, Valmont"\n', "", ["mentions.hebergeur-adresse : il manque cette clé"]),
    ('siege = "1, place de la Fiction, Valmont"', "siege = 1", ["mentions.siege = 1 : un texte d’une ligne est attendu"]),
    ('debut = "09:00"', 'debut = "9 h"', ["deroule.debut = « 9 h » : une heure telle que « 09:00 »"]),
    ('fin = "12:00"', 'fin = "12:30"', ["deroule.fin = « 12\u00a0h\u00a030 »", "il manque 30\u00a0min", "Plan d’action et évaluation 15\u00a0min"]),
    ('  "d3-ag",', '  "d3-monnaie",', ["deroule.activites, n° 4 = « d3-monnaie »", "debat-3/bousol, que « chapitres » ne garde pas"]),
    ('  "d3-ag",', '  "d3-agg",', ["vouliez-vous « d3-ag » ?"]),
    ('  "d3-ag",', '  "d3-ag", "d3-ag",', ["deroule.activites, n° 5 = « d3-ag » : cette activité est donnée deux fois"]),
    ("duree = 30", "duree = 0", ["deroule.activites, n° 9, duree = 0 : un nombre entier de minutes est attendu, de 1 à 240"]),
    ('"scic-result"', '"scic-resultat"', ["n° 7, episode = « scic-resultat »", "vouliez-vous « scic-result » ?"]),
    ('forme = "pause"', 'forme = "repos"', ["n° 6, forme = « repos » : forme inconnue", "pause"]),
    ('page = "debat-3/investir"', 'page = "debat-3/bousol"', ["n° 9, page = « debat-3/bousol » : l’édition n’a pas cette page"]),
    ('titre = "Pause", ', "", ["n° 6, titre : un texte est attendu"]),
    ('{ titre = "Pause", forme = "pause", duree = 15, objectif = "Souffler" }', "15", ["n° 6 = 15 : le nom d’une activité est attendu"]),
    ('forme = "pause"', 'forme = "débat"', ["sans pause", "2\u00a0h au plus"]),
    ("dossier-2014 = false", 'couleur = "#8a2846"', ["couleur : clé inconnue ; elle va sous [organisme]"]),
    ("[organisme]\n", '[organisme]\nadresse = "https://a.fr/"\n', ["organisme.adresse : clé inconnue ; elle va en tête du fichier, avant la première table"]),
]


@pytest.mark.parametrize("old, new, told", WRONG, ids=[new[:40] or old[:20] for old, new, _ in WRONG])
def test_a_fault_names_the_file_the_key_the_value_and_what_is_allowed(tmp_path, old, new, told):
    found = faults(tmp_path, changed(old, new))
    assert all(fault.startswith("mon-edition.toml : ") for fault in found)
    assert [part for part in told if not any(part in fault for fault in found)] == []


def test_all_faults_are_told_at_once(tmp_path):
    text = TEXT
    for old, new, _ in WRONG[4:5] + WRONG[6:7] + WRONG[8:13] + WRONG[18:21]:
        text = text.replace(old, new)
    assert len(faults(tmp_path, text)) == 10


def _places(table, path=()):
    """Each key of a file, and each entry of its lists, as a way to it."""
    for key, value in table.items() if isinstance(table, dict) else enumerate(table):
        yield (*path, key)
        if isinstance(value, (dict, list)):
            yield from _places(value, (*path, key))


@pytest.mark.parametrize("odd", ["", "\n", "é" * 999, 3, -1.5, True, [], [[]], {}, {"a": 1}, None])
def test_nonsense_anywhere_is_refused_in_words(tmp_path, monkeypatch, odd):
    refused = 0
    for path in _places(tomllib.loads(TEXT)):
        said = tomllib.loads(TEXT)
        table = said
        for key in path[:-1]:
            table = table[key]
        if odd is None:
            del table[path[-1]]
        else:
            table[path[-1]] = odd
        monkeypatch.setattr(editions.tomllib, "loads", lambda _, said=said: said)
        try:
            load(tmp_path)
        except editions.EditionError as error:
            refused += "mon-edition.toml : " in str(error)
        monkeypatch.undo()
    assert refused > 20


def test_what_is_no_toml_and_what_is_not_there(tmp_path):
    assert "ce n’est pas un fichier TOML lisible" in faults(tmp_path, "titre = ")[0]
    with pytest.raises(editions.EditionError, match="ce fichier ne s’ouvre pas"):
        editions.load(tmp_path / "rien.toml", WHOLE)


def test_a_file_is_checked_without_a_build(tmp_path, monkeypatch):
    monkeypatch.chdir(COURSE)
    assert editions.main([str(FILE)]) is None
    (tmp_path / "fausse.toml").write_text("titre = 3", "utf8")
    with pytest.raises(SystemExit, match=r"fausse\.toml : titre = 3 : un texte d’une ligne"):
        editions.main([str(tmp_path / "fausse.toml")])


@pytest.mark.parametrize(
    "name, content, told",
    [
        ("logo.gif", b"GIF89a", ".svg ou .png"),
        ("logo.png", b"GIF89a", "pas une image PNG"),
        ("logo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x20\0\0\0\x90", "32 × 144 px"),
        ("logo.svg", b"<svg" + b" " * logos.HEAVIEST, "100 ko, 100 au plus"),
        ("logo.svg", b"<svg", "ne se lit pas"),
        ("logo.svg", b"<p/>", "<p>"),
        ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "viewBox"),
        ("logo.svg", SVG.format("<script>1</script>").encode(), "<script>"),
        ("logo.svg", SVG.format('<path onclick="1"/>').encode(), "onclick"),
        ("logo.svg", SVG.format('<image href="https://exemple.fr/a.png"/>').encode(), "https://exemple.fr/a.png"),
        ("logo.svg", SVG.format('<path style="fill:url(//exemple.fr/a)"/>').encode(), "url(//exemple.fr/a)"),
        ("logo.svg", SVG.format("<style>@import 'a.css'</style>").encode(), "feuille de style"),
        ("logo.svg", ('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;")).encode(), "entités"),
        ("logo.svg", SVG.format('<use href="#a"/><path fill="url(#b)"/>').encode(), ""),
        ("logo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x90\0\0\0\x90", ""),
    ],
)
def test_a_logo_runs_nothing_and_fetches_nothing(tmp_path, name, content, told):
    (tmp_path / name).write_bytes(content)
    fault = logos.fault_of(tmp_path / name)
    assert told in fault and bool(told) == bool(fault)


def test_the_colour_is_judged_on_the_grounds_of_the_pages():
    sheet = (BROWSER / "theme" / "page.css").read_text("utf8")
    wash = re.search(r"--essor-wash: light-dark\((#\w+), (#\w+)\)", sheet)
    assert wash and wash.groups() == tuple(grounds[1] for grounds in editions.GROUNDS.values())
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21) and colours.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", ["#ffcc00", "#e2001a", "#000091", "#ffffff", "#000000", "#777777"])
def test_the_colour_that_is_offered_would_do(colour):
    for grounds in editions.GROUNDS.values():
        assert colours.least(colours.nearest(colour, grounds), grounds) >= colours.LEAST


def test_without_a_list_the_sitting_keeps_the_activities_of_its_chapters(tmp_path):
    days = sittings.timed(sittings.of_the_day(WHOLE, tuple(WHOLE.chapters), sittings.START), sittings.START)
    assert days == list(WHOLE.day.values())  # all the chapters: the day itself
    afternoon = load(tmp_path, re.sub(r"\[deroule\].*", "", TEXT, flags=re.DOTALL).replace('["debat-3/investir"]', '["debat-3/bousol", "debat-3/investir"]'))
    played = [activity.key for activity in afternoon.activities]
    assert " ".join(key for key in played if key.startswith("d")) == "d3-question d3-capital d3-ag d3-monnaie d3-bilan"
    assert "repas" not in played and afternoon.chapters == ("debat-3/investir", "debat-3/bousol")
    early = sittings.of_the_day(WHOLE, ("conference/loi-2014", "debat-3/bousol"), sittings.START)
    assert [(activity.form, activity.duration) for activity in early if activity.form in sittings.BREAKS] == [("pause", 15)]  # lunch would come at 10:15
