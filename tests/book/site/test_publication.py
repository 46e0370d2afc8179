"""What a published book says of itself, and the files that go with it: servers, forges, licences, editions."""

import json
import os
import re
import tomllib
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
import yaml
from bs4 import BeautifulSoup

import book_site
import editions
from essor.book import edition
from essor.book.site import publication
from essor.book.site.theme import POLICY
from essor.places import COURSE
from essor.portable.french import MONTHS

VERSION = tomllib.loads((COURSE / "pyproject.toml").read_text("utf8"))["project"]["version"]
GITHUB, GITLAB = WORKFLOWS = (COURSE / ".github/workflows/pages.yml", COURSE / ".gitlab-ci.yml")
ADDRESS = "https://exemple.fr/cours"
PAGES = {
    "book/index.md": "# Accueil\n\n```{admonition} En bref\nUne liste qui n’introduit rien du tout.\n```\n\nCe cours "
    "parle de l'achat public : « prix », valeur & reste.\n",
    "book/page.md": f"# Une *page*\n\nCourt.\n\n{'Une phrase assez longue pour compter. ' * 6}\n\nÉdition {{edition}}`actuelle`.\n",
}


def built(folder, version="1.2", **settings):
    (folder / "pyproject.toml").write_text(f'[project]\nversion = "{version}"\n', "utf8")
    (folder / "CHANGELOG.md").write_text("# Éditions\n\n## 1.2 – 1er mai 2026\n\nTexte.\n", "utf8")
    return book_site.built(folder, PAGES | book_site.TRAINERS, "site.publication", confoverrides=settings)


def tags(out, name):
    page = book_site.page(out, name)
    return {meta.get("name") or meta.get("property"): meta["content"] for meta in page.find_all("meta", content=True)}


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    return built(tmp_path_factory.mktemp("published"), html_baseurl=ADDRESS)


def test_a_page_says_what_it_is_and_of_which_edition(out):
    said = tags(out, "book/index.html")
    assert said["description"] == said["og:description"] == "Ce cours parle de l’achat public\u00a0: «\u00a0prix\u00a0», valeur & reste."
    assert (said["og:title"], said["og:type"], said["og:locale"]) == ("Accueil", "website", "fr_FR")
    said = tags(out, "book/page.html")
    assert (said["og:title"], said["og:type"], said["og:url"]) == ("Une page", "article", f"{ADDRESS}/book/page.html")
    assert len(said["description"]) <= 160 and said["description"].endswith("compter.")
    assert not any("image" in name for name in said if name)
    assert book_site.page(out, "book/page.html").find("link", rel="canonical")["href"] == f"{ADDRESS}/book/page.html"
    assert "robots" not in said and tags(out, "search.html")["robots"] == "noindex"
    page = book_site.page(out, "book/page.html")
    assert "Édition 1.2 du 1er\u00a0mai 2026." in page.footer.get_text() and "Édition 1.2 du 1er\u00a0mai 2026." in page.article.get_text()


