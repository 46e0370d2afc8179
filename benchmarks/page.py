"""Measures what a reader of the built book waits for, and prints it as one Markdown table. See README.md."""

import functools
import gzip
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from browser.conftest import BOOK, PLACES, WIDE  # noqa: E402
from essor.tools.chromium import Quiet, launch, serve  # noqa: E402

RUNS = 9
WARM_UP, MOVES = 3, 30
FRAME = 1000 / 60  # ms
SLOW_RUNS = 5
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}  # ms; bytes a second: 1.6 Mbit/s
SLOW_PROCESSOR = 4  # times slower

# Watches from outside: when a picture of the first simulator is seen, when the engine is ready, when its figures come.
WATCH = """
  window.times = {};
  document.addEventListener("DOMContentLoaded", () => {
    const first = document.querySelector(".essor-sim");
    new MutationObserver(() => (times.answered ??= performance.now())).observe(first.querySelector("[data-part=indicators]"), { childList: true });
    const look = () => {
      if ([...first.querySelectorAll(".essor-picture svg")].some((svg) => svg.checkVisibility({ visibilityProperty: true }))) times.first ??= performance.now();
      else requestAnimationFrame(look);
    };
    look();
  });
  addEventListener("click", ({ target }) => { if (target.closest("[data-skip]")) times.asked ??= performance.now(); }, true);
  const Given = Worker;
  window.Worker = class extends Given {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => { if (data.ready) times.ready ??= performance.now(); });
    }
  };
"""

# What a reader in a hurry does as soon as the page listens.
GO_STRAIGHT = """
  document.addEventListener("DOMContentLoaded", () => {
    const first = document.querySelector(".essor-sim");
    first.scrollIntoView();
    first.querySelector("[data-skip]")?.click();
  });
"""

# The times since the simulator came near, or since its result was asked for.
STARTED = """
() => {
  const near = performance.getEntriesByType("resource").find(({ name }) => name.includes("/engine.js")).startTime;
  const asked = times.asked ?? near;
  return { ready: times.ready - near, answered: times.answered - asked };
}
"""

# Times each move of a slider, from its event to its picture laid out, then to the frame that follows; pictures out of sight are
# drawn once the reader rests.
TIME_MOVES = """
root => {
  window.moves = [];
  let started;
  root.addEventListener("input", () => (started = performance.now()), true);
  const picture = root.querySelector(".essor-picture");
  const redrawn = () => {
    picture.getBoundingClientRect();
    const [from, drawn] = [started, performance.now()];
    requestAnimationFrame(() => moves.push({ drawn: drawn - from, shown: performance.now() - from }));
  };
  new MutationObserver(redrawn).observe(picture, { childList: true });
}
"""

# The key that takes a slider one step on, until it is at an end, then back: a value that comes again may be answered faster.
STEP_ON = """
slider => {
  const back = slider.dataset.back === "yes" ? slider.value !== slider.min : slider.value === slider.max;
  slider.dataset.back = back ? "yes" : "no";
  return back ? "ArrowLeft" : "ArrowRight";
}
"""


PARTS = {"engine.js": "engine.js", "plotly.js": "plotly.js", **dict.fromkeys(("page.js", "essor.css"), "our page.js and essor.css")}


def part(path):
    """What a file of the book is a part of."""
    if "/parts/" in path:
        return "Python of simulators"
    return PARTS.get(Path(path).name) or ("HTML" if path.endswith(".html") else "theme")


FIRST_LIVE_SLIDE = """
() => {
  const slide = document.querySelector("[data-part=slide]:has(.essor-sim)");
  if (slide) location.hash = slide.id;
}
"""


def reach(simulator):
    """Scroll to a simulator and, where it asks for a prediction first, pass."""
    simulator.scroll_into_view_if_needed()
    skip = simulator.locator("[data-skip]:visible")
    if skip.count():
        skip.click()


