"""What the pages say: figures from the register, typography, and the same skeleton in every chapter."""

import re
from pathlib import PurePath

import pytest
import yaml

import editions
import prose
from essor.book.pages.facts import same, written_value
from essor.book.pages.results import said
from essor.places import COURSE
from essor.portable.simulators.registry import load, slugs
from essor.readers import facts

PAGES = prose.pages()

SOURCE = """(cible)=
# Un titre de 1998

Sur 45 pages, {fait}`une-cle-12` et `code 7` valent $x = 3$ ; voyez {doc}`la page 8 <../page-9>` et [le 11](https://exemple.fr/12).

1. Un point.
- 2. Un autre, à 1 250,5 € et 12\u202f000 habitants.

$$
y = 4
$$

```{admonition} Fiche de 1999
:class: fiche-13

Dedans : 14.
```

```{list-table} Un tableau
:widths: 16 84

* - 15
  - L’art. L. 311-5, la loi n° 2015-991, le règlement 2023/2831
```

```{programme}
17
```

```python
x = 18
```

En 2014 et en 2026, débat 3 ; le 1er mai, à 9 h 30 ; au débat 5, loi 3DS, CO2, 20 %, 1,67 ; version 4.0.
"""

CHAPTER = ["La question", r"Le cas de 2014\b.*", "Ce que vous pouvez, ce que vous ne pouvez pas", "Retenir et débattre", "Quiz", "Demain, je…"]
CHAPTER += ["Les épisodes du chapitre"]
BOXES = ["pourquoi", "a-verifier", "a-retenir", "pour-debattre", "demain"]
EPISODES = [page for page in PAGES if page.suffix == ".ipynb" and page.stem in slugs()]
DATA = [page for page in PAGES if page.suffix == ".ipynb" and page not in (*EPISODES, *prose.CHAPTERS)]
BEFORE_PLAY, OF_PROSE = 200, 1800  # words
OF_DATA, CELLS, ASKED = range(300, 501), range(4, 10), range(2, 4)  # of a notebook of data: words, cells of code, questions
MOST_TO_CHECK = MOST_KEPT = 5


def test_reads_the_numbers_of_the_prose_and_its_references_of_law():
    assert prose.bare_numbers(prose.told(SOURCE)) == ["45", "8", "11", "1250,5", "12000", "1999", "14", "15", "1", "9", "30", "5", "20", "1,67", "4.0"]
    assert prose.law_quoted(prose.told(SOURCE)) == ["art. L. 311-5", "n° 2015-991", "2023/2831"]


def names(page):
    return page.with_suffix("").as_posix()


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_law_is_cited_from_the_register(page):
    """An article or a law is a fact: its key is in data/faits/droit.csv."""
    assert prose.law_quoted(prose.told(prose.markdown(page))) == []


VALUES = {prose.plain(number) for fact in facts.load(COURSE / "data/faits").values() for number in prose.bare_numbers(written_value(fact))}


@pytest.mark.parametrize("page", [page for page in PAGES if "formateur" not in page.parts], ids=names)
def test_a_figure_of_the_register_is_quoted_from_it(page):
    """A number of weight that the register holds, or that a simulator of the page shows at its start, is once a link to what proves it."""
    typed = prose.markdown(page, notes=False)
    proved = VALUES | {number for slug in played(page) for number in prose.bare_numbers(" ".join(map(same, said(slug, load(slug).values()))))}
    linked = {number for text in prose.PROVED.findall(typed) for number in prose.bare_numbers(text)}
    assert [number for number in prose.bare_numbers(prose.told(typed)) if prose.of_weight(number) and number in proved - linked] == []


@pytest.mark.parametrize("page", editions.built() or ["none"], ids=editions.name)
def test_built_pages_are_in_french_typography(page):
    assert editions.built(), editions.MISSING
    assert editions.faults(page) == []


