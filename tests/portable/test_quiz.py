"""Quizzes: each kind judged, what a file may not say, and the book's own: every objective checked, every choice explained,
every article of law and amount cited found in the register."""

import re
from contextlib import suppress
from itertools import permutations

import pytest

import prose
from essor.notebook import QUIZ_MIME, quiz
from essor.places import COURSE
from essor.portable import markup, questions
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
# A right number, 65.8, that rounding hides less than its neighbours do; one trap is the same number, badly written.
NEAR = {**NUMBER, "reponse": 65.8, "tolerance": 1, "haut": 100}
NEAR |= {"piege": [{"valeur": 0.658, "explication": "en pour cent"}, {"valeur": 64, "explication": "un point trop"}]}
ORDER = {**HEAD, "genre": "ordre", "element": [{"texte": name, "explication": f"voici {name}"} for name in "abc"], "melange": [2, 0, 1]}
SIDES = [{"gauche": left, "droite": right, "explication": f"voici {left}"} for left, right in (("a", "x"), ("b", "y"), ("c", "x"))]
PAIRS = {**HEAD, "genre": "association", "melange": [1, 2, 0], "paire": SIDES}


def _step(id, *choices):
    return {"id": id, "texte": f"{id} ?", "choix": [dict(zip(("texte", "vers", "explication"), choice, strict=True)) for choice in choices]}


STEPS = [
    _step("signer", ("attendre", "lire", "on attend"), ("signer", "tenu", "on signe"), ("oublier", "fini", "on oublie")),
    _step("lire", ("lire", "tenu", "on lit"), ("renoncer", "tombe", "on renonce")),
    _step("fini", ("courir", "tombe", "trop tard"), ("écrire", "tombe", "trop tard aussi")),
]
ENDS = [{"id": "tenu", "texte": "Le projet tient.", "juste": True}, {"id": "tombe", "texte": "Le projet tombe.", "juste": False}]
JOURNEY = {**HEAD, "genre": "parcours", "role": "Vous êtes élu", "dossier": "Une lettre.", "etape": STEPS, "fin": ENDS, "solution": "signer"}

# question, answer, right, part of what the reader hears
JUDGED = [
    (UNIQUE, "1", True, "voici b"),
    (UNIQUE, "0", False, "voici a"),
    (MULTIPLE, ["1", "2"], True, "voici b voici c"),
    (MULTIPLE, ["0", "1"], False, "À ne pas cocher : « a ». voici a Il manque au moins une réponse."),
    (MULTIPLE, ["0", "1", "2"], False, "À ne pas cocher : « a ». voici a"),
    (MULTIPLE, ["1"], False, "Ce que vous avez coché est juste. Il manque au moins une réponse."),
    (NUMBER, "3,14", True, "c’est cela"),
    (NUMBER, "3.14 €", True, "c’est cela"),
    (NUMBER, "6,28", False, "deux fois trop"),
    *[(NEAR, answer, False, told) for answer, told in [("0,66", "en pour cent"), ("0,5", "recommencez"), ("1,2", "recommencez"), ("0", "recommencez")]],
    *[(NEAR, answer, False, told) for answer, told in [("64,7", "un point trop"), ("63", "recommencez"), ("67", "recommencez")]],
    (NEAR, "65,8", True, "c’est cela"),
    (JOURNEY, ["0"], None, "on attend"),
    (JOURNEY, ["1"], True, "on signe Le projet tient."),
    (JOURNEY, ["0", "0"], True, "on lit Le projet tient."),
    (JOURNEY, ["0", "1"], False, "on renonce Le projet tombe. Le dossier a dévié à la décision 2, « renoncer »."),
    (JOURNEY, ["2"], None, "on oublie"),
    (JOURNEY, ["2", "0"], False, "trop tard Le projet tombe. Le dossier a dévié à la décision 1, « oublier »."),
    (JOURNEY, ["2", "1"], False, "trop tard aussi Le projet tombe. Le dossier a dévié à la décision 1, « oublier »."),
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
        *[(JOURNEY, answer, "Choisissez une décision") for answer in ([], None, ["3"], ["1", "0"], "abc")],
        *[(PAIRS, answer, "pour chaque ligne") for answer in (["", "1", "2"], ["1"], None)],
    ],
)
def test_an_answer_that_cannot_be_read_is_refused(question, answer, told):
    with pytest.raises(InputError, match=told):
        questions.check(question, answer)


def test_a_file_is_read_in_numbered_paragraphs():
    assert questions.paragraphs(JOURNEY) == [
        ("signer ?", [("attendre", 2), ("signer", 4), ("oublier", 3)]),
        ("lire ?", [("lire", 4), ("renoncer", 5)]),
        ("fini ?", [("courir", 5), ("écrire", 5)]),
        ("Le projet tient.", []),
        ("Le projet tombe.", []),
    ]
    html = markup.answers(JOURNEY)
    assert "<p>signer</p>" in html and all(markup.written(choice["explication"]) in html for step in STEPS for choice in step["choix"])


@pytest.mark.parametrize("question", [UNIQUE, MULTIPLE, NUMBER, ORDER, PAIRS], ids=lambda question: question["genre"])
def test_the_answers_explain_every_entry(question):
    html = markup.answers(question)
    for entry in question.get("choix", question.get("element", question.get("paire", [question]))):
        assert markup.written(entry["explication"]) in html
    assert "Source\u00a0: art." in html


