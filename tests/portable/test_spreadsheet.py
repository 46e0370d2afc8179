"""A scenario as a file for a French spreadsheet: what is read there is what was shown, and every number is one."""

import json
import re
import shutil
import subprocess
import zipfile
from xml.etree import ElementTree

import pytest

from essor.portable import spreadsheet
from essor.portable.french import typeset
from essor.portable.laws import side_by_side
from essor.portable.session import respond
from essor.portable.simulators import registry
from essor.portable.simulators.controls import Choice, Grid
from essor.portable.simulators.declaration import data_of

NUMBER = r"-?\d+(?:,\d+)?"
CELL = re.compile(rf'(?P<number>{NUMBER})|"(?P<text>(?:[^"]|"")*)"|')
# A number shown alone, or with one word: only names, such as « 1 institutions », may stay words.
QUANTITY = re.compile(r"[+±×-]? ?\d[\d ]*(?:,\d+)?(?: ?(?:%|€|[^\d ]+))?")
ADDRESS = "https://cours.example/bousol.html?simulateur=x"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FRENCH = "csv:59,34,76,1,,1036,false,false"  # semicolons, quotes, UTF-8, from the first line, French; as its window proposes


class Figure(str):
    """A cell that a spreadsheet takes for a number."""


def read(content):
    """The file's groups of lines, strictly: texts in quotes, numbers without."""
    assert content.startswith("\ufeff") and content.endswith("\r\n")
    assert not re.search("[\u00a0\u202f\u2009\u2212]", content)
    parts = [[_cells(line) for line in part.split("\r\n")] for part in content[1:-2].split("\r\n\r\n")]
    assert "\n" not in content.replace("\r\n", "")
    return parts


def _cells(line):
    cells, at = [], 0
    while True:
        found = CELL.match(line, at)
        number, words = found["number"], found["text"]
        cells.append(Figure(number) if number else (words or "").replace('""', '"'))
        at = found.end()
        if at == len(line):
            return cells
        assert line[at] == ";", line
        at += 1


def columns(lines):
    """Lines with the unit put back beside its number: what the reader was shown."""
    head, *rows = lines
    shown = []
    for cells in rows:
        assert len(cells) == len(head), cells
        line = []
        for name, cell in zip(head, cells, strict=True):
            if name != spreadsheet.UNIT:
                line.append(cell)
            elif cell:
                assert isinstance(line[-1], Figure), (line, cell)
                line[-1] = _together(line[-1], cell)
        shown.append(line)
    return [[name for name in head if name != spreadsheet.UNIT], *shown]


def _together(number, unit):
    if unit in ("e", "er"):
        return number + unit
    return f"{unit[0]} {number}{unit[1:]}" if unit[0] in "±×" else f"{number} {unit}"


def plain(text):
    """A text of the page without its spaces; a plus goes without saying."""
    return re.sub(r"^\+(?=\d)", "", re.sub("[\u00a0\u202f]", " ", typeset(str(text))).replace("\u2212", "-"))


def ungrouped(text):
    """The same without the spaces of thousands, if it begins by a number."""
    found = re.match(r"([±×] )?-?\d{1,3}( \d{3})*", text)
    return text if not found else found[0].replace(" ", "").replace("±", "± ").replace("×", "× ") + text[found.end() :]


def same(seen, shown):
    return seen == shown or seen == ungrouped(shown)


def scenarios():
    for slug in registry.slugs():
        simulator = registry.load(slug)
        for key, values in [("defaults", {}), *((preset.key, preset.values) for preset in simulator.presets)]:
            yield pytest.param(simulator, simulator.values(values), id=f"{slug}-{key}")


