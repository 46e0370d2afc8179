"""Properties are checked on the same cases at every run, and never fail for being slow."""

from hypothesis import settings

settings.register_profile("essor", derandomize=True, deadline=None, database=None, max_examples=100)
settings.load_profile("essor")
