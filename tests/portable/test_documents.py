"""The documents of the toolbox: one set of lines, shown in a page, as plain text and as ODT, with what a reader gave."""

import json
import re
from xml.etree import ElementTree

import pytest

import prose
from essor.given.documents import load
from essor.places import COURSE
from essor.portable import documents
from essor.portable.documents import BOX, COMPUTED, DOTS, HEADING, ITEM, MIMETYPE, READINGS, TEXT, TITLE, control, lines, odt, page, text
from essor.portable.french import euros, number, typeset
from essor.portable.models.insertion import full_time_years, insertion_hours
from essor.portable.session import respond

FOLDER = COURSE / "book" / "outils"
DOCUMENTS = {path.stem: load(path) for path in sorted(FOLDER.glob("*.toml"))}
STATES = {"en vigueur, lu", "lu, version ancienne", "source secondaire", "à vérifier"}
TOWN = "Ville d’<Essai> & « fils »"
CLAUSE = {"montant": "1 000 000", "main_oeuvre": "50", "taux": "5", "cout": "37,5"}
ODT_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

every_document = pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)


def named(document):
    """What the text takes, between braces."""
    return {piece.partition("}")[0] for piece in document["texte"].split("{")[1:]}


def told(document, **typed):
    return text(lines(document, typed)[0])


def shown_in_odt(document, **typed):
    """The file's paragraphs, in order."""
    (_, mimetype), *written = odt(document["titre"], lines(document, typed)[0])
    assert mimetype == MIMETYPE
    files = dict(written)
    for content in files.values():
        ElementTree.fromstring(content)
    found = ElementTree.fromstring(files["content.xml"]).iter()
    return ["".join(part.itertext()) for part in found if part.tag in (f"{ODT_TEXT}p", f"{ODT_TEXT}h")]


def test_every_document_has_its_page():
    assert DOCUMENTS
    assert {path.stem for path in FOLDER.glob("*.md")} - {"index"} == set(DOCUMENTS), "a tool of book/outils is a page and, beside it, the file of its words"


@every_document
def test_a_text_takes_every_field_and_nothing_else(document):
    fields = [field["nom"] for field in document["champ"]]
    assert len(fields) == len(set(fields))
    assert set(fields) - named(document) <= {"main_oeuvre"}
    assert named(document) - set(fields) <= {*COMPUTED, "lecture"}
    assert ("lecture" in named(document)) == ("regle" in document)


@every_document
def test_what_is_empty_is_dots_and_its_label(document):
    blank = told(document)
    for field in document["champ"]:
        assert (DOTS if "choix" in field else typeset(f"{DOTS} ({field['libelle']})")) in blank


@every_document
def test_each_law_cited_has_its_state(document):
    written = [line for line in document["texte"].split("\n") if not line.startswith("#")]  # the headings number its own articles
    cited = [law.removeprefix("article ").removeprefix("art. ") for law in prose.law_quoted("\n".join([*written, *document["relire"]]))]
    known = " ".join(entry["texte"] for entry in document["base"])
    assert [law for law in cited if not re.search(rf"(?<!\w){re.escape(law)}(?!\w)", known)] == []
    assert {entry["etat"] for entry in document["base"]} <= STATES
    assert document["relire"]


@every_document
def test_what_is_given_is_in_the_three_forms(document):
    given = {"collectivite": TOWN}
    made, refused = lines(document, given)
    assert not refused
    assert {kind for kind, _ in made} <= {TITLE, HEADING, ITEM, BOX, TEXT}
    assert typeset(TOWN) in told(document, **given)
    assert "&lt;Essai&gt; &amp;" in page(made) and "<Essai>" not in page(made)
    assert [words.removeprefix("☐ ") for words in shown_in_odt(document, **given)] == [words for _, words in made]


def test_hours_are_those_of_the_model():
    hours = insertion_hours(1_000_000, 0.5, rate=0.05, hourly_cost=37.5)
    said = told(DOCUMENTS["clause-insertion"], **CLAUSE)
    assert f"réserve à l’insertion {number(hours, 0)}\u00a0heures au moins" in said
    assert f"soit {number(full_time_years(hours), 2)}\u00a0temps plein" in said
    assert euros(1_000_000) in said
    for lacking in CLAUSE:
        assert f"{DOTS} (heures d’insertion calculées)" in told(DOCUMENTS["clause-insertion"], **{**CLAUSE, lacking: ""})


