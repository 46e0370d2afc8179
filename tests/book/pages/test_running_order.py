"""The trainer's running order: its data against the 2014 programme, its arithmetic, its table."""

import pytest

import book_site
from essor.places import COURSE
from essor.readers import programme, running_order
from essor.readers.running_order import DAY, VARIANTS
from essor.readers.tables import TableError

SHIPPED = running_order.load(COURSE / "data" / "deroules.csv")
SLOTS = programme.load(COURSE / "data" / "programme.csv")
HEADER = "variante,cle,debut,duree,forme,titre,objectif,materiel,page\n"
WHOLE = "".join(f"{variant},a,09:00,30,exposé,Un exposé,Comprendre,,\n" for variant in VARIANTS)


def loaded(folder, lines):
    path = folder / "deroules.csv"
    path.write_text(HEADER + lines, "utf8")
    return running_order.load(path)


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
    assert {variant: SHIPPED[variant][-1].end - SHIPPED[variant][0].start for variant in VARIANTS} == {
        "journee": 480,
        "demi-journee": 210,
        "distance-1": 150,
        "distance-2": 150,
    }
    for variant in ("demi-journee", "distance-1", "distance-2"):
        assert any(activity.form == "pause" for activity in SHIPPED[variant]), variant
        assert any(activity.form == "groupe" for activity in SHIPPED[variant]), variant


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


@pytest.mark.parametrize(
    "line, said",
    [
        ("matin,a,09:00,30,exposé,T,O,,\n", "deroules.csv:2: variante is 'matin', expected one of"),
        ("journee,a,9:00,30,exposé,T,O,,\n", "deroules.csv:2: debut is '9:00', expected a time such as 09:30"),
        ("journee,a,09:00,0,exposé,T,O,,\n", "deroules.csv:2: duree is '0', expected at least 1"),
        ("journee,a,09:00,-5,exposé,T,O,,\n", "deroules.csv:2: duree is '-5', expected at least 1"),
        ("journee,a,09:00,30,cours,T,O,,\n", "deroules.csv:2: forme is 'cours', expected one of"),
        ("journee,a,09:00,30,exposé,,O,,\n", "deroules.csv:2: titre is '', expected a value"),
        ("journee,a,09:00,30,exposé,T,,,\n", "deroules.csv:2: objectif is '', expected a value"),
        (f"{WHOLE}distance-2,b,09:31,5,pause,T,O,,\n", "deroules.csv:6: debut is '09:31', expected the end of 'a'"),
        (
            f"{WHOLE}distance-2,a,09:30,5,pause,T,O,,\n",
            "deroules.csv:6: variante, cle is ('distance-2', 'a'), expected a value of its own: deroules.csv:5 has it",
        ),
        ("journee,a,09:00,30,exposé,T,O,,\n", "deroules.csv: no activity in ['demi-journee', 'distance-1', 'distance-2']"),
    ],
)
def test_a_running_order_that_does_not_add_up_is_refused(tmp_path, line, said):
    with pytest.raises(TableError) as refusal:
        loaded(tmp_path, line)
    assert said in str(refusal.value)


def test_table(tmp_path):
    book_site.write(
        tmp_path,
        {
            "book/index.md": "# Accueil\n\n```{deroule} demi-journee\n```\n",
            "book/loi.md": "# La loi\n\nTexte.\n",
            "data/deroules.csv": f"{HEADER}{WHOLE}demi-journee,b,09:30,60,groupe,Un jeu,Jouer,jetons,book/loi\n",
        },
    )
    page = book_site.page(book_site.build(tmp_path), "book/index.html")
    rows = [[cell.get_text(" ", strip=True).replace("\u00a0", " ") for cell in row.find_all(["th", "td"])] for row in page.table.find_all("tr")]
    assert rows == [
        ["Début", "Durée", "Activité", "Objectif", "Matériel"],
        ["9 h", "30 min", "Un exposé (exposé)", "Comprendre", "–"],
        ["9 h 30", "1 h", "Un jeu (groupe)", "Jouer", "jetons"],
    ]
    assert page.table.find("a")["href"] == "loi.html"
    said = page.find("p", string=lambda text: text and text.startswith("De 9"))
    assert said.get_text().replace("\u00a0", " ").replace("\u202f", " ") == "De 9 h à 10 h 30, soit 1 h 30 : exposé, 30 min ; groupe, 1 h."
