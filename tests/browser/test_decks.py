"""Decks exported for another tool: a page a slide, tagged, whose text is selected and whose pictures have a text; and as pictures."""

import re
from io import BytesIO
from struct import unpack

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

import editions
from essor.tools import decks
from essor.tools.print import PrintError

from .conftest import DECKS, sampled
from .deck import ROOM

SOME = sampled(DECKS, lambda deck: "debat-3" in deck)


@pytest.fixture
def on_paper(browser):
    """A page that prints, as `make decks` has it."""
    page = browser.new_page(locale="fr-FR", viewport=decks.SLIDE, device_scale_factor=decks.LARGER)
    page.emulate_media(media="print", color_scheme="light", reduced_motion="reduce")
    yield page
    page.close()


def flat(text):
    return re.sub(r"\s", "", text)


def tags(node):
    node = node.get_object()
    if isinstance(node, list):
        for one in node:
            yield from tags(one)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from tags(node["/K"])


@pytest.mark.parametrize("path", SOME)
def test_a_deck_is_a_pdf_and_pictures(on_paper, path):
    pdf, pictures = decks.exported(on_paper, editions.TRAINERS / path)
    reader = PdfReader(BytesIO(pdf))
    slides = on_paper.locator("[data-part=slide]")
    titles = [flat(title) for title in on_paper.locator("[data-part=slide] > [data-part=title]").all_text_contents()]
    assert len(reader.pages) == len(pictures) == slides.count()
    for title, page in zip(titles, reader.pages, strict=True):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (960, 540)
        assert title in flat(page.extract_text())
        assert not [link for link in page.get("/Annots", []) if "file:" in str(link.get_object())]
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "fr"
    assert reader.metadata.title == f"{on_paper.locator('h1').text_content()} · Diapositives"
    found = list(tags(root["/StructTreeRoot"]["/K"]))
    assert [tag["/S"] for tag in found if re.fullmatch(r"/H\d", tag["/S"])] == ["/H1", *["/H2"] * slides.count()]
    figures = [tag for tag in found if tag["/S"] == "/Figure"]
    assert len(figures) == on_paper.locator("svg[role=img]:visible").count() > 0
    assert all(tag.get("/Alt") for tag in figures)
    for name, picture in pictures.items():
        assert re.fullmatch(r"[\w-]+-\d\d\.png", name)
        assert unpack(">II", picture[16:24]) == (1920, 1080)


@pytest.mark.parametrize("path", SOME)
def test_on_paper_a_live_simulator_is_a_picture_that_a_room_reads(on_paper, path):
    on_paper.goto((editions.TRAINERS / path).as_uri())
    live = on_paper.locator(".essor-slide-live")
    assert live.count()
    for slide in live.all():
        expect(slide.locator(".essor-sim")).to_be_hidden()
        for part in (".essor-asked", "svg[role=img]", "p >> nth=-1"):
            expect(slide.locator(".essor-on-paper").locator(part).first).to_be_visible()
        size = slide.locator(".essor-on-paper svg").evaluate("svg => svg.getScreenCTM().a * parseFloat(getComputedStyle(svg).fontSize)")
        assert size >= 24
    assert on_paper.locator("button:visible, input:visible").count() == 0
    for words in on_paper.locator(".essor-keep").all():
        expect(words).to_be_visible()


def test_a_slide_that_would_be_cut_is_refused(on_paper, tmp_path):
    deck = editions.TRAINERS / SOME[0]
    with pytest.raises(PrintError, match="no deck"):
        decks.decks(tmp_path)
    on_paper.add_init_script("addEventListener('DOMContentLoaded', () => document.querySelectorAll('h2').forEach((title) => (title.style.fontSize = '300px')))")
    with pytest.raises(PrintError, match="too long for its slide"):
        decks.exported(on_paper, deck)


def test_a_trainer_prints_the_same_from_the_browser(visit_trainers):
    """Ctrl-P, on a deck whose slides were shown and sized for the screen: a page a slide, nothing cut."""
    page = visit_trainers(SOME[0], viewport=ROOM)
    for _ in range(4):
        page.keyboard.press("PageDown")
    page.emulate_media(media="print")
    assert page.evaluate(decks.CUT) == []
    assert len(PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages) == page.locator("[data-part=slide]").count()
