"""Where tests and benchmarks find the Chromium that also prints the course."""

from essor.surfaces.chromium import launch, serve

__all__ = ["launch", "serve"]
