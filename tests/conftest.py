"""Properties are checked on the same cases at every run, and never fail for being slow."""

from hypothesis import settings

from essor.surfaces import outlines

settings.register_profile("essor", derandomize=True, deadline=None, database=None, max_examples=100)
settings.load_profile("essor")

# As the build and the notebook do, so that every test sees the map.
outlines.fill()
