"""Notebooks are plain Markdown: what the build makes of their links, of their tags and of their code."""

import pytest

import book_site
from essor.book.pages.plain import as_page, with_roles


def cell(source, *tags, kind="markdown"):
    return {"cell_type": kind, "metadata": {"tags": list(tags)} if tags else {}, "source": [source]}


@pytest.mark.parametrize(
    "typed, read",
    [
        ("Il verse [20 €](../../data/faits/bousol.csv#bousol-tranche-euros).", "Il verse {fait}`20 € <bousol-tranche-euros>`."),
        ("[1,67](../../exercises/debat-3/bousol-circuits.ipynb#phase=2&reuse=40) fois", "{resultat}`1,67 <bousol-circuits?phase=2&reuse=40>` fois"),
        (
            "[2,5](bousol-circuits.ipynb#reuse=60), [1,67](bousol-circuits.ipynb#)",
            "{resultat}`2,5 <bousol-circuits?reuse=60>`, {resultat}`1,67 <bousol-circuits?>`",
        ),
        (
            "[l’épisode](bousol-circuits.ipynb), [le droit](../droit/bousol.md#titre)",
            "[l’épisode](bousol-circuits.ipynb), [le droit](../droit/bousol.md#titre)",
        ),
    ],
)
def test_links_to_what_proves_a_number_become_roles(typed, read):
    assert with_roles(typed) == read


def test_a_tag_makes_a_box_headed_by_the_cells_own_title():
    assert as_page(cell("### À retenir\n\n- Un [20 €](data/faits/a.csv#k).", "a-retenir"))["source"] == (
        "`````{admonition} À retenir\n:class: a-retenir\n\n- Un {fait}`20 € <k>`.\n`````"
    )
    assert as_page(cell("## Demain, je…\n\nPar exemple.", "demain"))["source"] == "## Demain, je…\n\n`````{demain}\nPar exemple.\n`````"
    assert as_page(cell("### Pourquoi\n\nParce que.", "pourquoi"))["source"] == "`````{replie} Pourquoi\n\nParce que.\n`````"


@pytest.mark.parametrize("wrong", [cell("### Titre\n\nTexte", "a-retnir"), cell("Sans titre", "pourquoi")], ids=["tag", "title"])
def test_what_would_be_lost_is_refused(wrong):
    with pytest.raises(ValueError, match="tag"):
        as_page(wrong)


def test_code_is_hidden_unless_it_teaches():
    assert as_page(cell("bousol_circuits()", kind="code"))["metadata"]["tags"] == ["remove-input"]
    shown = cell("import pandas as pd", "code", kind="code")
    assert as_page(shown) == shown


@pytest.mark.parametrize(
    "source, tags, count, shows, refused",
    [
        ("bousol_circuits()", [], None, False, True),
        ("from essor.notebook import bousol_circuits", [], None, False, True),
        ("bousol_circuits()", [], 1, False, True),  # its output was thrown away
        ("tableau = 1", ["code"], None, False, True),
        ("from essor.notebook import bousol_circuits", [], 1, False, False),
        ("tableau = 1", ["code"], 1, False, False),
        ("bousol_circuits()", [], 1, True, False),
    ],
)
def test_a_cell_that_was_never_run_fails_the_build(tmp_path, capfd, source, tags, count, shows, refused):
    output = {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": "un"}}
    code = {"id": "b", "cell_type": "code", "metadata": {"tags": tags}, "execution_count": count, "source": source, "outputs": [output] if shows else []}
    book_site.write(tmp_path, {"book/index.md": "# Accueil\n\nTexte.\n", "exercises/carnet.ipynb": book_site.notebook(book_site.markdown_cell("# Un"), code)})
    if not refused:
        book_site.build(tmp_path)
        return
    with pytest.raises(AssertionError, match="the build reported warnings"):
        book_site.build(tmp_path)
    assert f"exercises/carnet.ipynb: nothing is stored of the cell {source!r}; run `make notebooks`" in capfd.readouterr().err
