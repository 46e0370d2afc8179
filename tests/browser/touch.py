"""A finger on a phone's screen."""

from .conftest import PHONE
from .look import come_to_rest

TOUCH = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
SWIPE = 300  # px
STEPS = 4


class Finger:
    def __init__(self, page):
        self.page = page
        self._session = page.context.new_cdp_session(page)

    def drag(self, start, across, down):
        """Come down at a point, move, rest and lift."""
        x, y = start
        self._send("touchStart", (x, y))
        for step in range(1, STEPS + 1):
            self._send("touchMove", (x + across * step / STEPS, y + down * step / STEPS))
        self.page.wait_for_timeout(60)  # a finger that rests before it lifts: the page does not run on
        self._send("touchEnd")

    def _send(self, kind, *points):
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    def swipe_up(self, part, share=0.5):
        """Swipe the page up, from this share of the part's width. Gives how far the page went."""
        x, y = place(part, share)
        before = self.page.evaluate("scrollY")
        self.drag((x, y), 0, -SWIPE)
        come_to_rest(self.page, "scrollY")
        return self.page.evaluate("scrollY") - before


def place(part, share):
    """A point of this part, brought to the middle of the window."""
    part.evaluate("part => part.scrollIntoView({ block: 'center' })")
    come_to_rest(part.page, "scrollY")
    box = part.bounding_box()
    return box["x"] + box["width"] * share, box["y"] + box["height"] / 2
