"""What the build tells scripts of the learner's path, and the fields that this path fills: {demain}, {plan-action}, {revoir}."""

import json
import pickle
import re

import pytest

import book_site
import editions
from essor.book.pages.assessment import threshold
from essor.places import COURSE
from essor.readers.assessment import files, load

PLAN = "# Conclusion\n\n```{plan-action}\nMon action | Petite. | appeler la CRESS.\nPour quand | Une date. | vendredi.\n```\n"
EPISODE = "# L’épisode\n\n" + "mot " * 181 + "\n\n## Demain, je…\n\n```{demain}\nPar exemple : relire [la fiche](../../book/texte.md).\n```\n"
FILES = {
    "book/index.md": "# Accueil\n\n```{accueil}\n20 €. **Combien ?**\n\n[Commencer](texte.md)\n```\n",
    "book/texte.md": "# Texte\n\nRien.\n",
    "exercises/debat/episode.md": EPISODE,
    "book/conclusion.md": PLAN,
    "book/progression.md": "# Progression\n\n```{revoir}\n```\n",
}


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    return book_site.built(tmp_path_factory.mktemp("path"), FILES)


def path_of(page):
    (held,) = page.select("[data-path]")
    return json.loads(held["data-path"])


@pytest.mark.parametrize("name", ["index", "conclusion", "progression"])
def test_pages_are_told_in_order_with_their_addresses_from_there(out, name):
    told = path_of(book_site.page(out, f"book/{name}.html"))
    assert [(step["page"], step["kind"]) for step in told] == [("exercises/debat/episode", "episode"), ("book/conclusion", "plan")]
    assert [step["title"] for step in told] == ["L’épisode", "Conclusion"]
    assert all((out / "book" / (step["href"] or f"{name}.html")).resolve().is_file() for step in told)
    assert told[0]["minutes"] == 2, "181 words of prose and a few more"


def test_a_promise_is_a_field_described_by_its_example(out):
    page = book_site.page(out, "exercises/debat/episode.html")
    field = page.select_one("textarea")
    assert page.find("label", attrs={"for": field["id"]}).get_text() == "Demain, je…"
    example = page.find(id=field["aria-describedby"])
    assert example.get_text(strip=True).startswith("Par exemple") and example.a["href"].endswith("texte.html")
    assert page.select_one("[data-part=promise]")["data-page"] == "exercises/debat/episode"
    assert not field.get_text() and field.has_attr("disabled"), "nothing can be written where nothing is kept"


def test_each_field_of_the_plan_has_its_help_and_its_example_and_no_value(out):
    page = book_site.page(out, "book/conclusion.html")
    for field, label, help_, example in zip(
        page.select("textarea"), ("Mon action", "Pour quand"), ("Petite.", "Une date."), ("appeler", "vendredi"), strict=True
    ):
        assert page.find("label", attrs={"for": field["id"]}).get_text() == label and not field.get_text() and not field.get("placeholder")
        first, second = [page.find(id=id).get_text() for id in field["aria-describedby"].split()]
        assert first == help_ and second.startswith("Par exemple") and example in second


def test_what_gathers_waits_for_its_script(out):
    for name, part in (("conclusion", "monday"), ("progression", "review"), ("index", "review"), ("index", "resume")):
        assert book_site.page(out, f"book/{name}.html").select_one(f"[data-part={part}]").has_attr("hidden")


@pytest.mark.parametrize(
    "page, why",
    [
        ("```{demain}\nUn.\n```\n\n```{demain}\nDeux.\n```\n", "one {demain}"),
        ("```{plan-action}\nQuoi | Comment.\n```\n", "label | help | example"),
        ("```{plan-action}\nQuoi | Comment. | \n```\n", "label | help | example"),
    ],
)
def test_a_wrong_field_is_refused(tmp_path, capsys, page, why):
    book_site.built(tmp_path, {"book/index.md": "# Accueil\n\nRien.\n", "book/texte.md": f"# Texte\n\n{page}"}, strict=False)
    assert re.search(rf"texte\.md:\d+: .*{re.escape(why)}", capsys.readouterr().err)


def test_the_page_that_holds_a_promise_asks_for_the_script_of_pages_that_act(out):
    """Even where no simulator moves."""
    read = pickle.loads(next(out.parent.rglob("environment.pickle")).read_bytes())
    assert [page for page, held in read.metadata.items() if "essor_parts" in held] == ["exercises/debat/episode"]


def test_the_attestation_asks_for_all_quizzes_but_one_and_two_thirds_of_the_questions():
    assert threshold(6, 45) == (5, 30) and threshold(6, 31) == (5, 21)
    assert editions.built(), editions.MISSING
    page = book_site.page(editions.LEARNERS, "book/progression.html")
    form = page.select_one("[data-part=attestation]")
    chapters = [load(file) for file in files()]
    assert (int(form["data-quizzes"]), int(form["data-right"])) == threshold(len(chapters), sum(len(chapter.questions) for chapter in chapters))
    assert form["data-quizzes"] in form.p.get_text() and form["data-right"] in form.p.get_text()


def test_the_book_tells_every_chapter_every_episode_and_every_tool_with_minutes():
    assert editions.built(), editions.MISSING
    told = path_of(book_site.page(editions.LEARNERS, "book/index.html"))
    kinds = [step["kind"] for step in told]
    assert kinds.count("chapter") == len(files()) and kinds.count("plan") == 1
    assert {step["page"] for step in told if step["kind"] == "tool"} == {f"book/outils/{path.stem}" for path in (COURSE / "book/outils").glob("*.toml")}
    assert all(step["minutes"] > 0 and step["title"] for step in told)
    asked = {question["id"] for file in files() for question in load(file).questions}
    assert {question for step in told for question in step["questions"]} == asked
    assert {exercise for step in told for exercise in step["exercises"]} == {exercise["id"] for file in files() for exercise in load(file).exercises}
