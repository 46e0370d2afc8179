"""What a live widget shows, and what is pressed in it."""

import ipywidgets as w

from essor.portable.french import typeset


def everything(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from everything(child)


def html(live):
    return "".join(part.value for part in everything(live) if isinstance(part, w.HTML))


def button(live, label):
    (found,) = [part for part in everything(live) if isinstance(part, w.Button) and part.description == typeset(label)]
    return found
