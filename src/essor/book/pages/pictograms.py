"""Line pictograms of the course's own, on a grid of 48: strokes in the colour of the text around, for the eye only."""

from markupsafe import Markup

# What each shows, as SVG paths.
PATHS = {
    # a sheet, its lines, and the scales of the law on it
    "loi": "M12 4h18l8 8v32H12ZM30 4v8h8M25 17v18M20 36h10M17 21h16M17 21l-3.5 8h7ZM33 21l-3.5 8h7Z",
    # a map folded in three, and what stands on it
    "carte": "M4 12l13-5 14 5 13-5v29l-13 5-14-5-13 5ZM17 7v29M31 12v29M24 30v-9M11 30v-5M37.5 28v-13",
    # three who share what stands between them
    "cooperation": "M24 17.5l8 5v9l-8 5-8-5v-9ZM24 17.5v-4M16 31.5l-4 3M32 31.5l4 3M24 4a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM8 33a4.5 4.5 0 1 0 0 9 "
    "4.5 4.5 0 0 0 0-9ZM40 33a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Z",
    # a coin above the slot of a ballot box: who invests votes
    "part": "M6 26h36v18H6ZM10 26l4-7h4M38 26l-4-7h-4M17 26h14M24 4a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM24 9v7M18 35h12",
    # two notes that go round
    "monnaie": "M13 18h22v12H13ZM24 21a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM6 24A18 18 0 0 1 38 12.7M38 5v8h-8M42 24A18 18 0 0 1 10 35.3M10 43v-8h8",
    # three offices, and one arrow through them
    "transversalite": "M5 19V7h10v12M19 19V7h10v12M33 19V7h10v12M5 29v12h10V29M19 29v12h10V29M33 29v12h10V29M3 24h41M39 19l5 5-5 5",
    # On slides: what someone says, yes, no, a stamp, an idea, a wait, a search, a school, a purchase, a hand that gives
    "parole": "M6 8h36v25H23l-10 9v-9H6ZM14 17h20M14 24h12",
    "oui": "M24 4a20 20 0 1 0 0 40 20 20 0 0 0 0-40ZM14 25l7 7 13-16",
    "non": "M24 4a20 20 0 1 0 0 40 20 20 0 0 0 0-40ZM16 16l16 16M32 16L16 32",
    "agrement": "M24 4a13 13 0 1 0 0 26 13 13 0 0 0 0-26ZM16 28l-4 16 12-6 12 6-4-16M18 17l5 5 8-9",
    "idee": "M24 4a14 14 0 0 0-7 26v6h14v-6a14 14 0 0 0-7-26ZM19 42h10",
    "attente": "M10 4h28M10 44h28M14 4v8l10 12 10-12V4M14 44v-8l10-12 10 12v8",
    "loupe": "M20 6a14 14 0 1 0 0 28 14 14 0 0 0 0-28ZM30 30l13 13",
    "ecole": "M2 18l22-10 22 10-22 10ZM12 23v11c6 6 18 6 24 0V23M44 19v14",
    "achat": "M4 8h6l6 22h21l5-15H12M19 37a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM34 37a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z",
    "aide": "M30 4a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM30 9v8M4 30h8l8 3h9a3.5 3.5 0 0 1 0 7H18M12 42h18l14-9a3.5 3.5 0 0 0-5-5l-7 5M4 30v12h8",
}

OF_PAGES = {  # of each chapter, by its page: those of the home page's cards; of the home page itself, who welcomes
    "index": "parole",
    "loi-2014": "loi",
    "diagnostic": "carte",
    "cooperer": "cooperation",
    "investir": "part",
    "bousol": "monnaie",
    "transversalite": "transversalite",
}


def of_page(page: str) -> Markup:
    """The pictogram of a chapter. KeyError if it has none."""
    return Markup(pictogram(OF_PAGES[page.rpartition("/")[2]]))


def pictogram(name: str) -> str:
    """The pictogram of that name; KeyError if there is none."""
    return (
        '<svg class="essor-pictogram" viewBox="0 0 48 48" width="48" height="48" fill="none" stroke="currentColor" stroke-width="2"'
        f' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="{PATHS[name]}"/></svg>'
    )
