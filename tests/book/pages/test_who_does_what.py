"""Who does what: the table, what it may claim, and the grid that shows it."""

import re
import shutil

import pytest

import book_site
from essor.book.pages import who_does_what as directive
from essor.places import COURSE
from essor.portable.rules import territorial_policy as policy
from essor.portable.rules.dated import CHECKED, DAY_OF_2014
from essor.readers import facts, who_does_what

REGISTER = facts.load(COURSE / "data" / "faits")
SHIPPED = who_does_what.load(COURSE / "data" / "competences.csv")


@pytest.mark.parametrize("entry", SHIPPED, ids=lambda entry: f"{entry.level}-{entry.role}-{entry.regime}-{entry.key}")
def test_an_entry_claims_no_more_than_its_fact(entry):
    """What someone says that they did is an example, never a rule. Their states are equal: test_data.py."""
    assert entry.nature == who_does_what.EXAMPLE or REGISTER[entry.key].status != facts.DECLARED


def test_the_table_says_what_the_rules_say():
    """ESS-04, ESS-07: who draws up the strategy, who may contract on it, and what a department has lost."""
    levels = {policy.REGION: ["région"], policy.DEPARTMENT: ["département"], policy.MUNICIPALITIES: ["intercommunalité", "commune"]}
    for regime, date in ((who_does_what.THEN, DAY_OF_2014), (who_does_what.NOW, CHECKED)):
        for level, names in levels.items():
            for name in names:
                (said,) = [one.what for one in who_does_what.cell(SHIPPED, name, "stratégie", regime) if one.key == "loi-ess-art-7"]
                assert said.startswith("élabore") is policy.draws_up_strategy(level, date)
                assert ("contractualiser" in said) is policy.may_contract_on_strategy(level, date)
        aid = " ".join(one.what for one in who_does_what.cell(SHIPPED, "département", "aide aux entreprises", regime))
        assert ("n’a plus de clause générale" not in aid) is policy.has_general_clause(date)


def test_each_box_is_counted_once():
    numbers = [int(number) for number in re.findall(r"\d+", directive.told(SHIPPED).replace("2014", ""))]
    assert numbers[0] == 36 and sum(numbers[1:]) == 2 * 36


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("who")
    shutil.copytree(COURSE / "data" / "faits", folder / "data" / "faits")
    shutil.copy(COURSE / "data" / "competences.csv", folder / "data")
    return book_site.page(book_site.built(folder, {"book/index.md": "# Accueil\n\n```{qui-fait-quoi}\n```\n"}), "book/index.html")


def test_the_grid_has_a_word_in_every_box(page):
    grid = page.select_one("table.qui-fait-quoi")
    assert len(grid.select("tbody tr")) == 6
    words = [[mark.get_text() for mark in box.select("span")] for box in grid.select("tbody td")]
    assert len(words) == 72 and all(words)
    assert {word for box in words for word in box} == {"règle", "exemple", "rien trouvé"}
    assert grid.caption.get_text() and all(cell.get("scope") for cell in grid.find_all("th"))


def test_each_level_has_its_details_and_the_grid_leads_there(page):
    for link in page.select("table.qui-fait-quoi tbody a"):
        details = page.select_one(link["href"])
        assert "qui-detail" in details["class"] and details.caption.get_text() == link.get_text()


def test_sources_and_their_state_are_in_sight(page):
    detail = page.select_one("#qui-commune")
    (said,) = [cell for cell in detail.find_all("td") if "immobilier" in cell.get_text()]
    assert said.find("a", attrs={"role": "doc-noteref"})["title"] == "source secondaire"
    assert page.select_one(".chiffres-et-sources #source-loi-ess-art-7")
