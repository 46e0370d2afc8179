"""A book that shows a time line, sources, a programme and a running order."""

import pytest

import book_site
from samples import EVENTS, SLOTS, VARIANTS, table

FACTS = """loi,La loi,loi n° 1,,,Légifrance,https://example.org/loi,vérifié,2026-11-24,
retouche,Une retouche,2019,,,Connaissance générale,,à vérifier,,
"""
SOURCES = "b,Zèbre,un relais,https://example.org/z,Licence Ouverte 2.0,2026-11-24,Provisoire\na,Atlas,,,non précisée,,\n"


@pytest.fixture(scope="package")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    pages = {
        "index": "# La loi\n\n```{chronologie}\n```\n",
        "achats": "# Achats\n\n```{chronologie}\n:theme: achats\n```\n",
        "sources": "# Sources\n\n```{sources} droit\n```\n\n```{sources} publications\n```\n\n```{sources} donnees\n```\n",
        "loi": "# La loi\n\nTexte.\n",
        "jour": "# Le jour\n\n```{programme}\n```\n",
        "deroule": "# Le déroulé\n\n```{deroule} demi-journee\n```\n",
    }
    data = {
        "chronologie": table("chronologie", EVENTS),
        "sources": table("sources", SOURCES),
        "faits/droit": table("faits", FACTS),
        "faits/partie": table("faits", "seuil,Le seuil,100,M€,,Banque,,vérifié,2026-11-24,\n"),
        "programme": table("programme", SLOTS),
        "deroules": table("deroules", f"{VARIANTS}demi-journee,b,09:30,60,groupe,Un jeu,Jouer,jetons,book/loi\n"),
    }
    return book_site.built(folder, {f"book/{name}.md": page for name, page in pages.items()} | {f"data/{name}.csv": text for name, text in data.items()})
