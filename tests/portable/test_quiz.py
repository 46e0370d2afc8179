"""Quizzes: each kind judged, what a file may not say, and the book's own: every objective checked, every choice explained,
every article of law and amount cited found in the register."""

import json
import re
from itertools import permutations

import pytest

import prose
from essor.notebook import QUIZ_MIME, QuizView
from essor.places import COURSE
from essor.portable import markup, questions
from essor.portable.session import respond
from essor.portable.simulators.controls import InputError
from essor.readers import facts
from essor.readers.assessment import AssessmentError, files, load
from leaves import strings

FILES = files()

HEAD = {"id": "q", "objectif": "o", "texte": "Combien ?", "source": "art. 1er"}
CHOICES = [{"texte": name, "juste": right, "explication": f"voici {name}"} for name, right in (("a", False), ("b", True), ("c", True))]
UNIQUE = {**HEAD, "genre": "unique", "choix": CHOICES[:2]}
MULTIPLE = {**HEAD, "genre": "multiple", "choix": CHOICES}
NUMBER = {**HEAD, "genre": "nombre", "reponse": 3.14, "tolerance": 0.005, "bas": 0, "haut": 10, "decimales": 2, "unite": "€"}
NUMBER |= {"explication": "c’est cela", "sinon": "recommencez", "piege": [{"valeur": 6.28, "explication": "deux fois trop"}]}
ORDER = {**HEAD, "genre": "ordre", "element": [{"texte": name, "explication": f"voici {name}"} for name in "abc"], "melange": [2, 0, 1]}
SIDES = [{"gauche": left, "droite": right, "explication": f"voici {left}"} for left, right in (("a", "x"), ("b", "y"), ("c", "x"))]
PAIRS = {**HEAD, "genre": "association", "melange": [1, 2, 0], "paire": SIDES}

# question, answer, right, part of what the reader hears
JUDGED = [
    (UNIQUE, "1", True, "voici b"),
    (UNIQUE, "0", False, "voici a"),
    (MULTIPLE, ["1", "2"], True, "voici b voici c"),
    (MULTIPLE, ["0", "1"], False, "À ne pas cocher : « a ». voici a À cocher : « c ». voici c"),
    (NUMBER, "3,14", True, "c’est cela"),
    (NUMBER, "3.14 €", True, "c’est cela"),
    (NUMBER, "6,28", False, "deux fois trop"),
    (NUMBER, "5", False, "recommencez"),
    (ORDER, ["3", "1", "2"], True, "voici a voici b voici c"),
    (ORDER, ["3", "2", "1"], False, "Bien placés : 1 sur 3. « a » : voici a"),
    (ORDER, ["1", "2", "3"], False, "Aucun élément n’est à sa place. « a » : voici a"),
    (PAIRS, ["2", "0", "1"], True, "voici a voici b voici c"),
    (PAIRS, ["1", "0", "2"], True, "voici a voici b voici c"),  # two lefts share the right x
    (PAIRS, ["2", "1", "1"], False, "« b » : voici b"),
]

REGISTER = facts.load(COURSE / "data" / "faits").values()
LAW = [prose.law_cited(fact.value) for fact in REGISTER]
HELD = [({article for article, _ in cited}, {"", *(of for _, of in cited)}) for cited in LAW]


@pytest.mark.parametrize("question, answer, right, heard", JUDGED)
def test_an_answer_is_judged(question, answer, right, heard):
    result = questions.check(question, answer)
    assert result.right is right and heard in result.text


def test_only_one_order_is_right():
    assert [answer for answer in permutations("123") if questions.check(ORDER, list(answer)).right] == [("3", "1", "2")]


@pytest.mark.parametrize(
    "question, answer, told",
    [
        *[(UNIQUE, answer, "Choisissez une réponse") for answer in (None, "7")],
        (MULTIPLE, [], "Cochez au moins une réponse"),
        *[(NUMBER, answer, told) for answer, told in (("", "il manque une valeur"), ("trois", "trois"), ("11", "11"), ("3.000", "3\u202f000 ou 3"))],
        ({**NUMBER, "decimales": 0}, "3,000", "3\u202f000 ou 3"),
        *[(ORDER, answer, "une place différente, de 1 à 3") for answer in (["1", "1", "2"], ["", "1", "2"], None)],
        *[(PAIRS, answer, "pour chaque ligne") for answer in (["", "1", "2"], ["1"], None)],
    ],
)
def test_an_answer_that_cannot_be_read_is_refused(question, answer, told):
    with pytest.raises(InputError, match=told):
        questions.check(question, answer)