def come_alive(page):
    """Go to each simulator that shows, in a deck to the first, until the engine has drawn its last picture."""
    page.evaluate(FIRST_LIVE_SLIDE)
    for simulator in page.locator(".essor-sim:visible").all():
        reach(simulator)
        simulator.locator(".essor-picture > svg").last.wait_for()


def weigh(browser, address, path):
    """Bytes of each part of a first visit, simulators live."""
    context = browser.new_context(viewport=WIDE)
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(f"{address}/{path}")
    come_alive(page)
    page.wait_for_load_state("networkidle")
    context.close()
    return weights(BOOK, address, asked)


def weights(folder, address, asked):
    """Bytes, gzip level 9, of each part of what a page asked for."""
    found = {}
    for name in {url.split("?")[0].removeprefix(f"{address}/") for url in asked if url.startswith(address)}:
        found[part(name)] = found.get(part(name), 0) + _compressed(folder / name)
    return found


@functools.cache
def _compressed(file):
    return len(gzip.compress(file.read_bytes(), 9))


def time_start(browser, address, path):
    """Times, in ms, cold then warm: engine ready after a simulator comes near; its figures after they are asked for."""
    cold, warm = [], []
    for _ in range(RUNS):
        context = browser.new_context(viewport=WIDE)
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(f"{address}/{path}")
        for times in (cold, warm):
            if times is warm:
                page.reload()
            page.wait_for_load_state("load")
            page.locator(".essor-sim").first.scroll_into_view_if_needed()
            page.wait_for_function("() => times.ready")  # before a reader has predicted anything
            reach(page.locator(".essor-sim").first)
            page.wait_for_function("() => times.answered")
            times.append(page.evaluate(STARTED))
        context.close()
    return [{name: statistics.median(times[name] for times in series) for name in series[0]} for series in (cold, warm)]


def time_moves(browser, address, path):
    """Times, in ms, of the moves of each simulator's first slider, by slug, then by what ends them; those without a slider are left out."""
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.goto(f"{address}/{path}")
    by_slug = {}
    for root in page.locator(".essor-sim").all():
        reach(root)
        root.locator(".essor-figure").last.locator(".essor-picture > svg").wait_for()
        page.wait_for_load_state("networkidle")
        slider = root.locator("[type=range]:visible").first
        if not slider.count():
            continue
        root.evaluate(TIME_MOVES)
        for rank in range(WARM_UP + MOVES):
            slider.press(slider.evaluate(STEP_ON))
            page.wait_for_function("count => moves.length >= count", arg=rank + 1)
        moves = page.evaluate("moves")[WARM_UP:]
        by_slug[root.get_attribute("data-slug")] = {end: [move[end] for move in moves] for end in ("drawn", "shown")}
    context.close()
    return by_slug


@functools.cache
def _as_sent(path):
    return gzip.compress(path.read_bytes(), 6)


class Compressing(Quiet):
    """Serves files as a public server would: compressed, and to be kept by the browser."""

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        content = _as_sent(path)
        self.send_response(200)
        for name, value in (("Type", self.guess_type(str(path))), ("Encoding", "gzip"), ("Length", str(len(content)))):
            self.send_header(f"Content-{name}", value)
        self.end_headers()
        self.wfile.write(content)


def time_slow(browser, address, path):
    """Times, in ms from the click on a link, of a first visit on a slow line and a slow processor.

    `text`: the page's text is painted; `first`, `answered`: the first simulator shows a picture, then the engine's figures, for a
    reader who goes straight to it and does not predict.
    """
    series = []
    for _ in range(SLOW_RUNS):
        context = browser.new_context(viewport=WIDE)
        page = context.new_page()
        page.add_init_script(WATCH + GO_STRAIGHT)
        devtools = context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", SLOW_LINE)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_PROCESSOR})
        page.goto(f"{address}/{path}", wait_until="commit")
        page.wait_for_function("() => times.first && times.answered", timeout=60_000)
        series.append(page.evaluate("() => ({ text: performance.getEntriesByName('first-contentful-paint')[0].startTime, ...times })"))
        context.close()
    return {name: statistics.median(times[name] for times in series) for name in ("text", "first", "answered")}


