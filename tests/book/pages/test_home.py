"""The home page: a circuit whose every state is the simulator's, and cards that lead to the questions of the day."""

import re

import pytest

import book_site
from essor.book.pages import home, pictograms
from essor.book.pages.home import FIRST
from essor.book.site import scripts
from essor.places import COURSE
from essor.portable.french import typeset
from essor.portable.simulators.registry import load

OPENING = "```{accueil}\n20 €. **Combien de fois ?**\n\n[Commencer](texte.md)\n\nUne heure.\n```\n"
LIST = "- Conférence\n\n  [Et la loi ?](texte.md)\n\n- Débat\n\n  [Et le débat ?](texte.md)\n"
CARDS = f"```{{cartes}}\n:pictogrammes: loi carte\n\n{LIST}```\n\n```{{cartes}}\n{LIST}```\n"
FILES = {"book/index.md": f"# Accueil\n\n{OPENING}\n{CARDS}", "book/texte.md": "# Texte\n\nRien.\n"}


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    return book_site.built(tmp_path_factory.mktemp("home"), FILES)


@pytest.fixture(scope="module")
def page(out):
    return book_site.page(out, "book/index.html")


def pictures(held):
    """The drawings of a part of the page, wide then narrow, as an HTML parser writes them."""
    return [str(svg) for svg in held.find_all("svg")]


def parsed(*drawings):
    return pictures(book_site.BeautifulSoup("".join(drawings), "html.parser"))


def test_each_state_is_what_the_simulator_says_and_draws(page):
    simulator = load("bousol-circuits")
    templates = page.select("[data-part=circuit] template")
    assert [int(one["data-value"]) for one in templates] == list(range(0, 100, 5))
    for template in templates:
        outcome = simulator.run({"reuse": int(template["data-value"])})
        figure = outcome.figures[0]
        assert (template["data-headline"], template["data-reading"]) == (typeset(outcome.headline), typeset(figure.reading))
        assert pictures(template) == parsed(*(figure.draw(view).svg() for view in (home.WIDE, home.NARROW)))
    assert len({template["data-headline"] for template in templates}) == len(templates)


def test_the_slider_goes_over_the_states_and_waits_for_its_script(page):
    slider = page.select_one("input[type=range]")
    assert [slider[name] for name in ("min", "max", "step", "value", "aria-valuetext")] == ["0", "95", "5", str(FIRST), f"{FIRST} sur 100"]
    assert slider.has_attr("disabled") and page.find("label", attrs={"for": slider["id"]}).get_text()
    sheet = scripts.sheet(home.SHEET)
    assert re.search(r"body:not\(\[data-theme\]\) \.essor-circuit-setting \{\s*display: none", sheet)


def test_without_script_the_first_state_stands_alone(page):
    circuit = page.select_one("[data-part=circuit]")
    first = circuit.select_one('template[data-value="20"]')
    picture = circuit.select_one("[data-part=picture]")
    assert (picture["role"], picture["aria-label"]) == ("img", first["data-reading"])
    assert circuit.output.get_text() == first["data-headline"] and pictures(picture) == pictures(first)


def test_the_question_comes_first_then_the_circuit_then_where_to_begin(page):
    question, circuit, begin = page.select_one(".essor-opening").find_all(recursive=False)
    assert question.name == "p" and circuit["data-part"] == "circuit"
    assert [part.a.get("href") for part in begin.find_all("p") if part.a] == ["texte.html", None]
    assert begin.select_one("[data-part=resume]").has_attr("hidden")


def test_only_this_page_loads_what_moves_it(out):
    loading = [name for name in ("index", "texte") if re.search(r"essor/home\.(js|css)", (out / "book" / f"{name}.html").read_text("utf8"))]
    assert loading == ["index"]


def test_a_card_has_its_pictogram_for_the_eye_only(page):
    drawn, plain = page.select("ul.essor-cards")
    assert [card.svg["aria-hidden"] for card in drawn.find_all("li")] == ["true", "true"] and not plain.find("svg")
    assert all(card.a["href"] == "texte.html" for card in page.select(".essor-questions > li"))


@pytest.mark.parametrize("names, body", [("loi", LIST), ("loi inconnu", LIST), ("loi", "Une phrase.\n")])
def test_a_wrong_list_is_refused(tmp_path, capsys, names, body):
    page = f"# Accueil\n\n```{{cartes}}\n:pictogrammes: {names}\n\n{body}```\n"
    book_site.built(tmp_path, FILES | {"book/index.md": page}, strict=False)
    assert re.search(r"index\.md:3: .*(cards want|holds one list)", capsys.readouterr().err)


def test_each_pictogram_is_drawn_once_in_its_frame_and_used():
    cards = re.search(r":pictogrammes: (.*)", (COURSE / "book" / "index.md").read_text("utf8"))[1].split()
    slides = "".join(page.read_text("utf8") for page in (COURSE / "book").rglob("*.formateur.md"))
    on_slides = [name.strip() for names in re.findall(r":pictos: (.*)", slides) for name in names.split("|")]
    assert {*cards, *on_slides} == set(pictograms.PATHS)
    assert len(set(pictograms.PATHS.values())) == len(pictograms.PATHS)
    for course in pictograms.PATHS.values():
        for x, y in re.findall(r"M(-?[\d.]+) (-?[\d.]+)", course):
            assert 0 <= float(x) <= 48 and 0 <= float(y) <= 48