@pytest.mark.parametrize("simulator, values", [*scenarios()])
def test_what_is_shown_is_read_and_every_number_is_one(simulator, values):
    parts = read(spreadsheet.scenario(simulator, values, ADDRESS))
    outcome = simulator.run(values)
    hidden = simulator.hidden(values)
    controls = [control for control in simulator.controls if control.name not in hidden]
    grids = [control for control in controls if isinstance(control, Grid)]
    names = {plain(label) for control in controls if isinstance(control, Choice) for _, label in control.options}
    head, settings, *tables = parts
    assert head == [[plain(simulator.title)], [ADDRESS]]
    wanted = [["Réglage", "Valeur"], *([c.label, c.text(values[c.name])] for c in controls if c not in grids)]
    results = [["Résultat", "Valeur", "Règle"], *([i.label, i.text, i.verdict.text if i.verdict else ""] for i in outcome.indicators)]
    blocks = [([], wanted, settings)]
    for grid, lines in zip(grids, tables, strict=False):
        cells = [[name, *(c.text(cell) for c, cell in zip(grid.columns, row, strict=True))] for name, row in zip(grid.rows, values[grid.name], strict=False)]
        blocks.append(([[grid.label]], [["", *(c.label for c in grid.columns)], *cells], lines))
    blocks.append(([], results, tables[len(grids)]))
    laws = side_by_side(simulator, values)[1] if simulator.regime else []
    shown = [*outcome.tables, *map(data_of, outcome.figures), *laws]
    for table, lines in zip(shown, tables[len(grids) + 1 :], strict=True):
        blocks.append(([[table.caption]], [table.headers, *table.rows], lines))
    for caption, wanted, lines in blocks:
        assert lines[: len(caption)] == [[plain(name) for name in line] for line in caption]
        seen = columns(lines[len(caption) :])
        assert [len(line) for line in seen] == [len(line) for line in wanted]
        for line, shown in zip(seen, wanted, strict=True):
            for cell, text in zip(line, shown, strict=True):
                assert same(cell, plain(text)), (cell, text)
        for line in lines[len(caption) + 1 :]:
            for rank, cell in enumerate(line):
                named = (rank == 0 or cell in names) and not re.fullmatch(r"[\d, ]+", cell)
                assert named or isinstance(cell, Figure) or not QUANTITY.fullmatch(cell), cell


def test_a_setting_is_the_value_set():
    simulator = registry.load("bousol-circuits")
    _, settings, *_ = read(spreadsheet.scenario(simulator, simulator.values({"reuse": 82.5}), ADDRESS))
    assert ["Part réemployée localement", "82,5", "%"] in settings


@pytest.mark.parametrize(
    "words, cell",
    [
        *[(words, f'"\'{words}"') for words in ("=1+1", "+33 1", "-1 et -2", "@SUM(A1)", "\tcmd")],
        ("\u22121 et 2", '"\'-1 et 2"'),
        ('dit « oui » ; "non"', '"dit « oui » ; ""non"""'),
        ("a = b", '"a = b"'),
        ("", '""'),
    ],
)
def test_words_are_never_a_formula(words, cell):
    assert spreadsheet.text(words) == cell and spreadsheet.quantity(words) == [cell, ""]


def test_the_page_asks_in_json():
    simulator = registry.load("bousol-circuits")
    asked = {"do": "spreadsheet", "slug": "bousol-circuits", "values": {"reuse": "60"}, "address": ADDRESS}
    answer = json.loads(respond(json.dumps(asked)))
    assert answer == {"ok": True, "content": spreadsheet.scenario(simulator, simulator.values({"reuse": 60}), ADDRESS)}
    refused = json.loads(respond(json.dumps({**asked, "values": {"reuse": "1.500"}})))
    assert not refused["ok"] and "voulez-vous dire" in refused["message"]


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice here (soffice): what a spreadsheet makes of the file is not looked at")
def test_libreoffice_finds_the_same_numbers(tmp_path):
    """And nothing to run: it takes « "=1+1" » for a formula, quotes or not."""
    named = {}
    for slug in registry.slugs():
        simulator = registry.load(slug)
        named[slug] = spreadsheet.scenario(simulator, simulator.values(), "=1+1")
        (tmp_path / f"{slug}.csv").write_text(named[slug], "utf8", newline="")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", f"--infilter={FRENCH}", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", tmp_path, *sorted(tmp_path.glob("*.csv"))], check=True, capture_output=True, timeout=180)
    for slug, content in named.items():
        wanted = [float(cell.replace(",", ".")) for lines in read(content) for line in lines for cell in line if re.fullmatch(NUMBER, cell)]
        with zipfile.ZipFile(tmp_path / f"{slug}.xlsx") as book:
            sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        cells = list(sheet.iter(f"{SHEET}c"))
        assert not [cell for cell in cells if cell.find(f"{SHEET}f") is not None], slug
        seen = [float(cell.find(f"{SHEET}v").text) for cell in cells if cell.get("t", "n") == "n" and cell.find(f"{SHEET}v") is not None]
        assert seen == wanted, slug