def time_builds():
    """Seconds to build the book from nothing, then after a change to one page's text."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "course")
        copy.mkdir()
        for name in ("book", "exercises", "data"):
            shutil.copytree(ROOT / name, copy / name)
        for name in ("_config.yml", "_toc.yml", "package-lock.json", "package.json"):
            shutil.copy(ROOT / name, copy)
        (copy / "node_modules").symlink_to(ROOT / "node_modules")
        clean = _build(copy)
        page = copy / "book" / "programme.md"
        page.write_text(f"{page.read_text('utf8')}\nUne phrase de plus.\n", "utf8")
        return clean, _build(copy)


def _build(folder):
    started = time.monotonic()
    command = [str(Path(sys.executable).with_name("jupyter-book")), "build", "-W", "--keep-going", str(folder)]
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if result.returncode or not (folder / "_build" / "html" / "index.html").exists():
        sys.exit(f"the book does not build:\n{result.stdout[-3000:]}")
    return time.monotonic() - started


def late_of(times):
    """The 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


def row(what, value, target="", ratio=""):
    print(f"| {what} | {value} | {target} | {ratio} |")


def kilobytes(count):
    return f"{count / 1000:.0f} kB"


def rows_of_weights(what, parts, target="", ratio=""):
    weight = sum(parts.values())
    row(what, kilobytes(weight), target, ratio)
    for name, count in sorted(parts.items(), key=lambda item: -item[1]):
        row(f"– {name}", kilobytes(count), "", f"{count / weight:.0%}")


def main():
    if not (BOOK / "index.html").is_file():
        sys.exit(f"no book in {BOOK}: build it with `make book`")
    live = [place.path for place in PLACES if place.simulators and not place.repeats]
    texts = [place.path for place in PLACES if not place.simulators and not place.exercises and place.path != "search.html"]
    with serve(BOOK) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        version = browser.version
        path, heavy = max(((path, weigh(browser, address, path)) for path in live), key=lambda one: sum(one[1].values()))
        light = max((weigh(browser, address, path) for path in texts), key=lambda weights: sum(weights.values()))
        cold, warm = time_start(browser, address, live[0])
        moves = {slug: times for place in live for slug, times in time_moves(browser, address, place).items()}
        browser.close()
    clean, changed = time_builds()

    print(f"Chromium {version}, {os.cpu_count()} processors, local server; medians of {RUNS} visits and of {MOVES} moves.\n")
    row("Measure", "Value", "Target", "Ratio")
    row("---", "---:", "---:", "---")
    ratio = f"{sum(heavy.values()) / sum(light.values()):.0f} × the text page"
    rows_of_weights(f"First visit to the heaviest page with a simulator ({path}), gzip", heavy, "≤ 450 kB", ratio)
    rows_of_weights("First visit to the heaviest text page, gzip", light)
    for name, what in (("ready", "Engine ready after a simulator comes near"), ("answered", "Figures and pictures after they are asked for")):
        row(f"{what}, cold", f"{cold[name]:.0f} ms", "< 250 ms" if name == "ready" else "", f"{cold[name] / warm[name]:.1f} × warm")
        row(f"{what}, warm", f"{warm[name]:.0f} ms")
    for slug, times in sorted(moves.items(), key=lambda item: -statistics.median(item[1]["drawn"])):
        middle, late, shown = statistics.median(times["drawn"]), late_of(times["drawn"]), statistics.median(times["shown"])
        row(f"Slider to redraw, {slug}: median (95th percentile)", f"{middle:.0f} ms ({late:.0f})", "≤ 16 ms (33)", f"{shown / FRAME:.1f} frames to show")
    row("Book built from nothing", f"{clean:.1f} s")
    row("Book built after a change of text", f"{changed:.1f} s", "", f"{changed / clean:.0%} of the time from nothing")


if __name__ == "__main__":
    main()
