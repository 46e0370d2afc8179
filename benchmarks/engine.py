"""Times every simulator in the page's own engine, in Chromium, and prints one table. See README.md.

    python benchmarks/engine.py              # every simulator, engines A and B
    python benchmarks/engine.py bousol       # those whose slug contains this

It needs no built book: the worker is made from the sources as they are. It always ends well: times are a measure, not a
test.
"""

import os
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from essor.book.site.browser import engine_script, ensure_packages, parts
from essor.portable.simulators.registry import load, slugs
from essor.tools.chromium import launch, serve

WARM_UP, ROUNDS, FEW = 3, 40, 5
MOST = 15  # ms, the goal of one recomputation
TEN_YEARS = 520  # weeks

# Added to the page's session: a fixed amount of Python to compare with, and the engines of the local currency.
PROBE = """
_answer = respond

def respond(text):
    request = json.loads(text)
    return _PROBES[request["probe"]](request) if "probe" in request else _answer(text)

def _reference(request):
    total = 0.0
    texts = []
    for rank in range(4000):
        total = total * 0.5 + rank % 7
        if rank % 20 == 0:
            texts.append(str(total))
    return json.dumps(len("".join(sorted(texts))))

def _place(request):
    from essor.portable.models.currency_cohorts import town
    return town(request["people"], max(2, round(request["people"] * 7350 / 161000)), 0.4, 0.5, 0.5)

def _mean(request):
    from essor.portable.models.currency import mean_path
    from essor.portable.models.currency_cohorts import mean_circuit
    return json.dumps(mean_path(mean_circuit(_place(request)), request["weeks"])[-1].mass_before)

def _phases(request):
    from essor.portable.models.currency import circuit, steady_state
    shares = [0.40, 0.20, 0.25, 0.15]
    return json.dumps([steady_state(circuit(phase, 1312.5, 0.4, 0.5, 0.5, shares, 787.5)).mass_before for phase in (1, 2, 3)])

def _cohorts(request):
    from essor.portable.models.currency_cohorts import cohorts_path
    return json.dumps(cohorts_path(_place(request), request["weeks"], 1)[-1].mass_before)

_PROBES = {"reference": _reference, "mean": _mean, "phases": _phases, "cohorts": _cohorts}
"""

# In the page: a fresh worker, as page.js starts it, learns one part and answers; timed from the question to the answer.
# The turns go round the requests, so that nothing is answered from what was kept of the turn before.
DRIVER = """
async ([common, part, requests, warmUp, count]) => {
  const { worker: source, wasm } = ESSOR_ENGINE;
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  const message = () => new Promise((said) => worker.addEventListener("message", ({ data }) => said(data), { once: true }));
  const started = message();
  worker.postMessage({ start: { wasm, sources: common } });
  const { ready, failed } = await started; if (!ready) throw new Error(`the engine does not start: ${failed}`);
  worker.postMessage({ learn: part });
  const times = requests.map(() => []);
  for (let round = 0; round < warmUp + count; round++)
    for (const [rank, request] of requests.entries()) {
      const text = JSON.stringify(request), answered = message(), from = performance.now();
      worker.postMessage({ id: 0, request: text });
      const { answer, failed } = await answered;
      if (failed || answer.ok === false) throw new Error(text + " " + (failed ?? answer.message));
      if (round >= warmUp) times[rank].push(performance.now() - from);
    }
  worker.terminate();
  return times;
}
"""

REFERENCE = {"probe": "reference"}

# What engines A and B are asked, and the most it may take, in ms.
ENGINES = [
    ("engine A: steady state of the three phases", {"probe": "phases"}, 15),
    ("engine A: two years, week by week, phase 2", {"probe": "mean", "people": 250, "weeks": 104}, 15),
    ("engine B: 250 solistes, two years", {"probe": "cohorts", "people": 250, "weeks": 104}, 15),
    ("engine B: 5 000 solistes, ten years", {"probe": "cohorts", "people": 5000, "weeks": TEN_YEARS}, 500),
    ("engine B: 161 000 solistes, ten years", {"probe": "cohorts", "people": 161_000, "weeks": TEN_YEARS}, 3000),
]


def loaded(simulator):
    """What a reader may load, by name: the defaults and each preset."""
    return [("défaut", {}), *((preset.key, preset.values) for preset in simulator.presets)]


def ends(simulator):
    """Every control at its lowest, then at its highest."""
    return [{c.name: getattr(c, end) for c in simulator.controls if hasattr(c, end)} for end in ("low", "high")]


def late(times):
    return statistics.quantiles(times, n=20)[-1]


def grouped(count):
    return f"{count:,.0f}".replace(",", " ")


def line(what, times, unit, goal, more=""):
    middle = statistics.median(times)
    print(f"{what:<46}{middle:9.1f}{late(times):9.1f}{middle / unit:8.2f}{grouped(goal):>8}  {'yes' if middle < goal else 'NO':<5}{more}".rstrip())
    return middle < goal


def report(version, by_slug, engines, reference):
    unit = statistics.median(reference)
    print(f"MicroPython in Chromium {version}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the end. Milliseconds from question to answer,")
    print(f"in the worker of the page; {ROUNDS} rounds. ×ref: over a fixed piece of Python, {unit:.2f} ms here (95 %: {late(reference):.2f}).")
    print("worst: where it took longest, of the defaults and presets. ends: every control at its lowest or highest; no goal.\n")
    print(f"{'one recomputation':<46}{'median':>9}{'95 %':>9}{'×ref':>8}{'goal':>8}  {'held':<5}{'worst':<22}{'ends':>7}")
    held = []
    for slug, (series, far) in by_slug.items():
        name, times = max(series, key=lambda one: statistics.median(one[1]))
        held.append(line(slug, times, unit, MOST, f"{name:<22}{max(map(statistics.median, far)):7.1f}"))
    print()
    for what, times, goal in engines:
        held.append(line(what, times, unit, goal))
    print(f"\n{sum(held)} of {len(held)} within their goal.")


def main():
    chosen = [slug for slug in slugs() if all(word in slug for word in sys.argv[1:])]
    modules = ensure_packages()
    sources = parts()
    sources["engine"]["essor/portable/session.py"] += PROBE
    with tempfile.TemporaryDirectory() as folder, serve(folder) as address, sync_playwright() as playwright:
        Path(folder, "index.html").write_text('<!doctype html><meta charset="utf-8"><title>engine</title>', "utf8")
        Path(folder, "engine.js").write_text(engine_script(modules), "utf8")
        browser = launch(playwright)
        page = browser.new_page()
        page.goto(f"{address}/index.html")
        page.add_script_tag(url="engine.js")
        reference = []

        def times_of(part, requests, rounds):
            *times, compared = page.evaluate(DRIVER, [sources["engine"], sources[part], [*requests, REFERENCE], WARM_UP, rounds])
            if rounds == ROUNDS:  # the long requests make the engine's heap grow, and everything in it slower
                reference.extend(compared)
            return times

        by_slug = {}
        for slug in chosen:
            simulator = load(slug)
            names, values = zip(*loaded(simulator), strict=True)
            series = times_of(slug, [{"do": "run", "slug": slug, "values": v} for v in values], ROUNDS)
            far = times_of(slug, [{"do": "run", "slug": slug, "values": v} for v in ends(simulator)], FEW)
            by_slug[slug] = list(zip(names, series, strict=True)), far
        engines = [(what, times_of("bousol-agents", [request], FEW if goal > MOST else ROUNDS)[0], goal) for what, request, goal in ENGINES]
        version = browser.version
        browser.close()
    report(version, by_slug, engines, reference)


if __name__ == "__main__":
    main()