def calls(page):
    """What the code cells of a notebook call, in order."""
    return [name for cell in prose.cells(page) if cell["cell_type"] == "code" for name in re.findall(r"^(\w+)\(", "".join(cell["source"]), re.MULTILINE)]


def played(page):
    """The simulators that a page shows."""
    return [name.replace("_", "-") for name in calls(page) if name.replace("_", "-") in slugs()] if page.suffix == ".ipynb" else []


def words_of(page):
    """(words of prose, words before the first simulator) of a notebook."""
    total, before = 0, None
    for cell in prose.cells(page):
        if cell["cell_type"] == "markdown":
            total += len(re.findall(r"[^\W_]+", re.sub(r"\]\([^)]*\)", "]", "".join(cell["source"]))))
        elif before is None and any(name.replace("_", "-") in slugs() for name in re.findall(r"^(\w+)\(", "".join(cell["source"]), re.MULTILINE)):
            before = total
    return total, before


def titles(page, rank):
    return re.findall(rf"^{'#' * rank} (.+)$", prose.markdown(page, notes=False), re.MULTILINE)


def box(page, tag):
    """The cell of a notebook that has a tag."""
    found = ["".join(cell["source"]) for cell in prose.cells(page) if tag in cell["metadata"].get("tags", [])]
    assert len(found) == 1, f"{len(found)} cells of {page} have the tag « {tag} », expected one"
    return found[0]


def explain(page):
    """What the page keeps until the reader has bet."""
    assert [title[:9] for title in titles(page, 3)[:1]] == ["Expliquer"], "its first heading of the third rank begins with « Expliquer »"


@pytest.mark.parametrize("chapter", prose.CHAPTERS, ids=names)
def test_a_chapter_plays_first_and_can_be_finished(chapter):
    found = titles(chapter, 2)
    assert len(found) == len(CHAPTER) and all(re.fullmatch(wanted, title) for wanted, title in zip(CHAPTER, found, strict=True)), (
        f"its headings are {found}, expected {CHAPTER}"
    )
    assert len(played(chapter)) == 1, f"it shows the simulators {played(chapter)}, expected one"
    assert calls(chapter)[-1] == "quiz", 'its last cell of code is quiz("chapter.toml")'
    words, before = words_of(chapter)
    assert before <= BEFORE_PLAY, f"{before} words before its simulator, expected {BEFORE_PLAY} at most"
    assert words <= OF_PROSE, f"{words} words, expected {OF_PROSE} at most"
    explain(chapter)


@pytest.mark.parametrize("chapter", prose.CHAPTERS, ids=names)
def test_a_chapter_says_what_to_keep_and_what_to_check(chapter):
    assert [tag for cell in prose.cells(chapter) for tag in cell["metadata"].get("tags", []) if tag in BOXES] == BOXES, "its tagged cells, in this order"
    assert 1 <= len(re.findall(r"^- ", box(chapter, "a-retenir"), re.MULTILINE)) <= MOST_KEPT, f"1 to {MOST_KEPT} points to keep"
    assert 1 <= len(re.findall(r"^(?:-|\d\.) ", box(chapter, "a-verifier"), re.MULTILINE)) <= MOST_TO_CHECK, f"1 to {MOST_TO_CHECK} points to check"
    assert "Par exemple" in box(chapter, "demain") and "outils/" in box(chapter, "demain"), "« demain » gives an example and leads to a tool"


@pytest.mark.parametrize("chapter", prose.CHAPTERS, ids=names)
def test_a_chapter_leads_to_each_of_its_episodes_and_to_its_law(chapter):
    listed = prose.markdown(chapter, notes=False).partition("## Les épisodes du chapitre")[2]
    own = yaml.safe_load((COURSE / "_toc.yml").read_text("utf8"))["parts"]
    found = [[section["file"] for section in entry["sections"]] for part in own for entry in part["chapters"] if entry["file"] == names(chapter)]
    assert len(found) == 1, f"_toc.yml has no chapter « file: {names(chapter)} » with its sections"
    assert [page for page in found[0] if page.rpartition("/")[2] not in listed] == [], "« Les épisodes du chapitre » does not lead to these pages of _toc.yml"
    assert f"book/droit/{chapter.stem}" in found[0], f"_toc.yml has no « file: book/droit/{chapter.stem} » under the chapter"


