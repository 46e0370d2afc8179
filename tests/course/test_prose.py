"""What the pages say: figures from the register, typography, and the same skeleton in every chapter."""

import re

import pytest

import editions
import prose
from essor.places import COURSE
from essor.portable.simulators.registry import slugs

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

# Sections in the order in which every chapter has them; others may come between. Quiz: once the chapter has questions.
# One plays first: the question, then a simulator.
SKELETON = ["La question", r"Prédire, manipuler, expliquer\b.*", r"Expliquer\b.*", "Ce que contient le chapitre", "En bref", "Le droit, hier et aujourd’hui"]
SKELETON += [r"Le cas\b.*", r"Exercices\b.*", r"Quiz\b.*", "À retenir", "Pour débattre", "Aller plus loin"]


def test_reads_the_numbers_of_the_prose_and_its_references_of_law():
    assert prose.bare_numbers(prose.told(SOURCE)) == ["45", "8", "11", "1250,5", "12000", "1999", "14", "15", "1", "9", "30", "5", "20", "1,67", "4.0"]
    assert prose.law_quoted(prose.told(SOURCE)) == ["art. L. 311-5", "n° 2015-991", "2023/2831"]


def names(page):
    return page.with_suffix("").as_posix()


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_law_is_cited_from_the_register(page):
    """An article or a law is a fact: its key is in data/faits/droit.csv."""
    assert prose.law_quoted(prose.told(prose.markdown(page))) == []


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_figures_come_from_the_register_or_are_declared(page):
    """A figure is a fact of the register, or a plain number that `nombres.toml` declares, with the reason."""
    declared = {prose.plain(number) for numbers in prose.declared(page).values() for number in numbers}
    assert [number for number in prose.bare_numbers(prose.told(prose.markdown(page))) if number not in declared] == []


@pytest.mark.parametrize("page", [page for page in PAGES if prose.declared(page)], ids=names)
def test_declared_numbers_are_still_in_the_page(page):
    told = set(prose.bare_numbers(prose.told(prose.markdown(page))))
    declared = [prose.plain(number) for numbers in prose.declared(page).values() for number in numbers]
    assert len(declared) == len(set(declared)), "a number needs one reason"
    assert [number for number in declared if number not in told] == []


def test_declarations_name_pages():
    for path in [*COURSE.glob("book/**/nombres.toml"), *COURSE.glob("exercises/**/nombres.toml")]:
        stems = {page.stem for page in PAGES if page.parent == path.parent.relative_to(COURSE)}
        assert set(prose.tomllib.loads(path.read_text(encoding="utf-8"))) <= stems, path


@pytest.mark.parametrize("page", editions.built() or ["none"], ids=editions.name)
def test_built_pages_are_in_french_typography(page):
    assert editions.built(), editions.MISSING
    assert editions.faults(page) == []


def parts(chapter):
    """A chapter as its titles, admonitions and calls, in order: (kind, text)."""
    found = []
    for cell in prose.cells(chapter):
        source = "".join(cell["source"])
        if cell["cell_type"] == "code":
            found += [("call", name) for name in re.findall(r"^(\w+)\(", source, re.MULTILINE)]
        else:
            sign = re.compile(r"^(?:(#{1,3}) |[`:]{3,}\{admonition\} )(.+)$", re.MULTILINE)
            found += [("title" if match[1] else "admonition", match[2].strip()) for match in sign.finditer(source)]
    return found


def has_questions(chapter):
    path = (COURSE / chapter).with_suffix(".toml")
    return path.exists() and "question" in prose.tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("chapter", prose.CHAPTERS, ids=names)
def test_a_chapter_follows_the_skeleton(chapter):
    titles = [text for kind, text in parts(chapter) if kind != "call"]
    wanted = [pattern for pattern in SKELETON if has_questions(chapter) or not pattern.startswith("Quiz")]
    places = [next((at for at, title in enumerate(titles) if re.fullmatch(pattern, title)), None) for pattern in wanted]
    assert None not in places, [pattern for pattern, at in zip(wanted, places, strict=True) if at is None]
    assert places == sorted(places), [titles[at] for at in places]
    assert titles[1] == "La question" and titles[2].startswith("Prédire")


@pytest.mark.parametrize("chapter", prose.CHAPTERS, ids=names)
def test_a_chapter_begins_in_brief_compares_the_law_and_says_what_to_remember(chapter):
    page = prose.markdown(chapter)
    brief, kept = (re.search(rf"\{{admonition\}} {title}\n(.*?)\n```", page, re.DOTALL)[1] for title in ("En bref", "À retenir"))
    assert ":class: en-bref" in brief
    for told in (r"\*\*Durée\*\*", r"\*\*Prérequis\*\*", r"À l’issue de ce chapitre, vous saurez"):
        assert re.search(told, brief), told
    law = re.search(r"## Le droit, hier et aujourd’hui\n(.*?)\n## ", page, re.DOTALL)[1]
    assert re.search(r"\{list-table\}[^\n]*\n(:[^\n]*\n)*:class: hier-aujourdhui", law)
    assert 1 <= len(re.findall(r"^- ", kept, re.MULTILINE)) <= 5


@pytest.mark.parametrize("chapter", prose.CHAPTERS, ids=names)
def test_a_chapter_lets_readers_predict_before_they_play(chapter):
    calls = {slug.replace("-", "_") for slug in slugs()}
    found = parts(chapter)
    playing = [at for at, part in enumerate(found) if part[0] == "title" and part[1].startswith("Prédire, manipuler, expliquer")]
    assert playing
    for at in playing:
        after = next(part for part in found[at + 1 :] if part[0] == "call" or part[1].startswith("Prédire"))
        assert after[1] in calls, found[at][1]
        # The page keeps the subsection that follows a simulator until the reader has predicted: it explains.
        after = next((text for kind, text in found[found.index(after, at) + 1 :] if kind == "title"), "")
        assert after.startswith("Expliquer"), found[at][1]
    if has_questions(chapter):
        assert ("call", "quiz") in found
