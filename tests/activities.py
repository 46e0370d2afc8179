"""The pages of group activities, and what several of their tests start from."""

from essor.places import COURSE
from essor.portable.simulators.registry import load
from quoted import plain

ACTIVITIES = COURSE / "book" / "formateur" / "activites"
LOTS = load("clause-planner").control("lots").default
AXES = ("créer", "coopérer", "consolider", "faire connaître", "innover")
WEIGHTINGS = ((7, 1, 1, 1), (1, 7, 1, 1), (1, 1, 7, 1), (1, 1, 1, 7), (4, 3, 2, 1), (3, 3, 2, 2))


def source(page):
    return plain((ACTIVITIES / f"{page}.md").read_text("utf8"))
