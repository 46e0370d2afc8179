"""The programme of the day, as it was printed in 2014, and the trainer's running order that fills it."""

import pytest

from essor.places import COURSE
from essor.readers import programme, running_order, tables
from essor.readers.running_order import DAY, VARIANTS

SHIPPED = running_order.load(COURSE / "data" / "deroules.csv")
SLOTS = programme.load(COURSE / "data" / "programme.csv")
ROWS = [row for _, row in tables.rows("programme", COURSE / "data" / "programme.csv")]
# The programme printed for the day (2014 file). None: the printed programme does not say.
DEBATES = [("10:15", "11:30"), ("11:30", "12:45"), ("14:30", "15:45"), ("15:45", "16:45")]
PRINTED = [("09:00", None, "accueil"), ("09:30", "10:15", "conférence"), *[(*hours, "débat") for hours in DEBATES], (None, None, "conclusion")]


@pytest.mark.parametrize("slot", SLOTS, ids=lambda slot: programme.clock(slot.start))
def test_the_day_fills_the_slots_of_2014_to_the_minute(slot):
    inside = [activity for activity in SHIPPED[DAY] if slot.start <= activity.start and (slot.end is None or activity.start < slot.end)]
    assert inside[0].start == slot.start
    if slot.end is None:
        assert [activity.form for activity in inside] == [slot.form]  # the programme says no end: ours is the only one
    else:
        assert sum(activity.duration for activity in inside) == slot.duration and inside[-1].end == slot.end


def test_half_a_day_two_remote_half_days_and_four_hours():
    lasting = {variant: SHIPPED[variant][-1].end - SHIPPED[variant][0].start for variant in VARIANTS}
    hours = dict.fromkeys(("heure-1", "heure-2", "heure-3", "heure-4"), 60)
    assert lasting == {"journee": 480, "demi-journee": 210, "distance-1": 150, "distance-2": 150, **hours}
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


def test_the_programme_is_the_printed_one_slot_by_slot():
    slots = [row for row in ROWS if row.forme != "repas"]
    assert [slot.forme for slot in slots] == [form for _, _, form in PRINTED]
    for slot, (start, end, _) in zip(slots, PRINTED, strict=True):
        assert start in (None, f"{slot.debut:%H:%M}") and end in (None, slot.fin and f"{slot.fin:%H:%M}")


def test_the_slots_of_the_day_add_up():
    assert programme.span(SLOTS) == (9 * 60, 16 * 60 + 45)
    minutes = {form: sum(slot.duration or 0 for slot in SLOTS if slot.form == form) for form in tables.allowed("programme", "forme")}
    # 45 min of lecture and 75 + 75 + 75 + 60 of debates are printed; welcome and lunch fill what is left.
    assert minutes == {"accueil": 30, "conférence": 45, "débat": 285, "repas": 105, "conclusion": 0}
    assert sum(minutes.values()) == (16 * 60 + 45) - 9 * 60


def test_a_slot_that_names_a_page_names_one_of_the_book():
    contents = (COURSE / "_toc.yml").read_text(encoding="utf-8")
    assert [row.page for row in ROWS if row.page and row.page not in contents] == []
