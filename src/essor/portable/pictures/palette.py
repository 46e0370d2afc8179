"""Colours of pictures, light and dark: four hues that stay apart for colour-blind readers, never used alone."""

# Keys are roles. Text and lines keep 4.5:1 and 3:1 on their paper.
LIGHT = {
    "paper": "#ffffff",
    "ink": "#16202b",
    "soft": "#51606f",
    "line": "#c5ced7",
    "petrol": "#0b5c6b",
    "ochre": "#b3610f",
    "violet": "#7a4fa3",
    "green": "#3a7d44",
}
DARK = {
    "paper": "#141b22",
    "ink": "#e8edf2",
    "soft": "#a5b3c1",
    "line": "#3d4c5a",
    "petrol": "#6cc3d1",
    "ochre": "#f0a55a",
    "violet": "#c09be6",
    "green": "#86c893",
}
