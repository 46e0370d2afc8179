"""Exercises are decisions on a file: what reaches the desk, then what to do with it."""

import pytest

from essor.readers import assessment


@pytest.mark.parametrize("file", assessment.files(), ids=lambda file: file.stem)
def test_a_third_of_a_chapters_exercises_are_decisions_on_a_file(file):
    exercises = assessment.load(file).exercises
    decisions = [exercise["id"] for exercise in exercises if "dossier" in exercise or exercise["genre"] == "parcours"]
    assert len(exercises) <= 3 or 3 * len(decisions) >= len(exercises), decisions
