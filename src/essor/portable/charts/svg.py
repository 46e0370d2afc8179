"""What drawings in SVG text share."""

from essor.portable.pictures.drawing import coordinate


def text_element(x, y, text, anchor, attributes):
    """A text drawn at a point; `attributes` are the rest of its tag, and `text` is markup already."""
    return f'<text x="{coordinate(x)}" y="{coordinate(y)}" text-anchor="{anchor}" {attributes}>{text}</text>'