OBJECTIVE = '[[objectif]]\nid = "o"\ntexte = "compter"\n'
QUESTION = (
    '[[question]]\nid = "q"\ngenre = "unique"\nobjectif = "o"\ntexte = "?"\nsource = "s"\n'
    '[[question.choix]]\ntexte = "a"\njuste = true\nexplication = "e"\n[[question.choix]]\ntexte = "b"\njuste = false\nexplication = "e"\n'
)

EXERCISE = (
    '[[exercice]]\nid = "e"\ngenre = "nombre"\nobjectif = "o"\ntexte = "?"\nreponse = 3\nattendu = "1 + 2"\ntolerance = 0\nbas = 0\nhaut = 9\n'
    'explication = "e"\nsinon = "s"\nsolution = "v"\nindices = ["i", "j"]\n'
)


JOURNEY_TYPED = (
    '[[exercice]]\nid = "e"\ngenre = "parcours"\nobjectif = "o"\ntexte = "?"\nrole = "r"\ndossier = "d"\nsolution = "s"\n'
    'etape = [\n{ id = "a", texte = "?", choix = [{ texte = "1", vers = "b", explication = "e" }, { texte = "2", vers = "z", explication = "e" }] },\n'
    '{ id = "b", texte = "?", choix = [{ texte = "3", vers = "y", explication = "e" }, { texte = "4", vers = "z", explication = "e" }] },\n]\n'
    'fin = [\n{ id = "y", texte = "bien", juste = true },\n{ id = "z", texte = "mal", juste = false },\n]\n'
)


@pytest.mark.parametrize(
    "changed, by, told",
    [
        ('vers = "y"', 'vers = "x"', "etape 'b', choix 1: vers is 'x', expected one of a, b, y, z"),
        ('vers = "b"', 'vers = "y"', "id 'b': no vers leads there"),
        ('vers = "y"', 'vers = "z"', "id 'y': no vers leads there"),
        ('vers = "y"', 'vers = "a"', "etape 'a': vers leads back to it"),
        ('vers = "y"', 'vers = "b"', "etape 'b': vers leads back to it"),
        ("juste = true", "juste = false", "fin: juste is False for each, expected both"),
        ("juste = false", "juste = true", "fin: juste is True for each, expected both"),
        (', explication = "e"', "", "etape 'a', choix 1: explication is missing"),
        (', { texte = "2", vers = "z", explication = "e" }', "", "etape 'a': expected at least two choix"),
        ('id = "z"', 'id = "a"', "id 'a' is there twice"),
        ('id = "z", ', "", "fin None: id is missing"),
        ('role = "r"\n', "", "role is missing"),
        ('dossier = "d"\n', "", "dossier is missing"),
        ("[[exercice]]", "[[question]]", "genre is 'parcours', expected one of unique"),
    ],
)
def test_a_file_to_follow_that_would_mislead_is_refused(tmp_path, changed, by, told):
    assert changed in JOURNEY_TYPED
    file = tmp_path / "page.toml"
    file.write_text(OBJECTIVE + QUESTION + JOURNEY_TYPED, "utf8")
    assert load(file).exercises[0]["etape"][1]["id"] == "b"
    file.write_text(OBJECTIVE + QUESTION + JOURNEY_TYPED.replace(changed, by, 1), "utf8")
    with pytest.raises(AssessmentError, match=r"page.toml: (exercice|question) 'e'") as error:
        load(file)
    assert told in str(error.value)


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
        (OBJECTIVE + QUESTION + EXERCISE.replace("3", '"three"', 1), "exercice 'e': the chapter computes no 'three', add it to VALUES of essor.questions.page"),
        (OBJECTIVE + QUESTION + EXERCISE.replace('attendu = "1 + 2"', ""), "exercice 'e': attendu is missing"),
        (OBJECTIVE + QUESTION + EXERCISE.replace("exercice", "question").replace("solution", "source"), "question 'e': unknown key 'attendu'"),
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
    assert found.by_hand == {"e": "1 + 2"} and "attendu" not in found.exercises[0]  # the page is given the exercise
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


def test_a_foreseen_wrong_number_answers_no_number_far_from_it(assessed):
    for question in (*assessed.exercises, *assessed.questions):
        traps = question.get("piege", [])
        far = max(0.05, question["tolerance"] / abs(question["reponse"]) if traps and question["reponse"] else 0)  # of its size
        for trap in traps:
            value = trap["valeur"]
            others = [question["reponse"], *(other["valeur"] for other in traps if other is not trap)]
            gap = min(abs(other - value) for other in others)
            tried = [0, 0.5, 1, 1.2, value - gap / 2, value + gap / 2, value - 1.1 * question["tolerance"], 0.8 * value, 1.25 * value]
            tried += [value + question["tolerance"] * share for share in (-1, -0.5, 0.5, 1)] + [(value + other) / 2 for other in others]
            for answer in tried:
                with suppress(InputError):
                    heard = questions.check(question, answer).text == trap["explication"]
                    assert not heard or (abs(answer - value) < gap / 2 and abs(answer - value) <= far * abs(value) + 1e-9), (question["id"], value, answer)


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
    view = quiz(FILES[0].name)
    bundle = view._repr_mimebundle_()
    assert bundle[QUIZ_MIME] == {"file": FILES[0].name}
    assert len(view.widget().children) == len(load(FILES[0]).questions) + 1
