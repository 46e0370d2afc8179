"""A table and a Plotly figure stored by a notebook, in a page: no warning, a described picture, scopes, and the styles of both."""

import pandas as pd
import plotly.express as px
import pytest

import book_site
from essor.notebook import montrer


def stored(shown, name):
    """A code cell and its output, as `make notebooks` stores it."""
    bundle = shown._repr_mimebundle_() if hasattr(shown, "_repr_mimebundle_") else {"text/plain": repr(shown), "text/html": shown._repr_html_()}
    output = {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": bundle}
    return {"id": name, "cell_type": "code", "execution_count": 1, "metadata": {"tags": ["code"]}, "source": "montrer(x)", "outputs": [output]}


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    frame = pd.DataFrame({"famille": ["Associations", "Mutuelles"], "postes": [1092, 22], "ETP": [824.4, 19.5]})
    figure = px.bar(frame, x="postes", y="famille", orientation="h", title="Postes par famille")
    cells = [
        book_site.markdown_cell("# Mes données\n\nTexte."),
        stored(montrer(frame, "Postes et ETP"), "b"),
        stored(montrer(figure, "Presque tous associatifs."), "c"),
    ]
    pages = {"book/index.md": "# Accueil\n\nTexte.\n", "exercises/carnet.ipynb": book_site.notebook(*cells)}
    return book_site.page(book_site.built(tmp_path_factory.mktemp("shown"), pages), "exercises/carnet.html")


def test_a_picture_is_named_drawn_twice_and_said(page):
    figure = page.select_one("figure.essor-diagram")
    assert figure["aria-label"] == figure.select_one("[role=img]")["aria-label"] == "Postes par famille"
    assert len(figure.select("svg")) == 2 and "Presque tous associatifs." in figure.figcaption.get_text()


def test_a_table_is_named_and_can_be_scrolled(page):
    table = page.find("table")
    assert table.parent["aria-label"] == "Postes et ETP" == table.caption.get_text() and table.parent["tabindex"] == "0"
    assert [cell["scope"] for cell in table.find_all("th")] == ["col"] * 3 + ["row"] * 2
    assert [cell.get_text() for cell in table.select("tbody td")] == ["1\u202f092", "824,4", "22", "19,5"]


def test_the_page_says_that_it_is_of_data_and_shows_its_code(page):
    assert page.select_one(".essor-step-left").get_text() == "Données"
    assert "montrer" in page.select_one(".cell_input").get_text()
