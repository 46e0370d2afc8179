"""Notebooks are plain Markdown: what the build makes of their links, of their tags and of their code."""

import pytest

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