def minutes_of(page):
    """What the built page announces that it takes."""
    built = editions.LEARNERS / page.with_suffix(".html")
    assert built.exists(), f"no {page} in the built book: is it in _toc.yml?"
    return int(re.search(r"essor-step-left\">\D*(?:\d+ sur \d+\D*)?(\d+)", built.read_text("utf8"))[1])


def test_the_essential_path_takes_two_hours_and_a_quarter_at_most():
    assert editions.built(), editions.MISSING
    minutes = {names(chapter): minutes_of(chapter) for chapter in prose.CHAPTERS}
    assert sum(minutes.values()) <= 135 and max(minutes.values()) <= 25, f"135 min in all and 25 a chapter at most: {minutes}"


@pytest.mark.parametrize("chapter", prose.CHAPTERS, ids=names)
def test_a_chapter_announces_the_minutes_of_its_episodes(chapter):
    assert editions.built(), editions.MISSING
    listed = re.findall(r"(exercises/[\w-]+/[\w-]+)\.ipynb\)\D{1,5}(\d+) min", prose.markdown(chapter, notes=False))
    assert listed, "no episode is listed as « [its question](../../exercises/part/slug.ipynb) (7 min) »"
    taken = {page: minutes_of(PurePath(f"{page}.ipynb")) for page, _ in listed}
    wrong = [f"{page}: its page says {taken[page]} min, the chapter {told}" for page, told in listed if taken[page] != int(told)]
    assert not wrong, "\n".join(wrong)


def test_each_simulator_has_its_episode():
    assert sorted(set(slugs()) - {page.stem for page in EPISODES}) == [], "no exercises/part/slug.ipynb for these simulators"
    assert [names(page) for page in EPISODES if played(page) != [page.stem]] == [], "an episode shows the one simulator whose name it has"
    assert len(EPISODES) == len(slugs()), "a simulator has one episode"


@pytest.mark.parametrize("episode", EPISODES, ids=names)
def test_an_episode_explains_treats_an_example_and_asks(episode):
    found = titles(episode, 2)
    assert [title for title in ("La question", "Un exemple traité", "À vous", "Pour vous, agent", "Demain, je…") if title not in found] == [], (
        "headings of the second rank"
    )
    explain(episode)
    assert "exercise" in calls(episode), 'no exercise("slug")'
    assert "Par exemple" in box(episode, "demain"), "« demain » gives an example"
    assert words_of(episode)[1] <= BEFORE_PLAY, f"{words_of(episode)[1]} words before its simulator, expected {BEFORE_PLAY} at most"


def test_a_notebook_is_a_chapter_an_episode_or_one_of_data():
    """A chapter has its file beside it, an episode the name of its simulator, a notebook of data its code shown."""
    code = {names(page): [cell for cell in prose.cells(page) if "code" in cell["metadata"].get("tags", [])] for page in DATA}
    assert code and [page for page, shown in code.items() if not shown] == [], (
        "an episode is named as its simulator, a chapter has its .toml beside it, a notebook of data has its cells of code tagged « code »"
    )


@pytest.mark.parametrize("page", DATA, ids=names)
def test_a_notebook_of_data_is_short_shows_its_code_and_asks(page):
    code = [cell for cell in prose.cells(page) if cell["cell_type"] == "code"]
    assert words_of(page)[0] in OF_DATA and len(code) in CELLS
    assert all(cell["metadata"]["tags"] in (["code"], ["code", "parameters"]) for cell in code)
    assert calls(page).count("verifier") in ASKED and played(page) == []
    assert [title for title in ("La question", "À vous") if title not in titles(page, 2)] == []
