"""The built pages: in French, accessible as far as their HTML tells, light, and free of third parties."""

import gzip
import itertools
import re
from html import unescape

import pytest
from pygments.styles import get_style_by_name

import book_site
from colours import contrast
from essor.book.site.scripts import sheet
from essor.book.site.theme import SETTINGS, accessible_tables

CHAPTER = r"""# Un chapitre

:::{admonition} En bref
:class: en-bref
Durée : 45 minutes.
:::

## Le droit

:::{list-table} La règle
:header-rows: 1
:stub-columns: 1
:class: hier-aujourdhui
* - Règle
  - 2014
  - Aujourd’hui
  - Source
* - Plafond
  - 20 %
  - 50 %
  - Loi
:::

| A | B | C | D |
|---|---|---|---|
| 1 | 2 | 3 | 4 |

| A | B |
|---|---|
| 1 | 2 |

## Un calcul

En ligne $m = \frac{1}{1 - r}$, puis seule :

$$
m = \sum_{k=0}^{\infty} r^k = 1{,}67
$$

:::{note}
Une remarque.
:::

```python
x = 1  # un
```

![Un cercle](cercle.svg)
"""
PANDAS = """<div>
<style scoped>
    .dataframe tbody tr th { vertical-align: top; }
</style>
<table border="1" class="dataframe">
  <thead><tr style="text-align: right;"><th></th><th>Masse</th></tr></thead>
  <tbody><tr><th>2013</th><td>5000</td></tr></tbody>
</table>
</div>"""
TABLE = {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/html": PANDAS, "text/plain": "?"}}
CELL = {"id": "b", "cell_type": "code", "metadata": {}, "execution_count": 1, "source": "tableau", "outputs": [TABLE]}
TITLE = book_site.markdown_cell("# Un carnet\n\n## Une partie\n\nDu texte.")
NOTEBOOK = book_site.notebook(TITLE, CELL)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="5" cy="5" r="4"/></svg>'
TEXT = "# Un texte\n\n## Une partie\n\n" + "La coopérative rend compte à ses sociétaires.\n" * 40 + "\n## Une autre\n\nFin.\n"
PAGES = ["book/index.html", "book/texte.html", "book/chapitre.html", "book/carnet.html", "search.html"]

# What Furo, Sphinx, MyST-NB and the extensions of Jupyter Book say in English when left alone.
ENGLISH = (
    "View this page|Edit this page|View page source|Show Source|Toggle|Skip to|Back to top|On this page|Contents|Table of|Next|Previous|Home|Search|Hide|"
    "Show code|Show cell|Click to|Copy to|Copied|Made with|Created using|Last updated|Built with|Copyright|Menu|Expand|Light|Dark mode|Auto light|color theme|"
    "Permalink|Link to this|Please activate|Warning|See also|Figure|Table 1|Your search|found|Index|Error|Close|Launch|navigation of"
)


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    pages = {"index.md": "# Bienvenue\n\nEntrez.\n", "texte.md": TEXT, "chapitre.md": CHAPTER, "carnet.ipynb": NOTEBOOK, "cercle.svg": SVG}
    return book_site.built(tmp_path_factory.mktemp("theme"), {f"book/{name}": content for name, content in pages.items()})


@pytest.fixture(params=PAGES)
def page(request, out):
    return book_site.page(out, request.param)


def said(page):
    """Every text a reader may see or hear: the page's texts and the attributes that name things."""
    for hidden in page.find_all(["script", "style"]):
        hidden.extract()
    yield from page.stripped_strings
    for node in page.find_all(True):
        for name in ("aria-label", "title", "alt", "placeholder", "aria-description"):
            if node.get(name):
                yield node[name]


def test_nothing_is_left_in_english(page):
    heard = list(said(page))
    assert page.html["lang"] == "fr"
    assert [text for text in heard if re.search(rf"\b({ENGLISH})\b", text)] == []


def test_search_answers_in_french(out):
    """Each message that the search script asks for is translated by our own."""
    asked = set(re.findall(r'(?:_|Documentation\.gettext)\(\s*"([^"]+)"', (out / "_static" / "searchtools.js").read_text("utf-8")))
    known = (out / "_static" / "essor" / "search.js").read_text("utf-8")
    assert "Searching" in asked and [message for message in asked if f'"{message}":' not in known] == []


def test_the_policy_lets_no_script_of_the_page_or_of_others_run(page):
    policy = dict(rule.split(" ", 1) for rule in page.find("meta", {"http-equiv": "Content-Security-Policy"})["content"].split("; "))
    assert policy["default-src"] == "'none'" and policy["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert not re.search(r"https?:|\*|'unsafe-eval'", " ".join(policy.values()))
    # Nothing for it to refuse.
    assert [script for script in page.find_all("script") if not script.get("src")] == []
    assert [name for node in page.find_all(True) for name in node.attrs if name.startswith("on")] == []


def addresses(page):
    for tag, name in (("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("use", "href")):
        for node in page.find_all(tag, attrs={name: True}):
            yield node[name]


def assets(page):
    found = [node["href"] for node in page.find_all("link", rel="stylesheet")] + [node["src"] for node in page.find_all("script", src=True)]
    return [address.split("?")[0].replace("../", "") for address in found]


@pytest.mark.parametrize("name, colours", [("texte", []), ("chapitre", ["_static/pygments.css"]), ("carnet", [])])
def test_a_page_loads_the_theme_and_nothing_else_but_the_colours_of_code(out, name, colours):
    theme = ["_static/styles/furo.css", "_static/essor/theme.css", "_static/scripts/furo.js", "_static/essor/theme.js"]
    assert assets(book_site.page(out, f"book/{name}.html")) == [*colours, *theme]


def test_every_asset_is_there_and_of_no_third_party(out):
    loaded = re.compile(r"""@import|url\(\s*["']?(?:https?:)?//|\b(?:unpkg|jsdelivr|cdnjs|googleapis|MathJax|thebe)\b""")
    for path in out.rglob("*"):
        if path.suffix == ".html":
            for address in addresses(book_site.page(out, path.relative_to(out))):
                assert not re.match(r"(https?:)?//", address)
                assert address.startswith("data:") or (path.parent / unescape(address).split("?")[0].split("#")[0]).exists(), address
        if path.suffix in (".html", ".css", ".js"):
            assert loaded.findall(path.read_text("utf-8")) == [], path.name


def test_a_text_page_is_light(out):
    """Target: 60 KB compressed, everything included. Held lower, so that growth is noticed."""
    page = out / "book" / "texte.html"
    files = [page] + [out / address for address in assets(book_site.page(out, "book/texte.html"))]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) < 30_000
    assert not (out / "_sources").exists()


def test_landmarks(page):
    assert len(page.select("main, [role=main]")) == 1
    names = [node["aria-label"] for node in page.find_all("nav")]
    assert len(names) == len(set(names))
    assert len(page.find_all("h1")) == 1
    levels = [int(node.name[1]) for node in page.find_all(re.compile(r"^h[1-6]$"))]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_drawers_open_from_buttons_and_the_first_stop_leads_to_the_content(page):
    for drawer in page.find_all(popover=True):
        buttons = page.find_all("button", popovertarget=drawer["id"])
        assert {button.get("popovertargetaction", "toggle") for button in buttons} == {"toggle", "hide"}
    assert page.find(id="essor-nav") is not None
    first = page.body.find(["a", "button", "input"])
    assert first.get_text() == "Aller au contenu" and page.find(id=first["href"][1:]) is not None


def test_contents_say_where_we_are_and_what_is_near(out):
    page = book_site.page(out, "book/texte.html")
    nav = page.find(id="essor-nav")
    assert nav.find(attrs={"aria-current": "page"}).get_text() == "Un texte"
    assert nav.find(class_="caption").get_text() == "Première partie" and nav.find(role="heading") is None
    near = page.find(class_="essor-neighbours").find_all("a")
    assert [" ".join(link.get_text().split()) for link in near] == ["← Page précédente Accueil", "Page suivante → Un chapitre"]


def test_tables(out):
    law, wide, narrow = book_site.page(out, "book/chapitre.html").find_all("table")
    assert [cell["scope"] for cell in law.find_all("th")] == ["col"] * 4 + ["row"]
    assert law.caption.get_text(" ", strip=True) == "La règle"  # without a number of the whole book
    assert [cell["data-label"] for cell in law.tbody.find_all("td")] == ["2014", "Aujourd’hui", "Source"]
    assert [cell["role"] for cell in law.tbody.tr.find_all(["th", "td"])] == ["rowheader", "cell", "cell", "cell"]
    assert wide.parent["tabindex"] == "0" and wide.parent["aria-label"] == "Tableau"
    assert not narrow.parent.has_attr("tabindex")


def test_a_cell_hides_its_code_and_its_table_has_scopes(out):
    page = book_site.page(out, "book/carnet.html")
    assert not page.select("article .cell_input, article summary") and "tableau" not in page.article.get_text().split()
    assert [(cell.name, cell.get("scope")) for cell in page.table.find_all(["th", "td"])] == [("td", None), ("th", "col"), ("th", "row"), ("td", None)]
    assert not page.table.has_attr("border") and "scoped" not in str(page.find("article"))
    scoped = '<div class="essor-table"><table><tr><th scope="col">A</th></tr></table></div>'
    assert accessible_tables(scoped) == scoped


def test_formulas_are_mathml(out):
    page = book_site.page(out, "book/chapitre.html")
    inline, block = page.find_all("math")
    assert inline.find("mfrac") and not inline.get("display")
    assert block["display"] == "block" and "∑" in block.get_text()
    assert "1,67" in [number.get_text() for number in block.find_all("mn")]
    assert r"\(" not in page.find("article").get_text()


def test_what_a_reader_cannot_get_is_a_warning(tmp_path, capsys):
    picture = {"output_type": "display_data", "metadata": {}, "data": {"image/svg+xml": SVG, "text/plain": "image"}}
    pages = {"book/index.md": "# Accueil\n\n$\\inconnu$\n", "book/carnet.ipynb": book_site.notebook(TITLE, CELL | {"outputs": [picture]})}
    book_site.built(tmp_path, pages, strict=False)
    warned = capsys.readouterr().err
    assert "image without a text alternative" in warned and "cannot be written in MathML" in warned


def test_front_door(out):
    page = book_site.page(out, "index.html")
    assert page.html["lang"] == "fr" and page.title.get_text() == "Un livre d’essai" == page.h1.get_text()
    assert page.find("meta", attrs={"http-equiv": "refresh"})["content"] == "0; url=book/index.html"
    assert (out / page.find("main").a["href"]).exists()


TYPED = """# L'été : 5 % ?

Il dit : « l'art. 5, 1 250 € » ; `l'art. 5 ;` et $a : b$. [**Oui** !](https://exemple.fr/)

```
x = 'a' ; y
```

![D'ici : un cercle](cercle.svg)
"""
SET = "L’été\u00a0: 5\u00a0%\u202f?"


def test_pages_typed_plainly_are_typeset(tmp_path):
    book_site.write(tmp_path, {"book/index.md": "# Accueil\n\nEntrez.\n", "book/type.md": TYPED, "book/cercle.svg": SVG})
    toc = tmp_path / "_toc.yml"
    toc.write_text(re.sub("caption: .*", 'caption: "Débat 1 : l\'essai"', toc.read_text("utf-8")), encoding="utf-8")
    out = book_site.build(tmp_path)
    page = book_site.page(out, "book/type.html")
    assert page.h1.get_text() == SET
    assert page.title.string.startswith(f"{SET} · ")
    assert page.find(id="essor-nav").find(attrs={"aria-current": "page"}).get_text() == SET
    assert page.find(class_="caption-text").get_text() == "Débat 1\u00a0: l’essai"
    assert "Il dit\u00a0: «\u00a0l’art.\u00a05, 1\u202f250\u00a0€\u00a0»\u202f; l'art. 5 ; et" in page.article.get_text()
    assert page.pre.get_text() == "x = 'a' ; y\n"
    assert page.img["alt"] == "D’ici\u00a0: un cercle"
    neighbour = book_site.page(out, "book/index.html").find(class_="essor-neighbours")
    assert SET in neighbour.get_text()


def shades(scheme):
    """The style sheet's colours by name, in the light scheme (0) or in the dark one (1)."""
    found = re.findall(r"--essor-([\w-]+): light-dark\((#\w+), (#\w+)\)", sheet("theme.css"))
    return {name: colour if len(colour := pair[scheme]) == 7 else "#" + "".join(sign * 2 for sign in colour[1:]) for name, *pair in found}


@pytest.mark.parametrize("scheme, style", [(0, SETTINGS["pygments_style"]), (1, SETTINGS["pygments_dark_style"])])
def test_code_is_legible_in_both_schemes(scheme, style):
    for token, look in get_style_by_name(style):
        if look["color"]:
            ground = f"#{look['bgcolor']}" if look["bgcolor"] else shades(scheme)["wash"]
            assert contrast(f"#{look['color']}", ground) >= 4.5, token


@pytest.mark.parametrize("scheme", [0, 1])
def test_texts_and_edges_are_legible_in_both_schemes(scheme):
    colours = shades(scheme)
    texts = [(text, ground) for text in ("ink", "soft", "brand", "visited", "warn") for ground in ("paper", "wash", "brand-soft")]
    assert [pair for pair in texts if contrast(*(colours[name] for name in pair)) < 4.5] == []
    assert [ground for ground in ("paper", "wash") if contrast(colours["edge"], colours[ground]) < 3] == []