@pytest.mark.parametrize(
    "raw, said", [("douze", "« douze » n’est pas un nombre."), ("5", "« 5 » est hors limites."), ("10 000,5", "n’est pas un nombre entier.")]
)
def test_a_bad_number_is_refused_by_its_name_and_its_range(raw, said):
    document = DOCUMENTS["clause-insertion"]
    made, refused = lines(document, {**CLAUSE, "montant": raw, "lot": "gros œuvre"})
    assert set(refused) == {"montant"}
    assert said.replace(" »", "\u00a0»").replace("« ", "«\u00a0") in refused["montant"]
    assert refused["montant"].startswith("Montant du lot, hors taxes") and control(document["champ"][3]).accepted() in refused["montant"]
    assert "gros œuvre" in text(made) and typeset(f"{DOTS} (Montant du lot, hors taxes)") in text(made)


def test_an_answer_that_is_none_of_the_list_is_refused():
    assert set(lines(DOCUMENTS["subvention-ou-contrat"], {"interet": "peut-être"})[1]) == {"interet"}


READ = [
    ("subvention-ou-contrat", "incomplet", {"initiative": "oui", "interet": "oui"}),
    ("subvention-ou-contrat", "subvention", {"initiative": "oui", "interet": "oui", "contrepartie": "non"}),
    ("subvention-ou-contrat", "interet", {"initiative": "oui", "interet": "non", "contrepartie": "non"}),
    ("subvention-ou-contrat", "contrepartie", {"initiative": "oui", "interet": "oui", "contrepartie": "oui"}),
    ("subvention-ou-contrat", "initiative", {"initiative": "non", "interet": "oui", "contrepartie": "non"}),
    ("payer-monnaie-locale", "incomplet", {"direct": "non", "accord": "oui"}),
    ("payer-monnaie-locale", "direct", {"direct": "oui"}),
    ("payer-monnaie-locale", "accord", {"direct": "non", "accord": "non", "legale": "oui"}),
    ("payer-monnaie-locale", "legale", {"direct": "non", "accord": "oui", "legale": "oui"}),
    ("payer-monnaie-locale", "mandat", {"direct": "non", "accord": "oui", "legale": "non"}),
]


@pytest.mark.parametrize("slug, outcome, typed", READ, ids=[f"{slug}-{outcome}" for slug, outcome, _ in READ])
def test_answers_are_read_by_the_rule(slug, outcome, typed):
    document = DOCUMENTS[slug]
    assert READINGS[document["regle"]](typed) == outcome
    assert typeset(document["lectures"][outcome]) in told(document, **typed)


def test_every_reading_is_heard():
    heard = {(slug, outcome) for slug, outcome, _ in READ}
    assert heard == {(slug, outcome) for slug, document in DOCUMENTS.items() for outcome in document.get("lectures", ())}


def test_signs_that_no_file_may_hold_are_dropped():
    files = dict(odt("x", lines(DOCUMENTS["lettre-cress"], {"lieu": "Mont\x0bclair\x00\ufffe\t!"})[0]))
    assert "Mont clair" in "".join(ElementTree.fromstring(files["content.xml"]).itertext())


def test_a_name_that_nothing_gives_is_an_error():
    with pytest.raises(LookupError):
        lines({**DOCUMENTS["lettre-cress"], "texte": "{inconnu}"}, {})


@pytest.mark.parametrize("content", ["titre = ", 'titre = "{scic.NOTHING}"', 'titre = "{nothing.CEILING}"'])
def test_a_file_that_cannot_be_read_is_named(tmp_path, content):
    path = tmp_path / "essai.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"essai\.toml"):
        load(path)


def test_the_session_gives_what_the_document_makes():
    document = DOCUMENTS["lettre-cress"]
    answer = json.loads(respond(json.dumps({"do": "document", "document": document, "values": {"lieu": "Montclair"}})))
    assert answer == json.loads(json.dumps(documents.answer({"document": document, "values": {"lieu": "Montclair"}})))
    assert "À Montclair, le" in answer["text"] and answer["ok"]
