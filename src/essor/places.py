"""Where things are, for what builds and tests the course."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
PORTABLE = PACKAGE / "portable"  # what runs in the page too
BROWSER = PACKAGE / "browser"  # scripts and styles
_CARRIED = PACKAGE / "course"  # what a wheel carries of it (setup.py)
COURSE = _CARRIED if _CARRIED.is_dir() else PACKAGE.parents[1]  # the folder that holds the course
