"""Questions on paper and on slides: the file comes before what is asked, and a file to follow is read in numbered paragraphs."""

from bs4 import BeautifulSoup

from essor.book import rendering
from essor.book.trainer import paper, slides
from essor.portable import questions
from essor.portable.french import typeset
from essor.readers.assessment import exercises

JOURNEY = next(exercise for exercise in exercises().values() if exercise["genre"] == "parcours")
CHOICES = [{"texte": "Signer", "juste": True, "explication": "Oui."}, {"texte": "Attendre", "juste": False, "explication": "Non."}]
FILED = {"id": "q", "genre": "unique", "texte": "Que faites-vous ?", "dossier": "Objet : aide\n\nBonjour.", "source": "s", "choix": CHOICES}


def template(name):
    return rendering._templates.get_template(name)


def printed(question):
    return BeautifulSoup(str(template("paper/parts.html").module.asked(paper._asked(question), 2)), "html.parser")


def test_on_paper_the_file_comes_before_the_question():
    file, asked = printed(FILED).select(".essor-dossier, .asked")
    assert file["aria-label"] == "Le dossier" and [part.get_text() for part in file.select("p")][1:] == ["Objet\u00a0: aide", "Bonjour."]
    assert asked.get_text() == typeset(FILED["texte"])


def test_on_paper_a_file_is_followed_from_number_to_number():
    page = printed(JOURNEY)
    assert page.select_one(".asked").get_text() == typeset(f"{JOURNEY['role']}.") and not page.select(".boxes, .blank, .essor-lines")
    for shown, (text, choices) in zip(page.select("ol > li"), questions.paragraphs(JOURNEY), strict=True):
        assert shown.p.get_text() == typeset(text)
        assert [item.get_text() for item in shown.select("li")] == [typeset(f"{choice} → allez au\u00a0{number}.") for choice, number in choices]
    answers = str(paper._asked(JOURNEY)["answers"])
    assert all(typeset(choice["explication"]) in BeautifulSoup(answers, "html.parser").get_text() for step in JOURNEY["etape"] for choice in step["choix"])


def test_on_a_slide_the_file_comes_before_the_question():
    page = BeautifulSoup(template("slide.html").render(slide={"question": slides._asked(FILED)}, rank={"last": "1"}), "html.parser")
    assert [part.name for part in page.select(".essor-dossier, .essor-asked")] == ["div", "p"]
