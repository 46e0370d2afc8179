"""Properties are checked on the same cases at every run, and never fail for being slow.

`-m "not built"` keeps what needs neither a built book nor a browser (`make unit`).
"""

from pathlib import Path

import pytest
from hypothesis import settings

from essor import outlines

BROWSER_TESTS = Path(__file__).parent / "browser"

settings.register_profile("essor", derandomize=True, deadline=None, database=None, max_examples=100)
settings.load_profile("essor")

# As the build and the notebook do, so that every test sees the map.
outlines.fill()


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(BROWSER_TESTS) or hasattr(item.module, "editions"):
            item.add_marker("built")


@pytest.fixture(scope="session")
def folders(tmp_path_factory):
    """Both editions of a course of a few pages, for a room."""
    from rooms import editions

    return editions(tmp_path_factory.mktemp("editions"))


@pytest.fixture(scope="session")
def packages():
    """The folder of the browser packages, the map's outlines read from it."""
    from essor.book.site.browser import ensure_packages  # what reads every table: a test that needs none says more by itself
    from essor.places import COURSE

    modules = ensure_packages(COURSE)
    assert outlines.fill(modules)
    return modules
