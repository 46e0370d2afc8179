"""The toolbox: a document filled as the reader types, kept in the browser, downloaded as ODT and as text, copied."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from essor.given.documents import load
from essor.places import COURSE
from essor.portable.documents import MIMETYPE, lines, text
from essor.portable.french import typeset

from .conftest import CLAUSE, MINE, PHONE, WIDE
from .driver import enter, go, saved
from .look import each_look, expect_no_violation, expect_to_fit
from .store import keep, kept

FOLDER = COURSE / "book" / "outils"
SLUGS = sorted(path.stem for path in FOLDER.glob("*.toml"))
VALUES = {"marche": "réhabilitation de l’<école>", "montant": "1 000 000", "main_oeuvre": "50", "taux": "5", "cout": "37,5"}
TOWN = "Pays d’Essai & alentours"


def field(page, slug, name):
    return page.locator(f"#outil-{slug}-{name}")


def fill(page, slug, values):
    for name, value in values.items():
        enter(field(page, slug, name), value, "Tab")


def paper(page):
    return page.locator("[data-part=paper]")


def expected(slug, values):
    return text(lines(load(FOLDER / f"{slug}.toml"), values)[0])


def downloaded(page, button):
    name, content = saved(page, page.get_by_role("button", name=button))
    expect(page.locator("[data-part=told]")).to_contain_text(name)
    return name, content


def paragraphs(odt):
    with zipfile.ZipFile(io.BytesIO(odt)) as archive:
        assert archive.testzip() is None
        first = archive.infolist()[0]
        assert (first.filename, archive.read("mimetype").decode(), first.compress_type) == ("mimetype", MIMETYPE, zipfile.ZIP_STORED)
        return "\n".join(ElementTree.fromstring(archive.read("content.xml")).itertext())


def test_filled_downloaded_copied_and_found_again(visit, scheme):
    page = visit(MINE, scheme)
    keep(page, mine={"nom": TOWN})
    go(page, CLAUSE)
    expect(paper(page)).to_contain_text(TOWN)
    fill(page, "clause-insertion", VALUES)
    wanted = expected("clause-insertion", {"collectivite": TOWN, **VALUES})
    expect(paper(page)).to_contain_text("667 heures".replace(" ", "\N{NO-BREAK SPACE}"))
    assert downloaded(page, "Télécharger (texte)") == ("clause-insertion.txt", wanted.encode())
    said = paragraphs(downloaded(page, "Télécharger (ODT)")[1])
    for value in (TOWN, VALUES["marche"], "1\u202f000\u202f000\N{NO-BREAK SPACE}€"):
        assert typeset(value) in said and typeset(value) in wanted
    page.get_by_role("button", name="Copier").click()
    expect(page.locator("[data-part=told]")).to_have_text("Texte copié.")
    assert page.evaluate("navigator.clipboard.readText()") == wanted
    page.reload()
    expect(field(page, "clause-insertion", "marche")).to_have_value(VALUES["marche"])
    expect(paper(page)).to_contain_text(VALUES["marche"])
    assert kept(page)["texts"]["outil-clause-insertion-taux"] == "5"


def test_a_bad_amount_is_told_and_nothing_is_lost(visit):
    page = visit(CLAUSE)
    fill(page, "clause-insertion", {**VALUES, "montant": "douze"})
    error = page.locator("#outil-clause-insertion-montant-error")
    expect(error).to_contain_text(typeset("« douze » n’est pas un nombre. Indiquez un nombre entier, de 10 000 à 100 000 000 €."))
    expect(field(page, "clause-insertion", "montant")).to_have_attribute("aria-invalid", "true")
    expect(field(page, "clause-insertion", "montant")).to_have_value("douze")
    expect(paper(page)).to_contain_text(VALUES["marche"])
    field(page, "clause-insertion", "montant").fill("20 000")
    expect(error).to_be_hidden()
    expect(paper(page)).to_contain_text("20\u202f000")


def test_an_emptied_field_stays_empty(visit):
    page = visit(MINE)
    keep(page, mine={"nom": TOWN})
    go(page, CLAUSE)
    expect(paper(page)).to_contain_text(TOWN)
    fill(page, "clause-insertion", {"collectivite": ""})
    expect(paper(page)).not_to_contain_text(TOWN)
    page.reload()
    expect(field(page, "clause-insertion", "collectivite")).to_have_value("")


def test_answers_are_read_in_the_page(visit):
    page = visit("book/outils/subvention-ou-contrat.html")
    for name, answer in (("initiative", "oui"), ("interet", "oui"), ("contrepartie", "non")):
        field(page, "subvention-ou-contrat", name).select_option(answer)
    expect(paper(page)).to_contain_text("ce peut être une subvention")


def test_where_the_engine_fails_the_page_says_so_and_keeps_what_is_typed(visit, witness):
    witness.allow("documents.js", "net::ERR_FAILED")
    page = visit(CLAUSE, prepare=lambda page: page.route("**/parts/documents.js*", lambda route: route.abort()))
    expect(page.locator("[data-part=failure]")).to_be_visible()
    fill(page, "clause-insertion", {"lot": "gros œuvre"})
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-part=failure]")).to_be_visible()
    page.unroute_all()
    page.get_by_role("button", name="Réessayer").click()
    expect(paper(page)).to_contain_text("gros œuvre")


def test_without_a_script_the_document_is_there_to_copy(visit):
    page = visit(CLAUSE, java_script_enabled=False)
    expect(paper(page)).to_contain_text("Base juridique")
    expect(page.get_by_role("button", name="Copier")).to_be_hidden()


@pytest.mark.parametrize("slug", SLUGS)
def test_a_document_is_two_pages_at_most(visit, slug, tmp_path):
    office = shutil.which("soffice")
    if not office or not Path(office).resolve().with_name("libswlo.so").exists():
        pytest.skip("no LibreOffice Writer")
    page = visit(f"book/outils/{slug}.html")
    file = tmp_path / f"{slug}.odt"
    file.write_bytes(downloaded(page, "Télécharger (ODT)")[1])
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file], check=True, timeout=120, capture_output=True)
    pages = PdfReader(io.BytesIO(file.with_suffix(".pdf").read_bytes())).pages
    assert 1 <= len(pages) <= 2
    assert "Relire avant d’utiliser" in "".join(one.extract_text() for one in pages)


def test_the_form_is_accessible_and_fits_a_phone(visit):
    page = visit(CLAUSE)
    fill(page, "clause-insertion", {"montant": "douze"})
    expect(page.locator("#outil-clause-insertion-montant-error")).to_be_visible()
    for look in each_look(page, WIDE, PHONE):
        expect_no_violation(page, look)
        expect_to_fit(page)


def test_only_the_document_is_printed(visit):
    page = visit(CLAUSE)
    expect(paper(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(paper(page)).to_be_visible()
    for hidden in ("form", "[data-part=actions]", "h1"):
        expect(page.locator(f"article {hidden}")).to_be_hidden()
