"""What RGAA asks of the structure of every built page, and automatic checkers do not see."""

import re
from collections import Counter

import pytest
from bs4 import BeautifulSoup

import editions
import prose


def faults_of(page: BeautifulSoup) -> list[str]:
    """What a page's structure lacks, in words."""
    ids = Counter(node["id"] for node in page.find_all(id=True))
    faults = [f"id {name!r} {count} times" for name, count in ids.items() if count > 1]
    faults += [f"a role of main on {node.name}" for node in page.select("[role=main]")]
    # A file keeps its lines.
    faults += [f"a line broken in {node.parent.name}: {node.parent.get_text()[:40]}" for node in page.select("br:not(.essor-dossier br)")]
    for figure in page.find_all("figure"):
        caption = figure.figcaption
        if figure.get("role") != "figure" or not caption or figure.get("aria-labelledby") != caption.get("id"):
            faults.append(f"a figure without role or name: {figure.get_text()[:40]}")
    return faults + [fault for table in page.find_all("table") for fault in _faults_of_table(table, set(ids))]


def _faults_of_table(table, ids):
    said = table.get_text(" ", strip=True)[:60]
    if not table.caption or not table.caption.get_text(strip=True):
        yield f"a table without a caption: {said}"
    body = [row for row in table.find_all("tr") if row.parent.name != "thead"]
    # Where the first column is to be written in, nothing names a row.
    if any(not row.th for row in body) and not _to_write_in(body):
        yield f"a row without a header: {said}"
    if len(table.select("thead tr")) > 1 and not all(cell.get("headers") and ids.issuperset(cell["headers"]) for cell in table.select("tbody td")):
        yield f"headers of two rows, and cells that do not say theirs: {said}"


def _to_write_in(rows) -> bool:
    return any(not re.search(r"\w", row.find(["td", "th"]).get_text()) for row in rows)


@pytest.mark.parametrize(
    "html, found",
    [
        ('<p id="a"></p><p id="a"></p>', 1),
        ('<article role="main"></article>', 1),
        ("<p>un<br>deux</p>", 1),
        ("<figure><figcaption>Titre</figcaption></figure>", 1),
        ("<table><tbody><tr><td>1</td></tr></tbody></table>", 2),
        ('<main><figure role="figure" aria-labelledby="a"><figcaption id="a">Titre</figcaption></figure></main>', 0),
    ],
)
def test_faults_are_found(html, found):
    assert len(faults_of(BeautifulSoup(html, "html.parser"))) == found


@pytest.mark.parametrize("pages", [editions.learners_pages, editions.trainers_pages], ids=["learners", "trainers"])
def test_structure(pages):
    if not pages():
        pytest.fail(editions.MISSING, pytrace=False)
    faults = [f"{editions.name(page)}: {fault}" for page in pages() for fault in faults_of(BeautifulSoup(page.read_text("utf8"), "html.parser"))]
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults[:40])


def test_a_tool_leads_back_to_the_toolbox_and_to_the_chapters_that_lead_to_it():
    folder = editions.LEARNERS / "book/outils"
    tools = [tool for tool in sorted(folder.glob("*.html")) if tool.name != "index.html"]
    assert tools, editions.MISSING
    chapters = {page: links_of(page) for page in (editions.LEARNERS / chapter.with_suffix(".html") for chapter in prose.CHAPTERS)}
    for tool in tools:
        leading = {page for page, links in chapters.items() if tool in links}
        assert leading, f"no chapter leads to this tool: link to ../outils/{tool.stem}.md from one"
        assert {folder / "index.html", *leading} <= links_of(tool), f"{tool.stem} does not lead back to the toolbox and to each chapter that leads to it"


def links_of(page) -> set:
    """The pages that the text of a page leads to."""
    article = BeautifulSoup(page.read_text("utf8"), "html.parser").select_one("#furo-main-content")
    return {(page.parent / link["href"].partition("#")[0]).resolve() for link in article.select("a[href]") if "//" not in link["href"]}
