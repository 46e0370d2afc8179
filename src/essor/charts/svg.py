"""What drawings in SVG text share."""


def coordinate(value):
    """A coordinate with at most one decimal, the same text in both Pythons."""
    tenths = int(abs(value) * 10 + 0.5)
    text = str(tenths // 10) + ("." + str(tenths % 10) if tenths % 10 else "")
    return "-" + text if value < 0 and tenths else text
