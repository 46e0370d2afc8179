"""Holds both built editions to what the course promises of lightness, access and privacy, in one table. See README.md.

    python benchmarks/figures.py    # fails if a target is missed

Every page of both editions but those that only lead to another is opened on a server and by double-click, its simulators
made live. « Refused »: what the page's own Content-Security-Policy reported.
"""

import os
import statistics
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from playwright.sync_api import sync_playwright

from page import FRAME, RUNS, SLOW_RUNS, Compressing, come_alive, kilobytes, late_of, time_moves, time_slow, time_start, weights

# isort: split
import editions  # found by page.py, as the tests are
from browser.conftest import PLACES, WIDE
from browser.look import COLOURS, violations
from essor.tools.chromium import launch, serve

FOLDERS = {"learner’s": editions.LEARNERS, "trainer’s": editions.TRAINERS}
REPORT = "window.refused = []; addEventListener('securitypolicyviolation', (event) => refused.push(`${event.violatedDirective} ${event.blockedURI}`));"


def look_at(browser, folder, addresses, path, found):
    """Open a page by both ways; count what is wrong in `found`, and return its weight, by part, and what it shows."""
    for scheme in ("http", "file"):
        # The service worker would fetch the whole edition, page after page.
        context = browser.new_context(viewport=WIDE, reduced_motion="reduce", service_workers="block")
        asked = []
        context.on("request", lambda request, asked=asked: asked.append(request.url))
        page = context.new_page()
        page.add_init_script(REPORT)
        page.goto(f"{addresses[scheme]}/{path}", wait_until="load")
        come_alive(page)
        if scheme == "http":
            weight = weights(folder, addresses["http"], asked)
            for colours, rules in (("light", None), ("dark", COLOURS)):  # between the two, only colours change
                page.emulate_media(color_scheme=colours, reduced_motion="reduce")
                tell(found, "axe", path, violations(page, rules))
        tell(found, "foreign", path, [url for url in asked if not url.startswith((*addresses.values(), "data:", "blob:"))])
        tell(found, "refused", path, page.evaluate("refused"))
        context.close()
    return weight


def tell(found, kind, path, faults):
    found[kind] += len(faults)
    for fault in faults:
        print(f"{kind}, {path}: {fault}", file=sys.stderr)


def look_over(name):
    """Of an edition: faults by kind; weights, with the page's name, of decks, of pages with a simulator, of texts and of the search."""
    folder, found, by_kind = FOLDERS[name], Counter(), {"deck": {}, "simulator": {}, "text": {}, "search": {}, "other": {}}
    with serve(folder) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        for file in sorted(folder.rglob("*.html")):
            if 'http-equiv="refresh"' in file.read_text("utf8"):
                continue
            path = file.relative_to(folder).as_posix()
            weight = look_at(browser, folder, {"http": address, "file": folder.as_uri()}, path, found)
            by_kind[kind_of(path, weight)][sum(weight.values())] = f"{path}, {name}"
            found["pages"] += 1
        browser.close()
    return found, by_kind


def kind_of(path, weight):
    if path == "search.html" or path.startswith("papier/"):
        return "search" if path == "search.html" else "other"
    return "deck" if path.endswith("diapositives.html") else "simulator" if "engine.js" in weight else "text"


class Table:
    def __init__(self):
        self.held = True
        print("| Target | Measured | Held |\n| --- | ---: | --- |")

    def row(self, what, measured, most=None, unit="", digits=0):
        """`most`: the greatest value that is held; without one, for information."""
        held = most is None or measured <= most
        self.held = self.held and held
        limit = "" if most is None else f" ≤ {most} {unit}" if unit else f": {most}"
        shown = measured if isinstance(measured, str) else f"{measured:.{digits}f} {unit}".strip()
        print(f"| {what}{limit} | {shown} | {'' if most is None else 'yes' if held else 'NO'} |")


def main():
    started = time.monotonic()
    if not all((folder / "index.html").is_file() for folder in FOLDERS.values()):
        sys.exit(editions.MISSING)
    with ProcessPoolExecutor(len(FOLDERS)) as pool:
        (found, weights_here), (found_there, weights_there) = pool.map(look_over, FOLDERS)
    found += found_there
    decks, simulated, texts, searched = (weights_here[kind] | weights_there[kind] for kind in ("deck", "simulator", "text", "search"))
    count = found["pages"]
    with sync_playwright() as playwright:
        browser = launch(playwright)
        with serve(editions.LEARNERS) as address:
            pages = [place for place in PLACES if place.simulators and not place.repeats]
            cold, _ = time_start(browser, address, pages[0].path)
            moves = {slug: times for place in pages for slug, times in time_moves(browser, address, place.path).items()}
        with serve(editions.LEARNERS, Compressing) as address:
            slow = {place.path: time_slow(browser, address, place.path) for place in pages[:2]}
        version = browser.version
        browser.close()

    visits = f"medians of {RUNS} visits, {SLOW_RUNS} slow ones; in {time.monotonic() - started:.0f} s."
    print(f"Chromium {version}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; {visits}\n")
    table = Table()
    table.row(f"First visit of the heaviest page with a simulator ({simulated[max(simulated)]}), live, gzip", max(simulated) / 1000, 450, "kB")
    table.row(f"First visit of the heaviest text page ({texts[max(texts)]}), gzip", max(texts) / 1000, 120, "kB")
    table.row("Search page, with its index, gzip", kilobytes(max(searched)))
    table.row(f"First visit of the heaviest deck ({decks[max(decks)]}), its first live slide shown, gzip", kilobytes(max(decks)))
    for path, times in slow.items():
        where = f"1.6 Mbit/s, processor 4 × slower, {path}"
        table.row(f"{where}: text readable", times["text"] / 1000, 2, "s", 1)
        table.row(f"{where}: first simulator live (answers, sentence, tables)", times["answered"] / 1000, 4, "s", 1)
        table.row(f"{where}: its first picture", times["first"] / 1000, 1.5, "s", 1)
    table.row("Engine ready after a simulator comes near, cold", cold["ready"], 250, "ms")
    for what, most, of in (("median", 16, statistics.median), ("95th percentile", 33, late_of)):
        slowest, slug = max((of(times["drawn"]), slug) for slug, times in moves.items())
        table.row(f"Slider to redraw, the slowest of {len(moves)} simulators ({slug}), {what}", slowest, most, "ms")
    slowest, slug = max((statistics.median(times["shown"]), slug) for slug, times in moves.items())
    table.row(f"Slider to the frame that shows it, the slowest ({slug}), median", f"{slowest:.0f} ms, {slowest / FRAME:.1f} frames")
    table.row(f"axe violations, light and dark, {count} pages of both editions", found["axe"], 0)
    table.row(f"Requests to anyone else, {count} pages, on a server and by double-click", found["foreign"], 0)
    table.row(f"Refused by the Content-Security-Policy, {count} pages, on a server and by double-click", found["refused"], 0)
    for name, pattern in (("learner’s", "essor-[0-9]*.zip"), ("trainer’s", "essor-formateur-*.zip")):
        made = sorted(editions.LEARNERS.parent.glob(pattern))
        table.row(f"The {name} archive", f"{made[-1].stat().st_size / 1e6:.1f} MB" if made else "not built")
    return 0 if table.held else 1


if __name__ == "__main__":
    sys.exit(main())