def test_files_for_search_engines(out):
    listed = [loc.text for loc in ElementTree.parse(out / "sitemap.xml").iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert listed == [f"{ADDRESS}/book/index.html", f"{ADDRESS}/book/page.html"]
    assert f"Sitemap: {ADDRESS}/sitemap.xml" in (out / "robots.txt").read_text("utf8")


def test_the_page_of_errors_leads_home_from_any_depth(out):
    page = book_site.page(out, "404.html")
    assert page.html["lang"] == "fr" and page.h1.get_text() == "Page introuvable"
    assert page.a["href"] == "/cours/book/index.html" and page.form["action"] == "/cours/search.html"
    assert not page.find_all(["script", "link", "img"], src=True) and "noindex" in page.find("meta", attrs={"name": "robots"})["content"]


def test_without_an_address_nothing_is_invented(tmp_path, monkeypatch):
    monkeypatch.delenv(publication.VARIABLE, raising=False)
    out = built(tmp_path)
    assert not (out / "sitemap.xml").exists() and not (out / "robots.txt").exists()
    assert book_site.page(out, "404.html").a["href"] == "/book/index.html"
    assert "og:url" not in tags(out, "book/page.html") and not book_site.page(out, "book/page.html").find("link", rel="canonical")
    assert tags(out, "book/page.html")["description"]


def test_a_publishing_job_gives_the_address_and_the_trainers_edition_has_none(tmp_path, monkeypatch):
    monkeypatch.setenv(publication.VARIABLE, f"{ADDRESS}/")
    assert (built(tmp_path) / "sitemap.xml").exists()
    trainers = tmp_path / "_build/formateur"
    assert edition.build_trainers(tmp_path, trainers) == 0
    said = tags(trainers, "book/page.html")
    assert said["robots"] == "noindex" and "description" not in said
    assert not (trainers / "sitemap.xml").exists() and not book_site.page(trainers, "book/page.html").find("link", rel="canonical")


@pytest.mark.parametrize("address", ["exemple.fr", "ftp://exemple.fr", "https://", "https://exemple.fr/?a"])
def test_an_address_that_is_none_is_refused(tmp_path, address):
    with pytest.raises(Exception, match=r"expected an address such as https://exemple.fr/cours/"):
        built(tmp_path, html_baseurl=address)


def test_an_edition_without_a_date_is_refused(tmp_path):
    with pytest.raises(Exception, match=r"CHANGELOG.md has no « ## 1.3 – date »"):
        built(tmp_path, version="1.3")


@pytest.mark.parametrize(
    "text, kept",
    [
        ("Court.", "Court."),
        ("mot " * 50, f"{'mot ' * 39}mot…"),
        (f"Une première phrase qui suffit bien. {'mot ' * 50}", "Une première phrase qui suffit bien."),
        ("a" * 200, f"{'a' * 160}…"),
    ],
)
def test_a_long_description_is_cut_between_words(text, kept):
    assert publication.shortened(text) == kept


def test_every_page_of_the_course_has_its_own_description():
    assert editions.learners_pages(), editions.MISSING
    told = {}
    for page in editions.learners_pages():
        html = BeautifulSoup(page.read_text("utf8"), "html.parser")
        described = html.find("meta", attrs={"name": "description"})
        if not html.find("meta", attrs={"http-equiv": "refresh"}) and not html.find("meta", attrs={"name": "robots"}):
            assert described and 30 <= len(described["content"]) <= 161, page
            told.setdefault(described["content"], []).append(page.name)
    assert [pages for pages in told.values() if len(pages) > 1] == []


@pytest.mark.parametrize("folder", [editions.LEARNERS, editions.TRAINERS], ids=["learners", "trainers"])
def test_the_course_s_page_of_errors_leads_to_pages_that_exist(folder):
    page, home = (BeautifulSoup((folder / path).read_text("utf8"), "html.parser") for path in ("404.html", "book/index.html"))
    address = home.find("link", rel="canonical")  # given by a job that publishes
    root = urlsplit(address["href"]).path.removesuffix("book/index.html") if address else "/"
    for target in (page.a["href"], page.form["action"]):
        assert target.startswith(root) and (folder / target.removeprefix(root)).is_file()


def test_a_conformity_that_no_audit_can_give_is_refused(tmp_path):
    with pytest.raises(Exception, match="essor_accessibility is 'conforme'"):
        built(tmp_path, essor_accessibility="conforme")


def test_every_page_leads_to_the_annexes_that_the_law_wants_at_hand():
    page = BeautifulSoup((editions.LEARNERS / "book/debat-3/bousol.html").read_text("utf8"), "html.parser")
    assert [link.get_text() for link in page.select("footer a")][2:] == ["Accessibilité\u00a0: non conforme", "Vie privée", "Licences"]
    assert f"Édition {VERSION} du" in page.footer.get_text()


def test_the_same_edition_everywhere():
    version, day = publication.edition_of(COURSE)
    citation = yaml.safe_load((COURSE / "CITATION.cff").read_text("utf8"))
    assert citation["version"] == version == VERSION
    number, month, year = day.replace("\u00a0", " ").split()
    assert f"{citation['date-released']}" == f"{year}-{MONTHS.index(month) + 1:02d}-{int(number.removesuffix('er')):02d}"
    for licence in ("LICENSE-texte.md", "LICENSE-donnees.md"):
        assert f"édition {version}" in (COURSE / licence).read_text("utf8")


@pytest.mark.parametrize("name", ["nginx.conf", "apache.htaccess"])
def test_servers_send_the_policy_of_the_pages(name):
    text = (COURSE / "publier" / name).read_text("utf8")
    assert f'''Content-Security-Policy "{POLICY}; frame-ancestors 'self'"''' in text
    for sent in ("X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "/404.html", "immutable"):
        assert sent in text
    # The learner's edition has no use of a camera; the trainer's, which reads voting cards, is told of.
    assert 'Permissions-Policy "camera=(), microphone=()' in text and "camera=(self)" in text
    # A file that is gone is said to be gone; none but those with their version in their address is kept for long.
    assert not re.search("try_files|=200|FallbackResource|Rewrite", text)
    assert [line for line in text.splitlines() if "max-age=31536000," in line and "/_static/" not in line] == []


def commands(path):
    """What a forge's file does, without its comments."""
    return "\n".join(line for line in path.read_text("utf8").splitlines() if not line.lstrip().startswith("#"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_forges_publish_the_learners_edition_at_their_own_address_and_stop_at_the_first_failure(path):
    done = commands(path)
    assert publication.VARIABLE in done and "_build/html" in done and "formateur" not in done
    assert not re.search(r"github\.io|gitlab\.io|\bessor/", done)
    used = re.findall(r"uses: (\S+)", done)
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", action) for action in used)  # a tag can be moved
    assert bool(used) == (path == GITHUB)
    assert not re.search(r"continue-on-error|allow_failure|always\(\)|failure\(\)|(\|\||;) *(true|:|exit)", done)
    targets = re.findall(r"\bmake (\w+)", done)
    assert set(targets) == {"lint", "unit", "test"}
    assert all(re.search(rf"^{target}:", (COURSE / "Makefile").read_text("utf8"), re.MULTILINE) for target in targets)


def test_github_publishes_what_it_has_tested():
    jobs = yaml.safe_load(GITHUB.read_text("utf8"))["jobs"]
    assert set(jobs) == {"test", "deploy"} and jobs["deploy"]["needs"] == "test"
    steps = [step.get("run") or step["uses"].partition("@")[0] for step in jobs["test"]["steps"]]
    assert steps[-4:] == ["make lint", "make unit", "make test EVERY=1", "actions/upload-pages-artifact"]
    only = "github.ref_name == github.event.repository.default_branch && github.event_name != 'pull_request'"
    assert jobs["deploy"]["if"] == only and jobs["test"]["env"]["PUBLISHES"] == f"${{{{ {only} }}}}"
    assert [step.get("if") for step in jobs["test"]["steps"]][-4:] == [None, None, None, "env.PUBLISHES == 'true'"]


def test_gitlab_publishes_what_it_has_tested():
    jobs = yaml.safe_load(GITLAB.read_text("utf8"))
    assert jobs["pages"]["script"][:4] == ["make lint", "make unit", "make test EVERY=1", "mv _build/html public"]
    assert jobs["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert jobs["test"]["script"] == ["make lint", "make unit", "make test EVERY=1"] and "artifacts" not in jobs["test"]


def test_repo2docker_s_image_keeps_its_jupyterlab():
    """Its `notebook` accepts one JupyterLab: what is asked for beside is what `make requirements` found, and the course."""
    asked = [line for line in (COURSE / "binder/requirements.txt").read_text("utf8").splitlines() if not line.startswith("#")]
    found = (COURSE / "requirements-carnets.txt").read_text("utf8").lower().splitlines()
    assert asked[-1] == found[-1] == "-e ." and {line.lower() for line in asked} <= set(found)
    assert not [line for line in asked if line.startswith(("jupyterlab==", "ipywidgets", "notebook"))]
    assert os.access(COURSE / "binder/postBuild", os.X_OK)


def test_the_page_of_accessibility_names_the_tool_that_is_used():
    version = json.loads((COURSE / "package.json").read_text("utf8"))["devDependencies"]["axe-core"]
    assert f"axe-core, version {version.rpartition('.')[0]} " in (COURSE / "book/annexes/accessibilite.md").read_text("utf8")
