"""Simulators and exercises in a notebook: what is stored, and how an answer is judged. Simulators live: test_bench.py."""

import json
import re
import subprocess
import sys
from urllib.parse import unquote
from xml.etree import ElementTree

import ipywidgets as w
import pytest

import essor.notebook as notebook
from essor.portable import markup, questions
from essor.portable.french import number, typeset
from essor.portable.simulators import registry as simulators
from essor.portable.simulators.controls import InputError
from essor.portable.simulators.declaration import View
from essor.readers.assessment import exercises, load as load_assessment
from live import button, everything, function_of, html
from quoted import plain

WIDGET_MIME = "application/vnd.jupyter.widget-view+json"
HEAVY = ["ipywidgets", "sphinx", "pandas", "plotly", "numpy"]
STORED = "import os; os.environ['ESSOR_NO_WIDGETS'] = '1'\nfrom essor.notebook import bousol_circuits; bousol_circuits()._repr_mimebundle_()"


def text_field(live):
    (found,) = [part for part in everything(live) if isinstance(part, w.Text)]
    return found


@pytest.fixture
def without_widgets(monkeypatch):
    monkeypatch.setenv("ESSOR_NO_WIDGETS", "1")


@pytest.mark.parametrize("slug", simulators.slugs())
def test_a_simulator_without_widgets(slug, without_widgets):
    bundle = function_of(slug)()._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "application/vnd.essor.simulator+json"}
    assert bundle["application/vnd.essor.simulator+json"] == {"slug": slug, "values": {}, "predict": True}
    assert bundle == function_of(slug)()._repr_mimebundle_(include=None, exclude=None)
    json.dumps(bundle)
    simulator = simulators.load(slug)
    lines = plain(bundle["text/plain"]).split("\n")
    assert lines[0] == plain(simulator.title)
    outcome = simulator.run()
    assert {plain(f"{item.label} : {item.text}") for item in outcome.indicators} <= set(lines)
    html = function_of(slug)()._repr_html_()
    for part in (markup.reading(outcome), markup.written(notebook.TO_MOVE), *(f"<th>{markup.written(item.label)}</th><td>" for item in outcome.indicators)):
        assert part in html
    held = re.search(r'<img alt="([^"]+)" width="(\d+)" src="data:image/svg\+xml,([^"]+)">', html)
    assert held[1] == markup.written(outcome.figures[0].title) and "<svg" not in html and "<style" not in html
    texts = [one.text for one in ElementTree.fromstring(unquote(held[3])).iter("{http://www.w3.org/2000/svg}text")]
    assert texts == [one.text for one in ElementTree.fromstring(outcome.figures[0].draw(View()).svg()).iter("text")]


def test_given_values_are_stored_as_given_and_shown(without_widgets):
    bundle = notebook.bousol_circuits(reuse="60 %", phase="1", predict=False)._repr_mimebundle_()
    assert bundle["application/vnd.essor.simulator+json"] == {"slug": "bousol-circuits", "values": {"reuse": "60 %", "phase": "1"}, "predict": False}
    # In phase 1 nothing is reused: the setting has no effect and is not listed.
    assert "Part réemployée" not in bundle["text/plain"] and "Paiements par Bou’Sol\u00a0: 1,00" in bundle["text/plain"].split("\n")


@pytest.mark.parametrize("slug", exercises())
def test_an_exercise_without_widgets(slug, without_widgets):
    bundle = notebook.exercise(slug)._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", "application/vnd.essor.exercise+json"}
    assert bundle["application/vnd.essor.exercise+json"] == {"slug": slug}
    assert bundle["text/plain"].startswith("Exercice\u00a0: ") and bundle["text/plain"].endswith(typeset(exercises()[slug]["texte"]))
    assert markup.written(notebook.TO_ANSWER) in bundle["text/html"]
    assert markup.written(exercises()[slug]["texte"]) in bundle["text/html"] and markup.written(exercises()[slug]["solution"]) not in bundle["text/html"]
    assert bundle == notebook.exercise(slug)._repr_mimebundle_()


@pytest.mark.parametrize("make", [lambda: notebook.bousol_circuits(), lambda: notebook.exercise("bousol-money-pump")])
def test_live_the_widget_is_added_and_the_text_stays(make, monkeypatch, without_widgets):
    stored = make()._repr_mimebundle_()
    monkeypatch.delenv("ESSOR_NO_WIDGETS")
    live = make()._repr_mimebundle_()
    assert set(live) == {*stored, WIDGET_MIME} and {mime: live[mime] for mime in stored} == stored


def test_an_exercise_is_judged():
    exercise = exercises()["bousol-money-pump"]
    live = notebook.exercise(exercise["id"]).widget()
    (answers,) = [part for part in everything(live) if isinstance(part, w.Accordion)]
    assert markup.written(exercise["texte"]) in html(live) and answers.layout.display == "none"
    for answer in ("<i>cinq</i>", ""):
        text_field(live).value = answer
        button(live, "Vérifier").click()
        assert "essor-error" in html(live) and "<i>" not in html(live)
        assert answers.layout.display == "none"
    for answer in ("5", "4,76"):
        text_field(live).value = answer
        button(live, "Vérifier").click()
        assert markup.feedback(questions.check(exercise, answer)) in html(live)
        assert answers.layout.display is None
    assert answers.selected_index is None and markup.written(exercise["solution"]) in answers.children[0].value


