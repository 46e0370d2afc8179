"""Simulators of a notebook; what a live widget shows, and what is pressed in it."""

import ipywidgets as w

import essor.notebook as notebook
from essor.portable.french import typeset


def function_of(slug):
    """What a notebook calls to show a simulator."""
    return getattr(notebook, slug.replace("-", "_"))


def everything(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from everything(child)


def html(live):
    return "".join(part.value for part in everything(live) if isinstance(part, w.HTML))


def button(live, label):
    (found,) = [part for part in everything(live) if isinstance(part, w.Button) and part.description == typeset(label)]
    return found
