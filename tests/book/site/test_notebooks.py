"""A page that is a notebook offers it to download; alone or in the archive, it has no link but to what comes with it."""

import json
import re
import zipfile

import nbformat

import book_site
from essor.book.site import notebooks
from essor.places import COURSE
from essor.tools import archive, carnets

LINKED = "Voir [le droit](../droit/bousol.md#titre), [1,67](bousol-circuits.ipynb#reuse=40), [20 €](../../data/faits/bousol.csv#k) et [la loi](https://exemple.fr/a)."
TITLE = book_site.markdown_cell("# Un carnet")
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")


def test_a_link_keeps_its_words_where_its_file_does_not_come():
    made = book_site.notebook(TITLE, book_site.markdown_cell(LINKED))
    assert notebooks.unlinked(made, lambda path: path.endswith(".csv"))["cells"][1]["source"] == (
        "Voir le droit, 1,67, [20 €](../../data/faits/bousol.csv#k) et [la loi](https://exemple.fr/a)."
    )
    nbformat.validate(notebooks.alone(made), relax_add_props=True)
    assert made["cells"][1]["source"] == LINKED


def test_a_page_offers_its_notebook_with_its_size(tmp_path):
    pages = {"book/index.md": "# Accueil\n\nTexte.\n", "exercises/carnet.ipynb": book_site.notebook(TITLE, book_site.markdown_cell("Voir [a](https://e.fr)."))}
    out = book_site.built(tmp_path, pages, "site.notebooks")
    offer = book_site.page(out, "exercises/carnet.html").select_one("article .essor-notebook")
    assert offer.a["href"] == "carnet.ipynb" and offer.a.has_attr("download") and "(1\u00a0ko)" in offer.get_text()
    given = nbformat.read(out / "exercises" / "carnet.ipynb", 4)
    assert [cell.source.split("\n")[0] for cell in given.cells][::2] == ["# Un carnet", "Voir [a](https://e.fr)."]
    assert "le paquet `essor`" in given.cells[1].source
    assert not book_site.page(out, "book/index.html").select(".essor-notebook") and not list((out / "book").glob("*.ipynb"))


def test_the_archive_holds_what_its_notebooks_link_to(tmp_path):
    wheel = tmp_path / "essor-1.2-py3-none-any.whl"
    wheel.write_bytes(b"wheel")
    files = carnets.carnets(COURSE, wheel, "Le cours", "1.2")
    archive.check_names(files, "essor-carnets-1.2.zip")
    pages = [path for path in files if path.endswith(".ipynb")]
    assert len(pages) == len([page for folder in carnets.FOLDERS for page in (COURSE / folder).rglob("*.ipynb") if ".ipynb_checkpoints" not in page.parts])
    for path in pages:
        for cell in json.loads(files[path])["cells"]:
            for link in LINK.findall("".join(cell["source"])) if cell["cell_type"] == "markdown" else ():
                assert (COURSE / path.removeprefix("carnets/")).parent.joinpath(link).resolve().relative_to(COURSE).as_posix() in {
                    name.removeprefix("carnets/") for name in files
                }
    assert "./essor-1.2-py3-none-any.whl\n" in files["requirements-carnets.txt"].decode() and b"-e ." not in files["requirements-carnets.txt"]
    assert "carnets/data/exemples/ess-trois-vallees.csv" in files and not [path for path in files if "formateur" in path and path.endswith((".md", ".toml"))]
    told = files["LISEZ-MOI.txt"].decode("utf-8-sig")
    assert told.index("WINDOWS") < told.index("MACOS") and "{" not in told and "\r\n" in told
    assert all(len(line) <= 100 for line in told.splitlines())


def test_the_trainer_s_archive_gives_the_notebooks_if_they_were_made(tmp_path):
    for folder in ("html", "formateur"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "index.html").write_text("accueil", "utf8")
    (tmp_path / "essor-carnets-1.2.zip").write_bytes(b"PK")
    made = archive.write_all(tmp_path / "html", tmp_path / "formateur", tmp_path / "papier", tmp_path, "Le cours", "1.2")[1]
    with zipfile.ZipFile(made) as held:
        assert held.read("pour-les-participants/essor-carnets-1.2.zip") == b"PK"
        assert "essor-carnets-1.2.zip" in held.read("LISEZ-MOI.txt").decode("utf-8-sig")