def test_a_hint_is_offered_after_each_wrong_answer():
    exercise = exercises()["tr-density"]
    live = notebook.exercise(exercise["id"]).widget()
    more = button(live, "Un indice")
    assert more.layout.display == "none"
    for count, _ in enumerate(exercise["indices"]):
        text_field(live).value = str(exercise["bas"])
        button(live, "Vérifier").click()
        assert more.layout.display is None
        assert [markup.written(hint) in html(live) for hint in exercise["indices"]] == [rank < count for rank in range(len(exercise["indices"]))]
        more.click()
        assert markup.written(exercise["indices"][count]) in html(live) and more.layout.display == "none"
    button(live, "Vérifier").click()
    assert more.layout.display == "none"  # no more of them
    text_field(live).value = number(exercise["reponse"])
    button(live, "Vérifier").click()
    assert f"Trouvé au {len(exercise['indices']) + 2}e essai." in plain(html(live))


def test_a_file_is_followed_step_by_step():
    """A wrong end, the way back, then a right one: what is heard is what the page hears."""
    exercise = next(exercise for exercise in exercises().values() if exercise["genre"] == "parcours")
    live = notebook.exercise(exercise["id"]).widget()
    steps = {step["id"]: step["choix"] for step in exercise["etape"]}
    assert markup.written(exercise["role"]) in html(live) and "essor-dossier" in html(live)
    (choices,) = [part for part in everything(live) if isinstance(part, w.RadioButtons)]
    (answers,) = [part for part in everything(live) if isinstance(part, w.Accordion)]
    button(live, "Décider").click()
    assert "essor-error" in html(live)

    def go(wanted):
        at, taken = exercise["etape"][0]["id"], []
        while at in steps:
            taken.append(next(str(rank) for rank, choice in enumerate(steps[at]) if leads(choice["vers"], wanted)))
            choices.value = taken[-1]
            button(live, "Décider").click()
            assert markup.feedback(questions.check(exercise, taken)) in html(live)
            at = steps[at][int(taken[-1])]["vers"]
        return taken

    def leads(at, wanted):
        if at in steps:
            return any(leads(choice["vers"], wanted) for choice in steps[at])
        return next(end["juste"] for end in exercise["fin"] if end["id"] == at) is wanted

    taken = go(False)
    assert choices.layout.display == "none" and answers.layout.display is None
    for _ in taken:
        button(live, "Revenir à la décision précédente").click()
    go(True)
    assert "Trouvé au 2e essai." in plain(html(live))


def test_a_file_is_found_beside_the_notebook_then_in_the_course(tmp_path, monkeypatch):
    def asked(file):
        return tuple(question for *_, question in notebook.quiz(file).asked)

    monkeypatch.chdir(tmp_path)
    chapter = notebook.COURSE / "book" / "debat-3" / "bousol.toml"
    for given in ("bousol.toml", "book/debat-3/bousol.toml", "/ailleurs/bousol.toml"):
        assert asked(given) == load_assessment(chapter).questions
    assert notebook.data_file("ess-budgets.csv") == notebook.COURSE / "data" / "ess-budgets.csv"
    # Beside the notebook, the reader's own comes first.
    own = chapter.read_text("utf8").replace("[[question]]", "[[question]]\n# à moi", 1).replace('texte = "', 'texte = "À moi : ')
    (tmp_path / "bousol.toml").write_text(own, "utf8")
    assert asked("bousol.toml")[0]["texte"].startswith("À moi : ")
    (tmp_path / "ess-budgets.csv").touch()
    assert notebook.data_file("ess-budgets.csv").resolve() == tmp_path / "ess-budgets.csv"


@pytest.mark.parametrize("show, name, folder", [("quiz", "inconnu.toml", "book"), ("data_file", "inconnu.csv", "data"), ("quiz", "", "book")])
def test_a_file_that_is_nowhere_is_asked_for_in_french(show, name, folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = " Placez ce fichier à côté du carnet, ou donnez son chemin complet."
    with pytest.raises(FileNotFoundError) as refused:
        getattr(notebook, show)(name)
    place = notebook.COURSE / folder
    wanted = f"« {name} » est introuvable : ni depuis le dossier de travail ({tmp_path}), ni dans le dossier du cours ({place})."
    assert str(refused.value) == typeset(wanted + said)
    with pytest.raises(FileNotFoundError, match="où plusieurs fichiers portent ce nom"):
        notebook.quiz("index.md")
    # Where the package came without the course.
    monkeypatch.setattr(notebook, "COURSE", tmp_path / "site-packages")
    with pytest.raises(FileNotFoundError, match=r"ni dans le cours, dont les fichiers ne sont pas sur ce poste. Placez"):
        getattr(notebook, show)(name)


@pytest.mark.parametrize(
    "asked, error, said",
    [
        (lambda: notebook.bousol_circuits(reuse=120), InputError, "hors limites"),
        (lambda: notebook.bousol_circuits(vitesse=3), InputError, "Réglage inconnu"),
        (lambda: notebook.exercise("inconnu"), LookupError, "unknown exercise"),
        (lambda: notebook.unknown, AttributeError, "'unknown'"),
        (lambda: notebook.bousol, AttributeError, "'bousol'"),
    ],
)
def test_refusals(asked, error, said):
    with pytest.raises(error, match=said):
        asked()


@pytest.mark.parametrize(
    "code, unwanted",
    [
        ("import essor", ["essor.", "IPython", *HEAVY]),
        ("import essor.portable.session", ["essor.notebook", "essor.portable.simulators.bousol", "csv", *HEAVY]),
        ("from essor.notebook import bousol_circuits", HEAVY),
        (STORED, ["essor.portable.simulators.bousol_bonus", *HEAVY]),
    ],
)
def test_nothing_is_loaded_before_it_is_used(code, unwanted):
    listing = f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True).stdout.split("\n")
    assert "essor" in loaded
    assert not [module for module in loaded for name in unwanted if module.startswith(name)]