@pytest.mark.parametrize("question", [UNIQUE, MULTIPLE, NUMBER, ORDER, PAIRS], ids=lambda question: question["genre"])
def test_the_answers_explain_every_entry(question):
    html = markup.answers(question)
    for entry in question.get("choix", question.get("element", question.get("paire", [question]))):
        assert markup.written(entry["explication"]) in html
    assert "Source\u00a0: art." in html


def test_the_page_asks_in_json():
    answer = json.loads(respond(json.dumps({"do": "question", "question": UNIQUE, "answer": "1"})))
    assert answer["ok"] and answer["right"] and "voici b" in answer["feedback"]
    refused = json.loads(respond(json.dumps({"do": "question", "question": UNIQUE, "answer": None})))
    assert refused == {"ok": False, "control": "answer", "cell": None, "message": "Choisissez une réponse."}


OBJECTIVE = '[[objectif]]\nid = "o"\ntexte = "compter"\n'
QUESTION = (
    '[[question]]\nid = "q"\ngenre = "unique"\nobjectif = "o"\ntexte = "?"\nsource = "s"\n'
    '[[question.choix]]\ntexte = "a"\njuste = true\nexplication = "e"\n[[question.choix]]\ntexte = "b"\njuste = false\nexplication = "e"\n'
)

EXERCISE = (
    '[[exercice]]\nid = "e"\ngenre = "nombre"\nobjectif = "o"\ntexte = "?"\nreponse = 3\ntolerance = 0\nbas = 0\nhaut = 9\n'
    'explication = "e"\nsinon = "s"\nsolution = "v"\nindices = ["i", "j"]\n'
)


@pytest.mark.parametrize(
    "text, told",
    [
        (OBJECTIVE + QUESTION.replace("true", "false"), "question 'q': 0 choices are right"),
        (OBJECTIVE + QUESTION.replace("false", "true"), "question 'q': 2 choices are right"),
        (OBJECTIVE + QUESTION.replace('explication = "e"', "", 1), "choix 1: explication is missing"),
        (OBJECTIVE + QUESTION.replace('explication = "e"', 'explication = ""', 1), "choix 1: explication is empty"),
        (OBJECTIVE + QUESTION.replace('"o"', '"x"'), "objectif is 'x', expected one of o"),
        (OBJECTIVE + QUESTION.replace('"unique"', '"vrai"'), "genre is 'vrai'"),
        (OBJECTIVE + QUESTION.replace('source = "s"', 'sources = "s"'), "source is missing"),
        (OBJECTIVE + QUESTION + QUESTION, "question 'q' is there twice"),
        (OBJECTIVE + OBJECTIVE.replace('"o"', '"p"') + QUESTION, "objectif 'p' is checked by no exercise"),
        (OBJECTIVE + QUESTION.replace("true", '"oui"'), "choix 1: juste is 'oui', expected bool"),
        (OBJECTIVE + QUESTION + EXERCISE.replace("solution", "source"), "exercice 'e': solution is missing"),
        (OBJECTIVE + QUESTION + EXERCISE.replace("3", '"three"', 1), "exercice 'e': the chapter computes no 'three'"),
        (OBJECTIVE + QUESTION + EXERCISE.replace("texte = ", "texte = '{four}' # "), "exercice 'e': the chapter computes no 'four'"),
        (OBJECTIVE + QUESTION + EXERCISE.replace("haut = 9", "haut = 2"), "exercice 'e': reponse 3 is outside 0 to 2"),
        (OBJECTIVE + QUESTION + EXERCISE.replace("bas = 0", 'bas = "0"'), "exercice 'e': bas is '0', expected int or float"),
        (OBJECTIVE + QUESTION.replace("source = ", "dossier = ' '\nsource = "), "question 'q': dossier is empty"),
        (OBJECTIVE, "question is missing"),
        (f"{OBJECTIVE}[[question]", "line 4"),
    ],
)
def test_a_file_that_would_mislead_is_refused(tmp_path, text, told):
    file = tmp_path / "page.toml"
    file.write_text(text, "utf8")
    with pytest.raises(AssessmentError, match=r"page.toml") as error:
        load(file)
    assert told in str(error.value)


def test_a_good_file_is_read(tmp_path):
    filed = EXERCISE.replace("solution", 'dossier = """\nObjet : aide\n\nBonjour.\n"""\nsolution')
    (tmp_path / "page.toml").write_text(OBJECTIVE + QUESTION + filed, "utf8")
    found = load(tmp_path / "page.toml")
    assert [objective.text for objective in found.objectives] == ["compter"]
    assert [question["id"] for question in (*found.exercises, *found.questions)] == ["e", "q"]
    assert found.exercises[0]["indices"] == ["i", "j"] and found.exercises[0]["dossier"] == "Objet : aide\n\nBonjour.\n"


