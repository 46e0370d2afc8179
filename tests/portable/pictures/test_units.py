"""Units: as many discs as they are, full for those that take part, in every frame."""

from xml.etree import ElementTree

import pytest

from drawings import FRAMES, faults, texts
from essor.portable.pictures.units import Family, units_picture
from essor.portable.simulators.declaration import View

FEW, MANY = [("Marchands", 63, 6.3), ("Créateurs", 20, 20), ("Merceries", 0, 0)], [("Marchands", 10000, 5000)] * 4


def picture(view, *families):
    shown = [Family(name, count, part=part, text=f"{part} sur {count}") for name, count, part in families]
    return units_picture(view, shown, unit=("unité", "unités"), detail="", taking_part="participe", others="non").svg()


@pytest.mark.parametrize("view", FRAMES, ids=str)
@pytest.mark.parametrize("families", [FEW, MANY], ids=["few", "many"])
def test_discs_are_counted_and_in_the_frame(view, families):
    svg = picture(view, *families)
    each = 1 if families[0][1] < 1000 else 200
    circles = list(ElementTree.fromstring(svg).iter("circle"))[2:]  # after those of the key
    assert len(circles) == sum(-(-count // each) for _, count, _ in families)
    full = [circle for circle in circles if "petrol" in circle.get("fill")]
    assert len(full) == sum(int(part / each + 0.5) for _, _, part in families)
    found, wide, high, _ = texts(svg)
    assert faults(svg) == [] and found[0][0].startswith(f"Un rond\u00a0: {each}\u00a0unité")
    assert all(float(c.get("cx")) + float(c.get("r")) <= wide and float(c.get("cy")) + float(c.get("r")) <= high for c in circles)
    assert high >= view.height  # higher only where discs would be too small


def test_a_disc_stands_for_the_fewest_units_that_fit():
    assert "Un rond\u00a0: 5\u00a0unités" in picture(View(), ("Marchands", 700, 0), ("Autres", 100, 0))
