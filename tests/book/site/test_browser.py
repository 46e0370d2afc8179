"""What the build puts in the page’s engine."""

import gzip

import pytest

from essor.book.site.browser import TABLES, parts, portable_sources
from essor.portable.pictures.outlines import OUTLINES


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_the_page_is_given_the_figures_of_the_tables(table):
    page = {}
    exec(portable_sources()[f"{table.__name__.replace('.', '/')}.py"], page)
    assert {name: page[name] for name in table.__all__} == {name: getattr(table, name) for name in table.__all__}


def test_only_the_simulator_with_the_map_loads_it_and_it_stays_light(packages):
    loaded = parts()
    assert [name for name, sources in loaded.items() if "essor/portable/pictures/outlines.py" in sources] == ["my-departement"]
    source = loaded["my-departement"]["essor/portable/pictures/outlines.py"]
    assert len(OUTLINES) == 96 and repr(OUTLINES) in source
    assert len(gzip.compress(source.encode(), 9)) < 12000