# ——— The book's own ———


@pytest.fixture(scope="module", params=FILES, ids=lambda file: file.stem)
def assessed(request):
    return load(request.param)


def test_a_chapter_asks_from_five_to_eight_questions_and_promises_three_to_five_infinitives(assessed):
    assert 5 <= len(assessed.questions) <= 8 and 3 <= len(assessed.objectives) <= 5
    for objective in assessed.objectives:
        assert objective.text.split()[0].rstrip(",").endswith(("er", "ir", "re")), objective.text


def test_the_place_of_an_answer_does_not_give_it_away(assessed):
    assert all(sorted(question["melange"]) != question["melange"] for question in assessed.questions if "melange" in question)
    first = [question["choix"][0]["juste"] for question in assessed.questions if question["genre"] == "unique"]
    assert len(first) < 3 or not all(first)


def test_a_foreseen_wrong_number_is_wrong(assessed):
    for question in assessed.questions:
        for trap in question.get("piege", []):
            result = questions.check(question, str(trap["valeur"]).replace(".", ","))
            assert not result.right and result.text == trap["explication"], question["id"]


def law_missing(text):
    """What a text cites of the law that no fact of the register holds."""
    for article, of in prose.law_cited(text):
        if not any(article in articles and of in texts for articles, texts in HELD):
            yield f"{article} {of}".strip()
    for kind, day in prose.law_dated(text):
        if not any(kind in f"{fact.label} {fact.value}".lower() and day in fact.value for fact in REGISTER):
            yield f"{kind}, {day}"


def amounts_missing(source):
    """The euros and percentages of a source that no fact of the register holds; the numbers of a sum are the question's."""
    held = {(fact.value, fact.unit) for fact in REGISTER}
    for part in source.split(" ; "):
        for number, unit in re.findall(r"(\d+(?: \d{3})*(?:,\d+)?) (€|%)", "" if part.startswith("calcul") else part):
            if (prose.plain(number).replace(",", "."), unit) not in held:
                yield f"{number} {unit}"


@pytest.mark.parametrize(
    "text, missing",
    [
        ("loi n° 2014-856 du 31 juillet 2014, art. 7, 8 et 59 ; loi n° 47-1775, art. 16 et 19 nonies", []),
        ("loi n° 2014-856 du 31 juillet 2014, art. 7, 8 et 999", ["art. 999 n° 2014-856"]),
        ("code de la commande publique, art. L. 2113-12 à L. 2113-15 ; art. R. 9999-1", ["art. R. 9999-1 code de la commande publique"]),
        ("loi n° 47-1775, art. 19 bis, 19 septies et 7", ["art. 19 bis n° 47-1775", "art. 7 n° 47-1775"]),
        ("C’est l’article 7, pas l’article 77.", ["art. 77"]),
        ("loi n° 1998-12 ; règlement (UE) 2023/9999", ["n° 1998-12", "2023/9999"]),
        ("la loi du 1er avril 1998, le décret de mai 2015, la loi PACTE de 2019", ["loi, 1er avril 1998", "décret, mai 2015"]),
    ],
)
def test_law_that_is_not_in_the_register_is_found(text, missing):
    assert list(law_missing(text)) == missing


def test_an_amount_that_is_not_in_the_register_is_found():
    source = "règlement (UE) 2023/2831 : 300 000 € sur trois ans, ou 301 000 € et 1,5 % ; calcul : 12 € × 3"
    assert list(amounts_missing(source)) == ["301 000 €", "1,5 %"]


def test_law_and_amounts_come_from_the_register(assessed):
    asked = (*assessed.exercises, *assessed.questions)
    texts = [text for question in asked for text in strings(question)] + [objective.text for objective in assessed.objectives]
    assert [missing for text in texts for missing in law_missing(text)] == []
    assert [missing for question in assessed.questions for missing in amounts_missing(question["source"])] == []


def test_the_course_asks_at_least_forty_questions_with_ids_of_their_own():
    ids = [question["id"] for file in FILES for question in load(file).questions]
    ids += [exercise["id"] for file in FILES for exercise in load(file).exercises]
    assert len(ids) >= 40 + 56 and len(set(ids)) == len(ids)
    kinds = {question["genre"] for file in FILES for question in load(file).questions}
    assert kinds == {"unique", "multiple", "nombre", "ordre", "association"}


def test_a_notebook_shows_the_quiz_beside_it(monkeypatch):
    monkeypatch.chdir(FILES[0].parent)
    view = QuizView(FILES[0].name)
    bundle = view._repr_mimebundle_()
    assert bundle[QUIZ_MIME] == {"file": FILES[0].name}
    assert len(view.widget().children) == len(view.questions) + 1
