"""The edition of a public body, built from its file alone: its pages and no other, no dead link, its own sitting, name and colour.

`make test` does not build it: these tests do, once, in a folder of their own.
"""

import fcntl
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from playwright.sync_api import sync_playwright

import book_site
from dead_links import faults_of
from essor.book import tailored
from essor.places import COURSE
from essor.portable.simulators import registry as simulators
from essor.readers import contents, editions
from essor.tools import archive, print as paper
from essor.tools.chromium import launch, serve

FILE = COURSE / "publier" / "editions" / "scic-demi-journee.toml"
TOC = yaml.safe_load((COURSE / "_toc.yml").read_text("utf8"))
WHOLE = contents.load(COURSE)
EDITION = editions.load(FILE, WHOLE)
AXE = COURSE / "node_modules" / "axe-core" / "axe.min.js"
EPISODES = {Path(page).name for page in WHOLE.episodes(EDITION.chapters).values()}
COLOUR = "rgb(138, 40, 70)"  # « clair » of the file
LOOKED_AT = ("book/index.html", "exercises/debat-3/scic-result.html", "book/annexes/mentions-legales.html")

built = pytest.mark.built


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of both editions; workers share it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "scic-demi-journee"
    folder.mkdir(exist_ok=True)
    with open(folder.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for name, options in (("html", ["--learners"]), ("formateur", [])):
            if not (folder / name / "index.html").exists():
                _build(folder / name, options)
    return folder


def _build(output, options):
    command = [sys.executable, "-m", "essor.book.edition", *options, "--output", str(output)]
    done = subprocess.run(command, cwd=COURSE, env={**os.environ, tailored.VARIABLE: str(FILE)}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]


def page(site, name):
    return BeautifulSoup((site / name).read_text("utf8"), "html.parser")


def text(site, name):
    return re.sub(r"\s+", " ", page(site, name).get_text(" "))


# ——— Without a build: what is decided ———


def test_the_contents_keep_the_chapters_with_what_is_theirs():
    toc = tailored.tailored_toc(TOC, WHOLE, EDITION)
    left = tailored.pages_of(TOC) - tailored.pages_of(toc)
    assert {page for page in tailored.pages_of(toc) if page.startswith("exercises/")} == {f"exercises/debat-3/{name}" for name in EPISODES}
    assert {page for page in tailored.pages_of(toc) if page.startswith("book/droit/")} == {"book/droit/investir"}
    assert {"book/debat-3/bousol", "book/outils/lettre-cress", "book/fiches/index", "book/programme"} <= left
    assert tailored.pages_of(toc) - tailored.pages_of(TOC) == {tailored.NOTICES_PAGE}
    assert all(part["chapters"] for part in toc["parts"])


def test_every_page_that_a_text_keeps_by_name_is_one_of_the_course():
    trainers = yaml.safe_load((COURSE / "book" / "formateur" / "_toc.yml").read_text("utf8"))
    known = {page.removeprefix("book/") for page in tailored.pages_of({"parts": [*TOC["parts"], *trainers]})} | {"*"}
    named, opened, closed = set(), 0, 0
    for source in (COURSE / "book").rglob("*.md"):
        lines = source.read_text("utf8").split("\n")
        opened += sum(line.startswith("% garder : ") for line in lines)
        closed += lines.count("% fin")
        named |= {name for line in lines if line.startswith("% garder : ") for name in line.removeprefix("% garder : ").split()}
    assert opened == closed > 30 and named - known == set()


NOTICES = "".join(f'{key} = "x"\n' for key in editions.NOTICES)
SMALL = f"""titre = "Un seul chapitre"
chapitres = ["un/a"]
organisme = {{ nom = "Valmont (fictive)", logo = "valmont.svg", contact = "a@valmont.example" }}
[mentions]
{NOTICES}"""
INDEX = """# Accueil

Voir {doc}`le second <deux/b>` et {doc}`le premier <un/a>`.

- {doc}`Le second <deux/b>` : à laisser.
- Le premier, avant {doc}`le second <deux/b>`.

% garder : deux/b
Du second.
% sinon
Sans le second.
% fin
"""


@pytest.mark.parametrize("address", ["", "https://exemple.fr/cours"])
def test_a_link_to_a_page_left_out_is_text_or_leads_to_the_whole_course(tmp_path, address):
    notebook = book_site.notebook(book_site.markdown_cell("# Premier\n\nVoir [le carnet](../deux/b.ipynb).\n"))
    other = book_site.notebook(book_site.markdown_cell("# Second\n\nTexte.\n"))
    book_site.write(tmp_path, {"book/index.md": INDEX, "book/un/a.ipynb": notebook, "book/deux/b.ipynb": other}, "tailored")
    for name, source in (("data/deroules.csv", COURSE / "data" / "deroules.csv"), ("valmont.svg", FILE.with_name("valmont.svg"))):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(source, tmp_path / name)
    (tmp_path / "edition.toml").write_text((f'cours-entier = "{address}"\n' if address else "") + SMALL, "utf8")
    out = book_site.build(tmp_path, confoverrides={"essor_edition_file": "edition.toml"})
    home, first = (book_site.page(out, f"book/{name}.html").article for name in ("index", "un/a"))
    assert home.h1.get_text() == "Un seul chapitre" and [item.get_text().strip() for item in home.select("li")] == ["Le premier, avant le second."]
    assert "Sans le second." in home.get_text() and "Du second." not in home.get_text() and "garder" not in home.get_text()
    led = [link["href"] for link in (*home.select("a"), *first.select("a")) if link["href"].endswith("b.html")]
    assert led == ([f"{address}/book/deux/b.html"] * 3 if address else []) and "Voir le carnet." in first.get_text()
    assert not (out / "book" / "deux").exists() and not (out / "_downloads").exists()


# ——— Built ———


@built
def test_only_its_pages_and_their_simulators_are_there(site):
    pages = {path.relative_to(site / "html").with_suffix("").as_posix() for path in (site / "html").rglob("*.html")}
    kept = tailored.pages_of(tailored.tailored_toc(TOC, WHOLE, EDITION)) | {"book/index", "index", "404", "search"}
    assert {name for name in pages if not name.startswith("e/")} == kept
    parts = {path.stem for path in (site / "html" / "_static" / "essor" / "parts").glob("*.js")}
    assert parts == (EPISODES & set(simulators.slugs())) | {"documents"}
    shown = {
        slug
        for path in (site / "html").rglob("*.html")
        for slug in re.findall(r'<div [^>]*class="essor-sim\b[^>]* data-slug="([^"]+)"', path.read_text("utf8"))
    }
    assert shown and shown <= parts
    assert not (site / "formateur" / "book" / "formateur" / "activites" / "d3-monnaie.html").exists()
    listed = (site / "html" / "searchindex.js").read_text("utf8")
    assert "book/debat-3/investir" in listed and "bousol-circuits" not in listed


@built
@pytest.mark.parametrize("name", ["html", "formateur"])
def test_no_link_is_dead_and_nothing_comes_from_elsewhere(site, name):
    root = site / name
    faults = []
    for path in sorted(root.rglob("*.html")):
        if path != root / "404.html":
            faults += [f"{path.relative_to(root)}: {fault}" for fault in faults_of(path, root)]
        faults += re.findall(r'<(?:script|link|img|iframe|source)\b[^>]*\b(?:src|href)="(?:https?:)?//[^"]*"', path.read_text("utf8"))
    assert not faults, "\n".join(faults[:20])


@built
def test_its_counts_follow(site):
    form = page(site, "html/book/progression.html").select_one('[data-part="attestation"]')
    assert form["data-quizzes"] == "1" and form["data-right"] == "4" and "1 quiz fini sur 1" in form.get_text()
    home = text(site, "html/book/index.html")
    assert "Un chapitre, puis un plan d’action" in home and "7\u00a0épisodes" in home.replace("7 épisodes", "7\u00a0épisodes")
    assert len(page(site, "html/book/index.html").select(".essor-questions > li")) == 1
    for gone in ("Six chapitres", "27 épisodes", "Bou’Sol", "huit fiches"):
        assert gone not in home + text(site, "html/book/mode-emploi.html").replace("le pays boulonnais", ""), gone
    assert "aucune page n’en cite" not in text(site, "html/book/annexes/registre.html")


@built
def test_its_sitting_adds_up_on_the_page_on_paper_and_on_slides(site):
    order = page(site, "formateur/book/formateur/deroule.html")
    minutes = [int(re.match(r"\d+", row.find_all(["th", "td"])[1].get_text(" ", strip=True))[0]) for row in order.select("tbody tr")]
    assert len(order.select("table.deroule")) == 1
    assert sum(minutes) == 180 and minutes == [activity.duration for activity in EDITION.activities]
    assert "soit 3 h" in text(site, "formateur/book/formateur/deroule.html").replace("\u00a0", " ")
    deck = page(site, "formateur/book/debat-3/diapositives.html")
    assert deck.body["data-minutes"] == "40" and sum(int(slide["data-minutes"]) for slide in deck.select('[data-part="slide"]')) == 40
    assert deck.select_one(".essor-slide-slot").get_text().replace("\u00a0", " ") == "9 h 15 – 9 h 55"
    assert "réemployés" not in deck.get_text() and "30 % des voix" in deck.get_text().replace("\u00a0", " ")
    assert "Ensuite : Qui décide dans une SCIC ?" in deck.get_text().replace("\u00a0", " ").replace("\u202f", " ")
    assert sorted(path.parent.name for path in (site / "formateur").rglob("diapositives.html")) == ["debat-3", "formateur"]
    booklet = text(site, "formateur/papier/livret-participant.html").replace("\u00a0", " ")
    assert EDITION.sitting.replace("\u00a0", " ") in booklet and "11 h 45" in booklet and "14 h 30" not in booklet
    assert [path.name for path in (site / "formateur" / "papier").glob("fiche-*.html")] == ["fiche-investir.html"]


@built
def test_its_name_and_its_notices_are_said(site):
    assert page(site, "html/index.html").title.get_text() == EDITION.title
    for name in ("html/book/debat-3/investir.html", "html/book/index.html"):
        assert EDITION.name in page(site, name).select_one(".sidebar-drawer .essor-body").get_text()
        footer = page(site, name).select_one("[data-part=footer]")
        assert EDITION.name in footer.get_text() and footer.select_one(f'a[href="mailto:{EDITION.contact}"]') and "Mentions légales" in footer.get_text()
    notices = text(site, "html/book/annexes/mentions-legales.html")
    assert [said for said in EDITION.notices.values() if said not in notices] == []
    for name in ("book/debat-3/diapositives.html", "papier/livret-participant.html", "papier/fiche-investir.html"):
        assert EDITION.name in (site / "formateur" / name).read_text("utf8")
    assert archive.title_of(site / "html") == EDITION.title


@built
def test_it_prints(site, tmp_path):
    assert len(paper.print_all(site / "formateur" / "papier", tmp_path)) >= 7


@built
def test_it_is_usable_seen_and_of_its_colour(site):
    with sync_playwright() as playwright, serve(site / "html") as address:
        browser = launch(playwright)
        for scheme in ("light", "dark"):
            context = browser.new_context(color_scheme=scheme, locale="fr-FR", viewport={"width": 360, "height": 740})
            asked = []
            context.on("request", lambda request, asked=asked: asked.append(request.url))
            opened = context.new_page()
            for name in LOOKED_AT:
                opened.goto(f"{address}/{name}")
                opened.evaluate(AXE.read_text("utf8"))  # the page's policy refuses a script tag
                found = opened.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
                assert [fault["id"] for fault in found["violations"]] == [], (scheme, name)
                assert opened.evaluate("document.documentElement.scrollWidth") == 360
            opened.goto(f"{address}/book/index.html")
            logo = opened.locator("article > .essor-body img")
            assert logo.is_visible() and logo.evaluate("image => image.naturalWidth") > 0
            button = opened.get_by_role("link", name="Commencer par ce chapitre")
            assert scheme == "dark" or button.evaluate("link => getComputedStyle(link).backgroundColor") == COLOUR
            assert all(url.startswith((address, "data:", "blob:")) for url in asked)
            context.close()
        browser.close()


# ——— What a wrong file does to a build ———


@built
def test_a_wrong_file_stops_the_build_and_says_all_that_is_wrong(tmp_path):
    wrong = tmp_path / "fausse.toml"
    wrong.write_text(FILE.read_text("utf8").replace('"d3-ag"', '"d3-agg"').replace("#8a2846", "#ffcc00").replace("valmont.svg", "rien.svg"), "utf8")
    command = [sys.executable, "-m", "essor.book.edition", "--learners", "--output", str(tmp_path / "html")]
    done = subprocess.run(command, cwd=COURSE, env={**os.environ, tailored.VARIABLE: str(wrong)}, capture_output=True, text=True)
    assert done.returncode and not list(tmp_path.rglob("*.html"))
    assert "Traceback" not in done.stdout + done.stderr
    for told in ("« d3-agg » : aucune activité", "« #ffcc00 » : sur le fond clair", "« rien.svg » : aucun fichier"):
        assert told in done.stdout + done.stderr
