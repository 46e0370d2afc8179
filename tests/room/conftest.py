"""Rooms to ask: one for each test, and one for what leaves no trace in it."""

import pytest

from rooms import running


@pytest.fixture
def room(folders):
    with running(folders) as room:
        yield room


@pytest.fixture(scope="module")
def shared(folders):
    """A room for what leaves no trace in it."""
    with running(folders) as room:
        yield room
