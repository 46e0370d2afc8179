"""Reads synthetic pictures of rooms that vote by cards, and prints one table. See README.md.

    python benchmarks/cards.py [pictures]    # of each size; 12 unless said

It needs no built book. It always ends well: tests judge (tests/browser/test_cards.py).
"""

import os
import statistics
import sys
import tempfile
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright

from essor.tools.chromium import launch

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
import card_scenes as scenes

SIZES = (80, 56, 40, 32, 28, 24, 20)  # px across a marker
LIGHTS = {"quiet": {"noise": 3, "blur": 0.8}, "noisy": {"noise": 8, "blur": 0.8}, "soft": {"noise": 4, "blur": 1.6}}


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = launch(playwright)
        cards, reader = scenes.fronts(browser), scenes.Reader(browser, Path(folder))
        print(f"Chromium {browser.version}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; {count} pictures of 30 cards a line.\n")
        print("| Marker | Picture | Read | Missed | Wrong | Counted after two pictures | Wrong then | ms a picture |")
        print("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
        for size in SIZES:
            for name, light in LIGHTS.items():
                print(row(cards, reader, size, name, light, count), flush=True)
        browser.close()


def row(cards, reader, size, name, light, count) -> str:
    """Half of the pictures are those of another moment of the other half: the same answers, held otherwise."""
    rng = np.random.default_rng(size)
    one, two, times = np.zeros(3, int), np.zeros(3, int), []
    for _ in range(count // 2):
        held, before = scenes.votes(rng), {}
        for moment in range(2):
            read, time = reader.read(scenes.room(cards, held, size, rng, **light))
            one += scenes.judged(read, held)
            times.append(time)
            if moment:
                two += scenes.judged(scenes.agreed(before, read), held)
            before = read
    shares = f"{one[0] / one[:2].sum():.1%} | {one[1] / one[:2].sum():.1%} | {one[2]} | {two[0] / two[:2].sum():.1%} | {two[2]}"
    return f"| {size} px | {name} | {shares} | {statistics.median(times):.0f} |"


if __name__ == "__main__":
    main()
