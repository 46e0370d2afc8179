"""Drawings as they are read: where each text is, and what a reader would not read."""

from xml.etree import ElementTree

from essor.portable.pictures.drawing import DROP, LINE, STRONG
from essor.portable.pictures.metrics import width
from essor.portable.simulators.declaration import View

FRAMES = [View(wide, height=high) for wide in (300, 640, 1200) for high in (0, 200, 420, 900)]
VIEWS = [*FRAMES, View(width=300, text=18), View(width=1600, text=20)]
LOOSE = 0.6  # px


def texts(svg):
    """(text, left, top, right, bottom) of each text of a drawing, and the frame."""
    root = ElementTree.fromstring(svg)
    size = float(root.get("font-size"))
    found = []
    for text in root.iter("text"):
        wide = width(text.text, size, text.get("font-weight") == str(STRONG))
        x, anchor = float(text.get("x")), text.get("text-anchor", "start")
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
        middle = float(text.get("y")) - DROP * size
        found.append((text.text, left, middle - LINE * size / 2, left + wide, middle + LINE * size / 2))
    return found, float(root.get("width")), float(root.get("height")), size


def words(svg):
    return [text for text, *_ in texts(svg)[0]]


def faults(svg, view=None):
    """What a reader would not read: texts out of the frame, over one another, or too small; and a frame that is not that of the view."""
    found, wide, high, size = texts(svg)
    wrong = [] if size >= 14 else [f"{size} px"]
    wrong += [f"a frame of {wide} × {high} for {view}"] if view and (wide, high) != (view.width, view.height or high) else []
    wrong += [f"out: {text}" for text, left, top, right, bottom in found if left < -LOOSE or right > wide + LOOSE or top < -4 or bottom > high + 4]
    for rank, (one, left, top, right, bottom) in enumerate(found):
        for other, l2, t2, r2, b2 in found[rank + 1 :]:
            if left < r2 - LOOSE and l2 < right - LOOSE and top < b2 - 3 and t2 < bottom - 3:
                wrong.append(f"over: {one} / {other}")
    return wrong
