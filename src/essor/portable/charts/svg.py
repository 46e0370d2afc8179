"""What drawings in SVG text share."""


def coordinate(value):
    """A coordinate with at most one decimal, the same text in both Pythons."""
    tenths = int(abs(value) * 10 + 0.5)
    text = str(tenths // 10) + (f".{tenths % 10}" if tenths % 10 else "")
    return f"-{text}" if value < 0 and tenths else text


def text_element(x, y, text, anchor, attributes):
    """A text drawn at a point; `attributes` are the rest of its tag, and `text` is markup already."""
    return f'<text x="{coordinate(x)}" y="{coordinate(y)}" text-anchor="{anchor}" {attributes}>{text}</text>'
