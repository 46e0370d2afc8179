"""Contrast of colours (WCAG 2.2), and the nearest colour that a text may have on a ground."""

import re

LEAST = 4.5  # of a text on its ground, level AA
HEX = re.compile(r"#[0-9a-fA-F]{6}")


def contrast(one: str, other: str) -> float:
    """The ratio of two colours « #rrggbb », from 1 to 21."""
    low, high = sorted(map(_light, (one, other)))
    return (high + 0.05) / (low + 0.05)


def nearest(colour: str, grounds: tuple[str, ...]) -> str:
    """The same hue, darker or lighter by as little as makes it readable on these grounds and on its wash."""
    toward = "#000000" if _light(grounds[0]) > 0.5 else "#ffffff"
    steps = (_mixed(colour, toward, part / 50) for part in range(51))
    return next(tried for tried in steps if least(tried, grounds) >= LEAST)


def least(colour: str, grounds: tuple[str, ...]) -> float:
    """Its contrast where it is lowest, among these grounds and its wash on the first of them."""
    return min(contrast(colour, ground) for ground in (*grounds, wash(colour, grounds[0])))


def wash(colour: str, ground: str) -> str:
    """A ground of this hue: a little of the colour on the ground."""
    return _mixed(ground, colour, 0.1)


def _channels(colour):
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _mixed(colour, other, part):
    return "#" + "".join(f"{round(one + (two - one) * part):02x}" for one, two in zip(_channels(colour), _channels(other), strict=True))


def _light(colour) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (one / 255 for one in _channels(colour))]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
