"""The trainer's running order: its data against the 2014 programme, its arithmetic, its table."""

import pytest

from essor.places import COURSE
from essor.readers import programme, running_order
from essor.readers.running_order import DAY, VARIANTS

SHIPPED = running_order.load(COURSE / "data" / "deroules.csv")
SLOTS = programme.load(COURSE / "data" / "programme.csv")


@pytest.mark.parametrize("slot", SLOTS, ids=lambda slot: programme.clock(slot.start))
def test_the_day_fills_the_slots_of_2014_to_the_minute(slot):
    inside = [activity for activity in SHIPPED[DAY] if slot.start <= activity.start and (slot.end is None or activity.start < slot.end)]
    assert inside[0].start == slot.start
    if slot.end is None:
        assert [activity.form for activity in inside] == [slot.form]  # the programme says no end: ours is the only one
    else:
        assert sum(activity.duration for activity in inside) == slot.duration
        assert inside[-1].end == slot.end


def test_half_a_day_and_two_remote_half_days():
    lasting = {variant: SHIPPED[variant][-1].end - SHIPPED[variant][0].start for variant in VARIANTS}
    assert lasting == {"journee": 480, "demi-journee": 210, "distance-1": 150, "distance-2": 150}
    for variant in ("demi-journee", "distance-1", "distance-2"):
        assert {"pause", "groupe"} <= {activity.form for activity in SHIPPED[variant]}, variant


def test_nobody_sits_for_two_hours_without_a_break():
    for variant, activities in SHIPPED.items():
        seated = 0
        for activity in activities:
            seated = 0 if activity.form in ("pause", "repas") else seated + activity.duration
            assert seated <= 120, f"{variant}: {seated} min at {activity.key}"


def test_each_debate_has_two_group_activities_or_a_simulation_and_one():
    for slot in SLOTS:
        if slot.form == "débat":
            worked = [a.form for a in SHIPPED[DAY] if slot.start <= a.start < slot.end and a.form in ("groupe", "simulation")]
            assert len(worked) >= 2, slot.title


def test_pages_named_exist():
    for activities in SHIPPED.values():
        for activity in activities:
            assert not activity.page or any((COURSE / activity.page).with_suffix(kind).exists() for kind in (".md", ".ipynb")), activity.page
